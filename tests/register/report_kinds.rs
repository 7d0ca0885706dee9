//! Biểu 07a, the report on apologies and the estimate of the index, on the sample half-year: their numbers are the
//! figures, every number opens exactly its records, an office's own text is used or refused with its line, and the five
//! forms say the same.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader, Xlsx};
use motcua::desk::count;
use motcua::desk::publish_score::{Typed, publish_score};
use motcua::desk::report::{Written, build, build_by, own_file};
use motcua::desk::{Error, undo};
use motcua::domain::figure::{Count, FIGURES};
use motcua::domain::number::vietnamese_number;
use motcua::report::figures::Figures;
use motcua::report::kind::ReportKind;
use motcua::report::model::{Block, Cell, FigureRef, Report, Run, Table, plain};
use motcua::report::{Format, write};
use motcua::store::Store;

use crate::sample_desk::{sample_register, scope, stamp};

const KINDS: [ReportKind; 3] = [ReportKind::Form07a, ReportKind::Directive, ReportKind::Index766];

fn written(store: &Store, kind: ReportKind, period: &str) -> Written {
    build(store, kind, &scope(period), |_| true).expect("a report")
}

/// Every number of a report that can be opened, with what it counts.
fn doors(report: &Report) -> Vec<(String, FigureRef)> {
    fn of_runs(runs: &[Run], doors: &mut Vec<(String, FigureRef)>) {
        for run in runs {
            match run {
                Run::Figure { text, reference, .. } => doors.push((text.clone(), reference.clone())),
                Run::Footnote(note) => of_runs(note, doors),
                Run::Text { .. } => {}
            }
        }
    }
    let mut doors = Vec::new();
    for block in report.blocks.iter().chain(&report.annexes) {
        match block {
            Block::Paragraph(runs) | Block::Item { runs, .. } => of_runs(runs, &mut doors),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                let door = |cell: &Cell| cell.reference().map(|reference| (cell.printed(), reference.clone()));
                doors.extend(cells.filter_map(door));
            }
            _ => {}
        }
    }
    doors
}

/// A count as it is printed; `None` for a percentage.
fn number(text: &str) -> Option<u64> {
    text.replace('.', "").parse().ok()
}

#[test]
fn every_number_opens_exactly_its_records() {
    let store = sample_register();
    for period in ["2025-H1", "2025-03"] {
        let scope = scope(period);
        let mut opened = std::collections::HashMap::new();
        for kind in KINDS {
            let written = written(&store, kind, period);
            assert_eq!(written.findings, [], "{kind:?} {period}");
            let doors = doors(&written.report);
            assert!(doors.len() > 40, "{kind:?} {period}: {}", doors.len());
            for (text, reference) in doors {
                let behind = opened.entry(reference.clone()).or_insert_with(|| {
                    let found = count::behind(&store, &scope, &reference, |_| true).expect("what is behind");
                    let unique: BTreeSet<_> = found.ids().iter().copied().collect();
                    assert_eq!(unique.len(), found.ids().len(), "{reference:?}");
                    unique.len() as u64
                });
                if let Some(n) = number(&text) {
                    assert_eq!(n, *behind, "{kind:?} {period} {reference:?}");
                } else {
                    assert!(text.ends_with('%') || text.contains(','), "a share: {text}");
                }
            }
        }
    }
}

#[test]
fn the_others_of_a_denominator_are_as_many_as_it_lacks() {
    let (store, scope) = (sample_register(), scope("2025-03"));
    let (figures, _) = count::count_listing(&store, &scope, &["_index.overdue"], |_| true).expect("counted");
    for figure in FIGURES.iter().filter(|figure| figure.of.is_some()) {
        let value = figures.value(figure.id);
        let others = FigureRef::whole(figure.id).others();
        let behind = count::behind(&store, &scope, &others, |_| true).expect("what is behind");
        assert_eq!(behind.ids().len() as u64, value.of.expect("a denominator") - value.n, "{}", figure.id);
        let counted = count::behind(&store, &scope, &FigureRef::whole(figure.id), |_| true).expect("what is behind");
        assert!(behind.ids().iter().all(|id| !counted.ids().contains(id)), "{}", figure.id);
    }
    let none = count::behind(&store, &scope, &FigureRef::whole("settled.total").others(), |_| true);
    assert!(matches!(none, Err(Error::Refused(refusal)) if refusal.to_string().contains("mẫu số")));
}

