//! Undo and redo as appended entries.

use crate::desk::error::Error;
use crate::desk::exported::EXPORT;
use crate::domain::change::Changes;
use crate::domain::refusal::Refusal;
use crate::store::journal::op_label;
use crate::store::{Op, Stamp, Store};

/// Why an entry is not taken back by a key: a closed period is opened again with a reason that stays beside it, and who
/// takes that back closes it anew, with the figures of that day; and a file that is out cannot be called back, so the
/// note that it left the office stays.
///
/// # Errors
/// When the register cannot be read.
pub fn why_not(store: &Store, seq: i64) -> Result<Option<String>, Error> {
    let Some(entry) = store.read().entry(seq)? else { return Ok(None) };
    let why = match entry.op.as_str() {
        op if CLOSING.contains(&op) => {
            "không hoàn tác ở đây được. Báo cáo (F5), chọn kỳ ấy, phím c: mở lại có lý do, hoặc chốt. Việc ghi trước \
             đó: Nhật ký (F8), phím u."
        }
        EXPORT => "tệp đã ra khỏi sổ nên không hoàn tác được. Chưa thay đổi gì.",
        _ => return Ok(None),
    };
    Ok(Some(format!("Mục {seq} là {}: {why}", op_label(&entry.op))))
}

/// The deeds that are about a closed period itself.
const CLOSING: [&str; 2] = ["close", "reopen"];

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
