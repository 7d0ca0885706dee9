//! The file of ratings. A rating has no code: one that says the same of the same dossier and officer at the same minute
//! is the same, and where a file has several alike without a dossier, that many are to be in the register.

use std::collections::HashMap;

use crate::desk::import::feedback::unknown_dossier;
use crate::desk::import::keyed::missing_columns;
use crate::desk::import::named_officers::NamedOfficers;
use crate::desk::import::{Batch, ImportError, Verdict};
use crate::domain::rating::{Levels, Rating};
use crate::exchange::fault::RowError;
use crate::exchange::{Canonical, Sheet};
use crate::store::{Read, StoreError, Tx};

pub(super) struct Ratings {
    sheet: Sheet<Rating>,
    officers: NamedOfficers,
    levels: Levels,
    /// For each row, which of those alike in the file it is, from 1.
    occurrence: Vec<i64>,
}

impl Ratings {
    pub(super) fn new(sheet: Sheet<Rating>, read: Read<'_>) -> Result<Ratings, ImportError> {
        let mut seen: HashMap<[String; 4], i64> = HashMap::new();
        let mut occurrence = Vec::with_capacity(sheet.rows.len());
        for row in &sheet.rows {
            let rating = &row.value;
            // With a dossier the file itself refuses a second one (its key), so only the others are counted.
            occurrence.push(if rating.dossier_code.is_empty() {
                let like =
                    [rating.at.to_string(), rating.officer.clone(), rating.level.clone(), rating.comment.clone()];
                let n = seen.entry(like).or_insert(0);
                *n += 1;
                *n
            } else {
                1
            });
        }
        Ok(Ratings { sheet, officers: NamedOfficers::new(read)?, levels: read.settings()?.levels(), occurrence })
    }

    /// The rating with its level and officer in the register's own words, or what is wrong with it.
    fn settled(&mut self, at: usize) -> Result<Rating, (&'static str, String)> {
        let mut rating = self.sheet.rows[at].value.clone();
        match self.levels.find(&rating.level) {
            Some(level) => level.code.clone_into(&mut rating.level),
            None => return Err(("level", format!("mức độ hài lòng phải là một trong: {}", self.levels.codes()))),
        }
        self.officers.settle(&mut rating.officer).map_err(|reason| ("officer", reason))?;
        Ok(rating)
    }

    fn in_register(&self, at: usize, rating: &Rating, read: Read<'_>) -> Result<bool, StoreError> {
        let dossier = read.live_dossier_id(&rating.dossier_code)?;
        let officer = read.officer_id(&rating.officer)?;
        if officer.is_none() && !rating.officer.is_empty() {
            return Ok(false);
        }
        Ok(read.ratings_like(rating, dossier, officer)? >= self.occurrence[at])
    }
}

impl Batch for Ratings {
    fn len(&self) -> usize {
        self.sheet.rows.len()
    }

    fn judge(&mut self, at: usize, read: Read<'_>) -> Result<Verdict, ImportError> {
        let missing = self.sheet.columns.missing_for_new();
        let found = match self.settled(at) {
            Err(fault) => Err(fault),
            Ok(_) if !missing.is_empty() => Err(("at", missing_columns(&missing))),
            Ok(rating) => match unknown_dossier(read, &rating.dossier_code)? {
                Some(fault) => Err(fault),
                None => Ok(rating),
            },
        };
        match found {
            Ok(rating) if self.in_register(at, &rating, read)? => Ok(Verdict::Same),
            Ok(_) => Ok(Verdict::New),
            Err((column, reason)) => {
                let row = &self.sheet.rows[at];
                Ok(Verdict::Bad(vec![RowError::new(row.line, column, &row.value.cell(column), reason)]))
            }
        }
    }

    fn put(&mut self, at: usize, tx: &mut Tx<'_>, _reason: &str) -> Result<(), ImportError> {
        if let Ok(rating) = self.settled(at) {
            let dossier = tx.read().live_dossier_id(&rating.dossier_code)?;
            tx.add_rating(&rating, dossier)?;
        }
        Ok(())
    }

    fn new_officers(&mut self) -> Vec<String> {
        self.officers.take_new()
    }
}
