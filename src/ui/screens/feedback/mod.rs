//! Feedback (phản ánh, kiến nghị) in four parts, by what falls due first, with a key for each step.
//!
//! The clocks are counted by the worker; this screen only tells how much of them is left.

mod forms;
mod rows;

use std::collections::VecDeque;
use std::sync::Arc;

use crate::desk::Target;
use crate::domain::change::Kind;
use crate::domain::feedback::{Part as Stands, Step as Move};
use crate::domain::refusal::Refusal;
use crate::ui::action::{Around, Effect};
use crate::ui::keymap::{Act, Scope, key_of};
use crate::ui::look::Tone;
use crate::ui::moves::{Context, fields};
use crate::ui::parts::form::Form;
use crate::ui::parts::popup::{Answer as Given, Popup};
use crate::ui::screens::arranged::Arranged;
use crate::ui::screens::detail::Detail;
use crate::ui::screens::letting::Letting;
use crate::ui::screens::listed::{Listed, body};
use crate::ui::text::{clip, width};
use crate::ui::work::detail::{self, Aids};
use crate::ui::work::feedback::{Answer, Ask, Seen};
use crate::ui::work::list::ticket;
use crate::ui::work::{Job, Reply, Wrote};

/// The screen.
pub struct Screen {
    all: Vec<Seen>,
    part: Stands,
    table: Arranged,
    aids: Option<Arc<Aids>>,
    /// What the open form is about.
    asking: Option<(Act, Option<Seen>)>,
    sent: bool,
    /// The number of the open form: an answer that comes late must not land in the form of another record.
    form: u64,
    /// Steps that are with the worker, in the order in which it answers them, each with the number of its form.
    writing: VecDeque<(Act, u64)>,
    /// The number of the last question for the list.
    ticket: u64,
    loaded: bool,
    /// The list is being read beside the worker.
    reading: bool,
    /// Those of every year are shown, not only those of the last one.
    every_year: bool,
    /// The one that was written last, until it is selected.
    fresh: Option<i64>,
    /// A file or a print under way.
    letting: Letting,
}

impl Default for Screen {
    fn default() -> Screen {
        Screen::new()
    }
}

/// The step that a key asks for.
fn step_of(act: Act) -> Option<Move> {
    Some(match act {
        Act::FeedbackAsk => Move::AskSupplement,
        Act::FeedbackCame => Move::Supplemented,
        Act::FeedbackRefuse => Move::Refuse,
        Act::FeedbackAnswer => Move::Answer,
        Act::FeedbackPublish => Move::Publish,
        _ => return None,
    })
}

/// Why a step cannot be taken, with the key that helps: of the step that comes first, or of correcting what was written.
fn stopped(seen: &Seen, step: Move) -> Option<String> {
    let feedback = &seen.stored.feedback;
    let why = feedback.why_not(step)?;
    let (help, act) = match (step, feedback.part()) {
        (Move::Publish, Stands::Open) => ("trả lời", Act::FeedbackAnswer),
        (Move::Supplemented, Stands::Open) => ("yêu cầu bổ sung", Act::FeedbackAsk),
        (Move::AskSupplement, Stands::Open) if feedback.waits() => ("đã bổ sung", Act::FeedbackCame),
        _ => ("sửa", Act::FeedbackEdit),
    };
    let key = key_of(Scope::Feedback, act).map(|key| format!("; {help}: phím {key}.")).unwrap_or_default();
    Some(format!("{}{key}", why.trim_end_matches('.')))
}

/// Whether a key asks for a form of this screen.
fn is_own(act: Act) -> bool {
    step_of(act).is_some() || matches!(act, Act::FeedbackAdd | Act::FeedbackEdit)
}

/// Whether a key lets the list out.
fn is_out(act: Act) -> bool {
    matches!(act, Act::Print | Act::Export)
}

impl Screen {
    /// The screen before it has asked.
    pub fn new() -> Screen {
        Screen {
            all: Vec::new(),
            part: Stands::Open,
            table: Arranged::at_hand("feedback", rows::columns()).findable(),
            aids: None,
            asking: None,
            sent: false,
            form: 0,
            writing: VecDeque::new(),
            ticket: 0,
            loaded: false,
            reading: false,
            every_year: false,
            fresh: None,
            letting: Letting::default(),
        }
    }

