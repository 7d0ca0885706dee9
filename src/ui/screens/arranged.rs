//! A table as the clerk looks at it: its order, its columns, the values it is narrowed to, and what is copied from it.
//!
//! Where all rows are at hand it sorts and narrows them itself; of a list whose windows are fetched it only knows what
//! was asked for, and the screen brings the rows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::collation::sort_key;
use crate::domain::day::Day;
use crate::domain::number::vietnamese_number;
use crate::store::pages::SORT_MOST;
use crate::ui::action::Effect;
use crate::ui::input::{Input, Mouse};
use crate::ui::keymap::{Act, Scope, key_of};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{put, row};
use crate::ui::parts::arranging::Arranging;
use crate::ui::parts::copying;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::pointing::{Pointed, between, point};
use crate::ui::parts::popup::{Answer, Popup};
use crate::ui::parts::table::{Cell, Column, Row, Table, Want, Window};
use crate::ui::parts::table_draw::draw_table;
use crate::ui::work::list::{Ask, Views};
use crate::ui::work::{Job, Reply};

/// The id of the choice that brings the usual order back.
const USUAL: &str = "usual";

/// One value that the rows are narrowed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Only {
    /// The column.
    pub column: usize,
    /// What tells the value from others.
    pub value: String,
    /// The value in words.
    pub words: String,
}

/// The order and the values that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The column that the rows are in order of, and whether it descends; the usual order without one.
    pub order: Option<(usize, bool)>,
    /// What they are narrowed to.
    pub only: Vec<Only>,
}

/// What became of a key, a click or a choice.
pub enum Heard {
    /// It is done; these effects follow.
    Done(Vec<Effect<Job>>),
    /// Another order or other values were asked for. Rows that are at hand follow already.
    Anew,
    /// The selection moved; the table wants this window.
    Moved(Want),
    /// A row was clicked; `true` where it was selected before.
    Row(bool),
}

impl Heard {
    /// What is left to do where all rows are at hand.
    pub fn done(self) -> Vec<Effect<Job>> {
        match self {
            Heard::Done(effects) => effects,
            Heard::Anew | Heard::Moved(_) | Heard::Row(_) => Vec::new(),
        }
    }
}

/// The table with how it is looked at.
pub struct Arranged {
    /// The table itself.
    pub table: Table,
    /// Under which its columns are remembered; empty where they are not.
    name: String,
    /// Columns as they are shown before anyone chose, by index.
    usual: Vec<usize>,
    /// All rows in the usual order; `None` for a list whose windows are fetched.
    at_hand: Option<Vec<Row>>,
    /// Columns whose values the rows cannot be narrowed to.
    unlike: Vec<usize>,
    /// Columns that only a short list is put in order of.
    slow: Vec<usize>,
    /// Its rows can be found by words.
    findable: bool,
    /// The words that a row must have, in any of its cells; empty = every row.
    words: String,
    /// The rows at hand are only the first of more, which the screen itself searches.
    cut: bool,
    asked: Asked,
    arranging: Option<Arranging>,
    remembered: String,
    area: Rect,
    /// Its rows were asked for.
    begun: bool,
}

impl Arranged {
    /// A table whose rows are all at hand.
    pub fn at_hand(name: &str, columns: Vec<Column>) -> Arranged {
        let mut made = Arranged::windowed(name, columns);
        made.at_hand = Some(Vec::new());
        made
    }

    /// A table whose windows are fetched by its screen.
    pub fn windowed(name: &str, columns: Vec<Column>) -> Arranged {
        Arranged {
            name: name.to_owned(),
            usual: (0..columns.len()).collect(),
            table: Table::new(columns),
            at_hand: None,
            unlike: Vec::new(),
            slow: Vec::new(),
            findable: false,
            words: String::new(),
            cut: false,
            asked: Asked::default(),
            arranging: None,
            remembered: String::new(),
            area: Rect::default(),
            begun: false,
        }
    }

    /// The same table with only these columns until others are chosen.
    pub fn usually(mut self, columns: &[usize]) -> Arranged {
        self.usual = columns.to_vec();
        self.table.choose(columns.to_vec());
        self
    }

    /// The same table, whose rows at hand are found by words of any cell.
    pub fn findable(mut self) -> Arranged {
        self.findable = true;
        self
    }

    /// The same table, which cannot be narrowed to values of these columns.
    pub fn unlike(mut self, columns: &[usize]) -> Arranged {
        self.unlike = columns.to_vec();
        self
    }

