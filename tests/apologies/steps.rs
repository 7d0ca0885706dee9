//! The use cases of a letter: what they refuse, what they write, and the numbers of the year.

use motcua::desk::apologise::{self, Issue};
use motcua::desk::letter_numbers::{self, Fate};
use motcua::desk::{Error, Target, end, import, undo};
use motcua::domain::dossier::{Apology, LateKind, Lateness};
use motcua::exchange::Noun;
use motcua::store::Store;

use crate::support::{accept, at, refusal, seen, set_up, stamp};

const NOW: &str = "2026-03-20 09:00";

/// Three dossiers, due on Tuesday 10 March 2026 and late since.
fn late() -> (Store, Vec<i64>) {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let names = ["Công dân mẫu Một", "Công dân mẫu Hai", "Công dân mẫu Ba"];
    let ids = names.map(|name| accept(&mut store, "1.001", name, "2026-03-03 08:00").id).to_vec();
    (store, ids)
}

fn targets(store: &Store, ids: &[i64]) -> Vec<Target> {
    ids.iter().map(|id| seen(store, *id)).collect()
}

fn letter() -> Issue {
    Issue {
        number: String::new(),
        reason: "chờ ý kiến cơ quan phối hợp".to_owned(),
        signer: "Người ký mẫu".to_owned(),
        at: at(NOW),
        reappointed_at: Some(at("2026-03-27 17:00")),
        why: String::new(),
    }
}

fn issue(store: &mut Store, ids: &[i64], letter: &Issue) -> Result<Vec<String>, Error> {
    let targets = targets(store, ids);
    Ok(apologise::issue(store, &stamp(NOW, "lan"), &targets, letter)?.0)
}

fn numbers(store: &Store) -> Vec<(String, String)> {
    let rows = letter_numbers::of_year(store.read(), 2026).expect("read");
    let fate = |fate: &Fate| match fate {
        Fate::Letter(letter) => letter.name.clone(),
        other => other.words(),
    };
    rows.iter().map(|row| (row.text.clone(), fate(&row.fate))).collect()
}

#[test]
fn a_letter_needs_reason_signer_and_a_working_day_to_come() {
    let (mut store, ids) = late();
    let before = store.chain_head().expect("the journal").0;
    let wrong = |change: fn(&mut Issue)| {
        let mut wrong = letter();
        change(&mut wrong);
        wrong
    };
    for (wrong, said) in [
        (wrong(|it| it.reason.clear()), "vì sao chậm"),
        (wrong(|it| it.signer.clear()), "người ký"),
        (wrong(|it| it.reappointed_at = None), "ngày hẹn trả mới"),
        (
            wrong(|it| it.reappointed_at = Some(at("2026-03-28 17:00"))),
            "là ngày nghỉ; ngày làm việc tiếp theo là 30/03",
        ),
        (wrong(|it| it.reappointed_at = Some(at("2026-03-20 08:00"))), "trước ngày ban hành"),
        (wrong(|it| it.at = at("2026-03-21 08:00")), "ở tương lai"),
        (wrong(|it| it.at = at("2026-03-02 08:00")), "trước lúc tiếp nhận"),
    ] {
        let told = refusal(issue(&mut store, &ids[..1], &wrong)).to_string();
        assert!(told.contains(said), "{told}");
    }
    let typed = Issue { number: "07/PXL".to_owned(), ..letter() };
    assert!(refusal(issue(&mut store, &ids, &typed)).to_string().contains("mỗi văn bản lấy một số"));
    assert_eq!(store.chain_head().expect("the journal").0, before, "nothing was written");
    // An old letter is written down with its own day, and that its new date has passed is explained.
    let mut old = Issue { at: at("2026-03-11 08:00"), reappointed_at: Some(at("2026-03-16 17:00")), ..letter() };
    assert!(refusal(issue(&mut store, &ids[..1], &old)).to_string().contains("đã qua"));
    old.why = "ghi lại văn bản giấy".to_owned();
    assert_eq!(issue(&mut store, &ids[..1], &old).expect("written"), ["01/PXL"]);
}

