//! The numbered annexes (Phụ lục) of the narrative report: the lists behind its gaps and delays, by officer, by dossier
//! and by office. Only those with something to tell are printed, numbered without a hole; the text refers to them by
//! [`Annexes::reference`].

use crate::domain::figure::Grouping;
use crate::domain::number::vietnamese_number;
use crate::report::charts;
use crate::report::figures::{Figures, Reasons, printed_name};
use crate::report::ii06a;
use crate::report::model::{Align, Block, Cell, Column, FigureRef, Letterhead, Line, Role, Row, Run, Table};
use crate::report::named::NamedDossier;
use crate::report::overdue::{LISTED, SUMMED};
use crate::report::source::Source;
use crate::report::split::{self, Group, OFFICERS, OFFICES};
use crate::report::targets;

/// What an annex is about; the text refers to it by this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Components that are not digitized.
    Components,
    /// Results that are not digitized.
    Results,
    /// Overdue dossiers by officer.
    Overdue,
    /// Overdue dossiers without an apology.
    Unapologised,
    /// Results by settling office.
    Offices,
    /// The statutory table by field.
    Fields,
    /// Results by officer.
    Officers,
    /// Targets beside what was reached.
    Targets,
    /// The periods compared with.
    Compared,
    /// Charts.
    Charts,
}

/// The annexes of one report, in their order.
pub struct Annexes(Vec<(About, Vec<Block>)>);

/// Dossiers that the annex of missing letters lists; the list of overdue dossiers holds them all.
const LISTED_MOST: usize = 500;

const ROMAN: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];

impl Annexes {
    /// The annexes of a report; none for a period without dossiers.
    pub fn of(source: &Source<'_>) -> Annexes {
        let figures = source.figures;
        let counted = |ids: &[&str]| ids.iter().map(|id| figures.value(id).n).sum::<u64>();
        let mut annexes = Vec::new();
        let mut add = |about: About, n: u64, table: &dyn Fn() -> Vec<Block>| {
            if n > 0 {
                annexes.push((about, table()));
            }
        };
        let total = counted(&["received.total"]);
        let (components, results) = ("digitized.components.gap", "digitized.results.gap");
        add(About::Components, counted(&[components]), &|| gap(figures, components, &figures.component_reasons));
        add(About::Results, counted(&[results]), &|| gap(figures, results, &figures.result_reasons));
        add(About::Overdue, counted(&["settled.overdue", "open.overdue"]), &|| {
            let title = "Hồ sơ quá hạn theo cán bộ phụ trách";
            vec![Block::Table(split::table(figures, "Quá hạn theo cán bộ", title, &OFFICERS, &SUMMED))]
        });
        let missing = counted(&["settled.overdue.apology.missing", "open.overdue.apology.missing"]);
        add(About::Unapologised, missing, &|| unapologised(source));
        add(About::Offices, total, &|| {
            let title = "Kết quả theo đơn vị giải quyết";
            vec![Block::Table(split::table(figures, "Theo đơn vị", title, &OFFICES, &BY_OFFICE))]
        });
        add(About::Fields, total, &|| {
            vec![Block::Table(ii06a::table(figures)), Block::Note(vec![Run::text(ii06a::columns_by_rule())])]
        });
        add(About::Officers, total, &|| {
            let title = "Kết quả theo cán bộ phụ trách";
            vec![Block::Table(split::table(figures, "Theo cán bộ", title, &OFFICERS, &BY_OFFICER))]
        });
        if total > 0 && !source.targets.is_empty() {
            add(About::Targets, total, &|| vec![Block::Table(targets::table(source.targets, figures))]);
        }
        if let Some(comparison) = &source.narrative.comparison {
            add(About::Compared, total, &|| vec![Block::Table(comparison.table(figures))]);
        }
        if source.settings.charts() {
            add(About::Charts, total, &|| charts::blocks(figures));
        }
        Annexes(annexes)
    }

    /// ` (chi tiết tại Phụ lục III)`; nothing where there is no such annex.
    pub fn reference(&self, about: About) -> String {
        let at = self.0.iter().position(|(known, _)| *known == about);
        at.and_then(|at| ROMAN.get(at)).map_or_else(String::new, |n| format!(" (chi tiết tại Phụ lục {n})"))
    }

    /// The annexes, each on a page of its own below its number and what it accompanies.
    pub fn blocks(self, letterhead: &Letterhead) -> Vec<Block> {
        let mut blocks = Vec::new();
        for ((_, content), number) in self.0.into_iter().zip(ROMAN) {
            if !blocks.is_empty() {
                blocks.push(Block::PageBreak);
            }
            blocks.extend(head(number, letterhead));
            blocks.extend(content);
        }
        blocks
    }
}

/// What an annex begins with: its number and what it accompanies.
pub(super) fn head(number: &str, letterhead: &Letterhead) -> [Block; 2] {
    let accompanying = vec![Run::italic(letterhead.accompanying())];
    [Block::annex(format!("Phụ lục {number}")), Block::Line(Line { role: Role::Centred, runs: accompanying })]
}

/// What inspectors ask of each officer.
const BY_OFFICER: [Group; 1] = [Group {
    heading: "",
    columns: &[
        ("received.in_period", "Tiếp nhận mới"),
        ("digitized.components.gap", "Chưa số hóa thành phần"),
        ("settled.total", "Đã giải quyết"),
        ("settled.overdue", "Giải quyết quá hạn"),
        ("open.overdue", "Đang quá hạn"),
        ("digitized.results.gap", "Chưa số hóa kết quả"),
    ],
}];

