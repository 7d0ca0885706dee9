//! Tiếp nhận as a screen: which key, answer and reply goes where, and where the parts are drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::change::Kind;
use crate::domain::typing::Style;
use crate::ui::action::{Around, Effect, Part, Screen};
use crate::ui::input::{Input, Key, KeyCode};
use crate::ui::keymap::{Act, Scope, act as act_of};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::fill;
use crate::ui::parts::form::FormDid;
use crate::ui::parts::form_draw::{Pointed, draw_form, point};
use crate::ui::parts::page::Page;
use crate::ui::parts::popup::{Answer as Answered, Popup};
use crate::ui::parts::popup_draw::{draw_hint, page_width};
use crate::ui::screens::accept::kept::about;
use crate::ui::screens::accept::{Accept, Effects, job, keep, say};
use crate::ui::screens::explain::told;
use crate::ui::screens::seat;
use crate::ui::work::accept::Ask;
use crate::ui::work::paper::{Answer, Got};
use crate::ui::work::seat::Ask as SeatAsk;
use crate::ui::work::{Job, Reply};

/// Where the parts are: the form, the promise below it, the hint at the foot.
fn parts(area: Rect) -> (Rect, Rect, Rect) {
    let (due, hint) = match area.height {
        0..=5 => (1, 0),
        6..=11 => (1, 1),
        12..=25 => (2, 2),
        _ => (3, 2),
    };
    let form = area.height.saturating_sub(due + hint);
    let due = Rect { y: area.y + form, height: due.min(area.height - form), ..area };
    // The hint's own area is one row longer at the top: it never takes the whole of one.
    let foot = Rect { y: due.bottom().saturating_sub(1), height: hint + 1, ..area };
    (Rect { height: form, ..area }, due, foot)
}

impl Accept {
    /// Gives the form the keys that came too early.
    pub(super) fn replay(&mut self, around: &Around) -> Effects {
        let held = std::mem::take(&mut self.held);
        let mut effects = Vec::new();
        for input in held {
            effects.extend(match (self.input(&input, around), saves(&input)) {
                (Some(done), _) => done,
                (None, Some(act)) => self.save(act, around),
                (None, None) => Vec::new(),
            });
        }
        effects
    }
}

impl Accept {
    fn form_input(&mut self, input: &Input, around: &Around) -> Option<Effects> {
        match self.form.input(input, Scope::Accept) {
            FormDid::Ignored => None,
            FormDid::Changed(key) => Some(self.changed(key, around)),
            FormDid::Moved(Some(key)) => Some(self.left(key, around)),
            FormDid::Moved(None) => Some(Vec::new()),
            FormDid::Save => Some(self.save(Act::Save, around)),
            FormDid::Leave => Some(self.leave()),
        }
    }

    /// Why the date that would be promised is what it is. What is typed into the form stays.
    fn explain(&self, around: &Around) -> Effects {
        match self.promise.account() {
            Ok(account) => {
                let lines = told::lines(account, usize::from(page_width(around.area.width)));
                let page = Page::toned(lines);
                vec![Effect::Popup(Box::new(Popup::text(Act::Explain, "Giải trình ngày hẹn trả", page)))]
            }
            Err(said) => vec![say(Tone::Warning, &said)],
        }
    }
}

/// The way of saving that a key asks for.
fn saves(input: &Input) -> Option<Act> {
    let Input::Key(key) = input else { return None };
    act_of(Scope::Accept, *key).filter(|act| matches!(act, Act::Save | Act::SaveAndPrint))
}

/// Keys that may wait: typing and moving about in the form, and saving what was typed so.
fn can_wait(input: &Input, typed_before: bool) -> bool {
    match input {
        // A second press while the first is being carried out means the same dossier, not the next one.
        input if saves(input).is_some() => typed_before,
        Input::Paste(_) => true,
        Input::Key(key @ Key { ctrl: false, alt: false, .. }) => {
            key.typed().is_some() || matches!(key.code, KeyCode::Enter | KeyCode::Tab | KeyCode::Backspace)
        }
        _ => false,
    }
}

impl Screen<Job> for Accept {
    fn scope(&self) -> Scope {
        Scope::Accept
    }

