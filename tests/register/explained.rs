//! Why a due date is what it is, asked by keys alone: from a dossier, from a list, from the form of acceptance; printed
//! and saved from there; and a calendar that is edited afterwards.

use crate::support;
use crate::world;

use std::rc::Rc;

use motcua::desk::catalogue::{self, Change, Entry};
use motcua::desk::{explain, pause};
use motcua::domain::pause::PauseReason;
use motcua::report::Format;
use motcua::report::account::{self, Imprint};
use motcua::store::{Mode, Store};
use motcua::ui::input::{Key, KeyCode};
use support::{accept, at, day_off, seen, stamp};
use world::{ENTER, ESC, World, folder, out, path};

const NAME: &str = "Lò Thị Mai (hư cấu)";

/// A register with one dossier of five working days: accepted on Monday 2/3/2026, due on the 9th, and paused from
/// Wednesday to Friday, so due on the 11th.
fn paused() -> (Rc<tempfile::TempDir>, i64) {
    let folder = folder();
    let mut store = Store::open(&path(&folder), Mode::CreateIfMissing).expect("the register");
    support::set_up(&mut store);
    let target = accept(&mut store, "1.001", NAME, "2026-03-02 08:00");
    let (from, to) = (at("2026-03-04 09:00"), at("2026-03-06 08:00"));
    pause::pause(&mut store, &stamp("2026-03-04 09:00", "lan"), &[target], PauseReason::Supplement, "12/HDHS", from)
        .expect("paused");
    let target = seen(&store, target.id);
    pause::resume(&mut store, &stamp("2026-03-06 08:00", "lan"), &[target], to).expect("resumed");
    (folder, target.id)
}

fn open(folder: &Rc<tempfile::TempDir>, columns: u16, rows: u16) -> World {
    let mut world = World::open(folder, "2026-03-06 09:00", columns, rows);
    // Whoever sits at the desk is asked for first.
    if world.picture().contains("Cán bộ nào") {
        world.keys(&[ENTER]);
    }
    world
}

/// The files that were saved, with their text.
fn saved(folder: &tempfile::TempDir) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = std::fs::read_dir(out(folder)) else { return Vec::new() };
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry"))
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("read")))
        .collect();
    files.sort();
    files
}

#[test]
fn one_key_on_a_row_of_the_list_tells_every_day_and_every_date() {
    let (folder, _) = paused();
    let mut world = open(&folder, 80, 24);
    world.keys(&[Key::f(4), Key::char('h')]);
    world.sees("Hạn trả: Thứ Tư, 17:00 11/03/2026");
    world.sees("Hẹn lần đầu: Thứ Hai, 17:00 09/03/2026");
    world.sees("02/03/2026 Thứ Hai  không    Bắt đầu tính lúc 08:00; ngày này không tính vào");
    world.sees("03/03/2026 Thứ Ba   có    01 Ngày làm việc thứ 01.");
    world.sees("07/03/2026 Thứ Bảy  không    Nghỉ hằng tuần; không tính.");
    world.keys(&[Key::plain(KeyCode::PageDown)]);
    world.sees("04/03/2026 Thứ Tư   không    Tạm dừng, chờ bổ sung hồ sơ (văn bản 12/HDHS):");
    world.sees("11/03/2026 Thứ Tư   có    05 Ngày làm việc thứ 05. Hạn trả kết quả: 17:00");
    world.keys(&[Key::plain(KeyCode::End)]);
    world.sees("02. hẹn 17:00 11/03/2026, từ lúc 08:00 06/03/2026: tạm dừng chờ bổ sung hồ sơ");
    world.sees("Thời hạn: 05 ngày làm việc");
    world.keys(&[ESC]);
    world.sees("MC-260302-0001");
}

#[test]
fn a_small_window_has_the_whole_account_and_no_line_is_cut() {
    let (folder, _) = paused();
    let mut world = open(&folder, 40, 10);
    world.keys(&[Key::f(4), Key::char('h')]);
    let mut read = String::new();
    for _ in 0..60 {
        read.push_str(&world.lines()[1..7].join("\n"));
        read.push('\n');
        world.keys(&[Key::plain(KeyCode::Down)]);
    }
    for said in [
        "Ngày  Thứ Tính  TT Vì sao",
        "03/03 T3  có    01 Ngày làm việc thứ",
        "07/03 T7  không    Nghỉ hằng tuần;",
        "Cộng: 05 ngày làm việc.",
        "Sổ hạn trả",
        "Căn cứ để tính",
    ] {
        assert!(read.contains(said), "{said}\n{read}");
    }
    assert!(!read.contains('…'), "{read}");
}