#[test]
fn sentences_of_nothing_are_still_sentences() {
    let store = sample_register();
    let empty = written(&store, ReportKind::Directive, "2019-03");
    let said = String::from_utf8(write(&empty.report, Format::Text).expect("text")).expect("UTF-8");
    for wrong in [" ;", " .\n", "tỷ lệ không phát sinh"] {
        assert!(!said.contains(wrong), "{wrong:?}: {said}");
    }
    let full = written(&store, ReportKind::Directive, "2025-Q2");
    for pair in full.report.blocks.windows(2) {
        if let [Block::Item { runs, .. }, Block::Paragraph(_) | Block::Heading { .. }] = pair {
            let words = plain(runs);
            assert!(words.ends_with(['.', ')', ':']), "{words}");
        }
    }
}

#[test]
fn a_share_that_is_nothing_of_something_still_stands() {
    let figures = written(&sample_register(), ReportKind::Commune, "2025-03").figures;
    let zero = |id: &str| figures.value(id).n == 0 && figures.value(id).of.is_some_and(|of| of > 0);
    let id = FIGURES.iter().map(|figure| figure.id).find(|id| zero(id)).expect("a share of zero");
    let line = format!("[Có {{{id}:share}}.]");
    let blocks = motcua::report::template::fill(&line, &figures, &Default::default()).expect("filled");
    assert!(matches!(&blocks[..], [Block::Paragraph(runs)] if plain(runs).contains("0,00%")), "{id}: {blocks:?}");
}

fn first_table(report: &Report) -> &Table {
    report.tables().next().expect("a table")
}

fn counts(row: &motcua::report::model::Row) -> Vec<i64> {
    let count = |cell: &Cell| if let Cell::Integer(n, Some(_)) = cell { Some(*n) } else { None };
    row.cells.iter().filter_map(count).collect()
}

#[test]
fn form_07a_holds_the_figures_and_its_sums_in_every_row() {
    let store = sample_register();
    for period in ["2025-H1", "2025-03"] {
        let written = written(&store, ReportKind::Form07a, period);
        let table = first_table(&written.report);
        assert_eq!(table.numbers.len(), 26);
        assert_eq!((table.numbers[2].as_str(), table.numbers[25].as_str()), ("(3)", "(26)"));
        let sums = "Cột (3) = (4)+(5)+(6)+(7)+(9)+(10) = (11)+(15); (11) = (12)+(13)+(14); (15) = (16)+(17)+(18); \
                    (19) = (20)+(21).";
        let said = |block: &Block| matches!(block, Block::Note(runs) if plain(runs) == sums);
        assert!(written.report.blocks.iter().any(said), "the sums stand below the table");
        assert!(table.landscape);
        let total = counts(table.rows.last().expect("a total"));
        let at = |row: &[i64], column: usize| row[column - 3];
        for row in &table.rows {
            let row = counts(row);
            assert_eq!(row.len(), 24);
            let sum = |columns: &[usize]| columns.iter().map(|column| at(&row, *column)).sum::<i64>();
            assert_eq!(at(&row, 3), sum(&[4, 5, 6, 7, 9, 10]));
            assert_eq!(at(&row, 3), sum(&[11, 15]));
            assert_eq!(at(&row, 11), sum(&[12, 13, 14]));
            assert_eq!(at(&row, 15), sum(&[16, 17, 18]));
            assert_eq!(at(&row, 19), sum(&[20, 21]));
        }
        for column in 3..=26 {
            let fields = &table.rows[..table.rows.len() - 1];
            assert_eq!(at(&total, column), fields.iter().map(|row| at(&counts(row), column)).sum::<i64>(), "{column}");
        }
        let value = |id: &str| written.figures.value(id).n as i64;
        assert_eq!(at(&total, 14), value("settled.overdue.apology.missing"));
        assert_eq!(at(&total, 26), value("acceptance.waiting.overdue"));
        assert_eq!(written.report.json["07a"]["total"][0], value("received.total"));
    }
}

#[test]
fn sums_that_do_not_hold_are_findings() {
    let store = sample_register();
    // The office's copy claims a sum that is not one: the out-of-area column is part of others.
    let own = |_: &str| {
        let text = motcua::report::form07a::COLUMNS.replace("4+5+6+7+9+10 = 11+15", "4+5+6+7+8+9+10");
        Ok(Some(text.into_bytes()))
    };
    let written = build_by(&store, ReportKind::Form07a, &scope("2025-H1"), &own, |_| true).expect("a report");
    let total = written.findings.last().expect("a finding");
    assert!(total.sentence.contains("Tổng cộng: cột (3)"), "{}", total.sentence);
    assert!(motcua::desk::report::refuse_findings(&written.findings).is_err());
}

