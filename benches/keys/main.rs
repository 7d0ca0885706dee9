//! Key to drawn frame, key by key, at 1 000 and 100 000 dossiers: what a key costs must not grow with the register.
//!
//! Every key is measured with all the work that its frame asks for, as if the clerk waited for it; on the screen the key
//! itself never does. Rows that are looked for beside the worker come after the frame that says so; when they are there
//! is printed too. Medians and the worst of a few times are printed with their ratio, never asserted: machines are noisy.
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
const TIMES: usize = 9;

/// Times that a row is measured after a write, which the kept register keeps.
const WRITTEN: usize = 9;

/// Lists that take less are not named.
const LEAST_MS: f64 = 10.0;

/// A key to measure: the keys before it are not.
struct Row {
    what: String,
    before: Vec<Key>,
    measured: Vec<Key>,
    after: Vec<Key>,
    /// A dossier is accepted after the keys before it, so that nothing counted earlier is true any more.
    written: bool,
}

fn row(what: &str, before: &[Key], measured: &[Key], after: &[Key]) -> Row {
    let (before, measured, after) = (before.to_vec(), measured.to_vec(), after.to_vec());
    Row { what: what.to_owned(), before, measured, after, written: false }
}

fn written(row: Row) -> Row {
    Row { what: format!("{}, sau khi lưu", row.what), written: true, ..row }
}

fn letters(text: &str) -> Vec<Key> {
    text.chars().map(Key::char).collect()
}

/// The keys that put the list of dossiers in an order that the box of orders finds by these letters.
fn ordered(name: &str) -> Vec<Key> {
    [vec![Key::f(4), Key::char('s')], letters(name), vec![Key::plain(KeyCode::Enter)]].concat()
}

/// The orders by the letters that find them in their box.
const ORDERS: [&str; 6] =
    ["moi nhat truoc", "it thoi gian", "theo ten", "theo ma", "ket thuc gan nhat", "tiep nhan giam"];

/// Words that find much, little and nothing; each is typed to its last letter before the measured one.
const WORDS: [(&str, &str); 6] = [
    ("nguye", "n"),
    ("nguyen ", "v"),
    ("nguyen van bin", "h"),
    ("tran quoc uyen khan", "h"),
    ("H99.07-25010", "7"),
    ("09123456", "7"),
];

/// Every screen by the key that opens it.
fn opened() -> Vec<Row> {
    let esc = Key::plain(KeyCode::Esc);
    let named = [
        ("F1 Trợ giúp", Key::f(1)),
        ("F2 Tiếp nhận", Key::f(2)),
        ("F3 Hôm nay", Key::f(3)),
        ("F6 Danh mục", Key::f(6)),
        ("F7 Quá hạn", Key::f(7)),
        ("F8 Nhật ký", Key::f(8)),
        ("F9 Đổi cán bộ", Key::f(9)),
        ("F11 Sổ việc", Key::f(11)),
        ("Ctrl+P Bảng lệnh", Key::ctrl('p')),
        ("Alt+L Lịch năm", Key::alt('l')),
    ];
    let mut rows: Vec<Row> = named.into_iter().map(|(what, key)| row(what, &[Key::f(4)], &[key], &[esc])).collect();
    rows.push(row("F4 Hồ sơ", &[Key::f(3)], &[Key::f(4)], &[]));
    rows.push(written(row("F3 Hôm nay", &[Key::f(4)], &[Key::f(3)], &[])));
    rows.push(written(row("F7 Quá hạn", &[Key::f(4)], &[Key::f(7)], &[esc])));
    rows
}

/// Moving in every order, and finding in it.
fn lists() -> Vec<Row> {
    let (esc, home) = (Key::plain(KeyCode::Esc), Key::plain(KeyCode::Home));
    let (down, page, end) = (Key::plain(KeyCode::Down), Key::plain(KeyCode::PageDown), Key::plain(KeyCode::End));
    let up = Key::plain(KeyCode::PageUp);
    let mut rows = Vec::new();
    for order in ORDERS {
        let there = ordered(order);
        let (last, before) = there.split_last().expect("an order");
        rows.push(row(&format!("{order}: sắp"), before, &[*last], &ordered(ORDERS[0])));
        rows.push(row(&format!("{order}: một trang xuống"), &there, &[page], &[]));
        rows.push(row(&format!("{order}: cuối"), &there, &[end], &[home]));
        rows.push(row(
            &format!("{order}: một trang lên từ cuối"),
            &[there.clone(), vec![end]].concat(),
            &[up],
            &[home],
        ));
        for (typed, next) in WORDS {
            let before = [there.clone(), vec![Key::char('/')], letters(typed)].concat();
            rows.push(row(&format!("{order}: tìm {typed}{next}"), &before, &letters(next), &[esc, esc]));
        }
    }
    rows.push(row("xuống một dòng", &ordered(ORDERS[0]), &[down], &[]));
    let typed = [ordered(ORDERS[0]), vec![Key::char('/')], letters("nguyen van b")].concat();
    rows.push(row("tìm: xóa một chữ", &typed, &[Key::plain(KeyCode::Backspace)], &[esc, esc]));
    for column in ["thu tuc", "dien thoai", "tinh trang"] {
        let before = [vec![Key::f(7), Key::char('s')], letters(column)].concat();
        rows.push(row(&format!("quá hạn: sắp {column}"), &before, &[Key::plain(KeyCode::Enter)], &[esc, esc]));
    }
    for typed in ["nguyen v", "quoc uyen"] {
        let (typed, last) = typed.split_at(typed.len() - 1);
        let before = [vec![Key::f(7), Key::char('/')], letters(typed)].concat();
        rows.push(row(&format!("quá hạn: tìm {typed}{last}"), &before, &letters(last), &[esc, esc, esc]));
    }
    rows
}

