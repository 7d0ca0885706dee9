//! Results handed over, by the way they went out.

use crate::domain::dossier::Channel;
use crate::domain::figure::table::{NONE, always};
use crate::domain::figure::{Count, Figure, Role, Set};

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "returned.total",
        label: "Trả kết quả: tổng số",
        rule: "Trả kết quả trong kỳ",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Returned, role: Role::Settlement, test: always },
    },
    Figure {
        id: "returned.online",
        label: "Trả kết quả trực tuyến",
        rule: "Trả kết quả trong kỳ, trực tuyến",
        of: Some("returned.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Returned,
            role: Role::Settlement,
            test: |v| v.facts.return_channel == Some(Channel::Online),
        },
    },
    Figure {
        id: "returned.direct",
        label: "Trả kết quả trực tiếp",
        rule: "Trả kết quả trong kỳ, trực tiếp",
        of: Some("returned.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Returned,
            role: Role::Settlement,
            test: |v| v.facts.return_channel == Some(Channel::Direct),
        },
    },
    Figure {
        id: "returned.postal",
        label: "Trả kết quả qua bưu chính công ích",
        rule: "Trả kết quả trong kỳ, qua bưu chính công ích",
        of: Some("returned.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Returned,
            role: Role::Settlement,
            test: |v| v.facts.return_channel == Some(Channel::Postal),
        },
    },
];
