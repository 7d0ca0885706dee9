//! One dossier of the sample changes, and exactly the figures, paragraphs, cells, footnotes and bars that count it
//! change with it, in every form.

use std::collections::{BTreeMap, BTreeSet};

use motcua::desk::count::{self, Scope};
use motcua::desk::import;
use motcua::desk::report::Written;
use motcua::domain::figure::{FIGURES, Grouping};
use motcua::exchange::Noun;
use motcua::report::figures::Figures;
use motcua::report::kind::ReportKind;
use motcua::report::model::FigureRef;
use motcua::report::{Format, write};
use motcua::store::Store;

use crate::desk::{sample_register, scope, stamp, written};
use crate::read_back::expected::{self, Unit};
use crate::read_back::{all_differences, docx};

/// A change of one dossier by a file of one row, as an export of another system would bring it.
fn take(store: &mut Store, noun: Noun, file: &str) {
    import::import(store, &stamp(), noun, "sửa một hồ sơ.csv", file.as_bytes(), &mut |_, _| true).expect("taken");
}

/// Numerators and denominators by address, of every figure and every part.
fn values(figures: &Figures) -> BTreeMap<String, (u64, Option<u64>)> {
    let mut out = BTreeMap::new();
    for figure in FIGURES {
        let value = figures.value(figure.id);
        out.insert(figure.id.to_owned(), (value.n, value.of));
        for grouping in Grouping::ALL.into_iter().chain([Grouping::Week]) {
            for (key, n) in figures.parts(figure.id, grouping) {
                out.insert(FigureRef::part(figure.id, grouping, &key).address(), (n, None));
            }
        }
    }
    let reasons =
        [("digitized.components.gap", &figures.component_reasons), ("digitized.results.gap", &figures.result_reasons)];
    for (id, reasons) in reasons {
        for ((officer, reason), n) in reasons {
            let officer = figures.names.of(Grouping::Officer, *officer);
            let reference = FigureRef::part(id, Grouping::Officer, &officer).because(reason);
            out.insert(reference.address(), (*n, None));
        }
    }
    out
}

/// Numerator and denominator.
type Counted = (u64, Option<u64>);

/// Addresses whose numerator, and those whose numerator or denominator, differ.
fn moved(before: &Figures, after: &Figures) -> (BTreeSet<String>, BTreeSet<String>) {
    let (before, after) = (values(before), values(after));
    let addresses: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differing = |same: &dyn Fn(Counted, Counted) -> bool| {
        let value =
            |of: &BTreeMap<String, (u64, Option<u64>)>, address: &String| of.get(address).copied().unwrap_or_default();
        let differs = |address: &&&String| !same(value(&before, address), value(&after, address));
        addresses.iter().filter(differs).map(|address| (**address).clone()).collect()
    };
    // A part that appears or goes has no denominator on either side.
    (differing(&|a, b| a.0 == b.0), differing(&|a, b| a.0 == b.0 && a.1.unwrap_or(0) == b.1.unwrap_or(0)))
}

fn same(one: &Unit, other: &Unit) -> bool {
    (&one.place, &one.text, &one.counts) == (&other.place, &other.text, &other.counts)
}

/// What is in one list and not in the other, as often as it is there.
fn gone(from: &[Unit], to: &[Unit]) -> Vec<Unit> {
    let mut left = to.to_vec();
    from.iter()
        .filter(|unit| match left.iter().position(|other| same(other, unit)) {
            Some(at) => {
                left.swap_remove(at);
                false
            }
            None => true,
        })
        .cloned()
        .collect()
}

fn units(built: &Written) -> Vec<Unit> {
    let printed = expected::printed(&built.report);
    printed.body.into_iter().chain(printed.notes).chain(expected::bars(&built.report)).collect()
}

/// Says what changed on paper although nothing that it counts did, and what did not although something did.
fn unjust(before: &Written, after: &Written) -> Vec<String> {
    let (counted, any) = moved(&before.figures, &after.figures);
    let (old, new) = (units(before), units(after));
    let (lost, come) = (gone(&old, &new), gone(&new, &old));
    let mut wrong = Vec::new();
    for unit in lost.iter().chain(&come) {
        // The check code of the history names its last entry, and the change is one.
        let of_history = unit.text.starts_with("Mã kiểm tra lịch sử");
        // What shares add up to follows from all of them.
        let of_rounding = unit.text.ends_with("do làm tròn.");
        if !of_history && !of_rounding && !because(unit, &any) {
            wrong.push(format!("changed without a reason: {unit:?}"));
        }
    }
    for unit in gone(&old, &lost) {
        if let Some(address) = unit.counts.iter().find(|address| counted.contains(*address)) {
            wrong.push(format!("{address} moved, but this did not: {unit:?}"));
        }
    }
    wrong
}

