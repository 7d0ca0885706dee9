//! The screen of reports, key by key: its numbers, what they open, what leaves the office.

use crate::seat;

use std::io::{Cursor, Read as _};
use std::sync::mpsc::channel;
use std::time::Duration;

use calamine::{Data, Reader, Xlsx};
use motcua::domain::figure::{FIGURES, full_name};
use motcua::domain::number::{prose_number, vietnamese_number};
use motcua::domain::procedure::Procedure;
use motcua::store::{Op, Store, StoreError};
use motcua::ui::action::Outward;
use motcua::ui::input::{Input, Key, KeyCode};
use motcua::ui::keymap::{Act, Scope};
use motcua::ui::work::Reply;
use motcua::ui::work::report::{Answer, Ask, Found};
use seat::{Seat, stamp};
use serde_json::Value as Json;

const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);

fn expected() -> Json {
    serde_json::from_str(include_str!("../data/expected-2025-H1.json")).expect("JSON")
}

/// Opens the reports and chooses the first half of 2025.
fn first_half(columns: u16, rows: u16, change: impl FnOnce(&mut Store)) -> Seat {
    let mut seat = Seat::new(columns, rows, change);
    seat.press(Key::f(5));
    seat.act(Scope::Reports, Act::Period);
    seat.type_text("h1");
    seat.press(Key::plain(KeyCode::Enter));
    seat.type_text("2025");
    seat.save();
    seat
}

#[test]
fn the_list_shows_the_expected_figures_and_each_opens_as_many_records() {
    let mut seat = first_half(170, 200, |_| {});
    seat.act(Scope::Reports, Act::Audit);
    let expected = expected();
    // The six sections without words stand above the figures.
    (0..6).for_each(|_| seat.press(Key::plain(KeyCode::Down)));
    let (lines, mut opened) = (seat.lines(), 0);
    for (at, figure) in FIGURES.iter().filter(|figure| figure.is_public()).enumerate() {
        let n = expected["figures"][figure.id]["n"].as_u64().expect("a number");
        let line = &lines[9 + at];
        let words: Vec<&str> = line
            .trim_start_matches(['>', ' '])
            .strip_prefix(full_name(figure.id).as_str())
            .map_or(Vec::new(), |rest| rest.split_whitespace().collect());
        assert_eq!(words.first().copied(), Some(vietnamese_number(n as i64).as_str()), "{line}");
        if let Some(percent) = expected["figures"][figure.id]["pct"].as_str() {
            assert_eq!(words.last().copied(), Some(percent), "{line}");
        }
        // Every third one is opened: each opening reads the whole register.
        if at % 3 == 0 {
            seat.press(ENTER);
            let want = if n == 0 { "0/0".to_owned() } else { format!("1/{}", vietnamese_number(n as i64)) };
            assert_eq!(seat.status(), want, "{}\n{}", figure.id, seat.text());
            seat.press(ESC);
            opened += 1;
        }
        seat.press(Key::plain(KeyCode::Down));
    }
    assert!(opened > 25);
}

#[test]
fn a_period_is_closed_by_keys_and_what_changed_since_is_named() {
    let mut seat = first_half(120, 40, |_| {});
    seat.act(Scope::Reports, Act::ClosePeriod);
    let unsettled = seat.text().contains("Vẫn chốt");
    seat.press(Key::char(if unsettled { 'v' } else { 'c' }));
    seat.act(Scope::Reports, Act::SinceClosing);
    assert_eq!(seat.shell.scope(), Scope::SinceClosing, "{}", seat.text());
    assert!(seat.text().contains("0 hồ sơ, 0 chỉ tiêu khác"), "{}", seat.text());
    let mut register = seat.register();
    let code = "H99.07-250303-0003";
    let id = register.read().dossier_id(code).expect("read").expect("there");
    let stored = register.read().dossier(id).expect("read").expect("there");
    let target = motcua::desk::Target { id, version: stored.version };
    let other = motcua::domain::dossier::Channel::Postal;
    assert_ne!(stored.dossier.channel, other);
    let data = motcua::domain::dossier::Dossier { channel: other, ..stored.dossier };
    motcua::desk::amend::amend(&mut register, &stamp(), target, &data, "ghi nhầm kênh").expect("amended");
    drop(register);
    seat.idle();
    seat.act(Scope::SinceClosing, Act::Recount);
    assert!(seat.text().contains("1 hồ sơ,") && seat.text().contains(code), "{}", seat.text());
    seat.act(Scope::SinceClosing, Act::Explain);
    assert!(seat.text().contains("Vì sao khác") && seat.text().contains(code), "{}", seat.text());
    seat.press(ESC);
    seat.press(ESC);
    assert_eq!(seat.shell.scope(), Scope::Reports);
}

