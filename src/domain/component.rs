//! Components (thành phần hồ sơ): the papers of one dossier, and the counts that follow from them.
//!
//! A component does not know whose it is; the store and the files keep the dossier's code beside it.

use crate::domain::dossier::ComponentCounts;
use crate::domain::sense::Contradiction;

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
    /// It was taken from the national store (CSDL quốc gia) instead of being scanned; that counts as reused.
    pub national: bool,
    /// It cannot be digitized, and `note` says why. It stays in the gap.
    pub unmendable: bool,
    /// Code of the officer who is answerable for it.
    pub officer: String,
    /// Where its scan is: a path or a link, never the file itself.
    pub scan: String,
}

/// What became of a paper: the one word that its marks come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaperState {
    /// Nobody has digitized it.
    Awaited,
    /// Scanned.
    Digitized,
    /// Taken from the store of the province or the desk.
    Reused,
    /// Taken from the national store.
    National,
    /// It does not apply.
    NotApplicable,
    /// It cannot be digitized.
    Unmendable,
}

impl PaperState {
    /// Every state, in the order of a choice on screen.
    pub const ALL: [PaperState; 6] = [
        PaperState::Awaited,
        PaperState::Digitized,
        PaperState::Reused,
        PaperState::National,
        PaperState::NotApplicable,
        PaperState::Unmendable,
    ];

    /// The word by which a form knows it.
    pub const fn code(self) -> &'static str {
        match self {
            PaperState::Awaited => "",
            PaperState::Digitized => "digitized",
            PaperState::Reused => "reused",
            PaperState::National => "national",
            PaperState::NotApplicable => "none",
            PaperState::Unmendable => "unmendable",
        }
    }

    /// The Vietnamese words on screen and paper.
    pub const fn label(self) -> &'static str {
        match self {
            PaperState::Awaited => "chưa số hóa",
            PaperState::Digitized => "đã số hóa",
            PaperState::Reused => "dùng lại bản đã số hóa",
            PaperState::National => "lấy từ CSDL quốc gia",
            PaperState::NotApplicable => "không áp dụng",
            PaperState::Unmendable => "không thể số hóa",
        }
    }

    /// Reads the word of a form.
    pub fn from_code(code: &str) -> Option<PaperState> {
        PaperState::ALL.into_iter().find(|state| state.code() == code)
    }
}

impl Component {
    /// Whether it counts among the required ones.
    pub const fn counts(&self) -> bool {
        self.required && !self.not_applicable
    }

    /// Whether it was taken from a store instead of being scanned.
    pub const fn from_store(&self) -> bool {
        self.reused || self.national
    }

    /// Whether it is digitized: scanned, or taken from a store.
    pub const fn is_digitized(&self) -> bool {
        (self.digitized || self.from_store()) && !self.unmendable
    }

    /// What became of it.
    pub const fn state(&self) -> PaperState {
        if self.not_applicable {
            PaperState::NotApplicable
        } else if self.unmendable {
            PaperState::Unmendable
        } else if self.national {
            PaperState::National
        } else if self.reused {
            PaperState::Reused
        } else if self.digitized {
            PaperState::Digitized
        } else {
            PaperState::Awaited
        }
    }

    /// Sets the marks to what became of it. One that is in this state already keeps its marks as they are.
    pub fn set_state(&mut self, state: PaperState) {
        if self.state() == state {
            return;
        }
        self.digitized = matches!(state, PaperState::Digitized | PaperState::Reused | PaperState::National);
        self.reused = matches!(state, PaperState::Reused | PaperState::National);
        self.national = state == PaperState::National;
        self.not_applicable = state == PaperState::NotApplicable;
        self.unmendable = state == PaperState::Unmendable;
    }

    /// What its marks cannot say at once: the column it is about, and one sentence.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        let mut found = Vec::new();
        if self.unmendable && (self.digitized || self.from_store()) {
            let message = "giấy tờ không thể số hóa (unmendable) thì không thể đồng thời là đã số hóa hoặc dùng lại";
            found.push(Contradiction { fields: &["unmendable"], message });
        }
        if self.unmendable && self.note.trim().is_empty() {
            let message = "giấy tờ không thể số hóa (unmendable) phải có lý do trong cột note";
            found.push(Contradiction { fields: &["note"], message });
        }
        found
    }
}

/// Why the papers of a dossier are not all digitized: what was noted of the dossier, else the reasons of the papers
/// that cannot be digitized, each once. The footnote of reports groups by it.
pub fn gap_reason(noted: &str, components: &[Component]) -> String {
    if !noted.is_empty() {
        return noted.to_owned();
    }
    let lacking = components.iter().filter(|component| component.counts() && component.unmendable);
    let mut reasons: Vec<&str> = Vec::new();
    for component in lacking {
        if !component.note.is_empty() && !reasons.contains(&component.note.as_str()) {
            reasons.push(&component.note);
        }
    }
    reasons.join("; ")
}

/// The three counts of a dossier whose components are known one by one (REPORTS.md §5). Only required components that
/// apply are counted; one from a store, the national one too, is reused and digitized; one that cannot be digitized
/// stays in the gap.
pub fn counts(components: &[Component]) -> ComponentCounts {
    let mut counts = ComponentCounts::default();
    for component in components.iter().filter(|component| component.counts()) {
        counts.required += 1;
        counts.digitized += u32::from(component.is_digitized());
        counts.reused += u32::from(component.is_digitized() && component.from_store());
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
    fn the_national_store_counts_as_reuse_and_what_cannot_be_digitized_stays_in_the_gap() {
        let paper = Component { required: true, ..Component::default() };
        let papers = PaperState::ALL.map(|state| {
            let mut one = paper.clone();
            one.set_state(state);
            assert_eq!(one.state(), state);
            one
        });
        assert_eq!(counts(&papers), ComponentCounts { required: 5, digitized: 3, reused: 2 });
        // A file may mark the national store alone.
        let national = Component { national: true, ..paper.clone() };
        assert_eq!(counts(&[national]), ComponentCounts { required: 1, digitized: 1, reused: 1 });
        let lost = Component { unmendable: true, digitized: true, note: "giấy rách".to_owned(), ..paper };
        assert_eq!(counts(std::slice::from_ref(&lost)).digitized, 0);
        assert_eq!(lost.contradictions().len(), 1);
        assert_eq!(gap_reason("", &[lost.clone(), lost.clone()]), "giấy rách");
        assert_eq!(gap_reason("máy quét hỏng", &[lost]), "máy quét hỏng");
    }

    #[test]
    fn both_the_code_and_the_vietnamese_word_name_a_kind() {
        assert_eq!(ComponentKind::from_word("Bản sao"), Some(ComponentKind::Copy));
        assert_eq!(ComponentKind::from_word("original"), Some(ComponentKind::Original));
        assert_eq!(ComponentKind::from_word("bản"), None);
    }
}
