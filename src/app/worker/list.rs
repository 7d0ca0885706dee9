//! Answers about lists.

use crate::app::clock::Clock;
use crate::app::worker::soon::{Of, unanswered};
use crate::app::worker::{Desk, not_done, unread};
use crate::desk::{list, views};
use crate::domain::day::Moment;
use crate::store::pages::{ListRow, Place, Query, Way};
use crate::store::{Read, StoreError};
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::list::{Answer, Ask, At, COUNTED_AT_ONCE, DOSSIERS, ViewChange, Views};
use crate::ui::work::stop::Stop;

/// The setting that names the columns of lists.
const COLUMNS: &str = "list_columns";

/// Before the name of another table in the key of such a setting.
const OF_TABLE: &str = "columns:";

impl<C: Clock> Desk<C> {
    pub(super) fn list(&mut self, ask: Ask) -> Reply {
        match ask {
            Ask::Out(out) => self.list_out(out),
            Ask::LetOut { file, print } => {
                let act = if print { Act::Print } else { Act::Export };
                self.let_list_out(&file, print).unwrap_or_else(|error| not_done(act, error))
            }
            Ask::Page { ticket, query, beside, way, limit } => {
                answered(self.page(&query, beside, way, limit).map(|rows| Answer::Rows { ticket, rows }))
            }
            Ask::Window { ticket, query, at, limit } => {
                let (now, asked) = (self.now(), query.clone());
                self.soon((Of::Rows, ticket), &asked, move |read| match read.too_long(&query, now)? {
                    Some(n) => Ok(Answer::TooLong { ticket, n }),
                    None => Ok(window(read, &query, now, at, limit)?.answer(ticket)),
                })
            }
            Ask::Count { ticket, query } => self.length_soon(ticket, query),
            Ask::Whole { ticket, query, stop } => self.whole_length(ticket, query, stop),
            Ask::Rows { ticket, ids, frame } => {
                let rows = match frame {
                    None => self.store.read().rows_of(&ids),
                    Some(frame) => list::rows_at(&self.store, &ids, &frame),
                };
                answered(rows.map(|rows| Answer::Rows { ticket, rows }))
            }
            Ask::Sorted { ticket, ids, frame, by, stop } => {
                let now = self.now();
                self.aside_for_list(ticket, &stop, Reply::List(Answer::Sorting), move |store| {
                    let sorted = list::in_order(store, &ids, frame.as_ref(), by, now);
                    match sorted {
                        Ok(ids) => Reply::List(Answer::Sorted { ticket, ids }),
                        Err(error) => unanswered(ticket, &error),
                    }
                })
            }
            Ask::Among { ticket, query, ids } => {
                let among = self.store.read().among(&query, self.now(), &ids);
                answered(among.map(|ids| Answer::Among { ticket, ids }))
            }
            Ask::Views => answered(self.views().map(Answer::Views)),
            Ask::KeepColumns { table, columns } => {
                let key = if table == DOSSIERS { COLUMNS.to_owned() } else { format!("{OF_TABLE}{table}") };
                match self.remember(&key, &columns) {
                    Ok(()) => answered(self.views().map(Answer::Views)),
                    Err(error) => not_done(Act::Columns, error),
                }
            }
            Ask::View(change) => self.change_view(change),
        }
    }

    /// The length of a list: the one that is known, or counted now so far as a key waits for it.
    fn length_soon(&mut self, ticket: u64, query: Query) -> Reply {
        match self.known_length(&query) {
            Ok(Some(n)) => return Reply::List(Answer::Count { ticket, n, more: false }),
            Ok(None) => {}
            Err(error) => return unread(Act::Dossiers, &error),
        }
        let (now, asked) = (self.now(), query.clone());
        let reply = self.soon((Of::Length, ticket), &asked, move |read| {
            // A list that is too long for a value that no index holds is told by the answer to its window.
            let too_long = if query.order.indexed() { read.too_long(&query, now)? } else { None };
            if let Some(n) = too_long {
                // It was counted no further than that: no length to be shown.
                return Ok(Answer::TooLong { ticket, n });
            }
            let n = read.count(&query, now, COUNTED_AT_ONCE + 1)?;
            Ok(Answer::Count { ticket, n, more: n == COUNTED_AT_ONCE + 1 })
        });
        if let Reply::List(Answer::Count { n, more: false, .. }) = &reply {
            self.keep_length(asked, *n);
        }
        reply
    }

    /// The length of a list that is longer than a key waits for, counted beside the keys until the list is left or asks
    /// anew.
    fn whole_length(&mut self, ticket: u64, query: Query, stop: Stop) -> Reply {
        let now = self.now();
        self.beside_keys((ticket, stop), move |read| {
            let n = read.whole_length(&query, now)?;
            Ok(Answer::Count { ticket, n, more: false })
        })
    }

    fn views(&self) -> Result<Views, StoreError> {
        let settings = self.store.read().settings()?;
        let of_table =
            |(key, columns): (&String, &String)| Some((key.strip_prefix(OF_TABLE)?.to_owned(), columns.clone()));
        let tables = settings.0.iter().filter_map(of_table).collect();
        Ok(Views { named: views::named(&settings), columns: settings.get(COLUMNS).to_owned(), tables })
    }

