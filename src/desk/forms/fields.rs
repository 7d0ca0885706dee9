//! THE table of the forms' fields: which placeholder stands on which forms, what it is, which stored field fills it.
//!
//! Filling a form in, checking a template, the list of placeholders for those who edit one, and the tests all read it.

use crate::domain::component::ComponentKind;
use crate::domain::day::Moment;
use crate::domain::number::{prose_number, vietnamese_number};
use crate::report::forms::sets::Form;
use crate::report::forms::{Need, Shape, Slot, Value, Values, qr};
use crate::report::model::long_date;

use super::known::Known;

/// How the value of a field comes about.
pub enum Fill {
    /// Words.
    Text(fn(&Known) -> String),
    /// The words of a QR code.
    Code(fn(&Known) -> String),
    /// How many rows a list has.
    List(fn(&Known) -> usize),
    /// Words in a row of a list; the row is counted from 0.
    Cell(&'static str, fn(&Known, usize) -> String),
}

/// One field.
pub struct Field {
    /// The forms it belongs to.
    pub forms: &'static [Form],
    /// Its placeholder.
    pub name: &'static str,
    /// What it is.
    pub label: &'static str,
    /// The stored fields that fill it, as `table.column`; a setting is `setting.` and its key.
    pub source: &'static [&'static str],
    /// How much the form needs it.
    pub need: Need,
    /// How its value comes about.
    pub fill: Fill,
}

use Fill::{Cell, Code, List, Text};
use Form::{Apology, Control, Receipt, Refusal, Register, Stop, Supplement};
use Need::{Always, Free, Printed};

/// Width of a QR code on paper in millimetres.
const CODE_SIDE: u32 = 17;

const ALL: &[Form] = &Form::ALL;
const OF_ONE: &[Form] = &[Receipt, Supplement, Refusal, Apology, Stop, Control];
const SLIPS: &[Form] = &[Supplement, Refusal, Stop];

const fn field(
    forms: &'static [Form],
    name: &'static str,
    label: &'static str,
    source: &'static [&'static str],
    need: Need,
    fill: Fill,
) -> Field {
    Field { forms, name, label, source, need, fill }
}

