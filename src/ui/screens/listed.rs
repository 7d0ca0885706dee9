//! A screen that is one table with a line above it, and what all such screens have in common: keys, mouse, drawing.
//!
//! A list says what is its own in [`Listed`]; that makes it a screen. It knows no list in particular.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::ui::action::{Around, Effect, Part, Screen};
use crate::ui::input::Input;
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, row};
use crate::ui::parts::form::Form;
use crate::ui::parts::pointing::between;
use crate::ui::parts::popup::{Answer, Popup};
use crate::ui::screens::arranged::{Arranged, Heard};
use crate::ui::screens::detail::Detail;
use crate::ui::screens::explain::Explain;
use crate::ui::text::clip;
use crate::ui::work::list;
use crate::ui::work::{Job, Reply};

/// Said when a list that was asked for once more has come: it may well be the same.
pub const AGAIN: &str = "Đã đếm lại theo sổ lúc này.";

/// Said of a key that needs a row, where there is none.
const EMPTY: &str = "Danh sách đang trống.";

/// A list: what a screen of one table has to say for itself.
pub trait Listed {
    /// Its table.
    fn list(&self) -> &Arranged;

    /// Its table, to change it.
    fn list_mut(&mut self) -> &mut Arranged;

    /// Whose keys hold: those of every table, where it has none of its own.
    fn keys(&self) -> Scope {
        Scope::Table
    }

    /// Its name on the tab line and in help.
    fn name(&self) -> String;

    /// How many lines stand above the table and below it.
    fn edges(&self, _area: Rect) -> (u16, u16) {
        (1, 0)
    }

    /// The line above the table.
    fn heading(&self) -> String;

    /// The same line where it has so many cells; one that is too wide keeps its beginning, where the list does not say
    /// otherwise.
    fn heading_in(&self, room: usize) -> String {
        clip(&self.heading(), room)
    }

    /// Said in place of the rows where there are none: what to do next.
    fn nothing(&self) -> String;

    /// What stands below the table, of the selected row.
    fn foot(&self) -> Option<(Tone, String)> {
        None
    }

    /// Draws the lines above the table, where they are more than the heading.
    fn draw_head(&self, buf: &mut Buffer, area: Rect, look: &Look) {
        let heading = self.heading_in(usize::from(area.width.saturating_sub(1)));
        put(buf, row(area, 0), 1, 0, &heading, look.style(Tone::Title));
    }

    /// Draws what stands below the table, where that is more than one line.
    fn draw_foot(&self, buf: &mut Buffer, area: Rect, look: &Look) {
        if let (Some((tone, said)), true) = (self.foot(), area.height > 2) {
            put(buf, row(area, area.height - 1), 1, 0, &said, look.style(tone));
        }
    }

    /// The place in the list at the right of the status line.
    fn standing(&self) -> String {
        self.list().table.status()
    }

    /// It is seen for the first time: asks for its rows.
    fn begin(&mut self, around: &Around) -> Vec<Effect<Job>>;

    /// The key of its tab brought it to the front once more.
    fn called_again(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        Vec::new()
    }

    /// Follows what was done to the table. Of a list whose rows are all at hand nothing is left to do.
    fn follow(&mut self, heard: Heard, _around: &Around) -> Vec<Effect<Job>> {
        heard.done()
    }

    /// Opens the selected row: its dossier, where the list does not say otherwise.
    fn open(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        self.list().table.selected().map_or_else(Vec::new, |row| vec![Effect::Push(Box::new(Detail::new(row.id)))])
    }

    /// Shows why the selected dossier is due when it is.
    fn explain(&self) -> Vec<Effect<Job>> {
        self.list().table.selected().map_or_else(Vec::new, |row| vec![Effect::Push(Box::new(Explain::new(row.id)))])
    }

    /// A key of its own that comes before the table's: `None` leaves it to the table.
    fn before(&mut self, _act: Act, _around: &Around) -> Option<Vec<Effect<Job>>> {
        None
    }