#[test]
fn every_number_of_the_text_is_a_door_and_explains_itself() {
    let mut seat = first_half(100, 40, |_| {});
    let total = expected()["figures"]["received.total"]["n"].as_i64().expect("a number");
    assert!(seat.text().contains(&format!("Tổng số tiếp nhận: {} hồ sơ", prose_number(total))));
    seat.press(ENTER);
    assert_eq!(seat.status(), format!("1/{}", vietnamese_number(total)));
    seat.press(Key::plain(KeyCode::End));
    assert_eq!(seat.status(), format!("{0}/{0}", vietnamese_number(total)));
    seat.press(ENTER);
    assert!(seat.text().contains("H99"), "the dossier itself is open: {}", seat.text());
    seat.press(ESC);
    seat.press(ESC);
    seat.press(Key::plain(KeyCode::End));
    // The last number of all stands in a footnote: those whom nobody is named for.
    let gap = expected()["by_officer"]["digitized.results.gap"][""].as_i64().expect("a number");
    seat.act(Scope::Reports, Act::Explain);
    let text = seat.text();
    assert!(text.contains("digitized.results.gap") && text.contains(&format!("Chưa phân công: {gap}.")), "{text}");
    assert!(text.contains("không phụ thuộc cách tính trễ hạn"), "{text}");
    seat.press(ESC);
    seat.press(ENTER);
    assert_eq!(seat.status(), format!("1/{}", vietnamese_number(gap)));
}

#[test]
fn column_five_of_the_statutory_table_opens_too() {
    let mut seat = first_half(160, 60, |_| {});
    seat.act(Scope::Reports, Act::Choices);
    seat.type_text("II.06a");
    seat.press(ENTER);
    assert!(seat.text().contains("Biểu số II.06a"), "{}", seat.text());
    seat.press(Key::plain(KeyCode::End));
    // The last row holds the totals; column 5 is eight numbers before column 13.
    (0..8).for_each(|_| seat.press(Key::plain(KeyCode::Left)));
    let count = |id: &str| expected()["figures"][id]["n"].as_i64().expect("a number");
    seat.press(ENTER);
    assert_eq!(seat.status(), format!("1/{}", vietnamese_number(count("received.direct") + count("received.postal"))));
}

#[test]
fn a_code_in_the_list_of_overdue_dossiers_opens_its_dossier() {
    let mut seat = first_half(170, 60, |_| {});
    seat.act(Scope::Reports, Act::Choices);
    seat.type_text("overdue");
    seat.press(ENTER);
    assert!(seat.text().contains("DANH SÁCH"), "{}", seat.text());
    // The last door of all stands in the last row of the list.
    seat.press(Key::plain(KeyCode::End));
    let shown = seat.text();
    let code = shown
        .lines()
        .rev()
        .find_map(|line| line.split_whitespace().find(|word| word.starts_with("H99")))
        .expect("a code");
    seat.press(ENTER);
    let opened = seat.text();
    assert!(opened.contains(code) && !opened.contains("DANH SÁCH"), "{code}\n{opened}");
    seat.press(ESC);
    assert_eq!(seat.text(), shown);
}

