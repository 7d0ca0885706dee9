//! The clock of acceptance, of what was filed online.

use crate::domain::figure::table::ANSWER;
use crate::domain::figure::{Count, Figure, Role, Set};
use crate::domain::standing::Acceptance;

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "acceptance.in_time",
        label: "Tiếp nhận trực tuyến đúng hạn (08 giờ làm việc)",
        rule: "Nộp trực tuyến, được tiếp nhận hoặc từ chối trong kỳ, trong 08 giờ làm việc kể từ khi nộp",
        of: Some("_acceptance.due"),
        rules: ANSWER,
        count: Count::Dossiers {
            set: Set::Online,
            role: Role::Reception,
            test: |v| v.standing.acceptance == Acceptance::InTime,
        },
    },
    Figure {
        id: "acceptance.waiting.in_time",
        label: "Chờ tiếp nhận trực tuyến: còn hạn",
        rule: "Nộp trực tuyến, đến thời điểm chốt chưa trả lời, chưa hết 08 giờ làm việc",
        of: Some("_acceptance.waiting"),
        rules: ANSWER,
        count: Count::Dossiers {
            set: Set::Online,
            role: Role::Reception,
            test: |v| v.standing.acceptance == Acceptance::Waiting,
        },
    },
    Figure {
        id: "acceptance.waiting.overdue",
        label: "Chờ tiếp nhận trực tuyến: quá hạn",
        rule: "Nộp trực tuyến, đến thời điểm chốt chưa trả lời, đã hết 08 giờ làm việc",
        of: Some("_acceptance.waiting"),
        rules: ANSWER,
        count: Count::Dossiers {
            set: Set::Online,
            role: Role::Reception,
            test: |v| v.standing.acceptance == Acceptance::WaitingOverdue,
        },
    },
    Figure {
        id: "_acceptance.due",
        label: "Hồ sơ trực tuyến phải trả lời tiếp nhận",
        rule: "Nộp trực tuyến, được trả lời trong kỳ, cộng với chờ tiếp nhận quá hạn",
        of: None,
        rules: ANSWER,
        count: Count::Dossiers {
            set: Set::Online,
            role: Role::Reception,
            test: |v| {
                matches!(v.standing.acceptance, Acceptance::InTime | Acceptance::Late | Acceptance::WaitingOverdue)
            },
        },
    },
    Figure {
        id: "_acceptance.waiting",
        label: "Hồ sơ trực tuyến chờ tiếp nhận",
        rule: "Nộp trực tuyến, đến thời điểm chốt chưa trả lời",
        of: None,
        rules: ANSWER,
        count: Count::Dossiers {
            set: Set::Online,
            role: Role::Reception,
            test: |v| matches!(v.standing.acceptance, Acceptance::Waiting | Acceptance::WaitingOverdue),
        },
    },
];
