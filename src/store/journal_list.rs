//! The history as a list that is narrowed and put in order: by time at any size, otherwise while it is short.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::domain::collation::sort_key;
use crate::domain::day::Day;
use crate::store::error::StoreError;
use crate::store::journal::{HistoryRow, op_label};
use crate::store::list_column::SORT_MOST;
use crate::store::read::Read;

/// A column of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalColumn {
    /// Number of the entry.
    Number,
    /// When it was written; narrowed to by the day.
    At,
    /// The verb.
    Op,
    /// The officer; narrowed to by the code.
    Officer,
    /// The dossiers; narrowed to by a code.
    Dossier,
    /// The reason.
    Reason,
}

impl JournalColumn {
    /// Every column, as the screen shows them.
    pub const ALL: [JournalColumn; 6] = [
        JournalColumn::Number,
        JournalColumn::At,
        JournalColumn::Op,
        JournalColumn::Officer,
        JournalColumn::Dossier,
        JournalColumn::Reason,
    ];

    /// Whether entries stand in its order already: they are numbered as they are written.
    pub const fn by_time(self) -> bool {
        matches!(self, JournalColumn::Number | JournalColumn::At)
    }

    /// Whether an index finds the entries with one value of it at any length of the history.
    pub const fn narrows_at_once(self) -> bool {
        matches!(self, JournalColumn::At | JournalColumn::Dossier)
    }

    /// The condition that an entry has a value of it, and how often the value is bound.
    const fn condition(self) -> &'static str {
        match self {
            JournalColumn::Number => "j.seq = ?",
            JournalColumn::At => "j.at >= ? AND j.at < ?",
            JournalColumn::Op => "j.op = ?",
            JournalColumn::Officer => "j.officer = ?",
            JournalColumn::Dossier => {
                "j.seq IN (SELECT seq FROM journal_line WHERE dossier IN (SELECT id FROM dossier WHERE code = ?))"
            }
            JournalColumn::Reason => "j.reason = ?",
        }
    }
}

/// What of the history is wanted, in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalQuery {
    /// Only entries with these values.
    pub only: Vec<(JournalColumn, String)>,
    /// By which column.
    pub by: JournalColumn,
    /// Descending.
    pub down: bool,
}

/// One entry with what it is put in order by.
type Keyed = (Option<String>, i64);

impl Read<'_> {
    /// Numbers of the entries that a query asks for, in its order; or how many there are where they are too many, or
    /// too many would have to be looked through.
    pub fn journal_list(&self, query: &JournalQuery) -> Result<Result<Vec<i64>, usize>, StoreError> {
        let length = usize::try_from(self.journal_length()?).unwrap_or(0);
        if length > SORT_MOST && !query.only.iter().any(|(column, _)| column.narrows_at_once()) {
            return Ok(Err(length));
        }
        let mut all = self.keyed(query)?;
        if all.len() > SORT_MOST {
            return Ok(Err(all.len()));
        }
        if !query.by.by_time() {
            all.sort_by(|left, right| (left.0.is_none(), &left.0, left.1).cmp(&(right.0.is_none(), &right.0, right.1)));
        }
        if query.down {
            let valued = if query.by.by_time() { all.len() } else { all.partition_point(|(key, _)| key.is_some()) };
            all[..valued].reverse();
            all[valued..].reverse();
        }
        Ok(Ok(all.into_iter().map(|(_, seq)| seq).collect()))
    }

    /// The entries oldest first, with their keys.
    fn keyed(&self, query: &JournalQuery) -> Result<Vec<Keyed>, StoreError> {
        let (mut wheres, mut bound) = (vec!["1"], Vec::new());
        for (column, value) in &query.only {
            wheres.push(column.condition());
            match (column, value.parse::<Day>()) {
                (JournalColumn::At, Ok(day)) => {
                    bound.extend([day, day.plus(1)].map(|day| Value::from(day.start().to_string())))
                }
                (JournalColumn::At, Err(_)) => return Ok(Vec::new()),
                _ => bound.push(Value::from(value.clone())),
            }
        }
        // Left to itself SQLite may read the whole history to spare the sorting of one day.
        let of_day = query.only.iter().any(|(column, _)| *column == JournalColumn::At);
        let from = if of_day { "journal j INDEXED BY journal_by_at" } else { "journal j" };
        let sql = format!(
            "SELECT j.seq, j.op, j.reason, ifnull(o.name, j.officer) FROM {from}
             LEFT JOIN officer o ON o.code = j.officer WHERE {} ORDER BY j.seq LIMIT {}",
            wheres.join(" AND "),
            SORT_MOST + 1
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(bound))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(0)?;
            let text = match query.by {
                JournalColumn::Number | JournalColumn::At => String::new(),
                JournalColumn::Op => op_label(&row.get::<_, String>(1)?).to_owned(),
                JournalColumn::Reason => row.get(2)?,
                JournalColumn::Officer => row.get(3)?,
                JournalColumn::Dossier => self.codes_of(seq)?.into_iter().next().unwrap_or_default(),
            };
            all.push((Some(sort_key(&text)).filter(|key| !key.is_empty()), seq));
        }
        Ok(all)
    }

    /// Entries with these numbers, in this order.
    pub fn journal_rows(&self, seqs: &[i64]) -> Result<Vec<HistoryRow>, StoreError> {
        let mut rows = Vec::with_capacity(seqs.len());
        for seq in seqs {
            if let Some(entry) = self.entry(*seq)? {
                rows.push(self.history_row(entry)?);
            }
        }
        Ok(rows)
    }
}
