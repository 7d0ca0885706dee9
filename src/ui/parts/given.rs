//! A list whose ids are all known: which of them the table wants next, and which stand around one.

use crate::ui::parts::table::{RowId, Want};

/// The part of the ids that is wanted, with how many come before it; `None` when nothing is.
pub fn cut(ids: &[RowId], want: Want) -> Option<(usize, Vec<RowId>)> {
    let place = |id: RowId| ids.iter().position(|known| *known == id).unwrap_or(0);
    let (from, to) = match want {
        Want::Nothing => return None,
        Want::First { count } => (0, count),
        Want::Last { count } => (ids.len().saturating_sub(count), ids.len()),
        Want::From { id, count } => (place(id), place(id) + count),
        Want::UpTo { id, count } => ((place(id) + 1).saturating_sub(count), place(id) + 1),
    };
    let (from, to) = (from.min(ids.len()), to.min(ids.len()));
    Some((from, ids[from..to].to_vec()))
}

/// So many of the ids with one of them in the middle, and how many come before them; the first ones where it is not
/// among them.
pub fn around(ids: &[RowId], id: Option<RowId>, count: usize) -> (usize, Vec<RowId>) {
    let at = id.and_then(|id| ids.iter().position(|known| *known == id)).unwrap_or(0);
    let from = at.saturating_sub(count / 2);
    (from, ids[from..(from + count).min(ids.len())].to_vec())
}
