//! The estimate of the national index (`index766`): six groups, the ratios of their components that this desk controls,
//! the last period and the portal's published points beside them (Quyết định 766/QĐ-TTg).
//!
//! Every number here is an estimate and is labelled so: the points are the portal's to give.

mod formula;
mod table;

pub use formula::{Component, FORMULA, Formula, Group, Ratio};

use serde_json::{Value as Json, json};

use crate::domain::figure::{Count, Figure, Grouping};
use crate::domain::number::{decimal, prose_number};
use crate::domain::published_score::{PublishedScore, TOTAL};
use crate::report::audit::Finding;
use crate::report::figures::{Figures, counted_as, printed_name};
use crate::report::ii06a;
use crate::report::model::{Block, CsvContent, FigureRef, Letterhead, Page, Report, Run};
use crate::report::source::Source;

/// What stands beside the estimate.
pub struct Beside<'a> {
    /// The figures of the period before.
    pub previous: &'a Figures,
    /// What a portal published for this period.
    pub published: &'a [PublishedScore],
}

impl Beside<'_> {
    fn published(&self, component: &str) -> Option<&PublishedScore> {
        self.published.iter().find(|score| score.component == component)
    }
}

/// A component as it was measured in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Measured {
    n: u64,
    of: u64,
    /// Hundredths of a point; `None` where there was nothing to measure.
    points: Option<i64>,
}

fn measured(component: &Component, figures: &Figures) -> Option<Measured> {
    let (n, of) = component.ratio?.count(figures);
    Some(Measured { n, of, points: component.points(n, of) })
}

/// Estimated points, and the greatest that could be had of what was measured; both in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    points: i64,
    of: i64,
}

impl Sum {
    /// A value of the sum; `None` where nothing was measured, which is not the same as no points.
    fn shown(self, value: i64) -> Option<i64> {
        (self.of > 0).then_some(value)
    }
}

fn sum<'a>(components: impl IntoIterator<Item = &'a Component>, figures: &Figures) -> Sum {
    let mut sum = Sum::default();
    for component in components {
        if let Some(points) = measured(component, figures).and_then(|measured| measured.points) {
            sum.points += points;
            sum.of += component.most;
        }
    }
    sum
}

/// Builds the report.
pub fn report(source: &Source<'_>, formula: &Formula, beside: &Beside<'_>) -> Report {
    let (figures, settings) = (source.figures, source.settings);
    let subject = format!("Điểm {} theo bộ chỉ số phục vụ người dân, doanh nghiệp", formula.label);
    let letterhead = Letterhead {
        unit: settings.unit().to_owned(),
        kind_title: "Bảng ước tính".to_owned(),
        subject: format!("{subject} {}", figures.period.name()),
        date: source.date,
        ..Letterhead::default()
    };
    let mut report = Report::new("index766", letterhead);
    report.page = Page::official_landscape();
    report.heading = vec![ii06a::heading(source, "Bảng ước tính, không thay cho điểm công bố", &subject)];
    report.blocks.push(Block::Table(table::table(formula, figures, beside)));
    report.blocks.extend(notes(formula, figures, beside));
    report.blocks.push(Block::section(format!("Tiêu chí làm mất điểm ({})", formula.label)));
    report.blocks.extend(losses(formula, figures));
    report.blocks.push(ii06a::signatures(settings.get("signer_name")));
    report.small_print = source.small_print();
    let from = if formula.source.is_empty() { String::new() } else { format!(" ({})", formula.source) };
    let said = format!("Công thức {}: bản {}{from}.", formula.label, formula.version);
    report.table_notes = vec![format!("Điểm {}, không phải điểm công bố. {said}", formula.label)];
    report.small_print.push(said);
    report.figures = figures.rows();
    report.rules = source.rules();
    report.csv = CsvContent::FirstTable;
    report.json = ii06a::json(source, "index766");
    if let Json::Object(object) = &mut report.json {
        object.insert("index766".to_owned(), json(formula, figures, beside));
    }
    report
}

