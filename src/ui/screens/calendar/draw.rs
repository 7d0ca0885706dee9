//! Drawing the year: months, the panel or the lines about the chosen day, the legend. Reads state only.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::domain::day::Day;
use crate::domain::lunar;
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{put, put_right, row};
use crate::ui::screens::calendar::layout::{Layout, Month, column, last_of};
use crate::ui::screens::calendar::mark::Mark;
use crate::ui::screens::calendar::told::{self, Line};
use crate::ui::text::{width, wrap};
use crate::ui::work::calendar::Whole;

const WEEKDAYS: &str = "T2 T3 T4 T5 T6 T7 CN";

/// What is drawn.
pub struct Picture<'a> {
    /// The calendar.
    pub whole: &'a Whole,
    /// The chosen day.
    pub day: Day,
    /// The other end of a chosen stretch.
    pub anchor: Option<Day>,
    /// Today.
    pub today: Day,
    /// The colours.
    pub look: &'a Look,
}

impl Picture<'_> {
    /// Draws everything; returns the place of the chosen day.
    pub fn draw(&self, buf: &mut Buffer, layout: &Layout) -> Option<Position> {
        self.head(buf, layout);
        let mut at = None;
        for month in &layout.months {
            self.month(buf, month);
            if month.first.month() == self.day.month() {
                at = month.cell(self.day).map(|(x, y)| Position { x: x + 1, y });
            }
        }
        if layout.below.height > 0 {
            self.below(buf, layout);
        } else if layout.head.height > 0 {
            self.panel(buf, layout.beside);
        } else {
            self.narrow(buf, layout.beside);
        }
        at
    }

    fn put_words(&self, buf: &mut Buffer, line: Rect, mut x: u16, words: &[Line], between: &str) -> u16 {
        for (at, (tone, text)) in words.iter().enumerate() {
            if at > 0 {
                x += put(buf, line, x, 0, between, self.look.style(Tone::Dim));
            }
            x += put(buf, line, x, 0, text, self.look.style(*tone));
        }
        x
    }

    fn head(&self, buf: &mut Buffer, layout: &Layout) {
        let (line, year) = (layout.head, self.day.year());
        if line.height == 0 {
            return;
        }
        let mut x = 1 + put(buf, line, 1, 0, &format!("‹ NĂM {year} ›"), self.look.style(Tone::TabOn));
        if let (Some(first), Some(last)) = (layout.months.first(), layout.months.last())
            && layout.months.len() < 12
        {
            let pages = format!(" tháng {}–{}", first.first.month(), last.first.month());
            x += put(buf, line, x, 0, &pages, self.look.style(Tone::Title));
        }
        let mut words = told::year(self.whole, year);
        if lunar::tet(year).is_some() && line.width >= 100 {
            words.insert(0, (Tone::Dim, lunar::year_name(year)));
        }
        let needed: usize = words.iter().map(|(_, text)| width(text) + 3).sum();
        if usize::from(x) + 2 + needed > usize::from(line.width) + 3 {
            // What is not sure is said before how many days are off.
            words.retain(|(tone, text)| *tone != Tone::Normal || !text.ends_with("ngày nghỉ"));
        }
        let end = self.put_words(buf, line, x + 2, &words, " · ");
        let today = format!("hôm nay {} ", self.today.vietnamese());
        if usize::from(end) + width(&today) + 2 < usize::from(line.width) {
            put_right(buf, line, 0, &today, self.look.style(Tone::Dim));
        }
    }

    fn month(&self, buf: &mut Buffer, month: &Month) {
        let chosen = month.first.month() == self.day.month();
        let (area, last) = (month.area, last_of(month.first));
        if month.titles() == 2 {
            let tone = if chosen { Tone::TabOn } else { Tone::Normal };
            let name = format!("THÁNG {}", month.first.month());
            let x = put(buf, area, 1, 0, &name, self.look.style(tone));
            let days = self.whole.calendar.working_days_between(month.first, last.plus(1));
            let room = Rect { x: area.x + x + 1, width: area.width.saturating_sub(x + 2), ..area };
            put_right(buf, room, 0, &format!("{days} ngày làm"), self.look.style(Tone::Dim));
        }
        put(buf, area, 1, month.titles() - 1, WEEKDAYS, self.look.style(Tone::Border));
        for n in 0..=last.since(month.first) {
            self.cell(buf, month, month.first.plus(n));
        }
    }

    fn cell(&self, buf: &mut Buffer, month: &Month, day: Day) {
        let Some((x, y)) = month.cell(day) else { return };
        let (dx, dy) = (x - month.area.x, y - month.area.y);
        let mark = Mark::of(self.whole, day);
        put(buf, month.area, dx, dy, &format!("{:>2}{}", day.date(), mark.sign()), self.style(day, mark));
        if day == self.today {
            // A sign in the margin as well, so that today is found without colour.
            put(buf, month.area, 0, dy, "›", self.look.style(Tone::Title));
        }
    }

    fn style(&self, day: Day, mark: Mark) -> Style {
        let stretch = self.anchor.is_some_and(|anchor| (anchor.min(self.day)..=anchor.max(self.day)).contains(&day));
        let tone = if day == self.day {
            Tone::Selected
        } else if stretch {
            Tone::Marked
        } else if mark == Mark::Working && self.whole.due_on(day) > 0 {
            Tone::Title
        } else {
            mark.tone()
        };
        if day == self.today { self.look.of_today(tone) } else { self.look.style(tone) }
    }

    /// The name of the day and what it is.
    fn told(&self) -> Vec<Line> {
        let today = if self.day == self.today { " · hôm nay" } else { "" };
        let mut lines = vec![(Tone::Title, format!("{}{today}", told::name(self.day)))];
        lines.extend(self.stretch());
        lines.extend(told::about(self.whole, self.day));
        lines
    }

    /// The stretch that is being chosen.
    fn stretch(&self) -> Option<Line> {
        let anchor = self.anchor?;
        let (from, to) = (anchor.min(self.day), anchor.max(self.day));
        Some((Tone::Marked, format!("đang chọn {}: {} ngày", told::dates(from, to), to.since(from) + 1)))
    }

    /// Below the months: two lines about the day, and the legend.
    fn below(&self, buf: &mut Buffer, layout: &Layout) {
        let area = layout.below;
        let mut words = self.told();
        if let Some(lunar) = told::lunar_date(self.day) {
            words.push((Tone::Dim, lunar));
        }
        let room = usize::from(area.width.saturating_sub(2));
        let (mut first, mut used) = (0, 0);
        for (_, text) in &words {
            used += width(text) + 3;
            if used > room + 3 {
                break;
            }
            first += 1;
        }
        // The first word alone may be longer than the line; it is cut there.
        let first = first.max(1);
        self.put_words(buf, row(area, 0), 1, &words[..first], " · ");
        self.put_words(buf, row(area, 1), 1, &words[first..], " · ");
        self.put_words(buf, row(area, 2), 1, &self.legend(layout, room), "  ");
    }

    /// The signs that are on screen, with their meaning, as many as fit.
    fn legend(&self, layout: &Layout, room: usize) -> Vec<Line> {
        let days = layout
            .months
            .iter()
            .flat_map(|month| (0..=last_of(month.first).since(month.first)).map(|n| month.first.plus(n)));
        let days: Vec<Day> = days.collect();
        let seen: Vec<Mark> = days.iter().map(|day| Mark::of(self.whole, *day)).collect();
        let mut words: Vec<Line> = Mark::ALL
            .into_iter()
            .filter(|mark| seen.contains(mark))
            .map(|mark| (mark.tone(), format!("{} {}", mark.sign(), mark.short())))
            .collect();
        if days.contains(&self.today) {
            words.push((Tone::Title, "› tuần này".to_owned()));
        }
        let needed = |words: &[Line]| words.iter().map(|(_, text)| width(text) + 2).sum::<usize>();
        // What everybody knows gives way first: the present week, then the weekend.
        for known in ["›", "."] {
            if needed(&words) > room + 2 {
                words.retain(|(_, text)| !text.starts_with(known));
            }
        }
        while needed(&words) > room + 2 {
            words.pop();
        }
        words
    }

    /// Beside the months: the day, the year's days, the legend at the bottom.
    fn panel(&self, buf: &mut Buffer, area: Rect) {
        let room = usize::from(area.width.saturating_sub(1));
        let mut lines = Vec::new();
        let mut told = self.told();
        if let Some(lunar) = told::lunar_date(self.day) {
            told.insert(1, (Tone::Dim, lunar));
        }
        for (tone, text) in told {
            lines.extend(wrap(&text, room).into_iter().map(|line| (tone, line)));
        }
        lines.push((Tone::Normal, String::new()));
        let legend = self.legend_lines(room);
        let height = usize::from(area.height);
        let free = height.saturating_sub(lines.len() + legend.len() + 1);
        lines.extend(self.year_lines(free));
        for (dy, (tone, text)) in lines.iter().take(height).enumerate() {
            put(buf, area, 0, dy as u16, text, self.look.style(*tone));
        }
        let top = height.saturating_sub(legend.len());
        if lines.len() < top {
            for (dy, words) in legend.iter().enumerate() {
                for (x, (tone, text)) in words.iter().enumerate() {
                    put(buf, area, x as u16 * area.width / 2, (top + dy) as u16, text, self.look.style(*tone));
                }
            }
        }
    }

    /// The year's days as stretches, around the chosen day where not all fit.
    fn year_lines(&self, free: usize) -> Vec<Line> {
        let runs = told::runs(&self.whole.year(self.day.year()));
        if free < 3 {
            return Vec::new();
        }
        if runs.is_empty() {
            return vec![(Tone::Warning, "? Năm này chưa có ngày nghỉ nào.".to_owned())];
        }
        let on = |from: Day, to: Day| (from..=to).contains(&self.day);
        let rows = free - 1;
        let near = runs.iter().position(|run| run.to >= self.day).unwrap_or(runs.len());
        let skip = near.saturating_sub(rows / 2).min(runs.len().saturating_sub(rows));
        let mut lines = vec![(Tone::Title, format!("Ngày nghỉ, làm bù năm {}", self.day.year()))];
        lines.extend(runs.iter().skip(skip).take(rows).map(|run| {
            let (mark, here) = (told::mark_of(&run.row), if on(run.from, run.to) { "›" } else { " " });
            let count = if run.days > 1 { format!(" ({} ngày)", run.days) } else { String::new() };
            let dates = told::dates(run.from, run.to);
            (mark.tone(), format!("{here}{} {dates:<11} {}{count}", mark.sign(), told::short_name(&run.row)))
        }));
        lines
    }

    /// The legend in two columns; in one where the panel is narrow.
    fn legend_lines(&self, room: usize) -> Vec<Vec<Line>> {
        let mut words: Vec<Line> = Mark::ALL.into_iter().map(entry).collect();
        words.push((Tone::Title, "› tuần này".to_owned()));
        words.push((Tone::Title, "  đậm: có hẹn trả".to_owned()));
        let abreast = if room >= 46 { 2 } else { 1 };
        words.chunks(abreast).map(<[Line]>::to_vec).collect()
    }

    /// The smallest window: the month, the day and what it is, in a few cells.
    fn narrow(&self, buf: &mut Buffer, area: Rect) {
        let weekday = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"][usize::from(column(self.day))];
        let today = if self.day == self.today { " ›" } else { "" };
        let mut lines = vec![(Tone::Title, format!("{weekday} {}{today}", self.day.vietnamese()))];
        for (tone, text) in self.stretch().into_iter().chain(told::about(self.whole, self.day)) {
            lines.extend(wrap(&text, usize::from(area.width)).into_iter().map(|line| (tone, line)));
        }
        for (dy, (tone, text)) in lines.iter().take(usize::from(area.height)).enumerate() {
            put(buf, area, 0, dy as u16, text, self.look.style(*tone));
        }
    }
}

fn entry(mark: Mark) -> Line {
    (mark.tone(), format!("{} {}", mark.sign(), mark.label()))
}
