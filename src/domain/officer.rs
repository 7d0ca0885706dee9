//! The people of the desk who log, settle and sign.

use crate::domain::day::Day;

/// An officer of the desk or of a settling office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Officer {
    /// Short code, unique; it tells two people of one name apart. Where a file gives none, the name serves.
    pub code: String,
    /// The name as reports print it.
    pub name: String,
    /// Position (chức vụ).
    pub position: String,
    /// Office (đơn vị) the officer belongs to.
    pub office: String,
    /// First day in office, when known.
    pub valid_from: Option<Day>,
    /// Last day in office, when over.
    pub valid_to: Option<Day>,
}

impl Officer {
    /// An officer of whom another file gave only the name.
    pub fn named(name: &str) -> Officer {
        Officer { code: name.to_owned(), name: name.to_owned(), ..Officer::default() }
    }

    /// Whether the officer was in office on `day`.
    pub fn in_office(&self, day: Day) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}
