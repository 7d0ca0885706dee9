//! Why a use case did not happen.

use crate::domain::refusal::Refusal;
use crate::report::ReportError;
use crate::store::StoreError;
use crate::store::journal::when;

/// Either the user can put something right, or the register failed. Nothing was written in both cases.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something in what was asked is wrong.
    #[error("{0}")]
    Refused(Refusal),
    /// The register failed.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The user cancelled a long action.
    #[error("Đã dừng theo yêu cầu; chưa ghi gì.")]
    Cancelled,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        Error::Refused(refusal)
    }
}

impl From<ReportError> for Error {
    fn from(error: ReportError) -> Error {
        Refusal::whole(error.to_string()).into()
    }
}

/// Which record of what kind, and the version that the user saw: a change made elsewhere since then is not overwritten.
pub(super) fn overtaken(kind: &str, code: &str, by: Option<(String, String, String)>) -> Refusal {
    let who = by.map_or(String::new(), |(officer, op, at)| format!(" ({op} lúc {})", when(&at, &officer)));
    Refusal::whole(format!(
        "{kind} {code} vừa được thay đổi ở cửa sổ khác{who}. Chưa lưu gì; hãy tải lại {} rồi làm lại.",
        kind.to_lowercase()
    ))
}
