//! Key to drawn frame, key by key, at several sizes of the register: what a key costs must not grow with it.
//!
//! Every key is measured with all the work that its frame asks for, as if the clerk waited for it; on the screen the key
//! itself never does. Rows that are looked for beside the worker come after the frame that says so; when they are there
//! is printed too. Medians and the worst of a few times are printed with their ratio, never asserted: machines are noisy.
//!
//! `cargo bench --bench keys` compares the usual sizes, `cargo bench --bench keys -- 10000 100000 1000000` one's own.
//! Words beside the sizes (`nhật ký`, `phiếu:`) leave only the rows with one of them in their name; `steps` counts steps of
//! SQLite in the place of milliseconds.

mod lists;
#[path = "../scale/register.rs"]
mod register;
mod steps;
mod table;
#[path = "../scale/window.rs"]
mod window;

use std::time::Duration;

use motcua::domain::day::Day;
use motcua::store::{Mode, Store};
use motcua::ui::input::Key;
use table::{SAVED, table};
use window::Window;

/// Sizes unless others are named; a made-up register has no fewer dossiers than the sample that it begins with.
const SIZES: [u64; 2] = [1_503, 100_000];

/// Times that a row is measured.
const TIMES: usize = 9;

/// Times that a row is measured after a write, which the kept register keeps.
const WRITTEN: usize = 9;

/// The word that asks for steps of SQLite in the place of milliseconds.
const STEPS: &str = "steps";

/// Lists that take less are not named.
const LEAST_MS: f64 = 10.0;

/// Median and worst of some times, in milliseconds.
#[derive(Clone, Copy)]
struct Cost {
    p50: f64,
    worst: f64,
    /// Median until the rows are there, where they are looked for beside the worker.
    later: Option<f64>,
}

fn cost(mut times: Vec<Duration>, mut later: Vec<Duration>) -> Cost {
    later.sort_unstable();
    times.sort_unstable();
    let at = |share: usize| times[times.len() * share / 100].as_secs_f64() * 1_000.0;
    let later = later.get(later.len() / 2).map(|later| later.as_secs_f64() * 1_000.0);
    Cost { p50: at(50), worst: at(99), later }
}

fn measured(size: u64, only: &[String]) -> Result<Vec<(String, Cost)>, Box<dyn std::error::Error>> {
    let today: Day = "2026-11-20".parse()?;
    let path = register::kept(size, today)?;
    // A draft that an earlier measure left would be asked about, and the question would take the keys.
    Store::open(&path, Mode::Existing)?.keep_draft("accept", "", today.at(540))?;
    let mut window = Window::open(&path, today.at(540))?;
    let mut costs = Vec::new();
    let wanted = |what: &str| only.is_empty() || only.iter().any(|word| what.contains(word.as_str()));
    for row in table().into_iter().filter(|row| wanted(&row.what)) {
        let (mut times, mut later) = (Vec::new(), Vec::new());
        for _ in 0..if row.written { WRITTEN } else { TIMES } {
            window.press(&row.before);
            window.hear();
            if row.written {
                window.save(register::one_more(&path, today)?)?;
            }
            for key in &row.measured {
                let frame = window.key(*key);
                let answer = window.hear();
                later.extend(answer.map(|answer| frame + answer));
                times.push(frame);
            }
            window.press(&row.after);
        }
        let cost = cost(times, later);
        // Said at once: at a large size the whole table takes minutes.
        eprintln!("{size:>9}  {:<44} {:>8.2} {:>8.2} {:>8.0?}", row.what, cost.p50, cost.worst, cost.later);
        costs.push((row.what, cost));
    }
    for (what, key) in SAVED.into_iter().filter(|(what, _)| wanted(what)) {
        window.key(Key::f(key));
        let saved = (0..WRITTEN).map(|_| window.save(register::one_more(&path, today)?));
        let saved = saved.collect::<Result<_, Box<dyn std::error::Error>>>()?;
        costs.push((what.to_owned(), cost(saved, Vec::new())));
    }
    Ok(costs)
}

/// The most memory that this process has held since [`forget_memory`], in megabytes, where the system tells.
fn memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

/// Begins to watch the memory anew, so that the making of a register is not taken for its use.
fn forget_memory() {
    // Where the system has no such file, the most of the whole run is told.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The table as the README has it: a column a size, the ratio of the last to the first, and what came after the frame.
fn print(sizes: &[u64], measured: &[Vec<(String, Cost)>]) {
    let heads: Vec<String> = sizes.iter().map(|size| format!("{size} hồ sơ")).collect();
    println!("| phím đến hình, ms | {} | lần | có dòng sau |", heads.join(" | "));
    println!("|---|{}---|---|", "---|".repeat(sizes.len()));
    for (at, (what, first)) in measured[0].iter().enumerate() {
        let costs: Vec<Cost> = measured.iter().map(|costs| costs[at].1).collect();
        let last = costs[costs.len() - 1];
        let told: Vec<String> = costs.iter().map(|cost| format!("{:.1}, {:.1}", cost.p50, cost.worst)).collect();
        let later = last.later.map_or(String::new(), |ms| format!("{ms:.0}"));
        println!("| {what} | {} | {:.1} | {later} |", told.join(" | "), last.p50 / first.p50.max(0.01));
    }
}

/// Steps of SQLite in the place of milliseconds.
fn print_steps(sizes: &[u64], today: Day, only: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let wanted = |what: &str| only.len() == 1 || only.iter().any(|word| what.contains(word.as_str()));
    let counted = sizes.iter().map(|size| steps::counted(&register::kept(*size, today)?, today, wanted));
    let counted = counted.collect::<Result<Vec<_>, _>>()?;
    for (at, (what, first)) in counted[0].iter().enumerate() {
        let others: Vec<String> = counted[1..].iter().map(|steps| format!("{:>9}", steps[at].1)).collect();
        println!("{what:<50} {first:>9} {}", others.join(" "));
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let today: Day = "2026-11-20".parse()?;
    let asked: Vec<u64> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    if std::env::args().any(|word| word == "lists") {
        for size in asked {
            println!("== {size} hồ sơ");
            lists::measure(&register::kept(size, today)?, today.at(540), LEAST_MS)?;
        }
        return Ok(());
    }
    let words = std::env::args().skip(1).filter(|word| !word.starts_with('-') && word.parse::<u64>().is_err());
    let only: Vec<String> = words.collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    for size in &sizes {
        register::kept(*size, today)?;
    }
    if only.iter().any(|word| word == STEPS) {
        return print_steps(&sizes, today, &only);
    }
    let (mut costs, mut held) = (Vec::new(), Vec::new());
    for size in &sizes {
        forget_memory();
        costs.push(measured(*size, &only)?);
        held.push(memory().map_or_else(|| "?".to_owned(), |mb| format!("{mb:.0} MB")));
    }
    print(&sizes, &costs);
    println!("bộ nhớ cao nhất: {}", held.join(", "));
    Ok(())
}
