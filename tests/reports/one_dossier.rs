//! One dossier of the sample changes, and exactly the figures, paragraphs, cells, footnotes and bars that count it
//! change with it, in every form.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use motcua::desk::count::{self, Scope};
use motcua::desk::narrate::Place;
use motcua::desk::report::Written;
use motcua::desk::{import, narrate, sample, set_up};
use motcua::domain::figure::{FIGURES, Grouping};
use motcua::exchange::Noun;
use motcua::report::figures::Figures;
use motcua::report::kind::ReportKind;
use motcua::report::model::{Cell, CsvContent, FigureRef};
use motcua::report::{Format, write};
use motcua::store::catalogue::StoredTarget;
use motcua::store::{Mode, Store};

use crate::read_back::expected::{self, Unit};
use crate::read_back::{differences, docx};
use crate::sample_desk::{scope, stamp, written};

/// A change of one dossier by a file of one row, as an export of another system would bring it.
fn take(store: &mut Store, noun: Noun, file: &str) {
    import::import(store, &stamp(), noun, "sửa một hồ sơ.csv", file.as_bytes(), &mut |_, _| true).expect("taken");
}

/// The period whose reports are looked at.
const PERIOD: &str = "2025-Q2";

/// The sample with targets that it misses and reaches, and every suggestion of the period accepted: what depends on a
/// figure there is printed too. Made once, and copied for every change.
fn register(folder: &Path) -> Store {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let path = folder.join("made");
        let mut store = Store::open(&path, Mode::CreateIfMissing).expect("a register");
        sample::fill(&mut store, &stamp()).expect("the sample");
        for (figure, at_most, value) in [("settled.overdue", true, 100), ("digitized.results", false, 5000)] {
            let source = "Kế hoạch 01/KH (hư cấu)".to_owned();
            let valid_from = Some("2024-01-01".parse().expect("a day"));
            let target = StoredTarget { figure: figure.to_owned(), at_most, value, source, valid_from };
            set_up::put_target(&mut store, &stamp(), &target).expect("a target");
        }
        let built = written(&store, ReportKind::Commune, &scope(PERIOD));
        assert!(built.narrative.suggestions.len() > 3, "{:?}", built.narrative.suggestions);
        for (section, text) in &built.narrative.suggestions {
            let place = Place { kind: ReportKind::Commune, period: scope(PERIOD).period, section: *section };
            narrate::write(&mut store, &stamp(), &place, "", text, &built.values).expect("accepted");
        }
        drop(store);
        std::fs::read(&path).expect("a file")
    });
    let path = folder.join("copy");
    std::fs::write(&path, made).expect("copied");
    Store::open(&path, Mode::Existing).expect("a register")
}

/// Numerators and denominators by address, of every figure, every part, every reason and of what each lacks.
fn values(figures: &Figures) -> BTreeMap<String, Counted> {
    let mut out = BTreeMap::new();
    for figure in FIGURES {
        let value = figures.value(figure.id);
        let whole = FigureRef::whole(figure.id);
        out.insert(whole.address(), (value.n, value.of));
        if let Some(of) = value.of {
            out.insert(whole.others().address(), (of - value.n, Some(of)));
        }
        for grouping in Grouping::ALL.into_iter().chain([Grouping::Week]) {
            let part = |key: &str| FigureRef::part(figure.id, grouping, key);
            let own = figures.parts(figure.id, grouping);
            for (key, of) in figure.of.map(|of| figures.parts(of, grouping)).unwrap_or_default() {
                let n = own.iter().find(|(name, _)| *name == key).map_or(0, |(_, n)| *n);
                out.insert(part(&key).others().address(), (of.saturating_sub(n), value.of));
            }
            out.extend(own.iter().map(|(key, n)| (part(key).address(), (*n, None))));
        }
    }
    let gaps =
        [("digitized.components.gap", &figures.component_reasons), ("digitized.results.gap", &figures.result_reasons)];
    for (id, reasons) in gaps {
        for ((officer, reason), n) in reasons {
            let whole = FigureRef::whole(id).because(reason).address();
            out.entry(whole).or_insert((0, None)).0 += n;
            let name = figures.names.of(Grouping::Officer, *officer);
            out.insert(FigureRef::part(id, Grouping::Officer, &name).because(reason).address(), (*n, None));
        }
    }
    out
}

/// The same of the whole report: the figures of the periods that it compares with stand under their own first day.
fn all_values(built: &Written) -> BTreeMap<String, Counted> {
    let mut out = values(&built.figures);
    for (_, reference) in expected::doors(&built.report) {
        if let Some(period) = reference.period {
            let value = built.figures_of(&reference).value(&reference.id);
            out.insert(format!("{}@{}", reference.address(), period.from), (value.n, value.of));
        }
    }
    out
}

/// Numerator and denominator.
type Counted = (u64, Option<u64>);

