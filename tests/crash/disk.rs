//! A file system in memory that remembers what it was asked to do, and what of it a power cut may leave behind.
//!
//! Pure values: no SQLite here. A file's bytes are safe once the file was synced; a name (created or deleted) is safe
//! once its folder was synced, which SQLite does when it first syncs a journal that it created.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Number of a file's bytes, whatever its name.
pub type Ino = usize;

/// One thing the file system was asked to do.
#[derive(Clone, Debug)]
pub enum Op {
    Create {
        name: String,
        ino: Ino,
    },
    Delete {
        name: String,
    },
    Write {
        ino: Ino,
        at: usize,
        bytes: Vec<u8>,
    },
    Truncate {
        ino: Ino,
        size: usize,
    },
    /// `names`: the folder is synced with it.
    Sync {
        ino: Ino,
        names: bool,
    },
    SyncNames,
    /// The program told its user that so many saves are safe.
    Acknowledge(usize),
}

impl Op {
    fn is_of_names(&self) -> bool {
        matches!(self, Op::Create { .. } | Op::Delete { .. })
    }

    fn is_of(&self, file: Ino) -> bool {
        matches!(self, Op::Write { ino, .. } | Op::Truncate { ino, .. } if *ino == file)
    }

    /// A write of which only the beginning arrived: whole sectors, or half of a small one.
    fn torn(&self) -> Op {
        match self {
            Op::Write { ino, at, bytes } => {
                let half = bytes.len() / 2;
                let kept = if half >= 512 { half - half % 512 } else { half };
                Op::Write { ino: *ino, at: *at, bytes: bytes[..kept].to_vec() }
            }
            other => other.clone(),
        }
    }
}

/// Names and bytes.
#[derive(Clone, Default)]
pub struct Files {
    names: BTreeMap<String, Ino>,
    bytes: BTreeMap<Ino, Vec<u8>>,
}

impl Files {
    pub fn ino(&self, name: &str) -> Option<Ino> {
        self.names.get(name).copied()
    }

    pub fn bytes(&self, ino: Ino) -> &[u8] {
        self.bytes.get(&ino).map_or(&[], Vec::as_slice)
    }

    fn apply(&mut self, op: &Op) {
        match op {
            Op::Create { name, ino } => {
                self.names.insert(name.clone(), *ino);
            }
            Op::Delete { name } => {
                self.names.remove(name);
            }
            Op::Write { ino, at, bytes } => {
                let held = self.bytes.entry(*ino).or_default();
                if held.len() < at + bytes.len() {
                    held.resize(at + bytes.len(), 0);
                }
                held[*at..at + bytes.len()].copy_from_slice(bytes);
            }
            Op::Truncate { ino, size } => self.bytes.entry(*ino).or_default().resize(*size, 0),
            Op::Sync { .. } | Op::SyncNames | Op::Acknowledge(_) => {}
        }
    }

    /// What a program that opens these files can see, as one number.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for (name, ino) in &self.names {
            (name, self.bytes(*ino)).hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// The running file system: its files as a program sees them, and everything it was asked to do.
#[derive(Default)]
pub struct Disk {
    pub files: Files,
    pub log: Vec<Op>,
    next: Ino,
}

impl Disk {
    /// A disk that a power cut left behind.
    pub fn with(files: Files) -> Disk {
        let next = files.bytes.keys().chain(files.names.values()).max().map_or(0, |last| last + 1);
        Disk { files, log: Vec::new(), next }
    }

    pub fn ask(&mut self, op: Op) {
        self.files.apply(&op);
        self.log.push(op);
    }

    pub fn create(&mut self, name: &str) -> Ino {
        let ino = self.next;
        self.next += 1;
        self.ask(Op::Create { name: name.to_owned(), ino });
        ino
    }
}

/// What a power cut after the `step`-th thing may leave, and how many saves had been acknowledged by then.
pub struct CrashState {
    pub step: usize,
    pub kind: &'static str,
    pub files: Files,
    pub acknowledged: usize,
}

/// Visits the states that a power cut may leave, after every single operation of the log.
///
/// Of what was not synced there arrives nothing, all, all but the last, all with a torn last write, all but the first,
/// only the last, or a random selection (the disk may reorder freely between syncs), `selections` times two of these.
/// `visits` says after which steps.
pub fn crash_states(log: &[Op], selections: usize, visits: impl Fn(usize) -> bool, mut each: impl FnMut(CrashState)) {
    let (mut safe, mut pending, mut acknowledged) = (Files::default(), Vec::<Op>::new(), 0);
    let mut chance = 0x9e37_79b9_7f4a_7c15_u64;
    for (step, op) in log.iter().enumerate() {
        match op {
            Op::Sync { ino, names } => {
                settle(&mut safe, &mut pending, |op| op.is_of(*ino) || (*names && op.is_of_names()));
            }
            Op::SyncNames => settle(&mut safe, &mut pending, Op::is_of_names),
            Op::Acknowledge(count) => acknowledged = *count,
            other => pending.push(other.clone()),
        }
        if !visits(step) {
            continue;
        }
        let last = pending.len().saturating_sub(1);
        let mut visit = |kind, keep: &mut dyn FnMut(usize) -> bool, torn: bool| {
            let mut files = safe.clone();
            for (at, op) in pending.iter().enumerate().filter(|(at, _)| keep(*at)) {
                if torn && at == last { files.apply(&op.torn()) } else { files.apply(op) }
            }
            each(CrashState { step, kind, files, acknowledged });
        };
        visit("nothing unsynced", &mut |_| false, false);
        if pending.is_empty() {
            continue;
        }
        visit("all unsynced", &mut |_| true, false);
        visit("torn last write", &mut |_| true, true);
        if pending.len() > 1 {
            visit("without the last", &mut |at| at != last, false);
            visit("without the first", &mut |at| at != 0, false);
            visit("only the last", &mut |at| at == last, false);
            for _ in 0..selections {
                visit("a random selection", &mut |_| next(&mut chance) & 1 == 0, false);
                visit("a random selection, torn", &mut |at| at == last || next(&mut chance) & 3 != 0, true);
            }
        }
    }
}

/// Moves the operations that a sync made safe from the pending ones to the safe files.
fn settle(safe: &mut Files, pending: &mut Vec<Op>, made_safe: impl Fn(&Op) -> bool) {
    pending.retain(|op| {
        let now_safe = made_safe(op);
        if now_safe {
            safe.apply(op);
        }
        !now_safe
    });
}

/// The next of a fixed sequence of random numbers, so that every run visits the same states.
fn next(chance: &mut u64) -> u64 {
    *chance ^= *chance << 13;
    *chance ^= *chance >> 7;
    *chance ^= *chance << 17;
    *chance >> 11
}
