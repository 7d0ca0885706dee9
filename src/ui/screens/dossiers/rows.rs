//! A dossier as a row of a table: the columns by importance, lateness in words and by a sign.

use crate::domain::day::Moment;
use crate::domain::rulebook::Rulebook;
use crate::domain::stage::{Stage, stage};
use crate::domain::time_left::{WorkingTime, time_left};
use crate::store::pages::{ListColumn, ListRow};
use crate::ui::due::{self, Deadline};
use crate::ui::look::Tone;
use crate::ui::parts::table::{Cell, Column, Row};

/// The usual columns. At 40 cells code and deadline are left, at 80 applicant and stage as well: there the time that is
/// left needs the room that would show the beginning of a procedure's name.
pub const USUAL: &[ListColumn] = ListColumn::ALL.split_at(8).0;

/// Least and most cells of a column.
const fn widths(column: ListColumn) -> (u16, u16) {
    match column {
        ListColumn::Code => (18, 20),
        ListColumn::Due => (19, 21),
        ListColumn::Name => (12, 22),
        ListColumn::Stage => (15, 16),
        ListColumn::Procedure => (12, 44),
        ListColumn::Officer | ListColumn::Receiver | ListColumn::Handler => (16, 22),
        ListColumn::Channel => (19, 19),
        ListColumn::Field => (24, 24),
        ListColumn::Phone => (12, 13),
        ListColumn::SourceCode => (18, 26),
        ListColumn::Office => (18, 28),
        ListColumn::TimeLeft | ListColumn::LateKind => (13, 18),
        ListColumn::Digitised => (14, 14),
        ListColumn::Apology => (8, 8),
        _ => (16, 16),
    }
}

/// The table's columns for these. The usual ones give way by importance, others from the right.
pub fn columns(chosen: &[ListColumn]) -> Vec<Column> {
    let usual = [0, 1, 2, 3, 4, 5, 7, 6];
    let rank = |at: usize| if chosen == USUAL { usual[at] } else { u8::try_from(at).unwrap_or(u8::MAX) };
    let made = |(at, column): (usize, &ListColumn)| {
        let (least, most) = widths(*column);
        let made = Column::new(column.label(), least, most, rank(at));
        if *column == ListColumn::Due { made.tight(17) } else { made }
    };
    chosen.iter().enumerate().map(made).collect()
}

/// The row of a dossier in the list of what is to be handed over: what is late for that says so in place of its stage,
/// which is the same for most of them.
pub fn to_hand_over(chosen: &[ListColumn], listed: &ListRow, rules: Option<&Rulebook>, now: Moment) -> Row {
    let mut told = row(chosen, listed, rules, now);
    let status = chosen.iter().position(|column| *column == ListColumn::Stage).and_then(|at| told.cells.get_mut(at));
    if let Some(status) = status.filter(|_| listed.clocks.handover_due.is_some_and(|due| due < now)) {
        *status = Cell::toned("trễ bàn giao", Tone::Overdue);
        told.tone = Tone::Overdue;
    }
    told
}

/// The row of a dossier as of `now`. Before the rules are known a deadline is only its date.
pub fn row(chosen: &[ListColumn], row: &ListRow, rules: Option<&Rulebook>, now: Moment) -> Row {
    let (said, tone) = deadline(row, rules, now);
    let stage = stage(&row.milestones, now);
    let stage_tone = match stage {
        Stage::Paused => Tone::Waiting,
        Stage::Submitted => Tone::DueSoon,
        _ => Tone::Normal,
    };
    let cell = |column: &ListColumn| match column {
        ListColumn::Due => Cell::toned(said.as_str(), tone),
        ListColumn::Stage => Cell::toned(stage.label(), stage_tone),
        column => Cell::plain(text(*column, row, rules, now)),
    };
    Row {
        id: row.id,
        version: row.version,
        cells: chosen.iter().map(cell).collect(),
        tone: if tone == Tone::Normal { stage_tone } else { tone },
    }
}

/// The due date of a dossier in words, and their meaning.
pub fn deadline(row: &ListRow, rules: Option<&Rulebook>, now: Moment) -> (String, Tone) {
    let (due, late_from, hour_limit) = (row.due, row.late_from, row.hour_limit);
    let deadline = Deadline { due, late_from, hour_limit, milestones: &row.milestones, clocks: &row.clocks };
    match (rules, row.due) {
        (Some(rules), _) => due::words(&deadline, &rules.calendar, now),
        (None, due) => (due.map_or(String::new(), |due| due.day.vietnamese()), Tone::Normal),
    }
}

/// What a column says of a dossier.
pub fn text(column: ListColumn, row: &ListRow, rules: Option<&Rulebook>, now: Moment) -> String {
    let moment = |moment: Option<Moment>| moment.map_or(String::new(), |moment| moment.vietnamese());
    let open = row.milestones.settled_at.is_none();
    match column {
        ListColumn::Code => row.code.clone(),
        ListColumn::Due => deadline(row, rules, now).0,
        ListColumn::Name => row.name.clone(),
        ListColumn::Stage => stage(&row.milestones, now).label().to_owned(),
        ListColumn::Procedure => row.procedure.clone(),
        ListColumn::Officer if row.officer.is_empty() => "chưa phân công".to_owned(),
        ListColumn::Officer => row.officer.clone(),
        ListColumn::Channel => row.channel.label().to_owned(),
        ListColumn::Field => row.field.clone(),
        ListColumn::TimeLeft => rules.filter(|_| open).map_or(String::new(), |rules| left(row, rules, now)),
        ListColumn::Accepted => moment(row.milestones.accepted_at),
        ListColumn::Phone => row.phone.clone(),
        ListColumn::SourceCode => row.more.source_code.clone(),
        ListColumn::Office => row.more.office.clone(),
        ListColumn::Submitted => moment(row.submitted_at),
        ListColumn::AcceptanceDue => moment(row.clocks.acceptance_due),
        ListColumn::HandoverDue => moment(row.clocks.handover_due),
        ListColumn::Done => moment(row.milestones.done_at),
        ListColumn::Settled => moment(row.milestones.settled_at),
        ListColumn::Returned => moment(row.milestones.returned_at),
        ListColumn::Receiver => row.more.receiver.clone(),
        ListColumn::Handler => row.more.handler.clone(),
        ListColumn::LateKind => row.more.late_kind.map_or(String::new(), |kind| kind.label().to_owned()),
        ListColumn::Apology => if row.apologised { "đã có" } else { "" }.to_owned(),
        ListColumn::Digitised => digitised(row),
    }
}

/// The working time that is left; nothing where the clock has run out.
fn left(row: &ListRow, rules: &Rulebook, now: Moment) -> String {
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
