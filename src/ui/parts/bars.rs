//! The lines around every screen: tabs at the top, status, and the keys at the bottom.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::input::Key;
use crate::ui::keymap::{Act, KeyRow, Scope, rows};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, put_right, row};
use crate::ui::text::{clip, width, wrap};

/// What stands at the right of the tabs: what kind of register it is, who sits there, and the moment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Corner<'a> {
    /// The kind of register, where it must not be forgotten.
    pub badge: &'a str,
    /// The officer.
    pub seat: &'a str,
    /// The clock.
    pub clock: &'a str,
    /// The date, day and month first.
    pub date: &'a str,
}

impl Corner<'_> {
    /// The fullest form that fits: the year gives way first, then the date, then the officer's name.
    fn text(&self, room: usize) -> String {
        let short = self.date.get(..5).unwrap_or("");
        let join =
            |parts: &[&str]| parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("  ");
        let (full, day) = (format!("{} {}", self.clock, self.date), format!("{} {short}", self.clock));
        let bare = width(self.badge) + width(self.clock) + 4;
        let seat = clip(self.seat, room.saturating_sub(bare).max(1));
        let forms = [
            join(&[self.badge, self.seat, full.trim()]),
            join(&[self.badge, self.seat, day.trim()]),
            join(&[self.badge, self.seat, self.clock]),
            if width(&seat) > 5 { join(&[self.badge, &seat, self.clock]) } else { join(&[self.badge, self.clock]) },
            join(&[self.badge, self.clock]),
            self.clock.to_owned(),
        ];
        forms.into_iter().find(|text| width(text) <= room).unwrap_or_default()
    }
}

/// The tabs: name and whether in front. They have the line before what stands at the right, except where not even half
/// of it would hold them.
pub fn draw_tabs(buf: &mut Buffer, area: Rect, look: &Look, tabs: &[(String, bool)], corner: &Corner<'_>) {
    fill(buf, area, look.style(Tone::Normal));
    let all: usize = tabs.iter().map(|(name, _)| width(name) + 2).sum();
    let right = corner.text(usize::from(area.width).saturating_sub(all + 2).max(usize::from(area.width) / 4));
    put_right(buf, area, 0, &format!("{right} "), look.style(Tone::Dim));
    let room = Rect { width: area.width.saturating_sub(width(&right) as u16 + 2), ..area };
    let mut x = 0;
    for (name, front) in tabs {
        // The front tab is bracketed as well, so that it is known without colour.
        let (text, tone) = if *front { (format!("[{name}]"), Tone::TabOn) } else { (format!(" {name} "), Tone::Dim) };
        if usize::from(x) + width(&text) > usize::from(room.width) && !*front {
            continue;
        }
        x += put(buf, room, x, 0, &text, look.style(tone));
    }
}

/// The status line at the foot of `area`: news at the left, the place in the list at the right. News that is longer than
/// that takes the whole line, and as many lines above it as it needs: it says what to do, so none of it is cut.
pub fn draw_status(buf: &mut Buffer, area: Rect, look: &Look, news: Option<(Tone, &str)>, right: &str) {
    let Some(last) = area.height.checked_sub(1).map(|dy| row(area, dy)) else { return };
    fill(buf, last, look.style(Tone::Normal));
    let right_room = if right.is_empty() { 0 } else { width(right) + 2 };
    let said = news.map(|(tone, text)| (tone, format!("{} {text}", tone.sign()).trim_start().to_owned()));
    let fits = |text: &str| width(text) + 1 + right_room <= usize::from(area.width);
    match said {
        Some((tone, text)) if !fits(&text) => {
            let lines = wrap(&text, usize::from(area.width.saturating_sub(2)));
            let top = area.height.saturating_sub(lines.len() as u16);
            for (dy, line) in (top..area.height).zip(&lines) {
                fill(buf, row(area, dy), look.style(Tone::Normal));
                put(buf, row(area, dy), 1, 0, line, look.style(tone));
            }
        }
        said => {
            put_right(buf, last, 0, &format!("{right} "), look.style(Tone::Dim));
            if let Some((tone, text)) = said {
                put(buf, last, 1, 0, &text, look.style(tone));
            }
        }
    }
}

/// The keys on one line of the footer.
#[derive(Clone, Debug, Default)]
pub struct Footer {
    /// Those that stand there, in the order of the table.
    pub rows: Vec<&'static KeyRow>,
    /// How many others there would be, had the line room for them; help tells them.
    pub more: usize,
    /// The line is so short that every cell counts.
    narrow: bool,
}

