//! Officers whom dossiers of a period name and should not: those taken off the list, and those who received or settled
//! on a day on which they held no office. Noted while the period is counted, for the audit.

use std::collections::{BTreeMap, BTreeSet};

use crate::desk::count::NAMED;
use crate::domain::day::Day;
use crate::domain::figure::View;
use crate::domain::officer::Officer;
use crate::report::audit::OfOfficer;
use crate::store::{Read, StoreError};

/// What was noted so far.
pub(super) struct OfficersMet {
    removed: BTreeMap<i64, String>,
    /// Every officer on the list.
    listed: BTreeSet<i64>,
    of_removed: BTreeMap<i64, OfOfficer>,
    /// Officers whose office began or ended on a known day.
    terms: BTreeMap<i64, Officer>,
    out_of_office: BTreeMap<i64, OfOfficer>,
}

impl OfficersMet {
    pub(super) fn new(read: &Read<'_>) -> Result<OfficersMet, StoreError> {
        let bounded = |officer: &Officer| officer.valid_from.is_some() || officer.valid_to.is_some();
        let officers = read.officers()?;
        Ok(OfficersMet {
            removed: read.removed_officers()?,
            listed: officers.iter().map(|(id, _)| *id).collect(),
            of_removed: BTreeMap::new(),
            terms: officers.into_iter().filter(|(_, officer)| bounded(officer)).collect(),
            out_of_office: BTreeMap::new(),
        })
    }

    /// Takes note of a dossier.
    pub(super) fn dossier(&mut self, view: &View<'_>, read: &Read<'_>) -> Result<(), StoreError> {
        let (facts, standing) = (view.facts, &view.standing);
        for officer in BTreeSet::from([facts.received_by, facts.handled_by]) {
            if let Some(name) = self.removed.get(&officer) {
                note(&mut self.of_removed, (officer, name), facts.id, read)?;
            } else if officer != 0 && !self.listed.contains(&officer) {
                // No program of ours takes an officer's record away; another one may have.
                note(&mut self.of_removed, (officer, "không còn tên trong sổ"), facts.id, read)?;
            }
        }
        let received = facts.accepted_at.filter(|_| standing.is_in).map(|at| (facts.received_by, at.day));
        let settled = facts.settled_at.filter(|_| standing.is_settled).map(|at| (facts.handled_by, at.day));
        let out = |(officer, day): &(i64, Day)| self.terms.get(officer).is_some_and(|known| !known.in_office(*day));
        let officers: BTreeSet<i64> = received.into_iter().chain(settled).filter(out).map(|(id, _)| id).collect();
        for officer in officers {
            let Some(known) = self.terms.get(&officer) else { continue };
            let name = Officer::told_apart(&known.name, &known.code);
            let name = format!("{name} giữ nhiệm vụ {} mà", term(known));
            note(&mut self.out_of_office, (officer, &name), facts.id, read)?;
        }
        Ok(())
    }

    /// Those taken off the list, and those out of office.
    pub(super) fn finish(self) -> (Vec<OfOfficer>, Vec<OfOfficer>) {
        (self.of_removed.into_values().collect(), self.out_of_office.into_values().collect())
    }
}

/// Counts a dossier under an officer, and names it while few are named.
fn note(
    noted: &mut BTreeMap<i64, OfOfficer>,
    (officer, name): (i64, &str),
    dossier: i64,
    read: &Read<'_>,
) -> Result<(), StoreError> {
    let of = noted.entry(officer).or_insert_with(|| OfOfficer { name: name.to_owned(), n: 0, named: Vec::new() });
    of.n += 1;
    if of.named.len() < NAMED {
        of.named.push((dossier, read.code_of(dossier)?));
    }
    Ok(())
}

/// `từ ngày 01/01/2025 đến hết ngày 31/03/2025`.
fn term(officer: &Officer) -> String {
    let day = |words: &str, day: Option<Day>| day.map(|day| format!("{words} ngày {}", day.vietnamese()));
    let days = [day("từ", officer.valid_from), day("đến hết", officer.valid_to)];
    days.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