fn exported(seat: &mut Seat, steps: usize) -> (String, Vec<u8>) {
    seat.act(Scope::Reports, Act::Export);
    (0..steps).for_each(|_| seat.press(Key::plain(KeyCode::Right)));
    seat.save();
    let text = seat.text();
    assert!(text.contains("Đã xuất:"), "{text}");
    let store = seat.register();
    let (seq, _) = store.chain_head().expect("the journal");
    let entry = store.read().entry(seq).expect("read").expect("an entry");
    assert_eq!(entry.op, "export");
    let mut files: Vec<_> = std::fs::read_dir(seat.folder.path().join("ra")).expect("files").flatten().collect();
    files.sort_by_key(|file| file.metadata().and_then(|meta| meta.modified()).expect("a time"));
    let newest = files.last().expect("a file");
    (newest.file_name().to_string_lossy().into_owned(), std::fs::read(newest.path()).expect("bytes"))
}

#[test]
fn what_is_exported_holds_the_figures_that_are_seen() {
    let mut seat = first_half(80, 24, |_| {});
    let expected = expected();
    let (name, docx) = exported(&mut seat, 0);
    assert_eq!(name, "bao-cao-cua-bo-phan-mot-cua-06-thang-dau-nam-2025.docx");
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a package");
    let mut xml = String::new();
    archive.by_name("word/document.xml").expect("the text").read_to_string(&mut xml).expect("text");
    let document = roxmltree::Document::parse(&xml).expect("XML");
    let text: String = document.descendants().filter(|n| n.tag_name().name() == "t").filter_map(|n| n.text()).collect();
    let total = expected["figures"]["received.total"]["n"].as_i64().expect("a number");
    assert!(text.contains(&format!("Tổng số tiếp nhận: {} hồ sơ", prose_number(total))));
    let (name, xlsx) = exported(&mut seat, 1);
    assert!(name.ends_with(".xlsx"), "{name}");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx)).expect("a workbook");
    let sheet = book.worksheet_range("Số liệu").expect("the sheet of figures");
    let mut seen = 0;
    for row in sheet.rows() {
        let Some(Data::String(id)) = row.first() else { continue };
        let Some(n) = expected["figures"][id]["n"].as_f64() else { continue };
        assert_eq!(row[2], Data::Float(n), "{id}");
        seen += 1;
    }
    assert_eq!(seen, FIGURES.iter().filter(|figure| figure.is_public()).count());
    let (_, json) = exported(&mut seat, 3);
    let json: Json = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(json["figures"], expected["figures"]);
}

