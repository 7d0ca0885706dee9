//! A week at an invented desk, told by keys alone: from an empty register to the report that leaves the office. What
//! stands on the screen of today is checked after every step, and the report is read back by other people's libraries.
//!
//! The week is 2–6 November 2026, without a day off. All people are invented.

#[path = "../support/clock.rs"]
mod clock;
mod read_back;
#[path = "../support/world.rs"]
mod world;

use motcua::domain::figure::FIGURES;
use motcua::domain::number::prose_number;
use motcua::store::counters::Counter;
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope, key_of};
use motcua::ui::keys::COUNTERS;
use serde_json::Value as Json;
use world::{ENTER, TAB, World, folder};

const RIGHT: Key = Key::plain(KeyCode::Right);

/// The key that the table gives an action.
fn key(scope: Scope, act: Act) -> Key {
    key_of(scope, act).unwrap_or_else(|| panic!("{act:?} has a key in {scope:?}"))
}

/// Saves the form in front.
fn save(world: &mut World) {
    world.keys(&[key(Scope::Form, Act::Save)]);
}

/// The number that the screen of today shows for a counter: the text after its key and name.
fn counter(world: &World, at: usize) -> u64 {
    let name = format!("{} {}", COUNTERS[at], Counter::ALL[at].label());
    let line = world.lines().into_iter().find_map(|line| line.split_once(&name).map(|(_, rest)| rest.to_owned()));
    let rest = line.unwrap_or_else(|| panic!("no counter {name}:\n{}", world.picture()));
    // What cannot wait stands before the whole: `! 2 trễ / 3`.
    let pressing = |word: &&str| word.parse::<u64>().is_ok() || word.starts_with("trễ") || *word == "gấp";
    let words: Vec<&str> =
        rest.split_whitespace().filter(|word| !["!", "*", "^", "?", "=", "+"].contains(word)).collect();
    let whole = words
        .iter()
        .skip_while(|word| pressing(word))
        .nth(1)
        .filter(|_| words.get(1).is_some_and(|w| w.starts_with("trễ") || *w == "gấp"));
    let number = whole.or(words.first()).and_then(|word| word.parse().ok());
    number.unwrap_or_else(|| panic!("no number beside {name}:\n{}", world.picture()))
}

/// To the screen of today itself: its key brings it to the front as it was left, and again to its first screen.
fn go_to_today(world: &mut World) {
    world.keys(&[key(Scope::Global, Act::Today); 2]);
}

/// Goes to the screen of today and holds that these counters, and no others, are above zero.
#[track_caller]
fn today_shows(world: &mut World, expected: &[(Counter, u64)]) {
    go_to_today(world);
    let shown: Vec<(Counter, u64)> =
        Counter::ALL.into_iter().enumerate().map(|(at, known)| (known, counter(world, at))).collect();
    let mut shown: Vec<_> = shown.into_iter().filter(|(_, n)| *n > 0).collect();
    let mut expected = expected.to_vec();
    shown.sort();
    expected.sort();
    assert_eq!(shown, expected, "\n{}", world.picture());
}

/// Opens the only dossier that a counter counts.
fn open_from(world: &mut World, counter: Counter, name: &str) {
    let at = Counter::ALL.iter().position(|known| *known == counter).expect("a counter");
    go_to_today(world);
    world.keys(&[COUNTERS[at], ENTER]);
    world.sees(name);
}

/// Finds a dossier by its applicant's name typed without marks, and opens it.
fn find(world: &mut World, typed: &str, name: &str) {
    world
        .keys(&[key(Scope::Global, Act::Dossiers), key(Scope::Dossiers, Act::Find)])
        .typed(typed)
        .keys(&[ENTER, ENTER]);
    world.sees(name);
}

/// A move of the dossier in front, with its form as it comes.
fn step(world: &mut World, act: Act) {
    world.keys(&[key(Scope::Detail, act)]);
    save(world);
    world.sees("+ Đã lưu");
}

