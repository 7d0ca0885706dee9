//! Dated versions of a rule: from which day each holds, by which document, and how that is written and printed.
//!
//! The rules themselves are in `clock_rule`; where they are kept is the store's affair.

use std::fmt;

use crate::domain::day::Day;

/// A rule that the law leaves open or changes: a closed set of words or a number.
pub trait Rule: Copy + Default + PartialEq {
    /// The word of settings and files; it holds no blank, no `=` and no bracket.
    fn to_code(self) -> String;

    /// Reads the word of settings and files.
    fn read(text: &str) -> Option<Self>;

    /// The name that reports print.
    fn in_words(self) -> String;
}

/// One version of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version<R> {
    /// The first day on which it holds; `None` = always, until a later version.
    pub from: Option<Day>,
    /// The rule.
    pub rule: R,
    /// The document that it comes from; empty where the desk has named none.
    pub source: String,
}

impl<R: Rule> Version<R> {
    /// Name and version as reports print them: `… (áp dụng từ 01/07/2025, theo …)`.
    pub fn printed(&self) -> String {
        printed(self.rule, &since(self.from), &self.source)
    }
}

fn since(from: Option<Day>) -> String {
    from.map_or_else(|| "áp dụng từ đầu".to_owned(), |day| format!("áp dụng từ {}", day.vietnamese()))
}

fn printed<R: Rule>(rule: R, since: &str, source: &str) -> String {
    let by = if source.is_empty() { "chưa ghi văn bản".to_owned() } else { format!("theo {source}") };
    format!("{} ({since}, {by})", rule.in_words())
}

/// Why versions cannot be as they are asked for; one Vietnamese sentence each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VersionFault {
    /// The text is none of versions.
    #[error("Chưa đọc được các bản của quy tắc.")]
    Unreadable,
    /// Two versions begin on one day.
    #[error("Đã có một bản áp dụng từ ngày này; hãy bỏ bản đó trước, hoặc chọn ngày khác.")]
    Doubled,
    /// The source holds a bracket, which ends it in the written form.
    #[error("Tên văn bản không được có dấu ngoặc vuông.")]
    Bracket,
}

/// The versions of a rule in the order of their days. Before the first one the rule's default holds.
///
/// The written form is one version after the other, `2018-06-21=restart [Nghị định 61/2018/NĐ-CP]`; one without a day
/// holds always, and the source may be left out, so that `exact_time` or `8` alone is a version too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions<R>(Vec<Version<R>>);

impl<R> Default for Versions<R> {
    fn default() -> Versions<R> {
        Versions(Vec::new())
    }
}

impl<R: Rule> Versions<R> {
    /// Versions in any order. Two that begin on one day are refused: which of them would hold is nobody's to guess.
    pub fn new(mut versions: Vec<Version<R>>) -> Result<Versions<R>, VersionFault> {
        if versions.iter().any(|version| version.source.contains(['[', ']'])) {
            return Err(VersionFault::Bracket);
        }
        versions.sort_by_key(|version| version.from);
        if versions.windows(2).any(|pair| pair[0].from == pair[1].from) {
            return Err(VersionFault::Doubled);
        }
        Ok(Versions(versions))
    }

    /// One rule that holds always.
    pub fn always(rule: R) -> Versions<R> {
        Versions(vec![Version { from: None, rule, source: String::new() }])
    }

    /// Reads the written form.
    pub fn read(text: &str) -> Result<Versions<R>, VersionFault> {
        let mut versions = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let end = rest.find(|c: char| c.is_whitespace() || c == '[').unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            let after = after.trim_start();
            let (source, after) = match after.strip_prefix('[') {
                Some(inner) => inner.split_once(']').ok_or(VersionFault::Unreadable)?,
                None => ("", after),
            };
            let (from, code) = match word.split_once('=') {
                Some((day, code)) => (Some(day.parse::<Day>().map_err(|_| VersionFault::Unreadable)?), code),
                None => (None, word),
            };
            let rule = R::read(code).ok_or(VersionFault::Unreadable)?;
            versions.push(Version { from, rule, source: source.trim().to_owned() });
            rest = after.trim_start();
        }
        Versions::new(versions)
    }

    /// The versions in the order of their days.
    pub fn list(&self) -> &[Version<R>] {
        &self.0
    }

    /// The rule that holds on `day`.
    pub fn at(&self, day: Day) -> R {
        self.number_at(day).checked_sub(1).map_or_else(R::default, |at| self.0[at].rule)
    }

    /// The number of the version that holds on `day`: 1 for the first of the list, 0 for the time before it.
    pub fn number_at(&self, day: Day) -> usize {
        self.0.partition_point(|version| version.from.is_none_or(|from| from <= day))
    }

    /// The version with a number of [`Versions::number_at`]; the time before the first one has the default rule.
    pub fn numbered(&self, number: usize) -> Version<R> {
        let known = number.checked_sub(1).and_then(|at| self.0.get(at)).cloned();
        known.unwrap_or_else(|| Version { from: None, rule: R::default(), source: String::new() })
    }

    /// Name and version as reports print them, by the number of [`Versions::number_at`].
    pub fn printed(&self, number: usize) -> String {
        match (number, self.0.first().and_then(|first| first.from)) {
            (0, Some(first)) => printed(
                R::default(),
                &format!("áp dụng trước {}", first.vietnamese()),
                "cách mặc định của chương trình",
            ),
            (0, None) => printed(R::default(), "áp dụng từ đầu", "cách mặc định của chương trình"),
            (number, _) => self.numbered(number).printed(),
        }
    }

    /// The same with one version more.
    pub fn with(&self, version: Version<R>) -> Result<Versions<R>, VersionFault> {
        let mut versions = self.0.clone();
        versions.push(version);
        Versions::new(versions)
    }

    /// The days for which another rule holds in `other`: first day, and the first one after; without a bound where they
    /// reach as far as there are days.
    pub fn differing(&self, other: &Versions<R>) -> Vec<(Option<Day>, Option<Day>)> {
        let mut begins: Vec<Day> = self.0.iter().chain(&other.0).filter_map(|version| version.from).collect();
        begins.sort_unstable();
        begins.dedup();
        let first = begins.first().map_or(Day::from_epoch(0), |first| first.plus(-1));
        let froms = std::iter::once(None).chain(begins.iter().copied().map(Some));
        let tos = begins.iter().copied().map(Some).chain(std::iter::once(None));
        let differs = |(from, _): &(Option<Day>, Option<Day>)| {
            let day = from.unwrap_or(first);
            self.at(day) != other.at(day)
        };
        froms.zip(tos).filter(differs).collect()
    }

    /// The same without the version that begins on a day.
    pub fn without(&self, from: Option<Day>) -> Versions<R> {
        Versions(self.0.iter().filter(|version| version.from != from).cloned().collect())
    }
}