/// Every field, in the order of the list for those who edit a template.
#[rustfmt::skip]
pub static FIELDS: &[Field] = &[
    field(ALL, "co_quan_chu_quan_in_hoa", "Cơ quan chủ quản, chữ in hoa", &["setting.superior"], Free, Text(|k| k.settings.get("superior").to_uppercase())),
    field(ALL, "don_vi_ban_hanh_in_hoa", "Tên đơn vị, chữ in hoa", &["setting.unit"], Printed, Text(|k| k.settings.unit().to_uppercase())),
    field(ALL, "don_vi", "Tên đơn vị", &["setting.unit"], Free, Text(|k| k.settings.unit().to_owned())),
    field(ALL, "dia_danh_ngay_thang", "Địa danh, ngày tháng của phiếu", &["setting.place", "dossier.accepted_at", "dossier.settled_at", "dossier.apology_issued_at", "slip.issued_at"], Printed, Text(place_and_date)),
    field(OF_ONE, "ma_ho_so", "Mã hồ sơ", &["dossier.code"], Always, Text(|k| k.dossier.code.clone())),
    field(&[Receipt, Apology], "qr_ma_ho_so", "Mã QR của mã hồ sơ (hình)", &["dossier.code"], Always, Code(|k| k.dossier.code.clone())),
    field(OF_ONE, "nguoi_nop", "Tên cá nhân, tổ chức nộp hồ sơ", &["dossier.applicant_name"], Always, Text(|k| k.dossier.applicant.name.clone())),
    field(OF_ONE, "so_giay_to", "Số CCCD hoặc mã số thuế", &["dossier.applicant_id"], Free, Text(|k| k.dossier.applicant.id.clone())),
    field(OF_ONE, "dia_chi", "Địa chỉ", &["dossier.address"], Free, Text(|k| k.dossier.applicant.address.clone())),
    field(OF_ONE, "so_dien_thoai", "Số điện thoại", &["dossier.phone"], Free, Text(|k| k.dossier.applicant.phone.clone())),
    field(OF_ONE, "email", "Email", &["dossier.email"], Free, Text(|k| k.dossier.applicant.email.clone())),
    field(OF_ONE, "noi_dung", "Nội dung yêu cầu giải quyết: tên thủ tục", &["procedure.name"], Always, Text(|k| k.procedure.clone())),
    field(&[Receipt], "thanh_phan", "Thành phần hồ sơ, một dòng một giấy tờ", &["component.name"], Printed, List(|k| k.components.len())),
    field(&[Receipt], "tp_stt", "Số thứ tự của giấy tờ", &["component.name"], Free, Cell("thanh_phan", |_, n| (n + 1).to_string())),
    field(&[Receipt], "tp_ten", "Tên giấy tờ", &["component.name"], Printed, Cell("thanh_phan", |k, n| k.components.get(n).map(|c| c.name.clone()).unwrap_or_default())),
    field(&[Receipt], "tp_loai", "Bản chính hoặc bản sao", &["component.kind"], Free, Cell("thanh_phan", |k, n| kind(k, n).to_owned())),
    field(&[Receipt], "tp_so_luong", "Số bản của giấy tờ", &["component.copies"], Free, Cell("thanh_phan", |k, n| k.components.get(n).and_then(|c| c.copies).map(|n| prose_number(n.into())).unwrap_or_default())),
    field(&[Receipt], "khong_giay_to", "Lời ghi khi hồ sơ không ghi tên giấy tờ nào", &["dossier.components_required"], Free, Text(no_papers)),
    field(&[Receipt], "so_bo", "Số bộ hồ sơ", &["dossier.sets"], Printed, Text(|k| k.dossier.sets.map(|n| prose_number(n.into())).unwrap_or_default())),
    field(&[Receipt], "thoi_han", "Thời gian giải quyết theo quy định", &["dossier.limit", "dossier.extension", "procedure.limit_direct", "procedure.limit_online", "procedure.limit_postal"], Printed, Text(|k| k.limit.clone())),
    field(&[Receipt, Apology], "luc_nhan", "Giờ, ngày nhận hồ sơ", &["dossier.accepted_at"], Always, Text(|k| moment(k.dossier.accepted_at))),
    field(&[Receipt], "luc_hen_tra", "Giờ, ngày hẹn trả", &["dossier.due_at"], Printed, Text(|k| moment(k.dossier.due_at))),
    field(&[Receipt], "noi_tra", "Nơi nhận kết quả", &["dossier.collect_at", "setting.collect_at"], Printed, Text(collect_at)),
    field(&[Receipt], "phi", "Phí, lệ phí", &["dossier.fee"], Free, Text(fee)),
    field(&[Receipt], "quyen_so", "Quyển số của sổ theo dõi: năm tiếp nhận", &["dossier.accepted_at"], Free, Text(|k| k.dossier.accepted_at.map(|at| at.day.year().to_string()).unwrap_or_default())),
    field(&[Receipt], "so_thu_tu", "Số thứ tự của hồ sơ trong sổ theo dõi của năm", &["dossier.book_no"], Always, Text(|k| k.dossier.book_no.map(|no| no.to_string()).unwrap_or_default())),
    field(&[Receipt, Supplement, Refusal], "nguoi_nop_ky", "Người nộp hoặc người được ủy quyền, dưới chữ ký", &["dossier.applicant_name", "dossier.delegate_name"], Free, Text(signed_by)),
    field(&[Receipt], "nguoi_tiep_nhan", "Cán bộ tiếp nhận, dưới chữ ký", &["dossier.received_by", "officer.name"], Free, Text(|k| k.officer(&k.dossier.received_by))),
    field(SLIPS, "so_phieu", "Số của phiếu", &["slip.number"], Always, Text(|k| k.slip.number.clone())),
    field(&[Supplement], "yeu_cau", "Các yêu cầu hoàn thiện, một dòng một việc", &["slip.items"], Always, List(|k| k.items().len())),
    field(&[Supplement], "yc_stt", "Số thứ tự của yêu cầu", &["slip.items"], Free, Cell("yeu_cau", |_, n| (n + 1).to_string())),
    field(&[Supplement], "yc_noi_dung", "Việc phải bổ sung, hoàn thiện", &["slip.items"], Always, Cell("yeu_cau", |k, n| k.items().get(n).map(|item| (*item).to_owned()).unwrap_or_default())),
    field(SLIPS, "ly_do_phieu", "Lý do", &["slip.reason"], Always, Text(|k| k.slip.reason.clone())),
    field(&[Stop], "can_cu", "Căn cứ dừng giải quyết", &["slip.basis"], Always, Text(|k| k.slip.basis.clone())),
    field(&[Supplement, Refusal], "lien_he", "Liên hệ khi cần hỏi thêm", &["slip.contact", "setting.contact"], Printed, Text(|k| k.contact().to_owned())),
    field(&[Supplement, Refusal], "can_bo_huong_dan", "Cán bộ lập phiếu, dưới chữ ký", &["slip.officer_id", "officer.name"], Printed, Text(|k| k.slip_officer.clone())),
    field(&[Stop], "nguoi_ky_phieu", "Người ký thông báo", &["slip.signer"], Printed, Text(|k| k.slip.signer.clone())),
    field(&[Apology], "so_van_ban", "Số của văn bản xin lỗi", &["dossier.apology_number"], Always, Text(|k| k.dossier.apology.number.clone())),
    field(&[Apology], "ngay_hen_tra", "Giờ, ngày đã hẹn trả", &["dossier.due_now", "dossier.due_at"], Always, Text(|k| moment(k.due_now))),
    field(&[Apology], "ly_do_tre", "Lý do chưa trả được kết quả", &["dossier.apology_reason"], Always, Text(|k| k.dossier.apology.reason.clone())),
    field(&[Apology], "luc_hen_lai", "Giờ, ngày hẹn trả mới", &["dossier.reappointed_at"], Always, Text(|k| moment(k.dossier.apology.reappointed_at))),
    field(&[Apology], "nguoi_ky", "Người ký văn bản", &["dossier.apology_signer"], Printed, Text(|k| k.dossier.apology.signer.clone())),
    field(&[Apology, Stop], "the_thuc_ky", "Thể thức ký thay, ví dụ KT. GIÁM ĐỐC", &["setting.signer_prefix"], Free, Text(|k| k.settings.get("signer_prefix").to_owned())),
    field(&[Apology, Stop], "chuc_vu_ky", "Chức vụ người ký", &["setting.signer_position"], Printed, Text(|k| k.settings.get("signer_position").to_owned())),
    field(&[Control], "chu_tri", "Cơ quan chủ trì giải quyết", &["dossier.office", "setting.unit"], Always, Text(|k| if k.dossier.office.is_empty() { k.settings.unit().to_owned() } else { k.dossier.office.clone() })),
    field(&[Control], "phoi_hop", "Cơ quan phối hợp", &["handover.assisting", "handover.to_office"], Printed, Text(assisting)),
    field(&[Control], "buoc", "Các bước giao, nhận, một dòng một bước", &["handover.given_at"], Always, List(|k| k.way.len())),
    field(&[Control], "b_don_vi", "Tên cơ quan, đơn vị của bước", &["handover.to_office", "setting.unit"], Printed, Cell("buoc", |k, n| k.way.get(n).map(|s| s.office.clone()).unwrap_or_default())),
    field(&[Control], "b_luc_giao", "Giờ, ngày giao", &["handover.given_at", "dossier.accepted_at"], Always, Cell("buoc", |k, n| moment(k.way.get(n).and_then(|s| s.given_at)))),
    field(&[Control], "b_nguoi_giao", "Người giao", &["handover.from_officer", "dossier.applicant_name", "officer.name"], Printed, Cell("buoc", |k, n| k.way.get(n).map(|s| s.from.clone()).unwrap_or_default())),
    field(&[Control], "b_luc_nhan", "Giờ, ngày nhận", &["handover.received_at", "dossier.accepted_at"], Printed, Cell("buoc", |k, n| moment(k.way.get(n).and_then(|s| s.received_at)))),
    field(&[Control], "b_nguoi_nhan", "Người nhận", &["handover.to_officer", "dossier.received_by", "officer.name"], Printed, Cell("buoc", |k, n| k.way.get(n).map(|s| s.to.clone()).unwrap_or_default())),
    field(&[Control], "b_han", "Hạn của bước", &["handover.due_at", "dossier.due_now"], Free, Cell("buoc", |k, n| k.way.get(n).and_then(|s| s.due_at).map(Moment::vietnamese).unwrap_or_default())),
    field(&[Control], "b_ket_qua", "Kết quả của bước: Trước hạn, Đúng hạn hoặc Quá hạn", &["handover.due_at", "handover.given_at", "dossier.done_at", "dossier.settled_at"], Printed, Cell("buoc", |k, n| k.way.get(n).map(|s| s.result.to_owned()).unwrap_or_default())),
    field(&[Control], "b_ghi_chu", "Ghi chú của bước", &["handover.note"], Free, Cell("buoc", |k, n| k.way.get(n).map(|s| s.note.clone()).unwrap_or_default())),
    field(&[Control], "ket_qua_ho_so", "Kết quả của cả hồ sơ: Trước hạn, Đúng hạn hoặc Quá hạn", &["dossier.due_now", "dossier.settled_at"], Free, Text(own_result)),
    field(&[Register], "ky", "Khoảng ngày của sổ", &["dossier.accepted_at"], Always, Text(|k| k.period.clone())),
    field(&[Register], "ho_so", "Các hồ sơ, một dòng một hồ sơ", &["dossier.accepted_at"], Printed, List(|k| k.lines.len())),
    field(&[Register], "hs_tt", "Số thứ tự của hồ sơ trong sổ, như trên giấy tiếp nhận", &["dossier.book_no"], Free, Cell("ho_so", |k, n| cell(k, n, 0))),
    field(&[Register], "hs_ma", "Mã hồ sơ", &["dossier.code"], Always, Cell("ho_so", |k, n| cell(k, n, 1))),
    field(&[Register], "hs_thu_tuc", "Tên thủ tục hành chính", &["procedure.name"], Printed, Cell("ho_so", |k, n| cell(k, n, 2))),
    field(&[Register], "hs_so_bo", "Số bộ", &["dossier.sets"], Free, Cell("ho_so", |k, n| cell(k, n, 3))),
    field(&[Register], "hs_nguoi_nop", "Tên cá nhân, tổ chức", &["dossier.applicant_name"], Printed, Cell("ho_so", |k, n| cell(k, n, 4))),
    field(&[Register], "hs_lien_lac", "Địa chỉ, số điện thoại", &["dossier.address", "dossier.phone"], Free, Cell("ho_so", |k, n| cell(k, n, 5))),
    field(&[Register], "hs_chu_tri", "Cơ quan chủ trì giải quyết", &["dossier.office", "setting.unit"], Free, Cell("ho_so", |k, n| cell(k, n, 6))),
    field(&[Register], "hs_ngay_nhan", "Ngày nhận", &["dossier.accepted_at"], Printed, Cell("ho_so", |k, n| cell(k, n, 7))),
    field(&[Register], "hs_ngay_hen", "Ngày hẹn trả", &["dossier.due_at"], Printed, Cell("ho_so", |k, n| cell(k, n, 8))),
    field(&[Register], "hs_ngay_tra", "Ngày trả", &["dossier.returned_at"], Printed, Cell("ho_so", |k, n| cell(k, n, 9))),
    field(&[Register], "hs_cach_tra", "Phương thức nhận kết quả", &["dossier.return_channel"], Free, Cell("ho_so", |k, n| cell(k, n, 10))),
    field(&[Register], "hs_ghi_chu", "Ghi chú", &["dossier.note"], Free, Cell("ho_so", |k, n| cell(k, n, 12))),
];

