//! The README's key table is the program's own table of keys.

use motcua::ui::keymap;

const BEGIN: &str = "<!-- keys -->\n";
const END: &str = "<!-- /keys -->";

#[test]
fn the_key_table_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("the README");
    let (before, rest) = readme.split_once(BEGIN).expect("the beginning of the table");
    let (table, after) = rest.split_once(END).expect("the end of the table");
    let fresh = format!("\n{}\n", keymap::markdown());
    if std::env::var_os("MOTCUA_WRITE_README").is_some() {
        std::fs::write(path, format!("{before}{BEGIN}{fresh}{END}{after}")).expect("written");
        return;
    }
    assert_eq!(table, fresh, "run MOTCUA_WRITE_README=1 cargo test --test readme");
}

#[test]
fn the_readme_names_both_commands() {
    let readme = include_str!("../README.md");
    assert!(readme.contains("cargo run --release -- demo"));
    assert!(readme.contains("\ncargo test "));
}
