//! What the ratings of a span of days say, as sums. Who gave which is confidential (DOMAIN.md §9), and [`whole`] is for
//! the head alone.
//!
//! An officer's sums are those of whole months that have ended, each told only where it has five ratings or more. Sums of
//! a longer span are sums of the months that are told, so that no two spans leave a part that is not told by itself; and
//! a running month is not told, since what came in between two looks is one citizen's. What this does not hide: the
//! totals of all officers together, which a desk of one officer cannot tell from his own, and what somebody at the
//! counter sees with his own eyes.

use std::collections::BTreeMap;

use crate::domain::day::{Day, Moment};
use crate::domain::period::Period;
use crate::domain::rating::{Levels, Rating};
use crate::store::{Read, Store, StoreError};

/// Fewest ratings of a month of which an officer's sums are told.
pub const LEAST: u64 = 5;

/// Most ratings that the head's list holds.
pub const MOST: usize = 20_000;

/// What is told of one officer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfOfficer {
    /// Ratings of each level, in the order of the levels, of the months that are told.
    pub sums: Vec<u64>,
    /// Months in which he was rated and that are not told: they have fewer than [`LEAST`], or the rest of the total
    /// would tell another's who has.
    pub kept_back: usize,
}

/// How officers are told apart in a span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// By the months that have ended.
    Months,
    /// Not at all: the span begins or ends within a month of reporting.
    NotWhole,
    /// Not yet: no month of it has ended.
    NotEnded,
}

/// Sums of a span of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Word and number of each level: those offered, and older ones that were given.
    pub levels: Vec<(String, u64)>,
    /// All ratings.
    pub total: u64,
    /// Of them without an officer.
    pub unassigned: u64,
    /// Dossiers returned.
    pub returned: u64,
    /// Of them with a rating.
    pub answered: u64,
    /// Whether there are sums by officer.
    pub apart: Apart,
    /// By officer, in the order of the desk's list.
    pub officers: Vec<(String, OfOfficer)>,
}

/// Sums of the days `from` to `to`, as they are told at `now`.
pub fn sums(store: &Store, (from, to): (Day, Day), now: Moment) -> Result<Sums, StoreError> {
    store.snapshot(|read| {
        let settings = read.settings()?;
        let levels = settings.levels();
        let (start, end) = (from.start(), to.plus(1).start());
        let given = read.rating_sums(start, end)?;
        let shown = shown_levels(&levels, &given);
        let of_level = |code: &str| given.iter().filter(|(level, ..)| level == code).map(|(.., n)| n).sum::<u64>();
        let counts: Vec<u64> = shown.iter().map(|code| of_level(code)).collect();
        let unassigned = given.iter().filter(|(_, officer, _)| officer.is_empty()).map(|(.., n)| n).sum();
        let (returned, answered) = read.answered(start, end)?;
        let months = Period::whole_months(from, to, settings.cutoff());
        let ended: Vec<(Day, Day)> = months.iter().copied().filter(|(_, last)| *last < now.day).collect();
        let apart = match (months.is_empty(), ended.is_empty()) {
            (true, _) => Apart::NotWhole,
            (_, true) => Apart::NotEnded,
            _ => Apart::Months,
        };
        Ok(Sums {
            levels: shown.iter().map(|code| levels.label(code).to_owned()).zip(counts).collect(),
            total: given.iter().map(|(_, _, n)| n).sum(),
            unassigned,
            returned,
            answered,
            apart,
            officers: by_officer(read, &ended, &shown)?,
        })
    })
}