#[test]
fn each_share_of_the_directive_prints_its_formula_once() {
    let store = sample_register();
    let written = written(&store, ReportKind::Directive, "2025-H1");
    let text = String::from_utf8(write(&written.report, Format::Text).expect("text")).expect("UTF-8");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (formula, times) in [
        ("(= Đúng hạn và trước hạn / Đã giải quyết × 100%)", 1),
        ("(= Trễ thực đã có văn bản xin lỗi / Trễ thực × 100%)", 1),
        ("(= Hồ sơ nộp trực tuyến / Tiếp nhận mới trong kỳ × 100%)", 1),
        ("(= Hồ sơ thanh toán trực tuyến / Hồ sơ có nghĩa vụ tài chính × 100%)", 1),
        // Settled ones, and open ones.
        ("(= Đã có văn bản xin lỗi / Quá hạn × 100%)", 2),
    ] {
        assert_eq!(text.matches(formula).count(), times, "{formula}");
    }
    assert!(text.contains("thủ tục, đạt tỷ lệ"), "procedures are not called dossiers");
    let missing = written.report.json["missing_apology"].as_array().expect("the list").len() as u64;
    let lacking = |id: &str| written.figures.value(id).n;
    assert_eq!(missing, lacking("settled.overdue.apology.missing") + lacking("open.overdue.apology.missing"));
    let annex = written.report.annexes.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let annex = annex.expect("the list of dossiers");
    assert_eq!(annex.rows.len() as u64, missing);
    assert!(annex.rows.iter().all(|row| row.cells[2].dossier().is_some()));
}

#[test]
fn no_citizen_is_named() {
    let store = sample_register();
    let names: BTreeSet<String> = (1..=40)
        .filter_map(|id| store.read().dossier(id).expect("a dossier"))
        .map(|stored| stored.dossier.applicant.name)
        .collect();
    assert!(names.len() > 10);
    for kind in KINDS {
        let text = write(&written(&store, kind, "2025-H1").report, Format::Text).expect("text");
        let text = String::from_utf8(text).expect("UTF-8");
        assert!(names.iter().all(|name| !text.contains(name.as_str())), "{kind:?}");
    }
}

#[test]
fn a_faulty_text_of_the_office_is_refused_with_its_line() {
    let store = sample_register();
    let cases = [
        (ReportKind::Index766, "bản: 2\nopenness | Công khai | mười tám", "dòng 2", "mười tám"),
        (ReportKind::Form07a, "bản: 2\n3 | | Tổng | received.totl |", "dòng 2", "received.totl"),
        (ReportKind::Directive, "; lời\n\nCó {settled.totl} hồ sơ", "dòng 3", "settled.totl"),
        (ReportKind::Directive, "@ai:settled.overdue + {part}", "dòng 1", "“ai”"),
    ];
    for (kind, text, line, word) in cases {
        let own = |file: &str| {
            assert_eq!(Some(file), own_file(kind));
            Ok(Some(text.as_bytes().to_vec()))
        };
        let said = match build_by(&store, kind, &scope("2025-03"), &own, |_| true) {
            Err(Error::Refused(refusal)) => refusal.to_string(),
            other => panic!("not refused: {other:?}"),
        };
        assert!(said.contains(line) && said.contains(word) && said.contains("bao-cao/"), "{said}");
    }
    let broken = |_: &str| Ok(Some(vec![0xff]));
    assert!(matches!(
        build_by(&store, ReportKind::Form07a, &scope("2025-03"), &broken, |_| true),
        Err(Error::Refused(refusal)) if refusal.to_string().contains("UTF-8")
    ));
}

#[test]
fn the_offices_own_text_is_used() {
    let store = sample_register();
    let own = |_: &str| Ok(Some("Đã giải quyết {settled.total} hồ sơ.".as_bytes().to_vec()));
    let written = build_by(&store, ReportKind::Directive, &scope("2025-03"), &own, |_| true).expect("a report");
    assert_eq!(doors(&written.report).len(), 1);
}

