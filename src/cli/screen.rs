//! The screen: on a register, or on a throw-away one full of sample data.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::app;
use crate::cli::out::Out;
use crate::cli::register;
use crate::desk::sample;
use crate::store::{Mode, Store};

/// Opens the screen on the default register or the one given.
pub fn register(db: Option<&Path>) -> anyhow::Result<()> {
    app::run(&app::Options { register: db.map(Path::to_owned), ..app::Options::default() })
}

/// Opens the citizens' own screen.
pub fn kiosk(db: Option<&Path>) -> anyhow::Result<()> {
    app::run(&app::Options { register: db.map(Path::to_owned), kiosk: true, ..app::Options::default() })
}

/// Opens the screen on a register of the sample, in a folder that goes with it.
pub fn demo() -> anyhow::Result<()> {
    let folder = Throwaway::make()?;
    let path = folder.0.join("so-mau.db");
    let mut store = Store::open(&path, Mode::CreateIfMissing)?;
    let stamp = register::stamp(&store, &mut Out::new())?;
    sample::demo(&mut store, &stamp)?;
    drop(store);
    app::run(&app::Options { register: Some(path), demo: true, ..app::Options::default() })
}

/// A folder that is removed at the end.
struct Throwaway(PathBuf);

impl Throwaway {
    fn make() -> anyhow::Result<Throwaway> {
        let name = format!("motcua-mau-{}", uuid::Uuid::now_v7().simple());
        let folder = std::env::temp_dir().join(name);
        app::place::make_folder(&folder.join("so-mau.db"))
            .with_context(|| format!("Không lập được thư mục tạm {}", folder.display()))?;
        Ok(Throwaway(folder))
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        // What is left behind holds invented people only.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
