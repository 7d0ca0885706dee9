//! The desk's book: one running number a year, the same on the receipt, in form 07 and in the register, never given
//! twice.

use crate::support;

use motcua::desk::amend::amend;
use motcua::desk::count::Scope;
use motcua::desk::forms::{self, fill, fill_register};
use motcua::desk::import::{self, ImportError};
use motcua::desk::{Target, export, report, undo};
use motcua::domain::dossier::Dossier;
use motcua::domain::period::{Cutoff, Period};
use motcua::exchange::Noun;
use motcua::report::Format;
use motcua::report::forms::sets::{Edition, Form};
use motcua::report::kind::ReportKind;
use motcua::store::Store;
use support::{accept, at, draft, seen, set_up, stamp};

const NOW: &str = "2026-03-10 09:00";

fn none(_: &Edition) -> Result<Option<Vec<u8>>, String> {
    Ok(None)
}

fn desk() -> Store {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    store
}

fn number(store: &Store, id: i64) -> Option<u32> {
    store.read().dossier(id).expect("readable").expect("there").dossier.book_no
}

/// The numbers given out in the book of a year, with whether each is cancelled.
fn given(store: &Store, year: &str) -> Vec<(i64, bool)> {
    let given = store.read().numbers_given("book", year).expect("numbers");
    given.into_iter().map(|number| (number.n, number.voided)).collect()
}

fn move_to(store: &mut Store, target: Target, accepted: &str) {
    let whole = store.read().dossier(target.id).expect("readable").expect("there").dossier;
    let data = Dossier { accepted_at: Some(at(accepted)), ..whole };
    amend(store, &stamp(NOW, "lan"), target, &data, "ghi nhầm ngày").expect("amended");
}

