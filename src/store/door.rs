//! The one door to write.
//!
//! `transact` begins immediately, lets the caller create and update records, writes one journal entry with a line for
//! each touched record, refreshes what is derived, and commits. Nothing else in the program writes to the register
//! (drafts of forms apart, which are not part of it).

use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, TransactionBehavior, params, params_from_iter};
use serde_json::{Map, Value as Json, json};

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::change::{Changes, Kind};
use crate::domain::clock_rule::LatenessRules;
use crate::domain::day::Day;
use crate::domain::rulebook::Rulebook;
use crate::store::error::StoreError;
use crate::store::journal::{self, Op, Stamp, StampText};
use crate::store::ledger::Shaken;
use crate::store::open::Store;
use crate::store::read::Read;
use crate::store::record::{Table, to_json};

/// A column and the value it is to hold.
pub(in crate::store) type Set = (&'static str, Value);

/// Settings that lateness follows from.
const RULES: [&str; 2] = ["lateness", "pause_rules"];

/// Settings that only warnings and the acceptance of open dossiers follow from.
const WARNINGS: [&str; 8] = [
    "acceptance_hours",
    "acceptance_minutes",
    "warn_days",
    "apology_days",
    "warn_share",
    "apology_minutes",
    "handover_until",
    "handover_minutes",
];

/// Lines of an entry that are held until they are written: an import has a hundred thousand, of a few kilobytes each.
const LINES_HELD: usize = 500;

struct PendingLine {
    kind: &'static str,
    record: i64,
    dossier: Option<i64>,
    action: &'static str,
    body: String,
    salt: [u8; 16],
    row_hash: [u8; 32],
}

/// An open transaction. Records are created and updated through it by the store's own files, one a noun.
pub struct Tx<'a> {
    conn: &'a Connection,
    stamp: &'a Stamp,
    seq: i64,
    rules: Arc<Rulebook>,
    lines: Vec<PendingLine>,
    /// Hashes of the lines that are written already, in their order.
    written: Vec<[u8; 32]>,
    touched: BTreeSet<(Kind, i64)>,
    dossiers: Vec<i64>,
    shaken: Shaken,
    reverting: bool,
}

impl Store {
    /// Runs `action` in one immediate transaction and writes one journal entry for all it touched. An action that
    /// touches nothing writes nothing and returns empty [`Changes`].
    ///
    /// # Errors
    /// Whatever `action` returns, or a [`StoreError`]; the register is then as before.
    pub fn transact<T, E: From<StoreError>>(
        &mut self,
        op: &Op,
        stamp: &Stamp,
        action: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<(T, Changes), E> {
        let sql = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate).map_err(StoreError::from)?;
        // Asked after the lock is held: another window may have changed the calendar while this one waited.
        let rules = self.rulebook()?;
        let (head, prev) = journal::head(&sql)?;
        let mut tx = Tx::begun(&sql, stamp, head, rules);
        let result = action(&mut tx)?;
        let changes = tx.finish(op, &prev)?;
        sql.commit().map_err(StoreError::from)?;
        if [Kind::CalendarDay, Kind::OfficeHours, Kind::Setting].iter().any(|kind| changes.touches(*kind)) {
            self.forget_rulebook();
        }
        Ok((result, changes))
    }
}

impl Store {
    /// Runs `action` on what is derived, which the journal does not hold: no entry is written. An action that touches
    /// a record after all is undone.
    pub(in crate::store) fn maintain<T>(
        &mut self,
        stamp: &Stamp,
        action: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let sql = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let rules = Arc::new(Read::new(&sql).rulebook()?);
        let (head, _) = journal::head(&sql)?;
        let mut tx = Tx::begun(&sql, stamp, head, rules);
        let result = action(&mut tx)?;
        if !tx.untouched() {
            return Err(StoreError::Damaged("việc bảo trì đã chạm vào dữ liệu gốc".to_owned()));
        }
        sql.commit()?;
        Ok(result)
    }
}

