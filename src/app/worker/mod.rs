//! The worker: carries out what screens ask for, against the one open register of this window.
//!
//! It owns the register, the officer at the keyboard and the list of what this window can undo. Every write goes
//! through a use case of `desk`, and a reply that says "đã lưu" is sent only after the commit.

mod accept;
mod apologies;
mod aside;
mod calendar;
mod catalogue;
mod closing;
mod counted;
mod detail;
mod differing;
mod draft;
mod explain;
mod feedback;
mod gaps;
mod history;
mod list;
mod list_out;
mod paper;
mod papers;
mod rating;
mod report;
mod seat;
mod seeker;
mod set_up;
mod soon;
mod step;
mod today;

use std::collections::BTreeMap;

use crate::app::clock::Clock;
use crate::desk::compare::Counted;
use crate::desk::{Error, late_entry};
use crate::domain::change::{Changes, Kind};
use crate::domain::day::Moment;
use crate::domain::number::vietnamese_number;
use crate::store::journal::Broken;
use crate::store::journal::op_label;
use crate::store::{Stamp, Store, StoreError};
use crate::ui::keymap::Act;
use crate::ui::work::{Job, Reply, Wrote};

pub use soon::Patience;

/// The register as one window works on it.
pub struct Desk<C> {
    store: Store,
    clock: C,
    officer: String,
    desk: i64,
    data_version: i64,
    /// What the officer who sits here has written in this window, and can take back by a key; what was taken back.
    undoable: Vec<i64>,
    redoable: Vec<i64>,
    voice: Option<aside::Voice>,
    asides: aside::Asides,
    out: Option<std::path::PathBuf>,
    /// Drafts that are not on disk yet, and since when.
    unwritten: BTreeMap<String, String>,
    unwritten_since: Option<i64>,
    counted: counted::Counted,
    sought: soon::Sought,
    pins: rating::Pins,
    /// Periods that reports are compared with, counted in this run.
    compared: Counted,
}

impl<C: Clock> Desk<C> {
    /// Takes the register over.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn new(store: Store, clock: C) -> Result<Desk<C>, StoreError> {
        let settings = store.read().settings()?;
        let (officer, desk) = (settings.get("last_officer").to_owned(), settings.desk());
        let data_version = store.data_version()?;
        Ok(Desk {
            store,
            clock,
            officer,
            desk,
            data_version,
            undoable: Vec::new(),
            redoable: Vec::new(),
            voice: None,
            asides: aside::Asides::default(),
            out: None,
            unwritten: BTreeMap::new(),
            unwritten_since: None,
            counted: counted::Counted::default(),
            sought: soon::Sought::default(),
            pins: rating::Pins::default(),
            compared: Counted::default(),
        })
    }

    /// Carries one job out.
    pub fn carry_out(&mut self, job: Job) -> Reply {
        match job {
            Job::Today(ask) => self.today(ask),
            Job::List(ask) => self.list(ask),
            Job::Detail(ask) => self.detail(ask),
            Job::Explain(ask) => self.explain(ask),
            Job::Differing(ask) => self.differing(ask),
            Job::Gaps(ask) => self.gaps(ask),
            Job::Apologies(ask) => self.apologies(ask),
            Job::History(ask) => self.history(ask),
            Job::Step(command) => self.step(command),
            Job::Closing(ask) => self.closing(ask),
            Job::Report(ask) => self.report(ask),
            Job::Accept(ask) => self.accept(ask),
            Job::Rating(ask) => self.rating(ask),
            Job::Feedback(ask) => self.feedback(ask),
            Job::Seat(ask) => self.seat(ask),
            Job::SetUp(command) => self.set_up(&command),
            Job::Paper(ask) => self.paper(ask),
            Job::Papers(ask) => self.papers(ask),
            Job::Calendar(ask) => self.calendar(ask),
            Job::Catalogue(ask) => self.catalogue(ask),
            Job::Keep(keep) => self.keep(keep),
            Job::Undo { redo } => self.undo(redo),
        }
    }

    /// Asked when there is nothing to do: whether another process has written since the last time.
    pub fn idle(&mut self) -> Option<Reply> {
        // What cannot be written now is tried again; a register that fails says so where something is saved.
        let _ = self.write_drafts();
        let version = self.store.data_version().ok()?;
        let written = version != self.data_version;
        self.data_version = version;
        if written {
            // It may have mended what is derived from the records, of which the history says nothing.
            self.store.found().forget();
        }
        written.then_some(Reply::Elsewhere)
    }

    /// The first break among the last `entries` of the history.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn check_tail(&self, entries: i64) -> Result<Option<Broken>, StoreError> {
        self.store.check_tail(entries)
    }

    fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The stamp of an action begun now.
    fn stamp(&self) -> Stamp {
        Stamp {
            at: self.clock.now(),
            utc_ms: self.clock.utc_ms(),
            utc_offset_min: self.clock.pc_offset_min(),
            officer: self.officer.clone(),
            desk: self.desk,
        }
    }

    /// Runs a use case that writes, and makes its reply. What was written can be undone by this window.
    fn write(
        &mut self,
        act: Act,
        said: impl Into<String>,
        action: impl FnOnce(&mut Store, &Stamp) -> Result<Changes, Error>,
    ) -> Reply {
        self.write_and_say(act, |store, stamp| Ok((said.into(), action(store, stamp)?)))
    }

    /// As [`Desk::write`], for a use case that only knows afterwards what there is to say: a code that was given.
    fn write_and_say(
        &mut self,
        act: Act,
        action: impl FnOnce(&mut Store, &Stamp) -> Result<(String, Changes), Error>,
    ) -> Reply {
        let stamp = self.stamp();
        match action(&mut self.store, &stamp) {
            Ok((said, changes)) => {
                let said = self.with_late(said, &changes);
                if !changes.is_empty() {
                    self.undoable.push(changes.seq);
                    self.redoable.clear();
                }
                Reply::Wrote(Wrote { act, changes, said })
            }
            Err(error) => not_done(act, error),
        }
    }

    /// What was done, and which closed period it concerns. What is written stands, whether or not the closed periods can
    /// be asked after.
    fn with_late(&self, said: String, changes: &Changes) -> String {
        match late_entry::notice(&self.store.read(), changes.seq) {
            Ok(Some(late)) => format!("{said} {late}"),
            _ => said,
        }
    }

    fn undo(&mut self, redo: bool) -> Reply {
        let act = if redo { Act::Redo } else { Act::Undo };
        let (from, to) =
            if redo { (&mut self.redoable, &mut self.undoable) } else { (&mut self.undoable, &mut self.redoable) };
        let Some(seq) = from.last().copied() else {
            let said = if redo {
                "Không có gì để làm lại."
            } else {
                "Từ khi chọn cán bộ ở cửa sổ này chưa ghi gì để hoàn tác; việc khác: Nhật ký (F8), phím u."
            };
            return Reply::Failed(act, said.to_owned());
        };
        match crate::desk::undo::why_not(&self.store, seq) {
            Ok(None) => {}
            Ok(Some(why)) => return Reply::Failed(act, why),
            Err(error) => return not_done(act, error),
        }
        let stamp = Stamp {
            at: self.clock.now(),
            utc_ms: self.clock.utc_ms(),
            utc_offset_min: self.clock.pc_offset_min(),
            officer: self.officer.clone(),
            desk: self.desk,
        };
        match crate::desk::undo::undo(&mut self.store, &stamp, seq, redo) {
            Ok(changes) => {
                from.pop();
                // What wrote no entry can be taken back by none.
                if !changes.is_empty() {
                    to.push(changes.seq);
                }
                let done = if redo { "Đã làm lại" } else { "Đã hoàn tác" };
                let (what, whose) = (self.first_done(seq), self.whose(&changes));
                let said = self.with_late(format!("{done} mục {seq}{what}{whose}."), &changes);
                Reply::Wrote(Wrote { act, said, changes })
            }
            Err(error) => not_done(act, error),
        }
    }
}

