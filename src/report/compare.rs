//! The figures of a period beside those of the period before it and of the same period of the year before: percentage
//! points and direction, as words and as a table. It only holds counts together; counting is done elsewhere.

use serde_json::{Value as Json, json};

use crate::domain::figure::full_name;
use crate::domain::number::{decimal, percent_hundredths, prose_number, vietnamese_number};
use crate::domain::period::Period;
use crate::report::figures::{Figures, Value};
use crate::report::model::{Cell, Column, FigureRef, HeaderCell, Row, Table};

/// The figures that a report compares, in the order of its table; whether more is better.
pub const MAIN: [(&str, bool); 12] = [
    ("received.in_period", true),
    ("settled.total", true),
    ("settled.early_or_on_time", true),
    ("settled.overdue", false),
    ("open.overdue", false),
    ("acceptance.in_time", true),
    ("online.share", true),
    ("payment.dossiers.online", true),
    ("digitized.components.full", true),
    ("digitized.results", true),
    ("digitized.reused", true),
    ("satisfaction.index", true),
];

/// Title of the table.
pub const TITLE: &str = "So sánh với kỳ trước và cùng kỳ năm trước";

/// Another period beside the report's own.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The period.
    pub period: Period,
    /// Its figures; `None` where the register holds nothing of it.
    pub figures: Option<Figures>,
}

/// Which other period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one just before.
    Previous,
    /// The same one of the year before.
    LastYear,
}

impl Which {
    /// As a sentence ends: `so với kỳ trước`.
    pub const fn words(self) -> &'static str {
        match self {
            Which::Previous => "so với kỳ trước",
            Which::LastYear => "so với cùng kỳ năm trước",
        }
    }
}

/// Both other periods.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The period just before.
    pub previous: Beside,
    /// The same period of the year before.
    pub last_year: Beside,
}

/// How far a figure has moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// A share, in hundredths of a percentage point.
    Points(i64),
    /// A count.
    Count(i64),
}

impl Moved {
    /// How far `now` lies from `then`; `None` where one of them is a share of nothing.
    pub fn between(now: Value, then: Value) -> Option<Moved> {
        match (now.of, then.of) {
            (Some(of), Some(of_then)) => {
                let percent = |n: u64, of: u64| percent_hundredths(n as i64, of as i64);
                Some(Moved::Points(percent(now.n, of)? - percent(then.n, of_then)?))
            }
            _ => Some(Moved::Count(now.n as i64 - then.n as i64)),
        }
    }

    /// The distance with its sign.
    pub const fn by(self) -> i64 {
        match self {
            Moved::Points(by) | Moved::Count(by) => by,
        }
    }

    /// `tăng 0,85 điểm phần trăm`, `giảm 12`, `không đổi`.
    pub fn words(self) -> String {
        let direction = match self.by() {
            0 => return "không đổi".to_owned(),
            1.. => "tăng",
            _ => "giảm",
        };
        match self {
            Moved::Points(by) => format!("{direction} {} điểm phần trăm", decimal(by.abs())),
            Moved::Count(by) => format!("{direction} {}", prose_number(by.abs())),
        }
    }

    /// As a cell of the table has it: `tăng 0,85 điểm`.
    fn short(self) -> String {
        match self {
            // Tables have no leading zero.
            Moved::Count(by) => self.words().replace(&prose_number(by.abs()), &vietnamese_number(by.abs())),
            Moved::Points(_) => self.words().replace(" điểm phần trăm", " điểm"),
        }
    }
}

impl Comparison {
    /// One of the two.
    pub const fn beside(&self, which: Which) -> &Beside {
        match which {
            Which::Previous => &self.previous,
            Which::LastYear => &self.last_year,
        }
    }

    /// Whether the register tells of a part of the other period only.
    pub fn is_partial(&self, which: Which) -> bool {
        self.beside(which).figures.as_ref().is_some_and(|figures| figures.partial_from().is_some())
    }

    /// ` (sổ chỉ có số liệu từ ngày 02/12/2024)`; nothing where the register tells of the whole period.
    pub fn partly(&self, which: Which) -> String {
        let from = self.beside(which).figures.as_ref().and_then(Figures::partial_from);
        from.map_or_else(String::new, |day| format!(" (sổ chỉ có số liệu từ ngày {})", day.vietnamese()))
    }

    /// Whether both are one period, as they are for a whole year and for nine months.
    pub fn is_one(&self) -> bool {
        (self.previous.period.from, self.previous.period.to) == (self.last_year.period.from, self.last_year.period.to)
    }

    /// The other periods, each once.
    pub fn each(&self) -> Vec<Which> {
        if self.is_one() { vec![Which::LastYear] } else { vec![Which::Previous, Which::LastYear] }
    }

    /// How far a figure has moved since another period; `None` where there is nothing to hold it against.
    pub fn moved(&self, figures: &Figures, id: &str, which: Which) -> Option<Moved> {
        let then = self.beside(which).figures.as_ref()?;
        Moved::between(figures.value(id), then.value(id))
    }

