//! What the table of keys looks like to someone who searches it: help lines and the command palette.

use crate::ui::keymap::{Act, KeyRow, Scope, rows};
use crate::ui::look::Tone;
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::text::fold;
use crate::ui::typing::lesson;

/// The rows of a scope that answer a search by action or key, without marks; all of them for an empty one.
pub fn found(scope: Scope, query: &str) -> Vec<&'static KeyRow> {
    let query = fold(query.trim());
    let answers = |row: &&KeyRow| {
        let key_hit = row.keys.iter().any(|key| fold(&key.to_string()) == query);
        let text = fold(&format!("{} {} {}", row.label, row.help, row.scope.label()));
        key_hit || query.split_whitespace().all(|word| text.contains(word) || fold(&row.key_names()).contains(word))
    };
    rows(scope).filter(answers).collect()
}

/// The lines of the help popup: a heading per scope, then a line per row.
pub fn lines(scope: Scope, query: &str) -> Vec<(Tone, String)> {
    let mut out = Vec::new();
    let mut heading = None;
    for row in found(scope, query) {
        if heading != Some(row.scope) {
            heading = Some(row.scope);
            if !out.is_empty() {
                out.push((Tone::Normal, String::new()));
            }
            out.push((Tone::Title, row.scope.label().to_owned()));
        }
        out.push((Tone::Normal, format!("{:<16} {}: {}", row.key_names(), row.label, row.help)));
    }
    out.extend(lesson_lines(scope, query));
    if out.is_empty() {
        out.push((Tone::Dim, "Không có phím nào khớp.".to_owned()));
    }
    out
}

/// The heading of the lines that teach how to type.
const LESSON: &str = "Tập gõ";

/// How Vietnamese is typed, where text is typed at all.
fn lesson_lines(scope: Scope, query: &str) -> Vec<(Tone, String)> {
    let query = fold(query.trim());
    let types = scope.chain().contains(&Scope::Field);
    let answers = |line: &String| query.split_whitespace().all(|word| fold(&format!("{LESSON} {line}")).contains(word));
    let lines: Vec<String> = lesson().into_iter().filter(|line| types && answers(line)).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let head = [(Tone::Normal, String::new()), (Tone::Title, LESSON.to_owned())];
    head.into_iter().chain(lines.into_iter().map(|line| (Tone::Normal, line))).collect()
}

/// The command palette of a scope: every action but moving about, each with its key at the right.
pub fn palette(scope: Scope, possible: impl Fn(Act) -> bool) -> Pick {
    let moves = [Act::Up, Act::Down, Act::PageUp, Act::PageDown, Act::First, Act::Last, Act::Palette];
    let mut seen = Vec::new();
    let mut items = Vec::new();
    for row in rows(scope) {
        if moves.contains(&row.act) || row.scope == Scope::Field || seen.contains(&row.act) || !possible(row.act) {
            continue;
        }
        seen.push(row.act);
        let key = row.keys.first().map(ToString::to_string).unwrap_or_default();
        items.push(PickItem::new(&format!("{:?}", row.act), "", &format!("{} — {}", row.label, row.help), &key));
    }
    Pick::new(items)
}

/// The action that an item of the palette stands for.
pub fn chosen(id: &str) -> Option<Act> {
    Act::ALL.iter().copied().find(|act| format!("{act:?}") == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_found_by_action_and_by_key() {
        let acts = |query: &str| found(Scope::Detail, query).iter().map(|row| row.act).collect::<Vec<_>>();
        assert_eq!(acts("tam dung"), [Act::Pause, Act::CorrectPause]);
        assert_eq!(acts("Ctrl+Z"), [Act::Undo]);
        assert!(acts("f7").contains(&Act::Overdue));
        assert!(acts("không có gì như vậy").is_empty());
        assert!(acts("").len() > 30);
    }

    #[test]
    fn how_each_letter_is_typed_is_found_where_text_is_typed() {
        let told =
            |scope, query| lines(scope, query).iter().any(|(_, line)| line.contains("dd") && line.contains("d9"));
        assert!(told(Scope::Accept, "") && told(Scope::Prompt, "tập gõ") && told(Scope::Help, "telex dd"));
        assert!(!told(Scope::Detail, "") && !told(Scope::Accept, "không có gì như vậy"));
    }

    #[test]
    fn the_palette_names_each_possible_action_once() {
        let pick = palette(Scope::Detail, |act| act != Act::Refuse);
        assert!(pick.item("Pause").is_some() && pick.item("Refuse").is_none());
        assert_eq!(chosen("Pause"), Some(Act::Pause));
    }
}
