//! A dossier as a row of a table: the columns by importance, lateness in words and by a sign.

use crate::desk::list_cells;
use crate::domain::day::Moment;
use crate::domain::rulebook::Rulebook;
use crate::domain::stage::{Stage, stage};
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
        ListColumn::Stage => Cell::toned(leg_stage(row, stage), stage_tone),
        ListColumn::Procedure if row.more.leg.is_some() => Cell::plain(format!("{}: {}", leg(row), row.procedure)),
        column => Cell::plain(text(*column, row, rules, now)),
    };
    Row {
        id: row.id,
        version: row.version,
        cells: chosen.iter().map(cell).collect(),
        tone: if tone == Tone::Normal { stage_tone } else { tone },
    }
}

/// `chặng 1/2`: which leg of its request a dossier is.
fn leg(row: &ListRow) -> String {
    row.more.leg.map_or(String::new(), |n| format!("chặng {n}/{}", row.more.legs))
}

/// The stage; a leg under way, which most are, says which leg it is in its place, and other stages bear the number.
fn leg_stage(row: &ListRow, stage: Stage) -> String {
    match (row.more.leg, stage) {
        (None, _) => stage.label().to_owned(),
        (Some(_), Stage::Running) => leg(row),
        (Some(n), stage) => format!("{} {n}/{}", stage.label(), row.more.legs),
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
    match column {
        ListColumn::Due => deadline(row, rules, now).0,
        ListColumn::TimeLeft => rules.map_or(String::new(), |rules| list_cells::left(row, rules, now)),
        ListColumn::Accepted => moment(row.milestones.accepted_at),
        ListColumn::Submitted => moment(row.submitted_at),
        ListColumn::AcceptanceDue => moment(row.clocks.acceptance_due),
        ListColumn::HandoverDue => moment(row.clocks.handover_due),
        ListColumn::Done => moment(row.milestones.done_at),
        ListColumn::Settled => moment(row.milestones.settled_at),
        ListColumn::Returned => moment(row.milestones.returned_at),
        column => list_cells::words(column, row, now),
    }
}
