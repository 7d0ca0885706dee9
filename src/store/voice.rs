//! The citizens' voice: ratings and feedback (phản ánh, kiến nghị).

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};

use crate::domain::change::Kind;
use crate::domain::day::Moment;
use crate::domain::feedback::Feedback;
use crate::domain::rating::Rating;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::read::{self, Read};

const FEEDBACK: &str = "SELECT f.code, f.received_at, f.channel, ifnull(d.code, ''), f.subject, f.handled_at, \
     f.published_at, f.satisfied, f.sender, f.contact, ifnull(o.code, ''), f.refused_at, f.supplement_asked_at, \
     f.supplemented_at, f.answer, f.document, f.note, f.id, f.version, f.dossier_id FROM feedback f \
     LEFT JOIN dossier d ON d.id = f.dossier_id LEFT JOIN officer o ON o.id = f.officer_id";

const RATING: &str = "SELECT r.at, ifnull(d.code, ''), ifnull(o.code, ''), r.level, r.comment, r.source, r.id \
     FROM rating r LEFT JOIN dossier d ON d.id = r.dossier_id LEFT JOIN officer o ON o.id = r.officer_id";

/// A piece of feedback as the register holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFeedback {
    /// Id.
    pub id: i64,
    /// Version.
    pub version: i64,
    /// Id of its dossier.
    pub dossier: Option<i64>,
    /// The feedback.
    pub feedback: Feedback,
}

fn feedback_row(row: &rusqlite::Row<'_>) -> Result<StoredFeedback, StoreError> {
    let feedback = Feedback {
        code: row.get(0)?,
        received_at: read::moment_of(row, 1)?,
        channel: row.get(2)?,
        dossier_code: row.get(3)?,
        subject: row.get(4)?,
        handled_at: read::moment(row, 5)?,
        published_at: read::moment(row, 6)?,
        satisfied: row.get(7)?,
        sender: row.get(8)?,
        contact: row.get(9)?,
        officer: row.get(10)?,
        refused_at: read::moment(row, 11)?,
        supplement_asked_at: read::moment(row, 12)?,
        supplemented_at: read::moment(row, 13)?,
        answer: row.get(14)?,
        document: row.get(15)?,
        note: row.get(16)?,
    };
    Ok(StoredFeedback { id: row.get(17)?, version: row.get(18)?, dossier: row.get(19)?, feedback })
}

fn rating_row(row: &rusqlite::Row<'_>) -> Result<Rating, StoreError> {
    Ok(Rating {
        at: read::moment_of(row, 0)?,
        dossier_code: row.get(1)?,
        officer: row.get(2)?,
        level: row.get(3)?,
        comment: row.get(4)?,
        source: row.get(5)?,
    })
}

