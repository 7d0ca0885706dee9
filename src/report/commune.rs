//! The narrative report of the one-stop desk (`commune`): TEXTS.md §2 filled with the figures of a period.

use std::collections::BTreeMap;

use crate::domain::clock_rule::RuleKind;
use crate::domain::figure::{self, Grouping};
use crate::domain::number::prose_number;
use crate::domain::settings::Settings;
use crate::report::annexes::{About, Annexes};
use crate::report::charts;
use crate::report::figures::{Figures, Reasons, printed_name};
use crate::report::ii06a;
use crate::report::model::{Closing, FigureRef, Letterhead, Report, Run};
use crate::report::rule_marks;
use crate::report::source::Source;
use crate::report::targets::Target;
use crate::report::template::{self, TemplateError, Values};

/// The text, version 1.
pub const TEMPLATE: &str = include_str!("../../assets/report/commune.txt");

/// Builds the report.
pub fn report(source: &Source<'_>) -> Result<Report, TemplateError> {
    let (figures, settings) = (source.figures, source.settings);
    let period_name = figures.period.name();
    let subject = format!("Tình hình tiếp nhận, giải quyết và trả kết quả thủ tục hành chính {period_name}");
    let mut report = Report::new("commune", letterhead(source, subject));
    report.blocks.extend(source.finding_blocks());
    let annexes = Annexes::of(source);
    report.blocks.extend(template::fill(TEMPLATE, figures, &values(source, &period_name, &annexes))?);
    rule_marks::mark(&mut report.blocks);
    report.closing = Some(closing(settings));
    report.small_print = source.small_print();
    report.annexes = annexes.blocks();
    report.figures = figures.rows();
    report.rules = source.rules();
    let mut json = ii06a::json(source, "commune");
    json["charts"] = charts::json(&report);
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
        superior: settings.get("superior").to_owned(),
        unit: settings.unit().to_owned(),
        number: None,
        symbol: format!("BC-{}", settings.get("symbol")),
        place: settings.get("place").to_owned(),
        date: source.date,
        kind_title: "BÁO CÁO".to_owned(),
        subject,
        recipient: settings.get("recipient").to_owned(),
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

fn values(source: &Source<'_>, period_name: &str, annexes: &Annexes) -> Values {
    let (figures, settings) = (source.figures, source.settings);
    let text = |text: &str| if text.is_empty() { Vec::new() } else { vec![Run::text(text)] };
    let overdue = source.targets.iter().find(|target| target.figure == "settled.overdue" && target.at_most);
    let to_fill = || vec![Run::italic("(đơn vị bổ sung nội dung)")];
    let mut values = Values::default();
    values.texts.extend([
        ("unit", text(settings.unit())),
        ("recipient", text(settings.get("recipient"))),
        ("period_name", text(period_name)),
        ("from", text(&figures.period.from.vietnamese())),
        ("to", text(&figures.period.to.vietnamese())),
        ("acceptance_hours", text(&acceptance_hours(figures))),
        ("overdue_target", text(&overdue.map_or(String::new(), |target| target.overdue_words(figures)))),
        ("targets", text(&target_words(source.targets))),
        ("annex:components", text(&annexes.reference(About::Components))),
        ("annex:results", text(&annexes.reference(About::Results))),
        ("annex:overdue", text(&annexes.reference(About::Overdue))),
        ("annex:unapologised", text(&annexes.reference(About::Unapologised))),
        ("annex:offices", text(&annexes.reference(About::Offices))),
        ("annex:fields", text(&annexes.reference(About::Fields))),
        ("annex:officers", text(&annexes.reference(About::Officers))),
        ("block:direction", to_fill()),
        ("block:achieved", achieved(figures)),
        ("block:shortcomings", shortcomings(figures, source.targets)),
        ("block:causes", to_fill()),
        ("block:remedies", to_fill()),
        ("block:tasks", to_fill()),
    ]);
    values.footnotes.extend([
        ("components_gap", gap_note(figures, "digitized.components.gap", &figures.component_reasons)),
        ("results_gap", gap_note(figures, "digitized.results.gap", &figures.result_reasons)),
    ]);
    values
}

/// What the figures themselves say was reached.
fn achieved(figures: &Figures) -> Vec<Run> {
    let mut runs = vec![Run::text("tỷ lệ giải quyết đúng hạn và trước hạn ")];
    runs.extend(figures.share("settled.early_or_on_time"));
    runs.push(Run::text("; nộp trực tuyến "));
    runs.extend(figures.share("online.share"));
    runs.push(Run::text("."));
    runs
}

/// What the figures themselves say is lacking: overdue dossiers, gaps, targets missed.
fn shortcomings(figures: &Figures, targets: &[Target]) -> Vec<Run> {
    let lacks = [
        ("settled.overdue", "hồ sơ giải quyết quá hạn"),
        ("open.overdue", "hồ sơ đang giải quyết đã quá hạn"),
        ("settled.overdue.apology.missing", "hồ sơ đã giải quyết quá hạn chưa có văn bản xin lỗi"),
        ("open.overdue.apology.missing", "hồ sơ đang quá hạn chưa có văn bản xin lỗi"),
        ("digitized.components.gap", "hồ sơ chưa số hóa đầy đủ thành phần"),
        ("digitized.results.gap", "hồ sơ chưa số hóa kết quả"),
    ];
    let mut runs = Vec::new();
    for (id, words) in lacks.into_iter().filter(|(id, _)| figures.value(id).n > 0) {
        runs.push(Run::text(if runs.is_empty() { "còn " } else { "; còn " }));
        runs.push(figures.prose(id));
        runs.push(Run::text(format!(" {words}")));
    }
    for target in targets.iter().filter(|target| !target.judge(figures).reached) {
        let label = figure::by_id(&target.figure).map_or(target.figure.as_str(), |(_, figure)| figure.label);
        runs.push(Run::text(if runs.is_empty() { "" } else { "; " }));
        runs.push(Run::text(target.sentence(figures, &format!("chỉ tiêu “{label}”"))));
    }
    runs.push(Run::text(if runs.is_empty() { "không phát sinh." } else { "." }));
    runs
}

fn target_words(targets: &[Target]) -> String {
    let words = targets.iter().map(|target| {
        let label = figure::by_id(&target.figure).map_or(target.figure.as_str(), |(_, figure)| figure.label);
        format!("{label} {} {}%", if target.at_most { "tối đa" } else { "tối thiểu" }, target.printed())
    });
    words.collect::<Vec<_>>().join("; ")
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
        runs.push(Run::text(format!(" hồ sơ{}", reason_words(&reasons))));
        runs.push(Run::text(if at + 1 == parts.len() { "." } else { "; " }));
    }
    runs
}

fn reason_words(reasons: &[(&str, u64)]) -> String {
    let named = |reason: &str| if reason.is_empty() { "không ghi lý do".to_owned() } else { reason.to_owned() };
    match reasons {
        [("", _)] => String::new(),
        [(reason, _)] => format!(", {reason}"),
        several => {
            let each = several.iter().map(|(reason, n)| format!("{}: {}", named(reason), prose_number(*n as i64)));
            format!(" ({})", each.collect::<Vec<_>>().join("; "))
        }
    }
}
