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
        "Quyển số: 2026; Số thứ tự: 1",
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

/// What the desk notes of the cause is not for the citizen: a letter without a reason of its own is not printed.
#[test]
fn a_letter_without_a_reason_is_refused_with_the_key_that_mends_it() {
    let (mut store, ids) = register(&FIRST);
    let mut letter = store.read().dossier(ids.whole).expect("readable").expect("there").dossier.apology;
    letter.reason.clear();
    let target = seen(&store, ids.whole);
    motcua::desk::apologise::apologise(&mut store, &stamp("2026-04-05 08:00", "lan"), &[target], &letter, "ghi lại")
        .expect("changed");
    for refused in [
        forms::letter(&store, &none, ids.whole, at("2026-04-10 08:00")).map(drop),
        fill_together(&store, &none, Form::Apology, &[ids.whole], at("2026-04-10 08:00")).map(drop),
    ] {
        let said = refused.expect_err("no reason").to_string();
        assert!(said.contains("MC-260302-0001") && said.contains("phím a") && said.contains("“Lý do chậm”"), "{said}");
    }
}

/// What the register does not know leaves no label without words and no table without rows.
#[test]
fn a_receipt_without_papers_and_sets_has_no_holes() {
    for when in ["2026-03-02 08:40", "2025-06-02 08:40"] {
        let mut store = Store::in_memory().expect("a register");
        crate::support::set_up(&mut store);
        let mut one = draft("1.001", "Lê Thị Mẫu", when);
        one.components.clear();
        let (accepted, _) = accept::accept(&mut store, &stamp(when, "lan"), &one).expect("accepted");
        let filled = fill(&store, &none, Form::Receipt, accepted.id, at(when)).expect("filled");
        let text = text_of(&filled.bytes);
        for label in ["STT", "Tên giấy tờ", "Số lượng hồ sơ", "(bộ)", "Phí, lệ phí"] {
            assert!(!text.contains(label), "{label}\n{text}");
        }
        assert!(text.contains("Thời gian nhận hồ sơ: 08 giờ 40 phút"), "{text}");
        assert!(text.contains("Thành phần hồ sơ: không ghi giấy tờ kèm theo"), "{text}");
    }
}

/// What is known to be free says so; a name of several lines leaves the signatures on the page of their text.
#[test]
fn a_receipt_says_that_nothing_is_paid_and_keeps_its_signatures() {
    let mut store = Store::in_memory().expect("a register");
    crate::support::set_up(&mut store);
    let when = "2026-03-02 08:40";
    let name = format!("Hợp tác xã{} Mẫu", " dịch vụ nông nghiệp tổng hợp".repeat(7));
    for (fee, said) in [(Some(0), "Phí, lệ phí: Không thu phí"), (Some(8_000), "Phí, lệ phí: 8.000 đồng")]
    {
        let mut one = draft("1.001", &name, when);
        one.dossier.fee = fee;
        let (accepted, _) = accept::accept(&mut store, &stamp(when, "lan"), &one).expect("accepted");
        let filled = fill(&store, &none, Form::Receipt, accepted.id, at(when)).expect("filled");
        let text = text_of(&filled.bytes);
        assert!(text.contains(said), "{text}");
        assert_eq!(text.matches(&name).count(), 1, "the name stands once, not below the signature too\n{text}");
        if let Ok(folder) = std::env::var("MOTCUA_LOOK_AT_FORMS") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{fee:?}.docx")), &filled.bytes)
                .expect("written");
        }
    }
}

