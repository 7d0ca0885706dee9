//! The sample half-year: its figures equal the expected ones, every number opens exactly as many records as it says,
//! and Word, Excel, CSV, JSON and text all say the same when other libraries read them back.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader, Xlsx};
use motcua::desk::count;
use motcua::desk::report::{Written, build};
use motcua::domain::figure::{Count, FIGURES, Grouping};
use motcua::report::kind::ReportKind;
use motcua::report::model::FigureRef;
use motcua::report::{Format, write};
use motcua::store::Store;
use serde_json::Value as Json;

use crate::sample_desk::{sample_register, scope, stamp};

fn expected(period: &str) -> Json {
    let path = format!("{}/tests/data/expected-{period}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("the expected figures")).expect("JSON")
}

fn written(store: &Store, period: &str) -> Written {
    build(store, ReportKind::Commune, &scope(period), |_| true).expect("a report")
}

fn rows_of(ii06a: &Json) -> BTreeSet<String> {
    ii06a.as_array().expect("rows").iter().map(Json::to_string).collect()
}

#[test]
fn figures_officers_and_the_table_by_field_equal_the_expected_ones() {
    let store = sample_register();
    for period in ["2025-H1", "2025-Q2", "2025-03"] {
        let (expected, report) = (expected(period), written(&store, period));
        assert_eq!(report.findings, [], "{period}");
        let json = &report.report.json;
        assert_eq!(json["period"], expected["period"]);
        for (id, value) in expected["figures"].as_object().expect("figures") {
            assert_eq!(&json["figures"][id], value, "{period} {id}");
        }
        let ids = |json: &Json| json["figures"].as_object().expect("figures").keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(ids(json), ids(&expected), "{period}");
        assert_eq!(json["by_officer"], expected["by_officer"], "{period}");
        assert_eq!(rows_of(&json["ii06a"]), rows_of(&expected["ii06a"]), "{period}");
    }
}

#[test]
fn every_number_opens_exactly_its_records_and_parts_add_up() {
    let store = sample_register();
    let scope = scope("2025-03");
    let (figures, _) = count::count(&store, &scope, |_| true).expect("counted");
    // What only has a list is counted by no report, so there is no number to hold it against.
    for figure in FIGURES.iter().filter(|figure| !figure.only_listed()) {
        let n = figures.value(figure.id).n;
        let behind = count::behind(&store, &scope, &FigureRef::whole(figure.id), |_| true).expect("what is behind");
        assert_eq!(behind.ids().len() as u64, n, "{}", figure.id);
        let unique: BTreeSet<_> = behind.ids().iter().collect();
        assert_eq!(unique.len() as u64, n, "{}", figure.id);
        if matches!(figure.count, Count::Dossiers { .. }) {
            for grouping in Grouping::ALL {
                let parts = figures.parts(figure.id, grouping);
                assert_eq!(parts.iter().map(|(_, n)| n).sum::<u64>(), n, "{} {grouping:?}", figure.id);
            }
        }
    }
    for (officer, n) in figures.parts("digitized.results.gap", Grouping::Officer) {
        let part = FigureRef::part("digitized.results.gap", Grouping::Officer, &officer);
        assert_eq!(count::behind(&store, &scope, &part, |_| true).expect("a part").ids().len() as u64, n, "{officer}");
    }
}

/// Text of a part of a Word document, run by run.
fn docx_text(docx: &[u8], part: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a package");
    let mut xml = String::new();
    archive.by_name(part).expect("the part").read_to_string(&mut xml).expect("text");
    let document = roxmltree::Document::parse(&xml).expect("XML");
    document
        .descendants()
        .filter(|node| node.has_tag_name(("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "t")))
        .filter_map(|node| node.text())
        .collect()
}

/// Numbers of an officer's clauses in a footnote: `A: 61 hồ sơ (…); B: 59 hồ sơ`.
fn footnote_sum(text: &str, officers: &BTreeMap<String, u64>) -> u64 {
    officers
        .keys()
        .map(|officer| {
            let name = if officer.is_empty() { "Chưa phân công" } else { officer };
            let rest = text.split(&format!("{name}: ")).nth(1).unwrap_or_else(|| panic!("{name} in {text}"));
            let digits: String =
                rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').filter(|c| *c != '.').collect();
            digits.parse::<u64>().expect("a number")
        })
        .sum()
}

#[test]
fn word_and_excel_read_back_hold_the_same_figures() {
    let store = sample_register();
    let report = written(&store, "2025-H1");
    let n = |id: &str| report.figures.value(id).n;
    let docx = write(&report.report, Format::Docx).expect("Word");
    let text = docx_text(&docx, "word/document.xml");
    for (words, id) in [
        ("Tổng số tiếp nhận: ", "received.total"),
        ("Đã giải quyết ", "settled.total"),
        ("Quá hạn: ", "settled.overdue"),
    ] {
        let printed = motcua::domain::number::prose_number(n(id) as i64);
        assert!(text.contains(&format!("{words}{printed} hồ sơ")), "{words}{printed}");
    }
    let notes = docx_text(&docx, "word/footnotes.xml");
    let components: BTreeMap<_, _> =
        report.figures.parts("digitized.components.gap", Grouping::Officer).into_iter().collect();
    assert_eq!(footnote_sum(&notes, &components), n("digitized.components.gap"));
    let results =
        notes.split("Cán bộ Hộ tịch: ").nth(1).map(|rest| format!("Cán bộ Hộ tịch: {rest}")).expect("the second note");
    let by_officer: BTreeMap<_, _> =
        report.figures.parts("digitized.results.gap", Grouping::Officer).into_iter().collect();
    assert_eq!(footnote_sum(&results, &by_officer), n("digitized.results.gap"));

    let xlsx = write(&report.report, Format::Xlsx).expect("Excel");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx)).expect("a workbook");
    let sheet = book.worksheet_range("Số liệu").expect("the sheet of figures");
    let mut seen = 0;
    for row in sheet.rows() {
        let Some(Data::String(id)) = row.first() else { continue };
        let Some(figure) = FIGURES.iter().find(|figure| figure.id == id) else { continue };
        let value = report.figures.value(figure.id);
        assert_eq!(row[2], Data::Float(value.n as f64), "{id}");
        match (value.of, &row[3]) {
            (None, Data::Empty) => {}
            (Some(of), cell) => assert_eq!(*cell, Data::Float(of as f64), "{id}"),
            (None, cell) => panic!("{id} has no denominator, but {cell:?}"),
        }
        seen += 1;
    }
    assert_eq!(seen, FIGURES.iter().filter(|figure| figure.is_public()).count());
}

#[test]
fn csv_json_and_text_agree_and_the_same_facts_give_the_same_bytes() {
    let store = sample_register();
    let (first, second) = (written(&store, "2025-Q2"), written(&store, "2025-Q2"));
    for format in Format::ALL {
        let bytes = write(&first.report, format).expect("bytes");
        assert_eq!(bytes, write(&second.report, format).expect("bytes"), "{}", format.code());
    }
    let csv = write(&first.report, Format::Csv).expect("CSV");
    let mut reader = csv::Reader::from_reader(&csv[3..]);
    let mut rows = 0;
    for row in reader.records() {
        let row = row.expect("a row");
        // Below the figures stand the parts that the charts draw, and what is due to rounding.
        if row[0].contains('[') || &row[0] == "note" {
            continue;
        }
        let value = first.figures.value(&row[0]);
        assert_eq!(row[2], value.n.to_string(), "{}", &row[0]);
        assert_eq!(row[3], value.of.map_or(String::new(), |of| of.to_string()), "{}", &row[0]);
        rows += 1;
    }
    assert_eq!(rows, FIGURES.iter().filter(|figure| figure.is_public()).count());
    let text = String::from_utf8(write(&first.report, Format::Text).expect("text")).expect("UTF-8");
    assert!(text.contains("Tổng số tiếp nhận: 649 hồ sơ"), "{text}");
}

#[test]
fn a_broken_dossier_is_named_by_the_audit_and_stops_the_export() {
    let mut store = sample_register();
    let id = store.read().dossier_id("H99.07-250110-0001").expect("read").expect("the dossier");
    // A file of another system may say what cannot be; the register takes it and the audit names it.
    let file = "code,settled_at\nH99.07-250110-0001,2025-01-09 08:00\n".as_bytes();
    motcua::desk::import::import(
        &mut store,
        &stamp(),
        motcua::exchange::Noun::Dossiers,
        "sai.csv",
        file,
        &mut |_, _| true,
    )
    .expect("imported");
    let report = written(&store, "2025-H1");
    let finding = report.findings.iter().find(|finding| finding.dossiers.contains(&id)).expect("named");
    assert!(finding.sentence.contains("H99.07-250110-0001"), "{}", finding.sentence);
    assert!(motcua::desk::report::refuse_findings(&report.findings).is_err());
}
