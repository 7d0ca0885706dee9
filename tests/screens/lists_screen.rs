//! The screens of lists, worked with keys over the real worker and a real register: counters, the big list, the
//! history, files.

use crate::seat;

use std::collections::HashSet;

use motcua::app::clock::Clock;
use motcua::app::worker::Desk;
use motcua::desk::sample;
use motcua::desk::set_up::{self, SetUp};
use motcua::domain::change::Kind;
use motcua::domain::masking;
use motcua::domain::text::fold;
use motcua::store::pages::{Order, Query, Show};
use motcua::store::{Mode, Store};
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope};
use motcua::ui::work::list::{Answer, Ask, At};
use motcua::ui::work::{Job, Reply};
use seat::{Seat, now, stamp};

const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);

/// A register with invented dossiers around today.
fn busy(columns: u16, rows: u16) -> Seat {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    let mut store = Store::open(&path, Mode::CreateIfMissing).expect("a register");
    sample::demo(&mut store, &stamp()).expect("the sample");
    drop(store);
    Seat::over(columns, rows, folder, path)
}

/// The number of a counter on the start screen.
fn counter(seat: &mut Seat, label: &str) -> u64 {
    let text = seat.text();
    let at = text.find(label).unwrap_or_else(|| panic!("{label} in {text}"));
    let words: Vec<&str> = text[at + label.len()..].split_whitespace().take(2).collect();
    words.iter().find_map(|word| word.replace('.', "").parse().ok()).unwrap_or_else(|| panic!("{label}: {words:?}"))
}

/// The code of the selected row.
fn selected(seat: &mut Seat) -> String {
    let lines = seat.lines();
    let line = lines.iter().skip(2).find(|line| line.starts_with('>')).expect("a selected row");
    line.split_whitespace().find(|word| word.contains('-')).expect("a code").to_owned()
}

fn count(seat: &Seat, show: Show) -> usize {
    let query = Query { show, ..Query::default() };
    seat.register().read().count(&query, now(), usize::MAX >> 1).expect("counted")
}

#[test]
fn the_day_at_eighty_by_twenty_four() {
    let mut seat = busy(80, 24);
    let lines = seat.lines();
    assert_eq!(lines[1], " Thứ Bảy, 21/11/2026 · ngày nghỉ cuối tuần");
    assert!(lines[2].starts_with(">1 Tiếp nhận hôm nay"), "{}", lines[2]);
    let overdue = count(&seat, Show::Overdue);
    assert!(overdue > 0);
    assert!(lines[5].contains(&format!("4 Quá hạn                         ! {overdue}")), "{}", lines[5]);
    assert!(lines.iter().any(|line| line.contains("6 Chờ tiếp nhận     ! 4 trễ, 2 gấp / 6")), "{lines:#?}");
    assert!(lines[11].starts_with("    Mã hồ sơ"), "{}", lines[11]);
    assert!(lines[12].contains(" trễ "), "{}", lines[12]);
}

#[test]
fn counters_open_their_lists_and_move_when_a_dossier_is_settled() {
    let mut seat = busy(100, 30);
    let before = counter(&mut seat, "Quá hạn");
    seat.press(Key::char('4'));
    assert_eq!(seat.status(), format!("1/{before}"));
    assert!(seat.text().contains("Lọc (Esc: bỏ): quá hạn"));
    let code = selected(&mut seat);
    seat.act(Scope::Dossiers, Act::Moves);
    seat.type_text("k");
    assert!(seat.text().contains(&format!("Kết thúc: {code}")), "{}", seat.text());
    seat.save();
    assert_eq!(seat.status(), format!("1/{}", before - 1), "{}", seat.text());
    assert_ne!(selected(&mut seat), code);
    seat.press(ESC);
    assert_eq!(counter(&mut seat, "Quá hạn"), before - 1);
    assert_eq!(count(&seat, Show::Overdue) as u64, before - 1);
    // Undo from anywhere takes it back, and redo does it again.
    seat.press(Key::ctrl('z'));
    assert!(seat.text().contains("+ Đã hoàn tác mục"), "{}", seat.text());
    assert_eq!(counter(&mut seat, "Quá hạn"), before);
    seat.press(Key::ctrl('y'));
    assert_eq!(counter(&mut seat, "Quá hạn"), before - 1);
}

