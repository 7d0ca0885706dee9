//! Components (thành phần hồ sơ): the papers of one dossier, and the counts that follow from them.
//!
//! A component does not know whose it is; the store and the files keep the dossier's code beside it.

use crate::domain::dossier::ComponentCounts;

/// Whether the paper is the original or a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ComponentKind {
    /// Bản chính.
    Original,
    /// Bản sao.
    Copy,
}

impl ComponentKind {
    /// Every kind, in the order of a choice on screen.
    pub const ALL: [ComponentKind; 2] = [ComponentKind::Original, ComponentKind::Copy];

    /// The word of the canonical files.
    pub const fn code(self) -> &'static str {
        match self {
            ComponentKind::Original => "original",
            ComponentKind::Copy => "copy",
        }
    }

    /// The Vietnamese word on screen and paper.
    pub const fn label(self) -> &'static str {
        match self {
            ComponentKind::Original => "bản chính",
            ComponentKind::Copy => "bản sao",
        }
    }

    /// Reads the word of the canonical files, or the Vietnamese word in any case: clerks type these lists by hand.
    pub fn from_word(text: &str) -> Option<ComponentKind> {
        let word = text.to_lowercase();
        ComponentKind::ALL.into_iter().find(|kind| kind.code() == word || kind.label() == word)
    }
}

/// One paper of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Component {
    /// Name of the paper.
    pub name: String,
    /// Original or copy; unknown in some files.
    pub kind: Option<ComponentKind>,
    /// How many are handed in; `None` where nobody said.
    pub copies: Option<u32>,
    /// It must be there.
    pub required: bool,
    /// It was scanned.
    pub digitized: bool,
    /// It was taken from the store instead of scanned again; that counts as digitized.
    pub reused: bool,
    /// It does not apply to this dossier, so nobody waits for it.
    pub not_applicable: bool,
    /// Why it is not digitized, or any remark.
    pub note: String,
}

impl Component {
    /// Whether it counts among the required ones.
    pub const fn counts(&self) -> bool {
        self.required && !self.not_applicable
    }
}

/// The three counts of a dossier whose components are known one by one (REPORTS.md §5). Only required components that
/// apply are counted, and a reused one is digitized.
pub fn counts(components: &[Component]) -> ComponentCounts {
    let mut counts = ComponentCounts::default();
    for component in components.iter().filter(|component| component.counts()) {
        counts.required += 1;
        counts.digitized += u32::from(component.digitized || component.reused);
        counts.reused += u32::from(component.reused);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reused_paper_is_digitized_and_one_that_does_not_apply_is_not_awaited() {
        let paper = Component { required: true, ..Component::default() };
        let papers = [
            paper.clone(),
            Component { digitized: true, ..paper.clone() },
            Component { reused: true, ..paper.clone() },
            Component { not_applicable: true, ..paper },
            Component { digitized: true, ..Component::default() },
        ];
        assert_eq!(counts(&papers), ComponentCounts { required: 3, digitized: 2, reused: 1 });
        assert!(counts(&papers[1..3]).full());
        assert!(counts(&papers[3..]).full());
    }

    #[test]
    fn both_the_code_and_the_vietnamese_word_name_a_kind() {
        assert_eq!(ComponentKind::from_word("Bản sao"), Some(ComponentKind::Copy));
        assert_eq!(ComponentKind::from_word("original"), Some(ComponentKind::Original));
        assert_eq!(ComponentKind::from_word("bản"), None);
    }
}
