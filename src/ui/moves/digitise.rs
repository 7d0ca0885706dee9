//! Digitizing papers and results.

use crate::domain::component::Component;
use crate::domain::dossier::ComponentCounts;
use crate::domain::refusal::Refusal;
use crate::ui::keymap::Act;
use crate::ui::moves::Context;
use crate::ui::moves::fields::Reader;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::work::step::Step;

/// Keys of the rows of papers. A dossier with more of them than this shows the first ones; the rest stay as they are.
const PAPERS: [&str; 24] = [
    "paper_01", "paper_02", "paper_03", "paper_04", "paper_05", "paper_06", "paper_07", "paper_08", "paper_09",
    "paper_10", "paper_11", "paper_12", "paper_13", "paper_14", "paper_15", "paper_16", "paper_17", "paper_18",
    "paper_19", "paper_20", "paper_21", "paper_22", "paper_23", "paper_24",
];

/// What can be said of a paper.
const WORDS: [(&str, &str); 4] =
    [("", "chưa số hóa"), ("digitized", "đã số hóa"), ("reused", "dùng lại bản đã số hóa"), ("none", "không áp dụng")];

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
    for (key, (_, paper)) in PAPERS.into_iter().zip(&whole.components) {
        let hint = "Dấu cách hoặc mũi tên: đổi; d: đã số hóa, d lần nữa: dùng lại, k: không áp dụng";
        rows.push(FormRow::choice(key, &paper.name, &WORDS, word_of(paper)).hint(hint));
    }
    rows.push(note);
    Form::new(rows)
}

fn word_of(paper: &Component) -> &'static str {
    if paper.not_applicable {
        "none"
    } else if paper.reused {
        "reused"
    } else if paper.digitized {
        "digitized"
    } else {
        ""
    }
}

fn result(context: &Context) -> Form {
    let known = context.one.as_ref().map(|whole| whole.stored.dossier.result_note.clone()).unwrap_or_default();
    Form::new(vec![
        FormRow::check("result_digitized", "Đã số hóa kết quả", true).hint("Dấu cách: đổi có, không"),
        FormRow::text("result_note", "Lý do chưa số hóa", &known).hint("Bắt buộc khi chưa số hóa"),
    ])
}

/// "Tất cả" answers for every paper that was not answered.
pub fn edited(form: &mut Form, key: &str) {
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
        return read.finish(Step::Result { digitized, note });
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
    let mut components: Vec<Component> = whole.components.iter().map(|(_, paper)| paper.clone()).collect();
    for (key, paper) in PAPERS.into_iter().zip(&mut components) {
        let word = form.get(key);
        paper.digitized = matches!(word, "digitized" | "reused");
        paper.reused = word == "reused";
        paper.not_applicable = word == "none";
    }
    read.finish(Step::Components { components, note })
}
