//! Tiếp nhận: the form for a new dossier.
//!
//! It promises nothing itself: the due moment that it shows comes from the same rule that the saving uses. Whatever is
//! typed is kept as a draft beside the register until it is saved or thrown away on purpose.

mod due;
mod kept;
mod memory;
mod read;
mod rows;
mod screen;

use crate::domain::change::Kind;
use crate::domain::identity::kept_id;
use crate::domain::refusal::Refusal;
use crate::domain::typing::Style;
use crate::report::forms::sets;
use crate::ui::action::{Around, Effect};
use crate::ui::input::Input;
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::popup::{NO_LETTER, Popup};
use crate::ui::screens::accept::due::Promise;
use crate::ui::screens::accept::memory::Memory;
use crate::ui::screens::accept::read::Reader;
use crate::ui::work::accept::{Answer, Ask, Ground, Last};
use crate::ui::work::draft::Keep;
use crate::ui::work::paper::{self, What};
use crate::ui::work::{Job, Wrote};

/// Name of the form among the kept drafts; the worker forgets it when the dossier is saved.
pub const FORM: &str = "accept";

/// Rows on which the promise rests.
const DUE_ROWS: [&str; 8] =
    ["procedure_code", "limit", "channel", "log_only", "submitted_at", "accepted_at", "out_of_area", "forwarded_at"];

/// The screen.
pub struct Accept {
    form: Form,
    ground: Option<Box<Ground>>,
    /// The ground was asked for and has not come.
    asked: bool,
    /// The draft that was left has been offered.
    offered: Option<kept::Kept>,
    /// Acceptance is now until somebody says otherwise.
    follows_now: bool,
    /// The kind of applicant follows from the number until somebody says otherwise.
    kind_follows: bool,
    /// Typed since the draft was kept.
    unkept: bool,
    /// A save is under way; the act that asked for it.
    saving: Option<Act>,
    /// Keys that came while there was nothing to give them to.
    held: Vec<Input>,
    promise: Promise,
    memory: Memory,
    /// What was said of the dossier saved last.
    saved: String,
    /// How Vietnamese is typed.
    typing: Style,
}

impl Default for Accept {
    fn default() -> Accept {
        // The first minute comes with `shown`, before anything is drawn.
        let now = crate::domain::day::Day::from_epoch(0).start();
        Accept {
            form: rows::form(now),
            ground: None,
            asked: false,
            offered: None,
            follows_now: true,
            kind_follows: true,
            unkept: false,
            saving: None,
            held: Vec::new(),
            promise: Promise::default(),
            memory: Memory::default(),
            saved: String::new(),
            typing: Style::default(),
        }
    }
}

type Effects = Vec<Effect<Job>>;

fn job(ask: Ask) -> Effect<Job> {
    Effect::Job(Job::Accept(ask))
}

/// Keeps a draft of this form; an empty text forgets it.
fn keep(body: String, now: bool) -> Effect<Job> {
    Effect::Job(Job::Keep(Keep { form: FORM.to_owned(), body, now }))
}

fn say(tone: Tone, text: &str) -> Effect<Job> {
    Effect::Say(tone, text.to_owned())
}

impl Accept {
    /// Another empty form on the same ground.
    fn empty(&mut self, around: &Around) {
        let before = std::mem::take(self);
        // Keys that came while the one before was being saved belong to this one.
        let Accept { ground, asked, held, saved, promise, typing, .. } = before;
        let promise = promise.forgotten();
        *self = Accept { form: rows::form(around.now), ground, asked, held, saved, promise, ..Accept::default() };
        // Keys that wait are typed into the new form in the same way.
        self.typing = typing;
        self.form.set_typing(typing);
        self.offer(around);
    }

    /// Puts procedures and officers into their lists.
    fn offer(&mut self, around: &Around) {
        let Some(ground) = &self.ground else { return };
        rows::offer(&mut self.form, "procedure_code", rows::procedures(&ground.procedures, around.now));
        rows::offer(&mut self.form, "handled_by", rows::officers(&ground.officers));
    }

