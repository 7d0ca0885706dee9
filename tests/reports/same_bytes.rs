//! The same facts give the same bytes: in another process, in another thread, in a second run, and in a register that
//! came to them in another order.

use std::path::Path;
use std::process::Command;
use std::thread;

use motcua::desk::sample;
use motcua::report::kind::ReportKind;
use motcua::report::model::{Block, Cell, CsvContent, Report, Table};
use motcua::report::{Format, write};
use motcua::store::{Mode, Store};

use crate::sample_desk::{sample_register, scope, stamp, written};
use serde_json::Value as Json;

use crate::generate;

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

/// A report without what it prints of the history, and not of the facts: the check code, which names the last entry that
/// touched a fact; in the book also the number that a dossier got as it was entered, and the order of those of a minute.
fn without_history(mut report: Report) -> Report {
    let head = |line: &String| line.starts_with("Mã kiểm tra lịch sử");
    assert!(report.small_print.iter().any(head), "{} prints no check code", report.kind);
    report.small_print.retain(|line| !head(line));
    report.json["chain_head"] = Json::Null;
    if report.kind == "register" {
        let unnumbered = |table: &mut Table| {
            table.rows.iter_mut().for_each(|row| {
                row.cells[0] = Cell::Empty;
                row.cells[1] = Cell::text(row.cells[1].printed());
            });
            table.rows.sort_by_key(|row| row.cells[1].printed());
        };
        for block in &mut report.blocks {
            if let Block::Table(table) = block {
                unnumbered(table);
            }
        }
        if let CsvContent::Own(table) = &mut report.csv {
            unnumbered(table);
        }
        let rows = report.json["rows"].as_array_mut().expect("rows");
        rows.iter_mut().for_each(|row| row[0] = Json::Null);
        rows.sort_by_key(|row| row[1].to_string());
    }
    report
}

/// The same dossiers, officers, ratings and feedback, entered in the opposite order.
#[test]
fn another_order_of_entry_gives_the_same_bytes_but_for_the_history() {
    let mut rows = 0;
    for seed in 1..=6 {
        let filled = |backwards: bool| {
            let mut made = generate::make(seed, 60);
            if backwards {
                made.dossiers.reverse();
                made.officers.reverse();
                made.ratings.reverse();
                made.feedback.reverse();
            }
            let mut store = Store::in_memory().expect("a register");
            generate::fill(&mut store, &made, &stamp()).expect("filled");
            store
        };
        let (forwards, backwards) = (filled(false), filled(true));
        let period = ["2025-H1", "2025-Q2", "2025"][seed as usize % 3];
        for kind in ReportKind::ALL {
            let built = |store: &Store| without_history(written(store, kind, &scope(period)).report);
            let (first, second) = (built(&forwards), built(&backwards));
            for format in Format::ALL {
                let (one, other) = (write(&first, format).expect("written"), write(&second, format).expect("written"));
                let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                let (one_text, other_text) = (told(&one), told(&other));
                let differing = one_text.lines().zip(other_text.lines()).find(|(a, b)| a != b);
                assert!(one == other, "seed {seed}, {} {}: {differing:?}", kind.code(), format.code());
            }
            rows += first.tables().map(|table| table.rows.len()).sum::<usize>();
        }
    }
    assert!(rows > 600, "{rows}");
}
