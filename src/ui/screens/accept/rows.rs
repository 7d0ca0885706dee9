//! The rows of the form for a new dossier, in the order in which a clerk asks at the counter.

use crate::domain::component::ComponentKind;
use crate::domain::day::Moment;
use crate::domain::dossier::{ApplicantKind, Channel, PaidBy};
use crate::domain::officer::Officer;
use crate::domain::procedure::Procedure;
use crate::store::catalogue::AskedPaper;
use crate::ui::entry::{COLLECT_HINT, LIMIT_HINT, MOMENT_HINT};
use crate::ui::parts::form::{Form, FormRow, Value};
use crate::ui::parts::paper::{PAPER_HINT, Paper};
use crate::ui::parts::pick::{Pick, PickItem};

/// Keys of the lines for papers; a dossier with more papers is a bundle.
pub const PAPERS: [&str; 30] = [
    "component.0",
    "component.1",
    "component.2",
    "component.3",
    "component.4",
    "component.5",
    "component.6",
    "component.7",
    "component.8",
    "component.9",
    "component.10",
    "component.11",
    "component.12",
    "component.13",
    "component.14",
    "component.15",
    "component.16",
    "component.17",
    "component.18",
    "component.19",
    "component.20",
    "component.21",
    "component.22",
    "component.23",
    "component.24",
    "component.25",
    "component.26",
    "component.27",
    "component.28",
    "component.29",
];

const PICK_HINT: &str = "Gõ vài chữ không dấu của tên, mã hoặc các chữ đầu (ks: khai sinh); dấu cách: mở cả danh sách, \
     thủ tục hay dùng ở trên";

/// An empty form. It begins with what finds the applicant again, then what is different each time; what is usually as
/// proposed stands below.
pub fn form(now: Moment) -> Form {
    let text = |key, label| FormRow::text(key, label, "");
    let code = |key, label| FormRow::code(key, label, "");
    let mut rows = vec![
        FormRow::pick("procedure_code", "Thủ tục", Pick::new(Vec::new()), None).hint(PICK_HINT),
        FormRow::number("limit", "Thời hạn", "").hint(LIMIT_HINT).hidden(),
        text("limit_basis", "Căn cứ thời hạn").hint("Văn bản, điều, khoản; ví dụ: Quyết định 163/QĐ-BTP").hidden(),
        code("applicant_id", "CCCD, mã số thuế").hint("Người đã nộp lần trước được nhớ theo số này"),
        code("phone", "Số điện thoại").hint("Người đã nộp lần trước cũng được nhớ theo số điện thoại"),
        text("applicant_name", "Người nộp").hint("Họ tên người nộp, hoặc tên tổ chức"),
        text("address", "Địa chỉ").hint("Thôn, tổ dân phố, đường, số nhà"),
        text("delegate_name", "Người được ủy quyền").hint("Để trống khi chính chủ nộp"),
        code("email", "Email"),
    ];
    rows.extend(usual(now));
    rows.extend([
        FormRow::number("fee", "Phí, lệ phí", "")
            .hint("Số tiền bằng đồng, ví dụ 8000; 0 là không thu; để trống: chưa rõ"),
        FormRow::choice(
            "paid_by",
            "Cách nộp phí",
            &words(&[("", "chưa nộp")], PaidBy::ALL, PaidBy::code, PaidBy::label),
            "",
        ),
        FormRow::pick("handled_by", "Người thụ lý", Pick::new(Vec::new()), None)
            .hint("Gõ vài chữ của tên; để trống: giao sau"),
        text("note", "Ghi chú"),
        text("collect_at", "Nhận kết quả tại").hint(COLLECT_HINT),
        FormRow::moment("due_at", "Hẹn trả khác", "")
            .hint("Để trống: theo thời hạn; nhập khi Cổng đã hẹn ngày khác, ví dụ 27/11"),
        code("code", "Mã hồ sơ").hint("Để trống: chương trình tự lập mã; Enter ở đây là lưu"),
    ]);
    Form::new(rows)
}

