//! Letters of apology and the dossiers that need one: what the ledger of a year is made of.

use rusqlite::{Row, params};

use crate::domain::day::{Day, Moment};
use crate::domain::dossier::{Apology, LateKind, Lateness};
use crate::domain::stage::Owed;
use crate::store::error::StoreError;
use crate::store::list_row::{self, ListRow};
use crate::store::read::{self, Read};

/// A dossier of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterRow {
    /// As lists show it.
    pub row: ListRow,
    /// Its letter.
    pub letter: Apology,
    /// How its lateness is explained.
    pub late: Lateness,
}

/// A letter of a year, whatever became of its dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedLetter {
    /// Id of the dossier.
    pub dossier: i64,
    /// Its code.
    pub code: String,
    /// Who applied.
    pub name: String,
    /// The dossier was undone.
    pub voided: bool,
    /// Number of the letter.
    pub number: String,
    /// When it was issued.
    pub issued_at: Moment,
    /// Who signed it.
    pub signer: String,
}

/// The dossiers of the ledger by their ids, each sought in an index of its own. ?1 is now, ?2 and ?3 the first moments
/// of the year and of the one after it, ?4 whether what is open belongs to it, ?5 the first moment of the year before,
/// ?6 the bit of work owed. A letter is written at most about a year before its dossier ends.
const FOUND: &str = "
    SELECT id FROM dossier INDEXED BY dossier_open_by_late
    WHERE ?4 AND settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0 AND late_from <= ?1
    UNION SELECT id FROM dossier INDEXED BY dossier_warned
    WHERE ?4 AND warn_from IS NOT NULL AND settled_at IS NULL AND voided = 0 AND warn_from <= ?1 AND late_from > ?1
    UNION SELECT id FROM dossier INDEXED BY dossier_letter
    WHERE apology_issued_at IS NOT NULL AND apology_issued_at >= ?5 AND apology_issued_at < ?3 AND voided = 0
    AND (apology_issued_at >= ?2 OR (settled_at >= ?2 AND settled_at < ?3) OR (?4 AND settled_at IS NULL))
    UNION SELECT id FROM dossier INDEXED BY dossier_letter_waiting
    WHERE ?4 AND apology_issued_at IS NOT NULL AND (apology_uploaded_at IS NULL OR apology_posted_at IS NULL)
    AND voided = 0
    UNION SELECT id FROM dossier INDEXED BY dossier_letter_excused
    WHERE no_apology_reason <> '' AND voided = 0 AND settled_at >= ?2 AND settled_at < ?3
    UNION SELECT id FROM dossier INDEXED BY dossier_letter_excused
    WHERE ?4 AND no_apology_reason <> '' AND voided = 0 AND settled_at IS NULL
    UNION SELECT o.id FROM owed CROSS JOIN dossier o ON o.id = owed.dossier_id
    WHERE owed.kind = ?6 AND o.voided = 0 AND o.settled_at >= ?2 AND o.settled_at < ?3";

impl Read<'_> {
    /// Visits the dossiers of the ledger of a year, in no order: settled late in it or with a letter of it; for the year
    /// of `now` also what is open and near its due date, late or excused, and every letter that waits for a step.
    pub fn each_letter_row(&self, year: i32, now: Moment, mut each: impl FnMut(LetterRow)) -> Result<(), StoreError> {
        let sql = format!(
            "SELECT {}, d.apology_number, d.apology_signer, d.apology_reason, d.apology_issued_at,
             d.apology_uploaded_at, d.apology_posted_at, d.reappointed_at, d.no_apology_reason, d.late_cause,
             d.late_officer, d.late_evidence
             FROM dossier d {} WHERE d.id IN ({FOUND})",
            list_row::ROW_COLUMNS,
            list_row::ROW_FROM
        );
        let first = |year: i32| Day::new(year, 1, 1).map_or_else(String::new, |day| day.start().to_string());
        let (open, owed) = (year == now.day.year(), Owed::Apologise.bit());
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows =
            statement.query(params![now.to_string(), first(year), first(year + 1), open, first(year - 1), owed])?;
        while let Some(row) = rows.next()? {
            each(letter_row(row)?);
        }
        Ok(())
    }

    /// Every letter that was issued in a year, in the order of issue; those of undone dossiers are among them.
    pub fn letters_of(&self, year: i32) -> Result<Vec<NumberedLetter>, StoreError> {
        let sql = "SELECT id, code, applicant_name, voided, apology_number, apology_issued_at, apology_signer
             FROM dossier INDEXED BY dossier_letter
             WHERE apology_issued_at IS NOT NULL AND apology_issued_at >= ?1 AND apology_issued_at < ?2
             ORDER BY apology_issued_at, id";
        let first = |year: i32| format!("{year:04}-01-01 00:00");
        let mut statement = self.conn().prepare_cached(sql)?;
        let mut rows = statement.query([first(year), first(year + 1)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(NumberedLetter {
                dossier: row.get(0)?,
                code: row.get(1)?,
                name: row.get(2)?,
                voided: row.get(3)?,
                number: row.get(4)?,
                issued_at: read::moment_of(row, 5)?,
                signer: row.get(6)?,
            });
        }
        Ok(found)
    }

    /// Id and code of the dossier from whose letter an entry of the journal took a number away.
    pub fn letter_lost(&self, entry: i64, number: &str) -> Result<Option<(i64, String)>, StoreError> {
        use rusqlite::OptionalExtension;
        // A line that was erased by law has no body any more.
        let sql = "SELECT d.id, d.code FROM journal_line l JOIN dossier d ON d.id = l.record
             WHERE l.seq = ?1 AND l.kind = 'dossier' AND l.action = 'update' AND json_valid(l.body)
               AND json_extract(l.body, '$.apology_number[0]') = ?2 LIMIT 1";
        let found = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        Ok(self.conn().prepare_cached(sql)?.query_row(params![entry, number], found).optional()?)
    }

    /// Who signed the letter that was issued last; empty before the first.
    pub fn last_letter_signer(&self) -> Result<String, StoreError> {
        use rusqlite::OptionalExtension;
        let sql = "SELECT apology_signer FROM dossier INDEXED BY dossier_letter
             WHERE apology_issued_at IS NOT NULL AND apology_signer <> '' ORDER BY apology_issued_at DESC LIMIT 1";
        let found: Option<String> = self.conn().prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
        Ok(found.unwrap_or_default())
    }
}

fn letter_row(row: &Row<'_>) -> Result<LetterRow, StoreError> {
    let first = row.as_ref().column_count() - 11;
    let kind = read::word(row, 31, LateKind::from_code)?;
    Ok(LetterRow {
        row: list_row::list_row(row)?,
        letter: Apology {
            number: row.get(first)?,
            signer: row.get(first + 1)?,
            reason: row.get(first + 2)?,
            issued_at: read::moment(row, first + 3)?,
            uploaded_at: read::moment(row, first + 4)?,
            posted_at: read::moment(row, first + 5)?,
            reappointed_at: read::moment(row, first + 6)?,
            none_reason: row.get(first + 7)?,
        },
        late: Lateness {
            kind,
            cause: row.get(first + 8)?,
            officer: row.get(first + 9)?,
            evidence: row.get(first + 10)?,
        },
    })
}
