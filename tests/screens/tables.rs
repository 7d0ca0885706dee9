//! The tables of the catalogue, the history, differing dates and the dossiers behind a number, worked with keys and the
//! mouse over the real worker: orders, columns, values, copies, and the bar that stays on its row. All people are
//! invented.

use crate::seat;

use motcua::app::worker::Desk;
use motcua::domain::collation::sort_key;
use motcua::domain::number::vietnamese_number;
use motcua::store::journal_list::{JournalColumn, JournalQuery};
use motcua::ui::input::{Input, Key, KeyCode, Mouse};
use motcua::ui::keymap::{Act, Scope};
use motcua::ui::work::Job;
use motcua::ui::work::list::Ask;
use seat::Seat;

const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);
const DOWN: Key = Key::plain(KeyCode::Down);

fn at(key: Key) -> Seat {
    let mut seat = Seat::new(120, 40, |_| {});
    seat.press(key);
    seat
}

fn choose(seat: &mut Seat, act: Act, words: &str) {
    seat.act(Scope::Table, act);
    seat.type_text(words);
    seat.press(ENTER);
}

/// The line of the selected row.
fn selected(seat: &mut Seat) -> String {
    let lines = seat.lines();
    let line = lines.iter().find(|line| line.starts_with('>')).unwrap_or_else(|| panic!("{}", lines.join("\n")));
    line.get(4..).unwrap_or_default().trim_end().to_owned()
}

/// The lines of the rows that are seen.
fn rows(seat: &mut Seat, heading: &str) -> Vec<String> {
    let lines = seat.lines();
    let from = lines.iter().position(|line| line.starts_with("    ") && line.contains(heading)).expect("a heading") + 1;
    let body = lines[from..lines.len() - 3].iter().filter(|line| !line.trim().is_empty());
    body.map(|line| line.get(4..).unwrap_or_default().trim_end().to_owned()).collect()
}

/// Another window writes something that every table reads again for.
fn write_elsewhere(seat: &mut Seat) {
    let mut other = Desk::new(seat.register(), seat::hand()).expect("another window");
    seat.idle();
    other.carry_out(Job::List(Ask::KeepColumns { table: "other".to_owned(), columns: "Mã".to_owned() }));
    seat.idle();
}

#[test]
fn the_catalogue_is_sorted_narrowed_and_copied_and_the_bar_keeps_its_row() {
    let mut seat = at(Key::f(6));
    (0..4).for_each(|_| seat.press(DOWN));
    let row = selected(&mut seat);
    let (before, status) = (rows(&mut seat, "Tên thủ tục"), seat.status());
    choose(&mut seat, Act::Sort, "ten thu tuc giam");
    assert!(seat.text().contains("Tên thủ tục ▼"), "{}", seat.text());
    assert_eq!(selected(&mut seat), row, "after a sort");
    seat.press(Key::plain(KeyCode::Home));
    let names: Vec<String> = rows(&mut seat, "Tên thủ tục")
        .iter()
        .map(|line| sort_key(&line.chars().skip(17).take(12).collect::<String>()))
        .collect();
    assert!(names.len() > 5 && names.windows(2).all(|pair| pair[0] >= pair[1]), "{names:?}");
    choose(&mut seat, Act::FilterBy, "linh vuc");
    assert!(seat.text().contains("Lọc (Esc: bỏ): Lĩnh vực: "), "{}", seat.text());
    let row = selected(&mut seat);
    let narrowed: usize = seat.status().split('/').next_back().expect("a length").parse().expect("a number");
    let all: usize = status.split('/').next_back().expect("a length").parse().expect("a number");
    assert!(narrowed > 0 && narrowed < all, "{narrowed} of {all}");
    write_elsewhere(&mut seat);
    assert_eq!(selected(&mut seat), row, "after another window's entry");
    seat.act(Scope::Table, Act::Copy);
    seat.press(ENTER);
    assert!(row.starts_with(seat.copied.last().expect("copied").as_str()), "{row}");
    seat.press(ESC);
    assert_eq!(selected(&mut seat), row, "after the filter");
    choose(&mut seat, Act::Sort, "thuong dung");
    seat.press(Key::plain(KeyCode::Home));
    assert_eq!(rows(&mut seat, "Tên thủ tục"), before);
}

