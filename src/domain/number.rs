//! Numbers and shares as Vietnamese papers print them: thousands `.`, decimals `,` (DOMAIN.md §7). Integers only.

/// `1207` → `1.207`.
pub fn vietnamese_number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        out.push('-');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// A count in running text: below 10 with a leading 0, except 0 itself. Never for tables, nor in `n/m`,
/// which is one fraction and stays plain.
pub fn prose_number(n: i64) -> String {
    if (1..10).contains(&n) { format!("0{n}") } else { vietnamese_number(n) }
}

/// The share of `n` in `of` in hundredths of a percent, half up: 9877 is 98,77 %. `None` for a zero denominator.
/// Computed in integers, so that no rounding of floats can show.
pub fn percent_hundredths(n: i64, of: i64) -> Option<i64> {
    if of <= 0 {
        return None;
    }
    let (n, of) = (i128::from(n), i128::from(of));
    Some(i64::try_from((n * 20_000 + of).div_euclid(2 * of)).unwrap_or(i64::MAX))
}

/// A number in hundredths with its two decimals: `1.234,50`.
pub fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    // A hundredth of any size fits.
    let whole = vietnamese_number((size / 100) as i64);
    format!("{sign}{whole},{:02}", size % 100)
}

/// The share of `n` in `of` in percent, two decimals, half up, without the sign: `98,77`. `None` for a zero
/// denominator.
pub fn percent(n: i64, of: i64) -> Option<String> {
    percent_hundredths(n, of).map(decimal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_dotted() {
        let cases =
            [(0, "0"), (7, "7"), (999, "999"), (1_000, "1.000"), (1_234_567, "1.234.567"), (-12_345, "-12.345")];
        for (n, text) in cases {
            assert_eq!(vietnamese_number(n), text);
        }
        assert_eq!(vietnamese_number(i64::MIN), "-9.223.372.036.854.775.808");
        assert_eq!([0, 1, 9, 10, 1_207].map(prose_number), ["0", "01", "09", "10", "1.207"]);
    }

    #[test]
    fn decimals_keep_their_sign_and_zeros() {
        assert_eq!([0, 5, -5, 123_450].map(decimal), ["0,00", "0,05", "-0,05", "1.234,50"]);
        assert_eq!(percent_hundredths(i64::MAX, i64::MAX), Some(10_000));
    }

    #[test]
    fn shares_are_rounded_half_up() {
        let cases = [(1_207, 1_222, "98,77"), (1, 3, "33,33"), (2, 3, "66,67"), (1, 800, "0,13"), (3, 800, "0,38")];
        for (n, of, text) in cases {
            assert_eq!(percent(n, of).as_deref(), Some(text));
        }
        // 1/20000 is 0,005 %, a half that goes up; a hair less goes down.
        assert_eq!(percent(1, 20_000).as_deref(), Some("0,01"));
        assert_eq!(percent(9_999, 200_000_000).as_deref(), Some("0,00"));
        assert_eq!([percent(0, 5), percent(5, 5)].map(Option::unwrap_or_default), ["0,00", "100,00"]);
        assert_eq!(percent(25, 2).as_deref(), Some("1.250,00"));
        assert_eq!(percent(0, 0), None);
    }
}
