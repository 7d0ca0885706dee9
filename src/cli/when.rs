//! Moments as they are typed on the command line: the canonical form, and the ways in which Vietnamese papers have it.

use crate::domain::day::{Day, DayError, Moment, parse_clock};

/// Reads `2026-11-20 09:15`, `20/11/2026 09:15`, `09:15 20/11/2026` or `20/11/2026 9h15`. A year is never guessed.
///
/// # Errors
/// One sentence that says how to write it.
pub fn moment(text: &str) -> Result<Moment, String> {
    let wrong = |error: DayError| {
        let shape = "ngày và giờ viết như \"2026-11-20 09:15\" hoặc \"20/11/2026 09:15\"";
        match error {
            DayError::Shape => shape.to_owned(),
            other => format!("{other}; {shape}"),
        }
    };
    let text = text.trim();
    let (left, right) = text.split_once([' ', 'T']).map_or((text, ""), |(left, right)| (left, right.trim()));
    if right.is_empty() {
        return Err(match day(left) {
            Ok(_) => format!("thiếu giờ; {}", wrong(DayError::Shape)),
            Err(error) => wrong(error),
        });
    }
    // A clock time has a colon or an h; no date has either.
    let clock_first = left.contains([':', 'h']);
    let (date, time) = if clock_first { (right, left) } else { (left, right) };
    let minute = parse_clock(&time.replace('h', ":")).map_err(wrong)?;
    Ok(day(date).map_err(wrong)?.at(minute))
}

/// Reads `2026-11-20`, `20/11/2026`, `20-11-2026` or `20.11.2026`. A year is never guessed: a command that is run again
/// from a script next year must mean the same day.
///
/// # Errors
/// What is wrong with it.
pub fn day(text: &str) -> Result<Day, DayError> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let number = |text: &str| {
        let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u32>().ok()).flatten().ok_or(DayError::Shape)
    };
    match parts.as_slice() {
        [date, month, year] if year.len() == 4 && date.len() <= 2 && month.len() <= 2 => {
            Day::new(number(year)? as i32, number(month)?, number(date)?).ok_or(DayError::NoSuchDay)
        }
        _ => text.parse(),
    }
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn a_moment_is_read_as_papers_write_it() {
        let said = |text: &str| moment(text).map(|at| at.to_string());
        for text in [
            "2026-11-20 09:15",
            "2026-11-20T09:15",
            "20/11/2026 09:15",
            "09:15 20/11/2026",
            "20-11-2026 9h15",
            "20.11.2026 9:15",
            " 20/11/2026  09:15 ",
        ] {
            assert_eq!(said(text).as_deref(), Ok("2026-11-20 09:15"), "{text}");
        }
        assert_eq!(said("1/2/2026 7:05").as_deref(), Ok("2026-02-01 07:05"));
    }

    #[test]
    fn what_does_not_read_says_how_to_write_it() {
        let cases = [
            ("31/02/2026 09:15", "không có ngày này"),
            ("20/11/2026 24:00", "giờ phải từ 00:00"),
            ("20/11/26 09:15", "\"20/11/2026 09:15\""),
            ("20/11/2026", "thiếu giờ"),
            ("hôm nay", "\"2026-11-20 09:15\""),
            ("", "\"2026-11-20 09:15\""),
            ("2026-13-01 09:15", "không có ngày này"),
        ];
        for (text, said) in cases {
            let error = moment(text).expect_err(text);
            assert!(error.contains(said) && error.contains("2026-11-20 09:15"), "{text}: {error}");
        }
    }
}
