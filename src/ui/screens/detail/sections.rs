//! The sections of the page: everything of one dossier in the clerk's words. Pure: a dossier in, lines out.

use crate::desk::ledger::{Cause, Promise};
use crate::domain::component::{Component, ComponentKind, PaperState};
use crate::domain::day::Moment;
use crate::domain::dossier::{ApplicantKind, Dossier, Outcome, PaidBy};
use crate::domain::fee::Fee;
use crate::domain::number;
use crate::domain::pause::Pause;
use crate::domain::procedure::OnlineLevel;
use crate::domain::stage::Stage;
use crate::ui::look::Tone;
use crate::ui::screens::detail::clocks;
use crate::ui::screens::detail::legs;
use crate::ui::screens::detail::sheet::Section;
use crate::ui::work::detail::{Aids, Whole};

/// Every section, in the order of one column.
pub fn sections(whole: &Whole, aids: &Aids) -> Vec<Section> {
    let dossier = &whole.stored.dossier;
    vec![
        applicant(dossier),
        procedure(whole),
        moments(whole, aids),
        legs::section(whole),
        people(whole, aids),
        ledger(whole, aids),
        clocks::reminders(whole),
        pauses(whole),
        index(whole),
        late(whole, aids),
        components(whole, aids),
        money(&whole.fee, aids),
        codes(dossier),
        ratings(whole),
    ]
}

fn text(at: Option<Moment>) -> String {
    at.map(Moment::vietnamese).unwrap_or_default()
}

fn applicant(dossier: &Dossier) -> Section {
    let (mut section, who) = (Section::new("Người nộp"), &dossier.applicant);
    let kind = who.kind.filter(|kind| *kind == ApplicantKind::Organization);
    let name = kind.map_or(who.name.clone(), |kind| format!("{} ({})", who.name, kind.label()));
    section.pair("Họ tên", name);
    section.pair("Số CCCD, MST", &who.id);
    section.pair("Điện thoại", &who.phone);
    section.pair("Email", &who.email);
    section.pair("Địa chỉ", &who.address);
    section.pair("Người được ủy quyền", &who.delegate);
    section
}

fn procedure(whole: &Whole) -> Section {
    let (mut section, procedure) = (Section::new("Thủ tục"), &whole.procedure);
    let dossier = &whole.stored.dossier;
    section.pair("Tên", &procedure.name);
    section.pair("Mã TTHC", &procedure.code);
    section.pair("Lĩnh vực", &procedure.field);
    let limit = dossier.limit.or(procedure.limit(dossier.channel));
    let own = if dossier.limit.is_some() { " (ghi riêng cho hồ sơ này)" } else { "" };
    match limit {
        Some(limit) => section.pair("Thời hạn", format!("{}{own}", limit.vietnamese())),
        None => section.toned("Thời hạn", Tone::Warning, "chưa có trong danh mục"),
    }
    if let Some(extension) = &dossier.extension {
        section.pair("Gia hạn", format!("thêm {}: {}", extension.limit.vietnamese(), extension.basis));
    }
    if !procedure.confirmed && dossier.limit.is_none() {
        let basis = if procedure.basis.is_empty() { "chưa ghi" } else { &procedure.basis };
        section.toned("Căn cứ", Tone::Warning, format!("{basis} (thời hạn chưa kiểm tra)"));
    } else {
        section.pair("Căn cứ", &procedure.basis);
    }
    let level = procedure.online_level.filter(|level| *level != OnlineLevel::None);
    // The level is the procedure's: a dossier handed in at the counter is no online service.
    let level = level.map(|level| format!(" (thủ tục có dịch vụ công {})", level.label())).unwrap_or_default();
    section.pair("Kênh nộp", format!("{}{level}", dossier.channel.label()));
    section.pair("Phi địa giới", if dossier.out_of_area { "có" } else { "" });
    section.pair("Số bộ", dossier.sets.map(|sets| sets.to_string()).unwrap_or_default());
    section
}

