//! Digitization and linked legs by keys alone: the day's list, marks and one undo, the form of papers with a scan that is
//! not there, linking, a new leg, the end of a request. All people are invented.

use crate::world;

use motcua::domain::component::PaperState;
use motcua::store::Stamp;
use motcua::ui::input::Key;
use motcua::ui::keymap::{Act, Scope, key_of};
use world::{ENTER, ESC, TAB, World, set_up};

fn key(scope: Scope, act: Act) -> Key {
    key_of(scope, act).unwrap_or_else(|| panic!("{act:?} has a key in {scope:?}"))
}

fn save(world: &mut World) {
    world.keys(&[key(Scope::Form, Act::Save)]);
}

/// A dossier with a paper that must be there.
fn accept(world: &mut World, name: &str) {
    world.keys(&[key(Scope::Global, Act::NewDossier)]).typed("1.001022").keys(&[ENTER]);
    world.go_to("Người nộp").typed(name);
    save(world);
    world.sees("hẹn trả");
}

const NOW: &str = "2026-11-20 09:00";

/// The stamp of what is written beside the screens.
fn stamp() -> Stamp {
    Stamp { at: world::moment(NOW), utc_ms: 1_795_000_000_000, utc_offset_min: 420, officer: String::new(), desk: 1 }
}

fn desk(names: &[&str]) -> World {
    let folder = set_up(&["Nguyễn Thị Mẫu"]);
    let mut world = World::open(&folder, NOW, 100, 30);
    for name in names {
        accept(&mut world, name);
    }
    // What is owed needs a paper that must be there; the starter catalogue names none.
    let mut store = world.register();
    for n in 1..=names.len() {
        let id = store.read().dossier_id(&code(n)).expect("readable").expect("there");
        let version = store.read().dossier(id).expect("readable").expect("there").version;
        let paper =
            motcua::domain::component::Component { name: "Tờ khai".to_owned(), required: true, ..Default::default() };
        let target = motcua::desk::Target { id, version };
        motcua::desk::digitise::set_components(&mut store, &stamp(), target, &[paper], "").expect("a paper");
    }
    world.idle();
    world
}

fn code(n: usize) -> String {
    format!("MC-261120-{n:04}")
}

fn state(world: &World, n: usize) -> PaperState {
    let store = world.register();
    let id = store.read().dossier_id(&code(n)).expect("readable").expect("there");
    store.read().components(id).expect("papers")[0].1.state()
}

/// Opens a dossier by its code.
fn open(world: &mut World, n: usize) {
    world.keys(&[key(Scope::Global, Act::Dossiers), key(Scope::List, Act::Find)]).typed(&code(n)).keys(&[ENTER, ENTER]);
    world.sees("── Người nộp");
}

#[test]
fn the_list_says_one_thing_of_many_and_one_undo_takes_it_back() {
    let mut world = desk(&["Lò Văn Thử", "Giàng A Thí", "Vừ Thị Mẫu"]);
    world.keys(&[key(Scope::Global, Act::Digitising)]);
    world.sees("Chưa số hóa thành phần, tất cả: 3 hồ sơ").sees("Nguyễn Thị Mẫu 3").sees("0/1");
    let own = |act| key(Scope::Digitising, act);
    world.keys(&[own(Act::MarkAll), own(Act::GapNational)]);
    world.sees("Không còn hồ sơ nào chưa số hóa");
    assert!((1..=3).all(|n| state(&world, n) == PaperState::National));
    world.keys(&[key(Scope::Global, Act::Undo)]);
    world.sees("3 hồ sơ");
    assert!((1..=3).all(|n| state(&world, n) == PaperState::Awaited));
    for (act, expected) in [
        (Act::GapDone, PaperState::Digitized),
        (Act::GapReused, PaperState::Reused),
        (Act::GapNotApplicable, PaperState::NotApplicable),
    ] {
        world.keys(&[key(Scope::List, Act::First), own(act)]);
        assert_eq!(state(&world, 1), expected);
        world.keys(&[key(Scope::Global, Act::Undo)]);
        assert_eq!(state(&world, 1), PaperState::Awaited);
    }
    world.keys(&[key(Scope::List, Act::First), own(Act::GapUnmendable)]);
    world.sees("Không thể số hóa");
    world.typed("giấy rách nát");
    save(&mut world);
    world.sees("3 hồ sơ").sees("giấy rách nát");
    assert_eq!(state(&world, 1), PaperState::Unmendable);
    world.keys(&[TAB]).sees("Chưa số hóa kết quả, tất cả: 0 hồ sơ");
    world.keys(&[own(Act::GapSpan)]).sees("hôm nay").sees("đổi khoảng");
    world.keys(&[own(Act::GapNational)]).sees("Kết quả thì chỉ số hóa");
    world.keys(&[TAB, own(Act::GapSpan), own(Act::GapSpan)]).sees("3 hồ sơ");
    world.keys(&[key(Scope::List, Act::Find)]).typed("giang thi").keys(&[ENTER]);
    world.sees("có “giang thi”").sees("Giàng A Thí");
    assert!(!world.picture().contains("Lò Văn Thử"), "{}", world.picture());
    world.keys(&[ESC]).sees("Lò Văn Thử").sees("Vừ Thị Mẫu");
    for (columns, rows) in [(80, 24), (120, 40), (40, 10)] {
        world.resize(columns, rows).keys(&[TAB]);
        world.sees("hồ sơ");
    }
}

