//! How a list is looked at, worked with keys and the mouse over the real worker: orders, columns, values, saved views,
//! marks, copies, labels that are pressed. All people are invented.

use crate::seat;

use motcua::app::worker::Desk;
use motcua::desk::views;
use motcua::domain::text::fold;
use motcua::store::pages::{ListColumn, Order, Query, Show, Way};
use motcua::ui::input::{Input, Key, KeyCode, Mouse};
use motcua::ui::keymap::{Act, Scope, key_of};
use motcua::ui::parts::bars::{footer, key_at};
use motcua::ui::work::step::{Command, Step};
use motcua::ui::work::{Job, Reply};
use seat::{Seat, now};

const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);

fn list(columns: u16, rows: u16) -> Seat {
    let mut seat = Seat::new(columns, rows, |_| {});
    seat.press(Key::f(4));
    seat
}

/// Opens the choice of an action and takes what answers the words.
fn choose(seat: &mut Seat, act: Act, words: &str) {
    seat.act(Scope::Dossiers, act);
    seat.type_text(words);
    seat.press(ENTER);
}

/// The heading of the table.
fn heading(seat: &mut Seat) -> String {
    seat.lines().into_iter().find(|line| line.starts_with("    ") && line.contains("Mã hồ sơ")).expect("a heading")
}

/// The code of the selected row.
fn selected(seat: &mut Seat) -> String {
    let lines = seat.lines();
    let line = lines.iter().find(|line| line.starts_with('>')).expect("a selected row");
    line.split_whitespace().find(|word| word.starts_with("H99")).expect("a code").to_owned()
}

fn codes(seat: &Seat, query: &Query, n: usize) -> Vec<String> {
    let rows = seat.register().read().page(query, now(), None, Way::After, n).expect("a page");
    rows.into_iter().map(|row| row.code).collect()
}

fn click(seat: &mut Seat, x: u16, y: u16) {
    seat.give(Input::Mouse(Mouse::Click, x, y));
}

#[test]
fn every_column_sorts_both_ways_and_its_heading_says_so() {
    let mut seat = list(120, 40);
    for order in [Order::By(ListColumn::Due, true), Order::By(ListColumn::Procedure, false), Order::Name] {
        choose(&mut seat, Act::Sort, &fold(&order.label()));
        seat.press(Key::plain(KeyCode::Home));
        let wanted = codes(&seat, &Query { order, ..Query::default() }, 5);
        assert_eq!(selected(&mut seat), wanted[0], "{order:?}");
        let (column, down) = order.column().expect("a column");
        let arrow = format!("{} {}", column.label(), if down { '▼' } else { '▲' });
        assert!(heading(&mut seat).contains(&arrow), "{arrow}: {}", heading(&mut seat));
    }
}

#[test]
fn a_click_on_a_heading_sorts_and_another_turns_the_order_round() {
    let mut seat = list(120, 40);
    let y = seat.lines().iter().position(|line| line.contains("Mã hồ sơ")).expect("a heading") as u16;
    let code = selected(&mut seat);
    click(&mut seat, 6, y);
    assert!(heading(&mut seat).contains("Mã hồ sơ ▲"), "{y}: {}", seat.text());
    assert_eq!(selected(&mut seat), code, "the dossier stays under the bar");
    click(&mut seat, 6, y);
    assert!(heading(&mut seat).contains("Mã hồ sơ ▼"));
    assert_eq!(selected(&mut seat), code);
}

#[test]
fn columns_are_shown_hidden_moved_remembered_and_reset() {
    let mut seat = list(120, 40);
    seat.act(Scope::Dossiers, Act::Columns);
    let steps = ListColumn::ALL.iter().position(|column| *column == ListColumn::Phone).expect("a column");
    (0..steps).for_each(|_| seat.press(Key::plain(KeyCode::Down)));
    seat.act(Scope::Columns, Act::Toggle);
    (1..steps).for_each(|_| seat.act(Scope::Columns, Act::Earlier));
    seat.press(ESC);
    assert!(heading(&mut seat).trim_start().starts_with("Mã hồ sơ"), "{}", heading(&mut seat));
    let said = heading(&mut seat);
    assert!(said.find("Điện thoại") < said.find("Hạn trả") && said.contains("Điện thoại"), "{said}");
    // Another list, and another start of the program, has them too; Ctrl+Z is for the register's own work.
    seat.press(Key::f(3));
    seat.press(Key::char('4'));
    assert!(heading(&mut seat).contains("Điện thoại"));
    let settings = seat.register().read().settings().expect("settings");
    assert!(settings.get("list_columns").starts_with("code phone due"), "{}", settings.get("list_columns"));
    seat.act(Scope::Dossiers, Act::Columns);
    seat.act(Scope::Columns, Act::Reset);
    seat.press(ENTER);
    assert!(!heading(&mut seat).contains("Điện thoại"));
    assert_eq!(seat.register().read().settings().expect("settings").get("list_columns"), "");
}

