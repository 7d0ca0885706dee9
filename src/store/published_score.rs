//! Points that a portal published for a period, typed in beside the desk's estimate.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};

use crate::domain::change::Kind;
use crate::domain::period::Period;
use crate::domain::published_score::PublishedScore;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::read::Read;

impl Read<'_> {
    /// What was published for exactly this period.
    pub fn published_scores(&self, period: &Period) -> Result<Vec<PublishedScore>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT component, value, source FROM published_score
             WHERE period_from = ?1 AND period_to = ?2 AND voided = 0 ORDER BY id",
        )?;
        let rows = statement.query_map([period.from.to_string(), period.to.to_string()], |row| {
            Ok(PublishedScore { component: row.get(0)?, value: row.get(1)?, source: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Sets the published points of one component of a period, or takes them away; the row stays, voided.
    pub fn put_published_score(
        &mut self,
        period: &Period,
        component: &str,
        score: Option<&PublishedScore>,
    ) -> Result<(), StoreError> {
        let text = |text: &str| Value::from(text.to_owned());
        let (from, to) = (period.from.to_string(), period.to.to_string());
        let known: Option<i64> = self
            .conn()
            .prepare_cached(
                "SELECT id FROM published_score WHERE period_from = ?1 AND period_to = ?2 AND component = ?3",
            )?
            .query_row(params![from, to, component], |row| row.get(0))
            .optional()?;
        let voided = ("voided", Value::Integer(i64::from(score.is_none())));
        let values = match score {
            Some(score) => vec![("value", Value::Integer(score.value)), ("source", text(&score.source)), voided],
            None => vec![voided],
        };
        match (known, score) {
            (Some(id), _) => {
                self.update(Kind::PublishedScore, id, None, values)?;
            }
            (None, Some(_)) => {
                let mut values = values;
                values.extend([("period_from", text(&from)), ("period_to", text(&to)), ("component", text(component))]);
                self.create(Kind::PublishedScore, None, values)?;
            }
            (None, None) => {}
        }
        Ok(())
    }
}