#[test]
fn a_scan_that_is_not_there_is_named_and_the_check_of_the_list_finds_it_again() {
    let mut world = desk(&["Lò Văn Thử"]);
    open(&mut world, 1);
    world.keys(&[key(Scope::Detail, Act::DigitiseComponents)]);
    world.go_to("Tờ khai").keys(&[Key::char('d')]);
    world.go_to("bản quét ở").typed("/khong-co/to-khai.pdf");
    world.sees("kiểm tra khi lưu");
    save(&mut world);
    world.sees("không thấy tệp /khong-co/to-khai.pdf");
    assert_eq!(state(&world, 1), PaperState::Digitized);
    world.keys(&[key(Scope::Global, Act::Digitising), key(Scope::Digitising, Act::CheckScans)]);
    world.sees("Không thấy: 1").sees("Tờ khai: không thấy tệp /khong-co/to-khai.pdf");
    world.keys(&[ESC]);
}

#[test]
fn legs_are_linked_accepted_shown_and_end_before_their_request() {
    let mut world = desk(&["Lò Văn Thử", "Giàng A Thí"]);
    open(&mut world, 2);
    world.keys(&[key(Scope::Detail, Act::LinkLeg)]).typed("lo van thu");
    save(&mut world);
    world.sees("Hãy ghi đủ mã").sees(&code(1));
    world.keys(&[Key::ctrl('u')]).typed(&code(1));
    save(&mut world);
    world.sees("của Lò Văn Thử").sees("Nếu vẫn đúng");
    world.keys(&[Key::char(' ')]);
    save(&mut world);
    world.sees("Đã lưu: gắn vào yêu cầu liên thông").sees("Chặng của").sees(&code(1));
    world.keys(&[key(Scope::Detail, Act::Open)]);
    world.sees("Chặng 1/1").sees("Hạn chung");
    world.keys(&[key(Scope::Detail, Act::AcceptLeg)]).typed("1.001022").keys(&[ENTER]);
    save(&mut world);
    world.sees("Đã lưu: tiếp nhận chặng").sees("Chặng 2/2");
    world.keys(&[key(Scope::Detail, Act::Settle)]);
    save(&mut world);
    world.sees("còn 02 chặng chưa kết thúc").sees(&code(2));
    world.keys(&[ESC, key(Scope::Global, Act::Dossiers), ESC]);
    world.sees("chặng 1/2").sees("chặng 2/2");
    open(&mut world, 2);
    world.keys(&[key(Scope::Detail, Act::UnlinkLeg)]).typed("gắn nhầm");
    save(&mut world);
    world.sees("Đã lưu: bỏ liên thông").sees_not("Chặng của");
    world.keys(&[key(Scope::Global, Act::Undo)]).sees("Chặng của");
}

#[test]
fn the_main_keys_of_the_list_stand_in_the_footer_of_a_small_window() {
    let of_papers = |act| act != Act::GapSigned;
    let of_results = |act| !matches!(act, Act::GapReused | Act::GapNational | Act::GapNotApplicable);
    for possible in [of_papers as fn(Act) -> bool, of_results] {
        let shown = motcua::ui::parts::bars::footer(Scope::Digitising, false, 80, possible);
        let acts: Vec<Act> = shown.rows.iter().map(|row| row.act).collect();
        for act in [Act::GapDone, Act::NextPart, Act::GapSpan, Act::Print, Act::Export] {
            assert!(acts.contains(&act), "{act:?} in {acts:?}");
        }
        // Those that have no room are not forgotten: F1 tells them.
        assert!(shown.more > 0);
    }
}

/// A list longer than what is shown of it is searched whole, by the words of any column.
#[test]
fn words_find_what_stands_behind_the_rows_that_are_shown() {
    let folder = set_up(&["Nguyễn Thị Mẫu"]);
    let mut world = World::open(&folder, NOW, 100, 30);
    let mut store = world.register();
    let mut text = String::from("code,procedure_code,applicant_name,channel,accepted_at,components_required\n");
    for n in 1..=1_100 {
        let name = if n == 1_090 { "Vừ Thị Cuối" } else { "Người Mẫu" };
        text.push_str(&format!("X-{n:04},1.001022,{name},direct,2026-11-19 {:02}:{:02},1\n", 8 + n / 600, n % 60));
    }
    let noun = motcua::exchange::Noun::Dossiers;
    motcua::desk::import::import(&mut store, &stamp(), noun, "d.csv", text.as_bytes(), &mut |_, _| true)
        .expect("taken");
    drop(store);
    world.keys(&[key(Scope::Global, Act::Digitising)]);
    world.sees("1.100 hồ sơ, đang hiện 1.000");
    // Words that were typed over another part, all of whose rows are at hand, are looked for here too.
    world.keys(&[TAB]).sees("Chưa số hóa kết quả");
    world.keys(&[key(Scope::List, Act::Find)]).typed("vu cuoi").keys(&[ENTER, TAB]);
    world.sees("Chưa số hóa thành phần").sees("tất cả: 1 hồ sơ").sees("Vừ Thị Cuối");
    world.keys(&[ESC]);
    world.sees("1.100 hồ sơ, đang hiện 1.000");
    for words in ["vu cuoi", "X-1090", "cuoi 19/11/2026"] {
        world.keys(&[key(Scope::List, Act::Find), Key::ctrl('u')]).typed(words).keys(&[ENTER]);
        world.sees("tất cả: 1 hồ sơ").sees("X-1090").sees("Vừ Thị Cuối");
    }
    world.keys(&[key(Scope::List, Act::Find), Key::ctrl('u')]).typed("không ai").keys(&[ENTER]);
    world.sees("Không có dòng nào như vậy");
    world.keys(&[ESC]);
    world.sees("1.100 hồ sơ, đang hiện 1.000");
}
