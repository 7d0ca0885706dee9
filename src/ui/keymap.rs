//! THE table of keys, and the questions asked of it. The rows are in [`crate::ui::keys`].
//!
//! Footer, F1, the command palette and the README's table all come from these rows; none of them names a key itself.

mod acts;
mod scope;

use crate::ui::input::{Key, KeyCode};
use crate::ui::keys::ROWS;
pub use acts::Act;
pub use scope::Scope;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct KeyRow {
    /// Where the keys mean it.
    pub scope: Scope,
    /// The keys; the first is the one shown in the footer.
    pub keys: &'static [Key],
    /// What they ask for.
    pub act: Act,
    /// One to three words for the footer.
    pub label: &'static str,
    /// One sentence for help and README.
    pub help: &'static str,
    /// Place in the footer: 1 stays longest, 0 is not shown there.
    pub weight: u8,
}

impl KeyRow {
    /// The names of the keys: `F3, Alt+3`.
    pub fn key_names(&self) -> String {
        self.keys.iter().map(Key::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// The rows that a scope sees, nearest first.
pub fn rows(scope: Scope) -> impl Iterator<Item = &'static KeyRow> {
    scope.chain().iter().flat_map(|at| ROWS.iter().filter(move |row| row.scope == *at))
}

/// What a key asks for in a scope. With Caps Lock on a letter key still means its letter.
pub fn act(scope: Scope, key: Key) -> Option<Act> {
    let key = key.settled();
    let find = |key: Key| rows(scope).find(|row| row.keys.contains(&key)).map(|row| row.act);
    find(key).or_else(|| match key.code {
        KeyCode::Char(c) => find(Key { code: KeyCode::Char(c.to_ascii_lowercase()), ..key }),
        _ => None,
    })
}

/// The first key that asks for an action in a scope.
pub fn key_of(scope: Scope, act: Act) -> Option<Key> {
    rows(scope).find(|row| row.act == act).and_then(|row| row.keys.first().copied())
}

/// The key table of the README, in Markdown.
pub fn markdown() -> String {
    let mut out = String::new();
    for &scope in Scope::ALL {
        let mut rows = ROWS.iter().filter(|row| row.scope == scope).peekable();
        if rows.peek().is_none() {
            continue;
        }
        out.push_str(&format!("\n**{}**\n\n| Phím | Việc | Giải thích |\n|---|---|---|\n", scope.label()));
        for row in rows {
            let keys: Vec<String> = row.keys.iter().map(|key| format!("`{key}`")).collect();
            out.push_str(&format!("| {} | {} | {} |\n", keys.join(" "), row.label, row.help));
        }
    }
    out.trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn no_key_is_taken_twice_where_it_can_be_pressed() {
        for &scope in Scope::ALL {
            let mut taken: HashMap<Key, &KeyRow> = HashMap::new();
            for row in rows(scope) {
                for key in row.keys {
                    // In a form the key takes typing back and goes no further; outside it is the register's.
                    let of_register = match row.act {
                        Act::TakeBack => Some(Act::Undo),
                        Act::PutBack => Some(Act::Redo),
                        _ => None,
                    };
                    if of_register.is_some() && taken.get(key).map(|before| before.act) == of_register {
                        continue;
                    }
                    let before = taken.insert(*key, row);
                    assert!(before.is_none(), "{key} trong {scope:?}: {:?} và {:?}", before.map(|r| r.act), row.act);
                }
            }
        }
    }

    #[test]
    fn every_row_has_keys_a_label_and_a_sentence() {
        for row in ROWS {
            assert!(!row.keys.is_empty() && !row.label.is_empty(), "{row:?}");
            assert!(row.help.ends_with('.') && row.help.chars().count() > 8, "{row:?}");
            assert!(row.label.chars().count() <= 18, "{row:?}");
            assert!(!row.help.contains('|') && !row.label.contains('|'), "breaks the README's table: {row:?}");
        }
    }

    #[test]
    fn every_action_has_a_key() {
        for act in Act::ALL {
            assert!(ROWS.iter().any(|row| row.act == *act), "{act:?}");
        }
    }

    #[test]
    fn every_key_of_every_row_reaches_its_action() {
        for row in ROWS {
            for key in row.keys {
                assert_eq!(act(row.scope, *key), Some(row.act), "{key} trong {:?}", row.scope);
            }
        }
    }

    #[test]
    fn every_footer_label_fits_the_narrowest_usable_window() {
        for row in ROWS.iter().filter(|row| row.weight > 0) {
            let key = row.keys.first().map(ToString::to_string).unwrap_or_default();
            assert!(crate::ui::text::width(&format!("{key} {}", row.label)) < 40, "{row:?}");
        }
    }

    #[test]
    fn no_letter_is_a_command_where_letters_are_text() {
        for row in ROWS.iter().filter(|row| row.scope.types_text()) {
            for key in row.keys {
                assert!(key.typed().is_none(), "{key} trong {:?}", row.scope);
            }
        }
    }

    #[test]
    fn every_function_key_has_a_way_without_one() {
        for row in ROWS {
            let f = row.keys.iter().any(|key| matches!(key.code, KeyCode::F(_)));
            assert!(!f || row.keys.iter().any(|key| !matches!(key.code, KeyCode::F(_))), "{row:?}");
        }
    }

    #[test]
    fn the_head_reaches_overdue_in_one_key_and_paper_in_four() {
        assert_eq!(act(Scope::Today, Key::f(7)), Some(Act::Overdue));
        assert_eq!(act(Scope::Detail, Key::alt('7')), Some(Act::Overdue));
        assert!(key_of(Scope::Dossiers, Act::Print).is_some());
    }

    #[test]
    fn caps_lock_changes_nothing_and_both_backspaces_are_one() {
        assert_eq!(act(Scope::Detail, Key::char('K')), act(Scope::Detail, Key::char('k')));
        assert_eq!(Key::ctrl('h').settled(), Key::plain(KeyCode::Backspace));
    }

    #[test]
    fn the_readme_table_names_every_row() {
        let table = markdown();
        for row in ROWS {
            assert!(table.contains(row.help), "{row:?}");
        }
    }
}