#[test]
fn letters_of_several_are_one_entry_with_a_number_each_and_one_undo() {
    let (mut store, ids) = late();
    let before = store.chain_head().expect("the journal").0;
    assert_eq!(issue(&mut store, &ids, &letter()).expect("issued"), ["01/PXL", "02/PXL", "03/PXL"]);
    let entry = store.chain_head().expect("the journal").0;
    assert_eq!(entry, before + 1);
    let stored = store.read().dossier(ids[1]).expect("read").expect("there");
    assert_eq!(stored.dossier.apology.reason, "chờ ý kiến cơ quan phối hợp");
    let told = refusal(issue(&mut store, &ids[1..], &letter())).to_string();
    assert!(told.contains("đã có văn bản xin lỗi số 02/PXL") && told.contains("mở hồ sơ, phím a"), "{told}");
    undo::undo(&mut store, &stamp("2026-03-20 09:05", "lan"), entry, false).expect("undone");
    assert!(store.read().dossier(ids[0]).expect("read").expect("there").dossier.apology == Apology::default());
    // The numbers stay given, and the next letter gets the next one.
    assert_eq!(issue(&mut store, &ids[..1], &letter()).expect("issued"), ["04/PXL"]);
    let numbers = numbers(&store);
    assert_eq!(numbers.len(), 4);
    assert!(numbers[0].1.contains("đã hủy (hoàn tác mục"), "{numbers:?}");
    assert_eq!(numbers[3], ("04/PXL".to_owned(), "Công dân mẫu Một".to_owned()));
}

#[test]
fn the_steps_of_a_letter_come_one_after_the_other_and_once() {
    let (mut store, ids) = late();
    let now = stamp(NOW, "lan");
    let upload = |store: &mut Store, when: &str| {
        let targets = targets(store, &ids[..1]);
        apologise::upload(store, &now, &targets, at(when))
    };
    assert!(refusal(upload(&mut store, NOW)).to_string().contains("chưa ban hành"));
    issue(&mut store, &ids[..1], &letter()).expect("issued");
    assert!(refusal(upload(&mut store, "2026-03-20 08:59")).to_string().contains("trước ngày ban hành"));
    assert!(refusal(upload(&mut store, "2026-03-20 09:01")).to_string().contains("ở tương lai"));
    upload(&mut store, NOW).expect("uploaded");
    assert!(refusal(upload(&mut store, NOW)).to_string().contains("đã đăng tải lúc"));
    let post = |store: &mut Store| {
        let targets = targets(store, &ids[..1]);
        apologise::post(store, &now, &targets, at(NOW))
    };
    post(&mut store).expect("posted");
    assert!(refusal(post(&mut store)).to_string().contains("đã niêm yết"));
    let excuse = |store: &mut Store, id: i64, why: &str| {
        let targets = targets(store, &[id]);
        apologise::excuse(store, &now, &targets, why)
    };
    assert!(refusal(excuse(&mut store, ids[0], "lý do")).to_string().contains("đã có văn bản xin lỗi"));
    assert!(refusal(excuse(&mut store, ids[1], " ")).to_string().contains("vì sao không có"));
    excuse(&mut store, ids[1], "công dân đồng ý chờ").expect("written");
    // A letter after all takes the place of the reason.
    issue(&mut store, &ids[1..2], &letter()).expect("issued");
    assert_eq!(store.read().dossier(ids[1]).expect("read").expect("there").dossier.apology.none_reason, "");
}

