//! Reports: counted beside the worker, saved and printed by it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::clock::Clock;
use crate::app::print::{self, Printed};
use crate::app::worker::{Desk, not_done};
use crate::app::{own_forms, save};
use crate::desk::count::{Behind, Scope};
use crate::desk::narrate::{self, Place};
use crate::desk::{Error, behind, count, forms, publish_score, report};
use crate::domain::change::Changes;
use crate::domain::period::{Cutoff, Period};
use crate::domain::refusal::Refusal;
use crate::report::Format;
use crate::report::forms::sets::Edition;
use crate::report::kind::ReportKind;
use crate::report::model::FigureRef;
use crate::store::closing::{ClosedFile, Closing};
use crate::store::pages::Query;
use crate::store::{Store, StoreError};
use crate::ui::keymap::Act;
use crate::ui::work::report::{Answer, Ask, Found, Made};
use crate::ui::work::stop::Stop;
use crate::ui::work::{Reply, Wrote};

impl<C: Clock> Desk<C> {
    pub(super) fn report(&mut self, ask: Ask) -> Reply {
        match ask {
            Ask::Make { ticket, kind, period, cutoff, stop } => match self.scope(kind, period, cutoff) {
                Ok((scope, total)) => self.make(ticket, kind, scope, total, stop),
                Err(error) => Reply::Report(Answer::Ended { ticket, said: error.to_string() }),
            },
            Ask::Behind { ticket, scope, reference, stop } => self.behind(ticket, scope, reference, stop),
            Ask::Scores { ticket, period } => match self.store.read().published_scores(&period) {
                Ok(scores) => Reply::Report(Answer::Scores { ticket, period, scores }),
                Err(error) => not_done(Act::PublishedScores, error.into()),
            },
            Ask::Publish { period, typed } => {
                let said = format!("Đã lưu điểm Cổng công bố {}.", period.name());
                self.write(Act::PublishedScores, said, |store, stamp| {
                    publish_score::publish_score(store, stamp, &period, &typed)
                })
            }
            Ask::Write { made, section, seen, body } => {
                let place = Place { kind: made.kind, period: made.scope.period, section };
                let said = format!("Đã lưu lời văn mục “{}”.", section.label());
                self.write(Act::WriteText, said, |store, stamp| {
                    narrate::write(store, stamp, &place, &seen, &body, &made.written.values)
                })
            }
            Ask::CopyLast { made } => self.write_and_say(Act::CopyTexts, |store, stamp| {
                narrate::copy_last(store, stamp, made.kind, &made.scope.period)
            }),
            Ask::Compose { made } => match report::compose_again(&self.store, made.kind, &made.scope, &made.written) {
                Ok(written) => {
                    let anew = Arc::new(Made { written, ..Made::clone(&made) });
                    Reply::Report(Answer::Composed { of: made, made: anew })
                }
                Err(error) => not_done(Act::Reports, error),
            },
            Ask::Export { made, format, file, force, unmasked } => self
                .export(&made, format, &file, (force, unmasked))
                .unwrap_or_else(|error| not_done(Act::Export, error)),
            Ask::Book { period, print, unmasked } => {
                self.book(&period, print, unmasked).unwrap_or_else(|error| not_done(Act::PrintBook, error))
            }
            Ask::Print { made, force } => {
                self.print_report(&made, force).unwrap_or_else(|error| not_done(Act::Print, error))
            }
        }
    }

    /// What was left open is filled in from the setting and the clock; and how many dossiers there are.
    fn scope(
        &self,
        kind: ReportKind,
        period: Option<Period>,
        cutoff: Option<Cutoff>,
    ) -> Result<(Scope, u64), StoreError> {
        let (read, now) = (self.store.read(), self.now());
        let cutoff = cutoff.map_or_else(|| read.settings().map(|settings| settings.cutoff()), Ok)?;
        let today = || Period::free(now.day, now.day).ok();
        let period = match kind {
            // The sheet on the wall is about a day: today, where no other day was chosen.
            ReportKind::Daily => period.filter(|period| period.from == period.to).or_else(today),
            _ => period,
        };
        let period = period.unwrap_or_else(|| Period::half_year_for(now.day, cutoff));
        let total = read.count(&Query::default(), now, usize::MAX)? as u64;
        Ok((Scope { period, cutoff, now }, total))
    }

