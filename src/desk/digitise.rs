//! Digitizing components and results.

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::domain::change::Changes;
use crate::domain::component::Component;
use crate::domain::dossier::ComponentCounts;
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::store::{Op, Stamp, Store};

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
        tx.put_components(stored.id, components)?;
        let mut dossier = tx.read().dossier(stored.id)?.map_or(stored.dossier, |stored| stored.dossier);
        note.clone_into(&mut dossier.components_note);
        tx.change_dossier(stored.id, &dossier, stored.procedure, stored.due_computed)?;
        Ok(())
    })?;
    Ok(changes)
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
            return Err(Refusal::whole("Hồ sơ có danh sách thành phần; hãy đánh dấu từng thành phần.").into());
        }
        dossier.components = counts;
        note.clone_into(&mut dossier.components_note);
        Ok(())
    })
}

/// Marks all components of dossiers as digitized.
pub fn all_components(store: &mut Store, stamp: &Stamp, targets: &[Target]) -> Result<Changes, Error> {
    let op = Op::new("digitise");
    let ((), changes) = store.transact(&op, stamp, |tx| -> Result<(), Error> {
        for target in targets {
            let stored = change::load(tx, *target)?;
            change::lawful(&stored, Move::DigitiseComponents, stamp.at)?;
            let rows = tx.read().components(stored.id)?;
            if rows.is_empty() {
                let counts =
                    ComponentCounts { digitized: stored.dossier.components.required, ..stored.dossier.components };
                tx.put_component_counts(stored.id, counts)?;
                continue;
            }
            let digitized: Vec<Component> = rows
                .into_iter()
                .map(|(_, component)| Component { digitized: component.digitized || component.counts(), ..component })
                .collect();
            tx.put_components(stored.id, &digitized)?;
        }
        Ok(())
    })?;
    Ok(changes)
}

/// Marks results as digitized or not, with a note.
pub fn result(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    digitized: bool,
    note: &str,
) -> Result<Changes, Error> {
    change::change_each(store, &Op::new("digitise"), stamp, Move::DigitiseResult, targets, |_, _, dossier| {
        dossier.result_digitized = digitized;
        note.clone_into(&mut dossier.result_note);
        Ok(())
    })
}