fn moments(whole: &Whole, aids: &Aids) -> Section {
    let (mut section, dossier) = (Section::new("Mốc thời gian"), &whole.stored.dossier);
    section.pair("Nộp", text(dossier.submitted_at));
    section.pair("Tiếp nhận", text(dossier.accepted_at));
    let year = dossier.accepted_at.map(|at| at.day.year()).unwrap_or_default();
    section.pair("Số trong sổ", dossier.book_no.map(|no| format!("{no}/{year}")).unwrap_or_default());
    if let (Some((tone, said)), Some(submitted)) =
        (clocks::acceptance(whole, &aids.rules.calendar), dossier.submitted_at)
    {
        let hours = aids.rules.acceptance.at(submitted.day).0;
        section.toned("Hạn tiếp nhận", tone, format!("{said} (trong {hours:02} giờ làm việc)"));
    }
    section.pair("Hạn trả kết quả", text(whole.due.filter(|_| whole.stage != Stage::Submitted)));
    section.pair("Nơi giải quyết nhận", text(dossier.forwarded_at));
    for over in &whole.handovers {
        let to = [over.to.as_str(), over.office.as_str()].into_iter().filter(|part| !part.is_empty());
        let to = to.collect::<Vec<_>>().join(", ");
        let from = if over.from.is_empty() { String::new() } else { format!(" từ {}", over.from) };
        let note = if over.note.is_empty() { String::new() } else { format!("; {}", over.note) };
        let given = format!("{}{from} cho {to}", over.given_at.vietnamese());
        match over.received_at {
            Some(at) => section.pair("Bàn giao", format!("{given}; nhận {}{note}", at.vietnamese())),
            None => section.toned("Bàn giao", Tone::Waiting, format!("{given}; chưa nhận{note}")),
        }
    }
    section.pair("Xong việc", text(dossier.done_at));
    let ended = match dossier.outcome {
        None | Some(Outcome::Settled) => "Kết thúc trên Cổng",
        Some(Outcome::Rejected) => "Trả lại",
        Some(Outcome::Withdrawn) => "Công dân rút",
        Some(Outcome::Stopped) => "Dừng giải quyết",
        Some(Outcome::Refused) => "Không tiếp nhận",
    };
    section.pair(ended, text(dossier.settled_at));
    let how = dossier.return_channel.map(|how| format!(", {}", how.label())).unwrap_or_default();
    section.pair("Nhận kết quả tại", &dossier.collect_at);
    section.pair("Trả kết quả", dossier.returned_at.map(|at| format!("{}{how}", at.vietnamese())).unwrap_or_default());
    section
}

fn people(whole: &Whole, aids: &Aids) -> Section {
    let (mut section, dossier) = (Section::new("Phụ trách"), &whole.stored.dossier);
    section.pair("Tiếp nhận", aids.officer(&dossier.received_by));
    match (dossier.handled_by.as_str(), whole.stage.open()) {
        ("", true) => section.toned("Thụ lý", Tone::Waiting, "chưa giao"),
        (officer, _) => section.pair("Thụ lý", aids.officer(officer)),
    }
    section.pair("Cơ quan giải quyết", &dossier.office);
    section
}

fn ledger(whole: &Whole, aids: &Aids) -> Section {
    let mut section = Section::right("Sổ hạn trả");
    for line in &whole.ledger {
        let tone = if line.voided.is_some() { Tone::Dim } else { Tone::Normal };
        section.toned(&line.due.day.vietnamese(), tone, line.told(|code| aids.officer(code)));
    }
    section.pair("Cách tính", &whole.rule);
    if let Some(other) = whole.explanation.as_ref().and_then(|explanation| explanation.alternative.as_ref()) {
        let days = other.days.join("; ");
        section.toned("Nếu lịch đổi", Tone::Warning, format!("hạn là {} ({days})", other.due.vietnamese()));
    }
    section
}

fn document(number: &str) -> String {
    if number.is_empty() { String::new() } else { format!(", văn bản {number}") }
}

