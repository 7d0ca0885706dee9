//! The reports that name dossiers one by one, on the sample: as many rows as the figure's list, lateness by the rule
//! itself, sums that add up, names masked, every form the same when other libraries read it back, annexes that add up.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader, Xlsx};
use motcua::desk::count::{self, Scope};
use motcua::desk::forms::register::COLUMNS;
use motcua::desk::report::{Written, build, bytes};
use motcua::domain::figure::Grouping;
use motcua::domain::lateness::lateness;
use motcua::domain::number::prose_number;
use motcua::domain::period::{Cutoff, Period};
use motcua::domain::standing;
use motcua::report::kind::ReportKind;
use motcua::report::model::{Block, Cell, FigureRef, Table, plain};
use motcua::report::{Format, daily, write};
use motcua::store::Store;
use serde_json::Value as Json;

use crate::sample_desk::sample_register;

fn scope(period: Period) -> Scope {
    Scope { period, cutoff: Cutoff::Calendar, now: "2026-11-21 09:00".parse().expect("a moment") }
}

fn preset(code: &str) -> Scope {
    scope(Period::preset(code, Cutoff::Calendar).expect("a period"))
}

fn day(text: &str) -> Scope {
    let day = text.parse().expect("a day");
    scope(Period::free(day, day).expect("a period"))
}

fn made(store: &Store, kind: ReportKind, scope: &Scope) -> Written {
    build(store, kind, scope, |_| true).expect("a report")
}

fn table<'a>(written: &'a Written, name: &str) -> &'a Table {
    written.report.tables().find(|table| table.name == name).unwrap_or_else(|| panic!("no table {name}"))
}

fn codes(table: &Table) -> Vec<String> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.filter(|cell| cell.dossier().is_some()).map(Cell::printed).collect()
}

/// The codes behind a figure, as the list of that figure has them.
fn behind(store: &Store, scope: &Scope, id: &str) -> BTreeSet<String> {
    let found = count::behind(store, scope, &FigureRef::whole(id), |_| true).expect("a list");
    found.ids().iter().map(|id| store.read().code_of(*id).expect("a code")).collect()
}

/// Every number of a column of counts but the total in the last row.
fn column_sum(table: &Table, column: usize) -> i64 {
    let count = |cell: &Cell| match cell {
        Cell::Integer(n, _) => *n,
        _ => 0,
    };
    table.rows.iter().filter(|row| !row.total).map(|row| count(&row.cells[column])).sum()
}

fn part(package: &[u8], name: &str) -> String {
    let mut xml = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    archive.by_name(name).expect("the part").read_to_string(&mut xml).expect("text");
    xml
}

/// Texts of the cells of a Word document's tables, row by row.
fn word_rows(docx: &[u8]) -> Vec<Vec<String>> {
    let xml = part(docx, "word/document.xml");
    let document = roxmltree::Document::parse(&xml).expect("XML");
    let named = |node: roxmltree::Node<'_, '_>, name: &str| node.tag_name().name() == name;
    let text = |cell: roxmltree::Node<'_, '_>| -> String {
        cell.descendants().filter(|n| named(*n, "t")).filter_map(|n| n.text()).collect()
    };
    let rows = document.descendants().filter(|node| named(*node, "tr"));
    rows.map(|row| row.children().filter(|n| named(*n, "tc")).map(text).collect()).collect()
}

