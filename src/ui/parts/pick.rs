//! Choosing one of many by typing letters without marks: procedures, officers, channels, commands.
//!
//! Words may come in any order, a code's digits count, and so do first letters (`dkks` finds Đăng ký khai sinh).

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::typing::Style;
use crate::ui::input::{Input, Key, KeyCode};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, put_right, row};
use crate::ui::parts::field::{Field, Typed};
use crate::ui::text::{clip, fold, width};

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickItem {
    /// What the caller gets back.
    pub id: String,
    /// A short code shown first and searched; may be empty.
    pub code: String,
    /// The name.
    pub name: String,
    /// Shown at the right and searched: the field, the office, a key.
    pub side: String,
    key: String,
    /// The name as it is searched, without the words that most names of procedures begin with.
    folded: String,
    initials: String,
}

/// What most names of procedures begin with; few type it.
const LEADS: [&str; 2] = ["thu tuc ", "dang ky "];

impl PickItem {
    /// An item; the search keys are made once, here.
    pub fn new(id: &str, code: &str, name: &str, side: &str) -> PickItem {
        let folded = fold(name);
        PickItem {
            id: id.to_owned(),
            code: code.to_owned(),
            name: name.to_owned(),
            side: side.to_owned(),
            key: format!("{} {folded} {}", fold(code), fold(side)),
            folded: folded.strip_prefix(LEADS[0]).unwrap_or(&folded).to_owned(),
            initials: initials(&folded),
        }
    }

    /// The same item found by further words, which are not shown: what it does, where its name is one word.
    pub fn with_words(mut self, words: &str) -> PickItem {
        self.key = format!("{} {}", self.key, fold(words));
        self
    }

    /// How well the item answers: smaller is better, `None` is not at all. A code counts most, then the name itself, one
    /// that begins with the words as they are typed, one that has them together, one that has them all; what is equally
    /// good stays in the order of the list, which is that of use.
    fn rank(&self, query: &str, words: &[&str]) -> Option<u8> {
        let code = fold(&self.code);
        if code == query {
            return Some(0);
        }
        if !query.is_empty() && (code.starts_with(query) || code.ends_with(query)) {
            return Some(1);
        }
        let matter = self.folded.strip_prefix(LEADS[1]).unwrap_or(&self.folded);
        if self.folded == query || matter == query {
            return Some(2);
        }
        if !query.is_empty() && (self.folded.starts_with(query) || matter.starts_with(query)) {
            return Some(3);
        }
        if !query.is_empty() && begins_a_word(&self.folded, query) {
            return Some(4);
        }
        if words.iter().all(|word| begins_a_word(&self.key, word)) {
            return Some(5);
        }
        if words.len() == 1 && words[0].chars().count() > 1 {
            if [initials(matter), initials(&self.folded)].iter().any(|letters| letters.starts_with(words[0])) {
                return Some(6);
            }
            if self.initials.contains(words[0]) {
                return Some(7);
            }
        }
        words.iter().all(|word| self.key.contains(word)).then_some(8)
    }
}

/// The first letters of the words of a text.
fn initials(folded: &str) -> String {
    folded.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next()).collect()
}

/// Whether a word of the text begins with these letters.
fn begins_a_word(text: &str, letters: &str) -> bool {
    text.match_indices(letters).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric()))
}

/// What a pick did with an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    /// The query or the highlighted item changed.
    Moved,
    /// No use for it.
    Ignored,
}

/// The items, the query, and the item under the bar.
#[derive(Clone, Debug)]
pub struct Pick {
    items: Vec<PickItem>,
    query: Field,
    found: Vec<usize>,
    at: usize,
    /// The codes are keys: pressing one takes its item, until `/` begins a search by name.
    by_key: bool,
}

impl Pick {
    /// A pick over items in the order in which they are to stand without a query.
    pub fn new(items: Vec<PickItem>) -> Pick {
        let found = (0..items.len()).collect();
        Pick { items, query: Field::default().with_limit(100), found, at: 0, by_key: false }
    }

    /// The same pick with codes that are keys to press.
    pub fn with_keys(mut self) -> Pick {
        self.by_key = true;
        self
    }

    /// The item whose key was pressed, while nothing is searched.
    pub fn keyed(&self, key: Key) -> Option<String> {
        let c = key.typed().filter(|_| self.by_key && self.query.text().is_empty())?;
        let pressed = c.to_lowercase().to_string();
        self.items.iter().find(|item| item.code == pressed).map(|item| item.id.clone())
    }

