//! The formula file of the index estimate: groups, components, and how points follow from a ratio.
//!
//! The ratio of a component is a figure over its own denominator, so the file repeats no rule; it says which figures
//! matter and how many points they bring. An office's own copy is read by the same rules as the built-in one.

use crate::domain::figure::{self, Figure};
use crate::domain::published_score::{GROUPS, read_points};
use crate::report::asset_file::{AssetFile, AssetRow, fault};
use crate::report::figures::Figures;
use crate::report::model::FigureRef;
use crate::report::template::TemplateError;

/// The formula as the program brings it, version 1.
pub const FORMULA: &str = include_str!("../../../assets/report/index766.txt");

/// What is before a numerator that is the rest of its denominator.
const NOT: &str = "không ";

/// The whole file.
#[derive(Clone)]
pub struct Formula {
    /// Its version.
    pub version: String,
    /// Where it comes from.
    pub source: String,
    /// What its points are called: an estimate.
    pub label: String,
    /// The six groups in the order of the decision.
    pub groups: Vec<Group>,
}

/// One group of components.
#[derive(Clone)]
pub struct Group {
    /// Code, one of [`GROUPS`].
    pub code: String,
    /// Name.
    pub name: String,
    /// Greatest points, in hundredths.
    pub most: i64,
    /// Its components.
    pub components: Vec<Component>,
}

/// One component.
#[derive(Clone)]
pub struct Component {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Greatest points, in hundredths.
    pub most: i64,
    /// What it is measured by; `None` where this register cannot.
    pub ratio: Option<Ratio>,
    /// Ratios, in hundredths of a percent: up to the first there are no points, from the second all of them.
    pub between: (i64, i64),
}

/// A figure over its denominator, or the rest of that denominator over it.
#[derive(Clone, Copy)]
pub struct Ratio {
    /// The figure.
    pub figure: &'static Figure,
    /// Its denominator.
    pub whole: &'static Figure,
    /// The numerator is what the figure does not count.
    pub rest: bool,
}

impl Ratio {
    /// Numerator and denominator.
    pub fn count(&self, figures: &Figures) -> (u64, u64) {
        let (n, of) = (figures.counted.of(self.figure.id), figures.counted.of(self.whole.id));
        (if self.rest { of.saturating_sub(n) } else { n }, of)
    }

    /// What stands behind the numerator.
    pub fn reached(&self) -> FigureRef {
        let whole = FigureRef::whole(self.figure.id);
        if self.rest { whole.others() } else { whole }
    }

    /// What stands behind the points that are lacking.
    pub fn lost(&self) -> FigureRef {
        let whole = FigureRef::whole(self.figure.id);
        if self.rest { whole } else { whole.others() }
    }
}

impl Component {
    /// Points for a numerator and its denominator, in hundredths, half up; `None` for a zero denominator.
    pub fn points(&self, n: u64, of: u64) -> Option<i64> {
        if of == 0 {
            return None;
        }
        let (n, of) = (i128::from(n), i128::from(of));
        let (from, full) = (i128::from(self.between.0), i128::from(self.between.1));
        let reached = (n * 10_000 - from * of).clamp(0, (full - from) * of);
        let points = (2 * i128::from(self.most) * reached + (full - from) * of) / (2 * (full - from) * of);
        i64::try_from(points).ok()
    }
}

impl Formula {
    /// Reads the file.
    ///
    /// # Errors
    /// The line and what is wrong in it.
    pub fn read(text: &str) -> Result<Formula, TemplateError> {
        let file = AssetFile::read(text, &["bản", "nguồn", "nhãn"])?;
        let mut groups: Vec<Group> = Vec::new();
        for row in &file.rows {
            match (row.cells.len(), groups.last_mut()) {
                (3, _) => groups.push(group(row, groups.len())?),
                (6, Some(last)) => last.components.push(component(row)?),
                (6, None) => return Err(row.fault("tiêu chí phải đứng dưới một nhóm")),
                (found, _) => return Err(row.fault(format!("dòng có {found} ô; nhóm có 3 ô, tiêu chí có 6 ô"))),
            }
        }
        let last = file.rows.last().map_or(1, |row| row.line);
        if let Some((code, name)) = GROUPS.get(groups.len()) {
            return Err(fault(last, format!("thiếu nhóm {code} ({name})")));
        }
        if let Some(group) = groups.iter().find(|group| group.measured() != group.most) {
            return Err(fault(
                last,
                format!("điểm các tiêu chí của nhóm {} cộng lại không bằng điểm nhóm", group.code),
            ));
        }
        let label = if file.head("nhãn").is_empty() { "ước tính" } else { file.head("nhãn") };
        let source = file.head("nguồn").to_owned();
        Ok(Formula { version: file.version()?, source, label: label.to_owned(), groups })
    }

    /// Every component with its group.
    pub fn components(&self) -> impl Iterator<Item = &Component> {
        self.groups.iter().flat_map(|group| &group.components)
    }
}

impl Group {
    fn measured(&self) -> i64 {
        self.components.iter().map(|component| component.most).sum()
    }
}

fn group(row: &AssetRow, at: usize) -> Result<Group, TemplateError> {
    let [code, name, most] = row.cells::<3>()?;
    match GROUPS.get(at) {
        Some((expected, _)) if *expected == code => {}
        Some((expected, _)) => return Err(row.fault(format!("nhóm thứ {} phải là {expected}, đang là {code}", at + 1))),
        None => return Err(row.fault(format!("chỉ có {} nhóm; thừa nhóm {code}", GROUPS.len()))),
    }
    Ok(Group { code: code.to_owned(), name: name.to_owned(), most: points(row, most)?, components: Vec::new() })
}

