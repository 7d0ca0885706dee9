//! Numbered migrations on `user_version`, each in one immediate transaction.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use crate::domain::day::Moment;
use crate::store::derived;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::journal::{self, Op, Stamp};
use crate::store::open::APPLICATION_ID;
use crate::store::read::Read;

/// The migrations; the n-th brings a register to format n.
pub(in crate::store) const MIGRATIONS: &[&str] = &[
    include_str!("sql/0001_register.sql"),
    include_str!("sql/0002_deadlines.sql"),
    include_str!("sql/0003_papers.sql"),
    include_str!("sql/0004_tallies.sql"),
];

/// The format this program writes.
pub const NEWEST: i64 = MIGRATIONS.len() as i64;

/// How long an upgrade waits for another window that is at it; a large register takes minutes.
const PATIENCE: Duration = Duration::from_secs(24 * 60 * 60);

/// Brings a register to the newest format. An empty file becomes a register. An existing one is copied first. `vfs`
/// names the file layer where it is not SQLite's own.
pub fn upgrade(conn: &mut Connection, path: &Path, vfs: Option<&str>) -> Result<(), StoreError> {
    if format(conn)? >= NEWEST {
        return Ok(());
    }
    conn.busy_timeout(PATIENCE)?;
    let done = upgrade_alone(conn, path, vfs);
    conn.busy_timeout(super::open::BUSY)?;
    done
}

/// The upgrade itself, with the register locked from the first look at it to the end.
fn upgrade_alone(conn: &mut Connection, path: &Path, vfs: Option<&str>) -> Result<(), StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another window may have upgraded while this one waited for the lock.
    let found = format(&tx)?;
    if found >= NEWEST {
        return Ok(());
    }
    if found > 0 {
        crate::store::backup::before_upgrade(path, vfs, found)?;
    }
    for (index, sql) in MIGRATIONS.iter().enumerate().skip(found as usize) {
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", index as i64 + 1)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    // With the tables in one transaction: a power cut leaves the old format, never a new one without its columns.
    if found == 1 {
        entry(&tx, PAUSES_FROZEN, |tx| tx.write_all_pause_lines())?;
    }
    if found > 0 && found < DERIVED_SINCE {
        while entry(&tx, BOOK_NUMBERED, |tx| tx.enter_old(NUMBERED_AT_ONCE))? == NUMBERED_AT_ONCE {}
        derived::fill_in(&tx)?;
    }
    tx.commit()?;
    Ok(())
}

/// Format 1 wrote no line for a pause that closed. They are written as one entry of the history with the dates that hold
/// by the rules of this hour, so that an edited calendar moves none of them any more.
const PAUSES_FROZEN: &str = "ghi lại hạn sau các lần tạm dừng";

/// The format since which every dossier has what is derived of it as it is now, and its number in the book.
const DERIVED_SINCE: i64 = 3;

/// Formats before the third had no book of the year. Their dossiers are entered in the order of acceptance.
const BOOK_NUMBERED: &str = "ghi số trong sổ theo dõi theo thứ tự tiếp nhận";

/// Dossiers that are entered in the book by one entry, so that each entry can be opened in the history.
const NUMBERED_AT_ONCE: usize = 10_000;

/// Runs one step of an upgrade as an entry of the history; a step that touches nothing leaves none.
fn entry<T>(
    conn: &Connection,
    reason: &str,
    step: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let now = chrono::Local::now();
    let stamp = Stamp {
        at: Moment::of_utc_ms(now.timestamp_millis()),
        utc_ms: now.timestamp_millis(),
        utc_offset_min: now.offset().local_minus_utc() / 60,
        officer: "motcua".to_owned(),
        desk: Read::new(conn).settings()?.desk(),
    };
    let (head, prev) = journal::head(conn)?;
    let mut tx = Tx::begun(conn, &stamp, head, Arc::new(Read::new(conn).rulebook()?));
    let done = step(&mut tx)?;
    tx.finish(&Op::because(journal::UPGRADE, reason), &prev)?;
    Ok(done)
}

/// Whether the file at `path` is a register of an older format, which opening it will upgrade: that takes a while for a
/// large one, so it is said before. What cannot be read is no such file.
pub fn is_ahead(path: &Path) -> bool {
    // A pipe would wait for somebody to write into it.
    if !std::fs::metadata(path).is_ok_and(|meta| meta.is_file()) {
        return false;
    }
    let mut head = [0; 72];
    let read = std::fs::File::open(path).and_then(|mut file| std::io::Read::read_exact(&mut file, &mut head));
    let number = |at: usize| i64::from(u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]));
    // Places 60 and 68 of SQLite's file header are user_version and application_id.
    read.is_ok() && number(68) == APPLICATION_ID && (1..NEWEST).contains(&number(60))
}

fn format(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::office_hours::OfficeHours;
    use crate::store::open::{Mode, Store};

    /// A register of format 1 with office hours in it, as another program could have written them.
    fn of_format_one(path: &Path) {
        let conn = Connection::open(path).expect("a file");
        conn.execute_batch(MIGRATIONS[0]).expect("format 1");
        conn.execute(
            "INSERT INTO office_hours (gid, version, valid_from, spans) VALUES (zeroblob(16), 0, '2026-06-01', ?1)",
            ["07:00-11:30 13:30-17:00"],
        )
        .expect("hours");
        conn.pragma_update(None, "user_version", 1).expect("a version");
        conn.pragma_update(None, "application_id", APPLICATION_ID).expect("a mark");
    }

    fn schema(store: &Store) -> Vec<String> {
        let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
        let mut statement = store.conn.prepare(sql).expect("a question");
        let rows = statement.query_map([], |row| row.get(0)).expect("the schema");
        rows.collect::<Result<_, _>>().expect("text")
    }

    #[test]
    fn an_upgraded_register_keeps_its_office_hours_and_has_the_schema_of_a_fresh_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("so.db");
        of_format_one(&path);
        let upgraded = Store::open(&path, Mode::Existing).expect("upgraded");
        let from = "2026-06-01".parse().expect("a day");
        let hours = OfficeHours::new(Some(from), &[(420, 690), (810, 1020)]).expect("hours");
        assert_eq!(upgraded.read().office_hours().expect("hours"), [hours]);
        assert_eq!(schema(&upgraded), schema(&Store::in_memory().expect("a fresh one")));
    }
}