    fn load(&mut self) -> Vec<Effect<Job>> {
        self.ticket = ticket();
        vec![Effect::Job(Job::Feedback(Ask::List { ticket: self.ticket, all: self.every_year }))]
    }

    fn refill(&mut self, around: &Around) {
        let calendar = self.aids.as_ref().map(|aids| &aids.rules.calendar);
        let of_part = self.all.iter().filter(|seen| seen.part == self.part);
        self.table.fill(of_part.map(|seen| rows::row(seen, calendar, around.now)).collect());
        if self.fresh.is_some_and(|id| self.table.table.select(id)) {
            self.fresh = None;
        }
        self.table.set_area(body(self, around.area));
    }

    fn selected(&self) -> Option<&Seen> {
        let id = self.table.table.selected()?.id;
        self.all.iter().find(|seen| seen.stored.id == id)
    }

    fn turn(&mut self, by: usize, around: &Around) {
        let at = Stands::ALL.iter().position(|part| *part == self.part).unwrap_or(0);
        self.part = Stands::ALL[(at + by) % Stands::ALL.len()];
        self.refill(around);
    }

    fn context(&self, around: &Around) -> Option<Context> {
        let aids = Arc::clone(self.aids.as_ref()?);
        Some(Context { now: around.now, subjects: Vec::new(), one: None, aids, coming: Default::default() })
    }

    fn ask(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        let Some(context) = self.context(around) else { return Vec::new() };
        let about = if act == Act::FeedbackAdd { None } else { self.selected().cloned() };
        let mut form = forms::form(act, about.as_ref(), &context);
        fields::echo_all(&mut form, &context);
        let code = about.as_ref().map_or("mới", |seen| seen.stored.feedback.code.as_str());
        let kept = format!("feedback.{act:?}.{}", about.as_ref().map_or(0, |seen| seen.stored.id));
        let popup = Popup::prompt(act, &format!("{}: {code}", forms::title(act)), form).kept(kept);
        (self.asking, self.sent, self.form) = (Some((act, about)), false, ticket());
        vec![Effect::Popup(Box::new(popup))]
    }

    fn submit(&mut self, form: &Form, around: &Around) -> Vec<Effect<Job>> {
        let (Some((act, about)), Some(context)) = (self.asking.clone(), self.context(around)) else {
            return Vec::new();
        };
        // Enter held down must not do the same thing twice.
        if self.sent {
            return Vec::new();
        }
        match forms::step(act, about.as_ref(), form, &context) {
            Ok(step) => {
                self.sent = true;
                self.writing.push_back((act, self.form));
                vec![Effect::Job(Job::Feedback(Ask::Step(act, step)))]
            }
            Err(refusal) => vec![Effect::Refuse(act, refusal)],
        }
    }

    fn let_out(&mut self, act: Act, form: &Form) -> Vec<Effect<Job>> {
        let wanted = forms::wanted(act, form, self.part, self.every_year);
        self.letting.ask(act, Job::Feedback(Ask::Out(act, wanted)))
    }

    /// Whether the step that the worker answers now is that of the open form. One whose form was left is not.
    fn answers_the_form(&mut self, act: Act) -> bool {
        let at = self.writing.iter().position(|(written, _)| *written == act);
        let form = at.and_then(|at| self.writing.remove(at)).map(|(_, form)| form);
        let own = form == Some(self.form) && self.asking.is_some();
        self.sent &= !own;
        own
    }

    /// What was asked for was not done: it is said in the form, which keeps what was typed, for the record as it is now.
    fn not_done(&mut self, act: Act, refusal: &Refusal) -> Vec<Effect<Job>> {
        let own = self.answers_the_form(act);
        let said = format!("{}: {refusal}", forms::title(act));
        let mut effects = vec![if own { Effect::Refuse(act, refusal.clone()) } else { Effect::Say(Tone::Error, said) }];
        effects.extend(self.load());
        effects
    }

