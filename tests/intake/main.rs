//! Stories of the intake, told by keys alone: the first start, accepting a dossier, its receipt. All people are
//! invented.

#[path = "../support/clock.rs"]
mod clock;
#[path = "../support/world.rs"]
mod world;

use motcua::domain::dossier::Channel;
use motcua::domain::procedure::Procedure;
use motcua::store::dossier::Stored;
use motcua::store::pages::{Query, Way};
use motcua::store::{Op, Stamp, Store, StoreError};
use motcua::ui::input::{Key, KeyCode};
use world::{ENTER, ESC, TAB, World, folder, letters, moment, set_up};

const NOW: &str = "2026-11-19 09:15";

/// Every dossier, the newest first.
fn dossiers(store: &Store) -> Vec<Stored> {
    let read = store.read();
    let rows = read.page(&Query::default(), moment(NOW), None, Way::After, 100).expect("rows");
    rows.iter().map(|row| read.dossier(row.id).expect("read").expect("there")).collect()
}

fn open() -> World {
    World::open(&set_up(&["Nguyễn Thị Mẫu"]), NOW, 80, 24)
}

#[test]
fn the_first_start_asks_once_and_leaving_it_writes_nothing() {
    let folder = folder();
    let mut world = World::open(&folder, NOW, 80, 24);
    world.sees("Sổ này còn trống.");
    world.keys(&[ESC]);
    assert!(world.left, "an untouched form is left at once");
    assert_eq!(world.register().chain_head().expect("read").0, 0);

    let mut world = World::open(&folder, NOW, 80, 24);
    world.keys(&[Key::ctrl('s')]);
    world.sees("x Chưa nhập tên đơn vị.");
    world.typed("Trung tâm A").keys(&[Key::ctrl('s')]);
    world.sees("x Cần ít nhất một cán bộ.");
    world.keys(&[ESC]);
    world.sees("Rời, không ghi gì");
    world.keys(&[Key::char('r')]);
    assert!(world.left);
    assert_eq!(world.register().chain_head().expect("read").0, 0);
}

#[test]
fn the_first_start_writes_one_entry_with_what_was_said() {
    let folder = set_up(&["Nguyễn Thị Mẫu", "Nguyễn Thị Mẫu"]);
    let world = World::open(&folder, NOW, 80, 24);
    let store = world.register();
    let read = store.read();
    let settings = read.settings().expect("read");
    assert_eq!(settings.get("unit"), "Trung tâm Phục vụ hành chính công xã Đồng Mẫu");
    assert!(settings.get("pause_rules").starts_with("2025-07-01=subtract ["), "with its source");
    let officers: Vec<String> = read.officers().expect("read").into_iter().map(|(_, officer)| officer.code).collect();
    assert_eq!(officers, ["Nguyễn Thị Mẫu", "Nguyễn Thị Mẫu 2"], "two alike are told apart");
    assert_eq!(read.procedures().expect("read").len(), 96);
    assert!(read.calendar_days().expect("read").len() > 30);
    assert_eq!(store.chain_head().expect("read").0, 1, "one entry, and none for a start with several officers");
    world.sees("Cán bộ nào đang ngồi máy?");
}

#[test]
fn how_one_types_at_the_first_start_is_how_one_types_after_it() {
    let folder = folder();
    let mut world = World::open(&folder, NOW, 80, 24);
    world.keys(&[Key::f(12)]);
    world.sees("Telex");
    world.typed("Xax Dduwcs").sees("Xã Đức");
    world.keys(&[ESC, Key::char('r')]);
    assert!(world.left);
    assert_eq!(world.register().chain_head().expect("read").0, 0, "leaving writes nothing");
    drop(world);

    let mut world = World::open(&folder, NOW, 80, 24);
    world.keys(&[Key::f(12)]).go_to("Cán bộ 1").typed("Loof Thij Maaux").keys(&[Key::ctrl('s')]);
    assert!(world.left);
    assert_eq!(world.register().read().settings().expect("read").get("typing"), "telex");
    drop(world);
    let mut world = World::open(&folder, NOW, 80, 24);
    world.keys(&[Key::f(2)]).sees("Telex");
}

