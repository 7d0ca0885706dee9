//! Whether a report of a closed period, written again, reads as the one that was reported.
//!
//! The text that a closing kept is the judge: every word, number and bar of a report stands in it, and what the text form
//! has no room for stands in the JSON form. Only the check code may be another one, since it moves with facts that a kind
//! does not print.

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
}
