//! What keys cost in steps of SQLite, on the connection that they wait for: the same on every machine.

use std::path::Path;

use motcua::domain::day::Day;
use motcua::ui::input::Key;

use crate::register;
use crate::table::{Row, SAVED, table};
use crate::window::Window;

/// Steps of every wanted key by its name. What is written stays in the register.
///
/// # Errors
/// When the register cannot be opened or written.
pub fn counted(
    path: &Path,
    today: Day,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(String, u64)>, Box<dyn std::error::Error>> {
    let mut window = Window::counting(path, today.at(540))?;
    let mut found = Vec::new();
    for row in table().iter().filter(|row| wanted(&row.what)) {
        found.push((row.what.clone(), of_row(&mut window, row, path, today)?));
    }
    for (what, key) in SAVED.into_iter().filter(|(what, _)| wanted(what)) {
        window.press(&[Key::f(key)]);
        let draft = register::one_more(path, today)?;
        let before = window.steps();
        window.save(draft)?;
        found.push((what.to_owned(), window.steps() - before));
    }
    Ok(found)
}

fn of_row(window: &mut Window, row: &Row, path: &Path, today: Day) -> Result<u64, Box<dyn std::error::Error>> {
    window.press(&row.before);
    window.hear();
    if row.written {
        window.save(register::one_more(path, today)?)?;
    }
    let before = window.steps();
    window.press(&row.measured);
    let taken = window.steps() - before;
    window.hear();
    window.press(&row.after);
    window.hear();
    Ok(taken)
}
