//! A date is promised and printed, the calendar is edited, and the promise stands until an officer gives another one
//! with a reason. Told by keys, held against the register. All people are invented.

use crate::world;

use motcua::desk;
use motcua::domain::line_cause::LineCause;
use motcua::report::forms::sets::Form;
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope, key_of};
use world::{ENTER, ESC, TAB, World, moment, set_up};

/// The key that the table gives an action.
fn key(scope: Scope, act: Act) -> Key {
    key_of(scope, act).unwrap_or_else(|| panic!("{act:?} has a key in {scope:?}"))
}

/// Saves the form in front.
fn save(world: &mut World) {
    world.keys(&[key(Scope::Form, Act::Save)]);
}

fn accept(world: &mut World, procedure: &str, name: &str, due: &str) {
    world.keys(&[key(Scope::Global, Act::NewDossier)]).typed(procedure).keys(&[ENTER]);
    world.go_to("Người nộp").typed(name);
    save(world);
    world.sees(&format!("hẹn trả 17:00 {due}."));
}

/// A day off in the calendar of 2026, by the form of the catalogue.
fn day_off(world: &mut World, date: &str) {
    world.keys(&[key(Scope::Global, Act::Catalogue)]);
    while !world.picture().contains("Lịch ‹2026›") {
        world.keys(&[TAB]);
    }
    world.keys(&[key(Scope::Catalogue, Act::Add)]).go_to("Ngày").typed(date);
    world.go_to("Tên").typed("Nghỉ bão (thử)");
    world.go_to("Văn bản").typed("99/CĐ-UBND");
    save(world);
    world.sees("Ngày hẹn sẽ lệch lịch");
    world.keys(&[Key::char('g')]);
    world.sees_not("Văn bản             99/CĐ-UBND");
}

/// The slip of a dossier as it prints.
fn slip(world: &World, code: &str) -> String {
    let store = world.register();
    let id = store.read().dossier_id(code).expect("readable").expect("there");
    let now = "2026-11-20 09:00".parse().expect("a moment");
    let slip = desk::forms::fill(&store, &|_| Ok(None), Form::Receipt, id, now).expect("a slip");
    slip.text(100).expect("text")
}

fn due_now(world: &World, code: &str) -> Option<String> {
    let store = world.register();
    let id = store.read().dossier_id(code).expect("readable").expect("there");
    let stored = store.read().dossier(id).expect("readable").expect("there");
    stored.due_now.map(|due| due.to_string())
}

const FIRST: &str = "MC-261120-0001";
const SECOND: &str = "MC-261120-0002";

/// Two dossiers whose days cross Wednesday 25 November, which an edit then takes off.
fn two_promises_and_an_edit() -> World {
    let folder = set_up(&["Nguyễn Thị Mẫu"]);
    let mut world = World::open(&folder, "2026-11-20 09:00", 120, 40);
    accept(&mut world, "1.001022", "Lò Văn Thử", "26/11/2026");
    accept(&mut world, "1.001022", "Giàng A Thí", "26/11/2026");
    world.later("2026-11-20 10:00");
    day_off(&mut world, "25/11/2026");
    world
}

