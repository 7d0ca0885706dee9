//! Recording a citizen's rating.

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::domain::change::Changes;
use crate::domain::moves::Move;
use crate::domain::rating::Rating;
use crate::domain::refusal::Refusal;
use crate::store::{Op, Stamp, Store};

/// Records a rating; the officer it concerns is the dossier's handler where none is named.
///
/// # Errors
/// A refusal without a level, and when the dossier was voided or changed since the user saw it.
pub fn rate(store: &mut Store, stamp: &Stamp, target: Target, level: &str, comment: &str) -> Result<Changes, Error> {
    if level.is_empty() {
        return Err(Refusal::at("level", "Hãy chọn mức độ hài lòng.").into());
    }
    let ((), changes) = store.transact(&Op::new("rate"), stamp, |tx| -> Result<(), Error> {
        let stored = change::load(tx, target)?;
        change::lawful(&stored, Move::Rate, stamp.at)?;
        let rating = Rating {
            at: stamp.at,
            dossier_code: stored.dossier.code.clone(),
            officer: if stored.dossier.handled_by.is_empty() {
                stored.dossier.received_by.clone()
            } else {
                stored.dossier.handled_by.clone()
            },
            level: level.to_owned(),
            comment: comment.to_owned(),
        };
        tx.add_rating(&rating, Some(target.id))?;
        Ok(())
    })?;
    Ok(changes)
}