/// The questions of the first start.
fn first_start() -> World {
    let folder = folder();
    let mut world = World::open(&folder, "2026-11-02 07:25", 80, 24);
    world.sees("Sổ này còn trống.");
    world.typed("Trung tâm Phục vụ hành chính công xã Đồng Mẫu");
    world.go_to("Cán bộ 1").typed("Nguyễn Thị Mẫu").keys(&[TAB]).typed("công chức Tư pháp - Hộ tịch");
    world.go_to("Lịch nghỉ lễ").keys(&[ENTER]);
    assert!(world.left, "Enter in the last field saves:\n{}", world.picture());
    drop(world);
    World::open(&folder, "2026-11-02 07:30", 80, 24)
}

/// Accepts a dossier; `more` goes on in the form from the applicant's name.
fn accept(world: &mut World, procedure: &str, name: &str, due: &str, more: impl FnOnce(&mut World)) {
    world.keys(&[key(Scope::Global, Act::NewDossier)]).typed(procedure).keys(&[ENTER]);
    world.go_to("Người nộp").typed(name);
    more(world);
    save(world);
    world.sees(&format!("hẹn trả 17:00 {due}."));
}

/// Monday: four dossiers come in, one is settled and returned, one waits for papers.
fn monday(world: &mut World) {
    use Counter::{DueSoon, DueToday, NotHandedOver, NotReturned, ReceivedToday, ResultNotDigitized, Waiting};
    today_shows(world, &[]);
    world.sees("Sổ chưa có hồ sơ nào. F2 để tiếp nhận hồ sơ đầu tiên.");
    world.later("2026-11-02 08:00");
    accept(world, "1.001022", "Nguyễn Thị Thuỳ Dương", "05/11/2026", |world| {
        world.go_to("Giấy tờ khác").typed("Tờ khai").keys(&[RIGHT, RIGHT, RIGHT, Key::char(' ')]);
    });
    today_shows(world, &[(ReceivedToday, 1), (NotHandedOver, 1)]);
    world.later("2026-11-02 08:20");
    accept(world, "1.001193", "Lò Văn Thử", "02/11/2026", |_| {});
    accept(world, "1.004845", "Trần Thị Giả", "04/11/2026", |_| {});
    accept(world, "1.004837", "Giàng A Thí", "05/11/2026", |world| {
        world.go_to("Kênh nộp").keys(&[Key::char(' ')]);
        world.go_to("Nộp lúc").typed("1/11 2010");
    });
    today_shows(world, &[(ReceivedToday, 4), (NotHandedOver, 4), (DueToday, 1), (DueSoon, 1)]);
    world.later("2026-11-02 10:30");
    open_from(world, DueToday, "Lò Văn Thử");
    step(world, Act::Settle);
    today_shows(
        world,
        &[(ReceivedToday, 4), (NotHandedOver, 3), (DueSoon, 1), (NotReturned, 1), (ResultNotDigitized, 1)],
    );
    open_from(world, NotReturned, "Lò Văn Thử");
    step(world, Act::GiveBack);
    find(world, "thuy duong", "Nguyễn Thị Thuỳ Dương");
    world.keys(&[key(Scope::Detail, Act::Pause)]).go_to("Số văn bản").typed("01/HDHS");
    save(world);
    world.sees("= Tạm dừng từ 10:30 02/11/2026, chờ bổ sung hồ sơ");
    today_shows(world, &[(ReceivedToday, 4), (NotHandedOver, 3), (DueSoon, 1), (Waiting, 1), (ResultNotDigitized, 1)]);
}

/// Wednesday: the papers are there, and the due date has moved by the two days of waiting.
fn wednesday(world: &mut World) {
    use Counter::{ApologyDue, DueSoon, DueToday, NotHandedOver, ResultNotDigitized, Waiting};
    world.later("2026-11-04 08:00");
    let soon = [(NotHandedOver, 3), (DueToday, 1), (DueSoon, 2), (ApologyDue, 2), (ResultNotDigitized, 1)];
    today_shows(world, &[soon.as_slice(), &[(Waiting, 1)]].concat());
    open_from(world, Waiting, "Nguyễn Thị Thuỳ Dương");
    step(world, Act::Resume);
    world.sees("Hạn trả 17:00 09/11/2026");
    today_shows(world, &soon);
}

