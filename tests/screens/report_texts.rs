//! The words of a report, by keys and in the register: placeholders, suggestions, copies of the last period, targets, and
//! the periods that a report is compared with. All people and documents are invented.

use crate::seat;

use motcua::desk::count::{self, Scope as Counted};
use motcua::desk::report::{self, Written};
use motcua::domain::narrative::Section;
use motcua::domain::number::{percent_hundredths, prose_number, vietnamese_number};
use motcua::domain::period::{Cutoff, Period};
use motcua::report::compare::{MAIN, Moved, Which};
use motcua::report::kind::ReportKind;
use motcua::report::model::FigureRef;
use motcua::report::{Format, write};
use motcua::store::catalogue::StoredTarget;
use motcua::store::{Op, Store, StoreError};
use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::{Act, Scope};
use seat::{Seat, now, stamp};

const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);
const DOWN: Key = Key::plain(KeyCode::Down);

fn period(code: &str) -> Period {
    Period::preset(code, Cutoff::Calendar).expect("a period")
}

fn built(store: &Store, code: &str) -> Written {
    let scope = Counted { period: period(code), cutoff: Cutoff::Calendar, now: now() };
    report::build(store, ReportKind::Commune, &scope, |_| true).expect("a report")
}

fn printed(written: &Written) -> String {
    String::from_utf8(write(&written.report, Format::Text).expect("text")).expect("UTF-8")
}

/// The reports with the second quarter of 2025 in front.
fn second_quarter(columns: u16, rows: u16, change: impl FnOnce(&mut Store)) -> Seat {
    let mut seat = Seat::new(columns, rows, change);
    seat.press(Key::f(5));
    choose(&mut seat, "q2");
    seat
}

fn choose(seat: &mut Seat, part: &str) {
    seat.act(Scope::Reports, Act::Period);
    seat.type_text(part);
    seat.press(ENTER);
    seat.type_text("2025");
    seat.save();
}

/// A target that the sample misses.
fn with_target(store: &mut Store) {
    let written = store.transact(&Op::new("catalogue"), &stamp(), |tx| -> Result<(), StoreError> {
        tx.put_target(&StoredTarget {
            figure: "settled.overdue".into(),
            at_most: true,
            value: 100,
            valid_from: "2025-01-01".parse().ok(),
            source: "Kế hoạch 01/KH-UBND".into(),
        })?;
        Ok(())
    });
    written.expect("a target");
}

#[test]
fn a_text_is_written_by_keys_and_its_numbers_stay_live() {
    let mut seat = second_quarter(80, 24, |_| {});
    seat.act(Scope::Reports, Act::Texts);
    seat.press(DOWN);
    seat.press(ENTER);
    seat.type_text("Đã nhận {received.totl} hồ sơ");
    let said = "không có chỗ trống nào tên {received.totl}";
    assert!(seat.text().contains(said), "{}", seat.text());
    seat.save();
    assert!(seat.shell.form().is_some(), "a name that stands for nothing is not saved");
    (0.." hồ sơ".chars().count() + 2).for_each(|_| seat.press(Key::plain(KeyCode::Backspace)));
    seat.type_text("al} hồ sơ");
    seat.press(ENTER);
    seat.type_text("- quá hạn {settled.overdue:pct}");
    let written = built(&seat.register(), "2025-Q2");
    let n = vietnamese_number(written.figures.value("received.total").n as i64);
    assert!(seat.text().contains(&format!("Đã nhận {n} hồ sơ")), "the live reading: {}", seat.text());
    seat.save();
    assert!(seat.shell.form().is_none(), "{}", seat.text());
    assert!(seat.text().contains("đã soạn 2 đoạn"), "{}", seat.text());
    seat.press(ESC);
    let text = printed(&built(&seat.register(), "2025-Q2"));
    assert!(text.contains(&format!("a) Kết quả đạt được: Đã nhận {n} hồ sơ")), "{text}");
    // The report in front has them too, without a new count, and an undo takes them out of it again.
    seat.act(Scope::Reports, Act::Audit);
    assert!(!seat.text().contains("“Kết quả đạt được”") && seat.text().contains("“Nguyên nhân” chưa có lời văn"));
    seat.press(Key::ctrl('z'));
    assert!(seat.text().contains("“Kết quả đạt được” chưa có lời văn"), "{}", seat.text());
    let read = seat.register();
    let entry = read.read().entry(read.chain_head().expect("the journal").0).expect("read").expect("an entry");
    assert_eq!(entry.op, "undo");
}