/// The fields of a form.
pub fn of(form: Form) -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(move |field| field.forms.contains(&form))
}

/// What a template of a form may and must have.
pub fn slots(form: Form) -> Vec<Slot> {
    of(form).map(Field::slot).collect()
}

/// The values of a form's placeholders.
pub fn values(form: Form, known: &Known) -> Values {
    let mut values = Values::default();
    for field in of(form) {
        let value = match field.fill {
            Text(text) => Value::Text(text(known)),
            Code(text) => match qr::picture(&text(known), CODE_SIDE) {
                Some(picture) => Value::Picture(picture),
                None => continue,
            },
            List(rows) => Value::Rows((0..rows(known)).map(|row| row_values(form, field.name, known, row)).collect()),
            Cell(..) => continue,
        };
        values.0.insert(field.name, value);
    }
    values
}

fn row_values(form: Form, list: &str, known: &Known, row: usize) -> Values {
    let cells = of(form).filter_map(|field| match field.fill {
        Cell(of, text) if of == list => Some((field.name, Value::Text(text(known, row)))),
        _ => None,
    });
    Values(cells.collect())
}

impl Field {
    fn slot(&self) -> Slot {
        let (shape, list) = match self.fill {
            Text(_) => (Shape::Text, None),
            Code(_) => (Shape::Picture, None),
            List(_) => (Shape::List, None),
            Cell(list, _) => (Shape::Text, Some(list)),
        };
        Slot { name: self.name, label: self.label, shape, need: self.need, list }
    }
}

