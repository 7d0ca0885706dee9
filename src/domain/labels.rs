//! The Vietnamese names of records, their fields and the words in them, as the history shows them.
//!
//! Records and fields go by their names in the register (`dossier`, `applicant_name`). One table for every history on
//! screen; it knows no screen and no SQL.

use crate::domain::calendar::{DayKind, DayStatus};
use crate::domain::day::{Day, Moment};
use crate::domain::dossier::{ApplicantKind, Channel, LateKind, Outcome, PaidBy};
use crate::domain::figure;
use crate::domain::limit::Limit;
use crate::domain::line_cause::{LineCause, VoidCause};
use crate::domain::narrative::Section;
use crate::domain::number::{decimal, vietnamese_number};
use crate::domain::pause::PauseReason;
use crate::domain::pin;
use crate::domain::procedure::OnlineLevel;
use crate::domain::published_score;
use crate::domain::settings::SETTINGS;

/// What a field's number is the id of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refers {
    /// An officer.
    Officer,
    /// A version of a procedure.
    Procedure,
    /// A dossier.
    Dossier,
}

/// The name of a kind of record.
pub fn kind_label(kind: &str) -> &str {
    match kind {
        "dossier" => "hồ sơ",
        "dossier_code" => "mã ở hệ thống khác",
        "pause" => "tạm dừng",
        "due_date" => "ngày hẹn trả",
        "component" => "thành phần hồ sơ",
        "handover" => "bàn giao",
        "procedure" => "thủ tục",
        "procedure_component" => "giấy tờ của thủ tục",
        "officer" => "cán bộ",
        "rating" => "đánh giá",
        "feedback" => "phản ánh, kiến nghị",
        "calendar_day" => "ngày trong lịch",
        "office_hours" => "giờ làm việc",
        "target" => "chỉ tiêu",
        "setting" => "thiết lập",
        "issued_number" => "số đã cấp",
        "export" => "tệp đã xuất",
        "slip" => "phiếu gửi công dân",
        "posting" => "niêm yết thủ tục",
        "directing_document" => "văn bản chỉ đạo",
        "report_text" => "lời văn báo cáo",
        "published_score" => "điểm Cổng công bố",
        "closing" => "chốt số liệu",
        "closing_file" => "tệp của kỳ đã chốt",
        other => other,
    }
}

/// The name of a field of a kind of record. A field without a name of its own keeps the register's.
pub fn column_label<'a>(kind: &str, column: &'a str) -> &'a str {
    own_label(kind, column).unwrap_or_else(|| common_label(column))
}

/// Names that a field has in one kind of record only.
fn own_label(kind: &str, column: &str) -> Option<&'static str> {
    Some(match (kind, column) {
        ("dossier", "code") => "Mã hồ sơ",
        ("dossier", "office") => "Đơn vị giải quyết",
        ("dossier", "due_at") => "Hẹn trả",
        ("procedure" | "procedure_component", "code" | "procedure_code") => "Mã thủ tục",
        ("procedure", "name") => "Tên thủ tục",
        ("officer", "code") => "Mã cán bộ",
        ("officer", "name") => "Họ tên",
        ("component" | "procedure_component", "name") => "Tên giấy tờ",
        ("component" | "procedure_component", "kind") => "Bản chính, bản sao",
        ("due_date", "due_at") => "Hẹn trả mới",
        ("due_date" | "issued_number", "n") => "Lần, số",
        ("due_date", "officer") => "Cán bộ",
        ("due_date", "cause") => "Vì sao đổi",
        ("due_date", "pause_id") => "Lần tạm dừng",
        ("due_date", "counted_to") => "Ngày cuối trước khi chuyển sang ngày làm việc",
        ("due_date", "extension") => "Gia hạn thêm",
        ("due_date", "basis") => "Căn cứ pháp lý",
        ("due_date", "approver") => "Người duyệt",
        ("due_date", "row_due") => "Hẹn trả ghi trong tệp xuất",
        ("due_date", "closing") => "Hết giờ làm việc của ngày",
        ("due_date", "void_cause") => "Vì sao hủy",
        ("office_hours", "saturday") => "Tiếp nhận thứ Bảy",
        ("office_hours", "source") => "Văn bản",
        ("calendar_day", "kind") => "Loại ngày",
        ("calendar_day", "name") => "Tên ngày",
        ("calendar_day", "source") => "Văn bản",
        ("calendar_day", "status") => "Tình trạng",
        ("target", "source") => "Căn cứ",
        ("rating" | "published_score", "source") => "Nguồn",
        ("feedback", "channel") => "Hình thức gửi",
        ("feedback", "received_at") => "Tiếp nhận lúc",
        ("handover", "received_at") => "Nhận lúc",
        ("handover", "due_at") => "Hạn của bước",
        ("posting", "subject") => "Thủ tục được công bố",
        ("directing_document", "subject") => "Trích yếu",
        ("feedback", "document") => "Văn bản trả lời",
        ("feedback", "refused_at") => "Từ chối tiếp nhận lúc",
        ("published_score", "value") => "Điểm",
        ("published_score", "component") => "Tiêu chí",
        ("closing", "officer") => "Cán bộ",
        ("report_text" | "closing_file", "kind") => "Loại báo cáo",
        ("slip", "form") => "Mẫu số",
        ("rating", "at") => "Lúc",
        ("setting", "key") => "Mục",
        ("setting" | "target", "value") => "Giá trị",
        _ => return None,
    })
}