impl Footer {
    /// What stands behind the keys where some are missing.
    fn rest(&self) -> Option<(Key, String)> {
        let said = if self.narrow { format!("+{}", self.more) } else { format!("+{} phím", self.more) };
        (self.more > 0).then_some((Key::f(1), said))
    }

    /// Every key on the line with its label.
    fn labels(&self) -> impl Iterator<Item = (Key, String)> {
        let rows = self.rows.iter().filter_map(|row| Some((*row.keys.first()?, row.label.to_owned())));
        rows.chain(self.rest())
    }
}

/// The keys of a scope that belong on one line of the footer. `global` picks the bottom line. Rows with a high weight
/// give way first; those that are impossible now are left out.
pub fn footer(scope: Scope, global: bool, room: u16, possible: impl Fn(Act) -> bool) -> Footer {
    let all: Vec<&'static KeyRow> = rows(scope)
        .filter(|row| row.weight > 0 && (row.scope == Scope::Global) == global && possible(row.act))
        .collect();
    let room = usize::from(room);
    let all_fit = all.iter().map(|row| cost(row)).sum::<usize>() <= room;
    // The bottom line names F1 itself, and so does help what stands there.
    let told = !global && !all_fit && rows(scope).any(|row| row.act == Act::Help);
    let narrow = room < NARROW;
    if !told {
        return Footer { rows: lightest(&all, room), more: 0, narrow };
    }
    // `F1 +12 phím`, or `F1 +12`, without the digits.
    let rest = if narrow { 4 } else { 9 };
    let with = |digits: usize| lightest(&all, room.saturating_sub(rest + digits));
    let kept = with(1);
    let kept = if all.len() - kept.len() < 10 { kept } else { with(2) };
    Footer { more: all.len() - kept.len(), rows: kept, narrow }
}

/// Lines with fewer cells than this leave words away.
const NARROW: usize = 60;

/// The rows of the lowest weights that a line has room for, in the order of the table.
fn lightest(all: &[&'static KeyRow], room: usize) -> Vec<&'static KeyRow> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|index| all[*index].weight);
    let mut used = 0;
    // The last cell of the last line stays empty: writing it scrolls an old console.
    let fits = |index: &usize| {
        used += cost(all[*index]);
        used <= room
    };
    let mut kept: Vec<usize> = order.into_iter().take_while(fits).collect();
    kept.sort_unstable();
    kept.into_iter().map(|index| all[index]).collect()
}

/// Cells of one key with its label and the gap after it.
fn cost(row: &KeyRow) -> usize {
    row.keys.first().map_or(0, |key| cells(key, row.label))
}

fn cells(key: &Key, label: &str) -> usize {
    width(&key.to_string()) + 1 + width(label) + 1
}

/// Draws keys with their labels.
pub fn draw_footer(buf: &mut Buffer, area: Rect, look: &Look, keys: &Footer) {
    fill(buf, area, look.style(Tone::Normal));
    let mut x = 0;
    for (key, label) in keys.labels() {
        x += put(buf, area, x, 0, &key.to_string(), look.style(Tone::KeyLabel)) + 1;
        x += put(buf, area, x, 0, &label, look.style(Tone::Normal)) + 1;
    }
}