#[test]
fn the_starter_catalogue_comes_beside_another_only_where_it_is_asked_for() {
    let folder = folder();
    drop(World::open(&folder, NOW, 80, 24));
    let starter = |folder: &std::rc::Rc<tempfile::TempDir>| {
        let mut world = World::open(folder, NOW, 80, 40);
        let picture = world.picture();
        world.keys(&[ESC]);
        let row = picture.lines().find(|line| line.contains("Danh mục thủ tục")).expect("the row").to_owned();
        row.contains("[x]")
    };
    assert!(starter(&folder), "an empty register begins with it");
    let own = Procedure::new("9.999", "Thủ tục riêng của đơn vị", "Khác");
    let mut store = World::open(&folder, NOW, 80, 24).register();
    let stamp = Stamp { at: moment(NOW), utc_ms: 0, utc_offset_min: 420, officer: String::new(), desk: 1 };
    store.transact::<_, StoreError>(&Op::new("import"), &stamp, |tx| tx.put_procedure(&own)).expect("written");
    drop(store);
    assert!(!starter(&folder));
}

#[test]
fn the_only_officer_sits_down_and_a_start_leaves_no_second_trace() {
    let folder = set_up(&["Nguyễn Thị Mẫu"]);
    let head = |world: &World| world.register().chain_head().expect("read").0;
    let world = World::open(&folder, NOW, 80, 24);
    assert!(world.lines()[0].contains("Nguyễn Thị Mẫu"), "{}", world.lines()[0]);
    assert_eq!(head(&world), 2, "the seat is remembered once");
    drop(world);
    assert_eq!(head(&World::open(&folder, NOW, 80, 24)), 2);
}

#[test]
fn another_officer_takes_the_seat_and_is_stamped() {
    let folder = set_up(&["Nguyễn Thị Mẫu", "Trần Văn Thử"]);
    let mut world = World::open(&folder, NOW, 80, 24);
    world.typed("thu").keys(&[ENTER]);
    assert!(world.lines()[0].contains("Trần Văn Thử"), "{}", world.lines()[0]);
    world.keys(&[Key::f(9)]).typed("mau").keys(&[ENTER]);
    world.sees("Cán bộ đang ngồi máy: Nguyễn Thị Mẫu.");
    let store = world.register();
    let (seq, _) = store.chain_head().expect("read");
    assert_eq!(store.read().entry(seq).expect("read").map(|entry| entry.officer).as_deref(), Some("Nguyễn Thị Mẫu"));
    drop(world);
    let mut world = World::open(&folder, NOW, 80, 24);
    world.sees("> Nguyễn Thị Mẫu");
    world.keys(&[ENTER]);
    assert_eq!(store.chain_head().expect("read").0, seq, "the same officer again is no news");
}

#[test]
fn a_usual_dossier_takes_at_most_twenty_five_keys_besides_name_and_address() {
    let mut world = open();
    let before = [vec![Key::f(2)], letters("dkks"), vec![ENTER], letters("001099012345"), vec![TAB, TAB]].concat();
    let after = [Key::ctrl('s')];
    let count = before.len() + 1 + after.len();
    assert!(count <= 25, "{count} phím");
    world.keys(&before).typed("Lê Thị Ánh").keys(&[TAB]).typed("Thôn Đông, xã Đồng Mẫu");
    world.sees("Hẹn trả 17:00 Thứ Năm 19/11/2026 — Nhận lúc 09:15, trước giờ chốt 15:00");
    world.keys(&after);
    world.sees("+ Đã lưu MC-261119-0001, hẹn trả 17:00 19/11/2026.");
    let stored = dossiers(&world.register()).remove(0);
    let dossier = &stored.dossier;
    assert_eq!(dossier.procedure_code, "1.001193");
    assert_eq!(dossier.applicant.name.as_bytes(), "Lê Thị Ánh".as_bytes());
    assert_eq!(dossier.applicant.address, "Thôn Đông, xã Đồng Mẫu");
    assert_eq!((dossier.applicant.id.as_str(), dossier.sets), ("001099012345", Some(1)));
    assert_eq!(dossier.accepted_at, Some(moment(NOW)));
    assert_eq!(dossier.due_at, Some(moment("2026-11-19 17:00")));
    assert_eq!((dossier.received_by.as_str(), dossier.channel), ("Nguyễn Thị Mẫu", Channel::Direct));
    assert!(stored.due_computed);
}