fn place_and_date(known: &Known) -> String {
    let date = long_date(known.at.day);
    let place = known.settings.get("place");
    if place.is_empty() { date } else { format!("{place}, {date}") }
}

fn kind(known: &Known, row: usize) -> &'static str {
    match known.components.get(row).and_then(|paper| paper.kind) {
        Some(ComponentKind::Original) => "Bản chính",
        Some(ComponentKind::Copy) => "Bản sao",
        None => "",
    }
}

/// `09 giờ 15 phút, ngày 20 tháng 11 năm 2026`; nothing where it is not known.
fn moment(moment: Option<Moment>) -> String {
    moment.map_or_else(String::new, |at| {
        format!("{:02} giờ {:02} phút, {}", at.minute / 60, at.minute % 60, long_date(at.day))
    })
}

/// What stands in place of the list of papers where none is named: how many there are, or that none is recorded. That
/// nothing was handed in cannot be known from it.
fn no_papers(known: &Known) -> String {
    match known.dossier.components.required {
        _ if !known.components.is_empty() => String::new(),
        0 => "không ghi giấy tờ kèm theo".to_owned(),
        n => format!("{} giấy tờ, không ghi riêng từng tên", prose_number(n.into())),
    }
}

/// Letters of a name that stand on two lines below a signature.
const NAME_BELOW: usize = 60;

