//! One dossier: everything that is known of it on one page, and the moves that can be made with it.
//!
//! It asks for the dossier when it comes to the front and again after every write that touches it, here or in another
//! window; what is shown stays until the answer is there, and so does the place to which the page was scrolled.

mod clocks;
pub mod head;
mod history;
mod legs;
mod papers;
pub mod sections;
pub mod sheet;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::change::{Changes, Kind};
use crate::domain::refusal::Refusal;
use crate::report::forms::sets;
use crate::store::pages::ListRow;
use crate::ui::action::{Around, Effect, NOTHING_LIKE_LAST, Screen};
use crate::ui::input::Input;
use crate::ui::keymap::{Act, Scope, key_of};
use crate::ui::look::{Look, Tone};
use crate::ui::moves::like_last::Values;
use crate::ui::moves::offer::Offer;
use crate::ui::moves::{self, Asked, Context};
use crate::ui::paint::{fill, put, put_right};
use crate::ui::parts::form::Form;
use crate::ui::parts::page::Page;
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::{Answer as Said, Popup};
use crate::ui::screens::explain::Explain;
use crate::ui::text::{width, wrap};
use crate::ui::work::detail::{Aids, Answer, Ask, Whole};
use crate::ui::work::paper::{self, Got, What};
use crate::ui::work::{Job, Reply, Wrote, rating};

/// What is known of the dossier.
enum Known {
    /// Nothing yet: it was asked for.
    Asked,
    /// Everything.
    Whole(Box<Whole>, Arc<Aids>),
    /// It is not in the register.
    Missing,
}

/// A move whose form is open.
struct Begun {
    asked: Asked,
    /// Its command is on the way; the reply is for this screen.
    sent: bool,
    /// It was refused: the dossier as it is now is what the next answer is for.
    refused: bool,
}

/// The screen of one dossier.
pub struct Detail {
    id: i64,
    known: Known,
    top: usize,
    begun: Option<Begun>,
    /// Undo, redo, print or another question that this screen asked and was not answered yet.
    waiting: Option<Act>,
    /// The form in the preview.
    form: Option<sets::Form>,
    /// The rating offered after the result was returned.
    offer: Option<Offer>,
}

impl Detail {
    /// The screen of the dossier with this id; it loads itself when it is shown.
    pub fn new(id: i64) -> Detail {
        Detail { id, known: Known::Asked, top: 0, begun: None, waiting: None, form: None, offer: None }
    }

    fn load(&self) -> Effect<Job> {
        Effect::Job(Job::Detail(Ask::Load(self.id)))
    }

    fn whole(&self) -> Option<(&Whole, &Arc<Aids>)> {
        match &self.known {
            Known::Whole(whole, aids) => Some((whole, aids)),
            _ => None,
        }
    }

    fn context(&self, around: &Around) -> Option<Context> {
        self.whole().map(|(whole, aids)| Context::one(whole, aids, around.now))
    }

    /// Opens the form of a move.
    fn begin(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        let Some(context) = self.context(around) else { return Vec::new() };
        match Asked::open(act, context) {
            Err(why) => vec![Effect::Say(Tone::Warning, why)],
            Ok((asked, popup)) => {
                self.begun = Some(Begun { asked, sent: false, refused: false });
                vec![Effect::Popup(Box::new(popup))]
            }
        }
    }

    /// The form was answered.
    fn submit(&mut self, act: Act, form: &Form) -> Vec<Effect<Job>> {
        let Some(begun) = self.begun.as_mut().filter(|begun| begun.asked.act == act) else { return Vec::new() };
        // Enter held down must not do the same thing twice.
        if begun.sent {
            return Vec::new();
        }
        match begun.asked.command(form) {
            Ok(command) => {
                begun.sent = true;
                vec![Effect::Job(Job::Step(command))]
            }
            Err(refusal) => vec![Effect::Refuse(act, refusal)],
        }
    }

    /// Takes a dossier that was read, in place of what was shown.
    fn take(&mut self, found: Option<&Whole>, aids: &Arc<Aids>, around: &Around) {
        self.known = match found {
            Some(whole) => Known::Whole(Box::new(whole.clone()), Arc::clone(aids)),
            None => Known::Missing,
        };
        let fresh = self.context(around);
        if let (Some(begun), Some(fresh)) = (self.begun.as_mut().filter(|begun| begun.refused), fresh) {
            begun.asked.rearm(fresh);
            begun.refused = false;
        }
    }