#[test]
fn the_last_column_cannot_be_hidden() {
    let mut seat = list(80, 24);
    seat.act(Scope::Dossiers, Act::Columns);
    for _ in 0..7 {
        seat.act(Scope::Columns, Act::Toggle);
        seat.press(Key::plain(KeyCode::Down));
    }
    seat.act(Scope::Columns, Act::Toggle);
    assert!(seat.text().contains("Phải còn ít nhất một cột."), "{}", seat.text());
    seat.press(ESC);
    assert!(seat.lines()[2].contains("Lĩnh vực"), "{}", seat.text());
}

#[test]
fn a_value_of_the_row_narrows_the_list_in_words_and_escape_widens_it() {
    let mut seat = list(120, 40);
    let (all, code) = (seat.status(), selected(&mut seat));
    choose(&mut seat, Act::FilterBy, "thu tuc");
    let row =
        seat.register().read().page(&Query { find: code.clone(), ..Query::default() }, now(), None, Way::After, 1);
    let procedure = row.expect("a page")[0].procedure.clone();
    assert!(seat.text().contains("Lọc (Esc: bỏ): Thủ tục: "), "{}", seat.text());
    let query = Query { only: vec![(ListColumn::Procedure, procedure)], ..Query::default() };
    let n = seat.register().read().count(&query, now(), 10_000).expect("counted");
    assert!(seat.status().ends_with(&format!("/{n}")), "{}", seat.status());
    assert_eq!(selected(&mut seat), code);
    seat.press(ESC);
    assert_eq!(seat.status().split('/').next_back(), all.split('/').next_back());
    assert_eq!(selected(&mut seat), code);
}