/// What is told of each settling office.
const BY_OFFICE: [Group; 1] = [Group {
    heading: "",
    columns: &[
        ("received.total", "Tổng số tiếp nhận"),
        ("settled.total", "Đã giải quyết"),
        ("settled.overdue", "Giải quyết quá hạn"),
        ("open.total", "Đang giải quyết"),
        ("open.overdue", "Đang quá hạn"),
        ("digitized.results.gap", "Chưa số hóa kết quả"),
    ],
}];

/// Dossiers by officer and reason; both columns of numbers add up to the gap.
fn gap(figures: &Figures, id: &str, reasons: &Reasons) -> Vec<Block> {
    let (name, title) = match id {
        "digitized.components.gap" => ("Chưa số hóa thành phần", "Hồ sơ chưa số hóa đầy đủ thành phần khi tiếp nhận"),
        _ => ("Chưa số hóa kết quả", "Hồ sơ chưa số hóa kết quả giải quyết"),
    };
    let columns = [("TT", 5), ("Cán bộ", 26), ("Lý do", 40), ("Số hồ sơ theo lý do", 12), ("Số hồ sơ của cán bộ", 12)];
    let mut table = Table::simple(name, title, &columns);
    for (at, (officer, n)) in figures.parts(id, Grouping::Officer).into_iter().enumerate() {
        let own = reasons.iter().filter(|((key, _), _)| figures.names.of(Grouping::Officer, *key) == officer);
        let mut own: Vec<(&str, u64)> = own.map(|((_, reason), n)| (reason.as_str(), *n)).collect();
        own.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        for (line, (reason, some)) in own.into_iter().enumerate() {
            let own = reason;
            let reason = if reason.is_empty() { "Không ghi lý do" } else { reason };
            let first = line == 0;
            table.rows.push(Row::new(vec![
                if first { Cell::Integer(at as i64 + 1, None) } else { Cell::Empty },
                if first { Cell::text(printed_name(&officer)) } else { Cell::Empty },
                Cell::text(reason),
                Cell::figure(some as i64, FigureRef::part(id, Grouping::Officer, &officer).because(own)),
                if first {
                    Cell::figure(n as i64, FigureRef::part(id, Grouping::Officer, &officer))
                } else {
                    Cell::Empty
                },
            ]));
        }
    }
    let whole = || Cell::figure(figures.value(id).n as i64, FigureRef::whole(id));
    table.rows.push(Row::total(vec![Cell::Empty, Cell::text("Tổng cộng"), Cell::Empty, whole(), whole()]));
    vec![Block::Table(table)]
}

/// Every overdue dossier without a letter, officer by officer. No citizen is named: the narrative names officers only.
fn unapologised(source: &Source<'_>) -> Vec<Block> {
    let of = |id: &str| source.lists.of(id).iter().filter(|dossier| dossier.apology.issued_at.is_none());
    let mut dossiers: Vec<&NamedDossier> = LISTED.iter().flat_map(|(id, _)| of(id)).collect();
    let key = |dossier: &NamedDossier| {
        (dossier.officer.is_empty(), crate::domain::text::sort_key(&dossier.officer), dossier.due, dossier.code.clone())
    };
    dossiers.sort_by_cached_key(|dossier| key(dossier));
    let n = dossiers.len();
    let mut table = Table {
        title: format!("Hồ sơ quá hạn chưa có văn bản xin lỗi: {} hồ sơ", vietnamese_number(n as i64)),
        landscape: true,
        ..Table::simple("Chưa có văn bản xin lỗi", "", &UNAPOLOGISED)
    };
    table.columns[0] = Column { width: 5, align: Some(Align::Centre) };
    table.rows = (1..).zip(dossiers.iter().take(LISTED_MOST)).map(|(n, dossier)| row(n, dossier)).collect();
    let mut blocks = vec![Block::Table(table)];
    if n > LISTED_MOST {
        let rest = vietnamese_number((n - LISTED_MOST) as i64);
        let said = format!("Và {rest} hồ sơ khác; xem đủ trong danh sách hồ sơ quá hạn của kỳ.");
        blocks.push(Block::Note(vec![Run::text(said)]));
    }
    blocks
}

/// Titles and relative widths of that list.
const UNAPOLOGISED: [(&str, u16); 8] = [
    ("TT", 5),
    ("Cán bộ", 20),
    ("Mã hồ sơ", 20),
    ("Thủ tục", 36),
    ("Hẹn trả", 13),
    ("Kết thúc", 13),
    ("Trễ", 14),
    ("Lý do chưa xin lỗi", 24),
];

fn row(n: i64, dossier: &NamedDossier) -> Row {
    let reason = match dossier.apology.none_reason.as_str() {
        "" => "Không ghi lý do",
        reason => reason,
    };
    Row::new(vec![
        Cell::Integer(n, None),
        Cell::text(printed_name(&dossier.officer)),
        Cell::Code(dossier.code.clone(), dossier.id),
        Cell::text(dossier.procedure.as_str()),
        Cell::moment(dossier.due),
        dossier.settled_at.map_or(Cell::text("đang giải quyết"), Cell::Moment),
        Cell::text(dossier.late.map_or_else(String::new, |late| late.words())),
        Cell::text(reason),
    ])
}
