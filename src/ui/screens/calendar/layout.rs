//! Where the months, the words about the chosen day and the legend lie. Worked out from the window and the chosen day
//! alone, so that drawing and clicks agree.

use ratatui::layout::Rect;

use crate::domain::day::Day;

/// Cells of a month: a margin that marks the present week, then seven days of two digits and a sign.
pub const MONTH_WIDTH: u16 = 22;
/// Lines of a month: its name, the weekdays, six weeks.
pub const MONTH_HEIGHT: u16 = 8;
/// Narrowest panel beside the months that words can be read in.
const PANEL: u16 = 28;
/// Lines below the months where there is no panel: two about the day, one legend.
const BELOW: u16 = 3;
/// Numbers of months side by side, the best first: three make a line a quarter.
const ABREAST: [u16; 5] = [3, 4, 2, 6, 1];

/// A month on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Day,
    /// Its place. One lower than [`MONTH_HEIGHT`] has no name of the month.
    pub area: Rect,
    /// Weeks left out at its top, where there is no room for all.
    pub skip: u16,
}

/// The places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The line about the year; empty in the smallest windows.
    pub head: Rect,
    /// The months shown, in order.
    pub months: Vec<Month>,
    /// The panel beside the months; empty where there is none.
    pub beside: Rect,
    /// The lines below the months; empty where there is a panel.
    pub below: Rect,
}

/// Days from the Monday on or before a day.
pub fn column(day: Day) -> u16 {
    day.weekday().num_days_from_monday() as u16
}

/// The first day of a month.
pub fn first_of(year: i32, month: u32) -> Day {
    Day::new(year, month, 1).unwrap_or(Day::from_epoch(0))
}

/// The last day of the month that begins on `first`.
pub fn last_of(first: Day) -> Day {
    first.plus_months(1).plus(-1)
}

impl Layout {
    /// The places in a window for a chosen day.
    pub fn new(area: Rect, day: Day) -> Layout {
        let head = Rect { height: u16::from(area.height > MONTH_HEIGHT), ..area };
        let room = Rect { y: area.y + head.height, height: area.height - head.height, ..area };
        let shapes = ABREAST.into_iter().flat_map(|abreast| [(abreast, true), (abreast, false)]);
        let best = shapes
            .filter_map(|(abreast, panel)| Some((abreast, panel, lines(room, abreast, panel)?)))
            .rev()
            .max_by_key(|(abreast, _, lines)| (abreast * lines).min(12));
        match best {
            Some((abreast, panel, lines)) => Layout::grid(head, room, day, (abreast, lines), panel),
            None => Layout::one(head, room, day),
        }
    }

    fn grid(head: Rect, room: Rect, day: Day, (abreast, lines): (u16, u16), panel: bool) -> Layout {
        let shown = u32::from(abreast * lines).min(12);
        // The last page begins early enough to be full.
        let from = ((day.month() - 1) / shown * shown).min(12 - shown) + 1;
        let needed = abreast * MONTH_WIDTH;
        // Between the months the room is shared out, a little of it: far apart they are no picture of a year.
        let gap = if panel { 1 } else { ((room.width.saturating_sub(needed)) / abreast).min(5) };
        let months = (0..shown).map(|n| {
            let (x, y) = (n as u16 % abreast * (MONTH_WIDTH + gap), n as u16 / abreast * MONTH_HEIGHT);
            let area = Rect { x: room.x + x, y: room.y + y, width: MONTH_WIDTH, height: MONTH_HEIGHT };
            Month { first: first_of(day.year(), from + n), area, skip: 0 }
        });
        let months: Vec<Month> = months.collect();
        let (beside, below) = if panel {
            let x = needed + (abreast - 1) * gap + 2;
            (Rect { x: room.x + x, width: room.width - x, ..room }, Rect { height: 0, ..room })
        } else {
            let below = Rect { y: room.bottom() - BELOW, height: BELOW, ..room };
            (Rect { width: 0, ..room }, below)
        };
        Layout { head, months, beside, below }
    }

