//! Which dossiers a list shows: the words for it, and the form to choose it.

use std::collections::BTreeSet;

use crate::domain::day::{Day, Moment};
use crate::domain::dossier::{Channel, LateKind, Outcome};
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::domain::stage::Owed;
use crate::domain::warning::acceptance_near;
use crate::store::pages::{ListColumn, Query, Show};
use crate::ui::entry::{self, Ground};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::work::detail::Aids;

/// What a list can be narrowed to: code in the form, words on screen.
const SHOWS: [(&str, &str); 27] = [
    ("all", "tất cả hồ sơ"),
    ("open", "đang giải quyết"),
    ("overdue", "quá hạn"),
    ("overdue_no_apology", "đang quá hạn, chưa xin lỗi"),
    ("due_today", "hẹn trả hôm nay"),
    ("warned", "sắp đến hạn"),
    ("apology_due", "đến lúc xin lỗi trước hạn"),
    ("on_clock", "đang tính giờ: giải quyết, chờ tiếp nhận"),
    ("paused", "chờ bổ sung, tạm dừng"),
    ("unanswered", "chờ tiếp nhận"),
    ("acceptance_late", "chờ tiếp nhận, quá hạn tiếp nhận"),
    ("acceptance_near", "chờ tiếp nhận, sắp hết hạn tiếp nhận"),
    ("accepted_today", "tiếp nhận hôm nay"),
    ("settled_today", "kết thúc hôm nay"),
    ("returned_today", "trả kết quả hôm nay"),
    ("owed_close", "xong việc, chưa kết thúc trên Cổng"),
    ("owed_return", "có kết quả, chưa trả"),
    ("owed_hand_over", "đã tiếp nhận, chưa bàn giao"),
    ("handover_late", "quá giờ bàn giao"),
    ("owed_components", "chưa số hóa thành phần"),
    ("owed_result", "chưa số hóa kết quả"),
    ("owed_apology", "đã xong quá hạn, chưa xin lỗi"),
    ("owed_classify", "đã xong quá hạn, chưa phân loại"),
    ("rejected", "trả lại, không giải quyết"),
    ("withdrawn", "công dân rút hồ sơ"),
    ("stopped", "dừng giải quyết"),
    ("refused", "không tiếp nhận"),
];

/// The set for a code, as of now.
pub(super) fn show_of(code: &str, rules: &Rulebook, now: Moment) -> Show {
    match code {
        "open" => Show::Open,
        "overdue" => Show::Overdue,
        "overdue_no_apology" => Show::OverdueWithoutApology,
        "due_today" => Show::DueOn(now.day),
        "warned" => Show::Warned,
        "apology_due" => Show::ApologyDue,
        "on_clock" => Show::OnClock,
        "acceptance_late" => Show::AcceptanceLate,
        "acceptance_near" => Show::AcceptanceNear(acceptance_near(now, &rules.calendar, &rules.warnings)),
        "handover_late" => Show::HandoverLate,
        "paused" => Show::Paused,
        "unanswered" => Show::Unanswered,
        "accepted_today" => Show::AcceptedOn(now.day),
        "settled_today" => Show::SettledOn(now.day),
        "returned_today" => Show::ReturnedOn(now.day),
        "owed_close" => Show::Owed(Owed::Close),
        "owed_return" => Show::Owed(Owed::Return),
        "owed_hand_over" => Show::Owed(Owed::HandOver),
        "owed_components" => Show::Owed(Owed::DigitizeComponents),
        "owed_result" => Show::Owed(Owed::DigitizeResult),
        "owed_apology" => Show::Owed(Owed::Apologise),
        "owed_classify" => Show::Owed(Owed::Classify),
        other => Outcome::from_code(other).map_or(Show::All, Show::Ended),
    }
}