#[test]
fn a_view_is_saved_opened_renamed_removed_and_undone() {
    let mut seat = list(120, 40);
    choose(&mut seat, Act::FilterBy, "linh vuc");
    choose(&mut seat, Act::Sort, "han tra giam");
    seat.act(Scope::Dossiers, Act::Columns);
    seat.press(Key::plain(KeyCode::Down));
    seat.press(Key::plain(KeyCode::Down));
    seat.act(Scope::Columns, Act::Toggle);
    seat.press(ESC);
    seat.press(Key::plain(KeyCode::Home));
    let (first, status) = (selected(&mut seat), seat.status());
    seat.act(Scope::Dossiers, Act::SaveView);
    seat.save();
    assert!(seat.text().contains("Hãy đặt tên cho cách xem này."), "{}", seat.text());
    seat.type_text("Việc của tôi");
    seat.save();
    assert!(seat.text().contains("Đã lưu cách xem “Việc của tôi”."), "{}", seat.text());
    let names = |seat: &Seat| {
        let settings = seat.register().read().settings().expect("settings");
        views::named(&settings).into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    assert_eq!(names(&seat), ["Việc của tôi"]);
    // Elsewhere and otherwise: the view brings filter, order and columns back.
    seat.press(ESC);
    choose(&mut seat, Act::Sort, "theo ten");
    seat.act(Scope::Dossiers, Act::Columns);
    seat.act(Scope::Columns, Act::Reset);
    seat.press(ESC);
    choose(&mut seat, Act::Views, "viec cua toi");
    seat.press(Key::plain(KeyCode::Home));
    assert_eq!((selected(&mut seat), seat.status()), (first, status));
    assert!(heading(&mut seat).contains("Hạn trả ▼") && !heading(&mut seat).contains("Người nộp"));
    choose(&mut seat, Act::Views, "doi ten");
    seat.press(ENTER);
    seat.press(Key::ctrl('a'));
    seat.type_text("Đất đai gấp");
    seat.save();
    assert_eq!(names(&seat), ["Đất đai gấp"], "{}", seat.text());
    choose(&mut seat, Act::Views, "bo mot cach xem");
    seat.press(ENTER);
    assert!(names(&seat).is_empty(), "{}", seat.text());
    seat.press(Key::ctrl('z'));
    assert_eq!(names(&seat), ["Đất đai gấp"], "{}", seat.text());
    choose(&mut seat, Act::Views, "dat dai");
    assert!(seat.text().contains("Đang xem: Đất đai gấp"), "{}", seat.text());
}

#[test]
fn a_cell_or_the_row_is_copied_as_it_is_shown() {
    let mut seat = list(120, 40);
    let code = selected(&mut seat);
    seat.act(Scope::Dossiers, Act::Copy);
    seat.press(ENTER);
    assert_eq!(seat.copied, std::slice::from_ref(&code));
    assert!(seat.text().contains(&format!("+ Đã chép: {code}")), "{}", seat.text());
    choose(&mut seat, Act::Copy, "ca dong");
    let row = seat.copied.last().expect("copied").clone();
    assert_eq!(row.split('\t').next(), Some(code.as_str()));
    assert_eq!(row.split('\t').count(), 8);
    assert!(!row.chars().any(|c| c.is_control() && c != '\t'));
}

#[test]
fn marks_and_the_bar_keep_to_their_dossiers_whatever_happens_to_the_list() {
    let mut seat = list(120, 40);
    (0..3).for_each(|_| seat.act(Scope::Dossiers, Act::Mark));
    let code = selected(&mut seat);
    let marked = |seat: &mut Seat| seat.lines().iter().filter(|line| line.get(1..2) == Some("#")).count();
    assert_eq!(marked(&mut seat), 3);
    choose(&mut seat, Act::Sort, "nguoi nop giam");
    assert_eq!(selected(&mut seat), code, "after a sort");
    assert!(seat.text().contains("đã đánh dấu 3"), "{}", seat.text());
    choose(&mut seat, Act::Sort, "moi nhat");
    assert_eq!(marked(&mut seat), 3, "back in sight");
    // Another window writes; this one reads again.
    let query = Query { show: Show::Overdue, ..Query::default() };
    let row = seat.register().read().page(&query, now(), None, Way::After, 1).expect("a page").remove(0);
    let target = motcua::desk::Target { id: row.id, version: row.version };
    let mut other = Desk::new(seat.register(), seat::hand()).expect("another window");
    seat.idle();
    let command = Command {
        act: Act::Settle,
        targets: vec![target],
        step: Step::Settle { at: now(), why: String::new(), clears: false },
    };
    assert!(matches!(other.carry_out(Job::Step(command)), Reply::Wrote(_)));
    seat.idle();
    assert_eq!((selected(&mut seat), marked(&mut seat)), (code, 3), "after another window's entry");
    // A filter that hides them says so.
    seat.act(Scope::Dossiers, Act::OnlyOverdue);
    let hidden = 3 - marked(&mut seat);
    assert!(hidden > 0 && seat.text().contains(&format!("đã đánh dấu 3 ({hidden:02} không hiện)")), "{}", seat.text());
}

#[test]
fn every_label_of_the_footer_is_pressed_as_its_key() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 10)] {
        for &scope in Scope::ALL {
            for global in [false, true] {
                let shown = footer(scope, global, columns, |_| true);
                let mut x = 0;
                for row in &shown.rows {
                    let key = row.keys.first().copied().expect("a key");
                    let cells = motcua::ui::text::width(&format!("{key} {}", row.label)) as u16;
                    for at in [x, x + cells - 1] {
                        assert_eq!(key_at(&shown, at), Some(key), "{scope:?} {at}");
                        // The label does what the key does.
                        assert_eq!(motcua::ui::keymap::act(scope, key), Some(row.act), "{scope:?} {key}");
                    }
                    assert_eq!(key_at(&shown, x + cells), None);
                    x += cells + 1;
                }
            }
        }
        // In the program: each label of the list's own line and of the line below opens what its key opens.
        for line in [2, 1] {
            let start = list(columns, rows).lines();
            let text = start[start.len() - line].clone();
            for row in footer(Scope::Dossiers, line == 1, columns, |_| true).rows {
                let label = format!("{} {}", key_of(Scope::Dossiers, row.act).expect("a key"), row.label);
                let Some(at) = text.find(&label) else { continue };
                let x = motcua::ui::text::width(&text[..at]) as u16;
                let (mut by_click, mut by_key) = (list(columns, rows), list(columns, rows));
                click(&mut by_click, x + 1, rows - line as u16);
                by_key.press(row.keys[0]);
                assert_eq!(by_click.text(), by_key.text(), "{label}");
            }
        }
    }
}