#[test]
fn decomposed_letters_arrive_composed() {
    let mut world = open();
    world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER, TAB, TAB]);
    // As some keyboards send them: the letter, then its marks one by one.
    world.typed("Nguye\u{302}\u{303}n Thi\u{323} Đa\u{306}\u{301}c").keys(&[Key::ctrl('s')]);
    assert_eq!(dossiers(&world.register())[0].dossier.applicant.name, "Nguyễn Thị Đắc");
}

#[test]
fn keys_faster_than_the_register_lose_nothing() {
    let mut world = open();
    let keys = [vec![Key::f(2)], letters("dkks"), vec![ENTER, TAB, TAB], letters("Lê Thị Ánh")].concat();
    world.burst(&keys);
    world.sees("Lê Thị Ánh");
    // The next dossier is begun while this one is still being written.
    world.burst(&[vec![Key::ctrl('s')], letters("dkkh"), vec![ENTER]].concat());
    world.sees("Thủ tục đăng ký kết hôn");
    world.sees("+ Đã lưu MC-261119-0001");
    let saved = dossiers(&world.register());
    assert_eq!((saved.len(), saved[0].dossier.applicant.name.as_str()), (1, "Lê Thị Ánh"));
}

#[test]
fn whole_dossiers_typed_ahead_are_saved_one_by_one_and_none_of_them_mixed() {
    let mut world = open();
    let whole = |name: &str| [letters("dkks"), vec![ENTER, TAB, TAB], letters(name), vec![Key::ctrl('s')]].concat();
    world.burst(&[vec![Key::f(2)], whole("Lê Thị Ánh"), whole("Lò Văn Thử"), whole("Giàng A Thí")].concat());
    let names = |world: &World| -> Vec<String> {
        dossiers(&world.register()).into_iter().map(|stored| stored.dossier.applicant.name).collect()
    };
    assert_eq!(names(&world), ["Giàng A Thí", "Lò Văn Thử", "Lê Thị Ánh"]);
    world.sees("+ Đã lưu MC-261119-0003");
    // Pressed twice for one dossier: the next form is not called wrong.
    world.burst(&[whole("Vàng Thị Mẫu"), vec![Key::ctrl('s')]].concat());
    world.sees("+ Đã lưu MC-261119-0004");
    world.sees_not("x Chưa");
    // One is refused: it stays as it was typed, and the next is neither mixed into it nor saved in its place.
    world.burst(&[vec![TAB, TAB, TAB], letters("Không Thủ Tục"), vec![Key::ctrl('s')], whole("Sùng A Giả")].concat());
    world.sees("x Chưa chọn thủ tục");
    world.sees("Không Thủ Tục");
    assert_eq!(names(&world).len(), 4);
}

/// The list's rows come a moment after its key: what is typed for them waits, a box that it opens included.
#[test]
fn keys_for_a_list_that_is_still_coming_wait_for_it() {
    let down = Key::plain(KeyCode::Down);
    let begin = || {
        let mut world = open();
        for name in ["Lê Thị Ánh", "Lò Văn Thử"] {
            world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER, TAB, TAB]).typed(name).keys(&[Key::ctrl('s')]);
        }
        world
    };
    let mut world = begin();
    world.burst(&[Key::f(4), down, ENTER]);
    world.sees("MC-261119-0001");
    world.sees("Lê Thị Ánh");
    assert!(!world.picture().contains("Danh sách đang trống"), "{}", world.picture());
    let mut world = begin();
    world.burst(&[vec![Key::f(4), Key::char('y')], letters("nguoi nop"), vec![ENTER]].concat());
    world.sees("+ Đã chép: Lò Văn Thử");
    // Esc and a key that leads elsewhere take back what was typed ahead.
    let mut world = begin();
    world.burst(&[Key::f(4), ENTER, ESC]);
    world.sees("[Hôm nay]");
    world.keys(&[Key::f(4)]);
    world.sees("mới nhất trước");
    world.burst(&[Key::f(7), ENTER]);
    world.sees("Danh sách đang trống.");
}

