//! The keys that are measured: every screen by the key that opens it, and what is done on it.
//!
//! The test of what keys cost in steps of SQLite goes through the same table.

use motcua::ui::input::{Key, KeyCode};

/// A key to measure: the keys before it are not.
pub struct Row {
    /// Its name, as it is printed.
    pub what: String,
    /// Keys that lead there.
    pub before: Vec<Key>,
    /// The keys themselves.
    pub measured: Vec<Key>,
    /// Keys that lead back.
    pub after: Vec<Key>,
    /// A dossier is accepted after the keys before it, so that nothing counted earlier is true any more.
    pub written: bool,
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

/// Accepting a dossier, by the function key of the screen that is in front.
pub const SAVED: [(&str, u8); 2] = [("Hồ sơ: tiếp nhận đến đã lưu", 4), ("Hôm nay: tiếp nhận đến đã lưu", 3)];

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
    let (page, home) = (plain(KeyCode::PageDown), plain(KeyCode::Home));
    let newest = ordered(ORDERS[0]);
    vec![
        row("mở một hồ sơ", &newest, &[enter], &[esc]),
        // One of those that came with thousands of others in one file.
        row("mở một hồ sơ nhập từ tệp", &[newest.clone(), vec![page; 3]].concat(), &[enter], &[esc, home]),
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

/// Every key that is measured.
pub fn table() -> Vec<Row> {
    // Reports count beside the worker and go on when the screen is left, so they come last.
    let report = row("F5 Báo cáo", &[Key::f(4)], &[Key::f(5)], &[Key::plain(KeyCode::Esc)]);
    let undone = written(row("Ctrl+Z Hoàn tác", &[Key::f(4)], &[Key::ctrl('z')], &[]));
    let rows = opened().into_iter().chain(lists()).chain(work()).chain(journal()).chain(form());
    rows.chain([undone, report]).collect()
}
