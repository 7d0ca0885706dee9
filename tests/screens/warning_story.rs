//! A window that stays open while the clock goes on: what it says of due dates, hand-overs and the acceptance of online
//! dossiers, minute by minute around three o'clock, lunch, closing, a weekend and Tết. All people are invented.

use crate::world;

use motcua::domain::day::Moment;
use motcua::domain::dossier::{Channel, Dossier, Outcome};
use motcua::domain::standing::{self, Acceptance, Frame};
use motcua::store::pages::{Order, Query, Show, Way};
use motcua::store::{Op, Stamp, StoreError};
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope, key_of};
use world::{ENTER, ESC, World, moment, set_up};

fn key(scope: Scope, act: Act) -> Key {
    key_of(scope, act).unwrap_or_else(|| panic!("{act:?} has a key in {scope:?}"))
}

/// A window over a new register, at a moment, with nobody's form in front.
fn open(now: &str) -> World {
    let mut world = World::open(&set_up(&["Nguyễn Thị Mẫu"]), now, 100, 30);
    world.sees("Sổ chưa có hồ sơ nào.");
    world.keys(&[key(Scope::Global, Act::Today)]);
    world
}

/// Accepts a dossier now, and goes back to the screen of today.
fn accept(world: &mut World, procedure: &str, name: &str) {
    world.keys(&[key(Scope::Global, Act::NewDossier)]).typed(procedure).keys(&[ENTER]);
    world.go_to("Người nộp").typed(name);
    world.keys(&[key(Scope::Form, Act::Save)]).sees("hẹn trả");
    today(world);
}

/// The screen of today itself, and the message of the form wiped away by a key.
fn today(world: &mut World) {
    world.keys(&[key(Scope::Global, Act::Today), key(Scope::Global, Act::Today), ESC]);
}

/// The line of the status: what is said, and the place in the list.
fn said(world: &World) -> String {
    let lines = world.lines();
    lines[lines.len() - 3].trim().to_owned()
}

/// The number of rows of a list in the register as it is on disk.
fn count(world: &World, show: Show) -> usize {
    let now: Moment = motcua::app::clock::Clock::now(&world.clock);
    world.register().read().count(&Query { show, ..Query::default() }, now, 1_000).expect("counted")
}

#[test]
fn a_short_limit_is_warned_of_at_half_its_time_and_an_hour_before() {
    let mut world = open("2026-11-20 08:00");
    accept(&mut world, "1.001193", "Lò Văn Thử");
    world.sees("20/11 còn 7g30").sees("3 Cần chú ý: sắp đến hạn                       0");
    // Half of it lies at a quarter past one; before, and in the lunch hour, nothing is said.
    for quiet in ["2026-11-20 11:30", "2026-11-20 12:10", "2026-11-20 13:14"] {
        world.later(quiet);
        assert_eq!(said(&world), "", "{quiet}:\n{}", world.picture());
    }
    world.sees("20/11 còn 3g46");
    world.later("2026-11-20 13:15").sees("* 1 hồ sơ vừa đến mốc nhắc hạn — F3").sees("* MC-261120-0001");
    assert_eq!(count(&world, Show::Warned), 1);
    // It stays below the keys that are typed meanwhile, and no typing is disturbed.
    world.keys(&[key(Scope::Global, Act::NewDossier)]).go_to("Người nộp").typed("Giàng A");
    world.sees("1 hồ sơ vừa đến mốc nhắc hạn");
    world.later("2026-11-20 13:16").typed(" Thí").sees("Giàng A Thí");
    today(&mut world);
    world.later("2026-11-20 13:20");
    assert_eq!(said(&world), "", "after five minutes the counter alone says it:\n{}", world.picture());
    world.sees("3 Cần chú ý: sắp đến hạn                     * 1").sees("c Xin lỗi trước hạn: đến lúc");
    assert_eq!(count(&world, Show::ApologyDue), 0);
    world.later("2026-11-20 15:59");
    assert_eq!(said(&world), "");
    world.later("2026-11-20 16:00").sees("^ 1 hồ sơ đến lúc phải xin lỗi nếu không kịp — F3").sees("^ MC-261120-0001");
    assert_eq!((count(&world, Show::Warned), count(&world, Show::ApologyDue)), (1, 1));
    world.sees("20/11 còn 1 giờ");
    world.later("2026-11-20 16:01").sees("20/11 còn 59 phút");
    // The end of the day is the last moment for handing it over; what comes after is said when the desk opens.
    world.later("2026-11-20 17:00").sees("^ 1 hồ sơ hết giờ bàn giao — F3").sees("20/11 hết giờ");
    for quiet in ["2026-11-20 17:06", "2026-11-20 23:59", "2026-11-21 00:00", "2026-11-21 09:00", "2026-11-23 07:29"] {
        world.later(quiet);
        assert_eq!(said(&world), "", "{quiet}:\n{}", world.picture());
    }
    world.sees("! MC-261120-0001");
    world.later("2026-11-23 07:30").sees("! 1 hồ sơ vừa quá hạn — F3");
}

