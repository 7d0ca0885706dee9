//! Drawing the kiosk: large digits and words for someone who stands in front of it. Reads state only.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Face, Kiosk};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{boxed, fill, put, row};
use crate::ui::parts::pin::PinPad;
use crate::ui::text::{width, wrap};

/// Lines above the boxes, and below them.
const HEAD: u16 = 5;
const FOOT: u16 = 2;

/// The digits of the boxes, each five lines high.
const DIGITS: [[&str; 5]; 5] = [
    ["  ██  ", " ███  ", "  ██  ", "  ██  ", "██████"],
    ["█████ ", "    ██", " ████ ", "██    ", "██████"],
    ["█████ ", "    ██", "  ███ ", "    ██", "█████ "],
    ["██  ██", "██  ██", "██████", "    ██", "    ██"],
    ["██████", "██    ", "█████ ", "    ██", "█████ "],
];

/// The boxes of so many levels: side by side where there is room, else one below the other.
pub(super) fn boxes(area: Rect, count: usize) -> Vec<Rect> {
    let count = count.max(1) as u16;
    let inner = Rect { y: area.y + HEAD.min(area.height), height: area.height.saturating_sub(HEAD + FOOT), ..area };
    if large(area, count) {
        let each = (area.width / count).min(44);
        let (left, height) = ((area.width - each * count) / 2, inner.height.min(15));
        let y = inner.y + (inner.height - height) / 2;
        let place = |at| Rect { x: area.x + left + at * each + 1, y, width: each - 2, height };
        return (0..count).map(place).collect();
    }
    // In a small window two lines go to what is said above and one to what is said below.
    let inner = Rect { y: area.y + area.height.min(3), height: area.height.saturating_sub(4), ..area };
    let each = (inner.height / count).clamp(1, 3);
    let place = |at| Rect { x: area.x + 2, y: inner.y + at * each, width: area.width.saturating_sub(4), height: each };
    (0..count).map(place).filter(|place| place.bottom() <= area.bottom()).collect()
}

/// Whether digits and boxes have the room to be large.
fn large(area: Rect, count: u16) -> bool {
    area.width / count >= 18 && area.height >= HEAD + FOOT + 10
}

/// Draws it.
pub(super) fn draw(kiosk: &Kiosk, buf: &mut Buffer, area: Rect, look: &Look) -> Option<Position> {
    fill(buf, area, look.style(Tone::Normal));
    let small = !large(area, kiosk.front.levels.len().max(1) as u16);
    middle(buf, area, u16::from(!small), &kiosk.front.unit.to_uppercase(), look, Tone::Title);
    match &kiosk.face {
        Face::Start | Face::Saving => draw_start(kiosk, buf, area, look, small),
        Face::Thanks(_) => say(buf, area, look, Tone::Good, "CẢM ƠN ÔNG, BÀ!", "Ý kiến đã được ghi lại."),
        Face::Failed(_) => {
            say(buf, area, look, Tone::Error, "CHƯA GHI ĐƯỢC", "Xin ông, bà báo cán bộ tại quầy giúp.");
        }
        Face::Shut(_) => say(buf, area, look, Tone::Warning, "XIN CHỜ VÀI GIÂY", "Ô gõ mã đã đóng; chưa nhận phím."),
        Face::Pin(pad, _) => return Some(draw_pin(pad, buf, area, look)),
    }
    None
}

fn draw_start(kiosk: &Kiosk, buf: &mut Buffer, area: Rect, look: &Look, small: bool) {
    let line = if small { 1 } else { 3 };
    let question = match kiosk.invited_digits() {
        Some(digits) => format!("Hồ sơ …{digits}: ông, bà có hài lòng không?"),
        None if small => "Ông, bà có hài lòng không?".to_owned(),
        None => "Ông, bà có hài lòng với việc phục vụ không?".to_owned(),
    };
    middle(buf, area, line, &question, look, Tone::Strong);
    for (at, place) in boxes(area, kiosk.front.levels.len()).into_iter().enumerate() {
        let Some(level) = kiosk.front.levels.get(at) else { break };
        if small { draw_line(buf, place, at, &level.label, look) } else { draw_box(buf, place, at, &level.label, look) }
    }
    let said = match (&kiosk.face, kiosk.front.levels.len()) {
        (Face::Saving, _) => "Đang ghi…".to_owned(),
        (_, count) if small => format!("Bấm số từ 1 đến {count}, hoặc chạm vào dòng"),
        (_, count) => format!("Bấm một số từ 1 đến {count}, hoặc chạm vào ô."),
    };
    middle(buf, area, area.height.saturating_sub(1), &said, look, Tone::Dim);
}

/// A level as a line, for a small window.
fn draw_line(buf: &mut Buffer, place: Rect, at: usize, label: &str, look: &Look) {
    let key = format!(" {} ", at + 1);
    put(buf, place, 0, 0, &key, look.style(Tone::KeyLabel));
    put(buf, place, 4, 0, &label.to_uppercase(), look.style(Tone::Strong));
}

/// A level as a box: a large digit above, the words below it.
fn draw_box(buf: &mut Buffer, place: Rect, at: usize, label: &str, look: &Look) {
    let inside = boxed(buf, place, "", look);
    let lines = wrap(&label.to_uppercase(), usize::from(inside.width.saturating_sub(2)));
    let needed = 5 + 1 + lines.len() as u16;
    let top = inside.height.saturating_sub(needed) / 2;
    let digit = DIGITS.get(at).map(|digit| digit.as_slice()).unwrap_or_default();
    for (dy, line) in (top..).zip(digit) {
        middle(buf, inside, dy, line, look, Tone::Strong);
    }
    for (dy, line) in (top + 6..).zip(&lines) {
        middle(buf, inside, dy, line, look, Tone::Strong);
    }
}

fn draw_pin(pad: &PinPad, buf: &mut Buffer, area: Rect, look: &Look) -> Position {
    let y = area.height / 2;
    let asked = wrap("Dành cho cán bộ: gõ mã rồi Enter, Esc để thôi", usize::from(area.width));
    let top = y.saturating_sub(1 + asked.len() as u16);
    for (dy, line) in (top..).zip(&asked) {
        middle(buf, area, dy, line, look, Tone::Normal);
    }
    let dots = pad.dots();
    let x = middle(buf, area, y, if dots.is_empty() { " " } else { &dots }, look, Tone::Field);
    for (dy, line) in (y + 2..).zip(wrap(pad.said(), usize::from(area.width))) {
        middle(buf, area, dy, &line, look, Tone::Warning);
    }
    Position { x: x + width(&dots) as u16, y: area.y + y }
}

/// Two lines in the middle of the window.
fn say(buf: &mut Buffer, area: Rect, look: &Look, tone: Tone, first: &str, second: &str) {
    let y = area.height / 2;
    middle(buf, area, y.saturating_sub(1), &format!("{} {first}", tone.sign()), look, tone);
    middle(buf, area, y + 1, second, look, Tone::Strong);
}

/// One line in the middle of its row; returns where it begins. What is too long is cut at its end.
fn middle(buf: &mut Buffer, area: Rect, dy: u16, text: &str, look: &Look, tone: Tone) -> u16 {
    let room = row(area, dy);
    let dx = (usize::from(room.width).saturating_sub(width(text)) / 2) as u16;
    put(buf, room, dx, 0, text, look.style(tone));
    room.x + dx
}