/// Whether something moved that the unit counts or, where it counts nothing, that the table around it counts.
fn because(unit: &Unit, any: &BTreeSet<String>) -> bool {
    let counted = if unit.counts.is_empty() { &unit.around } else { &unit.counts };
    counted.iter().any(|address| any.contains(address))
}

/// Carries a change out and holds both reports, before and after, against each other and against their files.
fn change(period: &str, act: impl FnOnce(&mut Store, &Scope)) -> BTreeMap<String, i64> {
    let (mut store, scope) = (sample_register(), scope(period));
    let before: Vec<Written> =
        [ReportKind::Commune, ReportKind::Ii06a].map(|kind| written(&store, kind, &scope)).to_vec();
    act(&mut store, &scope);
    let mut moves = BTreeMap::new();
    for (kind, before) in [ReportKind::Commune, ReportKind::Ii06a].into_iter().zip(&before) {
        let after = written(&store, kind, &scope);
        assert_eq!(after.findings, []);
        assert_eq!(unjust(before, &after), Vec::<String>::new(), "{}", kind.code());
        assert_eq!(all_differences(&before.report), Vec::<String>::new());
        assert_eq!(all_differences(&after.report), Vec::<String>::new());
        files(before, &after);
        for figure in FIGURES.iter().filter(|figure| figure.is_public()) {
            let by = after.figures.value(figure.id).n as i64 - before.figures.value(figure.id).n as i64;
            if by != 0 {
                moves.insert(figure.id.to_owned(), by);
            }
        }
    }
    moves
}

/// In the files themselves: Word's paragraphs differ where the model's do, CSV and JSON in the rows of moved figures.
fn files(before: &Written, after: &Written) {
    let (_, any) = moved(&before.figures, &after.figures);
    let bytes = |built: &Written, format| write(&built.report, format).expect("written");
    let words = |built: &Written| {
        let (body, notes) = docx::texts(&bytes(built, Format::Docx));
        let lines = body.into_iter().chain(notes).chain(docx::bars(&bytes(built, Format::Docx)));
        lines
            .map(|text| Unit { text, place: String::new(), counts: Vec::new(), around: Vec::new() })
            .collect::<Vec<_>>()
    };
    let plain = |units: Vec<Unit>| -> Vec<Unit> {
        units
            .into_iter()
            .map(|unit| Unit { place: String::new(), counts: Vec::new(), around: Vec::new(), ..unit })
            .collect()
    };
    let (old, new) = (words(before), words(after));
    let (model_old, model_new) = (plain(units(before)), plain(units(after)));
    let sorted = |mut units: Vec<Unit>| {
        units.sort();
        units
    };
    assert_eq!(sorted(gone(&old, &new)), sorted(gone(&model_old, &model_new)));
    assert_eq!(sorted(gone(&new, &old)), sorted(gone(&model_new, &model_old)));
    for name in ["word/styles.xml", "word/settings.xml", "word/header1.xml", "docProps/core.xml"] {
        let part = |built: &Written| docx::part(&bytes(built, Format::Docx), name);
        assert_eq!(part(before), part(after), "{name}");
    }
    if before.report.kind != "commune" {
        return;
    }
    let rows = |built: &Written| -> BTreeMap<String, String> {
        let csv = String::from_utf8(bytes(built, Format::Csv)).expect("UTF-8");
        let figures = csv.lines().skip(1).filter(|line| !line.starts_with("note,"));
        figures.map(|line| (line.split(',').next().unwrap_or("").to_owned(), line.to_owned())).collect()
    };
    let (old, new) = (rows(before), rows(after));
    for (id, line) in &old {
        let same = new.get(id).is_some_and(|after| after == line);
        assert_eq!(!same, any.contains(id), "{id}: {line}");
    }
    let json =
        |built: &Written| -> serde_json::Value { serde_json::from_slice(&bytes(built, Format::Json)).expect("JSON") };
    let (old, new) = (json(before), json(after));
    for (id, value) in old["figures"].as_object().expect("figures") {
        assert_eq!(*value != new["figures"][id], any.contains(id), "{id}");
    }
}

