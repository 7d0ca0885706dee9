//! Undo and redo: appending the inverse of an entry.
//!
//! An entry is reverted only while every record it touched is as it left it (later entries that were themselves undone
//! do not count, so that several steps can be taken back one after the other), and while no later entry leans on what
//! it created; otherwise the later entries are named and nothing changes. Nothing comes back that names a voided record
//! or has a code that is another's by now. What was created is voided, never removed, so a number stays given.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;
use rusqlite::types::Value;
use serde_json::Value as Json;

use crate::domain::change::Kind;
use crate::domain::labels::kind_label;
use crate::domain::leg::{self, Side};
use crate::domain::refusal::Refusal;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::journal::{self, Entry, Line};
use crate::store::record::{Table, from_json};

/// Which tables name a record of a kind without touching its version, so that its version alone does not tell of them.
const LEANING: &[(Kind, &str, &str)] = &[
    (Kind::Procedure, "dossier", "procedure_id"),
    (Kind::Dossier, "rating", "dossier_id"),
    (Kind::Dossier, "feedback", "dossier_id"),
    (Kind::Dossier, "dossier", "leg_of"),
];

/// Which columns name a record that must not be voided while the naming one is not.
const NAMES: &[(Kind, &str, Kind)] = &[
    (Kind::Dossier, "procedure_id", Kind::Procedure),
    (Kind::Dossier, "received_by", Kind::Officer),
    (Kind::Dossier, "handled_by", Kind::Officer),
    (Kind::Rating, "dossier_id", Kind::Dossier),
    (Kind::Rating, "officer_id", Kind::Officer),
    (Kind::Feedback, "dossier_id", Kind::Dossier),
    (Kind::Handover, "from_officer", Kind::Officer),
    (Kind::Handover, "to_officer", Kind::Officer),
    (Kind::Dossier, "paid_to", Kind::Officer),
    (Kind::Dossier, "leg_of", Kind::Dossier),
    (Kind::Component, "officer_id", Kind::Officer),
    (Kind::Feedback, "officer_id", Kind::Officer),
    (Kind::Slip, "officer_id", Kind::Officer),
    (Kind::Slip, "pause_id", Kind::Pause),
    (Kind::Posting, "officer_id", Kind::Officer),
    (Kind::ClosingFile, "closing_id", Kind::Closing),
];

/// Why an entry cannot be reverted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotReverted {
    /// There is no such entry.
    Missing,
    /// The entry is what an upgrade of the register wrote down.
    Upgraded,
    /// Later entries touched the same records.
    Overtaken(Vec<Entry>),
    /// All that it did is to bring in officers whom dossiers name by now.
    OfficersInUse,
    /// What would come back names a record that was voided meanwhile: its kind and code.
    NamesVoided(Kind, String),
    /// The code that a dossier would get back is another one's by now.
    CodeTaken(String),
    /// The closing that would come back is of a period that was closed anew.
    ClosedAnew,
    /// Linked legs would stand as no step of the desk may leave them: why.
    Legs(String),
}

impl NotReverted {
    /// As a refusal that names the later entries.
    pub fn refusal(&self) -> Refusal {
        match self {
            NotReverted::Missing => Refusal::whole("Không có thao tác nào để hoàn tác."),
            NotReverted::Upgraded => Refusal::whole(
                "Không hoàn tác được việc nâng cấp sổ: hạn sau các lần tạm dừng và số trong sổ theo dõi đã được ghi lại. \
                 Chưa thay đổi gì.",
            ),
            NotReverted::OfficersInUse => Refusal::whole(
                "Không hoàn tác được: cán bộ do mục này thêm vào đã có tên trong hồ sơ khác. Chưa thay đổi gì; \
                 nếu người ấy không còn làm việc, hãy ghi ngày hết hiệu lực trong Danh mục.",
            ),
            NotReverted::NamesVoided(kind, code) => Refusal::whole(format!(
                "Không làm được vì {} {code} đã bị hủy. Chưa thay đổi gì; hãy khôi phục {} ấy trước.",
                kind_label(Table::of(*kind).name),
                kind_label(Table::of(*kind).name)
            )),
            NotReverted::ClosedAnew => Refusal::whole(
                "Không làm được vì kỳ ấy đã được chốt lại sau đó. Chưa thay đổi gì; hãy mở lại kỳ trước đã.",
            ),
            NotReverted::Legs(why) => {
                Refusal::whole(format!("Không làm được vì liên thông sẽ sai. {why} Chưa thay đổi gì."))
            }
            NotReverted::CodeTaken(code) => {
                Refusal::whole(format!("Không làm được vì mã hồ sơ {code} nay là của hồ sơ khác. Chưa thay đổi gì."))
            }
            NotReverted::Overtaken(entries) => {
                let name = |entry: &Entry| {
                    format!("mục {} ({} lúc {})", entry.seq, journal::op_label(&entry.op), entry.when())
                };
                let named: Vec<String> = entries.iter().map(name).collect();
                Refusal::whole(format!(
                    "Không hoàn tác được vì sau đó đã có {}. Chưa thay đổi gì; hãy xem lịch sử hồ sơ.",
                    named.join("; ")
                ))
            }
        }
    }
}