#[test]
fn overdue_rows_are_those_of_the_figures_and_as_late_as_the_rule_says() {
    let store = sample_register();
    let scope = preset("2025-H1");
    let written = made(&store, ReportKind::Overdue, &scope);
    let (rules, frame, read) = (store.rulebook().expect("rules"), scope.frame(), store.read());
    let mut seen = 0;
    for (id, name) in motcua::report::overdue::LISTED {
        let table = table(&written, name);
        let listed = codes(table);
        assert_eq!(listed.len() as u64, written.figures.value(id).n, "{id}");
        assert_eq!(listed.iter().cloned().collect::<BTreeSet<_>>(), behind(&store, &scope, id), "{id}");
        for row in &table.rows {
            let dossier = row.cells[1].dossier().expect("a dossier");
            let facts = read.facts(dossier).expect("read").expect("facts");
            let procedure = read.procedure(facts.procedure).expect("read").expect("a procedure");
            let procedure = read.procedure_facts(&procedure);
            let due = standing::due_at(&facts, &procedure, &rules, &frame).expect("a promise");
            let ended = facts.settled_at.filter(|at| *at < frame.cutoff);
            assert_eq!(row.cells[6], Cell::moment(ended));
            let rule = standing::lateness_rule(&facts, &rules, due);
            let unit = standing::unit_of(&facts, &procedure);
            let late = lateness(due, ended.unwrap_or(frame.cutoff.plus_minutes(-1)), unit, &rules.calendar, rule);
            assert_eq!(row.cells[7], Cell::Integer(i64::from(late.working_days), None), "{}", row.cells[1].printed());
            assert_eq!(!row.cells[8].printed().is_empty(), late.in_hours(), "{}", row.cells[1].printed());
            seen += 1;
        }
    }
    assert!(seen > 40);
}

#[test]
fn sums_by_officer_and_field_are_the_figures_and_every_sum_opens_its_list() {
    let store = sample_register();
    let scope = preset("2025-Q2");
    let written = made(&store, ReportKind::Overdue, &scope);
    for name in ["Theo cán bộ", "Theo lĩnh vực"] {
        let table = table(&written, name);
        let total = table.rows.last().expect("a total");
        assert!(total.total);
        for column in 2..total.cells.len() {
            let Cell::Integer(n, Some(reference)) = &total.cells[column] else { panic!("a total opens its list") };
            assert_eq!(*n as u64, written.figures.value(&reference.id).n, "{name} {}", reference.id);
            assert_eq!(column_sum(table, column), *n, "{name} {}", reference.id);
        }
        let first = table.rows[0].cells[2].reference().expect("a door");
        let found = count::behind(&store, &scope, first, |_| true).expect("a list");
        assert_eq!(Cell::figure(found.ids().len() as i64, first.clone()), table.rows[0].cells[2]);
    }
    let before = made(&store, ReportKind::Overdue, &preset("2025-Q1"));
    let compared = table(&written, "So với kỳ trước");
    let now = written.figures.value("settled.overdue").n as i64;
    let then = before.figures.value("settled.overdue").n as i64;
    let earlier = FigureRef::whole("settled.overdue").of_period(preset("2025-Q1").period);
    assert_eq!(compared.rows[0].cells[4], Cell::figure(then, earlier), "it opens the dossiers of its own period");
    assert_eq!(compared.rows[0].cells[7], Cell::Integer(now - then, None));
    // The direction is that of the points that it stands beside, not that of the number of dossiers.
    let below = compared.header[1].iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>();
    assert_eq!(below[7..], ["Điểm %", "Chiều (theo điểm %)"]);
    for row in &compared.rows {
        let expected = match &row.cells[8] {
            Cell::Decimal(1.., _) => "tăng",
            Cell::Decimal(0, _) => "không đổi",
            Cell::Decimal(..) => "giảm",
            _ => "–",
        };
        assert_eq!(row.cells[9].printed(), expected, "{}", row.cells[0].printed());
    }
    assert_eq!(written.report.json["previous"]["figures"]["settled.overdue"]["n"].as_i64(), Some(then));
}

