//! The receipt of a dossier (form 01): what the register knows of it, gathered for the slip.
//!
//! Nothing is made up: what the register does not know stays empty and is left to a pen.

use crate::desk::error::Error;
use crate::desk::promise;
use crate::domain::component::{Component, ComponentKind};
use crate::domain::dossier::Dossier;
use crate::domain::officer::Officer;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::report::receipt::{ReceiptComponent, ReceiptData};
use crate::store::{Store, StoreError};

/// The slip's data for a dossier. The promise is the one given at acceptance, so that a slip printed again says the
/// same.
///
/// # Errors
/// [`Refusal`] for a dossier that is not in the register, or was not accepted.
pub fn receipt(store: &Store, id: i64) -> Result<ReceiptData, Error> {
    store.snapshot(|read| {
        let stored = read
            .dossier(id)?
            .filter(|stored| !stored.voided)
            .ok_or_else(|| Refusal::whole("Hồ sơ này đã bị hủy hoặc không còn trong sổ."))?;
        if stored.dossier.accepted_at.is_none() {
            let said = format!("{}: hồ sơ chưa được tiếp nhận nên chưa có giấy hẹn.", stored.dossier.code);
            return Err(Refusal::whole(said).into());
        }
        let procedure = read
            .procedure(stored.procedure)?
            .ok_or_else(|| StoreError::Missing(format!("procedure {}", stored.procedure)))?;
        let papers = read.components(id)?.into_iter().map(|(_, paper)| paper).collect();
        let officer = officer_name(&read.officers()?, &stored.dossier.received_by);
        Ok(data(stored.dossier, &procedure, papers, officer, &read.settings()?))
    })
}

fn data(
    dossier: Dossier,
    procedure: &Procedure,
    papers: Vec<Component>,
    officer: String,
    settings: &Settings,
) -> ReceiptData {
    let limit = promise::limit_of(&dossier, procedure).map(|limit| limit.vietnamese());
    let extension = dossier.extension.as_ref().map(|extension| format!("gia hạn {}", extension.limit.vietnamese()));
    let limit: Vec<String> = limit.into_iter().chain(extension).collect();
    let setting = |key| settings.get(key).to_owned();
    let applicant = dossier.applicant;
    let handed_in_by = if applicant.delegate.is_empty() { &applicant.name } else { &applicant.delegate };
    ReceiptData {
        superior: setting("superior"),
        unit: setting("unit"),
        place: setting("place"),
        code: dossier.code,
        handed_in_by: handed_in_by.clone(),
        applicant_name: applicant.name,
        applicant_id: applicant.id,
        address: applicant.address,
        phone: applicant.phone,
        email: applicant.email,
        procedure: procedure.name.clone(),
        components: papers.into_iter().filter(|paper| !paper.not_applicable).map(component).collect(),
        sets: dossier.sets,
        limit: limit.join(", "),
        received: dossier.accepted_at,
        due: dossier.due_at,
        collect_at: setting("collect_at"),
        fee: dossier.fee,
        book: String::new(),
        book_number: None,
        received_by: officer,
    }
}

fn component(paper: Component) -> ReceiptComponent {
    let kind = match paper.kind {
        Some(ComponentKind::Original) => "Bản chính",
        Some(ComponentKind::Copy) => "Bản sao",
        None => "",
    };
    ReceiptComponent { name: paper.name, kind: kind.to_owned(), copies: paper.copies }
}

/// The name without a code: the slip is for the citizen.
fn officer_name(officers: &[(i64, Officer)], code: &str) -> String {
    let found = officers.iter().find(|(_, officer)| officer.code == code);
    found.map_or_else(|| code.to_owned(), |(_, officer)| officer.name.clone())
}
