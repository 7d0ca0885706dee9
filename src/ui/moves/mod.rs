//! The moves of dossiers, one or several at once: a form for each, and what the answered form asks for.
//!
//! The screen of one dossier and the lists share them. A move is begun with [`Asked::open`], which gives a popup; the
//! screen hands edits and the answer on. Nothing here touches the register: a [`Command`] carries id and version of
//! what the user saw.

pub mod amend;
pub mod clock;
pub mod correct_pause;
pub mod digitise;
pub mod ends;
pub mod extend;
pub mod fee;
pub mod fields;
pub mod hand_over;
pub mod late;
pub mod legs;
pub mod letter;
pub mod like_last;
pub mod offer;
pub mod promised;
pub mod rate;
pub mod several;

use std::sync::Arc;

use crate::desk::Target;
use crate::desk::extend::LATE_ALREADY;
use crate::domain::day::Moment;
use crate::domain::dossier::Apology;
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::domain::stage::{self, Stage};
use crate::store::pages::ListRow;
use crate::ui::keymap::{Act, KeyRow, Scope, rows};
use crate::ui::parts::form::Form;
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::Popup;
use crate::ui::work::apologies::Coming;
use crate::ui::work::detail::{Aids, Whole};
use crate::ui::work::step::{Command, Step};

/// A dossier that a move is for.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Id and version as the user saw them.
    pub target: Target,
    /// Code.
    pub code: String,
    /// Stage.
    pub stage: Stage,
    /// Its result or its papers were handed over.
    pub returned: bool,
    /// A letter of apology was issued for it.
    pub apologised: bool,
    /// Its letter of apology, where that was asked.
    pub letter: Option<Box<Apology>>,
}

/// What a move is begun with.
#[derive(Clone, Debug)]
pub struct Context {
    /// The present minute.
    pub now: Moment,
    /// The dossiers.
    pub subjects: Vec<Subject>,
    /// The dossier itself where it is only one and is known whole.
    pub one: Option<Box<Whole>>,
    /// What there is to choose from.
    pub aids: Arc<Aids>,
    /// What a new letter of apology would get, where that was asked.
    pub coming: Coming,
}

impl Context {
    /// For one dossier that is known whole.
    pub fn one(whole: &Whole, aids: &Arc<Aids>, now: Moment) -> Context {
        let stored = &whole.stored;
        let target = Target { id: stored.id, version: stored.version };
        let subject = Subject {
            target,
            code: stored.dossier.code.clone(),
            stage: whole.stage,
            returned: stored.dossier.returned_at.is_some(),
            apologised: stored.dossier.apology.issued_at.is_some(),
            letter: Some(Box::new(stored.dossier.apology.clone())),
        };
        Context {
            now,
            subjects: vec![subject],
            one: Some(Box::new(whole.clone())),
            aids: Arc::clone(aids),
            coming: Coming::default(),
        }
    }

    /// For the marked rows of a list.
    pub fn rows(marked: &[ListRow], aids: &Arc<Aids>, now: Moment) -> Context {
        let subject = |row: &ListRow| Subject {
            target: Target { id: row.id, version: row.version },
            code: row.code.clone(),
            stage: stage::stage(&row.milestones, now),
            returned: row.milestones.returned_at.is_some(),
            apologised: row.apologised,
            letter: None,
        };
        Context {
            now,
            subjects: marked.iter().map(subject).collect(),
            one: None,
            aids: Arc::clone(aids),
            coming: Coming::default(),
        }
    }

    /// The same with the letters of apology of the dossiers, in their order.
    pub fn with_letters(mut self, letters: &[Apology]) -> Context {
        for (subject, letter) in self.subjects.iter_mut().zip(letters) {
            subject.letter = Some(Box::new(letter.clone()));
        }
        self
    }

    /// Whether the move is for several dossiers at once.
    pub fn several(&self) -> bool {
        self.subjects.len() > 1
    }
}