/// The dossier that an undo changes may be another than the one that is looked at: it is named, with the deed.
#[test]
fn an_undo_and_a_redo_say_what_it_was_and_whose_dossier() {
    let mut seat = busy(160, 30);
    seat.press(Key::char('4'));
    let code = selected(&mut seat);
    seat.act(Scope::Dossiers, Act::Moves);
    seat.type_text("k");
    seat.save();
    let id = seat.register().read().dossier_id(&code).expect("readable").expect("there");
    let name = seat.register().read().dossier(id).expect("readable").expect("there").dossier.applicant.name;
    for (key, done) in [('z', "Đã hoàn tác"), ('y', "Đã làm lại"), ('z', "Đã hoàn tác")] {
        seat.press(Key::ctrl(key));
        let (said, whose) = (format!("+ {done} mục"), format!("(kết thúc trên Cổng), hồ sơ {code} của {name}."));
        let text = seat.text();
        let line = text.lines().find(|line| line.contains(&said)).unwrap_or_else(|| panic!("{text}"));
        assert!(line.contains(&whose), "{line}");
    }
}

#[test]
fn the_counters_of_what_is_not_digitized_open_the_list_where_it_is_put_right() {
    let mut seat = busy(100, 30);
    for (key, name) in [('a', "Chưa số hóa thành phần"), ('b', "Chưa số hóa kết quả")] {
        let n = counter(&mut seat, name);
        seat.press(Key::char(key));
        assert_eq!(seat.shell.scope(), Scope::Digitising);
        assert!(seat.text().contains(&format!("{name}, tất cả: {n} hồ sơ")), "{n}: {}", seat.text());
        seat.press(ESC);
        assert_eq!(seat.shell.scope(), Scope::Today);
    }
}

#[test]
fn another_windows_write_is_seen_without_a_key() {
    let mut seat = busy(80, 24);
    let before = counter(&mut seat, "Quá hạn");
    let mut other = Desk::new(seat.register(), seat::hand()).expect("another window");
    seat.idle();
    let query = Query { show: Show::Overdue, ..Query::default() };
    let row = seat.register().read().page(&query, now(), None, motcua::store::pages::Way::After, 1).expect("a page");
    let target = motcua::desk::Target { id: row[0].id, version: row[0].version };
    let step = motcua::ui::work::step::Step::Settle { at: now(), why: String::new(), clears: false };
    let command = motcua::ui::work::step::Command { act: Act::Settle, targets: vec![target], step };
    let reply = other.carry_out(Job::Step(command));
    assert!(matches!(&reply, Reply::Wrote(wrote) if wrote.changes.touches(Kind::Dossier)), "{reply:?}");
    assert_eq!(counter(&mut seat, "Quá hạn"), before);
    seat.idle();
    assert_eq!(counter(&mut seat, "Quá hạn"), before - 1);
}

#[test]
fn an_empty_register_says_what_to_do_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    let mut store = Store::open(&path, Mode::CreateIfMissing).expect("a register");
    let settings = vec![("unit".to_owned(), "Đơn vị hư cấu".to_owned())];
    set_up::set_up(&mut store, &stamp(), &SetUp { settings, ..SetUp::default() }).expect("set up");
    drop(store);
    let mut seat = Seat::over(80, 24, folder, path);
    seat.press(Key::f(3));
    assert!(seat.text().contains("Sổ chưa có hồ sơ nào. F2 để tiếp nhận hồ sơ đầu tiên."), "{}", seat.text());
    seat.press(Key::f(4));
    assert!(seat.text().contains("Sổ chưa có hồ sơ nào. F2"), "{}", seat.text());
    seat.press(Key::char('i'));
    assert!(seat.text().contains("? Danh sách đang trống."), "{}", seat.text());
}

#[test]
fn names_are_found_without_marks_while_they_are_typed() {
    let mut seat = busy(120, 40);
    seat.press(Key::f(4));
    let all = seat.status();
    seat.act(Scope::Dossiers, Act::Find);
    seat.type_text("nguyen thi");
    let lines = seat.lines();
    assert!(lines[1].contains("Tìm: nguyen thi"), "{}", lines[1]);
    let rows: Vec<&String> = lines[3..37].iter().filter(|line| line.contains("H99")).collect();
    assert!(!rows.is_empty());
    assert!(rows.iter().all(|line| fold(line).contains("nguyen") && fold(line).contains("thi")), "{rows:#?}");
    // The first Esc takes the words away and nothing else.
    seat.press(ESC);
    // The dossier under the bar stays there; the list is whole again.
    assert_eq!(seat.status().split('/').next_back(), all.split('/').next_back());
    seat.act(Scope::Dossiers, Act::Find);
    seat.type_text("khong co ai ten nay");
    assert!(seat.text().contains("Không tìm thấy “khong co ai ten nay”. Esc để bỏ tìm."), "{}", seat.text());
}

