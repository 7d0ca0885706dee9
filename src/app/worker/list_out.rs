//! Lists as files: written beside the worker, then remembered in the journal and printed by it.

use std::io::Write;
use std::path::PathBuf;

use crate::app::clock::Clock;
use crate::app::place;
use crate::app::print::{self, Printed};
use crate::app::save::{self, Sink};
use crate::app::worker::Desk;
use crate::desk::{Error, list, list_cells, report};
use crate::domain::day::Moment;
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::report::model::Cell;
use crate::report::{Format, ReportError, csv, docx, text, xlsx};
use crate::store::{Store, StoreError};
use crate::ui::keymap::Act;
use crate::ui::work::list::{Answer, OnDisk, Out, Source};
use crate::ui::work::{Reply, Wrote};

/// Rows between two words of progress.
const STRIDE: u64 = 1_000;

/// Why a list did not become a file.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("Chưa lập được danh sách: {0}.")]
    Report(#[from] ReportError),
    #[error("{0}")]
    Disk(#[from] std::io::Error),
    #[error("Danh sách có hơn {0} dòng, quá dài để in; hãy lọc bớt hoặc xuất ra Excel.")]
    TooLong(usize),
    #[error("Đã dừng theo yêu cầu; chưa lưu tệp nào.")]
    Stopped,
}

impl<C: Clock> Desk<C> {
    /// Where exported files go.
    pub(super) fn out_folder(&self) -> PathBuf {
        self.out.clone().unwrap_or_else(|| place::exports(self.store.path()))
    }

    pub(super) fn list_out(&mut self, out: Out) -> Reply {
        let (folder, now, ticket) = (self.out_folder(), self.now(), out.ticket);
        let stop = out.stop.clone();
        let failed = move |said| Reply::List(Answer::OutEnded { ticket, said });
        self.aside_unless_unwanted(failed, &stop, Reply::List(Answer::OutAt { ticket, done: 0 }), move |store, tell| {
            let mut rows = 0;
            let name = save::file_name(&format!("{} {}", out.title, now.day), out.format.extension());
            let saved = save::save(&folder, &name, |sink| {
                rows = fill(store, &out, now, sink, &mut |done| {
                    tell(Reply::List(Answer::OutAt { ticket, done }));
                })?;
                Ok::<(), Fault>(())
            });
            Some(Reply::List(match saved {
                Ok(saved) => {
                    let (title, figure, format, masked) = (out.title, out.figure, out.format, out.masked);
                    let file = OnDisk { title, figure, format, masked, path: saved.path, sha256: saved.sha256, rows };
                    Answer::OutDone { ticket, file: Box::new(file) }
                }
                Err(Fault::Disk(error)) => Answer::OutEnded { ticket, said: save::sentence(&error, &folder) },
                Err(fault) => Answer::OutEnded { ticket, said: fault.to_string() },
            }))
        })
    }

    /// Remembers in the journal that the list left the desk, then prints it where that is wanted.
    pub(super) fn let_list_out(&mut self, file: &OnDisk, print: bool) -> Result<Reply, Error> {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (stamp, hash) = (self.stamp(), file.sha256.as_str());
        let (title, format, saved) = (file.title.as_str(), file.format, (name.as_str(), hash));
        let changes = match &file.figure {
            Some((figure, period)) => {
                let behind = (figure.as_str(), period);
                report::remember_behind(&mut self.store, &stamp, behind, (title, format), saved, !file.masked)?
            }
            None => report::remember_dossiers(&mut self.store, &stamp, title, format, saved, !file.masked)?,
        };
        let path = file.path.display();
        if !print {
            return Ok(Reply::Wrote(Wrote { act: Act::Export, changes, said: format!("Đã xuất: {path}") }));
        }
        let command = self.store.read().settings()?.get("print_command").to_owned();
        let said = match print::print(&command, &file.path) {
            Ok(Printed::Sent) => format!("Đã gửi in: {path}"),
            Ok(Printed::Opened) => format!("Đã mở để in: {path}"),
            Err(why) => return Err(Refusal::whole(format!("{why} Bản in đã lưu ở {path}.")).into()),
        };
        Ok(Reply::Wrote(Wrote { act: Act::Print, changes, said }))
    }
}

/// Writes the list into the file, all of one instant. Returns how many dossiers or other records are in it.
fn fill(store: &Store, out: &Out, now: Moment, sink: &mut Sink, tell: &mut dyn FnMut(u64)) -> Result<u64, Fault> {
    let rules = store.rulebook()?;
    let as_of = out.source.as_of(now);
    store.snapshot(|read| {
        let settings = read.settings()?;
        if let Source::Lines(listing) = &out.source {
            let rows = listing.cells().map(Ok);
            let n = listing.rows.len() as u64;
            write(out, &settings, &listing.columns(), rows, &|n| format!("{n} dòng"), now, sink)?;
            return Ok(n);
        }
        let columns = out.columns.as_deref().map_or_else(|| list::COLUMNS.to_vec(), list_cells::titles);
        let mut done = 0;
        let rows = list::Rows::new(read, &out.source, &rules, now).map(|row| {
            let row = row?;
            done += 1;
            if done % STRIDE == 0 {
                tell(done);
            }
            if out.stop.asked() {
                return Err(Fault::Stopped);
            }
            Ok(match &out.columns {
                Some(columns) => list_cells::cells(done as i64, &row, columns, out.masked, &rules, as_of),
                None => list::cells(done as i64, &row, out.masked, &rules, as_of),
            })
        });
        write(out, &settings, &columns, rows, &|n| format!("{n} hồ sơ"), now, sink)?;
        Ok(done)
    })
}

/// Writes the rows in the wanted format.
fn write(
    out: &Out,
    settings: &Settings,
    columns: &[(&str, u16)],
    rows: impl Iterator<Item = Result<Vec<Cell>, Fault>>,
    counted: &dyn Fn(usize) -> String,
    now: Moment,
    sink: &mut Sink,
) -> Result<(), Fault> {
    match out.format {
        Format::Xlsx => {
            let (name, author) = (out.title.as_str(), settings.get("unit"));
            let list = xlsx::List { name, author, date: Some(now.day), columns };
            xlsx::write_list(sink, &list, rows)
        }
        Format::Csv => csv::write_list(sink, columns, rows),
        format => {
            // A document is built whole in memory, so its length is bounded.
            let rows: Vec<_> = rows.take(list::PAPER_ROWS + 1).collect::<Result<_, _>>()?;
            if rows.len() > list::PAPER_ROWS {
                return Err(Fault::TooLong(list::PAPER_ROWS));
            }
            let (counted, as_of) = (counted(rows.len()), out.source.as_of(now));
            let period = out.figure.as_ref().map(|(_, period)| period);
            let until = period.map_or_else(|| as_of.vietnamese(), |period| period.cut_off_words(as_of));
            let report = list::report(settings, &out.title, columns, rows, &counted, (now, &until));
            let bytes = match format {
                Format::Text => text::write(&report.document(), text::WIDTH)?.into_bytes(),
                _ => docx::write(&report.document())?,
            };
            Ok(sink.write_all(&bytes)?)
        }
    }
}