/// What the command line says beside a report stands behind the saved notice too.
#[test]
fn an_export_says_that_its_period_is_not_over_and_which_sections_have_no_words() {
    let said = |seat: &mut Seat| {
        exported(seat, 4);
        seat.text().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut seat = first_half(120, 40, |_| {});
    let text = said(&mut seat);
    assert!(text.contains(" – 6 mục chưa có lời văn: ") && !text.contains("chưa kết thúc"), "{text}");
    seat.act(Scope::Reports, Act::Period);
    seat.type_text("ca nam");
    seat.press(ENTER);
    seat.type_text("2026");
    seat.save();
    let text = said(&mut seat);
    let unfinished = "chưa kết thúc: số liệu tính đến 09:00 21/11/2026. 6 mục chưa có lời văn: ";
    assert!(text.contains(unfinished), "{text}");
}

#[test]
fn what_left_the_office_is_told_in_words_and_cannot_be_taken_back() {
    let mut seat = first_half(170, 40, |_| {});
    exported(&mut seat, 4);
    let head = seat.register().chain_head().expect("the journal");
    seat.press(Key::f(8));
    let dates = "từ ngày 01/01/2025 đến ngày 30/06/2025";
    assert!(seat.text().contains("Báo cáo của Bộ phận Một cửa từ ngày"), "{}", seat.text());
    seat.press(ENTER);
    let text = seat.text();
    let reason = format!("Lý do: Báo cáo của Bộ phận Một cửa {dates}, văn bản thuần (.txt)");
    for said in [&reason, "- Nội dung: Báo cáo của Bộ phận Một cửa", "- Dạng tệp: văn bản thuần (.txt)"]
    {
        assert!(text.contains(said), "{said}\n{text}");
    }
    seat.press(ESC);
    // What is stored stays as it always was, so an old register is told in the same words.
    let entry = seat.register().read().entry(head.0).expect("read").expect("an entry");
    assert_eq!(entry.reason, format!("commune {dates} text"));
    seat.act(Scope::Journal, Act::UndoEntry);
    seat.press(Key::char('h'));
    assert!(seat.text().contains("tệp đã ra khỏi sổ nên không hoàn tác được"), "{}", seat.text());
    assert_eq!(seat.register().chain_head().expect("the journal"), head, "nothing was written");
}

/// A dossier that counts in the period and has no due date.
fn without_due_date(store: &mut Store) {
    let mut dossier = store.read().dossier(1).expect("read").expect("a dossier").dossier;
    dossier.code = "KHONG-HAN-1".into();
    (dossier.limit, dossier.due_at) = (None, None);
    dossier.other_codes.clear();
    dossier.source_code.clear();
    dossier.accepted_at = Some("2025-03-03 09:00".parse().expect("a moment"));
    (dossier.settled_at, dossier.done_at, dossier.returned_at) = (None, None, None);
    (dossier.outcome, dossier.return_channel) = (None, None);
    dossier.pauses.clear();
    dossier.procedure_code = "9.999".into();
    store
        .transact(&Op::new("import"), &stamp(), |tx| -> Result<(), StoreError> {
            let (procedure, _) = tx.put_procedure(&Procedure::new("9.999", "Thủ tục chưa có thời hạn", "Khác"))?;
            tx.create_dossier(&dossier, procedure, false).map(drop)
        })
        .expect("written");
}

#[test]
fn a_finding_stops_an_export_until_it_is_wanted_and_is_printed_then() {
    let mut seat = first_half(100, 30, without_due_date);
    assert!(seat.text().contains("điểm chưa khớp"), "{}", seat.text());
    // Nobody asked for anything yet: the report on screen says only that it does not add up.
    let text = seat.text();
    assert!(text.contains("Số liệu chưa khớp:") && !text.contains("xuất theo yêu cầu"), "{text}");
    let (before, _) = seat.register().chain_head().expect("the journal");
    seat.act(Scope::Reports, Act::Export);
    let text = seat.text();
    assert!(text.contains("KHONG-HAN-1") && text.contains("Vẫn xuất, in rõ các điểm chưa khớp"), "{text}");
    seat.press(ENTER);
    assert!(!seat.folder.path().join("ra").exists(), "Enter is the harmless button");
    assert_eq!(seat.register().chain_head().expect("the journal").0, before);
    seat.act(Scope::Reports, Act::Audit);
    seat.press(Key::plain(KeyCode::Home));
    seat.act(Scope::Reports, Act::Explain);
    assert!(seat.text().contains("(1 hồ sơ: KHONG-HAN-1)."), "the whole sentence: {}", seat.text());
    seat.press(ESC);
    seat.press(ENTER);
    assert!(seat.text().contains("KHONG-HAN-1"), "{}", seat.text());
    seat.press(ESC);
    seat.act(Scope::Reports, Act::Export);
    seat.press(Key::char('v'));
    (0..4).for_each(|_| seat.press(Key::plain(KeyCode::Right)));
    seat.save();
    let file = std::fs::read_dir(seat.folder.path().join("ra")).expect("files").flatten().next().expect("a file");
    let printed = std::fs::read_to_string(file.path()).expect("text");
    assert!(printed.contains("Số liệu chưa khớp, xuất theo yêu cầu:") && printed.contains("KHONG-HAN-1"));
}

#[test]
fn a_wrong_file_name_is_refused_in_the_form_and_stays() {
    let mut seat = first_half(80, 24, |_| {});
    seat.act(Scope::Reports, Act::Export);
    seat.tab(1);
    seat.type_text("../x");
    seat.save();
    let text = seat.text();
    assert!(text.contains("../x") && text.contains("Tên tệp không được"), "{text}");
}

#[test]
fn a_count_that_is_stopped_leaves_nothing() {
    let mut seat = Seat::new(80, 24, |_| {});
    let (before, _) = seat.register().chain_head().expect("the journal");
    seat.hold(Key::f(5));
    assert!(seat.text().contains("đang đếm") && seat.text().contains("Đang lập báo cáo"), "{}", seat.text());
    seat.hold(ESC);
    seat.work();
    let text = seat.text();
    assert!(text.contains("Đã dừng đếm theo yêu cầu.") && text.contains("Nhấn t"), "{text}");
    assert_eq!(seat.register().chain_head().expect("the journal").0, before);
    seat.act(Scope::Reports, Act::Export);
    assert!(seat.text().contains("Chưa có báo cáo"), "{}", seat.text());
}

#[test]
fn counting_beside_the_worker_keeps_it_free() {
    let (folder, path) = seat::register(|_| {});
    let store = Store::open(&path, motcua::store::Mode::Existing).expect("the register");
    let (voice, heard) = channel();
    let desk = motcua::app::worker::Desk::new(store, seat::hand()).expect("a desk");
    let mut desk = desk.speaking(move |reply| {
        let _ = voice.send(reply);
    });
    let stop = motcua::ui::work::stop::Stop::default();
    let period = motcua::domain::period::Period::preset("2025-H1", Default::default()).ok();
    let kind = motcua::report::kind::ReportKind::Commune;
    let ask = Ask::Make { ticket: 7, kind, period, cutoff: None, stop: stop.clone() };
    let begun = desk.carry_out(motcua::ui::work::Job::Report(ask));
    // Its own period and the two it is compared with: each reads the register once at the most.
    assert!(matches!(begun, Reply::Report(Answer::Progress { ticket: 7, total: 4509, .. })), "{begun:?}");
    let wait = Duration::from_secs(60);
    let made = match heard.recv_timeout(wait).expect("an answer") {
        Reply::Report(Answer::Made { ticket: 7, made }) => made,
        other => panic!("{other:?}"),
    };
    let reference = motcua::report::model::FigureRef::whole("settled.overdue");
    let ask = Ask::Behind { ticket: 8, scope: made.scope.clone(), reference, stop: stop.clone() };
    desk.carry_out(motcua::ui::work::Job::Report(ask));
    let n = made.written.figures.value("settled.overdue").n;
    match heard.recv_timeout(wait).expect("an answer") {
        Reply::Report(Answer::Behind { ticket: 8, found: Found::Dossiers(ids) }) => assert_eq!(ids.len() as u64, n),
        other => panic!("{other:?}"),
    }
    drop(desk);
    drop(folder);
}

#[test]
fn every_size_draws_and_nothing_is_asked_twice() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 10)] {
        let mut seat = first_half(columns, rows, |_| {});
        let lines = seat.lines();
        assert_eq!(lines.len(), usize::from(rows));
        assert!(lines[1].contains("06 tháng đầu năm 2025") && lines[1].contains("+ số liệu khớp"), "{}", lines[1]);
        assert!(seat.text().contains("Tổng số tiếp nhận"), "{}", seat.text());
        seat.act(Scope::Reports, Act::Audit);
        assert!(seat.text().contains("Chỉ tiêu"));
        (0..6).for_each(|_| seat.press(Key::plain(KeyCode::Down)));
        seat.press(ENTER);
        assert!(seat.status().starts_with("1/"), "{}", seat.text());
        let again = seat.shell.update(Input::Tick(seat::now().plus_minutes(1)));
        assert!(!again.iter().any(|ask| matches!(ask, Outward::Job(motcua::ui::work::Job::Report(_)))));
    }
}

