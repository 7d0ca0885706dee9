//! The fields that forms of moves share: moments prefilled with now, officers, reasons; and reading them.
//!
//! What cannot be read becomes a problem of its field; the text stays.

use crate::domain::calendar::Calendar;
use crate::domain::day::Moment;
use crate::domain::officer::Officer;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::Refusal;
use crate::ui::entry::{self, Ground, MOMENT_HINT};
use crate::ui::moves::{Context, promised};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::pick::{Pick, PickItem};

/// The clock of a moment for which only a day was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hour {
    /// None: the hour must be there.
    Typed,
    /// Now for today, else closing time: a letter bears a date.
    Letter,
    /// Closing time: a promise is for a day.
    Closing,
}

/// Every field that holds a moment.
const MOMENTS: &[(&str, Hour)] = &[
    ("paid_at", Hour::Typed),
    ("submitted_at", Hour::Typed),
    ("accepted_at", Hour::Typed),
    ("forwarded_at", Hour::Typed),
    ("given_at", Hour::Typed),
    ("received_at", Hour::Typed),
    ("from_at", Hour::Typed),
    ("to_at", Hour::Typed),
    ("done_at", Hour::Typed),
    ("settled_at", Hour::Typed),
    ("returned_at", Hour::Typed),
    ("apology_issued_at", Hour::Letter),
    ("apology_uploaded_at", Hour::Letter),
    ("apology_posted_at", Hour::Letter),
    ("reappointed_at", Hour::Closing),
    ("due_at", Hour::Closing),
    ("step_due_at", Hour::Closing),
    ("handled_at", Hour::Typed),
    ("published_at", Hour::Typed),
    ("refused_at", Hour::Typed),
    ("supplement_asked_at", Hour::Typed),
    ("supplemented_at", Hour::Typed),
];

/// Fields whose number speaks for itself.
const NUMBERS: [&str; 2] = ["applicant_id", "phone"];

/// A moment as a field holds it: `20/11/2026 09:15`.
pub fn typed(at: Option<Moment>) -> String {
    at.map(|at| format!("{} {}", at.day.vietnamese(), at.clock())).unwrap_or_default()
}

/// A row for a moment.
pub fn moment_row(key: &'static str, label: &str, at: Option<Moment>) -> FormRow {
    FormRow::moment(key, label, &typed(at)).hint(MOMENT_HINT)
}

/// A row for a reason.
pub fn reason_row(hint: &str) -> FormRow {
    FormRow::text("reason", "Lý do", "").hint(hint)
}

/// A row for a procedure, kept by code. The one that a dossier came in under is among the choices even where it is in
/// force no more.
pub fn procedure_row(context: &Context, own: Option<&Procedure>) -> FormRow {
    let item = |known: &Procedure| PickItem::new(&known.code, &known.code, &known.name, &known.field);
    let mut items: Vec<PickItem> = context.aids.procedures.iter().map(item).collect();
    if let Some(own) = own.filter(|own| items.iter().all(|item| item.id != own.code)) {
        items.push(item(own));
    }
    FormRow::pick("procedure_code", "Thủ tục", Pick::new(items), own.map(|own| own.code.as_str()))
}

/// A row for an officer, kept by code. One who left and is still named is among the choices.
pub fn officer_row(key: &'static str, label: &str, context: &Context, chosen: &str) -> FormRow {
    let item = |officer: &Officer| {
        let side = if officer.office.is_empty() { &officer.position } else { &officer.office };
        PickItem::new(&officer.code, "", &officer.name, side)
    };
    let mut items: Vec<PickItem> = context.aids.officers.iter().map(item).collect();
    if !chosen.is_empty() && items.iter().all(|item| item.id != chosen) {
        items.push(PickItem::new(chosen, "", &context.aids.officer(chosen), "đã thôi việc ở đây"));
    }
    let row = FormRow::pick(key, label, Pick::new(items), Some(chosen).filter(|code| !code.is_empty()));
    row.hint("Gõ vài chữ của tên, không cần dấu; phím cách mở cả danh sách; Backspace: bỏ chọn")
}

/// Reads a moment of a field.
fn read(key: &str, text: &str, context: &Context) -> Result<Moment, String> {
    read_by(key, text, context, &context.aids.rules.calendar)
}