#[test]
fn published_points_stand_beside_the_estimate_and_can_be_undone() {
    let mut store = sample_register();
    let period = scope("2025-H1").period;
    let typed = |points: &str, source: &str| Typed {
        points: vec![("progress", points.to_owned()), ("total", "81".to_owned())],
        source: source.to_owned(),
    };
    for (points, source, field) in [("hai mươi", "Cổng", "progress"), ("17,5", " ", "source")] {
        let refused = publish_score(&mut store, &stamp(), &period, &typed(points, source));
        assert!(matches!(refused, Err(Error::Refused(refusal)) if refusal.to_string().len() > 10), "{field}");
    }
    let published = |store: &Store| {
        let json = written(store, ReportKind::Index766, "2025-H1").report.json["index766"].clone();
        (json["groups"][1]["published"].clone(), json["published"].clone())
    };
    assert_eq!(published(&store), (serde_json::Value::Null, serde_json::Value::Null));
    let changes = publish_score(&mut store, &stamp(), &period, &typed("17,5", "Cổng DVCQG, 02/7/2025")).expect("saved");
    assert_eq!(published(&store), ("17,50".into(), "81,00".into()));
    let report = written(&store, ReportKind::Index766, "2025-H1").report;
    let text = String::from_utf8(write(&report, Format::Text).expect("text")).expect("UTF-8");
    assert!(text.contains("17,50") && text.contains("Cổng DVCQG, 02/7/2025"));
    undo::undo(&mut store, &stamp(), changes.seq, false).expect("undone");
    assert_eq!(published(&store), (serde_json::Value::Null, serde_json::Value::Null));
}

/// More points than a group has cannot be typed; where a file brought them, the report does not leave the office.
#[test]
fn published_points_above_the_greatest_are_refused_and_found() {
    use motcua::domain::published_score::PublishedScore;
    use motcua::store::{Op, StoreError};

    let mut store = sample_register();
    let period = scope("2025-H1").period;
    let typed = |code: &'static str, points: &str| Typed {
        points: vec![(code, points.to_owned())],
        source: "Cổng DVCQG, 02/7/2025".to_owned(),
    };
    for (code, points, most) in [("progress", "25", "20,00"), ("payment", "10,01", "10,00")] {
        match publish_score(&mut store, &stamp(), &period, &typed(code, points)) {
            Err(Error::Refused(refusal)) => {
                let at = refusal.problems.iter().find(|problem| problem.field == code).expect("the field");
                assert!(at.message.contains(&format!("nhiều nhất {most} điểm")), "{}", at.message);
            }
            other => panic!("{code} {points}: {other:?}"),
        }
    }
    publish_score(&mut store, &stamp(), &period, &typed("progress", "20")).expect("as many as there are");
    let found = |store: &Store| {
        let written = written(store, ReportKind::Index766, "2025-H1");
        written.findings.into_iter().map(|finding| finding.sentence).collect::<Vec<_>>()
    };
    assert_eq!(found(&store), Vec::<String>::new());
    let brought = PublishedScore { component: "progress".to_owned(), value: 2_500, source: "tệp".to_owned() };
    let put = |tx: &mut motcua::store::Tx<'_>| tx.put_published_score(&period, "progress", Some(&brought));
    store.transact::<_, StoreError>(&Op::new("publish_score"), &stamp(), put).expect("put");
    let said = ["Điểm Cổng công bố của Tiến độ giải quyết (25,00) không nằm trong khoảng từ 0 đến 20,00."];
    assert_eq!(found(&store), said);
    assert!(written(&store, ReportKind::Commune, "2025-H1").findings.is_empty(), "no other report prints them");
}

/// What was not measured is no zero, in the table as in the JSON form.
#[test]
fn a_group_without_a_measure_has_no_points_in_any_form() {
    let store = sample_register();
    let groups = |period: &str| {
        written(&store, ReportKind::Index766, period).report.json["index766"]["groups"]
            .as_array()
            .expect("groups")
            .clone()
    };
    let openness = &groups("2025-H1")[0];
    for key in ["points", "measured_max", "previous"] {
        assert_eq!(openness[key], serde_json::Value::Null, "{key}");
    }
    assert!(groups("2025-H1")[1]["points"].is_string());
}

#[test]
fn the_estimate_says_so_and_its_points_follow_from_its_ratios() {
    let store = sample_register();
    let written = written(&store, ReportKind::Index766, "2025-H1");
    let json = &written.report.json["index766"];
    assert_eq!(json["estimate"], true);
    let text = String::from_utf8(write(&written.report, Format::Text).expect("text")).expect("UTF-8");
    assert!(text.to_lowercase().matches("ước tính").count() >= 4, "{text}");
    let hundredths = |json: &serde_json::Value| -> i64 {
        json.as_str().expect("points").replace(['.', ','], "").parse().expect("a number")
    };
    let mut whole = 0;
    for group in json["groups"].as_array().expect("groups") {
        let mut sum = 0;
        for component in group["components"].as_array().expect("components") {
            let Some(points) = component["points"].as_str() else { continue };
            let (n, of) = (component["n"].as_f64().expect("n"), component["of"].as_f64().expect("of"));
            let max = hundredths(&component["max"]) as f64;
            let points: i64 = points.replace(',', "").parse().expect("points");
            assert!((points as f64 - max * n / of).abs() <= 0.5, "{component}");
            sum += points;
        }
        let measured = group["components"].as_array().expect("components").iter().any(|one| one["points"].is_string());
        assert_eq!(group["points"].is_string(), measured, "{group}");
        if !measured {
            continue;
        }
        assert_eq!(hundredths(&group["points"]), sum, "{group}");
        whole += sum;
    }
    assert_eq!(hundredths(&json["points"]), whole);
    assert_eq!(json["previous_period"]["to"], "2024-12-31");
    let index = FIGURES.iter().find(|figure| figure.id == "_index.overdue").expect("the figure");
    assert!(matches!(index.count, Count::Dossiers { .. }) && !index.is_public());
    assert!(written.report.json["figures"]["_index.overdue"].is_null(), "it is in no list of figures");
}