#[test]
fn a_long_limit_is_warned_of_at_the_opening_of_the_days_before_across_a_weekend_and_a_holiday() {
    let mut world = open("2026-11-18 09:00");
    // Three working days: Thursday, Friday, Monday. Tuesday the 24th is a holiday.
    accept(&mut world, "1.001022", "Trần Thị Giả");
    world.sees("23/11 còn 3 ngày 6g");
    world.later("2026-11-18 17:30").later("2026-11-19 07:29");
    assert_eq!(said(&world), "", "{}", world.picture());
    world.later("2026-11-19 07:30").sees("vừa đến mốc nhắc hạn").sees("* MC-261118-0001");
    world.later("2026-11-20 07:30").sees("^ 1 hồ sơ đến lúc phải xin lỗi nếu không kịp");
    world.keys(&[key(Scope::Today, Act::NextPart), ENTER]);
    world.sees("^ Hạn trả 17:00 23/11/2026: còn 2 ngày làm việc; đến lúc xin lỗi nếu không kịp");
    world.resize(100, 60);
    world.sees("Nhắc từ").sees("07:30 19/11/2026: đã đến").sees("07:30 20/11/2026: đã đến");
    world.sees("17:00 18/11/2026: đã quá, chưa bàn giao");
    // The clock stands still in a pause: nothing is near any more, and what is left does not shrink.
    world.keys(&[key(Scope::Detail, Act::Pause)]).go_to("Số văn bản").typed("01/HDHS");
    world.keys(&[key(Scope::Form, Act::Save)]).sees("Đã lưu");
    world.sees("; còn 2 ngày làm việc").sees("đồng hồ đứng yên khi tạm dừng");
    today(&mut world);
    world.sees("= MC-261118-0001").sees("dừng còn 2 ngày");
    assert_eq!([Show::Warned, Show::ApologyDue, Show::HandoverLate].map(|show| count(&world, show)), [0, 0, 0]);
    world.later("2026-11-25 10:00").sees("dừng còn 2 ngày");
    assert_eq!(said(&world), "", "{}", world.picture());
    assert_eq!(count(&world, Show::Overdue), 0);
}

#[test]
fn a_hand_over_is_due_the_same_day_until_three_o_clock_and_else_in_the_morning() {
    let mut world = open("2026-11-20 14:59");
    accept(&mut world, "1.001022", "Lò Thị Một");
    world.later("2026-11-20 15:00");
    accept(&mut world, "1.001022", "Lò Thị Hai");
    world.later("2026-11-20 15:01");
    accept(&mut world, "1.001022", "Lò Thị Ba");
    let due = |world: &World| -> Vec<String> {
        let query = Query { show: Show::Open, order: Order::Oldest, ..Query::default() };
        let rows =
            world.register().read().page(&query, moment("2026-11-20 15:01"), None, Way::After, 9).expect("a page");
        rows.iter().map(|row| row.clocks.handover_due.map_or(String::new(), |due| due.to_string())).collect()
    };
    assert_eq!(due(&world), ["2026-11-20 17:00", "2026-11-20 17:00", "2026-11-23 08:30"]);
    world.sees("9 Chưa bàn giao");
    world.later("2026-11-20 16:59").later("2026-11-20 17:00").sees("2 hồ sơ hết giờ bàn giao");
    assert_eq!(count(&world, Show::HandoverLate), 0, "the minute itself is in time");
    world.later("2026-11-21 08:00").later("2026-11-22 08:31");
    assert_eq!(said(&world), "", "no day of work, nothing is said:\n{}", world.picture());
    world.sees("9 Chưa bàn giao                      ! 2 trễ / 3");
    // The list of that number tells which two are late.
    world.keys(&[Key::plain(KeyCode::Char('9'))]).sees("! MC-261120-0001").sees("trễ bàn giao");
    let told = |word: &str| world.picture().matches(word).count();
    assert_eq!((told("trễ bàn giao"), told("đang giải quyết")), (2, 1), "{}", world.picture());
    today(&mut world);
    world.later("2026-11-23 07:30").sees("* 3 hồ sơ vừa đến mốc nhắc hạn");
    world.later("2026-11-23 08:29");
    assert_eq!(said(&world), "", "{}", world.picture());
    world.later("2026-11-23 08:30").sees("^ 1 hồ sơ hết giờ bàn giao");
    world.later("2026-11-23 08:31").sees("! 3 trễ / 3");
}

