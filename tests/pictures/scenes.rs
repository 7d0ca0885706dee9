//! The scenes: keys that lead to every screen over the sample register, whose people are all invented.

use motcua::ui::input::{Input, Key, KeyCode};
use motcua::ui::look::Look;

use super::seat::{self, Seat};

/// One scene.
pub struct Scene {
    /// Name of its file.
    pub name: &'static str,
    keys: &'static [&'static str],
}

const fn scene(name: &'static str, keys: &'static [&'static str]) -> Scene {
    Scene { name, keys }
}

/// Every scene. A word in brackets is a key, everything else is typed.
pub const SCENES: &[Scene] = &[
    scene("today", &[]),
    scene("today_list", &["<Tab>", "<Down>"]),
    scene(
        "accept",
        &["<F2>", "khai sinh", "<Enter>", "001099012345", "<Tab>", "0912345678", "<Tab>", "Lê Thị Ánh", "<Tab>"],
    ),
    scene("accept_list", &["<F2>", "dk"]),
    scene("accept_refused", &["<F2>", "khai sinh", "<Enter>", "<Ctrl+S>"]),
    scene("dossiers", &["<F4>"]),
    scene("dossiers_find", &["<F4>", "/", "nguyen"]),
    scene("dossiers_filter", &["<F4>", "l"]),
    scene("dossiers_moves", &["<F4>", "m"]),
    scene("dossiers_sorted", &["<F4>", "=", "linh vuc", "<Enter>", "s", "han tra giam", "<Enter>"]),
    scene("dossiers_copy", &["<F4>", "y"]),
    scene("dossiers_columns", &["<F4>", "c", "<Down>", "<Down>", "<Down>", " ", "+"]),
    scene("dossiers_value", &["<F4>", "="]),
    scene("overdue", &["<F7>"]),
    scene("detail", &["<F7>", "<Enter>"]),
    scene("detail_pause", &["<F7>", "<Enter>", "t"]),
    scene("detail_amend", &["<F7>", "<Enter>", "s"]),
    scene("detail_apology", &["<F7>", "<Enter>", "a"]),
    scene("detail_account", &["<F7>", "<Enter>", "h"]),
    scene("reports", &["<F5>"]),
    scene("reports_period", &["<F5>", "t", "q2", "<Enter>", "2026", "<Tab>"]),
    scene("reports_figures", &["<F5>", "a"]),
    scene("reports_behind", &["<F5>", "t", "q2", "<Enter>", "2025", "<Ctrl+S>", "s", "<Tab>", "<Tab>", "<Enter>"]),
    scene("reports_texts", &["<F5>", "t", "q2", "<Enter>", "2025", "<Ctrl+S>", "v"]),
    scene("reports_text_box", &["<F5>", "t", "q2", "<Enter>", "2025", "<Ctrl+S>", "v", "<Down>", "y", "e"]),
    scene("reports_charts", &["<F5>", "t", "q2", "<Enter>", "2025", "<Ctrl+S>", "o"]),
    scene(
        "reports_targets",
        &[
            "<F5>",
            "t",
            "q2",
            "<Enter>",
            "2025",
            "<Ctrl+S>",
            "e",
            "t",
            "settled.overdue",
            "<Enter>",
            "<Tab>",
            "3",
            "<Ctrl+S>",
        ],
    ),
    scene("reports_close", &["<F5>", "t", "q2", "<Enter>", "2025", "<Ctrl+S>", "c"]),
    scene("reports_since", &["<F5>", "t", "q2", "<Enter>", "2025", "<Ctrl+S>", "c", "c", "d"]),
    scene("reports_index", &["<F5>", "t", "q2", "<Enter>", "2025", "<Ctrl+S>", "l", "766", "<Enter>"]),
    scene("catalogue", &["<F6>"]),
    scene("catalogue_sorted", &["<F6>", "=", "linh vuc", "<Enter>", "s", "thoi han giam", "<Enter>"]),
    scene("catalogue_officer", &["<F6>", "<Tab>", "t", "<Tab>", "Trần Thị Mẫu", "<Tab>", "<Tab>", "<Tab>", "+5"]),
    scene("catalogue_calendar", &["<F6>", "<Tab>", "<Tab>"]),
    scene("catalogue_year", &["<F6>", "<Tab>", "<Tab>", "n"]),
    scene("catalogue_hours", &["<F6>", "<Tab>", "<Tab>", "<Tab>"]),
    scene("catalogue_settings", &["<F6>", "<Tab>", "<Tab>", "<Tab>", "<Tab>", "<Tab>"]),
    scene("journal", &["<F8>"]),
    scene("journal_entry", &["<F8>", "<Enter>"]),
    scene("apologies", &["<Alt+X>"]),
    scene("digitising", &["<Alt+S>"]),
    scene("ratings", &["<Alt+D>"]),
    scene("feedback", &["<Alt+P>"]),
    scene("detail_papers", &["<F7>", "<Enter>", "i"]),
    scene("seat", &["<F9>"]),
    scene("help", &["<F7>", "<Enter>", "<F1>", "ctrl z"]),
    scene("palette", &["<F4>", ":", "xuat"]),
    scene("leaving", &["<F2>", "khai sinh", "<Enter>", "<Tab>", "<Tab>", "Lê Thị Ánh", "<F3>", "<F10>"]),
];

/// A key by its name in brackets.
fn key(name: &str) -> Key {
    match name {
        "<Tab>" => Key::plain(KeyCode::Tab),
        "<Enter>" => Key::plain(KeyCode::Enter),
        "<Down>" => Key::plain(KeyCode::Down),
        "<Ctrl+S>" => Key::ctrl('s'),
        alt if alt.starts_with("<Alt+") => Key::alt(alt.chars().nth(5).expect("a letter").to_ascii_lowercase()),
        other => {
            let number = other.trim_start_matches("<F").trim_end_matches('>').parse();
            Key::f(number.unwrap_or_else(|_| panic!("no key {other}")))
        }
    }
}

impl Scene {
    /// The window in which the keys of the scene were pressed.
    pub fn sit_down(&self, columns: u16, rows: u16, look: Look) -> Seat {
        let (folder, path) = seat::register(|_| {});
        let mut seat = Seat::looking(columns, rows, folder, path, look);
        // The first minute begins as in the program, before any key.
        seat.give(Input::Tick(seat::now()));
        for word in self.keys {
            if word.starts_with('<') { seat.press(key(word)) } else { seat.type_text(word) }
        }
        seat
    }
}
