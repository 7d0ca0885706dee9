//! What the form says, as a dossier: short hand read, text put in order, and a sentence beside what does not read.

use crate::desk::accept::Draft;
use crate::domain::day::Moment;
use crate::domain::dossier::{Applicant, ApplicantKind, Channel, Dossier, PaidBy};
use crate::domain::identity::{kept_id, kept_phone};
use crate::domain::limit::Limit;
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::domain::text::tidy;
use crate::ui::entry::{self, Ground};
use crate::ui::parts::form::{Form, FormRow, Value};

/// The form with what its short hand leans on.
pub struct Reader<'a> {
    /// The form.
    pub form: &'a Form,
    /// The present minute.
    pub now: Moment,
    /// Calendar and rules.
    pub rules: &'a Rulebook,
    /// Nobody has touched the moment of acceptance, so it is now.
    pub follows_now: bool,
}

impl Reader<'_> {
    /// Everything, ready to be saved.
    ///
    /// # Errors
    /// A problem for each field that does not read.
    pub fn draft(&self) -> Result<Draft, Refusal> {
        let mut refusal = Refusal::default();
        let dossier = self.dossier(&mut refusal);
        let new_limit = self.new_limit(&mut refusal);
        self.unknown_procedure(&mut refusal);
        refusal.or_ok()?;
        let papers = self.form.rows().iter().filter_map(FormRow::as_paper);
        Ok(Draft {
            dossier,
            components: papers.filter_map(|paper| paper.component()).collect(),
            new_limit,
            remember_papers: self.asked("remember_papers") && self.form.checked("remember_papers"),
        })
    }

    /// The dossier as far as it reads; the rest is told to `refusal`.
    pub fn dossier(&self, refusal: &mut Refusal) -> Dossier {
        let form = self.form;
        let channel = Channel::from_code(form.get("channel")).unwrap_or(Channel::Direct);
        let mut dossier = Dossier::new(&tidy(form.get("code")), form.get("procedure_code"), channel);
        dossier.applicant = self.applicant();
        dossier.out_of_area = form.checked("out_of_area");
        dossier.submitted_at = self.moment("submitted_at", refusal);
        dossier.forwarded_at = self.moment("forwarded_at", refusal);
        let waits = self.asked("log_only") && form.checked("log_only");
        if !waits {
            let now = self.follows_now || form.get("accepted_at").is_empty();
            dossier.accepted_at = if now { Some(self.now) } else { self.moment("accepted_at", refusal) };
        }
        dossier.due_at = self.promise("due_at", refusal);
        dossier.sets = self.number("sets", "Số bộ là một số từ 1 đến 999.", refusal);
        dossier.fee = self.read("fee", entry::money, refusal);
        dossier.paid_by = PaidBy::from_code(form.get("paid_by"));
        form.get("handled_by").clone_into(&mut dossier.handled_by);
        dossier.note = tidy(form.get("note"));
        dossier.collect_at = tidy(form.get("collect_at"));
        dossier
    }

    /// The limit typed for a procedure that has none, as far as it reads.
    pub fn limit(&self) -> Option<Limit> {
        self.asked("limit").then(|| entry::limit(self.form.get("limit")).ok()).flatten()
    }

    fn new_limit(&self, refusal: &mut Refusal) -> Option<(Limit, String)> {
        let limit = self.read("limit", entry::limit, refusal)?;
        Some((limit, tidy(self.form.get("limit_basis"))))
    }

    fn applicant(&self) -> Applicant {
        let text = |key| tidy(self.form.get(key));
        Applicant {
            name: text("applicant_name"),
            kind: ApplicantKind::from_code(self.form.get("applicant_kind")),
            id: kept_id(self.form.get("applicant_id")),
            phone: kept_phone(self.form.get("phone")),
            email: text("email"),
            address: text("address"),
            delegate: text("delegate_name"),
        }
    }

    /// Letters typed into the list that find nothing are not passed over in silence.
    fn unknown_procedure(&self, refusal: &mut Refusal) {
        let Some(Value::Pick { pick, chosen: None, open: true }) =
            self.form.row("procedure_code").map(|row| &row.value)
        else {
            return;
        };
        if pick.found() == 0 {
            let said = format!(
                "Không có thủ tục nào khớp “{}”; hãy gõ chữ khác của tên hoặc mã, hoặc thêm thủ tục ở Danh mục.",
                pick.query().trim()
            );
            refusal.add("procedure_code", said);
        }
    }

    /// Whether a row is asked at all.
    fn asked(&self, key: &str) -> bool {
        self.form.row(key).is_some_and(|row| row.shown)
    }

    /// A value of a row that is asked and not empty.
    fn read<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&str) -> Result<T, String>,
        refusal: &mut Refusal,
    ) -> Option<T> {
        let text = self.form.get(key);
        if text.is_empty() || !self.asked(key) {
            return None;
        }
        read(text).map_err(|said| refusal.add(key, said)).ok()
    }

    /// A moment with its clock.
    pub fn moment(&self, key: &'static str, refusal: &mut Refusal) -> Option<Moment> {
        let ground = Ground { now: self.now, calendar: &self.rules.calendar };
        self.read(key, |text| entry::moment(text, &ground, None), refusal)
    }

    /// A promised moment; a date alone is due when that day's work ends.
    pub fn promise(&self, key: &'static str, refusal: &mut Refusal) -> Option<Moment> {
        let calendar = &self.rules.calendar;
        let ground = Ground { now: self.now, calendar };
        self.read(key, |text| entry::promise(text, &ground, &|day| calendar.closing(day)), refusal)
    }

    fn number(&self, key: &'static str, said: &str, refusal: &mut Refusal) -> Option<u32> {
        let number = |text: &str| text.parse().ok().filter(|n| (1..=999).contains(n)).ok_or_else(|| said.to_owned());
        self.read(key, number, refusal)
    }
}