impl Read<'_> {
    /// Visits every rating in the order of its moment.
    pub fn each_rating<E: From<StoreError>>(&self, mut each: impl FnMut(Rating) -> Result<(), E>) -> Result<(), E> {
        let mut statement = self
            .conn()
            .prepare_cached(&format!("{RATING} WHERE r.voided = 0 ORDER BY r.at, r.id"))
            .map_err(StoreError::from)?;
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            each(rating_row(row)?)?;
        }
        Ok(())
    }

    /// The ratings of a span of time with their ids, newest first, `most` at most.
    pub fn ratings_between(&self, from: Moment, end: Moment, most: usize) -> Result<Vec<(i64, Rating)>, StoreError> {
        let mut statement = self.conn().prepare_cached(&format!(
            "{RATING} WHERE r.voided = 0 AND r.at >= ?1 AND r.at < ?2 ORDER BY r.at DESC, r.id DESC LIMIT ?3"
        ))?;
        let mut rows = statement.query(params![from.to_string(), end.to_string(), most as i64])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((row.get(6)?, rating_row(row)?));
        }
        Ok(found)
    }

    /// How many ratings of each level each officer has in a span of time: level, code of the officer (empty without one)
    /// and number, the levels in the order of their last rating, newest first.
    pub fn rating_sums(&self, from: Moment, end: Moment) -> Result<Vec<(String, String, u64)>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT r.level, ifnull(o.code, ''), count(*) FROM rating r LEFT JOIN officer o ON o.id = r.officer_id
             WHERE r.voided = 0 AND r.at >= ?1 AND r.at < ?2 GROUP BY 1, 2 ORDER BY max(r.at) DESC, r.level",
        )?;
        let rows = statement.query_map([from.to_string(), end.to_string()], |row| {
            Ok((row.get(0)?, row.get(1)?, u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Dossiers returned in a span of time, and those of them that were rated; a leg counts with its request, as in figures.
    pub fn answered(&self, from: Moment, end: Moment) -> Result<(u64, u64), StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT count(*), ifnull(sum(EXISTS (SELECT 1 FROM rating r WHERE r.dossier_id = d.id AND r.voided = 0)), 0)
             FROM dossier d WHERE d.voided = 0 AND d.leg_of IS NULL AND d.returned_at >= ?1 AND d.returned_at < ?2",
        )?;
        let (of, n): (i64, i64) =
            statement.query_row([from.to_string(), end.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((u64::try_from(of).unwrap_or(0), u64::try_from(n).unwrap_or(0)))
    }

    /// Whether any rating has this level.
    pub fn level_is_used(&self, level: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM rating WHERE level = ?1 AND voided = 0)";
        Ok(self.conn().prepare_cached(sql)?.query_row([level], |row| row.get(0))?)
    }

    /// When a rating was given and its level; `None` where there is no such rating.
    pub fn rating_level(&self, id: i64) -> Result<Option<(Moment, String)>, StoreError> {
        let mut statement = self.conn().prepare_cached("SELECT at, level FROM rating WHERE id = ?1")?;
        let mut rows = statement.query([id])?;
        rows.next()?.map(|row| Ok((read::moment_of(row, 0)?, row.get(1)?))).transpose()
    }

    /// The ratings of one dossier in the order of their moment.
    pub fn ratings_of(&self, dossier: i64) -> Result<Vec<Rating>, StoreError> {
        let mut statement = self
            .conn()
            .prepare_cached(&format!("{RATING} WHERE r.dossier_id = ?1 AND r.voided = 0 ORDER BY r.at, r.id"))?;
        let mut rows = statement.query([dossier])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(rating_row(row)?);
        }
        Ok(found)
    }

    /// Every piece of feedback in the order it was received.
    pub fn feedback(&self) -> Result<Vec<Feedback>, StoreError> {
        let mut statement =
            self.conn().prepare_cached(&format!("{FEEDBACK} WHERE f.voided = 0 ORDER BY f.received_at, f.id"))?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(feedback_row(row)?.feedback);
        }
        Ok(found)
    }

    /// What is not done with, and what was received from a moment on, in the order it was received.
    pub fn feedback_since(&self, since: Moment) -> Result<Vec<StoredFeedback>, StoreError> {
        let mut statement = self.conn().prepare_cached(&format!(
            "{FEEDBACK} WHERE f.voided = 0 AND (f.received_at >= ?1 OR
             ((f.handled_at IS NULL OR f.published_at IS NULL) AND f.refused_at IS NULL))
             ORDER BY f.received_at, f.id"
        ))?;
        let mut rows = statement.query([since.to_string()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(feedback_row(row)?);
        }
        Ok(found)
    }

    /// Feedback that waits for an answer or for its publication.
    pub fn feedback_open(&self) -> Result<Vec<StoredFeedback>, StoreError> {
        let mut statement = self.conn().prepare_cached(&format!(
            "{FEEDBACK} WHERE f.voided = 0 AND (f.handled_at IS NULL OR f.published_at IS NULL)
             AND f.refused_at IS NULL"
        ))?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(feedback_row(row)?);
        }
        Ok(found)
    }

    /// Whether a code was ever given to feedback.
    pub fn feedback_code_taken(&self, code: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM feedback WHERE code = ?1)";
        Ok(self.conn().prepare_cached(sql)?.query_row([code], |row| row.get(0))?)
    }

    /// The dossiers whose codes end so, two at most, which is enough to know whether one is meant: code, applicant,
    /// acceptance. No index knows the ends of codes.
    pub fn dossiers_ending(&self, end: &str) -> Result<Vec<(String, String, Option<Moment>)>, StoreError> {
        let sql = "SELECT code, applicant_name, accepted_at FROM dossier
             WHERE voided = 0 AND substr(code, -length(?1)) = ?1 LIMIT 2";
        let mut statement = self.conn().prepare_cached(sql)?;
        let mut rows = statement.query([end])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((row.get(0)?, row.get(1)?, read::moment(row, 2)?));
        }
        Ok(found)
    }

    /// One piece of feedback; `None` where there is none with this id.
    pub fn feedback_of(&self, id: i64) -> Result<Option<Feedback>, StoreError> {
        Ok(self.stored_feedback(id)?.map(|stored| stored.feedback))
    }

    /// One piece of feedback with its version; `None` where there is none with this id, or it was undone.
    pub fn stored_feedback(&self, id: i64) -> Result<Option<StoredFeedback>, StoreError> {
        let mut statement = self.conn().prepare_cached(&format!("{FEEDBACK} WHERE f.id = ?1 AND f.voided = 0"))?;
        let mut rows = statement.query([id])?;
        rows.next()?.map(feedback_row).transpose()
    }

    /// How many ratings say exactly this of this officer, voided ones apart: a file imported twice adds nothing.
    pub fn ratings_like(&self, rating: &Rating, dossier: Option<i64>, officer: Option<i64>) -> Result<i64, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT count(*) FROM rating WHERE at = ?1 AND dossier_id IS ?2 AND officer_id IS ?3
             AND level = ?4 AND comment = ?5 AND voided = 0",
        )?;
        let found = statement
            .query_row(params![rating.at.to_string(), dossier, officer, rating.level, rating.comment], |row| {
                row.get(0)
            })?;
        Ok(found)
    }
}