#[test]
fn someone_known_need_not_be_typed_again() {
    let mut world = open();
    world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER]).typed("001099012345").keys(&[TAB]).typed("0912 345 678");
    world.keys(&[TAB]).typed("Lê Thị Ánh").keys(&[TAB]).typed("Thôn Đông").keys(&[Key::ctrl('s')]);
    // By phone alone, written another way.
    world.typed("dkkh").keys(&[ENTER, TAB]).typed("0912345678").keys(&[TAB]);
    world.sees("Lê Thị Ánh");
    world.sees("đã nộp lần trước");
    world.keys(&[Key::ctrl('s')]);
    let newest = dossiers(&world.register()).remove(0).dossier;
    assert_eq!((newest.applicant.name.as_str(), newest.applicant.address.as_str()), ("Lê Thị Ánh", "Thôn Đông"));
    assert_eq!(newest.applicant.id, "001099012345");
    // Another number: what the memory put in goes away again.
    world.typed("dkks").keys(&[ENTER]).typed("001099012345");
    world.sees("Lê Thị Ánh");
    world.keys(&[Key::ctrl('a')]).typed("001099000000").keys(&[TAB]);
    world.sees_not("Lê Thị Ánh");
}

#[test]
fn a_phone_that_goes_away_with_its_owner_leaves_nothing_beside_the_empty_line() {
    let mut world = open();
    world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER]).typed("001099012345").keys(&[TAB]).typed("0912345678");
    world.keys(&[TAB]).typed("Lê Thị Ánh").keys(&[Key::ctrl('s')]);
    world.typed("dkkh").keys(&[ENTER]).typed("001099012345").keys(&[TAB, TAB]);
    world.sees("0912 345 678");
    let back = Key { shift: true, ..TAB };
    world.keys(&[back, back, Key::ctrl('a')]).typed("001099000000").keys(&[TAB]);
    world.sees_not("0912");
}

/// It repeats in good faith at times, so it is said and can be saved all the same.
#[test]
fn the_same_person_with_the_same_procedure_on_the_same_day_is_pointed_out() {
    let mut world = open();
    let begin = |world: &mut World, procedure: &str| {
        world.keys(&[Key::f(2)]).typed(procedure).keys(&[ENTER]).typed("001099012345").keys(&[TAB]);
    };
    begin(&mut world, "dkks");
    world.keys(&[TAB]).typed("Lê Thị Ánh").keys(&[Key::ctrl('s')]);
    begin(&mut world, "dkkh");
    world.sees("đã nộp lần trước");
    world.keys(&[Key::ctrl('s')]);
    begin(&mut world, "dkkh");
    world.sees("? hôm nay đã nhận MC-261119-0002 cùng thủ tục");
    world.keys(&[Key::ctrl('s')]);
    assert_eq!(dossiers(&world.register()).len(), 3);
}

#[test]
fn what_slipped_into_another_line_is_pointed_out() {
    let mut world = open();
    world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER, TAB, TAB]).typed("Lê Thị Ánh");
    world.go_to("Người được ủy quyền");
    world.typed("+84912345678").keys(&[TAB]).typed("Lò Văn Thử").keys(&[TAB]);
    world.sees("? Không giống địa chỉ thư (ten@noi.vn)");
    world.keys(&[Key::ctrl('s')]);
    world.sees("x Tên người được ủy quyền không có chữ nào");
    world.keys(&[Key::ctrl('a')]).typed("Lò Văn Thử").keys(&[Key::ctrl('s')]);
    assert_eq!(dossiers(&world.register()).remove(0).dossier.applicant.email, "Lò Văn Thử", "a doubt hinders nothing");
}