/// Published points that are more than there are, or fewer than none: they came by a file, since nobody can type them.
pub fn findings(formula: &Formula, published: &[PublishedScore]) -> Vec<Finding> {
    let whole = formula.groups.iter().map(|group| group.most).sum();
    let most = |code: &str| {
        let group = formula.groups.iter().find(|group| group.code == code);
        group.map(|group| (group.name.as_str(), group.most)).or((code == TOTAL).then_some(("Tổng điểm", whole)))
    };
    let amiss = published.iter().filter_map(|score| {
        let (name, most) = most(&score.component)?;
        let (value, most) = ((score.value < 0 || score.value > most).then_some(score.value)?, decimal(most));
        let sentence =
            format!("Điểm Cổng công bố của {name} ({}) không nằm trong khoảng từ 0 đến {most}.", decimal(value));
        Some(Finding { sentence, dossiers: Vec::new() })
    });
    amiss.collect()
}

/// What the numbers of the table are and are not.
fn notes(formula: &Formula, figures: &Figures, beside: &Beside<'_>) -> Vec<Block> {
    let (sum, before) = (sum(formula.components(), figures), sum(formula.components(), beside.previous));
    let mut said = vec![
        format!(
            "Điểm {}: {}/{} điểm của các tiêu chí đo được trong sổ này; điểm chính thức do Cổng Dịch vụ công công bố.",
            formula.label,
            decimal(sum.points),
            decimal(sum.of)
        ),
        "Dấu “–”: không phát sinh hoặc sổ này không đo được; các tiêu chí ấy không tính vào điểm.".to_owned(),
        format!(
            "Kỳ trước: {}, {}/{} điểm đo được.",
            partly(beside.previous),
            decimal(before.points),
            decimal(before.of)
        ),
    ];
    let mut sources: Vec<&str> = beside.published.iter().map(|score| score.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    sources.retain(|source| !source.is_empty());
    if beside.published.is_empty() {
        said.push("Điểm Cổng công bố: chưa nhập.".to_owned());
    } else if !sources.is_empty() {
        said.push(format!("Điểm Cổng công bố: {}.", sources.join("; ")));
    }
    said.into_iter().map(|line| Block::Note(vec![Run::text(line)])).collect()
}

/// The days of a period, with what the register does not know of it.
fn partly(figures: &Figures) -> String {
    let dates = figures.period.dates();
    match figures.partial_from() {
        None => dates,
        Some(day) => format!("{dates} (sổ chỉ có số liệu từ ngày {})", day.vietnamese()),
    }
}

/// One item for each component that lost points, the dearest first: how many dossiers, and whose.
fn losses(formula: &Formula, figures: &Figures) -> Vec<Block> {
    let mut lost: Vec<(i64, &Component, Ratio, Measured)> = formula
        .components()
        .filter_map(|component| {
            let (ratio, measured) = (component.ratio?, measured(component, figures)?);
            Some((component.most - measured.points?, component, ratio, measured))
        })
        .filter(|(points, ..)| *points > 0)
        .collect();
    lost.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.code.cmp(&b.1.code)));
    let item = |(points, component, ratio, measured): (i64, &Component, Ratio, Measured)| {
        let others = (measured.of - measured.n) as i64;
        let mut runs = vec![
            Run::text(format!("{}: mất ", component.name)),
            Run::figure(decimal(points), ratio.lost()),
            Run::text(" điểm; "),
            Run::figure(prose_number(others), ratio.lost()),
            Run::text(format!(" {} chưa đạt", counted_as(ratio.figure.id))),
        ];
        runs.extend(excused(ratio, figures).unwrap_or_else(|| by_officer(ratio, figures)));
        runs.push(Run::text("."));
        Block::item("-", 0, runs)
    };
    if lost.is_empty() {
        return vec![Block::paragraph("Không phát sinh.")];
    }
    lost.into_iter().map(item).collect()
}

/// A figure whose others are of two kinds: those that officers left undone, and those that cannot be done, which count
/// against the points and are nobody's fault.
struct Excused {
    figure: &'static str,
    undone: (&'static str, &'static str),
    impossible: (&'static str, &'static str),
}

const EXCUSED: [Excused; 1] = [Excused {
    figure: "digitized.results",
    undone: ("digitized.results.gap", "hồ sơ chưa số hóa kết quả"),
    impossible: ("digitized.results.not_applicable", "hồ sơ không có kết quả phải số hóa"),
}];

