//! What the form remembers of applicants: someone known by number or phone need not be typed again.

use crate::domain::identity::{kept_id, kept_phone};
use crate::ui::action::Effect;
use crate::ui::parts::form::Form;
use crate::ui::work::Job;
use crate::ui::work::accept::{Ask, Known};

/// The rows that are filled in from memory.
const FILLED: [&str; 5] = ["applicant_name", "address", "email", "phone", "applicant_id"];

/// What was filled in from memory, and whether the papers are still as asked.
#[derive(Debug, Default)]
pub struct Memory {
    /// Rows and what was put into them; a row that reads so still belongs to the memory.
    filled: Vec<(&'static str, String)>,
    /// The numbers asked about last.
    asked: (String, String),
    /// The row beside which stands what is remembered.
    pub said: Option<&'static str>,
    /// The clerk wrote in the lines for papers.
    pub papers_touched: bool,
    /// The procedure has papers on record.
    pub papers_known: bool,
}

impl Memory {
    /// Asks about the applicant: when a number is left, or as soon as it is whole.
    pub fn ask(&mut self, form: &Form, left: bool) -> Option<Effect<Job>> {
        let (id, phone) = (kept_id(form.get("applicant_id")), kept_phone(form.get("phone")));
        // What the memory itself put in says nothing about who it is.
        let own = |key: &str, value: &str| self.filled.iter().any(|(at, put)| *at == key && put == value);
        let id = if own("applicant_id", &id) { String::new() } else { id };
        let phone = if own("phone", &phone) { String::new() } else { phone };
        let whole = left || matches!(id.len(), 9 | 10 | 12 | 13);
        let asked = (id, phone);
        if !whole || asked == self.asked || (asked.0.is_empty() && asked.1.is_empty()) {
            return None;
        }
        self.asked = asked;
        let (id, phone) = self.asked.clone();
        Some(Effect::Job(Job::Accept(Ask::Applicant { id, phone })))
    }

    /// Fills in what is remembered where nothing was typed. An answer about another number is passed over.
    pub fn fill(&mut self, form: &mut Form, id: &str, phone: &str, found: Option<&Known>) {
        if (id, phone) != (self.asked.0.as_str(), self.asked.1.as_str()) {
            return;
        }
        for (key, put) in std::mem::take(&mut self.filled) {
            if form.get(key) == put {
                form.set(key, "");
                // What was said of the number that stood there is not said of an empty line.
                form.set_echo(key, "", false);
            }
        }
        let key = if id.is_empty() { "phone" } else { "applicant_id" };
        self.said = found.map(|_| key);
        let Some(Known { applicant: known, today }) = found else { return };
        for row in FILLED {
            let value = match row {
                "applicant_name" => &known.name,
                "address" => &known.address,
                "email" => &known.email,
                "phone" => &known.phone,
                _ => &known.id,
            };
            if form.get(row).is_empty() && !value.is_empty() {
                form.set(row, value);
                self.filled.push((row, value.clone()));
            }
        }
        if let Some(kind) = known.kind {
            form.set("applicant_kind", kind.code());
        }
        // Certification of several papers repeats in good faith, so it is said and hinders nothing.
        match today.as_ref().filter(|(_, procedure)| procedure == form.get("procedure_code")) {
            Some((code, _)) => form.set_echo(key, &format!("hôm nay đã nhận {code} cùng thủ tục"), true),
            None => form.set_echo(key, "đã nộp lần trước", false),
        }
    }
}