#[test]
fn an_acceptance_noted_after_its_promise_has_passed_says_so_before_it_is_saved() {
    let mut world = open();
    world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER, TAB, TAB]).typed("Lê Thị Ánh");
    world.sees_not("đã qua");
    world.go_to("Tiếp nhận lúc");
    world.typed("16/11 0915").keys(&[TAB]);
    world.sees("? Hẹn trả 17:00 Thứ Hai 16/11/2026, đã qua: lưu là thành hồ sơ quá hạn");
}

#[test]
fn an_online_dossier_says_when_it_was_handed_in() {
    let mut world = open();
    world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER, TAB, TAB]).typed("Lê Thị Ánh");
    world.go_to("Kênh nộp");
    world.typed("truc tuyen").keys(&[Key::ctrl('s')]);
    world.sees("x Hãy ghi giờ nộp trên Cổng");
    assert!(dossiers(&world.register()).is_empty() && world.focused("Nộp lúc"), "{}", world.picture());
    world.typed("0830").keys(&[Key::ctrl('s')]);
    let saved = dossiers(&world.register()).remove(0).dossier;
    assert_eq!((saved.channel, saved.submitted_at), (Channel::Online, Some(moment("2026-11-19 08:30"))));
}

#[test]
fn what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost() {
    let mut world = open();
    world.keys(&[Key::f(2), Key::ctrl('s')]);
    world.sees("x Chưa chọn thủ tục; gõ vài chữ của tên hoặc mã để tìm.");
    world.sees("x Chưa nhập tên người nộp hồ sơ.");
    world.typed("qqqq").keys(&[ENTER]);
    world.sees("Không có mục nào khớp.");
    world.keys(&[Key::ctrl('s')]);
    world.sees("x Không có mục nào khớp “qqqq”; gõ lại");
    // The letters stay in the field, where they are mended like any other text.
    let field = world.lines().into_iter().find(|line| line.starts_with("Thủ tục")).expect("the field");
    assert!(field.contains("qqqq"), "{field}");
    world.keys(&[Key::ctrl('a')]).typed("dkks").keys(&[ENTER, TAB, TAB]).typed("Lê Thị Ánh");
    world.go_to("Tiếp nhận lúc");
    world.typed("31/2 0900").keys(&[Key::ctrl('s')]);
    world.sees("x Tháng 2 không có ngày 31.");
    world.sees("31/2 0900");
    assert!(dossiers(&world.register()).is_empty());
    world.keys(&[Key::ctrl('a')]).typed("20/11 0900").keys(&[Key::ctrl('s')]);
    world.sees("x Giờ tiếp nhận 09:00 20/11/2026 ở tương lai");
    world.keys(&[Key::ctrl('a')]).typed("0800");
    world.sees("08:00 Thứ Năm 19/11/2026");
    world.go_to("Hẹn trả khác");
    world.typed("18/11").keys(&[Key::ctrl('s')]);
    world.sees("x Ngày hẹn trả 17:00 18/11/2026 trước lúc tiếp nhận");
    world.keys(&[Key::ctrl('a'), Key::plain(KeyCode::Backspace), Key::ctrl('s')]);
    let saved = dossiers(&world.register()).remove(0).dossier;
    assert_eq!((saved.applicant.name.as_str(), saved.accepted_at), ("Lê Thị Ánh", Some(moment("2026-11-19 08:00"))));
}

