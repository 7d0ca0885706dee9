//! Feedback from citizens and its answers.

use crate::domain::figure::table::NONE;
use crate::domain::figure::{Count, FeedbackFacts, Figure};
use crate::domain::standing::Frame;

fn handled(feedback: &FeedbackFacts, frame: &Frame) -> bool {
    frame.happened(feedback.handled_at)
}

/// The rows, in the order of REPORTS.md.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "feedback.total",
        label: "Phản ánh, kiến nghị tiếp nhận",
        rule: "Phản ánh, kiến nghị nhận trong kỳ",
        of: None,
        rules: NONE,
        count: Count::Feedback(|_, _| true),
    },
    Figure {
        id: "feedback.handled",
        label: "Phản ánh, kiến nghị đã xử lý",
        rule: "Nhận trong kỳ, đã xử lý đến thời điểm chốt",
        of: Some("feedback.total"),
        rules: NONE,
        count: Count::Feedback(handled),
    },
    Figure {
        id: "feedback.published",
        label: "Phản ánh, kiến nghị đã công khai kết quả",
        rule: "Nhận trong kỳ, đã xử lý và đã công khai kết quả đến thời điểm chốt",
        of: Some("feedback.handled"),
        rules: NONE,
        count: Count::Feedback(|f, frame| handled(f, frame) && frame.happened(f.published_at)),
    },
];
