//! Forms from Word templates: a template's bytes and the values of its placeholders in, a filled document out.
//!
//! Pure: nothing here knows the register, the disk or what a placeholder is for. A placeholder is `{name}` in the text of
//! a paragraph, however Word cut it into runs. `{#list}` in a row of a table repeats the row, in a paragraph the paragraph;
//! `{?name}` takes its paragraph away where the value is empty; in a row of a table the name of an empty list takes the
//! row away, and a table without a row goes too. Whatever is not understood is an error with its name:
//! there is no half-filled letter.

mod archive;
mod marks;
mod picture;
pub mod preview;
pub mod qr;
mod render;
pub mod sets;
mod template;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use picture::Picture;
pub use template::Template;

/// What a placeholder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Words; a line end breaks the line.
    Text,
    /// A picture.
    Picture,
    /// Rows: the placeholder is `{#name}`.
    List,
}

/// How much a form needs a placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The template must have it, and the register must know it.
    Always,
    /// The template must have it; what the register does not know stays empty for a pen.
    Printed,
    /// A template may leave it out.
    Free,
}

/// One placeholder that a template may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its name, without braces.
    pub name: &'static str,
    /// What it is, in Vietnamese.
    pub label: &'static str,
    /// What it stands for.
    pub shape: Shape,
    /// How much the form needs it.
    pub need: Need,
    /// The list in whose rows it stands.
    pub list: Option<&'static str>,
}

/// The value of a placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A picture.
    Picture(Picture),
    /// Rows, each with values of its own.
    Rows(Vec<Values>),
}

/// Values by the name of their placeholder. What is not in it is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(pub BTreeMap<&'static str, Value>);

impl Values {
    /// Sets a value of words.
    pub fn text(&mut self, name: &'static str, text: impl Into<String>) {
        self.0.insert(name, Value::Text(text.into()));
    }

    /// Whether there is anything to print under a name.
    pub fn is_empty(&self, name: &str) -> bool {
        match self.0.get(name) {
            None => true,
            Some(Value::Text(text)) => text.trim().is_empty(),
            Some(Value::Picture(_)) => false,
            Some(Value::Rows(rows)) => rows.is_empty(),
        }
    }
}

/// Why a form cannot be filled in: which template, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Mẫu {template}: {fault}. Chưa có tệp nào được lập.")]
pub struct FormError {
    /// Which template, as people call it.
    pub template: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The file cannot be read as a Word file.
    #[error("tệp hỏng hoặc không phải tệp Word (.docx): {0}")]
    Broken(String),
    /// The file is larger, packed or unpacked, than any form is.
    #[error("tệp quá lớn hoặc phình quá to khi mở, không phải một mẫu phiếu")]
    TooLarge,
    /// A placeholder that the form does not have.
    #[error("không có chỗ trống nào tên {{{0}}}; lệnh motcua forms --out THƯ_MỤC ghi ra danh sách các chỗ trống")]
    Unknown(String),
    /// A placeholder that the form needs and the template lacks.
    #[error("thiếu chỗ trống bắt buộc {{{name}}} ({label})")]
    Missing {
        /// Its name.
        name: String,
        /// What it is.
        label: String,
    },
    /// A value that the form needs and nobody knows.
    #[error("chưa có {label} để điền vào {{{name}}}")]
    NoValue {
        /// Its name.
        name: String,
        /// What it is.
        label: String,
    },
    /// A brace without its other one.
    #[error("dấu ngoặc nhọn thiếu một nửa ở “{0}”")]
    Unclosed(String),
    /// A placeholder of a list's rows that stands outside them.
    #[error("{{{name}}} chỉ dùng được ở dòng có {{#{list}}}")]
    OutsideList {
        /// Its name.
        name: String,
        /// Its list.
        list: String,
    },
    /// A name that is used as something else than it is.
    #[error("{{{0}}} dùng sai cách: danh sách phải ghi {{#{0}}}, chỗ trống khác thì không có dấu #")]
    Misused(String),
}

impl Fault {
    /// A part that is no XML: where, in words of our own.
    fn xml(error: &roxmltree::Error) -> Fault {
        let at = error.pos();
        Fault::Broken(format!("nội dung không đọc được từ dòng {}, cột {}", at.row, at.col))
    }
}