#[test]
fn the_selected_dossier_survives_order_filter_and_a_write_elsewhere() {
    let mut seat = busy(80, 24);
    seat.press(Key::f(7));
    (0..9).for_each(|_| seat.press(Key::plain(KeyCode::Down)));
    let code = selected(&mut seat);
    seat.act(Scope::Dossiers, Act::Sort);
    seat.type_text("theo ten");
    seat.press(ENTER);
    assert!(seat.lines()[1].ends_with("theo tên"), "{}", seat.lines()[1]);
    assert_eq!(selected(&mut seat), code);
    seat.act(Scope::Dossiers, Act::OnlyOverdue);
    assert_eq!(selected(&mut seat), code);
    assert!(!seat.text().contains("Lọc:"));
    let mut other = seat.register();
    motcua::desk::set_up::set_up(
        &mut other,
        &stamp(),
        &SetUp { settings: vec![("place".into(), "X".into())], ..SetUp::default() },
    )
    .expect("written");
    seat.idle();
    assert_eq!(selected(&mut seat), code);
}

#[test]
fn the_day_leads_to_a_search_by_one_key() {
    let mut seat = busy(80, 24);
    seat.act(Scope::Today, Act::Find);
    seat.type_text("vu gia quynh");
    assert!(seat.text().contains("Vũ Gia Quỳnh"), "{}", seat.text());
    seat.press(ESC);
    seat.press(ESC);
    assert!(seat.lines()[2].contains("Tiếp nhận hôm nay"), "{}", seat.text());
}

#[test]
fn filters_are_typed_shown_in_words_and_taken_off_by_escape() {
    let mut seat = busy(120, 40);
    seat.press(Key::f(4));
    let all = seat.status();
    seat.act(Scope::Dossiers, Act::Filter);
    seat.type_text("dang giai");
    seat.press(ENTER);
    seat.type_text("ho tich");
    seat.press(ENTER);
    seat.tab(3);
    seat.type_text("31/2");
    seat.save();
    assert!(seat.text().contains("Tháng 2 không có ngày 31."), "{}", seat.text());
    seat.press(Key::ctrl('a'));
    seat.type_text("1/11/2024");
    seat.save();
    let lines = seat.lines();
    assert_eq!(lines[2], " Lọc (Esc: bỏ): đang giải quyết · lĩnh vực Hộ tịch · tiếp nhận 01/11/2024 – 21/11/2026");
    let rows: Vec<&String> = lines[4..37].iter().filter(|line| line.contains("H99")).collect();
    assert!(!rows.is_empty());
    let store = seat.register();
    let query = Query { show: Show::Open, field: Some("Hộ tịch".into()), ..Query::default() };
    let n = store.read().count(&query, now(), 10_000).expect("counted");
    assert_eq!(seat.status(), format!("1/{n}"));
    seat.press(ESC);
    // The dossier under the bar stays there; the list is whole again.
    assert_eq!(seat.status().split('/').next_back(), all.split('/').next_back());
}

/// Walks a list by windows and returns the ids in the order in which they came.
fn walk(desk: &mut Desk<impl Clock>, query: &Query, forward: bool, limit: usize) -> Vec<i64> {
    let (mut ids, mut at): (Vec<i64>, At) = (Vec::new(), if forward { At::First } else { At::Last });
    loop {
        let ask = Ask::Window { ticket: 7, query: query.clone(), at, limit };
        let Reply::List(Answer::Window { ticket: 7, rows, first, last }) = desk.carry_out(Job::List(ask)) else {
            panic!("a window")
        };
        let mut new: Vec<i64> = rows.iter().map(|row| row.id).collect();
        assert!(new.len() <= limit);
        if !forward {
            new.reverse();
        }
        // Every window but the first begins with the row that the one before ended with.
        let known = usize::from(!ids.is_empty());
        assert_eq!(new.first().filter(|_| known == 1), ids.last().filter(|_| known == 1));
        ids.extend(&new[known.min(new.len())..]);
        if if forward { last } else { first } {
            return ids;
        }
        let edge = *ids.last().expect("a row before the end");
        at = if forward { At::From(edge) } else { At::UpTo(edge) };
    }
}

