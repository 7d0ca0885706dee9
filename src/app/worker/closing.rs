//! Closing periods: counted beside the worker, written and saved by it.

use std::sync::Arc;

use crate::app::clock::Clock;
use crate::app::worker::{Desk, not_done};
use crate::app::{own_forms, save};
use crate::desk::{Error, close_period, closed, report, since_closing, since_closing_paper};
use crate::domain::number::vietnamese_number;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::report::kind::ReportKind;
use crate::report::{Format, write};
use crate::store::Store;
use crate::ui::keymap::Act;
use crate::ui::work::closing::{Answer, Ask, SinceClosing};
use crate::ui::work::stop::Stop;
use crate::ui::work::{Reply, Wrote};

impl<C: Clock> Desk<C> {
    pub(super) fn closing(&mut self, ask: Ask) -> Reply {
        match ask {
            Ask::Prepare { ticket, scope, force, stop } => self.ask_closed(ticket, stop, move |store, progress| {
                let own = |file: &str| own_forms::read_file(store.path(), file);
                let prepared = close_period::prepare_by(store, &scope, (&[], force), &own, progress)?;
                Ok(Answer::Prepared { ticket, prepared: Arc::new(prepared) })
            }),
            Ask::Since { ticket, scope, stop } => self.ask_closed(ticket, stop, move |store, progress| {
                let own = |file: &str| own_forms::read_file(store.path(), file);
                let since = since_closing::since_closing_by(store, &scope, &own, progress)?;
                Ok(Answer::Since { ticket, since: Arc::new(since) })
            }),
            Ask::Close { prepared } => self.write_and_say(Act::ClosePeriod, |store, stamp| {
                let (closed, changes) = close_period::close(store, stamp, &prepared)?;
                let (dossiers, files) = (vietnamese_number(closed.dossiers as i64), closed.files);
                let said = format!(
                    "Đã chốt kỳ: giữ {files} tệp (b để xem) và {dossiers} hồ sơ có trong các chỉ tiêu, kể cả lũy kế; c \
                     để mở lại, có lý do."
                );
                Ok((said, changes))
            }),
            Ask::Reopen { period, reason } => {
                let said = "Đã mở lại kỳ; bản đã chốt vẫn còn trong lịch sử.";
                self.write(Act::ClosePeriod, said, |store, stamp| close_period::reopen(store, stamp, &period, &reason))
            }
            Ask::Reprint { period, kind, format } => {
                self.reprint(&period, kind, format).unwrap_or_else(|error| not_done(Act::Reprint, error))
            }
            Ask::SinceOut { since, format } => {
                self.since_out(&since, format).unwrap_or_else(|error| not_done(Act::Export, error))
            }
        }
    }

    fn ask_closed<F>(&mut self, ticket: u64, stop: Stop, ask: F) -> Reply
    where
        F: FnOnce(&Store, &mut dyn FnMut(u64) -> bool) -> Result<Answer, Error> + Send + 'static,
    {
        let wish = stop.clone();
        self.aside(&wish, Reply::Closing(Answer::Progress { ticket, done: 0 }), move |store, tell| {
            let mut progress = |done: u64| {
                tell(Reply::Closing(Answer::Progress { ticket, done }));
                !stop.asked()
            };
            Reply::Closing(match ask(store, &mut progress) {
                Ok(answer) if !stop.asked() => answer,
                Ok(_) => Answer::Ended { ticket, said: Error::Cancelled.to_string() },
                Err(error) => Answer::Ended { ticket, said: error.to_string() },
            })
        })
    }

    /// Saves the bytes that were reported, and notes that they left the office once more.
    fn reprint(&mut self, period: &Period, kind: ReportKind, format: Format) -> Result<Reply, Error> {
        let (_, bytes) = closed::reprint(&self.store, period, kind, format)?;
        let words = format!("{} {} đã chốt", kind.label(), period.name());
        self.put_out(Act::Reprint, period, kind.code(), format, &words, &bytes)
    }

    fn since_out(&mut self, since: &SinceClosing, format: Format) -> Result<Reply, Error> {
        let settings = self.store.read().settings()?;
        let paper = since_closing_paper::report(&settings, since, format, self.now());
        let bytes = write(&paper, format).map_err(|error| Refusal::whole(error.to_string()))?;
        let period = since.closing.period()?;
        self.put_out(Act::Export, &period, "diff", format, &since_closing_paper::title(since), &bytes)
    }

    fn put_out(
        &mut self,
        act: Act,
        period: &Period,
        what: &str,
        format: Format,
        words: &str,
        bytes: &[u8],
    ) -> Result<Reply, Error> {
        let folder = self.out_folder();
        let name = save::file_name(words, format.extension());
        let saved =
            save::save_bytes(&folder, &name, bytes).map_err(|error| Refusal::whole(save::sentence(&error, &folder)))?;
        let file = saved.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stamp = self.stamp();
        let changes = report::remember(&mut self.store, &stamp, period, (what, false), format, &file, bytes)?;
        Ok(Reply::Wrote(Wrote { act, changes, said: format!("Đã xuất: {}", saved.path.display()) }))
    }
}
