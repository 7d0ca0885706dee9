//! The column `request_code` of a file of dossiers: legs and their requests, in any order within one file.
//!
//! A leg whose request comes later in the file is written without it and linked when all rows are there.

use std::collections::HashMap;

use crate::domain::dossier::Dossier;
use crate::domain::leg::{self, Side};
use crate::exchange::Sheet;
use crate::store::{Read, StoreError, Tx};

/// What a file says of legs and requests.
pub(super) struct Links {
    /// Code of each row, with the request that it names; `None` where the file has no such column.
    rows: HashMap<String, Option<String>>,
    /// Rows that name each request.
    legs: HashMap<String, usize>,
    /// Legs that are to be linked at the end, each with the code of its request.
    later: Vec<(String, String)>,
}

impl Links {
    pub(super) fn new(sheet: &Sheet<Dossier>) -> Links {
        let told = sheet.columns.has("request_code");
        let mut links = Links { rows: HashMap::new(), legs: HashMap::new(), later: Vec::new() };
        for row in &sheet.rows {
            let request = told.then(|| row.value.request_code.clone());
            if let Some(request) = request.as_ref().filter(|request| !request.is_empty()) {
                *links.legs.entry(request.clone()).or_default() += 1;
            }
            links.rows.insert(row.value.code.clone(), request);
        }
        links
    }

    /// Why a dossier cannot be a leg of the request that it names, with all of the file taken in.
    pub(super) fn problem(&self, after: &Dossier, read: Read<'_>) -> Result<Option<String>, StoreError> {
        if after.request_code.is_empty() {
            return Ok(None);
        }
        let known = read.live_dossier_id(&after.request_code)?;
        if known.is_none() && !self.rows.contains_key(&after.request_code) {
            let said = "không có hồ sơ yêu cầu này trong sổ và cũng không có trong tệp";
            return Ok(Some(said.to_owned()));
        }
        let above = self.request_of(&after.request_code, known, read)?;
        let has_legs = self.has_legs(&after.code, read)?;
        // A past that was linked is taken in as it was: whether either has ended is not asked.
        let request = Side { code: &after.request_code, leg_of: &above, has_legs: true, ended: false };
        let one = Side { code: &after.code, leg_of: "", has_legs, ended: false };
        Ok(leg::why_not(&one, &request))
    }

    /// The request that a dossier names once the file is taken in.
    fn request_of(&self, code: &str, known: Option<i64>, read: Read<'_>) -> Result<String, StoreError> {
        if let Some(Some(told)) = self.rows.get(code) {
            return Ok(told.clone());
        }
        let stored = known.map(|id| read.dossier(id)).transpose()?.flatten();
        Ok(stored.map(|stored| stored.dossier.request_code).unwrap_or_default())
    }

    /// Whether a dossier has legs once the file is taken in.
    fn has_legs(&self, code: &str, read: Read<'_>) -> Result<bool, StoreError> {
        if self.legs.contains_key(code) {
            return Ok(true);
        }
        let Some(id) = read.live_dossier_id(code)? else { return Ok(false) };
        for leg in read.leg_ids(id)? {
            if !matches!(self.rows.get(&read.code_of(leg)?), Some(Some(_))) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes the request out of a dossier where that is not in the register yet, to be linked at the end.
    pub(super) fn set_aside(&mut self, dossier: &mut Dossier, read: Read<'_>) -> Result<(), StoreError> {
        if !dossier.request_code.is_empty() && read.live_dossier_id(&dossier.request_code)?.is_none() {
            self.later.push((dossier.code.clone(), std::mem::take(&mut dossier.request_code)));
        }
        Ok(())
    }

    /// Links what was set aside.
    pub(super) fn finish(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for (code, request) in self.later.drain(..) {
            let id = tx.read().live_dossier_id(&code)?;
            let Some(stored) = id.map(|id| tx.read().dossier(id)).transpose()?.flatten() else { continue };
            let dossier = Dossier { request_code: request, ..stored.dossier };
            tx.change_dossier(stored.id, &dossier, stored.procedure, stored.due_computed)?;
        }
        Ok(())
    }
}
