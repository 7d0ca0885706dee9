//! The narrative report of the one-stop desk (`commune`): TEXTS.md §2 filled with the figures of a period.

use std::collections::BTreeMap;

use crate::domain::clock_rule::RuleKind;
use crate::domain::figure::Grouping;
use crate::domain::narrative::Section;
use crate::domain::number::prose_number;
use crate::domain::settings::Settings;
use crate::report::annexes::{About, Annexes};
use crate::report::charts;
use crate::report::figures::{Figures, Reasons, printed_name};
use crate::report::ii06a;
use crate::report::model::{Closing, FigureRef, Letterhead, Report, Run};
use crate::report::narrative::{Directing, Narrative};
use crate::report::rule_marks;
use crate::report::source::Source;
use crate::report::targets::Target;
use crate::report::template::{self, Body, TemplateError, Values};

/// The text, version 1.
pub const TEMPLATE: &str = include_str!("../../assets/report/commune.txt");

/// Builds the report.
pub fn report(source: &Source<'_>) -> Result<Report, TemplateError> {
    let (figures, settings) = (source.figures, source.settings);
    let period_name = figures.period.name();
    let subject = format!("Tình hình tiếp nhận, giải quyết và trả kết quả thủ tục hành chính {period_name}");
    let mut report = Report::new("commune", letterhead(source, subject));
    let annexes = Annexes::of(source);
    let values = values(source, &annexes);
    report.blocks.extend(template::fill(TEMPLATE, figures, &values)?);
    rule_marks::mark(&mut report.blocks);
    report.closing = Some(closing(settings));
    report.small_print = source.small_print();
    report.annexes = annexes.blocks(&report.letterhead);
    report.figures = figures.rows();
    report.rules = source.rules();
    let mut json = ii06a::json(source, "commune");
    json["charts"] = charts::json(&report);
    source.narrative.add_json(&mut json, figures, &values);
    report.json = json;
    Ok(report)
}

/// `08`; where dossiers fall under two limits, both.
fn acceptance_hours(figures: &Figures) -> String {
    let applied = figures.rules.applied.iter().filter(|applied| applied.kind == RuleKind::Acceptance);
    let hours = applied.filter_map(|applied| applied.code.parse().ok()).map(prose_number);
    hours.collect::<Vec<_>>().join(" hoặc ")
}

/// The heading of an official report about `subject`.
pub(super) fn letterhead(source: &Source<'_>, subject: String) -> Letterhead {
    let settings = source.settings;
    Letterhead {
        symbol: format!("BC-{}", settings.get("symbol")),
        recipient: settings.get("recipient").to_owned(),
        ..Letterhead::of_desk(settings, source.date, "BÁO CÁO", subject)
    }
}

/// Recipients and signature as the desk set them.
pub(super) fn closing(settings: &Settings) -> Closing {
    let recipients = settings.get("recipients").split(';').map(|line| line.trim().to_owned());
    Closing {
        recipients: recipients.filter(|line| !line.is_empty()).collect(),
        prefix: settings.get("signer_prefix").to_owned(),
        position: settings.get("signer_position").to_owned(),
        signer: settings.get("signer_name").to_owned(),
    }
}

/// What the placeholders of the desk's own texts stand for.
pub fn text_values(source: &Source<'_>) -> Values {
    values(source, &Annexes::of(source))
}

fn values(source: &Source<'_>, annexes: &Annexes) -> Values {
    let period_name = source.figures.period.name();
    let (figures, settings) = (source.figures, source.settings);
    let text = |text: &str| if text.is_empty() { Vec::new() } else { vec![Run::text(text)] };
    let overdue = source.targets.iter().find(|target| target.figure == "settled.overdue" && target.at_most);
    let (directing, documents) = directing(source.narrative);
    let mut values = Values {
        bodies: bodies(source),
        targets: source.targets.to_vec(),
        comparison: source.narrative.comparison.clone(),
        ..Values::default()
    };
    values.texts.extend([
        ("unit", text(settings.unit())),
        ("recipient", text(settings.get("recipient"))),
        ("period_name", text(&period_name)),
        ("from", text(&figures.period.from.vietnamese())),
        ("to", text(&figures.period.to.vietnamese())),
        ("acceptance_hours", text(&acceptance_hours(figures))),
        ("overdue_target", text(&overdue.map_or(String::new(), |target| target.overdue_words(figures)))),
        ("targets", text(&target_words(source.next_targets))),
        ("directing", text(&directing)),
        ("compared", compared(source)),
        ("annex:components", text(&annexes.reference(About::Components))),
        ("annex:results", text(&annexes.reference(About::Results))),
        ("annex:overdue", text(&annexes.reference(About::Overdue))),
        ("annex:unapologised", text(&annexes.reference(About::Unapologised))),
        ("annex:offices", text(&annexes.reference(About::Offices))),
        ("annex:fields", text(&annexes.reference(About::Fields))),
        ("annex:officers", text(&annexes.reference(About::Officers))),
        ("annex:targets", text(&annexes.reference(About::Targets))),
        ("annex:compared", text(&annexes.reference(About::Compared))),
    ]);
    values.footnotes.extend([
        ("directing", documents),
        ("components_gap", gap_note(figures, "digitized.components.gap", &figures.component_reasons)),
        ("results_gap", gap_note(figures, "digitized.results.gap", &figures.result_reasons)),
    ]);
    values
}

