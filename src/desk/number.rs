//! Numbers that the desk gives out: dossier codes and letters. None is given twice.

use crate::desk::error::Error;
use crate::domain::day::Day;
use crate::report::forms::sets::Form;
use crate::store::{Read, StoreError, Tx};

/// Fills a pattern: `{yy}` `{yyyy}` `{mm}` `{dd}` from the day, `{desk}` from the desk's own number, `{nn}` and
/// `{nnnn}` from the number.
fn fill(pattern: &str, day: Day, desk: i64, n: i64) -> String {
    pattern
        .replace("{yyyy}", &format!("{:04}", day.year()))
        .replace("{yy}", &format!("{:02}", day.year().rem_euclid(100)))
        .replace("{mm}", &format!("{:02}", day.month()))
        .replace("{dd}", &format!("{:02}", day.date()))
        .replace("{desk}", &desk.to_string())
        .replace("{nnnn}", &format!("{n:04}"))
        .replace("{nn}", &format!("{n:02}"))
}

/// The next dossier code of a day, by the desk's pattern.
pub fn dossier_code(tx: &mut Tx<'_>, day: Day) -> Result<String, Error> {
    let pattern = tx.read().settings()?.get("code_pattern").to_owned();
    let desk = tx.stamp().desk;
    // A number counts within the part of the pattern that changes with the day and the desk.
    let scope = fill(&pattern, day, desk, 0);
    let code = tx.issue_number("dossier", &scope, |n| fill(&pattern, day, desk, n), code_taken)?;
    Ok(code)
}

/// Whether a code was ever a dossier's or given out. One that a correction took off a dossier stands on the citizen's
/// slip all the same.
pub fn code_taken(read: &Read<'_>, code: &str) -> Result<bool, StoreError> {
    Ok(read.dossier_id(code)?.is_some() || read.number_issued("dossier", code)?)
}

/// The next code of feedback within a year, without a gap.
pub fn feedback(tx: &mut Tx<'_>, day: Day) -> Result<String, Error> {
    let pattern = tx.read().settings()?.get("feedback_pattern").to_owned();
    let desk = tx.stamp().desk;
    let scope = letter_scope(&pattern, day, desk);
    let taken = |read: &Read<'_>, code: &str| read.feedback_code_taken(code);
    Ok(tx.issue_number("feedback", &scope, |n| fill(&pattern, day, desk, n), taken)?)
}

/// The next number of an apology letter, within a year and, where the pattern has it, the desk. A number that a letter
/// of the year has already is passed over.
pub fn apology(tx: &mut Tx<'_>, day: Day) -> Result<String, Error> {
    let pattern = tx.read().settings()?.get("apology_pattern").to_owned();
    let desk = tx.stamp().desk;
    let scope = letter_scope(&pattern, day, desk);
    let number = tx.issue_number(
        "apology",
        &scope,
        |n| fill(&pattern, day, desk, n),
        |read, number| letter_taken(read, number, day, desk, None),
    )?;
    Ok(number)
}

/// The next `count` numbers of letters issued on a day, as they would be given out now.
pub fn next_apologies(read: &Read<'_>, day: Day, desk: i64, count: usize) -> Result<Vec<String>, StoreError> {
    let pattern = read.settings()?.get("apology_pattern").to_owned();
    let mut last = read.last_number("apology", &letter_scope(&pattern, day, desk))?;
    let mut found = Vec::with_capacity(count);
    for _ in 0..count {
        let (n, text) = read.number_after(
            last,
            |n| fill(&pattern, day, desk, n),
            |read, number| letter_taken(read, number, day, desk, None),
        )?;
        last = n;
        found.push(text);
    }
    Ok(found)
}

/// Takes a letter's number out of use: it stays given out, and the entry says why.
pub fn cancel_apology(tx: &mut Tx<'_>, number: &str, issued: Day) -> Result<(), StoreError> {
    let scope = letter_scope(tx.read().settings()?.get("apology_pattern"), issued, tx.stamp().desk);
    tx.cancel_number("apology", &scope, number)
}

/// The number that a letter's text has by the desk's pattern; `None` for a text that the pattern does not make.
pub(super) fn ordinal(pattern: &str, day: Day, desk: i64, text: &str) -> Option<i64> {
    let place = if pattern.contains("{nnnn}") { "{nnnn}" } else { "{nn}" };
    let (before, after) = pattern.split_once(place)?;
    let digits = text.strip_prefix(&fill(before, day, desk, 0))?.strip_suffix(&fill(after, day, desk, 0))?;
    let n: i64 = digits.parse().ok().filter(|n| *n > 0)?;
    (fill(pattern, day, desk, n) == text).then_some(n)
}

