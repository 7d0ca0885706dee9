//! Numbers that the desk gives out: dossier codes and letters. None is given twice.

use crate::desk::error::Error;
use crate::domain::day::Day;
use crate::store::Tx;

/// Fills a pattern: `{yy}` `{yyyy}` `{mm}` `{dd}` from the day, `{nn}` and `{nnnn}` from the number.
fn fill(pattern: &str, day: Day, n: i64) -> String {
    pattern
        .replace("{yyyy}", &format!("{:04}", day.year()))
        .replace("{yy}", &format!("{:02}", day.year().rem_euclid(100)))
        .replace("{mm}", &format!("{:02}", day.month()))
        .replace("{dd}", &format!("{:02}", day.date()))
        .replace("{nnnn}", &format!("{n:04}"))
        .replace("{nn}", &format!("{n:02}"))
}

/// The next dossier code of a day, by the desk's pattern.
pub fn dossier_code(tx: &mut Tx<'_>, day: Day) -> Result<String, Error> {
    let pattern = tx.read().settings()?.get("code_pattern").to_owned();
    // A number counts within the part of the pattern that changes with the day.
    let scope = fill(&pattern, day, 0);
    let code = tx.issue_number(
        "dossier",
        &scope,
        |n| fill(&pattern, day, n),
        |read, code| Ok(read.dossier_id(code)?.is_some()),
    )?;
    Ok(code)
}

/// The next number of an apology letter, without gaps within a year.
pub fn apology(tx: &mut Tx<'_>, day: Day) -> Result<String, Error> {
    let pattern = tx.read().settings()?.get("apology_pattern").to_owned();
    let scope = day.year().to_string();
    Ok(tx.issue_number("apology", &scope, |n| fill(&pattern, day, n), |_, _| Ok(false))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_filled_from_day_and_number() {
        let day: Day = "2026-11-05".parse().expect("a day");
        assert_eq!(fill("H99-{yy}{mm}{dd}-{nnnn}", day, 7), "H99-261105-0007");
        assert_eq!(fill("{nn}/PXL-{yyyy}", day, 12), "12/PXL-2026");
    }
}
