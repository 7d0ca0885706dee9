//! Editing a procedure: a slip of this version is put right, or a new version begins on a day and the old one ends before.
//!
//! A dossier keeps the version it came in under and the limit it was given, whatever becomes of the catalogue.

use crate::desk::error::Error;
use crate::desk::set_up::check_procedure;
use crate::domain::change::Changes;
use crate::domain::day::Day;
use crate::domain::procedure::{Procedure, overlapping};
use crate::domain::refusal::Refusal;
use crate::store::{Op, Read, Stamp, Store, StoreError, Tx};

/// How an edited procedure is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// The version itself was recorded wrongly and is put right, for the dossiers that came in under it as well.
    Fix {
        /// Why; needed where dossiers came in under it and a rule or a figure reads what changes.
        reason: String,
    },
    /// It was right until then: a new version holds from this day.
    NewVersion {
        /// Its first day.
        from: Day,
    },
}

/// An edit: the version as the user saw it, as it is to be, and how that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// As the user saw it.
    pub seen: Procedure,
    /// As it is to be.
    pub put: Procedure,
    /// How it is kept.
    pub how: How,
}

/// Carries an edit out as one entry of the journal.
///
/// # Errors
/// A refusal when a field is wrong, when versions would overlap, or when the row was changed elsewhere meanwhile.
pub fn edit(store: &mut Store, stamp: &Stamp, edit: &Edit) -> Result<Changes, Error> {
    let op = match &edit.how {
        How::Fix { reason } => Op::because("procedure_fix", reason.trim()),
        How::NewVersion { from } => {
            Op::because("procedure_version", &format!("{}: bản mới từ {}", edit.seen.code, from.vietnamese()))
        }
    };
    let ((), changes) = store.transact(&op, stamp, |tx| -> Result<(), Error> {
        let Some((id, _)) = versions(&tx.read(), &edit.seen.code)?.into_iter().find(|(_, known)| *known == edit.seen)
        else {
            let said = "Thủ tục này vừa được thay đổi ở cửa sổ khác. Chưa lưu gì; hãy đóng phiếu, xem lại rồi sửa.";
            return Err(Refusal::whole(said).into());
        };
        match &edit.how {
            How::Fix { reason } => {
                let put = Procedure { valid_from: edit.seen.valid_from, ..edit.put.clone() };
                check_procedure(&put)?;
                let material = edit.seen.differs_for_rules(&put);
                if material && reason.trim().is_empty() && tx.read().dossiers_under(id)? > 0 {
                    return Err(Refusal::at("reason", "Chưa ghi lý do: có hồ sơ đang dùng bản này.").into());
                }
                refuse_overlap(tx, &put, Some(&edit.seen))?;
                tx.put_procedure(&put)?;
                Ok(())
            }
            How::NewVersion { from } => begin(tx, &edit.seen, &edit.put, *from),
        }
    })?;
    Ok(changes)
}

/// Begins a version on a day; the old one holds until the day before, so that no day has two.
pub(super) fn begin(tx: &mut Tx<'_>, old: &Procedure, new: &Procedure, from: Day) -> Result<(), Error> {
    if let Some(before) = old.valid_from.filter(|before| from <= *before) {
        let said = format!(
            "Bản mới phải bắt đầu sau ngày bắt đầu của bản đang có ({}); để đổi bản ấy, chọn sửa sai sót.",
            before.vietnamese()
        );
        return Err(Refusal::at("valid_from", said).into());
    }
    let put = Procedure { valid_from: Some(from), ..new.clone() };
    check_procedure(&put)?;
    refuse_overlap(tx, &put, Some(old))?;
    let end = from.plus(-1);
    let valid_to = Some(old.valid_to.map_or(end, |known| known.min(end)));
    tx.put_procedure(&Procedure { valid_to, ..old.clone() })?;
    tx.put_procedure(&put)?;
    Ok(())
}

/// Refuses a version that holds on a day on which another one holds, except the one that makes way for it.
pub(super) fn refuse_overlap(tx: &Tx<'_>, put: &Procedure, but: Option<&Procedure>) -> Result<(), Error> {
    let known = versions(&tx.read(), &put.code)?;
    let makes_way = |version: &&Procedure| but.is_some_and(|but| but.valid_from == version.valid_from);
    let others = known.iter().map(|(_, version)| version).filter(|version| !makes_way(version));
    let Some(other) = overlapping(put, others) else { return Ok(()) };
    let said = match other.valid_from.filter(|from| put.valid_from.is_none_or(|own| own < *from)) {
        Some(from) => format!(
            "Chồng lên bản áp dụng {}: hãy ghi hiệu lực đến chậm nhất {}.",
            other.in_force_words(),
            from.plus(-1).vietnamese()
        ),
        None => format!(
            "Chồng lên bản áp dụng {}: hãy chọn ngày bắt đầu sau khi bản ấy hết hiệu lực.",
            other.in_force_words()
        ),
    };
    Err(Refusal::at("valid_from", said).into())
}

fn versions(read: &Read<'_>, code: &str) -> Result<Vec<(i64, Procedure)>, StoreError> {
    Ok(read.procedures()?.into_iter().filter(|(_, known)| known.code == code).collect())
}