impl Tx<'_> {
    /// Adds a rating.
    pub fn add_rating(&mut self, rating: &Rating, dossier: Option<i64>) -> Result<i64, StoreError> {
        let (officer, _) = self.officer_or_new(&rating.officer)?;
        let id = |id: Option<i64>| id.map_or(Value::Null, Value::Integer);
        let values = vec![
            ("at", Value::from(rating.at.to_string())),
            ("dossier_id", id(dossier)),
            ("officer_id", id(officer)),
            ("level", Value::from(rating.level.clone())),
            ("comment", Value::from(rating.comment.clone())),
            ("source", Value::from(rating.source.clone())),
        ];
        self.create(Kind::Rating, dossier, values)
    }

    /// Creates a piece of feedback or changes the one with this code; returns whether anything differed.
    pub fn put_feedback(&mut self, feedback: &Feedback, dossier: Option<i64>) -> Result<bool, StoreError> {
        let at = |at: Option<Moment>| at.map_or(Value::Null, |at| Value::from(at.to_string()));
        let text = |text: &str| Value::from(text.to_owned());
        let (officer, _) = self.officer_or_new(&feedback.officer)?;
        let mut values = vec![
            ("received_at", Value::from(feedback.received_at.to_string())),
            ("channel", Value::from(feedback.channel.clone())),
            ("dossier_id", dossier.map_or(Value::Null, Value::Integer)),
            ("subject", Value::from(feedback.subject.clone())),
            ("handled_at", at(feedback.handled_at)),
            ("published_at", at(feedback.published_at)),
            ("satisfied", feedback.satisfied.map_or(Value::Null, |content| Value::Integer(i64::from(content)))),
            ("sender", text(&feedback.sender)),
            ("contact", text(&feedback.contact)),
            ("officer_id", officer.map_or(Value::Null, Value::Integer)),
            ("refused_at", at(feedback.refused_at)),
            ("supplement_asked_at", at(feedback.supplement_asked_at)),
            ("supplemented_at", at(feedback.supplemented_at)),
            ("answer", text(&feedback.answer)),
            ("document", text(&feedback.document)),
            ("note", text(&feedback.note)),
            ("voided", Value::Integer(0)),
        ];
        let known: Option<i64> = self
            .conn()
            .prepare_cached("SELECT id FROM feedback WHERE code = ?1")?
            .query_row([&feedback.code], |row| row.get(0))
            .optional()?;
        match known {
            Some(id) => self.update(Kind::Feedback, id, dossier, values),
            None => {
                values.push(("code", Value::from(feedback.code.clone())));
                self.create(Kind::Feedback, dossier, values)?;
                Ok(true)
            }
        }
    }
}
