//! A dossier as a row of a table: columns by importance, lateness in words and by a sign.

use crate::domain::day::Moment;
use crate::domain::rulebook::Rulebook;
use crate::domain::stage::{Stage, stage};
use crate::store::pages::ListRow;
use crate::ui::due::{self, Deadline};
use crate::ui::look::Tone;
use crate::ui::parts::table::{Cell, Column, Row};

/// The columns of the big list. At 40 cells code and deadline are left, at 80 applicant and stage as well: there the
/// time that is left needs the room that would show the beginning of a procedure's name.
pub fn columns() -> Vec<Column> {
    vec![
        Column::new("Mã hồ sơ", 18, 20, 0),
        Column::new("Hạn trả", 19, 21, 1).tight(17),
        Column::new("Người nộp", 12, 22, 2),
        Column::new("Tình trạng", 15, 16, 3),
        Column::new("Thủ tục", 12, 44, 4),
        Column::new("Cán bộ", 16, 22, 5),
        Column::new("Kênh", 19, 19, 7),
        Column::new("Lĩnh vực", 24, 24, 6),
    ]
}

/// The row of a dossier in the list of what is to be handed over: what is late for that says so in place of its stage,
/// which is the same for most of them.
pub fn to_hand_over(listed: &ListRow, rules: Option<&Rulebook>, now: Moment) -> Row {
    let mut told = row(listed, rules, now);
    if listed.clocks.handover_due.is_some_and(|due| due < now) {
        told.cells[STATUS] = Cell::toned("trễ bàn giao", Tone::Overdue);
        told.tone = Tone::Overdue;
    }
    told
}

/// Place of the stage among the columns.
const STATUS: usize = 3;

/// The row of a dossier as of `now`. Before the rules are known a deadline is only its date.
pub fn row(row: &ListRow, rules: Option<&Rulebook>, now: Moment) -> Row {
    let (due, late_from, hour_limit) = (row.due, row.late_from, row.hour_limit);
    let deadline = Deadline { due, late_from, hour_limit, milestones: &row.milestones, clocks: &row.clocks };
    let (said, tone) = match (rules, row.due) {
        (Some(rules), _) => due::words(&deadline, &rules.calendar, now),
        (None, due) => (due.map_or(String::new(), |due| due.day.vietnamese()), Tone::Normal),
    };
    let stage = stage(&row.milestones, now);
    let stage_tone = match stage {
        Stage::Paused => Tone::Waiting,
        Stage::Submitted => Tone::DueSoon,
        _ => Tone::Normal,
    };
    let officer = if row.officer.is_empty() { "chưa phân công" } else { row.officer.as_str() };
    Row {
        id: row.id,
        version: row.version,
        cells: vec![
            Cell::plain(row.code.as_str()),
            Cell::toned(said, tone),
            Cell::plain(row.name.as_str()),
            Cell::toned(stage.label(), stage_tone),
            Cell::plain(row.procedure.as_str()),
            Cell::plain(officer),
            Cell::plain(row.channel.label()),
            Cell::plain(row.field.as_str()),
        ],
        tone: if tone == Tone::Normal { stage_tone } else { tone },
    }
}