    /// The same table, which is put in order of these columns only while it is short.
    pub fn slow(mut self, columns: &[usize]) -> Arranged {
        self.slow = columns.to_vec();
        self
    }

    /// Whether this is the first time that it is seen; later ones it is not.
    pub fn begins(&mut self) -> bool {
        !std::mem::replace(&mut self.begun, true)
    }

    /// Whether its rows were asked for.
    pub fn begun(&self) -> bool {
        self.begun
    }

    /// Whether it shows its usual columns.
    pub fn is_usual(&self) -> bool {
        self.table.chosen() == self.usual
    }

    /// What was asked for.
    pub fn asked(&self) -> &Asked {
        &self.asked
    }

    /// Whether something narrows it.
    pub fn narrowed(&self) -> bool {
        !self.asked.only.is_empty() || !self.words.is_empty()
    }

    /// The words that its rows must have.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Says whether the rows at hand are only the first of more: what has no row here may have one there.
    pub fn set_cut(&mut self, cut: bool) {
        self.cut = cut;
    }

    /// Puts all rows in, in their usual order. The selected one stays selected.
    pub fn fill(&mut self, rows: Vec<Row>) {
        self.at_hand = Some(rows);
        self.refill();
    }

    /// The rows that are at hand, in the order and of the values that were asked for.
    fn refill(&mut self) {
        let Some(all) = &self.at_hand else { return };
        let like = |row: &&Row| {
            let value = |only: &Only| row.cells.get(only.column).is_some_and(|cell| cell.value() == only.value);
            self.asked.only.iter().all(value) && row.has(&self.words)
        };
        let mut rows: Vec<Row> = all.iter().filter(like).cloned().collect();
        if let Some((column, down)) = self.asked.order {
            sort(&mut rows, column, down);
        }
        let total = Some(rows.len());
        let window = Window { rows, first: true, last: true, before: Some(0), total };
        self.table.set_window(window);
    }

    /// Takes what the mouse did; `None` when it hit nothing.
    pub fn input(&mut self, input: &Input, area: Rect) -> Option<Heard> {
        if let (Some(arranging), Input::Mouse(kind, x, y)) = (&mut self.arranging, input) {
            if *kind == Mouse::Click {
                arranging.click(area, *x, *y);
                self.table.choose(arranging.shown());
            }
            return Some(Heard::Done(Vec::new()));
        }
        let place = self.place(area);
        Some(match point(&mut self.table, place, input)? {
            Pointed::Moved(want) => Heard::Moved(want),
            Pointed::Row { again, .. } => Heard::Row(again),
            Pointed::Heading(column) => {
                // By that column, and the other way round when it is already.
                let down = self.asked.order == Some((column, false));
                self.ask(Asked { order: Some((column, down)), ..self.asked.clone() })
            }
        })
    }

    /// Carries out a key that is about how the table is looked at; `None` for every other one.
    pub fn act(&mut self, act: Act) -> Option<Heard> {
        if self.arranging.is_some() {
            return Some(Heard::Done(self.arrange(act)));
        }
        match act {
            Act::Sort => Some(Heard::Done(self.choose_order())),
            Act::FilterBy => Some(Heard::Done(self.choose_value())),
            Act::Copy => Some(Heard::Done(popup(copying::choose(&self.table)))),
            Act::Columns => {
                let titles = self.table.columns().iter().map(|column| column.title.clone()).collect();
                self.arranging = Some(Arranging::of(titles, self.usual.clone(), self.table.chosen()));
                Some(Heard::Done(Vec::new()))
            }
            Act::Find if self.findable => Some(Heard::Done(self.ask_words())),
            Act::Back if self.narrowed() => {
                self.words.clear();
                Some(self.ask(Asked { only: Vec::new(), ..self.asked.clone() }))
            }
            act => self.table.act(act).map(Heard::Moved),
        }
    }

    /// Why such a key can do nothing now.
    pub fn why_not(&self, act: Act) -> Option<String> {
        let said = match act {
            Act::Toggle => self.arranging.as_ref().and_then(Arranging::why_not)?,
            Act::FilterBy | Act::Copy if self.table.rows().is_empty() => "Danh sách đang trống.",
            Act::FilterBy if self.unlike.len() == self.table.columns().len() => {
                "Đây là đúng các hồ sơ đã được đếm; hãy tìm và lọc ở màn hình Hồ sơ (F4)."
            }
            _ => return None,
        };
        Some(said.to_owned())
    }