    /// A step was written.
    fn done(&mut self, wrote: &Wrote) -> Vec<Effect<Job>> {
        let (act, said) = (wrote.act, &wrote.said);
        let own = self.answers_the_form(act);
        if act == Act::FeedbackAdd {
            // What was just written is what the next key is about.
            let created = wrote.changes.records.iter().find(|(kind, _)| *kind == Kind::Feedback);
            (self.part, self.fresh) = (Stands::Open, created.map(|(_, id)| *id));
        }
        let mut effects = self.load();
        if own {
            self.asking = None;
            effects.push(Effect::Close(act));
        }
        effects.push(Effect::Say(Tone::Good, said.to_owned()));
        effects
    }

    fn open_dossier(&self) -> Vec<Effect<Job>> {
        let dossier = self.selected().and_then(|seen| seen.stored.dossier);
        dossier.map_or_else(Vec::new, |id| vec![Effect::Push(Box::new(Detail::new(id)))])
    }

    /// The form of a record that was changed elsewhere is for what the register holds now.
    fn rearm(&mut self) {
        if let Some((_, Some(about))) = &mut self.asking
            && let Some(fresh) = self.all.iter().find(|seen| seen.stored.id == about.stored.id)
        {
            *about = fresh.clone();
        }
    }
}

/// The target of a step: what the user saw.
fn target(seen: &Seen) -> Target {
    Target { id: seen.stored.id, version: seen.stored.version }
}

impl Listed for Screen {
    fn list(&self) -> &Arranged {
        &self.table
    }

    fn list_mut(&mut self) -> &mut Arranged {
        &mut self.table
    }

    fn keys(&self) -> Scope {
        Scope::Feedback
    }

    fn name(&self) -> String {
        "Phản ánh".to_owned()
    }

    fn heading(&self) -> String {
        let count = |part| self.all.iter().filter(|seen| seen.part == part).count();
        let named = |part: Stands| {
            let said = format!("{} {}", part.label(), count(part));
            if part == self.part { format!("[{said}]") } else { said }
        };
        let parts = Stands::ALL.map(named).join(" · ");
        if self.every_year { format!("Mọi năm: {parts}") } else { parts }
    }

    /// Where not all parts fit, the one in front stands alone with its place among them.
    fn heading_in(&self, room: usize) -> String {
        let whole = self.heading();
        if width(&whole) <= room {
            return whole;
        }
        let at = Stands::ALL.iter().position(|part| *part == self.part).unwrap_or(0) + 1;
        let own = whole.find('[').and_then(|from| Some(&whole[from..=whole.find(']')?])).unwrap_or(&whole);
        let years = if self.every_year { "Mọi năm: " } else { "" };
        clip(&format!("{years}{own} phần {at}/{}", Stands::ALL.len()), room)
    }

    fn nothing(&self) -> String {
        let said = match self.part {
            _ if !self.loaded => "Đang đọc sổ phản ánh, kiến nghị…",
            Stands::Open => "Không có phản ánh, kiến nghị nào đang xử lý. Nhấn T để ghi một phản ánh mới nhận.",
            Stands::Answered => "Không có trả lời nào chờ công khai. Tab: xem phần khác.",
            Stands::Published if self.every_year => "Chưa công khai trả lời nào. Tab: xem phần khác.",
            Stands::Refused if self.every_year => "Chưa từ chối phản ánh nào. Tab: xem phần khác.",
            Stands::Published => "Hơn một năm qua chưa công khai trả lời nào. a: xem cả các năm cũ.",
            Stands::Refused => "Hơn một năm qua chưa từ chối phản ánh nào. a: xem cả các năm cũ.",
        };
        said.to_owned()
    }

    fn standing(&self) -> String {
        if self.reading { "đang đọc…".to_owned() } else { self.table.table.status() }
    }

    fn begin(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        let mut effects = self.load();
        effects.push(Effect::Job(Job::Detail(detail::Ask::Aids)));
        effects
    }

    /// Everything of the selected one, to read.
    fn open(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        let (Some(seen), Some(aids)) = (self.selected(), &self.aids) else { return Vec::new() };
        let title = format!("Phản ánh, kiến nghị {}", seen.stored.feedback.code);
        vec![Effect::Popup(Box::new(Popup::text(Act::Open, &title, rows::page(seen, aids))))]
    }

