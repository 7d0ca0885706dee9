//! What the ratings of a span of days say, as sums. Who gave which is confidential (DOMAIN.md §9): an officer's sums
//! are told only where they are of five ratings or more, and [`whole`] is for the head alone.

use std::collections::BTreeMap;

use crate::domain::day::Moment;
use crate::domain::rating::{Levels, Rating};
use crate::store::{Store, StoreError};

/// Fewest ratings of which an officer's sums are told.
pub const LEAST: u64 = 5;

/// Most ratings that the head's list holds.
pub const MOST: usize = 20_000;

/// What is told of one officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Ratings of each level, in the order of the levels.
    Sums(Vec<u64>),
    /// Fewer than [`LEAST`].
    Few,
    /// Enough, but what the others leave of the total would tell the sums of those with few.
    Shielding,
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
    /// By officer, in the order of the desk's list.
    pub officers: Vec<(String, Told)>,
}

/// Sums of `[from, end)`.
pub fn sums(store: &Store, from: Moment, end: Moment) -> Result<Sums, StoreError> {
    store.snapshot(|read| {
        let levels = read.settings()?.levels();
        let given = read.rating_sums(from, end)?;
        let shown = shown_levels(&levels, &given);
        let place = |level: &str| shown.iter().position(|code| code == level);
        let (mut counts, mut by_officer) = (vec![0_u64; shown.len()], BTreeMap::<&str, Vec<u64>>::new());
        for (level, officer, n) in &given {
            let Some(at) = place(level) else { continue };
            counts[at] += n;
            by_officer.entry(officer).or_insert_with(|| vec![0; shown.len()])[at] += n;
        }
        let unassigned = by_officer.remove("").map_or(0, |sums| sums.iter().sum());
        let names = read.officer_names()?;
        let known = read
            .officers()?
            .into_iter()
            .filter_map(|(id, officer)| Some((names.get(&id)?.clone(), by_officer.remove(officer.code.as_str())?)));
        let (returned, answered) = read.answered(from, end)?;
        Ok(Sums {
            levels: shown.iter().map(|code| levels.label(code).to_owned()).zip(counts).collect(),
            total: given.iter().map(|(_, _, n)| n).sum(),
            unassigned,
            returned,
            answered,
            officers: shielded(known.collect()),
        })
    })
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
/// alone.
fn shielded(sums: Vec<(String, Vec<u64>)>) -> Vec<(String, Told)> {
    let size = |sums: &[u64]| sums.iter().sum::<u64>();
    let mut told: Vec<(String, Told)> = sums
        .iter()
        .map(|(name, sums)| (name.clone(), if size(sums) < LEAST { Told::Few } else { Told::Sums(sums.clone()) }))
        .collect();
    loop {
        let hidden = || told.iter().zip(&sums).filter(|((_, told), _)| !matches!(told, Told::Sums(_)));
        let (count, together) = (hidden().count(), hidden().map(|(_, (_, sums))| size(sums)).sum::<u64>());
        let open = told.iter().enumerate().filter(|(_, (_, told))| matches!(told, Told::Sums(_)));
        let least = open.min_by_key(|(at, _)| size(&sums[*at].1)).map(|(at, _)| at);
        match least {
            Some(at) if count > 0 && (count < 2 || together < LEAST) => told[at].1 = Told::Shielding,
            _ => return told,
        }
    }
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

    fn told(sums: &[(&str, &[u64])]) -> Vec<Told> {
        let sums = sums.iter().map(|(name, sums)| ((*name).to_owned(), sums.to_vec())).collect();
        shielded(sums).into_iter().map(|(_, told)| told).collect()
    }

    #[test]
    fn few_ratings_of_an_officer_are_not_told_nor_left_over_by_the_others() {
        assert_eq!(told(&[("a", &[3, 2]), ("b", &[9, 0])]), [Told::Sums(vec![3, 2]), Told::Sums(vec![9, 0])]);
        // The total less b would be a's own sums.
        assert_eq!(
            told(&[("a", &[1, 1]), ("b", &[9, 0]), ("c", &[20, 1])]),
            [Told::Few, Told::Shielding, Told::Sums(vec![20, 1])]
        );
        assert_eq!(told(&[("a", &[4, 0]), ("b", &[0, 3]), ("c", &[5, 1])])[2], Told::Sums(vec![5, 1]));
        assert_eq!(told(&[("a", &[1, 0]), ("b", &[0, 1]), ("c", &[5, 1])])[2], Told::Shielding);
        assert_eq!(told(&[("a", &[1, 0])]), [Told::Few]);
    }
}