/// What is done with one dossier, with filters and numbers.
fn work() -> Vec<Row> {
    let plain = Key::plain;
    let (esc, enter, tab) = (plain(KeyCode::Esc), plain(KeyCode::Enter), plain(KeyCode::Tab));
    let newest = ordered(ORDERS[0]);
    let back = Key::shift(KeyCode::Tab);
    vec![
        row("mở một hồ sơ", &newest, &[enter], &[esc]),
        row("đóng hồ sơ", &[newest.clone(), vec![enter]].concat(), &[esc], &[]),
        row("h Giải trình hạn", &newest, &[Key::char('h')], &[esc]),
        row("m Việc…", &newest, &[Key::char('m')], &[esc]),
        row(
            "lọc: đang giải quyết",
            &[vec![Key::f(4), Key::char('l')], letters("dang giai"), vec![enter]].concat(),
            &[Key::ctrl('s')],
            &[esc],
        ),
        row("q Chỉ quá hạn", &newest, &[Key::char('q')], &[Key::char('q')]),
        row("số việc: 4 quá hạn", &[Key::f(3)], &[Key::char('4')], &[esc]),
        row("số việc: a số hóa", &[Key::f(3)], &[Key::char('a')], &[esc]),
        row("nhật ký: cuối", &[Key::f(8)], &[plain(KeyCode::End)], &[plain(KeyCode::Home)]),
        row(
            "gõ một chữ trong phiếu",
            &[Key::f(2), tab, tab, tab],
            &letters("a"),
            &[plain(KeyCode::Backspace), back, back, back],
        ),
    ]
}

fn table() -> Vec<Row> {
    // Reports count beside the worker and go on when the screen is left, so they come last.
    let report = row("F5 Báo cáo", &[Key::f(4)], &[Key::f(5)], &[Key::plain(KeyCode::Esc)]);
    opened().into_iter().chain(lists()).chain(work()).chain([report]).collect()
}

/// Median and worst of some times, in milliseconds.
#[derive(Clone, Copy)]
struct Cost {
    p50: f64,
    worst: f64,
    /// Median until the rows are there, where they are looked for beside the worker.
    later: Option<f64>,
}

fn cost(mut times: Vec<Duration>, mut later: Vec<Duration>) -> Cost {
    later.sort_unstable();
    times.sort_unstable();
    let at = |share: usize| times[times.len() * share / 100].as_secs_f64() * 1_000.0;
    let later = later.get(later.len() / 2).map(|later| later.as_secs_f64() * 1_000.0);
    Cost { p50: at(50), worst: at(99), later }
}

fn measured(size: u64) -> Result<Vec<(String, Cost)>, Box<dyn std::error::Error>> {
    let today: Day = "2026-11-20".parse()?;
    let path = register::kept(size, today)?;
    // A draft that an earlier measure left would be asked about, and the question would take the keys.
    Store::open(&path, Mode::Existing)?.keep_draft("accept", "", today.at(540))?;
    let mut window = Window::open(&path, today.at(540))?;
    let mut costs = Vec::new();
    for row in table() {
        let (mut times, mut later) = (Vec::new(), Vec::new());
        for _ in 0..if row.written { WRITTEN } else { TIMES } {
            for key in &row.before {
                window.key(*key);
            }
            window.hear();
            if row.written {
                window.save(register::one_more(&path, today)?)?;
            }
            for key in &row.measured {
                let frame = window.key(*key);
                let answer = window.hear();
                later.extend(answer.map(|answer| frame + answer));
                times.push(frame);
            }
            for key in &row.after {
                window.key(*key);
            }
        }
        let cost = cost(times, later);
        // Said at once: at a large size the whole table takes minutes.
        eprintln!("{size:>9}  {:<44} {:>8.2} {:>8.2} {:>8.0?}", row.what, cost.p50, cost.worst, cost.later);
        costs.push((row.what, cost));
    }
    for (what, key) in [("Hồ sơ: tiếp nhận đến đã lưu", 4), ("Hôm nay: tiếp nhận đến đã lưu", 3)]
    {
        window.key(Key::f(key));
        let saved = (0..WRITTEN).map(|_| window.save(register::one_more(&path, today)?));
        costs.push((what.to_owned(), cost(saved.collect::<Result<_, Box<dyn std::error::Error>>>()?, Vec::new())));
    }
    Ok(costs)
}

/// Resident memory of this process in megabytes, where the system tells.
fn resident() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
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
    let few = measured(small)?;
    let before = resident();
    let many = measured(large)?;
    println!("{:<44} {small:>9} p50 {:>7} {large:>12} p50 {:>7}   lần", "phím đến hình, ms", "lâu", "lâu");
    for ((what, few), (_, many)) in few.iter().zip(&many) {
        // Below a quarter of a millisecond the machine's own noise is all there is to see.
        let grows = if many.p50 > 0.25 && many.p50 / few.p50 > 2.0 { "  << tăng theo sổ" } else { "" };
        let later = many.later.map_or(String::new(), |ms| format!("  đang tìm…, xong sau {ms:.0}"));
        let times = many.p50 / few.p50.max(0.01);
        println!(
            "{what:<44} {:>13.2} {:>7.2} {:>16.2} {:>7.2} {times:>5.1}{grows}{later}",
            few.p50, few.worst, many.p50, many.worst
        );
    }
    if let (Some(few), Some(many)) = (before, resident()) {
        println!("bộ nhớ cao nhất: {few:.1} MB sau sổ nhỏ, {many:.1} MB sau sổ lớn");
    }
    Ok(())
}
