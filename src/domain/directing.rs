//! Directing documents (văn bản chỉ đạo, đôn đốc): what section I of a report names.

use crate::domain::day::Day;
use crate::domain::refusal::Refusal;

/// One document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectingDocument {
    /// Its number, e.g. `15/CT-UBND`.
    pub number: String,
    /// The day it bears.
    pub date: Day,
    /// Who issued it.
    pub issuer: String,
    /// What it is about (trích yếu).
    pub subject: String,
    /// Note.
    pub note: String,
}

impl DirectingDocument {
    /// Refuses what cannot be.
    ///
    /// # Errors
    /// One problem for each field that is wrong.
    pub fn check(&self, today: Day) -> Result<(), Refusal> {
        let mut refusal = Refusal::default();
        for (field, value, said) in [
            ("number", &self.number, "Chưa ghi số văn bản."),
            ("issuer", &self.issuer, "Chưa ghi cơ quan ban hành."),
            ("subject", &self.subject, "Chưa ghi trích yếu."),
        ] {
            if value.is_empty() {
                refusal.add(field, said);
            }
        }
        if self.date > today {
            let said = format!("Ngày văn bản {} ở tương lai; hãy sửa lại ngày.", self.date.vietnamese());
            refusal.add("date", said);
        }
        refusal.or_ok()
    }

    /// As a footnote names it: `15/CT-UBND ngày 05/11/2026 về …`.
    pub fn named(&self) -> String {
        format!("{} ngày {} của {}: {}", self.number, self.date.vietnamese(), self.issuer, self.subject)
    }
}
