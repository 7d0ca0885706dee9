//! Officers as files name them: by code, or by a name that only one of them has. An unknown one is to be created.

use std::collections::{HashMap, HashSet};

use crate::store::{Read, StoreError};

/// The officers that the register knows, and those that a file brings.
pub(super) struct NamedOfficers {
    codes: HashSet<String>,
    by_name: HashMap<String, Vec<String>>,
    new: Vec<String>,
}

impl NamedOfficers {
    pub(super) fn new(read: Read<'_>) -> Result<NamedOfficers, StoreError> {
        let mut known = NamedOfficers { codes: HashSet::new(), by_name: HashMap::new(), new: Vec::new() };
        for (_, officer) in read.officers()? {
            known.by_name.entry(officer.name).or_default().push(officer.code.clone());
            known.codes.insert(officer.code);
        }
        Ok(known)
    }

    /// Puts the code in the place of a word that names an officer; an unknown one is noted as new and keeps its word.
    /// Says what is wrong with a name that several have.
    pub(super) fn settle(&mut self, word: &mut String) -> Result<(), String> {
        if word.is_empty() || self.codes.contains(word) {
            return Ok(());
        }
        match self.by_name.get(word).map(Vec::as_slice) {
            Some([code]) => code.clone_into(word),
            Some(codes) => {
                return Err(format!("có {} cán bộ cùng tên này; hãy ghi mã: {}", codes.len(), codes.join(", ")));
            }
            None => {
                self.codes.insert(word.clone());
                self.new.push(word.clone());
            }
        }
        Ok(())
    }

    /// The new ones so far, in the order in which they were met.
    pub(super) fn take_new(&mut self) -> Vec<String> {
        std::mem::take(&mut self.new)
    }
}