fn pauses(whole: &Whole) -> Section {
    let mut section = Section::right("Tạm dừng");
    for (n, pause) in whole.stored.dossier.pauses.iter().enumerate() {
        let effect = effect(whole, pause);
        let text = format!("{}{}{effect}", pause.reason.label(), document(&pause.document));
        let label = format!("Lần {}", n + 1);
        match pause.to {
            Some(to) => section.pair(&label, format!("{} – {}: {text}", pause.from.vietnamese(), to.vietnamese())),
            None => section.toned(&label, Tone::Waiting, format!("từ {} đến nay: {text}", pause.from.vietnamese())),
        }
    }
    section
}

/// How far a pause moved the date: the line of the ledger against the one before it.
fn effect(whole: &Whole, pause: &Pause) -> String {
    let live: Vec<&Promise> = whole.ledger.iter().filter(|line| line.voided.is_none()).collect();
    let at = live.iter().position(|line| matches!(&line.cause, Cause::Pause(told) if told == pause));
    let Some(at) = at.filter(|at| *at > 0) else { return String::new() };
    let (before, after) = (live[at - 1].due, live[at].due);
    if before == after {
        return "; hạn không lùi".to_owned();
    }
    if before.day == after.day {
        return format!("; hạn lùi từ {} đến {} cùng ngày", before.clock(), after.clock());
    }
    format!("; hạn lùi từ {} đến {}", before.day.vietnamese(), after.day.vietnamese())
}

/// The view of the national index, beside the legal date and never instead of it. Without a pause the two are one.
fn index(whole: &Whole) -> Section {
    let mut section = Section::right("Theo bộ chỉ số (Quyết định 766)");
    let Some(index) = whole.index.filter(|_| !whole.stored.dossier.pauses.is_empty()) else { return section };
    section.pair("Hạn để đối chiếu", text(index.due));
    if index.requests > 0 {
        section.pair("Yêu cầu bổ sung", format!("{:02} lần", index.requests));
    }
    match (index.overdue, index.because_of_requests) {
        (true, true) => section.toned("Tính là", Tone::Warning, "quá hạn, do yêu cầu bổ sung quá một lần"),
        (true, false) => section.toned("Tính là", Tone::Overdue, "quá hạn"),
        (false, _) => section.pair("Tính là", "không quá hạn"),
    }
    let why = index.why_different(whole.due, whole.late.is_some());
    let said = if why.is_empty() {
        "Không khác hạn trả và cách tính theo quy định.".to_owned()
    } else {
        format!("Khác quy định vì {why}. Chỉ để đối chiếu: hạn trả của hồ sơ vẫn theo quy định.")
    };
    section.full(Tone::Normal, said);
    section
}

fn late(whole: &Whole, aids: &Aids) -> Section {
    let (mut section, dossier) = (Section::right("Trễ hạn, xin lỗi"), &whole.stored.dossier);
    let (late, letter) = (&dossier.late, &dossier.apology);
    section.pair("Loại trễ", late.kind.map(|kind| kind.label()).unwrap_or_default());
    section.pair("Nguyên nhân", &late.cause);
    section.pair("Cán bộ liên quan", aids.officer(&late.officer));
    section.pair("Minh chứng", &late.evidence);
    section.pair("Văn bản xin lỗi", &letter.number);
    section.pair("Lý do chậm", &letter.reason);
    section.pair("Người ký", &letter.signer);
    section.pair("Ban hành", text(letter.issued_at));
    section.pair("Đăng tải", text(letter.uploaded_at));
    section.pair("Niêm yết", text(letter.posted_at));
    section.pair("Hẹn lại", text(letter.reappointed_at));
    section.pair("Không có văn bản vì", &letter.none_reason);
    section
}

