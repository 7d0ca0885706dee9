//! The forms of the catalogue: from a row to fields, and from fields to a row. A field's name is that of the files.

use crate::domain::calendar::{Calendar, CalendarDay, DayKind, DayStatus};
use crate::domain::day::{Day, parse_clock};
use crate::domain::figure::{FIGURES, full_name};
use crate::domain::limit::Limit;
use crate::domain::number::decimal;
use crate::domain::officer::Officer;
use crate::domain::procedure::{OnlineLevel, Procedure};
use crate::domain::refusal::Refusal;
use crate::store::catalogue::StoredTarget;
use crate::ui::entry::{DAY_HINT, Ground, clock, day, day_echo, limit};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::screens::catalogue::hours;
use crate::ui::screens::catalogue::part::Part;
use crate::ui::screens::catalogue::version_form;
use crate::ui::work::catalogue::Entry;

const LIMIT: &str = "5 hoặc 5 ngày làm việc, 8 giờ, 10 ngày (ngày lịch), 1 tháng, trong ngày; để trống: chưa biết";
const DAY: &str = "25/6/2026, nay, +5 (ngày làm việc sau); để trống: không giới hạn";
const FLAG: [(&str, &str); 3] = [("", "chưa biết"), ("1", "có"), ("0", "không")];

/// The form of a row; an empty one for a new row of a part.
pub fn form(part: Part, entry: Option<&Entry>) -> Form {
    match (part, entry) {
        (_, Some(Entry::Procedure(it))) => procedure_form(it, true),
        (_, Some(Entry::Officer(it))) => officer_form(it, true),
        (_, Some(Entry::Day(it))) => day_form(Some(it)),
        (_, Some(Entry::Hours(it))) => hours::form(Some(it)),
        (_, Some(Entry::Target(it))) => target_form(Some(it)),
        (Part::Procedures, None) => procedure_form(&Procedure::new("", "", ""), false),
        (Part::Officers, None) => officer_form(&Officer::default(), false),
        (Part::Calendar, None) => day_form(None),
        (Part::Hours, None) => hours::form(None),
        (Part::Targets | Part::Settings, None) => target_form(None),
    }
}

fn shown(day: Option<Day>) -> String {
    day.map_or(String::new(), Day::vietnamese)
}

fn flag(key: &'static str, label: &str, value: Option<bool>) -> FormRow {
    let code = match value {
        None => "",
        Some(true) => "1",
        Some(false) => "0",
    };
    FormRow::choice(key, label, &FLAG, code)
}

fn procedure_form(it: &Procedure, known: bool) -> Form {
    let limit = |limit: Option<Limit>| limit.map_or(String::new(), |limit| limit.to_string());
    let mut levels = vec![("", "chưa biết")];
    levels.extend(OnlineLevel::ALL.map(|level| (level.code(), level.label())));
    let cutoff = it.same_day_cutoff.map_or(String::new(), |minute| format!("{:02}:{:02}", minute / 60, minute % 60));
    let from = if known {
        FormRow::note(&format!("Bản này áp dụng {}; bản mới được hỏi khi lưu.", it.in_force_words()))
    } else {
        FormRow::day("valid_from", "Hiệu lực từ", "").hint(DAY)
    };
    let code = if known {
        FormRow::note(&format!("Mã thủ tục {}", it.code))
    } else {
        FormRow::code("code", "Mã thủ tục", "")
    };
    Form::new(vec![
        code,
        FormRow::text("name", "Tên", &it.name),
        FormRow::text("field", "Lĩnh vực", &it.field),
        FormRow::number("limit_direct", "Hạn trực tiếp", &limit(it.limit_direct)).hint(LIMIT),
        FormRow::number("limit_online", "Hạn trực tuyến", &limit(it.limit_online)).hint("để trống: như trực tiếp"),
        FormRow::number("limit_postal", "Hạn bưu chính", &limit(it.limit_postal)).hint("để trống: như trực tiếp"),
        FormRow::code("same_day_cutoff", "Giờ chốt trong ngày", &cutoff)
            .hint("ví dụ 15:00, cho thủ tục trả trong ngày"),
        FormRow::choice("online_level", "Mức trực tuyến", &levels, it.online_level.map_or("", OnlineLevel::code)),
        flag("fee", "Có phí, lệ phí", it.fee),
        flag("online_payment", "Thanh toán trực tuyến", it.online_payment),
        flag("postal_receive", "Nhận qua bưu chính", it.postal_receive),
        flag("postal_return", "Trả qua bưu chính", it.postal_return),
        flag("result_document", "Có giấy tờ kết quả", it.result_document),
        from,
        FormRow::day("valid_to", "Hiệu lực đến", &shown(it.valid_to)).hint(DAY),
        FormRow::text("basis", "Căn cứ", &it.basis),
        FormRow::text("decision", "Quyết định công bố", &it.decision),
        FormRow::check("confirmed", "Đã kiểm tra", it.confirmed)
            .hint("dấu cách để đánh dấu: thời hạn đã được đối chiếu với văn bản"),
    ])
}