fn moves(expected: &[(&str, i64)]) -> BTreeMap<String, i64> {
    expected.iter().map(|(id, by)| ((*id).to_owned(), *by)).collect()
}

/// The first dossier behind one figure and not behind others, as it stands.
fn first(store: &Store, scope: &Scope, of: &str, but: &[&str]) -> motcua::domain::dossier::Dossier {
    let behind =
        |id: &str| count::behind(store, scope, &FigureRef::whole(id), |_| true).expect("what is behind").ids().to_vec();
    let without: BTreeSet<i64> = but.iter().flat_map(|id| behind(id)).collect();
    let id = behind(of).into_iter().find(|id| !without.contains(id)).expect("a dossier");
    store.read().dossier(id).expect("readable").expect("in the register").dossier
}

#[test]
fn a_rating_moves_the_ratings_alone() {
    let found = change("2025-H1", |store, scope| {
        let code = first(store, scope, "satisfaction.index", &[]).code;
        let file = format!("at,dossier_code,officer,level,comment\n2025-06-29 09:00,{code},,very_satisfied,\n");
        take(store, Noun::Ratings, &file);
    });
    assert_eq!(found, moves(&[("satisfaction.total", 1), ("satisfaction.very_satisfied", 1)]));
}

#[test]
fn a_bad_rating_also_leaves_the_index() {
    let found = change("2025-H1", |store, scope| {
        let code = first(store, scope, "satisfaction.index", &[]).code;
        let file = format!("at,dossier_code,officer,level,comment\n2025-06-29 09:00,{code},,dissatisfied,\n");
        take(store, Noun::Ratings, &file);
    });
    let expected = [("satisfaction.total", 1), ("satisfaction.dissatisfied", 1), ("satisfaction.index", -1)];
    assert_eq!(found, moves(&expected));
}

#[test]
fn a_digitized_result_fills_one_gap() {
    let found = change("2025-H1", |store, scope| {
        let code = first(store, scope, "digitized.results.gap", &["digitized.components.gap", "received.carried"]).code;
        take(store, Noun::Dossiers, &format!("code,result_digitized\n{code},1\n"));
    });
    let expected = [("digitized.results", 1), ("digitized.results.gap", -1), ("digitized.both", 1)];
    assert_eq!(found, moves(&expected));
}

#[test]
fn a_letter_that_was_none_is_missing_everywhere() {
    let found = change("2025-H1", |store, scope| {
        let code = first(store, scope, "settled.overdue.apology.issued", &[]).code;
        let columns =
            "apology_number,apology_signer,apology_issued_at,apology_uploaded_at,apology_posted_at,reappointed_at";
        take(store, Noun::Dossiers, &format!("code,{columns}\n{code},,,,,,\n"));
    });
    assert_eq!(found["settled.overdue.apology.issued"], -1);
    assert_eq!(found["settled.overdue.apology.missing"], 1);
    assert!(found.keys().all(|id| id.starts_with("settled.overdue.") && id.contains("apology")), "{found:?}");
}

#[test]
fn an_open_dossier_settled_late_moves_from_open_to_overdue() {
    let found = change("2025-H1", |store, scope| {
        let code = first(store, scope, "open.overdue", &["open.waiting"]).code;
        take(store, Noun::Dossiers, &format!("code,settled_at,outcome\n{code},2025-06-30 16:00,settled\n"));
    });
    let by = |id: &str| found.get(id).copied().unwrap_or(0);
    assert_eq!((by("open.total"), by("open.overdue"), by("open.in_time")), (-1, -1, 0), "{found:?}");
    assert_eq!((by("settled.total"), by("settled.overdue"), by("settled.early_or_on_time")), (1, 1, 0), "{found:?}");
    assert_eq!((by("year.settled.total"), by("year.settled.overdue")), (1, 1));
    let part = |id: &String| {
        ["settled.", "open.", "year.", "digitized.results", "digitized.both", "payment."]
            .iter()
            .any(|p| id.starts_with(p))
    };
    assert!(found.keys().all(part), "{found:?}");
}