impl Tx<'_> {
    /// Reverts entry `seq` within this transaction.
    pub fn revert(&mut self, seq: i64) -> Result<Result<(), NotReverted>, StoreError> {
        self.reverts();
        let lines = journal::lines_to_revert(self.conn(), seq)?;
        if lines.is_empty() {
            return Ok(Err(NotReverted::Missing));
        }
        if journal::entry(self.conn(), seq)?.is_some_and(|entry| entry.op == journal::UPGRADE) {
            return Ok(Err(NotReverted::Upgraded));
        }
        let later = self.later_entries(seq, &lines)?;
        if !later.is_empty() {
            return Ok(Err(NotReverted::Overtaken(later)));
        }
        if let Some(code) = self.code_taken(&lines)? {
            return Ok(Err(NotReverted::CodeTaken(code)));
        }
        if self.closed_anew(&lines)? {
            return Ok(Err(NotReverted::ClosedAnew));
        }
        let mut reverted = false;
        for line in lines.iter().rev() {
            reverted |= self.revert_line(line)?;
        }
        if !reverted {
            return Ok(Err(NotReverted::OfficersInUse));
        }
        for line in lines.iter().filter(|line| line.kind == Table::of(Kind::Dossier).name) {
            self.keep_book(line.record)?;
        }
        // Asked when all lines are reverted: an import brings back procedures and the dossiers that name them.
        for line in &lines {
            if let Some((kind, code)) = self.names_voided(line)? {
                return Ok(Err(NotReverted::NamesVoided(kind, code)));
            }
        }
        for line in &lines {
            if let Some(why) = self.legs_wrong(line)? {
                return Ok(Err(NotReverted::Legs(why)));
            }
        }
        Ok(Ok(()))
    }

    /// A code that a dossier would get back while another one has it. Within one entry codes do not change hands.
    fn code_taken(&self, lines: &[Line]) -> Result<Option<String>, StoreError> {
        for line in lines.iter().filter(|line| line.kind == Table::of(Kind::Dossier).name) {
            for (column, value) in inverse(table_of(line)?, line)? {
                if let ("code", Value::Text(code)) = (column, value)
                    && self.read().dossier_id(&code)?.is_some_and(|other| other != line.record)
                {
                    return Ok(Some(code));
                }
            }
        }
        Ok(None)
    }

    /// Whether a closing would come back while another one of its period stands.
    fn closed_anew(&self, lines: &[Line]) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM closing a JOIN closing b ON b.period_from = a.period_from
             AND b.period_to = a.period_to AND b.id <> a.id WHERE a.id = ?1 AND a.voided = 1 AND b.voided = 0)";
        for line in lines.iter().filter(|line| line.kind == Table::of(Kind::Closing).name) {
            if self.conn().prepare_cached(sql)?.query_row([line.record], |row| row.get(0))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Why a dossier whose link or end a line's inverse moved can be no leg of its request, or no request of its legs.
    fn legs_wrong(&self, line: &Line) -> Result<Option<String>, StoreError> {
        let table = table_of(line)?;
        let moved = |(column, _): &(&str, Value)| matches!(*column, "leg_of" | "settled_at" | "voided");
        if table.kind != Kind::Dossier || !inverse(table, line)?.iter().any(moved) {
            return Ok(None);
        }
        let read = self.read();
        let Some(stored) = read.dossier(line.record)?.filter(|stored| !stored.voided) else { return Ok(None) };
        let legs = read.leg_ids(stored.id)?;
        let request = read.request_of(stored.id)?;
        let pairs = request.map(|request| (stored.id, request)).into_iter();
        for (leg, request) in pairs.chain(legs.into_iter().map(|leg| (leg, stored.id))) {
            let (Some(leg), Some(request)) = (read.dossier(leg)?, read.dossier(request)?) else { continue };
            let has_legs = !read.leg_ids(leg.id)?.is_empty();
            // Asked as if it were linked only now: what may not be linked may not come back linked.
            let (one, other) = (&leg.dossier, &request.dossier);
            let one = Side { code: &one.code, leg_of: "", has_legs, ended: one.settled_at.is_some() };
            let leg_of = &other.request_code;
            let other = Side { code: &other.code, leg_of, has_legs: true, ended: other.settled_at.is_some() };
            if let Some(why) = leg::why_not(&one, &other) {
                return Ok(Some(why));
            }
        }
        Ok(None)
    }

    /// The voided record that a line's record names, if the line's inverse brought it back or made it name that one.
    fn names_voided(&self, line: &Line) -> Result<Option<(Kind, String)>, StoreError> {
        let table = table_of(line)?;
        let set = inverse(table, line)?;
        let touched = |column: &str| set.iter().any(|(name, _)| *name == column || *name == "voided");
        for (_, column, named) in NAMES.iter().filter(|(kind, column, _)| *kind == table.kind && touched(column)) {
            let code = match named {
                Kind::Officer => "n.name",
                Kind::Pause => "n.document",
                Kind::Closing => "n.period_from || ' – ' || n.period_to",
                _ => "n.code",
            };
            let sql = format!(
                "SELECT {code} FROM {} r JOIN {} n ON n.id = r.{column} WHERE r.id = ?1 AND r.voided = 0
                 AND n.voided = 1",
                table.name,
                Table::of(*named).name
            );
            let found = self.conn().prepare_cached(&sql)?.query_row([line.record], |row| row.get(0)).optional()?;
            if let Some(code) = found {
                return Ok(Some((*named, code)));
            }
        }
        Ok(None)
    }

    /// The entries that stand between `seq` and its undo: those that changed one of its records since and were not
    /// undone themselves, and those whose records lean on what it created.
    fn later_entries(&self, seq: i64, lines: &[Line]) -> Result<Vec<Entry>, StoreError> {
        let own: BTreeSet<(&str, i64)> = lines.iter().map(|line| (line.kind.as_str(), line.record)).collect();
        let mut between = BTreeSet::new();
        let mut asked = BTreeSet::new();
        for line in lines {
            if asked.insert((line.kind.as_str(), line.record)) {
                between.extend(self.standing_since(seq, line)?);
            }
            self.leaning(line, &own, &mut between)?;
            // A few names are enough to say why; a whole import is not searched for more.
            if between.len() >= 5 {
                break;
            }
        }
        let mut later = Vec::new();
        for seq in between {
            later.extend(journal::entry(self.conn(), seq)?);
        }
        Ok(later)
    }

    /// The entries after `seq` that changed the line's record and still stand. One that was undone, and its undo, do
    /// not stand in the way: the record is again as before them.
    fn standing_since(&self, seq: i64, line: &Line) -> Result<Vec<i64>, StoreError> {
        let version = self.version(table_of(line)?, line.record)?.unwrap_or(seq);
        if version == seq {
            return Ok(Vec::new());
        }
        // Each of the two indexes of lines holds one sort, so the condition must be one that the planner can match.
        let of = if line.dossier.is_some() { "l.dossier = ?1" } else { "l.dossier IS NULL AND ?1 IS NULL" };
        let mut touching = self.conn().prepare_cached(&format!(
            "SELECT DISTINCT j.seq, j.reverts, j.op = ?5 AND l.kind = 'dossier' AND l.body LIKE '{{\"book_%'
             FROM journal_line l JOIN journal j ON j.seq = l.seq
             WHERE {of} AND l.seq > ?2 AND l.kind = ?3 AND l.record = ?4 ORDER BY j.seq DESC"
        ))?;
        let values = rusqlite::params![line.dossier, seq, line.kind, line.record, journal::UPGRADE];
        let touched = touching.query_map(values, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let touched: Vec<(i64, Option<i64>, bool)> = touched.collect::<Result<_, _>>()?;
        if touched.first().is_none_or(|newest| newest.0 != version) {
            return Ok(vec![version]);
        }
        let (mut standing, mut undone) = (Vec::new(), BTreeSet::new());
        for (entry, reverts, numbered) in touched {
            match reverts.filter(|reverted| *reverted > seq) {
                // An upgrade that gave the dossier its number in the book; the number follows the dossier.
                _ if undone.contains(&entry) || numbered => {}
                Some(reverted) => {
                    undone.insert(reverted);
                }
                None => standing.push(entry),
            }
        }
        Ok(standing)
    }

    /// Adds the later entries whose records would be left leaning on a voided one. The first few are enough to say why.
    fn leaning(&self, line: &Line, own: &BTreeSet<(&str, i64)>, between: &mut BTreeSet<i64>) -> Result<(), StoreError> {
        let table = table_of(line)?;
        if !voids(&inverse(table, line)?) {
            return Ok(());
        }
        for (_, child, column) in LEANING.iter().filter(|(kind, ..)| *kind == table.kind) {
            let sql = format!("SELECT id, version FROM {child} WHERE {column} = ?1 AND voided = 0");
            let mut statement = self.conn().prepare_cached(&sql)?;
            let mut rows = statement.query([line.record])?;
            let mut few = 0;
            while let Some(row) = rows.next()? {
                // What the entry created itself is voided with it.
                if !own.contains(&(*child, row.get(0)?)) {
                    between.insert(row.get(1)?);
                    few += 1;
                }
                if few == 3 {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Whether a record that is not voided names this officer.
    fn officer_in_use(&self, officer: i64) -> Result<bool, StoreError> {
        let naming = NAMES.iter().filter(|(.., named)| *named == Kind::Officer);
        let each = naming.map(|(kind, column, _)| {
            format!("EXISTS (SELECT 1 FROM {} WHERE {column} = ?1 AND voided = 0)", Table::of(*kind).name)
        });
        let sql = format!("SELECT {}", each.collect::<Vec<_>>().join(" OR "));
        Ok(self.conn().prepare_cached(&sql)?.query_row([officer], |row| row.get(0))?)
    }

    /// Reverts one line; `false` where it is left as it is for the sake of others.
    fn revert_line(&mut self, line: &Line) -> Result<bool, StoreError> {
        let table = table_of(line)?;
        let values = inverse(table, line)?;
        // An officer who came in with a dossier and has others by now stays: nobody would want those refused.
        if table.kind == Kind::Officer && voids(&values) && self.officer_in_use(line.record)? {
            return Ok(false);
        }
        if values.is_empty() && table.kind == Kind::Dossier {
            self.touch_dossier(line.record)?;
        } else {
            self.update(table.kind, line.record, line.dossier, values)?;
        }
        Ok(true)
    }
}

/// What the inverse of a line sets.
fn inverse(table: &Table, line: &Line) -> Result<Vec<(&'static str, Value)>, StoreError> {
    if line.action == "create" {
        return Ok(vec![("voided", Value::Integer(1))]);
    }
    let body: Json = serde_json::from_str(&line.body)
        .map_err(|_| StoreError::Value { place: "journal_line".to_owned(), value: line.body.clone() })?;
    let fields = body.as_object().into_iter().flatten();
    let old = fields.filter_map(|(field, pair)| {
        let column = table.columns.iter().find(|column| *column == field)?;
        Some((*column, from_json(pair.get(0)?)))
    });
    Ok(old.collect())
}

fn voids(values: &[(&'static str, Value)]) -> bool {
    values.contains(&("voided", Value::Integer(1)))
}

fn table_of(line: &Line) -> Result<&'static Table, StoreError> {
    Table::named(&line.kind)
        .ok_or_else(|| StoreError::Value { place: "journal_line.kind".to_owned(), value: line.kind.clone() })
}
