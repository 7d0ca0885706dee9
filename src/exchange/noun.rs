//! The nouns that have a canonical file, by the words of the command line.

/// What a canonical file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    /// Dossiers.
    Dossiers,
    /// Their components.
    Components,
    /// Ratings of citizens.
    Ratings,
    /// Feedback of citizens.
    Feedback,
    /// The catalogue of procedures.
    Procedures,
    /// Officers.
    Officers,
    /// Days off and worked Saturdays.
    Calendar,
}

impl Noun {
    /// Every noun, in the order of the command line.
    pub const ALL: [Noun; 7] = [
        Noun::Dossiers,
        Noun::Components,
        Noun::Ratings,
        Noun::Feedback,
        Noun::Procedures,
        Noun::Officers,
        Noun::Calendar,
    ];

    /// The word of the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Noun::Dossiers => "dossiers",
            Noun::Components => "components",
            Noun::Ratings => "ratings",
            Noun::Feedback => "feedback",
            Noun::Procedures => "procedures",
            Noun::Officers => "officers",
            Noun::Calendar => "calendar",
        }
    }

    /// Reads the word of the command line.
    pub fn from_code(text: &str) -> Option<Noun> {
        Noun::ALL.into_iter().find(|noun| noun.code() == text)
    }

    /// The Vietnamese word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Noun::Dossiers => "hồ sơ",
            Noun::Components => "thành phần hồ sơ",
            Noun::Ratings => "lượt đánh giá",
            Noun::Feedback => "phản ánh, kiến nghị",
            Noun::Procedures => "thủ tục",
            Noun::Officers => "cán bộ",
            Noun::Calendar => "ngày trong lịch",
        }
    }
}