#[test]
fn clicks_and_the_wheel_select_and_a_second_click_opens() {
    let mut seat = list(80, 24);
    let second = codes(&seat, &Query::default(), 2).remove(1);
    click(&mut seat, 10, 4);
    assert_eq!(selected(&mut seat), second);
    seat.give(Input::Mouse(Mouse::WheelUp, 10, 10));
    assert_ne!(selected(&mut seat), second);
    seat.give(Input::Mouse(Mouse::WheelDown, 10, 10));
    assert_eq!(selected(&mut seat), second);
    click(&mut seat, 10, 4);
    assert!(seat.shell.scope() == Scope::Detail, "{}", seat.text());
    assert!(seat.text().contains(&second));
}

/// Fills a register up with dossiers that nothing is known of but their names.
fn fill_up(path: &std::path::Path, count: usize) {
    let conn = rusqlite::Connection::open(path).expect("the file");
    let sql = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1)
         INSERT INTO dossier (gid, version, code, procedure_id, applicant_name, channel, accepted_at, name_fold, name_sort)
         SELECT randomblob(16), 1, printf('H99-%06d', n), 1, 'Người thứ ' || n, 'direct', '2025-06-02 08:00', n, n FROM n";
    conn.execute(sql, [count as i64]).expect("filled");
}

#[test]
fn a_list_that_is_too_long_for_an_order_says_so_and_stays_as_it_was() {
    let (folder, path) = seat::register(|_| {});
    fill_up(&path, 20_000);
    let mut seat = Seat::over(120, 40, folder, path);
    seat.press(Key::f(4));
    choose(&mut seat, Act::Sort, "nguoi nop tang");
    assert!(heading(&mut seat).contains("Người nộp ▲"), "an index sorts any size");
    let code = selected(&mut seat);
    choose(&mut seat, Act::Sort, "thu tuc giam");
    let total = motcua::domain::number::vietnamese_number(count(&seat, &Query::default()) as i64);
    let said = format!("Danh sách có {total} hồ sơ; chỉ xếp theo Thủ tục khi còn tối đa 20.000. Hãy lọc bớt (l, =).");
    assert!(seat.text().contains(&said), "{}", seat.text());
    assert!(heading(&mut seat).contains("Người nộp ▲"), "{}", heading(&mut seat));
    assert_eq!(selected(&mut seat), code);
    // A filter makes it short enough; without the filter it goes back to an order that it can have.
    seat.act(Scope::Dossiers, Act::OnlyOverdue);
    choose(&mut seat, Act::Sort, "thu tuc giam");
    assert!(heading(&mut seat).contains("Thủ tục ▼"), "{}", seat.text());
    seat.act(Scope::Dossiers, Act::OnlyOverdue);
    assert!(seat.text().contains("chỉ xếp theo Thủ tục khi còn tối đa 20.000"), "{}", seat.text());
    assert!(heading(&mut seat).contains("Người nộp ▲"), "{}", heading(&mut seat));
}

fn count(seat: &Seat, query: &Query) -> usize {
    seat.register().read().count(query, now(), usize::MAX >> 1).expect("counted")
}