fn take(store: &mut Store, text: &str) -> Result<(), Vec<String>> {
    match import::import(store, &stamp(NOW, "lan"), Noun::Dossiers, "tep.csv", text.as_bytes(), &mut |_, _| true) {
        Ok(_) => Ok(()),
        Err(ImportError::Bad(preview)) => Err(preview.bad.iter().map(ToString::to_string).collect()),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn receipt_form_seven_register_and_file_say_the_same_number() {
    let mut store = desk();
    // The ids of the register run over all years; the numbers of the book begin anew with each.
    let old = accept(&mut store, "1.001", "Lê Thị Ánh", "2025-12-30 08:00");
    let first = accept(&mut store, "1.001", "Phạm Văn Bốn", "2026-03-02 08:00");
    let second = accept(&mut store, "2.001", "Đỗ Thị Cúc", "2026-03-02 09:00");
    let late = accept(&mut store, "1.001", "Trần Văn Dần", "2026-03-01 10:00");
    for (target, no) in [(old, 1), (first, 1), (second, 2), (late, 3)] {
        assert_eq!(number(&store, target.id), Some(no));
        let receipt = fill(&store, &none, Form::Receipt, target.id, at(NOW)).expect("filled");
        let said = receipt.text(100).expect("a text");
        assert!(said.contains(&format!("Số thứ tự: {no}")), "{said}");
    }
    let period = Period::preset("2026", Cutoff::Calendar).expect("a year");
    let lines = store.snapshot(|read| forms::register::lines(read, period)).expect("lines");
    let told: Vec<_> = lines.iter().map(|line| (line.id, line.cells()[0].clone())).collect();
    assert_eq!(told, [(first.id, "1".to_owned()), (second.id, "2".to_owned()), (late.id, "3".to_owned())]);
    let paper = fill_register(&store, &none, period, at(NOW), false).expect("a book").text(200).expect("a text");
    assert!(paper.contains("3") && !paper.contains("Lê Thị Ánh"), "{paper}");

    let scope = Scope { period, cutoff: Cutoff::Calendar, now: at(NOW) };
    let built = report::build(&store, ReportKind::Register, &scope, |_| true).expect("a report");
    let csv =
        String::from_utf8(report::bytes(&store, &period, &built, Format::Csv, true).expect("bytes")).expect("UTF-8");
    let codes: Vec<_> = csv.lines().skip(1).map(|line| line.split(',').next().unwrap_or_default()).collect();
    assert_eq!(codes, ["1", "2", "3"], "{csv}");
}

#[test]
fn an_undone_acceptance_keeps_its_number_cancelled_and_has_it_again_when_it_comes_back() {
    let mut store = desk();
    let now = stamp(NOW, "lan");
    let first = accept(&mut store, "1.001", "Lê Thị Ánh", "2026-03-02 08:00");
    let undone = undo::undo(&mut store, &now, first.version, false).expect("undone").seq;
    assert_eq!(given(&store, "2026"), [(1, true)]);
    let second = accept(&mut store, "1.001", "Phạm Văn Bốn", "2026-03-02 09:00");
    assert_eq!(number(&store, second.id), Some(2), "a number is not given twice");
    undo::undo(&mut store, &now, undone, true).expect("done again");
    assert_eq!(given(&store, "2026"), [(1, false), (2, false)]);
    assert_eq!(number(&store, first.id), Some(1));
    // A file brings it back as well, under its own number.
    let code = store.read().code_of(first.id).expect("a code");
    let version = seen(&store, first.id).version;
    undo::undo(&mut store, &now, version, false).expect("undone again");
    assert_eq!(given(&store, "2026"), [(1, true), (2, false)]);
    let header = "code,procedure_code,applicant_name,channel,accepted_at";
    take(&mut store, &format!("{header}\n{code},1.001,Lê Thị Ánh,direct,2026-03-02 08:00\n")).expect("taken");
    assert_eq!((number(&store, first.id), given(&store, "2026")), (Some(1), vec![(1, false), (2, false)]));
    assert!(store.check(|_| true).expect("checked").sound());
}

#[test]
fn an_acceptance_corrected_into_another_year_moves_to_the_book_of_that_year() {
    let mut store = desk();
    let before = accept(&mut store, "1.001", "Lê Thị Ánh", "2025-12-29 08:00");
    let wrong = accept(&mut store, "1.001", "Phạm Văn Bốn", "2025-03-02 08:00");
    assert_eq!((number(&store, before.id), number(&store, wrong.id)), (Some(1), Some(2)));
    move_to(&mut store, wrong, "2026-03-02 08:00");
    assert_eq!(number(&store, wrong.id), Some(1));
    assert_eq!((given(&store, "2025"), given(&store, "2026")), (vec![(1, false), (2, true)], vec![(1, false)]));
    // Within a year the number stays.
    let again = seen(&store, wrong.id);
    move_to(&mut store, again, "2026-03-03 08:00");
    assert_eq!(number(&store, wrong.id), Some(1));
    let corrected = seen(&store, wrong.id).version;
    for entry in [corrected, again.version] {
        undo::undo(&mut store, &stamp(NOW, "lan"), entry, false).expect("undone");
    }
    assert_eq!(number(&store, wrong.id), Some(2));
    assert_eq!((given(&store, "2025"), given(&store, "2026")), (vec![(1, false), (2, false)], vec![(1, true)]));
    assert!(store.check(|_| true).expect("checked").sound());
}

#[test]
fn a_file_is_entered_in_the_order_of_acceptance_and_a_number_that_it_brings_is_kept() {
    let mut store = desk();
    let header = "code,procedure_code,applicant_name,channel,accepted_at,book_no";
    let row = |code: &str, accepted: &str, no: &str| format!("{code},1.001,Người Mẫu,direct,{accepted},{no}\n");
    let rows = [
        row("C", "2026-02-03 08:00", ""),
        row("A", "2026-02-01 08:00", ""),
        row("B", "2026-02-02 08:00", "2"),
        row("D", "", ""),
    ];
    // A dossier that only waits has no number.
    let file = format!("{header}\n{}", rows.concat()).replace("D,1.001,Người Mẫu,direct", "D,1.001,Người Mẫu,online");
    take(&mut store, &file).expect("taken");
    let number_of =
        |store: &Store, code: &str| number(store, store.read().dossier_id(code).expect("read").expect("there"));
    let found = ["A", "B", "C", "D"].map(|code| number_of(&store, code));
    assert_eq!(found, [Some(3), Some(2), Some(4), None]);
    let entries = store.read().last_number("book", "2026").expect("a number");
    take(&mut store, &file).expect("taken again");
    assert_eq!(store.read().last_number("book", "2026").expect("a number"), entries, "the same file changes nothing");

    let said =
        take(&mut store, &format!("{header}\n{}", row("A", "2026-02-01 08:00", "9"))).expect_err("another number");
    assert!(said.concat().contains("đã có số 3"), "{said:?}");
    let said = take(&mut store, &format!("{header}\n{}", row("E", "2026-02-01 08:00", "2"))).expect_err("taken");
    assert!(said.concat().contains("số 2 của sổ năm 2026 đã cấp"), "{said:?}");
    let twice = [row("E", "2026-02-01 08:00", "7"), row("F", "2026-02-01 08:00", "7")].concat();
    let said = take(&mut store, &format!("{header}\n{twice}")).expect_err("twice");
    assert_eq!(said.len(), 1, "{said:?}");
    let said = take(&mut store, &format!("{header}\n{}", row("E", "2026-02-01 08:00", "0"))).expect_err("no number");
    assert!(said.concat().contains("từ 1 đến"), "{said:?}");

    // A cell of another column must not push the book on for good: 4 is the last number, two for the row, 1 000 gaps.
    for far in ["1007", "2026021"] {
        let said = take(&mut store, &format!("{header}\n{}", row("E", "2026-02-01 08:00", far))).expect_err("far away");
        assert!(said.concat().contains(&format!("số {far} cách quá xa số cuối của sổ năm 2026")), "{said:?}");
    }
    let moved = [row("A", "2025-02-01 08:00", "3"), row("A", "2025-02-01 08:00", "1")];
    for other_year in moved {
        let said = take(&mut store, &format!("{header}\n{other_year}")).expect_err("another book");
        assert!(said.concat().contains("rời sổ năm 2026 sang sổ năm 2025"), "{said:?}");
    }
    assert_eq!(store.read().last_number("book", "2026").expect("a number"), entries, "nothing was given out");

    let mut bytes = Vec::new();
    export::export(&store, Noun::Dossiers, &mut bytes).expect("an export");
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.lines().next().is_some_and(|line| line.ends_with(",book_no")), "{text}");
    let mut other = desk();
    take(&mut other, &text).expect("taken");
    assert_eq!(["A", "B", "C", "D"].map(|code| number_of(&other, code)), found, "the numbers go along");
}

#[test]
fn a_part_of_the_book_of_another_register_is_taken_and_a_cell_of_another_column_is_not() {
    let header = "code,procedure_code,applicant_name,channel,accepted_at,book_no";
    let row = |code: &str, no: u32| format!("{code},1.001,Người Mẫu,direct,2025-12-02 08:00,{no}\n");
    let december: String = (15_000..15_040).map(|no| row(&format!("A{no}"), no)).collect();
    let number_of =
        |store: &Store, code: &str| number(store, store.read().dossier_id(code).expect("read").expect("there"));
    // Into a new register, and into one that has begun a book of the year itself.
    for begun in [false, true] {
        let mut store = desk();
        if begun {
            take(&mut store, &format!("{header}\nB,1.001,Người Mẫu,direct,2025-12-30 08:00,\n")).expect("begun");
        }
        let wrong = format!("{header}\n{december}{}", row("SAI", 2_025_120));
        let said = take(&mut store, &wrong).expect_err("a cell of another column");
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said.concat().contains("số 2025120 cách quá xa"), "{said:?}");
        take(&mut store, &format!("{header}\n{december}")).expect("an honest part");
        assert_eq!([number_of(&store, "A15000"), number_of(&store, "A15039")], [Some(15_000), Some(15_039)]);
        take(&mut store, &format!("{header}\nC,1.001,Người Mẫu,direct,2025-12-31 08:00,\n")).expect("the next one");
        assert_eq!(number_of(&store, "C"), Some(15_040));
    }
    // Neither is a whole column of something else, nor one number far away, a part of a book.
    let dates: String = (1..=9).map(|day| row(&format!("D{day}"), 251_200 + day)).collect();
    for far in [dates, row("E", 15_000)] {
        let said = take(&mut desk(), &format!("{header}\n{far}")).expect_err("no part of a book");
        assert!(said.iter().all(|line| line.contains("cách quá xa")), "{said:?}");
    }
}

