//! Procedures in force, by how far they are offered online.

use crate::domain::figure::table::NONE;
use crate::domain::figure::{Count, Figure};
use crate::domain::procedure::OnlineLevel;

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "procedures.total",
        label: "Thủ tục hành chính thuộc thẩm quyền",
        rule: "Thủ tục có hiệu lực vào ngày cuối kỳ",
        of: None,
        rules: NONE,
        count: Count::Procedures(|_, _| true),
    },
    Figure {
        id: "procedures.online",
        label: "Thủ tục có dịch vụ công trực tuyến",
        rule: "Thủ tục có hiệu lực, mức độ một phần hoặc toàn trình",
        of: Some("procedures.total"),
        rules: NONE,
        count: Count::Procedures(|p, _| p.online_level != OnlineLevel::None),
    },
    Figure {
        id: "procedures.partial",
        label: "Thủ tục dịch vụ công trực tuyến một phần",
        rule: "Thủ tục có hiệu lực, mức độ một phần",
        of: Some("procedures.total"),
        rules: NONE,
        count: Count::Procedures(|p, _| p.online_level == OnlineLevel::Partial),
    },
    Figure {
        id: "procedures.partial.used",
        label: "Thủ tục dịch vụ công trực tuyến một phần có phát sinh hồ sơ",
        rule: "Thủ tục mức độ một phần có ít nhất một hồ sơ trực tuyến tiếp nhận trong kỳ",
        of: Some("procedures.partial"),
        rules: NONE,
        count: Count::Procedures(|p, u| p.online_level == OnlineLevel::Partial && u.received_online > 0),
    },
    Figure {
        id: "procedures.full",
        label: "Thủ tục dịch vụ công trực tuyến toàn trình",
        rule: "Thủ tục có hiệu lực, mức độ toàn trình",
        of: Some("procedures.total"),
        rules: NONE,
        count: Count::Procedures(|p, _| p.online_level == OnlineLevel::Full),
    },
    Figure {
        id: "procedures.full.used",
        label: "Thủ tục dịch vụ công trực tuyến toàn trình có phát sinh hồ sơ",
        rule: "Thủ tục mức độ toàn trình có ít nhất một hồ sơ trực tuyến tiếp nhận trong kỳ",
        of: Some("procedures.full"),
        rules: NONE,
        count: Count::Procedures(|p, u| p.online_level == OnlineLevel::Full && u.received_online > 0),
    },
];
