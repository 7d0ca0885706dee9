//! The real program killed as by a power cut, right after it said that a dossier is saved and at any other moment. What
//! it called saved is there, whole and in the history; what it did not is there whole or not at all. All people are
//! invented.
//!
//! The register's own harness enumerates power cuts at every write; here the whole program is what dies.

#![cfg(unix)]

use crate::terminal;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use motcua::store::Store;
use motcua::store::dossier::Stored;
use terminal::Pty;
use terminal::desk::Desk;

const F2: &str = "\u{1b}OQ";
const SAVE: &str = "\u{13}";

/// Rounds of killing at random moments.
const ROUNDS: u64 = 20;

/// Every dossier of the register by its code.
fn dossiers(store: &Store) -> BTreeMap<String, Stored> {
    let mut found = BTreeMap::new();
    let each = |stored: Stored| -> Result<(), motcua::store::StoreError> {
        assert!(found.insert(stored.dossier.code.clone(), stored).is_none(), "a code given twice");
        Ok(())
    };
    store.read().each_dossier(each).expect("read");
    found
}

/// Holds that a dossier is whole: all that was typed, its promise, and the one entry of history that made it.
fn whole(store: &Store, stored: &Stored) {
    let dossier = &stored.dossier;
    assert!(dossier.applicant.name.starts_with("Lò Thị Giả "), "{dossier:?}");
    assert_eq!(dossier.procedure_code, "1.001022");
    assert!(dossier.accepted_at.is_some() && dossier.due_at.is_some() && dossier.received_by == "mau", "{dossier:?}");
    let history = store.read().history(stored.id, 10).expect("read");
    assert_eq!(history.iter().map(|(entry, _)| entry.op.as_str()).collect::<Vec<_>>(), ["accept"]);
    assert!(!history[0].1.is_empty(), "the entry says what was written");
}

/// Opens the register as the next start does, and holds that it is sound and every dossier in it whole.
fn sound(desk: &Desk) -> (Store, BTreeMap<String, Stored>) {
    let store = desk.register();
    let report = store.check(|_| true).expect("checked");
    assert!(report.sound(), "{report:?}");
    let found = dossiers(&store);
    found.values().for_each(|stored| whole(&store, stored));
    (store, found)
}

/// The code that a screen calls saved.
fn saved_code(screen: &vt100::Screen) -> Option<String> {
    let text = screen.contents();
    let rest = text.split("+ Đã lưu ").nth(1)?;
    // A code that is not followed by its promise yet may be only half drawn.
    Some(rest.split_once(',')?.0.to_owned())
}

/// Starts the program and opens the form with the procedure chosen. An unfinished form that a kill left behind is
/// offered, and thrown away.
fn open_form(desk: &Desk) -> Pty {
    let left = desk.register().read().draft("accept").expect("read").is_some();
    let mut pty = desk.sit_down(80, 24);
    pty.send(F2);
    if left {
        pty.wait_for("đang nhập dở");
        pty.send("\t\r");
        pty.wait("hộp hỏi đóng", |screen| !screen.contents().contains("nhập dở"));
    }
    pty.send(PROCEDURE);
    pty.wait_for(CHOSEN);
    pty
}

/// The keys that choose the procedure, and what the screen then says.
const PROCEDURE: &str = "1.001022\r";
const CHOSEN: &str = "Hẹn trả 17:00";

/// The keys of a dossier from its chosen procedure on, saved.
fn keys(name: &str) -> String {
    format!("\t\t{name}{SAVE}")
}

#[test]
fn killed_right_after_it_said_saved() {
    let desk = Desk::new();
    let mut pty = open_form(&desk);
    pty.send(&keys("Lò Thị Giả 1"));
    pty.wait("mã đã lưu", |screen| saved_code(screen).is_some());
    pty.kill();
    let (_, found) = sound(&desk);
    let said = saved_code(&pty_screen(&pty)).expect("a code was said");
    assert_eq!(found.keys().collect::<Vec<_>>(), [&said]);
    assert_eq!(found[&said].dossier.applicant.name, "Lò Thị Giả 1");
}

/// The last picture, also of a program that is gone.
fn pty_screen(pty: &Pty) -> vt100::Screen {
    let mut last = None;
    pty.watch(Instant::now(), |screen| {
        last = Some(screen.clone());
        true
    });
    last.expect("a picture")
}

/// Numbers that look like chance and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

#[test]
fn killed_at_any_moment_while_saving() {
    let desk = Desk::new();
    let (mut chance, mut promised) = (Chance(2026), BTreeSet::new());
    let mut interrupted: usize = 0;
    for round in 0..ROUNDS {
        let mut pty = open_form(&desk);
        let burst = (0..40).map(|n| keys(&format!("Lò Thị Giả {round}.{n}"))).collect::<Vec<_>>().join(PROCEDURE);
        pty.send(&burst);
        // Every second round something is called saved before the end, however slow the machine is.
        if round % 2 == 1 {
            pty.wait_for("+ Đã lưu");
        }
        let end = Instant::now() + Duration::from_millis(chance.below(150));
        let mut seen = BTreeSet::new();
        pty.watch(end, |screen| {
            seen.extend(saved_code(screen));
            false
        });
        pty.kill();
        let (_, found) = sound(&desk);
        promised.append(&mut seen);
        let lost: Vec<_> = promised.iter().filter(|code| !found.contains_key(*code)).collect();
        assert!(lost.is_empty(), "round {round}: called saved and not there: {lost:?}");
        interrupted +=
            usize::from(!found.values().any(|d| d.dossier.applicant.name == format!("Lò Thị Giả {round}.39")));
    }
    assert!(promised.len() >= 10, "too little was saved to tell anything: {}", promised.len());
    assert!(interrupted > 10, "too few rounds ended in the middle: {interrupted}");
}