/// Every move with the action that asks for it, in the order of the life of a dossier.
pub const MOVES: [(Act, Move); 24] = [
    (Act::AcceptFiled, Move::Accept),
    (Act::Refuse, Move::Refuse),
    (Act::HandOver, Move::HandOver),
    (Act::Receive, Move::Receive),
    (Act::Pause, Move::Pause),
    (Act::Resume, Move::Resume),
    (Act::Done, Move::Done),
    (Act::Settle, Move::Settle),
    (Act::GiveBack, Move::GiveBack),
    (Act::DigitiseComponents, Move::DigitiseComponents),
    (Act::DigitiseResult, Move::DigitiseResult),
    (Act::Rate, Move::Rate),
    (Act::TakeFee, Move::TakeFee),
    (Act::Amend, Move::Amend),
    (Act::Repromise, Move::Repromise),
    (Act::CorrectPause, Move::CorrectPause),
    (Act::Apologise, Move::Apologise),
    (Act::Classify, Move::Classify),
    (Act::Reject, Move::Reject),
    (Act::Withdraw, Move::Withdraw),
    (Act::Stop, Move::Stop),
    (Act::LinkLeg, Move::LinkLeg),
    (Act::AcceptLeg, Move::AcceptLeg),
    (Act::UnlinkLeg, Move::UnlinkLeg),
];

/// The move that an action asks for; `None` for an action that is no move.
pub fn step_of(act: Act) -> Option<Move> {
    MOVES.iter().find(|(asked, _)| *asked == act).map(|(_, step)| *step)
}

/// The row of the key table that names a move.
fn key_row(act: Act) -> Option<&'static KeyRow> {
    rows(Scope::Detail).chain(rows(Scope::Apologies)).find(|row| row.act == act)
}

/// The move that an action is, those of the ledger of apologies included.
fn move_of(act: Act) -> Option<Move> {
    step_of(act).or_else(|| letter::deed(act).map(|_| Move::Apologise))
}

/// Why a move cannot be made now, in one sentence; `None` where it can, and for an action that is no move.
pub fn why_not(act: Act, context: &Context) -> Option<String> {
    move_of(act)?;
    if context.subjects.is_empty() {
        return Some("Chưa chọn hồ sơ nào.".to_owned());
    }
    if let (Some(whole), false) = (&context.one, context.several()) {
        return why_not_one(act, whole, context.now);
    }
    if let Some(why) = several::never(act).filter(|_| context.several()) {
        return Some(why.to_owned());
    }
    let several = context.several();
    let why = |subject| if several { several::barred_among(act, subject) } else { several::barred(act, subject) };
    let (subject, why) = context.subjects.iter().find_map(|subject| Some((subject, why(subject)?)))?;
    Some(if several { format!("{}: {why}", subject.code) } else { why })
}

/// Why a move cannot be made in this stage, with the key of the move that opens the way to it.
fn stopped(step: Move, stage: Stage, returned: bool) -> Option<String> {
    let why = step.why_not(stage, returned)?;
    let act = step.opened_by(stage).and_then(|first| MOVES.iter().find(|(_, step)| *step == first));
    let key = act.and_then(|(act, _)| key_row(*act)?.keys.first().copied());
    Some(key.map_or_else(|| why.to_owned(), |key| format!("{}; bấm {key} trước.", why.trim_end_matches('.'))))
}

/// [`why_not`] for one dossier that is known whole, with the reasons that only the whole tells. It copies nothing: the
/// footer asks it for every key of every frame.
pub fn why_not_one(act: Act, whole: &Whole, now: Moment) -> Option<String> {
    let dossier = &whole.stored.dossier;
    if let Some(why) = stopped(move_of(act)?, whole.stage, dossier.returned_at.is_some()) {
        return Some(why);
    }
    let said = match act {
        _ if whole.stored.voided => "Hồ sơ này đã bị hủy (lần ghi tạo ra nó đã hoàn tác).",
        Act::Receive if whole.handovers.iter().all(|over| over.received_at.is_some()) => {
            "Không có lần bàn giao nào chờ ghi lúc nhận."
        }
        Act::Repromise if late::was_late(whole, now) => LATE_ALREADY,
        Act::CorrectPause if dossier.pauses.is_empty() => "Hồ sơ chưa có lần tạm dừng nào để sửa.",
        Act::Classify if dossier.late.kind.is_none() && !late::was_late(whole, now) => "Hồ sơ không trễ hạn.",
        Act::DigitiseResult if whole.procedure.result_document == Some(false) => {
            "Thủ tục này không có kết quả phải số hóa."
        }
        act if letter::deed(act).is_some() => return letter::why_not(act, &dossier.apology),
        act => return legs::why_not(act, whole).map(str::to_owned),
    };
    Some(said.to_owned())
}

