//! Digitizing components and results.

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::domain::change::Changes;
use crate::domain::component::{Component, PaperState};
use crate::domain::dossier::{ComponentCounts, Dossier};
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::store::dossier::Stored;
use crate::store::{Op, Read, Stamp, Store, Tx};

/// Sets the papers of one dossier; the counts follow from them.
pub fn set_components(
    store: &mut Store,
    stamp: &Stamp,
    target: Target,
    components: &[Component],
    note: &str,
) -> Result<Changes, Error> {
    let ((), changes) = store.transact(&Op::new("digitise"), stamp, |tx| -> Result<(), Error> {
        let stored = change::load(tx, target)?;
        change::lawful(&stored, Move::DigitiseComponents, stamp.at)?;
        if let Some(found) = components.iter().flat_map(Component::contradictions).next() {
            return Err(Refusal::whole(format!("{}.", found.message)).into());
        }
        let components = answered_by(tx.read(), &stored, components, &stamp.officer)?;
        tx.put_components(stored.id, &components)?;
        let mut dossier = tx.read().dossier(stored.id)?.map_or(stored.dossier, |stored| stored.dossier);
        note.clone_into(&mut dossier.components_note);
        tx.change_dossier(stored.id, &dossier, stored.procedure, stored.due_computed)?;
        Ok(())
    })?;
    Ok(changes)
}

/// The papers with the officer who answers for each: who changes what became of one, unless somebody else is named.
fn answered_by(
    read: Read<'_>,
    stored: &Stored,
    components: &[Component],
    officer: &str,
) -> Result<Vec<Component>, Error> {
    let known = read.components(stored.id)?;
    let answered = components.iter().enumerate().map(|(at, paper)| {
        let before = known.get(at).map(|(_, before)| before);
        let moved = before.is_none_or(|before| before.state() != paper.state() || before.scan != paper.scan);
        let named = before.map_or(!paper.officer.is_empty(), |before| before.officer != paper.officer);
        let mut paper = paper.clone();
        if moved && !named && paper.state() != PaperState::Awaited {
            officer.clone_into(&mut paper.officer);
        }
        paper
    });
    Ok(answered.collect())
}

/// Sets the counts of a dossier whose papers have no rows of their own.
pub fn set_counts(
    store: &mut Store,
    stamp: &Stamp,
    target: Target,
    counts: ComponentCounts,
    note: &str,
) -> Result<Changes, Error> {
    if counts.digitized > counts.required || counts.reused > counts.digitized {
        return Err(Refusal::at(
            "components_digitized",
            "Số đã số hóa không quá số bắt buộc, số dùng lại không quá số đã số hóa.",
        )
        .into());
    }
    let op = Op::new("digitise");
    change::change_each(store, &op, stamp, Move::DigitiseComponents, &[target], |tx, stored, dossier| {
        if !tx.read().components(stored.id)?.is_empty() {
            return Err(
                Refusal::whole("Hồ sơ có danh sách thành phần; đánh dấu từng thành phần: mở hồ sơ, phím p.").into()
            );
        }
        dossier.components = counts;
        note.clone_into(&mut dossier.components_note);
        Ok(())
    })
}

/// Marks all components of dossiers as digitized.
pub fn all_components(store: &mut Store, stamp: &Stamp, targets: &[Target]) -> Result<Changes, Error> {
    mark_papers(store, stamp, targets, PaperState::Digitized, "")
}

/// Says of every required paper of dossiers that nobody has digitized yet what became of it, in one entry. Of a dossier
/// whose papers have no rows the counts follow in the same way.
///
/// # Errors
/// A refusal where a paper cannot be digitized and no reason is given.
pub fn mark_papers(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    state: PaperState,
    reason: &str,
) -> Result<Changes, Error> {
    if state == PaperState::Unmendable && reason.trim().is_empty() {
        return Err(Refusal::at("reason", "Không số hóa được thì phải ghi lý do; báo cáo nêu lý do ấy.").into());
    }
    let ((), changes) = store.transact(&Op::new("digitise"), stamp, |tx| -> Result<(), Error> {
        for target in targets {
            let stored = change::load(tx, *target)?;
            change::lawful(&stored, Move::DigitiseComponents, stamp.at)?;
            let rows = tx.read().components(stored.id)?;
            if rows.is_empty() {
                mark_counts(tx, &stored, state, reason)?;
                continue;
            }
            let mut papers: Vec<Component> = rows.into_iter().map(|(_, paper)| paper).collect();
            let lacking = |paper: &&mut Component| paper.counts() && !paper.is_digitized();
            for paper in papers.iter_mut().filter(lacking) {
                mark(paper, state, reason, &stamp.officer);
            }
            tx.put_components(stored.id, &papers)?;
        }
        Ok(())
    })?;
    Ok(changes)
}

fn mark(paper: &mut Component, state: PaperState, reason: &str, officer: &str) {
    paper.set_state(state);
    officer.clone_into(&mut paper.officer);
    if state == PaperState::Unmendable {
        reason.trim().clone_into(&mut paper.note);
    }
}

/// The counts of papers without rows: what was lacking is digitized, taken from a store, or not required.
fn mark_counts(tx: &mut Tx<'_>, stored: &Stored, state: PaperState, reason: &str) -> Result<(), Error> {
    let known = stored.dossier.components;
    let lacking = known.required.saturating_sub(known.digitized);
    let counts = match state {
        PaperState::Digitized => ComponentCounts { digitized: known.required, ..known },
        PaperState::Reused | PaperState::National => {
            ComponentCounts { digitized: known.required, reused: known.reused + lacking, ..known }
        }
        PaperState::NotApplicable => ComponentCounts { required: known.required - lacking, ..known },
        PaperState::Awaited | PaperState::Unmendable => known,
    };
    tx.put_component_counts(stored.id, counts)?;
    if state == PaperState::Unmendable {
        let dossier = Dossier { components_note: reason.trim().to_owned(), ..stored.dossier.clone() };
        tx.change_dossier(stored.id, &dossier, stored.procedure, stored.due_computed)?;
    }
    Ok(())
}

/// What is said of results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultTold {
    /// Digitized.
    pub digitized: bool,
    /// Signed digitally; `None` leaves what is known.
    pub signed: Option<bool>,
    /// Where the scan is; `None` leaves what is known.
    pub scan: Option<String>,
    /// Why it is not digitized.
    pub note: String,
}

/// Marks results as digitized or not, signed or not, with where the scan is.
pub fn result(store: &mut Store, stamp: &Stamp, targets: &[Target], told: &ResultTold) -> Result<Changes, Error> {
    if told.signed == Some(true) && !told.digitized {
        return Err(Refusal::at(
            "result_signed",
            "Kết quả chưa số hóa thì chưa thể ký số; đánh dấu ô Đã số hóa trước (phím cách).",
        )
        .into());
    }
    change::change_each(store, &Op::new("digitise"), stamp, Move::DigitiseResult, targets, |_, _, dossier| {
        dossier.result_digitized = told.digitized;
        dossier.result_signed = told.signed.unwrap_or(dossier.result_signed) && told.digitized;
        if let Some(scan) = &told.scan {
            scan.clone_into(&mut dossier.result_scan);
        }
        told.note.clone_into(&mut dossier.result_note);
        Ok(())
    })
}
