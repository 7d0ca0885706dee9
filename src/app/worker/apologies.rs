//! The ledger of apologies: read, its letters issued and let out as files, its numbers listed.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::clock::Clock;
use crate::app::print::{Printed, print};
use crate::app::worker::{Desk, not_done, unread};
use crate::app::{letter_files, own_forms, save};
use crate::desk::{Error, Target, apologies, apologise, forms, letter_numbers, look, number};
use crate::domain::refusal::Refusal;
use crate::report::Format;
use crate::report::forms::sets::{Edition, Form};
use crate::store::pages::ListRow;
use crate::store::{Store, StoreError};
use crate::ui::keymap::Act;
use crate::ui::screens::apologies::row_of;
use crate::ui::work::Reply;
use crate::ui::work::apologies::{Answer, Ask, Coming, Line};
use crate::ui::work::stop::Stop;

impl<C: Clock> Desk<C> {
    pub(super) fn apologies(&mut self, ask: Ask) -> Reply {
        let answer = match ask {
            Ask::Load { ticket, year, words } => return self.apology_ledger(ticket, year, words),
            Ask::Prepare { ticket, act, ids } => self.prepare_letters(ticket, act, &ids),
            Ask::Numbers { ticket, year } => self
                .store
                .snapshot(|read| letter_numbers::of_year(read, year))
                .map(|rows| Answer::Numbers { ticket, rows }),
            Ask::Letters { ticket, ids, stop } => return self.write_letters(ticket, ids, stop),
            Ask::NumbersOut { act, year, format } => {
                return self.numbers_out(act, year, format).unwrap_or_else(|error| not_done(act, error));
            }
        };
        answer.map_or_else(|error| unread(Act::Apologies, &error), Reply::Apologies)
    }

    fn apology_ledger(&mut self, ticket: u64, year: i32, words: String) -> Reply {
        let now = self.now();
        self.soon_or_aside(Act::Apologies, Reply::Apologies(Answer::Begun), move |store| {
            let aids = Arc::new(look::aids(store, now.day)?);
            // Words find what a row shows, as they do among the rows that are at hand.
            let found = |line: &Line| words.is_empty() || row_of(line, Some(&aids.rules), now).has(&words);
            let ledger = Arc::new(apologies::ledger_of(store, year, now, found)?);
            Ok(Reply::Apologies(Answer::Ledger { ticket, ledger, aids }))
        })
    }

    fn prepare_letters(&self, ticket: u64, act: Act, ids: &[i64]) -> Result<Answer, StoreError> {
        let (now, read) = (self.now(), self.store.read());
        let one = match ids {
            [id] => look::whole(&self.store, *id, now)?.map(Box::new),
            _ => None,
        };
        let numbers = match act {
            Act::IssueLetter => number::next_apologies(&read, now.day, self.desk, ids.len())?,
            _ => Vec::new(),
        };
        let coming = Coming { numbers, signer: read.last_letter_signer()? };
        let (rows, aids) = (read.rows_of(ids)?, Arc::new(look::aids(&self.store, now.day)?));
        let letter = |row: &ListRow| Ok(read.dossier(row.id)?.map(|stored| stored.dossier.apology).unwrap_or_default());
        let letters = rows.iter().map(letter).collect::<Result<_, StoreError>>()?;
        Ok(Answer::Prepared { ticket, act, one, rows, letters, aids, coming })
    }

    /// Issues letters and names the numbers that they got.
    pub(super) fn issue_letters(&mut self, act: Act, targets: &[Target], letter: &apologise::Issue) -> Reply {
        self.write_and_say(act, |store, stamp| {
            let (numbers, changes) = apologise::issue(store, stamp, targets, letter)?;
            let said = match numbers.as_slice() {
                [one] => format!("Đã ban hành văn bản xin lỗi số {one}."),
                [first, .., last] => {
                    format!("Đã ban hành {:02} văn bản xin lỗi, số {first} … {last}; i để in.", numbers.len())
                }
                [] => "Không có gì thay đổi.".to_owned(),
            };
            Ok((said, changes))
        })
    }

    /// Letters as files, written beside the worker, then the one of all to the printer.
    fn write_letters(&mut self, ticket: u64, ids: Vec<i64>, stop: Stop) -> Reply {
        let (folder, now, total) = (self.out_folder(), self.now(), ids.len() as u64);
        let wish = stop.clone();
        let begun = Reply::Apologies(Answer::LettersAt { ticket, done: 0, total });
        self.aside(&wish, begun, move |store, tell| {
            let own = |edition: &Edition| own_forms::read(store.path(), edition);
            let title = format!("Văn bản xin lỗi {} {} hồ sơ", now.day, ids.len());
            let made = letter_files::write(
                &folder,
                &title,
                &ids,
                |id| forms::letter(store, &own, id, now).map(letter_of),
                |ids| {
                    Ok(forms::fill_together(store, &own, Form::Apology, ids, now)?.into_iter().map(letter_of).collect())
                },
                |done| {
                    tell(Reply::Apologies(Answer::LettersAt { ticket, done, total }));
                    !stop.asked()
                },
            );
            let (saved, said) = match made {
                Ok(files) => (true, printed(store, &files)),
                Err(fault) => (false, fault.said(&folder)),
            };
            Reply::Apologies(Answer::LettersEnded { ticket, saved, said })
        })
    }

    fn numbers_out(&mut self, act: Act, year: i32, format: Format) -> Result<Reply, Error> {
        let (title, bytes) = letter_numbers::file(&self.store, year, format, self.now())?;
        let folder = self.out_folder();
        let saved = save::save_bytes(&folder, &save::file_name(&title, format.extension()), &bytes)
            .map_err(|error| Refusal::whole(save::sentence(&error, &folder)))?;
        let name = saved.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stamp = self.stamp();
        let changes = letter_numbers::remember(&mut self.store, &stamp, &title, format, (&name, &bytes))?;
        self.saved_or_printed(act, &saved.path, changes)
    }
}

/// A filled form as a file.
fn letter_of(filled: forms::Filled) -> letter_files::Letter {
    (filled.name, filled.bytes)
}

/// Hands files that are on disk to the printer, and says where they are.
fn printed(store: &Store, files: &[PathBuf]) -> String {
    let command = store.read().settings().map(|settings| settings.get("print_command").to_owned()).unwrap_or_default();
    let mut said = Vec::new();
    for file in files {
        let path = file.display();
        said.push(match print(&command, file) {
            Ok(Printed::Sent) => format!("Đã gửi in: {path}"),
            Ok(Printed::Opened) => format!("Đã mở để in: {path}"),
            Err(why) => format!("{why} Văn bản đã lưu ở {path}"),
        });
    }
    said.join("\n")
}
