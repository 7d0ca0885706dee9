//! What is wrong with a file as a whole, or with one row of it, in words for a clerk.

use std::borrow::Cow;
use std::fmt;

use crate::exchange::table;

/// Why a file cannot be read at all. Nothing was taken from it.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Larger than [`table::MAX_BYTES`].
    #[error("tệp lớn hơn {} MB; hãy chia thành nhiều tệp", table::MAX_BYTES / 1_000_000)]
    TooLarge,
    /// More rows than [`table::MAX_ROWS`].
    #[error("tệp có hơn {} dòng; hãy chia thành nhiều tệp", table::MAX_ROWS)]
    TooManyRows,
    /// More columns than [`table::MAX_COLUMNS`].
    #[error("tệp có hơn {} cột; hãy kiểm tra dấu phân cách và dòng tiêu đề", table::MAX_COLUMNS)]
    TooManyColumns,
    /// No header row.
    #[error("tệp trống, không có dòng tiêu đề")]
    Empty,
    /// A workbook where a CSV file was expected.
    #[error("đây là tệp Excel, không phải CSV; hãy mở bằng Excel rồi lưu lại dạng \"CSV UTF-8\"")]
    Workbook,
    /// Bytes that are not UTF-8.
    #[error("dòng {line}: chữ không đúng mã UTF-8; hãy mở bằng Excel rồi lưu lại dạng \"CSV UTF-8\"")]
    NotUtf8 {
        /// Line of the first wrong byte, from 1.
        line: u64,
    },
    /// A NUL byte, which no text has.
    #[error("dòng {line}: có ký tự rỗng (NUL), tệp hỏng hoặc không phải tệp chữ; hãy lưu lại dạng \"CSV UTF-8\"")]
    Nul {
        /// Line of the first one, from 1.
        line: u64,
    },
    /// One name heads two columns.
    #[error("cột \"{0}\" có hai lần trong dòng tiêu đề; hãy bỏ bớt một cột")]
    DoubledColumn(String),
    /// A column without which a row cannot be told from another.
    #[error("thiếu cột bắt buộc: {0}")]
    MissingColumns(String),
    /// A copy whose personal data was masked.
    #[error(
        "đây là bản đã che dữ liệu cá nhân (có cột \"masked\"), không nhập lại được; hãy dùng bản đầy đủ của đơn vị"
    )]
    Masked,
    /// The CSV reader gave up; in memory this does not happen, but its word is kept.
    #[error("không đọc được tệp CSV: {0}")]
    Csv(#[from] csv::Error),
}

/// One bad cell, or a row that is bad as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// Line of the file on which the row begins, from 1; the header is line 1 of most files.
    pub line: u64,
    /// Name of the column; empty when it concerns the whole row.
    pub column: Cow<'static, str>,
    /// What the cell holds, without invisible characters, shortened to [`RowError::VALUE_CHARS`].
    pub value: String,
    /// One Vietnamese clause: what is wrong and what is expected.
    pub reason: Cow<'static, str>,
}

impl RowError {
    /// The longest value that is kept, in characters: a list of errors must not hold the file a second time.
    pub const VALUE_CHARS: usize = 200;

    /// An error at `line`; `value` is shortened.
    pub fn new(
        line: u64,
        column: impl Into<Cow<'static, str>>,
        value: &str,
        reason: impl Into<Cow<'static, str>>,
    ) -> RowError {
        let value = shorten(value).into_owned();
        RowError { line, column: column.into(), value, reason: reason.into() }
    }
}

/// `text`, cut after [`RowError::VALUE_CHARS`] characters.
pub(super) fn shorten(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(RowError::VALUE_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "dòng {}", self.line)?;
        if !self.column.is_empty() {
            write!(f, ", cột {}", self.column)?;
        }
        if !self.value.is_empty() {
            write!(f, ", giá trị \"{}\"", self.value)?;
        }
        write!(f, ": {}", self.reason)
    }
}