/// Addresses whose numerator, and those whose numerator or denominator, differ.
fn moved(before: &Written, after: &Written) -> (BTreeSet<String>, BTreeSet<String>) {
    let (before, after) = (all_values(before), all_values(after));
    let addresses: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differing = |same: &dyn Fn(Counted, Counted) -> bool| {
        let value = |of: &BTreeMap<String, Counted>, address: &String| of.get(address).copied().unwrap_or_default();
        let differs = |address: &&&String| !same(value(&before, address), value(&after, address));
        addresses.iter().filter(differs).map(|address| (**address).clone()).collect()
    };
    // A part that appears or goes has no denominator on either side.
    (differing(&|a, b| a.0 == b.0), differing(&|a, b| a.0 == b.0 && a.1.unwrap_or(0) == b.1.unwrap_or(0)))
}

/// What is in one list and not in the other, as often as it is there.
fn gone(from: &[Unit], to: &[Unit]) -> Vec<Unit> {
    // The mark at the end of an item says whether another one follows.
    fn said(unit: &Unit) -> (&str, &str, &[String]) {
        (&unit.place, unit.text.trim_end_matches([';', '.']), &unit.counts)
    }
    let mut left: BTreeMap<_, usize> = BTreeMap::new();
    for unit in to {
        *left.entry(said(unit)).or_default() += 1;
    }
    let mut out = Vec::new();
    for unit in from {
        match left.get_mut(&said(unit)).filter(|n| **n > 0) {
            Some(n) => *n -= 1,
            None => out.push(unit.clone()),
        }
    }
    out
}

fn units(built: &Written) -> Vec<Unit> {
    let printed = expected::printed(&built.report);
    printed.body.into_iter().chain(printed.notes).chain(expected::bars(&built.report)).collect()
}

/// Notes that depend on more than they print: the check code names the last entry of the history, and the change is one;
/// an estimate and a rounding are of everything together.
const OF_ALL: [&str; 4] = ["Mã kiểm tra lịch sử", "Điểm ước tính:", "Kỳ trước:", "Tổng các tỷ lệ"];

/// Says what changed on paper although nothing that it counts did, and what did not although something did.
fn unjust(before: &Written, after: &Written) -> Vec<String> {
    let (counted, any) = moved(before, after);
    let (old, new) = (units(before), units(after));
    let (lost, come) = (gone(&old, &new), gone(&new, &old));
    let mut wrong = Vec::new();
    for (units, others) in [(&lost, &come), (&come, &lost)] {
        for unit in units {
            let begins = |text: &str| text.chars().take(24).collect::<String>();
            // A sentence that names whoever is concerned counts somebody more, or less, than it did.
            let other = others.iter().filter(|other| begins(&other.text) == begins(&unit.text));
            let counted = std::iter::once(unit).chain(other).any(|unit| because(unit, &any));
            if !counted && !OF_ALL.iter().any(|begins| unit.text.starts_with(begins)) {
                wrong.push(format!("changed without a reason: {unit:?}"));
            }
        }
    }
    for unit in gone(&old, &lost) {
        if let Some(address) = unit.counts.iter().find(|address| counted.contains(*address)) {
            wrong.push(format!("{address} moved, but this did not: {unit:?}"));
        }
    }
    wrong
}

/// Whether something moved that the unit counts or, where it counts nothing, that the table around it counts. How far
/// a figure moved depends on the period before as well.
fn because(unit: &Unit, any: &BTreeSet<String>) -> bool {
    let counted = if unit.counts.is_empty() { &unit.around } else { &unit.counts };
    counted.iter().any(|address| {
        let before = format!("{address}@");
        any.contains(address) || any.range(before.clone()..).next().is_some_and(|other| other.starts_with(&before))
    })
}

/// Codes of the dossiers whose rows in any list differ, but for the number of the row.
fn rows_moved(before: &Written, after: &Written) -> BTreeSet<String> {
    let rows = |built: &Written| -> BTreeSet<(String, String, Vec<String>)> {
        let lists = built.report.tables().flat_map(|table| table.rows.iter().map(move |row| (&table.name, row)));
        let coded = lists.filter_map(|(name, row)| {
            let at = row.cells.iter().position(|cell| cell.dossier().is_some())?;
            let cells = row.cells.iter().skip(usize::from(at > 0)).map(Cell::printed).collect();
            Some((name.clone(), row.cells[at].printed(), cells))
        });
        coded.collect()
    };
    let (before, after) = (rows(before), rows(after));
    before.symmetric_difference(&after).map(|(_, code, _)| code.clone()).collect()
}