fn components(whole: &Whole, aids: &Aids) -> Section {
    let (mut section, dossier) = (Section::right("Số hóa"), &whole.stored.dossier);
    let counts = dossier.components;
    if counts.required > 0 || !whole.components.is_empty() {
        let tone = if counts.full() { Tone::Normal } else { Tone::Waiting };
        let reused = if counts.reused > 0 { format!(", dùng lại {}", counts.reused) } else { String::new() };
        section.toned("Thành phần", tone, format!("đã số hóa {}/{}{reused}", counts.digitized, counts.required));
    }
    for (_, component) in &whole.components {
        let lost = component.counts() && component.unmendable;
        section.full(if lost { Tone::Warning } else { Tone::Normal }, paper(component, aids));
        if !component.scan.is_empty() {
            section.pair("  bản quét", &component.scan);
        }
    }
    section.pair("Lý do thiếu", &dossier.components_note);
    let ended = whole.stage.ended() && whole.stage != Stage::Refused;
    match (dossier.result_digitized, ended) {
        (true, _) => section.pair("Kết quả", if dossier.result_signed { "đã số hóa, đã ký số" } else { "đã số hóa" }),
        (false, true) if whole.procedure.result_document != Some(false) => {
            section.toned("Kết quả", Tone::Waiting, "chưa số hóa");
        }
        (false, true) => section.pair("Kết quả", "không phải số hóa"),
        (false, false) => {}
    }
    section.pair("Ghi chú kết quả", &dossier.result_note);
    section.pair("Tệp kết quả", &dossier.result_scan);
    section
}

/// `[x] Tờ khai, bản chính ×2: dùng lại`
fn paper(component: &Component, aids: &Aids) -> String {
    let mark = if component.is_digitized() { "x" } else { " " };
    let kind = component.kind.map(|kind: ComponentKind| format!(", {}", kind.label())).unwrap_or_default();
    let copies = component.copies.filter(|copies| *copies > 1).map(|copies| format!(" ×{copies}")).unwrap_or_default();
    let mut said = Vec::new();
    match component.state() {
        PaperState::Reused => said.push("dùng lại"),
        PaperState::Awaited | PaperState::Digitized => {}
        state => said.push(state.label()),
    }
    if !component.required {
        said.push("không bắt buộc");
    }
    if !component.note.is_empty() {
        said.push(&component.note);
    }
    let officer = aids.officer(&component.officer);
    if !officer.is_empty() {
        said.push(&officer);
    }
    let said = if said.is_empty() { String::new() } else { format!(": {}", said.join("; ")) };
    format!("[{mark}] {}{kind}{copies}{said}", component.name)
}

fn money(fee: &Fee, aids: &Aids) -> Section {
    let mut section = Section::new("Phí, lệ phí");
    let Some(amount) = fee.amount.filter(|amount| *amount > 0) else { return section };
    section.pair("Số tiền", format!("{} đồng", number::vietnamese_number(amount)));
    match fee.paid_by {
        Some(how) => section.pair("Nộp", PaidBy::label(how)),
        None => section.toned("Nộp", Tone::Waiting, "chưa ghi đã nộp"),
    }
    if let Some(at) = fee.paid_at {
        section.pair("Thu lúc", at.vietnamese());
    }
    if !fee.paid_to.is_empty() {
        section.pair("Người thu", aids.officer(&fee.paid_to));
    }
    section
}

fn codes(dossier: &Dossier) -> Section {
    let mut section = Section::new("Mã khác, ghi chú");
    section.pair("Mã nguồn", &dossier.source_code);
    section.pair("Hệ thống nguồn", &dossier.system);
    for other in &dossier.other_codes {
        section.pair(&other.system, &other.code);
    }
    section.pair("Ghi chú", &dossier.note);
    section
}

/// How often it was rated, and no more: who gave which level is for the head alone (DOMAIN.md §9), and a moment would
/// tell it to whoever sees the lines of the ratings.
fn ratings(whole: &Whole) -> Section {
    let mut section = Section::right("Đánh giá của công dân");
    let times = whole.ratings.len();
    if times > 0 {
        section.pair("Đã đánh giá", format!("{times} lượt; mức độ chỉ người đứng đầu xem trong báo cáo"));
    }
    section
}