    /// Whether a reply about an action answers what this screen asked for.
    fn mine(&self, act: Act) -> bool {
        self.begun.as_ref().is_some_and(|begun| begun.sent && begun.asked.act == act) || self.waiting == Some(act)
    }

    fn wrote(&mut self, wrote: &Wrote, around: &Around) -> Vec<Effect<Job>> {
        let mut effects = Vec::new();
        if self.mine(wrote.act) {
            if self.waiting.take_if(|waiting| *waiting == wrote.act).is_none() {
                self.begun = None;
                effects.push(Effect::Close(wrote.act));
            }
            let levels = self.whole().map(|(_, aids)| aids.levels.clone());
            self.offer = levels.and_then(|levels| Offer::after(wrote, self.id, &levels));
            let offered = self.offer.as_ref().map(|offer| offer.said(&wrote.said, around.area.width));
            effects.push(Effect::Say(Tone::Good, offered.unwrap_or_else(|| wrote.said.clone())));
        }
        if self.touched(&wrote.changes) {
            effects.push(self.load());
        }
        effects
    }

    /// What was asked for was not done: it is said in the form, and the dossier is read anew, since it may have moved.
    fn not_done(&mut self, act: Act, refusal: &Refusal) -> Vec<Effect<Job>> {
        if !self.mine(act) {
            return Vec::new();
        }
        if self.waiting.take_if(|waiting| *waiting == act).is_some() {
            return vec![Effect::Refuse(act, refusal.clone())];
        }
        if let Some(begun) = &mut self.begun {
            begun.sent = false;
            begun.refused = true;
        }
        vec![Effect::Refuse(act, refusal.clone()), self.load()]
    }

    /// Whether a write touched what is shown here.
    fn touched(&self, changes: &Changes) -> bool {
        let shown_too = [Kind::Rating, Kind::Procedure, Kind::Officer, Kind::CalendarDay, Kind::Setting];
        let linked = |whole: &Whole| {
            let mut linked = whole.request.iter().chain(&whole.legs);
            // A leg that is linked or accepted elsewhere names this dossier, and no record tells so beforehand.
            linked.next().is_some() || whole.stage.open()
        };
        if changes.touches(Kind::Dossier) && self.whole().is_some_and(|(whole, _)| linked(whole)) {
            return true;
        }
        changes.records.contains(&(Kind::Dossier, self.id)) || shown_too.into_iter().any(|kind| changes.touches(kind))
    }

    /// Asks for the forms of the dossier, or for one of them.
    fn paper(&mut self, what: What) -> Vec<Effect<Job>> {
        self.waiting = Some(Act::Print);
        vec![Effect::Job(Job::Paper(paper::Ask { act: Act::Print, id: self.id, what }))]
    }

    fn got_paper(&mut self, got: &Got) -> Vec<Effect<Job>> {
        self.waiting = None;
        let popup = match got {
            Got::Choices(forms) => papers::choose(&self.title(), forms),
            Got::Preview { form, edition, text } => {
                self.form = Some(*form);
                papers::preview(*form, edition, text)
            }
            Got::Out { done, said } => {
                let tone = if *done { Tone::Good } else { Tone::Warning };
                return vec![Effect::Say(tone, said.clone())];
            }
        };
        vec![Effect::Popup(Box::new(popup))]
    }

    /// The request of a leg; of a request the legs, to choose from where there are several.
    fn open_linked(&self) -> Vec<Effect<Job>> {
        let Some((whole, _)) = self.whole() else { return Vec::new() };
        let item = |row: &ListRow| PickItem::new(&row.id.to_string(), &row.code, &row.procedure, "");
        let linked: Vec<&ListRow> = whole.request.iter().chain(&whole.legs).collect();
        match linked.as_slice() {
            [] => Vec::new(),
            [one] => vec![Effect::Push(Box::new(Detail::new(one.id)))],
            many => {
                let pick = Pick::new(many.iter().map(|row| item(row)).collect());
                vec![Effect::Popup(Box::new(Popup::choose(Act::Open, "Các chặng của yêu cầu", pick)))]
            }
        }
    }

    /// Every line of the page, to be found by its letters.
    fn find(&self, around: &Around) -> Vec<Effect<Job>> {
        let Some((whole, aids)) = self.whole() else { return Vec::new() };
        let page = below_head(whole, aids, around);
        let places = sheet::places(&sections::sections(whole, aids), page.width);
        let item = |place: sheet::Place| PickItem::new(&place.row.to_string(), "", &place.text, place.title);
        let key = key_of(Scope::Detail, Act::History).map(|key| key.to_string()).unwrap_or_default();
        let title = format!("Tìm trong hồ sơ (lịch sử: Esc rồi {key})");
        vec![Effect::Popup(Box::new(Popup::choose(
            Act::Find,
            &title,
            Pick::new(places.into_iter().map(item).collect()),
        )))]
    }

