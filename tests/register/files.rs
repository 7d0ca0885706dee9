//! Canonical files into and out of a register: round trips, idempotence, all or nothing, undo.

use motcua::desk::count::{self, Scope};
use motcua::desk::import::{self, ImportError, Imported, Preview};
use motcua::desk::{export, sample, undo};
use motcua::domain::day::Moment;
use motcua::domain::period::{Cutoff, Period};
use motcua::exchange::Noun;
use motcua::store::counters::Counter;
use motcua::store::{Stamp, Store, StoreError};

fn stamp() -> Stamp {
    let at: Moment = "2025-07-05 09:00".parse().expect("a moment");
    Stamp { at, utc_ms: 1_751_680_800_000, utc_offset_min: 420, officer: String::new(), desk: 1 }
}

fn filled() -> Store {
    let mut store = Store::in_memory().expect("a register");
    sample::fill(&mut store, &stamp()).expect("the sample");
    store
}

fn bytes_of(store: &Store, noun: Noun) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::export(store, noun, &mut bytes).expect("an export");
    bytes
}

fn everything(store: &Store) -> Vec<String> {
    Noun::ALL.into_iter().map(|noun| String::from_utf8(bytes_of(store, noun)).expect("UTF-8")).collect()
}

fn take(store: &mut Store, noun: Noun, text: &str) -> Result<Imported, ImportError> {
    import::import(store, &stamp(), noun, "tep.csv", text.as_bytes(), &mut |_, _| true)
}

fn counts(preview: &Preview) -> (u64, u64, u64) {
    (preview.new, preview.updated, preview.same)
}

/// The errors of a refused import, as sentences.
fn refusals(result: Result<Imported, ImportError>) -> Vec<String> {
    match result {
        Err(ImportError::Bad(preview)) => preview.bad.iter().map(ToString::to_string).collect(),
        other => panic!("expected bad rows, got {other:?}"),
    }
}

/// The order in which nouns can be taken by an empty register.
const ORDER: [Noun; 7] =
    [Noun::Calendar, Noun::Procedures, Noun::Officers, Noun::Dossiers, Noun::Components, Noun::Ratings, Noun::Feedback];

const COMPONENTS: &str = "dossier_code,name,kind,copies,required,digitized,reused,not_applicable,note\n\
    H99.07-241202-0003,Tờ khai,original,1,1,1,0,0,\n\
    H99.07-241202-0004,\"Đơn, theo mẫu\",original,1,1,0,0,0,chưa quét\n\
    H99.07-241202-0003,Căn cước,copy,,1,0,1,0,\n";

#[test]
fn a_register_made_from_the_files_of_another_gives_the_same_files() {
    let mut first = filled();
    take(&mut first, Noun::Components, COMPONENTS).expect("components");
    let mut second = Store::in_memory().expect("a register");
    for noun in ORDER {
        let bytes = bytes_of(&first, noun);
        import::import(&mut second, &stamp(), noun, noun.code(), &bytes, &mut |_, _| true).expect("an import");
    }
    for noun in Noun::ALL {
        let (one, two) = (bytes_of(&first, noun), bytes_of(&second, noun));
        assert!(one == two, "{}", noun.code());
        assert!(one.iter().filter(|byte| **byte == b'\n').count() > 1, "{} has rows", noun.code());
    }
}

#[test]
fn the_same_file_twice_changes_nothing_and_leaves_no_entry() {
    let mut store = filled();
    take(&mut store, Noun::Components, COMPONENTS).expect("components");
    let before = everything(&store);
    for noun in ORDER {
        let bytes = bytes_of(&store, noun);
        let rows = bytes.iter().filter(|byte| **byte == b'\n').count() as u64 - 1;
        let done = import::import(&mut store, &stamp(), noun, "lại.csv", &bytes, &mut |_, _| true).expect("an import");
        assert!(done.changes.is_empty(), "{}", noun.code());
        let items = if noun == Noun::Components { 2 } else { rows };
        assert_eq!(counts(&done.preview), (0, 0, items), "{}", noun.code());
    }
    sample_files(&mut store);
    assert_eq!(everything(&store), before);
}

/// The raw files of the sample once more, which lack columns and computed dates.
fn sample_files(store: &mut Store) {
    for (noun, file) in [
        (Noun::Procedures, "procedures"),
        (Noun::Dossiers, "dossiers"),
        (Noun::Ratings, "ratings"),
        (Noun::Feedback, "feedback"),
    ] {
        let text = std::fs::read_to_string(format!("assets/sample/{file}.csv")).expect("the sample");
        let done = take(store, noun, &text).expect("an import");
        assert!(done.changes.is_empty(), "{file}: {:?}", done.preview.updates.first());
    }
}