#[test]
fn windows_show_each_dossier_once_forwards_and_backwards_in_every_order() {
    let seat = busy(80, 24);
    let mut desk = Desk::new(seat.register(), seat::hand()).expect("a desk");
    for show in [Show::All, Show::Open] {
        for order in Order::ALL {
            let query = Query { show, order, ..Query::default() };
            let n = seat.register().read().count(&query, now(), usize::MAX >> 1).expect("counted");
            let ids = walk(&mut desk, &query, true, 97);
            assert_eq!(ids.len(), n, "{show:?} {order:?}");
            assert_eq!(ids.iter().collect::<HashSet<_>>().len(), n, "{show:?} {order:?}");
            let mut back = walk(&mut desk, &query, false, 61);
            back.reverse();
            assert_eq!(back, ids, "{show:?} {order:?}");
            if let Some(id) = ids.get(n / 2) {
                let ask = Ask::Window { ticket: 1, query, at: At::Around(*id), limit: 40 };
                let Reply::List(Answer::Window { rows, .. }) = desk.carry_out(Job::List(ask)) else {
                    panic!("a window")
                };
                let at = rows.iter().position(|row| row.id == *id).expect("in its own window");
                assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), ids[n / 2 - at..][..rows.len()]);
            }
        }
    }
    assert!(count(&seat, Show::All) > 1_000);
}

#[test]
fn scrolling_by_keys_reaches_both_ends_and_counts_along() {
    let mut seat = busy(80, 24);
    seat.press(Key::f(4));
    let total = count(&seat, Show::All);
    let said = motcua::domain::number::vietnamese_number(total as i64);
    assert_eq!(seat.status(), format!("1/{said}"));
    (0..200).for_each(|_| seat.hold(Key::plain(KeyCode::Down)));
    seat.work();
    assert_eq!(seat.status(), format!("201/{said}"));
    seat.press(Key::plain(KeyCode::End));
    assert_eq!(seat.status(), format!("{said}/{said}"));
    (0..150).for_each(|_| seat.press(Key::plain(KeyCode::Up)));
    let place = motcua::domain::number::vietnamese_number(total as i64 - 150);
    assert_eq!(seat.status(), format!("{place}/{said}"));
    seat.press(Key::plain(KeyCode::Home));
    assert_eq!(seat.status(), format!("1/{said}"));
}

#[test]
fn the_head_has_the_overdue_list_on_paper_in_three_keys_with_masked_names() {
    let mut seat = busy(80, 24);
    let copy = seat.folder.path().join("giay.docx");
    let mut store = seat.register();
    let command = format!("cp {{file}} '{}'", copy.display());
    let settings = vec![("print_command".to_owned(), command)];
    set_up::set_up(&mut store, &stamp(), &SetUp { settings, ..SetUp::default() }).expect("set");
    [Key::f(7), Key::char('i'), ENTER].into_iter().for_each(|key| seat.press(key));
    assert!(copy.exists(), "{}", seat.text());
    assert!(std::fs::read(&copy).expect("read").starts_with(b"PK"));
    let history = seat.register().read().journal_page(None, motcua::store::pages::Way::After, 1).expect("history");
    assert_eq!(history[0].entry.reason, "Hồ sơ quá hạn, docx");
}

#[test]
fn a_list_as_a_file_holds_every_row_and_names_nobody_unless_asked() {
    let mut seat = busy(80, 24);
    seat.press(Key::f(7));
    let store = seat.register();
    let query = Query { show: Show::Overdue, order: Order::Due, ..Query::default() };
    let rows = store.read().page(&query, now(), None, motcua::store::pages::Way::After, 10_000).expect("rows");
    let mut out = |keys: &[Key]| {
        keys.iter().for_each(|key| seat.press(*key));
        let files = std::fs::read_dir(seat.folder.path().join("ra")).expect("a folder");
        let mut names: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
        names.sort_by_key(|path| path.to_string_lossy().len());
        std::fs::read_to_string(names.last().expect("a file")).expect("text")
    };
    let masked = out(&[Key::char('x'), Key::char('c'), ENTER, ENTER]);
    assert_eq!(masked.lines().count(), rows.len() + 1);
    for row in &rows {
        assert!(masked.contains(&row.code) && masked.contains(&masking::name(&row.name)));
        assert!(!masked.contains(&row.name), "{} is named", row.name);
    }
    let full = out(&[Key::char('x'), Key::char('c'), ENTER, Key::plain(KeyCode::Right), ENTER]);
    assert!(rows.iter().all(|row| full.contains(&row.name)));
    let history = seat.register().read().journal_page(None, motcua::store::pages::Way::After, 1).expect("history");
    assert_eq!(history[0].entry.reason, "Hồ sơ quá hạn, csv, tên đầy đủ");
}