    fn carry(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::NextPart => self.turn(1, around),
            Act::PreviousPart => self.turn(Stands::ALL.len() - 1, around),
            Act::FeedbackSpan => {
                self.every_year = !self.every_year;
                return self.load();
            }
            Act::OpenDossier => return self.open_dossier(),
            Act::Print | Act::Export => return vec![Effect::Popup(Box::new(forms::out(act, self.part)))],
            act if is_own(act) => return self.ask(act, around),
            _ => {}
        }
        Vec::new()
    }

    fn back(&mut self) -> Vec<Effect<Job>> {
        vec![Effect::Show(Act::Today)]
    }

    fn hindered(&self, act: Act) -> Option<String> {
        let said = match (act, step_of(act), self.selected()) {
            (Act::Print | Act::Export, ..) if self.table.table.rows().is_empty() => {
                "Danh sách đang trống; Tab: xem phần khác."
            }
            (Act::FeedbackAdd, ..) if self.aids.is_none() => "Sổ phản ánh chưa hiện lên.",
            (Act::Open | Act::OpenDossier | Act::FeedbackEdit, _, None) => "Danh sách đang trống.",
            (_, Some(_), None) => "Danh sách đang trống.",
            (Act::OpenDossier, _, Some(seen)) if seen.stored.dossier.is_none() => {
                "Phản ánh này không gắn với hồ sơ nào; gắn bằng Sửa (E)."
            }
            (_, Some(step), Some(seen)) => return stopped(seen, step),
            _ => return None,
        };
        Some(said.to_owned())
    }

    fn told(&mut self, popup: &Popup, answer: &Given, around: &Around) -> Vec<Effect<Job>> {
        match (answer, popup.form()) {
            (Given::Submitted, Some(form)) if is_own(popup.purpose) => self.submit(form, around),
            (Given::Submitted, Some(form)) if is_out(popup.purpose) => self.let_out(popup.purpose, form),
            (Given::Closed, _) if is_own(popup.purpose) => {
                self.asking = None;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn changed(&mut self, purpose: Act, form: &mut Form, key: &'static str, around: &Around) {
        if let (true, Some(context)) = (is_own(purpose), self.context(around)) {
            fields::echo(form, key, &context);
        }
    }

    fn take(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        if let Some(effects) = self.letting.answer(reply) {
            return effects;
        }
        match reply {
            Reply::Feedback(Answer::Begun { ticket }) => {
                self.reading |= *ticket == self.ticket;
                Vec::new()
            }
            // An older question is answered late where it took longer than the last one.
            Reply::Feedback(Answer::List { ticket, .. }) if *ticket != self.ticket => Vec::new(),
            Reply::Feedback(Answer::List { list, .. }) => {
                self.all.clone_from(list);
                (self.loaded, self.reading) = (true, false);
                if !self.sent {
                    self.rearm();
                }
                self.refill(around);
                Vec::new()
            }
            Reply::Failed(Act::Feedback, said) => {
                self.reading = false;
                vec![Effect::Say(Tone::Error, said.clone())]
            }
            Reply::Detail(answer) => {
                let (detail::Answer::Whole { aids, .. } | detail::Answer::Aids(aids)) = answer.as_ref();
                self.aids = Some(Arc::clone(aids));
                if self.table.begun() {
                    self.refill(around);
                }
                Vec::new()
            }
            Reply::Wrote(wrote) if is_own(wrote.act) => self.done(wrote),
            Reply::Wrote(wrote) => {
                let counts = [Kind::Feedback, Kind::Setting, Kind::CalendarDay, Kind::OfficeHours];
                let concerns = self.table.begun() && counts.into_iter().any(|kind| wrote.changes.touches(kind));
                if concerns { self.load() } else { Vec::new() }
            }
            Reply::Refused(act, refusal) if is_own(*act) => self.not_done(*act, refusal),
            Reply::Failed(act, said) if is_own(*act) => self.not_done(*act, &Refusal::whole(said.as_str())),
            Reply::Elsewhere if self.table.begun() => self.load(),
            _ => Vec::new(),
        }
    }

    fn minute_began(&mut self, around: &Around) {
        if self.table.begun() {
            self.refill(around);
        }
    }
}
