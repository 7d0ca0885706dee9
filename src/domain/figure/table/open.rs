//! Dossiers that are not settled at the cut-off.

use crate::domain::figure::table::{DUE, NONE, always, overdue};
use crate::domain::figure::{Count, Figure, Role, Set, View};

/// What is promised for a day counts on that day, also while its hour has not come.
fn due_in_period(view: &View<'_>) -> bool {
    view.standing.due.is_some_and(|due| view.frame.from <= due && due < view.frame.end)
}

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "open.total",
        label: "Đang giải quyết",
        rule: "Trong số tiếp nhận, đến hết kỳ chưa kết thúc",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Open, role: Role::Settlement, test: always },
    },
    Figure {
        id: "open.in_time",
        label: "Trong hạn",
        rule: "Đang giải quyết, chưa quá hạn",
        of: Some("open.total"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Open, role: Role::Settlement, test: |v| !overdue(v) },
    },
    Figure {
        id: "open.overdue",
        label: "Quá hạn",
        rule: "Đang giải quyết, đã quá hạn tại thời điểm chốt",
        of: Some("open.total"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Open, role: Role::Settlement, test: overdue },
    },
    Figure {
        id: "open.waiting",
        label: "Chờ bổ sung, tạm dừng",
        rule: "Đang giải quyết, đang tạm dừng tại thời điểm chốt",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Open, role: Role::Settlement, test: |v| v.standing.is_waiting },
    },
    Figure {
        id: "_due.in_period",
        label: "Đến hạn trả trong kỳ",
        rule: "Trong số tiếp nhận, có hạn trả nằm trong kỳ, đã hoặc chưa giải quyết xong",
        of: None,
        rules: DUE,
        count: Count::Dossiers { set: Set::Handled, role: Role::Settlement, test: due_in_period },
    },
];
