//! The promise as it stands while the form is filled, and what is understood of short hand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::accept::Preview;
use crate::domain::number::vietnamese_number;
use crate::domain::refusal::Refusal;
use crate::report::account::Account;
use crate::ui::entry::{self, moment_echo, reception_echo};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{put, row};
use crate::ui::screens::accept::read::Reader;
use crate::ui::text::{clip, wrap};

/// Rows that say what was understood of them.
pub const ECHOED: [&str; 9] =
    ["applicant_id", "phone", "email", "limit", "submitted_at", "accepted_at", "forwarded_at", "due_at", "fee"];

/// The last answer about the promise, and the number of the last question.
#[derive(Debug, Default)]
pub struct Promise {
    ticket: u64,
    preview: Option<Preview>,
    unread: bool,
}

impl Promise {
    /// A new question; `None` where there is nothing to ask about: no procedure yet, or a moment that does not read.
    pub fn ask(&mut self, no_procedure: bool, unread: bool) -> Option<u64> {
        self.ticket += 1;
        self.unread = unread;
        if no_procedure {
            self.preview = None;
        }
        (!no_procedure && !unread).then_some(self.ticket)
    }

    /// Nothing shown any more. The numbers go on, so that a late answer about the form before is passed over.
    pub fn forgotten(self) -> Promise {
        Promise { ticket: self.ticket + 1, ..Promise::default() }
    }

    /// Takes an answer, unless another question was asked since.
    pub fn answered(&mut self, ticket: u64, preview: Option<&Preview>) -> bool {
        let last = ticket == self.ticket;
        if last {
            self.preview = preview.cloned();
        }
        last
    }

    /// Whether the procedure has no limit of its own.
    pub fn asks_limit(&self) -> bool {
        self.preview.as_ref().is_some_and(|preview| preview.asks_limit)
    }

    /// The account of the promise as it stands; why there is none, where there is none.
    pub fn account(&self) -> Result<&Account, String> {
        let account = self.preview.as_ref().filter(|_| !self.unread).and_then(|preview| preview.account.as_deref());
        account.ok_or_else(|| {
            let (_, said) = self.sentence("", "");
            format!("Chưa có ngày hẹn trả để giải trình. {said}")
        })
    }

    /// Draws it. `typed` is a promise given by hand, `saved` what was said of the dossier before while the form is new.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, look: &Look, typed: &str, saved: &str) {
        let (tone, text) = self.sentence(typed, saved);
        let text = format!("{} {text}", tone.sign());
        let mut lines = wrap(text.trim(), usize::from(area.width));
        let most = usize::from(area.height);
        if lines.len() > most && most > 0 {
            let rest = lines.split_off(most - 1).join(" ");
            lines.push(clip(&format!("{rest} "), usize::from(area.width)));
        }
        for (dy, line) in lines.iter().enumerate() {
            put(buf, row(area, dy as u16), 0, 0, line, look.style(tone));
        }
    }

    fn sentence(&self, typed: &str, saved: &str) -> (Tone, String) {
        if self.unread {
            return (Tone::Warning, "Có ngày giờ chưa đọc được, nên chưa tính được ngày hẹn trả.".to_owned());
        }
        let Some(preview) = &self.preview else {
            let said = if saved.is_empty() { "Chọn thủ tục để xem ngày hẹn trả." } else { saved };
            return (if saved.is_empty() { Tone::Dim } else { Tone::Good }, said.to_owned());
        };
        let Some(limit) = preview.limit else {
            let said = "Thủ tục này chưa có thời hạn: hãy nhập thời hạn và căn cứ. Chương trình sẽ nhớ cho lần sau và \
                        đánh dấu chưa kiểm tra.";
            return (Tone::Warning, said.to_owned());
        };
        let doubt = if preview.confirmed && !preview.asks_limit { "" } else { "thời hạn chưa kiểm tra, " };
        let otherwise =
            if preview.otherwise.is_empty() { String::new() } else { format!(". Sẽ là {}", preview.otherwise) };
        match preview.due {
            _ if !typed.is_empty() => {
                (Tone::Title, format!("Hẹn trả do người nhập ghi; {doubt}theo thời hạn {}.", limit.vietnamese()))
            }
            Some(due) => {
                let due = format!("Hẹn trả {} {} {}", due.clock(), due.day.weekday_name(), due.day.vietnamese());
                if preview.passed {
                    let said = format!("{due}, đã qua: lưu là thành hồ sơ quá hạn — {doubt}{}", preview.why);
                    return (Tone::Warning, said);
                }
                (Tone::Title, format!("{due} — {doubt}{}{otherwise}", preview.why))
            }
            None => (Tone::Waiting, format!("Chưa hẹn trả: {doubt}{}.", preview.why)),
        }
    }
}

/// What stands after a row, and whether it is a doubt.
pub fn echo(reader: &Reader<'_>, key: &'static str) -> (String, bool) {
    let text = reader.form.get(key);
    if let Some(said) = entry::number_echo(key, text, reader.now.day) {
        return said;
    }
    let calendar = &reader.rules.calendar;
    let mut unread = Refusal::default();
    let understood = match key {
        _ if text.is_empty() => None,
        "accepted_at" => reader.moment(key, &mut unread).map(|at| reception_echo(at, calendar)),
        "submitted_at" | "forwarded_at" => reader.moment(key, &mut unread).map(|at| moment_echo(at, calendar)),
        "due_at" => reader.promise(key, &mut unread).map(|at| moment_echo(at, calendar)),
        "limit" => entry::limit(text).ok().map(|limit| limit.vietnamese()),
        "fee" => entry::money(text).ok().map(|fee| format!("{} đồng", vietnamese_number(fee))),
        _ => None,
    };
    (understood.unwrap_or_default(), false)
}
