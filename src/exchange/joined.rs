//! Cells that hold several things: pauses and codes of other systems (REPORTS.md §5).
//!
//! Grammar:
//! ```text
//! pauses       pause|pause|…      pause  reason[#document]:from>[to]
//! other_codes  system=code|…
//! ```
//! `|` parts the things, so a `|` inside a document, a system or a code is written `\|`; `\` itself is written `\\`,
//! and `=` inside a system `\=`. A `\` before any other character is just that character, so files of those who do not
//! know this rule keep their meaning. Nothing else needs care: `from` and `to` never hold `>` and hold just one `:`
//! each, so the document is what stands between the first `#` and the `:` before `from`, whatever is in it.

use crate::domain::day::Moment;
use crate::domain::dossier::OtherCode;
use crate::domain::pause::{Pause, PauseReason};
use crate::exchange::cell::{Cell, Reason, put};
use crate::exchange::fault::shorten;

impl Cell for Vec<Pause> {
    /// Pauses come back in the order of their beginning.
    fn read(text: &str) -> Result<Vec<Pause>, Reason> {
        let mut pauses = split(text, '|').into_iter().map(read_pause).collect::<Result<Vec<Pause>, Reason>>()?;
        pauses.sort_by_key(|pause| pause.from);
        Ok(pauses)
    }

    fn write(&self, out: &mut String) {
        for (i, pause) in self.iter().enumerate() {
            if i > 0 {
                out.push('|');
            }
            out.push_str(pause.reason.code());
            if !pause.document.is_empty() {
                out.push('#');
                escape(&pause.document, &['\\', '|'], out);
            }
            out.push(':');
            put(out, &pause.from);
            out.push('>');
            pause.to.write(out);
        }
    }
}

/// One pause as a file has it: `reason[#document]:from>[to]`.
///
/// # Errors
/// One sentence that says how to write it.
pub fn pause(text: &str) -> Result<Pause, String> {
    read_pause(text).map_err(|reason| reason.to_string())
}

fn read_pause(text: &str) -> Result<Pause, Reason> {
    let shape = || {
        format!(
            "lần tạm dừng \"{}\" phải viết như supplement#số văn bản:2026-11-20 09:15>2026-11-24 10:00 \
             (số văn bản có thể bỏ; đang tạm dừng thì để trống sau dấu >)",
            shorten(text)
        )
    };
    let (left, to) = text.rsplit_once('>').ok_or_else(shape)?;
    // From the right: the minutes, then the day and hour, then the reason with its document.
    let mut parts = left.rsplitn(3, ':');
    let (Some(minute), Some(hour), Some(head)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(shape().into());
    };
    let (reason, document) = head.split_once('#').unwrap_or((head, ""));
    let reason = PauseReason::from_code(reason.trim())
        .ok_or_else(|| format!("lý do tạm dừng \"{}\" phải là supplement, fee hoặc other", shorten(reason.trim())))?;
    let moment =
        |text: &str| Moment::read(text.trim()).map_err(|wrong| format!("\"{}\" {wrong}", shorten(text.trim())));
    let from = moment(&format!("{hour}:{minute}"))?;
    let to = if to.trim().is_empty() { None } else { Some(moment(to)?) };
    Ok(Pause { reason, document: unescape(document).trim().to_owned(), from, to })
}

impl Cell for Vec<OtherCode> {
    fn read(text: &str) -> Result<Vec<OtherCode>, Reason> {
        split(text, '|').into_iter().map(read_code).collect()
    }

    fn write(&self, out: &mut String) {
        for (i, other) in self.iter().enumerate() {
            if i > 0 {
                out.push('|');
            }
            escape(&other.system, &['\\', '|', '='], out);
            out.push('=');
            escape(&other.code, &['\\', '|'], out);
        }
    }
}

fn read_code(text: &str) -> Result<OtherCode, Reason> {
    let shape =
        || format!("mã khác \"{}\" phải viết như tên hệ thống=mã, nhiều mã cách nhau bằng dấu |", shorten(text));
    let system = split(text, '=').first().copied().unwrap_or_default();
    let code = text[system.len()..].strip_prefix('=').ok_or_else(shape)?;
    let other = OtherCode { system: unescape(system).trim().to_owned(), code: unescape(code).trim().to_owned() };
    if other.system.is_empty() || other.code.is_empty() { Err(shape().into()) } else { Ok(other) }
}

/// The parts between marks that no `\` stands before; none for an empty text.
fn split(text: &str, mark: char) -> Vec<&str> {
    let (mut parts, mut start, mut escaped) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        if c == mark && !escaped {
            parts.push(&text[start..at]);
            start = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    if !text.is_empty() {
        parts.push(&text[start..]);
    }
    parts
}

fn escape(text: &str, marks: &[char], out: &mut String) {
    for c in text.chars() {
        if marks.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
}

fn unescape(text: &str) -> String {
    let (mut plain, mut chars) = (String::with_capacity(text.len()), text.chars().peekable());
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(&next @ ('\\' | '|' | '=')) if c == '\\' => {
                plain.push(next);
                chars.next();
            }
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(value: &impl Cell) -> String {
        let mut out = String::new();
        value.write(&mut out);
        out
    }

    #[test]
    fn pauses_of_every_shape_round_trip() {
        let plain = "supplement:2024-12-12 15:58>2024-12-18 13:58|fee:2024-12-19 11:00>";
        let pauses = Vec::<Pause>::read(plain).expect("pauses");
        assert_eq!((pauses.len(), pauses[1].to), (2, None));
        assert_eq!(text_of(&pauses), plain);
        for document in ["12/HDHS", "a: b > c # d", "x|y", r"\", r"a\|b", r"\=", "2026-01-01 07:30>", "số 5:6"] {
            let mut one = pauses[..1].to_vec();
            one[0].document = document.to_owned();
            one.push(pauses[1].clone());
            assert_eq!(Vec::<Pause>::read(&text_of(&one)), Ok(one), "{document}");
        }
    }

    #[test]
    fn pauses_stand_in_the_order_of_their_beginning() {
        let pauses = Vec::<Pause>::read("fee:2026-11-20 11:00>|other#v:2026-11-19 9:05>2026-11-19 10:00");
        assert_eq!(
            pauses.map(|p| text_of(&p)).as_deref(),
            Ok("other#v:2026-11-19 09:05>2026-11-19 10:00|fee:2026-11-20 11:00>")
        );
    }

    #[test]
    fn a_bad_pause_is_quoted_with_its_fault() {
        let reason = |text: &str| Vec::<Pause>::read(text).expect_err("a refusal").into_owned();
        assert!(reason("supplement:2026-02-31 09:00>").contains("\"2026-02-31 09:00\" không có ngày này"));
        assert!(reason("tạm:2026-02-01 09:00>").starts_with("lý do tạm dừng \"tạm\""));
        assert!(reason("fee").contains("lần tạm dừng \"fee\""));
        assert!(reason("fee:2026-02-01 09:00>|").contains("lần tạm dừng \"\""));
    }

    #[test]
    fn codes_of_other_systems_round_trip() {
        for (system, code) in [("tỉnh", "H15-1"), ("a=b", "c=d"), ("x|y", r"\|"), (r"\", "=")] {
            let codes = vec![OtherCode { system: system.into(), code: code.into() }; 2];
            assert_eq!(Vec::<OtherCode>::read(&text_of(&codes)), Ok(codes));
        }
        assert!(Vec::<OtherCode>::read("H15-1").is_err());
        assert!(Vec::<OtherCode>::read("=H15-1").is_err());
    }
}
