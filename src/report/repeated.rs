//! Lines of a report's text that are repeated for every part of a figure: by field, officer or settling office.

use crate::domain::figure::{self, Grouping};
use crate::domain::number::{percent, prose_number};
use crate::report::figures::{Figures, printed_name};
use crate::report::model::{FigureRef, Run};

/// What a line is repeated by: a figure and how it is split.
pub(super) type Repeat<'a> = (&'a str, Grouping);

/// One part of such a figure, by name.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) of: Repeat<'a>,
    pub(super) name: &'a str,
}

impl Part<'_> {
    pub(super) fn printed(&self) -> &str {
        match (self.of.1, self.name) {
            (Grouping::Office, "") => "Chưa ghi đơn vị giải quyết",
            (_, name) => printed_name(name),
        }
    }

    pub(super) fn count(&self, figures: &Figures, id: &str) -> u64 {
        let parts = figures.parts(id, self.of.1);
        parts.into_iter().find(|(name, _)| name == self.name).map_or(0, |(_, n)| n)
    }

    pub(super) fn number(&self, figures: &Figures, id: &str) -> Run {
        let n = prose_number(self.count(figures, id) as i64);
        Run::figure(n, FigureRef::part(id, self.of.1, self.name))
    }

    pub(super) fn percent(&self, figures: &Figures) -> Run {
        let (id, _) = self.of;
        let whole = figure::by_id(id).and_then(|(_, figure)| figure.of).map_or(0, |of| self.count(figures, of));
        match percent(self.count(figures, id) as i64, whole as i64) {
            Some(share) => Run::figure(format!("{share}%"), FigureRef::part(id, self.of.1, self.name)),
            None => Run::text("không phát sinh"),
        }
    }
}

/// The parts that a line is repeated for. Where no settling office is named at all, there is nothing to split by.
pub(super) fn parts(figures: &Figures, (id, grouping): Repeat<'_>) -> Vec<(String, u64)> {
    let parts = figures.parts(id, grouping);
    let nameless = grouping == Grouping::Office && parts.iter().all(|(name, _)| name.is_empty());
    if nameless { Vec::new() } else { parts }
}

/// `@field:settled.overdue ` or `@officer:…` before a line repeats it for every part of the figure.
pub(super) fn repeat_of(line: &str) -> Result<(Option<Repeat<'_>>, &str), String> {
    let Some(rest) = line.strip_prefix('@') else { return Ok((None, line)) };
    let (head, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let (by, id) = head.split_once(':').unwrap_or((head, ""));
    let grouping = match by {
        "field" => Grouping::Field,
        "officer" => Grouping::Officer,
        "office" => Grouping::Office,
        _ => return Err(format!("không lặp được theo “{by}”; dùng @field:, @officer: hoặc @office:")),
    };
    match figure::by_id(id) {
        Some((_, figure)) => Ok((Some((figure.id, grouping)), rest)),
        None => Err(format!("không có chỉ tiêu “{id}” để lặp")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_it_is_repeated_by() {
        let by_field = Some(("settled.overdue", Grouping::Field));
        assert_eq!(repeat_of("@field:settled.overdue + {part}"), Ok((by_field, "+ {part}")));
        assert!(repeat_of("@xã:settled.overdue + x").is_err_and(|what| what.contains("“xã”")));
        assert!(repeat_of("@field:settled.overdu + x").is_err_and(|what| what.contains("settled.overdu")));
    }
}