impl<'a> Tx<'a> {
    /// A transaction after entry `head`, with nothing touched yet.
    pub(in crate::store) fn begun(conn: &'a Connection, stamp: &'a Stamp, head: i64, rules: Arc<Rulebook>) -> Tx<'a> {
        Tx {
            conn,
            stamp,
            seq: head + 1,
            rules,
            lines: Vec::new(),
            written: Vec::new(),
            touched: BTreeSet::new(),
            dossiers: Vec::new(),
            shaken: Shaken::new(),
            reverting: false,
        }
    }
}

impl Tx<'_> {
    /// What is in the register, as this transaction sees it.
    pub fn read(&self) -> Read<'_> {
        Read::new(self.conn)
    }

    /// Who acts and when.
    pub fn stamp(&self) -> &Stamp {
        self.stamp
    }

    /// The rules in force when the transaction began.
    pub fn rules(&self) -> Arc<Rulebook> {
        Arc::clone(&self.rules)
    }

    /// This entry takes another one back.
    pub(in crate::store) fn reverts(&mut self) {
        self.reverting = true;
    }

    /// Lines of closed pauses that are to be looked at when the entry is finished.
    pub(in crate::store) fn shaken(&mut self) -> &mut Shaken {
        &mut self.shaken
    }

    pub(in crate::store) fn conn(&self) -> &Connection {
        self.conn
    }

    /// Creates a record and returns its id.
    pub(in crate::store) fn create(
        &mut self,
        kind: Kind,
        dossier: Option<i64>,
        values: Vec<Set>,
    ) -> Result<i64, StoreError> {
        let table = Table::of(kind);
        let gid = self.new_gid()?;
        let mut names = String::from("gid, version");
        let mut marks = String::from("?, ?");
        let mut bound = vec![Value::Blob(gid), Value::Integer(self.seq)];
        for (column, value) in values {
            names.push_str(", \"");
            names.push_str(column);
            names.push('"');
            marks.push_str(", ?");
            bound.push(value);
        }
        let sql = format!("INSERT INTO {} ({names}) VALUES ({marks})", table.name);
        self.conn.prepare_cached(&sql)?.execute(params_from_iter(bound))?;
        let id = self.conn.last_insert_rowid();
        let image = self.image_of(table, id)?;
        let dossier = if kind == Kind::Dossier { Some(id) } else { dossier };
        self.note(table, id, dossier, "create", image.clone(), &image)?;
        Ok(id)
    }

    /// Sets columns of a record. Columns that hold that value already are left alone; returns whether any differed.
    pub(in crate::store) fn update(
        &mut self,
        kind: Kind,
        id: i64,
        dossier: Option<i64>,
        values: Vec<Set>,
    ) -> Result<bool, StoreError> {
        let table = Table::of(kind);
        let (_, before) =
            table.read(self.conn, id)?.ok_or_else(|| StoreError::Missing(format!("{} {id}", table.name)))?;
        let mut moved: Vec<Set> = Vec::new();
        let mut body = Map::new();
        for (column, value) in values {
            let at = table.columns.iter().position(|name| *name == column).expect("a column of the table");
            if before[at] != value {
                body.insert(column.to_owned(), json!([to_json(&before[at]), to_json(&value)]));
                moved.push((column, value));
            }
        }
        if moved.is_empty() {
            return Ok(false);
        }
        let sets: Vec<String> = moved.iter().map(|(column, _)| format!("\"{column}\" = ?")).collect();
        let sql = format!("UPDATE {} SET {}, version = ? WHERE id = ?", table.name, sets.join(", "));
        let mut bound: Vec<Value> = moved.into_iter().map(|(_, value)| value).collect();
        bound.push(Value::Integer(self.seq));
        bound.push(Value::Integer(id));
        self.conn.prepare_cached(&sql)?.execute(params_from_iter(bound))?;
        let image = self.image_of(table, id)?;
        let dossier = if kind == Kind::Dossier { Some(id) } else { dossier };
        self.note(table, id, dossier, "update", Json::Object(body).to_string(), &image)?;
        Ok(true)
    }

    /// Marks a dossier as touched by a change to one of its parts, so that its version tells of it.
    pub(in crate::store) fn touch_dossier(&mut self, id: i64) -> Result<(), StoreError> {
        if self.touched.contains(&(Kind::Dossier, id)) {
            return Ok(());
        }
        let table = Table::of(Kind::Dossier);
        self.conn.prepare_cached("UPDATE dossier SET version = ?1 WHERE id = ?2")?.execute(params![self.seq, id])?;
        let image = self.image_of(table, id)?;
        self.note(table, id, Some(id), "update", "{}".to_owned(), &image)
    }

    /// The version of a record as it stands.
    pub(in crate::store) fn version(&self, table: &Table, id: i64) -> Result<Option<i64>, StoreError> {
        Ok(table.read(self.conn, id)?.map(|(version, _)| version))
    }

    fn image_of(&self, table: &Table, id: i64) -> Result<String, StoreError> {
        let (_, values) =
            table.read(self.conn, id)?.ok_or_else(|| StoreError::Missing(format!("{} {id}", table.name)))?;
        Ok(table.image(&values))
    }

    fn note(
        &mut self,
        table: &Table,
        record: i64,
        dossier: Option<i64>,
        action: &'static str,
        body: String,
        image: &str,
    ) -> Result<(), StoreError> {
        let salt: [u8; 16] = random()?;
        let row_hash = journal::row_hash(&salt, image);
        self.lines.push(PendingLine { kind: table.name, record, dossier, action, body, salt, row_hash });
        if self.lines.len() == LINES_HELD {
            // The entry that they belong to is written last of all, and the commit asks for it.
            self.conn.pragma_update(None, "defer_foreign_keys", true)?;
            self.write_lines()?;
        }
        self.touched.insert((table.kind, record));
        if let Some(id) = dossier
            && self.dossiers.last() != Some(&id)
        {
            self.dossiers.push(id);
        }
        Ok(())
    }

    /// Brings everything in step and writes the entry. One that touched nothing writes nothing.
    pub(in crate::store) fn finish(mut self, op: &Op, prev: &[u8]) -> Result<Changes, StoreError> {
        if self.untouched() {
            return Ok(Changes::default());
        }
        // An entry that takes another one back brings the lines back as they were; nothing is counted anew.
        if !self.reverting {
            self.write_pause_lines()?;
        }
        let mut dossiers = std::mem::take(&mut self.dossiers);
        dossiers.extend(self.leaning_on_changed_rules()?);
        dossiers.sort_unstable();
        dossiers.dedup();
        for id in dossiers {
            self.refresh_dossier(id)?;
        }
        self.write_entry(op, prev)?;
        Ok(Changes { seq: self.seq, records: self.touched.into_iter().collect() })
    }

    /// Dossiers whose derived columns lean on a rule that this entry changed: a day off or office hours move the open
    /// and the paused ones, a rule's setting those and all that are judged by another version of lateness, a procedure all
    /// of its own. The rules are read anew, so that the entry's own ones are applied.
    fn leaning_on_changed_rules(&mut self) -> Result<Vec<i64>, StoreError> {
        let touched = |kind: Kind| self.touched.iter().any(|(touched, _)| *touched == kind);
        let mut searches: Vec<String> = Vec::new();
        let setting = |keys: &[&str]| Ok::<_, StoreError>(touched(Kind::Setting) && self.changes_a_setting(keys)?);
        let (rule, warning) = (setting(&RULES)?, setting(&WARNINGS)?);
        let days = touched(Kind::CalendarDay) || touched(Kind::OfficeHours);
        if days || rule || warning {
            searches.push("settled_at IS NULL".to_owned());
        }
        if days || rule {
            searches.push("pause_count > 0 AND settled_at IS NOT NULL".to_owned());
        }
        let procedures = self.touched.iter().filter(|(kind, _)| *kind == Kind::Procedure);
        searches.extend(procedures.map(|(_, id)| format!("procedure_id = {id}")));
        if searches.is_empty() {
            return Ok(Vec::new());
        }
        let after = Arc::new(self.read().rulebook()?);
        let before = std::mem::replace(&mut self.rules, after);
        if rule {
            searches.extend(judged_anew(&before.lateness, &self.rules.lateness));
        }
        let mut found = Vec::new();
        for condition in searches {
            let mut statement = self.conn.prepare(&format!("SELECT id FROM dossier WHERE {condition}"))?;
            let ids = statement.query_map([], |row| row.get(0))?;
            found.extend(ids.collect::<Result<Vec<i64>, _>>()?);
        }
        Ok(found)
    }

    /// Whether one of these settings was touched.
    fn changes_a_setting(&self, keys: &[&str]) -> Result<bool, StoreError> {
        let mut key = self.conn.prepare_cached("SELECT key FROM setting WHERE id = ?1")?;
        for (_, id) in self.touched.iter().filter(|(kind, _)| *kind == Kind::Setting) {
            let key: String = key.query_row([id], |row| row.get(0))?;
            if keys.contains(&key.as_str()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// No record was created or changed.
    fn untouched(&self) -> bool {
        self.lines.is_empty() && self.written.is_empty()
    }

    fn write_entry(&mut self, op: &Op, prev: &[u8]) -> Result<(), StoreError> {
        let hashes: Vec<[u8; 32]> = self.written.iter().copied().chain(self.lines.iter().map(hash_of)).collect();
        let at = self.stamp.at.to_string();
        let text = StampText {
            desk: self.stamp.desk,
            utc_ms: self.stamp.utc_ms,
            utc_offset_min: i64::from(self.stamp.utc_offset_min),
            at: &at,
            officer: &self.stamp.officer,
        };
        let hash = journal::entry_hash(prev, self.seq, &text, (op.verb, &op.reason, op.reverts), &hashes);
        self.conn
            .prepare_cached(
                "INSERT INTO journal (seq, desk, at_utc_ms, utc_offset_min, at, officer, op, reason, reverts,
                 prev_hash, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                self.seq,
                text.desk,
                text.utc_ms,
                text.utc_offset_min,
                text.at,
                text.officer,
                op.verb,
                op.reason,
                op.reverts,
                prev,
                &hash[..]
            ])?;
        self.write_lines()
    }

    /// Writes the lines that are held.
    fn write_lines(&mut self) -> Result<(), StoreError> {
        let mut insert = self.conn.prepare_cached(
            "INSERT INTO journal_line (seq, n, kind, record, dossier, action, body, salt, row_hash, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?;
        for line in self.lines.drain(..) {
            let hash = hash_of(&line);
            insert.execute(params![
                self.seq,
                self.written.len() as i64,
                line.kind,
                line.record,
                line.dossier,
                line.action,
                line.body,
                &line.salt[..],
                &line.row_hash[..],
                &hash[..]
            ])?;
            self.written.push(hash);
        }
        Ok(())
    }

    fn new_gid(&self) -> Result<Vec<u8>, StoreError> {
        let random: [u8; 10] = random()?;
        let ms = u64::try_from(self.stamp.utc_ms).unwrap_or(0);
        Ok(uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid().into_bytes().to_vec())
    }
}

fn hash_of(line: &PendingLine) -> [u8; 32] {
    journal::line_hash(&line.salt, line.kind, (line.record, line.dossier), line.action, &line.body, &line.row_hash)
}

/// The settled dossiers whose clock started on a day for which another rule of lateness holds now. The clock of those
/// received for another area started when they were forwarded; they are few.
fn judged_anew(before: &LatenessRules, after: &LatenessRules) -> Vec<String> {
    let spans = before.differing(after);
    if spans.is_empty() {
        return Vec::new();
    }
    let bound =
        |sign: &str, day: Option<Day>| day.map_or(String::new(), |day| format!(" AND accepted_at {sign} '{day}'"));
    let mut searches = vec!["settled_at IS NOT NULL AND out_of_area = 1".to_owned()];
    searches.extend(spans.into_iter().map(|(from, to)| {
        format!("accepted_at IS NOT NULL AND settled_at IS NOT NULL{}{}", bound(">=", from), bound("<", to))
    }));
    searches
}

fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| StoreError::Damaged(format!("máy không cấp được số ngẫu nhiên ({error})")))?;
    Ok(bytes)
}
