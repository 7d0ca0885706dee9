//! The papers that a desk forgets: postings of published procedures, directing documents, fees taken, the head's page
//! and the explanation of late dossiers. Each has a list, and a sheet that leaves the desk.

pub mod directing;
pub mod explain_late;
mod fee_sheet;
pub mod fees;
pub mod head_page;
pub mod posting;
pub mod sheet;

use std::collections::BTreeMap;

use crate::desk::Target;
use crate::desk::error::{Error, overtaken};
use crate::domain::refusal::Refusal;
use crate::domain::text;
use crate::store::journal::op_label;
use crate::store::postings::Held;
use crate::store::{Read, StoreError};

/// What stands for an officer where none is named.
pub const NOBODY: &str = "chưa phân công";

/// The record that the user saw, or a refusal where it has moved on. `what` begins the sentence: `Văn bản`.
fn seen<T>(
    read: &Read<'_>,
    target: Target,
    found: Option<Held<T>>,
    (what, name): (&str, fn(&T) -> &str),
) -> Result<T, Error> {
    let gone = || Refusal::whole(format!("{what} này không còn trong sổ. Hãy tải lại danh sách."));
    let held = found.ok_or_else(gone)?;
    if held.version != target.version {
        let by = read.entry(held.version)?;
        let named = by.map(|entry| (entry.officer, op_label(&entry.op).to_owned(), entry.at));
        return Err(overtaken(what, name(&held.record), named).into());
    }
    Ok(held.record)
}

/// A reason that must be there.
fn reason(given: &str, problem: &str) -> Result<String, Refusal> {
    let given = text::tidy(given);
    if given.is_empty() { Err(Refusal::at("reason", problem)) } else { Ok(given) }
}

/// Names of officers by id.
fn officer_name(names: &BTreeMap<i64, String>, id: Option<i64>) -> String {
    id.and_then(|id| names.get(&id)).map_or_else(|| NOBODY.to_owned(), Clone::clone)
}

/// Printed names of officers by code.
fn names_by_code(read: &Read<'_>) -> Result<BTreeMap<String, String>, StoreError> {
    let names = read.officer_names()?;
    let named = |(id, officer): (i64, crate::domain::officer::Officer)| Some((officer.code, names.get(&id)?.clone()));
    Ok(read.officers()?.into_iter().filter_map(named).collect())
}