fn component(row: &AssetRow) -> Result<Component, TemplateError> {
    let [code, name, most, numerator, denominator, rule] = row.cells::<6>()?;
    Ok(Component {
        code: code.to_owned(),
        name: name.to_owned(),
        most: points(row, most)?,
        ratio: ratio(row, numerator, denominator)?,
        between: between(row, rule)?,
    })
}

fn points(row: &AssetRow, text: &str) -> Result<i64, TemplateError> {
    read_points(text).map_err(|_| row.fault(format!("“{text}” không phải số điểm từ 0 đến 100")))
}

fn ratio(row: &AssetRow, numerator: &str, denominator: &str) -> Result<Option<Ratio>, TemplateError> {
    if (numerator, denominator) == ("-", "-") {
        return Ok(None);
    }
    let rest = numerator.starts_with(NOT);
    let figure = row.figure(numerator.strip_prefix(NOT).unwrap_or(numerator).trim())?;
    let whole = figure.of.and_then(figure::by_id).map(|(_, whole)| whole);
    let whole = whole.ok_or_else(|| row.fault(format!("chỉ tiêu {} không có mẫu số", figure.id)))?;
    if whole.id != denominator {
        let said = format!("mẫu số của {} là {}, không phải “{denominator}”", figure.id, whole.id);
        return Err(row.fault(said));
    }
    Ok(Some(Ratio { figure, whole, rest }))
}

fn between(row: &AssetRow, rule: &str) -> Result<(i64, i64), TemplateError> {
    let words: Vec<&str> = rule.split_whitespace().collect();
    let percent = |text: &str| read_points(text.trim_end_matches('%')).ok();
    let found = match words.as_slice() {
        ["tỷ", "lệ"] => Some((0, 10_000)),
        ["đủ", "từ", full] => percent(full).map(|full| (0, full)),
        ["từ", from, "đến", full] => percent(from).zip(percent(full)),
        _ => None,
    };
    let said = || row.fault(format!("không hiểu cách tính “{rule}”; viết “tỷ lệ”, “đủ từ 90” hoặc “từ 50 đến 90”"));
    found.filter(|(from, full)| from < full).ok_or_else(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_formula_has_the_points_of_the_decision() {
        let formula = Formula::read(FORMULA).expect("the built-in formula");
        let points: Vec<i64> = formula.groups.iter().map(|group| group.most / 100).collect();
        assert_eq!(points, [18, 20, 12, 10, 18, 22]);
        assert_eq!(formula.label, "ước tính");
        assert_eq!(formula.components().filter(|component| component.ratio.is_none()).count(), 4);
    }

    #[test]
    fn points_follow_the_ratio_between_two_marks() {
        let with = |between| Component { code: String::new(), name: String::new(), most: 600, ratio: None, between };
        assert_eq!(with((0, 10_000)).points(1, 3), Some(200));
        assert_eq!(with((0, 10_000)).points(2, 3), Some(400));
        assert_eq!(with((0, 10_000)).points(1, 7), Some(86), "0,857… is rounded half up");
        assert_eq!(with((0, 9000)).points(9, 10), Some(600));
        assert_eq!(with((0, 9000)).points(45, 100), Some(300));
        assert_eq!(with((5000, 9000)).points(5, 10), Some(0));
        assert_eq!(with((5000, 9000)).points(7, 10), Some(300));
        assert_eq!(with((0, 10_000)).points(0, 0), None);
    }

    #[test]
    fn a_bad_line_is_named_with_its_reason() {
        let said = |from: &str, to: &str| {
            let text = FORMULA.replacen(from, to, 1);
            assert_ne!(text, FORMULA, "{from}");
            let line = text.lines().position(|line| line.contains(to)).expect("the line") + 1;
            let fault = Formula::read(&text).map(|_| ()).expect_err("refused");
            (fault.line() == Some(line), fault.what().to_owned())
        };
        for (from, to, word) in [
            ("| online.share |", "| online.shar |", "online.shar"),
            ("online.share | received.in_period", "online.share | received.total", "received.in_period"),
            ("| 3 | procedures.online", "| ba | procedures.online", "“ba”"),
            ("progress | Tiến độ", "tiendo | Tiến độ", "phải là progress"),
            ("feedback.total | tỷ lệ", "feedback.total | gấp đôi", "gấp đôi"),
            ("feedback.total | tỷ lệ", "feedback.total | từ 90 đến 50", "từ 90 đến 50"),
            ("feedback.total | tỷ lệ", "feedback.total | tỷ lệ | thừa", "7 ô"),
            ("| received.total | tỷ", "| received.total | t | ỷ", "7 ô"),
        ] {
            let (at_its_line, what) = said(from, to);
            assert!(at_its_line && what.contains(word), "{what}");
        }
        let cut: String =
            FORMULA.lines().filter(|line| !line.starts_with("digit")).map(|line| format!("{line}\n")).collect();
        assert!(Formula::read(&cut).is_err_and(|fault| fault.what().contains("thiếu nhóm digitisation")));
        let less = FORMULA.replacen("| 20 | không", "| 19 | không", 1);
        assert!(Formula::read(&less).is_err_and(|fault| fault.what().contains("nhóm progress")));
    }
}
