//! What came in or went out by the public post.

use crate::domain::dossier::Channel;
use crate::domain::figure::table::NONE;
use crate::domain::figure::{Count, Figure, Role, Set, View};

fn received_by_post(view: &View<'_>) -> bool {
    view.standing.is_in && view.facts.channel == Channel::Postal
}

fn returned_by_post(view: &View<'_>) -> bool {
    view.standing.is_returned && view.facts.return_channel == Some(Channel::Postal)
}

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "postal.procedures.receive",
        label: "Thủ tục tiếp nhận qua bưu chính công ích",
        rule: "Thủ tục có hiệu lực, cho nộp qua bưu chính công ích",
        of: Some("procedures.total"),
        rules: NONE,
        count: Count::Procedures(|p, _| p.postal_receive),
    },
    Figure {
        id: "postal.procedures.return",
        label: "Thủ tục trả kết quả qua bưu chính công ích",
        rule: "Thủ tục có hiệu lực, cho trả kết quả qua bưu chính công ích",
        of: Some("procedures.total"),
        rules: NONE,
        count: Count::Procedures(|p, _| p.postal_return),
    },
    Figure {
        id: "postal.procedures.receive.used",
        label: "Thủ tục có phát sinh tiếp nhận qua bưu chính công ích",
        rule: "Thủ tục cho nộp qua bưu chính, có hồ sơ tiếp nhận trong kỳ bằng cách đó",
        of: Some("postal.procedures.receive"),
        rules: NONE,
        count: Count::Procedures(|p, u| p.postal_receive && u.received_postal > 0),
    },
    Figure {
        id: "postal.procedures.return.used",
        label: "Thủ tục có phát sinh trả kết quả qua bưu chính công ích",
        rule: "Thủ tục cho trả qua bưu chính, có hồ sơ trả trong kỳ bằng cách đó",
        of: Some("postal.procedures.return"),
        rules: NONE,
        count: Count::Procedures(|p, u| p.postal_return && u.returned_postal > 0),
    },
    Figure {
        id: "postal.procedures.any.used",
        label: "Thủ tục có phát sinh bưu chính công ích",
        rule: "Thủ tục có tiếp nhận hoặc trả kết quả qua bưu chính bằng cách mà thủ tục cho phép",
        of: Some("_postal.procedures.any"),
        rules: NONE,
        count: Count::Procedures(|p, u| {
            (p.postal_receive && u.received_postal > 0) || (p.postal_return && u.returned_postal > 0)
        }),
    },
    Figure {
        id: "_postal.procedures.any",
        label: "Thủ tục có bưu chính công ích",
        rule: "Thủ tục cho nộp hoặc trả kết quả qua bưu chính công ích",
        of: None,
        rules: NONE,
        count: Count::Procedures(|p, _| p.postal_receive || p.postal_return),
    },
    Figure {
        id: "postal.dossiers.any",
        label: "Hồ sơ có bưu chính công ích",
        rule: "Trong số tiếp nhận, nhận trong kỳ hoặc trả trong kỳ qua bưu chính",
        of: Some("received.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Handled,
            role: Role::Reception,
            test: |v| received_by_post(v) || returned_by_post(v),
        },
    },
    Figure {
        id: "postal.received",
        label: "Hồ sơ tiếp nhận qua bưu chính công ích",
        rule: "Tiếp nhận mới trong kỳ, qua bưu chính",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: received_by_post },
    },
    Figure {
        id: "postal.returned",
        label: "Hồ sơ trả kết quả qua bưu chính công ích",
        rule: "Trả kết quả trong kỳ, qua bưu chính",
        of: Some("returned.total"),
        rules: NONE,
        count: Count::Dossiers { set: Set::Returned, role: Role::Settlement, test: returned_by_post },
    },
];