    /// The month of the chosen day, with as many of its weeks as fit around it.
    fn one(head: Rect, room: Rect, day: Day) -> Layout {
        let first = first_of(day.year(), day.month());
        let last = last_of(first);
        let weeks = |day: Day| (column(first) + (day.date() as u16 - 1)) / 7;
        let area = Rect { width: room.width.min(MONTH_WIDTH), height: room.height.min(MONTH_HEIGHT), ..room };
        let fit = area.height.saturating_sub(1).max(1);
        let skip = (weeks(day) + 1).saturating_sub(fit).max((weeks(last) + 1).saturating_sub(fit).min(weeks(day) / 4));
        let x = (MONTH_WIDTH + 1).min(room.width);
        let beside = Rect { x: room.x + x, width: room.width - x, ..room };
        Layout { head, months: vec![Month { first, area, skip }], beside, below: Rect { height: 0, ..room } }
    }

    /// The day at a place of the window.
    pub fn day_at(&self, x: u16, y: u16) -> Option<Day> {
        let within = |month: &&Month| month.area.contains((x, y).into()) && x > month.area.x;
        let month = self.months.iter().find(within)?;
        let week = (y - month.area.y).checked_sub(month.titles())? + month.skip;
        let at = i32::from(week * 7 + (x - month.area.x - 1) / 3) - i32::from(column(month.first));
        let day = month.first.plus(at);
        (at >= 0 && day <= last_of(month.first)).then_some(day)
    }
}

impl Month {
    /// Lines above the first week: name and weekdays, or the weekdays alone.
    pub fn titles(&self) -> u16 {
        if self.area.height >= MONTH_HEIGHT { 2 } else { 1 }
    }

    /// The place of a day of this month; `None` where its week is left out.
    pub fn cell(&self, day: Day) -> Option<(u16, u16)> {
        let at = column(self.first) + (day.date() as u16 - 1);
        let y = (at / 7).checked_sub(self.skip)? + self.titles();
        (y < self.area.height).then(|| (self.area.x + 1 + at % 7 * 3, self.area.y + y))
    }
}

/// Lines of months that fit with so many side by side; `None` where not even one does.
fn lines(room: Rect, abreast: u16, panel: bool) -> Option<u16> {
    let width = abreast * MONTH_WIDTH;
    let (width, height) = if panel {
        (width + (abreast - 1) + 2 + PANEL, room.height)
    } else {
        (width + abreast - 1, room.height.saturating_sub(BELOW))
    };
    let lines = (height / MONTH_HEIGHT).min(12u16.div_ceil(abreast));
    (width <= room.width && lines > 0).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(columns: u16, rows: u16, day: &str) -> Layout {
        Layout::new(Rect { x: 0, y: 1, width: columns, height: rows - 4 }, day.parse().expect("a day"))
    }

    #[test]
    fn windows_show_as_many_months_as_stay_readable() {
        let shown = |columns, rows| laid(columns, rows, "2026-11-21").months.len();
        assert_eq!(
            [(120, 40), (200, 60), (100, 30), (80, 24), (40, 10), (30, 8)].map(|(columns, rows)| shown(columns, rows)),
            [12, 12, 9, 6, 1, 1]
        );
        assert_eq!(laid(80, 24, "2026-11-21").months[0].first.month(), 7);
        assert_eq!(laid(80, 24, "2026-06-30").months[0].first.month(), 1);
    }

    #[test]
    fn every_day_of_every_window_is_found_where_it_is_drawn() {
        for (columns, rows) in [(120, 40), (80, 24), (100, 30), (40, 10), (24, 9), (200, 24)] {
            for n in 0..365 {
                let day = first_of(2026, 1).plus(n);
                let layout = Layout::new(Rect { x: 0, y: 1, width: columns, height: rows - 4 }, day);
                let month = layout.months.iter().find(|month| month.first.month() == day.month()).expect("its month");
                let (x, y) = month.cell(day).unwrap_or_else(|| panic!("{day} at {columns}×{rows}"));
                assert_eq!(layout.day_at(x, y), Some(day), "{columns}×{rows}");
                assert!(x + 2 < columns && y < rows - 3, "{day} at {columns}×{rows}");
            }
        }
        for (columns, rows) in [(0, 0), (1, 1), (21, 1), (5, 30)] {
            let layout = Layout::new(Rect { x: 0, y: 0, width: columns, height: rows }, first_of(2026, 11));
            assert!(layout.months.iter().all(|month| month.area.right() <= columns && month.area.bottom() <= rows));
        }
    }
}