    /// The same in words: `tăng 0,85 điểm phần trăm so với kỳ trước`.
    pub fn words(&self, figures: &Figures, id: &str, which: Which) -> String {
        match self.moved(figures, id, which) {
            Some(moved) => format!("{} {}{}", moved.words(), which.words(), self.partly(which)),
            None => format!("chưa có số liệu để so sánh {}", &which.words()["so ".len()..]),
        }
    }

    /// The table of the main figures. Each count opens the dossiers of its own period.
    pub fn table(&self, figures: &Figures) -> Table {
        let others = self.each();
        let mut columns = vec![Column { width: 30, align: None }; 1];
        columns.extend([10, 9].map(|width| Column { width, align: None }));
        let mut top = vec![HeaderCell::spanning("Chỉ tiêu", 1, 2), HeaderCell::spanning("Kỳ báo cáo", 2, 1)];
        let mut below = vec![HeaderCell::new("Số lượng"), HeaderCell::new("Tỷ lệ (%)")];
        for which in &others {
            columns.extend([10, 9, 13].map(|width| Column { width, align: None }));
            let beside = self.beside(*which);
            let period = beside.figures.as_ref().map_or_else(|| beside.period.name(), Figures::named);
            let title = if *which == Which::Previous { "Kỳ trước" } else { "Cùng kỳ năm trước" };
            top.push(HeaderCell::spanning(format!("{title} ({period})"), 3, 1));
            below.extend(["Số lượng", "Tỷ lệ (%)", "Tăng, giảm"].map(HeaderCell::new));
        }
        let rows = MAIN.iter().map(|(id, _)| self.row(figures, id, &others)).collect();
        Table {
            name: "So sánh".to_owned(),
            title: TITLE.to_owned(),
            columns,
            header: vec![top, below],
            rows,
            landscape: true,
            ..Table::default()
        }
    }

    fn row(&self, figures: &Figures, id: &str, others: &[Which]) -> Row {
        let mut cells = vec![Cell::text(full_name(id))];
        cells.extend(counted(figures.value(id), FigureRef::whole(id)));
        for which in others {
            let beside = self.beside(*which);
            match &beside.figures {
                Some(then) => cells.extend(counted(then.value(id), FigureRef::whole(id).of_period(beside.period))),
                None => cells.extend([none(), none()]),
            }
            let moved = self.moved(figures, id, *which);
            cells.push(moved.map_or_else(none, |moved| Cell::text(moved.short())));
        }
        Row::new(cells)
    }

    /// For the JSON form: each other period with its days and the main figures; `figures` is null where the register
    /// holds nothing of it.
    pub fn json(&self, figures: &Figures) -> Json {
        let of = |which: Which| {
            let beside = self.beside(which);
            let values = beside.figures.as_ref().map(|then| {
                let one = |(id, _): &(&str, bool)| {
                    let value = then.value(id);
                    let moved = self.moved(figures, id, which);
                    let points = moved.and_then(|moved| match moved {
                        Moved::Points(by) => Some(decimal(by)),
                        Moved::Count(_) => None,
                    });
                    let body = json!({"n": value.n, "of": value.of, "pct": value.percent(), "points": points});
                    ((*id).to_owned(), body)
                };
                Json::Object(MAIN.iter().map(one).collect())
            });
            let (from, to) = (beside.period.from.to_string(), beside.period.to.to_string());
            let since = beside.figures.as_ref().and_then(Figures::partial_from).map(|day| day.to_string());
            json!({"from": from, "to": to, "covered_from": since, "figures": values})
        };
        json!({"previous": of(Which::Previous), "last_year": of(Which::LastYear)})
    }
}

/// A figure that a period has nothing of.
fn none() -> Cell {
    Cell::text("–")
}

/// A count that opens its dossiers, and its share.
fn counted(value: Value, reference: FigureRef) -> [Cell; 2] {
    let share = |of: u64| Cell::share(value.n as i64, of as i64, reference.clone());
    let share = value.of.map_or(Cell::Empty, share);
    [Cell::figure(value.n as i64, reference), share]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_move_by_points_and_counts_by_numbers() {
        let value = |n, of| Value { n, of };
        let words = |now, then| Moved::between(now, then).map(Moved::words);
        let (now, then) = (value(41, Some(1222)), value(30, Some(1200)));
        assert_eq!(words(now, then).as_deref(), Some("tăng 0,86 điểm phần trăm"));
        assert_eq!(words(then, now).as_deref(), Some("giảm 0,86 điểm phần trăm"));
        assert_eq!(words(now, now).as_deref(), Some("không đổi"));
        assert_eq!(words(value(1200, None), value(1212, None)).as_deref(), Some("giảm 12"));
        let moved = Moved::between(value(5, None), value(3, None)).expect("counts");
        assert_eq!((moved.words(), moved.short()), ("tăng 02".to_owned(), "tăng 2".to_owned()));
        assert_eq!(words(now, value(0, Some(0))), None);
    }
}