#[test]
fn behind_a_figure_of_the_acceptance_clock_stands_that_clock() {
    let mut seat = first_half(80, 24, |_| {});
    seat.act(Scope::Reports, Act::Audit);
    let at_figure = |seat: &mut Seat| {
        seat.lines().iter().any(|line| line.starts_with('>') && line.contains("Tiếp nhận trực tuyến đúng hạn"))
    };
    for _ in 0..FIGURES.len() {
        if at_figure(&mut seat) {
            break;
        }
        seat.press(Key::plain(KeyCode::Down));
    }
    assert!(at_figure(&mut seat), "{}", seat.text());
    seat.press(ENTER);
    let rows: Vec<String> = seat.lines().into_iter().filter(|line| line.contains("H99.07-")).collect();
    assert!(seat.text().contains("Hạn tiếp nhận") && rows.len() > 10, "{}", seat.text());
    assert!(rows.iter().all(|row| row.contains("2025 đúng hạn")), "{rows:#?}");
}

#[test]
fn the_sheet_of_a_day_says_that_it_is_about_one_day() {
    let mut seat = first_half(80, 24, |_| {});
    seat.act(Scope::Reports, Act::Choices);
    seat.type_text("trong ngày");
    seat.press(ENTER);
    let said = "Báo cáo ngày chỉ lập cho từng ngày; nhấn t để chọn ngày khác.";
    assert!(seat.text().contains(said), "{}", seat.text());
    seat.act(Scope::Reports, Act::Period);
    seat.tab(3);
    (0..2).for_each(|_| {
        seat.press(Key::ctrl('a'));
        seat.type_text("18/03/2025");
        seat.tab(1);
    });
    seat.save();
    assert!(seat.text().contains("18/03/2025") && !seat.text().contains("chỉ lập cho từng ngày"), "{}", seat.text());
}