/// Thursday: one is late; it and another are settled, one of them returned. A slip is undone.
fn thursday(world: &mut World) {
    use Counter::{
        ApologyDue, DueSoon, DueToday, NotHandedOver, NotReturned, Overdue, OverdueWithoutApology, ResultNotDigitized,
        SettledWithoutApology,
    };
    world.later("2026-11-05 08:00");
    today_shows(
        world,
        &[
            (NotHandedOver, 3),
            (Overdue, 1),
            (OverdueWithoutApology, 1),
            (DueToday, 1),
            (DueSoon, 2),
            (ApologyDue, 1),
            (ResultNotDigitized, 1),
        ],
    );
    open_from(world, Overdue, "Trần Thị Giả");
    step(world, Act::Settle);
    let late = [
        (NotHandedOver, 2),
        (DueToday, 1),
        (DueSoon, 2),
        (ApologyDue, 1),
        (SettledWithoutApology, 1),
        (ResultNotDigitized, 2),
    ];
    today_shows(world, &[late.as_slice(), &[(NotReturned, 1)]].concat());
    // Returned to nobody: taken back at once.
    open_from(world, NotReturned, "Trần Thị Giả");
    step(world, Act::GiveBack);
    today_shows(world, &late);
    world.keys(&[key(Scope::Global, Act::Undo)]);
    world.sees("Đã hoàn tác");
    today_shows(world, &[late.as_slice(), &[(NotReturned, 1)]].concat());
    open_from(world, DueToday, "Giàng A Thí");
    step(world, Act::Settle);
    step(world, Act::GiveBack);
    today_shows(
        world,
        &[(NotHandedOver, 1), (DueSoon, 1), (SettledWithoutApology, 1), (NotReturned, 1), (ResultNotDigitized, 3)],
    );
}

/// What the week comes to, counted by hand.
const COUNTED: [(&str, u64); 19] = [
    ("received.total", 4),
    ("received.in_period", 4),
    ("received.carried", 0),
    ("received.online", 1),
    ("received.direct", 3),
    ("received.postal", 0),
    ("settled.total", 3),
    ("settled.early", 0),
    ("settled.on_time", 2),
    ("settled.overdue", 1),
    ("settled.overdue.apology.missing", 1),
    ("open.total", 1),
    ("open.in_time", 1),
    ("open.overdue", 0),
    ("open.waiting", 0),
    ("returned.total", 2),
    ("acceptance.in_time", 1),
    ("digitized.components.full", 4),
    ("satisfaction.total", 0),
];

/// Chooses the week and exports the report in a format, `steps` to the right of Word.
fn export(world: &mut World, steps: usize) -> Vec<u8> {
    world.keys(&[key(Scope::Reports, Act::Export)]).keys(&vec![RIGHT; steps]);
    save(world);
    world.sees("Đã xuất:");
    let mut files: Vec<_> = std::fs::read_dir(world::out(&world.folder)).expect("files").flatten().collect();
    files.sort_by_key(|file| file.metadata().and_then(|meta| meta.modified()).expect("a time"));
    std::fs::read(files.last().expect("a file").path()).expect("bytes")
}

