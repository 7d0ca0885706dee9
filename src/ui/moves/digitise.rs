//! Digitizing papers and results.

use crate::desk::digitise::ResultTold;
use crate::domain::component::{Component, PaperState};
use crate::domain::dossier::ComponentCounts;
use crate::domain::refusal::Refusal;
use crate::domain::scan::{self, Scan};
use crate::ui::keymap::Act;
use crate::ui::moves::Context;
use crate::ui::moves::fields::{Reader, officer_row};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::work::step::Step;

/// Keys of the rows of papers, with a beginning. A dossier with more of them than this shows the first ones; the rest
/// stay as they are.
macro_rules! keys {
    ($beginning:literal) => {
        keys!($beginning: "01" "02" "03" "04" "05" "06" "07" "08" "09" "10" "11" "12" "13" "14" "15" "16" "17" "18" "19"
            "20" "21" "22" "23" "24")
    };
    ($beginning:literal: $($n:literal)+) => { [$(concat!($beginning, $n)),+] };
}

/// What became of each paper.
const PAPERS: [&str; 24] = keys!("paper_");
/// Why a paper is not digitized.
const NOTES: [&str; 24] = keys!("paper_note_");
/// Where the scan of a paper is.
const SCANS: [&str; 24] = keys!("paper_scan_");

/// How the place of a scan is written.
const SCAN_HINT: &str = "Đường dẫn hoặc liên kết; tệp không chép vào sổ. Đường dẫn tương đối tính từ Thư mục bản quét";

/// The form of either.
pub fn form(act: Act, context: &Context) -> Form {
    if act == Act::DigitiseResult {
        return result(context);
    }
    let Some(whole) = context.one.as_ref().filter(|_| !context.several()) else {
        let said = format!("Enter: ghi mọi thành phần của {} hồ sơ là đã số hóa.", context.subjects.len());
        return Form::new(vec![FormRow::note(&said), FormRow::note("Esc: thôi, không ghi gì.")]);
    };
    let dossier = &whole.stored.dossier;
    let note = FormRow::text("components_note", "Lý do thiếu", &dossier.components_note);
    let note = note.hint("Vì sao chưa số hóa đủ; đứng ở chú thích của báo cáo");
    if whole.components.is_empty() {
        let counts = dossier.components;
        let row = |key, label, n: u32| FormRow::number(key, label, &n.to_string());
        return Form::new(vec![
            row("components_required", "Phải số hóa", counts.required).hint("Số thành phần bắt buộc"),
            row("components_digitized", "Đã số hóa", counts.digitized).hint("Gồm cả số dùng lại"),
            row("components_reused", "Trong đó dùng lại", counts.reused),
            note,
        ]);
    }
    let mut rows =
        vec![FormRow::check("all", "Tất cả", false).hint("Dấu cách: ghi mọi giấy tờ chưa số hóa là đã số hóa")];
    for (at, (_, paper)) in whole.components.iter().enumerate().take(PAPERS.len()) {
        rows.extend(paper_rows(at, paper));
    }
    rows.push(officer_row("paper_officer", "Cán bộ phụ trách", context, ""));
    rows.push(note);
    Form::new(rows)
}

/// The rows of one paper: what became of it, why it is not digitized, where its scan is.
fn paper_rows(at: usize, paper: &Component) -> [FormRow; 3] {
    let words = PaperState::ALL.map(|state| (state.code(), state.label()));
    let hint = "d: đã số hóa, d lần nữa: dùng lại, l: CSDL quốc gia, k: không áp dụng, k lần nữa: không thể số hóa";
    [
        FormRow::choice(PAPERS[at], &paper.name, &words, paper.state().code()).hint(hint),
        FormRow::text(NOTES[at], "  ghi chú, lý do", &paper.note).hint("Bắt buộc khi không thể số hóa"),
        FormRow::code(SCANS[at], "  bản quét ở", &paper.scan).hint(SCAN_HINT),
    ]
}

/// Shows the rows of a paper that its state asks for; what is known already is shown too.
pub fn follow(form: &mut Form) {
    for at in 0..PAPERS.len() {
        let Some(state) = form.row(PAPERS[at]).and_then(|row| PaperState::from_code(row.get())) else { continue };
        let why = matches!(state, PaperState::Unmendable | PaperState::NotApplicable);
        form.show(NOTES[at], why || !form.get(NOTES[at]).is_empty());
        let stored = matches!(state, PaperState::Digitized | PaperState::Reused | PaperState::National);
        form.show(SCANS[at], stored || !form.get(SCANS[at]).is_empty());
    }
}

