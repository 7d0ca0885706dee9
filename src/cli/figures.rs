//! `motcua figures`.

use crate::cli::out::Out;
use crate::domain::figure::{FIGURES, by_id, full_name};

/// Every public figure: id, full name, rule, denominator, the rules of the clock that it depends on.
pub fn run(out: &mut Out) -> anyhow::Result<()> {
    for figure in FIGURES.iter().filter(|figure| figure.is_public()) {
        out.say(&format!("{}: {}", figure.id, full_name(figure.id)));
        out.say(&format!("    {}", figure.rule));
        if let Some((_, of)) = figure.of.and_then(by_id) {
            let id = if of.is_public() { format!(" ({})", of.id) } else { String::new() };
            out.say(&format!("    Tỷ lệ tính trên: {}{id}", full_name(of.id)));
        }
        if !figure.rules.is_empty() {
            let names: Vec<String> = figure.rules.iter().map(|kind| kind.label().to_lowercase()).collect();
            out.say(&format!("    Theo quy tắc: {}", names.join("; ")));
        }
    }
    Ok(())
}