/// Lists the versions of the procedure at the head of its form, where there is more than one.
pub fn show_versions(form: &mut Form, versions: &[&Procedure], edited: &Procedure) {
    if versions.len() < 2 {
        return;
    }
    let lines = version_form::listed(versions, edited);
    let mut rows: Vec<FormRow> = lines.iter().map(|line| FormRow::note(line)).collect();
    rows.extend(form.rows().iter().cloned());
    *form = Form::new(rows);
}

fn officer_form(it: &Officer, known: bool) -> Form {
    let code = if known {
        FormRow::note(&format!("Mã cán bộ {}", it.code))
    } else {
        FormRow::code("code", "Mã cán bộ", "").hint("ngắn, không trùng; để trống: dùng chính họ tên")
    };
    Form::new(vec![
        code,
        FormRow::text("name", "Họ tên", &it.name),
        FormRow::text("position", "Chức vụ", &it.position),
        FormRow::text("office", "Đơn vị", &it.office),
        FormRow::day("valid_from", "Làm việc từ", &shown(it.valid_from)).hint(DAY),
        FormRow::day("valid_to", "Đến hết ngày", &shown(it.valid_to))
            .hint("ngày nghỉ việc, chuyển công tác; để trống: còn làm"),
    ])
}

fn day_form(it: Option<&CalendarDay>) -> Form {
    let kinds = DayKind::ALL.map(|kind| (kind.code(), kind.label()));
    let statuses = DayStatus::ALL.map(|status| (status.code(), status.label()));
    let date = match it {
        Some(day) => FormRow::note(&format!("{} {}", day.date.weekday_name(), day.date.vietnamese())),
        None => FormRow::day("date", "Ngày", "").hint(DAY_HINT),
    };
    let text = |word: fn(&CalendarDay) -> &String| it.map_or("", |day| word(day).as_str());
    Form::new(vec![
        date,
        FormRow::choice("kind", "Loại", &kinds, it.map_or("off", |day| day.kind.code())),
        FormRow::text("name", "Tên", text(|day| &day.name)).hint("ví dụ: Nghỉ bù Quốc khánh"),
        FormRow::choice("status", "Tình trạng", &statuses, it.map_or("announced", |day| day.status.code()))
            .hint("đã công bố và dự kiến được tính vào hạn; đề xuất thì chưa"),
        FormRow::text("source", "Văn bản", text(|day| &day.source)).hint("thông báo, quyết định"),
        FormRow::note("Sửa lịch không dời ngày hẹn trả đã in của hồ sơ nào; chỉ hạn tính từ nay về sau theo lịch mới."),
    ])
}

