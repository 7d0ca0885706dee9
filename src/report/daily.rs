//! The sheet of a day for the wall (`daily`): four counts in large type and the codes behind them, on one page.
//!
//! It hangs where everybody reads it, so that it names no citizen and no procedure: whoever filed knows his code.

use serde_json::{Map, Value as Json, json};

use crate::domain::clock_rule::RuleKind;
use crate::domain::figure;
use crate::domain::number::vietnamese_number;
use crate::report::ii06a;
use crate::report::model::{
    Block, Cell, CsvContent, FigureRef, Letterhead, Line, Margins, Page, Panes, Report, Role, Row, Run, Table, TypeSize,
};
use crate::report::named::NamedDossier;
use crate::report::rule_marks;
use crate::report::source::Source;

/// The figures it lists and what they are called on the wall.
pub const LISTED: [(&str, &str); 4] = [
    ("received.in_period", "Tiếp nhận"),
    ("returned.total", "Trả kết quả"),
    ("_due.in_period", "Đến hạn trả"),
    ("open.overdue", "Quá hạn"),
];

/// The rules that due dates and lateness depend on; nothing on the sheet tells of the acceptance clock.
const RULES: [RuleKind; 2] = [RuleKind::Lateness, RuleKind::Pause];

/// Dossiers side by side in a row of a list.
const ABREAST: usize = 2;

/// Rows of dossiers that one page holds beside the heading, the counts and four headings of lists.
pub const ROWS: usize = 22;

/// Builds the sheet.
pub fn report(source: &Source<'_>) -> Report {
    let figures = source.figures;
    let period = &figures.period;
    let when = if period.from == period.to {
        format!("{}, ngày {}", period.from.weekday_name(), period.from.vietnamese())
    } else {
        period.name()
    };
    let title = "Tình hình tiếp nhận, trả kết quả hồ sơ";
    let letterhead = Letterhead {
        unit: source.settings.unit().to_owned(),
        kind_title: title.to_owned(),
        subject: when.clone(),
        date: source.date,
        ..Letterhead::default()
    };
    let mut report = Report::new("daily", letterhead);
    report.page = Page {
        margins: Margins { top: 15, bottom: 12, left: 15, right: 15 },
        numbered: false,
        type_size: TypeSize::Wall,
        ..Page::official()
    };
    report.heading = vec![
        Block::Line(Line::new(Role::Superior, source.settings.unit().to_uppercase())),
        Block::Line(Line::new(Role::Position, title.to_uppercase())),
        Block::Line(Line::new(Role::Centred, when)),
    ];
    report.blocks.push(counts(source));
    report.blocks.extend(lists(source));
    report.small_print = source.small_print_of(&RULES);
    report.figures = figures.rows();
    report.rules = source.rules();
    report.csv = CsvContent::Own(Box::new(whole_list(source)));
    report.json = json(source);
    report
}

/// The four counts, each a door.
fn counts(source: &Source<'_>) -> Block {
    let pane = |(id, label): (&str, &str)| {
        let n = vietnamese_number(source.figures.value(id).n as i64);
        let number = Line { role: Role::Kind, runs: vec![Run::figure(n, FigureRef::whole(id))] };
        let rules = figure::by_id(id).map_or(&[][..], |(_, figure)| figure.rules);
        let mark = Some(rule_marks::letters(rules)).filter(|mark| !mark.is_empty()).map(Run::raised);
        vec![number, Line { role: Role::Centred, runs: std::iter::once(Run::text(label)).chain(mark).collect() }]
    };
    Block::Panes(Panes { widths: vec![25; LISTED.len()], rows: vec![LISTED.map(pane).to_vec()] })
}

fn lists(source: &Source<'_>) -> Vec<Block> {
    let lengths = LISTED.map(|(id, _)| source.lists.of(id).len().div_ceil(ABREAST));
    let rooms = shares(lengths, ROWS);
    let mut blocks = Vec::new();
    for ((id, label), room) in LISTED.into_iter().zip(rooms) {
        let dossiers = source.lists.of(id);
        if dossiers.is_empty() {
            blocks.push(Block::Line(Line::new(Role::Centred, format!("{label}: không có hồ sơ"))));
        } else {
            blocks.push(Block::Table(list(label, dossiers, room)));
        }
    }
    blocks
}

/// Room for each list: an equal share, and what short lists leave over goes to the longer ones.
fn shares(lengths: [usize; 4], rows: usize) -> [usize; 4] {
    let mut rooms = [0; 4];
    let mut left = rows;
    while left > 0 {
        let wanting: Vec<usize> = (0..4).filter(|at| rooms[*at] < lengths[*at]).collect();
        if wanting.is_empty() {
            break;
        }
        // One row each in turn: the last rows go to the first of those that want them.
        for at in wanting.into_iter().take(left) {
            rooms[at] += 1;
            left -= 1;
        }
    }
    rooms
}

