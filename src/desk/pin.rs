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

/// Whether the desk has set a PIN.
pub fn is_set(store: &Store, key: &str) -> Result<bool, StoreError> {
    Ok(!store.read().settings()?.get(key).is_empty())
}

/// Whether this is the PIN that the desk has set.
pub fn matches(store: &Store, key: &str, typed: &str) -> Result<bool, StoreError> {
    Ok(pin::matches(store.read().settings()?.get(key), typed))
}
