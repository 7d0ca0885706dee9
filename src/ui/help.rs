//! What the table of keys looks like to someone who searches it: help lines and the command palette.

use std::sync::LazyLock;

use crate::ui::input::KeyCode;
use crate::ui::keymap::{Act, KeyRow, Scope, rows};
use crate::ui::keys::ROWS;
use crate::ui::look::Tone;
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::text::fold;
use crate::ui::typing::lesson;

/// The rows that answer a search by action or by key, without marks; all of them for an empty one. Those of the scope
/// stand first, then those of every other one.
///
/// A search that is the name of a key (`F7`, `ctrl z`) finds what that key does and nothing else, unless it is a single
/// letter, which may be the first of a word.
pub fn found(scope: Scope, query: &str) -> Vec<&'static KeyRow> {
    let query = spelled(query);
    if query.is_empty() {
        return everywhere(scope).map(|known| known.row).collect();
    }
    let by_key = everywhere(scope).filter(|known| known.keys.contains(&query));
    let mut found: Vec<&KeyRow> = by_key.map(|known| known.row).collect();
    if found.is_empty() || query.chars().count() == 1 {
        let others = everywhere(scope).filter(|known| !known.keys.contains(&query) && known.answers(&query));
        found.extend(others.map(|known| known.row));
    }
    found
}

/// A row with what it is found by, without marks.
struct Known {
    row: &'static KeyRow,
    text: String,
    /// Each key by itself, and all as they are shown.
    keys: Vec<String>,
    shown: String,
}

/// Made once: a search reads all of it at every letter.
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| ROWS.iter().map(Known::of).collect());

impl Known {
    fn of(row: &'static KeyRow) -> Known {
        Known {
            row,
            text: fold(&format!("{} {} {}", row.label, row.help, row.scope.label())),
            keys: row.keys.iter().map(|key| spelled(&key.to_string())).collect(),
            shown: spelled(&row.key_names()),
        }
    }

    fn answers(&self, query: &str) -> bool {
        query.split_whitespace().all(|word| self.text.contains(word) || (word.len() > 1 && self.shown.contains(word)))
    }
}

/// A key or a search as it is compared: `Ctrl+Z` and `ctrl z` are one.
fn spelled(text: &str) -> String {
    let text = fold(text.trim());
    // The plus sign alone is a key of its own.
    if text == "+" { text } else { text.replace('+', " ") }
}

/// The rows of a scope, nearest first, then those of all others in the order of the README.
fn everywhere(scope: Scope) -> impl Iterator<Item = &'static Known> {
    let others = Scope::ALL.iter().filter(move |other| !scope.chain().contains(other));
    scope.chain().iter().chain(others).flat_map(|at| KNOWN.iter().filter(move |known| known.row.scope == *at))
}

/// The lines of the help popup: a heading per scope, then a line per row, its keys in a column of their own. What is impossible now says why.
pub fn lines(scope: Scope, query: &str, whys: &[(Act, String)]) -> Vec<(Tone, String)> {
    let mut out = Vec::new();
    let mut heading = None;
    for row in found(scope, query) {
        let here = scope.chain().contains(&row.scope);
        if heading != Some(row.scope) {
            heading = Some(row.scope);
            if !out.is_empty() {
                out.push((Tone::Normal, String::new()));
            }
            let elsewhere = if here { "" } else { " (ở nơi khác)" };
            out.push((Tone::Title, format!("{}{elsewhere}", row.scope.label())));
        }
        let why = whys.iter().find(|(act, _)| here && *act == row.act).map(|(_, why)| why);
        let line = format!("{}\t{}: {}", row.key_names(), row.label, row.help);
        match why {
            Some(why) => out.push((Tone::Dim, format!("{line} Chưa được: {why}"))),
            None => out.push((Tone::Normal, line)),
        }
    }
    out.extend(lesson_lines(scope, query));
    if out.is_empty() {
        out.push((Tone::Dim, "Không có phím nào khớp.".to_owned()));
    }
    out
}

/// The heading of the lines that teach how to type.
const LESSON: &str = "Tập gõ";

