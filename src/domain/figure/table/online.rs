//! What was filed online of what could be.

use crate::domain::dossier::Channel;
use crate::domain::figure::table::{NONE, online_at};
use crate::domain::figure::{Count, Figure, Role, Set};
use crate::domain::procedure::OnlineLevel;

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "online.share",
        label: "Tỷ lệ hồ sơ nộp trực tuyến",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.channel == Channel::Online },
    },
    Figure {
        id: "online.partial.filed",
        label: "Nộp trực tuyến thuộc dịch vụ một phần",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến, thủ tục mức độ một phần; so với hồ sơ tiếp nhận mới của thủ tục mức độ đó",
        of: Some("_online.partial"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| online_at(v, OnlineLevel::Partial) },
    },
    Figure {
        id: "online.partial.share",
        label: "Tỷ lệ nộp trực tuyến thuộc dịch vụ một phần trên tổng tiếp nhận mới",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến, thủ tục mức độ một phần",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| online_at(v, OnlineLevel::Partial) },
    },
    Figure {
        id: "_online.partial",
        label: "Tiếp nhận mới của thủ tục mức độ một phần",
        rule: "Tiếp nhận mới trong kỳ, thủ tục mức độ một phần",
        of: None,
        rules: NONE,
        count: Count::Dossiers {
            set: Set::In,
            role: Role::Reception,
            test: |v| v.procedure.online_level == OnlineLevel::Partial,
        },
    },
    Figure {
        id: "online.full.filed",
        label: "Nộp trực tuyến thuộc dịch vụ toàn trình",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến, thủ tục mức độ toàn trình; so với hồ sơ tiếp nhận mới của thủ tục mức độ đó",
        of: Some("_online.full"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| online_at(v, OnlineLevel::Full) },
    },
    Figure {
        id: "online.full.share",
        label: "Tỷ lệ nộp trực tuyến thuộc dịch vụ toàn trình trên tổng tiếp nhận mới",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến, thủ tục mức độ toàn trình",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| online_at(v, OnlineLevel::Full) },
    },
    Figure {
        id: "_online.full",
        label: "Tiếp nhận mới của thủ tục mức độ toàn trình",
        rule: "Tiếp nhận mới trong kỳ, thủ tục mức độ toàn trình",
        of: None,
        rules: NONE,
        count: Count::Dossiers {
            set: Set::In,
            role: Role::Reception,
            test: |v| v.procedure.online_level == OnlineLevel::Full,
        },
    },
];
