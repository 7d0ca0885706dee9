//! The kinds of report as one table: the choice on screen, the command line and the writer all read it.

use crate::domain::narrative::Section;

/// A kind of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportKind {
    /// The narrative report of the one-stop desk.
    Commune,
    /// The monthly report on written apologies and online services.
    Directive,
    /// The statutory table II.06a.
    Ii06a,
    /// The newer settlement table 07a.
    Form07a,
    /// The estimate of the national index.
    Index766,
    /// The list of overdue dossiers.
    Overdue,
    /// The register of dossiers (sổ theo dõi hồ sơ).
    Register,
    /// The sheet of a day, for the wall.
    Daily,
}

impl ReportKind {
    /// Every kind, in the order of a choice on screen.
    pub const ALL: [ReportKind; 8] = [
        ReportKind::Commune,
        ReportKind::Directive,
        ReportKind::Ii06a,
        ReportKind::Form07a,
        ReportKind::Overdue,
        ReportKind::Index766,
        ReportKind::Register,
        ReportKind::Daily,
    ];

    /// The word of the command line and of the JSON form.
    pub const fn code(self) -> &'static str {
        match self {
            ReportKind::Commune => "commune",
            ReportKind::Directive => "directive",
            ReportKind::Ii06a => "ii06a",
            ReportKind::Form07a => "07a",
            ReportKind::Index766 => "index766",
            ReportKind::Overdue => "overdue",
            ReportKind::Register => "register",
            ReportKind::Daily => "daily",
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
            _ => &[],
        }
    }

    /// How many periods are counted for it at the most: its own, and those it is compared with.
    pub const fn passes(self) -> u64 {
        if !self.sections().is_empty() {
            3
        } else if matches!(self, ReportKind::Overdue) {
            2
        } else {
            1
        }
    }

    /// The Vietnamese name on screen.
    pub const fn label(self) -> &'static str {
        match self {
            ReportKind::Commune => "Báo cáo của Bộ phận Một cửa",
            ReportKind::Directive => "Báo cáo xin lỗi bằng văn bản, dịch vụ công trực tuyến",
            ReportKind::Ii06a => "Biểu II.06a",
            ReportKind::Form07a => "Biểu 07a",
            ReportKind::Index766 => "Ước tính bộ chỉ số phục vụ (766)",
            ReportKind::Overdue => "Danh sách hồ sơ quá hạn",
            ReportKind::Register => "Sổ theo dõi hồ sơ",
            ReportKind::Daily => "Tình hình hồ sơ trong ngày",
        }
    }

    /// Figures whose dossiers it names one by one, and those that no other kind counts.
    pub const fn listed(self) -> &'static [&'static str] {
        match self {
            ReportKind::Commune | ReportKind::Overdue => &["settled.overdue", "open.overdue"],
            ReportKind::Daily => &["received.in_period", "returned.total", "_due.in_period", "open.overdue"],
            ReportKind::Directive => &["settled.overdue.apology.missing", "open.overdue.apology.missing"],
            ReportKind::Index766 => &["_index.overdue"],
            ReportKind::Ii06a | ReportKind::Form07a | ReportKind::Register => &[],
        }
    }

    /// Whether it is reported to others, so that closing a period keeps it. The register is the desk's working book,
    /// the sheet of a day hangs for a day, and the index is an estimate for the desk itself.
    pub const fn is_reported(self) -> bool {
        !matches!(self, ReportKind::Index766 | ReportKind::Register | ReportKind::Daily)
    }

    /// The kinds that are reported to others.
    pub fn reported() -> impl Iterator<Item = ReportKind> {
        ReportKind::ALL.into_iter().filter(|kind| kind.is_reported())
    }

    /// Whether it names citizens, by their initials unless they are asked for in full.
    pub const fn names_citizens(self) -> bool {
        matches!(self, ReportKind::Overdue | ReportKind::Register)
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
