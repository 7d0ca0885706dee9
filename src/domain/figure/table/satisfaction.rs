//! Ratings by citizens, and satisfaction as the index has it.

use crate::domain::figure::table::{DUE, NONE, overdue};
use crate::domain::figure::{Count, Figure, Role, Set};

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "satisfaction.total",
        label: "Lượt đánh giá",
        rule: "Lượt đánh giá trong kỳ",
        of: None,
        rules: NONE,
        count: Count::Ratings(|_| true),
    },
    Figure {
        id: "satisfaction.very_satisfied",
        label: "Rất hài lòng",
        rule: "Lượt đánh giá trong kỳ ở mức rất hài lòng",
        of: Some("satisfaction.total"),
        rules: NONE,
        count: Count::Ratings(|level| level == "very_satisfied"),
    },
    Figure {
        id: "satisfaction.satisfied",
        label: "Hài lòng",
        rule: "Lượt đánh giá trong kỳ ở mức hài lòng",
        of: Some("satisfaction.total"),
        rules: NONE,
        count: Count::Ratings(|level| level == "satisfied"),
    },
    Figure {
        id: "satisfaction.dissatisfied",
        label: "Không hài lòng",
        rule: "Lượt đánh giá trong kỳ ở mức không hài lòng",
        of: Some("satisfaction.total"),
        rules: NONE,
        count: Count::Ratings(|level| level == "dissatisfied"),
    },
    Figure {
        id: "_satisfaction.other",
        label: "Mức khác",
        rule: "Lượt đánh giá trong kỳ ở một mức chỉ đếm vào tổng",
        of: Some("satisfaction.total"),
        rules: NONE,
        count: Count::Ratings(|level| !matches!(level, "very_satisfied" | "satisfied" | "dissatisfied")),
    },
    Figure {
        id: "satisfaction.index",
        label: "Hài lòng về giải quyết TTHC (theo bộ chỉ số: không quá hạn, không có phản ánh, không bị đánh giá không hài lòng)",
        rule: "Đã giải quyết, không quá hạn, trong kỳ không bị đánh giá không hài lòng và không có phản ánh",
        of: Some("settled.total"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| !overdue(v) && !v.dissatisfied && !v.complained,
        },
    },
];
