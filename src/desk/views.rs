//! Views of lists that the desk saved under names: each is a setting, so that it is journaled and can be undone.
//!
//! What a view shows is the screen's own text; nothing here reads it.

use crate::desk::error::Error;
use crate::domain::change::Changes;
use crate::domain::collation::sort_key;
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::domain::text;
use crate::store::{Op, Stamp, Store};

/// Before the name in the key of the setting.
const PREFIX: &str = "view:";

/// Letters that a name has at most.
const LONGEST: usize = 60;

/// The names of saved views with what they show, in Vietnamese order. One that was taken away is empty.
pub fn named(settings: &Settings) -> Vec<(String, String)> {
    let all = settings.0.iter().filter(|(_, body)| !body.is_empty());
    let mut named: Vec<(String, String)> =
        all.filter_map(|(key, body)| Some((key.strip_prefix(PREFIX)?.to_owned(), body.clone()))).collect();
    named.sort_by_cached_key(|(name, _)| sort_key(name));
    named
}

/// A name as it is kept, or why it cannot be one.
fn checked(name: &str) -> Result<String, Error> {
    let name = text::nfc(&name.split_whitespace().collect::<Vec<_>>().join(" "));
    if name.is_empty() {
        return Err(Refusal::at("name", "Hãy đặt tên cho cách xem này.").into());
    }
    if name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        return Err(Refusal::at("name", format!("Tên dài nhất {LONGEST} chữ.")).into());
    }
    Ok(name)
}

/// Saves a view; one with the same name is written over.
///
/// # Errors
/// A refusal at `name` when it cannot be one.
pub fn save(store: &mut Store, stamp: &Stamp, name: &str, body: &str) -> Result<Changes, Error> {
    let key = format!("{PREFIX}{}", checked(name)?);
    let ((), changes) =
        store.transact(&Op::new("settings"), stamp, |tx| -> Result<(), Error> { Ok(tx.set_setting(&key, body)?) })?;
    Ok(changes)
}

/// Gives a view another name.
///
/// # Errors
/// A refusal at `name` when another view has it, or when the view is gone.
pub fn rename(store: &mut Store, stamp: &Stamp, from: &str, to: &str) -> Result<Changes, Error> {
    let to = checked(to)?;
    let (old, new) = (format!("{PREFIX}{from}"), format!("{PREFIX}{to}"));
    let ((), changes) = store.transact(&Op::new("settings"), stamp, |tx| -> Result<(), Error> {
        let settings = tx.read().settings()?;
        let body = settings.get(&old).to_owned();
        if body.is_empty() {
            return Err(Refusal::at("name", "Cách xem này vừa bị bỏ ở cửa sổ khác.").into());
        }
        if old != new && !settings.get(&new).is_empty() {
            return Err(Refusal::at("name", "Đã có cách xem mang tên này; hãy đặt tên khác.").into());
        }
        tx.set_setting(&old, "")?;
        Ok(tx.set_setting(&new, &body)?)
    })?;
    Ok(changes)
}

/// Takes a view away.
///
/// # Errors
/// When the register cannot be written.
pub fn remove(store: &mut Store, stamp: &Stamp, name: &str) -> Result<Changes, Error> {
    let key = format!("{PREFIX}{name}");
    let ((), changes) =
        store.transact(&Op::new("settings"), stamp, |tx| -> Result<(), Error> { Ok(tx.set_setting(&key, "")?) })?;
    Ok(changes)
}
