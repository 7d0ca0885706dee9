//! One dossier: everything that is known of it on one page, and the moves that can be made with it.
//!
//! It asks for the dossier when it comes to the front and again after every write that touches it, here or in another
//! window; what is shown stays until the answer is there, and so does the place to which the page was scrolled.

pub mod head;
pub mod sections;
pub mod sheet;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::change::{Changes, Kind};
use crate::ui::action::{Around, Effect, Screen};
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, put_right};
use crate::ui::text::width;
use crate::ui::work::detail::{Aids, Answer, Ask, Whole};
use crate::ui::work::{Job, Reply};

/// Lines of the head, which does not scroll.
const HEAD: u16 = 2;

/// What is known of the dossier.
enum Known {
    /// Nothing yet: it was asked for.
    Asked,
    /// Everything.
    Whole(Box<Whole>, Arc<Aids>),
    /// It is not in the register.
    Missing,
}

/// The screen of one dossier.
pub struct Detail {
    id: i64,
    known: Known,
    top: usize,
}

impl Detail {
    /// The screen of the dossier with this id; it loads itself when it is shown.
    pub fn new(id: i64) -> Detail {
        Detail { id, known: Known::Asked, top: 0 }
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

    /// Whether a write touched what is shown here.
    fn touched(&self, changes: &Changes) -> bool {
        let shown_too = [Kind::Rating, Kind::Procedure, Kind::Officer, Kind::CalendarDay, Kind::Setting];
        changes.records.contains(&(Kind::Dossier, self.id)) || shown_too.into_iter().any(|kind| changes.touches(kind))
    }

    fn scroll(&mut self, act: Act, area: Rect) {
        let Some((whole, aids)) = self.whole() else { return };
        let page = below_head(area);
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

fn below_head(area: Rect) -> Rect {
    let head = HEAD.min(area.height);
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

    fn act(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::Up | Act::Down | Act::PageUp | Act::PageDown | Act::First | Act::Last => {
                self.scroll(act, around.area);
                Vec::new()
            }
            Act::Back => vec![Effect::Back],
            Act::Undo => vec![Effect::Job(Job::Undo { redo: false })],
            Act::Redo => vec![Effect::Job(Job::Undo { redo: true })],
            _ => Vec::new(),
        }
    }

    fn reply(&mut self, reply: &Reply, _around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::Detail(answer) => {
                if let Answer::Whole { id, found, aids } = answer.as_ref()
                    && *id == self.id
                {
                    self.known = match found {
                        Some(whole) => Known::Whole(whole.clone(), Arc::clone(aids)),
                        None => Known::Missing,
                    };
                }
                Vec::new()
            }
            Reply::Wrote(wrote) if self.touched(&wrote.changes) => vec![self.load()],
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
                let page = below_head(around.area);
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
    let (tone, said) = head::deadline(whole, &aids.rules.calendar, around.now);
    put(buf, area, 0, 1, format!("{} {said}", tone.sign()).trim_start(), look.style(tone));
}