#[test]
fn a_filed_dossier_gets_its_number_when_it_is_accepted() {
    let mut store = desk();
    let mut filed = draft("1.001", "Lê Thị Ánh", "2026-03-02 08:00");
    filed.dossier.channel = motcua::domain::dossier::Channel::Online;
    filed.dossier.submitted_at = filed.dossier.accepted_at.take();
    let (logged, _) =
        motcua::desk::accept::accept(&mut store, &stamp("2026-03-02 08:05", "lan"), &filed).expect("logged");
    assert_eq!(number(&store, logged.id), None);
    let target = seen(&store, logged.id);
    let now = stamp("2026-03-02 09:00", "lan");
    motcua::desk::accept::accept_submitted(&mut store, &now, target, now.at, "lan").expect("accepted");
    assert_eq!(number(&store, logged.id), Some(1));
}

#[test]
fn a_number_that_a_file_brings_is_kept_though_another_row_moves_into_that_year() {
    let mut store = desk();
    let header = "code,procedure_code,applicant_name,channel,accepted_at,book_no";
    take(&mut store, &format!("{header}\nA,1.001,Người Mẫu,direct,2025-12-31 08:00,\n")).expect("taken");
    // The row that moves stands first, and would get the first number of the year.
    let moved = "A,1.001,Người Mẫu,direct,2026-01-02 08:00,";
    let file = format!("{header}\n{moved}\nB,1.001,Người Mẫu,direct,2026-01-05 08:00,1\n");
    take(&mut store, &file).expect("taken");
    let of = |code: &str| number(&store, store.read().dossier_id(code).expect("read").expect("there"));
    assert_eq!((of("A"), of("B")), (Some(2), Some(1)));
}
