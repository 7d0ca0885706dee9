//! What the national index counts its own way.

use crate::domain::figure::table::{LATE, overdue};
use crate::domain::figure::{Count, Figure, Role, Set, View};
use crate::domain::index_view;
use crate::domain::standing::Seen;

fn overdue_by_index(view: &View<'_>) -> bool {
    let seen = Seen::from(view.frame.cutoff, view.facts.settled_at.filter(|_| view.standing.is_settled));
    index_view::overdue(view.facts, view.procedure, view.rules, seen, overdue(view))
}

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[Figure {
    id: "_index.overdue",
    label: "Quá hạn theo bộ chỉ số (Quyết định 766)",
    rule: "Trong số tiếp nhận, tính theo bộ chỉ số: yêu cầu bổ sung quá một lần là quá hạn; thời gian tạm dừng được trừ",
    of: Some("received.total"),
    rules: LATE,
    count: Count::Dossiers { set: Set::Handled, role: Role::Settlement, test: overdue_by_index },
}];