fn common_label(column: &str) -> &str {
    match column {
        "code" => "Mã",
        "source_code" => "Mã trên Cổng",
        "procedure_id" => "Thủ tục",
        "procedure_code" => "Mã thủ tục",
        "applicant_name" => "Người nộp",
        "applicant_kind" => "Đối tượng",
        "applicant_id" => "Số CCCD, mã số thuế",
        "phone" => "Số điện thoại",
        "email" => "Email",
        "address" => "Địa chỉ",
        "delegate_name" => "Người được ủy quyền",
        "sets" => "Số bộ",
        "channel" => "Kênh",
        "out_of_area" => "Phi địa giới",
        "submitted_at" => "Nộp lúc",
        "accepted_at" => "Tiếp nhận lúc",
        "office" => "Đơn vị",
        "forwarded_at" => "Đơn vị giải quyết nhận lúc",
        "limit" => "Thời hạn",
        "extension" => "Gia hạn theo luật",
        "due_computed" => "Hẹn trả do máy tính",
        "limit_kept" => "Thời hạn khi tiếp nhận",
        "received_by" => "Cán bộ tiếp nhận",
        "handled_by" => "Cán bộ thụ lý",
        "settled_at" => "Kết thúc trên Cổng lúc",
        "done_at" => "Xong việc lúc",
        "returned_at" => "Trả kết quả lúc",
        "return_channel" => "Trả kết quả qua",
        "outcome" => "Kết quả",
        "fee" => "Phí, lệ phí",
        "paid_by" => "Thanh toán",
        "components_required" => "Số giấy tờ phải số hóa",
        "components_digitized" => "Số giấy tờ đã số hóa",
        "components_reused" => "Số giấy tờ tái sử dụng",
        "components_note" => "Lý do chưa số hóa thành phần",
        "result_digitized" => "Đã số hóa kết quả",
        "result_note" => "Lý do chưa số hóa kết quả",
        "late_kind" => "Loại trễ hạn",
        "late_cause" => "Nguyên nhân trễ",
        "late_officer" => "Cán bộ để trễ",
        "apology_number" => "Số văn bản xin lỗi",
        "apology_signer" => "Người ký văn bản xin lỗi",
        "apology_issued_at" => "Ban hành xin lỗi lúc",
        "apology_uploaded_at" => "Đăng tải xin lỗi lúc",
        "apology_posted_at" => "Niêm yết xin lỗi lúc",
        "reappointed_at" => "Hẹn lại",
        "no_apology_reason" => "Lý do không xin lỗi",
        "system" => "Hệ thống",
        "note" => "Ghi chú",
        "voided" => "Đã hủy",
        "dossier_id" => "Hồ sơ",
        "officer_id" => "Cán bộ",
        "reason" => "Lý do",
        "document" => "Văn bản",
        "from_at" => "Từ lúc",
        "to_at" => "Đến lúc",
        "effective_at" => "Có hiệu lực từ",
        "copies" => "Số lượng",
        "required" => "Bắt buộc",
        "digitized" => "Đã số hóa",
        "reused" => "Tái sử dụng",
        "not_applicable" => "Không áp dụng",
        "from_officer" => "Người giao",
        "to_officer" => "Người nhận",
        "to_office" => "Đơn vị nhận",
        "given_at" => "Giao lúc",
        "received_at" => "Nhận lúc",
        "name" => "Tên",
        "name_fold" => "Tên không dấu",
        "field" => "Lĩnh vực",
        "limit_direct" => "Thời hạn, trực tiếp",
        "limit_online" => "Thời hạn, trực tuyến",
        "limit_postal" => "Thời hạn, bưu chính",
        "same_day_cutoff" => "Giờ chốt trả trong ngày",
        "online_level" => "Mức dịch vụ công",
        "online_payment" => "Thanh toán trực tuyến",
        "postal_receive" => "Nhận qua bưu chính",
        "postal_return" => "Trả qua bưu chính",
        "result_document" => "Có kết quả phải số hóa",
        "valid_from" => "Hiệu lực từ",
        "valid_to" => "Hiệu lực đến",
        "basis" => "Căn cứ",
        "decision" => "Quyết định công bố",
        "confirmed" => "Đã xác nhận",
        "position" => "Chức vụ",
        "level" => "Mức độ",
        "comment" => "Ý kiến",
        "subject" => "Nội dung",
        "handled_at" => "Xử lý lúc",
        "published_at" => "Công khai lúc",
        "satisfied" => "Hài lòng",
        "date" => "Ngày",
        "spans" => "Các buổi",
        "figure" => "Chỉ tiêu",
        "bound" => "Mức",
        "series" => "Loại số",
        "scope" => "Phạm vi",
        "n" => "Số",
        "text" => "Số đầy đủ",
        "what" => "Nội dung",
        "period_from" => "Kỳ từ",
        "period_to" => "Kỳ đến",
        "format" => "Dạng tệp",
        "file" => "Tệp",
        "sha256" => "Mã kiểm tra",
        "unmasked" => "Không che thông tin cá nhân",
        "apology_reason" => "Lý do nêu trong văn bản xin lỗi",
        "late_evidence" => "Minh chứng trễ do thao tác",
        "result_signed" => "Kết quả đã ký số",
        "result_scan" => "Nơi lưu tệp kết quả",
        "paid_at" => "Thu phí lúc",
        "paid_to" => "Người thu phí",
        "collect_at" => "Nhận kết quả tại",
        "leg_of" => "Thuộc yêu cầu liên thông",
        "book_year" => "Quyển sổ theo dõi (năm)",
        "book_no" => "Số thứ tự trong sổ theo dõi",
        "national" => "Lấy từ CSDL quốc gia",
        "unmendable" => "Không thể số hóa",
        "scan" => "Nơi lưu bản quét",
        "assisting" => "Đơn vị phối hợp",
        "sender" => "Người gửi",
        "contact" => "Liên hệ",
        "supplement_asked_at" => "Yêu cầu bổ sung lúc",
        "supplemented_at" => "Bổ sung lúc",
        "answer" => "Nội dung trả lời",
        "form" => "Mẫu",
        "number" => "Số",
        "issued_at" => "Ban hành lúc",
        "items" => "Yêu cầu hoàn thiện",
        "signer" => "Người ký",
        "pause_id" => "Lần tạm dừng",
        "published_on" => "Ngày công bố",
        "posted_on" => "Ngày niêm yết",
        "place" => "Nơi niêm yết",
        "issuer" => "Cơ quan ban hành",
        "section" => "Mục",
        "body" => "Lời văn",
        "component" => "Tiêu chí",
        "cutoff" => "Cách chốt kỳ",
        "closed_at" => "Chốt lúc",
        "upto" => "Đến dòng lịch sử",
        "figures" => "Số liệu",
        "members" => "Mã kiểm tra hồ sơ trong kỳ",
        "closing_id" => "Kỳ đã chốt",
        other => other,
    }
}