/// The rows that are usually as proposed.
fn usual(now: Moment) -> Vec<FormRow> {
    let kinds = words(&[], ApplicantKind::ALL, ApplicantKind::code, ApplicantKind::label);
    let channels = words(&[], Channel::ALL, Channel::code, Channel::label);
    let moment = |key, label, text: &str| FormRow::moment(key, label, text).hint(MOMENT_HINT);
    let mut rows = vec![
        FormRow::choice("applicant_kind", "Là", &kinds, ""),
        FormRow::choice("channel", "Kênh nộp", &channels, ""),
        moment("submitted_at", "Nộp lúc", "").hidden(),
        FormRow::check("log_only", "Chỉ ghi nhận nộp", false)
            .hint("Hồ sơ nộp trực tuyến còn chờ tiếp nhận: chưa tính hạn, chưa có giấy hẹn")
            .hidden(),
        moment("accepted_at", "Tiếp nhận lúc", &now.vietnamese()),
        FormRow::check("out_of_area", "Phi địa giới", false).hint("Tiếp nhận cho địa phương khác giải quyết"),
        moment("forwarded_at", "Nơi giải quyết nhận", "").hidden(),
        FormRow::number("sets", "Số bộ", "1"),
    ];
    rows.extend(papers(&[]));
    rows.push(
        FormRow::check("remember_papers", "Nhớ giấy tờ", false)
            .hint("Lần sau chọn thủ tục này sẽ hiện sẵn các giấy tờ trên")
            .hidden(),
    );
    rows
}

/// Options of a choice from a closed set of words, `first` before them.
fn words<'a, T: Copy>(
    first: &[(&'a str, &'a str)],
    all: &[T],
    code: fn(T) -> &'static str,
    label: fn(T) -> &'static str,
) -> Vec<(&'a str, &'a str)> {
    first.iter().copied().chain(all.iter().map(|value| (code(*value), label(*value)))).collect()
}

/// Lines for the papers that a procedure asks for, and an empty one for another.
pub fn papers(asked: &[AskedPaper]) -> Vec<FormRow> {
    let asked = asked
        .iter()
        .map(|paper| Paper::asked(&paper.name, ComponentKind::from_word(&paper.kind), paper.copies, paper.required));
    lines(asked.collect())
}

/// Lines for papers, and an empty one.
pub fn lines(papers: Vec<Paper>) -> Vec<FormRow> {
    let lines = papers.into_iter().chain(std::iter::once(Paper::blank()));
    let label = |n: usize, paper: &Paper| {
        if paper.name().is_empty() { "Giấy tờ khác".to_owned() } else { format!("Giấy tờ {}", n + 1) }
    };
    let row = |(n, (key, paper)): (usize, (&&'static str, Paper))| {
        FormRow::paper(key, &label(n, &paper), paper).hint(PAPER_HINT)
    };
    PAPERS.iter().zip(lines).enumerate().map(row).collect()
}

/// Whether a row is a line for a paper.
pub fn is_paper(row: &FormRow) -> bool {
    row.as_paper().is_some()
}

/// Procedures to choose from: the field at the right, or that the procedure is no longer in force.
pub fn procedures(procedures: &[Procedure], now: Moment) -> Vec<PickItem> {
    let side = |procedure: &Procedure| {
        if procedure.in_force(now.day) { procedure.field.clone() } else { "hết hiệu lực".to_owned() }
    };
    let item =
        |procedure: &Procedure| PickItem::new(&procedure.code, &procedure.code, &procedure.name, &side(procedure));
    procedures.iter().map(item).collect()
}

/// Officers to choose from.
pub fn officers(officers: &[Officer]) -> Vec<PickItem> {
    officers.iter().map(|officer| PickItem::new(&officer.code, "", &officer.name, &officer.position)).collect()
}

/// Puts items into a row's list, whatever is typed or chosen in it.
pub fn offer(form: &mut Form, key: &str, items: Vec<PickItem>) {
    if let Some(Value::Pick { pick, .. }) = form.row_mut(key).map(|row| &mut row.value) {
        pick.set_items(items);
    }
}