#[test]
fn the_sample_counts_to_the_expected_figures() {
    let store = filled();
    for name in ["2025-H1", "2025-Q2", "2025-03"] {
        let text = std::fs::read_to_string(format!("tests/data/expected-{name}.json")).expect("expected figures");
        let expected: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let period = Period::preset(name, Cutoff::Calendar).expect("a period");
        let scope = Scope { period, cutoff: Cutoff::Calendar, now: stamp().at };
        let (figures, _) = count::count(&store, &scope, |_| true).expect("figures");
        let found = serde_json::Value::Object(figures.json("commune", ""));
        assert_eq!(found["figures"], expected["figures"], "{name}");
        assert_eq!(found["by_officer"], expected["by_officer"], "{name}");
    }
}

const LATER: &str = "2026-11-20 09:30";

#[test]
fn the_demonstration_has_something_of_everything_today_and_is_the_same_each_time() {
    let later = Stamp { at: LATER.parse().expect("a moment"), ..stamp() };
    let made = || {
        let mut store = Store::in_memory().expect("a register");
        sample::demo(&mut store, &later).expect("the demonstration");
        store
    };
    let store = made();
    for counter in Counter::ALL {
        let n = store.read().counter(counter, later.at).expect("a counter");
        assert!(n > 0, "{} is empty", counter.label());
    }
    assert_eq!(bytes_of(&store, Noun::Dossiers), bytes_of(&made(), Noun::Dossiers));
}

#[test]
fn the_demonstration_can_be_made_at_any_hour() {
    for at in ["2026-11-22 03:00", "2026-02-18 23:59", "2027-01-01 00:00"] {
        let mut store = Store::in_memory().expect("a register");
        let stamp = Stamp { at: at.parse().expect("a moment"), ..stamp() };
        sample::demo(&mut store, &stamp).unwrap_or_else(|error| panic!("{at}: {error}"));
        let late = store.read().each_dossier(|stored| {
            let dossier = stored.dossier;
            let moments = [dossier.submitted_at, dossier.accepted_at, dossier.settled_at, dossier.returned_at];
            assert!(moments.into_iter().flatten().all(|moment| moment <= stamp.at), "{at}: {}", dossier.code);
            Ok::<_, StoreError>(())
        });
        late.expect("dossiers");
    }
}

fn sample_text() -> String {
    std::fs::read_to_string("assets/sample/dossiers.csv").expect("the sample")
}

/// A register with calendar and procedures only.
fn bare() -> Store {
    let mut store = Store::in_memory().expect("a register");
    for (noun, file) in [(Noun::Calendar, "assets/calendar.csv"), (Noun::Procedures, "assets/sample/procedures.csv")] {
        take(&mut store, noun, &std::fs::read_to_string(file).expect("a file")).expect("an import");
    }
    store
}

#[test]
fn one_bad_row_among_many_is_named_and_nothing_is_taken() {
    let mut store = bare();
    let before = everything(&store);
    let text = sample_text().replacen("2025-03-11 10:02", "2025-02-31 10:02", 1);
    let line = text.lines().position(|line| line.contains("2025-02-31 10:02")).expect("the row") + 1;
    let errors = refusals(take(&mut store, Noun::Dossiers, &text));
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].starts_with(&format!("dòng {line}, cột ")), "{errors:?}");
    assert!(errors[0].contains("2025-02-31 10:02") && errors[0].contains("không có ngày này"), "{errors:?}");
    assert_eq!(everything(&store), before);
}

#[test]
fn an_unknown_procedure_and_a_doubled_code_are_refused() {
    let mut store = bare();
    let text = "code,procedure_code,applicant_name,channel\n\
        A-1,1.001193,Người Mẫu,direct\nA-2,9.999999,Người Mẫu,direct\nA-1,1.001193,Người Mẫu,direct\n";
    let errors = refusals(take(&mut store, Noun::Dossiers, text));
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors[0].starts_with("dòng 3, cột procedure_code, giá trị \"9.999999\": không có thủ tục"), "{errors:?}");
    assert!(errors[1].starts_with("dòng 4, cột code, giá trị \"A-1\": đã có ở dòng 2"), "{errors:?}");
}

