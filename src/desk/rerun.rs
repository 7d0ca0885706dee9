//! Whether a report of a closed period, written again, reads as the one that was reported.
//!
//! The text that a closing kept is the judge: every word, number and bar of a report stands in it, and what the text form
//! has no room for stands in the JSON form. Only the check code may be another one, since it moves with facts that a kind
//! does not print.

use std::collections::BTreeMap;

use crate::desk::error::Error;
use crate::report::kind::ReportKind;
use crate::report::model::Report;
use crate::report::source::CHECK_CODE;
use crate::report::{self, Format};
use crate::store::closing::Closing;
use crate::store::{Read, StoreError};

/// The key of the check code in the JSON form.
const JSON_CODE: &str = "\"chain_head\":";

/// Whether a report reads as the file of its kind that was kept; `None` where the closing kept none that can be read.
///
/// # Errors
/// When the register cannot be read, or the report not be written.
pub(super) fn reads_as_kept(
    read: &Read<'_>,
    closing: &Closing,
    kind: ReportKind,
    report: &Report,
) -> Result<Option<bool>, Error> {
    let files = read.closed_files(closing.id)?;
    for format in [Format::Text, Format::Json] {
        let kept = files.iter().find(|(_, file)| file.kind == kind.code() && file.format == format.code());
        let Some((_, file)) = kept else { return Ok(None) };
        let kept = match read.closed_bytes(&file.sha256) {
            // Printing the kept file again, and the check of the register, say that it is spoilt.
            Err(StoreError::Damaged(_)) => return Ok(None),
            bytes => bytes?,
        };
        if !same(&String::from_utf8_lossy(&kept), &String::from_utf8_lossy(&report::write(report, format)?)) {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}

/// The lines of the kept text that the report has no more, and those that it has instead, each in the order of its
/// document: rows of lists with the codes of their dossiers among them. Both empty where no text was kept.
///
/// # Errors
/// When the register cannot be read, or the report not be written.
pub(super) fn other_lines(
    read: &Read<'_>,
    closing: &Closing,
    kind: ReportKind,
    report: &Report,
) -> Result<(Vec<String>, Vec<String>), Error> {
    let files = read.closed_files(closing.id)?;
    let kept = files.iter().find(|(_, file)| file.kind == kind.code() && file.format == Format::Text.code());
    let Some((_, file)) = kept else { return Ok(Default::default()) };
    let (kept, now) = (read.closed_bytes(&file.sha256)?, report::write(report, Format::Text)?);
    let (kept, now) = (lines_of(&String::from_utf8_lossy(&kept)), lines_of(&String::from_utf8_lossy(&now)));
    Ok((without(&kept, &now), without(&now, &kept)))
}

/// Lines with something to read in them, blanks and borders taken together.
fn lines_of(text: &str) -> Vec<String> {
    let whole = |line: &str| line.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let told = |line: &String| line.chars().any(char::is_alphanumeric) && !line.starts_with(CHECK_CODE);
    text.lines().map(whole).filter(told).collect()
}

/// The lines of one document that the other has not, as often as it has them more.
fn without(lines: &[String], other: &[String]) -> Vec<String> {
    let mut left: BTreeMap<&String, usize> = BTreeMap::new();
    for line in other {
        *left.entry(line).or_default() += 1;
    }
    let own = lines.iter().filter(|line| match left.get_mut(line) {
        Some(n) if *n > 0 => {
            *n -= 1;
            false
        }
        _ => true,
    });
    own.cloned().collect()
}

/// Whether two documents are the same line by line, but for the check code.
fn same(one: &str, other: &str) -> bool {
    let told = |line: &&str| {
        let line = line.trim_start();
        !line.starts_with(CHECK_CODE) && !line.starts_with(JSON_CODE)
    };
    one.lines().filter(told).eq(other.lines().filter(told))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_the_same_but_for_the_check_code() {
        let text =
            |code: &str, number: &str| format!("Đã giải quyết {number} hồ sơ.\n{CHECK_CODE} {code}.\nNơi nhận\n");
        assert!(same(&text("5-ab", "120"), &text("7-cd", "120")));
        assert!(!same(&text("5-ab", "120"), &text("5-ab", "121")));
        let json = |code: &str| format!("{{\n  \"chain_head\": \"{code}\",\n  \"n\": 1\n}}");
        assert!(same(&json("5-ab"), &json("7-cd")));
        assert!(!same(&json("5-ab"), &json("5-ab").replace("1\n", "2\n")));
        assert!(!same("một\nhai\n", "một\n"));
    }

    #[test]
    fn lines_that_differ_are_told_from_both_sides() {
        let (kept, now) =
            ("│ A-1 │ 9 │\n├───┤\n│ A-2 │ 4 │\n│ A-2 │ 4 │", "│ A-1  │  8 │\n│ A-2 │ 4 │\nMã kiểm tra lịch sử: 1.");
        let (kept, now) = (lines_of(kept), lines_of(now));
        assert_eq!(without(&kept, &now), ["A-1 9", "A-2 4"]);
        assert_eq!(without(&now, &kept), ["A-1 8"]);
    }
}
