//! Pictures of every screen as plain text, in the three sizes that are promised, kept beside this file: what a change
//! does to a screen is seen in its diff. The same scenes are held against the rules of the look.
//!
//! `MOTCUA_WRITE_PICTURES=1 cargo test --test pictures` draws them anew.

#[path = "../seat/mod.rs"]
mod seat;

mod scenes;

use std::path::PathBuf;

use motcua::ui::look::{Depth, Ground, Look, Tone};
use motcua::ui::paint::lines_of;
use ratatui::buffer::{Buffer, Cell};
use scenes::{SCENES, Scene};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 10)];

fn file(scene: &Scene) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pictures/{}.txt", scene.name))
}

fn pictures(scene: &Scene) -> String {
    let mut out = String::new();
    for (columns, rows) in SIZES {
        let mut seat = scene.sit_down(columns, rows, Look::mono());
        out.push_str(&format!("== {columns}×{rows}\n{}\n", seat.lines().join("\n")));
    }
    out
}

#[test]
fn every_screen_looks_as_it_is_kept() {
    let write = std::env::var_os("MOTCUA_WRITE_PICTURES").is_some();
    let mut changed = Vec::new();
    for scene in SCENES {
        let (path, fresh) = (file(scene), pictures(scene));
        if write {
            std::fs::write(&path, &fresh).expect("written");
            continue;
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        if kept != fresh {
            let line = kept.lines().zip(fresh.lines()).position(|(kept, fresh)| kept != fresh);
            let at = line.unwrap_or_else(|| kept.lines().count().min(fresh.lines().count()));
            let of = |text: &str| text.lines().nth(at).unwrap_or("(hết)").to_owned();
            changed.push(format!("{}, dòng {}:\n- {}\n+ {}", scene.name, at + 1, of(&kept), of(&fresh)));
        }
    }
    assert!(changed.is_empty(), "{}\nMOTCUA_WRITE_PICTURES=1 cargo test --test pictures vẽ lại", changed.join("\n"));
}

#[test]
fn no_picture_is_left_of_a_scene_that_is_gone() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        let known = SCENES.iter().any(|scene| path == file(scene));
        assert!(known || path.extension().is_some_and(|extension| extension == "rs"), "{}", path.display());
    }
}

/// Every look there is.
fn looks() -> Vec<Look> {
    let depths = [Depth::Mono, Depth::Sixteen, Depth::Full];
    depths.into_iter().flat_map(|depth| [Ground::Dark, Ground::Light].map(|ground| Look { depth, ground })).collect()
}

#[test]
fn without_colour_every_word_is_there() {
    for scene in SCENES {
        let plain = scene.sit_down(80, 24, Look::mono()).lines();
        for look in looks() {
            assert_eq!(scene.sit_down(80, 24, look).lines(), plain, "{} {look:?}", scene.name);
        }
    }
}

/// The tones that bring news, and words that say it where the sign does not stand right there.
const NEWS: [(Tone, &[&str]); 7] = [
    (Tone::Overdue, &["trễ", "quá hạn"]),
    (Tone::DueSoon, &["lọc", "còn", "làm bù", "chờ tiếp nhận"]),
    (Tone::LastMoment, &["xin lỗi", "còn"]),
    (Tone::Waiting, &["tạm dừng", "nghỉ", "chờ"]),
    (Tone::Good, &["xong", "đã lưu"]),
    (Tone::Error, &[]),
    (Tone::Warning, &["chưa", "tìm"]),
];

/// Whether a cell has the colours of a tone that no plain tone has.
fn is_toned(cell: &Cell, look: &Look, tone: Tone) -> bool {
    let style = look.style(tone);
    style.fg.is_some_and(|fg| fg == cell.fg) && style.bg.is_none_or(|bg| bg == cell.bg)
}

fn line_of(buf: &Buffer, y: u16) -> String {
    lines_of(buf).get(usize::from(y)).cloned().unwrap_or_default()
}

/// The cells of a line that are to be read: beside a box stand the ends of a line that it covers.
fn uncovered<'a>(cells: &[&'a Cell]) -> Vec<&'a Cell> {
    let framed = |cell: &&Cell| matches!(cell.symbol(), "│" | "┌" | "┐" | "└" | "┘");
    match (cells.iter().position(&framed), cells.iter().rposition(&framed)) {
        (Some(first), Some(last)) => cells[first..=last].to_vec(),
        _ => cells.to_vec(),
    }
}

#[test]
fn what_is_coloured_says_so_in_words_or_by_its_sign() {
    let look = Look { depth: Depth::Full, ground: Ground::Dark };
    for scene in SCENES {
        let frame = scene.sit_down(80, 24, look).frame();
        // The year has signs of its own, one behind each day, and tells them in a legend below.
        let year = lines_of(&frame).iter().any(|line| line.contains("* nghỉ  . cuối tuần  + làm bù"));
        for y in 0..frame.area.height {
            let cells: Vec<&Cell> = (0..frame.area.width).filter_map(|x| frame.cell((x, y))).collect();
            let cells = uncovered(&cells);
            for (tone, _) in NEWS {
                if !cells.iter().any(|cell| !cell.symbol().trim().is_empty() && is_toned(cell, &look, tone)) {
                    continue;
                }
                let line = line_of(&frame, y);
                let lower = line.to_lowercase();
                // A long message is toned on its first line, where its sign stands; the lines after it go on.
                let above = y.checked_sub(1).map(|y| line_of(&frame, y).to_lowercase()).unwrap_or_default();
                // Tones may share a colour; then the sign of each is as good.
                let same = |other: &Tone| look.style(*other).fg == look.style(tone).fg;
                let alike: Vec<_> = NEWS.iter().filter(|(other, _)| same(other)).collect();
                let says = |text: &str| {
                    alike
                        .iter()
                        .any(|(tone, words)| text.contains(tone.sign()) || words.iter().any(|word| text.contains(word)))
                };
                let day = year && line.contains(['*', '+', '~']);
                assert!(says(&lower) || says(&above) || day, "{}: {tone:?} chỉ bằng màu: {line}", scene.name);
            }
        }
    }
}

#[test]
fn a_window_too_small_says_so_and_loses_nothing() {
    for scene in SCENES {
        let mut seat = scene.sit_down(80, 24, Look::mono());
        let before = seat.lines();
        for (columns, rows) in [(39, 10), (40, 9), (1, 1), (20, 3)] {
            seat.resize(columns, rows);
            assert!(columns < 20 || seat.lines()[0].starts_with("Cửa sổ quá nhỏ"), "{:?}", seat.lines());
        }
        seat.resize(80, 24);
        assert_eq!(seat.lines(), before, "{}", scene.name);
    }
}
