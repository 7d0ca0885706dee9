//! One cell ↔ one value, and the clause that says what is wrong with a cell.
//!
//! The text that comes in is already clean (see `clean`). An empty cell is an unknown value where the field can be
//! unknown, else nothing, no and zero.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::domain::calendar::{DayKind, DayStatus};
use crate::domain::component::ComponentKind;
use crate::domain::day::{Day, DayError, MINUTES_PER_DAY, Moment, parse_clock};
use crate::domain::dossier::{ApplicantKind, Channel, LateKind, Outcome, PaidBy};
use crate::domain::fee;
use crate::domain::limit::{Extension, Limit};
use crate::domain::procedure::OnlineLevel;

/// What is wrong with a cell, in Vietnamese.
pub type Reason = Cow<'static, str>;

/// A value that a cell can hold.
pub trait Cell: Sized {
    /// Reads a clean cell.
    fn read(text: &str) -> Result<Self, Reason>;
    /// Appends the cell's text.
    fn write(&self, out: &mut String);
}

/// Appends what a value's `Display` gives. Writing to a `String` cannot fail.
pub fn put(out: &mut String, value: &impl fmt::Display) {
    let _ = write!(out, "{value}");
}

/// Unknown while the cell is empty.
impl<C: Cell> Cell for Option<C> {
    fn read(text: &str) -> Result<Option<C>, Reason> {
        if text.is_empty() { Ok(None) } else { C::read(text).map(Some) }
    }

    fn write(&self, out: &mut String) {
        if let Some(value) = self {
            value.write(out);
        }
    }
}

impl Cell for String {
    fn read(text: &str) -> Result<String, Reason> {
        Ok(text.to_owned())
    }

    fn write(&self, out: &mut String) {
        out.push_str(self);
    }
}

/// `0` or `1`; empty is no.
impl Cell for bool {
    fn read(text: &str) -> Result<bool, Reason> {
        match text {
            "1" => Ok(true),
            "0" | "" => Ok(false),
            _ => Err("phải là 0 (không) hoặc 1 (có)".into()),
        }
    }

    fn write(&self, out: &mut String) {
        out.push(if *self { '1' } else { '0' });
    }
}

fn digits_only<N: std::str::FromStr>(text: &str) -> Result<N, Reason> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err("phải là số nguyên không âm, chỉ gồm chữ số".into());
    }
    text.parse().map_err(|_| "số quá lớn".into())
}

/// A count; empty is none.
impl Cell for u32 {
    fn read(text: &str) -> Result<u32, Reason> {
        if text.is_empty() { Ok(0) } else { digits_only(text) }
    }

    fn write(&self, out: &mut String) {
        put(out, self);
    }
}

/// Money in đồng.
/// The only 64-bit number of the domain is money.
impl Cell for i64 {
    fn read(text: &str) -> Result<i64, Reason> {
        let amount = digits_only(text)?;
        fee::problem(amount).map_or(Ok(amount), |said| Err(said.into()))
    }

    fn write(&self, out: &mut String) {
        put(out, self);
    }
}

/// Minutes after midnight, the only 16-bit number of the domain: `15:00`.
impl Cell for u16 {
    fn read(text: &str) -> Result<u16, Reason> {
        parse_clock(text).map_err(|wrong| wrong.to_string().into())
    }

    fn write(&self, out: &mut String) {
        debug_assert!(*self < MINUTES_PER_DAY);
        let _ = write!(out, "{:02}:{:02}", self / 60, self % 60);
    }
}

impl Cell for Day {
    fn read(text: &str) -> Result<Day, Reason> {
        text.parse().map_err(|wrong: DayError| wrong.to_string().into())
    }

    fn write(&self, out: &mut String) {
        put(out, self);
    }
}

impl Cell for Moment {
    fn read(text: &str) -> Result<Moment, Reason> {
        text.parse().map_err(|wrong| match wrong {
            DayError::Shape if text.parse::<Day>().is_ok() => "thiếu giờ phút, ví dụ 2026-11-20 09:15".into(),
            DayError::Shape => "phải viết theo dạng năm-tháng-ngày giờ:phút, ví dụ 2026-11-20 09:15".into(),
            other => other.to_string().into(),
        })
    }

    fn write(&self, out: &mut String) {
        put(out, self);
    }
}

impl Cell for Limit {
    fn read(text: &str) -> Result<Limit, Reason> {
        text.parse().map_err(|wrong| format!("{wrong}").into())
    }

    fn write(&self, out: &mut String) {
        put(out, self);
    }
}

impl Cell for Extension {
    fn read(text: &str) -> Result<Extension, Reason> {
        let wrong = "gia hạn phải viết như 5wd:căn cứ pháp lý, phần thời hạn là 5wd, 8wh, 10cd hoặc 1mo";
        text.parse().map_err(|_| wrong.into())
    }

    fn write(&self, out: &mut String) {
        put(out, self);
    }
}

/// The cell of a closed set of words, each by its code.
macro_rules! word_cell {
    ($($word:ty),+) => {$(
        impl Cell for $word {
            fn read(text: &str) -> Result<$word, Reason> {
                <$word>::from_code(text).ok_or_else(|| one_of(<$word>::ALL.iter().map(|word| (word.code(), word.label()))))
            }

            fn write(&self, out: &mut String) {
                out.push_str(self.code());
            }
        }
    )+};
}
word_cell!(Channel, ApplicantKind, Outcome, PaidBy, LateKind, OnlineLevel, DayKind, DayStatus);

impl Cell for ComponentKind {
    fn read(text: &str) -> Result<ComponentKind, Reason> {
        let words = || one_of(ComponentKind::ALL.iter().map(|kind| (kind.code(), kind.label())));
        ComponentKind::from_word(text).ok_or_else(words)
    }

    fn write(&self, out: &mut String) {
        out.push_str(self.code());
    }
}

fn one_of(words: impl Iterator<Item = (&'static str, &'static str)>) -> Reason {
    let words: Vec<String> = words.map(|(code, label)| format!("{code} ({label})")).collect();
    format!("phải là một trong: {}", words.join(", ")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason<C: Cell>(text: &str) -> String {
        C::read(text).err().unwrap_or_default().into_owned()
    }

    #[test]
    fn each_slip_has_its_own_sentence() {
        assert_eq!(reason::<Moment>("2026-02-31 09:00"), "không có ngày này trong lịch");
        assert_eq!(reason::<Moment>("2026-02-21"), "thiếu giờ phút, ví dụ 2026-11-20 09:15");
        assert!(reason::<Moment>("21/02/2026 09:00").contains("năm-tháng-ngày giờ:phút"));
        assert!(reason::<Moment>("2026-02-21 25:00").contains("23:59"));
        assert!(reason::<bool>("x").contains("0 (không)"));
        assert!(reason::<i64>("20.000").contains("chữ số"));
        assert!(reason::<i64>("9223372036854775807").contains("quá lớn"));
        assert!(reason::<u32>("-1").contains("không âm"));
        assert_eq!(reason::<u32>("99999999999"), "số quá lớn");
        assert!(reason::<Channel>("bưu điện").contains("postal (bưu chính công ích)"));
        assert!(reason::<u16>("9h").contains("09:15"));
    }

    #[test]
    fn empty_is_unknown_where_it_can_be() {
        assert_eq!(Option::<bool>::read(""), Ok(None));
        assert_eq!(bool::read(""), Ok(false));
        assert_eq!(Option::<i64>::read(""), Ok(None));
        assert_eq!(u32::read(""), Ok(0));
    }
}