/// How Vietnamese is typed: where text is typed, and anywhere for one who searches for it.
fn lesson_lines(scope: Scope, query: &str) -> Vec<(Tone, String)> {
    let query = fold(query.trim());
    let types = scope.chain().contains(&Scope::Field);
    let answers = |line: &String| query.split_whitespace().all(|word| fold(&format!("{LESSON} {line}")).contains(word));
    let lines: Vec<String> =
        lesson().into_iter().filter(|line| (types || !query.is_empty()) && answers(line)).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let head = [(Tone::Normal, String::new()), (Tone::Title, LESSON.to_owned())];
    head.into_iter().chain(lines.into_iter().map(|line| (Tone::Normal, line))).collect()
}

/// The command palette of a scope: every action but moving about, each with its key at the right. What is impossible now
/// says why and stands behind the others; last stands what other screens do.
pub fn palette(scope: Scope, why_not: impl Fn(Act) -> Option<String>) -> Pick {
    let mut seen = Vec::new();
    let mut items = Vec::new();
    for row in rows(scope) {
        if MOVING.contains(&row.act) || row.act == Act::Palette || row.scope == Scope::Field || seen.contains(&row.act)
        {
            continue;
        }
        seen.push(row.act);
        let key = row.keys.first().map(ToString::to_string).unwrap_or_default();
        let why = why_not(row.act);
        let said = why.as_ref().map_or_else(|| row.help.to_owned(), |why| format!("chưa được: {why} {}", row.help));
        let item = PickItem::new(&format!("{:?}", row.act), "", &format!("{} — {said}", row.label), &key);
        items.push((why.is_some(), item));
    }
    items.sort_by_key(|(impossible, _)| *impossible);
    Pick::new(items.into_iter().map(|(_, item)| item).chain(elsewhere(scope)).collect())
}

/// Moving about, which nobody looks for by name.
const MOVING: [Act; 6] = [Act::Up, Act::Down, Act::PageUp, Act::PageDown, Act::First, Act::Last];

/// What can be done on other screens only, each with that screen and its key there: whoever knows what but not where
/// finds it all the same. An action that this screen has as well is another one there where other words tell it: `i`
/// prints the list here and the receipt of one dossier there. What holds everywhere has its row here already, and one
/// cannot move about or go back from where one is not.
fn elsewhere(scope: Scope) -> Vec<PickItem> {
    let here = |row: &KeyRow| rows(scope).any(|own| own.act == row.act && own.help == row.help);
    let everywhere = |row: &KeyRow| rows(Scope::Global).any(|own| own.act == row.act);
    let nowhere = |row: &KeyRow| MOVING.contains(&row.act) || row.act == Act::Back;
    let lettered = |row: &KeyRow| {
        row.keys.first().is_some_and(|key| matches!(key.code, KeyCode::Char(c) if !c.is_whitespace() && !key.ctrl))
    };
    let others = ROWS.iter().filter(|row| row.scope.way().is_some() && !scope.chain().contains(&row.scope));
    let others = others.filter(|row| !here(row) && !everywhere(row) && !nowhere(row));
    let others = others.filter(|row| row.weight > 0 || lettered(row));
    let item = |row: &KeyRow| {
        let key = row.keys.first().map(ToString::to_string).unwrap_or_default();
        let side = format!("{}: {key}", row.scope.label());
        PickItem::new(&there(row), "", &format!("{} — ở nơi khác: {}", row.label, row.help), &side)
    };
    others.map(item).collect()
}

/// The id of a row of another screen.
fn there(row: &KeyRow) -> String {
    format!("{:?}/{:?}", row.scope, row.act)
}

/// The row of another screen with an id from the palette.
pub fn chosen_there(id: &str) -> Option<&'static KeyRow> {
    ROWS.iter().find(|row| there(row) == id)
}

/// The lists that have no place on the line of tabs, and the calendar, each with its key at the right.
pub fn duties(tabs: impl Iterator<Item = Act>) -> Pick {
    let items = tabs.chain([Act::Calendar]).filter_map(|act| {
        let row = rows(Scope::Global).find(|row| row.act == act)?;
        let key = row.keys.first().map(ToString::to_string).unwrap_or_default();
        Some(PickItem::new(&format!("{act:?}"), "", &format!("{} — {}", row.label, row.help), &key))
    });
    Pick::new(items.collect())
}

