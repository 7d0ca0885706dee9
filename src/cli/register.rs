//! Opening the register for a command, and the stamp under which it acts.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::app::clock::{Clock, SystemClock};
use crate::app::place;
use crate::cli::out::{Out, cause};
use crate::domain::day::Moment;

use crate::store::{Mode, Stamp, Store};

/// Minutes by which a PC in Viet Nam is ahead of UTC.
const OFFSET: i32 = 420;

/// Where the register lies.
pub fn path(db: Option<&Path>) -> anyhow::Result<PathBuf> {
    place::register(db).map_err(|error| anyhow::anyhow!("{error}"))
}

/// Opens a register that must be there.
pub fn open(db: Option<&Path>) -> anyhow::Result<Store> {
    let path = path(db)?;
    if !path.exists() {
        anyhow::bail!("Chưa có sổ {}. Hãy mở motcua để lập sổ, hoặc chỉ sổ khác bằng --db TỆP.", path.display());
    }
    place::tell_of_upgrade(&path);
    Ok(Store::open(&path, Mode::Existing)?)
}

/// Opens a register, making one where there is none.
pub fn open_or_create(db: Option<&Path>) -> anyhow::Result<Store> {
    let path = path(db)?;
    place::make_folder(&path)
        .map_err(|error| anyhow::anyhow!(cause(&error)))
        .with_context(|| format!("Không lập được thư mục của sổ {}", path.display()))?;
    place::tell_of_upgrade(&path);
    Ok(Store::open(&path, Mode::CreateIfMissing)?)
}

/// The present civil minute.
pub fn now() -> Moment {
    SystemClock.now()
}

/// The stamp of a command. Whoever types it has not said who he is, and what he does is put on nobody: the officer who
/// sat at the screen last may be another. Warns of a PC whose zone is not Viet Nam's: the minute is right nevertheless,
/// since it is taken from UTC.
pub fn stamp(store: &Store, out: &mut Out) -> anyhow::Result<Stamp> {
    let settings = store.read().settings()?;
    let utc_offset_min = SystemClock.pc_offset_min();
    if utc_offset_min != OFFSET {
        out.complain(&format!(
            "Chú ý: múi giờ của máy là {}, không phải +07:00. Giờ trong sổ vẫn tính theo giờ Việt Nam; \
             hãy đặt lại múi giờ và kiểm tra đồng hồ.",
            offset_text(utc_offset_min)
        ));
    }
    Ok(Stamp { at: now(), utc_ms: SystemClock.utc_ms(), utc_offset_min, officer: String::new(), desk: settings.desk() })
}

fn offset_text(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}