/// What the next period is to reach.
fn target_words(targets: &[Target]) -> String {
    targets.iter().map(|target| format!("{} {}", target.label(), target.bound())).collect::<Vec<_>>().join("; ")
}

/// `Trong kỳ đã ban hành 03 văn bản chỉ đạo, đôn đốc`, with the footnote that names each. That none is recorded does not
/// tell that none was issued: it is said as that, and only where the desk wrote nothing of its own.
fn directing(narrative: &Narrative) -> (String, Vec<Run>) {
    let documents = &narrative.documents;
    if documents.is_empty() {
        let written = narrative.texts.contains_key(&Section::Direction);
        let words = if written { "" } else { "Chưa ghi nhận văn bản chỉ đạo, đôn đốc trong kỳ" };
        return (words.to_owned(), Vec::new());
    }
    let named: Vec<String> = documents.iter().map(Directing::named).collect();
    let n = prose_number(documents.len() as i64);
    (format!("Trong kỳ đã ban hành {n} văn bản chỉ đạo, đôn đốc"), vec![Run::text(format!("{}.", named.join("; ")))])
}

/// What is set in where the desk wrote nothing: nothing, or where the setting asks for it, the suggestions as such.
fn bodies(source: &Source<'_>) -> BTreeMap<&'static str, Body> {
    let narrative = source.narrative;
    let printed = source.settings.prints_suggestions();
    let body = |section: Section| {
        let accepted = narrative.texts.get(&section).map(|text| Body { text: text.clone(), suggested: false });
        let suggested = || narrative.suggestions.get(&section).filter(|_| printed);
        let suggested = || suggested().map(|text| Body { text: text.clone(), suggested: true });
        (section.code(), accepted.or_else(suggested).unwrap_or_default())
    };
    Section::ALL.into_iter().map(body).collect()
}

/// A footnote by officer and reason whose numbers add up to the gap: `A: 31 hồ sơ (máy quét hỏng: 20; chưa ký số: 11);`
fn gap_note(figures: &Figures, id: &str, reasons: &Reasons) -> Vec<Run> {
    let mut by_officer: BTreeMap<i64, Vec<(&str, u64)>> = BTreeMap::new();
    for ((officer, reason), n) in reasons {
        by_officer.entry(*officer).or_default().push((reason.as_str(), *n));
    }
    let parts = figures.parts(id, Grouping::Officer);
    let key_of = |name: &str| by_officer.keys().find(|key| figures.names.of(Grouping::Officer, **key) == name);
    let mut runs = Vec::new();
    for (at, (name, n)) in parts.iter().enumerate() {
        let mut reasons = key_of(name).and_then(|key| by_officer.get(key)).cloned().unwrap_or_default();
        reasons.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        runs.push(Run::text(format!("{}: ", printed_name(name))));
        runs.push(Run::figure(prose_number(*n as i64), FigureRef::part(id, Grouping::Officer, name)));
        runs.push(Run::text(" hồ sơ"));
        runs.extend(reason_runs(&FigureRef::part(id, Grouping::Officer, name), &reasons));
        runs.push(Run::text(if at + 1 == parts.len() { "." } else { "; " }));
    }
    runs
}

/// `, máy quét hỏng` or ` (máy quét hỏng: 20; không ghi lý do: 03)`, each number a door; nothing where nobody wrote why.
fn reason_runs(part: &FigureRef, reasons: &[(&str, u64)]) -> Vec<Run> {
    let named = |reason: &str| if reason.is_empty() { "không ghi lý do".to_owned() } else { reason.to_owned() };
    match reasons {
        [("", _)] => Vec::new(),
        [(reason, _)] => vec![Run::text(format!(", {reason}"))],
        several => {
            let mut runs = Vec::new();
            for (reason, n) in several {
                let before = if runs.is_empty() { " (" } else { "; " };
                runs.push(Run::text(format!("{before}{}: ", named(reason))));
                runs.push(Run::figure(prose_number(*n as i64), part.clone().because(reason)));
            }
            runs.push(Run::text(")"));
            runs
        }
    }
}

/// How the main shares moved, for the general assessment; empty where there is nothing to hold them against. Each
/// movement opens the figure that moved.
fn compared(source: &Source<'_>) -> Vec<Run> {
    let Some(comparison) = &source.narrative.comparison else { return Vec::new() };
    let shares = [
        ("settled.early_or_on_time", "tỷ lệ giải quyết đúng hạn và trước hạn"),
        ("online.share", "tỷ lệ nộp hồ sơ trực tuyến"),
    ];
    let mut runs = Vec::new();
    for which in comparison.each() {
        let partly = comparison.partly(which);
        let mut before = if runs.is_empty() { capitalized(which.words()) } else { format!("; {}", which.words()) };
        before.push_str(&format!("{partly}:"));
        for (id, words) in shares {
            let Some(moved) = comparison.moved(source.figures, id, which) else { continue };
            runs.push(Run::text(format!("{before} {words} ")));
            runs.push(Run::figure(moved.words(), FigureRef::whole(id)));
            before = ",".to_owned();
        }
    }
    runs
}

fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
