//! The catalogue as a screen: its keys, answers and drawing.

use crate::ui::action::{Around, Effect, Part as Piece, Screen};
use crate::ui::entry::Ground;
use crate::ui::input::Input;
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, row};
use crate::ui::parts::form::Form;
use crate::ui::parts::popup::{Answer, Popup};
use crate::ui::screens::catalogue::part::Part;
use crate::ui::screens::catalogue::{Catalogue, body, forms, rule_form, version_form};
use crate::ui::screens::differing::Differing;
use crate::ui::screens::weighing::{self};
use crate::ui::work::catalogue::Entry;
use crate::ui::work::list;
use crate::ui::work::{Job, Reply};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use std::sync::Arc;

/// Whether an action changes a row. Lists of other screens have such keys too.
const fn is_change(act: Act) -> bool {
    matches!(act, Act::Add | Act::Edit | Act::Confirm | Act::Remove)
}

impl Screen<Job> for Catalogue {
    fn scope(&self) -> Scope {
        self.tables[self.part.index()].scope(Scope::Catalogue)
    }

    fn title(&self) -> String {
        "Danh mục".into()
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        let heard = self.tables[self.part.index()].input(input, body(around.area))?;
        Some(heard.done())
    }

    fn act(&mut self, act: Act, _around: &Around) -> Vec<Effect<Job>> {
        if let Some(heard) = self.tables[self.part.index()].act(act) {
            return heard.done();
        }
        match act {
            Act::NextPart => self.turn(true),
            Act::PreviousPart => self.turn(false),
            Act::NextField => self.turn_year(1),
            Act::PreviousField => self.turn_year(-1),
            Act::Add => return self.edit(act),
            Act::Calendar => return self.open_calendar(),
            Act::Open if self.part == Part::Calendar => return self.open_calendar(),
            Act::Edit | Act::Open => return self.edit(Act::Edit),
            Act::Confirm => {
                let effects = self.confirm();
                return self.sending(effects);
            }
            Act::Remove => return self.ask_removal(),
            Act::Find => return self.find(),
            Act::Back if self.above && self.words[self.part.index()].is_empty() => return vec![Effect::Back],
            Act::Back => self.search(""),
            Act::Differing => return vec![Effect::Push(Box::new(Differing::new()))],
            _ => {}
        }
        Vec::new()
    }

    fn why_not(&self, act: Act) -> Option<String> {
        let said = match (act, self.part) {
            (Act::Add, Part::Settings) => "Thiết lập không thêm dòng; nhấn Enter để sửa giá trị.",
            (Act::Confirm, Part::Procedures) => match self.selected() {
                Some((_, Entry::Procedure(procedure))) if procedure.confirmed => "Thủ tục này đã được kiểm tra.",
                Some(_) => return None,
                None => "Chưa chọn thủ tục nào.",
            },
            (Act::Confirm, _) => "Chỉ xác nhận thủ tục.",
            (Act::Remove, Part::Procedures) => "Thủ tục không bị bỏ: sửa và ghi ngày hết hiệu lực.",
            (Act::Remove, Part::Officers) => "Cán bộ không bị bỏ: sửa và ghi ngày thôi làm việc.",
            (Act::Remove, Part::Settings) => "Thiết lập không bị bỏ; nhấn Enter để sửa giá trị.",
            (Act::Open, Part::Calendar) => return None,
            (Act::Edit | Act::Open | Act::Remove, _) if self.table().selected().is_none() => "Chưa chọn dòng nào.",
            (Act::NextField | Act::PreviousField, part) if part != Part::Calendar => "Chỉ lịch có năm.",
            (Act::Print | Act::Export, Part::Hours) => "Giờ làm việc chỉ xem và sửa ở đây, không xuất ra tệp.",
            (Act::Print | Act::Export, _) => "Danh mục xuất bằng lệnh motcua export procedures, officers, calendar.",
            (act, part) => return self.tables[part.index()].why_not(act),
        };
        Some(said.to_owned())
    }

    fn answered(&mut self, popup: &Popup, answer: &Answer, around: &Around) -> Vec<Effect<Job>> {
        if let Some(heard) = self.tables[self.part.index()].answered(popup, answer) {
            return heard.done();
        }
        let effects = match (popup.purpose, answer) {
            (Act::Find, Answer::Submitted) => vec![Effect::Close(Act::Find)],
            (Act::Find, Answer::Closed) => {
                self.search("");
                Vec::new()
            }
            (act @ (Act::Add | Act::Edit), Answer::Submitted) => {
                popup.form().map_or_else(Vec::new, |form| self.save(act, form, around))
            }
            (Act::Add | Act::Edit, Answer::Closed) => {
                // A form that is left is not written, nor asked about, by an answer that comes late.
                (self.editing, self.weighing) = (None, None);
                Vec::new()
            }
            (Act::Save, Answer::Submitted) => {
                popup.form().map_or_else(Vec::new, |form| self.keep_version(form, around))
            }
            (Act::Save, Answer::Closed) if popup.form().is_some() => {
                self.versioning = None;
                Vec::new()
            }
            (weighing::ABOUT, answer) => match &self.weighing {
                Some(weighing) => {
                    let done = weighing.answered(answer);
                    self.weighed(done)
                }
                None => Vec::new(),
            },
            (Act::Remove, Answer::Chosen(code)) if code == "yes" => {
                let seen = self.removing.take();
                self.change(Act::Remove, seen, None)
            }
            _ => Vec::new(),
        };
        self.sending(effects)
    }