fn docx_text(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a package");
    let mut xml = String::new();
    archive.by_name("word/document.xml").expect("the body").read_to_string(&mut xml).expect("text");
    let document = roxmltree::Document::parse(&xml).expect("XML");
    let words = document.descendants().filter(|node| node.tag_name().name() == "t").filter_map(|node| node.text());
    words.collect::<Vec<_>>().join("\u{1f}")
}

fn sheets(xlsx: Vec<u8>) -> Vec<Vec<Vec<Data>>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(xlsx)).expect("a workbook");
    let names = book.sheet_names();
    names
        .iter()
        .map(|name| book.worksheet_range(name).expect("a sheet").rows().map(<[Data]>::to_vec).collect())
        .collect()
}

#[test]
fn the_five_forms_say_the_same() {
    let store = sample_register();
    for kind in KINDS {
        let report = written(&store, kind, "2025-H1").report;
        let bytes = |format| write(&report, format).expect("written");
        let text = String::from_utf8(bytes(Format::Text)).expect("UTF-8");
        let docx = docx_text(&bytes(Format::Docx));
        let docx: BTreeSet<&str> = docx.split('\u{1f}').collect();
        let numbers: BTreeSet<String> = sheets(bytes(Format::Xlsx))
            .into_iter()
            .flatten()
            .flatten()
            .flat_map(|cell| match cell {
                Data::Float(n) if n.fract() == 0.0 => vec![vietnamese_number(n as i64), format!("{n},00")],
                Data::Int(n) => vec![vietnamese_number(n)],
                Data::Float(n) => vec![format!("{n:.2}").replace('.', ",")],
                Data::String(words) => words.split_whitespace().map(str::to_owned).collect(),
                _ => Vec::new(),
            })
            .collect();
        for (door, reference) in doors(&report) {
            assert!(text.contains(&door), "{kind:?} text {door} {reference:?}");
            assert!(docx.contains(door.as_str()), "{kind:?} docx {door} {reference:?}");
            let bare = |text: &str| text.trim_matches(|c: char| !c.is_ascii_digit()).to_owned();
            let known = |known: &String| bare(known).split('/').any(|part| bare(part) == bare(&door));
            assert!(numbers.iter().any(known), "{kind:?} xlsx {door} {reference:?}");
        }
        let csv = String::from_utf8(bytes(Format::Csv)).expect("UTF-8");
        let rows = csv.trim_start_matches('\u{feff}').lines().filter(|line| !line.starts_with("note,")).count();
        match kind {
            ReportKind::Directive => assert!(csv.contains("settled.overdue.apology.missing")),
            _ => assert_eq!(rows, first_table(&report).rows.len() + 1, "{kind:?}"),
        }
        let json: serde_json::Value = serde_json::from_slice(&bytes(Format::Json)).expect("JSON");
        assert_eq!((json["kind"].as_str(), json["period"]["to"].as_str()), (Some(kind.code()), Some("2025-06-30")));
        assert!(json["figures"]["settled.overdue"]["n"].is_number() && json["by_officer"].is_object());
    }
}

#[test]
fn a_period_without_a_dossier_is_told_as_such() {
    let store = sample_register();
    let figures = |written: &Written| -> Figures { written.figures.clone() };
    for kind in KINDS {
        let written = written(&store, kind, "2019-02");
        assert_eq!(figures(&written).value("received.total").n, 0);
        assert_eq!(written.findings, [], "{kind:?}");
        for format in Format::ALL {
            assert!(!write(&written.report, format).expect("written").is_empty());
        }
        let text = String::from_utf8(write(&written.report, Format::Text).expect("text")).expect("UTF-8");
        match kind {
            ReportKind::Directive => assert!(text.contains("không phát sinh") && !text.contains("Phụ lục I")),
            ReportKind::Index766 => assert!(text.contains('–')),
            _ => assert!(text.contains("Tổng cộng")),
        }
    }
}
