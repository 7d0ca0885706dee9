//! The audit: identities that must hold before a report may leave the office (REPORTS.md §2).
//!
//! A broken identity names both sides. Findings about single dossiers come with their codes.

use crate::domain::disorder::Disorder;
use crate::domain::figure::{Count, FIGURES, Grouping};
use crate::report::figures::Figures;

/// One finding, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What does not hold, naming both sides or the dossiers.
    pub sentence: String,
    /// Ids of the dossiers it is about; empty for an identity between figures.
    pub dossiers: Vec<i64>,
}

/// Dossiers with one kind of impossibility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disordered {
    /// The kind.
    pub kind: Disorder,
    /// How many there are.
    pub n: u64,
    /// The first ones: id and code.
    pub named: Vec<(i64, String)>,
}

/// What the counting pass noticed about single dossiers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noticed {
    /// Dossiers that count in the period and cannot be as they are.
    pub disorders: Vec<Disordered>,
    /// Dossiers carried over that were not open at the end of the day before, or the other way round.
    pub not_carried: Vec<(i64, String)>,
    /// Codes of a source system that stand on more than one dossier.
    pub doubled_codes: Vec<String>,
    /// Feedback published and not handled, or published before it was handled.
    pub published_unhandled: u64,
}

/// Sums that must hold: a figure and the figures that make it up.
const SUMS: &[(&str, &[&str])] = &[
    ("received.total", &["received.in_period", "received.carried"]),
    ("received.total", &["settled.total", "open.total"]),
    ("received.in_period", &["received.online", "received.direct", "received.postal"]),
    ("_received.not_online", &["received.direct", "received.postal"]),
    ("received.online", &["received.online.partial", "received.online.full", "received.online.other"]),
    ("settled.total", &["settled.early", "settled.on_time", "settled.overdue"]),
    ("settled.total", &["settled.early_or_on_time", "settled.overdue"]),
    ("open.total", &["open.in_time", "open.overdue"]),
    ("settled.overdue", &["settled.overdue.actual", "settled.overdue.operational", "settled.overdue.unclassified"]),
    ("settled.overdue", &["settled.overdue.apology.issued", "settled.overdue.apology.missing"]),
    ("open.overdue", &["open.overdue.apology.issued", "open.overdue.apology.missing"]),
    ("settled.total", &["digitized.results", "digitized.results.not_applicable", "digitized.results.gap"]),
    ("received.in_period", &["digitized.components.full", "digitized.components.gap"]),
    ("payment.dossiers.total", &["payment.dossiers.online", "payment.dossiers.direct"]),
    (
        "satisfaction.total",
        &["satisfaction.very_satisfied", "satisfaction.satisfied", "satisfaction.dissatisfied", "_satisfaction.other"],
    ),
    ("year.settled.total", &["year.settled.in_time", "year.settled.overdue"]),
];

/// Figures that may not exceed others: a part its whole, a union the sum of its parts.
const BOUNDS: &[(&str, &[&str])] = &[
    ("settled.overdue.apology.uploaded", &["settled.overdue.apology.issued"]),
    ("settled.overdue.apology.posted", &["settled.overdue.apology.issued"]),
    ("open.overdue.apology.uploaded", &["open.overdue.apology.issued"]),
    ("open.overdue.apology.posted", &["open.overdue.apology.issued"]),
    ("feedback.published", &["feedback.handled"]),
    ("digitized.components.partial", &["digitized.components.gap"]),
    ("digitized.both", &["digitized.results"]),
    ("digitized.both", &["settled.total"]),
    ("postal.dossiers.any", &["postal.received", "postal.returned"]),
    ("postal.procedures.any.used", &["postal.procedures.receive.used", "postal.procedures.return.used"]),
    ("open.waiting", &["open.total"]),
];