#[test]
fn several_marked_dossiers_are_handed_over_at_once() {
    let mut seat = busy(100, 30);
    seat.press(Key::f(7));
    (0..3).for_each(|_| seat.act(Scope::Dossiers, Act::Mark));
    assert!(seat.text().contains("đã đánh dấu 3"));
    seat.act(Scope::Dossiers, Act::Moves);
    seat.type_text("k");
    assert!(seat.text().contains("Kết thúc: 3 hồ sơ"), "{}", seat.text());
    let before = count(&seat, Show::Overdue);
    seat.save();
    assert_eq!(count(&seat, Show::Overdue), before - 3, "{}", seat.text());
    assert!(!seat.text().contains("đã đánh dấu"));
}

#[test]
fn the_history_tells_what_changed_and_takes_an_entry_back() {
    let mut seat = busy(100, 30);
    let before = count(&seat, Show::Overdue);
    seat.press(Key::f(7));
    let code = selected(&mut seat);
    seat.act(Scope::Dossiers, Act::Moves);
    seat.type_text("k");
    seat.save();
    seat.press(Key::f(8));
    assert!(seat.text().contains("kết thúc trên Cổng"), "{}", seat.text());
    seat.press(ENTER);
    let text = seat.text();
    assert!(text.contains(&format!("Sửa hồ sơ {code}")), "{text}");
    assert!(text.contains("- Kết thúc trên Cổng lúc: (trống) → 09:00 21/11/2026"), "{text}");
    seat.press(ESC);
    // Enter is harmless; the letter takes the entry back.
    seat.act(Scope::Journal, Act::UndoEntry);
    seat.press(ENTER);
    assert_eq!(count(&seat, Show::Overdue), before - 1);
    seat.act(Scope::Journal, Act::UndoEntry);
    seat.press(Key::char('h'));
    assert_eq!(count(&seat, Show::Overdue), before, "{}", seat.text());
    assert!(seat.lines()[3].contains("hoàn tác"), "{}", seat.text());
    // The same entry cannot be taken back twice; the reason names the later one.
    seat.press(Key::plain(KeyCode::Down));
    seat.act(Scope::Journal, Act::UndoEntry);
    seat.press(Key::char('h'));
    assert_eq!(count(&seat, Show::Overdue), before);
}

/// Of a dossier's own history one reads what an undo took back and what a redo brought again.
#[test]
fn the_history_of_a_dossier_names_what_was_taken_back() {
    let mut seat = busy(100, 40);
    seat.press(Key::f(7));
    seat.press(ENTER);
    seat.act(Scope::Detail, Act::Pause);
    seat.tab(1);
    seat.type_text("31/YCBS");
    seat.save();
    let deed = seat.register().chain_head().expect("the history").0;
    seat.press(Key::ctrl('z'));
    seat.press(Key::ctrl('y'));
    seat.act(Scope::Detail, Act::History);
    let text = seat.text();
    let of = format!("Của mục {deed}: tạm dừng (chờ bổ sung hồ sơ 31/YCBS)");
    assert_eq!(text.matches(&of).count(), 2, "{text}");
    for step in ["không → có", "có → không"] {
        assert!(text.contains(&format!("Đã hủy (tạm dừng 09:00 21/11/2026): {step}")), "{text}");
    }
}

#[test]
fn every_size_of_window_shows_what_matters() {
    let mut seat = busy(40, 10);
    for (columns, rows) in [(40, 10), (80, 24), (120, 40), (1, 1), (200, 60), (41, 11)] {
        seat.resize(columns, rows);
        for key in [Key::f(3), Key::f(4), Key::f(7), Key::f(8)] {
            seat.press(key);
            if columns < 40 {
                continue;
            }
            let text = seat.text();
            let essential = match key.code {
                KeyCode::F(3) => "Quá hạn  ",
                KeyCode::F(8) => "nhập từ tệp",
                _ => "H99.07-",
            };
            assert!(text.contains(essential), "{columns}×{rows} {key}: {text}");
            if key == Key::f(7) {
                assert!(text.contains("trễ"), "{columns}×{rows}: {text}");
            }
        }
    }
}