/// The action that an item of the palette stands for.
pub fn chosen(id: &str) -> Option<Act> {
    Act::ALL.iter().copied().find(|act| format!("{act:?}") == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::typing::Style;
    use crate::ui::input::{Input, Key};

    #[test]
    fn help_is_found_by_action_and_by_key() {
        let acts = |query: &str| found(Scope::Detail, query).iter().map(|row| row.act).collect::<Vec<_>>();
        assert_eq!(acts("tam dung tinh han"), [Act::Pause]);
        for query in ["Ctrl+Z", "ctrl z", "CTRL Z"] {
            assert_eq!(acts(query), [Act::Undo, Act::TakeBack], "{query}");
        }
        assert_eq!(acts("f7"), [Act::Overdue]);
        assert_eq!(acts("dau cach").first(), Some(&Act::Mark), "a key of other screens is found as well");
        assert_eq!(acts("k").first(), Some(&Act::Settle), "a letter is a key first, then a word");
        assert!(acts("không có gì như vậy").is_empty());
    }

    #[test]
    fn how_each_letter_is_typed_is_found_where_text_is_typed() {
        let told =
            |scope, query| lines(scope, query, &[]).iter().any(|(_, line)| line.contains("dd") && line.contains("d9"));
        assert!(told(Scope::Accept, "") && told(Scope::Prompt, "tập gõ") && told(Scope::Help, "telex dd"));
        assert!(!told(Scope::Detail, "") && !told(Scope::Accept, "không có gì như vậy"));
    }

    #[test]
    fn the_present_screen_stands_first_and_no_row_is_missing() {
        for &scope in Scope::ALL {
            let all = found(scope, "");
            assert_eq!(all.len(), ROWS.len(), "{scope:?}");
            let here = all.iter().take_while(|row| scope.chain().contains(&row.scope)).count();
            assert_eq!(here, rows(scope).count(), "{scope:?}");
        }
    }

    #[test]
    fn what_is_impossible_says_why() {
        let whys = vec![(Act::Resume, "Hồ sơ không tạm dừng.".to_owned())];
        let shown = lines(Scope::Detail, "tiep tuc", &whys);
        assert!(shown.iter().any(|(_, line)| line.ends_with("Chưa được: Hồ sơ không tạm dừng.")), "{shown:?}");
    }

    #[test]
    fn the_palette_names_each_action_once_and_the_impossible_last() {
        let why = |act| (act == Act::Refuse).then(|| "Đã tiếp nhận.".to_owned());
        let mut pick = palette(Scope::Detail, why);
        assert!(pick.item("Pause").is_some());
        assert!(pick.item("Refuse").is_some_and(|item| item.name.contains("chưa được: Đã tiếp nhận.")));
        let mut ids: Vec<String> = Vec::new();
        for _ in 0..pick.found() {
            ids.extend(pick.current().map(|item| item.id.clone()));
            pick.step(1);
        }
        let own = ids.iter().position(|id| id.contains('/')).expect("what other screens do");
        assert_eq!(ids[own - 1], "Refuse", "the impossible stands behind what is possible here");
        assert!(ids[own..].iter().all(|id| chosen(id).is_none() && chosen_there(id).is_some()), "{ids:?}");
        assert!(ids.contains(&"Reports/ClosePeriod".to_owned()) && !ids.contains(&"Detail/Pause".to_owned()));
        assert_eq!(chosen("Pause"), Some(Act::Pause));
    }

    #[test]
    fn the_palette_finds_what_another_screen_means_by_an_action_of_this_one() {
        for (scope, words, meant) in [
            (Scope::Today, "in giay hen", "Detail/Print"),
            (Scope::Dossiers, "giay hen", "Detail/Print"),
            (Scope::Detail, "in ban giai trinh", "Explain/Print"),
        ] {
            let mut pick = palette(scope, |_| None);
            words.chars().for_each(|c| {
                pick.input(&Input::Key(Key::char(c)), 5, Style::default());
            });
            assert_eq!(pick.current().map(|item| item.id.as_str()), Some(meant), "{scope:?}: {words}");
        }
        for &scope in Scope::ALL {
            let pick = palette(scope, |_| None);
            let nowhere = ["Detail/Back", "Explain/PageDown", "Detail/Help", "Detail/Palette"];
            assert!(nowhere.iter().all(|id| pick.item(id).is_none()), "{scope:?}");
        }
    }
}
