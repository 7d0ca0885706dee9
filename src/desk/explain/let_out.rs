//! The account on its way out of the desk: as bytes under the desk's letterhead, and remembered in the journal.
//!
//! It leaves the desk, so the applicant stands in it by initials unless somebody asks for the whole name, which the
//! journal then tells (DOMAIN.md §9).

use sha2::{Digest, Sha256};

use super::account;
use crate::desk::error::Error;
use crate::desk::report;
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::refusal::Refusal;
use crate::domain::text::hex;
use crate::report::Format;
use crate::report::account::{self as paper, Account, Imprint};
use crate::store::{Stamp, Store, StoreError};

/// A page that is ready to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Words for the file's name and the journal.
    pub title: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Under whose name a page is printed: the desk's settings, the officer at the keyboard, the head of the history.
///
/// # Errors
/// When the register cannot be read.
pub fn imprint(store: &Store, officer: &str, now: Moment, unmasked: bool) -> Result<Imprint, StoreError> {
    let read = store.read();
    let settings = read.settings()?;
    let officers = read.officers()?;
    let printed_by = officers.iter().find(|(_, known)| known.code == officer);
    let setting = |key| settings.get(key).to_owned();
    Ok(Imprint {
        superior: setting("superior"),
        unit: settings.unit().to_owned(),
        place: setting("place"),
        signer_prefix: setting("signer_prefix"),
        signer_position: setting("signer_position"),
        signer: setting("signer_name"),
        printed_at: Some(now),
        printed_by: printed_by.map_or_else(|| officer.to_owned(), |(_, known)| known.name.clone()),
        chain_head: Some(store.chain_head()?),
        unmasked,
    })
}

/// The page of a dossier in a format.
///
/// # Errors
/// [`Refusal`] for a dossier that is not in the register.
pub fn page(store: &Store, id: i64, stamp: &Stamp, format: Format, unmasked: bool) -> Result<Page, Error> {
    let account = account(store, id, stamp.at)?;
    let account: Account = account.ok_or_else(|| Refusal::whole("Hồ sơ này không còn trong sổ."))?;
    let imprint = imprint(store, &stamp.officer, stamp.at, unmasked)?;
    let bytes = paper::write(&account, &imprint, format).map_err(|error| Refusal::whole(error.to_string()))?;
    Ok(Page { title: format!("Giải trình hạn {}", account.code), bytes })
}

/// Remembers in the journal that the page left the desk: the file's name and hash, and whether the applicant's name
/// stood in it in full.
///
/// # Errors
/// When it cannot be written.
pub fn remember(
    store: &mut Store,
    stamp: &Stamp,
    page: &Page,
    format: Format,
    file: &str,
    unmasked: bool,
) -> Result<Changes, Error> {
    let sha256 = hex(&Sha256::digest(&page.bytes));
    report::remember_named(store, stamp, ("due", &page.title), format, (file, &sha256), unmasked)
}