#[test]
fn a_code_is_never_given_twice() {
    let mut world = open();
    for name in ["Lê Thị Ánh", "Phạm Văn Bình"] {
        world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER, TAB, TAB]).typed(name);
        world.go_to("Mã hồ sơ");
        world.typed("H99-1").keys(&[ENTER]);
    }
    world.sees("x Mã hồ sơ H99-1 đã có trong sổ");
    world.sees("H99-1");
    assert_eq!(dossiers(&world.register()).len(), 1);
    world.keys(&[Key::ctrl('a'), Key::plain(KeyCode::Backspace), ENTER]);
    assert_eq!(dossiers(&world.register())[0].dossier.code, "MC-261119-0001");
}

#[test]
fn a_procedure_without_a_limit_asks_once_and_remembers_it_as_unchecked() {
    let mut world = open();
    world.keys(&[Key::f(2)]).typed("1.004873").keys(&[ENTER]);
    world.sees("Thủ tục này chưa có thời hạn");
    assert!(world.focused("Thời hạn"), "{}", world.picture());
    world.keys(&[TAB, TAB, TAB, TAB]).typed("Lê Thị Ánh").keys(&[Key::ctrl('s')]);
    world.sees("x Thủ tục này chưa có thời hạn trong danh mục.");
    world.typed("3");
    world.sees("Hẹn trả 17:00 Thứ Tư 25/11/2026 —");
    world.sees("24/11 Ngày Văn hóa Việt Nam");
    world.keys(&[Key::ctrl('s')]);
    world.sees("x Hãy ghi căn cứ của thời hạn");
    world.typed("Quyết định 01").keys(&[Key::ctrl('s')]);
    world.sees("+ Đã lưu MC-261119-0001, hẹn trả 17:00 25/11/2026.");
    world.typed("1.004873").keys(&[ENTER]);
    world.sees("03 ngày làm việc");
    world.sees("chưa kiểm tra");
    world.sees_not("Căn cứ thời hạn");
}

#[test]
fn a_draft_outlives_the_program() {
    let mut world = open();
    let folder = std::rc::Rc::clone(&world.folder);
    world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER, TAB, TAB]).typed("Lê Thị Ánh").keys(&[TAB]);
    // No closing, no leaving: as after a power cut.
    drop(world);
    let mut world = World::open(&folder, "2026-11-19 09:40", 80, 24);
    world.keys(&[Key::f(2)]);
    world.sees("đang nhập dở (người nộp: Lê Thị Ánh)");
    world.keys(&[ENTER]);
    world.sees("Lê Thị Ánh");
    world.sees("09:40 19/11/2026");
    world.sees("Hẹn trả 17:00 Thứ Năm 19/11/2026");
    world.keys(&[Key::ctrl('s')]);
    assert_eq!(dossiers(&world.register()).len(), 1);
    drop(world);
    let mut world = World::open(&folder, "2026-11-19 09:50", 80, 24);
    world.keys(&[Key::f(2)]);
    world.sees_not("nhập dở");
}

#[test]
fn a_draft_is_offered_to_quick_fingers_too() {
    let mut world = open();
    let folder = std::rc::Rc::clone(&world.folder);
    world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER, TAB, TAB]).typed("Lê Thị Ánh").keys(&[TAB]);
    drop(world);
    // Letters answer nothing: the clerk may be typing on.
    let answers = [(vec![ENTER], "khai sinh", "Lê Thị Ánh"), (vec![TAB, ENTER], "kết hôn", "Lò Văn Thử")];
    for (answer, procedure, name) in answers {
        let mut world = World::open(&folder, "2026-11-19 09:40", 80, 24);
        world.burst(&[vec![Key::f(2)], letters("dkkh"), vec![ENTER, TAB, TAB], letters("Lò Văn Thử")].concat());
        world.sees("đang nhập dở (người nộp: Lê Thị Ánh)");
        world.typed("nb");
        world.sees("đang nhập dở");
        world.keys(&answer);
        world.sees(&format!("Thủ tục đăng ký {procedure}"));
        world.sees(name);
    }
}

