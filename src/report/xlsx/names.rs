//! Names of sheets: Excel takes 31 characters, forbids some, and compares them without regard to case.

use crate::report::clean::clean;

/// The sheet of figures.
pub const FIGURES: &str = "Số liệu";
/// The sheet of the report's text.
pub const NARRATIVE: &str = "Báo cáo";
/// The sheet of charts.
pub const CHARTS: &str = "Biểu đồ";

const LONGEST: usize = 31;

/// A lawful name of its own for each table, in order.
pub fn sheets<'a>(wanted: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = [FIGURES, NARRATIVE, CHARTS].map(str::to_lowercase).to_vec();
    wanted
        .map(|name| {
            let name = unused(&lawful(name), &taken);
            taken.push(name.to_lowercase());
            name
        })
        .collect()
}

fn lawful(name: &str) -> String {
    let name: String = clean(name).chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
    let name = words(name.trim(), LONGEST);
    // Excel keeps the name History for itself.
    if name.is_empty() || name.eq_ignore_ascii_case("history") { "Bảng".to_owned() } else { name }
}

/// As many letters as fit into so many UTF-16 units, by which Excel counts.
fn first(text: &str, units: usize) -> String {
    let mut left = units;
    let fits = |c: &char| left.checked_sub(c.len_utf16()).map(|rest| left = rest).is_some();
    text.chars().take_while(fits).collect()
}

/// The same, cut between two words where the text has more than one.
fn words(text: &str, units: usize) -> String {
    let cut = first(text, units);
    let whole = cut.len() == text.len() || text[cut.len()..].starts_with(' ');
    let end = if whole { cut.len() } else { cut.rfind(' ').unwrap_or(cut.len()) };
    cut[..end].trim_end().to_owned()
}

fn unused(name: &str, taken: &[String]) -> String {
    let free = |name: &String| !taken.contains(&name.to_lowercase());
    let numbered = (2..).map(|n| {
        let tail = format!(" ({n})");
        words(name, LONGEST - tail.len()) + &tail
    });
    std::iter::once(name.to_owned()).chain(numbered).find(free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_lawful_and_each_is_its_own() {
        let long = "Danh sách hồ sơ quá hạn theo cán bộ phụ trách";
        let names = sheets(["Biểu II.06a", "biểu ii.06A", "a/b[c]", "", "Báo cáo", long, long].into_iter());
        assert_eq!(names[..5], ["Biểu II.06a", "biểu ii.06A (2)", "a b c", "Bảng", "Báo cáo (2)"]);
        assert!(names.iter().all(|n| n.chars().count() <= 31));
        assert_eq!(names[5..], ["Danh sách hồ sơ quá hạn theo", "Danh sách hồ sơ quá hạn (2)"]);
        let one_word = "x".repeat(40);
        assert_eq!(sheets([one_word.as_str(), "Hồ sơ đã giải quyết trong hạn X Y"].into_iter())[0].len(), LONGEST);
    }
}
