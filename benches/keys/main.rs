//! Key to drawn frame, key by key, at several sizes of the register: what a key costs must not grow with it.
//!
//! Every key is measured with all the work that its frame asks for, as if the clerk waited for it; on the screen the key
//! itself never does. Rows that are looked for beside the worker come after the frame that says so; when they are there
//! is printed too. Medians and the worst of a few times are printed with their ratio, never asserted: machines are noisy.
//!
//! `cargo bench --bench keys` compares the usual sizes, `cargo bench --bench keys -- 10000 100000 1000000` one's own.
//! Words beside the sizes (`nhật ký`, `phiếu:`) leave only the rows with one of them in their name.

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
        ("Alt+X Sổ xin lỗi", Key::alt('x')),
        ("Alt+S Số hóa", Key::alt('s')),
        ("Alt+T Trang lãnh đạo", Key::alt('t')),
        ("Alt+F Phí đã thu", Key::alt('f')),
        ("Alt+N Niêm yết TTHC", Key::alt('n')),
        ("Alt+C Văn bản chỉ đạo", Key::alt('c')),
        ("Alt+D Đánh giá", Key::alt('d')),
        ("Alt+P Phản ánh", Key::alt('p')),
    ];
    let mut rows: Vec<Row> = named.into_iter().map(|(what, key)| row(what, &[Key::f(4)], &[key], &[esc])).collect();
    rows.push(row("F4 Hồ sơ", &[Key::f(3)], &[Key::f(4)], &[]));
    rows.push(row("w Lệch lịch", &[Key::f(3)], &[Key::char('w')], &[esc]));
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

/// The history: moving in it, and its list put in another order.
fn journal() -> Vec<Row> {
    let plain = Key::plain;
    let (home, end) = (plain(KeyCode::Home), plain(KeyCode::End));
    let (down, page, up) = (plain(KeyCode::Down), plain(KeyCode::PageDown), plain(KeyCode::PageUp));
    let officer = [vec![Key::f(8), Key::char('s')], letters("can bo tang")].concat();
    vec![
        row("nhật ký: cuối", &[Key::f(8)], &[end], &[home]),
        row("nhật ký: đầu", &[Key::f(8), end], &[home], &[]),
        row("nhật ký: một dòng xuống", &[Key::f(8), home], &[down], &[home]),
        row("nhật ký: một trang xuống", &[Key::f(8), home], &[page], &[home]),
        row("nhật ký: một trang lên từ cuối", &[Key::f(8), end], &[up], &[home]),
        row("nhật ký: mở mục cũ nhất", &[Key::f(8), end], &[plain(KeyCode::Enter)], &[plain(KeyCode::Esc), home]),
        row("nhật ký: sắp cán bộ", &officer, &[plain(KeyCode::Enter)], &[plain(KeyCode::Esc)]),
    ]
}

/// Typing into the form of a new dossier, where a number asks who came with it before and a name asks nobody.
fn form() -> Vec<Row> {
    let tab = Key::plain(KeyCode::Tab);
    let into = |tabs: usize, typed: &str| {
        let begun = [vec![Key::f(2), Key::ctrl('n'), Key::plain(KeyCode::Enter)], vec![tab; tabs], letters(typed)];
        begun.concat()
    };
    vec![
        row("phiếu: chọn thủ tục, một chữ", &into(0, "k"), &letters("s"), &[]),
        row("phiếu: số CCCD, chữ số cuối", &into(1, "09912345678"), &letters("9"), &[]),
        row("phiếu: rời ô CCCD, tìm người cũ", &into(1, "099123456789"), &[tab], &[]),
        row("phiếu: rời ô điện thoại, tìm người cũ", &into(2, "0912345678"), &[tab], &[]),
        row("phiếu: tên, một chữ", &into(3, "nguye"), &letters("n"), &[]),
    ]
}

/// What is done with one dossier, with filters and numbers.
fn work() -> Vec<Row> {
    let plain = Key::plain;
    let (esc, enter) = (plain(KeyCode::Esc), plain(KeyCode::Enter));
    let newest = ordered(ORDERS[0]);
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
        row("Space Đánh dấu", &newest, &[Key::char(' ')], &[Key::char('*'), Key::char('*')]),
        row("* Đánh dấu hết", &newest, &[Key::char('*')], &[Key::char('*')]),
        row("v Cách xem", &newest, &[Key::char('v')], &[esc]),
        row("= Lọc theo ô", &newest, &[Key::char('=')], &[esc]),
        row("c Cột", &newest, &[Key::char('c')], &[esc]),
    ]
}

