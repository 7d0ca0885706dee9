//! The account as lines of a given width: facts, a table of days for each due date, the ledger, what is not certain.
//! Pure: an account in, lines out.

use crate::domain::day::Day;
use crate::domain::deadline::Explanation;
use crate::report::account::Account;
use crate::ui::look::Tone;
use crate::ui::text::{width, wrap};

/// A line with its meaning.
pub type Line = (Tone, String);

/// From this width on dates and weekdays are written in full.
const WIDE: usize = 60;

/// The whole account in lines of at most `cells` cells.
pub fn lines(account: &Account, cells: usize) -> Vec<Line> {
    let mut out = Vec::new();
    match account.due {
        Some(due) => hang(
            &mut out,
            Tone::Title,
            "",
            &format!("Hạn trả: {}, {}", due.day.weekday_name(), due.vietnamese()),
            cells,
        ),
        None => hang(&mut out, Tone::Warning, "? ", &format!("Chưa có hạn trả. {}", account.why_none), cells),
    }
    for remark in &account.remarks {
        hang(&mut out, Tone::Warning, "? ", remark, cells);
    }
    for part in &account.parts {
        out.push((Tone::Normal, String::new()));
        let due = part.explanation.due;
        // One date alone has been named at the head.
        let alone = account.parts.len() == 1;
        let title = format!("{}: {}, {}", part.title, due.day.weekday_name(), due.vietnamese());
        if !alone {
            hang(&mut out, Tone::Title, "", &title, cells);
        }
        days(&mut out, &part.explanation, cells);
    }
    ledger(&mut out, account, cells);
    out.push((Tone::Normal, String::new()));
    out.push((Tone::Title, "Căn cứ để tính".to_owned()));
    let procedure = [("Thủ tục".to_owned(), account.procedure.clone())];
    for (label, value) in procedure.iter().chain(&account.facts).filter(|(_, value)| !value.is_empty()) {
        hang(&mut out, Tone::Normal, "  ", &format!("{label}: {value}"), cells);
    }
    out
}

/// A text after a head, broken so that its further lines stand under the text.
fn hang(out: &mut Vec<Line>, tone: Tone, head: &str, text: &str, cells: usize) {
    let room = cells.saturating_sub(width(head)).max(1);
    for (n, line) in wrap(text, room).iter().enumerate() {
        let head = if n == 0 { head.to_owned() } else { " ".repeat(width(head)) };
        out.push((tone, format!("{head}{line}")));
    }
}

/// The table of days: date, weekday, whether it counts, its number, why.
fn days(out: &mut Vec<Line>, explanation: &Explanation, cells: usize) {
    let rows = explanation.rows();
    let wide = cells >= WIDE;
    let counted = rows.iter().map(|row| width(&row.verdict())).max().unwrap_or(0).max(5);
    let head = |date: &str, weekday: &str, verdict: &str, number: &str| {
        let (dates, weekdays) = if wide { (10, 8) } else { (5, 3) };
        let number = if rows.iter().any(|row| row.number > 0) { format!("{number:>2} ") } else { String::new() };
        format!("{date:<dates$} {weekday:<weekdays$} {verdict:<counted$} {number}")
    };
    let title = head("Ngày", "Thứ", "Tính", "TT");
    out.push((Tone::Dim, format!("{title}{}", "Vì sao")));
    for row in &rows {
        let (date, weekday) = if wide {
            (row.day.vietnamese(), row.day.weekday_name().to_owned())
        } else {
            (format!("{:02}/{:02}", row.day.date(), row.day.month()), short_weekday(row.day))
        };
        let tone = if row.due {
            Tone::Title
        } else if row.counted {
            Tone::Normal
        } else {
            Tone::Dim
        };
        hang(out, tone, &head(&date, &weekday, &row.verdict(), &row.ordinal()), &row.why, cells);
    }
    hang(out, Tone::Title, "", &explanation.total(), cells);
}

/// `T2` … `T7`, `CN`.
fn short_weekday(day: Day) -> String {
    match day.weekday().number_from_monday() {
        7 => "CN".to_owned(),
        n => format!("T{}", n + 1),
    }
}

fn ledger(out: &mut Vec<Line>, account: &Account, cells: usize) {
    if account.ledger.is_empty() {
        return;
    }
    out.push((Tone::Normal, String::new()));
    out.push((Tone::Title, "Sổ hạn trả".to_owned()));
    for (n, line) in (1..).zip(&account.ledger) {
        let about = [("văn bản ", &line.document), ("", &line.officer)];
        let about: Vec<String> =
            about.iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| format!("{label}{text}")).collect();
        let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
        let text = format!("hẹn {}, từ lúc {}: {}{about}", line.due.vietnamese(), line.at.vietnamese(), line.why);
        hang(out, Tone::Normal, &format!("{n:02}. "), &text, cells);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::explain::imagined;
    use crate::domain::calendar::Calendar;
    use crate::domain::deadline::Terms;
    use crate::domain::rulebook::Rulebook;

    #[test]
    fn every_width_holds_the_whole_account() {
        let rules = Rulebook::plain(Calendar::new([], Vec::new()));
        for limit in ["5wd", "8wh", "sd", "1mo"] {
            let start = "2026-03-06 09:00".parse().expect("a moment");
            let terms = Terms::new(start, Some(limit.parse().expect("a limit")));
            let account = imagined(None, &terms, &[], &rules, start);
            for cells in [1, 20, 38, 59, 60, 78, 118] {
                let lines = lines(&account, cells);
                let joined: String = lines.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join(" ");
                assert!(joined.contains("Cộng:") || cells < 20, "{cells}: {joined}");
                if cells >= 30 {
                    assert!(lines.iter().all(|(_, line)| width(line) <= cells), "{limit} {cells}: {lines:?}");
                }
            }
        }
    }
}