#[test]
fn leaving_keeps_what_was_typed_and_a_new_form_asks_first() {
    let mut world = open();
    world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER, TAB, TAB]).typed("Lê Thị Ánh").keys(&[ESC]);
    world.sees("Phiếu đang nhập được giữ lại");
    world.keys(&[Key::f(2)]);
    world.sees("Lê Thị Ánh");
    world.keys(&[Key::ctrl('n'), ENTER]);
    world.sees("Lê Thị Ánh");
    world.keys(&[Key::ctrl('n'), Key::char('b')]);
    world.sees_not("Lê Thị Ánh");
    assert_eq!(world.register().read().draft("accept").expect("read"), None);
}

#[test]
fn online_dossiers_are_logged_before_they_are_accepted_and_like_last_copies() {
    let mut world = open();
    world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER, TAB, TAB]).typed("Lê Thị Ánh").keys(&[TAB]).typed("Thôn Đông");
    world.go_to("Kênh nộp");
    world.keys(&[Key::char(' ')]);
    world.go_to("Nộp lúc");
    world.typed("18/11 2010");
    world.go_to("Chỉ ghi nhận nộp");
    world.keys(&[Key::char(' ')]);
    world.sees_not("Tiếp nhận lúc");
    world.sees("Chưa hẹn trả: trong ngày, tính từ khi tiếp nhận.");
    world.keys(&[Key::ctrl('s')]);
    world.sees("+ Đã lưu MC-261118-0001, chờ tiếp nhận.");
    let logged = dossiers(&world.register()).remove(0).dossier;
    assert_eq!((logged.submitted_at, logged.accepted_at), (Some(moment("2026-11-18 20:10")), None));
    assert_eq!(logged.due_at, None);
    world.keys(&[Key::ctrl('d')]);
    world.sees("Thôn Đông");
    world.sees("Thủ tục đăng ký khai sinh");
    world.sees("trực tuyến");
    assert!(world.focused("CCCD, mã số thuế"));
    // One field alone, too; one that was empty says so.
    world.keys(&[Key::ctrl('r')]);
    world.sees("Ô này của hồ sơ trước để trống.");
    world.go_to("Người nộp").keys(&[Key::ctrl('r')]);
    assert!(world.cursor_line().contains("Lê Thị Ánh"), "{}", world.picture());
    world.sees("chưa lưu");
}

#[test]
fn papers_are_ticked_added_and_remembered() {
    let mut world = open();
    world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER, TAB, TAB]).typed("Lê Thị Ánh");
    world.go_to("Giấy tờ khác");
    world.typed("Tờ khai").keys(&[TAB]).typed("Giấy chứng sinh");
    let right = Key::plain(KeyCode::Right);
    world.keys(&[right, Key::char(' '), right, Key::char('2'), right, Key::char(' '), Key::ctrl('s')]);
    let store = world.register();
    let stored = dossiers(&store).remove(0);
    let papers = store.read().components(stored.id).expect("read");
    let told: Vec<_> = papers.iter().map(|(_, p)| (p.name.as_str(), p.copies, p.digitized)).collect();
    assert_eq!(told, [("Tờ khai", Some(1), false), ("Giấy chứng sinh", Some(12), true)]);
    assert_eq!((stored.dossier.components.required, stored.dossier.components.digitized), (2, 1));
    world.typed("dkks").keys(&[ENTER]);
    world.go_to("Giấy tờ 2");
    world.sees("[x] Giấy chứng sinh");
    world.sees("bản sao");
}

