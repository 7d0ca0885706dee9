//! Filled forms read back by another library; numbers, steps, and the edition that was in force.

use std::io::{Cursor, Read};

use motcua::desk::forms::{self, fill, fill_together};
use motcua::desk::pause::{self, Begun};
use motcua::desk::slip::Draft;
use motcua::desk::{Error, accept, apologise, undo};
use motcua::domain::dossier::{Apology, Channel};
use motcua::domain::pause::PauseReason;
use motcua::domain::period::Period;
use motcua::report::forms::sets::{Edition, Form};
use motcua::store::Store;

use crate::support::{at, draft, seen, stamp};
use crate::world::{FIRST, SECOND, full_draft, register};

/// Only the built-in templates.
pub fn none(_: &Edition) -> Result<Option<Vec<u8>>, String> {
    Ok(None)
}

/// The paragraphs of the body, as another library reads them.
pub fn paragraphs(bytes: &[u8]) -> Vec<String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    zip.by_name("word/document.xml").expect("the body").read_to_string(&mut text).expect("text");
    let xml = roxmltree::Document::parse(&text).expect("XML");
    let words = |node: roxmltree::Node<'_, '_>| {
        node.descendants().filter(|node| node.tag_name().name() == "t").filter_map(|node| node.text()).collect()
    };
    xml.descendants().filter(|node| node.tag_name().name() == "p").map(words).collect()
}

fn text_of(bytes: &[u8]) -> String {
    paragraphs(bytes).join("\n")
}

