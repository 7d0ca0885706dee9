//! Targets beside actual figures: reached or not, by how many percentage points, and the budget they leave.

use crate::domain::day::Day;
use crate::domain::figure::{self, full_name};
use crate::domain::number::{decimal, percent_hundredths, prose_number, vietnamese_number};
use crate::report::figures::Figures;
use crate::report::model::{Cell, FigureRef, Row, Run, Table};

/// Title of the table.
pub const TITLE: &str = "Kết quả thực hiện chỉ tiêu được giao";

/// A dated target as a report needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Figure id.
    pub figure: String,
    /// At most, or else at least.
    pub at_most: bool,
    /// Hundredths of a percent.
    pub value: u32,
    /// Source document.
    pub source: String,
    /// The day from which it holds.
    pub from: Option<Day>,
    /// What was asked for on earlier days of the period, the oldest first.
    pub earlier: Vec<Earlier>,
}

/// Another bound that held on earlier days of the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// At most, or else at least.
    pub at_most: bool,
    /// Hundredths of a percent.
    pub value: u32,
}

/// A target held against its figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Actual, in hundredths of a percent; `None` with a zero denominator.
    pub actual: Option<i64>,
    /// Reached; a zero denominator reaches every target, since nothing was missed.
    pub reached: bool,
    /// Distance to the bound in hundredths of a percentage point, never negative.
    pub distance: i64,
    /// How many the denominator allows (at most) or asks for (at least).
    pub budget: u64,
}

impl Target {
    /// `3` or `98,50`: as it is written in a sentence.
    pub fn printed(&self) -> String {
        printed(self.value)
    }

    /// ` từ ngày 01/04/2025; tối đa 3% từ ngày 01/01/2025 đến ngày 31/03/2025`: what follows a bound in a period in which
    /// another one held before it; nothing where none did.
    pub fn spans(&self) -> String {
        let mut said = match self.from {
            Some(from) if !self.earlier.is_empty() => format!(" từ ngày {}", from.vietnamese()),
            _ => String::new(),
        };
        for Earlier { from, to, at_most, value } in &self.earlier {
            let (from, to) = (from.vietnamese(), to.vietnamese());
            said.push_str(&format!("; {} từ ngày {from} đến ngày {to}", bound(*at_most, *value)));
        }
        said
    }

    /// Holds the target against the figures. Compared in whole numbers: no rounding decides.
    pub fn judge(&self, figures: &Figures) -> Judged {
        let value = figures.value(&self.figure);
        let (n, of, bound) = (i128::from(value.n), i128::from(value.of.unwrap_or(0)), i128::from(self.value));
        let reached = of == 0 || if self.at_most { n * 10_000 <= bound * of } else { n * 10_000 >= bound * of };
        let allowed = if self.at_most { bound * of / 10_000 } else { (bound * of + 9_999) / 10_000 };
        let actual = percent_hundredths(value.n as i64, value.of.unwrap_or(0) as i64);
        Judged {
            actual,
            reached,
            distance: actual.map_or(0, |actual| (actual - i64::from(self.value)).abs()),
            budget: u64::try_from(allowed).unwrap_or(0),
        }
    }

    /// What follows the overdue figure in the narrative: above or within the target, and the budget.
    pub fn overdue_words(&self, figures: &Figures) -> String {
        let judged = self.judge(figures);
        let beside = if judged.reached {
            format!(", trong giới hạn chỉ tiêu được giao ({}%{})", self.printed(), self.spans())
        } else {
            let (target, by) = (format!("{}%{}", self.printed(), self.spans()), decimal(judged.distance));
            format!(", cao hơn chỉ tiêu được giao ({target}) {by} điểm phần trăm")
        };
        format!("{beside}; chỉ tiêu cho phép tối đa {} hồ sơ", prose_number(judged.budget as i64))
    }

    /// The full name of its figure.
    pub fn label(&self) -> String {
        full_name(&self.figure)
    }

    /// `tối đa 3%`.
    pub fn bound(&self) -> String {
        bound(self.at_most, self.value)
    }

    /// The same with its days, where another bound held earlier in the period.
    pub fn dated_bound(&self) -> String {
        format!("{}{}", self.bound(), self.spans())
    }