/// A letter's number that was typed, as the desk's pattern writes it: `1/PXL` is the number 01/PXL and no second one.
/// Any other text stays as it is.
pub(super) fn as_written(read: &Read<'_>, typed: &str, day: Day, desk: i64) -> Result<String, StoreError> {
    let settings = read.settings()?;
    let pattern = settings.get("apology_pattern");
    let from = typed.find(|c: char| c.is_ascii_digit() && c != '0');
    let zeros = typed.chars().take_while(|c| *c == '0').count();
    let Some(from) = from.filter(|from| *from == zeros) else { return Ok(typed.to_owned()) };
    let end = typed[from..].find(|c: char| !c.is_ascii_digit()).map_or(typed.len(), |len| from + len);
    let Ok(n) = typed[from..end].parse() else { return Ok(typed.to_owned()) };
    let written = fill(pattern, day, desk, n);
    let bare = |text: &str| text.trim_start_matches('0').to_lowercase();
    Ok(if bare(&written) == bare(typed) { written } else { typed.to_owned() })
}

/// Whether a number was given out for a letter of the day's year, or is on the letter of a dossier other than `but`.
pub fn letter_taken(read: &Read<'_>, number: &str, day: Day, desk: i64, but: Option<i64>) -> Result<bool, StoreError> {
    let scope = letter_scope(read.settings()?.get("apology_pattern"), day, desk);
    Ok(read.letter_taken(number, day, but)? || read.number_issued_in("apology", &scope, number)?)
}

/// The next number of a slip, within a year and, where the pattern has it, the desk. Slips that ask for papers and
/// slips of refusal share one series, as their forms share one symbol.
pub fn slip(tx: &mut Tx<'_>, form: Form, day: Day) -> Result<String, Error> {
    let pattern = tx.read().settings()?.get(slip_setting(form)).to_owned();
    let desk = tx.stamp().desk;
    let number = tx.issue_number(
        slip_setting(form),
        &letter_scope(&pattern, day, desk),
        |n| fill(&pattern, day, desk, n),
        |read, number| slip_taken(read, form, number, day, desk),
    )?;
    Ok(number)
}

/// Whether a number was given out for a slip of the day's year, or is on one.
pub fn slip_taken(read: &Read<'_>, form: Form, number: &str, day: Day, desk: i64) -> Result<bool, StoreError> {
    let key = slip_setting(form);
    let scope = letter_scope(read.settings()?.get(key), day, desk);
    let forms: &[&str] = if form == Form::Stop { &["05"] } else { &["02", "03"] };
    Ok(read.slip_number_taken(forms, number, day)? || read.number_issued_in(key, &scope, number)?)
}

/// The setting with the pattern of a slip's numbers, which is also the name of their series.
const fn slip_setting(form: Form) -> &'static str {
    if matches!(form, Form::Stop) { "stop_pattern" } else { "guidance_pattern" }
}

/// A letter's number as the pattern prints it.
pub(super) fn letter_text(pattern: &str, day: Day, desk: i64, n: i64) -> String {
    fill(pattern, day, desk, n)
}

pub(super) fn letter_scope(pattern: &str, day: Day, desk: i64) -> String {
    let year = day.year();
    if pattern.contains("{desk}") { format!("{year}-{desk}") } else { year.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_filled_from_day_and_number() {
        let day: Day = "2026-11-05".parse().expect("a day");
        assert_eq!(fill("H99-{yy}{mm}{dd}-{nnnn}", day, 1, 7), "H99-261105-0007");
        assert_eq!(fill("{nn}/PXL-{yyyy}", day, 1, 12), "12/PXL-2026");
        assert_eq!(fill("{desk}-{yy}-{nnnn}", day, 3, 7), "3-26-0007");
    }

    #[test]
    fn a_number_is_read_back_from_what_the_pattern_makes_of_it() {
        let day: Day = "2026-11-05".parse().expect("a day");
        let read = |pattern: &str, text: &str| ordinal(pattern, day, 1, text);
        assert_eq!(read("{nn}/PXL", "07/PXL"), Some(7));
        assert_eq!(read("{nn}/PXL", "107/PXL"), Some(107));
        assert_eq!(read("{desk}.{nnnn}/{yyyy}", "1.0012/2026"), Some(12));
        for other in ["7/PXL", "07/XL", "007/PXL", "00/PXL", "a7/PXL", "PXL", "+7/PXL"] {
            assert_eq!(read("{nn}/PXL", other), None, "{other}");
        }
    }
}
