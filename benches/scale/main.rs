//! The program at 1 000, 100 000 and 1 000 000 dossiers: first screen, key to drawn frame, accept to saved, report;
//! with memory. Numbers are printed, never asserted: machines are noisy.
//!
//! `cargo bench --bench scale` runs all sizes (registers are kept under `target/scale/`); name sizes to run only
//! those: `cargo bench --bench scale -- 1000 100000`.

mod register;
mod screen;
#[allow(dead_code, reason = "the bench of keys uses the rest")]
mod window;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use motcua::desk::accept;
use motcua::desk::count::Scope;
use motcua::desk::report;
use motcua::domain::day::Day;
use motcua::domain::period::{Cutoff, Period};
use motcua::report::kind::ReportKind;
use motcua::report::{Format, write};
use motcua::store::{Mode, Store};

/// The day on which the made-up year ends.
fn today() -> Day {
    "2026-11-20".parse().expect("a day")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [what, path] = words.as_slice()
        && what == "one"
    {
        return one(Path::new(path));
    }
    let sizes: Vec<u64> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_503, 100_000, 1_000_000] } else { sizes };
    for n in sizes {
        let path = register::kept(n, today())?;
        println!("== {n} hồ sơ, {} MB", std::fs::metadata(&path)?.len() / 1_000_000);
        // Each size runs in a process of its own, so that memory is that of this size alone.
        Command::new(std::env::current_exe()?).args(["one", &path.to_string_lossy()]).status()?;
    }
    Ok(())
}

/// Measures one register.
fn one(path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    screen::measure(path, today().at(540))?;
    say_memory("sau các màn hình");
    saves(path)?;
    say_memory("sau khi tiếp nhận");
    six_months(path)?;
    say_memory("sau báo cáo");
    Ok(())
}

fn saves(path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut store = Store::open(path, Mode::Existing)?;
    let mut times = Vec::new();
    for _ in 0..100 {
        let (at, draft) = (today().at(540), register::one_more(path, today())?);
        let begun = Instant::now();
        accept::accept(&mut store, &register::stamp(at), &draft)?;
        times.push(begun.elapsed());
    }
    say("tiếp nhận đến khi lưu xong", times);
    Ok(())
}

fn six_months(path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let store = Store::open(path, Mode::Existing)?;
    let period = Period::preset("2026-H1", Cutoff::Calendar)?;
    let scope = Scope { period, cutoff: Cutoff::Calendar, now: today().at(540) };
    let begun = Instant::now();
    let written = report::build(&store, ReportKind::Commune, &scope, |_| true)?;
    let counted = begun.elapsed();
    let bytes = write(&written.report, Format::Docx)?.len() + write(&written.report, Format::Xlsx)?.len();
    println!(
        "báo cáo 6 tháng: đếm {:.2} s ({} hồ sơ tiếp nhận), viết Word và Excel {:.0} ms ({bytes} byte)",
        counted.as_secs_f64(),
        written.figures.value("received.total").n,
        (begun.elapsed() - counted).as_secs_f64() * 1_000.0
    );
    Ok(())
}

/// Median, 99th percentile and worst of some times.
pub fn say(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1_000.0;
    println!("{what}: p50 {:.2} ms, p99 {:.2} ms, max {:.2} ms ({} lần)", at(50), at(99), at(100), times.len());
}

/// Resident memory now and at its highest, where the system tells.
fn say_memory(when: &str) {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return };
    let kb = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    };
    if let (Some(now), Some(most)) = (kb("VmRSS:"), kb("VmHWM:")) {
        println!("bộ nhớ {when}: {:.1} MB, cao nhất {:.1} MB", now as f64 / 1024.0, most as f64 / 1024.0);
    }
}
