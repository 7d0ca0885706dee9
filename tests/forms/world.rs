//! A register in which every form can be filled in, twice over with nothing in common. All people are invented.

#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use motcua::desk::hand_over::{self, HandOver};
use motcua::desk::slip::Draft;
use motcua::desk::{accept, apologise, end, pause, set_up, undo};
use motcua::domain::component::{Component, ComponentKind};
use motcua::domain::dossier::{Apology, Channel, Lateness, Outcome};
use motcua::domain::limit::Extension;
use motcua::domain::pause::PauseReason;
use motcua::store::Store;

use crate::support::{at, draft, seen, set_up as small_desk, stamp};

/// Ids of the dossiers, by what became of them.
#[derive(Clone, Copy, Debug)]
pub struct Ids {
    /// Accepted, handed on, paused for papers, late, with a letter, settled and returned.
    pub whole: i64,
    /// Refused.
    pub refused: i64,
    /// Stopped.
    pub stopped: i64,
}

/// What tells the two registers apart.
pub struct Words {
    /// Prepended to every text.
    pub mark: &'static str,
    /// The year, 2026 or later.
    pub year: u16,
    /// Papers and things asked for.
    pub papers: usize,
    /// How many dossiers came in before.
    pub before: usize,
}

/// The ordinary register.
pub const FIRST: Words = Words { mark: "", year: 2026, papers: 3, before: 0 };
/// Another one: whatever a form says is said otherwise.
pub const SECOND: Words = Words { mark: "Khác ", year: 2027, papers: 2, before: 1 };

impl Words {
    fn say(&self, text: &str) -> String {
        format!("{}{text}", self.mark)
    }

    fn at(&self, text: &str) -> String {
        format!("{}-{text}", self.year)
    }
}

/// The register.
pub fn register(words: &Words) -> (Store, Ids) {
    let mut store = Store::in_memory().expect("a register");
    let ids = fill(&mut store, words);
    (store, ids)
}

/// Fills a register in which nothing was yet.
pub fn fill(store: &mut Store, words: &Words) -> Ids {
    small_desk(store);
    settings(store, words);
    for _ in 0..words.before {
        let when = words.at("03-01 08:00");
        accept::accept(store, &stamp(&when, "lan"), &draft("1.001", "Người trước", &when)).expect("accepted");
    }
    let whole = whole(store, words);
    let refused = refused(store, words);
    let stopped = stopped(store, words);
    Ids { whole, refused, stopped }
}

fn settings(store: &mut Store, words: &Words) {
    let values = [
        ("unit", "Trung tâm Phục vụ hành chính công xã Đồng Mẫu"),
        ("superior", "Ủy ban nhân dân xã Đồng Mẫu"),
        ("place", "Đồng Mẫu"),
        ("signer_prefix", "KT. GIÁM ĐỐC"),
        ("signer_position", "PHÓ GIÁM ĐỐC"),
        ("signer_name", "Phạm Văn Ký"),
        ("collect_at", "Quầy trả kết quả, Trung tâm Phục vụ hành chính công xã Đồng Mẫu"),
        ("contact", "Quầy số 2, điện thoại 0299 000 0000"),
        ("guidance_pattern", "{nn}/HDHS"),
        ("stop_pattern", "{nn}/TB"),
        ("apology_pattern", "{nn}/PXL"),
    ];
    let values: Vec<(String, String)> =
        values.map(|(key, value)| (key.to_owned(), words.say(value))).into_iter().collect();
    set_up::change_settings(store, &stamp(&words.at("01-05 07:40"), "lan"), &values).expect("set");
}