/// Two new dossiers at the top of the list, the older of them settled, and both marked.
fn one_settled_of_two() -> Seat {
    let mut seat = busy(80, 24);
    for name in ["Lò Thị Xong", "Lò Thị Còn"] {
        seat.act(Scope::Global, Act::NewDossier);
        seat.type_text("ket hon");
        seat.press(ENTER);
        seat.tab(2);
        seat.type_text(name);
        seat.save();
    }
    let mut store = seat.register();
    let query = Query { find: "Lò Thị Xong".to_owned(), ..Query::default() };
    let rows = store.read().page(&query, now(), None, motcua::store::pages::Way::After, 1).expect("a page");
    let target = motcua::desk::Target { id: rows[0].id, version: rows[0].version };
    motcua::desk::end::settle(&mut store, &stamp(), &[target], now()).expect("settled");
    seat.press(Key::f(4));
    seat.act(Scope::Dossiers, Act::Find);
    seat.type_text("lo thi");
    seat.press(ENTER);
    seat.act(Scope::Dossiers, Act::MarkAll);
    seat
}

#[test]
fn a_move_that_one_of_several_cannot_have_is_asked_about_for_the_rest() {
    let mut seat = one_settled_of_two();
    let question = |seat: &mut Seat| {
        seat.act(Scope::Dossiers, Act::Moves);
        seat.type_text("k");
        assert!(seat.text().contains("1 trong 2 hồ sơ đã đánh dấu không làm được"), "{}", seat.text());
        assert!(seat.text().contains("Làm với 1 hồ sơ còn lại"), "{}", seat.text());
    };
    let entries = |seat: &Seat| seat.register().chain_head().expect("the journal").0;
    let before = entries(&seat);
    for stay in [ESC, Key::char('t')] {
        question(&mut seat);
        seat.press(stay);
        assert!(!seat.text().contains("còn lại") && seat.shell.form().is_none(), "{}", seat.text());
        assert!(seat.text().contains("đã đánh dấu 2"), "the marks stay: {}", seat.text());
    }
    assert_eq!(entries(&seat), before, "nothing was done");
    question(&mut seat);
    seat.press(Key::char('l'));
    seat.save();
    assert!(entries(&seat) > before, "{}", seat.text());
    let open = Query { find: "Lò Thị Còn".to_owned(), show: Show::Open, ..Query::default() };
    assert_eq!(seat.register().read().count(&open, now(), 9).expect("counted"), 0, "the rest is settled");
}

#[test]
fn the_list_of_what_is_late_leaves_the_order_and_the_filter_of_the_other_alone() {
    let mut seat = busy(120, 40);
    seat.press(Key::f(4));
    seat.press(Key::char('s'));
    seat.type_text("theo ten");
    seat.press(ENTER);
    seat.press(Key::char('/'));
    seat.type_text("nguyen");
    seat.press(ENTER);
    seat.press(Key::plain(KeyCode::Down));
    let (own, chosen) = (seat.lines(), selected(&mut seat));
    let codes = |lines: &[String]| -> Vec<String> {
        let of_row = |line: &String| line.split_whitespace().find(|word| word.contains('-')).map(str::to_owned);
        lines[3..30].iter().filter_map(of_row).collect()
    };
    for back in [ESC, Key::f(4)] {
        seat.press(Key::f(7));
        assert_ne!(codes(&seat.lines()), codes(&own));
        // Once more changes nothing of what is come back to.
        seat.press(Key::f(7));
        seat.press(back);
        assert_eq!((seat.lines()[1].clone(), selected(&mut seat)), (own[1].clone(), chosen.clone()));
        seat.press(Key::plain(KeyCode::Home));
        assert_eq!(codes(&seat.lines()), codes(&own), "{}", seat.text());
        seat.press(Key::plain(KeyCode::Down));
    }
    // Another screen in between, and a dossier that was looked at.
    seat.press(Key::f(7));
    seat.press(ENTER);
    seat.press(ESC);
    assert_ne!(seat.lines()[1], own[1], "still what is late");
    seat.press(Key::f(3));
    seat.press(Key::f(4));
    assert_eq!((seat.lines()[1].clone(), selected(&mut seat)), (own[1].clone(), chosen));
}

