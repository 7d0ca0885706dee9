//! The house as the map in `src/lib.rs` describes it: imports point one way, and the folders are those of the map.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Who may import whom, as the map says: `domain` ← `store`, `report`, `exchange` ← `desk` ← `ui` ← `app`, `cli`.
const ORDER: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("report", &["domain"]),
    ("exchange", &["domain"]),
    ("desk", &["domain", "store", "report", "exchange"]),
    ("ui", &["domain", "store", "report", "desk"]),
    ("app", &["domain", "store", "report", "exchange", "desk", "ui"]),
    ("cli", &["domain", "store", "report", "exchange", "desk", "ui", "app"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder of the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// Folders named after `crate::` in code; words in comments do not count.
fn imported(text: &str) -> BTreeSet<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1).map(str::to_owned).collect::<Vec<_>>())
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect())
        .filter(|name: &String| !name.is_empty())
        .collect()
}

fn wrong_imports(folder: &str, text: &str) -> Vec<String> {
    let allowed = ORDER.iter().find(|(name, _)| *name == folder).map(|(_, allowed)| *allowed).expect("a known folder");
    imported(text).into_iter().filter(|name| name != folder && !allowed.contains(&name.as_str())).collect()
}

#[test]
fn imports_point_one_way() {
    for (folder, _) in ORDER {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
        for path in sources(&root) {
            let text = std::fs::read_to_string(&path).expect("a source file");
            let wrong = wrong_imports(folder, &text);
            assert!(wrong.is_empty(), "{} must not import {wrong:?}", path.display());
        }
    }
}

#[test]
fn an_import_against_the_order_is_seen() {
    assert_eq!(wrong_imports("domain", "use crate::store::Store;"), ["store"]);
    assert_eq!(wrong_imports("store", "let x = crate::desk::undo::undo();"), ["desk"]);
    assert!(wrong_imports("desk", "// crate::ui is not for us\nuse crate::domain::day::Day;").is_empty());
}

#[test]
fn the_map_names_every_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let map = std::fs::read_to_string(root.join("lib.rs")).expect("the map");
    for entry in std::fs::read_dir(&root).expect("the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            assert!(map.contains(&format!("`{name}`")), "{name} is not on the map");
            assert!(ORDER.iter().any(|(known, _)| *known == name), "{name} has no place in the order");
        }
    }
}

#[test]
fn only_the_store_speaks_sql_and_domain_stays_pure() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in ["domain", "report", "exchange", "desk", "ui", "cli"] {
        for path in sources(&root.join(folder)) {
            let text = std::fs::read_to_string(&path).expect("a source file");
            assert!(!text.contains("rusqlite::"), "{} speaks SQL", path.display());
            if folder == "domain" {
                for impure in ["std::fs", "std::thread", "Utc::now", "Local::now", "SystemTime", "ratatui"] {
                    assert!(!text.contains(impure), "{} knows {impure}", path.display());
                }
            }
        }
    }
}

#[test]
fn only_the_look_names_a_colour() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in ["ui", "app", "cli"] {
        for path in sources(&root.join(folder)).into_iter().filter(|path| !path.ends_with("ui/look.rs")) {
            let text = std::fs::read_to_string(&path).expect("a source file");
            for word in ["Color::", "Modifier::", "Stylize", ".fg(", ".bg(", ".bold()", ".dim()", ".reversed()"] {
                assert!(!text.contains(word), "{} has {word}: a tone of ui/look.rs is what it means", path.display());
            }
        }
    }
}
