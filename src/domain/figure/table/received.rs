//! Dossiers that came in, and those that were not taken in.

use crate::domain::dossier::Channel;
use crate::domain::figure::table::{NONE, always, online_at};
use crate::domain::figure::{Count, Figure, Role, Set};
use crate::domain::procedure::OnlineLevel;

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "received.total",
        label: "Tổng số hồ sơ tiếp nhận (gồm kỳ trước chuyển sang)",
        rule: "Tiếp nhận trong kỳ cộng với tiếp nhận trước kỳ mà đến đầu kỳ chưa kết thúc",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Handled, role: Role::Reception, test: always },
    },
    Figure {
        id: "received.in_period",
        label: "Tiếp nhận mới trong kỳ",
        rule: "Thời điểm tiếp nhận nằm trong kỳ",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: always },
    },
    Figure {
        id: "received.carried",
        label: "Từ kỳ trước chuyển sang",
        rule: "Tiếp nhận trước kỳ, đến đầu kỳ chưa kết thúc",
        of: Some("received.total"),
        rules: NONE,
        count: Count::Dossiers { set: Set::Carried, role: Role::Reception, test: always },
    },
    Figure {
        id: "received.online",
        label: "Tiếp nhận trực tuyến",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến",
        of: Some("received.total"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.channel == Channel::Online },
    },
    Figure {
        id: "received.direct",
        label: "Tiếp nhận trực tiếp",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tiếp",
        of: Some("received.total"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.channel == Channel::Direct },
    },
    Figure {
        id: "received.postal",
        label: "Tiếp nhận qua bưu chính công ích",
        rule: "Tiếp nhận mới trong kỳ, nộp qua bưu chính công ích",
        of: Some("received.total"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.channel == Channel::Postal },
    },
    Figure {
        id: "_received.not_online",
        label: "Tiếp nhận trực tiếp và qua bưu chính công ích",
        rule: "Tiếp nhận mới trong kỳ, không nộp trực tuyến (cột 5 của biểu II.06a)",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.channel != Channel::Online },
    },
    Figure {
        id: "received.online.partial",
        label: "Trực tuyến một phần",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến, mức độ của thủ tục: một phần",
        of: Some("received.online"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| online_at(v, OnlineLevel::Partial) },
    },
    Figure {
        id: "received.online.full",
        label: "Trực tuyến toàn trình",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến, mức độ của thủ tục: toàn trình",
        of: Some("received.online"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| online_at(v, OnlineLevel::Full) },
    },
    Figure {
        id: "received.online.other",
        label: "Trực tuyến hình thức khác",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến, mức độ của thủ tục: hình thức khác",
        of: Some("received.online"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| online_at(v, OnlineLevel::None) },
    },
    Figure {
        id: "received.out_of_area",
        label: "Tiếp nhận phi địa giới",
        rule: "Tiếp nhận mới trong kỳ, nhận hộ nơi khác",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.out_of_area },
    },
    Figure {
        id: "refused.total",
        label: "Không được tiếp nhận",
        rule: "Từ chối tiếp nhận trong kỳ (theo thời điểm từ chối)",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Refused, role: Role::Reception, test: always },
    },
];
