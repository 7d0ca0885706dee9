//! The figures of one period, counted and named: what every kind of report is written from.
//!
//! Counting is done elsewhere; this file knows how a figure is printed, split and put into JSON.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::domain::day::{Day, Moment};
use crate::domain::figure::{self, Count, Counted, FIGURES, Figure, Grouping};
use crate::domain::number::{percent, prose_number, vietnamese_number};
use crate::domain::period::{Cutoff, Period};
use crate::report::model::{FigureRef, FigureRow, Run};
use crate::report::rule_names::RuleNames;

/// Printed names of the groups that figures are split by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Officers by id; dossiers without one have id 0 and the empty name.
    pub officers: BTreeMap<i64, String>,
    /// Fields by index.
    pub fields: Vec<String>,
    /// Code and name of procedures by index.
    pub procedures: Vec<(String, String)>,
    /// Source systems by index.
    pub systems: Vec<String>,
    /// Settling offices by index.
    pub offices: Vec<String>,
}

impl Names {
    /// The name of a group. Dossiers without an officer have the empty name; it is printed as chưa phân công.
    pub fn of(&self, grouping: Grouping, key: i64) -> String {
        let at = |names: &[String]| usize::try_from(key).ok().and_then(|at| names.get(at)).cloned();
        match grouping {
            Grouping::Officer => self.officers.get(&key).cloned(),
            Grouping::Field => at(&self.fields),
            Grouping::System => at(&self.systems),
            Grouping::Office => at(&self.offices),
            Grouping::Week => i32::try_from(key).ok().map(|day| Day::from_epoch(day).to_string()),
            Grouping::Procedure => {
                usize::try_from(key).ok().and_then(|at| self.procedures.get(at)).map(|(code, _)| code.clone())
            }
        }
        .unwrap_or_default()
    }
}

/// How a group's name is printed: nothing is dropped for want of a name.
pub fn printed_name(name: &str) -> &str {
    if name.is_empty() { "Chưa phân công" } else { name }
}

/// The word for one of what a figure counts.
pub fn counted_as(id: &str) -> &'static str {
    match figure::by_id(id).map(|(_, figure)| figure.count) {
        Some(Count::Procedures(_)) => "thủ tục",
        Some(Count::Ratings(_)) => "lượt",
        Some(Count::Feedback(_)) => "phản ánh, kiến nghị",
        Some(Count::Dossiers { .. }) | None => "hồ sơ",
    }
}

/// Nobody reaches a share of what went wrong or was left undone: `đạt` or, for that, `chiếm`.
fn reached_as(id: &str) -> &'static str {
    const NOT_REACHED: [&str; 10] = [
        "overdue",
        "actual",
        "operational",
        "unclassified",
        "missing",
        "gap",
        "dissatisfied",
        "rejected",
        "withdrawn",
        "stopped",
    ];
    let last = id.rsplit('.').next().unwrap_or(id);
    if NOT_REACHED.contains(&last) { "chiếm" } else { "đạt" }
}

/// A label names what is counted; one that begins with `Tỷ lệ` names the share of it.
fn without_share(label: &str) -> String {
    let Some(rest) = label.strip_prefix("Tỷ lệ ") else { return label.to_owned() };
    let mut letters = rest.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A figure's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// Numerator.
    pub n: u64,
    /// Denominator, where the table has one.
    pub of: Option<u64>,
}

impl Value {
    /// `98,77`, `–` for a zero denominator, `None` where there is no denominator.
    pub fn percent(self) -> Option<String> {
        self.of.map(|of| percent(self.n as i64, of as i64).unwrap_or_else(|| "–".to_owned()))
    }
}

/// Days without a dossier with which a period may begin before its book counts as begun later.
const QUIET: i32 = 7;

/// Why something is missing, as officers wrote it: (officer id, note) → dossiers.
pub type Reasons = BTreeMap<(i64, String), u64>;