/// The popup that lists every move by name; an impossible one says why and stands at the end. A move is found by the
/// words that the command palette shows of it as well.
pub fn choose(context: &Context) -> Popup {
    let item = |(act, _): &(Act, Move)| {
        let row = key_row(*act)?;
        let key = row.keys.first().map(ToString::to_string).unwrap_or_default();
        let (name, impossible) = match (why_not(*act, context), several::parted(*act, context)) {
            (None, _) => (row.label.to_owned(), false),
            (_, Some((_, rest))) => {
                let (some, all) = (rest.subjects.len(), context.subjects.len());
                (format!("{}, được cho {some} trong {all} hồ sơ", row.label), false)
            }
            (Some(why), None) => (format!("{}, chưa được: {why}", row.label), true),
        };
        Some((impossible, PickItem::new(&id_of(*act), &key, &name, "").with_words(row.help)))
    };
    let mut items: Vec<(bool, PickItem)> = MOVES.iter().filter_map(item).collect();
    items.sort_by_key(|(impossible, _)| *impossible);
    let pick = Pick::new(items.into_iter().map(|(_, item)| item).collect()).with_keys();
    let title = format!("{} — bấm phím của việc, hoặc / để tìm", titled("Việc", context));
    Popup::choose(Act::Moves, &title, pick)
}

/// The move that was chosen in the popup of [`choose`].
pub fn chosen(id: &str) -> Option<Act> {
    MOVES.iter().map(|(act, _)| *act).find(|act| id_of(*act) == id)
}

fn id_of(act: Act) -> String {
    format!("{act:?}")
}

fn titled(what: &str, context: &Context) -> String {
    match context.subjects.as_slice() {
        [one] => format!("{what}: {}", one.code),
        many => format!("{what}: {} hồ sơ", many.len()),
    }
}

/// A move that was begun and is not done yet: its form is open.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What is asked.
    pub act: Act,
    context: Context,
    /// What the form held when it was opened: only what differs is a change.
    initial: Vec<(String, String)>,
}

impl Asked {
    /// Begins a move: what is to be kept by the screen, and the popup to open.
    ///
    /// # Errors
    /// Why the move cannot be made, in one sentence.
    pub fn open(act: Act, context: Context) -> Result<(Asked, Popup), String> {
        if let Some(why) = why_not(act, &context) {
            return Err(why);
        }
        let mut form = form(act, &context);
        fields::echo_all(&mut form, &context);
        let initial = form.draft();
        let asked = Asked { act, context, initial };
        asked.follow(&mut form);
        let label = key_row(act).map_or("Việc", |row| row.label);
        let popup = Popup::prompt(act, &titled(label, &asked.context), form).kept(asked.kept_as());
        Ok((asked, popup))
    }

    /// Under which name the form is kept while it is not saved. That of several dossiers at once belongs to those alone:
    /// a reason that was typed for some must not come back for others.
    fn kept_as(&self) -> String {
        match self.context.subjects.as_slice() {
            [one] => format!("move.{:?}.{}", self.act, one.target.id),
            several => {
                let ids = several.iter().map(|subject| subject.target.id);
                // Fowler, Noll and Vo's way of making one number of many, in the order of the marks.
                let set = ids.fold(0xcbf2_9ce4_8422_2325_u64, |set, id| {
                    (set ^ id.unsigned_abs()).wrapping_mul(0x0100_0000_01b3)
                });
                format!("move.{:?}.several.{}.{set:x}", self.act, several.len())
            }
        }
    }

    /// A field of the form was edited: echoes, warnings and rows that follow from it.
    pub fn edited(&self, form: &mut Form, key: &str) {
        fields::echo(form, key, &self.context);
        match self.act {
            Act::DigitiseComponents | Act::DigitiseResult => digitise::edited(form, key, &self.context),
            Act::Classify | Act::Apologise => late::edited(form, key),
            Act::IssueLetter | Act::ExcuseLetter => letter::edited(form, key),
            Act::Repromise => extend::edited(form, key, &self.context),
            Act::CorrectPause => correct_pause::edited(form, key, &self.context),
            _ => {}
        }
        self.follow(form);
    }