#[test]
fn what_a_form_needs_of_the_desk_is_asked_for_by_its_place() {
    let mut store = Store::in_memory().expect("a register");
    crate::support::set_up(&mut store);
    let now = stamp("2026-03-02 08:10", "lan");
    let one = draft("1.001", "Lê Thị Mẫu", "2026-03-02 08:10");
    let (accepted, _) = accept::accept(&mut store, &now, &one).expect("accepted");
    let slip = Draft { items: "Bản chính".to_owned(), reason: "thiếu".to_owned(), ..Draft::default() };
    let begun = motcua::desk::pause::Begun {
        reason: motcua::domain::pause::PauseReason::Supplement,
        document: "",
        from: now.at,
        why: "",
        clears: false,
        slip: Some(&slip),
    };
    let target = seen(&store, accepted.id);
    motcua::desk::pause::begin(&mut store, &now, &[target], &begun).expect("paused");
    let said = fill(&store, &none, Form::Supplement, accepted.id, now.at).expect_err("no contact").to_string();
    assert!(said.contains("Thiết lập, “Liên hệ khi vướng mắc”"), "{said}");
    let contact = [("contact".to_owned(), "Quầy số 2".to_owned())];
    motcua::desk::set_up::change_settings(&mut store, &now, &contact).expect("set");
    let filled = fill(&store, &none, Form::Supplement, accepted.id, now.at).expect("filled");
    assert!(text_of(&filled.bytes).contains("xin liên hệ: Quầy số 2"));

    let (nameless, ids) = register(&FIRST);
    let mut known = forms::gather(&nameless, Form::Receipt, ids.whole, now.at).expect("gathered");
    let settings = Store::in_memory().expect("a register").read().settings().expect("settings");
    known.settings = settings;
    let said = forms::ready(Form::Receipt, &known).expect_err("no unit").to_string();
    assert!(said.contains("Thiết lập, “Tên đơn vị”"), "{said}");
}

/// A receipt and the register give a dossier one number, which no late entry moves.
#[test]
fn receipt_and_register_give_a_dossier_the_same_number() {
    let (mut store, ids) = register(&SECOND);
    let before = full_draft(&SECOND, "2027-03-01 07:40");
    accept::accept(&mut store, &stamp("2027-03-05 08:00", "lan"), &before).expect("accepted late");
    let now = at("2027-04-10 08:00");
    let receipt = fill(&store, &none, Form::Receipt, ids.whole, now).expect("filled");
    assert!(text_of(&receipt.bytes).contains(&format!("Số thứ tự: {}", ids.whole)));
    let lines = forms::register::lines(
        store.read(),
        Period::free("2027-03-02".parse().expect("a day"), "2027-03-31".parse().expect("a day")).expect("a period"),
    );
    let lines = lines.expect("read");
    let line = lines.iter().find(|line| line.id == ids.whole).expect("in the book");
    assert_eq!(line.cells()[0], ids.whole.to_string());
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
    let slip = Draft { contact: "Quầy số 2".to_owned(), ..Draft::because("sai nơi") };
    let changes = accept::refuse(&mut store, &now, &[target], now.at, &slip).expect("refused");
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
    // The third is the whole dossier's own.
    assert_eq!(results, [3, 1, 0]);
    assert!(text.contains("Kết quả của bước"), "{text}");
    let own = "Kết quả giải quyết hồ sơ: Quá hạn (hẹn trả 17 giờ 00 phút, ngày 12 tháng 3 năm 2026; xong 09 giờ 10 phút, ngày 02 tháng 4 năm 2026).";
    assert!(text.contains(own), "{text}");
}

/// A dossier that was handed over late and settled before its date is early, whatever its first step was.
#[test]
fn a_late_step_does_not_make_an_early_dossier_late() {
    let (mut store, _) = register(&FIRST);
    let draft = full_draft(&FIRST, "2026-03-02 08:40");
    let (accepted, _) = accept::accept(&mut store, &stamp("2026-03-02 08:40", "lan"), &draft).expect("accepted");
    let open = fill(&store, &none, Form::Control, accepted.id, at("2026-03-05 08:00")).expect("filled");
    assert!(!text_of(&open.bytes).contains("Kết quả giải quyết hồ sơ"), "nothing is said of an open one");
    let done = at("2026-03-06 09:00");
    let target = seen(&store, accepted.id);
    motcua::desk::end::settle(&mut store, &stamp("2026-03-06 09:00", "lan"), &[target], done).expect("settled");
    let filled = fill(&store, &none, Form::Control, accepted.id, at("2026-03-06 10:00")).expect("filled");
    let text = text_of(&filled.bytes);
    assert!(text.contains("\nQuá hạn\n"), "the counter kept it too long: {text}");
    assert!(text.contains("Kết quả giải quyết hồ sơ: Trước hạn (hẹn trả 17 giờ 00 phút, ngày 11"), "{text}");
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
