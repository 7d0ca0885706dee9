//! The words of a report beside its figures: what the desk wrote, what the figures suggest, the documents of the period,
//! the periods it is compared with, and what still has no words.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::domain::day::Day;
use crate::domain::narrative::Section;
use crate::domain::number::decimal;
use crate::report::audit::Finding;
use crate::report::compare::Comparison;
use crate::report::figures::Figures;
use crate::report::suggest::{self, Ground};
use crate::report::targets::{Earlier, Target};
use crate::report::template::{self, Values};

/// A document that directs the desk's work, as the footnote of section I names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directing {
    /// Its number.
    pub number: String,
    /// The day it bears.
    pub date: Day,
    /// Who issued it; may be empty.
    pub issuer: String,
    /// What it is about; may be empty.
    pub subject: String,
}

impl Directing {
    /// `15/CT-UBND ngày 05/11/2026 của UBND xã: về …`.
    pub fn named(&self) -> String {
        let issuer = if self.issuer.is_empty() { String::new() } else { format!(" của {}", self.issuer) };
        let subject = if self.subject.is_empty() { String::new() } else { format!(": {}", self.subject) };
        format!("{} ngày {}{issuer}{subject}", self.number, self.date.vietnamese())
    }
}

/// Everything that is not a figure.
#[derive(Clone, Debug, Default)]
pub struct Narrative {
    /// What the desk wrote; a section without words is not in it.
    pub texts: BTreeMap<Section, String>,
    /// What the figures suggest.
    pub suggestions: BTreeMap<Section, String>,
    /// The documents of the period.
    pub documents: Vec<Directing>,
    /// The periods that the figures are compared with.
    pub comparison: Option<Arc<Comparison>>,
    /// Whether this kind of report has sections to be written.
    pub has_sections: bool,
}

/// Whether a line says that a target was reached; `None` where it says neither.
fn claims(line: &str) -> Option<bool> {
    let line = line.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|words| line.contains(words));
    match () {
        () if says(&["không đạt", "chưa đạt", "không hoàn thành", "chưa hoàn thành"]) => Some(false),
        // What is striven for was neither reached nor missed.
        () if says(&["phấn đấu"]) => None,
        () => says(&["đạt chỉ tiêu", "vượt chỉ tiêu", "hoàn thành chỉ tiêu"]).then_some(true),
    }
}

/// A bound that held on earlier days of the period.
fn earlier(span: &Earlier) -> Json {
    let (from, to) = (span.from.to_string(), span.to.to_string());
    json!({
        "from": from,
        "to": to,
        "bound": if span.at_most { "max" } else { "min" },
        "value": decimal(i64::from(span.value)),
    })
}

impl Narrative {
    /// For a kind of report with sections that the desk writes.
    pub fn new(
        texts: BTreeMap<Section, String>,
        documents: Vec<Directing>,
        comparison: Arc<Comparison>,
        figures: &Figures,
        (targets, next): (&[Target], &[Target]),
    ) -> Narrative {
        let suggestions = suggest::suggestions(&Ground { figures, targets, next, comparison: Some(&comparison) });
        Narrative { texts, suggestions, documents, comparison: Some(comparison), has_sections: true }
    }

    /// The sections that nobody has written yet.
    pub fn unwritten(&self) -> Vec<Section> {
        let open = |section: &Section| self.has_sections && !self.texts.contains_key(section);
        Section::ALL.into_iter().filter(open).collect()
    }

    /// `6 mục chưa có lời văn: …`, where any lacks them: said beside a written report, never in it.
    pub fn unwritten_words(&self) -> Option<String> {
        let labels: Vec<&str> = self.unwritten().into_iter().map(Section::label).collect();
        (!labels.is_empty()).then(|| format!("{} mục chưa có lời văn: {}.", labels.len(), labels.join("; ")))
    }

    /// Words of the desk that say of a target what the figures do not: reached where it was missed, or the other way
    /// round. Taken over from another period they may.
    pub fn findings(&self, figures: &Figures, targets: &[Target]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (section, text) in &self.texts {
            for line in text.lines() {
                for target in targets.iter().filter(|target| line.contains(&format!("{{{}:target}}", target.figure))) {
                    let judged = target.judge(figures);
                    let Some(claimed) = claims(line).filter(|claimed| *claimed != judged.reached) else { continue };
                    let said = |reached: bool| if reached { "đạt" } else { "không đạt" };
                    findings.push(Finding {
                        sentence: format!(
                            "Lời văn mục “{}” ghi {} chỉ tiêu “{}” mà số liệu là {}; hãy sửa lời văn.",
                            section.label(),
                            said(claimed),
                            target.label(),
                            said(judged.reached)
                        ),
                        dossiers: Vec::new(),
                    });
                }
            }
        }
        findings
    }

    /// What is said of a section without words: a hint, which stops no report.
    pub fn hint(&self, section: Section) -> String {
        let suggested = if self.suggestions.contains_key(&section) { "; có gợi ý từ số liệu" } else { "" };
        format!("Mục “{}” chưa có lời văn{suggested}.", section.label())
    }

    /// Adds texts, targets and comparison to the JSON form.
    pub fn add_json(&self, json: &mut Json, figures: &Figures, values: &Values) {
        let Some(object) = json.as_object_mut() else { return };
        let texts = self.texts.iter().map(|(section, text)| {
            // A text that does not fill in has stopped the report before.
            let printed = template::preview(*section, text, figures, values).unwrap_or_default();
            (section.code().to_owned(), json!(printed))
        });
        object.insert("texts".to_owned(), Json::Object(texts.collect()));
        let targets = values.targets.iter().map(|target| {
            let judged = target.judge(figures);
            json!({
                "figure": target.figure,
                "bound": if target.at_most { "max" } else { "min" },
                "value": decimal(i64::from(target.value)),
                "actual": judged.actual.map(decimal),
                "reached": judged.reached,
                "distance": decimal(judged.distance),
                "budget": judged.budget,
                "source": target.source,
                "earlier": target.earlier.iter().map(earlier).collect::<Vec<_>>(),
            })
        });
        object.insert("targets".to_owned(), Json::Array(targets.collect()));
        if let Some(comparison) = &self.comparison {
            object.insert("compared".to_owned(), comparison.json(figures));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_claims_what_its_words_say() {
        assert_eq!(claims("- Không đạt chỉ tiêu “x”: {online.share:target};"), Some(false));
        assert_eq!(claims("- Đạt chỉ tiêu “x”: {online.share:target}"), Some(true));
        assert_eq!(claims("Đơn vị chưa hoàn thành chỉ tiêu {online.share:target}"), Some(false));
        assert_eq!(claims("- Phấn đấu đạt chỉ tiêu “x” tối thiểu 60%"), None);
        assert_eq!(claims("Tỷ lệ: {online.share:target}"), None);
    }
}
