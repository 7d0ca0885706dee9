//! The rules of the clock that the figures of a period depend on: each version that its dossiers fall under, by name.

use serde_json::{Map, Value as Json, json};

use crate::domain::calendar::{Calendar, DayStatus};
use crate::domain::clock_rule::RuleKind;
use crate::domain::day::Day;
use crate::domain::figure::{FIGURES, RulesMet};
use crate::domain::period::Period;
use crate::domain::rule_version::{Rule, Version};
use crate::domain::rulebook::Rulebook;

/// One version of a rule that dossiers of the period fall under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Which rule.
    pub kind: RuleKind,
    /// Its word in settings and files.
    pub code: String,
    /// The first day it holds; `None` = always.
    pub from: Option<Day>,
    /// The document it comes from; may be empty.
    pub source: String,
    /// Name and version as reports print them.
    pub printed: String,
}

/// The rules that figures depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleNames {
    /// Every version that dossiers of the period fall under, rule by rule in the order of their days.
    pub applied: Vec<Applied>,
    /// Days of the calendar that are only expected and lie in the period.
    pub expected_days: Vec<String>,
}

impl RuleNames {
    /// The rules of a desk for a period. A rule that no dossier met is named as it holds on the period's last day.
    pub fn of(rules: &Rulebook, period: &Period, met: &RulesMet) -> RuleNames {
        let named = |kind: RuleKind| {
            let numbers = met.numbers(kind, rules, period.to);
            numbers.into_iter().map(move |number| applied(rules, kind, number))
        };
        RuleNames {
            applied: RuleKind::ALL.into_iter().flat_map(named).collect(),
            expected_days: expected_days(&rules.calendar, period),
        }
    }

    /// Name and version of every version of a rule, in one line without a full stop.
    pub fn of_kind(&self, kind: RuleKind) -> String {
        let versions = self.applied.iter().filter(|applied| applied.kind == kind);
        versions.map(|applied| applied.printed.as_str()).collect::<Vec<_>>().join("; ")
    }

    /// One line a rule, for the rules that a figure depends on: `(a) Cách tính trễ hạn: …`.
    pub fn lines(&self, kinds: &[RuleKind]) -> Vec<String> {
        let line = |kind: &RuleKind| format!("({}) {}: {}.", kind.mark(), kind.label(), self.of_kind(*kind));
        kinds.iter().map(line).collect()
    }

    /// The `rules` of a report's JSON: the names, and each version with the figures that depend on it.
    pub fn json(&self) -> Map<String, Json> {
        let versions: Vec<Json> = self.applied.iter().map(Applied::json).collect();
        let mut object = Map::new();
        object.insert("lateness".to_owned(), json!(self.of_kind(RuleKind::Lateness)));
        object.insert("pauses".to_owned(), json!(self.of_kind(RuleKind::Pause)));
        object.insert("acceptance".to_owned(), json!(self.of_kind(RuleKind::Acceptance)));
        object.insert("versions".to_owned(), json!(versions));
        object.insert("expected_days".to_owned(), json!(self.expected_days));
        object
    }
}

impl Applied {
    fn json(&self) -> Json {
        let figures = FIGURES.iter().filter(|figure| figure.is_public() && figure.rules.contains(&self.kind));
        json!({
            "rule": self.kind.code(),
            "code": self.code,
            "from": self.from.map(|day| day.to_string()),
            "source": self.source,
            "name": self.printed,
            "figures": figures.map(|figure| figure.id).collect::<Vec<_>>(),
        })
    }
}

fn applied(rules: &Rulebook, kind: RuleKind, number: usize) -> Applied {
    fn told<R: Rule>(version: Version<R>) -> (String, Option<Day>, String) {
        (version.rule.to_code(), version.from, version.source)
    }
    let (code, from, source) = match kind {
        RuleKind::Lateness => told(rules.lateness.numbered(number)),
        RuleKind::Pause => told(rules.pauses.numbered(number)),
        RuleKind::Acceptance => told(rules.acceptance.numbered(number)),
    };
    Applied { kind, code, from, source, printed: rules.printed(kind, number) }
}

fn expected_days(calendar: &Calendar, period: &Period) -> Vec<String> {
    calendar
        .rows(period.from, period.to)
        .filter(|row| row.status == DayStatus::Expected)
        .map(|row| format!("{} ({})", row.date.vietnamese(), row.name))
        .collect()
}