/// Reads a moment of a field by a calendar.
fn read_by(key: &str, text: &str, context: &Context, calendar: &Calendar) -> Result<Moment, String> {
    let hour = MOMENTS.iter().find(|(of, _)| *of == key).map_or(Hour::Typed, |(_, hour)| *hour);
    let ground = Ground { now: context.now, calendar };
    let at = match hour {
        Hour::Typed => entry::moment(text, &ground, None)?,
        Hour::Letter | Hour::Closing => entry::promise(text, &ground, &|day| calendar.closing(day))?,
    };
    let of_today = hour == Hour::Letter && at.day == context.now.day && at > context.now;
    Ok(if of_today { context.now } else { at })
}

/// Shows what was understood of a field that holds a moment, an ID number or a phone.
pub fn echo(form: &mut Form, key: &str, context: &Context) {
    if let Some((said, doubt)) = entry::number_echo(key, form.get(key), context.now.day) {
        return form.set_echo(key, &said, doubt);
    }
    let Some((_, hour)) = MOMENTS.iter().find(|(of, _)| *of == key) else { return };
    let Some(text) = form.row(key).map(|row| row.get().to_owned()) else { return };
    let calendar = &context.aids.rules.calendar;
    let (said, doubt) = match read(key, &text, context) {
        _ if text.is_empty() => (String::new(), false),
        Ok(at) if key == "accepted_at" => (entry::reception_echo(at, calendar), false),
        // A promise is doubtful where its day is; that something happened on a day off may be so.
        Ok(at) if *hour == Hour::Closing => {
            let by = |calendar: &Calendar| read_by(key, &text, context, calendar).ok();
            let doubts = promised::doubts(&text, at, context.now, calendar, key == "reappointed_at", by);
            let parts = std::iter::once(entry::moment_echo(at, calendar)).chain(doubts.iter().cloned());
            (parts.collect::<Vec<_>>().join("; "), !doubts.is_empty() || !calendar.is_working(at.day))
        }
        Ok(at) => (entry::moment_echo(at, calendar), false),
        Err(_) => ("chưa hiểu".to_owned(), true),
    };
    form.set_echo(key, &said, doubt);
}

/// Whether a field holds a moment that can be read.
pub fn reads(form: &Form, key: &str, context: &Context) -> bool {
    read(key, form.get(key), context).is_ok()
}

/// [`echo`] for every field of a form.
pub fn echo_all(form: &mut Form, context: &Context) {
    for (key, _) in MOMENTS {
        echo(form, key, context);
    }
    for key in NUMBERS {
        echo(form, key, context);
    }
}

/// Reads a form and collects what is wrong with it.
pub struct Reader<'a> {
    form: &'a Form,
    context: &'a Context,
    refusal: Refusal,
}

impl<'a> Reader<'a> {
    /// A reader of a form.
    pub fn new(form: &'a Form, context: &'a Context) -> Reader<'a> {
        Reader { form, context, refusal: Refusal::default() }
    }

    /// A moment that must be there. Now stands in where it is not: the refusal keeps it from being used.
    pub fn moment(&mut self, key: &'static str) -> Moment {
        let (now, text) = (self.context.now, self.form.get(key));
        read(key, text, self.context).unwrap_or_else(|problem| {
            self.refusal.add(key, problem);
            now
        })
    }

    /// A moment that may be missing.
    pub fn moment_or_none(&mut self, key: &'static str) -> Option<Moment> {
        if self.form.get(key).is_empty() { None } else { Some(self.moment(key)) }
    }

    /// A text as the register takes it.
    pub fn text(&self, key: &str) -> String {
        crate::domain::text::nfc(self.form.get(key))
    }

    /// A text that must be there.
    pub fn needed(&mut self, key: &'static str, problem: &str) -> String {
        let text = self.text(key);
        if text.is_empty() {
            self.refusal.add(key, problem);
        }
        text
    }

    /// A count; empty means 0.
    pub fn count(&mut self, key: &'static str) -> u32 {
        let text = self.text(key);
        if text.is_empty() {
            return 0;
        }
        text.parse().unwrap_or_else(|_| {
            self.refusal.add(key, "Hãy ghi một số, ví dụ 3.");
            0
        })
    }

    /// Adds a problem.
    pub fn problem(&mut self, key: &'static str, problem: impl Into<String>) {
        self.refusal.add(key, problem);
    }

    /// The value, or everything that was wrong.
    pub fn finish<T>(self, value: T) -> Result<T, Refusal> {
        self.refusal.or_ok().map(|()| value)
    }
}