    fn title(&self) -> String {
        "Tiếp nhận".to_owned()
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Effects> {
        if (self.saving.is_some() || self.ground.is_none())
            && can_wait(input, self.ground.is_none() || !self.held.is_empty())
        {
            self.held.push(input.clone());
            return Some(Vec::new());
        }
        let Input::Mouse(mouse, x, y) = *input else { return self.form_input(input, around) };
        let before = self.form.focused().map(|row| row.key);
        let pointed = point(&mut self.form, parts(around.area).0, (mouse, x, y));
        // A click leaves the row that had the focus, as Tab does.
        let gone = before.filter(|key| self.form.focused().is_none_or(|row| row.key != *key));
        let mut effects = gone.map(|key| self.left(key, around)).unwrap_or_default();
        match pointed {
            Pointed::Key(key) => effects.extend(self.form_input(&Input::Key(key), around).unwrap_or_default()),
            Pointed::Moved => {}
            Pointed::Nothing => return None,
        }
        Some(effects)
    }

    fn set_typing(&mut self, style: Style) {
        self.typing = style;
        self.form.set_typing(style);
    }

    fn act(&mut self, act: Act, around: &Around) -> Effects {
        match act {
            Act::Save | Act::SaveAndPrint => self.save(act, around),
            Act::Explain => self.explain(around),
            Act::LikeLast => vec![job(Ask::Last { field: None })],
            Act::LikeLastField => {
                let field = self.form.focused().map(|row| row.key);
                field.map(|field| job(Ask::Last { field: Some(field) })).into_iter().collect()
            }
            Act::NewForm => self.new_form(around),
            Act::Leave | Act::Back => self.leave(),
            Act::SwitchOfficer => seat::ask(),
            _ => Vec::new(),
        }
    }

    fn answered(&mut self, popup: &Popup, answer: &Answered, around: &Around) -> Effects {
        let chosen = match answer {
            Answered::Chosen(code) => code.as_str(),
            _ => "",
        };
        match (popup.purpose, chosen) {
            (Act::SwitchOfficer, _) => seat::answered(answer),
            (Act::NewForm | Act::NewDossier, "drop") => {
                self.empty(around);
                let mut effects = vec![keep(String::new(), true)];
                effects.extend(self.replay(around));
                effects
            }
            // Closing the question throws nothing away.
            (Act::NewDossier, _) => self.resume(around),
            _ => Vec::new(),
        }
    }

    fn reply(&mut self, reply: &Reply, around: &Around) -> Effects {
        let mut effects = seat::reply(reply);
        match reply {
            Reply::Accept(answer) => effects.extend(self.answer(answer, around)),
            Reply::Wrote(wrote) => {
                if wrote.act == Act::NewDossier && self.saving.is_some() {
                    effects.extend(self.wrote(wrote, around));
                    effects.extend(self.replay(around));
                }
                let kinds = [Kind::Procedure, Kind::Officer, Kind::CalendarDay, Kind::OfficeHours, Kind::Setting];
                if self.ground.is_some() && kinds.iter().any(|kind| wrote.changes.touches(*kind)) {
                    effects.push(job(Ask::Ground));
                }
            }
            Reply::Elsewhere if self.ground.is_some() => effects.push(job(Ask::Ground)),
            Reply::Refused(Act::NewDossier, refusal) => effects.extend(self.refused(refusal)),
            Reply::Failed(Act::NewDossier, said) => {
                self.asked = false;
                self.saved.clear();
                // Typed ahead for the next form; what waits for the catalogue to open goes on waiting.
                if self.saving.take().is_some() {
                    self.held.clear();
                }
                effects.push(say(Tone::Error, said));
            }
            Reply::Paper(Answer { act: Act::SaveAndPrint, got: Got::Out { done: true, said }, .. }) => {
                effects.push(say(Tone::Good, said));
            }
            // The dossier is saved; where the slip lies must be readable to the end.
            Reply::Paper(Answer { act: Act::SaveAndPrint, got: Got::Out { said, .. }, .. }) => {
                let popup = Popup::message(Act::SaveAndPrint, Tone::Warning, "Giấy hẹn chưa in được", said);
                effects.push(Effect::Popup(Box::new(popup)));
            }
            Reply::Refused(Act::SaveAndPrint, refusal) => effects.push(say(Tone::Error, &refusal.to_string())),
            Reply::Failed(Act::SaveAndPrint, said) => effects.push(say(Tone::Error, said)),
            _ => {}
        }
        effects
    }

    fn shown(&mut self, around: &Around) -> Effects {
        self.follow_now(around);
        let mut effects: Effects = self.keep(true).into_iter().collect();
        if self.ground.is_none() && !self.asked {
            self.asked = true;
            effects.push(job(Ask::Ground));
        }
        if self.follows_now {
            effects.extend(self.ask_due(around));
        }
        effects
    }

    fn closing(&mut self, _around: &Around) -> Effects {
        let typing = Effect::Job(Job::Seat(SeatAsk::Typing(self.typing.method)));
        self.keep(true).into_iter().chain([typing]).collect()
    }

    fn unsaved(&self) -> Option<String> {
        self.form.touched().then(|| format!("Phiếu tiếp nhận ({})", about(self.form.get("applicant_name"))))
    }

    fn status(&self) -> String {
        if self.form.touched() { "chưa lưu".to_owned() } else { String::new() }
    }

    fn parts(&self) -> Vec<Part<'_>> {
        vec![Part::Form(&self.form)]
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        let (form, below, foot) = parts(around.area);
        fill(buf, around.area, look.style(Tone::Normal));
        draw_hint(&self.form, buf, foot, look);
        let typed = self.form.get("due_at");
        self.promise.draw(buf, below, look, typed, &self.saved);
        draw_form(&self.form, buf, form, look)
    }
}