#[test]
fn dates_and_limits_of_the_catalogue_are_sorted_as_time_goes() {
    let mut seat = at(Key::f(6));
    choose(&mut seat, Act::Sort, "thoi han tang");
    let limits = |seat: &mut Seat| rows(seat, "Thời hạn");
    let days = |line: &String| {
        let at = line.find(" ngày làm việc")?;
        line[..at].split_whitespace().next_back()?.parse::<u32>().ok()
    };
    let seen: Vec<u32> = limits(&mut seat).iter().filter_map(days).collect();
    assert!(seen.len() > 3 && seen.windows(2).all(|pair| pair[0] <= pair[1]), "{seen:?}");
    seat.tab(2);
    let mut lines = rows(&mut seat, "Tình trạng");
    choose(&mut seat, Act::Sort, "ngay giam");
    seat.press(Key::plain(KeyCode::Home));
    lines.reverse();
    assert_eq!(rows(&mut seat, "Tình trạng"), lines, "the usual order is that of days");
}

#[test]
fn columns_of_a_table_are_chosen_moved_remembered_and_reset() {
    let mut seat = at(Key::f(8));
    seat.act(Scope::Table, Act::Columns);
    seat.press(DOWN);
    seat.act(Scope::Columns, Act::Toggle);
    seat.press(DOWN);
    seat.act(Scope::Columns, Act::Earlier);
    seat.act(Scope::Columns, Act::Earlier);
    seat.press(ESC);
    let heading =
        |seat: &mut Seat| seat.lines().into_iter().find(|line| line.contains("Cán bộ") && line.starts_with("    "));
    let said = heading(&mut seat).expect("a heading");
    assert!(said.trim_start().starts_with("Việc") && !said.contains("Lúc"), "{said}");
    let settings = seat.register().read().settings().expect("settings");
    assert_eq!(settings.get("columns:journal"), "Việc|Mục|Cán bộ|Hồ sơ|Lý do");
    // Another start of the program has them too, and the history tells it in the clerk's words.
    let folder = tempfile::tempdir().expect("a folder");
    let mut later = Seat::over(120, 40, folder, seat.path().to_owned());
    later.press(Key::f(8));
    assert!(heading(&mut later).expect("a heading").trim_start().starts_with("Việc"));
    later.press(ENTER);
    assert!(later.text().contains("cột của bảng nhật ký"), "{}", later.text());
    later.press(ESC);
    later.act(Scope::Table, Act::Columns);
    later.act(Scope::Columns, Act::Reset);
    later.press(ESC);
    assert!(heading(&mut later).expect("a heading").trim_start().starts_with("Mục"), "{}", later.text());
}

#[test]
fn the_history_is_turned_round_narrowed_and_sorted() {
    let mut seat = at(Key::f(8));
    let number = |seat: &mut Seat| -> i64 {
        selected(seat).split_whitespace().next().expect("a number").parse().expect("a number")
    };
    (0..3).for_each(|_| seat.press(DOWN));
    let (seq, length) = (number(&mut seat), seat.status());
    choose(&mut seat, Act::Sort, "luc tang");
    assert_eq!(number(&mut seat), seq, "the entry stays under the bar");
    seat.press(Key::plain(KeyCode::Home));
    assert_eq!((number(&mut seat), seat.status().split('/').next().map(str::to_owned)), (1, Some("1".to_owned())));
    seat.press(Key::plain(KeyCode::PageDown));
    let seq = number(&mut seat);
    assert_eq!(seat.status().split('/').next(), Some(vietnamese_number(seq).as_str()));
    seat.press(Key::plain(KeyCode::End));
    assert_eq!(seat.status().split('/').next(), length.split('/').next_back(), "the newest is the last");
    // Narrowed to its verb, then in order of officers.
    choose(&mut seat, Act::FilterBy, "viec");
    let seq = number(&mut seat);
    let entry = seat.register().read().entry(seq).expect("read").expect("an entry");
    let query = JournalQuery { only: vec![(JournalColumn::Op, entry.op)], by: JournalColumn::Number, down: false };
    let wanted = seat.register().read().journal_list(&query).expect("read").expect("a short list");
    assert_eq!(seat.status().split('/').next_back(), Some(vietnamese_number(wanted.len() as i64).as_str()));
    assert!(wanted.contains(&seq));
    choose(&mut seat, Act::Sort, "muc giam");
    assert_eq!(number(&mut seat), seq, "after a sort");
    write_elsewhere(&mut seat);
    assert_eq!(number(&mut seat), seq, "after another window's entry");
    seat.press(Key::plain(KeyCode::Home));
    assert_eq!(
        number(&mut seat),
        *seat.register().read().journal_list(&query).expect("read").expect("short").last().expect("one")
    );
    seat.press(ESC);
    assert!(!seat.text().contains("Lọc (Esc"), "{}", seat.text());
}

