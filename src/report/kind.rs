//! The kinds of report as one table: the choice on screen, the command line and the writer all read it.

use crate::domain::narrative::Section;

/// A kind of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportKind {
    /// The narrative report of the one-stop desk.
    Commune,
    /// The statutory table II.06a.
    Ii06a,
}

impl ReportKind {
    /// Every kind, in the order of a choice on screen.
    pub const ALL: [ReportKind; 2] = [ReportKind::Commune, ReportKind::Ii06a];

    /// The word of the command line and of the JSON form.
    pub const fn code(self) -> &'static str {
        match self {
            ReportKind::Commune => "commune",
            ReportKind::Ii06a => "ii06a",
        }
    }

    /// Reads the word of the command line.
    pub fn from_code(text: &str) -> Option<ReportKind> {
        ReportKind::ALL.into_iter().find(|kind| kind.code() == text)
    }

    /// The sections that the desk writes itself.
    pub const fn sections(self) -> &'static [Section] {
        match self {
            ReportKind::Commune => &Section::ALL,
            ReportKind::Ii06a => &[],
        }
    }

    /// How many periods are counted for it at the most: its own, and those it is compared with.
    pub const fn passes(self) -> u64 {
        if self.sections().is_empty() { 1 } else { 3 }
    }

    /// The Vietnamese name on screen.
    pub const fn label(self) -> &'static str {
        match self {
            ReportKind::Commune => "Báo cáo của Bộ phận Một cửa",
            ReportKind::Ii06a => "Biểu II.06a",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back() {
        for kind in ReportKind::ALL {
            assert_eq!(ReportKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(ReportKind::from_code("07b"), None);
    }
}