fn table() -> Vec<Row> {
    // Reports count beside the worker and go on when the screen is left, so they come last.
    let report = row("F5 Báo cáo", &[Key::f(4)], &[Key::f(5)], &[Key::plain(KeyCode::Esc)]);
    let undone = written(row("Ctrl+Z Hoàn tác", &[Key::f(4)], &[Key::ctrl('z')], &[]));
    let rows = opened().into_iter().chain(lists()).chain(work()).chain(journal()).chain(form());
    rows.chain([undone, report]).collect()
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

fn measured(size: u64, only: &[String]) -> Result<Vec<(String, Cost)>, Box<dyn std::error::Error>> {
    let today: Day = "2026-11-20".parse()?;
    let path = register::kept(size, today)?;
    // A draft that an earlier measure left would be asked about, and the question would take the keys.
    Store::open(&path, Mode::Existing)?.keep_draft("accept", "", today.at(540))?;
    let mut window = Window::open(&path, today.at(540))?;
    let mut costs = Vec::new();
    let wanted = |what: &str| only.is_empty() || only.iter().any(|word| what.contains(word.as_str()));
    for row in table().into_iter().filter(|row| wanted(&row.what)) {
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
    let saved = [("Hồ sơ: tiếp nhận đến đã lưu", 4), ("Hôm nay: tiếp nhận đến đã lưu", 3)];
    for (what, key) in saved.into_iter().filter(|(what, _)| wanted(what)) {
        window.key(Key::f(key));
        let saved = (0..WRITTEN).map(|_| window.save(register::one_more(&path, today)?));
        let saved = saved.collect::<Result<_, Box<dyn std::error::Error>>>()?;
        costs.push((what.to_owned(), cost(saved, Vec::new())));
    }
    Ok(costs)
}

/// The most memory that this process has held since [`forget_memory`], in megabytes, where the system tells.
fn memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

/// Begins to watch the memory anew, so that the making of a register is not taken for its use.
fn forget_memory() {
    // Where the system has no such file, the most of the whole run is told.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The table as the README has it: a column a size, the ratio of the last to the first, and what came after the frame.
fn print(sizes: &[u64], measured: &[Vec<(String, Cost)>]) {
    let heads: Vec<String> = sizes.iter().map(|size| format!("{size} hồ sơ")).collect();
    println!("| phím đến hình, ms | {} | lần | có dòng sau |", heads.join(" | "));
    println!("|---|{}---|---|", "---|".repeat(sizes.len()));
    for (at, (what, first)) in measured[0].iter().enumerate() {
        let costs: Vec<Cost> = measured.iter().map(|costs| costs[at].1).collect();
        let last = costs[costs.len() - 1];
        let told: Vec<String> = costs.iter().map(|cost| format!("{:.1}, {:.1}", cost.p50, cost.worst)).collect();
        let later = last.later.map_or(String::new(), |ms| format!("{ms:.0}"));
        println!("| {what} | {} | {:.1} | {later} |", told.join(" | "), last.p50 / first.p50.max(0.01));
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let today: Day = "2026-11-20".parse()?;
    let asked: Vec<u64> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    if std::env::args().any(|word| word == "lists") {
        for size in asked {
            println!("== {size} hồ sơ");
            lists::measure(&register::kept(size, today)?, today.at(540), LEAST_MS)?;
        }
        return Ok(());
    }
    let words = std::env::args().skip(1).filter(|word| !word.starts_with('-') && word.parse::<u64>().is_err());
    let only: Vec<String> = words.collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    for size in &sizes {
        register::kept(*size, today)?;
    }
    let (mut costs, mut held) = (Vec::new(), Vec::new());
    for size in &sizes {
        forget_memory();
        costs.push(measured(*size, &only)?);
        held.push(memory().map_or_else(|| "?".to_owned(), |mb| format!("{mb:.0} MB")));
    }
    print(&sizes, &costs);
    println!("bộ nhớ cao nhất: {}", held.join(", "));
    Ok(())
}