    /// Scrolls to a row of the page.
    fn go_to_row(&mut self, row: usize, around: &Around) {
        self.scroll(Act::Last, around);
        self.top = self.top.min(row);
    }

    /// A page of text about the dossier.
    fn text(&self, act: Act, title: &str, page: fn(&Whole, &Aids) -> Page) -> Vec<Effect<Job>> {
        let Some((whole, aids)) = self.whole() else { return Vec::new() };
        let title = format!("{title}: {}", whole.stored.dossier.code);
        vec![Effect::Popup(Box::new(Popup::text(act, &title, page(whole, aids))))]
    }

    fn scroll(&mut self, act: Act, around: &Around) {
        let Some((whole, aids)) = self.whole() else { return };
        let page = below_head(whole, aids, around);
        let rows = sheet::height(&sections::sections(whole, aids), page.width);
        let most = rows.saturating_sub(usize::from(page.height));
        let step = usize::from(page.height.max(2)) - 1;
        let top = self.top.min(most);
        self.top = match act {
            Act::Up => top.saturating_sub(1),
            Act::Down => top + 1,
            Act::PageUp => top.saturating_sub(step),
            Act::PageDown => top + step,
            Act::First => 0,
            _ => most,
        }
        .min(most);
    }
}

/// The deadline in words, as many lines as it takes.
fn deadline_lines(whole: &Whole, aids: &Aids, around: &Around) -> (Tone, Vec<String>) {
    let (tone, said) = head::deadline(whole, &aids.rules.calendar, around.now);
    let said = format!("{} {said}", tone.sign());
    (tone, wrap(said.trim_start(), usize::from(around.area.width)))
}

/// The part of the area that scrolls: below the head, which does not.
fn below_head(whole: &Whole, aids: &Aids, around: &Around) -> Rect {
    let area = around.area;
    let head = (1 + deadline_lines(whole, aids, around).1.len() as u16).min(area.height);
    Rect { y: area.y + head, height: area.height - head, ..area }
}

impl Screen<Job> for Detail {
    fn scope(&self) -> Scope {
        Scope::Detail
    }

    fn title(&self) -> String {
        self.whole().map_or_else(|| "Hồ sơ".to_owned(), |(whole, _)| whole.stored.dossier.code.clone())
    }

    fn shown(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        vec![self.load()]
    }

    /// The offer to rate stands for one input; what is no answer to it goes on as ever.
    fn input(&mut self, input: &Input, _around: &Around) -> Option<Vec<Effect<Job>>> {
        let effects = self.offer.take()?.answer(input)?;
        if matches!(effects.first(), Some(Effect::Job(_))) {
            self.waiting = Some(Act::Rate);
        }
        Some(effects)
    }

