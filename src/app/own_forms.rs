//! The office's own templates in the folder `mau` beside the register, each in place of the built-in one: Word files of
//! forms, texts and tables of reports.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::report::forms::sets::Edition;

/// Most bytes of a file that are read: whatever lies there by mistake, memory holds no more of it.
const MOST: u64 = 16 << 20;

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
    let mut bytes = Vec::new();
    match File::open(&file).and_then(|file| file.take(MOST + 1).read_to_end(&mut bytes)) {
        Ok(read) if read as u64 > MOST => Err(format!("Mẫu {} lớn hơn {} MB.", file.display(), MOST >> 20)),
        Ok(_) => Ok(Some(bytes)),
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
        File::options().write(true).open(&file).and_then(|file| file.set_len(MOST + 1)).expect("made long");
        assert!(read(&register, edition).is_err_and(|said| said.contains("16 MB")));
        std::fs::remove_file(&file).expect("gone");
        std::fs::create_dir(&file).expect("made");
        assert!(read(&register, edition).is_err_and(|said| said.contains("mau")));
    }
}
