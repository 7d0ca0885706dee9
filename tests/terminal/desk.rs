//! A desk whose register is set up, in a folder of its own: nothing of the user's own is touched.

#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use std::path::PathBuf;

use motcua::desk::set_up::{self, SetUp};
use motcua::domain::officer::Officer;
use motcua::domain::procedure::Procedure;
use motcua::exchange;
use motcua::store::{Mode, Stamp, Store};
use tempfile::TempDir;

use super::Pty;

/// The folder of the desk.
pub struct Desk(TempDir);

impl Desk {
    /// A desk with one invented officer and the starter catalogue, set up long before today.
    pub fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        let mut store = Store::open(&desk.path(), Mode::CreateIfMissing).expect("a register");
        let at = "2026-01-05 07:30".parse().expect("a moment");
        let stamp = Stamp { at, utc_ms: 1_767_573_000_000, utc_offset_min: 420, officer: String::new(), desk: 1 };
        let procedures = exchange::read::<Procedure>(include_bytes!("../../assets/procedures.csv")).expect("read");
        let answers = SetUp {
            settings: vec![("unit".into(), "Trung tâm Phục vụ hành chính công xã Đồng Mẫu".into())],
            officers: vec![Officer { code: "mau".into(), ..Officer::named("Nguyễn Thị Mẫu") }],
            procedures: procedures.rows.into_iter().map(|row| row.value).collect(),
            calendar: Vec::new(),
        };
        set_up::set_up(&mut store, &stamp, &answers).expect("the desk is set up");
        desk
    }

    /// The register.
    pub fn path(&self) -> PathBuf {
        self.0.path().join("sổ hồ sơ.db")
    }

    /// The register as it is on disk.
    pub fn register(&self) -> Store {
        Store::open(&self.path(), Mode::Existing).expect("the register opens")
    }

    /// Sets a setting outside the program.
    pub fn set(&self, key: &str, value: &str) {
        let at = "2026-01-05 07:35".parse().expect("a moment");
        let stamp = Stamp { at, utc_ms: 1_767_573_300_000, utc_offset_min: 420, officer: String::new(), desk: 1 };
        set_up::change_settings(&mut self.register(), &stamp, &[(key.to_owned(), value.to_owned())]).expect("set");
    }

    /// The program's variables here.
    pub fn variables(&self) -> Vec<(String, String)> {
        let text = |path: PathBuf| path.to_string_lossy().into_owned();
        vec![
            ("MOTCUA_DB".into(), text(self.path())),
            ("MOTCUA_OUT".into(), text(self.0.path().join("ra"))),
            ("NO_COLOR".into(), "1".into()),
            ("TZ".into(), "ICT-7".into()),
        ]
    }

    /// The program on this register in a window of a size, at rest.
    pub fn sit_down(&self, columns: u16, rows: u16) -> Pty {
        let pty = self.run(env!("CARGO_BIN_EXE_motcua"), &[], columns, rows);
        pty.wait_for("F1 Trợ giúp");
        pty
    }

    /// Any command with the program's variables.
    pub fn run(&self, name: &str, arguments: &[&str], columns: u16, rows: u16) -> Pty {
        let variables = self.variables();
        let variables: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (&**name, &**value)).collect();
        Pty::command(name, arguments, &variables, columns, rows)
    }
}
