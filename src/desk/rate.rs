//! Recording a citizen's rating: entered by a clerk, or given by the citizen at the kiosk.

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::domain::change::Changes;
use crate::domain::dossier::Dossier;
use crate::domain::moves::Move;
use crate::domain::rating::{DESK, KIOSK, Rating};
use crate::domain::refusal::Refusal;
use crate::store::invitation::Invitation;
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
            officer: concerned(&stored.dossier).to_owned(),
            level: level.to_owned(),
            comment: comment.to_owned(),
            source: DESK.to_owned(),
        };
        tx.add_rating(&rating, Some(target.id))?;
        Ok(())
    })?;
    Ok(changes)
}

/// The officer whom a rating of this dossier concerns: the handler, else who received it.
fn concerned(dossier: &Dossier) -> &str {
    if dossier.handled_by.is_empty() { &dossier.received_by } else { &dossier.handled_by }
}

/// Invites the citizen to rate this dossier at the kiosk of the stamp's desk. It returns what the clerk may say.
///
/// # Errors
/// A refusal for a dossier that is not there, or was not returned yet.
pub fn invite(store: &mut Store, stamp: &Stamp, dossier: i64) -> Result<String, Error> {
    let read = store.read();
    let stored = read.dossier(dossier)?.filter(|stored| !stored.voided);
    let stored = stored.ok_or_else(|| Refusal::whole("Hồ sơ này không còn trong sổ; Ctrl+Y nếu vừa hoàn tác nhầm."))?;
    if stored.dossier.returned_at.is_none() {
        return Err(
            Refusal::whole("Chưa trả kết quả thì chưa mời đánh giá được; trả kết quả: mở hồ sơ, phím r.").into()
        );
    }
    let officer = read.officer_id(concerned(&stored.dossier))?;
    store.invite(stamp.desk, dossier, officer, stamp.utc_ms)?;
    Ok(stored.dossier.code)
}

/// Records what a citizen pressed at the kiosk, and takes the invitation that it answers away, in one transaction. A
/// dossier that was voided meanwhile leaves the rating without one, and so does an invitation that another one has taken
/// the place of: nobody knows then whom the citizen meant.
///
/// # Errors
/// A refusal of a level that is not offered.
pub fn at_kiosk(store: &mut Store, stamp: &Stamp, level: &str, invited: Option<&Invitation>) -> Result<Changes, Error> {
    let ((), changes) = store.transact(&Op::new("kiosk"), stamp, |tx| -> Result<(), Error> {
        let read = tx.read();
        if !read.settings()?.levels().offered().any(|offered| offered.code == level) {
            return Err(Refusal::at("level", "Mức này không còn dùng; hãy chọn lại.").into());
        }
        let invited = match invited {
            Some(invited) => tx.answer_invitation(stamp.desk, invited.dossier)?.then_some(invited),
            None => None,
        };
        let live = match invited {
            Some(invited) => tx.read().dossier(invited.dossier)?.filter(|stored| !stored.voided),
            None => None,
        };
        let rating = Rating {
            at: stamp.at,
            dossier_code: live.as_ref().map_or(String::new(), |stored| stored.dossier.code.clone()),
            officer: invited.map_or(String::new(), |invited| invited.officer.clone()),
            level: level.to_owned(),
            comment: String::new(),
            source: KIOSK.to_owned(),
        };
        tx.add_rating(&rating, live.map(|stored| stored.id))?;
        Ok(())
    })?;
    Ok(changes)
}
