//! What the file of feedback means to the register.

use crate::desk::import::keyed::Record;
use crate::domain::feedback::Feedback;
use crate::exchange::ColumnSet;
use crate::store::{Read, StoreError, Tx};

impl Record for Feedback {
    fn all(read: Read<'_>) -> Result<Vec<Feedback>, StoreError> {
        read.feedback()
    }

    fn keys(&self, _columns: ColumnSet<Feedback>) -> Vec<String> {
        self.known_as()
    }

    fn known_as(&self) -> Vec<String> {
        vec![self.code.clone()]
    }

    fn shown(&self) -> String {
        self.code.clone()
    }

    fn problem(&self, read: Read<'_>) -> Result<Option<(&'static str, String)>, StoreError> {
        unknown_dossier(read, &self.dossier_code)
    }

    fn put(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let dossier = tx.read().live_dossier_id(&self.dossier_code)?;
        tx.put_feedback(self, dossier).map(|_| ())
    }
}

/// The fault of a row that names a dossier which is not there; an empty code names none.
pub(super) fn unknown_dossier(read: Read<'_>, code: &str) -> Result<Option<(&'static str, String)>, StoreError> {
    if code.is_empty() || read.live_dossier_id(code)?.is_some() {
        return Ok(None);
    }
    Ok(Some(("dossier_code", "không có hồ sơ mang mã này trong sổ; hãy nhập tệp hồ sơ trước".to_owned())))
}