#[test]
fn a_letter_that_loses_its_number_says_why_and_a_typed_one_leaves_no_gap_unseen() {
    let (mut store, ids) = late();
    issue(&mut store, &ids[..1], &letter()).expect("issued");
    let none = Apology { none_reason: "công dân rút yêu cầu".to_owned(), ..Apology::default() };
    let drop = |store: &mut Store, why: &str| {
        let targets = targets(store, &ids[..1]);
        apologise::apologise(store, &stamp("2026-03-20 10:00", "lan"), &targets, &none, why)
    };
    assert!(refusal(drop(&mut store, "")).to_string().contains("01/PXL bị hủy"));
    drop(&mut store, "ký nhầm hồ sơ").expect("cancelled");
    let typed = Issue { number: "03/PXL".to_owned(), ..letter() };
    assert_eq!(issue(&mut store, &ids[1..2], &typed).expect("issued"), ["03/PXL"]);
    let said = numbers(&store);
    assert_eq!(said[0], ("01/PXL".to_owned(), "đã hủy (hủy lúc 10:00 20/03/2026: ký nhầm hồ sơ)".to_owned()));
    assert_eq!(said[1].1, "số trống, chưa cấp cho văn bản nào");
    assert_eq!(said[2].1, "Công dân mẫu Hai");
    // The next letter fills the gap, the one after it passes the typed number over.
    assert_eq!(issue(&mut store, &ids[2..], &letter()).expect("issued"), ["02/PXL"]);
    let again = Issue { number: "01/PXL".to_owned(), ..letter() };
    assert!(refusal(issue(&mut store, &ids[..1], &again)).to_string().contains("đã cấp cho văn bản khác"));
    assert_eq!(issue(&mut store, &ids[..1], &letter()).expect("issued"), ["04/PXL"]);
    for format in letter_numbers::FORMATS {
        let (title, bytes) = letter_numbers::file(&store, 2026, format, at(NOW)).expect("a file");
        assert!(title.ends_with("2026") && !bytes.is_empty());
    }
    let csv = letter_numbers::file(&store, 2026, letter_numbers::FORMATS[2], at(NOW)).expect("a file").1;
    let csv = String::from_utf8(csv).expect("text");
    let left = stamp("2026-03-20 10:05", "lan");
    let file = ("so-van-ban.csv", csv.as_bytes());
    let noted = letter_numbers::remember(&mut store, &left, "Số văn bản 2026", letter_numbers::FORMATS[2], file);
    let entry = store.read().entry(noted.expect("noted").seq).expect("read").expect("an entry");
    assert_eq!((entry.op.as_str(), entry.reason.as_str()), ("export", "Số văn bản 2026, csv"));
    assert!(csv.contains("C. D. M. H.") && !csv.contains("Công dân mẫu"), "names leave the desk as initials: {csv}");
    assert!(
        refusal(letter_numbers::file(&store, 2027, letter_numbers::FORMATS[0], at(NOW))).to_string().contains("2027")
    );
}

#[test]
fn a_number_typed_without_its_zero_is_the_same_number() {
    let (mut store, ids) = late();
    assert_eq!(issue(&mut store, &ids[..1], &letter()).expect("issued"), ["01/PXL"]);
    let typed = |number: &str| Issue { number: number.to_owned(), ..letter() };
    for number in ["1/PXL", "001/PXL", "1/pxl"] {
        let said = refusal(issue(&mut store, &ids[1..2], &typed(number))).to_string();
        assert!(said.contains("Số 01/PXL đã cấp"), "{number}: {said}");
    }
    assert_eq!(issue(&mut store, &ids[1..2], &typed("7/PXL")).expect("issued"), ["07/PXL"]);
    // What the pattern does not make is a number of its own, as it was typed.
    assert_eq!(issue(&mut store, &ids[2..], &typed("7/XL-UBND")).expect("issued"), ["7/XL-UBND"]);
}

#[test]
fn what_has_ended_in_time_gets_no_letter_and_what_is_open_may_have_one_before_its_day() {
    let (mut store, _) = late();
    let open = accept(&mut store, "1.001", "Công dân mẫu Bốn", "2026-03-19 08:00").id;
    let ended = accept(&mut store, "1.001", "Công dân mẫu Năm", "2026-03-18 08:00").id;
    let done = targets(&store, &[ended]);
    end::settle(&mut store, &stamp("2026-03-19 08:00", "lan"), &done, at("2026-03-19 08:00")).expect("settled");
    let before = store.chain_head().expect("the journal").0;
    assert!(refusal(issue(&mut store, &[ended], &letter())).to_string().contains("không trễ hạn"));
    let given = Apology {
        reason: "chờ xác minh".to_owned(),
        signer: "Người ký mẫu".to_owned(),
        issued_at: Some(at(NOW)),
        reappointed_at: Some(at("2026-03-27 17:00")),
        ..Apology::default()
    };
    let both = targets(&store, &[open, ended]);
    let said = refusal(apologise::apologise(&mut store, &stamp(NOW, "lan"), &both, &given, ""));
    assert!(said.to_string().contains("không trễ hạn"), "{said:?}");
    assert_eq!(store.chain_head().expect("the journal").0, before, "nothing of it was written");
    assert_eq!(issue(&mut store, &[open], &letter()).expect("issued"), ["01/PXL"]);
    // One that was signed before the end, when nobody knew that it would come in time, is noted as it was.
    let signed = Issue { number: "05/PXL".to_owned(), at: at("2026-03-18 16:00"), ..letter() };
    assert_eq!(issue(&mut store, &[ended], &signed).expect("noted"), ["05/PXL"]);
}