/// What a field's value is the id of, if it is one.
pub fn refers(column: &str) -> Option<Refers> {
    match column {
        "received_by" | "handled_by" | "from_officer" | "to_officer" | "officer_id" | "paid_to" => {
            Some(Refers::Officer)
        }
        "procedure_id" => Some(Refers::Procedure),
        "dossier_id" | "leg_of" => Some(Refers::Dossier),
        _ => None,
    }
}

/// Fields that are yes or no, kept as 1 and 0.
const YES_NO: [&str; 20] = [
    "out_of_area",
    "due_computed",
    "result_digitized",
    "voided",
    "required",
    "digitized",
    "reused",
    "not_applicable",
    "online_payment",
    "postal_receive",
    "postal_return",
    "result_document",
    "confirmed",
    "satisfied",
    "unmasked",
    "closing",
    "result_signed",
    "national",
    "unmendable",
    "assisting",
];

/// A value in the clerk's words: codes as words, moments and days as papers write them, 1 and 0 as có and không.
/// An empty value stays empty.
pub fn value_label(kind: &str, column: &str, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    if YES_NO.contains(&column) || (kind, column) == ("procedure", "fee") {
        return if value == "1" { "có" } else { "không" }.to_owned();
    }
    // A PIN's hash says nothing to anybody but who tries to break it.
    if (kind, column) == ("setting", "value") && pin::is_hash(value) {
        return "(đã đặt, không hiện)".to_owned();
    }
    if (kind, column) == ("target", "value")
        && let Ok(hundredths) = value.parse::<i64>()
    {
        return format!("{}%", decimal(hundredths));
    }
    if (kind, column) == ("published_score", "value")
        && let Ok(hundredths) = value.parse::<i64>()
    {
        return decimal(hundredths);
    }
    if (kind, column) == ("dossier", "fee")
        && let Ok(dong) = value.parse::<i64>()
    {
        return vietnamese_number(dong);
    }
    if let Some(word) = word(kind, column, value) {
        return word.to_owned();
    }
    if kind == "setting"
        && let Some(said) = of_lists(column, value)
    {
        return said;
    }
    if let Ok(moment) = value.parse::<Moment>() {
        return moment.vietnamese();
    }
    if (column.starts_with("limit") || (kind, column) == ("due_date", "extension"))
        && let Ok(limit) = value.parse::<Limit>()
    {
        return limit.vietnamese();
    }
    value.parse::<Day>().map_or_else(|_| value.to_owned(), Day::vietnamese)
}

