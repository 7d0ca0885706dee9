//! The text blocks of a narrative report: what a desk writes itself, section by section. It knows no figure and no file.

/// A section that the desk writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// I: direction and organisation.
    Direction,
    /// What was reached.
    Achieved,
    /// What is lacking.
    Shortcomings,
    /// Why.
    Causes,
    /// What is done about it.
    Remedies,
    /// III: the tasks of the next period.
    Tasks,
}

impl Section {
    /// Every section, in the order of the report.
    pub const ALL: [Section; 6] = [
        Section::Direction,
        Section::Achieved,
        Section::Shortcomings,
        Section::Causes,
        Section::Remedies,
        Section::Tasks,
    ];

    /// The word in the register and in report templates.
    pub const fn code(self) -> &'static str {
        match self {
            Section::Direction => "direction",
            Section::Achieved => "achieved",
            Section::Shortcomings => "shortcomings",
            Section::Causes => "causes",
            Section::Remedies => "remedies",
            Section::Tasks => "tasks",
        }
    }

    /// Reads the word of the register.
    pub fn from_code(text: &str) -> Option<Section> {
        Section::ALL.into_iter().find(|section| section.code() == text)
    }

    /// The heading on screen and paper.
    pub const fn label(self) -> &'static str {
        match self {
            Section::Direction => "Công tác chỉ đạo, tổ chức thực hiện",
            Section::Achieved => "Kết quả đạt được",
            Section::Shortcomings => "Tồn tại, hạn chế",
            Section::Causes => "Nguyên nhân",
            Section::Remedies => "Giải pháp",
            Section::Tasks => "Nhiệm vụ kỳ tới",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back() {
        for section in Section::ALL {
            assert_eq!(Section::from_code(section.code()), Some(section));
        }
        assert_eq!(Section::from_code("preface"), None);
    }
}
