//! Answers about ratings; PINs, each with its waits after wrong ones; and what a citizen pressed at the kiosk.

use std::collections::BTreeMap;

use crate::app::clock::Clock;
use crate::app::worker::{Desk, not_done, unread};
use crate::desk::{Error, pin, rate, ratings};
use crate::domain::pin::wait_after;
use crate::store::{Stamp, StoreError};
use crate::ui::keymap::Act;
use crate::ui::work::rating::{Answer, Ask, Front, HEAD_PIN, Invitation, KIOSK_PIN};
use crate::ui::work::{Reply, Wrote};

/// How long the head's PIN holds.
const HEAD_MS: i64 = 5 * 60_000;

/// What this window knows of PINs.
#[derive(Debug, Default)]
pub(super) struct Pins {
    /// Wrong ones in a row, and until when none is looked at.
    tries: BTreeMap<&'static str, (u32, i64)>,
    /// Until when the head's list is open.
    head_until: Option<i64>,
}

impl<C: Clock> Desk<C> {
    pub(super) fn rating(&mut self, ask: Ask) -> Reply {
        let answer = match ask {
            Ask::Sums { ticket, from, to } => {
                let now = self.now();
                return self.soon_or_aside(Act::Ratings, Reply::Rating(Answer::Begun), move |store| {
                    let sums = Box::new(ratings::sums(store, (from, to), now)?);
                    Ok(Reply::Rating(Answer::Sums { ticket, sums }))
                });
            }
            Ask::Whole { ticket, from, end } => {
                let open = self.pins.head_until.is_some_and(|until| self.clock.utc_ms() < until);
                let rows = open.then(|| ratings::whole(&self.store, from, end)).transpose();
                rows.map(|rows| Answer::Whole { ticket, rows })
            }
            Ask::Pin { key, typed } => self.look_at_pin(key, &typed),
            Ask::Lock => {
                self.pins.head_until = None;
                Ok(Answer::Locked)
            }
            Ask::Kiosk => self.front().map(|front| Answer::Kiosk(Box::new(front))),
            Ask::Invited => self.store.read().invitation(self.desk, self.clock.utc_ms()).map(Answer::Invited),
            Ask::Press { level, invited } => return self.press(&level, invited.as_ref()),
            Ask::Invite(dossier) => {
                let stamp = self.stamp();
                match rate::invite(&mut self.store, &stamp, dossier) {
                    Ok(code) => Ok(Answer::Inviting(code)),
                    Err(error) => return not_done(Act::Invite, error),
                }
            }
        };
        answer.map_or_else(|error| unread(Act::Ratings, &error), Reply::Rating)
    }

    /// What is typed while one has to wait is not looked at, so trying on gains nothing.
    fn look_at_pin(&mut self, key: &'static str, typed: &str) -> Result<Answer, StoreError> {
        let now = self.clock.utc_ms();
        let (wrong, until) = self.pins.tries.get(key).copied().unwrap_or_default();
        // A clock that was set back does not make the wait longer than it was.
        let left = (until - now).min(wait_after(wrong) * 1_000);
        if left > 0 {
            return Ok(Answer::Pin { key, right: false, wait: (left + 999) / 1_000 });
        }
        let right = pin::matches(&self.store, key, typed)?;
        let wrong = if right { 0 } else { wrong + 1 };
        let wait = wait_after(wrong);
        self.pins.tries.insert(key, (wrong, now + wait * 1_000));
        if right && key == HEAD_PIN {
            self.pins.head_until = Some(now + HEAD_MS);
        }
        Ok(Answer::Pin { key, right, wait })
    }

    fn front(&self) -> Result<Front, StoreError> {
        let settings = self.store.read().settings()?;
        Ok(Front {
            unit: settings.unit().to_owned(),
            levels: settings.levels().offered().cloned().collect(),
            pin_set: !settings.get(KIOSK_PIN).is_empty(),
        })
    }

    /// It is not among what this window can undo: a citizen's word is not the clerk's to take back by one key.
    fn press(&mut self, level: &str, invited: Option<&Invitation>) -> Reply {
        let stamp = Stamp { officer: String::new(), ..self.stamp() };
        match rate::at_kiosk(&mut self.store, &stamp, level, invited) {
            Ok(changes) => Reply::Wrote(Wrote { act: Act::Kiosk, changes, said: String::new() }),
            Err(error @ (Error::Refused(_) | Error::Store(_) | Error::Cancelled)) => not_done(Act::Kiosk, error),
        }
    }
}