#[test]
fn a_value_without_an_index_narrows_a_short_list_and_is_refused_on_a_long_one() {
    let mut seat = list(120, 40);
    let label = |seat: &Seat, code: &str| {
        let query = Query { find: code.to_owned(), ..Query::default() };
        let row = seat.register().read().page(&query, now(), None, Way::After, 1).expect("a page").remove(0);
        motcua::domain::stage::stage(&row.milestones, now()).label()
    };
    let code = selected(&mut seat);
    choose(&mut seat, Act::FilterBy, "tinh trang");
    let stage = label(&seat, &code);
    assert!(seat.text().contains(&format!("Lọc (Esc: bỏ): Tình trạng: {stage}")), "{}", seat.text());
    let all = seat.register().read().page(&Query::default(), now(), None, Way::After, 20_000).expect("a page");
    let of_stage =
        |row: &motcua::store::pages::ListRow| motcua::domain::stage::stage(&row.milestones, now()).label() == stage;
    let wanted: Vec<i64> = all.iter().filter(|row| of_stage(row)).map(|row| row.id).collect();
    let query = Query { only: vec![(ListColumn::Stage, stage.to_owned())], ..Query::default() };
    let held = seat.register().read().page(&query, now(), None, Way::After, 20_000).expect("a page");
    assert_eq!(held.iter().map(|row| row.id).collect::<Vec<_>>(), wanted);
    assert!(!wanted.is_empty() && wanted.len() < all.len());
    assert!(seat.status().ends_with(&motcua::domain::number::vietnamese_number(wanted.len() as i64)));
    assert_eq!(selected(&mut seat), code, "the dossier stays under the bar");
    seat.press(ESC);
    assert_eq!(selected(&mut seat), code);
    // Every other such column keeps exactly the rows that say the same.
    let officer = all.iter().find(|row| !row.officer.is_empty()).expect("a row").officer.clone();
    let query = Query { only: vec![(ListColumn::Officer, officer.clone())], ..Query::default() };
    let same = all.iter().filter(|row| row.officer == officer).count();
    assert_eq!((count(&seat, &query), same > 0), (same, true));
    let (folder, path) = seat::register(|_| {});
    fill_up(&path, 20_000);
    let mut seat = Seat::over(120, 40, folder, path);
    seat.press(Key::f(4));
    let (code, status) = (selected(&mut seat), seat.status());
    choose(&mut seat, Act::FilterBy, "tinh trang");
    assert!(seat.text().contains("chỉ lọc theo Tình trạng khi còn tối đa 20.000"), "{}", seat.text());
    assert!(!seat.text().contains("Lọc (Esc"), "{}", seat.text());
    assert_eq!((selected(&mut seat), seat.status()), (code, status), "the list stays as it was");
}

#[test]
fn a_list_that_is_let_out_has_the_columns_of_the_screen() {
    let mut seat = list(120, 40);
    seat.act(Scope::Dossiers, Act::Columns);
    seat.press(Key::plain(KeyCode::Down));
    seat.act(Scope::Columns, Act::Toggle);
    let steps = ListColumn::ALL.iter().position(|column| *column == ListColumn::Phone).expect("a column");
    (1..steps).for_each(|_| seat.press(Key::plain(KeyCode::Down)));
    seat.act(Scope::Columns, Act::Toggle);
    (1..steps).for_each(|_| seat.act(Scope::Columns, Act::Earlier));
    seat.press(ESC);
    let out = |seat: &mut Seat| {
        seat.act(Scope::Dossiers, Act::Export);
        (0..2).for_each(|_| seat.press(Key::plain(KeyCode::Right)));
        seat.save();
        let files = std::fs::read_dir(seat.folder.path().join("ra"))
            .expect("a folder")
            .map(|file| file.expect("a file").path());
        let csv = files.filter(|path| path.extension().is_some_and(|it| it == "csv")).max().expect("a file");
        std::fs::read_to_string(csv).expect("a text")
    };
    let text = out(&mut seat);
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    assert_eq!(
        lines.next(),
        Some("TT,Mã hồ sơ,Điện thoại,Người nộp,Tình trạng,Thủ tục,Cán bộ,Kênh,Lĩnh vực"),
        "{text}"
    );
    let rows = seat.register().read().page(&Query::default(), now(), None, Way::After, 20_000).expect("a page");
    let row = rows.iter().find(|row| row.phone.len() > 6).expect("a row with a phone");
    let line = lines.find(|line| line.contains(&row.code)).expect("its line");
    assert!(line.contains(&format!("{},*** {},", row.code, &row.phone[row.phone.len() - 3..])), "{line}");
    assert!(!text.contains(&row.phone) && !text.contains(&row.name), "masked as before");
}
