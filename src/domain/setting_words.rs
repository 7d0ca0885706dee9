//! Values of settings in words: which codes a setting of a closed set knows, and how a clerk reads any value.
//!
//! The settings screen, its forms, the history and the sentence about a wrong value all read this.

use crate::domain::clock_rule::{AcceptanceHours, LatenessRule, PauseRule, RuleKind};
use crate::domain::day::Day;
use crate::domain::period::Cutoff;
use crate::domain::pin;
use crate::domain::rating::{Counts, Levels};
use crate::domain::rule_version::{Rule, Versions};
use crate::domain::typing::{Method, Placement};

/// What is done with suggestions that nobody accepted when a report leaves.
const SUGGESTIONS: [(&str, &str); 2] = [("leave_out", "không in"), ("mark", "in nghiêng, ghi rõ chưa duyệt")];

/// Whether charts are printed.
const CHARTS: [(&str, &str); 2] = [("on", "in ở phụ lục của báo cáo"), ("off", "không in")];

/// The codes that a setting of a closed set knows, each with its words; none for a setting that takes any text.
pub fn options(key: &str) -> Vec<(&'static str, &'static str)> {
    match key {
        "cutoff" => Cutoff::ALL.map(|cutoff| (cutoff.code(), cutoff.label())).to_vec(),
        "typing" => Method::ALL.map(|method| (method.code(), method.label())).to_vec(),
        "tone_placement" => Placement::ALL.map(|placement| (placement.code(), placement.label())).to_vec(),
        "suggestions" => SUGGESTIONS.to_vec(),
        "charts" => CHARTS.to_vec(),
        _ => Vec::new(),
    }
}

/// First day and printed name of every version of a rule.
pub fn versions(kind: RuleKind, value: &str) -> Vec<(Option<Day>, String)> {
    fn list<R: Rule>(value: &str) -> Vec<(Option<Day>, String)> {
        let versions = Versions::<R>::read(value).unwrap_or_default();
        versions.list().iter().map(|version| (version.from, version.printed())).collect()
    }
    match kind {
        RuleKind::Lateness => list::<LatenessRule>(value),
        RuleKind::Pause => list::<PauseRule>(value),
        RuleKind::Acceptance => list::<AcceptanceHours>(value),
    }
}

/// A value as a clerk reads it; of a rule the last version, and how many there were before it.
pub fn in_words(key: &str, value: &str) -> String {
    if let Some(kind) = RuleKind::of_setting(key) {
        return match versions(kind, value).as_slice() {
            [] => "cách mặc định của chương trình".to_owned(),
            [(_, one)] => one.clone(),
            [before @ .., (_, last)] => format!("{last}; trước đó {:02} bản", before.len()),
        };
    }
    if let Some((_, words)) = options(key).into_iter().find(|(code, _)| *code == value) {
        return words.to_owned();
    }
    if pin::is_hash(value) {
        return "đã đặt".to_owned();
    }
    match Levels::read(value) {
        Ok(levels) if key == "rating_levels" => levels_in_words(&levels),
        _ => value.to_owned(),
    }
}

/// `rất hài lòng, hài lòng, không hài lòng`; what a level counts as is said where its words do not.
fn levels_in_words(levels: &Levels) -> String {
    let counted = |counts: Counts| match counts {
        Counts::VerySatisfied => "tính là rất hài lòng",
        Counts::Satisfied => "tính là hài lòng",
        Counts::Neither => "chỉ tính vào tổng số",
        Counts::Dissatisfied => "tính là không hài lòng",
    };
    let told = |level: &crate::domain::rating::Level| {
        let mut aside = Vec::new();
        if !counted(level.counts).ends_with(&format!("là {}", level.label.to_lowercase())) {
            aside.push(counted(level.counts).to_owned());
        }
        if level.retired {
            aside.push("thôi dùng".to_owned());
        }
        if aside.is_empty() { level.label.clone() } else { format!("{} ({})", level.label, aside.join(", ")) }
    };
    levels.0.iter().map(told).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rating::USUAL;
    use crate::domain::settings::{SETTINGS, Settings};

    #[test]
    fn no_code_is_shown_to_a_clerk() {
        assert_eq!(in_words("typing", "off"), Method::Off.label());
        assert_eq!(in_words("tone_placement", "old"), Placement::Old.label());
        assert_eq!(in_words("charts", "off"), "không in");
        assert_eq!(in_words("rating_levels", USUAL), "rất hài lòng, hài lòng, không hài lòng");
        assert_eq!(
            in_words("rating_levels", "satisfied=Tốt=+; so_so=bình thường=0; bad=không hài lòng=-x"),
            "Tốt (tính là hài lòng), bình thường (chỉ tính vào tổng số), không hài lòng (thôi dùng)"
        );
        assert_eq!(in_words("unit", "UBND xã Giả"), "UBND xã Giả");
    }

    #[test]
    fn every_code_is_accepted_and_every_default_has_words() {
        for setting in SETTINGS {
            for (code, words) in options(setting.key) {
                assert_eq!(Settings::problem(setting.key, code), None, "{} {code}", setting.key);
                assert_ne!(words, code);
            }
            if !options(setting.key).is_empty() {
                assert_ne!(in_words(setting.key, setting.default), setting.default, "{}", setting.key);
            }
        }
    }
}