#[test]
fn the_history_opens_at_its_newest_entry() {
    let mut seat = busy(80, 24);
    let newest = |seat: &Seat| seat.register().chain_head().expect("the journal").0.to_string();
    let first = |seat: &mut Seat| -> String {
        let lines = seat.lines();
        let line = lines.iter().find(|line| line.starts_with('>')).expect("a selected entry");
        line.split_whitespace().nth(1).expect("a number").to_owned()
    };
    seat.press(Key::f(8));
    assert_eq!(first(&mut seat), newest(&seat));
    for _ in 0..22 {
        seat.press(Key::plain(KeyCode::Down));
    }
    assert_ne!(first(&mut seat), newest(&seat));
    seat.press(Key::f(4));
    let none = [("print_command".to_owned(), "true {file}".to_owned())];
    set_up::change_settings(&mut seat.register(), &stamp(), &none).expect("an entry more");
    seat.idle();
    seat.press(Key::f(8));
    assert_eq!(first(&mut seat), newest(&seat), "{}", seat.text());
}

/// An invented dossier of the sample as it stands in the register.
fn stored(seat: &Seat, name: &str) -> motcua::store::dossier::Stored {
    let store = seat.register();
    let query = Query { find: name.to_owned(), ..Query::default() };
    let rows = store.read().page(&query, now(), None, motcua::store::pages::Way::After, 1).expect("a page");
    store.read().dossier(rows[0].id).expect("read").expect("a dossier")
}

#[test]
fn the_one_that_is_left_of_several_is_known_as_well_as_any_one_dossier() {
    use motcua::domain::pause::PauseReason;
    let mut seat = one_settled_of_two();
    let left = stored(&seat, "Lò Thị Còn");
    let mut store = seat.register();
    let target = |version| motcua::desk::Target { id: left.id, version };
    let paused = [target(left.version)];
    motcua::desk::pause::pause(&mut store, &stamp(), &paused, PauseReason::Supplement, "1/HDHS", now())
        .expect("paused");
    let again = [target(stored(&seat, "Lò Thị Còn").version)];
    motcua::desk::pause::resume(&mut store, &stamp(), &again, now()).expect("resumed");
    seat.idle();
    seat.act(Scope::Dossiers, Act::Moves);
    seat.type_text("t");
    assert!(seat.text().contains("Làm với 1 hồ sơ còn lại"), "{}", seat.text());
    seat.press(Key::char('l'));
    assert!(seat.text().contains(&left.dossier.code), "{}", seat.text());
    seat.type_text("bo sung");
    let text = seat.text();
    assert!(text.contains("Vẫn yêu cầu lần hai") && text.contains("Đã yêu cầu bổ sung một lần"), "{text}");
}

#[test]
fn what_is_known_of_the_one_that_is_left_of_several_is_not_written_over_with_nothing() {
    let mut seat = one_settled_of_two();
    let left = stored(&seat, "Lò Thị Xong");
    let signed =
        motcua::desk::digitise::ResultTold { digitized: true, signed: Some(true), scan: None, note: String::new() };
    let target = [motcua::desk::Target { id: left.id, version: left.version }];
    motcua::desk::digitise::result(&mut seat.register(), &stamp(), &target, &signed).expect("signed");
    seat.idle();
    seat.act(Scope::Dossiers, Act::Moves);
    seat.type_text("o");
    assert!(seat.text().contains("Làm với 1 hồ sơ còn lại"), "{}", seat.text());
    seat.press(Key::char('l'));
    seat.save();
    assert!(stored(&seat, "Lò Thị Xong").dossier.result_signed, "{}", seat.text());
}

#[test]
fn a_list_that_could_not_be_printed_is_not_said_to_be_printing() {
    let mut seat = busy(80, 24);
    let settings = vec![("print_command".to_owned(), "khong-co-lenh-nay {file}".to_owned())];
    set_up::set_up(&mut seat.register(), &stamp(), &SetUp { settings, ..SetUp::default() }).expect("set");
    [Key::f(7), Key::char('i'), ENTER].into_iter().for_each(|key| seat.press(key));
    let text = seat.text();
    assert!(text.contains("Bản in đã lưu"), "{text}");
    assert!(!text.contains("Đang in…"), "{text}");
    assert!(text.contains("Chưa in được."), "{text}");
}
