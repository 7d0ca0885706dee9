//! The register is kept safe: a damaged file is refused, copies are their owner's alone, and what an action says it
//! did is what it did.

mod support;

use std::path::Path;

use motcua::store::{Mode, Store, StoreError};
use support::{accept, set_up};

fn on_disk(folder: &tempfile::TempDir) -> Store {
    let mut store = Store::open(&folder.path().join("so.db"), Mode::CreateIfMissing).expect("the register opens");
    set_up(&mut store);
    store
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_file_that_is_there_is_never_made_a_new_register() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    for mode in [Mode::Existing, Mode::CreateIfMissing] {
        std::fs::write(&path, b"").expect("a file");
        let refused = Store::open(&path, mode).err().expect("an empty file is refused");
        assert!(matches!(refused, StoreError::Empty(_)), "{refused}");
        assert!(refused.to_string().contains("rỗng (0 byte)"), "{refused}");
        for bytes in [&b"x"[..], &[0; 4096]] {
            std::fs::write(&path, bytes).expect("a file");
            let refused = Store::open(&path, mode).err().expect("a foreign file is refused");
            assert!(matches!(refused, StoreError::Foreign(_)), "{refused}");
            assert_eq!(std::fs::read(&path).expect("the file"), bytes, "it is left as it was");
        }
    }
    assert_eq!(names(folder.path()), ["so.db"]);
}

#[test]
fn a_register_cut_to_nothing_keeps_its_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = on_disk(&folder);
    accept(&mut store, "1.001", "Công dân mẫu", "2026-03-03 08:00");
    let path = folder.path().join("so.db");
    let log = folder.path().join("so.db-wal");
    let (kept, aside) = (std::fs::read(&log).expect("a log"), folder.path().join("cất"));
    assert!(!kept.is_empty());
    drop(store);
    std::fs::write(&log, &kept).expect("as after a power cut");
    std::fs::rename(&path, &aside).expect("set aside");
    std::fs::write(&path, b"").expect("cut");
    assert!(matches!(Store::open(&path, Mode::CreateIfMissing), Err(StoreError::Empty(_))));
    assert_eq!(std::fs::read(&log).expect("the log"), kept);
}

#[test]
fn a_new_register_leaves_nothing_unfinished_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(on_disk(&folder));
    assert_eq!(names(folder.path()), ["so.db"]);
    let nowhere = folder.path().join("không có").join("so.db");
    let refused = Store::open(&nowhere, Mode::CreateIfMissing).err().expect("refused").to_string();
    assert!(refused.contains("không có tệp hoặc thư mục này"), "{refused}");
}