    /// Other items under the same query.
    pub fn set_items(&mut self, items: Vec<PickItem>) {
        self.items = items;
        self.search();
    }

    /// What is typed.
    pub fn query(&self) -> &str {
        self.query.text()
    }

    /// Items that answer the query.
    pub fn found(&self) -> usize {
        self.found.len()
    }

    /// The item under the bar.
    pub fn current(&self) -> Option<&PickItem> {
        self.items.get(*self.found.get(self.at)?)
    }

    /// The item with an id.
    pub fn item(&self, id: &str) -> Option<&PickItem> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Puts the bar on an item, if it is among those found.
    pub fn highlight(&mut self, id: &str) {
        if let Some(at) = self.found.iter().position(|index| self.items[*index].id == id) {
            self.at = at;
        }
    }

    /// Empties the query and shows everything.
    pub fn clear(&mut self) {
        self.query = Field::default().with_limit(100);
        self.search();
    }

    /// Puts an item under the bar by its place in the drawn list; `false` when there is none.
    pub fn point(&mut self, shown: usize) -> bool {
        let there = shown < self.found.len();
        if there {
            self.at = shown;
        }
        there
    }

    /// Moves the bar; it stops at both ends.
    pub fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.found.len().saturating_sub(1));
    }

    /// Gives the pick an input: arrows move the bar, letters change the query, typed in the desk's own way.
    pub fn input(&mut self, input: &Input, page: u16, style: Style) -> Picked {
        let page = isize::try_from(page.max(1)).unwrap_or(1);
        if let Input::Key(key) = input
            && !key.ctrl
            && !key.alt
        {
            match key.code {
                KeyCode::Up => self.step(-1),
                KeyCode::Down => self.step(1),
                KeyCode::PageUp => self.step(-page),
                KeyCode::PageDown => self.step(page),
                _ => return self.type_in(input, style),
            }
            return Picked::Moved;
        }
        self.type_in(input, style)
    }

    fn type_in(&mut self, input: &Input, style: Style) -> Picked {
        if self.by_key && matches!(input, Input::Key(key) if key.typed() == Some('/')) {
            self.by_key = false;
            return Picked::Moved;
        }
        match self.query.typed(input, style) {
            Typed::Changed => self.search(),
            Typed::Moved => {}
            Typed::Ignored => return Picked::Ignored,
        }
        Picked::Moved
    }

    /// Finds again; the best answer comes under the bar, equals stay in their order.
    fn search(&mut self) {
        let query = fold(self.query.text().trim());
        let words: Vec<&str> = query.split_whitespace().collect();
        let ranked = self.items.iter().enumerate();
        let mut ranked: Vec<(u8, usize)> =
            ranked.filter_map(|(index, item)| Some((item.rank(&query, &words)?, index))).collect();
        ranked.sort_unstable();
        self.found = ranked.into_iter().map(|(_, index)| index).collect();
        self.at = 0;
    }

    /// Draws the query line and returns the terminal's cursor.
    pub fn draw_query(&self, buf: &mut Buffer, area: Rect, look: &Look) -> Option<Position> {
        self.query.draw(buf, area, look, true)
    }

    /// Index of the first item drawn in a list of `height` rows.
    pub fn top(&self, height: u16) -> usize {
        let height = usize::from(height.max(1));
        let last = self.found.len().saturating_sub(height);
        self.at.saturating_sub(height / 2).min(last)
    }

    /// Draws the list of what was found.
    pub fn draw_list(&self, buf: &mut Buffer, area: Rect, look: &Look) {
        fill(buf, area, look.style(Tone::Normal));
        if self.found.is_empty() {
            put(buf, area, 1, 0, "Không có mục nào khớp.", look.style(Tone::Dim));
            return;
        }
        let codes = self.items.iter().map(|item| width(&item.code)).max().unwrap_or(0).min(16) as u16;
        let top = self.top(area.height);
        for (dy, index) in self.found.iter().skip(top).take(usize::from(area.height)).enumerate() {
            let line = row(area, dy as u16);
            let selected = top + dy == self.at;
            draw_item(buf, line, look, &self.items[*index], codes, selected);
        }
    }
}

