//! Targets beside actual figures: reached or not, by how many percentage points, and the budget they leave.

use crate::domain::number::{decimal, percent, percent_hundredths, vietnamese_number};
use crate::report::figures::Figures;

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
        let text = decimal(i64::from(self.value));
        text.strip_suffix(",00").map_or(text.clone(), str::to_owned)
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
            format!(", trong giới hạn chỉ tiêu được giao ({}%)", self.printed())
        } else {
            format!(", cao hơn chỉ tiêu được giao ({}%) {} điểm phần trăm", self.printed(), decimal(judged.distance))
        };
        format!("{beside}; chỉ tiêu cho phép tối đa {} hồ sơ", vietnamese_number(judged.budget as i64))
    }

    /// One line of the comparison: `chỉ tiêu “Quá hạn”: tối đa 3%, thực tế 3,85%, không đạt (cao hơn 0,85 điểm)`.
    pub fn sentence(&self, figures: &Figures, label: &str) -> String {
        let judged = self.judge(figures);
        let value = figures.value(&self.figure);
        let bound = if self.at_most { "tối đa" } else { "tối thiểu" };
        let actual = percent(value.n as i64, value.of.unwrap_or(0) as i64);
        let Some(actual) = actual else {
            return format!("{label}: {bound} {}%, không phát sinh", self.printed());
        };
        let verdict = if judged.reached {
            "đạt".to_owned()
        } else {
            let side = if self.at_most { "cao hơn" } else { "thấp hơn" };
            format!("không đạt, {side} {} điểm phần trăm", decimal(judged.distance))
        };
        format!("{label}: {bound} {}%, thực tế {actual}% ({verdict})", self.printed())
    }
}
