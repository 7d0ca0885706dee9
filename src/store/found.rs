//! What was found last, kept as long as nobody writes: the dossiers that words find, and short lists in their order.
//!
//! One key asks for a page, for the length of its list and for what lies beside it, and the next key for much the same.
//! What is kept is of one entry of the history, so that any write of records, by this window or another, makes it worth
//! nothing. What mends the register writes no entry: whoever hears that another has written forgets what was found.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::day::Moment;
use crate::store::list_column::Sort;
use crate::store::query::Query;
use crate::store::words;

/// Words that are remembered: those of the last letters typed.
const WORDS: usize = 12;

/// Lists that are remembered: a clerk goes between a few.
const LISTS: usize = 3;

/// Lengths of long lists that are remembered.
const LENGTHS: usize = 16;

/// Of when something was found: the newest entry of the history, and how often everything was forgotten.
pub(in crate::store) type Head = (i64, u64);

/// What a row is sorted by; nothing stands last. Rows with one text share it.
pub(in crate::store) type Key = Option<Arc<str>>;

/// Keys and ids of a list in its order.
pub(in crate::store) type InOrder = Arc<Vec<(Key, i64)>>;

/// What words find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) enum Matched {
    /// All of it, in the order of ids.
    Few(Arc<[i64]>),
    /// More than is put in order one by one.
    Many,
}

/// A list that is sorted in memory.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::store) struct Sorted {
    pub(in crate::store) query: Query,
    pub(in crate::store) now: Moment,
    pub(in crate::store) sort: Sort,
    pub(in crate::store) down: bool,
}

#[derive(Default)]
struct Kept {
    head: Head,
    words: Vec<(String, Matched)>,
    /// A list that is too long to be sorted has no order.
    lists: Vec<(Sorted, Option<InOrder>)>,
    lengths: Vec<(Query, Moment, usize)>,
}

/// What was found last. Connections to one register may share it.
#[derive(Default)]
pub struct Found {
    kept: Mutex<Kept>,
    forgotten: AtomicU64,
}

impl Found {
    /// Forgets everything, also what another connection is still looking for.
    pub fn forget(&self) {
        self.forgotten.fetch_add(1, Ordering::Relaxed);
    }

    /// How often everything was forgotten.
    pub(in crate::store) fn forgotten(&self) -> u64 {
        self.forgotten.load(Ordering::Relaxed)
    }

    /// What is kept of an entry of the history; nothing of another one.
    fn of(&self, head: Head) -> MutexGuard<'_, Kept> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.head != head {
            *kept = Kept { head, ..Kept::default() };
        }
        kept
    }

    /// What these words were found to find.
    pub(in crate::store) fn words(&self, head: Head, matched: &str) -> Option<Matched> {
        self.of(head).words.iter().find(|(known, _)| known == matched).map(|(_, found)| found.clone())
    }

    /// The fewest dossiers among which everything is that these words find: what shorter words found.
    pub(in crate::store) fn wider(&self, head: Head, matched: &str) -> Option<Arc<[i64]>> {
        let kept = self.of(head);
        let wider = kept.words.iter().filter_map(|(known, found)| match found {
            Matched::Few(ids) if words::lengthens(known, matched) => Some(ids),
            _ => None,
        });
        wider.min_by_key(|ids| ids.len()).cloned()
    }

    /// Keeps what words find.
    pub(in crate::store) fn keep_words(&self, head: Head, matched: &str, found: Matched) {
        let mut kept = self.of(head);
        if kept.words.len() == WORDS {
            kept.words.remove(0);
        }
        kept.words.push((matched.to_owned(), found));
    }

    /// A list in its order, where it was sorted already; `Some(None)` where it is too long.
    pub(in crate::store) fn list(&self, head: Head, list: &Sorted) -> Option<Option<InOrder>> {
        self.of(head).lists.iter().find(|(known, _)| known == list).map(|(_, order)| order.clone())
    }

    /// Keeps a list in its order.
    pub(in crate::store) fn keep_list(&self, head: Head, list: Sorted, order: Option<InOrder>) {
        let mut kept = self.of(head);
        if kept.lists.len() == LISTS {
            kept.lists.remove(0);
        }
        kept.lists.push((list, order));
    }

    /// The length of a list, where it was counted to its end.
    pub(in crate::store) fn length(&self, head: Head, query: &Query, now: Moment) -> Option<usize> {
        self.of(head).lengths.iter().find(|(known, at, _)| known == query && *at == now).map(|(.., n)| *n)
    }

    /// Keeps the length of a list.
    pub(in crate::store) fn keep_length(&self, head: Head, query: Query, now: Moment, n: usize) {
        let mut kept = self.of(head);
        if kept.lengths.len() == LENGTHS {
            kept.lengths.remove(0);
        }
        kept.lengths.push((query, now, n));
    }
}
