//! The audit: identities that must hold before a report may leave the office (REPORTS.md §2).
//!
//! A broken identity names both sides. Findings about single dossiers come with their codes.

use crate::domain::day::Day;
use crate::domain::disorder::Disorder;
use crate::domain::figure::{Count, FIGURES, Grouping};
use crate::domain::number::vietnamese_number;
use crate::domain::period_chain::Seam;
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
    /// Codes that stand on more than one dossier.
    pub doubled_codes: Vec<Doubled>,
    /// Codes of feedback published and not handled, or published before it was handled.
    pub published_unhandled: Vec<String>,
    /// Officers taken off the list whom dossiers of the period name.
    pub removed_officers: Vec<OfOfficer>,
    /// Officers who received or settled dossiers of the period on days on which they held no office.
    pub out_of_office: Vec<OfOfficer>,
    /// The opening of the period against what the closed one before it left open.
    pub opening: Option<Opening>,
    /// Gaps and overlaps with closed periods.
    pub seams: Vec<Seamed>,
}

/// A code that stands on more than one dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubled {
    /// The code.
    pub code: String,
    /// The dossiers: id and the desk's own code.
    pub named: Vec<(i64, String)>,
}

/// An officer whom dossiers of the period name and should not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfOfficer {
    /// Name and code.
    pub name: String,
    /// How many dossiers there are.
    pub n: u64,
    /// The first ones: id and code.
    pub named: Vec<(i64, String)>,
}

/// What a period carries over and what the closed one before it left open, where the two differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The closed period in words.
    pub closed: String,
    /// Dossiers that it left open.
    pub stored: u64,
    /// Dossiers that this one carries over.
    pub carried: u64,
    /// Dossiers that are in one of the two only.
    pub n: u64,
    /// The first of them: id and code.
    pub named: Vec<(i64, String)>,
}

/// A gap or an overlap with a closed period, with the dossiers accepted or settled in it, and how many were open all
/// through it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seamed {
    /// First and last day of the closed period.
    pub closed: (Day, Day),
    /// What is between the two.
    pub seam: Seam,
    /// How many were accepted before it and not settled at its end.
    pub open: u64,
    /// How many dossiers were accepted or settled in it.
    pub n: u64,
    /// The first ones: id and code.
    pub named: Vec<(i64, String)>,
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
    if !noticed.published_unhandled.is_empty() {
        let (n, codes) = (noticed.published_unhandled.len(), noticed.published_unhandled.join(", "));
        say(format!("Đã công khai trả lời khi chưa xử lý xong phản ánh, kiến nghị ({n} mục: {codes})."));
    }
    findings.extend(about_dossiers(noticed));
    findings
}

/// A sentence with the dossiers that it is about; no more than the first ones are named.
fn listed(sentence: &str, n: u64, dossiers: &[(i64, String)]) -> Finding {
    let codes: Vec<&str> = dossiers.iter().map(|(_, code)| code.as_str()).collect();
    let more = if n > dossiers.len() as u64 { ", …" } else { "" };
    let named = if codes.is_empty() { String::new() } else { format!(": {}{more}", codes.join(", ")) };
    Finding {
        sentence: format!("{sentence} ({n} hồ sơ{named})."),
        dossiers: dossiers.iter().map(|(id, _)| *id).collect(),
    }
}

fn about_dossiers(noticed: &Noticed) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        noticed.disorders.iter().map(|found| listed(&found.kind.sentence(), found.n, &found.named)).collect();
    if !noticed.not_carried.is_empty() {
        let sentence = "Số chuyển kỳ trước khác số đang giải quyết cuối kỳ trước";
        findings.push(listed(sentence, noticed.not_carried.len() as u64, &noticed.not_carried));
    }
    findings.extend(noticed.doubled_codes.iter().map(|doubled| {
        let sentence = format!("Mã hồ sơ {} đứng ở nhiều hồ sơ; mỗi hồ sơ chỉ được đếm một lần", doubled.code);
        listed(&sentence, doubled.named.len() as u64, &doubled.named)
    }));
    findings.extend(noticed.removed_officers.iter().map(|removed| {
        let sentence = format!("Cán bộ {} đã bị bỏ khỏi danh mục mà còn đứng tên hồ sơ của kỳ", removed.name);
        listed(&sentence, removed.n, &removed.named)
    }));
    findings.extend(noticed.out_of_office.iter().map(|officer| {
        let sentence = format!("Cán bộ {} đứng tên hồ sơ tiếp nhận hoặc kết thúc ngoài thời gian ấy", officer.name);
        listed(&sentence, officer.n, &officer.named)
    }));
    findings.extend(noticed.opening.iter().map(opened));
    findings.extend(noticed.seams.iter().map(seamed));
    findings
}

fn opened(opening: &Opening) -> Finding {
    let Opening { closed, stored, carried, n, named } = opening;
    let sentence = if carried == stored {
        format!(
            "Số chuyển từ kỳ trước bằng số đang giải quyết của kỳ {closed} đã chốt ({stored}) nhưng không cùng những hồ \
             sơ ấy; khác nhau ở"
        )
    } else {
        format!(
            "Số chuyển từ kỳ trước ({carried}) khác số đang giải quyết của kỳ {closed} đã chốt ({stored}); khác nhau ở"
        )
    };
    listed(&sentence, *n, named)
}

fn seamed(found: &Seamed) -> Finding {
    let days = |from: &Day, to: &Day| format!("từ {} đến {}", from.vietnamese(), to.vietnamese());
    let closed = days(&found.closed.0, &found.closed.1);
    let sentence = match &found.seam {
        Seam::Gap(from, to) => {
            format!("Kỳ này không nối tiếp kỳ {closed} đã chốt: không kỳ nào có các ngày {}", days(from, to))
        }
        Seam::Overlap(from, to) => {
            format!("Kỳ này chồng lên kỳ {closed} đã chốt: cả hai cùng có các ngày {}", days(from, to))
        }
    };
    let open = match (&found.seam, found.open) {
        (Seam::Overlap(..), _) | (_, 0) => String::new(),
        (Seam::Gap(..), n) => format!("; {} hồ sơ đang giải quyết suốt các ngày ấy", vietnamese_number(n as i64)),
    };
    if found.n > 0 {
        let mut moved = listed(&sentence, found.n, &found.named);
        moved.sentence.truncate(moved.sentence.len() - 1);
        moved.sentence.push_str(&format!("{open}."));
        return moved;
    }
    let quiet = "; không hồ sơ nào được tiếp nhận hay kết thúc trong các ngày ấy";
    Finding { sentence: format!("{sentence}{open}{quiet}."), dossiers: Vec::new() }
}

const BY_WEEK_TOO: [Grouping; 6] =
    [Grouping::Officer, Grouping::Field, Grouping::Procedure, Grouping::System, Grouping::Office, Grouping::Week];

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
        Grouping::Office => "theo đơn vị giải quyết",
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
