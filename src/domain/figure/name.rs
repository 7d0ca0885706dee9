//! What a figure is called where it stands alone, away from the subject that stands above it in a table.

use crate::domain::figure::by_id;

/// The full name of a figure: `Giải quyết quá hạn`, where a table of what was settled says `Quá hạn`. No two public
/// figures have the same one. An unknown id is its own name.
pub fn full_name(id: &str) -> String {
    let own = by_id(id).map_or(id, |(_, figure)| figure.label);
    let subject = match id.split_once('.') {
        // How a dossier ended says itself that it was settled.
        Some(("settled", "total" | "rejected" | "withdrawn" | "stopped")) | Some(("open", "total")) => {
            return own.to_owned();
        }
        Some(("settled", part)) if part.starts_with("overdue.") => "Giải quyết quá hạn:",
        Some(("settled", _)) => "Giải quyết",
        Some(("open", part)) if part.starts_with("overdue.") => "Đang giải quyết, quá hạn:",
        Some(("open", _)) => "Đang giải quyết,",
        _ => return own.to_owned(),
    };
    let mut letters = own.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    format!("{subject} {}", first.chain(letters).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::figure::FIGURES;
    use std::collections::BTreeMap;

    #[test]
    fn no_two_public_figures_have_one_name() {
        let mut named: BTreeMap<String, &str> = BTreeMap::new();
        for figure in FIGURES.iter().filter(|figure| figure.is_public()) {
            let other = named.insert(full_name(figure.id).to_lowercase(), figure.id);
            assert_eq!(other, None, "{}: {}", figure.id, full_name(figure.id));
        }
    }

    #[test]
    fn a_name_says_what_the_figure_is_of() {
        for (id, name) in [
            ("settled.total", "Đã giải quyết"),
            ("settled.overdue", "Giải quyết quá hạn"),
            ("settled.withdrawn", "Công dân rút hồ sơ"),
            ("settled.overdue.unclassified", "Giải quyết quá hạn: chưa phân loại"),
            ("settled.overdue.apology.issued", "Giải quyết quá hạn: đã có văn bản xin lỗi"),
            ("open.overdue", "Đang giải quyết, quá hạn"),
            ("open.overdue.apology.issued", "Đang giải quyết, quá hạn: đã có văn bản xin lỗi"),
            ("received.in_period", "Tiếp nhận mới trong kỳ"),
            ("no.such", "no.such"),
        ] {
            assert_eq!(full_name(id), name, "{id}");
        }
    }
}