/// `, trong đó 05 hồ sơ chưa số hóa kết quả, gồm A: 03; B: 02; 23 hồ sơ không có kết quả phải số hóa`: officers are named
/// for the former alone. `None` where the others are all of one kind.
fn excused(ratio: Ratio, figures: &Figures) -> Option<Vec<Run>> {
    let excused = EXCUSED.iter().find(|excused| !ratio.rest && excused.figure == ratio.figure.id)?;
    if figures.value(excused.impossible.0).n == 0 {
        return None;
    }
    let mut runs = vec![Run::text(", trong đó ")];
    let (undone, words) = excused.undone;
    if figures.value(undone).n > 0 {
        runs.extend([figures.prose(undone), Run::text(format!(" {words}"))]);
        runs.extend(named(figures.parts(undone, Grouping::Officer), undone, false));
        runs.push(Run::text("; "));
    }
    let (impossible, words) = excused.impossible;
    runs.extend([figures.prose(impossible), Run::text(format!(" {words}"))]);
    Some(runs)
}

/// Those who lost points. Nothing where figure and denominator are answered for by different officers: their parts
/// cannot be taken from each other.
fn by_officer(ratio: Ratio, figures: &Figures) -> Vec<Run> {
    let role = |figure: &Figure| match figure.count {
        Count::Dossiers { role, .. } => Some(role),
        _ => None,
    };
    let counted = figures.parts(ratio.figure.id, Grouping::Officer);
    let lost: Vec<(String, u64)> = match (role(ratio.figure), role(ratio.whole)) {
        (Some(_), _) if ratio.rest => counted,
        (Some(own), Some(whole)) if own == whole => {
            let reached = |name: &str| counted.iter().find(|(part, _)| part == name).map_or(0, |(_, n)| *n);
            let all = figures.parts(ratio.whole.id, Grouping::Officer).into_iter();
            let mut lost: Vec<(String, u64)> =
                all.map(|(name, of)| (of.saturating_sub(reached(&name)), name)).map(|(n, name)| (name, n)).collect();
            lost.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            lost
        }
        _ => Vec::new(),
    };
    named(lost, ratio.figure.id, !ratio.rest)
}

/// `, gồm A: 12; B: 03`, each a door to the officer's part of the figure, or to the `others` of that part.
fn named(parts: Vec<(String, u64)>, id: &str, others: bool) -> Vec<Run> {
    let mut runs = Vec::new();
    for (name, n) in parts.into_iter().filter(|(_, n)| *n > 0) {
        let part = FigureRef::part(id, Grouping::Officer, &name);
        let part = if others { part.others() } else { part };
        runs.push(Run::text(if runs.is_empty() { ", gồm " } else { "; " }));
        runs.push(Run::text(format!("{}: ", printed_name(&name))));
        runs.push(Run::figure(prose_number(n as i64), part));
    }
    runs
}

fn json(formula: &Formula, figures: &Figures, beside: &Beside<'_>) -> Json {
    let points = |points: Option<i64>| points.map(decimal);
    let published = |code: &str| beside.published(code).map(|score| decimal(score.value));
    let component = |component: &Component| {
        let (now, before) = (measured(component, figures), measured(component, beside.previous));
        json!({
            "code": component.code,
            "name": component.name,
            "max": decimal(component.most),
            "numerator": component.ratio.map(|ratio| ratio.figure.id),
            "rest": component.ratio.map(|ratio| ratio.rest),
            "n": now.map(|now| now.n),
            "of": now.map(|now| now.of),
            "points": points(now.and_then(|now| now.points)),
            "previous": points(before.and_then(|before| before.points)),
        })
    };
    let groups = formula.groups.iter().map(|group| {
        let (now, before) = (sum(&group.components, figures), sum(&group.components, beside.previous));
        json!({
            "code": group.code,
            "name": group.name,
            "max": decimal(group.most),
            "measured_max": now.shown(now.of).map(decimal),
            "points": now.shown(now.points).map(decimal),
            "previous": before.shown(before.points).map(decimal),
            "published": published(&group.code),
            "components": group.components.iter().map(component).collect::<Vec<_>>(),
        })
    });
    let whole = sum(formula.components(), figures);
    json!({
        "estimate": true,
        "label": formula.label,
        "version": formula.version,
        "source": formula.source,
        "previous_period": {
            "from": beside.previous.period.from.to_string(),
            "to": beside.previous.period.to.to_string(),
        },
        "groups": groups.collect::<Vec<_>>(),
        "points": whole.shown(whole.points).map(decimal),
        "measured_max": whole.shown(whole.of).map(decimal),
        "published": published(TOTAL),
    })
}