#[test]
fn before_tet_the_days_off_are_passed_over() {
    let mut world = open("2027-02-03 15:30");
    // Wednesday is the eve of the days off, 4 to 10 February; three working days end on Monday the 15th.
    accept(&mut world, "1.001022", "Vàng Thị Tết");
    world.sees("15/02 còn 3 ngày 1g");
    for quiet in ["2027-02-03 17:00", "2027-02-04 07:30", "2027-02-06 08:00", "2027-02-10 16:00", "2027-02-11 07:29"] {
        world.later(quiet);
        assert_eq!(said(&world), "", "{quiet}:\n{}", world.picture());
    }
    world.later("2027-02-11 07:30").sees("* 1 hồ sơ vừa đến mốc nhắc hạn");
    world.later("2027-02-11 08:30").sees("^ 1 hồ sơ hết giờ bàn giao");
    world.later("2027-02-12 07:30").sees("^ 1 hồ sơ đến lúc phải xin lỗi nếu không kịp");
}

/// Another window writes down that an invented citizen filed a dossier online.
fn file_online(world: &World, code: &str, submitted: &str) {
    let mut store = world.register();
    let at = moment(submitted);
    let stamp = Stamp { at, utc_ms: 0, utc_offset_min: 420, officer: String::new(), desk: 1 };
    let mut dossier = Dossier::new(code, "1.001022", Channel::Online);
    dossier.applicant.name = "Hạng Thị Mạng".to_owned();
    dossier.submitted_at = Some(at);
    let op = Op { verb: "import", reason: String::new(), reverts: None };
    let filed = store.transact(&op, &stamp, |tx| -> Result<i64, StoreError> {
        let procedures = tx.read().procedures()?;
        let procedure = procedures.iter().find(|(_, known)| known.code == "1.001022").expect("in the catalogue");
        tx.create_dossier(&dossier, procedure.0, false)
    });
    filed.expect("filed");
}

#[test]
fn an_online_dossier_has_two_clocks_one_after_the_other() {
    let mut world = open("2026-11-20 08:30");
    file_online(&world, "MANG-001", "2026-11-20 08:10");
    world.idle().sees("6 Chờ tiếp nhận                              * 1").sees("nhận còn 7g40").sees("chờ tiếp nhận");
    assert_eq!((count(&world, Show::Unanswered), count(&world, Show::OnClock)), (1, 1));
    world.later("2026-11-20 15:39");
    assert_eq!(said(&world), "", "{}", world.picture());
    world.later("2026-11-20 15:40").sees("* 1 hồ sơ sắp hết hạn tiếp nhận — F3").sees("* 1 gấp / 1");
    world.later("2026-11-22 10:00").later("2026-11-23 07:30");
    assert_eq!(said(&world), "", "it was said once:\n{}", world.picture());
    world.later("2026-11-23 08:10").sees("nhận ngay");
    assert_eq!(count(&world, Show::AcceptanceLate), 0, "the minute itself is in time");
    world.later("2026-11-23 08:11").sees("! 1 hồ sơ vừa quá hạn tiếp nhận — F3").sees("! 1 trễ / 1");
    world.sees("! MANG-001").sees("nhận trễ 1 phút");
    world.later("2026-11-23 08:25").keys(&[key(Scope::Today, Act::NextPart), ENTER]).resize(100, 60);
    world.sees("Phải tiếp nhận hoặc từ chối trước 08:10 23/11/2026: đã quá 15 phút làm việc");
    world.keys(&[key(Scope::Detail, Act::AcceptFiled), key(Scope::Form, Act::Save)]).sees("Đã lưu");
    // From now on the other clock runs, and the first one is told with how it ended.
    world.sees("Hạn trả 17:00 27/11/2026: còn 3 ngày");
    world.sees("! 08:10 23/11/2026: trễ 15 phút làm việc (trong 08 giờ làm việc)");
    world.sees("Hạn trả kết quả     17:00 27/11/2026");
    today(&mut world);
    world.sees("27/11 còn 3 ngày 7g").sees("6 Chờ tiếp nhận                                0");
    // What it becomes in a file.
    world.keys(&[key(Scope::Global, Act::Dossiers), key(Scope::Dossiers, Act::Export), key(Scope::Form, Act::Save)]);
    world.sees("Đã xuất");
}

