//! A list of dossiers by chosen columns as it leaves the desk: the cells that paper and workbooks share.
//!
//! Applicants' names and phone numbers are masked unless the caller says otherwise (DOMAIN.md §9). It knows no file and
//! no screen.

use crate::domain::day::Moment;
use crate::domain::masking;
use crate::domain::rulebook::Rulebook;
use crate::domain::stage::stage;
use crate::domain::time_left::{WorkingTime, time_left};
use crate::report::model::Cell;
use crate::store::pages::{ListColumn, ListRow};

/// Titles and relative widths of the columns, the row's number first.
pub fn titles(columns: &[ListColumn]) -> Vec<(&'static str, u16)> {
    std::iter::once(("TT", 5)).chain(columns.iter().map(|column| (column.label(), width(*column)))).collect()
}

const fn width(column: ListColumn) -> u16 {
    match column {
        ListColumn::Procedure => 36,
        ListColumn::Code | ListColumn::SourceCode => 22,
        ListColumn::Name
        | ListColumn::Officer
        | ListColumn::Receiver
        | ListColumn::Handler
        | ListColumn::Office
        | ListColumn::Channel => 18,
        ListColumn::Stage | ListColumn::LateKind | ListColumn::TimeLeft => 15,
        ListColumn::Phone | ListColumn::Digitised => 12,
        ListColumn::Apology => 8,
        _ => 16,
    }
}

/// The cells of row number `n`.
pub fn cells(n: i64, row: &ListRow, columns: &[ListColumn], masked: bool, rules: &Rulebook, now: Moment) -> Vec<Cell> {
    let number = std::iter::once(Cell::Integer(n, None));
    number.chain(columns.iter().map(|column| cell(*column, row, masked, rules, now))).collect()
}

fn cell(column: ListColumn, row: &ListRow, masked: bool, rules: &Rulebook, now: Moment) -> Cell {
    match column {
        ListColumn::Name if masked => Cell::text(masking::name(&row.name)),
        ListColumn::Phone if masked => Cell::text(masking::phone(&row.phone)),
        ListColumn::Due => Cell::moment(row.due),
        ListColumn::TimeLeft => Cell::text(left(row, rules, now)),
        ListColumn::Accepted => Cell::moment(row.milestones.accepted_at),
        ListColumn::Submitted => Cell::moment(row.submitted_at),
        ListColumn::AcceptanceDue => Cell::moment(row.clocks.acceptance_due),
        ListColumn::HandoverDue => Cell::moment(row.clocks.handover_due),
        ListColumn::Done => Cell::moment(row.milestones.done_at),
        ListColumn::Settled => Cell::moment(row.milestones.settled_at),
        ListColumn::Returned => Cell::moment(row.milestones.returned_at),
        column => Cell::text(words(column, row, now)),
    }
}

/// What a column says of a dossier in words, where it holds no moment and no time that is left; empty for those.
pub fn words(column: ListColumn, row: &ListRow, now: Moment) -> String {
    match column {
        ListColumn::Code => row.code.clone(),
        ListColumn::Name => row.name.clone(),
        ListColumn::Stage => stage(&row.milestones, now).label().to_owned(),
        ListColumn::Procedure => row.procedure.clone(),
        ListColumn::Officer if row.officer.is_empty() => "chưa phân công".to_owned(),
        ListColumn::Officer => row.officer.clone(),
        ListColumn::Channel => row.channel.label().to_owned(),
        ListColumn::Field => row.field.clone(),
        ListColumn::Phone => row.phone.clone(),
        ListColumn::SourceCode => row.more.source_code.clone(),
        ListColumn::Office => row.more.office.clone(),
        ListColumn::Receiver => row.more.receiver.clone(),
        ListColumn::Handler => row.more.handler.clone(),
        ListColumn::LateKind => row.more.late_kind.map_or(String::new(), |kind| kind.label().to_owned()),
        ListColumn::Apology => if row.apologised { "đã có" } else { "" }.to_owned(),
        ListColumn::Digitised => digitised(row),
        ListColumn::Due
        | ListColumn::TimeLeft
        | ListColumn::Accepted
        | ListColumn::Submitted
        | ListColumn::AcceptanceDue
        | ListColumn::HandoverDue
        | ListColumn::Done
        | ListColumn::Settled
        | ListColumn::Returned => String::new(),
    }
}

/// The working time that is left; nothing where the dossier has ended or the clock has run out.
pub fn left(row: &ListRow, rules: &Rulebook, now: Moment) -> String {
    if row.milestones.settled_at.is_some() {
        return String::new();
    }
    if let Some(minutes) = row.clocks.left_paused {
        return WorkingTime::of(minutes, now, &rules.calendar).words();
    }
    let due = if row.milestones.accepted_at.is_some() { row.due } else { row.clocks.acceptance_due };
    due.filter(|due| *due >= now).map_or(String::new(), |due| time_left(now, due, &rules.calendar).words())
}

/// How many papers are digitized, and whether the result is.
fn digitised(row: &ListRow) -> String {
    let (done, required) = row.more.components;
    let papers = if required == 0 { String::new() } else { format!("{done}/{required} giấy") };
    match (papers.is_empty(), row.more.result_digitized) {
        (true, true) => "kết quả".to_owned(),
        (false, true) => format!("{papers} + KQ"),
        (_, false) => papers,
    }
}
