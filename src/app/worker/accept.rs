//! The form for a new dossier: its ground, its memory, its saving.

use std::collections::BTreeSet;

use crate::app::clock::Clock;
use crate::app::worker::{Desk, unread};
use crate::desk::{Error, accept};
use crate::domain::dossier::{ApplicantKind, Dossier, PaidBy};
use crate::domain::procedure::Procedure;
use crate::domain::refusal::Refusal;
use crate::store::StoreError;
use crate::store::pages::{Query, Way};
use crate::ui::keymap::Act;
use crate::ui::screens::accept::FORM;
use crate::ui::work::Reply;
use crate::ui::work::accept::{Answer, Ask, Ground, Known, Last};

/// Dossiers looked back on to see which procedures are used most.
const RECENT: u32 = 2_000;

impl<C: Clock> Desk<C> {
    pub(super) fn accept(&mut self, ask: Ask) -> Reply {
        match ask {
            Ask::Save(draft) => self.save_dossier(*draft),
            Ask::Due { ticket, dossier, new_limit } => {
                match accept::preview(&self.store, &dossier, new_limit, self.now()) {
                    Ok(preview) => Reply::Accept(Answer::Due { ticket, preview: preview.map(Box::new) }),
                    Err(error) => Reply::Failed(Act::NewDossier, error.to_string()),
                }
            }
            other => self.remembered(other).map_or_else(|error| unread(Act::NewDossier, &error), Reply::Accept),
        }
    }

    fn save_dossier(&mut self, mut draft: accept::Draft) -> Reply {
        draft.dossier.received_by.clone_from(&self.officer);
        let nobody = self.officer.is_empty();
        let reply = self.write_and_say(Act::NewDossier, |store, stamp| {
            if nobody {
                let said = "Chưa chọn cán bộ đang ngồi máy; nhấn F9 để chọn rồi lưu lại.";
                return Err(Error::from(Refusal::whole(said)));
            }
            let (accepted, changes) = accept::accept(store, stamp, &draft)?;
            let due = accepted.due_at.map(|due| format!(", hẹn trả {}", due.vietnamese()));
            let due = due.unwrap_or_else(|| ", chờ tiếp nhận".to_owned());
            let due =
                if draft.dossier.accepted_at.is_some() && accepted.due_at.is_none() { String::new() } else { due };
            Ok((format!("Đã lưu {}{due}.", accepted.code), changes))
        });
        if matches!(reply, Reply::Wrote(_)) {
            // The dossier is safe; a draft that cannot be forgotten is only offered once too often.
            self.forget_draft(FORM);
        }
        reply
    }

    fn remembered(&self, ask: Ask) -> Result<Answer, StoreError> {
        let read = self.store.read();
        Ok(match ask {
            Ask::Papers { procedure } => Answer::Papers { papers: read.asked_papers(&procedure)?, procedure },
            Ask::Applicant { id, phone } => {
                let today = self.now().day;
                let found = read.newest_of_applicant(&id, &phone)?.map(|dossier| {
                    let of_today = dossier.accepted_at.is_some_and(|at| at.day == today);
                    let today = of_today.then_some((dossier.code, dossier.procedure_code));
                    Box::new(Known { applicant: dossier.applicant, today })
                });
                Answer::Applicant { id, phone, found }
            }
            Ask::Last { field } => Answer::Last { field, last: self.last_dossier()? },
            Ask::Ground | Ask::Due { .. } | Ask::Save(_) => Answer::Ground(Box::new(self.ground()?)),
        })
    }

    fn last_dossier(&self) -> Result<Option<Last>, StoreError> {
        let read = self.store.read();
        let newest = read.page(&Query::default(), self.now(), None, Way::After, 1)?;
        let found = newest.first().map(|row| read.dossier(row.id)).transpose()?.flatten();
        Ok(found.map(|stored| last(stored.dossier)))
    }

    fn ground(&self) -> Result<Ground, StoreError> {
        let rules = self.store.rulebook()?;
        let today = self.now().day;
        self.store.snapshot(|read| {
            let officers = read.officers()?.into_iter().map(|(_, officer)| officer);
            Ok(Ground {
                procedures: self.procedures_by_use()?,
                officers: officers.filter(|officer| officer.in_office(today)).collect(),
                draft: read.draft(FORM)?.unwrap_or_default(),
                rules,
            })
        })
    }

    /// One version of each procedure: those in force first, among them the most used ones.
    fn procedures_by_use(&self) -> Result<Vec<Procedure>, StoreError> {
        let (read, today) = (self.store.read(), self.now().day);
        let all = read.procedures()?;
        let used = read.procedures_in_use(RECENT)?;
        let mut seen = BTreeSet::new();
        let mut found = Vec::with_capacity(all.len());
        for (_, procedure) in &all {
            if !seen.insert(procedure.code.as_str()) {
                continue;
            }
            let version = read.procedure_version(&procedure.code, today)?;
            let version = all.iter().find(|(id, _)| Some(*id) == version).map_or(procedure, |(_, version)| version);
            let rank = used.iter().position(|code| *code == procedure.code).unwrap_or(usize::MAX);
            found.push((!version.in_force(today), rank, version.clone()));
        }
        found.sort_by_key(|(gone, rank, _)| (*gone, *rank));
        Ok(found.into_iter().map(|(_, _, procedure)| procedure).collect())
    }
}

/// The newest dossier as the form of a new one holds it. Its own moments and its code are nobody else's.
fn last(dossier: Dossier) -> Last {
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    let who = dossier.applicant;
    Last(vec![
        ("procedure_code", dossier.procedure_code),
        ("channel", dossier.channel.code().to_owned()),
        ("address", who.address),
        ("applicant_id", who.id),
        ("phone", who.phone),
        ("applicant_name", who.name),
        ("delegate_name", who.delegate),
        ("email", who.email),
        ("applicant_kind", who.kind.map_or("", ApplicantKind::code).to_owned()),
        ("sets", number(dossier.sets.map(i64::from))),
        ("fee", number(dossier.fee)),
        ("paid_by", dossier.paid_by.map_or("", PaidBy::code).to_owned()),
        ("handled_by", dossier.handled_by),
        ("note", dossier.note),
        ("collect_at", dossier.collect_at),
    ])
}
