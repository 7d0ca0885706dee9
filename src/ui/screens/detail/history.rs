//! The history of one dossier as a page to read: who, when, what, the old and the new of each field.

use std::collections::BTreeSet;

use crate::desk::exported::reason;
use crate::desk::history::{Change, Told};
use crate::domain::day::Moment;
use crate::store::journal::{Entry, op_label};
use crate::ui::look::Tone;
use crate::ui::parts::page::Page;
use crate::ui::work::detail::{Aids, Whole};

/// What stands for nothing.
const EMPTY: &str = "(trống)";

/// Newest first; an entry that was undone says so.
pub fn page(whole: &Whole, aids: &Aids) -> Page {
    let undone = undone(whole.history.iter().map(|(entry, _)| entry));
    let mut lines = Vec::new();
    for (entry, told) in &whole.history {
        if !lines.is_empty() {
            lines.push((Tone::Normal, String::new()));
        }
        lines.push(head(entry, undone.contains(&entry.seq), aids));
        match deed(entry, whole) {
            Some(first) => {
                let why = Some(reason(first)).filter(|why| !why.is_empty());
                let why = why.map_or_else(String::new, |why| format!(" ({why})"));
                lines.push((Tone::Normal, format!("  Của mục {}: {}{why}", first.seq, op_label(&first.op))));
            }
            None if !entry.reason.is_empty() => lines.push((Tone::Normal, format!("  Lý do: {}", reason(entry)))),
            None => {}
        }
        for line in told {
            record(&mut lines, line);
        }
    }
    Page::toned(lines)
}

/// The entries that are undone as it stands: an undo that was itself taken back undoes nothing. Newest first in.
fn undone<'a>(entries: impl Iterator<Item = &'a Entry>) -> BTreeSet<i64> {
    let mut undone = BTreeSet::new();
    for entry in entries {
        if let Some(reverted) = entry.reverts.filter(|_| !undone.contains(&entry.seq)) {
            undone.insert(reverted);
        }
    }
    undone
}

fn head(entry: &Entry, undone: bool, aids: &Aids) -> (Tone, String) {
    let at = entry.at.parse::<Moment>().map_or_else(|_| entry.at.clone(), Moment::vietnamese);
    let who = if entry.officer.is_empty() { "chưa chọn cán bộ".to_owned() } else { aids.officer(&entry.officer) };
    let what = op_label(&entry.op);
    let mark = if undone { "  [đã hoàn tác]" } else { "" };
    (if undone { Tone::Dim } else { Tone::Title }, format!("{at}  {who}: {what} (mục {}){mark}", entry.seq))
}

/// The deed that an entry took back or brought again, where this history has it: what it is all about, however often it
/// was undone and redone since.
fn deed<'a>(entry: &Entry, whole: &'a Whole) -> Option<&'a Entry> {
    let reverted = |seq: i64| whole.history.iter().map(|(entry, _)| entry).find(|entry| entry.seq == seq);
    let mut first = reverted(entry.reverts?)?;
    while let Some(seq) = first.reverts {
        first = reverted(seq)?;
    }
    Some(first)
}

fn record(lines: &mut Vec<(Tone, String)>, told: &Told) {
    if told.fields.is_empty() {
        return;
    }
    if told.created {
        let fields: Vec<String> = told.fields.iter().map(|field| format!("{}: {}", field.label, field.new)).collect();
        lines.push((Tone::Normal, format!("  Thêm {}: {}", told.record, fields.join("; "))));
        return;
    }
    for Change { label, old, new } in &told.fields {
        let word = |text: &str| if text.is_empty() { EMPTY.to_owned() } else { text.to_owned() };
        // A field of the dossier itself needs no further name; that of a pause or a number says of which.
        let of = if told.dossier { String::new() } else { format!(" ({})", told.record) };
        lines.push((Tone::Normal, format!("  {label}{of}: {} → {}", word(old), word(new))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(seq: i64, reverts: Option<i64>) -> Entry {
        Entry { seq, at: String::new(), officer: String::new(), op: String::new(), reason: String::new(), reverts }
    }

    #[test]
    fn an_undo_that_was_taken_back_undoes_nothing() {
        let newest_first = [entry(4, Some(3)), entry(3, Some(1)), entry(2, None), entry(1, None)];
        assert_eq!(undone(newest_first.iter()), BTreeSet::from([3]));
        assert_eq!(undone(newest_first[1..].iter()), BTreeSet::from([1]));
    }
}
