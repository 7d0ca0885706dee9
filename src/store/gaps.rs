//! What is not digitized yet, by the officer who owes it: papers by who received, results by who settled.
//!
//! The table of owed work is read once; only so many places as are shown are held, so that memory does not grow with what
//! is owed.

use std::collections::{BTreeMap, BinaryHeap};

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::domain::collation::sort_key;
use crate::domain::day::{Day, Moment};
use crate::domain::stage::Owed;
use crate::domain::text::fold;
use crate::store::error::StoreError;
use crate::store::pages::ListRow;
use crate::store::read::Read;

/// What is lacking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GapPart {
    /// Papers; answerable is who received.
    #[default]
    Papers,
    /// The result; answerable is who settled.
    Results,
}

impl GapPart {
    const fn owed(self) -> Owed {
        match self {
            GapPart::Papers => Owed::DigitizeComponents,
            GapPart::Results => Owed::DigitizeResult,
        }
    }

    /// The columns of the officer who owes it and of the moment since when.
    const fn columns(self) -> (&'static str, &'static str) {
        match self {
            GapPart::Papers => ("d.received_by", "d.accepted_at"),
            GapPart::Results => ("d.handled_by", "ifnull(d.settled_at, d.done_at)"),
        }
    }

    /// What the list shows of a dossier, as one text to search: code, applicant, procedure, why it is lacking, how much of
    /// it is done.
    const fn text(self) -> &'static str {
        match self {
            GapPart::Papers => {
                "concat_ws(' ', d.code, d.applicant_name, (SELECT name FROM procedure WHERE id = d.procedure_id),
                 d.components_note, (SELECT group_concat(note, ' ') FROM component WHERE dossier_id = d.id AND voided = 0),
                 d.components_digitized || '/' || d.components_required)"
            }
            GapPart::Results => {
                "concat_ws(' ', d.code, d.applicant_name, (SELECT name FROM procedure WHERE id = d.procedure_id),
                 d.result_note)"
            }
        }
    }
}

/// One dossier of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// As lists have it.
    pub row: ListRow,
    /// Printed name of the officer who owes it; empty while none is named.
    pub officer: String,
    /// Why it is not digitized, as far as somebody said.
    pub reason: String,
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// The first ones, by officer and then by the moment since when.
    pub rows: Vec<Gap>,
    /// How many there are.
    pub total: u64,
    /// How many each officer owes, in the order of the list; an empty name stands for none.
    pub by_officer: Vec<(String, u64)>,
}

/// A place in the list: rank of the officer, since when, id.
type Place = (usize, String, i64);

impl Read<'_> {
    /// What is not digitized, of the dossiers accepted (settled) on one of these days and, where there are `words`, of
    /// those that have them in what the list shows; the first `most`.
    pub fn gaps(
        &self,
        part: GapPart,
        within: Option<(Day, Day)>,
        words: &str,
        most: usize,
    ) -> Result<Gaps, StoreError> {
        let names = self.officer_names()?;
        let words: Vec<String> = fold(words).split_whitespace().map(str::to_owned).collect();
        let mut order: Vec<i64> = names.keys().copied().collect();
        order.sort_by_cached_key(|id| names.get(id).map(|name| sort_key(name)));
        let ranks: BTreeMap<i64, usize> = order.iter().enumerate().map(|(rank, id)| (*id, rank)).collect();
        let (mut counts, mut first) = (vec![0_u64; order.len() + 1], BinaryHeap::new());
        self.each_owed(part, within, !words.is_empty(), |officer, since, id, text| {
            let name = officer.and_then(|officer| names.get(&officer)).map_or("chưa phân công", String::as_str);
            if !words.is_empty() {
                let day = since.parse::<Moment>().map(|at| at.day.vietnamese()).unwrap_or_default();
                let shown = fold(&format!("{text} {name} {day}"));
                if !words.iter().all(|word| shown.contains(word.as_str())) {
                    return;
                }
            }
            // A dossier without an officer stands last, and is never dropped.
            let rank = officer.and_then(|officer| ranks.get(&officer).copied()).unwrap_or(order.len());
            counts[rank] += 1;
            first.push((rank, since, id));
            if first.len() > most {
                first.pop();
            }
        })?;
        let name = |rank: usize| order.get(rank).and_then(|id| names.get(id)).cloned().unwrap_or_default();
        let owing = counts.iter().enumerate().filter(|(_, n)| **n > 0);
        let by_officer = owing.map(|(rank, n)| (name(rank), *n)).collect();
        let places: Vec<Place> = first.into_sorted_vec();
        let ids: Vec<i64> = places.iter().map(|(_, _, id)| *id).collect();
        let mut rows = Vec::with_capacity(ids.len());
        for (row, (rank, _, id)) in self.rows_of(&ids)?.into_iter().zip(&places) {
            let (papers, result) = self.digitization_notes(*id)?;
            let reason = if part == GapPart::Papers { papers } else { result };
            rows.push(Gap { row, officer: name(*rank), reason });
        }
        Ok(Gaps { rows, total: counts.iter().sum(), by_officer })
    }

    fn each_owed(
        &self,
        part: GapPart,
        within: Option<(Day, Day)>,
        with_text: bool,
        mut each: impl FnMut(Option<i64>, String, i64, String),
    ) -> Result<(), StoreError> {
        let (officer, since) = part.columns();
        let mut bound = vec![Value::Integer(part.owed().bit())];
        let mut days = String::new();
        if let Some((from, to)) = within {
            days = format!("AND {since} >= ? AND {since} < ?");
            bound.extend([from, to.plus(1)].map(|day| Value::from(day.start().to_string())));
        }
        let text = if with_text { part.text() } else { "''" };
        let sql = format!(
            "SELECT {officer}, ifnull({since}, ''), d.id, {text} FROM owed CROSS JOIN dossier d ON d.id = owed.dossier_id
             WHERE owed.kind = ? AND d.voided = 0 {days}"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(bound))?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        }
        Ok(())
    }

    /// Visits the place of every scan that is kept: code of the dossier, name of the paper (empty for the result), place.
    pub fn each_scan<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(String, String, String) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT d.code, c.name, c.scan FROM component c JOIN dossier d ON d.id = c.dossier_id
             WHERE c.scan <> '' AND c.voided = 0 AND d.voided = 0
             UNION ALL SELECT code, '', result_scan FROM dossier WHERE result_scan <> '' AND voided = 0";
        let mut statement = self.conn().prepare_cached(sql).map_err(StoreError::from)?;
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let text = |at: usize| row.get::<_, String>(at).map_err(StoreError::from);
            each(text(0)?, text(1)?, text(2)?)?;
        }
        Ok(())
    }
}
