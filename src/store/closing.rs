//! Closed periods: what was reported, the bytes of its files, and the figures in which each dossier stood.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use crate::domain::change::Kind;
use crate::domain::day::{Day, Moment};
use crate::domain::period::{Cutoff, Period};
use crate::domain::text::hex;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::read::{self, Read};

const CLOSING: &str = "SELECT id, period_from, period_to, cutoff, closed_at, officer, upto, figures, members, note, voided \
     FROM closing";

/// A closed period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Id.
    pub id: i64,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Which calendar the report year followed.
    pub cutoff: Cutoff,
    /// When it was closed.
    pub closed_at: Moment,
    /// Code of the officer who closed it.
    pub officer: String,
    /// The last journal entry that it saw.
    pub upto: i64,
    /// JSON of the figures.
    pub figures: String,
    /// Hash over the sets of its dossiers.
    pub members: String,
    /// Findings that it was closed with.
    pub note: String,
    /// It was opened again.
    pub voided: bool,
}

impl Closing {
    /// 24:00 of the last day.
    pub fn end(&self) -> Moment {
        self.to.plus(1).start()
    }

    /// Whether a day lies in it.
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// The period, a preset where it has the days of one.
    pub fn period(&self) -> Result<Period, crate::domain::refusal::Refusal> {
        Period::of_days(self.from, self.to, self.cutoff)
    }
}

/// What a closing is made of, before it has an id.
pub struct NewClosing<'a> {
    /// The period.
    pub period: &'a Period,
    /// Which calendar the report year follows.
    pub cutoff: Cutoff,
    /// The last journal entry that it saw.
    pub upto: i64,
    /// JSON of the figures.
    pub figures: String,
    /// Id of each dossier that counted, with its set.
    pub members: &'a [(i64, String)],
    /// Findings that it is closed with.
    pub note: String,
}

/// A file of a closed period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedFile {
    /// Code of the report kind.
    pub kind: String,
    /// Code of the format.
    pub format: String,
    /// Hash of its bytes.
    pub sha256: String,
}

fn closing_row(row: &Row<'_>) -> Result<Closing, StoreError> {
    let day = |column| -> Result<Day, StoreError> {
        let broken = || StoreError::Value { place: "closing".to_owned(), value: String::new() };
        read::day(row, column)?.ok_or_else(broken)
    };
    Ok(Closing {
        id: row.get(0)?,
        from: day(1)?,
        to: day(2)?,
        cutoff: read::word(row, 3, Cutoff::from_code)?.unwrap_or_default(),
        closed_at: read::moment_of(row, 4)?,
        officer: row.get(5)?,
        upto: row.get(6)?,
        figures: row.get(7)?,
        members: row.get(8)?,
        note: row.get(9)?,
        voided: row.get(10)?,
    })
}

/// The hash over the sets of a closing, in the order of the dossiers' ids.
fn members_hash<'a>(members: impl Iterator<Item = (i64, &'a str)>) -> String {
    let mut hasher = Sha256::new();
    for (id, set) in members {
        hasher.update(format!("{id}:{set}\n"));
    }
    hex(&hasher.finalize())
}

