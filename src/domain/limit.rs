//! Limits: how long the law gives for a dossier, and how that is written.

use std::fmt;
use std::str::FromStr;

/// The unit a limit is counted in (DOMAIN.md §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// `wd`: working days after the acceptance day.
    WorkingDays,
    /// `cd`: calendar days; a last day that is not worked rolls on.
    CalendarDays,
    /// `mo`: months; rolls on like calendar days.
    Months,
    /// `wh`: working hours.
    WorkingHours,
    /// `sd`: the same day, or the next working day after the procedure's cut-off.
    SameDay,
}

impl Unit {
    const ALL: [Unit; 5] = [Unit::WorkingDays, Unit::CalendarDays, Unit::Months, Unit::WorkingHours, Unit::SameDay];

    /// The two letters of the canonical files.
    pub const fn code(self) -> &'static str {
        match self {
            Unit::WorkingDays => "wd",
            Unit::CalendarDays => "cd",
            Unit::Months => "mo",
            Unit::WorkingHours => "wh",
            Unit::SameDay => "sd",
        }
    }
}

/// A limit such as `5wd`, `8wh`, `10cd`, `1mo` or `sd`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limit {
    /// What is counted.
    pub unit: Unit,
    /// How many; 1 to 9999, and 0 for `sd`.
    pub count: u32,
}

impl Limit {
    /// Same day.
    pub const SAME_DAY: Limit = Limit { unit: Unit::SameDay, count: 0 };

    /// As papers and screens write it: `05 ngày làm việc`.
    pub fn vietnamese(self) -> String {
        let unit = match self.unit {
            Unit::WorkingDays => "ngày làm việc",
            Unit::CalendarDays => "ngày",
            Unit::Months => "tháng",
            Unit::WorkingHours => "giờ làm việc",
            Unit::SameDay => return "trong ngày".to_owned(),
        };
        format!("{:02} {unit}", self.count)
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            Unit::SameDay => f.write_str("sd"),
            unit => write!(f, "{}{}", self.count, unit.code()),
        }
    }
}

/// Why a text is not a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "thời hạn phải viết như 5wd (ngày làm việc), 8wh (giờ làm việc), 10cd (ngày), 1mo (tháng) hoặc sd (trong ngày)"
)]
pub struct LimitError;

impl FromStr for Limit {
    type Err = LimitError;

    fn from_str(text: &str) -> Result<Limit, LimitError> {
        if text == "sd" {
            return Ok(Limit::SAME_DAY);
        }
        let split = text.len().checked_sub(2).filter(|&at| text.is_char_boundary(at)).ok_or(LimitError)?;
        let (count, unit) = text.split_at(split);
        let unit = Unit::ALL.into_iter().find(|u| u.code() == unit && *u != Unit::SameDay).ok_or(LimitError)?;
        if count.is_empty() || count.starts_with('0') || !count.bytes().all(|b| b.is_ascii_digit()) {
            return Err(LimitError);
        }
        match count.parse::<u32>() {
            Ok(count) if (1..=9999).contains(&count) => Ok(Limit { unit, count }),
            _ => Err(LimitError),
        }
    }
}

/// A longer limit granted by law for this dossier, written `5wd:basis`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// How much is added.
    pub limit: Limit,
    /// The legal basis.
    pub basis: String,
}

impl fmt::Display for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.limit, self.basis)
    }
}

impl FromStr for Extension {
    type Err = LimitError;

    fn from_str(text: &str) -> Result<Extension, LimitError> {
        let (limit, basis) = text.split_once(':').unwrap_or((text, ""));
        Ok(Extension { limit: limit.parse()?, basis: basis.trim().to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_round_trip_and_slips_are_refused() {
        for text in ["5wd", "8wh", "10cd", "1mo", "sd"] {
            assert_eq!(text.parse::<Limit>().map(|l| l.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "wd", "0wd", "5", "5 wd", "-1cd", "05wd", "1sd", "ngày", "99999wd"] {
            assert!(text.parse::<Limit>().is_err(), "{text}");
        }
    }
}