#[test]
fn targets_are_kept_from_the_report_and_it_follows_them_at_once() {
    let mut seat = first_half(100, 30, |_| {});
    let shows = |seat: &mut Seat, words: &str| {
        seat.press(Key::plain(KeyCode::Home));
        (0..12).any(|_| {
            let found = seat.text().contains(words);
            seat.press(Key::plain(KeyCode::PageDown));
            found
        })
    };
    assert!(!shows(&mut seat, "chỉ tiêu được giao (3%)"), "{}", seat.text());
    seat.act(Scope::Reports, Act::Targets);
    assert_eq!(seat.shell.scope(), Scope::Catalogue);
    assert!(seat.text().contains("Chưa có chỉ tiêu nào. Nhấn t để thêm."), "{}", seat.text());
    seat.act(Scope::Catalogue, Act::Add);
    seat.type_text("settled.overdue");
    seat.press(ENTER);
    seat.tab(1);
    seat.type_text("3");
    seat.save();
    assert_eq!(seat.register().read().every_target().expect("targets").len(), 1, "{}", seat.text());
    assert_eq!(seat.last_op(), "catalogue");
    seat.press(ESC);
    assert_eq!(seat.shell.scope(), Scope::Reports, "{}", seat.text());
    assert!(!seat.text().contains("nhấn r để đếm lại"), "{}", seat.text());
    assert!(shows(&mut seat, "cao hơn chỉ tiêu được giao (3%)"), "{}", seat.text());
    // A kind without words of its own is not written anew in those of another.
    seat.act(Scope::Reports, Act::Choices);
    seat.type_text("ii.06a");
    seat.press(ENTER);
    seat.act(Scope::Reports, Act::Targets);
    seat.act(Scope::Catalogue, Act::Remove);
    seat.press(Key::char('b'));
    assert!(seat.register().read().every_target().expect("targets").is_empty(), "{}", seat.text());
    seat.press(ESC);
    seat.press(Key::plain(KeyCode::Home));
    assert!(seat.text().contains("Biểu số II.06a") && !seat.text().contains("BÁO CÁO\n"), "{}", seat.text());
}
