//! What can go wrong between the program and the file, each with one clear sentence and a remedy.

use std::path::PathBuf;

/// A failure of the register's file or of SQLite. Its text is for the clerk.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is not a register of this program.
    #[error("Tệp {} không phải sổ hồ sơ của motcua. Hãy chọn tệp khác bằng --db, tệp này không bị thay đổi.", .0.display())]
    Foreign(PathBuf),
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
    /// The disk refused to read or write.
    #[error("Ổ đĩa báo lỗi khi đọc hoặc ghi sổ, chưa lưu gì. Hãy kiểm tra ổ đĩa và dung lượng còn trống rồi làm lại.")]
    Disk,
    /// The file is damaged.
    #[error("Sổ bị hỏng: {0}. Hãy giữ nguyên tệp và khôi phục từ bản sao lưu (motcua restore).")]
    Damaged(String),
    /// Anything else SQLite says.
    #[error("Lỗi cơ sở dữ liệu: {0}. Chưa lưu gì.")]
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
            Some(ErrorCode::SystemIoFailure) => StoreError::Disk,
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged(error.to_string()),
            _ => StoreError::Sqlite(error),
        }
    }
}