/// The name below the signature. A longer one stands whole at the head of the slip; here it would push the signatures
/// onto a page of their own, and it is written by hand as the form asks.
fn signed_by(known: &Known) -> String {
    let name = known.handed_in_by();
    if name.chars().count() > NAME_BELOW { String::new() } else { name.to_owned() }
}

fn collect_at(known: &Known) -> String {
    let own = &known.dossier.collect_at;
    if own.is_empty() { known.settings.get("collect_at").to_owned() } else { own.clone() }
}

fn fee(known: &Known) -> String {
    match known.dossier.fee {
        // What is not known is not claimed, unless the procedure takes none.
        None if known.procedure_fee != Some(false) => String::new(),
        None | Some(0) => "Không thu phí".to_owned(),
        Some(fee) => format!("{} đồng", vietnamese_number(fee)),
    }
}

/// The dossier's own result with the moments that it is judged by; nothing while it is open and in time.
fn own_result(known: &Known) -> String {
    let parts = [("hẹn trả", known.due_now), ("xong", known.dossier.settled_at)];
    let parts: Vec<String> =
        parts.iter().filter(|(_, at)| at.is_some()).map(|(said, at)| format!("{said} {}", moment(*at))).collect();
    if known.verdict.is_empty() { String::new() } else { format!("{} ({})", known.verdict, parts.join("; ")) }
}

fn assisting(known: &Known) -> String {
    let offices = known.way.iter().filter(|step| step.assisting);
    let mut names: Vec<&str> =
        offices.map(|step| if step.office.is_empty() { &step.to } else { &step.office }).map(String::as_str).collect();
    names.dedup();
    names.join("; ")
}

fn cell(known: &Known, row: usize, column: usize) -> String {
    known.lines.get(row).map(|line| line.cells()[column].clone()).unwrap_or_default()
}