    /// Hears what was chosen; `None` when it was about something else.
    pub fn answered(&mut self, popup: &Popup, answer: &Answer) -> Option<Heard> {
        if popup.purpose == Act::Find {
            return self.find(popup, answer);
        }
        let Answer::Chosen(id) = answer else { return None };
        match popup.purpose {
            Act::Copy => {
                let copied = copying::chosen(&self.table, id).map(|(text, said)| Effect::Copy(text, said));
                Some(Heard::Done(copied.into_iter().collect()))
            }
            Act::Sort => Some(self.ask(Asked { order: order_of(id), ..self.asked.clone() })),
            Act::FilterBy => {
                let column = id.parse().ok()?;
                let cell = self.table.selected()?.cells.get(column)?;
                let only = Only { column, value: cell.value().to_owned(), words: words(cell) };
                let mut asked = self.asked.clone();
                asked.only.retain(|known| known.column != column);
                asked.only.push(only);
                Some(self.ask(asked))
            }
            _ => None,
        }
    }

    /// Asks for the words to find.
    fn ask_words(&self) -> Vec<Effect<Job>> {
        let words = FormRow::text("found", "Tìm", &self.words);
        let form = Form::new(vec![words.hint("Mã, tên hoặc chữ nào trong dòng, không cần dấu; để trống: hiện hết")]);
        vec![Effect::Popup(Box::new(Popup::prompt(Act::Find, "Tìm trong danh sách", form).unkept()))]
    }

    /// Keeps the rows that have the words of a form that [`Arranged::ask_words`] opened.
    fn find(&mut self, popup: &Popup, answer: &Answer) -> Option<Heard> {
        let row = popup.form()?.row("found").filter(|_| self.findable && *answer == Answer::Submitted)?;
        row.get().trim().clone_into(&mut self.words);
        self.ask(self.asked.clone());
        let nothing = (self.table.rows().is_empty() && !self.cut).then(|| {
            Effect::Say(Tone::Warning, format!("Không có dòng nào có “{}”; Esc: hiện lại cả danh sách.", self.words))
        });
        Some(Heard::Done(std::iter::once(Effect::Close(Act::Find)).chain(nothing).collect()))
    }

    /// Takes over the columns that the register remembers, where they have changed since.
    pub fn hear(&mut self, reply: &Reply) {
        if let Reply::List(crate::ui::work::list::Answer::Views(views)) = reply
            && self.arranging.is_none()
        {
            self.remember(views);
        }
    }

    fn remember(&mut self, views: &Views) {
        let text = views.tables.get(&self.name).map_or("", String::as_str);
        if text == self.remembered {
            return;
        }
        text.clone_into(&mut self.remembered);
        let of_title = |title: &str| self.table.columns().iter().position(|column| column.title == title);
        let mut chosen: Vec<usize> = Vec::new();
        for at in text.split('|').filter_map(of_title) {
            if !chosen.contains(&at) {
                chosen.push(at);
            }
        }
        self.table.choose(if chosen.is_empty() { self.usual.clone() } else { chosen });
    }

    /// Another order and other values, such as those before a wish that was refused.
    pub fn set(&mut self, asked: Asked) {
        self.ask(asked);
    }

    fn ask(&mut self, asked: Asked) -> Heard {
        self.asked = asked;
        self.table.set_sorted(self.asked.order);
        self.set_area(self.area);
        self.refill();
        Heard::Anew
    }

    fn arrange(&mut self, act: Act) -> Vec<Effect<Job>> {
        let Some(arranging) = &mut self.arranging else { return Vec::new() };
        if act != Act::Close {
            arranging.act(act);
            self.table.choose(arranging.shown());
            return Vec::new();
        }
        self.arranging = None;
        if self.name.is_empty() {
            return Vec::new();
        }
        let titles: Vec<&str> = self.table.chosen().iter().map(|at| self.table.columns()[*at].title.as_str()).collect();
        let columns = if self.table.chosen() == self.usual { String::new() } else { titles.join("|") };
        self.remembered.clone_from(&columns);
        vec![Effect::Job(Job::List(Ask::KeepColumns { table: self.name.clone(), columns }))]
    }

