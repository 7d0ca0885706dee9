//! What can go wrong between the program and the file, each with one clear sentence and a remedy.

use std::path::PathBuf;

/// A failure of the register's file or of SQLite. Its text is for the clerk.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is not a register of this program.
    #[error("Tệp {} không phải sổ hồ sơ của motcua. Hãy chọn tệp khác bằng --db, tệp này không bị thay đổi.", .0.display())]
    Foreign(PathBuf),
    /// The register's file is there and holds nothing.
    #[error("Tệp sổ {} rỗng (0 byte), có thể sổ đã bị hỏng. Hãy khôi phục từ bản sao lưu (motcua restore); tệp không bị thay đổi.", .0.display())]
    Empty(PathBuf),
    /// The register was written by a newer program.
    #[error("Sổ {path} do phiên bản mới hơn tạo (định dạng {found}, chương trình này biết đến {known}). Hãy dùng bản motcua mới hơn; sổ không bị thay đổi.", path = .path.display())]
    Newer {
        /// The register.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format this program knows.
        known: i64,
    },
    /// The file cannot be opened or created.
    #[error("Không mở được sổ {path}: {cause}. Hãy kiểm tra đường dẫn và quyền đọc, ghi của thư mục.", path = .path.display())]
    Open {
        /// The register.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
    /// A copy of the register cannot be written.
    #[error("Không ghi được bản sao lưu {path}: {cause}. Sổ đang dùng không bị ảnh hưởng; hãy chọn thư mục khác rồi sao lưu lại.", path = .path.display())]
    Copy {
        /// The copy, or the folder for it.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
    /// Write-ahead logging could not be switched on; usually a network share.
    #[error("Không bật được chế độ ghi an toàn cho sổ {} (thường do để trên ổ mạng). Hãy chuyển sổ về ổ đĩa của máy.", .0.display())]
    NoWal(PathBuf),
    /// Another window held the register too long.
    #[error("Sổ đang bận vì một cửa sổ khác đang ghi. Chưa lưu gì; hãy thử lại sau vài giây.")]
    Busy,
    /// Another window has the register open, and what was asked needs it alone.
    #[error("Sổ {} đang mở ở một cửa sổ khác. Hãy đóng các cửa sổ motcua rồi làm lại; chưa thay đổi gì.", .0.display())]
    InUse(PathBuf),
    /// The disk is full.
    #[error("Ổ đĩa đã đầy, chưa lưu được. Hãy giải phóng dung lượng rồi lưu lại; nội dung đang nhập vẫn còn.")]
    Full,
    /// The file or folder cannot be written.
    #[error("Sổ chỉ cho phép đọc, chưa lưu được. Hãy kiểm tra quyền ghi của tệp và thư mục.")]
    ReadOnly,
    /// The file is damaged.
    #[error("Sổ bị hỏng: {0}. Hãy giữ nguyên tệp và khôi phục từ bản sao lưu (motcua restore).")]
    Damaged(String),
    /// Anything else SQLite says.
    #[error("Lỗi cơ sở dữ liệu: {}. Chưa lưu gì.", sqlite_cause(.0))]
    Sqlite(rusqlite::Error),
    /// A value in the file is not what the schema promises.
    #[error("Dữ liệu trong sổ không đọc được ở {place}: {value}. Hãy chạy motcua check.")]
    Value {
        /// Table and column.
        place: String,
        /// The value.
        value: String,
    },
    /// A record that the caller names is not there.
    #[error("Không tìm thấy bản ghi ({0}). Có thể một cửa sổ khác vừa thay đổi; hãy tải lại.")]
    Missing(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged(sqlite_cause(&error)),
            _ => StoreError::Sqlite(error),
        }
    }
}

/// What SQLite says, in Vietnamese, with its number for whoever is asked for help.
pub(in crate::store) fn sqlite_cause(error: &rusqlite::Error) -> String {
    use rusqlite::ErrorCode;
    let rusqlite::Error::SqliteFailure(failure, _) = error else {
        // Not SQLite but the reading of a value: the schema and this program disagree.
        return "dữ liệu không đúng dạng chương trình cần".to_owned();
    };
    let said = match failure.code {
        ErrorCode::CannotOpen => "không mở được tệp",
        ErrorCode::SystemIoFailure => "ổ đĩa không đọc hoặc không ghi được",
        ErrorCode::NotADatabase => "tệp không phải cơ sở dữ liệu",
        ErrorCode::DatabaseCorrupt => "cấu trúc của tệp đã hỏng",
        ErrorCode::ConstraintViolation => "dữ liệu trùng hoặc trái quy tắc của sổ",
        ErrorCode::OutOfMemory => "máy hết bộ nhớ",
        ErrorCode::DiskFull => "ổ đĩa đã đầy, hãy giải phóng dung lượng",
        ErrorCode::ReadOnly => "tệp hoặc thư mục chỉ cho phép đọc",
        ErrorCode::PermissionDenied => "không có quyền",
        ErrorCode::SchemaChanged => "cấu trúc sổ vừa thay đổi",
        _ => "lỗi không rõ",
    };
    format!("{said} (mã SQLite {})", failure.extended_code)
}

/// Whether Windows says by its number (ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION) that somebody keeps a file to
/// themselves.
fn is_held(code: Option<i32>) -> bool {
    matches!(code, Some(32 | 33))
}

/// What the system says of a file, in Vietnamese where it is one of the usual things.
pub fn io_cause(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let said = match error.kind() {
        _ if cfg!(windows) && is_held(error.raw_os_error()) => "tệp đang mở trong chương trình khác, hãy đóng tệp ấy",
        // Windows also says so of a file that another program keeps open, which Word does.
        ErrorKind::PermissionDenied if cfg!(windows) => "không có quyền, hoặc tệp đang mở trong chương trình khác",
        ErrorKind::NotFound => "không có tệp hoặc thư mục này",
        ErrorKind::PermissionDenied => "không có quyền",
        ErrorKind::AlreadyExists => "đã có tệp cùng tên",
        ErrorKind::StorageFull => "ổ đĩa đã đầy, hãy giải phóng dung lượng",
        ErrorKind::QuotaExceeded => "đã dùng hết dung lượng được cấp",
        ErrorKind::FileTooLarge => "tệp lớn hơn mức máy cho phép",
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho phép đọc",
        ErrorKind::IsADirectory => "đây là thư mục",
        ErrorKind::NotADirectory => "một phần của đường dẫn không phải thư mục",
        ErrorKind::InvalidFilename => "tên tệp không dùng được",
        ErrorKind::ResourceBusy => "tệp đang được chương trình khác dùng",
        _ => return format!("hệ thống báo lỗi ({error})"),
    };
    said.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_said_in_vietnamese() {
        let said = |kind: std::io::ErrorKind| io_cause(&kind.into());
        assert_eq!(said(std::io::ErrorKind::NotFound), "không có tệp hoặc thư mục này");
        assert!(said(std::io::ErrorKind::PermissionDenied).starts_with("không có quyền"));
        let held = std::io::Error::from_raw_os_error(32);
        assert_eq!(io_cause(&held).contains("đang mở trong chương trình khác"), cfg!(windows));
        assert!(is_held(Some(33)) && !is_held(Some(5)) && !is_held(None));
    }
}