    /// Rows and warnings that follow from the values as they stand.
    fn follow(&self, form: &mut Form) {
        match self.act {
            Act::Pause => clock::warn(form, &self.context),
            Act::Settle | Act::Reject | Act::Withdraw | Act::Stop => ends::warn(form, &self.context),
            Act::Apologise => late::follow(form, &self.context),
            Act::DigitiseComponents => digitise::follow(form),
            Act::Classify => late::follow_kind(form),
            _ => {}
        }
    }

    /// What the form takes over from the last move of its kind.
    ///
    /// # Errors
    /// Why there is nothing to take over, in one sentence.
    pub fn like_last(&self, form: &Form) -> Result<like_last::Values, String> {
        like_last::values(self.act, form, &self.context.aids)
    }

    /// The command that the answered form asks for.
    ///
    /// # Errors
    /// A refusal that names the fields which cannot be read.
    pub fn command(&self, form: &Form) -> Result<Command, Refusal> {
        let changed = |key: &str| {
            let before = self.initial.iter().find(|(of, _)| of == key);
            before.is_none_or(|(_, before)| before != form.get(key))
        };
        let step = step(self.act, form, &self.context, &changed)?;
        let targets = self.context.subjects.iter().map(|subject| subject.target).collect();
        Ok(Command { act: self.act, targets, step })
    }

    /// Another window was quicker, the user has been told and sees the dossier as it is now: the next answer is for
    /// that. Only what the user changed in the form will be changed. A list of papers that became another one is left
    /// as it was asked, and will be refused again.
    pub fn rearm(&mut self, fresh: Context) {
        let papers = |context: &Context| -> Vec<String> {
            let whole = context.one.as_ref();
            whole
                .map(|whole| whole.components.iter().map(|(_, paper)| paper.name.clone()).collect())
                .unwrap_or_default()
        };
        if self.act != Act::DigitiseComponents || papers(&self.context) == papers(&fresh) {
            self.context = fresh;
        }
    }
}

fn form(act: Act, context: &Context) -> Form {
    match act {
        Act::AcceptFiled | Act::Refuse | Act::Done | Act::Settle | Act::GiveBack => ends::form(act, context),
        Act::Reject | Act::Withdraw | Act::Stop => ends::form(act, context),
        Act::HandOver | Act::Receive => hand_over::form(act, context),
        Act::Pause | Act::Resume => clock::form(act, context),
        Act::Repromise => extend::form(context),
        Act::CorrectPause => correct_pause::form(context),
        Act::Apologise | Act::Classify => late::form(act, context),
        Act::IssueLetter | Act::UploadLetter | Act::PostLetter | Act::ExcuseLetter => letter::form(act, context),
        Act::DigitiseComponents | Act::DigitiseResult => digitise::form(act, context),
        Act::Rate => rate::form(context),
        Act::TakeFee => fee::form(context),
        Act::LinkLeg | Act::UnlinkLeg | Act::AcceptLeg => legs::form(act, context),
        _ => amend::form(context),
    }
}

fn step(act: Act, form: &Form, context: &Context, changed: &dyn Fn(&str) -> bool) -> Result<Step, Refusal> {
    match act {
        Act::AcceptFiled | Act::Refuse | Act::Done | Act::Settle | Act::GiveBack => ends::step(act, form, context),
        Act::Reject | Act::Withdraw | Act::Stop => ends::step(act, form, context),
        Act::HandOver | Act::Receive => hand_over::step(act, form, context),
        Act::Pause | Act::Resume => clock::step(act, form, context),
        Act::Repromise => extend::step(form, context),
        Act::CorrectPause => correct_pause::step(form, context),
        Act::Apologise | Act::Classify => late::step(act, form, context, changed),
        Act::IssueLetter | Act::UploadLetter | Act::PostLetter | Act::ExcuseLetter => letter::step(act, form, context),
        Act::DigitiseComponents | Act::DigitiseResult => digitise::step(act, form, context),
        Act::Rate => rate::step(form),
        Act::TakeFee => fee::step(form, context),
        Act::LinkLeg | Act::UnlinkLeg | Act::AcceptLeg => legs::step(act, form, context),
        _ => amend::step(form, context, changed),
    }
}