    /// Every column up and down, and the usual order.
    fn choose_order(&self) -> Vec<Effect<Job>> {
        let mut items = vec![PickItem::new(USUAL, "", "thứ tự thường dùng", "")];
        let most = format!("≤ {} dòng", vietnamese_number(SORT_MOST as i64));
        for (at, column) in self.table.columns().iter().enumerate() {
            let side = if self.slow.contains(&at) { most.as_str() } else { "" };
            for (sign, way) in [('+', "tăng dần"), ('-', "giảm dần")] {
                items.push(PickItem::new(&format!("{at}{sign}"), "", &format!("{} {way}", column.title), side));
            }
        }
        let mut pick = Pick::new(items);
        pick.highlight(
            &self.asked.order.map_or(USUAL.to_owned(), |(at, down)| format!("{at}{}", if down { '-' } else { '+' })),
        );
        vec![Effect::Popup(Box::new(Popup::choose(Act::Sort, "Sắp xếp danh sách", pick)))]
    }

    /// The values of the selected row to which the table can be narrowed.
    fn choose_value(&self) -> Vec<Effect<Job>> {
        let Some(row) = self.table.selected() else { return Vec::new() };
        let cells = self.table.columns().iter().zip(&row.cells).enumerate();
        let said = cells.filter(|(at, (_, cell))| !self.unlike.contains(at) && !blank(cell));
        let items = said.map(|(at, (column, cell))| {
            PickItem::new(&at.to_string(), "", &format!("{}: {}", column.title, words(cell)), "")
        });
        let pick = Pick::new(items.collect());
        vec![Effect::Popup(Box::new(Popup::choose(Act::FilterBy, "Chỉ giữ các dòng giống dòng này ở…", pick)))]
    }

    /// Where the table itself stands: below the line that says what narrows it.
    fn place(&self, area: Rect) -> Rect {
        between(area, u16::from(self.narrowed()), 0)
    }

    /// The place in which it is drawn.
    pub fn area(&self) -> Rect {
        self.area
    }

    /// Says in which place it is drawn.
    pub fn set_area(&mut self, area: Rect) {
        self.area = area;
        self.table.set_height(self.place(area).height.saturating_sub(1));
    }

    /// Whose keys hold: those of the box of columns while it is open.
    pub fn scope(&self, own: Scope) -> Scope {
        if self.arranging.is_some() { Scope::Columns } else { own }
    }

    /// Draws it. `empty` is the sentence shown when there is no row.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, look: &Look, empty: &str) {
        if self.narrowed() {
            let back = key_of(Scope::List, Act::Back).map(|key| format!(" ({key}: bỏ)")).unwrap_or_default();
            let title = |at: usize| self.table.columns().get(at).map_or("", |column| column.title.as_str());
            let words = (!self.words.is_empty()).then(|| format!("có “{}”", self.words));
            let only = self.asked.only.iter().map(|only| format!("{}: {}", title(only.column), only.words));
            let said = format!("Lọc{back}: {}", words.into_iter().chain(only).collect::<Vec<_>>().join(" · "));
            put(buf, row(area, 0), 1, 0, &said, look.style(Tone::DueSoon));
        }
        draw_table(&self.table, buf, self.place(area), look, empty);
        if let Some(arranging) = &self.arranging {
            arranging.draw(buf, area, look);
        }
    }
}

/// A cell that says nothing, or that there is nothing.
fn blank(cell: &Cell) -> bool {
    matches!(cell.text.as_str(), "" | "–" | "(để trống)")
}

/// The value of a cell in words: what is told by a day is narrowed by the day.
fn words(cell: &Cell) -> String {
    cell.value().parse::<Day>().map_or_else(|_| cell.text.clone(), Day::vietnamese)
}

fn popup(popup: Option<Popup>) -> Vec<Effect<Job>> {
    popup.map(|popup| Effect::Popup(Box::new(popup))).into_iter().collect()
}

/// The order with a code such as `3-`.
fn order_of(id: &str) -> Option<(usize, bool)> {
    let (at, sign) = id.split_at_checked(id.len().checked_sub(1)?)?;
    Some((at.parse().ok()?, sign == "-"))
}

/// Puts rows in order of a column; blank cells stand last either way, equal ones keep their usual order.
fn sort(rows: &mut [Row], column: usize, down: bool) {
    rows.sort_by_cached_key(|row| {
        let cell = row.cells.get(column).filter(|cell| !blank(cell));
        let key = cell.map(|cell| cell.key.clone().unwrap_or_else(|| sort_key(&cell.text)));
        (key.is_none(), key)
    });
    if down {
        let valued = rows.partition_point(|row| row.cells.get(column).is_some_and(|cell| !blank(cell)));
        rows[..valued].reverse();
    }
}