pub(super) fn code_of(show: Show) -> &'static str {
    match show {
        Show::All => "all",
        Show::Open => "open",
        Show::Overdue => "overdue",
        Show::OverdueWithoutApology => "overdue_no_apology",
        Show::DueOn(_) => "due_today",
        Show::Warned => "warned",
        Show::ApologyDue => "apology_due",
        Show::OnClock => "on_clock",
        Show::AcceptanceLate => "acceptance_late",
        Show::AcceptanceNear(_) => "acceptance_near",
        Show::HandoverLate => "handover_late",
        Show::Paused => "paused",
        Show::Unanswered => "unanswered",
        Show::AcceptedOn(_) => "accepted_today",
        Show::SettledOn(_) => "settled_today",
        Show::ReturnedOn(_) => "returned_today",
        Show::Owed(Owed::Close) => "owed_close",
        Show::Owed(Owed::Return) => "owed_return",
        Show::Owed(Owed::HandOver) => "owed_hand_over",
        Show::Owed(Owed::DigitizeComponents) => "owed_components",
        Show::Owed(Owed::DigitizeResult) => "owed_result",
        Show::Owed(Owed::Apologise) => "owed_apology",
        Show::Owed(Owed::Classify) => "owed_classify",
        Show::Ended(outcome) => outcome.code(),
    }
}

/// A set in words. One that belongs to another day than today names it.
pub fn show_label(show: Show, today: Day) -> String {
    let of_day = match show {
        Show::DueOn(day) => Some(("hẹn trả", day)),
        Show::AcceptedOn(day) => Some(("tiếp nhận", day)),
        Show::SettledOn(day) => Some(("kết thúc", day)),
        Show::ReturnedOn(day) => Some(("trả kết quả", day)),
        _ => None,
    };
    if let Some((what, day)) = of_day.filter(|(_, day)| *day != today) {
        return format!("{what} ngày {}", day.vietnamese());
    }
    let code = code_of(show);
    SHOWS.iter().find(|(known, _)| *known == code).map_or(code, |(_, label)| label).to_owned()
}

/// The filters of a query in words, without its words to find; empty where it shows everything.
pub fn line(query: &Query, aids: Option<&Aids>, today: Day) -> String {
    let mut parts = Vec::new();
    if query.show != Show::All {
        parts.push(show_label(query.show, today));
    }
    if let Some(field) = &query.field {
        parts.push(format!("lĩnh vực {field}"));
    }
    if let Some(code) = &query.procedure {
        let named = aids.and_then(|aids| aids.procedures.iter().find(|procedure| procedure.code == *code));
        parts.push(format!("thủ tục {}", named.map_or(code.as_str(), |procedure| &procedure.name)));
    }
    if let Some(code) = &query.officer {
        parts.push(format!("cán bộ {}", aids.map_or_else(|| code.clone(), |aids| aids.officer(code))));
    }
    if let Some(channel) = query.channel {
        parts.push(format!("kênh {}", channel.label()));
    }
    if let Some((from, to)) = query.accepted {
        parts.push(format!("tiếp nhận {} – {}", from.vietnamese(), to.vietnamese()));
    }
    for (column, value) in &query.only {
        let said = match (column, value.parse::<Day>()) {
            (ListColumn::LateKind, _) => {
                LateKind::from_code(value).map_or(value.clone(), |kind| kind.label().to_owned())
            }
            (ListColumn::Receiver | ListColumn::Handler, _) => {
                aids.map_or_else(|| value.clone(), |aids| aids.officer(value))
            }
            (_, Ok(day)) => day.vietnamese(),
            (ListColumn::Digitised, _) => digitised(value),
            _ => value.clone(),
        };
        parts.push(format!("{}: {said}", column.label()));
    }
    parts.join(" · ")
}

/// How far a dossier is digitized, from components done, components required, and whether the result is.
fn digitised(value: &str) -> String {
    let parts: Vec<&str> = value.split('/').collect();
    match parts.as_slice() {
        [done, required, result] => {
            let result = if *result == "1" { "có kết quả" } else { "chưa có kết quả" };
            format!("{done}/{required} giấy, {result}")
        }
        _ => value.to_owned(),
    }
}

