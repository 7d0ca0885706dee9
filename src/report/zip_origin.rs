//! The system that a zip file says it was packed on. The library writes this one, DOS on Windows, and it is the only
//! difference between a report written there and here: the same facts have to give the same bytes everywhere.

/// Length of the record that ends a zip file without a remark, and its mark.
const END: (usize, [u8; 4]) = (22, *b"PK\x05\x06");

/// Length of an entry of the directory before its name, and its mark.
const ENTRY: (usize, [u8; 4]) = (46, *b"PK\x01\x02");

/// Unix, as a zip file counts systems: what the permissions in it are meant for.
const UNIX: u8 = 3;

/// The file as it would be packed on Unix. What is not a zip file as the writers of this program make it stays as it is.
pub(in crate::report) fn of_one_system(mut file: Vec<u8>) -> Vec<u8> {
    let Some(end) = file.len().checked_sub(END.0).filter(|end| file[*end..].starts_with(&END.1)) else { return file };
    let mut at = number(&file, end + 16, 4);
    while at < end && file[at..end].starts_with(&ENTRY.1) && at + ENTRY.0 <= end {
        file[at + 5] = UNIX;
        at += ENTRY.0 + [28, 30, 32].into_iter().map(|field| number(&file, at + field, 2)).sum::<usize>();
    }
    file
}

/// A number of so many bytes, the lowest first.
fn number(file: &[u8], at: usize, bytes: usize) -> usize {
    file[at..at + bytes].iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    fn packed() -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a.xml", "báo cáo/b.xml", "c"] {
            zip.start_file(name, SimpleFileOptions::default()).expect("begun");
            zip.write_all(b"PK\x01\x02 in the text is no entry").expect("written");
        }
        zip.finish().expect("packed").into_inner()
    }

    #[test]
    fn every_entry_says_unix_and_nothing_else_changes() {
        let mut windows = packed();
        let marks: Vec<usize> = (0..windows.len() - 4)
            .filter(|at| windows[*at..].starts_with(b"PK\x01\x02") && !windows[*at..].starts_with(b"PK\x01\x02 "))
            .collect();
        assert_eq!(marks.len(), 3);
        marks.iter().for_each(|at| windows[at + 5] = 0);
        let unix = of_one_system(windows.clone());
        assert!(marks.iter().all(|at| unix[at + 5] == UNIX));
        let changed = windows.iter().zip(&unix).filter(|(before, after)| before != after).count();
        assert_eq!((changed, unix.len()), (3, windows.len()));
        assert_eq!(of_one_system(unix.clone()), unix);
        assert_eq!(zip::ZipArchive::new(Cursor::new(unix)).expect("a zip file").len(), 3);
    }

    #[test]
    fn what_is_no_zip_file_stays() {
        let mut cut = packed();
        cut.truncate(cut.len() - 3);
        for file in [Vec::new(), b"abc".to_vec(), cut, [&b"PK\x05\x06"[..], &[255; 18]].concat()] {
            assert_eq!(of_one_system(file.clone()), file);
        }
    }
}
