//! The controls: the same file layer under plain connections. Strong settings lose nothing; with weak ones the harness
//! must report losses, else it proves nothing.

use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};

use crate::disk::{CrashState, Disk, Files, Op, crash_states};
use crate::vfs::{self, Plugged};

const SAVES: u32 = 24;

fn connect(path: &str, journal: &str, synchronous: &str) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags_and_vfs(path, flags, vfs::NAME)?;
    conn.pragma_update_and_check(None, "journal_mode", journal, |_| Ok(()))?;
    conn.pragma_update(None, "synchronous", synchronous)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    // Small, so that the log is copied back into the file several times in a short run.
    conn.pragma_update(None, "wal_autocheckpoint", 6)?;
    Ok(conn)
}

/// Saves as the desk does: begin immediately, some rows that belong together, commit, tell the user.
fn live(journal: &str, synchronous: &str) -> rusqlite::Result<Vec<Op>> {
    let disk = Plugged::new(Disk::default());
    let mut conn = connect(&disk.path(), journal, synchronous)?;
    conn.execute_batch("CREATE TABLE entry (seq INTEGER PRIMARY KEY, lines INTEGER); CREATE TABLE line (seq, body);")?;
    for seq in 1..=SAVES {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let lines = seq % 4 + 1;
        tx.execute("INSERT INTO entry VALUES (?1, ?2)", params![seq, lines])?;
        for _ in 0..lines {
            tx.execute("INSERT INTO line VALUES (?1, ?2)", params![seq, "x".repeat(900)])?;
        }
        tx.commit()?;
        disk.acknowledge(seq as usize);
    }
    drop(conn);
    Ok(disk.log())
}

/// How many saves are there, whole; an error when the file is damaged.
fn saved(files: &Files, journal: &str) -> Result<u32, String> {
    let disk = Plugged::new(Disk::with(files.clone()));
    let text = |error: rusqlite::Error| error.to_string();
    let conn = connect(&disk.path(), journal, "EXTRA").map_err(text)?;
    let verdict: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(text)?;
    if verdict != "ok" {
        return Err(verdict);
    }
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(text)?;
    if tables < 2 {
        return Ok(0);
    }
    let half = "SELECT count(*) FROM entry e WHERE lines <> (SELECT count(*) FROM line l WHERE l.seq = e.seq)";
    let halves: i64 = conn.query_row(half, [], |row| row.get(0)).map_err(text)?;
    if halves > 0 {
        return Err(format!("{halves} saves are half there"));
    }
    conn.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).map_err(text)
}

#[derive(Debug, Default)]
struct Tally {
    states: usize,
    lost: usize,
    damaged: usize,
}

fn enumerate(journal: &str, synchronous: &str) -> Tally {
    let log = live(journal, synchronous).expect("the control runs");
    let mut tally = Tally::default();
    let mut known = std::collections::HashMap::new();
    crash_states(
        &log,
        1,
        |_| true,
        |state: CrashState| {
            tally.states += 1;
            let found = known.entry(state.files.fingerprint()).or_insert_with(|| saved(&state.files, journal));
            match found {
                Ok(count) => tally.lost += usize::from((*count as usize) < state.acknowledged),
                Err(_) => tally.damaged += 1,
            }
        },
    );
    println!("{journal} + {synchronous}: {tally:?}");
    tally
}

#[test]
fn strong_settings_lose_nothing() {
    for (journal, synchronous) in [("WAL", "EXTRA"), ("WAL", "FULL"), ("DELETE", "EXTRA")] {
        let tally = enumerate(journal, synchronous);
        assert!(tally.states > 500, "{tally:?}");
        assert_eq!((tally.lost, tally.damaged), (0, 0), "{journal} + {synchronous}");
    }
}

#[test]
fn weak_settings_are_seen_to_lose_acknowledged_saves() {
    for (journal, synchronous) in [("WAL", "NORMAL"), ("WAL", "OFF"), ("DELETE", "FULL"), ("DELETE", "OFF")] {
        let tally = enumerate(journal, synchronous);
        assert!(tally.lost > 0, "the harness is blind to {journal} + {synchronous}: {tally:?}");
    }
}

#[test]
fn without_a_sync_the_file_is_seen_to_break() {
    let tally = enumerate("MEMORY", "FULL");
    assert!(tally.damaged > 0, "the harness is blind to a journal in memory: {tally:?}");
}