/// What lists are looked at by, in the settings that keep it: a saved view, the columns of a table.
fn of_lists(column: &str, value: &str) -> Option<String> {
    if column == "value" {
        let view = value.starts_with('{') && value.contains("\"show\":");
        return view.then(|| "bộ lọc, thứ tự và các cột đã lưu".to_owned());
    }
    if let Some(name) = value.strip_prefix("view:") {
        return Some(format!("cách xem “{name}”"));
    }
    let table = match value.strip_prefix("columns:")? {
        "procedures" => "thủ tục",
        "officers" => "cán bộ",
        "calendar" => "lịch",
        "office_hours" => "giờ làm việc",
        "targets" => "chỉ tiêu",
        "settings" => "thiết lập",
        "journal" => "nhật ký",
        "differing" => "hồ sơ lệch lịch",
        "behind" => "hồ sơ của một con số",
        "behind_acceptance" => "hồ sơ của một con số về tiếp nhận",
        other => other,
    };
    Some(format!("cột của bảng {table}"))
}

/// The word for a code of a closed set.
fn word(kind: &str, column: &str, value: &str) -> Option<&'static str> {
    match (kind, column) {
        ("dossier", "channel") | (_, "return_channel") => Channel::from_code(value).map(Channel::label),
        (_, "applicant_kind") => ApplicantKind::from_code(value).map(ApplicantKind::label),
        (_, "outcome") => Outcome::from_code(value).map(Outcome::label),
        (_, "paid_by") => PaidBy::from_code(value).map(PaidBy::label),
        (_, "late_kind") => LateKind::from_code(value).map(LateKind::label),
        ("pause", "reason") => PauseReason::from_code(value).map(PauseReason::label),
        (_, "online_level") => OnlineLevel::from_code(value).map(OnlineLevel::label),
        ("calendar_day", "kind") => DayKind::from_code(value).map(DayKind::label),
        ("calendar_day", "status") => DayStatus::from_code(value).map(DayStatus::label),
        ("due_date", "cause") => LineCause::from_code(value).map(LineCause::label),
        ("due_date", "void_cause") => VoidCause::from_code(value).map(VoidCause::label),
        ("target", "bound") => Some(if value == "max" { "không quá" } else { "ít nhất" }),
        ("report_text", "section") => Section::from_code(value).map(Section::label),
        ("target", "figure") => figure::by_id(value).map(|(_, figure)| figure.label),
        ("published_score", "component") => published_score::name(value),
        ("setting", "key") => SETTINGS.iter().find(|setting| setting.key == value).map(|setting| setting.label),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_the_clerk_says_them() {
        assert_eq!(column_label("dossier", "settled_at"), "Kết thúc trên Cổng lúc");
        assert_eq!(value_label("dossier", "channel", "online"), "trực tuyến");
        assert_eq!(value_label("dossier", "settled_at", "2026-11-20 09:15"), "09:15 20/11/2026");
        assert_eq!(value_label("calendar_day", "date", "2026-09-02"), "02/09/2026");
        assert_eq!(value_label("pause", "reason", "fee"), PauseReason::Fee.label());
        assert_eq!(value_label("due_date", "reason", "mất điện"), "mất điện");
        assert_eq!(value_label("dossier", "out_of_area", "1"), "có");
        assert_eq!(value_label("dossier", "fee", "1"), "1");
        assert_eq!(value_label("setting", "key", "unit"), "Tên đơn vị");
        assert_eq!(value_label("setting", "key", "view:Việc gấp"), "cách xem “Việc gấp”");
        assert_eq!(value_label("setting", "key", "columns:journal"), "cột của bảng nhật ký");
        assert_eq!(value_label("setting", "value", "Ủy ban nhân dân xã Mẫu"), "Ủy ban nhân dân xã Mẫu");
        assert_eq!(value_label("dossier", "note", ""), "");
    }
}
