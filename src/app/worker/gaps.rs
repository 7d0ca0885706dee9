//! What is not digitized, read beside the worker; and a look for every scan that is kept.

use crate::app::clock::Clock;
use crate::app::scans;
use crate::app::worker::Desk;
use crate::desk::gaps;
use crate::domain::scan::{self, Scan};
use crate::store::{Store, StoreError};
use crate::ui::work::Reply;
use crate::ui::work::gaps::{Answer, Ask, Seen};
use crate::ui::work::stop::Stop;

/// Scans looked for between two words about progress.
const STEP: u64 = 50;

/// Missing files that are named.
const NAMED: usize = 500;

impl<C: Clock> Desk<C> {
    pub(super) fn gaps(&mut self, ask: Ask) -> Reply {
        let now = self.now();
        let (ticket, stop) = match &ask {
            Ask::Find { ticket, .. } => (*ticket, Stop::default()),
            Ask::Scans { ticket, stop } => (*ticket, stop.clone()),
        };
        self.aside(&stop, Reply::Gaps(Answer::Looking { ticket, done: 0 }), move |store, tell| {
            let answer = match ask {
                Ask::Find { part, span, words, .. } => gaps::find(store, part, span, &words, now)
                    .map(|found| Answer::Found { ticket, found: Box::new(found) }),
                Ask::Scans { stop, .. } => {
                    look(store, &stop, &|done| tell(Reply::Gaps(Answer::Looking { ticket, done })))
                        .map(|seen| Answer::Scans { ticket, seen })
                }
            };
            Reply::Gaps(answer.unwrap_or_else(|error| Answer::Ended { ticket, said: error.to_string() }))
        })
    }
}

/// Looks for every scan. Stopped, it tells what it has seen so far.
fn look(store: &Store, stop: &Stop, tell: &dyn Fn(u64)) -> Result<Seen, StoreError> {
    // Read first, looked for after: a share that does not answer must not hold a reader of the register.
    let mut kept = Vec::new();
    let folder = store.read().settings()?.get("scan_folder").to_owned();
    store.read().each_scan(|code, paper, place| {
        kept.push((code, paper, place));
        Ok::<_, StoreError>(())
    })?;
    let mut seen = Seen::default();
    for (done, (code, paper, place)) in (1..).zip(kept) {
        let gone = match scan::scan(&place, &folder) {
            Scan::Nowhere => continue,
            Scan::Link => {
                seen.links += 1;
                None
            }
            Scan::NoFolder => Some(format!("chưa đặt Thư mục bản quét để tìm {place}")),
            Scan::File(path) if scans::is_there(&path) => {
                seen.there += 1;
                None
            }
            Scan::File(path) => Some(format!("không thấy tệp {path}")),
        };
        if let Some(gone) = gone {
            seen.lost += 1;
            let what = if paper.is_empty() { "kết quả" } else { &paper };
            if seen.missing.len() < NAMED {
                seen.missing.push(format!("{code}, {what}: {gone}"));
            }
        }
        if done % STEP == 0 {
            tell(done);
        }
        if stop.asked() {
            break;
        }
    }
    Ok(seen)
}