/// The key whose name or label is drawn at a cell of a footer line.
pub fn key_at(keys: &Footer, x: u16) -> Option<Key> {
    let mut from = 0;
    for (key, label) in keys.labels() {
        let to = from + cells(&key, &label);
        // The gap after a label belongs to nobody.
        if (from..to - 1).contains(&usize::from(x)) {
            return Some(key);
        }
        from = to;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::paint::lines_of;

    fn line(scope: Scope, global: bool, columns: u16) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, columns, 1));
        let area = buf.area;
        let keys = footer(scope, global, columns, |_| true);
        draw_footer(&mut buf, area, &Look::mono(), &keys);
        lines_of(&buf).remove(0)
    }

    #[test]
    fn the_bottom_line_fits_eighty_columns_and_narrower() {
        assert_eq!(
            line(Scope::Today, true, 80),
            "F1 Trợ giúp F2 Tiếp nhận F3 Hôm nay F4 Hồ sơ F5 Báo cáo F6 Danh mục F7 Quá hạn"
        );
        assert_eq!(line(Scope::Today, true, 40), "F1 Trợ giúp F2 Tiếp nhận F3 Hôm nay");
        assert!(line(Scope::Today, true, 200).ends_with("Ctrl+P Bảng lệnh"));
        assert_eq!(line(Scope::Today, true, 0), "");
    }

    #[test]
    fn all_tabs_stand_at_eighty_columns_and_the_year_gives_way() {
        let names = ["Hôm nay", "Tiếp nhận", "Hồ sơ", "Báo cáo", "Danh mục", "Nhật ký"];
        let tabs: Vec<(String, bool)> = names.iter().map(|name| ((*name).to_owned(), *name == "Hồ sơ")).collect();
        let drawn = |columns: u16, badge: &str| {
            let mut buf = Buffer::empty(Rect::new(0, 0, columns, 1));
            let (area, seat) = (buf.area, "Nguyễn Thị Mẫu");
            let corner = Corner { badge, seat, clock: "09:15", date: "20/11/2026" };
            draw_tabs(&mut buf, area, &Look::mono(), &tabs, &corner);
            lines_of(&buf).remove(0)
        };
        let at_eighty = drawn(80, "");
        assert!(names.iter().all(|name| at_eighty.contains(name)), "{at_eighty}");
        assert!(at_eighty.ends_with("Nguyễn Thị Mẫu  09:15"), "{at_eighty}");
        assert!(drawn(80, "BẢN TRÌNH DIỄN").ends_with("BẢN TRÌNH DIỄN  09:15"), "{}", drawn(80, "BẢN TRÌNH DIỄN"));
        assert!(drawn(120, "").ends_with("Nguyễn Thị Mẫu  09:15 20/11/2026"));
        assert!(drawn(40, "").contains("[Hồ sơ]") && drawn(40, "").ends_with("09:15"));
        assert_eq!(drawn(1, ""), "");
    }

    #[test]
    fn every_scope_keeps_its_most_important_keys_at_eighty() {
        for &scope in Scope::ALL {
            let mut own: Vec<_> = rows(scope).filter(|r| r.weight > 0 && r.scope != Scope::Global).collect();
            own.sort_by_key(|row| row.weight);
            let shown = line(scope, false, 80);
            assert!(width(&shown) <= 80);
            for row in own.iter().take(3) {
                assert!(shown.contains(row.label), "{scope:?}: {shown} lacks {}", row.label);
            }
        }
    }

    #[test]
    fn at_eighty_columns_acceptance_says_how_to_save_to_copy_and_to_ask_why() {
        let shown = line(Scope::Accept, false, 80);
        for label in ["Ctrl+S Lưu", "Ctrl+T Lưu và in", "Ctrl+D Như trước", "Ctrl+G Vì sao", "Esc Thôi", "phím"]
        {
            assert!(shown.contains(label), "{shown} lacks {label}");
        }
    }

    #[test]
    fn a_line_too_short_for_all_keys_says_how_many_more_there_are_and_a_click_there_opens_help() {
        for &scope in Scope::ALL {
            for columns in [40, 80, 120, 300] {
                let keys = footer(scope, false, columns, |_| true);
                let shown = line(scope, false, columns);
                assert!(width(&shown) <= usize::from(columns), "{scope:?} {columns}: {shown}");
                let own = rows(scope).filter(|row| row.weight > 0 && row.scope != Scope::Global).count();
                let helped = rows(scope).any(|row| row.act == Act::Help);
                assert!(keys.rows.len() == own || !helped || shown.contains(&format!("F1 +{}", keys.more)));
                if keys.more > 0 {
                    assert_eq!(keys.rows.len() + keys.more, own);
                    assert_eq!(key_at(&keys, width(&shown) as u16 - 1), Some(Key::f(1)), "{scope:?}: {shown}");
                }
            }
        }
    }

    #[test]
    fn long_news_takes_the_lines_above_and_none_of_it_is_cut() {
        let said = "Danh sách còn 25.000 dòng; chỉ xếp theo cột này khi còn tối đa 20.000, hãy lọc bớt trước (phím l).";
        let drawn = |columns: u16| {
            let mut buf = Buffer::empty(Rect::new(0, 0, columns, 4));
            let area = buf.area;
            draw_status(&mut buf, area, &Look::mono(), Some((Tone::Warning, said)), "F12 VN: tắt  1/25.000");
            lines_of(&buf)
        };
        for columns in [40, 60, 80] {
            let lines = drawn(columns);
            let joined = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
            assert!(joined.contains(said), "{lines:#?}");
        }
        assert!(drawn(160)[3].ends_with("1/25.000"), "{:#?}", drawn(160));
    }

    #[test]
    fn what_is_impossible_now_is_not_offered() {
        let keys = footer(Scope::Detail, false, 200, |act| act != Act::Pause);
        assert!(keys.rows.iter().all(|row| row.act != Act::Pause));
    }
}