#[test]
fn a_week_from_an_empty_register_to_the_report() {
    let mut world = first_start();
    monday(&mut world);
    wednesday(&mut world);
    thursday(&mut world);

    world.later("2026-11-06 16:30");
    world.keys(&[key(Scope::Global, Act::Reports), key(Scope::Reports, Act::Period)]);
    world.go_to("Từ ngày").typed("2/11").go_to("Đến ngày").typed("6/11");
    save(&mut world);
    world.sees("+ số liệu khớp");
    world.sees("Từ ngày 02/11/2026 đến ngày 06/11/2026");
    let (docx, xlsx, json) = (export(&mut world, 0), export(&mut world, 1), export(&mut world, 3));
    world.keys(&[key(Scope::Global, Act::Quit)]);
    assert!(world.left, "{}", world.picture());

    let json: Json = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(json["period"], serde_json::json!({ "from": "2026-11-02", "to": "2026-11-06" }));
    for (id, n) in COUNTED {
        assert_eq!(json["figures"][id]["n"], n, "{id}");
    }
    sheet_holds(&xlsx, &json);
    document_holds(&docx, &json);
    assert!(world.register().check(|_| true).expect("checked").sound());
}

/// Every figure of the workbook, its denominator and its percent are those of the JSON.
fn sheet_holds(xlsx: &[u8], json: &Json) {
    let rows = read_back::figures(xlsx);
    assert_eq!(rows.len(), FIGURES.iter().filter(|figure| figure.is_public()).count());
    for row in rows {
        let known = &json["figures"][&row.id];
        assert_eq!(Some(row.n), known["n"].as_f64(), "{}", row.id);
        assert_eq!(row.of, known["of"].as_f64(), "{}", row.id);
        let percent = known["pct"].as_str().and_then(|text| text.replace(',', ".").parse::<f64>().ok());
        let close = match (row.percent, percent) {
            (Some(shown), Some(known)) => (shown - known).abs() < 0.006,
            (shown, known) => shown == known,
        };
        assert!(close, "{}: {:?} and {percent:?}", row.id, row.percent);
    }
}

/// The sentences and the statutory table of the document hold the JSON's figures.
fn document_holds(docx: &[u8], json: &Json) {
    let document = read_back::document(docx);
    let n = |id: &str| prose_number(json["figures"][id]["n"].as_i64().expect(id));
    let pct = |id: &str| json["figures"][id]["pct"].as_str().expect(id).to_owned();
    let sentences = [
        format!("Tổng số tiếp nhận: {} hồ sơ, gồm:", n("received.total")),
        format!("Trực tuyến: {} hồ sơ, chiếm {}%;", n("received.online"), pct("received.online")),
        format!("Trực tiếp: {} hồ sơ, chiếm {}%;", n("received.direct"), pct("received.direct")),
        format!("Đã giải quyết {} hồ sơ, trong đó:", n("settled.total")),
        format!(
            "Đúng hạn và trước hạn: {} hồ sơ ({}%), gồm trước hạn {} hồ sơ, đúng hạn {} hồ sơ(a, b);",
            n("settled.early_or_on_time"),
            pct("settled.early_or_on_time"),
            n("settled.early"),
            n("settled.on_time")
        ),
        format!("Quá hạn: {} hồ sơ ({}%)", n("settled.overdue"), pct("settled.overdue")),
        format!(
            "Đang giải quyết {} hồ sơ: trong hạn {} hồ sơ, quá hạn {} hồ sơ",
            n("open.total"),
            n("open.in_time"),
            n("open.overdue")
        ),
    ];
    for sentence in sentences {
        let found = document.paragraphs.iter().any(|paragraph| paragraph.contains(&sentence));
        assert!(found, "“{sentence}” is not in\n{}", document.paragraphs.join("\n"));
    }
    let rows = json["ii06a"].as_array().expect("rows");
    assert_eq!(rows.len(), 1, "one field had dossiers: {rows:?}");
    for row in rows.iter().map(|row| row.as_array().expect("a row")) {
        let field = row[0].as_str().expect("a field");
        let told = document.rows.iter().find(|cells| cells.iter().any(|cell| cell == field)).expect("the field's row");
        let numbers: Vec<i64> = told.iter().skip(2).map(|cell| cell.parse().expect("a number")).collect();
        let known: Vec<i64> = row[1..].iter().filter_map(Json::as_i64).collect();
        assert_eq!((numbers.len(), numbers), (11, known), "{told:?}");
    }
}