/// The figures of one period.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The period.
    pub period: Period,
    /// Which calendar of periods the report year follows.
    pub cutoff: Cutoff,
    /// The instant as of which everything was counted.
    pub as_of: Moment,
    /// The day of the first dossier of the register; `None` while it has none.
    pub covered_from: Option<Day>,
    /// Sequence and hash of the last entry of the history that they rest on.
    pub chain_head: (i64, String),
    /// Rules that were applied, in words.
    pub rules: RuleNames,
    /// Numerators.
    pub counted: Counted,
    /// Names of groups.
    pub names: Names,
    /// Ids of the dossiers counted in the figures whose dossiers the report names.
    pub listed: BTreeMap<&'static str, Vec<i64>>,
    /// Notes behind `digitized.components.gap`.
    pub component_reasons: Reasons,
    /// Notes behind `digitized.results.gap`.
    pub result_reasons: Reasons,
}

impl Figures {
    /// The value of a figure; an unknown id counts nothing.
    pub fn value(&self, id: &str) -> Value {
        let of = figure::by_id(id).and_then(|(_, figure)| figure.of).map(|of| self.counted.of(of));
        Value { n: self.counted.of(id), of }
    }

    /// The first day that the register tells of, where its book begins within the period: what lies before was counted
    /// as nothing, and nobody may take that for few. A week without a dossier is no such beginning.
    pub fn partial_from(&self) -> Option<Day> {
        self.covered_from.filter(|day| *day > self.period.from.plus(QUIET))
    }

    /// The period by name, with what the register does not know of it, as it stands in brackets: `06 tháng cuối năm
    /// 2024; sổ chỉ có số liệu từ ngày 02/12/2024`.
    pub fn named(&self) -> String {
        let name = self.period.name();
        match self.partial_from() {
            None => name,
            Some(day) => format!("{name}; sổ chỉ có số liệu từ ngày {}", day.vietnamese()),
        }
    }

    /// The cut-off in words: the end of a day is said as that day, not as the midnight of the next.
    pub fn cut_off_words(&self) -> String {
        let (as_of, period) = (self.as_of, &self.period);
        if as_of == period.end() { format!("hết ngày {}", period.to.vietnamese()) } else { as_of.vietnamese() }
    }

    /// The dossiers counted in a figure; none where the count was not asked to keep them.
    pub fn listed(&self, id: &str) -> &[i64] {
        self.listed.get(id).map_or(&[], Vec::as_slice)
    }

    /// The parts of a figure with their names, largest first, then by name.
    pub fn parts(&self, id: &str, grouping: Grouping) -> Vec<(String, u64)> {
        // What has no name, for whatever reason, is one part.
        let mut by_name: BTreeMap<String, u64> = BTreeMap::new();
        for (key, n) in self.counted.parts_of(id, grouping) {
            *by_name.entry(self.names.of(grouping, key)).or_default() += n;
        }
        let mut named: Vec<(String, u64)> = by_name.into_iter().collect();
        named.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        named
    }

    /// Of a number that is asked for one reason: the whole of its gap, its officer's alone where it names one, and how
    /// many of it for that reason.
    pub fn of_reason(&self, reference: &FigureRef) -> (u64, u64) {
        let reasons = match reference.id.as_str() {
            "digitized.components.gap" => &self.component_reasons,
            _ => &self.result_reasons,
        };
        let own = |officer: i64| match &reference.part {
            Some((grouping, name)) => self.names.of(*grouping, officer) == *name,
            None => true,
        };
        let given = reasons.iter().filter(|((officer, _), _)| own(*officer));
        given.fold((0, 0), |(all, some), ((_, why), n)| {
            let same = reference.reason.as_deref() == Some(why.as_str());
            (all + n, if same { some + n } else { some })
        })
    }

    /// A count in prose (`05`, `1.207`), openable.
    pub fn prose(&self, id: &str) -> Run {
        Run::figure(prose_number(self.value(id).n as i64), FigureRef::whole(id))
    }

    /// `98,77%`, or the words for a zero denominator.
    pub fn prose_percent(&self, id: &str) -> Run {
        let value = self.value(id);
        match value.of {
            Some(0) | None => Run::text("không phát sinh"),
            Some(_) => Run::figure(format!("{}%", value.percent().unwrap_or_default()), FigureRef::whole(id)),
        }
    }