#[test]
fn the_receipt_read_back_holds_the_dossiers_data() {
    let (store, ids) = register(&FIRST);
    let filled = fill(&store, &none, Form::Receipt, ids.whole, at("2026-03-02 08:10")).expect("filled");
    let text = text_of(&filled.bytes);
    for said in [
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ ĐỒNG MẪU",
        "Đồng Mẫu, ngày 02 tháng 3 năm 2026",
        "Mã hồ sơ: MC-260302-0001",
        "Tiếp nhận hồ sơ của: Lê Thị Mẫu",
        "Số CCCD/Mã số thuế: 001088000001",
        "Email: mau3@vidu.vn",
        "Nội dung yêu cầu giải quyết: Thủ tục 1.001",
        "Giấy chứng sinh do cơ sở y tế nơi trẻ em sinh ra cấp\nBản sao\n02",
        "Số lượng hồ sơ: 03 (bộ)",
        "Thời gian giải quyết theo quy định: 05 ngày làm việc, gia hạn 02 ngày làm việc",
        "Thời gian nhận hồ sơ: 08 giờ 10 phút, ngày 02 tháng 3 năm 2026",
        "Thời gian trả kết quả: 17 giờ 00 phút, ngày 11 tháng 3 năm 2026",
        "Đăng ký nhận kết quả tại: Quầy trả kết quả, Trung tâm Phục vụ hành chính công xã Đồng Mẫu",
        "Phí, lệ phí: 14.026 đồng",
        "Quyển số: 2026; Số thứ tự: 01",
        "Ngô Văn Thay",
        "Nguyễn Thị Lan",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(!text.contains(['{', '}', '…']), "{text}");
}

#[test]
fn the_letter_read_back_holds_the_dossiers_data() {
    let (store, ids) = register(&FIRST);
    let filled = forms::letter(&store, &none, ids.whole, at("2026-04-10 08:00")).expect("filled");
    let text = text_of(&filled.bytes);
    for said in [
        "Số: 01/PXL",
        "Đồng Mẫu, ngày 20 tháng 3 năm 2026",
        "Kính gửi: Lê Thị Mẫu",
        "mã hồ sơ: MC-260302-0001",
        "vì: chờ xác minh của cơ quan phối hợp.",
        "Thời gian trả kết quả mới: 17 giờ 00 phút, ngày 27 tháng 3 năm 2026.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Phạm Văn Ký",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let again = forms::letter(&store, &none, ids.whole, at("2026-04-11 08:00")).expect("filled");
    assert_eq!(again.bytes, filled.bytes, "the same letter gives the same bytes");
}

#[test]
fn a_hostile_name_prints_safely() {
    let (mut store, _) = register(&FIRST);
    let name = format!("A & B <w:p/> \"C\" 'D' {{ma_ho_so}} Rất{} \u{202e}đảo\u{2066} \u{200b}ẩn", " dài".repeat(80));
    let mut draft = full_draft(&FIRST, "2026-03-02 08:40");
    draft.dossier.applicant.name = name;
    let (accepted, _) = accept::accept(&mut store, &stamp("2026-03-02 08:40", "lan"), &draft).expect("accepted");
    let filled = fill(&store, &none, Form::Receipt, accepted.id, at("2026-03-02 08:40")).expect("filled");
    let text = text_of(&filled.bytes);
    let printed = format!("A & B <w:p/> \"C\" 'D' {{ma_ho_so}} Rất{} đảo ẩn", " dài".repeat(80));
    assert!(text.contains(&format!("Tiếp nhận hồ sơ của: {printed}")), "{text}");
    let preview = filled.text(72).expect("text");
    assert!(preview.lines().all(|line| motcua::domain::text::width(line) <= 72), "{preview}");
}

#[test]
fn slips_are_numbered_without_gaps_and_no_number_is_given_twice() {
    let (store, ids) = register(&FIRST);
    let number = |id: i64, form: &str| store.read().slip(id, form).expect("readable").expect("a slip").number;
    assert_eq!(number(ids.whole, "02"), "01/HDHS");
    assert_eq!(number(ids.refused, "03"), "02/HDHS");
    assert_eq!(number(ids.stopped, "05"), "01/TB");
    let pauses = store.read().dossier(ids.whole).expect("readable").expect("there").dossier.pauses;
    assert_eq!(pauses[0].document, "01/HDHS");
    // In the other register the first slip was undone: its number stays given out.
    let (store, ids) = register(&SECOND);
    let number = |id: i64, form: &str| store.read().slip(id, form).expect("readable").expect("a slip").number;
    assert_eq!((number(ids.whole, "02"), number(ids.refused, "03")), ("Khác 02/HDHS".into(), "Khác 03/HDHS".into()));
}

#[test]
fn an_undone_refusal_takes_its_slip_along() {
    let mut store = Store::in_memory().expect("a register");
    crate::support::set_up(&mut store);
    let mut draft = draft("1.001", "Lê Thị Mẫu", "2026-03-02 08:10");
    draft.dossier.channel = Channel::Online;
    draft.dossier.submitted_at = draft.dossier.accepted_at.take();
    let now = stamp("2026-03-02 08:10", "lan");
    let (filed, _) = accept::accept(&mut store, &now, &draft).expect("filed");
    let target = seen(&store, filed.id);
    let changes = accept::refuse(&mut store, &now, &[target], now.at, &Draft::because("sai nơi")).expect("refused");
    assert!(fill(&store, &none, Form::Refusal, filed.id, now.at).is_ok());
    undo::undo(&mut store, &now, changes.seq, false).expect("undone");
    let error = fill(&store, &none, Form::Refusal, filed.id, now.at).expect_err("no slip");
    assert!(error.to_string().contains("không bị từ chối"), "{error}");
    assert_eq!(store.read().slip(filed.id, "03").expect("readable"), None);
}

#[test]
fn the_steps_of_the_way_stand_towards_their_time() {
    let (store, ids) = register(&FIRST);
    let filled = fill(&store, &none, Form::Control, ids.whole, at("2026-04-10 08:00")).expect("filled");
    let text = text_of(&filled.bytes);
    let expected = [
        // The counter gave on the same day.
        "Trung tâm Phục vụ hành chính công xã Đồng Mẫu\nGiao: 08 giờ 10 phút, ngày 02 tháng 3 năm 2026",
        // Due on the fourth, given on on the fifth.
        "17:00 04/03/2026\nQuá hạn",
        "Cơ quan phối hợp giải quyết hồ sơ: Công an xã",
        "Phòng Tư pháp\nGiao: 08 giờ 30 phút, ngày 05 tháng 3 năm 2026",
    ];
    for said in expected {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let results = ["Quá hạn", "Đúng hạn", "Trước hạn"].map(|said| text.matches(said).count());
    // Nothing is said of the office that only took part.
    assert_eq!(results, [2, 1, 0]);
}

#[test]
fn a_dossier_prints_the_edition_in_force_at_its_date() {
    let mut store = Store::in_memory().expect("a register");
    crate::support::set_up(&mut store);
    let mut ids = Vec::new();
    for when in ["2025-06-30 08:00", "2025-07-01 08:00"] {
        let (accepted, _) =
            accept::accept(&mut store, &stamp(when, "lan"), &full_draft(&FIRST, when)).expect("accepted");
        ids.push(accepted.id);
    }
    let now = at("2026-03-02 08:00");
    let set = |id: i64| fill(&store, &none, Form::Receipt, id, now).expect("filled").edition.set.clone();
    assert_eq!((set(ids[0]), set(ids[1])), ("2018".to_owned(), "2025".to_owned()));
    let together = fill_together(&store, &none, Form::Receipt, &ids, now).expect("filled");
    assert_eq!(together.iter().map(|filled| filled.edition.set.as_str()).collect::<Vec<_>>(), ["2018", "2025"]);
    let same = fill_together(&store, &none, Form::Receipt, &[ids[1], ids[1]], now).expect("filled");
    assert_eq!(text_of(&same[0].bytes).matches("Tiếp nhận hồ sơ của: Lê Thị Mẫu").count(), 2);
}

/// What was promised when the letter was issued stands in it for good.
#[test]
fn a_letter_that_is_printed_again_says_the_date_that_it_said() {
    let mut store = Store::in_memory().expect("a register");
    crate::support::set_up(&mut store);
    let id = crate::support::accept(&mut store, "1.001", "Lê Thị Mẫu", "2026-03-02 08:10").id;
    let letter = Apology {
        signer: "Phạm Văn Ký".to_owned(),
        reason: "chờ xác minh".to_owned(),
        issued_at: Some(at("2026-03-04 09:00")),
        reappointed_at: Some(at("2026-03-27 17:00")),
        number: "01/PXL".to_owned(),
        ..Apology::default()
    };
    let target = seen(&store, id);
    apologise::apologise(&mut store, &stamp("2026-03-04 09:00", "lan"), &[target], &letter, "").expect("a letter");
    let promised = |store: &Store| {
        let known = forms::gather(store, Form::Apology, id, at("2026-04-10 08:00")).expect("gathered");
        known.due_now.expect("a due date")
    };
    let first = promised(&store);
    let target = seen(&store, id);
    let (from, to) = (at("2026-03-05 08:00"), at("2026-03-11 08:00"));
    let reason = PauseReason::Other;
    let begun = Begun { reason, document: "12/CV", from, why: "", clears: false, slip: None };
    pause::begin(&mut store, &stamp("2026-03-05 08:00", "lan"), &[target], &begun).expect("paused");
    let target = seen(&store, id);
    pause::resume(&mut store, &stamp("2026-03-11 08:00", "lan"), &[target], to).expect("resumed");
    let now = store.read().dossier(id).expect("read").expect("there").due_now;
    assert!(now.is_some_and(|now| now > first), "{now:?}");
    assert_eq!(promised(&store), first);
}

#[test]
fn one_letter_that_cannot_be_filled_stops_all_and_is_named() {
    let (store, ids) = register(&FIRST);
    let error = fill_together(&store, &none, Form::Apology, &[ids.whole, ids.stopped], at("2026-04-10 08:00"));
    match error {
        Err(Error::Refused(refusal)) => assert!(refusal.to_string().contains("chưa ban hành văn bản"), "{refusal}"),
        other => panic!("{other:?}"),
    }
}

/// The register of a period; with `MOTCUA_LOOK` naming a folder every form is left there to be looked at.
#[test]
fn every_form_of_every_edition_is_filled() {
    let (store, ids) = register(&FIRST);
    let now = at("2026-04-10 08:00");
    let day = |text: &str| text.parse().expect("a day");
    let period = Period::free(day("2026-03-01"), day("2026-03-31")).expect("a period");
    let book = forms::fill_register(&store, &none, period, now, true).expect("filled");
    assert_eq!(text_of(&book.bytes).matches("Thủ tục 1.001").count(), 2);
    let folder = std::env::var_os("MOTCUA_LOOK").map(std::path::PathBuf::from);
    for edition in motcua::report::forms::sets::editions() {
        let known = match edition.form {
            Form::Register => continue,
            Form::Refusal => forms::gather(&store, edition.form, ids.refused, now),
            Form::Stop => forms::gather(&store, edition.form, ids.stopped, now),
            form => forms::gather(&store, form, ids.whole, now),
        };
        let values = forms::fields::values(edition.form, &known.expect("gathered"));
        let bytes = forms::template(edition, &none).expect("a template").fill(&values).expect("filled");
        assert!(!text_of(&bytes).contains('{'));
        if let Some(folder) = &folder {
            let name = edition.file().replace('/', "-");
            std::fs::write(folder.join(name), bytes).expect("written");
        }
    }
    if let Some(folder) = &folder {
        std::fs::write(folder.join("2025-07.docx"), book.bytes).expect("written");
    }
}