/// There is nothing left to promise, but why it was late is still said.
#[test]
fn a_letter_after_a_late_end_names_no_new_date() {
    let (mut store, ids) = late();
    let ended = targets(&store, &ids[..1]);
    end::settle(&mut store, &stamp("2026-03-16 08:00", "lan"), &ended, at("2026-03-16 08:00")).expect("settled");
    let bare = Issue { reappointed_at: None, ..letter() };
    assert!(refusal(issue(&mut store, &ids[1..2], &bare)).to_string().contains("hẹn trả mới"), "still open");
    let silent = Issue { reason: " ".to_owned(), ..bare.clone() };
    let refused = refusal(issue(&mut store, &ids[..1], &silent)).to_string();
    assert!(refused.contains("vì sao chậm") && !refused.contains("hẹn trả mới"), "{refused}");
    assert_eq!(issue(&mut store, &ids[..1], &bare).expect("issued"), ["01/PXL"]);
}

#[test]
fn a_number_typed_far_ahead_leaves_one_row_for_the_whole_gap() {
    let (mut store, ids) = late();
    let typed = Issue { number: "9000000000000000000/PXL".to_owned(), ..letter() };
    issue(&mut store, &ids[..1], &letter()).expect("issued");
    issue(&mut store, &ids[1..2], &typed).expect("issued");
    let rows = letter_numbers::of_year(store.read(), 2026).expect("read");
    let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(texts, ["01/PXL", "02/PXL – 8999999999999999999/PXL", "9000000000000000000/PXL"]);
    let said = letter_numbers::summary(&rows);
    assert_eq!(said, "9000000000000000000 số: 2 trên văn bản, 0 đã hủy, 8999999999999999998 số trống");
}

#[test]
fn a_letter_that_moves_into_another_year_takes_a_number_of_that_year() {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let ids =
        ["Công dân mẫu Một", "Công dân mẫu Hai"].map(|name| accept(&mut store, "1.001", name, "2025-12-02 08:00").id);
    let written = |store: &mut Store, id: i64, issued: &str, number: &str, why: &str| {
        let new = Apology {
            number: number.to_owned(),
            reason: "chờ xác minh".to_owned(),
            signer: "Người ký mẫu".to_owned(),
            issued_at: Some(at(issued)),
            reappointed_at: Some(at("2026-03-27 17:00")),
            ..Apology::default()
        };
        let targets = targets(store, &[id]);
        apologise::apologise(store, &stamp(NOW, "lan"), &targets, &new, why)?;
        Ok::<_, Error>(store.read().dossier(id).expect("read").expect("there").dossier.apology.number)
    };
    assert_eq!(written(&mut store, ids[0], "2025-12-31 08:00", "", "").expect("written"), "01/PXL");
    assert_eq!(written(&mut store, ids[1], "2026-01-05 08:00", "", "").expect("written"), "01/PXL");
    let taken = refusal(written(&mut store, ids[0], "2026-01-02 08:00", "01/PXL", "sửa ngày")).to_string();
    assert!(taken.contains("đã cấp cho văn bản khác"), "{taken}");
    let silent = refusal(written(&mut store, ids[0], "2026-01-02 08:00", "", "")).to_string();
    assert!(silent.contains("hãy ghi lý do"), "{silent}");
    assert_eq!(written(&mut store, ids[0], "2026-01-02 08:00", "", "sửa ngày").expect("written"), "02/PXL");
    let before = letter_numbers::of_year(store.read(), 2025).expect("read");
    assert!(before[0].fate.words().contains("đã hủy"), "{before:?}");
}