    /// The form with what its short hand leans on, once that is there.
    fn reader(&self, around: &Around) -> Option<Reader<'_>> {
        let rules = &self.ground.as_ref()?.rules;
        Some(Reader { form: &self.form, now: around.now, rules, follows_now: self.follows_now })
    }

    /// Asks for the promise of what is filled in; the answers to older questions no longer count.
    fn ask_due(&mut self, around: &Around) -> Effects {
        let Some(reader) = self.reader(around) else { return Vec::new() };
        let mut refusal = Refusal::default();
        let dossier = Box::new(reader.dossier(&mut refusal));
        let new_limit = reader.limit();
        let unread = refusal.problems.iter().any(|problem| DUE_ROWS.contains(&problem.field));
        match self.promise.ask(dossier.procedure_code.is_empty(), unread) {
            Some(ticket) => vec![job(Ask::Due { ticket, dossier, new_limit })],
            None => Vec::new(),
        }
    }

    /// A value changed by hand: what follows from it.
    fn changed(&mut self, key: &'static str, around: &Around) -> Effects {
        self.unkept = true;
        self.saved.clear();
        let mut effects = Vec::new();
        match key {
            "accepted_at" => self.follows_now = self.form.get(key).is_empty(),
            "applicant_kind" => self.kind_follows = false,
            "procedure_code" => effects.extend(self.ask_papers()),
            "applicant_id" => effects.extend(self.memory.ask(&self.form, false)),
            "channel" | "out_of_area" | "log_only" => self.dependent_rows(),
            _ => {}
        }
        if rows::PAPERS.contains(&key) {
            self.paper_changed();
        }
        self.echoes(key, around);
        if DUE_ROWS.contains(&key) {
            effects.extend(self.ask_due(around));
        }
        effects.extend(self.keep(false));
        effects
    }

    fn ask_papers(&self) -> Option<Effect<Job>> {
        let procedure = self.form.get("procedure_code").to_owned();
        (!procedure.is_empty()).then(|| job(Ask::Papers { procedure }))
    }

    /// Rows that are asked only where another answer calls for them.
    fn dependent_rows(&mut self) {
        let online = self.form.get("channel") == "online";
        let logged = online && self.form.checked("log_only");
        self.form.show("submitted_at", self.form.get("channel") != "direct");
        self.form.show("log_only", online);
        self.form.show("accepted_at", !logged);
        self.form.show("forwarded_at", self.form.checked("out_of_area") && !logged);
    }

    /// A line for a paper was written in: there is always an empty one after the last, and a changed list can be
    /// remembered.
    fn paper_changed(&mut self) {
        self.memory.papers_touched = true;
        let papers: Vec<_> = self.form.rows().iter().filter_map(FormRow::as_paper).collect();
        let full = papers.last().is_some_and(|last| !last.name().is_empty()) && papers.len() < rows::PAPERS.len();
        if full {
            let n = papers.len();
            let blank = rows::lines(Vec::new()).remove(0);
            let last = rows::PAPERS[n - 1];
            let mut lines: Vec<FormRow> = self.form.rows().iter().filter(|row| rows::is_paper(row)).cloned().collect();
            if let Some(row) = lines.iter_mut().find(|row| row.key == last) {
                row.label = format!("Giấy tờ {n}");
            }
            lines.push(FormRow { key: rows::PAPERS[n], ..blank });
            self.form.replace_rows(rows::is_paper, lines);
        }
        if !self.form.row("remember_papers").is_some_and(|row| row.shown) {
            self.form.show("remember_papers", true);
            // A procedure that has no papers yet learns them from the first dossier; later ones are an exception.
            self.form.set("remember_papers", if self.memory.papers_known { "" } else { "1" });
        }
    }

    /// What is understood or doubted, beside the row.
    fn echoes(&mut self, key: &'static str, around: &Around) {
        let Some(reader) = self.reader(around) else { return };
        let (echo, doubt) = due::echo(&reader, key);
        if self.memory.said == Some(key) {
            self.memory.said = None;
        }
        // A number that is still being typed is not doubted yet.
        let typing = doubt && self.form.focused().is_some_and(|row| row.key == key);
        self.form.set_echo(key, if typing { "" } else { &echo }, doubt);
        if key == "applicant_id" && self.kind_follows {
            let digits = kept_id(self.form.get(key)).len();
            // A tax code has 10 or 13 digits, a person's number 9 or 12.
            self.form.set("applicant_kind", if matches!(digits, 10 | 13 | 14) { "organization" } else { "individual" });
        }
    }

    /// A row was left.
    fn left(&mut self, key: &'static str, around: &Around) -> Effects {
        let mut effects = Vec::new();
        if key == "email" {
            self.echoes(key, around);
        }
        if matches!(key, "applicant_id" | "phone") {
            if self.memory.said != Some(key) {
                self.echoes(key, around);
            }
            effects.extend(self.memory.ask(&self.form, true));
        }
        effects.extend(self.keep(true));
        effects
    }

    /// Keeps the draft where something was typed since the last time; on disk at once where `now` says so.
    fn keep(&mut self, now: bool) -> Option<Effect<Job>> {
        let due = self.unkept && self.saving.is_none();
        self.unkept &= !now;
        due.then(|| keep(kept::write(&self.form, self.follows_now), now))
    }

    fn save(&mut self, act: Act, around: &Around) -> Effects {
        if self.saving.is_some() {
            return Vec::new();
        }
        let Some(reader) = self.reader(around) else {
            return vec![say(Tone::Waiting, "Đang mở danh mục; hãy nhấn lưu lại sau giây lát.")];
        };
        match reader.draft() {
            Ok(draft) => {
                self.saving = Some(act);
                vec![job(Ask::Save(Box::new(draft)))]
            }
            Err(refusal) => self.refused(&refusal),
        }
    }

    /// The form stays as it is, with the sentences beside their rows.
    fn refused(&mut self, refusal: &Refusal) -> Effects {
        self.saving = None;
        // What is said last is about this form, not about the one that was saved before it.
        self.saved.clear();
        // Keys meant for the next form would overwrite what stands in this one, and two people would become one.
        self.held.clear();
        self.form.refuse(refusal);
        vec![say(Tone::Error, "Chưa lưu. Những gì đã gõ vẫn còn; xem dòng có dấu x.")]
    }

    fn leave(&mut self) -> Effects {
        let mut effects: Effects = self.keep(true).into_iter().collect();
        effects.push(Effect::Show(Act::Today));
        if self.form.touched() {
            effects.push(say(Tone::Normal, "Phiếu đang nhập được giữ lại; nhấn F2 để nhập tiếp."));
        }
        effects
    }

    /// The dossier is on disk: say so, empty the form, print where that was asked.
    fn wrote(&mut self, wrote: &Wrote, around: &Around) -> Effects {
        let act = self.saving.take();
        self.empty(around);
        self.saved.clone_from(&wrote.said);
        let mut effects = vec![say(Tone::Good, &wrote.said)];
        let created = wrote.changes.records.iter().find(|(kind, _)| *kind == Kind::Dossier).map(|(_, id)| *id);
        if let (Some(act @ Act::SaveAndPrint), Some(id)) = (act, created) {
            effects.push(Effect::Job(Job::Paper(paper::Ask { act, id, what: What::Print(sets::Form::Receipt) })));
        }
        effects
    }

    fn new_form(&mut self, around: &Around) -> Effects {
        if !self.form.touched() {
            self.empty(around);
            return Vec::new();
        }
        let buttons = [('t', "Thôi", "stay"), ('b', "Bỏ phiếu", "drop")];
        let popup = Popup::confirm(Act::NewForm, "Phiếu mới", "Bỏ những gì đang nhập trong phiếu này?", &buttons);
        vec![Effect::Popup(Box::new(popup))]
    }

    /// The ground came, for the first time or anew.
    fn grounded(&mut self, ground: &Ground, around: &Around) -> Effects {
        let first = self.ground.is_none();
        self.ground = Some(Box::new(ground.clone()));
        self.asked = false;
        self.offer(around);
        let mut effects = self.ask_due(around);
        if first
            && !self.form.touched()
            && let Some(kept) = kept::read(&ground.draft)
        {
            let text = format!("Có phiếu tiếp nhận đang nhập dở ({}). Nhập tiếp phiếu đó?", kept.about());
            self.offered = Some(kept);
            // No letter answers: a fast clerk is typing the next dossier already.
            let buttons = [(NO_LETTER, "Nhập tiếp", "resume"), (NO_LETTER, "Bỏ phiếu đó", "drop")];
            effects.push(Effect::Popup(Box::new(Popup::confirm(Act::NewDossier, "Phiếu nhập dở", &text, &buttons))));
            // What was typed in the meantime is for a new form: it waits for the answer.
            return effects;
        }
        effects.extend(self.replay(around));
        effects
    }

    fn resume(&mut self, around: &Around) -> Effects {
        let Some(kept) = self.offered.take() else { return Vec::new() };
        self.held.clear();
        kept.restore(&mut self.form);
        self.follows_now = kept.follows_now;
        self.kind_follows = false;
        self.memory.papers_touched = true;
        self.dependent_rows();
        self.follow_now(around);
        for key in due::ECHOED {
            self.echoes(key, around);
        }
        self.ask_due(around)
    }

    /// The moment of acceptance goes with the clock until somebody touches it.
    fn follow_now(&mut self, around: &Around) {
        if self.follows_now && self.form.focused().is_none_or(|row| row.key != "accepted_at") {
            self.form.set("accepted_at", &around.now.vietnamese());
        }
    }

    fn like_last(&mut self, field: Option<&'static str>, last: Option<&Last>, around: &Around) -> Effects {
        let Some(last) = last else {
            return vec![say(Tone::Normal, "Sổ chưa có hồ sơ nào để chép.")];
        };
        let Some(field) = field else { return self.like_all(last, around) };
        match last.get(field) {
            // The clerk has gone on meanwhile: what is copied belongs to the field it was asked for.
            Some(value) if !value.is_empty() => {
                self.form.set(field, value);
                self.form.touch();
                self.changed(field, around)
            }
            Some(_) => vec![say(Tone::Normal, "Ô này của hồ sơ trước để trống.")],
            None => vec![say(Tone::Normal, "Ô này không chép từ hồ sơ trước được.")],
        }
    }

    /// What usually stays the same from one dossier to the next.
    fn like_all(&mut self, last: &Last, around: &Around) -> Effects {
        for key in ["procedure_code", "channel", "address"] {
            self.form.set(key, last.get(key).unwrap_or_default());
        }
        self.form.touch();
        self.dependent_rows();
        if self.form.focused().is_some_and(|row| row.key == "procedure_code") {
            self.form.focus_on_key("applicant_id");
        }
        self.unkept = true;
        let mut effects: Effects = self.ask_papers().into_iter().collect();
        effects.extend(self.ask_due(around));
        effects.extend(self.keep(false));
        effects
    }

    fn answer(&mut self, answer: &Answer, around: &Around) -> Effects {
        match answer {
            Answer::Ground(ground) => return self.grounded(ground, around),
            Answer::Papers { procedure, papers } => {
                if procedure == self.form.get("procedure_code") && !self.memory.papers_touched {
                    self.memory.papers_known = !papers.is_empty();
                    self.form.replace_rows(rows::is_paper, rows::papers(papers));
                }
            }
            Answer::Applicant { id, phone, found } => self.memory.fill(&mut self.form, id, phone, found.as_deref()),
            Answer::Last { field, last } => return self.like_last(*field, last.as_ref(), around),
            Answer::Due { ticket, preview } => {
                if self.promise.answered(*ticket, preview.as_deref()) {
                    self.limit_rows();
                }
            }
        }
        Vec::new()
    }

    /// A procedure without a limit asks for one, and the cursor goes there while the next row is still empty.
    fn limit_rows(&mut self) {
        let asks = self.promise.asks_limit();
        let new = asks && !self.form.row("limit").is_some_and(|row| row.shown);
        self.form.show("limit", asks);
        self.form.show("limit_basis", asks);
        let next = self.form.focused().is_some_and(|row| row.key == "applicant_id" && row.get().is_empty());
        if new && next {
            self.form.focus_on_key("limit");
        }
    }
}