fn result(context: &Context) -> Form {
    let known = context.one.as_ref().filter(|_| !context.several()).map(|whole| &whole.stored.dossier);
    let note = known.map_or("", |dossier| dossier.result_note.as_str());
    let mut rows = vec![
        FormRow::check("result_digitized", "Đã số hóa kết quả", true).hint("Dấu cách: đổi có, không"),
        FormRow::check("result_signed", "Đã ký số", known.is_some_and(|dossier| dossier.result_signed))
            .hint("Dấu cách: đổi có, không"),
    ];
    if let Some(dossier) = known {
        rows.push(FormRow::code("result_scan", "Tệp kết quả ở", &dossier.result_scan).hint(SCAN_HINT));
    }
    rows.push(FormRow::text("result_note", "Lý do chưa số hóa", note).hint("Bắt buộc khi chưa số hóa"));
    Form::new(rows)
}

/// What is understood of the place of a scan while it is typed. Whether the file is there is looked at when it is saved,
/// beside the keyboard.
fn echo_scan(form: &mut Form, key: &str, folder: &str) {
    let (said, doubt) = match scan::scan(form.get(key), folder) {
        Scan::Nowhere => ("", false),
        Scan::Link => ("liên kết: giữ lại, không kiểm tra", false),
        Scan::File(_) => ("tệp: kiểm tra khi lưu", false),
        Scan::NoFolder => ("chưa đặt Thư mục bản quét trong Thiết lập", true),
    };
    form.set_echo(key, said, doubt);
}

/// "Tất cả" answers for every paper that was not answered; the place of a scan is read back.
pub fn edited(form: &mut Form, key: &str, context: &Context) {
    if key == "result_scan" || SCANS.contains(&key) {
        return echo_scan(form, key, context.aids.settings.get("scan_folder"));
    }
    if key != "all" {
        return;
    }
    let on = form.checked("all");
    let (from, to) = if on { ("", "digitized") } else { ("digitized", "") };
    for key in PAPERS {
        if form.row(key).is_some() && form.get(key) == from {
            form.set(key, to);
        }
    }
}

/// What the answered form asks for.
pub fn step(act: Act, form: &Form, context: &Context) -> Result<Step, Refusal> {
    let mut read = Reader::new(form, context);
    if act == Act::DigitiseResult {
        let digitized = form.checked("result_digitized");
        let note = read.text("result_note");
        if !digitized && note.is_empty() {
            read.problem("result_note", "Hãy ghi vì sao chưa số hóa kết quả.");
        }
        let note = if digitized { String::new() } else { note };
        let scan = form.row("result_scan").map(|row| row.get().to_owned());
        let signed = form.checked("result_signed");
        if signed && !digitized {
            read.problem("result_signed", "Kết quả chưa số hóa thì chưa thể ký số.");
        }
        return read.finish(Step::Result(ResultTold { digitized, signed: Some(signed), scan, note }));
    }
    let Some(whole) = context.one.as_ref().filter(|_| !context.several()) else { return Ok(Step::AllComponents) };
    let note = read.text("components_note");
    if whole.components.is_empty() {
        let counts = ComponentCounts {
            required: read.count("components_required"),
            digitized: read.count("components_digitized"),
            reused: read.count("components_reused"),
        };
        return read.finish(Step::Counts { counts, note });
    }
    let officer = read.text("paper_officer");
    let mut components: Vec<Component> = whole.components.iter().map(|(_, paper)| paper.clone()).collect();
    for (at, paper) in components.iter_mut().enumerate().take(PAPERS.len()) {
        answer(at, paper, &mut read, &officer);
    }
    read.finish(Step::Components { components, note })
}

/// What the rows of one paper say. The officer who was named answers for what changed and for what is still awaited.
fn answer(at: usize, paper: &mut Component, read: &mut Reader<'_>, officer: &str) {
    let before = paper.clone();
    paper.set_state(PaperState::from_code(&read.text(PAPERS[at])).unwrap_or(before.state()));
    paper.note = read.text(NOTES[at]);
    paper.scan = read.text(SCANS[at]);
    if paper.state() == PaperState::Unmendable && paper.note.is_empty() {
        read.problem(NOTES[at], format!("Hãy ghi vì sao không thể số hóa {}.", paper.name));
    }
    if !officer.is_empty() && (*paper != before || paper.state() == PaperState::Awaited) {
        officer.clone_into(&mut paper.officer);
    }
}
