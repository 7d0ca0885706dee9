//! Reports: the document model and the writers that turn it into bytes.
//!
//! The figures are counted elsewhere; the kinds of report fill in a [`model::Report`], and every writer draws that one
//! model, so that the screen, Word, Excel, CSV, JSON and text cannot disagree. Nothing here touches the disk.

pub mod account;
mod annexes;
pub mod asset_file;
pub mod audit;
pub mod charts;
pub mod clean;
pub mod commune;
pub mod compare;
pub mod csv;
pub mod daily;
pub mod directive;
pub mod docx;
pub mod figures;
pub mod form07a;
pub mod forms;
pub mod ii06a;
pub mod index766;
pub mod json;
pub mod kind;
mod measure;
pub mod model;
pub mod named;
pub mod narrative;
mod notes;
pub mod overdue;
mod piece;
pub mod reference;
mod repeated;
pub mod rounding;
pub mod rule_marks;
pub mod rule_names;
pub mod source;
pub mod split;
pub mod suggest;
pub mod targets;
pub mod template;
pub mod text;
pub mod xlsx;
mod zip_origin;

#[cfg(test)]
mod sample;

use model::{Report, TableFault};

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// Comma-separated values.
    Csv,
    /// JSON.
    Json,
    /// Plain text.
    Text,
}

impl Format {
    /// Every format, in the order of a choice on screen.
    pub const ALL: [Format; 5] = [Format::Docx, Format::Xlsx, Format::Csv, Format::Json, Format::Text];

    /// The word on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Text => "text",
        }
    }

    /// Reads the word of the command line.
    pub fn from_code(text: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.code() == text)
    }

    /// The file name's ending, without a dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Text => "txt",
            other => other.code(),
        }
    }

    /// The Vietnamese word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Format::Docx => "Word (.docx)",
            Format::Xlsx => "Excel (.xlsx)",
            Format::Csv => "CSV (.csv)",
            Format::Json => "JSON (.json)",
            Format::Text => "văn bản thuần (.txt)",
        }
    }
}

/// Why a document could not be written. Apart from [`ReportError::TooLong`] each is a fault of the program.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A table whose parts do not fit together.
    #[error("{0}")]
    Table(#[from] TableFault),
    /// The package of a Word document.
    #[error("không đóng gói được tệp Word: {0}")]
    Docx(#[from] zip::result::ZipError),
    /// A workbook.
    #[error("không ghi được tệp Excel: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// A CSV file.
    #[error("không ghi được tệp CSV: {0}")]
    Csv(#[from] ::csv::Error),
    /// A JSON file.
    #[error("không ghi được tệp JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// More rows than a sheet holds.
    #[error(
        "danh sách dài hơn {limit} dòng, quá sức một trang tính Excel: hãy chọn khoảng ngày ngắn hơn hoặc xuất CSV"
    )]
    TooLong {
        /// Rows that fit.
        limit: u32,
    },
}

/// The report in one format. The same report gives the same bytes.
pub fn write(report: &Report, format: Format) -> Result<Vec<u8>, ReportError> {
    match format {
        Format::Docx => docx::write(&report.document()),
        Format::Xlsx => xlsx::write(report),
        Format::Csv => csv::write(report),
        Format::Json => json::write(report),
        Format::Text => text::write(&report.document(), text::WIDTH).map(String::into_bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back() {
        for format in Format::ALL {
            assert_eq!(Format::from_code(format.code()), Some(format));
        }
        assert_eq!(Format::from_code("pdf"), None);
    }

    /// Every form is written; with `MOTCUA_LOOK` naming a folder they are left there to be opened and looked at.
    #[test]
    fn every_form_is_written() -> std::io::Result<()> {
        let folder = std::env::var_os("MOTCUA_LOOK").map(std::path::PathBuf::from);
        let keep = |name: &str, bytes: Vec<u8>| {
            assert!(bytes.len() > 40, "{name}");
            folder.as_ref().map_or(Ok(()), |folder| std::fs::write(folder.join(name), bytes))
        };
        for format in Format::ALL {
            let bytes = write(&sample::report(), format).map_err(std::io::Error::other)?;
            keep(&format!("report.{}", format.extension()), bytes)?;
        }
        Ok(())
    }
}
