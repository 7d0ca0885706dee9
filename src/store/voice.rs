//! The citizens' voice: ratings and feedback (phản ánh, kiến nghị).

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};

use crate::domain::change::Kind;
use crate::domain::feedback::Feedback;
use crate::domain::rating::Rating;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::read::{self, Read};

const FEEDBACK: &str = "SELECT f.code, f.received_at, f.channel, ifnull(d.code, ''), f.subject, f.handled_at, \
     f.published_at, f.satisfied FROM feedback f LEFT JOIN dossier d ON d.id = f.dossier_id";

fn feedback_row(row: &rusqlite::Row<'_>) -> Result<Feedback, StoreError> {
    Ok(Feedback {
        code: row.get(0)?,
        received_at: read::moment_of(row, 1)?,
        channel: row.get(2)?,
        dossier_code: row.get(3)?,
        subject: row.get(4)?,
        handled_at: read::moment(row, 5)?,
        published_at: read::moment(row, 6)?,
        satisfied: row.get(7)?,
    })
}

impl Read<'_> {
    /// Visits every rating in the order of its moment.
    pub fn each_rating<E: From<StoreError>>(&self, mut each: impl FnMut(Rating) -> Result<(), E>) -> Result<(), E> {
        let mut statement = self
            .conn()
            .prepare_cached(
                "SELECT r.at, ifnull(d.code, ''), ifnull(o.code, ''), r.level, r.comment FROM rating r
                 LEFT JOIN dossier d ON d.id = r.dossier_id LEFT JOIN officer o ON o.id = r.officer_id
                 WHERE r.voided = 0 ORDER BY r.at, r.id",
            )
            .map_err(StoreError::from)?;
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let text = |column| row.get::<_, String>(column).map_err(StoreError::from);
            each(Rating {
                at: read::moment_of(row, 0)?,
                dossier_code: text(1)?,
                officer: text(2)?,
                level: text(3)?,
                comment: text(4)?,
            })?;
        }
        Ok(())
    }

    /// When a rating was given and its level; `None` where there is no such rating.
    pub fn rating_level(&self, id: i64) -> Result<Option<(crate::domain::day::Moment, String)>, StoreError> {
        let mut statement = self.conn().prepare_cached("SELECT at, level FROM rating WHERE id = ?1")?;
        let mut rows = statement.query([id])?;
        rows.next()?.map(|row| Ok((read::moment_of(row, 0)?, row.get(1)?))).transpose()
    }

    /// The ratings of one dossier in the order of their moment.
    pub fn ratings_of(&self, dossier: i64) -> Result<Vec<Rating>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT r.at, d.code, ifnull(o.code, ''), r.level, r.comment FROM rating r
             JOIN dossier d ON d.id = r.dossier_id LEFT JOIN officer o ON o.id = r.officer_id
             WHERE r.dossier_id = ?1 AND r.voided = 0 ORDER BY r.at, r.id",
        )?;
        let mut rows = statement.query([dossier])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Rating {
                at: read::moment_of(row, 0)?,
                dossier_code: row.get(1)?,
                officer: row.get(2)?,
                level: row.get(3)?,
                comment: row.get(4)?,
            });
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
            found.push(feedback_row(row)?);
        }
        Ok(found)
    }

    /// One piece of feedback; `None` where there is none with this id.
    pub fn feedback_of(&self, id: i64) -> Result<Option<Feedback>, StoreError> {
        let mut statement = self.conn().prepare_cached(&format!("{FEEDBACK} WHERE f.id = ?1"))?;
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
        ];
        self.create(Kind::Rating, dossier, values)
    }

    /// Creates a piece of feedback or changes the one with this code; returns whether anything differed.
    pub fn put_feedback(&mut self, feedback: &Feedback, dossier: Option<i64>) -> Result<bool, StoreError> {
        let at = |at: Option<crate::domain::day::Moment>| at.map_or(Value::Null, |at| Value::from(at.to_string()));
        let mut values = vec![
            ("received_at", Value::from(feedback.received_at.to_string())),
            ("channel", Value::from(feedback.channel.clone())),
            ("dossier_id", dossier.map_or(Value::Null, Value::Integer)),
            ("subject", Value::from(feedback.subject.clone())),
            ("handled_at", at(feedback.handled_at)),
            ("published_at", at(feedback.published_at)),
            ("satisfied", feedback.satisfied.map_or(Value::Null, |content| Value::Integer(i64::from(content)))),
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