/// Every finding about a period.
pub fn audit(figures: &Figures, noticed: &Noticed) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut say = |sentence: String| findings.push(Finding { sentence, dossiers: Vec::new() });
    let counted = |id: &str| figures.counted.of(id);
    for (whole, parts) in SUMS {
        let sum: u64 = parts.iter().map(|id| counted(id)).sum();
        if counted(whole) != sum {
            say(format!("{} ({}) khác tổng {} ({sum}).", named(whole), counted(whole), joined(parts)));
        }
    }
    for (part, wholes) in BOUNDS {
        let most: u64 = wholes.iter().map(|id| counted(id)).sum();
        if counted(part) > most {
            say(format!("{} ({}) lớn hơn {} ({most}).", named(part), counted(part), joined(wholes)));
        }
    }
    for figure in FIGURES {
        if let Some(of) = figure.of
            && counted(figure.id) > counted(of)
        {
            say(format!("{} ({}) lớn hơn {} ({}).", named(figure.id), counted(figure.id), named(of), counted(of)));
        }
        for &grouping in groupings(figure.count) {
            let sum: u64 = figures.counted.parts_of(figure.id, grouping).iter().map(|(_, n)| n).sum();
            if sum != counted(figure.id) {
                let by = grouping_name(grouping);
                say(format!("{} ({}) khác tổng các phần {by} ({sum}).", named(figure.id), counted(figure.id)));
            }
        }
    }
    if noticed.published_unhandled > 0 {
        say(format!("Có {} phản ánh, kiến nghị đã công khai khi chưa xử lý.", noticed.published_unhandled));
    }
    if !noticed.doubled_codes.is_empty() {
        say(format!("Mã hồ sơ nguồn bị trùng: {}.", noticed.doubled_codes.join(", ")));
    }
    findings.extend(about_dossiers(noticed));
    findings
}

fn about_dossiers(noticed: &Noticed) -> Vec<Finding> {
    let listed = |sentence: &str, n: u64, dossiers: &[(i64, String)]| {
        let codes: Vec<&str> = dossiers.iter().map(|(_, code)| code.as_str()).collect();
        let more = if n > dossiers.len() as u64 { ", …" } else { "" };
        Finding {
            sentence: format!("{sentence} ({n} hồ sơ: {}{more}).", codes.join(", ")),
            dossiers: dossiers.iter().map(|(id, _)| *id).collect(),
        }
    };
    let mut findings: Vec<Finding> =
        noticed.disorders.iter().map(|found| listed(&found.kind.sentence(), found.n, &found.named)).collect();
    if !noticed.not_carried.is_empty() {
        let sentence = "Số chuyển kỳ trước khác số đang giải quyết cuối kỳ trước";
        findings.push(listed(sentence, noticed.not_carried.len() as u64, &noticed.not_carried));
    }
    findings
}

const BY_WEEK_TOO: [Grouping; 5] =
    [Grouping::Officer, Grouping::Field, Grouping::Procedure, Grouping::System, Grouping::Week];

fn groupings(count: Count) -> &'static [Grouping] {
    match count {
        Count::Dossiers { set, .. } if set.is_dated() => &BY_WEEK_TOO,
        Count::Dossiers { .. } => &Grouping::ALL,
        Count::Procedures(_) => &[Grouping::Field, Grouping::Procedure],
        Count::Ratings(_) => &[Grouping::Officer],
        Count::Feedback(_) => &[],
    }
}

fn grouping_name(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Officer => "theo cán bộ",
        Grouping::Field => "theo lĩnh vực",
        Grouping::Procedure => "theo thủ tục",
        Grouping::System => "theo hệ thống nguồn",
        Grouping::Week => "theo tuần",
    }
}

fn named(id: &str) -> String {
    let label = FIGURES.iter().find(|figure| figure.id == id).map_or(id, |figure| figure.label);
    format!("“{label}” [{id}]")
}

fn joined(ids: &[&str]) -> String {
    ids.iter().map(|id| named(id)).collect::<Vec<_>>().join(" + ")
}
