//! Files that say what a report's table holds: `name: value` heads and rows of cells between `|`.
//!
//! An office may keep its own copy of such a file, so whatever is wrong in one is said with its line. What the cells
//! mean is the business of the report that reads them.

use crate::domain::figure::{self, Figure};
use crate::report::template::TemplateError;

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssetFile {
    heads: Vec<(usize, String, String)>,
    /// The rows in their order.
    pub rows: Vec<AssetRow>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetRow {
    /// Line in the file, from 1.
    pub line: usize,
    /// Its cells without the blanks around them.
    pub cells: Vec<String>,
}

impl AssetFile {
    /// Reads a file. Lines that begin with `;` are for the reader; a byte order mark is passed over.
    ///
    /// # Errors
    /// A line that is neither a head nor a row, and a head that is not one of `heads`.
    pub fn read(text: &str, heads: &[&str]) -> Result<AssetFile, TemplateError> {
        let mut file = AssetFile::default();
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let (line, text) = (at + 1, line.trim());
            if text.is_empty() || text.starts_with(';') {
                continue;
            }
            if text.contains('|') {
                let cells = text.split('|').map(|cell| cell.trim().to_owned()).collect();
                file.rows.push(AssetRow { line, cells });
                continue;
            }
            let head = text.split_once(':').map(|(name, value)| (name.trim(), value.trim()));
            match head.filter(|(name, _)| heads.contains(name)) {
                Some((name, value)) => file.heads.push((line, name.to_owned(), value.to_owned())),
                None => return Err(fault(line, format!("không hiểu “{text}”; các mục đầu: {}", heads.join(", ")))),
            }
        }
        Ok(file)
    }

    /// The value of a head; empty where the file has none.
    pub fn head(&self, name: &str) -> &str {
        self.heads.iter().find(|(_, known, _)| known == name).map_or("", |(_, _, value)| value)
    }

    /// The version, which every file has.
    ///
    /// # Errors
    /// A file without one.
    pub fn version(&self) -> Result<String, TemplateError> {
        let version = self.head("bản");
        if version.is_empty() {
            Err(fault(1, "thiếu mục “bản: …”".to_owned()))
        } else {
            Ok(version.to_owned())
        }
    }
}

impl AssetRow {
    /// A fault in this row.
    pub fn fault(&self, what: impl Into<String>) -> TemplateError {
        fault(self.line, what.into())
    }

    /// Exactly so many cells.
    ///
    /// # Errors
    /// More or fewer.
    pub fn cells<const N: usize>(&self) -> Result<[&str; N], TemplateError> {
        let cells: Vec<&str> = self.cells.iter().map(String::as_str).collect();
        let found = cells.len();
        cells.try_into().map_err(|_| self.fault(format!("dòng phải có {N} ô cách nhau bằng |, đang có {found}")))
    }

    /// The figure of a cell.
    ///
    /// # Errors
    /// There is none of this id.
    pub fn figure(&self, id: &str) -> Result<&'static Figure, TemplateError> {
        let found = figure::by_id(id).map(|(_, figure)| figure);
        found.ok_or_else(|| self.fault(format!("không có chỉ tiêu “{id}”; xem danh sách bằng lệnh motcua figures")))
    }
}

/// A fault in a line.
pub fn fault(line: usize, what: String) -> TemplateError {
    TemplateError::Template { line, what }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_rows_are_told_apart_and_faults_have_a_line() {
        let file = AssetFile::read("\u{feff}; lời\nbản: 2\n\n a | b |\n", &["bản"]).expect("read");
        assert_eq!(file.version().as_deref(), Ok("2"));
        assert_eq!(
            (file.rows[0].line, file.rows[0].cells.as_slice()),
            (4, &["a".into(), "b".into(), String::new()][..])
        );
        assert!(
            file.rows[0].cells::<2>().is_err_and(|fault| fault.line() == Some(4) && fault.what().contains("đang có 3"))
        );
        assert!(file.rows[0].figure("settled.totl").is_err_and(|fault| fault.what().contains("settled.totl")));
        let said = AssetFile::read("bản: 1\nbảng 2", &["bản"]).map_err(|fault| fault.to_string());
        assert_eq!(
            said.err().as_deref(),
            Some("Mẫu báo cáo, dòng 2: không hiểu “bảng 2”; các mục đầu: bản. Hãy sửa lại mẫu.")
        );
        assert!(AssetFile::read("a|b", &[]).expect("read").version().is_err());
    }
}
