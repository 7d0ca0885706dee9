//! Feedback (phản ánh, kiến nghị): what citizens reported about the handling of procedures.

use crate::domain::day::Moment;

/// One feedback with its three moments: received, handled, published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// Code, unique.
    pub code: String,
    /// When it came in.
    pub received_at: Moment,
    /// The way it came in, in the office's own words (`điện thoại`, `Cổng DVCQG`).
    pub channel: String,
    /// The dossier it is about; may be empty.
    pub dossier_code: String,
    /// What it says.
    pub subject: String,
    /// When it was answered.
    pub handled_at: Option<Moment>,
    /// When the answer was made public.
    pub published_at: Option<Moment>,
    /// Whether the sender was content with the answer; `None` where nobody asked.
    pub satisfied: Option<bool>,
}
