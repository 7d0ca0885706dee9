//! The people of the desk who log, settle and sign.

use crate::domain::day::Day;

/// Positions as they stand above a signature. Files of other systems give them in place of the signer's name.
const POSITIONS: [&str; 10] = [
    "giám đốc",
    "phó giám đốc",
    "chủ tịch",
    "phó chủ tịch",
    "trưởng phòng",
    "phó trưởng phòng",
    "chánh văn phòng",
    "phó chánh văn phòng",
    "thủ trưởng",
    "lãnh đạo",
];

/// Whether what stands for a signer begins with a position, and so names nobody: `Giám đốc`, `KT. Chủ tịch UBND xã`.
pub fn is_position(signer: &str) -> bool {
    // With its marks: without them a family name is a position too.
    let lower = signer.to_lowercase();
    let words = lower.trim();
    let words = ["kt.", "tm.", "tl.", "tuq.", "q."].iter().find_map(|sign| words.strip_prefix(sign)).unwrap_or(words);
    POSITIONS.iter().any(|position| {
        let rest = words.trim_start().strip_prefix(*position);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

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

    /// The name with the code that tells two people of one name apart: `Trần Văn Hùng (hung)`; where the name serves as
    /// the code, it is said once.
    pub fn told_apart(name: &str, code: &str) -> String {
        if name == code { name.to_owned() } else { format!("{name} ({code})") }
    }

    /// Whether the officer was in office on `day`.
    pub fn in_office(&self, day: Day) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

#[cfg(test)]
mod position_tests {
    use super::is_position;

    #[test]
    fn a_position_is_no_name() {
        for said in ["Giám đốc", "PHÓ GIÁM ĐỐC", "KT. Chủ tịch UBND xã", "Trưởng phòng"] {
            assert!(is_position(said), "{said}");
        }
        for said in ["", "Phạm Văn Ký", "Chu Tích Mẫu", "Lãnh Đạoh Thử", "Giám Văn Đốc"] {
            assert!(!is_position(said), "{said}");
        }
    }
}