    /// `1.207/1.222 hồ sơ, đạt tỷ lệ 98,77%`, or `không phát sinh`.
    pub fn share(&self, id: &str) -> Vec<Run> {
        let value = self.value(id);
        let Some(of) = value.of.filter(|of| *of > 0) else { return vec![Run::text("không phát sinh")] };
        let of_id = figure::by_id(id).and_then(|(_, figure)| figure.of).unwrap_or(id);
        vec![
            Run::figure(vietnamese_number(value.n as i64), FigureRef::whole(id)),
            Run::text("/"),
            Run::figure(vietnamese_number(of as i64), FigureRef::whole(of_id)),
            Run::text(format!(" {}, {} tỷ lệ ", counted_as(id), reached_as(id))),
            Run::figure(format!("{}%", value.percent().unwrap_or_default()), FigureRef::whole(id)),
        ]
    }

    /// `(= Quá hạn / Đã giải quyết × 100%)`: how the share of a figure is counted, in the words of the table of
    /// figures; nothing where there is no share.
    pub fn formula(&self, id: &str) -> String {
        let Some((_, figure)) = figure::by_id(id) else { return String::new() };
        match figure.of.and_then(figure::by_id) {
            Some((_, whole)) if self.value(id).of != Some(0) => {
                format!("(= {} / {} × 100%)", without_share(figure.label), without_share(whole.label))
            }
            _ => String::new(),
        }
    }

    /// Every public figure as a row of a report's list.
    pub fn rows(&self) -> Vec<FigureRow> {
        let public = FIGURES.iter().filter(|figure| figure.is_public());
        public
            .map(|figure| {
                let value = self.value(figure.id);
                FigureRow {
                    id: figure.id.to_owned(),
                    label: figure.label.to_owned(),
                    n: value.n as i64,
                    of: value.of.map(|of| of as i64),
                    rules: figure.rules.to_vec(),
                }
            })
            .collect()
    }

    /// The JSON of REPORTS.md §4, without what only one kind has.
    pub fn json(&self, kind: &str, unit: &str) -> Map<String, Json> {
        let figures: Map<String, Json> = FIGURES
            .iter()
            .filter(|figure| figure.is_public())
            .map(|figure| (figure.id.to_owned(), self.json_value(figure)))
            .collect();
        let by_officer: Map<String, Json> = ["settled.overdue", "digitized.components.gap", "digitized.results.gap"]
            .into_iter()
            .map(|id| {
                let parts = self.parts(id, Grouping::Officer).into_iter();
                (id.to_owned(), Json::Object(parts.map(|(name, n)| (name, json!(n))).collect()))
            })
            .collect();
        let mut object = Map::new();
        object.insert("kind".to_owned(), json!(kind));
        object.insert("unit".to_owned(), json!(unit));
        let period = json!({"from": self.period.from.to_string(), "to": self.period.to.to_string()});
        object.insert("period".to_owned(), period);
        object.insert("as_of".to_owned(), json!(self.as_of.to_string()));
        let mut rules = self.rules.json();
        rules.insert("cutoff".to_owned(), json!(self.cutoff.code()));
        object.insert("rules".to_owned(), Json::Object(rules));
        object.insert("figures".to_owned(), Json::Object(figures));
        object.insert("by_officer".to_owned(), Json::Object(by_officer));
        object
    }

    fn json_value(&self, figure: &Figure) -> Json {
        let value = self.value(figure.id);
        match value.of {
            Some(of) => json!({"n": value.n, "of": of, "pct": value.percent()}),
            None => json!({"n": value.n}),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_achievements_are_reached() {
        let bad =
            ["open.overdue", "digitized.results.gap", "settled.overdue.apology.missing", "settled.overdue.actual"];
        assert_eq!(bad.map(reached_as), ["chiếm"; 4]);
        assert_eq!(["online.share", "settled.overdue.actual.apology.issued"].map(reached_as), ["đạt"; 2]);
    }
}
