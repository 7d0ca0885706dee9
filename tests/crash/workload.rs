//! A working day at the desk, every kind of save once or more, with the register closed and reopened in between.

use std::path::Path;

use motcua::desk::{Target, amend, end, pause, undo};
use motcua::domain::dossier::Channel;
use motcua::domain::pause::PauseReason;
use motcua::store::{Mode, Store};

use crate::disk::{Disk, Op};
use crate::support::{accept, at, seen, set_up, stamp};
use crate::vfs::{self, Plugged};

/// The head of history after each acknowledged save, and everything the disk was asked to do.
pub struct Day {
    pub heads: Vec<(i64, String)>,
    pub log: Vec<Op>,
}

struct Desk {
    disk: Plugged,
    store: Option<Store>,
    heads: Vec<(i64, String)>,
}

/// Opens the register of a disk.
pub fn open(path: &str) -> Result<Store, motcua::store::StoreError> {
    Store::open_with_vfs(Path::new(path), Mode::CreateIfMissing, Some(vfs::NAME))
}

impl Desk {
    /// One save: what `act` returns is what the user is told is safe.
    fn save<T>(&mut self, act: impl FnOnce(&mut Store) -> T) -> T {
        let store = self.store.as_mut().expect("an open register");
        let result = act(store);
        self.heads.push(store.chain_head().expect("the head of history"));
        self.disk.acknowledge(self.heads.len());
        result
    }

    fn reopen(&mut self) {
        self.store = None;
        self.store = Some(open(&self.disk.path()).expect("the register opens again"));
    }

    fn seen(&self, target: Target) -> Target {
        seen(self.store.as_ref().expect("an open register"), target.id)
    }
}

/// Lives through the day.
pub fn live() -> Day {
    let disk = Plugged::new(Disk::default());
    let store = open(&disk.path()).expect("a new register");
    let mut desk = Desk { disk, store: Some(store), heads: Vec::new() };
    desk.save(set_up);
    let first = desk.save(|store| accept(store, "1.001", "Lò Thị Mai", "2026-03-02 08:00"));
    let second = desk.save(|store| accept(store, "2.001", "Phạm Văn Đức", "2026-03-02 08:10"));
    one_dossier(&mut desk, first);
    desk.reopen();
    many_at_once(&mut desk, second);
    desk.reopen();
    desk.save(|store| accept(store, "2.002", "Bùi Văn Sáu", "2026-03-05 08:00"));
    desk.store = None;
    Day { heads: std::mem::take(&mut desk.heads), log: desk.disk.log() }
}

/// Pause, resume, amend, undo, redo, settle, give back.
fn one_dossier(desk: &mut Desk, first: Target) {
    let now = |time: &str| stamp(&format!("2026-03-03 {time}"), "hung");
    let target = desk.seen(first);
    desk.save(|store| {
        let from = at("2026-03-03 08:00");
        pause::pause(store, &now("08:00"), &[target], PauseReason::Supplement, "12/HDHS", from).expect("paused");
    });
    let target = desk.seen(first);
    desk.save(|store| pause::resume(store, &now("09:00"), &[target], at("2026-03-03 09:00")).expect("resumed"));
    let target = desk.seen(first);
    let amended = desk.save(|store| {
        let mut data = store.read().dossier(target.id).expect("readable").expect("there").dossier;
        data.note = "Bổ sung số điện thoại. ".repeat(300);
        data.applicant.phone = "0900000001".to_owned();
        amend::amend(store, &now("09:30"), target, &data, "công dân báo lại").expect("amended")
    });
    let undone = desk.save(|store| undo::undo(store, &now("09:31"), amended.seq, false).expect("undone"));
    desk.save(|store| undo::undo(store, &now("09:32"), undone.seq, true).expect("redone"));
    let target = desk.seen(first);
    desk.save(|store| end::settle(store, &now("15:00"), &[target], at("2026-03-03 15:00")).expect("settled"));
    let target = desk.seen(first);
    let channel = Channel::Direct;
    desk.save(|store| {
        end::give_back(store, &now("16:00"), &[target], at("2026-03-03 16:00"), channel).expect("given back")
    });
}

/// Several dossiers in one entry, and the undo of it.
fn many_at_once(desk: &mut Desk, second: Target) {
    let mut all = vec![second];
    for n in 0..6 {
        let name = format!("Công dân số {n}");
        all.push(desk.save(|store| accept(store, "2.001", &name, "2026-03-03 16:30")));
    }
    let targets: Vec<Target> = all.iter().map(|target| desk.seen(*target)).collect();
    let now = stamp("2026-03-04 09:00", "hung");
    let settled = desk.save(|store| end::settle(store, &now, &targets, now.at).expect("all settled"));
    desk.save(|store| undo::undo(store, &now, settled.seq, false).expect("all undone"));
}