    fn act(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::Up | Act::Down | Act::PageUp | Act::PageDown | Act::First | Act::Last => {
                self.scroll(act, around);
                Vec::new()
            }
            Act::Back => vec![Effect::Back],
            Act::Undo | Act::Redo => {
                self.waiting = Some(act);
                vec![Effect::Job(Job::Undo { redo: act == Act::Redo })]
            }
            Act::Print => self.paper(What::Choices),
            Act::Moves => {
                let context = self.context(around);
                context.map(|context| Effect::Popup(Box::new(moves::choose(&context)))).into_iter().collect()
            }
            Act::Invite => {
                self.waiting = Some(act);
                vec![Effect::Job(Job::Rating(rating::Ask::Invite(self.id)))]
            }
            Act::Find => self.find(around),
            Act::Open => self.open_linked(),
            Act::Explain => vec![Effect::Push(Box::new(Explain::new(self.id)))],
            Act::History => self.text(act, "Lịch sử", history::page),
            act if moves::step_of(act).is_some() => self.begin(act, around),
            _ => Vec::new(),
        }
    }

    fn why_not(&self, act: Act) -> Option<String> {
        let Some((whole, _)) = self.whole() else {
            let needs = moves::step_of(act).is_some()
                || matches!(
                    act,
                    Act::Moves | Act::Explain | Act::History | Act::Print | Act::Invite | Act::Open | Act::Find
                );
            return needs.then(|| "Hồ sơ chưa hiện lên.".to_owned());
        };
        if act == Act::Open && whole.request.is_none() && whole.legs.is_empty() {
            return Some("Hồ sơ này không có chặng liên thông nào.".to_owned());
        }
        if act == Act::Invite && whole.stored.dossier.returned_at.is_none() {
            return Some("Chưa trả kết quả thì chưa mời đánh giá được; bấm r trước.".to_owned());
        }
        moves::why_not_one(act, whole, whole.seen_at)
    }

    fn answered(&mut self, popup: &Popup, answer: &Said, around: &Around) -> Vec<Effect<Job>> {
        match (answer, popup.form()) {
            (Said::Chosen(id), _) if popup.purpose == Act::Moves => {
                moves::chosen(id).map(|act| self.begin(act, around)).unwrap_or_default()
            }
            (Said::Chosen(chosen), _) if popup.purpose == Act::Print => {
                papers::asked(chosen, self.form).map(|what| self.paper(what)).unwrap_or_default()
            }
            (Said::Chosen(id), _) if popup.purpose == Act::Open => {
                id.parse().map(|id| Effect::Push(Box::new(Detail::new(id)) as Box<_>)).into_iter().collect()
            }
            (Said::Chosen(row), _) if popup.purpose == Act::Find => {
                row.parse().into_iter().for_each(|row| self.go_to_row(row, around));
                Vec::new()
            }
            (Said::Submitted, Some(form)) => self.submit(popup.purpose, form),
            (Said::Closed, _) => {
                self.begun.take_if(|begun| begun.asked.act == popup.purpose);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn edited(&mut self, purpose: Act, form: &mut Form, key: &'static str, _around: &Around) {
        if let Some(begun) = self.begun.as_ref().filter(|begun| begun.asked.act == purpose) {
            begun.asked.edited(form, key);
        }
    }

    fn like_last(&self, purpose: Act, form: &Form) -> Result<Values, String> {
        match self.begun.as_ref().filter(|begun| begun.asked.act == purpose) {
            Some(begun) => begun.asked.like_last(form),
            None => Err(NOTHING_LIKE_LAST.to_owned()),
        }
    }

    fn reply(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::Detail(answer) => {
                if let Answer::Whole { id, found, aids } = answer.as_ref()
                    && *id == self.id
                {
                    self.take(found.as_deref(), aids, around);
                }
                Vec::new()
            }
            Reply::Wrote(wrote) => self.wrote(wrote, around),
            Reply::Rating(rating::Answer::Inviting(code)) if self.mine(Act::Invite) => {
                self.waiting = None;
                let said = format!("Đang mời đánh giá hồ sơ {code} trên màn hình đánh giá, trong 3 phút.");
                vec![Effect::Say(Tone::Good, said)]
            }
            Reply::Paper(answer) if self.mine(answer.act) && answer.id == self.id => self.got_paper(&answer.got),
            Reply::Refused(act, refusal) => self.not_done(*act, refusal),
            Reply::Failed(act, said) => self.not_done(*act, &Refusal::whole(said)),
            Reply::Elsewhere => vec![self.load()],
            _ => Vec::new(),
        }
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        fill(buf, around.area, look.style(Tone::Normal));
        match &self.known {
            Known::Asked => {
                put(buf, around.area, 1, 0, "Đang đọc hồ sơ…", look.style(Tone::Dim));
            }
            Known::Missing => {
                let said = "Hồ sơ này không còn trong sổ. Nhấn Esc để quay lại danh sách.";
                put(buf, around.area, 1, 0, said, look.style(Tone::Warning));
            }
            Known::Whole(whole, aids) => {
                draw_head(whole, aids, buf, around, look);
                let page = below_head(whole, aids, around);
                sheet::draw(&sections::sections(whole, aids), self.top, buf, page, look);
            }
        }
        None
    }
}

/// Code, applicant and stage; below, the deadline in words.
fn draw_head(whole: &Whole, aids: &Aids, buf: &mut Buffer, around: &Around, look: &Look) {
    let (area, dossier) = (around.area, &whole.stored.dossier);
    let stage = if whole.stored.voided { "đã hủy" } else { whole.stage.label() };
    let room = Rect { width: area.width.saturating_sub(width(stage) as u16 + 2), ..area };
    let name = format!("{}  {}", dossier.code, dossier.applicant.name);
    put(buf, room, 0, 0, &name, look.style(Tone::Title));
    put_right(buf, area, 0, stage, look.style(Tone::Title));
    let (tone, lines) = deadline_lines(whole, aids, around);
    for (dy, line) in (1..).zip(&lines) {
        put(buf, area, 0, dy, line, look.style(tone));
    }
}
