//! The README's key table is the program's own table of keys.

use std::collections::BTreeSet;
use std::process::Command;

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

/// The block of commands, and what the program itself says it knows.
#[test]
fn the_readme_lists_every_command_and_every_kind_of_report() {
    let readme = include_str!("../README.md");
    let (_, after) = readme.split_once("## Command line\n\n```\n").expect("the block of commands");
    let (block, _) = after.split_once("```").expect("its end");
    let help = Command::new(env!("CARGO_BIN_EXE_motcua")).arg("--help").output().expect("the help").stdout;
    let help = String::from_utf8(help).expect("text");
    // The names of commands stand two cells from the edge, what they do behind them.
    let known: BTreeSet<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Lệnh"))
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(known.len() > 10, "{help}");
    let told: BTreeSet<&str> = block
        .lines()
        .flat_map(|line| line.split(" · "))
        .filter_map(|part| part.strip_prefix("motcua ")?.split(' ').find(|word| !word.is_empty()))
        .filter(|word| *word != "the")
        .collect();
    assert_eq!(told, known);
    for kind in motcua::report::kind::ReportKind::ALL {
        assert!(block.contains(kind.code()), "{}", kind.code());
    }
}