/// A list in rows of two dossiers; what does not fit is counted in the last place.
fn list(label: &str, dossiers: &[NamedDossier], rows: usize) -> Table {
    let columns = [("Mã hồ sơ", 26), ("Hẹn trả", 18), ("Mã hồ sơ", 26), ("Hẹn trả", 18)];
    let title = format!("{label}: {} hồ sơ", vietnamese_number(dossiers.len() as i64));
    let mut table = Table::simple(label, &title, &columns);
    let places = rows.max(1) * ABREAST;
    let shown = if dossiers.len() > places { places - 1 } else { dossiers.len() };
    let mut cells: Vec<[Cell; 2]> = dossiers[..shown]
        .iter()
        .map(|dossier| [Cell::Code(dossier.code.clone(), dossier.id), Cell::moment(dossier.due)])
        .collect();
    if shown < dossiers.len() {
        let rest = vietnamese_number((dossiers.len() - shown) as i64);
        cells.push([Cell::text(format!("và {rest} hồ sơ khác")), Cell::Empty]);
    }
    for pair in cells.chunks(ABREAST) {
        let mut row: Vec<Cell> = pair.iter().flatten().cloned().collect();
        row.resize(columns.len(), Cell::Empty);
        table.rows.push(Row::new(row));
    }
    table
}

/// Every dossier of every list, for the form that is no sheet of paper.
fn whole_list(source: &Source<'_>) -> Table {
    let columns = [
        ("Nhóm", 14),
        ("Mã hồ sơ", 22),
        ("Thủ tục", 36),
        ("Tiếp nhận", 16),
        ("Hẹn trả", 16),
        ("Kết thúc", 16),
        ("Trả kết quả", 16),
    ];
    let mut table = Table::simple("Trong ngày", "", &columns);
    for (id, label) in LISTED {
        table.rows.extend(source.lists.of(id).iter().map(|dossier| {
            Row::new(vec![
                Cell::text(label),
                Cell::Code(dossier.code.clone(), dossier.id),
                Cell::text(dossier.procedure.as_str()),
                Cell::moment(dossier.accepted_at),
                Cell::moment(dossier.due),
                Cell::moment(dossier.settled_at),
                Cell::moment(dossier.returned_at),
            ])
        }));
    }
    table
}

fn json(source: &Source<'_>) -> Json {
    let mut whole = ii06a::json(source, "daily");
    let said = |at: Option<crate::domain::day::Moment>| at.map(|at| at.to_string());
    let row = |dossier: &NamedDossier| {
        json!({
            "code": dossier.code,
            "procedure": dossier.procedure,
            "accepted_at": said(dossier.accepted_at),
            "due_at": said(dossier.due),
            "settled_at": said(dossier.settled_at),
            "returned_at": said(dossier.returned_at),
        })
    };
    let rows = LISTED.map(|(id, _)| (id.to_owned(), source.lists.of(id).iter().map(row).collect::<Json>()));
    if let Some(object) = whole.as_object_mut() {
        object.insert("rows".to_owned(), Json::Object(Map::from_iter(rows)));
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lists_leave_their_room_to_the_longer_ones() {
        assert_eq!(shares([0, 0, 0, 0], 16), [0; 4]);
        assert_eq!(shares([1, 50, 2, 0], 16), [1, 13, 2, 0]);
        assert_eq!(shares([50, 50, 50, 50], 18), [5, 5, 4, 4]);
        assert_eq!(shares([2, 1, 1, 1], 16), [2, 1, 1, 1]);
    }

    #[test]
    fn what_does_not_fit_is_counted_in_the_last_place() {
        let dossier = |n: i64| NamedDossier { id: n, code: format!("H99-{n}"), ..NamedDossier::default() };
        let dossiers: Vec<NamedDossier> = (1..=9).map(dossier).collect();
        let printed = |rows: usize| -> Vec<String> {
            let table = list("Quá hạn", &dossiers, rows);
            assert_eq!(table.title, "Quá hạn: 9 hồ sơ");
            table.rows.iter().flat_map(|row| [row.cells[0].printed(), row.cells[2].printed()]).collect()
        };
        assert_eq!(printed(2), ["H99-1", "H99-2", "H99-3", "và 6 hồ sơ khác"]);
        assert_eq!(printed(5).last().map(String::as_str), Some(""));
        assert!(printed(5).contains(&"H99-9".to_owned()));
        assert_eq!(printed(4).last().map(String::as_str), Some("và 2 hồ sơ khác"));
    }
}
