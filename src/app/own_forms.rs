//! The office's own templates in the folder `mau` beside the register, each in place of the built-in one: Word files of
//! forms, texts and tables of reports.

use std::io;
use std::path::{Path, PathBuf};

use crate::report::forms::sets::Edition;

/// The folder of the office's own templates.
pub fn folder(register: &Path) -> PathBuf {
    register.parent().unwrap_or(Path::new("")).join("mau")
}

/// Reads the office's own version of a form, where there is one.
///
/// # Errors
/// One sentence: there is a file and it cannot be read.
pub fn read(register: &Path, edition: &Edition) -> Result<Option<Vec<u8>>, String> {
    read_file(register, &edition.file())
}

/// Reads the office's own version of a file, by its name below the folder, where there is one.
///
/// # Errors
/// One sentence: there is a file and it cannot be read.
pub fn read_file(register: &Path, name: &str) -> Result<Option<Vec<u8>>, String> {
    let file = folder(register).join(name);
    match std::fs::read(&file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("Không đọc được mẫu {}: {error}.", file.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::forms::sets::editions;

    #[test]
    fn the_file_beside_the_register_is_read() {
        let root = tempfile::tempdir().expect("a folder");
        let register = root.path().join("motcua.db");
        let edition = &editions()[0];
        assert_eq!(read(&register, edition), Ok(None));
        let file = folder(&register).join(edition.file());
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(&file, b"x").expect("written");
        assert_eq!(read(&register, edition), Ok(Some(b"x".to_vec())));
        std::fs::remove_file(&file).expect("gone");
        std::fs::create_dir(&file).expect("made");
        assert!(read(&register, edition).is_err_and(|said| said.contains("mau")));
    }
}