#[test]
fn figures_that_stand_side_by_side_have_names_of_their_own() {
    let mut seat = second_quarter(120, 60, |_| {});
    seat.act(Scope::Reports, Act::Texts);
    seat.press(ENTER);
    seat.press(Key::plain(KeyCode::Tab));
    seat.type_text("qua han");
    assert!(seat.text().contains("> Giải quyết quá hạn  "), "{}", seat.text());
    seat.press(Key::ctrl('u'));
    seat.type_text("dang giai quyet, qua han");
    assert!(seat.text().contains("> Đang giải quyết, quá hạn  "), "{}", seat.text());
    let mut seat = second_quarter(120, 60, |_| {});
    seat.act(Scope::Reports, Act::Audit);
    (0..30).for_each(|_| seat.press(DOWN));
    for listed in ["Giải quyết quá hạn: đã có văn bản xin lỗi ", "Đang giải quyết, quá hạn: đã có văn bản xin lỗi "]
    {
        assert!(seat.text().contains(listed), "{listed}\n{}", seat.text());
    }
}

#[test]
fn a_figure_is_put_in_by_its_name() {
    let mut seat = second_quarter(120, 40, |_| {});
    seat.act(Scope::Reports, Act::Texts);
    seat.press(ENTER);
    seat.type_text("Còn ");
    seat.press(Key::plain(KeyCode::Tab));
    seat.type_text("dang giai quyet");
    seat.press(ENTER);
    let form = seat.shell.form().expect("the form");
    assert!(form.get("body").starts_with("Còn {open.") && form.focused().is_some_and(|row| row.key == "body"));
    seat.type_text(" hồ sơ");
    seat.save();
    assert!(seat.text().contains("đã soạn 1 đoạn"), "{}", seat.text());
}

#[test]
fn the_last_period_is_copied_and_counts_anew() {
    let mut seat = second_quarter(120, 40, |_| {});
    choose(&mut seat, "q1");
    seat.act(Scope::Reports, Act::Texts);
    seat.act(Scope::Narrative, Act::CopyTexts);
    assert!(seat.text().contains("Chưa kỳ nào trước kỳ này"), "{}", seat.text());
    seat.press(ESC);
    seat.press(ENTER);
    seat.type_text("Quý này nhận {received.in_period} hồ sơ.");
    seat.save();
    seat.press(ESC);
    choose(&mut seat, "q2");
    seat.act(Scope::Reports, Act::Texts);
    seat.act(Scope::Narrative, Act::CopyTexts);
    let written = built(&seat.register(), "2025-Q2");
    let n = vietnamese_number(written.figures.value("received.in_period").n as i64);
    assert!(seat.text().contains(&format!("Quý này nhận {n} hồ sơ.")), "{}", seat.text());
    assert!(printed(&written).contains(&format!("Quý này nhận {n} hồ sơ.")));
    assert_ne!(n, vietnamese_number(built(&seat.register(), "2025-Q1").figures.value("received.in_period").n as i64));
}

#[test]
fn a_suggestion_is_no_text_until_someone_takes_it() {
    let mut seat = second_quarter(120, 40, with_target);
    let before = built(&seat.register(), "2025-Q2");
    let suggestion = before.narrative.suggestions[&Section::Shortcomings].clone();
    assert!(suggestion.contains("{settled.overdue:target}") && suggestion.contains(":officers}"), "{suggestion}");
    assert!(!printed(&before).contains("Không đạt chỉ tiêu"), "left out of what leaves the office");
    let set = |value: &str, seat: &Seat| {
        let mut store = seat.register();
        let done = store.transact(&Op::new("settings"), &stamp(), |tx| tx.set_setting("suggestions", value));
        done.expect("a setting");
        printed(&built(&store, "2025-Q2"))
    };
    let marked = set("mark", &seat);
    assert!(marked.contains("Không đạt chỉ tiêu") && marked.contains("(gợi ý từ số liệu, chưa duyệt)"), "{marked}");
    set("leave_out", &seat);
    seat.act(Scope::Reports, Act::Texts);
    (0..2).for_each(|_| seat.press(DOWN));
    assert!(seat.text().contains("(gợi ý từ số liệu, chưa duyệt)"), "{}", seat.text());
    seat.act(Scope::Narrative, Act::TakeSuggestion);
    let after = built(&seat.register(), "2025-Q2");
    assert_eq!(after.narrative.texts[&Section::Shortcomings], suggestion);
    let (text, figures) = (printed(&after), &after.figures);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let overdue = figures.value("settled.overdue");
    let of = overdue.of.expect("a denominator") as i64;
    let allowed = of / 100;
    let (allowed, actual) = (prose_number(allowed), prose_number(overdue.n as i64));
    let budget = format!("chỉ tiêu cho phép tối đa {allowed} hồ sơ quá hạn; thực tế {actual}");
    assert!(words.contains(&budget), "{budget}\n{words}");
    let over = percent_hundredths(overdue.n as i64, of).expect("a share") - 100;
    assert!(words.contains(&format!("không đạt, cao hơn {},{:02} điểm phần trăm", over / 100, over % 100)), "{words}");
    assert!(!words.contains("chưa duyệt"));
}