    fn edited(&mut self, purpose: Act, form: &mut Form, key: &'static str, around: &Around) {
        match purpose {
            Act::Find => {
                let words = form.get("words").to_owned();
                self.search(&words);
            }
            Act::Save if key == "how" => version_form::follow(form),
            Act::Add | Act::Edit if key == "what" => rule_form::follow(form),
            Act::Save | Act::Add | Act::Edit => {
                let calendar = forms::calendar(&self.whole.entries);
                forms::echo(form, key, &Ground { now: around.now, calendar: &calendar });
            }
            _ => {}
        }
    }

    fn reply(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        self.tables.iter_mut().for_each(|table| table.hear(reply));
        match reply {
            Reply::Catalogue(whole) => {
                let before = self.loaded.then(|| self.whole.settings.typing());
                self.whole = Arc::clone(whole);
                self.loaded = true;
                self.fill();
                let typing = self.whole.settings.typing();
                // Said only when the setting was changed: the clerk may have switched by key since.
                let changed = before.is_some_and(|before| before != typing);
                changed.then_some(Effect::Typing(typing)).into_iter().collect()
            }
            Reply::Weighed(_) | Reply::Differing(_) => match self.weighing.as_mut().and_then(|it| it.hear(reply)) {
                Some(done) => {
                    let effects = self.weighed(done);
                    self.sending(effects)
                }
                None => Vec::new(),
            },
            Reply::Uses(uses) => match &self.versioning {
                Some(versioning) if versioning.ticket == uses.ticket => {
                    let form = versioning.form(uses.dossiers, around.now.day);
                    let kept_as = format!("catalogue.version.{}", versioning.seen.code);
                    let popup = Popup::prompt(Act::Save, "Lưu thay đổi của thủ tục", form).kept(kept_as);
                    vec![Effect::Popup(Box::new(popup))]
                }
                _ => Vec::new(),
            },
            Reply::Wrote(wrote) if wrote.act == Act::Save && self.versioning.is_some() && self.sent => {
                self.sent = false;
                (self.versioning, self.editing) = (None, None);
                let mut effects = self.load();
                effects.extend([Effect::Close(Act::Save), Effect::Close(Act::Edit)]);
                effects.push(Effect::Say(Tone::Good, wrote.said.clone()));
                effects
            }
            Reply::Refused(Act::Save, refusal) if self.versioning.is_some() && std::mem::take(&mut self.sent) => {
                vec![Effect::Refuse(Act::Save, refusal.clone())]
            }
            Reply::Failed(Act::Save, said) if self.versioning.is_some() && std::mem::take(&mut self.sent) => {
                vec![Effect::Say(Tone::Error, said.clone())]
            }
            Reply::Wrote(wrote) => {
                let mut effects = if self.loaded { self.load() } else { Vec::new() };
                if is_change(wrote.act) && std::mem::take(&mut self.sent) {
                    self.editing = None;
                    effects.push(Effect::Close(wrote.act));
                    effects.push(Effect::Say(Tone::Good, wrote.said.clone()));
                }
                effects
            }
            Reply::Elsewhere if self.loaded => self.load(),
            Reply::Refused(act, refusal) if is_change(*act) && std::mem::take(&mut self.sent) => {
                vec![Effect::Refuse(*act, refusal.clone())]
            }
            Reply::Failed(Act::Catalogue, said) => vec![Effect::Say(Tone::Error, said.clone())],
            Reply::Failed(act, said) if is_change(*act) && std::mem::take(&mut self.sent) => {
                vec![Effect::Say(Tone::Error, said.clone())]
            }
            _ => Vec::new(),
        }
    }

    fn shown(&mut self, around: &Around) -> Vec<Effect<Job>> {
        if self.year == 0 {
            self.place.set(around.now.day);
        }
        self.follow_place();
        for table in &mut self.tables {
            table.set_area(body(around.area));
        }
        if self.loaded {
            return Vec::new();
        }
        let mut effects = self.load();
        effects.push(Effect::Job(Job::List(list::Ask::Views)));
        effects
    }

    fn status(&self) -> String {
        self.table().status()
    }

    fn parts(&self) -> Vec<Piece<'_>> {
        self.tables.iter().map(|it| Piece::Table(&it.table)).collect()
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        fill(buf, around.area, look.style(Tone::Normal));
        self.draw_parts(buf, row(around.area, 0), look);
        self.tables[self.part.index()].draw(buf, body(around.area), look, self.part.empty());
        None
    }
}