/// What is told of each officer, month by month.
fn by_officer(read: Read<'_>, months: &[(Day, Day)], shown: &[String]) -> Result<Vec<(String, OfOfficer)>, StoreError> {
    let mut told: BTreeMap<String, OfOfficer> = BTreeMap::new();
    for (first, last) in months {
        let mut rated: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        for (level, officer, n) in read.rating_sums(first.start(), last.plus(1).start())? {
            let Some(at) = shown.iter().position(|code| *code == level) else { continue };
            if !officer.is_empty() {
                rated.entry(officer).or_insert_with(|| vec![0; shown.len()])[at] += n;
            }
        }
        for (officer, sums) in shielded(rated.into_iter().collect()) {
            let own = told.entry(officer).or_insert_with(|| OfOfficer { sums: vec![0; shown.len()], kept_back: 0 });
            match sums {
                Some(sums) => own.sums.iter_mut().zip(sums).for_each(|(sum, n)| *sum += n),
                None => own.kept_back += 1,
            }
        }
    }
    let names = read.officer_names()?;
    let of = |(id, officer): (i64, crate::domain::officer::Officer)| {
        Some((names.get(&id)?.clone(), told.remove(officer.code.as_str())?))
    };
    Ok(read.officers()?.into_iter().filter_map(of).collect())
}

fn shown_levels(levels: &Levels, given: &[(String, String, u64)]) -> Vec<String> {
    let mut shown: Vec<String> = levels.offered().map(|level| level.code.clone()).collect();
    for (level, ..) in given {
        if !shown.contains(level) {
            shown.push(level.clone());
        }
    }
    shown
}

/// Keeps back the sums of few ratings, and as many others as it takes so that the rest of the total is no officer's
/// alone; `None` stands for what is kept back.
fn shielded(sums: Vec<(String, Vec<u64>)>) -> Vec<(String, Option<Vec<u64>>)> {
    let size = |sums: &[u64]| sums.iter().sum::<u64>();
    let mut open: Vec<bool> = sums.iter().map(|(_, sums)| size(sums) >= LEAST).collect();
    loop {
        let hidden = || open.iter().zip(&sums).filter(|(open, _)| !**open);
        let (count, together) = (hidden().count(), hidden().map(|(_, (_, sums))| size(sums)).sum::<u64>());
        let least = (0..sums.len()).filter(|at| open[*at]).min_by_key(|at| size(&sums[*at].1));
        match least {
            Some(at) if count > 0 && (count < 2 || together < LEAST) => open[at] = false,
            _ => break,
        }
    }
    sums.into_iter().zip(open).map(|((name, sums), open)| (name, open.then_some(sums))).collect()
}

/// Every rating of `[from, end)` with dossier and officer, newest first: for the head alone.
pub fn whole(store: &Store, from: Moment, end: Moment) -> Result<Vec<(i64, Rating)>, StoreError> {
    store.snapshot(|read| {
        let settings = read.settings()?;
        let (levels, officers) = (settings.levels(), read.officers()?);
        let names = read.officer_names()?;
        let name = |code: &str| {
            let found = officers.iter().find(|(_, officer)| officer.code == code);
            found.and_then(|(id, _)| names.get(id)).map_or(code.to_owned(), Clone::clone)
        };
        let given = read.ratings_between(from, end, MOST)?.into_iter();
        let told = given.map(|(id, rating)| {
            let (level, officer) = (levels.label(&rating.level).to_owned(), name(&rating.officer));
            (id, Rating { level, officer, ..rating })
        });
        Ok(told.collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(sums: &[(&str, &[u64])]) -> Vec<Option<Vec<u64>>> {
        let sums = sums.iter().map(|(name, sums)| ((*name).to_owned(), sums.to_vec())).collect();
        shielded(sums).into_iter().map(|(_, told)| told).collect()
    }

    #[test]
    fn few_ratings_of_an_officer_are_not_told_nor_left_over_by_the_others() {
        assert_eq!(told(&[("a", &[3, 2]), ("b", &[9, 0])]), [Some(vec![3, 2]), Some(vec![9, 0])]);
        // The total less b would be a's own sums.
        assert_eq!(told(&[("a", &[1, 1]), ("b", &[9, 0]), ("c", &[20, 1])]), [None, None, Some(vec![20, 1])]);
        assert_eq!(told(&[("a", &[4, 0]), ("b", &[0, 3]), ("c", &[5, 1])])[2], Some(vec![5, 1]));
        assert_eq!(told(&[("a", &[1, 0]), ("b", &[0, 1]), ("c", &[5, 1])])[2], None);
        assert_eq!(told(&[("a", &[1, 0])]), [None]);
    }
}