#[test]
fn what_is_compared_equals_the_reports_of_those_periods_and_opens_their_dossiers() {
    let mut seat = second_quarter(200, 60, |_| {});
    let store = seat.register();
    let (now_, then) = (built(&store, "2025-Q2"), built(&store, "2025-Q1"));
    let comparison = now_.narrative.comparison.clone().expect("compared");
    let held = comparison.previous.figures.as_ref().expect("the sample has a first quarter");
    for (id, _) in MAIN {
        assert_eq!(held.value(id), then.figures.value(id), "{id}");
        let moved = comparison.moved(&now_.figures, id, Which::Previous);
        assert_eq!(moved, Moved::between(now_.figures.value(id), then.figures.value(id)), "{id}");
        let reference = FigureRef::whole(id).of_period(period("2025-Q1"));
        let scope = Counted { period: period("2025-Q2"), cutoff: Cutoff::Calendar, now: now() };
        let behind = count::behind(&store, &scope, &reference, |_| true).expect("counted");
        assert_eq!(behind.ids().len() as u64, held.value(id).n, "{id}");
    }
    // By keys: the second number of the first row is the first quarter's, and opens the first quarter's dossiers.
    seat.act(Scope::Reports, Act::Compared);
    seat.press(Key::plain(KeyCode::Right));
    seat.act(Scope::Reports, Act::Explain);
    assert!(seat.text().contains("từ ngày 01/01/2025 đến ngày 31/03/2025"), "{}", seat.text());
    seat.press(ESC);
    seat.press(ENTER);
    let n = vietnamese_number(then.figures.value("received.in_period").n as i64);
    assert_eq!(seat.status(), format!("1/{n}"), "{}", seat.text());
    assert!(seat.text().contains("Quý I năm 2025"), "the list names its period: {}", seat.text());
}

#[test]
fn a_period_that_the_register_covers_in_part_is_marked_and_suggests_no_trend() {
    let store = Seat::new(80, 24, |_| {}).register();
    // The sample begins in December 2024; what of the second half of that year was before, nobody knows.
    let written = built(&store, "2025-H1");
    let comparison = written.narrative.comparison.as_ref().expect("compared");
    assert!(
        comparison.is_partial(Which::Previous)
            && comparison.moved(&written.figures, MAIN[0].0, Which::Previous).is_some()
    );
    let words = printed(&written).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("So với kỳ trước (sổ chỉ có số liệu từ ngày 02/12/2024):"), "{words}");
    let suggested = |written: &Written| written.narrative.suggestions.values().any(|text| text.contains(":previous}"));
    assert!(!suggested(&written), "{:?}", written.narrative.suggestions);
    let headings = |written: &Written| {
        let table = written.report.tables().find(|table| table.name == "So sánh").expect("a table");
        table.header.iter().flatten().map(|cell| cell.text.clone()).collect::<Vec<_>>().join("\n")
    };
    let headings_of = headings(&written);
    assert!(
        headings_of.contains("Kỳ trước (06 tháng cuối năm 2024; sổ chỉ có số liệu từ ngày 02/12/2024)"),
        "{headings_of}"
    );
    let whole = built(&store, "2025-Q2");
    assert!(suggested(&whole) && !headings(&whole).contains("sổ chỉ có"), "the first quarter is there as a whole");
    // The kinds that hold the period before beside this one say so too.
    for kind in [ReportKind::Overdue, ReportKind::Index766] {
        let scope = Counted { period: period("2025-H1"), cutoff: Cutoff::Calendar, now: now() };
        let text = printed(&report::build(&store, kind, &scope, |_| true).expect("a report"));
        assert!(text.contains("sổ chỉ có số liệu từ ngày 02/12/2024"), "{kind:?}: {text}");
    }
}

