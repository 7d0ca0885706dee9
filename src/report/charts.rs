//! The charts of a report: what came and went week by week, who has overdue dossiers, how citizens rated.
//!
//! A chart draws figures and parts of figures that were counted with all the others; it has no rule of its own.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::domain::day::Day;
use crate::domain::figure::Grouping;
use crate::report::figures::{Figures, printed_name};
use crate::report::model::{Bar, Block, Category, Chart, FigureRef, Report, Run};

/// More weeks than a year has make no picture.
const MOST_WEEKS: usize = 54;

/// Every chart that has something to show.
pub fn blocks(figures: &Figures) -> Vec<Block> {
    let mut blocks = Vec::new();
    let weeks = mondays(figures);
    if weeks.len() > MOST_WEEKS {
        let said = "Kỳ báo cáo dài hơn một năm nên không vẽ biểu đồ theo tuần.";
        blocks.push(Block::Note(vec![Run::text(said)]));
    } else {
        blocks.push(Block::Chart(by_week(figures, &weeks)));
    }
    blocks.push(Block::Chart(overdue(figures)));
    blocks.push(Block::Chart(ratings(figures)));
    blocks.retain(|block| !matches!(block, Block::Chart(chart) if chart.is_empty()));
    blocks
}

/// The charts of a report with their numbers, for the JSON form.
pub fn json(report: &Report) -> Json {
    let category = |category: &Category| {
        let values: Vec<i64> = category.bars.iter().map(|bar| bar.n).collect();
        let counts: Vec<String> = category.bars.iter().map(|bar| bar.reference.address()).collect();
        json!({"label": category.label, "values": values, "counts": counts})
    };
    let chart = |chart: &Chart| {
        let categories: Vec<Json> = chart.categories.iter().map(category).collect();
        json!({"title": chart.title, "unit": chart.unit, "series": chart.series, "categories": categories})
    };
    report.charts().map(chart).collect()
}

/// The Mondays of the weeks that the period touches, up to the cut-off.
fn mondays(figures: &Figures) -> Vec<Day> {
    let period = &figures.period;
    let last = period.to.min(figures.as_of.day);
    let first = period.from.monday();
    if last < period.from {
        return Vec::new();
    }
    (0..=last.since(first) / 7).map(|week| first.plus(7 * week)).collect()
}

fn by_week(figures: &Figures, weeks: &[Day]) -> Chart {
    const SERIES: [(&str, &str); 2] = [("received.in_period", "Tiếp nhận mới"), ("settled.total", "Đã giải quyết")];
    let counts: Vec<BTreeMap<String, u64>> =
        SERIES.iter().map(|(id, _)| figures.parts(id, Grouping::Week).into_iter().collect()).collect();
    let category = |monday: &Day| {
        let key = monday.to_string();
        let bars = SERIES.iter().zip(&counts).map(|((id, _), counts)| Bar {
            n: counts.get(&key).copied().unwrap_or(0) as i64,
            reference: FigureRef::part(id, Grouping::Week, &key),
        });
        Category { label: days(figures, *monday), bars: bars.collect() }
    };
    Chart {
        title: "Hồ sơ tiếp nhận và giải quyết theo tuần".to_owned(),
        unit: "Đơn vị tính: hồ sơ".to_owned(),
        of: "Tuần".to_owned(),
        series: SERIES.map(|(_, name)| name.to_owned()).to_vec(),
        categories: weeks.iter().map(category).collect(),
        timed: true,
    }
}

/// First and last day of a week as far as it lies in the period: `30/12–05/01`.
fn days(figures: &Figures, monday: Day) -> String {
    let short = |day: Day| format!("{:02}/{:02}", day.date(), day.month());
    let (from, to) = (monday.max(figures.period.from), monday.plus(6).min(figures.period.to));
    if from == to { short(from) } else { format!("{}–{}", short(from), short(to)) }
}

fn overdue(figures: &Figures) -> Chart {
    const SERIES: [(&str, &str); 2] = [("settled.overdue", "Đã giải quyết quá hạn"), ("open.overdue", "Đang quá hạn")];
    let counts: Vec<BTreeMap<String, u64>> =
        SERIES.iter().map(|(id, _)| figures.parts(id, Grouping::Officer).into_iter().collect()).collect();
    let mut names: Vec<&String> = counts.iter().flat_map(BTreeMap::keys).collect();
    names.sort_by_key(|name| (name.is_empty(), crate::domain::text::sort_key(name)));
    names.dedup();
    let category = |name: &&String| {
        let bars = SERIES.iter().zip(&counts).map(|((id, _), counts)| Bar {
            n: counts.get(*name).copied().unwrap_or(0) as i64,
            reference: FigureRef::part(id, Grouping::Officer, name),
        });
        Category { label: printed_name(name).to_owned(), bars: bars.collect() }
    };
    Chart {
        title: "Hồ sơ quá hạn của từng cán bộ".to_owned(),
        unit: "Đơn vị tính: hồ sơ".to_owned(),
        of: "Cán bộ".to_owned(),
        series: SERIES.map(|(_, name)| name.to_owned()).to_vec(),
        categories: names.iter().map(category).collect(),
        timed: false,
    }
}

fn ratings(figures: &Figures) -> Chart {
    const LEVELS: [(&str, &str); 4] = [
        ("satisfaction.very_satisfied", "Rất hài lòng"),
        ("satisfaction.satisfied", "Hài lòng"),
        ("satisfaction.dissatisfied", "Không hài lòng"),
        ("_satisfaction.other", "Mức khác"),
    ];
    let category = |(id, label): (&str, &str)| {
        let bar = Bar { n: figures.value(id).n as i64, reference: FigureRef::whole(id) };
        Category { label: label.to_owned(), bars: vec![bar] }
    };
    let mut categories: Vec<Category> = LEVELS.into_iter().map(category).collect();
    // Most desks have the three levels only; a fourth bar that cannot grow would puzzle them.
    categories.retain(|category| category.bars[0].n > 0 || !category.bars[0].reference.id.starts_with('_'));
    Chart {
        title: "Mức độ hài lòng của người dân, tổ chức".to_owned(),
        unit: "Đơn vị tính: lượt đánh giá".to_owned(),
        of: "Mức".to_owned(),
        series: vec!["Lượt đánh giá".to_owned()],
        categories,
        timed: false,
    }
}
