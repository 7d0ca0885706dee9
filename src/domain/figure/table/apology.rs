//! Letters of apology for what is late, settled or still open.

use crate::domain::apology::{self, Told};
use crate::domain::dossier::LateKind;
use crate::domain::figure::table::{DUE, overdue};
use crate::domain::figure::{Count, Figure, Role, Set, View};

fn apologised(view: &View<'_>) -> bool {
    told(view).by_letter()
}

fn apologised_in_advance(view: &View<'_>) -> bool {
    told(view) == Told::Before
}

fn told(view: &View<'_>) -> Told {
    apology::told_seen(view.facts, &view.standing, view.frame)
}

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "settled.overdue.apology.issued",
        label: "Đã có văn bản xin lỗi",
        rule: "Đã giải quyết quá hạn, văn bản xin lỗi đã ban hành đến hết kỳ",
        of: Some("settled.overdue"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: |v| overdue(v) && apologised(v) },
    },
    Figure {
        id: "settled.overdue.apology.uploaded",
        label: "Đã đăng tải lên hệ thống",
        rule: "Đã giải quyết quá hạn, văn bản xin lỗi đã đăng tải đến hết kỳ",
        of: Some("settled.overdue.apology.issued"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| overdue(v) && v.frame.happened(v.facts.apology_uploaded_at),
        },
    },
    Figure {
        id: "settled.overdue.apology.posted",
        label: "Đã niêm yết tại Bộ phận Một cửa",
        rule: "Đã giải quyết quá hạn, văn bản xin lỗi đã niêm yết đến hết kỳ",
        of: Some("settled.overdue.apology.issued"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| overdue(v) && v.frame.happened(v.facts.apology_posted_at),
        },
    },
    Figure {
        id: "settled.overdue.apology.in_advance",
        label: "Xin lỗi trước hạn",
        rule: "Đã giải quyết quá hạn, văn bản xin lỗi ban hành trước ngày hẹn trả",
        of: Some("settled.overdue.apology.issued"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| overdue(v) && apologised_in_advance(v),
        },
    },
    Figure {
        id: "settled.overdue.apology.missing",
        label: "Chưa có văn bản xin lỗi",
        rule: "Đã giải quyết quá hạn, đến hết kỳ chưa ban hành văn bản xin lỗi",
        of: Some("settled.overdue"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: |v| overdue(v) && !apologised(v) },
    },
    Figure {
        id: "open.overdue.apology.issued",
        label: "Đã có văn bản xin lỗi",
        rule: "Đang giải quyết đã quá hạn, văn bản xin lỗi đã ban hành đến hết kỳ",
        of: Some("open.overdue"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Open, role: Role::Settlement, test: |v| overdue(v) && apologised(v) },
    },
    Figure {
        id: "open.overdue.apology.uploaded",
        label: "Đã đăng tải lên hệ thống",
        rule: "Đang giải quyết đã quá hạn, văn bản xin lỗi đã đăng tải đến hết kỳ",
        of: Some("open.overdue.apology.issued"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Open,
            role: Role::Settlement,
            test: |v| overdue(v) && v.frame.happened(v.facts.apology_uploaded_at),
        },
    },
    Figure {
        id: "open.overdue.apology.posted",
        label: "Đã niêm yết tại Bộ phận Một cửa",
        rule: "Đang giải quyết đã quá hạn, văn bản xin lỗi đã niêm yết đến hết kỳ",
        of: Some("open.overdue.apology.issued"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Open,
            role: Role::Settlement,
            test: |v| overdue(v) && v.frame.happened(v.facts.apology_posted_at),
        },
    },
    Figure {
        id: "open.overdue.apology.in_advance",
        label: "Xin lỗi trước hạn",
        rule: "Đang giải quyết đã quá hạn, văn bản xin lỗi ban hành trước ngày hẹn trả",
        of: Some("open.overdue.apology.issued"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Open,
            role: Role::Settlement,
            test: |v| overdue(v) && apologised_in_advance(v),
        },
    },
    Figure {
        id: "open.overdue.apology.missing",
        label: "Chưa có văn bản xin lỗi",
        rule: "Đang giải quyết đã quá hạn, đến hết kỳ chưa ban hành văn bản xin lỗi",
        of: Some("open.overdue"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Open, role: Role::Settlement, test: |v| overdue(v) && !apologised(v) },
    },
    Figure {
        id: "settled.overdue.actual.apology.issued",
        label: "Trễ thực đã có văn bản xin lỗi",
        rule: "Đã giải quyết quá hạn, trễ thực, văn bản xin lỗi đã ban hành đến hết kỳ",
        of: Some("settled.overdue.actual"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| overdue(v) && v.facts.late_kind == Some(LateKind::Actual) && apologised(v),
        },
    },
];