#[test]
fn rows_that_name_what_is_not_there_are_refused() {
    let mut store = filled();
    let ratings = "at,dossier_code,officer,level\n2025-07-01 09:00,KHONG-CO,,satisfied\n2025-07-01 09:00,,,tốt\n";
    let errors = refusals(take(&mut store, Noun::Ratings, ratings));
    assert!(errors[0].contains("không có hồ sơ mang mã này") && errors[1].contains("very_satisfied"), "{errors:?}");
    let errors = refusals(take(&mut store, Noun::Components, "dossier_code,name\nKHONG-CO,Tờ khai\n"));
    assert!(errors[0].contains("không có hồ sơ mang mã này"), "{errors:?}");
    let errors = refusals(take(&mut store, Noun::Feedback, "code,subject\nPAKN-999,Phản ánh\n"));
    assert!(errors[0].contains("tệp thiếu cột received_at"), "{errors:?}");
    let errors = refusals(take(&mut store, Noun::Dossiers, "code,outcome\nH99.07-241202-0003,\n"));
    assert!(errors[0].contains("cột outcome"), "what contradicts the register is refused: {errors:?}");
}

#[test]
fn undoing_an_import_gives_the_files_of_before_and_it_can_be_taken_again() {
    let mut store = bare();
    let before = everything(&store);
    let done = take(&mut store, Noun::Dossiers, &sample_text()).expect("an import");
    assert_eq!(done.preview.new_officers.len(), 5);
    let taken = everything(&store);
    undo::undo(&mut store, &stamp(), done.changes.seq, false).expect("an undo");
    assert_eq!(everything(&store), before);
    let again = take(&mut store, Noun::Dossiers, &sample_text()).expect("the import again");
    assert_eq!(counts(&again.preview), (1503, 0, 0));
    assert_eq!(everything(&store), taken);
    assert!(store.check(|_| true).expect("a check").sound());
}

#[test]
fn a_changed_row_is_an_update_with_before_and_after_and_its_undo_brings_the_old_file_back() {
    let mut store = filled();
    let before = everything(&store);
    let text = "code,phone,note,lạ\nH99.07-241202-0003,0900000001,\"ghi chú, có dấu phẩy\",x\n\
        H99.07-241202-0004,0911420068,,x\n";
    let preview = import::preview(&store, Noun::Dossiers, text.as_bytes()).expect("a preview");
    assert_eq!(counts(&preview), (0, 1, 1));
    assert_eq!(preview.unknown_columns, ["lạ"]);
    assert_eq!(everything(&store), before, "a preview writes nothing");
    let fields: Vec<_> = preview.updates[0].fields.iter().map(|f| (f.column, &*f.before, &*f.after)).collect();
    assert_eq!(fields, [("phone", "0933203910", "0900000001"), ("note", "", "ghi chú, có dấu phẩy")]);
    let done = take(&mut store, Noun::Dossiers, text).expect("an import");
    assert_eq!(done.preview, preview);
    assert_ne!(everything(&store), before);
    undo::undo(&mut store, &stamp(), done.changes.seq, false).expect("an undo");
    assert_eq!(everything(&store), before);
}

#[test]
fn another_promise_becomes_a_later_line_of_the_ledger_once() {
    let mut store = filled();
    let text = "code,due_at\nH99.07-241202-0003,2024-12-09 17:00\n";
    let first = bytes_of(&store, Noun::Dossiers);
    assert_eq!(counts(&take(&mut store, Noun::Dossiers, text).expect("an import").preview), (0, 1, 0));
    assert_eq!(bytes_of(&store, Noun::Dossiers), first, "the first promise stays");
    let again = take(&mut store, Noun::Dossiers, text).expect("again");
    assert!(again.changes.is_empty(), "the date in force is known");
    let full = String::from_utf8(first).expect("UTF-8");
    assert!(take(&mut store, Noun::Dossiers, &full).expect("the whole file").changes.is_empty());
    let id = store.read().dossier_id("H99.07-241202-0003").expect("asked").expect("known");
    let ledger = store.read().due_dates(id).expect("a ledger");
    assert_eq!(ledger.len(), 1);
    assert_eq!(
        (ledger[0].due_at.to_string().as_str(), ledger[0].reason.as_str()),
        ("2024-12-09 17:00", "nhập từ tệp tep.csv")
    );
}

#[test]
fn counts_follow_from_known_papers() {
    let mut store = filled();
    take(&mut store, Noun::Components, COMPONENTS).expect("components");
    let text = "code,components_required,components_digitized\nH99.07-241202-0003,9,0\n";
    assert!(take(&mut store, Noun::Dossiers, text).expect("an import").changes.is_empty());
    let one = "dossier_code,name,digitized\nH99.07-241202-0004,\"Đơn, theo mẫu\",1\n";
    let done = take(&mut store, Noun::Components, one).expect("components");
    assert_eq!(counts(&done.preview), (0, 1, 0));
    let out = String::from_utf8(bytes_of(&store, Noun::Components)).expect("UTF-8");
    assert!(out.contains("H99.07-241202-0004,\"Đơn, theo mẫu\",original,1,1,1,0,0,chưa quét,0,0,,\n"), "{out}");
}