fn draw_item(buf: &mut Buffer, line: Rect, look: &Look, item: &PickItem, codes: u16, selected: bool) {
    let tone = |tone| look.style(if selected { Tone::Selected } else { tone });
    if selected {
        fill(buf, line, look.style(Tone::Selected));
    }
    put(buf, line, 0, 0, if selected { ">" } else { " " }, tone(Tone::Normal));
    let name_at = if codes == 0 { 2 } else { codes + 3 };
    put(buf, Rect { width: line.width.min(name_at), ..line }, 2, 0, &item.code, tone(Tone::Dim));
    // The side is the first to give way on a narrow screen: the name is what one reads.
    let side = clip(&item.side, usize::from(line.width / 4));
    let side_room = if line.width < 50 || side.is_empty() { 0 } else { width(&side) as u16 + 2 };
    put(buf, Rect { width: line.width.saturating_sub(side_room), ..line }, name_at, 0, &item.name, tone(Tone::Normal));
    if side_room > 0 {
        put_right(buf, line, 0, &format!("{side} "), tone(Tone::Dim));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pick() -> Pick {
        Pick::new(vec![
            PickItem::new("1", "1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch"),
            PickItem::new("2", "1.000894", "Thủ tục đăng ký kết hôn", "Hộ tịch"),
            PickItem::new("3", "2.000815", "Chứng thực bản sao từ bản chính", "Chứng thực"),
            PickItem::new("4", "1.004873", "Cấp giấy xác nhận tình trạng hôn nhân", "Hộ tịch"),
        ])
    }

    fn typed(text: &str) -> Option<String> {
        let mut pick = pick();
        for c in text.chars() {
            pick.input(&Input::Key(Key::char(c)), 5, Style::default());
        }
        pick.current().map(|item| item.id.clone())
    }

    #[test]
    fn letters_without_marks_find_in_any_order() {
        assert_eq!(typed("sinh khai").as_deref(), Some("1"));
        assert_eq!(typed("ket hon").as_deref(), Some("2"));
        assert_eq!(typed("ban sao").as_deref(), Some("3"));
        assert_eq!(typed("ho tich xac nhan").as_deref(), Some("4"));
        assert_eq!(typed("cgxn").as_deref(), Some("4"));
        assert_eq!(typed("dkks").as_deref(), Some("1"), "most names begin with the same two words");
        assert_eq!(typed("0815").as_deref(), Some("3"));
        assert_eq!(typed("1.001193").as_deref(), Some("1"));
        assert_eq!(typed("không có gì").as_deref(), None);
    }

    #[test]
    fn the_name_itself_comes_before_one_that_begins_with_the_words_and_that_before_one_that_is_used_more() {
        let names = [
            "Đăng ký lại khai sinh",
            "Thủ tục sinh hoạt, khai báo",
            "Thủ tục khai sinh lưu động",
            "Cấp bản sao khai sinh",
            "Thủ tục đăng ký khai sinh",
        ];
        let items = names.iter().map(|name| PickItem::new(name, "", name, "")).collect();
        let mut pick = Pick::new(items);
        for c in "khai sinh".chars() {
            pick.input(&Input::Key(Key::char(c)), 5, Style::default());
        }
        let found: Vec<&str> = pick.found.iter().map(|at| pick.items[*at].name.as_str()).collect();
        assert_eq!(found, [names[4], names[2], names[0], names[3], names[1]]);
    }

    #[test]
    fn a_key_takes_its_item_until_a_search_begins() {
        let items = vec![PickItem::new("pause", "t", "Tạm dừng", ""), PickItem::new("sorry", "a", "Xin lỗi", "")];
        let mut pick = Pick::new(items).with_keys();
        assert_eq!(pick.keyed(Key::char('A')).as_deref(), Some("sorry"));
        assert_eq!(pick.keyed(Key::char('x')), None);
        pick.input(&Input::Key(Key::char('/')), 5, Style::default());
        assert_eq!(pick.keyed(Key::char('t')), None);
        for c in "tam".chars() {
            pick.input(&Input::Key(Key::char(c)), 5, Style::default());
        }
        assert_eq!((pick.query(), pick.found()), ("tam", 1));
    }

    #[test]
    fn the_bar_stops_at_both_ends_and_every_area_draws() {
        let mut pick = pick();
        pick.step(-3);
        assert_eq!(pick.current().map(|item| item.id.as_str()), Some("1"));
        pick.step(99);
        assert_eq!(pick.current().map(|item| item.id.as_str()), Some("4"));
        for (w, h) in [(0, 0), (1, 1), (20, 2), (120, 10)] {
            let mut buf = Buffer::empty(Rect::new(0, 0, w, h));
            let area = buf.area;
            pick.draw_list(&mut buf, area, &Look::mono());
        }
        let mut none = Pick::new(Vec::new());
        none.step(1);
        assert!(none.current().is_none());
    }
}
