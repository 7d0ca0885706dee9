//! Canonical files into and out of a register: round trips, idempotence, all or nothing, undo.

use motcua::desk::import::{self, ImportError, Imported, Preview};
use motcua::desk::{export, sample, undo};
use motcua::domain::day::Moment;
use motcua::exchange::Noun;
use motcua::store::{Stamp, Store};

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
        import::import(&mut second, &stamp(), noun, noun.code(), &bytes, &mut |_, _| true).expect(noun.code());
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
