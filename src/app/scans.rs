//! Whether the files of scans are there. A share that does not answer must not keep the desk waiting, so they are looked
//! for in a thread of their own, for so long and no longer.

use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use crate::domain::scan::{self, Scan};

/// How long a save waits for the answer about all files together.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Whether a file is at a path.
pub fn is_there(path: &str) -> bool {
    Path::new(path).is_file()
}

/// What is to be said of places of scans that were just written: the files that are not there; nothing where all are.
pub fn said_of(places: &[String], folder: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut files = Vec::new();
    for place in places {
        match scan::scan(place, folder) {
            Scan::Nowhere => {}
            Scan::Link => said.push(format!("liên kết {place} được giữ, không kiểm tra")),
            Scan::NoFolder => said.push(format!("chưa đặt Thư mục bản quét nên chưa tìm được {place}")),
            Scan::File(path) => files.push(path),
        }
    }
    let (tell, told) = channel();
    let asked = files.clone();
    let looking = thread::Builder::new().name("scans".into()).spawn(move || {
        for path in asked {
            let there = is_there(&path);
            if tell.send((path, there)).is_err() {
                break;
            }
        }
    });
    let deadline = Instant::now() + PATIENCE;
    let mut left = if looking.is_ok() { files.len() } else { 0 };
    while left > 0 {
        let Ok((path, there)) = told.recv_timeout(deadline.saturating_duration_since(Instant::now())) else {
            said.push("nơi lưu bản quét không trả lời, chưa kiểm tra được".to_owned());
            break;
        };
        if !there {
            said.push(format!("không thấy tệp {path}"));
        }
        left -= 1;
    }
    said.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_is_named_and_a_link_is_not_looked_for() {
        let folder = std::env::temp_dir();
        let name = format!("motcua-scan-{}.txt", std::process::id());
        std::fs::write(folder.join(&name), "bản quét").expect("a file");
        let folder = folder.to_string_lossy().into_owned();
        assert_eq!(said_of(std::slice::from_ref(&name), &folder), "");
        let said = said_of(&["khong-co.pdf".to_owned(), "https://kho.example/a".to_owned()], &folder);
        assert!(said.contains("không thấy tệp") && said.contains("khong-co.pdf"), "{said}");
        assert!(said.contains("không kiểm tra"), "{said}");
        assert!(said_of(&["a.pdf".to_owned()], "").contains("chưa đặt Thư mục bản quét"));
        let _ = std::fs::remove_file(Path::new(&folder).join(name));
    }
}
