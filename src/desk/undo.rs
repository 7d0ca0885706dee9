//! Undo and redo as appended entries.

use crate::desk::error::Error;
use crate::domain::change::Changes;
use crate::domain::refusal::Refusal;
use crate::store::journal::op_label;
use crate::store::{Op, Stamp, Store};

/// Reverts an entry. `redo` says that the entry was itself an undo.
///
/// # Errors
/// A refusal that says why when something it touched has moved on, or when nothing would change; nothing changes then.
pub fn undo(store: &mut Store, stamp: &Stamp, seq: i64, redo: bool) -> Result<Changes, Error> {
    let verb = if redo { "redo" } else { "undo" };
    let op = Op { verb, reason: format!("mục {seq}"), reverts: Some(seq) };
    let ((), changes) = store.transact(&op, stamp, |tx| -> Result<(), Error> {
        tx.revert(seq)?.map_err(|not| not.refusal())?;
        Ok(())
    })?;
    if changes.is_empty() {
        return Err(
            Refusal::whole(format!("Mục {seq} không còn gì để {}: mọi thứ đã như trước.", op_label(verb))).into()
        );
    }
    Ok(changes)
}