#[test]
fn it_is_saved_masked_or_in_full_and_the_register_remembers_which() {
    let (folder, _) = paused();
    let mut world = open(&folder, 80, 24);
    world.keys(&[Key::f(4), ENTER, Key::char('h')]);
    world.keys(&[Key::char('x')]);
    world.sees("Xuất bản giải trình hạn");
    // Word is offered first; the next one is plain text.
    world.keys(&[Key::plain(KeyCode::Right), Key::ctrl('s')]);
    let files = saved(&folder);
    assert_eq!(files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["giai-trinh-han-mc-260302-0001.txt"]);
    let page = String::from_utf8(files[0].1.clone()).expect("text");
    assert!(page.contains("Người nộp: L. T. M.") && !page.contains("Lò Thị Mai"), "{page}");
    assert!(
        page.contains("In lúc 09:00 06/03/2026") && page.contains("Trung tâm Phục vụ".to_uppercase().as_str()),
        "{page}"
    );
    let newest = |world: &World| {
        let store = world.register();
        let seq = store.chain_head().expect("a head").0;
        store.read().entry(seq).expect("read").expect("an entry")
    };
    assert_eq!(
        (newest(&world).op.as_str(), newest(&world).reason.as_str()),
        ("export", "Giải trình hạn MC-260302-0001, text")
    );
    if world.picture().contains("Xong") {
        world.keys(&[ESC]);
    }
    world.keys(&[Key::char('x'), ENTER, Key::plain(KeyCode::Right), Key::ctrl('s')]);
    assert_eq!(newest(&world).reason, "Giải trình hạn MC-260302-0001, docx, tên đầy đủ");
    assert_eq!(saved(&folder).len(), 2);
}

#[test]
fn the_form_of_acceptance_tells_why_before_anything_is_saved() {
    let (folder, _) = paused();
    let mut world = open(&folder, 80, 24);
    world.keys(&[Key::f(2), Key::ctrl('g')]);
    world.sees("Chưa có ngày hẹn trả để giải trình");
    world.typed("1.001").keys(&[ENTER]);
    world.sees("Hẹn trả 17:00");
    let before = world.picture();
    world.keys(&[Key::ctrl('g')]);
    world.sees("Giải trình ngày hẹn trả");
    world.sees("06/03/2026 Thứ Sáu  không    Bắt đầu tính lúc 09:00");
    world.sees("09/03/2026 Thứ Hai  có    01");
    world.keys(&[ESC]);
    assert_eq!(world.picture(), before, "what was typed is as it was");
}

#[test]
fn a_calendar_edited_later_moves_no_date_and_the_account_says_so() {
    let (folder, id) = paused();
    let mut store = Store::open(&path(&folder), Mode::Existing).expect("the register");
    let day = day_off("2026-03-10");
    let change = Change { seen: None, put: Some(Entry::Day(day)) };
    catalogue::change(&mut store, &stamp("2026-03-06 08:30", "lan"), &change).expect("edited");
    let told = explain::account(&store, id, at("2026-03-06 09:00")).expect("read").expect("there");
    assert_eq!(told.due, Some(at("2026-03-11 17:00")), "what was told stays");
    let said = &told.ledger[1].why;
    assert!(said.ends_with("; tính theo lịch lúc ấy, theo lịch nay là 17:00 12/03/2026"), "{said}");
    let remark =
        "Hẹn 17:00 11/03/2026 tính theo lịch lúc ấy; theo lịch nay là 17:00 12/03/2026. Hẹn đã ghi được giữ nguyên.";
    assert!(told.remarks.iter().any(|said| said == remark), "{:?}", told.remarks);
    assert!(!told.ledger[0].why.contains("lịch nay"), "the first promise is not touched by that day");
    let last = told.parts.last().expect("an account");
    assert_eq!(last.explanation.due, at("2026-03-11 17:00"));
}

#[test]
fn a_clock_that_has_not_started_has_a_sentence_instead_of_a_date() {
    let folder = folder();
    let mut store = Store::open(&path(&folder), Mode::CreateIfMissing).expect("the register");
    support::set_up(&mut store);
    let mut draft = support::draft("1.001", NAME, "2026-03-02 08:00");
    draft.dossier.out_of_area = true;
    let (accepted, _) =
        motcua::desk::accept::accept(&mut store, &stamp("2026-03-02 08:00", "lan"), &draft).expect("accepted");
    let told = explain::account(&store, accepted.id, at("2026-03-06 09:00")).expect("read").expect("there");
    assert!(told.due.is_none() && told.parts.is_empty() && told.ledger.is_empty());
    assert!(told.why_none.contains("phi địa giới") && told.why_none.contains("chưa ghi lúc nhận"), "{}", told.why_none);
    let mut world = open(&folder, 80, 24);
    world.keys(&[Key::f(4), ENTER, Key::char('h')]);
    world.sees("? Chưa có hạn trả. Hồ sơ phi địa giới: thời hạn bắt đầu tính khi cơ quan");
}

#[test]
fn the_same_account_gives_the_same_bytes_in_every_format() {
    let (folder, id) = paused();
    let store = Store::open(&path(&folder), Mode::Existing).expect("the register");
    let now = at("2026-03-06 09:00");
    let told = || explain::account(&store, id, now).expect("read").expect("there");
    let imprint: Imprint = explain::imprint(&store, "lan", now, false).expect("read");
    assert_eq!(imprint.printed_by, "Nguyễn Thị Lan");
    for format in [Format::Docx, Format::Text, Format::Csv, Format::Json] {
        let write = || account::write(&told(), &imprint, format).expect("written");
        assert!(write() == write(), "{format:?}");
    }
}