#[test]
fn ratings_without_a_dossier_are_counted_as_often_as_the_file_has_them() {
    let mut store = filled();
    let line = "2025-07-01 09:00,,Cán bộ Hộ tịch,Hài lòng,\n";
    let text = |n: usize| format!("at,dossier_code,officer,level,comment\n{}", line.repeat(n));
    assert_eq!(counts(&take(&mut store, Noun::Ratings, &text(2)).expect("two").preview), (2, 0, 0));
    assert_eq!(counts(&take(&mut store, Noun::Ratings, &text(2)).expect("two").preview), (0, 0, 2));
    assert_eq!(counts(&take(&mut store, Noun::Ratings, &text(3)).expect("three").preview), (1, 0, 2));
    let other = text(1).replace("Cán bộ Hộ tịch", "Cán bộ Một cửa 1");
    assert_eq!(counts(&take(&mut store, Noun::Ratings, &other).expect("of another").preview), (1, 0, 0));
}

#[test]
fn an_officer_is_known_by_code_or_by_the_only_name() {
    let mut store = filled();
    let officers = "code,name\nNVA,Nguyễn Văn A\nB1,Trần B\nB2,Trần B\n";
    take(&mut store, Noun::Officers, officers).expect("officers");
    let row = |who: &str| format!("code,handled_by\nH99.07-241202-0003,{who}\n");
    take(&mut store, Noun::Dossiers, &row("Nguyễn Văn A")).expect("by name");
    assert!(take(&mut store, Noun::Dossiers, &row("NVA")).expect("by code").changes.is_empty());
    let errors = refusals(take(&mut store, Noun::Dossiers, &row("Trần B")));
    assert!(errors[0].contains("có 2 cán bộ cùng tên này; hãy ghi mã: B1, B2"), "{errors:?}");
}

#[test]
fn a_file_of_procedures_without_days_changes_the_newest_version() {
    let mut store = filled();
    let version = "code,valid_from,name,field,limit_direct\n1.001193,2025-07-01,Khai sinh,Hộ tịch,sd\n";
    assert_eq!(take(&mut store, Noun::Procedures, version).expect("a version").preview.new, 1);
    let done = take(&mut store, Noun::Procedures, "code,fee\n1.001193,1\n").expect("a patch");
    assert_eq!(counts(&done.preview), (0, 1, 0));
    let out = String::from_utf8(bytes_of(&store, Noun::Procedures)).expect("UTF-8");
    let newest = out.lines().find(|line| line.contains("2025-07-01")).expect("the version");
    assert!(newest.starts_with("1.001193,Khai sinh,Hộ tịch,sd,,,,,1,"), "{newest}");
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let mut store = bare();
    let before = everything(&store);
    for after in [0, 20, 40] {
        let mut heard = 0;
        let mut progress = |done: usize, total: usize| {
            assert!(done <= total);
            heard += 1;
            heard <= after
        };
        let text = sample_text();
        let result = import::import(&mut store, &stamp(), Noun::Dossiers, "x", text.as_bytes(), &mut progress);
        assert!(matches!(result, Err(ImportError::Cancelled)), "{after}");
        assert_eq!(everything(&store), before);
    }
}

#[test]
fn what_was_undone_and_mended_comes_in_with_a_promise_of_its_own() {
    let mut store = bare();
    let row = |accepted: &str| {
        format!(
            "code,procedure_code,applicant_name,channel,limit,accepted_at\n\
             H-1,1.001193,Lò Thị Mai,direct,5wd,{accepted}\n"
        )
    };
    let wrong = take(&mut store, Noun::Dossiers, &row("2025-03-03 08:00")).expect("an import");
    undo::undo(&mut store, &stamp(), wrong.changes.seq, false).expect("an undo");
    take(&mut store, Noun::Dossiers, &row("2025-03-10 08:00")).expect("the mended file");
    let id = store.read().dossier_id("H-1").expect("asked").expect("known");
    let stored = store.read().dossier(id).expect("readable").expect("there");
    let due = stored.dossier.due_at.map(|due| due.to_string());
    assert_eq!((due.as_deref(), stored.due_computed), (Some("2025-03-17 17:00"), true));
    assert!(store.read().due_dates(id).expect("a ledger").is_empty());
    assert!(store.check(|_| true).expect("a check").sound());
}