impl Read<'_> {
    /// Every closing that stands, in the order of its period; with `voided` also those that were opened again.
    pub fn closings(&self, voided: bool) -> Result<Vec<Closing>, StoreError> {
        let mut statement = self
            .conn()
            .prepare_cached(&format!("{CLOSING} WHERE voided <= ?1 ORDER BY period_from, period_to, closed_at, id"))?;
        let mut rows = statement.query([voided])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(closing_row(row)?);
        }
        Ok(found)
    }

    /// The closing of exactly this period, if it stands.
    pub fn closing_of(&self, period: &Period) -> Result<Option<Closing>, StoreError> {
        let mut statement = self
            .conn()
            .prepare_cached(&format!("{CLOSING} WHERE period_from = ?1 AND period_to = ?2 AND voided = 0"))?;
        let mut rows = statement.query(params![period.from.to_string(), period.to.to_string()])?;
        rows.next()?.map(closing_row).transpose()
    }

    /// Files of a closing with their ids, in the order of kinds and formats as they were kept.
    pub fn closed_files(&self, closing: i64) -> Result<Vec<(i64, ClosedFile)>, StoreError> {
        let mut statement = self
            .conn()
            .prepare_cached("SELECT id, kind, format, sha256 FROM closing_file WHERE closing_id = ?1 ORDER BY id")?;
        let rows = statement.query_map([closing], |row| {
            Ok((row.get(0)?, ClosedFile { kind: row.get(1)?, format: row.get(2)?, sha256: row.get(3)? }))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The bytes under a hash.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where they are not those that the hash was made of.
    pub fn closed_bytes(&self, sha256: &str) -> Result<Vec<u8>, StoreError> {
        let damaged = || StoreError::Damaged(format!("tệp của kỳ đã chốt không còn đúng mã kiểm tra {sha256}"));
        let found: Option<Vec<u8>> = self
            .conn()
            .prepare_cached("SELECT bytes FROM closed_bytes WHERE sha256 = ?1")?
            .query_row([sha256], |row| row.get(0))
            .optional()?;
        found.filter(|bytes| hex(&Sha256::digest(bytes)) == sha256).ok_or_else(damaged)
    }

    /// The dossiers that counted in a closing, each with its set.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where they are not those that the closing's hash was made of.
    pub fn closed_dossiers(&self, closing: &Closing) -> Result<BTreeMap<i64, String>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT dossier_id, figures FROM closed_dossier WHERE closing_id = ?1 ORDER BY dossier_id",
        )?;
        let rows = statement.query_map([closing.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found: BTreeMap<i64, String> = rows.collect::<Result<_, _>>()?;
        if members_hash(found.iter().map(|(id, set)| (*id, set.as_str()))) != closing.members {
            return Err(StoreError::Damaged("danh sách hồ sơ của kỳ đã chốt không còn đúng mã kiểm tra".to_owned()));
        }
        Ok(found)
    }

    /// How many dossiers were accepted before a span of days and not settled at its end: no report of it tells of them.
    pub fn open_through(&self, from: Day, to: Day) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM dossier WHERE accepted_at < ?1 AND (settled_at IS NULL OR settled_at >= ?2)
             AND voided = 0 AND leg_of IS NULL";
        let span = params![from.start().to_string(), to.plus(1).start().to_string()];
        let n: i64 = self.conn().prepare_cached(sql)?.query_row(span, |row| row.get(0))?;
        Ok(u64::try_from(n).unwrap_or(0))
    }

    /// Dossiers accepted or settled in a span of days, the first `most` with id and code, and how many there are.
    pub fn dossiers_in(&self, from: Day, to: Day, most: usize) -> Result<(u64, Vec<(i64, String)>), StoreError> {
        let span = [from.start().to_string(), to.plus(1).start().to_string()];
        let sql =
            "SELECT id FROM dossier WHERE accepted_at >= ?1 AND accepted_at < ?2 AND voided = 0 AND leg_of IS NULL
             UNION SELECT id FROM dossier WHERE settled_at >= ?1 AND settled_at < ?2 AND voided = 0 AND leg_of IS NULL";
        let count = format!("SELECT count(*) FROM ({sql})");
        let n: i64 = self.conn().prepare_cached(&count)?.query_row(params![span[0], span[1]], |row| row.get(0))?;
        let named = format!("SELECT d.id, d.code FROM dossier d JOIN ({sql}) s ON s.id = d.id ORDER BY d.id LIMIT ?3");
        let mut statement = self.conn().prepare_cached(&named)?;
        let rows = statement.query_map(params![span[0], span[1], most as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((u64::try_from(n).unwrap_or(0), rows.collect::<Result<_, _>>()?))
    }
}

impl Tx<'_> {
    /// Keeps a closed period with its files: kind, format and bytes of each.
    pub fn close_period(
        &mut self,
        new: &NewClosing<'_>,
        files: &[(String, String, Vec<u8>)],
    ) -> Result<i64, StoreError> {
        let text = |text: &str| Value::from(text.to_owned());
        let values = vec![
            ("period_from", text(&new.period.from.to_string())),
            ("period_to", text(&new.period.to.to_string())),
            ("cutoff", text(new.cutoff.code())),
            ("closed_at", text(&self.stamp().at.to_string())),
            ("officer", text(&self.stamp().officer)),
            ("upto", Value::Integer(new.upto)),
            ("figures", text(&new.figures)),
            ("members", text(&members_hash(new.members.iter().map(|(id, set)| (*id, set.as_str()))))),
            ("note", text(&new.note)),
        ];
        let id = self.create(Kind::Closing, None, values)?;
        for (kind, format, bytes) in files {
            let sha256 = hex(&Sha256::digest(bytes));
            let kept = "INSERT INTO closed_bytes (sha256, bytes) VALUES (?1, ?2) ON CONFLICT (sha256) DO NOTHING";
            self.conn().prepare_cached(kept)?.execute(params![sha256, bytes])?;
            let values = vec![
                ("closing_id", Value::Integer(id)),
                ("kind", text(kind)),
                ("format", text(format)),
                ("sha256", text(&sha256)),
            ];
            self.create(Kind::ClosingFile, None, values)?;
        }
        let mut member = self
            .conn()
            .prepare_cached("INSERT INTO closed_dossier (closing_id, dossier_id, figures) VALUES (?1, ?2, ?3)")?;
        for (dossier, set) in new.members {
            member.execute(params![id, dossier, set])?;
        }
        drop(member);
        Ok(id)
    }

    /// Voids a closing with its files; both stay in the history, bytes and all.
    pub fn reopen_period(&mut self, closing: i64) -> Result<(), StoreError> {
        let files: Vec<i64> = {
            let mut statement = self.conn().prepare_cached("SELECT id FROM closing_file WHERE closing_id = ?1")?;
            let rows = statement.query_map([closing], |row| row.get(0))?;
            rows.collect::<Result<_, _>>()?
        };
        for file in files {
            self.update(Kind::ClosingFile, file, None, vec![("voided", Value::Integer(1))])?;
        }
        self.update(Kind::Closing, closing, None, vec![("voided", Value::Integer(1))])?;
        Ok(())
    }
}
