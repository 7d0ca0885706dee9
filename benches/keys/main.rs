//! Key to drawn frame, key by key, at 1 000 and 100 000 dossiers: what a key costs must not grow with the register.
//!
//! Every key is measured with all the work that it asks for, as if the clerk waited for it; on the screen the key itself
//! never does. Medians are printed with their ratio, never asserted: machines are noisy.
//!
//! `cargo bench --bench keys` compares both sizes, `cargo bench --bench keys -- 1000 1000000` two of one's own.

mod lists;
#[path = "../scale/register.rs"]
mod register;
#[path = "../scale/window.rs"]
mod window;

use std::time::Duration;

use motcua::domain::day::Day;
use motcua::store::{Mode, Store};
use motcua::ui::input::{Key, KeyCode};
use window::Window;

/// Sizes unless others are named; a made-up register has no fewer dossiers than the sample that it begins with.
const SIZES: [u64; 2] = [1_503, 100_000];

/// Times that a row is measured.
const TIMES: usize = 15;

/// Lists that take less are not named.
const LEAST_MS: f64 = 10.0;

/// A key to measure: the keys before it are not.
struct Row {
    what: &'static str,
    before: Vec<Key>,
    measured: Vec<Key>,
    after: Vec<Key>,
}

fn row(what: &'static str, before: &[Key], measured: &[Key], after: &[Key]) -> Row {
    Row { what, before: before.to_vec(), measured: measured.to_vec(), after: after.to_vec() }
}

/// The screens and what a clerk does on each.
fn table() -> Vec<Row> {
    let plain = Key::plain;
    let (esc, enter, tab) = (plain(KeyCode::Esc), plain(KeyCode::Enter), plain(KeyCode::Tab));
    let letters = |text: &str| text.chars().map(Key::char).collect::<Vec<_>>();
    let ordered = |name: &str| [vec![Key::f(4), Key::char('s')], letters(name), vec![enter]].concat();
    let find = |text: &str| [ordered("moi nhat"), vec![Key::char('/')], letters(text)].concat();
    let find_by_due = |text: &str| [ordered("han"), vec![Key::char('/')], letters(text)].concat();
    let leave_find = [esc, esc];
    let in_order = |name: &str| [vec![Key::f(4), Key::char('s')], letters(name)].concat();
    let first_order = [vec![Key::f(4), Key::char('s')], letters("moi nhat"), vec![enter]].concat();
    vec![
        row("F3 Hôm nay", &[Key::f(4)], &[Key::f(3)], &[]),
        row("F4 Hồ sơ", &[Key::f(3)], &[Key::f(4)], &[]),
        row("F7 Quá hạn", &[Key::f(3)], &[Key::f(7)], &[esc]),
        row("F2 Tiếp nhận", &[Key::f(3)], &[Key::f(2)], &[]),
        row("F8 Nhật ký", &[Key::f(3)], &[Key::f(8)], &[]),
        row("F6 Danh mục", &[Key::f(3)], &[Key::f(6)], &[]),
        row("xuống một dòng", &[Key::f(4)], &[plain(KeyCode::Down)], &[]),
        row("xuống một trang", &[Key::f(4)], &[plain(KeyCode::PageDown)], &[]),
        row("cuối danh sách", &[Key::f(4)], &[plain(KeyCode::End)], &[plain(KeyCode::Home)]),
        row("mở một hồ sơ", &[Key::f(4)], &[enter], &[esc]),
        row("mở việc của hồ sơ", &[Key::f(4)], &[Key::char('m')], &[esc]),
        row("tìm: n", &find(""), &letters("n"), &leave_find),
        row("tìm: nguyen v", &find("nguyen "), &letters("v"), &leave_find),
        row("tìm: nguyen van b", &find("nguyen van "), &letters("b"), &leave_find),
        row("tìm: xóa một chữ", &find("nguyen van b"), &[plain(KeyCode::Backspace)], &leave_find),
        row("tìm theo hạn: nguyen v", &find_by_due("nguyen "), &letters("v"), &leave_find),
        row("tìm: mã", &find("H99.07-25010"), &letters("7"), &leave_find),
        row("sắp theo tên", &in_order("ten"), &[enter], &first_order),
        row("sắp theo hạn", &in_order("han"), &[enter], &first_order),
        row(
            "lọc: đang giải quyết",
            &[vec![Key::f(4), Key::char('l')], letters("dang giai"), vec![enter]].concat(),
            &[Key::ctrl('s')],
            &[esc],
        ),
        row("chỉ quá hạn", &[Key::f(4)], &[Key::char('q')], &[Key::char('q')]),
        row("số việc: 4 quá hạn", &[Key::f(3)], &[Key::char('4')], &[esc]),
        row("số việc: a số hóa", &[Key::f(3)], &[Key::char('a')], &[esc]),
        row(
            "gõ một chữ trong phiếu",
            &[Key::f(2), tab, tab, tab],
            &letters("a"),
            &[plain(KeyCode::Backspace), Key::shift(KeyCode::Tab), Key::shift(KeyCode::Tab), Key::shift(KeyCode::Tab)],
        ),
    ]
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1_000.0
}

fn measured(size: u64) -> Result<Vec<f64>, Box<dyn std::error::Error>> {
    let today: Day = "2026-11-20".parse()?;
    let path = register::kept(size, today)?;
    // A draft that an earlier measure left would be asked about, and the question would take the keys.
    Store::open(&path, Mode::Existing)?.keep_draft("accept", "", today.at(540))?;
    let mut window = Window::open(&path, today.at(540))?;
    let times = table().into_iter().map(|row| {
        let mut times = Vec::new();
        for _ in 0..TIMES {
            for key in &row.before {
                window.key(*key);
            }
            times.extend(row.measured.iter().map(|key| window.key(*key)));
            for key in &row.after {
                window.key(*key);
            }
        }
        median(times)
    });
    Ok(times.collect())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().any(|word| word == "lists") {
        let today: Day = "2026-11-20".parse()?;
        for size in std::env::args().filter_map(|word| word.parse().ok()) {
            println!("== {size} hồ sơ");
            lists::measure(&register::kept(size, today)?, today.at(540), LEAST_MS)?;
        }
        return Ok(());
    }
    let asked: Vec<u64> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let [small, large] = <[u64; 2]>::try_from(asked).unwrap_or(SIZES);
    let (few, many) = (measured(small)?, measured(large)?);
    println!("{:<26} {small:>12} {large:>12}   lần", "phím đến hình, ms");
    for (row, (few, many)) in table().iter().zip(few.iter().zip(&many)) {
        // Below a quarter of a millisecond the machine's own noise is all there is to see.
        let grows = if *many > 0.25 && many / few > 2.0 { "  << tăng theo sổ" } else { "" };
        println!("{:<26} {few:>12.2} {many:>12.2} {:>5.1}{grows}", row.what, many / few.max(0.01));
    }
    Ok(())
}
