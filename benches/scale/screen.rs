//! The keys a clerk uses most, on one register.

use std::path::Path;
use std::time::Instant;

use motcua::domain::day::Moment;
use motcua::ui::input::{Key, KeyCode};

use crate::window::Window;

/// Presses keys some times over and prints how long each took.
fn keys(window: &mut Window, what: &str, keys: &[Key], times: usize) {
    let mut measured = Vec::new();
    for key in (0..times).flat_map(|_| keys.to_vec()) {
        measured.push(window.key(key));
        // What is found beside the worker is waited for between the keys.
        window.hear();
    }
    crate::say(what, measured);
}

/// First screen, then the keys a clerk uses most.
pub fn measure(path: &Path, now: Moment) -> Result<(), Box<dyn std::error::Error>> {
    let begun = Instant::now();
    let mut window = Window::open(path, now)?;
    println!("mở sổ, đến màn hình đầu {:.2} ms", begun.elapsed().as_secs_f64() * 1_000.0);
    crate::say_memory("ở màn hình đầu");
    let plain = Key::plain;
    keys(&mut window, "Hồ sơ: mở", &[Key::f(4)], 1);
    keys(&mut window, "xuống một dòng", &[plain(KeyCode::Down)], 200);
    keys(&mut window, "xuống một trang", &[plain(KeyCode::PageDown)], 100);
    keys(&mut window, "cuối và đầu danh sách", &[plain(KeyCode::End), plain(KeyCode::Home)], 20);
    window.key(Key::char('/'));
    let typed: Vec<Key> = "nguyen van binh".chars().map(Key::char).collect();
    let erased = vec![plain(KeyCode::Backspace); typed.len()];
    keys(&mut window, "gõ tìm tên", &[typed, erased].concat(), 5);
    window.key(plain(KeyCode::Esc));
    keys(&mut window, "mở và đóng một hồ sơ", &[plain(KeyCode::Enter), plain(KeyCode::Esc)], 30);
    keys(&mut window, "Hôm nay", &[Key::f(3), Key::f(7)], 30);
    let saved = (0..10).map(|_| window.save(crate::register::one_more(path, now.day)?));
    crate::say("tiếp nhận đến hình mới", saved.collect::<Result<_, Box<dyn std::error::Error>>>()?);
    Ok(())
}