#[test]
fn a_period_with_nothing_to_compare_says_so() {
    let store = Seat::new(80, 24, |_| {}).register();
    let written = built(&store, "2024-03");
    let comparison = written.narrative.comparison.as_ref().expect("compared");
    assert!(comparison.last_year.figures.is_none());
    assert!(comparison.table(&written.figures).rows.iter().all(|row| row.cells[6].printed() == "–"));
    assert!(printed(&written).contains("Chưa ghi nhận văn bản chỉ đạo, đôn đốc trong kỳ."));
}

#[test]
fn shares_that_do_not_add_up_say_why() {
    let store = Seat::new(80, 24, |_| {}).register();
    let small_print = |code: &str| built(&store, code).report.small_print.join("\n");
    let said = small_print("2025-03");
    assert!(said.contains("Tổng các tỷ lệ hồ sơ tiếp nhận là 99,99% do làm tròn."), "{said}");
    assert!(!said.contains("Tổng các tỷ lệ kết quả giải quyết"), "{said}");
    // The forms that list every figure say it of every whole, each in its way.
    let sentence = "Tổng các tỷ lệ hồ sơ tiếp nhận là 99,99% do làm tròn.";
    let written = built(&store, "2025-03");
    let rounded = &written.report.json["rounded"];
    assert!(rounded.as_array().is_some_and(|list| list.iter().any(|said| said == sentence)), "{rounded}");
    let csv = String::from_utf8(write(&written.report, Format::Csv).expect("CSV")).expect("UTF-8");
    assert!(csv.contains(&format!("note,\"{sentence}\",,,,\r\n")), "{csv}");
    let scope = Counted { period: period("2025-03"), cutoff: Cutoff::Calendar, now: now() };
    for kind in ReportKind::ALL {
        let written = report::build(&store, kind, &scope, |_| true).expect("a report");
        assert_eq!(written.report.json["rounded"], *rounded, "{kind:?}");
        assert!(!written.report.rounded.is_empty(), "{kind:?}: the sheet of figures ends with it");
    }
}

#[test]
fn nothing_is_claimed_where_the_desk_wrote_nothing() {
    let written = built(&Seat::new(80, 24, |_| {}).register(), "2025-Q2");
    let text = printed(&written);
    for claim in ["không ban hành", "theo số liệu tại phần II", "theo lý do ghi tại", "Tiếp tục thực hiện"]
    {
        assert!(!text.contains(claim), "{claim}: {text}");
    }
    assert_eq!(text.matches("(đơn vị chưa bổ sung nội dung)").count(), 5, "{text}");
    let said = written.narrative.unwritten_words().expect("sections without words");
    assert!(said.starts_with("6 mục chưa có lời văn: Công tác chỉ đạo"), "{said}");
}

#[test]
fn the_documents_of_the_period_stand_in_a_footnote() {
    let seat = Seat::new(80, 24, |_| {});
    let raw = rusqlite::Connection::open(seat.path()).expect("the file");
    let insert = "INSERT INTO directing_document (gid, version, number, date, issuer, subject) \
                  VALUES (randomblob(16), 1, ?1, ?2, 'UBND xã', 'đôn đốc giải quyết hồ sơ')";
    for (number, date) in [("15/CT-UBND", "2025-04-05"), ("16/CV-UBND", "2025-06-30"), ("17/CV-UBND", "2025-07-01")] {
        raw.execute(insert, [number, date]).expect("a row");
    }
    let text = printed(&built(&seat.register(), "2025-Q2"));
    assert!(text.contains("Trong kỳ đã ban hành 02 văn bản chỉ đạo, đôn đốc"), "{text}");
    assert!(text.contains("15/CT-UBND ngày 05/04/2025 của UBND xã: đôn đốc giải quyết hồ sơ; 16/CV-UBND"), "{text}");
    assert!(!text.contains("17/CV-UBND"));
}

#[test]
fn every_size_shows_the_words() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 10)] {
        let mut seat = second_quarter(columns, rows, |_| {});
        seat.act(Scope::Reports, Act::Texts);
        assert!(seat.text().contains("Công tác chỉ đạo"), "{}", seat.text());
        seat.press(ENTER);
        seat.type_text("Một câu.");
        assert!(seat.text().contains("Một câu."), "{}", seat.text());
        seat.save();
        assert!(seat.text().contains("đã soạn 1"), "{}", seat.text());
    }
}