    /// Carries out a key of its own.
    fn carry(&mut self, _act: Act, _around: &Around) -> Vec<Effect<Job>> {
        Vec::new()
    }

    /// Goes back one level; what it still has running is stopped first.
    fn back(&mut self) -> Vec<Effect<Job>> {
        self.stop();
        vec![Effect::Back]
    }

    /// Why a key of its own can do nothing now.
    fn hindered(&self, _act: Act) -> Option<String> {
        None
    }

    /// Hears what became of a popup that is not the table's.
    fn told(&mut self, _popup: &Popup, _answer: &Answer, _around: &Around) -> Vec<Effect<Job>> {
        Vec::new()
    }

    /// A field of a form of its own changed.
    fn changed(&mut self, _purpose: Act, _form: &mut Form, _key: &'static str, _around: &Around) {}

    /// Hears a reply.
    fn take(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>>;

    /// A minute began.
    fn minute_began(&mut self, _around: &Around) {}

    /// Stops what it still has running.
    fn stop(&mut self) {}
}

/// The place of a list's table.
pub fn body<L: Listed>(list: &L, area: Rect) -> Rect {
    let (above, below) = list.edges(area);
    between(area, above, below)
}

fn follow<L: Listed>(list: &mut L, heard: Heard, around: &Around) -> Vec<Effect<Job>> {
    if matches!(heard, Heard::Row(true)) { list.open(around) } else { list.follow(heard, around) }
}

impl<L: Listed> Screen<Job> for L {
    fn scope(&self) -> Scope {
        self.list().scope(self.keys())
    }

    fn title(&self) -> String {
        self.name()
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        let place = body(self, around.area);
        let heard = self.list_mut().input(input, place)?;
        Some(follow(self, heard, around))
    }

    fn act(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        if let Some(effects) = self.before(act, around) {
            return effects;
        }
        if let Some(heard) = self.list_mut().act(act) {
            return follow(self, heard, around);
        }
        match act {
            Act::Back => self.back(),
            Act::Open => self.open(around),
            act => self.carry(act, around),
        }
    }

    fn why_not(&self, act: Act) -> Option<String> {
        let needs_row = matches!(act, Act::Open | Act::Explain | Act::Mark | Act::MarkAll);
        let empty = || (needs_row && self.list().table.rows().is_empty()).then(|| EMPTY.to_owned());
        self.hindered(act).or_else(empty).or_else(|| self.list().why_not(act))
    }

    fn answered(&mut self, popup: &Popup, answer: &Answer, around: &Around) -> Vec<Effect<Job>> {
        match self.list_mut().answered(popup, answer) {
            Some(heard) => follow(self, heard, around),
            None => self.told(popup, answer, around),
        }
    }

    fn edited(&mut self, purpose: Act, form: &mut Form, key: &'static str, around: &Around) {
        self.changed(purpose, form, key, around);
    }

    fn reply(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        self.list_mut().hear(reply);
        self.take(reply, around)
    }

    fn shown(&mut self, around: &Around) -> Vec<Effect<Job>> {
        let place = body(self, around.area);
        self.list_mut().set_area(place);
        if !self.list_mut().begins() {
            return Vec::new();
        }
        let mut effects = self.begin(around);
        effects.push(Effect::Job(Job::List(list::Ask::Views)));
        effects
    }

    fn called(&mut self, around: &Around) -> Vec<Effect<Job>> {
        self.called_again(around)
    }

    fn minute(&mut self, around: &Around) -> Vec<Effect<Job>> {
        self.minute_began(around);
        Vec::new()
    }

    fn closing(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        self.stop();
        Vec::new()
    }

    fn status(&self) -> String {
        self.standing()
    }

    fn parts(&self) -> Vec<Part<'_>> {
        vec![Part::Table(&self.list().table)]
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        let area = around.area;
        fill(buf, area, look.style(Tone::Normal));
        self.draw_head(buf, area, look);
        self.list().draw(buf, body(self, area), look, &self.nothing());
        self.draw_foot(buf, area, look);
        None
    }
}