    fn change_view(&mut self, change: ViewChange) -> Reply {
        match change {
            ViewChange::Save { name, body } => {
                let said = format!("Đã lưu cách xem “{}”.", name.trim());
                self.write(Act::SaveView, said, |store, stamp| views::save(store, stamp, &name, &body))
            }
            ViewChange::Rename { from, to } => {
                let said = format!("Đã đổi tên cách xem “{from}” thành “{}”.", to.trim());
                self.write(Act::Edit, said, |store, stamp| views::rename(store, stamp, &from, &to))
            }
            ViewChange::Remove(name) => {
                let said = format!("Đã bỏ cách xem “{name}”; Ctrl+Z để lấy lại.");
                self.write(Act::Remove, said, |store, stamp| views::remove(store, stamp, &name))
            }
        }
    }

    fn page(&self, query: &Query, beside: Option<i64>, way: Way, limit: usize) -> Result<Vec<ListRow>, StoreError> {
        let read = self.store.read();
        let place = beside.map(|id| read.place(query.order, id, self.now())).transpose()?.flatten();
        read.page(query, self.now(), place.as_ref(), way, limit)
    }
}

fn answered(answer: Result<Answer, StoreError>) -> Reply {
    answer.map_or_else(|error| unread(Act::Dossiers, &error), Reply::List)
}

/// Rows with whether the list goes on at either end.
struct Cut {
    rows: Vec<ListRow>,
    first: bool,
    last: bool,
}

impl Cut {
    fn answer(self, ticket: u64) -> Answer {
        Answer::Window { ticket, rows: self.rows, first: self.first, last: self.last }
    }
}

fn window(read: Read<'_>, query: &Query, now: Moment, at: At, limit: usize) -> Result<Cut, StoreError> {
    let place = |id| read.place(query.order, id, now).map(|place| place.map(Place::with_itself));
    match at {
        At::First => from(read, query, now, None, limit),
        At::Last => up_to(read, query, now, None, limit),
        At::From(id) => match place(id)? {
            // Everything from there on may have left the list: then its end is what is nearest.
            Some(place) => match from(read, query, now, Some(&place), limit)? {
                cut if cut.rows.is_empty() => up_to(read, query, now, None, limit),
                cut => Ok(cut),
            },
            None => from(read, query, now, None, limit),
        },
        At::UpTo(id) => match place(id)? {
            Some(place) => match up_to(read, query, now, Some(&place), limit)? {
                cut if cut.rows.is_empty() => from(read, query, now, None, limit),
                cut => Ok(cut),
            },
            None => up_to(read, query, now, None, limit),
        },
        At::Around(id) => around(read, query, now, id, limit),
    }
}

/// Rows from a place on, or from the beginning.
fn from(read: Read<'_>, query: &Query, now: Moment, place: Option<&Place>, limit: usize) -> Result<Cut, StoreError> {
    let mut rows = read.page(query, now, place, Way::After, limit + 1)?;
    let last = rows.len() <= limit;
    rows.truncate(limit);
    Ok(Cut { first: place.is_none() || nothing(read, query, now, rows.first(), Way::Before)?, rows, last })
}

/// Rows up to a place, or to the end.
fn up_to(read: Read<'_>, query: &Query, now: Moment, place: Option<&Place>, limit: usize) -> Result<Cut, StoreError> {
    let mut rows = read.page(query, now, place, Way::Before, limit + 1)?;
    let first = rows.len() <= limit;
    rows.drain(..rows.len().saturating_sub(limit));
    Ok(Cut { last: place.is_none() || nothing(read, query, now, rows.last(), Way::After)?, rows, first })
}

/// Whether no row lies beyond the one at the edge of a window.
fn nothing(read: Read<'_>, query: &Query, now: Moment, edge: Option<&ListRow>, way: Way) -> Result<bool, StoreError> {
    let Some(edge) = edge else { return Ok(true) };
    let place = read.place(query.order, edge.id, now)?;
    Ok(read.page(query, now, place.as_ref(), way, 1)?.is_empty())
}

/// A dossier with rows on both sides, if it is in the list.
fn around(read: Read<'_>, query: &Query, now: Moment, id: i64, limit: usize) -> Result<Cut, StoreError> {
    // From the place of a dossier that the list does not hold a set is walked until it has rows: from a date to come
    // through everything that is not late yet.
    let held = !read.among(query, now, &[id])?.is_empty();
    let place = if held { read.place(query.order, id, now)? } else { None };
    let Some(place) = place else { return from(read, query, now, None, limit) };
    let half = limit / 2;
    let after = from(read, query, now, Some(&place.clone().with_itself()), limit - half)?;
    let before = up_to(read, query, now, Some(&place), half)?;
    let rows = before.rows.into_iter().chain(after.rows).collect();
    Ok(Cut { rows, first: before.first, last: after.last })
}