impl<R: Rule> fmt::Display for Versions<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, version) in self.0.iter().enumerate() {
            let day = version.from.map_or_else(String::new, |day| format!("{day}="));
            write!(f, "{}{day}{}", if n == 0 { "" } else { " " }, version.rule.to_code())?;
            if !version.source.is_empty() {
                write!(f, " [{}]", version.source)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clock_rule::{AcceptanceHours, LatenessRule, PauseRule};

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn the_days_on_which_two_lists_differ_are_told_as_spans() {
        let read = |text: &str| Versions::<LatenessRule>::read(text).expect("a list");
        let span = |from: &str, to: &str| (from.parse().ok(), to.parse().ok());
        let (plain, exact) = (read(""), read("exact_time"));
        assert_eq!(plain.differing(&plain), []);
        assert_eq!(plain.differing(&exact), [(None, None)]);
        let dated = read("2026-01-01=exact_time");
        assert_eq!(plain.differing(&dated), [span("2026-01-01", "")]);
        assert_eq!(exact.differing(&dated), [span("", "2026-01-01")]);
        let other = read("2026-02-01=exact_time [QĐ thử]");
        assert_eq!(dated.differing(&other), [span("2026-01-01", "2026-02-01")]);
    }

    #[test]
    fn old_and_new_forms_read_and_write_back() {
        let old = "2018-06-21=restart 2025-07-01=subtract";
        let read = Versions::<PauseRule>::read(old).expect("the old form");
        assert_eq!(read.to_string(), old);
        let new = "2018-06-21=restart [Nghị định 61/2018/NĐ-CP] 2025-07-01=subtract [Quyết định = thử; 01/QĐ (nháp)]";
        let read = Versions::<PauseRule>::read(new).expect("with sources");
        assert_eq!((read.to_string().as_str(), read.list().len()), (new, 2));
        assert_eq!(read.list()[0].source, "Nghị định 61/2018/NĐ-CP");
        let plain = Versions::<LatenessRule>::read("exact_time").expect("a plain value");
        assert_eq!(plain, Versions::always(LatenessRule::ExactTime));
        let hours = Versions::<AcceptanceHours>::read("8 2026-01-01=4 [QĐ thử]").expect("hours");
        assert_eq!((hours.at(day("2025-12-31")).0, hours.at(day("2026-01-01")).0), (8, 4));
        for wrong in ["2018-06-21", "2018-13-01=restart", "restart=2018-06-21", "subtract [mở", "không"] {
            assert_eq!(Versions::<PauseRule>::read(wrong), Err(VersionFault::Unreadable), "{wrong}");
        }
        let twice = "2018-06-21=restart 2018-06-21=subtract";
        assert_eq!(Versions::<PauseRule>::read(twice), Err(VersionFault::Doubled));
    }

    #[test]
    fn the_version_of_a_day_is_named_with_its_source() {
        let rules = Versions::<PauseRule>::read("2018-06-21=restart [NĐ thử] 2025-07-01=subtract").expect("read");
        let said = ["2018-06-20", "2018-06-21", "2025-07-01"].map(|text| rules.printed(rules.number_at(day(text))));
        assert!(said[0].ends_with("(áp dụng trước 21/06/2018, theo cách mặc định của chương trình)"), "{}", said[0]);
        assert!(said[1].ends_with("(áp dụng từ 21/06/2018, theo NĐ thử)"), "{}", said[1]);
        assert!(said[2].ends_with("(áp dụng từ 01/07/2025, chưa ghi văn bản)"), "{}", said[2]);
        let later = Version { from: Some(day("2026-01-01")), rule: PauseRule::Restart, source: "a]".to_owned() };
        assert_eq!(rules.with(later.clone()), Err(VersionFault::Bracket));
        let later = Version { source: "QĐ".to_owned(), ..later };
        let more = rules.with(later.clone()).expect("one more");
        assert_eq!(more.with(later.clone()), Err(VersionFault::Doubled));
        assert_eq!(more.without(later.from), rules);
    }
}
