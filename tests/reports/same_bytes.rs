//! The same facts give the same bytes: in another process, in another thread, and in a second run.

use std::path::Path;
use std::process::Command;
use std::thread;

use motcua::desk::sample;
use motcua::report::kind::ReportKind;
use motcua::report::{Format, write};
use motcua::store::{Mode, Store};

use crate::desk::{sample_register, scope, stamp, written};

/// Writes one file by a process of its own over a copy of the register, since an export is itself remembered there.
fn by_process(register: &Path, folder: &Path, name: &str, kind: ReportKind, format: Format) -> Vec<u8> {
    let copy = folder.join(format!("{name}.motcua"));
    std::fs::copy(register, &copy).expect("a copy");
    let out = folder.join(format!("{name}.out"));
    let period: &[&str] = match kind {
        // The sheet of a day is about one day.
        ReportKind::Daily => &["--from", "2025-05-06", "--to", "2025-05-06"],
        _ => &["--period", "2025-Q2"],
    };
    let status = Command::new(env!("CARGO_BIN_EXE_motcua"))
        .args(["report", kind.code(), "--format", format.code(), "--out"])
        .arg(&out)
        .args(period)
        .arg("--db")
        .arg(&copy)
        .env("HOME", folder)
        .output()
        .expect("the program runs");
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    std::fs::read(out).expect("the file")
}

#[test]
fn two_processes_write_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let register = folder.path().join("mau.motcua");
    let mut store = Store::open(&register, Mode::CreateIfMissing).expect("a register");
    sample::fill(&mut store, &stamp()).expect("the sample");
    drop(store);
    for kind in ReportKind::ALL {
        for format in Format::ALL {
            let file = |name: &str| by_process(&register, folder.path(), name, kind, format);
            let name = format!("{}-{}", kind.code(), format.code());
            let (first, second) = (file(&format!("{name}-1")), file(&format!("{name}-2")));
            assert!(first.len() > 200, "{name}");
            assert!(first == second, "{name} differs between two processes");
        }
    }
}

#[test]
fn threads_and_second_runs_write_the_same_bytes() {
    let store = sample_register();
    for kind in ReportKind::ALL {
        let once = || {
            Format::ALL.map(|format| write(&written(&store, kind, &scope("2025-03")).report, format).expect("written"))
        };
        let first = once();
        let report = written(&store, kind, &scope("2025-03")).report;
        // The collections that keep no order take another one in each thread.
        let handles: Vec<_> = (0..2)
            .map(|_| {
                let report = report.clone();
                thread::spawn(move || Format::ALL.map(|format| write(&report, format).expect("written")))
            })
            .collect();
        for handle in handles {
            assert!(handle.join().expect("written") == first, "{} differs between threads", kind.code());
        }
        assert!(once() == first, "{} differs between runs", kind.code());
    }
}
