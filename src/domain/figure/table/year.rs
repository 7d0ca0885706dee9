//! What was settled since the beginning of the year.

use crate::domain::figure::table::{DUE, NONE, always, overdue};
use crate::domain::figure::{Count, Figure, Role, Set};

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "year.settled.total",
        label: "Lũy kế từ đầu năm: đã giải quyết",
        rule: "Kết thúc từ ngày đầu năm báo cáo đến thời điểm chốt",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Year, role: Role::Settlement, test: always },
    },
    Figure {
        id: "year.settled.in_time",
        label: "Lũy kế từ đầu năm: đúng hạn và trước hạn",
        rule: "Kết thúc từ đầu năm báo cáo, không quá hạn",
        of: Some("year.settled.total"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Year, role: Role::Settlement, test: |v| !overdue(v) },
    },
    Figure {
        id: "year.settled.overdue",
        label: "Lũy kế từ đầu năm: quá hạn",
        rule: "Kết thúc từ đầu năm báo cáo, quá hạn",
        of: Some("year.settled.total"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Year, role: Role::Settlement, test: overdue },
    },
];