fn target_form(it: Option<&StoredTarget>) -> Form {
    let figure = match it {
        Some(target) => FormRow::note(&format!("{} [{}]", full_name(&target.figure), target.figure)),
        None => {
            let items = FIGURES.iter().filter(|figure| figure.is_public() && figure.of.is_some());
            let items = items.map(|figure| PickItem::new(figure.id, "", &full_name(figure.id), figure.id)).collect();
            FormRow::pick("figure", "Chỉ tiêu", Pick::new(items), None).hint("gõ chữ để tìm, không cần dấu")
        }
    };
    let from = match it {
        Some(target) => {
            FormRow::note(&format!("Từ ngày {}", target.valid_from.map_or("đầu".to_owned(), Day::vietnamese)))
        }
        None => FormRow::day("valid_from", "Từ ngày", "").hint("để trống: áp dụng từ đầu"),
    };
    let value = it.map_or(String::new(), |target| decimal(i64::from(target.value)));
    let bound = it.map_or("max", |target| if target.at_most { "max" } else { "min" });
    Form::new(vec![
        figure,
        FormRow::choice("bound", "So với mức", &[("max", "tối đa"), ("min", "tối thiểu")], bound),
        FormRow::number("value", "Mức (%)", value.trim_end_matches(",00")).hint("ví dụ 3 hoặc 98,5"),
        from,
        FormRow::text("source", "Văn bản giao", it.map_or("", |target| target.source.as_str())),
    ])
}

/// Shows the weekday of a date as soon as it can be read, and a limit in words.
pub fn echo(form: &mut Form, key: &'static str, ground: &Ground) {
    let text = form.get(key).to_owned();
    let said = match key {
        _ if text.is_empty() => Ok(String::new()),
        "date" | "valid_from" | "valid_to" | "from" => day(&text, ground).map(|day| day_echo(day, ground.calendar)),
        "limit_direct" | "limit_online" | "limit_postal" => limit(&text).map(|limit| limit.vietnamese()),
        "same_day_cutoff" => clock(&text).map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60)),
        "spans" | "saturday" => Ok(hours::echo(key, &text).unwrap_or_default()),
        _ => return,
    };
    let doubt = said.is_err();
    form.set_echo(key, &said.unwrap_or_else(|_| "chưa hiểu".to_owned()), doubt);
}

/// Reads the form into a row. `seen` gives what the form does not show: code, date, figure.
pub fn read(part: Part, form: &Form, seen: Option<&Entry>, ground: &Ground) -> Result<Entry, Refusal> {
    let mut reading = Reading { form, ground, refusal: Refusal::default() };
    let entry = match part {
        Part::Procedures => reading.procedure(seen),
        Part::Officers => reading.officer(seen),
        Part::Calendar => reading.calendar_day(seen),
        Part::Hours => hours::read(form, ground, &mut reading.refusal).map(Entry::Hours),
        Part::Targets | Part::Settings => reading.target(seen),
    };
    reading.refusal.or_ok()?;
    entry.ok_or_else(|| Refusal::whole("Chưa đọc được phiếu này."))
}

struct Reading<'a> {
    form: &'a Form,
    ground: &'a Ground<'a>,
    refusal: Refusal,
}