/// Carries a change out, which names its dossier, and holds both reports of every kind, before and after, against each
/// other and against their files.
fn change(act: impl FnOnce(&mut Store, &Scope) -> String) -> BTreeMap<String, i64> {
    static BEFORE: OnceLock<Vec<Written>> = OnceLock::new();
    let folder = tempfile::tempdir().expect("a folder");
    let (mut store, scope) = (register(folder.path()), scope(PERIOD));
    let before = BEFORE.get_or_init(|| ReportKind::ALL.map(|kind| written(&store, kind, &scope)).to_vec());
    let code = act(&mut store, &scope);
    let mut moves = BTreeMap::new();
    for (kind, before) in ReportKind::ALL.into_iter().zip(before) {
        let after = written(&store, kind, &scope);
        assert_eq!(after.findings, []);
        assert_eq!(unjust(before, &after), Vec::<String>::new(), "{}", kind.code());
        // The wall has two dossiers side by side and as many as it holds: one that goes lets another one in.
        if kind != ReportKind::Daily {
            assert!(rows_moved(before, &after).iter().all(|row| *row == code), "{}", kind.code());
        }
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

/// In the files themselves: every form agrees with the model after the change, as other tests hold it before; what is no
/// content stays byte for byte, and CSV and JSON differ in the rows of moved figures alone.
fn files(before: &Written, after: &Written) {
    let (_, any) = moved(before, after);
    let bytes = |built: &Written, format| write(&built.report, format).expect("written");
    for format in Format::ALL {
        assert_eq!(differences(&after.report, format, &bytes(after, format)), Vec::<String>::new());
    }
    let (old, new) = (bytes(before, Format::Docx), bytes(after, Format::Docx));
    for name in ["word/styles.xml", "word/settings.xml", "word/header1.xml", "docProps/core.xml"] {
        assert_eq!(docx::part(&old, name), docx::part(&new, name), "{name}");
    }
    if matches!(before.report.csv, CsvContent::Figures) {
        let rows = |built: &Written| -> BTreeMap<String, String> {
            let csv = String::from_utf8(bytes(built, Format::Csv)).expect("UTF-8");
            let id = |line: &str| line.split(',').next().unwrap_or("").to_owned();
            csv.lines().skip(1).map(|line| (id(line), line.to_owned())).filter(|(id, _)| id != "note").collect()
        };
        let (old, new) = (rows(before), rows(after));
        for (id, line) in &old {
            let same = new.get(id).is_some_and(|after| after == line);
            assert_eq!(!same, any.contains(id), "{id}: {line}");
        }
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
    let found = change(|store, scope| {
        let code = first(store, scope, "satisfaction.index", &[]).code;
        let file = format!("at,dossier_code,officer,level,comment\n2025-06-29 09:00,{code},,very_satisfied,\n");
        take(store, Noun::Ratings, &file);
        code
    });
    assert_eq!(found, moves(&[("satisfaction.total", 1), ("satisfaction.very_satisfied", 1)]));
}

#[test]
fn a_bad_rating_also_leaves_the_index() {
    let found = change(|store, scope| {
        let code = first(store, scope, "satisfaction.index", &[]).code;
        let file = format!("at,dossier_code,officer,level,comment\n2025-06-29 09:00,{code},,dissatisfied,\n");
        take(store, Noun::Ratings, &file);
        code
    });
    let expected = [("satisfaction.total", 1), ("satisfaction.dissatisfied", 1), ("satisfaction.index", -1)];
    assert_eq!(found, moves(&expected));
}

#[test]
fn a_digitized_result_fills_one_gap() {
    let found = change(|store, scope| {
        let code = first(store, scope, "digitized.results.gap", &["digitized.components.gap", "received.carried"]).code;
        take(store, Noun::Dossiers, &format!("code,result_digitized\n{code},1\n"));
        code
    });
    let expected = [("digitized.results", 1), ("digitized.results.gap", -1), ("digitized.both", 1)];
    assert_eq!(found, moves(&expected));
}

#[test]
fn a_letter_that_was_none_is_missing_everywhere() {
    let found = change(|store, scope| {
        let code = first(store, scope, "settled.overdue.apology.issued", &[]).code;
        let columns =
            "apology_number,apology_signer,apology_issued_at,apology_uploaded_at,apology_posted_at,reappointed_at";
        take(store, Noun::Dossiers, &format!("code,{columns}\n{code},,,,,,\n"));
        code
    });
    assert_eq!(found["settled.overdue.apology.issued"], -1);
    assert_eq!(found["settled.overdue.apology.missing"], 1);
    assert!(found.keys().all(|id| id.starts_with("settled.overdue.") && id.contains("apology")), "{found:?}");
}

#[test]
fn an_open_dossier_settled_late_moves_from_open_to_overdue() {
    let found = change(|store, scope| {
        let code = first(store, scope, "open.overdue", &["open.waiting"]).code;
        take(store, Noun::Dossiers, &format!("code,settled_at,outcome\n{code},2025-06-30 16:00,settled\n"));
        code
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

/// What is compared with moves, and nothing of the period itself.
#[test]
fn a_dossier_of_the_period_before_moves_the_comparison_alone() {
    let found = change(|store, _| {
        let scope = scope("2025-Q1");
        let code = first(store, &scope, "digitized.results.gap", &[]).code;
        take(store, Noun::Dossiers, &format!("code,result_digitized\n{code},1\n"));
        let digitized = |scope: &Scope| {
            let built = written(store, ReportKind::Commune, scope);
            let before = built.narrative.comparison.clone().expect("a comparison").previous.figures.clone();
            before.expect("counted").value("digitized.results").n
        };
        assert!(digitized(&crate::sample_desk::scope(PERIOD)) > 0);
        code
    });
    assert_eq!(found, BTreeMap::new());
}