fn components(words: &Words) -> Vec<Component> {
    let papers = [
        ("Tờ khai đăng ký khai sinh theo mẫu", ComponentKind::Original, 1),
        ("Giấy chứng sinh do cơ sở y tế nơi trẻ em sinh ra cấp", ComponentKind::Copy, 2),
        ("Giấy tờ tùy thân của người yêu cầu đăng ký", ComponentKind::Copy, 3),
    ];
    let paper = |(name, kind, copies): (&str, ComponentKind, u32)| Component {
        name: words.say(name),
        kind: Some(kind),
        copies: Some(copies),
        required: true,
        ..Component::default()
    };
    papers.into_iter().take(words.papers).map(paper).collect()
}

/// A dossier at the counter with everything that a form can say of it.
pub fn full_draft(words: &Words, when: &str) -> accept::Draft {
    let procedure = if words.mark.is_empty() { "1.001" } else { "2.001" };
    let mut draft = draft(procedure, &words.say("Lê Thị Mẫu"), when);
    let dossier = &mut draft.dossier;
    let applicant = &mut dossier.applicant;
    applicant.id = if words.mark.is_empty() { "001088000001" } else { "001088000002" }.to_owned();
    applicant.address = words.say("Thôn Thử, xã Đồng Mẫu");
    applicant.phone = if words.mark.is_empty() { "0900000001" } else { "0900000002" }.to_owned();
    applicant.email = format!("mau{}@vidu.vn", words.papers);
    applicant.delegate = words.say("Ngô Văn Thay");
    dossier.sets = Some(words.papers as u32);
    dossier.fee = Some(12_000 + i64::from(words.year));
    dossier.received_by = if words.mark.is_empty() { "lan" } else { "hung" }.to_owned();
    dossier.note = words.say("hồ sơ thử");
    let basis = words.say("Điều 5");
    dossier.extension = Some(Extension { limit: "2wd".parse().expect("a limit"), basis });
    draft.components = components(words);
    draft
}

fn whole(store: &mut Store, words: &Words) -> i64 {
    let officer = if words.mark.is_empty() { "lan" } else { "hung" };
    let now = |when: &str| stamp(&words.at(when), officer);
    let draft = full_draft(words, &words.at("03-02 08:10"));
    let (accepted, _) = accept::accept(store, &now("03-02 08:10"), &draft).expect("accepted");
    let id = accepted.id;
    let over = |office: &str, to: &str, given: &str, received: &str, due: Option<&str>, assisting: bool| HandOver {
        to_officer: to.to_owned(),
        to_office: words.say(office),
        given_at: at(&words.at(given)),
        received_at: Some(at(&words.at(received))),
        note: words.say("đủ giấy tờ"),
        due_at: due.map(|due| at(&words.at(due))),
        assisting,
    };
    let other = if words.mark.is_empty() { "hung" } else { "lan" };
    let steps = [
        over("Phòng Văn hóa - Xã hội", other, "03-02 09:00", "03-02 09:30", Some("03-04 17:00"), false),
        over("Công an xã", "", "03-03 08:00", "03-03 10:00", Some("03-03 16:00"), true),
        over("Phòng Tư pháp", other, "03-05 08:30", "03-05 09:00", None, false),
    ];
    for step in steps.iter().take(words.papers) {
        let when = now(&step.given_at.to_string()[5..]);
        let when = motcua::store::Stamp { at: step.received_at.expect("received"), ..when };
        let target = seen(store, id);
        hand_over::hand_over(store, &when, &[target], step).expect("handed over");
    }
    ask_for_papers(store, words, id);
    let letter = Apology {
        signer: words.say("Phạm Văn Ký"),
        reason: words.say("chờ xác minh của cơ quan phối hợp"),
        issued_at: Some(at(&words.at("03-20 09:00"))),
        // A working day in either year.
        reappointed_at: Some(at(&words.at(if words.mark.is_empty() { "03-27 17:00" } else { "03-29 17:00" }))),
        ..Apology::default()
    };
    let late = Lateness { cause: words.say("quên thao tác trên hệ thống"), ..Lateness::default() };
    let target = seen(store, id);
    apologise::apologise(store, &now("03-20 09:00"), &[target], &letter, "").expect("a letter");
    let target = seen(store, id);
    apologise::classify(store, &now("03-30 09:00"), &[target], &late, None, "").expect("classified");
    let target = seen(store, id);
    end::done(store, &now("04-02 09:00"), &[target], at(&words.at("04-02 09:00"))).expect("done");
    let target = seen(store, id);
    end::settle(store, &now("04-02 09:10"), &[target], at(&words.at("04-02 09:10"))).expect("settled");
    let target = seen(store, id);
    let channel = if words.mark.is_empty() { Channel::Direct } else { Channel::Postal };
    end::give_back(store, &now("04-03 09:10"), &[target], at(&words.at("04-03 09:10")), channel).expect("returned");
    id
}