#[test]
fn every_form_holds_the_same_rows_in_the_same_order() {
    let store = sample_register();
    for (kind, scope) in [(ReportKind::Overdue, preset("2025-Q2")), (ReportKind::Register, preset("2025-03"))] {
        let written = made(&store, kind, &scope);
        let listed: Vec<String> = written.report.tables().flat_map(codes).collect();
        assert!(listed.len() > 30);
        let known: BTreeSet<&String> = listed.iter().collect();
        let docx = write(&written.report, Format::Docx).expect("Word");
        let word = word_rows(&docx);
        let in_word: Vec<&String> = word.iter().filter_map(|row| row.get(1)).filter(|c| known.contains(c)).collect();
        assert_eq!(in_word, listed.iter().collect::<Vec<_>>());
        assert!(part(&docx, "word/document.xml").matches("<w:tblHeader/>").count() >= written.report.tables().count());

        let csv = write(&written.report, Format::Csv).expect("CSV");
        let mut reader = csv::Reader::from_reader(&csv[3..]);
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.iter().map(|row| row[1].to_owned()).collect::<Vec<_>>(), listed);

        let mut book: Xlsx<_> =
            Xlsx::new(Cursor::new(write(&written.report, Format::Xlsx).expect("Excel"))).expect("a book");
        let mut in_excel = Vec::new();
        for name in book.sheet_names() {
            let sheet = book.worksheet_range(&name).expect("a sheet");
            for row in sheet.rows() {
                let found = row.get(1).map(Data::to_string).filter(|code| known.contains(code));
                in_excel.extend(found);
            }
        }
        assert_eq!(in_excel, listed);

        let json: Json = serde_json::from_slice(&write(&written.report, Format::Json).expect("JSON")).expect("JSON");
        assert_eq!(json["kind"], kind.code());
        assert_eq!(json["figures"]["received.total"]["n"].as_u64(), Some(written.figures.value("received.total").n));
        let text = json["rows"].to_string();
        assert!(listed.iter().all(|code| text.contains(code.as_str())));
        let plain = String::from_utf8(write(&written.report, Format::Text).expect("text")).expect("UTF-8");
        assert!(listed.iter().all(|code| plain.contains(code.as_str())));
    }
}

#[test]
fn citizens_are_named_in_full_only_in_the_document_that_says_so() {
    let store = sample_register();
    let scope = preset("2025-03");
    let mut names = BTreeSet::new();
    for id in count::behind(&store, &scope, &FigureRef::whole("received.total"), |_| true).expect("a list").ids() {
        let applicant = store.read().dossier(*id).expect("read").expect("a dossier").dossier.applicant;
        names.insert(applicant.name.clone());
        names.extend((!applicant.phone.is_empty()).then_some(applicant.phone));
    }
    assert!(names.len() > 100);
    for kind in ReportKind::ALL {
        let written = made(&store, kind, &scope);
        for format in [Format::Csv, Format::Json, Format::Text] {
            let masked = String::from_utf8(write(&written.report, format).expect("bytes")).expect("text");
            assert_eq!(names.iter().find(|name| masked.contains(name.as_str())), None, "{kind:?} {format:?}");
        }
        assert_eq!(written.names_citizens(), kind.names_citizens(), "{kind:?}");
    }
    let full = bytes(&store, &scope.period, &made(&store, ReportKind::Register, &scope), Format::Csv, true);
    let full = String::from_utf8(full.expect("CSV")).expect("text");
    let id = count::behind(&store, &scope, &FigureRef::whole("received.in_period"), |_| true).expect("a list").ids()[0];
    let applicant = store.read().dossier(id).expect("read").expect("a dossier").dossier.applicant;
    assert!(full.contains(&applicant.name));
}

#[test]
fn the_register_has_the_columns_of_the_form_and_a_long_one_goes_to_excel_and_csv_alone() {
    let store = sample_register();
    let scope = preset("2025-Q1");
    let mut written = made(&store, ReportKind::Register, &scope);
    assert_eq!(codes(table(&written, "Sổ theo dõi hồ sơ")).len() as u64, written.figures.value("received.in_period").n);
    let short = bytes(&store, &scope.period, &written, Format::Csv, false).expect("CSV");
    let mut reader = csv::Reader::from_reader(&short[3..]);
    assert_eq!(reader.headers().expect("a header").iter().collect::<Vec<_>>(), COLUMNS);
    let moments: Vec<String> = reader.records().map(|row| row.expect("a row")[7].to_owned()).collect();
    assert!(moments.is_sorted() && moments[0].starts_with("2025-01-02"), "{:?}", moments.first());
    written.long = true;
    let streamed = bytes(&store, &scope.period, &written, Format::Csv, false).expect("CSV");
    assert_eq!(String::from_utf8(streamed), String::from_utf8(short));
    let book = bytes(&store, &scope.period, &written, Format::Xlsx, false).expect("Excel");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("a book");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("cells");
    assert_eq!((sheet.height(), sheet.width()), (moments.len() + 1, COLUMNS.len()));
    let refused = bytes(&store, &scope.period, &written, Format::Docx, false).expect_err("too long for paper");
    assert!(refused.to_string().contains("chỉ xuất được ra Excel hoặc CSV"), "{refused}");
}

