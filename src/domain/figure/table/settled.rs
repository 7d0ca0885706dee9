//! Dossiers that ended in the period: early, in time, late, and why.

use crate::domain::dossier::{LateKind, Outcome};
use crate::domain::figure::table::{DUE, NONE, PAUSE, always, overdue};
use crate::domain::figure::{Count, Figure, Role, Set};
use crate::domain::standing::Timeliness;

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "settled.total",
        label: "Đã giải quyết",
        rule: "Trong số tiếp nhận, kết thúc trong kỳ (gồm trả lại, rút, dừng)",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: always },
    },
    Figure {
        id: "settled.early",
        label: "Trước hạn",
        rule: "Đã giải quyết vào ngày sớm hơn ngày hẹn trả",
        of: Some("settled.total"),
        rules: PAUSE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.standing.timeliness == Timeliness::Early,
        },
    },
    Figure {
        id: "settled.on_time",
        label: "Đúng hạn",
        rule: "Đã giải quyết, không trước hạn và không quá hạn",
        of: Some("settled.total"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.standing.timeliness == Timeliness::OnTime,
        },
    },
    Figure {
        id: "settled.overdue",
        label: "Quá hạn",
        rule: "Đã giải quyết từ thời điểm bị tính là trễ trở đi",
        of: Some("settled.total"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: overdue },
    },
    Figure {
        id: "settled.early_or_on_time",
        label: "Đúng hạn và trước hạn",
        rule: "Đã giải quyết, không quá hạn",
        of: Some("settled.total"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: |v| !overdue(v) },
    },
    Figure {
        id: "settled.rejected",
        label: "Trả lại, không giải quyết",
        rule: "Đã giải quyết trong kỳ, kết thúc: trả lại, không giải quyết",
        of: None,
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.facts.outcome == Some(Outcome::Rejected),
        },
    },
    Figure {
        id: "settled.withdrawn",
        label: "Công dân rút hồ sơ",
        rule: "Đã giải quyết trong kỳ, kết thúc: công dân rút hồ sơ",
        of: None,
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.facts.outcome == Some(Outcome::Withdrawn),
        },
    },
    Figure {
        id: "settled.stopped",
        label: "Dừng giải quyết",
        rule: "Đã giải quyết trong kỳ, kết thúc: dừng giải quyết",
        of: None,
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.facts.outcome == Some(Outcome::Stopped),
        },
    },
    Figure {
        id: "settled.overdue.actual",
        label: "Trễ thực",
        rule: "Đã giải quyết quá hạn, trễ thực",
        of: Some("settled.overdue"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| overdue(v) && v.facts.late_kind == Some(LateKind::Actual),
        },
    },
    Figure {
        id: "settled.overdue.operational",
        label: "Trễ do thao tác trên hệ thống",
        rule: "Đã giải quyết quá hạn, trễ do thao tác trên hệ thống",
        of: Some("settled.overdue"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| overdue(v) && v.facts.late_kind == Some(LateKind::Operational),
        },
    },
    Figure {
        id: "settled.overdue.unclassified",
        label: "Chưa phân loại",
        rule: "Đã giải quyết quá hạn, chưa phân loại",
        of: Some("settled.overdue"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| overdue(v) && v.facts.late_kind.is_none(),
        },
    },
];
