//! Numbers as Vietnamese reports print them: thousands dot, decimal comma, two decimals.

/// `n` of `of` in hundredths of a percent, rounded half up; `None` for a denominator of zero.
pub fn percent_hundredths(n: i64, of: i64) -> Option<i64> {
    if of == 0 {
        return None;
    }
    // In 128 bits, so that no count can overflow; half up means towards plus infinity.
    let (twice, of) = (i128::from(n) * 20_000, i128::from(of));
    let rounded = (twice + of).div_euclid(2 * of);
    i64::try_from(rounded).ok()
}

/// `98,77`, or `–` for a denominator of zero.
pub fn percent(n: i64, of: i64) -> String {
    percent_hundredths(n, of).map_or_else(|| "–".to_owned(), decimal)
}

/// A number given in hundredths: `1.234,50`.
pub fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{},{:02}", grouped(size / 100), size % 100)
}

/// `1.234`.
pub fn thousands(n: i64) -> String {
    let sign = if n < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(n.unsigned_abs()))
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_vietnamese_use() {
        assert_eq!([0, 999, 1_000, 1_234_567, -1_234].map(thousands), ["0", "999", "1.000", "1.234.567", "-1.234"]);
        assert_eq!(decimal(123_450), "1.234,50");
        assert_eq!(decimal(-5), "-0,05");
    }

    #[test]
    fn percents_round_half_up_and_an_empty_whole_has_none() {
        assert_eq!(percent(1207, 1222), "98,77");
        assert_eq!(percent(1, 800), "0,13");
        assert_eq!(percent(5, 5), "100,00");
        assert_eq!(percent(0, 0), "–");
        assert_eq!(percent_hundredths(i64::MAX, i64::MAX), Some(10_000));
    }
}
