//! The calendar by the year: days written, confirmed, proposed, taken from a file, let out as a list.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::clock::Clock;
use crate::app::print::{self, Printed};
use crate::app::save;
use crate::app::worker::{Desk, not_done, unread};
use crate::desk::Error;
use crate::desk::calendar;
use crate::desk::confirm_days::confirm_days;
use crate::desk::import::{self, ImportError};
use crate::desk::propose_year::propose_year;
use crate::domain::change::Changes;
use crate::domain::refusal::Refusal;
use crate::exchange::{FileError, Noun, table};
use crate::report::Format;
use crate::ui::keymap::Act;
use crate::ui::work::calendar::{Answer, Ask, File, Outlook};
use crate::ui::work::{Reply, Wrote};

impl<C: Clock> Desk<C> {
    pub(super) fn calendar(&mut self, ask: Ask) -> Reply {
        match ask {
            Ask::Load => match calendar::whole(&self.store) {
                Ok(whole) => Reply::Calendar(Answer::Whole(Arc::new(whole))),
                Err(error) => unread(Act::Calendar, &error),
            },
            Ask::Put { act, span, seen } => self.write_and_say(act, |store, stamp| {
                let changes = calendar::put(store, stamp, &span, &seen)?;
                let (days, count) = (span.days(), changes.records.len());
                let said = match (count, days.as_slice()) {
                    (0, _) => "Lịch đã có đúng như vậy; không ghi gì.".to_owned(),
                    (1, [day]) => format!("Đã lưu: ngày {}.", day.vietnamese()),
                    _ => format!("Đã lưu: {count} ngày, {}.", span.name),
                };
                Ok((said, changes))
            }),
            Ask::Void { seen } => {
                let said = match seen.as_slice() {
                    [row] => format!("Đã bỏ: ngày {}.", row.date.vietnamese()),
                    rows => format!("Đã bỏ: {} ngày.", rows.len()),
                };
                self.write(Act::RemoveDays, said, |store, stamp| calendar::void(store, stamp, &seen))
            }
            Ask::Confirm { seen, source } => {
                let said = format!("Đã xác nhận {} ngày theo {source}.", seen.len());
                self.write(Act::ConfirmDays, said, |store, stamp| confirm_days(store, stamp, &seen, &source))
            }
            Ask::Propose { year, pattern } => self.write_and_say(Act::ProposeYear, |store, stamp| {
                let (added, changes) = propose_year(store, stamp, year, pattern)?;
                let said = match added.len() {
                    0 => format!("Năm {year} không thiếu ngày nghỉ nào; không ghi gì."),
                    n => format!("Đã đề xuất {n} ngày của năm {year}; xác nhận rồi mới tính."),
                };
                Ok((said, changes))
            }),
            Ask::Preview { ticket, path } => {
                Reply::Calendar(Answer::Outlook { ticket, outlook: self.outlook(&path).map(Arc::new) })
            }
            Ask::Import { file } => self.import_calendar(&file),
            Ask::LetOut { act, year, format } => {
                self.let_calendar_out(act, year, format).unwrap_or_else(|error| not_done(act, error))
            }
        }
    }

    /// Reads the file and holds it against the register.
    fn outlook(&self, path: &str) -> Result<Outlook, Refusal> {
        let file = read(path).map_err(|said| Refusal::at("file", said))?;
        match import::preview_calendar(&self.store, &file.bytes) {
            Ok((preview, rows)) => Ok(Outlook { file: Arc::new(file), preview, rows }),
            Err(ImportError::File(error)) => Err(Refusal::at("file", format!("Không nhập được tệp này: {error}."))),
            Err(error) => Err(Refusal::whole(error.to_string())),
        }
    }

    fn import_calendar(&mut self, file: &File) -> Reply {
        self.write_and_say(Act::ImportDays, |store, stamp| {
            let done = import::import(store, stamp, Noun::Calendar, &file.name, &file.bytes, &mut |_, _| true);
            let done = done.map_err(|error| match error {
                ImportError::Failed(error) => error,
                other => Refusal::whole(other.to_string()).into(),
            })?;
            let (new, updated) = (done.preview.new, done.preview.updated);
            Ok((format!("Đã nhập {}: {new} ngày mới, {updated} ngày thay đổi.", file.name), done.changes))
        })
    }

    /// The list is no step of this window that undo takes back: the file is out. It names nobody, so the journal keeps
    /// nothing of it.
    fn let_calendar_out(&mut self, act: Act, year: i32, format: Format) -> Result<Reply, Error> {
        let (title, bytes) = calendar::file(&self.store, year, format, self.now())?;
        let folder = self.out_folder();
        let saved = save::save_bytes(&folder, &save::file_name(&title, format.extension()), &bytes)
            .map_err(|error| Refusal::whole(save::sentence(&error, &folder)))?;
        self.saved_or_printed(act, &saved.path, Changes::default())
    }

    /// Says where a file was saved, after handing it to the printer where that was asked for.
    pub(super) fn saved_or_printed(&self, act: Act, file: &Path, changes: Changes) -> Result<Reply, Error> {
        let path = file.display();
        let wrote = |said| Ok(Reply::Wrote(Wrote { act, changes, said }));
        if act != Act::Print {
            return wrote(format!("Đã xuất: {path}"));
        }
        let command = self.store.read().settings()?.get("print_command").to_owned();
        match print::print(&command, file) {
            Ok(Printed::Sent) => wrote(format!("Đã gửi in: {path}")),
            Ok(Printed::Opened) => wrote(format!("Đã mở để in: {path}")),
            Err(why) => Err(Refusal::whole(format!("{why} Bản in đã lưu ở {path}.")).into()),
        }
    }
}

/// A file as a clerk names it: typed, or dropped into the window, which puts quotes around it.
fn read(typed: &str) -> Result<File, String> {
    let typed = typed.trim().trim_matches(['"', '\'']);
    if typed.is_empty() {
        return Err("Chưa nhập tệp, ví dụ: lich-2027.csv".to_owned());
    }
    let path = PathBuf::from(typed);
    let refused = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => format!("Không thấy tệp {typed}."),
        io::ErrorKind::PermissionDenied => format!("Không được phép đọc tệp {typed}."),
        _ => format!("Không đọc được tệp {typed}: {error}."),
    };
    let found = std::fs::metadata(&path).map_err(refused)?;
    if found.is_dir() {
        return Err(format!("{typed} là thư mục, không phải tệp."));
    }
    // A file beyond the cap is not even read; the reader of the canonical files holds the cap.
    if found.len() > table::MAX_BYTES as u64 {
        return Err(format!("Không nhập được tệp này: {}.", FileError::TooLarge));
    }
    let bytes = std::fs::read(&path).map_err(refused)?;
    let name = path.file_name().map_or_else(|| typed.to_owned(), |name| name.to_string_lossy().into_owned());
    Ok(File { name, bytes })
}
