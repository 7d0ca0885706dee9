//! An unfinished form as a text, to be kept beside the register and filled in again after a crash.

use serde::{Deserialize, Serialize};

use crate::domain::component::ComponentKind;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::paper::Paper;
use crate::ui::screens::accept::rows;

/// What is kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    /// Values of the rows by their keys.
    rows: Vec<(String, String)>,
    /// The papers.
    papers: Vec<KeptPaper>,
    /// Rows that are asked only sometimes and were asked.
    asked: Vec<String>,
    /// Acceptance was still "now".
    pub follows_now: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptPaper {
    on: bool,
    name: String,
    copy: bool,
    copies: u32,
    digitized: bool,
    required: bool,
}

/// The form as a text.
pub fn write(form: &Form, follows_now: bool) -> String {
    let papers = form.rows().iter().filter_map(FormRow::as_paper).filter(|paper| !paper.name().is_empty());
    let papers = papers.map(|paper| KeptPaper {
        on: paper.on,
        name: paper.name().to_owned(),
        copy: paper.kind == ComponentKind::Copy,
        copies: paper.copies,
        digitized: paper.digitized,
        required: paper.required,
    });
    let kept = Kept {
        papers: papers.collect(),
        rows: form
            .draft()
            .into_iter()
            .filter(|(key, value)| !value.is_empty() && !rows::PAPERS.contains(&key.as_str()))
            .collect(),
        asked: form.rows().iter().filter(|row| row.shown).map(|row| row.key.to_owned()).collect(),
        follows_now,
    };
    // Texts and numbers alone: there is nothing in it that could not be written.
    serde_json::to_string(&kept).unwrap_or_default()
}

/// Reads a kept text; one of another version of the program that does not read is passed over.
pub fn read(body: &str) -> Option<Kept> {
    serde_json::from_str(body).ok()
}

impl Kept {
    /// Fills a form in.
    pub fn restore(&self, form: &mut Form) {
        let papers = self.papers.iter().map(|kept| {
            let kind = if kept.copy { ComponentKind::Copy } else { ComponentKind::Original };
            let mut paper = Paper::asked(&kept.name, Some(kind), kept.copies, kept.required);
            (paper.on, paper.digitized) = (kept.on, kept.digitized);
            paper
        });
        form.replace_rows(rows::is_paper, rows::lines(papers.collect()));
        for key in &self.asked {
            form.show(key, true);
        }
        form.restore(&self.rows);
    }

    /// Who it is about, in a few words.
    pub fn about(&self) -> String {
        let value = |wanted: &str| self.rows.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str());
        let who = value("applicant_name").or(value("applicant_id")).or(value("phone"));
        about(who.unwrap_or_default())
    }
}

/// Who a form is about.
pub fn about(who: &str) -> String {
    if who.is_empty() { "chưa có tên người nộp".to_owned() } else { format!("người nộp: {who}") }
}