/// Holds the sheet of some days against the lists of its figures; returns how many of its lists are clipped.
fn sheet(store: &Store, scope: &Scope) -> usize {
    let written = made(store, ReportKind::Daily, scope);
    let csv = String::from_utf8(write(&written.report, Format::Csv).expect("CSV")).expect("text");
    let (mut clipped, mut rows) = (0, 0);
    for (id, label) in daily::LISTED {
        let n = written.figures.value(id).n as usize;
        let all = behind(store, scope, id);
        assert_eq!(all.len(), n, "{id}");
        assert!(n > 0, "{id}");
        assert_eq!(csv.lines().filter(|line| line.starts_with(&format!("{label},"))).count(), n, "{id}");
        let table = table(&written, label);
        let shown = codes(table);
        assert!(shown.iter().all(|code| all.contains(code)));
        let rest = table.rows.last().expect("a row").cells.iter().map(Cell::printed).find(|c| c.starts_with("và "));
        match rest {
            Some(rest) => {
                assert_eq!(rest, format!("và {} hồ sơ khác", n - shown.len()));
                clipped += 1;
            }
            None => assert_eq!(shown.len(), n),
        }
        rows += table.rows.len();
    }
    assert!(rows <= daily::ROWS, "{rows}");
    clipped
}

#[test]
fn the_sheet_of_a_day_counts_lists_and_clips_what_does_not_fit() {
    let store = sample_register();
    let week =
        scope(Period::free("2025-04-14".parse().expect("a day"), "2025-04-18".parse().expect("a day")).expect("days"));
    assert_eq!(sheet(&store, &day("2025-04-16")), 0, "a day has room for all of its dossiers");
    assert!(sheet(&store, &week) > 1);
    let scope = day("2025-04-16");
    let written = made(&store, ReportKind::Daily, &scope);
    let csv = String::from_utf8(write(&written.report, Format::Csv).expect("CSV")).expect("text");
    // Falling due is judged by the promise, whether kept or not.
    let due = behind(&store, &scope, "_due.in_period");
    for code in &due {
        let row = csv.lines().find(|line| line.starts_with(&format!("Đến hạn trả,{code},"))).expect("a row");
        assert!(row.contains("2025-04-16"), "{row}");
    }
}

/// Heading of the annex → its first table.
fn annexes(written: &Written) -> BTreeMap<String, &Table> {
    let mut found = BTreeMap::new();
    let mut heading = String::new();
    for block in &written.report.annexes {
        match block {
            Block::Heading { runs, .. } => heading = plain(runs),
            Block::Table(table) => {
                found.entry(heading.clone()).or_insert(table);
            }
            _ => {}
        }
    }
    found
}

#[test]
fn annexes_are_numbered_referred_to_and_add_up_to_the_figures() {
    let store = sample_register();
    for period in ["2025-H1", "2025-Q2", "2025-03"] {
        let scope = preset(period);
        let written = made(&store, ReportKind::Commune, &scope);
        let n = |id: &str| written.figures.value(id).n as i64;
        let annexes = annexes(&written);
        assert_eq!(annexes.len(), 8, "{period}: those of the period, and what it is compared with");
        let sums = [("I", 3, "digitized.components.gap"), ("II", 3, "digitized.results.gap")];
        for (number, column, id) in sums {
            let table = annexes[&format!("Phụ lục {number}")];
            assert_eq!((column_sum(table, column), column_sum(table, column + 1)), (n(id), n(id)), "{period} {id}");
        }
        let overdue = annexes["Phụ lục III"];
        assert_eq!((column_sum(overdue, 2), column_sum(overdue, 8)), (n("settled.overdue"), n("open.overdue")));
        let missing = annexes["Phụ lục IV"];
        let both = ["settled.overdue.apology.missing", "open.overdue.apology.missing"];
        let expected: BTreeSet<String> = both.iter().flat_map(|id| behind(&store, &scope, id)).collect();
        assert_eq!(codes(missing).into_iter().collect::<BTreeSet<_>>(), expected, "{period}");
        assert_eq!(missing.rows.len() as i64, n(both[0]) + n(both[1]));
        let offices = annexes["Phụ lục V"];
        assert_eq!((column_sum(offices, 2), column_sum(offices, 3)), (n("received.total"), n("settled.total")));
        let text = String::from_utf8(write(&written.report, Format::Text).expect("text")).expect("UTF-8");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for number in ["I", "II", "III", "IV", "V", "VI", "VII"] {
            assert!(text.contains(&format!("(chi tiết tại Phụ lục {number})")), "{period} {number}");
        }
        let officers: i64 = written.figures.parts("settled.overdue", Grouping::Office).iter().map(|p| p.1 as i64).sum();
        assert_eq!(officers, n("settled.overdue"));
    }
}