#[test]
fn an_edited_calendar_moves_no_promise_until_an_officer_promises_anew() {
    let mut world = two_promises_and_an_edit();
    let printed = slip(&world, FIRST);
    world.sees("02 hồ sơ có hạn theo lịch mới khác ngày đã hẹn");
    assert_eq!(due_now(&world, FIRST).as_deref(), Some("2026-11-26 17:00"), "the promise stands");
    assert!(printed.contains("26/11/2026") || printed.contains("26 tháng 11 năm 2026"), "{printed}");

    // The list names both, and the second is left alone.
    world.keys(&[key(Scope::Catalogue, Act::Differing)]);
    world.sees("2 hồ sơ có hạn tính lại hôm nay khác ngày đã hẹn").sees_row(&[
        FIRST,
        "26/11/2026",
        "27/11/2026",
        "muộn 01 ngày",
    ]);
    world.keys(&[key(Scope::Differing, Act::PromiseAnew)]);
    world.sees("Hẹn lại 01 hồ sơ theo cách tính hiện nay");
    save(&mut world);
    world.sees("Hẹn lại phải ghi lý do");
    world.go_to("Lý do").typed("nghỉ bão").keys(&[TAB]).typed("99/CĐ-UBND");
    save(&mut world);
    world.sees("Đã hẹn lại 01 hồ sơ theo lịch mới");
    world.sees("1 hồ sơ có hạn tính lại hôm nay khác ngày đã hẹn");
    world.sees_not(FIRST);

    // The register holds both dates, and the slip that was printed says what it said.
    assert_eq!(due_now(&world, FIRST).as_deref(), Some("2026-11-27 17:00"));
    assert_eq!(due_now(&world, SECOND).as_deref(), Some("2026-11-26 17:00"));
    assert_eq!(slip(&world, FIRST), printed);
    let store = world.register();
    let id = store.read().dossier_id(FIRST).expect("readable").expect("there");
    let line = store.read().due_dates(id).expect("readable").remove(0);
    assert_eq!(line.cause, LineCause::Calendar);
    assert_eq!((line.due_at, line.effective_at), (moment("2026-11-27 17:00"), moment("2026-11-20 10:00")));
    assert_eq!((line.reason.as_str(), line.document.as_str()), ("nghỉ bão", "99/CĐ-UBND"));
    assert!(!line.officer.is_empty());

    // The dossier's own page tells the first promise and the second, and its history who changed it.
    world.keys(&[ESC, key(Scope::Global, Act::Dossiers), key(Scope::Dossiers, Act::Find)]);
    world.typed("lo van thu").keys(&[ENTER, ENTER]);
    world.sees("26/11/2026").sees("hẹn lần đầu").sees("hẹn lại do lịch thay đổi").sees("nghỉ bão");
    world.keys(&[key(Scope::Detail, Act::History)]);
    world.sees("hẹn lại do lịch thay đổi");
}

impl World {
    /// One line of the screen holds all of these.
    #[track_caller]
    fn sees_row(&self, words: &[&str]) -> &World {
        let held = self.lines().iter().any(|line| words.iter().all(|word| line.contains(word)));
        assert!(held, "no line with {words:?}:\n{}", self.picture());
        self
    }
}

#[test]
fn all_at_once_is_one_entry_and_one_undo() {
    let mut world = two_promises_and_an_edit();
    world.keys(&[key(Scope::Catalogue, Act::Differing), key(Scope::Differing, Act::MarkAll)]);
    world.keys(&[key(Scope::Differing, Act::PromiseAnew)]).go_to("Lý do").typed("nghỉ bão");
    save(&mut world);
    world.sees("Đã hẹn lại 02 hồ sơ theo lịch mới").sees("Không có hồ sơ nào lệch lịch");
    let entries = world.register().chain_head().expect("a head").0;
    world.keys(&[key(Scope::Global, Act::Undo)]);
    world.sees("2 hồ sơ có hạn tính lại hôm nay khác ngày đã hẹn");
    assert_eq!(due_now(&world, FIRST).as_deref(), Some("2026-11-26 17:00"));
    assert_eq!(world.register().chain_head().expect("a head").0, entries + 1, "one undo takes all back");
    // The calendar goes back to what it was, and nothing differs any more.
    world.keys(&[key(Scope::Global, Act::Undo)]);
    world.sees("Không có hồ sơ nào lệch lịch");
}

#[test]
fn a_late_dossier_is_not_promised_anew_and_says_why() {
    let folder = set_up(&["Nguyễn Thị Mẫu"]);
    let mut world = World::open(&folder, "2026-11-20 09:00", 120, 40);
    accept(&mut world, "1.001022", "Lò Văn Thử", "26/11/2026");
    world.later("2026-11-27 08:00");
    day_off(&mut world, "25/11/2026");
    world.keys(&[key(Scope::Catalogue, Act::Differing)]);
    world.sees("1 hồ sơ có hạn").sees("Không hẹn lại được: đã quá hạn theo ngày đã hẹn");
    let before = world.register().chain_head().expect("a head");
    world.keys(&[key(Scope::Differing, Act::PromiseAnew), Key::plain(KeyCode::Enter)]);
    assert_eq!(world.register().chain_head().expect("a head"), before, "nothing was written");
}
