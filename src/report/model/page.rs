//! Paper, margins and type size of a document.

/// Paper size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 148 × 210 mm.
    A5,
}

impl Paper {
    /// Width and height in millimetres, upright.
    pub const fn millimetres(self) -> (u16, u16) {
        match self {
            Paper::A4 => (210, 297),
            Paper::A5 => (148, 210),
        }
    }
}

/// Margins in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margins {
    /// Above.
    pub top: u16,
    /// Below.
    pub bottom: u16,
    /// At the left, where papers are bound.
    pub left: u16,
    /// At the right.
    pub right: u16,
}

/// The set of type sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeSize {
    /// Sizes of an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    Official,
    /// Smaller sizes for a slip on A5.
    Slip,
    /// Large type for a sheet on the wall.
    Wall,
}

/// How the pages of a document look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Paper size.
    pub paper: Paper,
    /// Turned on its side. A table can also ask for that for itself.
    pub landscape: bool,
    /// Margins.
    pub margins: Margins,
    /// Page numbers in the top margin, from the second page on.
    pub numbered: bool,
    /// Number of the first page.
    pub first_number: u16,
    /// The set of type sizes.
    pub type_size: TypeSize,
}

impl Page {
    /// A4 upright with the margins of an official document.
    pub const fn official() -> Page {
        Page {
            paper: Paper::A4,
            landscape: false,
            margins: Margins { top: 20, bottom: 20, left: 30, right: 15 },
            numbered: true,
            first_number: 1,
            type_size: TypeSize::Official,
        }
    }

    /// The same on its side, for registers and wide tables.
    pub const fn official_landscape() -> Page {
        Page { landscape: true, ..Page::official() }
    }

    /// A5 upright for slips, which carry no page number.
    pub const fn slip() -> Page {
        Page {
            paper: Paper::A5,
            landscape: false,
            margins: Margins { top: 10, bottom: 10, left: 15, right: 10 },
            numbered: false,
            first_number: 1,
            type_size: TypeSize::Slip,
        }
    }

    /// Width and height in millimetres as the paper lies.
    pub const fn millimetres(self) -> (u16, u16) {
        let (width, height) = self.paper.millimetres();
        if self.landscape { (height, width) } else { (width, height) }
    }

    /// Width between the margins in millimetres.
    pub const fn text_width(self) -> u16 {
        self.millimetres().0 - self.margins.left - self.margins.right
    }
}