#[test]
fn save_and_print_sends_the_slip_without_opening_anything() {
    let mut world = open();
    let printed = world.folder.path().join("bản in.docx");
    let stamp = motcua::store::Stamp {
        at: moment(NOW),
        utc_ms: 0,
        utc_offset_min: 420,
        officer: "Nguyễn Thị Mẫu".into(),
        desk: 1,
    };
    let command = ("print_command".to_owned(), format!("cp {{file}} '{}'", printed.display()));
    motcua::desk::set_up::change_settings(&mut world.register(), &stamp, &[command]).expect("set");
    world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER, TAB, TAB]).typed("Lê Thị Ánh").keys(&[Key::ctrl('t')]);
    world.sees("+ Đã gửi giấy hẹn MC-261119-0001 đến máy in.");
    let mut package = zip::ZipArchive::new(std::fs::File::open(&printed).expect("printed")).expect("a package");
    let mut xml = String::new();
    let mut part = package.by_name("word/document.xml").expect("a document");
    std::io::Read::read_to_string(&mut part, &mut xml).expect("text");
    let document = roxmltree::Document::parse(&xml).expect("sound");
    let text: String = document.descendants().filter_map(|node| node.text()).collect();
    for wanted in [
        "MC-261119-0001",
        "Lê Thị Ánh",
        "17 giờ 00 phút, ngày 19 tháng 11 năm 2026",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ ĐỒNG MẪU",
        "Thủ tục đăng ký khai sinh",
        "Nguyễn Thị Mẫu",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
}

#[test]
fn a_clock_that_is_wrong_is_said_at_the_start() {
    use motcua::app::start::clock_warning;
    let clock = |now: &str, offset| clock::Hand::on_a_pc_at(now, offset);
    assert_eq!(clock_warning(&clock(NOW, 420), Some(moment(NOW))), None);
    assert!(clock_warning(&clock(NOW, 480), None).is_some_and(|said| said.contains("UTC+08:00")));
    assert!(clock_warning(&clock(NOW, -330), None).is_some_and(|said| said.contains("UTC-05:30")));
    let early = clock_warning(&clock("2020-01-01 00:00", 420), Some(moment(NOW)));
    assert!(early.is_some_and(|said| said.contains("trước lần ghi gần nhất của sổ lúc 09:15 19/11/2026")));
}

#[test]
fn every_window_shows_the_field_the_promise_and_the_keys() {
    let folder = set_up(&["Nguyễn Thị Mẫu"]);
    for (columns, rows) in [(80, 24), (120, 40), (40, 10)] {
        let mut world = World::open(&folder, NOW, columns, rows);
        world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER]).typed("0010");
        world.sees("0010");
        world.sees("Hẹn trả 17:00 Thứ Năm 19/11/2026");
        world.sees("F1 Trợ giúp");
        world.sees("Ctrl+S");
        world.keys(&[Key::ctrl('n'), Key::char('b')]);
    }
    for (columns, rows) in [(80, 24), (120, 40), (40, 10)] {
        let mut world = World::open(&world::folder(), NOW, columns, rows);
        world.sees("Tên đơn vị");
        world.typed("Xã A");
        world.sees("Xã A");
        world.sees("Ctrl+S");
    }
}

/// The lines inside the frame of a page of text.
fn page_lines(world: &World) -> Vec<String> {
    let framed = world.lines().into_iter().filter(|line| line.contains('│'));
    framed.map(|line| line.split('│').nth(1).unwrap_or_default().trim_end().to_owned()).collect()
}

#[test]
fn the_account_of_the_date_is_broken_once_and_hangs_where_it_should() {
    let mut world = open();
    // A procedure whose name takes several lines in every one of these windows.
    world.keys(&[Key::f(2)]).typed("1.013979").keys(&[ENTER]);
    for (columns, inside) in [(80, 74), (60, 54), (120, 98)] {
        world.resize(columns, 24).keys(&[Key::ctrl('g')]);
        world.sees("Giải trình ngày hẹn trả");
        world.keys(&[Key::plain(KeyCode::End)]);
        let lines = page_lines(&world);
        let at = lines.iter().position(|line| line.starts_with("  Thủ tục: ")).expect("the procedure");
        let rest = lines[at + 1..].iter().take_while(|line| line.starts_with("  ") && !line.contains(": ")).count();
        assert!(rest > 0, "{columns}: {lines:#?}");
        for pair in lines[at..=at + rest].windows(2) {
            let word = pair[1].split_whitespace().next().expect("a word");
            let room = inside - pair[0].chars().count();
            assert!(room < word.chars().count() + 1, "{columns}: a line ends early: {lines:#?}");
        }
        world.keys(&[ESC]);
    }
}
