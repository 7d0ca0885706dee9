//! The catalogue: procedures, officers, calendar, office hours, targets, settings, each a table with a form for its rows.

mod editing;
mod forms;
mod hours;
mod part;
mod rule_form;
mod screen;
mod version_form;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::day::Day;
use crate::domain::settings::{SETTINGS, Setting};
use crate::ui::action::Effect;
use crate::ui::keymap::Act;
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{put, put_right};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::pointing::between;
use crate::ui::parts::popup::Popup;
use crate::ui::parts::table::Table;
use crate::ui::screens::arranged::Arranged;
use crate::ui::screens::calendar::Calendar;
use crate::ui::screens::catalogue::part::Part;
use crate::ui::screens::catalogue::version_form::Versioning;
use crate::ui::screens::weighing::Weighing;
use crate::ui::text::width;
use crate::ui::work::Job;
use crate::ui::work::catalogue::{Ask, Entry, Whole};

/// What is being edited: the part, the row (none for a new one) and the row as it was seen.
#[derive(Clone, Debug, PartialEq)]
struct Editing {
    part: Part,
    id: Option<i64>,
    seen: Option<Entry>,
}

/// The screen.
pub struct Catalogue {
    part: Part,
    tables: Vec<Arranged>,
    words: Vec<String>,
    whole: Arc<Whole>,
    loaded: bool,
    /// The year of the calendar's list; 0 until the clock is known.
    year: i32,
    /// The day that the calendar by the year was last at.
    place: Rc<Cell<Day>>,
    editing: Option<Editing>,
    /// The row that the open question would take away.
    removing: Option<Entry>,
    /// The change of a rule, the calendar or the office hours that is being weighed or asked about.
    weighing: Option<Weighing>,
    /// The edit of a procedure that waits for the answer how it is to be kept.
    versioning: Option<Versioning>,
    /// The number of the last such question.
    ticket: u64,
    /// A change is with the worker: its answer is for this screen, and for no other of its kind.
    sent: bool,
    /// It lies on another screen, to which Esc leads back.
    above: bool,
}

impl Default for Catalogue {
    fn default() -> Catalogue {
        Catalogue::new()
    }
}

impl Catalogue {
    /// The screen before it has read anything.
    pub fn new() -> Catalogue {
        Catalogue {
            part: Part::Procedures,
            tables: Part::ALL.iter().map(|part| Arranged::at_hand(part.table(), part.columns())).collect(),
            words: vec![String::new(); Part::ALL.len()],
            whole: Arc::default(),
            loaded: false,
            year: 0,
            place: Rc::new(Cell::new(Day::from_epoch(0))),
            editing: None,
            removing: None,
            weighing: None,
            versioning: None,
            ticket: 0,
            sent: false,
            above: false,
        }
    }

    /// The targets, above the report that is held against them.
    pub fn targets() -> Catalogue {
        Catalogue { part: Part::Targets, above: true, ..Catalogue::new() }
    }

    fn table(&self) -> &Table {
        &self.tables[self.part.index()].table
    }

    /// Fills every table again; each keeps its row selected.
    fn fill(&mut self) {
        for part in Part::ALL {
            let rows = part.rows(&self.whole, self.year, &self.words[part.index()]);
            self.tables[part.index()].fill(rows);
        }
    }

    /// Remembers that a change goes to the worker.
    fn sending(&mut self, effects: Vec<Effect<Job>>) -> Vec<Effect<Job>> {
        use Ask::{Change, Rule, Setting, Version};
        let writes = |effect: &Effect<Job>| match effect {
            Effect::Job(Job::Catalogue(ask)) => {
                matches!(ask, Change { .. } | Rule { .. } | Setting { .. } | Version { .. })
            }
            _ => false,
        };
        self.sent |= effects.iter().any(writes);
        effects
    }

    fn load(&self) -> Vec<Effect<Job>> {
        vec![Effect::Job(Job::Catalogue(Ask::Load))]
    }

    fn turn(&mut self, forward: bool) {
        let count = Part::ALL.len();
        let to = if forward { self.part.index() + 1 } else { self.part.index() + count - 1 };
        self.part = Part::ALL[to % count];
    }

    fn selected(&self) -> Option<(i64, &Entry)> {
        let id = self.table().selected()?.id;
        Some((id, self.part.entry(&self.whole, id)?))
    }

    fn selected_setting(&self) -> Option<&'static Setting> {
        SETTINGS.get(usize::try_from(self.table().selected()?.id).ok()?)
    }

    fn find(&self) -> Vec<Effect<Job>> {
        let words = FormRow::text("words", "Tìm", &self.words[self.part.index()]);
        let form = Form::new(vec![words.hint("gõ không cần dấu; Enter giữ kết quả, Esc bỏ tìm")]);
        vec![Effect::Popup(Box::new(Popup::prompt(Act::Find, self.part.label(), form).unkept()))]
    }

    fn search(&mut self, words: &str) {
        words.clone_into(&mut self.words[self.part.index()]);
        self.fill();
        self.tables[self.part.index()].table.act(Act::First);
    }

    fn turn_year(&mut self, by: i32) {
        if self.part == Part::Calendar {
            let day = self.place.get();
            let year = (self.year + by).clamp(1970, 2200);
            self.place.set(Day::new(year, day.month(), day.date().min(28)).unwrap_or(day));
            self.follow_place();
        }
    }

    /// The list of the calendar follows the day that the calendar by the year was left at.
    fn follow_place(&mut self) {
        let day = self.place.get();
        if self.year != day.year() {
            self.year = day.year();
            self.fill();
        }
    }

    /// Opens the calendar by the year, at the row of its list where one is selected.
    fn open_calendar(&mut self) -> Vec<Effect<Job>> {
        if let (Part::Calendar, Some((_, Entry::Day(day)))) = (self.part, self.selected()) {
            self.place.set(day.date);
        }
        self.part = Part::Calendar;
        vec![Effect::Push(Box::new(Calendar::new(Rc::clone(&self.place))))]
    }

    fn draw_parts(&self, buf: &mut Buffer, line: Rect, look: &Look) {
        let mut x = 1;
        // Where not all fit, the part in front stands alone with its place among them.
        let all: usize = Part::ALL.iter().map(|part| width(part.label()) + 2).sum();
        let alone = all + 8 > usize::from(line.width);
        for part in Part::ALL.into_iter().filter(|part| !alone || *part == self.part) {
            let on = part == self.part;
            let year = if part == Part::Calendar && on { format!(" ‹{}›", self.year) } else { String::new() };
            let name = format!("{}{year}", part.label());
            // The part in front is bracketed as well, so that it is known without colour.
            let (text, tone) = if on { (format!("[{name}]"), Tone::TabOn) } else { (format!(" {name} "), Tone::Dim) };
            x += put(buf, line, x, 0, &text, look.style(tone));
        }
        if alone {
            put(buf, line, x + 1, 0, &format!("{}/{}", self.part.index() + 1, Part::ALL.len()), look.style(Tone::Dim));
        }
        let words = &self.words[self.part.index()];
        if !words.is_empty() {
            put_right(buf, line, 0, &format!("tìm “{words}” "), look.style(Tone::Warning));
        }
    }
}

fn body(area: Rect) -> Rect {
    between(area, 1, 0)
}
