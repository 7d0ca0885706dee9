//! Fees, and how they were paid.

use crate::domain::dossier::PaidBy;
use crate::domain::figure::table::NONE;
use crate::domain::figure::{Count, Figure, Role, Set};

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "payment.procedures.fee",
        label: "Thủ tục có phí, lệ phí",
        rule: "Thủ tục có hiệu lực, có thu phí hoặc lệ phí",
        of: None,
        rules: NONE,
        count: Count::Procedures(|p, _| p.fee),
    },
    Figure {
        id: "payment.procedures.online",
        label: "Thủ tục có phí, lệ phí được thanh toán trực tuyến",
        rule: "Thủ tục có phí, lệ phí và có thanh toán trực tuyến",
        of: Some("payment.procedures.fee"),
        rules: NONE,
        count: Count::Procedures(|p, _| p.fee && p.online_payment),
    },
    Figure {
        id: "payment.procedures.used",
        label: "Thủ tục có phát sinh thanh toán trực tuyến",
        rule: "Thủ tục có thanh toán trực tuyến, có ít nhất một hồ sơ đã giải quyết trả phí trực tuyến",
        of: Some("payment.procedures.online"),
        rules: NONE,
        count: Count::Procedures(|p, u| p.fee && p.online_payment && u.settled_paid_online > 0),
    },
    Figure {
        id: "payment.dossiers.total",
        label: "Hồ sơ có nghĩa vụ tài chính",
        rule: "Đã giải quyết, phí lớn hơn 0",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: |v| v.facts.fee > 0 },
    },
    Figure {
        id: "payment.dossiers.online",
        label: "Hồ sơ thanh toán trực tuyến",
        rule: "Đã giải quyết, phí lớn hơn 0, thanh toán trực tuyến",
        of: Some("payment.dossiers.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.facts.fee > 0 && v.facts.paid_by == Some(PaidBy::Online),
        },
    },
    Figure {
        id: "payment.dossiers.direct",
        label: "Hồ sơ thanh toán trực tiếp",
        rule: "Đã giải quyết, phí lớn hơn 0, không thanh toán trực tuyến",
        of: Some("payment.dossiers.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.facts.fee > 0 && v.facts.paid_by != Some(PaidBy::Online),
        },
    },
];