/// The form, filled in with what holds now.
pub fn form(query: &Query, aids: &Aids) -> Form {
    let shows = SHOWS.map(|(code, label)| PickItem::new(code, "", label, "")).to_vec();
    let mut fields: BTreeSet<&str> = aids.procedures.iter().map(|procedure| procedure.field.as_str()).collect();
    fields.extend(query.field.as_deref());
    let fields = fields.into_iter().map(|field| PickItem::new(field, "", field, "")).collect();
    let procedures = aids.procedures.iter();
    let procedures = procedures.map(|p| PickItem::new(&p.code, &p.code, &p.name, &p.field)).collect();
    let officers = aids.names_by_code.iter().map(|(code, name)| PickItem::new(code, "", name, "")).collect();
    let channels: Vec<(&str, &str)> = std::iter::once(("", "mọi kênh"))
        .chain(Channel::ALL.iter().map(|channel| (channel.code(), channel.label())))
        .collect();
    let (from, to) = query.accepted.map_or_else(Default::default, |(from, to)| (from.vietnamese(), to.vietnamese()));
    const ANY: &str = "Để trống: không lọc. Gõ để tìm, không cần dấu; Delete để bỏ.";
    Form::new(vec![
        FormRow::pick("show", "Tình trạng", Pick::new(shows), Some(code_of(query.show))).hint(ANY),
        FormRow::pick("field", "Lĩnh vực", Pick::new(fields), query.field.as_deref()).hint(ANY),
        FormRow::pick("procedure_code", "Thủ tục", Pick::new(procedures), query.procedure.as_deref()).hint(ANY),
        FormRow::pick("officer", "Cán bộ", Pick::new(officers), query.officer.as_deref()).hint(ANY),
        FormRow::choice("channel", "Kênh", &channels, query.channel.map_or("", Channel::code)),
        FormRow::day("accepted_from", "Tiếp nhận từ", &from).hint(entry::DAY_HINT),
        FormRow::day("accepted_to", "đến ngày", &to).hint(entry::DAY_HINT),
    ])
}

/// Reads a day of the form; an empty one is none.
fn day(text: &str, rules: &Rulebook, now: Moment) -> Result<Option<Day>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    entry::day(text, &Ground { now, calendar: &rules.calendar }).map(Some)
}

/// Shows beside a day how it was understood.
pub fn echo(form: &mut Form, key: &'static str, rules: &Rulebook, now: Moment) {
    if !key.starts_with("accepted_") {
        return;
    }
    match day(form.get(key), rules, now) {
        Ok(None) => form.set_echo(key, "", false),
        Ok(Some(day)) => form.set_echo(key, &entry::day_echo(day, &rules.calendar), false),
        Err(said) => form.set_echo(key, &said, true),
    }
}

/// The query that the form asks for; order and words to find stay.
///
/// # Errors
/// A refusal that names the day that cannot be read.
pub fn read(form: &Form, query: &Query, rules: &Rulebook, now: Moment) -> Result<Query, Refusal> {
    let mut refusal = Refusal::default();
    let mut read = |key: &'static str| {
        day(form.get(key), rules, now).unwrap_or_else(|said| {
            refusal.add(key, &said);
            None
        })
    };
    let (from, to) = (read("accepted_from"), read("accepted_to"));
    let accepted = match (from, to) {
        (None, None) => None,
        (Some(from), None) => Some((from, now.day.max(from))),
        // Nothing was accepted before there were registers.
        (None, Some(to)) => Some((Day::from_epoch(0), to)),
        (Some(from), Some(to)) => Some((from, to)),
    };
    if accepted.is_some_and(|(from, to)| from > to) {
        refusal.add("accepted_to", "Ngày sau phải không trước ngày đầu.");
    }
    refusal.or_ok()?;
    let chosen = |key: &str| Some(form.get(key)).filter(|text| !text.is_empty()).map(str::to_owned);
    let show = form.get("show");
    // A set of a day that is kept as it was is not moved to today.
    let kept = show == code_of(query.show);
    Ok(Query {
        show: if kept { query.show } else { show_of(show, rules, now) },
        field: chosen("field"),
        procedure: chosen("procedure_code"),
        officer: chosen("officer"),
        channel: Channel::from_code(form.get("channel")),
        accepted,
        ..query.clone()
    })
}
