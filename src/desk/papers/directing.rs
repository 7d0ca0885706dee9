//! Directing documents: writing one down, mending it, taking it back. Those of a period are for section I of its report.

use crate::desk::Target;
use crate::desk::error::Error;
use crate::desk::papers::{reason, seen};
use crate::domain::change::{Changes, Kind};
use crate::domain::directing::DirectingDocument;
use crate::domain::refusal::Refusal;
use crate::domain::text;
use crate::store::{Op, Read, Stamp, Store};

/// Writes a document down, or brings the one that the user saw to what is given; that needs a reason.
///
/// # Errors
/// A refusal by field.
pub fn put(
    store: &mut Store,
    stamp: &Stamp,
    target: Option<Target>,
    given: &DirectingDocument,
    why: &str,
) -> Result<Changes, Error> {
    let why = if target.is_some() { reason(why, "Sửa văn bản phải ghi lý do.")? } else { String::new() };
    let ((), changes) = store.transact(&Op::because("directing", &why), stamp, |tx| -> Result<(), Error> {
        if let Some(target) = target {
            load(&tx.read(), target)?;
        }
        let mut document = given.clone();
        for field in [&mut document.number, &mut document.issuer, &mut document.subject, &mut document.note] {
            *field = text::tidy(field);
        }
        document.check(stamp.at.day)?;
        let id = target.map(|target| target.id);
        if tx.read().directing_is_known(&document, id)? {
            let said = format!("Văn bản {} ngày {} đã có trong sổ.", document.number, document.date.vietnamese());
            return Err(Refusal::at("number", said).into());
        }
        tx.put_directing(id, &document)?;
        Ok(())
    })?;
    Ok(changes)
}

/// Voids documents, with a reason.
///
/// # Errors
/// A refusal without a reason, or where one has moved on.
pub fn void(store: &mut Store, stamp: &Stamp, targets: &[Target], why: &str) -> Result<Changes, Error> {
    let why = reason(why, "Bỏ văn bản phải ghi lý do.")?;
    let ((), changes) = store.transact(&Op::because("directing_void", &why), stamp, |tx| -> Result<(), Error> {
        for target in targets {
            load(&tx.read(), *target)?;
            tx.void_held(Kind::DirectingDocument, target.id)?;
        }
        Ok(())
    })?;
    Ok(changes)
}

fn load(read: &Read<'_>, target: Target) -> Result<DirectingDocument, Error> {
    let found = read.directing_document(target.id)?;
    seen(read, target, found, ("Văn bản", |document| document.number.as_str()))
}