#[test]
fn a_history_that_is_too_long_says_so_and_a_day_makes_it_short() {
    let (folder, path) = seat::register(|_| {});
    let conn = rusqlite::Connection::open(&path).expect("the file");
    let sql = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000)
         INSERT INTO journal (seq, desk, at_utc_ms, utc_offset_min, at, officer, op, reason, prev_hash, hash)
         SELECT (SELECT max(seq) FROM journal) + n, 1, 0, 420, iif(n < 7, '2026-11-20 08:00', '2026-11-21 08:00'), '', 'accept',
             '', x'00', x'00' FROM n";
    conn.execute(sql, []).expect("filled");
    let mut seat = Seat::over(120, 40, folder, path);
    seat.press(Key::f(8));
    let row = selected(&mut seat);
    choose(&mut seat, Act::Sort, "ly do tang");
    assert!(seat.text().contains("khi còn tối đa 20.000"), "{}", seat.text());
    assert_eq!(selected(&mut seat), row, "it stays as it was");
    choose(&mut seat, Act::FilterBy, "viec");
    assert!(seat.text().contains("Hãy lọc theo ngày hoặc hồ sơ trước") && !seat.text().contains("Lọc (Esc"));
    // The day of its oldest entry has few, so that everything goes.
    seat.press(Key::plain(KeyCode::End));
    choose(&mut seat, Act::FilterBy, "luc");
    assert!(seat.text().contains("Lọc (Esc: bỏ): Lúc: "), "{}", seat.text());
    choose(&mut seat, Act::Sort, "viec tang");
    assert!(seat.text().contains("Việc ▲"), "{}", seat.text());
}

#[test]
fn dossiers_behind_a_number_are_sorted_by_any_column_and_shown_by_others() {
    let mut seat = at(Key::f(5));
    seat.act(Scope::Reports, Act::Period);
    seat.type_text("h1");
    seat.press(ENTER);
    seat.type_text("2025");
    seat.save();
    seat.press(ENTER);
    assert_eq!(seat.shell.scope(), Scope::Table, "{}", seat.text());
    seat.press(DOWN);
    let (row, status) = (selected(&mut seat), seat.status());
    let before = rows(&mut seat, "Người nộp");
    choose(&mut seat, Act::Sort, "ma ho so tang");
    assert_eq!(selected(&mut seat), row, "after a sort");
    seat.press(Key::plain(KeyCode::Home));
    let codes: Vec<String> = rows(&mut seat, "Người nộp").iter().map(|line| line[..16].to_owned()).collect();
    assert!(codes.len() > 5 && codes.windows(2).all(|pair| pair[0] <= pair[1]), "{codes:?}");
    choose(&mut seat, Act::Sort, "han tra giam");
    assert!(seat.text().contains("Hạn trả ▼"), "{}", seat.text());
    let row = selected(&mut seat);
    write_elsewhere(&mut seat);
    assert_eq!(selected(&mut seat), row, "after another window's entry");
    choose(&mut seat, Act::Sort, "thuong dung");
    seat.press(Key::plain(KeyCode::Home));
    assert_eq!(
        (rows(&mut seat, "Người nộp"), seat.status().split('/').next_back()),
        (before, status.split('/').next_back())
    );
    seat.act(Scope::Table, Act::FilterBy);
    assert!(seat.text().contains("đúng các hồ sơ đã được đếm"), "{}", seat.text());
    choose(&mut seat, Act::Copy, "ca dong");
    assert_eq!(seat.copied.last().expect("copied").split('\t').count(), 5);
}

#[test]
fn a_click_on_a_heading_sorts_every_table() {
    for (key, title) in [(Key::f(6), "Mã "), (Key::f(8), "Lúc")] {
        let mut seat = at(key);
        let lines = seat.lines();
        let y = lines.iter().position(|line| line.starts_with("    ") && line.contains(title)).expect("a heading");
        let x = motcua::ui::text::width(&lines[y][..lines[y].find(title).expect("it")]);
        for sign in ['▲', '▼'] {
            seat.give(Input::Mouse(Mouse::Click, x as u16, y as u16));
            assert!(seat.text().contains(&format!("{} {sign}", title.trim())), "{}", seat.text());
        }
    }
}