#[test]
fn nothing_one_dossier_and_one_day_are_written_in_every_form() {
    let store = sample_register();
    let single = (2..28)
        .map(|date| day(&format!("2025-02-{date:02}")))
        .find(|scope| {
            let (figures, _) = count::count(&store, scope, |_| true).expect("counted");
            figures.value("received.in_period").n > 0
        })
        .expect("a day with a dossier");
    for scope in [preset("2020-01"), day("2024-02-29"), single] {
        for kind in ReportKind::ALL {
            let written = made(&store, kind, &scope);
            for format in Format::ALL {
                let done = write(&written.report, format).unwrap_or_else(|error| panic!("{kind:?} {format:?} {error}"));
                assert!(done.len() > 20, "{kind:?} {format:?}");
                assert_eq!(done, write(&written.report, format).expect("again"), "{kind:?} {format:?}");
            }
        }
    }
}

#[test]
fn nobody_is_blamed_for_a_result_that_cannot_be_digitized_and_every_form_says_that_points_are_estimates() {
    let store = sample_register();
    let written = made(&store, ReportKind::Index766, &preset("2025-H1"));
    let figures = &written.figures;
    let [lacking, gap, excused] =
        ["digitized.results", "digitized.results.gap", "digitized.results.not_applicable"].map(|id| figures.value(id));
    let others = lacking.of.expect("a denominator") - lacking.n;
    assert_eq!(others, gap.n + excused.n);
    assert!(gap.n > 0 && excused.n > 0, "the sample has both");
    let text = String::from_utf8(write(&written.report, Format::Text).expect("text")).expect("UTF-8");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = format!(
        "{} hồ sơ chưa đạt, trong đó {} hồ sơ chưa số hóa kết quả, gồm ",
        prose_number(others as i64),
        prose_number(gap.n as i64)
    );
    let (_, rest) = words.split_once(&said).unwrap_or_else(|| panic!("{said}: {words}"));
    let (named, excused_words) = rest.split_once(&format!("; {} hồ sơ không có kết quả", excused.n)).expect("the rest");
    assert!(excused_words.starts_with(" phải số hóa."), "{excused_words}");
    let parts = figures.parts("digitized.results.gap", Grouping::Officer);
    assert_eq!(named.matches(": ").count(), parts.len(), "{named}");
    for (name, n) in parts {
        let name = if name.is_empty() { "Chưa phân công".to_owned() } else { name };
        assert!(named.contains(&format!("{name}: {}", prose_number(n as i64))), "{name}: {named}");
    }
    for format in Format::ALL {
        let bytes = write(&written.report, format).expect("written");
        let found = match format {
            Format::Docx => part(&bytes, "word/document.xml"),
            Format::Xlsx => part(&bytes, "xl/sharedStrings.xml"),
            _ => String::from_utf8(bytes).expect("UTF-8"),
        };
        let flat = found.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("ước tính") && flat.contains("Quyết định 766/QĐ-TTg"), "{format:?}");
        assert!(flat.contains("chưa đối chiếu"), "{format:?}");
    }
}