    /// `đạt`, `không đạt, cao hơn 0,36 điểm phần trăm`, `không phát sinh`.
    pub fn verdict(&self, figures: &Figures) -> String {
        let judged = self.judge(figures);
        let side = if self.at_most { "cao hơn" } else { "thấp hơn" };
        match judged.actual {
            None => "không phát sinh".to_owned(),
            Some(_) if judged.reached => "đạt".to_owned(),
            Some(_) => format!("không đạt, {side} {} điểm phần trăm", decimal(judged.distance)),
        }
    }

    /// `chỉ tiêu cho phép tối đa 36 hồ sơ quá hạn; thực tế 41`: how many the denominator allows or asks for.
    pub fn budget(&self, figures: &Figures) -> Vec<Run> {
        let (judged, value) = (self.judge(figures), figures.value(&self.figure));
        let asks = if self.at_most { "chỉ tiêu cho phép tối đa" } else { "chỉ tiêu cần tối thiểu" };
        let budget = prose_number(judged.budget as i64);
        vec![
            Run::text(format!("{asks} {budget} {}; thực tế ", self.counted())),
            Run::figure(prose_number(value.n as i64), FigureRef::whole(&self.figure)),
        ]
    }

    /// What its figure counts, with a word for overdue dossiers, which a budget is mostly about.
    fn counted(&self) -> &'static str {
        match (figure::by_id(&self.figure).map(|(_, figure)| figure.count), self.figure.as_str()) {
            (_, "settled.overdue" | "open.overdue") => "hồ sơ quá hạn",
            (Some(figure::Count::Procedures(_)), _) => "thủ tục",
            (Some(figure::Count::Ratings(_)), _) => "lượt đánh giá",
            (Some(figure::Count::Feedback(_)), _) => "phản ánh, kiến nghị",
            _ => "hồ sơ",
        }
    }

    /// The whole account of it in one line: bound, actual, verdict, budget.
    pub fn account(&self, figures: &Figures) -> Vec<Run> {
        let mut runs =
            vec![Run::text(format!("{}, thực tế ", self.dated_bound())), figures.prose_percent(&self.figure)];
        if self.judge(figures).actual.is_some() {
            runs.push(Run::text(format!(" ({}); ", self.verdict(figures))));
            runs.extend(self.budget(figures));
        }
        runs
    }
}

fn printed(value: u32) -> String {
    let text = decimal(i64::from(value));
    text.strip_suffix(",00").map_or(text.clone(), str::to_owned)
}

fn bound(at_most: bool, value: u32) -> String {
    format!("{} {}%", if at_most { "tối đa" } else { "tối thiểu" }, printed(value))
}

/// The targets as a table: bound, actual, verdict with its distance, budget, document.
pub fn table(targets: &[Target], figures: &Figures) -> Table {
    let columns = [
        ("TT", 4),
        ("Chỉ tiêu", 26),
        ("Mức giao", 12),
        ("Thực tế (%)", 9),
        ("Số lượng", 9),
        ("Kết quả", 18),
        ("Cho phép, cần đạt", 20),
        ("Văn bản giao", 20),
    ];
    let mut table = Table::simple("Chỉ tiêu", TITLE, &columns);
    table.landscape = true;
    for (at, target) in targets.iter().enumerate() {
        let (judged, value) = (target.judge(figures), figures.value(&target.figure));
        let most = if target.at_most { "tối đa" } else { "tối thiểu" };
        let budget = judged.actual.map_or("–".to_owned(), |_| {
            format!("{most} {} {}", vietnamese_number(judged.budget as i64), target.counted())
        });
        table.rows.push(Row::new(vec![
            Cell::Integer(at as i64 + 1, None),
            Cell::text(target.label()),
            Cell::text(target.dated_bound()),
            Cell::share(value.n as i64, value.of.unwrap_or(0) as i64, FigureRef::whole(&target.figure)),
            Cell::figure(value.n as i64, FigureRef::whole(&target.figure)),
            Cell::text(target.verdict(figures)),
            Cell::text(budget),
            Cell::text(&target.source),
        ]));
    }
    table
}