impl Reading<'_> {
    fn text(&self, key: &str) -> String {
        self.form.get(key).to_owned()
    }

    fn take<T>(&mut self, key: &'static str, read: Result<Option<T>, String>) -> Option<T> {
        read.unwrap_or_else(|said| {
            self.refusal.add(key, said);
            None
        })
    }

    fn day(&mut self, key: &'static str) -> Option<Day> {
        let read = read_day(self.form.get(key), self.ground);
        self.take(key, read)
    }

    fn limit(&mut self, key: &'static str) -> Option<Limit> {
        let text = self.form.get(key);
        let read = if text.is_empty() { Ok(None) } else { limit(text).map(Some) };
        self.take(key, read)
    }

    fn flag(&self, key: &str) -> Option<bool> {
        match self.form.get(key) {
            "" => None,
            text => Some(text == "1"),
        }
    }

    fn procedure(&mut self, seen: Option<&Entry>) -> Option<Entry> {
        let code = match seen {
            Some(Entry::Procedure(old)) => old.code.clone(),
            _ => self.text("code"),
        };
        let minute = self.form.get("same_day_cutoff");
        let read = if minute.is_empty() { Ok(None) } else { parse_clock(minute).or_else(|_| clock(minute)).map(Some) };
        Some(Entry::Procedure(Procedure {
            code,
            name: self.text("name"),
            field: self.text("field"),
            limit_direct: self.limit("limit_direct"),
            limit_online: self.limit("limit_online"),
            limit_postal: self.limit("limit_postal"),
            same_day_cutoff: self.take("same_day_cutoff", read),
            online_level: OnlineLevel::from_code(self.form.get("online_level")),
            fee: self.flag("fee"),
            online_payment: self.flag("online_payment"),
            postal_receive: self.flag("postal_receive"),
            postal_return: self.flag("postal_return"),
            result_document: self.flag("result_document"),
            valid_from: match seen {
                Some(Entry::Procedure(old)) => old.valid_from,
                _ => self.day("valid_from"),
            },
            valid_to: self.day("valid_to"),
            basis: self.text("basis"),
            decision: self.text("decision"),
            confirmed: self.form.checked("confirmed"),
        }))
    }

    fn officer(&mut self, seen: Option<&Entry>) -> Option<Entry> {
        let name = self.text("name");
        let code = match seen {
            Some(Entry::Officer(old)) => old.code.clone(),
            _ => Some(self.text("code")).filter(|code| !code.is_empty()).unwrap_or_else(|| name.clone()),
        };
        let (position, office) = (self.text("position"), self.text("office"));
        let (valid_from, valid_to) = (self.day("valid_from"), self.day("valid_to"));
        Some(Entry::Officer(Officer { code, name, position, office, valid_from, valid_to }))
    }

    fn calendar_day(&mut self, seen: Option<&Entry>) -> Option<Entry> {
        let date = match seen {
            Some(Entry::Day(old)) => old.date,
            _ => match read_day(self.form.get("date"), self.ground) {
                Ok(Some(day)) => day,
                Ok(None) => {
                    self.refusal.add("date", "Chưa nhập ngày.");
                    return None;
                }
                Err(said) => {
                    self.refusal.add("date", said);
                    return None;
                }
            },
        };
        let kind = DayKind::from_code(self.form.get("kind"))?;
        let status = DayStatus::from_code(self.form.get("status"))?;
        Some(Entry::Day(CalendarDay { date, kind, name: self.text("name"), source: self.text("source"), status }))
    }

    fn target(&mut self, seen: Option<&Entry>) -> Option<Entry> {
        let (figure, valid_from) = match seen {
            Some(Entry::Target(old)) => (old.figure.clone(), old.valid_from),
            _ => (self.text("figure"), self.day("valid_from")),
        };
        if figure.is_empty() {
            self.refusal.add("figure", "Chưa chọn chỉ tiêu.");
        }
        let read = hundredths(self.form.get("value")).map(Some);
        let value = self.take("value", read).unwrap_or(0);
        let at_most = self.form.get("bound") == "max";
        Some(Entry::Target(StoredTarget { figure, at_most, value, valid_from, source: self.text("source") }))
    }
}

/// Reads a day as a clerk writes it; nothing for an empty field.
pub fn read_day(text: &str, ground: &Ground) -> Result<Option<Day>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    day(text, ground).map(Some)
}

/// The calendar as its own rows have it.
pub fn calendar(entries: &[(i64, Entry)]) -> Calendar {
    let days = entries.iter().filter_map(|(_, entry)| match entry {
        Entry::Day(day) => Some(day.clone()),
        _ => None,
    });
    Calendar::new(days, Vec::new())
}

/// `3`, `98,5` or `98.50` percent as hundredths of a percent.
fn hundredths(text: &str) -> Result<u32, String> {
    let said = || "Viết mức như 3 hoặc 98,5 (từ 0 đến 100, nhiều nhất hai số lẻ).".to_owned();
    let text = text.trim_end_matches('%').trim();
    let (whole, rest) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return Err(said());
    }
    let value: u32 = format!("{whole}{rest:0<2}").parse().map_err(|_| said())?;
    if value <= 10_000 { Ok(value) } else { Err(said()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_read_as_clerks_write_them() {
        let cases = [("3", 300), ("98,5", 9850), ("98.50%", 9850), ("0,05", 5), ("100", 10_000)];
        for (text, want) in cases {
            assert_eq!(hundredths(text), Ok(want), "{text}");
        }
        for text in ["", "100,01", "3,005", "ba", "-1", "1000"] {
            assert!(hundredths(text).is_err(), "{text}");
        }
    }
}
