//! The second view of a report: the audit's findings, the sections without words, then every figure with its number
//! and share.

use crate::domain::figure::{FIGURES, Figure, full_name};
use crate::domain::number::vietnamese_number;
use crate::report::model::FigureRef;
use crate::ui::look::Tone;
use crate::ui::parts::table::{Cell, Column, Row, Table, Window};
use crate::ui::work::report::Made;

/// What a row of the list opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opens {
    /// The records behind a figure.
    Figure(FigureRef),
    /// The dossiers that a finding names; counted on from the last finding, a section without words.
    Finding(usize),
}

/// An empty list.
pub fn table() -> Table {
    Table::new(vec![
        Column::new("Chỉ tiêu", 20, 120, 0),
        Column::new("Số lượng", 9, 11, 1).right(),
        Column::new("Trên", 9, 11, 3).right(),
        Column::new("Tỷ lệ", 7, 9, 2).right(),
    ])
}

/// The rows of a report; a row's id is its place: findings and then hints from -1 downwards, figures from 0.
pub fn window(made: &Made) -> Window {
    let figures = &made.written.figures;
    let finding = |(at, (sentence, tone)): (usize, (String, Tone))| Row {
        id: -1 - at as i64,
        version: 0,
        cells: vec![Cell::toned(sentence, tone)],
        tone,
    };
    let figure = |(at, figure): (usize, &Figure)| {
        let value = figures.value(figure.id);
        let of = value.of.map_or(String::new(), |of| vietnamese_number(of as i64));
        Row {
            id: at as i64,
            version: 0,
            cells: vec![
                Cell::plain(full_name(figure.id)),
                Cell::plain(vietnamese_number(value.n as i64)),
                Cell::plain(of),
                Cell::plain(value.percent().unwrap_or_default()),
            ],
            tone: Tone::Normal,
        }
    };
    let narrative = &made.written.narrative;
    let findings = made.written.findings.iter().map(|finding| (finding.sentence.clone(), Tone::Warning));
    let hints = narrative.unwritten().into_iter().map(|section| (narrative.hint(section), Tone::Waiting));
    let mut rows: Vec<Row> = findings.chain(hints).enumerate().map(finding).collect();
    rows.extend(FIGURES.iter().enumerate().filter(|(_, figure)| figure.is_public()).map(figure));
    let total = rows.len();
    Window { rows, first: true, last: true, before: Some(0), total: Some(total) }
}

/// What the selected row opens.
pub fn opens(table: &Table) -> Option<Opens> {
    let id = table.selected()?.id;
    if id < 0 {
        return usize::try_from(-1 - id).ok().map(Opens::Finding);
    }
    let figure = FIGURES.get(usize::try_from(id).ok()?)?;
    Some(Opens::Figure(FigureRef::whole(figure.id)))
}
