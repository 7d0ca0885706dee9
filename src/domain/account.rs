//! What an explanation of a due date consists of: lines, one row a day for a table, and the sum in words.
//!
//! It is pure telling: the days come from the computation by way of `explanation`, and nothing is decided here.

use crate::domain::clock_rule::PauseRule;
use crate::domain::day::{Day, Moment};
use crate::domain::deadline::Terms;
use crate::domain::limit::{Limit, Unit};

/// What a line says of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The clock starts, or starts anew.
    Start,
    /// The day, or minutes of it, count.
    Counted,
    /// Not worked.
    Off,
    /// The clock stood still.
    Paused,
    /// The working day that the due date rolled on to.
    RolledTo,
    /// Counted before the supplement came, and no more.
    Void,
    /// A remark on the day.
    Note,
    /// The due day.
    Due,
}

/// One line of the account. A day may have several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedDay {
    /// The day the line is about.
    pub day: Day,
    /// What it says of the day.
    pub mark: Mark,
    /// Whether the day (or its minutes) counts towards the limit.
    pub counted: bool,
    /// For limits in hours the working minutes that count, below 0 those that a pause takes away; else 0.
    pub minutes: i64,
    /// The number of a counted day within its run; else 0.
    pub number: u32,
    /// One Vietnamese sentence, without the date.
    pub text: String,
}

/// The due date that would hold if the proposed rows of the calendar were adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The due moment then.
    pub due: Moment,
    /// The proposed days behind it, each with its date.
    pub days: Vec<String>,
}

/// What the days of one run of counting are counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The limit, an extension of the same unit included.
    Limit(Limit),
    /// An extension of another unit than the limit's.
    Extension(Limit),
    /// The time of pauses, after a date that was not counted here.
    MakeUp,
}

/// How much was counted in one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// What for.
    pub basis: Basis,
    /// The unit it was counted in.
    pub unit: Unit,
    /// Days, or minutes where the unit is working hours; those that pauses took away are gone from it.
    pub counted: i64,
}

/// Why a due date is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The due moment in force.
    pub due: Moment,
    /// What the date rests on.
    pub terms: Terms,
    /// The pause rule that was applied.
    pub rule: PauseRule,
    /// The other outcome, where a proposed day would change the date.
    pub alternative: Option<Alternative>,
    /// Days, each with its date, that the due date depends on and that are still to be announced.
    pub expected: Vec<String>,
    /// Whether the account begins with a recorded promise instead of with the first counted day.
    pub recorded: bool,
    /// What was counted, run after run.
    pub sums: Vec<Sum>,
    pub(super) lines: Vec<ExplainedDay>,
}

/// One day of the account as one row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayRow {
    /// The day.
    pub day: Day,
    /// Whether it counts, wholly or in part.
    pub counted: bool,
    /// Working minutes that count, less those of pauses; 0 for limits in days.
    pub minutes: i64,
    /// The number of a counted day within its run; 0 for one that does not count.
    pub number: u32,
    /// It is the due day.
    pub due: bool,
    /// Everything that is said of the day.
    pub why: String,
}

impl DayRow {
    /// The column "Tính": `có`, `không`, or minutes with their sign.
    pub fn verdict(&self) -> String {
        match (self.minutes, self.counted) {
            (0, true) => "có".to_owned(),
            (0, false) => "không".to_owned(),
            (minutes, _) if minutes < 0 => format!("−{} phút", -minutes),
            (minutes, _) => format!("{minutes} phút"),
        }
    }

    /// The column "Thứ tự": `01`, or nothing.
    pub fn ordinal(&self) -> String {
        if self.number == 0 { String::new() } else { format!("{:02}", self.number) }
    }
}

impl Explanation {
    /// The account, in the order of days.
    pub fn lines(&self) -> &[ExplainedDay] {
        &self.lines
    }

    /// The pause rule's name, as reports print it.
    pub fn rule_name(&self) -> &'static str {
        self.rule.name()
    }

    /// The account with one row a day.
    pub fn rows(&self) -> Vec<DayRow> {
        let mut rows: Vec<DayRow> = Vec::new();
        for line in &self.lines {
            let day = line.day;
            if rows.last().is_none_or(|row| row.day != day) {
                rows.push(DayRow { day, counted: false, minutes: 0, number: 0, due: false, why: String::new() });
            }
            let Some(row) = rows.last_mut() else { continue };
            row.counted |= line.counted;
            row.minutes += line.minutes;
            row.number = row.number.max(line.number);
            row.due |= line.mark == Mark::Due;
            if !row.why.is_empty() {
                row.why.push(' ');
            }
            row.why.push_str(&line.text);
        }
        for row in &mut rows {
            // Minutes that a pause took away again are none.
            row.counted &= row.number > 0 || row.minutes > 0;
        }
        rows
    }

    /// The sum: `Cộng: 05 ngày làm việc.`
    pub fn total(&self) -> String {
        let parts: Vec<String> = self.sums.iter().filter_map(|sum| self.part(*sum)).collect();
        match parts.as_slice() {
            [] if self.recorded => "Hẹn trả lấy theo hồ sơ, không phải cộng ngày.".to_owned(),
            parts => format!("Cộng: {}.", parts.join("; ")),
        }
    }

    fn part(&self, sum: Sum) -> Option<String> {
        let counted = amount(sum.counted, sum.unit);
        match sum.basis {
            Basis::Limit(limit) if limit.unit == Unit::SameDay => Some("trả trong ngày".to_owned()),
            Basis::Limit(limit) if limit.unit == Unit::Months => {
                let from = self.lines.iter().rev().find(|line| line.mark == Mark::Start);
                let from = from.map_or(self.terms.start.day, |line| line.day);
                let last = from.plus_months(limit.count);
                let days = i64::from(last.since(from));
                let months = format!("{counted}, là {} tính từ {}", limit.vietnamese(), from.vietnamese());
                Some(format!("{months}{}", more(sum.counted - days, sum.unit)))
            }
            Basis::Limit(limit) => {
                let whole = if limit.unit == Unit::WorkingHours { limit.count * 60 } else { limit.count };
                let extension = self.terms.extension.filter(|extension| extension.unit == limit.unit);
                let of = extension.map_or_else(String::new, |extension| {
                    let own = limit.count.saturating_sub(extension.count);
                    format!(" (thời hạn {own:02}, gia hạn {:02})", extension.count)
                });
                Some(format!("{counted}{of}{}", more(sum.counted - i64::from(whole), sum.unit)))
            }
            Basis::Extension(_) => Some(format!("gia hạn {counted}")),
            Basis::MakeUp => (sum.counted > 0).then(|| format!("bù thời gian tạm dừng {counted}")),
        }
    }
}

/// What was counted beyond the limit: days of a pause in which no day of the limit lay.
fn more(extra: i64, unit: Unit) -> String {
    if extra > 0 { format!(", trong đó bù thời gian tạm dừng {}", amount(extra, unit)) } else { String::new() }
}

/// `05 ngày làm việc`, `480 phút làm việc (08 giờ)`.
pub fn amount(n: i64, unit: Unit) -> String {
    match unit {
        Unit::WorkingDays | Unit::SameDay => format!("{n:02} ngày làm việc"),
        Unit::CalendarDays | Unit::Months => format!("{n:02} ngày"),
        Unit::WorkingHours if n % 60 == 0 => format!("{n} phút làm việc ({:02} giờ)", n / 60),
        Unit::WorkingHours => format!("{n} phút làm việc ({:02} giờ {:02} phút)", n / 60, n % 60),
    }
}
