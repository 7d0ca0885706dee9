//! PINs of the desk: keeping the hash of one, and knowing one again.

use crate::desk::error::Error;
use crate::domain::pin;
use crate::domain::refusal::Refusal;
use crate::store::{Store, StoreError};

/// What is kept of a setting that is a PIN; `None` for any other setting, and for a PIN that is taken away.
///
/// # Errors
/// A refusal of what can be no PIN; a machine without random numbers.
pub(super) fn kept(key: &str, value: &str) -> Result<Option<String>, Error> {
    if !pin::SETTINGS.contains(&key) || value.is_empty() {
        return Ok(None);
    }
    if let Some(problem) = pin::problem(value) {
        return Err(Refusal::at("value", problem).into());
    }
    let mut salt = [0; 16];
    getrandom::fill(&mut salt)
        .map_err(|error| StoreError::Damaged(format!("máy không cấp được số ngẫu nhiên ({error})")))?;
    Ok(Some(pin::hash(value, salt)))
}

/// The new PIN in what was typed. Once one is set, the old one comes first and then, after a space, the new one or `-`
/// for none: whoever does not know it neither takes its place nor takes it away.
///
/// # Errors
/// A refusal where the old PIN is missing or wrong.
pub(super) fn replaced<'a>(stored: &str, typed: &'a str) -> Result<&'a str, Error> {
    if stored.is_empty() {
        return Ok(typed);
    }
    let asked = "Đã đặt mã: gõ mã cũ, một dấu cách, rồi mã mới; gõ mã cũ rồi dấu - để bỏ mã.";
    let (old, new) = typed.split_once(' ').ok_or_else(|| Refusal::at("value", asked))?;
    if !pin::matches(stored, old) {
        return Err(Refusal::at("value", format!("Mã cũ không đúng. {asked}")).into());
    }
    Ok(Some(new.trim()).filter(|new| *new != "-").unwrap_or_default())
}

/// Whether the desk has set a PIN.
pub fn is_set(store: &Store, key: &str) -> Result<bool, StoreError> {
    Ok(!store.read().settings()?.get(key).is_empty())
}

/// Whether this is the PIN that the desk has set.
pub fn matches(store: &Store, key: &str, typed: &str) -> Result<bool, StoreError> {
    Ok(pin::matches(store.read().settings()?.get(key), typed))
}
