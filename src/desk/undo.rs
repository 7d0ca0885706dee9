//! Undo and redo as appended entries.

use crate::desk::error::Error;
use crate::domain::change::Changes;
use crate::store::{Op, Stamp, Store};

/// Reverts an entry. `redo` says that the entry was itself an undo.
///
/// # Errors
/// A refusal that names the later entries when something it touched has moved on; nothing changes then.
pub fn undo(store: &mut Store, stamp: &Stamp, seq: i64, redo: bool) -> Result<Changes, Error> {
    let verb = if redo { "redo" } else { "undo" };
    let op = Op { verb, reason: format!("mục {seq}"), reverts: Some(seq) };
    let ((), changes) = store.transact(&op, stamp, |tx| -> Result<(), Error> {
        tx.revert(seq)?.map_err(|not| not.refusal())?;
        Ok(())
    })?;
    Ok(changes)
}