/// A register that another program wrote into: the number is on no letter, and nobody said that it is cancelled.
#[test]
fn a_number_that_is_gone_without_a_word_is_lost_and_not_called_cancelled() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    let mut store = Store::open(&path, motcua::store::Mode::CreateIfMissing).expect("a register");
    set_up(&mut store);
    let id = accept(&mut store, "1.001", "Công dân mẫu Một", "2026-03-03 08:00").id;
    issue(&mut store, &[id], &letter()).expect("issued");
    drop(store);
    let raw = rusqlite::Connection::open(&path).expect("a file");
    raw.execute("UPDATE dossier SET apology_number = '03/PXL'", []).expect("written");
    drop(raw);
    let store = Store::open(&path, motcua::store::Mode::Existing).expect("a register");
    let said = numbers(&store);
    assert_eq!(said[0], ("01/PXL".to_owned(), "không còn trên văn bản nào, chưa ghi hủy".to_owned()));
    let rows = letter_numbers::of_year(store.read(), 2026).expect("read");
    let told = letter_numbers::summary(&rows);
    assert_eq!(told, "3 số: 1 trên văn bản, 0 đã hủy, 1 không còn trên văn bản nào, 1 số trống");
}

#[test]
fn lateness_by_operation_shows_its_real_end_and_evidence() {
    let (mut store, ids) = late();
    let classify = |store: &mut Store, late: &Lateness, done: Option<&str>, why: &str| {
        let targets = targets(store, &ids[..1]);
        apologise::classify(store, &stamp(NOW, "lan"), &targets, late, done.map(at), why)
    };
    let mut late =
        Lateness {
            kind: Some(LateKind::Operational), evidence: "ảnh chụp Cổng".to_owned(), ..Lateness::default()
        };
    let told = |done: Result<_, Error>| refusal::<motcua::domain::change::Changes>(done).to_string();
    let missing = refusal(classify(&mut store, &late, None, ""));
    assert!(missing.to_string().contains("phải có giờ xong việc"), "{missing}");
    assert_eq!(missing.problems[0].field, "done_at", "the cursor goes where the moment is missing");
    assert!(told(classify(&mut store, &late, Some("2026-03-11 09:00"), "")).contains("hãy chọn trễ thực"));
    assert!(told(classify(&mut store, &late, Some("2026-03-02 09:00"), "")).contains("trước lúc tiếp nhận"));
    late.evidence.clear();
    assert!(told(classify(&mut store, &late, Some("2026-03-09 09:00"), "")).contains("minh chứng"));
    late.evidence = "ảnh chụp Cổng".to_owned();
    classify(&mut store, &late, Some("2026-03-09 09:00"), "").expect("named");
    let dossier = store.read().dossier(ids[0]).expect("read").expect("there").dossier;
    assert_eq!((dossier.done_at, dossier.late.evidence.as_str()), (Some(at("2026-03-09 09:00")), "ảnh chụp Cổng"));
    let actual = Lateness { kind: Some(LateKind::Actual), ..Lateness::default() };
    assert!(told(classify(&mut store, &actual, None, "")).contains("Đổi loại trễ hạn phải ghi lý do"));
    classify(&mut store, &actual, None, "kiểm tra lại").expect("changed");
}

/// A file that takes a letter's number from it, or gives it another one, leaves the old one cancelled, with the file as
/// the reason and the dossier it was of.
#[test]
fn a_number_that_a_file_takes_off_a_letter_is_cancelled() {
    let (mut store, ids) = late();
    issue(&mut store, &ids[..2], &letter()).expect("issued");
    let code = |id: i64| store.read().dossier(id).expect("read").expect("there").dossier.code;
    let (first, second) = (code(ids[0]), code(ids[1]));
    let file = format!("code,apology_number\n{first},\n{second},77/PXL\n");
    import::import(&mut store, &stamp(NOW, "lan"), Noun::Dossiers, "t.csv", file.as_bytes(), &mut |_, _| true)
        .expect("imported");
    let rows = letter_numbers::of_year(store.read(), 2026).expect("read");
    let cancelled: Vec<(String, String, i64)> = rows
        .iter()
        .filter_map(|row| match &row.fate {
            Fate::Cancelled(known) => Some((row.text.clone(), known.why.clone(), known.dossier.as_ref()?.0)),
            _ => None,
        })
        .collect();
    let texts: Vec<(&str, i64)> = cancelled.iter().map(|(text, _, id)| (text.as_str(), *id)).collect();
    assert_eq!(texts, [("01/PXL", ids[0]), ("02/PXL", ids[1])]);
    assert!(cancelled.iter().all(|(_, why, _)| why.contains("t.csv")), "{cancelled:?}");
}