/// What a clerk says of a request for papers.
pub fn request(words: &Words) -> Draft {
    let things = ["Bản chính giấy chứng sinh", "Bản sao hộ chiếu của cha", "Tờ khai có chữ ký của mẹ"];
    let things: Vec<String> = things.iter().take(words.papers).map(|thing| words.say(thing)).collect();
    Draft {
        items: things.join("\n"),
        reason: words.say("Giấy chứng sinh nộp là bản chụp"),
        contact: words.say("Quầy số 2, điện thoại 0299 000 0000"),
        ..Draft::default()
    }
}

fn ask_for_papers(store: &mut Store, words: &Words, id: i64) {
    let slip = request(words);
    let from = at(&words.at("03-05 14:00"));
    let begun =
        pause::Begun { reason: PauseReason::Supplement, document: "", from, why: "", clears: false, slip: Some(&slip) };
    let officer = if words.mark.is_empty() { "lan" } else { "hung" };
    let target = seen(store, id);
    if words.before > 0 {
        // A number that was given out and taken back is not given again.
        let lost = pause::begin(store, &stamp(&words.at("03-05 14:00"), officer), &[target], &begun).expect("paused");
        undo::undo(store, &stamp(&words.at("03-05 14:00"), officer), lost.seq, false).expect("undone");
    }
    let target = seen(store, id);
    pause::begin(store, &stamp(&words.at("03-05 14:00"), officer), &[target], &begun).expect("paused");
    let target = seen(store, id);
    let back = at(&words.at("03-06 09:00"));
    pause::resume(store, &stamp(&words.at("03-06 09:00"), officer), &[target], back).expect("resumed");
}

fn refused(store: &mut Store, words: &Words) -> i64 {
    let officer = if words.mark.is_empty() { "lan" } else { "hung" };
    let mut draft = full_draft(words, &words.at("03-02 08:10"));
    draft.dossier.channel = Channel::Online;
    draft.dossier.submitted_at = draft.dossier.accepted_at.take();
    let now = stamp(&words.at("03-02 08:10"), officer);
    let (filed, _) = accept::accept(store, &now, &draft).expect("filed");
    let target = seen(store, filed.id);
    let slip = Draft {
        contact: request(words).contact, ..Draft::because(&words.say("không thuộc thẩm quyền của xã"))
    };
    let now = stamp(&words.at("03-02 09:10"), officer);
    accept::refuse(store, &now, &[target], now.at, &slip).expect("refused");
    filed.id
}

fn stopped(store: &mut Store, words: &Words) -> i64 {
    let draft = full_draft(words, &words.at("03-02 08:20"));
    let (accepted, _) = accept::accept(store, &stamp(&words.at("03-02 08:20"), "lan"), &draft).expect("accepted");
    let target = seen(store, accepted.id);
    let slip = Draft {
        basis: words.say("khoản 2 Điều 7 Nghị định thử"),
        ..Draft::because(&words.say("người nộp không bổ sung giấy tờ đúng hạn"))
    };
    let now = stamp(&words.at("03-04 09:10"), "lan");
    let ending = end::Ending { outcome: Outcome::Stopped, at: now.at, slip: &slip, clears: false };
    end::end_with_slip(store, &now, &[target], &ending).expect("stopped");
    accepted.id
}
