//! What a form has to print, from the model alone.

use motcua::domain::figure::FIGURES;
use motcua::report::model::{Block, FigureRef, Line, Report, Role, Run, Table, plain};

/// One printed paragraph or cell, and what its numbers count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    /// Name of the table that it stands in; empty outside of tables.
    pub place: String,
    pub text: String,
    /// Addresses of the figures, sorted.
    pub counts: Vec<String>,
    /// What the table around it counts: a name, a reason or a dossier's moment stands there because of that.
    pub around: Vec<String>,
}

fn unit(text: impl Into<String>, references: impl IntoIterator<Item = FigureRef>) -> Unit {
    let mut counts: Vec<String> = references
        .into_iter()
        // A number of another period does not move with this one's.
        .map(|reference| match reference.period {
            Some(period) => format!("{}@{}", reference.address(), period.from),
            None => reference.address(),
        })
        .collect();
    counts.sort();
    counts.dedup();
    Unit { place: String::new(), text: text.into(), counts, around: Vec::new() }
}

fn references(runs: &[Run]) -> Vec<FigureRef> {
    let reference = |run: &Run| match run {
        Run::Figure { reference, .. } => Some(reference.clone()),
        _ => None,
    };
    runs.iter().filter_map(reference).collect()
}

/// Every number that can be opened, as it is printed, with what it counts; footnotes and columns side by side included.
pub fn doors(report: &Report) -> Vec<(String, FigureRef)> {
    fn of_runs(runs: &[Run], doors: &mut Vec<(String, FigureRef)>) {
        // How far a figure moved is no count of what it opens.
        let mut moved = false;
        for run in runs {
            match run {
                Run::Figure { text, reference, .. } if !moved => doors.push((text.clone(), reference.clone())),
                Run::Footnote(note) => of_runs(note, doors),
                Run::Figure { .. } | Run::Text { .. } => {}
            }
            moved = matches!(run, Run::Text { text, .. } if text.ends_with("tăng ") || text.ends_with("giảm "));
        }
    }
    let mut doors = Vec::new();
    for block in &report.document().blocks {
        match block.as_ref() {
            Block::Heading { runs, .. }
            | Block::Paragraph(runs)
            | Block::Note(runs)
            | Block::Item { runs, .. }
            | Block::Field { runs, .. } => of_runs(runs, &mut doors),
            Block::Line(line) => of_runs(&line.runs, &mut doors),
            Block::Panes(panes) => {
                panes.rows.iter().flatten().flatten().for_each(|line| of_runs(&line.runs, &mut doors));
            }
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                doors.extend(cells.filter_map(|cell| Some((cell.printed(), cell.reference()?.clone()))));
            }
            Block::Chart(chart) => {
                doors.extend(chart.bars().map(|bar| (bar.n.to_string(), bar.reference.clone())));
            }
            Block::PageBreak => {}
        }
    }
    doors
}

/// Paragraphs and cells in reading order without footnotes, and the footnotes.
pub struct Printed {
    pub body: Vec<Unit>,
    pub notes: Vec<Unit>,
}

/// Everything that paper shows, but for the bars of charts.
pub fn printed(report: &Report) -> Printed {
    let mut out = Printed { body: Vec::new(), notes: Vec::new() };
    for block in &report.document().blocks {
        match block.as_ref() {
            Block::Heading { runs, .. } | Block::Paragraph(runs) | Block::Note(runs) => out.runs("", runs),
            Block::Item { marker, runs, .. } => out.runs(&format!("{marker} "), runs),
            Block::Field { label, runs } => out.runs(&format!("{label}: "), runs),
            Block::Line(line) => out.line(line),
            Block::Panes(panes) => panes.rows.iter().flatten().flatten().for_each(|line| out.line(line)),
            Block::Table(table) => out.table(table),
            Block::Chart(chart) => {
                out.body.push(unit(&chart.title, []));
                out.body.push(unit(&chart.unit, []));
            }
            Block::PageBreak => {}
        }
    }
    out.body.retain(|unit| !unit.text.is_empty());
    out
}

impl Printed {
    fn runs(&mut self, before: &str, runs: &[Run]) {
        self.body.push(unit(format!("{before}{}", plain(runs)), references(runs)));
        for run in runs {
            if let Run::Footnote(note) = run {
                self.notes.push(unit(plain(note), references(note)));
            }
        }
    }

    fn line(&mut self, line: &Line) {
        if line.role != Role::SignSpace {
            self.runs("", &line.runs);
        }
    }

    fn table(&mut self, table: &Table) {
        let mut units: Vec<Unit> = [&table.title, &table.unit].map(|text| unit(text, [])).to_vec();
        units.extend(table.header.iter().flatten().map(|cell| unit(&cell.text, [])));
        units.extend(table.number_texts().map(|text| unit(text, [])));
        let cells = || table.rows.iter().flat_map(|row| &row.cells);
        units.extend(cells().map(|cell| unit(cell.printed(), cell.reference().cloned())));
        let mut around = unit("", cells().filter_map(|cell| cell.reference().cloned())).counts;
        for id in LISTS.iter().filter(|(name, _)| *name == table.name).flat_map(|(_, ids)| *ids) {
            around.extend(FIGURES.iter().filter(|figure| figure.id.starts_with(id)).map(|figure| figure.id.to_owned()));
        }
        let placed = |unit| Unit { place: table.name.clone(), around: around.clone(), ..unit };
        self.body.extend(units.into_iter().map(placed));
    }
}

/// The lists whose rows are dossiers and no numbers, and the figures whose dossiers they list; what is told of one there
/// is told by a figure below those.
const LISTS: [(&str, &[&str]); 9] = [
    ("Chưa có văn bản xin lỗi", &["settled.overdue.apology.missing", "open.overdue.apology.missing"]),
    ("Chưa xin lỗi", &["settled.overdue.apology.missing", "open.overdue.apology.missing"]),
    ("Hồ sơ đã giải quyết quá hạn", &["settled.overdue"]),
    ("Hồ sơ đang giải quyết quá hạn", &["open.overdue"]),
    ("Tiếp nhận", &["received.in_period", "settled", "returned"]),
    ("Trả kết quả", &["returned", "settled"]),
    ("Đến hạn trả", &["_due.in_period"]),
    ("Quá hạn", &["open.overdue"]),
    ("Sổ theo dõi hồ sơ", &["received.in_period", "returned"]),
];

/// The bars of the charts: label of the category, name of the series, number, what it counts.
pub fn bars(report: &Report) -> Vec<Unit> {
    let mut out = Vec::new();
    for chart in report.charts() {
        for (series, name) in chart.series.iter().enumerate() {
            for category in &chart.categories {
                let bar = &category.bars[series];
                out.push(unit(format!("{name} | {} | {}", category.label, bar.n), [bar.reference.clone()]));
            }
        }
    }
    out
}