impl<C: Clock> Desk<C> {
    /// ` (trả kết quả)`: what an entry did. Of one that took another back, or brought it again, the deed that it is all
    /// about is named.
    fn first_done(&self, seq: i64) -> String {
        let read = self.store.read();
        let mut entry = read.entry(seq).ok().flatten();
        while let Some(older) = entry.as_ref().and_then(|entry| entry.reverts) {
            entry = read.entry(older).ok().flatten();
        }
        entry.map_or(String::new(), |entry| format!(" ({})", op_label(&entry.op)))
    }

    /// `, hồ sơ H99.07-250520-0011 của Đặng Kim Nga`: whose dossier changed, since it may be another than the one that
    /// is looked at; where none did, `, phản ánh PA-2025-0007`.
    fn whose(&self, changes: &Changes) -> String {
        let of = |wanted: Kind| changes.records.iter().filter(move |(kind, _)| *kind == wanted).map(|(_, id)| *id);
        let mut dossiers = of(Kind::Dossier);
        match (dossiers.next(), dossiers.count()) {
            (None, _) => {
                // One that was taken back as a whole still has its code.
                let now = of(Kind::Feedback).next().and_then(|id| self.store.read().record_now("feedback", id).ok());
                let code = now.as_ref().and_then(|now| now.get("code")?.as_str());
                code.map_or_else(String::new, |code| format!(", phản ánh {code}"))
            }
            (Some(id), 0) => match self.store.read().dossier(id) {
                Ok(Some(stored)) => {
                    format!(", hồ sơ {} của {}", stored.dossier.code, stored.dossier.applicant.name)
                }
                _ => String::new(),
            },
            (Some(_), more) => format!(", {} hồ sơ", vietnamese_number(more as i64 + 1)),
        }
    }
}

/// The reply to an action that did not happen.
fn not_done(act: Act, error: Error) -> Reply {
    match error {
        Error::Refused(refusal) => Reply::Refused(act, refusal),
        other => Reply::Failed(act, other.to_string()),
    }
}

/// The reply to a question that could not be answered.
fn unread(act: Act, error: &StoreError) -> Reply {
    Reply::Failed(act, error.to_string())
}
