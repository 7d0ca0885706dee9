//! Copies of the register that nobody has to think of: one when the program ends, beside the register.
//!
//! It says when there is something to copy; how a copy is made and verified is the register's own business. It removes
//! nothing: which old copies may go is for people to say.

use std::path::{Path, PathBuf};

use crate::domain::day::Moment;
use crate::store::{Mode, Store, StoreError};

/// The folder for copies beside a register.
pub fn folder(register: &Path) -> PathBuf {
    register.with_file_name("sao-luu")
}

/// Copies the register at the end of the program, at most once a day and only when something was written since the
/// newest copy. Returns the verified copy.
///
/// # Errors
/// As the copying of a register; the register is as before.
pub fn at_exit(register: &Path, now: Moment) -> Result<Option<PathBuf>, StoreError> {
    let store = Store::open(register, Mode::Existing)?;
    let (last, _) = store.chain_head()?;
    let Some(written) = store.read().entry(last)?.and_then(|entry| entry.at.parse::<Moment>().ok()) else {
        return Ok(None);
    };
    let folder = folder(register);
    let stem = register.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match newest(&folder, &stem) {
        Some(copied) if copied.day >= now.day || copied > written => Ok(None),
        _ => store.backup(&folder, now).map(Some),
    }
}

/// When the newest copy in a folder was made, by the names of the copies (`so-2026-03-02-1700.db`).
fn newest(folder: &Path, stem: &str) -> Option<Moment> {
    let entries = std::fs::read_dir(folder).ok()?;
    entries.flatten().filter_map(|entry| made_at(entry.file_name().to_str()?, stem)).max()
}

fn made_at(name: &str, stem: &str) -> Option<Moment> {
    let rest = name.strip_prefix(stem)?.strip_prefix('-')?.strip_suffix(".db")?;
    let (day, clock) = (rest.get(..10)?, rest.get(11..15)?);
    format!("{day} {}:{}", clock.get(..2)?, clock.get(2..)?).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_tells_its_moment_by_its_name() {
        let moment = |text: &str| text.parse::<Moment>().ok();
        assert_eq!(made_at("so-2026-03-02-1700.db", "so"), moment("2026-03-02 17:00"));
        assert_eq!(made_at("so-2026-03-02-1700-3.db", "so"), moment("2026-03-02 17:00"));
        for other in ["so.db", "so-2026-03-02.db", "khác-2026-03-02-1700.db", "so-2026-03-02-1700.db.dang-chep"] {
            assert_eq!(made_at(other, "so"), None, "{other}");
        }
    }
}
