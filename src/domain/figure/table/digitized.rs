//! Papers and results that were digitized.

use crate::domain::dossier::Outcome;
use crate::domain::figure::table::NONE;
use crate::domain::figure::{Count, Figure, Role, Set, View};

fn no_result_due(view: &View<'_>) -> bool {
    let ended_without = matches!(view.facts.outcome, Some(Outcome::Rejected | Outcome::Withdrawn | Outcome::Stopped));
    !view.facts.result_digitized && (ended_without || !view.procedure.result_document)
}

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "digitized.components.full",
        label: "Số hóa đầy đủ thành phần hồ sơ khi tiếp nhận",
        rule: "Tiếp nhận mới trong kỳ, mọi thành phần bắt buộc đã số hóa (không có thành phần bắt buộc thì tính là đủ)",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.components.full() },
    },
    Figure {
        // Beside the contract: a share of full dossiers may rest on those of which nobody wrote down a paper.
        id: "_digitized.components.none",
        label: "Không ghi thành phần hồ sơ nào",
        rule: "Tiếp nhận mới trong kỳ, không có thành phần bắt buộc nào được ghi",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.components.required == 0 },
    },
    Figure {
        id: "digitized.components.partial",
        label: "Số hóa một phần thành phần hồ sơ",
        rule: "Tiếp nhận mới trong kỳ, mới số hóa một số thành phần bắt buộc",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.components.partial() },
    },
    Figure {
        id: "digitized.components.gap",
        label: "Chưa số hóa đầy đủ thành phần hồ sơ",
        rule: "Tiếp nhận mới trong kỳ, chưa số hóa đủ thành phần bắt buộc",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| !v.facts.components.full() },
    },
    Figure {
        id: "digitized.reused",
        label: "Khai thác, sử dụng lại dữ liệu đã số hóa",
        rule: "Tiếp nhận mới trong kỳ, có ít nhất một thành phần dùng lại",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.components.reused > 0 },
    },
    Figure {
        id: "digitized.results",
        label: "Số hóa kết quả giải quyết",
        rule: "Đã giải quyết, kết quả đã số hóa",
        of: Some("settled.total"),
        rules: NONE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: |v| v.facts.result_digitized },
    },
    Figure {
        id: "digitized.results.not_applicable",
        label: "Không có kết quả phải số hóa",
        rule: "Đã giải quyết, kết quả chưa số hóa và: trả lại, rút, dừng, hoặc thủ tục không có văn bản kết quả",
        of: Some("settled.total"),
        rules: NONE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: no_result_due },
    },
    Figure {
        id: "digitized.results.gap",
        label: "Chưa số hóa kết quả giải quyết",
        rule: "Đã giải quyết, phải số hóa kết quả nhưng chưa số hóa",
        of: Some("settled.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| !v.facts.result_digitized && !no_result_due(v),
        },
    },
    Figure {
        id: "digitized.both",
        label: "Số hóa cả thành phần và kết quả",
        rule: "Đã giải quyết, thành phần số hóa đủ và kết quả đã số hóa",
        of: Some("settled.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.facts.result_digitized && v.facts.components.full(),
        },
    },
];
