//! The papers that a desk forgets: lists and sheets are made beside the worker, what is written is written by it.

use crate::app::clock::Clock;
use crate::app::print::{self, Printed};
use crate::app::save;
use crate::app::worker::{Desk, not_done};
use crate::desk::Error;
use crate::desk::papers::{directing, fees, head_page, posting, sheet};
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::refusal::Refusal;
use crate::report::Format;
use crate::store::{Stamp, Store};
use crate::ui::keymap::Act;
use crate::ui::work::papers::{Answer, Ask, Change, List, Listed, OnDisk, Sheet};
use crate::ui::work::stop::Stop;
use crate::ui::work::{Reply, Wrote};

impl<C: Clock> Desk<C> {
    pub(super) fn papers(&mut self, ask: Ask) -> Reply {
        let now = self.now();
        match ask {
            Ask::Load { ticket, list, stop } => self.beside(ticket, stop, move |store, stop| {
                load(store, list, now, stop).map(|listed| Answer::Listed { ticket, listed: Box::new(listed) })
            }),
            Ask::Behind { ticket, number, group, of, at, stop } => self.beside(ticket, stop, move |store, _| {
                head_page::behind(store, number, group, of, at).map(|ids| Answer::Behind { ticket, ids })
            }),
            Ask::Write { act, change } => {
                let said = said(&change);
                self.write_and_say(act, |store, stamp| {
                    let changes = write(store, stamp, &change)?;
                    let said = if changes.is_empty() { "Không có gì thay đổi.".to_owned() } else { said };
                    Ok((said, changes))
                })
            }
            Ask::Out { ticket, sheet, format, stop } => {
                let (folder, stamp) = (self.out_folder(), self.stamp());
                self.beside(ticket, stop, move |store, stop| {
                    let file = made(store, &sheet, format, &stamp, stop, &folder)?;
                    Ok(Answer::Made { ticket, file: Box::new(file) })
                })
            }
            Ask::LetOut { file, print } => {
                let act = if print { Act::Print } else { Act::Export };
                self.let_sheet_out(act, &file).unwrap_or_else(|error| not_done(act, error))
            }
        }
    }

    /// Runs a question that only reads beside the worker.
    fn beside<F>(&mut self, ticket: u64, stop: Stop, look: F) -> Reply
    where
        F: FnOnce(&Store, &Stop) -> Result<Answer, Error> + Send + 'static,
    {
        let wish = stop.clone();
        self.aside(&wish, Reply::Papers(Answer::Begun), move |store, _| {
            let said = match look(store, &stop) {
                Ok(answer) => return Reply::Papers(answer),
                Err(Error::Cancelled) => "Đã dừng theo yêu cầu.".to_owned(),
                Err(other) => other.to_string(),
            };
            Reply::Papers(Answer::Ended { ticket, said })
        })
    }

    /// The sheet is no step of this window that undo takes back: the file is out.
    fn let_sheet_out(&mut self, act: Act, file: &OnDisk) -> Result<Reply, Error> {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stamp = self.stamp();
        let changes = sheet::remember(&mut self.store, &stamp, &file.title, file.format, (&name, &file.sha256))?;
        let path = file.path.display();
        let said = if act == Act::Print {
            let command = self.store.read().settings()?.get("print_command").to_owned();
            match print::print(&command, &file.path) {
                Ok(Printed::Sent) => format!("Đã gửi in: {path}"),
                Ok(Printed::Opened) => format!("Đã mở để in: {path}"),
                Err(why) => return Err(Refusal::whole(format!("{why} Bản in đã lưu ở {path}.")).into()),
            }
        } else {
            format!("Đã xuất: {path}")
        };
        Ok(Reply::Wrote(Wrote { act, changes, said }))
    }
}

fn load(store: &Store, list: List, now: Moment, stop: &Stop) -> Result<Listed, Error> {
    Ok(match list {
        List::Head(group) => Listed::Head(head_page::page(store, group, now, || !stop.asked())?),
        List::Fees(from, to) => Listed::Fees(fees::taken(store, (from, to))?),
        List::Postings => Listed::Postings(posting::list(store, now.day)?),
        List::Directing(from, to) => Listed::Directing(store.read().directing_documents(from, to)?),
    })
}

fn made(
    store: &Store,
    sheet: &Sheet,
    format: Format,
    stamp: &Stamp,
    stop: &Stop,
    folder: &std::path::Path,
) -> Result<OnDisk, Error> {
    let bytes = sheet::write(store, sheet, format, stamp, || !stop.asked())?;
    let title = sheet.title();
    let saved = save::save_bytes(folder, &save::file_name(&title, format.extension()), &bytes)
        .map_err(|error| Refusal::whole(save::sentence(&error, folder)))?;
    Ok(OnDisk { title, format, path: saved.path, sha256: saved.sha256 })
}

fn write(store: &mut Store, stamp: &Stamp, change: &Change) -> Result<Changes, Error> {
    match change {
        Change::Posting { target, posting, reason } => posting::put(store, stamp, *target, posting, reason),
        Change::Posted { targets, on, place, officer } => posting::posted(store, stamp, targets, *on, place, officer),
        Change::VoidPostings(targets, reason) => posting::void(store, stamp, targets, reason),
        Change::Directing { target, document, reason } => directing::put(store, stamp, *target, document, reason),
        Change::VoidDirecting(targets, reason) => directing::void(store, stamp, targets, reason),
    }
}

fn said(change: &Change) -> String {
    match change {
        Change::Posting { posting, .. } => format!("Đã lưu: niêm yết theo {}.", posting.decision.trim()),
        Change::Posted { targets, on, .. } => {
            format!("Đã ghi niêm yết ngày {}: {} dòng.", on.vietnamese(), targets.len())
        }
        Change::VoidPostings(targets, _) => format!("Đã bỏ {} dòng niêm yết.", targets.len()),
        Change::Directing { document, .. } => format!("Đã lưu: văn bản {}.", document.number.trim()),
        Change::VoidDirecting(targets, _) => format!("Đã bỏ {} văn bản.", targets.len()),
    }
}