    fn make(&mut self, ticket: u64, kind: ReportKind, scope: Scope, total: u64, stop: Stop) -> Reply {
        let wish = stop.clone();
        let (total, compared) = (total * kind.passes(), self.compared.clone());
        self.aside(&wish, Reply::Report(Answer::Progress { ticket, done: 0, total }), move |store, tell| {
            let own = |file: &str| own_forms::read_file(store.path(), file);
            let built = report::build_beside(store, kind, &scope, &own, &compared, |done| {
                tell(Reply::Report(Answer::Progress { ticket, done, total }));
                !stop.asked()
            });
            let built = built.and_then(|written| Ok((written, closing(store, &scope.period)?)));
            Reply::Report(match kept(built, &stop) {
                Ok((written, (closed, kept))) => {
                    let words = format!("{} {}", kind.label(), scope.period.name());
                    let file = save::file_name(&words, Format::Docx.extension());
                    Answer::Made { ticket, made: Arc::new(Made { kind, scope, written, closed, kept, file }) }
                }
                Err(error) => Answer::Ended { ticket, said: error.to_string() },
            })
        })
    }

    fn behind(&mut self, ticket: u64, scope: Scope, reference: FigureRef, stop: Stop) -> Reply {
        let wish = stop.clone();
        let begun = Reply::Report(Answer::Progress { ticket, done: 0, total: 0 });
        self.aside(&wish, begun, move |store, tell| {
            let behind = count::behind(store, &scope, &reference, |done| {
                tell(Reply::Report(Answer::Progress { ticket, done, total: 0 }));
                !stop.asked()
            });
            Reply::Report(match kept(behind, &stop).and_then(|behind| found(store, behind)) {
                Ok(found) => Answer::Behind { ticket, found },
                Err(error) => Answer::Ended { ticket, said: error.to_string() },
            })
        })
    }

    fn export(
        &mut self,
        made: &Made,
        format: Format,
        file: &str,
        (force, unmasked): (bool, bool),
    ) -> Result<Reply, Error> {
        let name = named(file, format)?;
        let (path, changes) = self.save_report(made, format, &name, (force, unmasked))?;
        let said = format!("Đã xuất: {}", path.display());
        Ok(Reply::Wrote(Wrote { act: Act::Export, changes, said: with_lacks(said, made) }))
    }

    /// The register of a period by the template of form 07.
    fn book(&mut self, period: &Period, printing: bool, unmasked: bool) -> Result<Reply, Error> {
        let own = |edition: &Edition| own_forms::read(self.store.path(), edition);
        let filled = forms::fill_register(&self.store, &own, *period, self.now(), unmasked)?;
        let folder = self.out_folder();
        let saved = save::save_bytes(&folder, &save::file_name(&filled.name, "docx"), &filled.bytes)
            .map_err(|error| Refusal::whole(save::sentence(&error, &folder)))?;
        let file = saved.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stamp = self.stamp();
        let out = (file.as_str(), filled.bytes.as_slice());
        let changes = forms::remember_register(&mut self.store, &stamp, period, Format::Docx, out, unmasked)?;
        let act = if printing { Act::Print } else { Act::PrintBook };
        match self.saved_or_printed(act, &saved.path, changes)? {
            Reply::Wrote(wrote) => Ok(Reply::Wrote(Wrote { act: Act::PrintBook, ..wrote })),
            other => Ok(other),
        }
    }

