//! Lines with a role: the fixed elements of an official document, and columns of them.
//!
//! A role says what a line *is* (Nghị định 30/2020/NĐ-CP, Phụ lục I); each writer knows how that looks.

use super::run::{Run, plain};
use super::table::Align;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Superior body.
    Superior,
    /// Issuing body.
    Issuer,
    /// Quốc hiệu.
    State,
    /// Tiêu ngữ.
    Motto,
    /// `Số: 05/BC-…`
    Number,
    /// Place and date.
    PlaceDate,
    /// Name of the kind of document: `BÁO CÁO`.
    Kind,
    /// What the document is about.
    Subject,
    /// `Kính gửi: …`
    Addressee,
    /// `KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`, `NGƯỜI NỘP HỒ SƠ`.
    Position,
    /// `(Ký và ghi rõ họ tên)`
    SignHint,
    /// Room for a signature; its words are not printed.
    SignSpace,
    /// Name of the signer.
    Signer,
    /// `Nơi nhận:`
    RecipientsHead,
    /// One line of the recipients.
    Recipient,
    /// Any other line, at the left.
    Plain,
    /// Any other line, centred.
    Centred,
}

/// The short solid line below some elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Two fifths of the text: the decree allows a third to a half.
    Short,
    /// As long as the text.
    Full,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 17] = [
        Role::Superior,
        Role::Issuer,
        Role::State,
        Role::Motto,
        Role::Number,
        Role::PlaceDate,
        Role::Kind,
        Role::Subject,
        Role::Addressee,
        Role::Position,
        Role::SignHint,
        Role::SignSpace,
        Role::Signer,
        Role::RecipientsHead,
        Role::Recipient,
        Role::Plain,
        Role::Centred,
    ];

    /// The line that the decree asks for below it.
    pub const fn rule(self) -> Option<Rule> {
        match self {
            Role::Issuer | Role::Subject => Some(Rule::Short),
            Role::Motto => Some(Rule::Full),
            _ => None,
        }
    }

    /// Where it stands between the edges of its column.
    pub const fn align(self) -> Align {
        match self {
            Role::RecipientsHead | Role::Recipient | Role::Plain => Align::Left,
            _ => Align::Centre,
        }
    }

    /// Whether it is bold.
    pub const fn bold(self) -> bool {
        matches!(
            self,
            Role::Issuer
                | Role::State
                | Role::Motto
                | Role::Kind
                | Role::Subject
                | Role::Position
                | Role::Signer
                | Role::RecipientsHead
        )
    }

    /// Whether it is italic.
    pub const fn italic(self) -> bool {
        matches!(self, Role::PlaceDate | Role::RecipientsHead | Role::SignHint)
    }
}

/// One line with its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub role: Role,
    /// Its words.
    pub runs: Vec<Run>,
}

impl Line {
    /// A line of plain words.
    pub fn new(role: Role, text: impl Into<String>) -> Line {
        Line { role, runs: vec![Run::text(text)] }
    }

    /// The column of one signature: titles in capitals (empty ones are left out), the hint, room, the name.
    pub fn signature(titles: &[&str], name: &str) -> Vec<Line> {
        let titles = titles.iter().filter(|title| !title.is_empty());
        let mut lines: Vec<Line> = titles.map(|title| Line::new(Role::Position, title.to_uppercase())).collect();
        lines.push(Line::new(Role::SignHint, "(Ký và ghi rõ họ tên)"));
        lines.push(Line::new(Role::SignSpace, ""));
        lines.push(Line::new(Role::Signer, name));
        lines
    }

    /// Its words alone.
    pub fn plain(&self) -> String {
        plain(&self.runs)
    }
}

/// Columns side by side without borders. Each row is kept on one page, and the columns of a row start level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panes {
    /// Relative widths of the columns.
    pub widths: Vec<u16>,
    /// Rows of panes, each pane a column of lines.
    pub rows: Vec<Vec<Vec<Line>>>,
}