/// Another window writes down a dossier as it is.
fn file(world: &World, dossier: &Dossier, at: Moment) -> i64 {
    let mut store = world.register();
    let stamp = Stamp { at, utc_ms: 0, utc_offset_min: 420, officer: String::new(), desk: 1 };
    let op = Op { verb: "import", reason: String::new(), reverts: None };
    let filed = store.transact(&op, &stamp, |tx| -> Result<i64, StoreError> {
        let procedures = tx.read().procedures()?;
        let procedure = procedures.iter().find(|(_, known)| known.code == "1.001022").expect("in the catalogue");
        tx.create_dossier(dossier, procedure.0, false)
    });
    filed.expect("filed").0
}

#[test]
fn a_number_alone_is_no_apology() {
    let mut world = open("2026-11-20 08:30");
    let mut dossier = Dossier::new("H-001", "1.001022", Channel::Direct);
    dossier.applicant.name = "Hạng Thị Số".to_owned();
    dossier.accepted_at = Some(moment("2026-11-20 08:00"));
    dossier.due_at = Some(moment("2026-11-27 17:00"));
    dossier.apology.number = "01/PXL".to_owned();
    file(&world, &dossier, moment("2026-11-20 08:30"));
    world.idle().keys(&[key(Scope::Today, Act::NextPart), ENTER]).resize(120, 60);
    world.sees("Xin lỗi chậm nhất");
    assert!(!world.picture().contains("đã có văn bản xin lỗi"), "{}", world.picture());
}

#[test]
fn a_letter_that_came_after_its_last_moment_is_told_so() {
    for (issued, good) in [("2026-11-13 08:00", true), ("2026-11-16 16:00", true), ("2026-11-19 08:00", false)] {
        let mut world = open("2026-11-20 08:30");
        let mut dossier = Dossier::new("H-001", "1.001022", Channel::Direct);
        dossier.applicant.name = "Hạng Thị Thư".to_owned();
        dossier.accepted_at = Some(moment("2026-11-10 08:00"));
        dossier.due_at = Some(moment("2026-11-17 17:00"));
        dossier.apology.number = "01/PXL".to_owned();
        dossier.apology.issued_at = Some(moment(issued));
        file(&world, &dossier, moment("2026-11-20 08:30"));
        world.idle().keys(&[key(Scope::Today, Act::NextPart), ENTER]).resize(120, 60);
        let picture = world.picture();
        let line = picture.lines().find(|line| line.contains("Xin lỗi chậm nhất")).expect("the line");
        assert_eq!(line.contains("+ 07:30 16/11/2026"), good, "{issued}: {line}");
        assert_eq!(picture.contains("muộn"), !good, "{issued}: {picture}");
    }
}

#[test]
fn a_dossier_withdrawn_before_acceptance_is_unanswered_wherever_its_clock_is_told() {
    let mut world = open("2026-11-20 08:30");
    let mut dossier = Dossier::new("MANG-002", "1.001022", Channel::Online);
    dossier.applicant.name = "Hạng Thị Rút".to_owned();
    dossier.submitted_at = Some(moment("2026-11-16 08:00"));
    dossier.settled_at = Some(moment("2026-11-16 10:00"));
    dossier.outcome = Some(Outcome::Withdrawn);
    let id = file(&world, &dossier, moment("2026-11-20 08:30"));
    let store = world.register();
    let (facts, rules) = (store.read().facts(id).expect("read").expect("there"), store.rulebook().expect("rules"));
    let row = store.read().rows_of(&[id]).expect("rows").remove(0);
    let now = moment("2026-11-20 08:30");
    let (due, state) = row.acceptance(&rules, now).expect("a clock");
    assert_eq!((due, state), (moment("2026-11-17 08:00"), Acceptance::WaitingOverdue));
    let catalogue = store.read().procedures().expect("procedures");
    let procedure = catalogue.iter().find(|(id, _)| *id == facts.procedure).expect("known");
    let procedure = store.read().procedure_facts(&procedure.1);
    let day = moment("2026-11-20 00:00").day;
    let frame = Frame { from: day.start(), end: day.plus(1).start(), cutoff: now, year_from: day.start() };
    let counted = standing::standing(&facts, &procedure, &rules, &frame).acceptance;
    assert_eq!(counted, Acceptance::WaitingOverdue, "as the figures have it");
    world.keys(&[key(Scope::Global, Act::Dossiers), ENTER]).resize(120, 60);
    world.sees("! 08:00 17/11/2026: kết thúc khi chưa");
}