    fn print_report(&mut self, made: &Made, force: bool) -> Result<Reply, Error> {
        let (file, changes) = self.save_report(made, Format::Docx, &made.file, (force, false))?;
        let command = self.store.read().settings()?.get("print_command").to_owned();
        let path = file.display();
        let said = match print::print(&command, &file) {
            Ok(Printed::Sent) => format!("Đã gửi in: {path}"),
            Ok(Printed::Opened) => format!("Đã mở để in: {path}"),
            Err(why) => return Err(Refusal::whole(format!("{why} Bản in đã lưu ở {path}.")).into()),
        };
        Ok(Reply::Wrote(Wrote { act: Act::Print, changes, said: with_lacks(said, made) }))
    }

    /// Saves the report and notes in the journal that it left the office. That is no step of this window that undo
    /// takes back: the file is out.
    fn save_report(
        &mut self,
        made: &Made,
        format: Format,
        name: &str,
        (force, unmasked): (bool, bool),
    ) -> Result<(PathBuf, Changes), Error> {
        if !force {
            report::refuse_findings(&made.written.findings)?;
        }
        let unmasked = unmasked && made.written.names_citizens();
        let bytes = report::bytes(&self.store, &made.scope.period, &made.written, format, unmasked)?;
        let folder = self.out_folder();
        let saved =
            save::save_bytes(&folder, name, &bytes).map_err(|error| Refusal::whole(save::sentence(&error, &folder)))?;
        let file = saved.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (stamp, period) = (self.stamp(), &made.scope.period);
        let kind = (made.kind.code(), unmasked);
        let changes = report::remember(&mut self.store, &stamp, period, kind, format, &file, &bytes)?;
        Ok((saved.path, changes))
    }

    /// Puts files into this folder instead of the user's own.
    pub fn saving_in(mut self, folder: &Path) -> Desk<C> {
        self.out = Some(folder.to_owned());
        self
    }
}

/// The closing of a period where it is closed, and the files that it keeps.
type Kept = (Option<Closing>, Vec<(ReportKind, Format)>);

fn closing(store: &Store, period: &Period) -> Result<Kept, StoreError> {
    let read = store.read();
    let Some(closing) = read.closing_of(period)? else { return Ok((None, Vec::new())) };
    let files = read.closed_files(closing.id)?.into_iter();
    let known = |file: ClosedFile| ReportKind::from_code(&file.kind).zip(Format::from_code(&file.format));
    let files = files.filter_map(|(_, file)| known(file)).collect();
    Ok((Some(closing), files))
}

/// What a task found, unless it was asked to stop by then.
fn kept<T>(done: Result<T, Error>, stop: &Stop) -> Result<T, Error> {
    if stop.asked() { Err(Error::Cancelled) } else { done }
}

fn found(store: &Store, behind: Behind) -> Result<Found, Error> {
    Ok(match behind {
        Behind::Dossiers(ids) => Found::Dossiers(ids),
        other => Found::Listing(behind::listing(store, &other)?),
    })
}

/// What was done with a report, and behind it what it lacks: its period is not over, sections have no words yet.
fn with_lacks(said: String, made: &Made) -> String {
    let unwritten = made.written.narrative.unwritten_words();
    let lacks = report::unfinished(made.kind, &made.scope).into_iter().chain(unwritten);
    let lacks: Vec<String> = lacks.collect();
    if lacks.is_empty() { said } else { format!("{said} – {}", lacks.join(" ")) }
}

/// A file's name with the ending of its format. A folder in it is refused: files go where the desk keeps them.
fn named(file: &str, format: Format) -> Result<String, Refusal> {
    let file = file.trim();
    if file.is_empty() || file.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']) || file.starts_with('.') {
        return Err(Refusal::at("file", "Tên tệp không được để trống, không có dấu / \\ : * ? \" < > |."));
    }
    if save::is_device(file) || file.ends_with('.') {
        return Err(Refusal::at("file", "Windows không nhận tên tệp này; hãy đặt tên khác."));
    }
    let ending = format!(".{}", format.extension());
    if file.to_lowercase().ends_with(&ending) { Ok(file.to_owned()) } else { Ok(format!("{file}{ending}")) }
}
