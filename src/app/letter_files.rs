//! Several letters as files: one each and one that holds them all, in a folder of their own that is there whole or not
//! at all.

use std::io;
use std::path::{Path, PathBuf};

use crate::app::save::{file_name, save_bytes, save_folder, sentence};
use crate::desk::Error;

/// A letter to be written: words for the name of its file, and its bytes.
pub type Letter = (String, Vec<u8>);

/// Why no file was written.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The register or the template refused a letter.
    #[error("{0}")]
    Desk(#[from] Error),
    /// The disk.
    #[error("{0}")]
    Disk(#[from] io::Error),
    /// Somebody stopped it.
    #[error("Đã dừng theo yêu cầu; chưa lưu tệp nào.")]
    Stopped,
}

impl Fault {
    /// In one sentence, with what to do.
    pub fn said(&self, folder: &Path) -> String {
        match self {
            Fault::Disk(error) => sentence(error, folder),
            other => other.to_string(),
        }
    }
}

/// Writes the letters of `ids`. One alone is a file in `folder`; several are files in a new folder named `title` in it,
/// with those of `together` beside them. Returns what is to be printed: files of one letter, or of all in one.
///
/// `progress` is told how many are written and says whether to go on.
///
/// # Errors
/// The first letter that fails; nothing is left behind then.
pub fn write(
    folder: &Path,
    title: &str,
    ids: &[i64],
    mut one: impl FnMut(i64) -> Result<Letter, Error>,
    together: impl FnOnce(&[i64]) -> Result<Vec<Letter>, Error>,
    mut progress: impl FnMut(u64) -> bool,
) -> Result<Vec<PathBuf>, Fault> {
    if let [id] = ids {
        let (name, bytes) = one(*id)?;
        return Ok(vec![save_bytes(folder, &file_name(&name, "docx"), &bytes)?.path]);
    }
    let mut all = Vec::new();
    let stem = file_name(title, "");
    let path = save_folder(folder, stem.trim_end_matches('.'), |inside| {
        for (id, done) in ids.iter().zip(0..) {
            if !progress(done) {
                return Err(Fault::Stopped);
            }
            let (name, bytes) = one(*id)?;
            save_bytes(inside, &file_name(&name, "docx"), &bytes)?;
        }
        for (name, bytes) in together(ids)? {
            let saved = save_bytes(inside, &file_name(&format!("Tất cả {name}"), "docx"), &bytes)?;
            all.extend(saved.path.file_name().map(PathBuf::from));
        }
        if progress(ids.len() as u64) { Ok(()) } else { Err(Fault::Stopped) }
    })?;
    Ok(all.into_iter().map(|name| path.join(name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::save::tests::names;
    use crate::domain::refusal::Refusal;

    fn letter(id: i64) -> Result<Letter, Error> {
        if id == 13 {
            return Err(Refusal::whole("MC-13: chưa ghi lý do chậm.").into());
        }
        Ok((format!("Xin lỗi MC-{id}"), format!("thư {id}").into_bytes()))
    }

    fn together(ids: &[i64]) -> Result<Vec<Letter>, Error> {
        Ok(vec![("văn bản xin lỗi".to_owned(), format!("{ids:?}").into_bytes())])
    }

    #[test]
    fn several_letters_are_a_folder_with_one_file_each_and_one_of_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut seen = Vec::new();
        let tell = |done| {
            seen.push(done);
            true
        };
        let made = write(folder.path(), "Văn bản xin lỗi", &[7, 8], letter, together, tell).expect("written");
        assert_eq!(names(folder.path()), ["van-ban-xin-loi"]);
        let inside = folder.path().join("van-ban-xin-loi");
        assert_eq!(names(&inside), ["tat-ca-van-ban-xin-loi.docx", "xin-loi-mc-7.docx", "xin-loi-mc-8.docx"]);
        assert_eq!(std::fs::read(&made[0]).expect("the file of all"), b"[7, 8]");
        assert_eq!(seen, [0, 1, 2]);
        // The same letters once more stand beside the first ones.
        write(folder.path(), "Văn bản xin lỗi", &[7, 8], letter, together, |_| true).expect("written");
        assert_eq!(names(folder.path()), ["van-ban-xin-loi", "van-ban-xin-loi (2)"]);
        let one = write(folder.path(), "Văn bản xin lỗi", &[7], letter, together, |_| true).expect("written");
        assert_eq!(one, [folder.path().join("xin-loi-mc-7.docx")]);
    }

    #[test]
    fn a_failing_letter_and_a_stop_leave_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let failed = write(folder.path(), "Văn bản", &[7, 13, 8], letter, together, |_| true).expect_err("refused");
        assert!(failed.said(folder.path()).contains("MC-13"), "{failed}");
        let stopped = write(folder.path(), "Văn bản", &[7, 8], letter, together, |done| done < 2);
        assert!(matches!(stopped, Err(Fault::Stopped)));
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }
}
