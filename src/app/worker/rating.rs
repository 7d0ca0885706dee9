//! Answers about ratings; PINs, each with its waits after wrong ones; and what a citizen pressed at the kiosk.

use std::collections::BTreeMap;

use crate::app::clock::Clock;
use crate::app::worker::{Desk, not_done, unread};
use crate::desk::{Error, pin, rate, ratings};
use crate::domain::pin::{SETTINGS, matches as hashed_as, wait_after};
use crate::domain::refusal::Refusal;
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
    /// The hash that the kiosk in front was opened with: another window that changes the PIN neither locks it in nor
    /// opens it.
    kiosk: Option<String>,
}

impl Pins {
    /// Seconds to wait before another PIN is looked at; 0 where there are none.
    fn left(&self, key: &str, now: i64) -> i64 {
        let (wrong, until) = self.tries.get(key).copied().unwrap_or_default();
        // A clock that was set back does not make the wait longer than it was.
        ((until - now).min(wait_after(wrong) * 1_000) + 999).div_euclid(1_000).max(0)
    }

    /// Counts a PIN that was looked at and says how long the next has to wait.
    fn count(&mut self, key: &'static str, right: bool, now: i64) -> i64 {
        let wrong = if right { 0 } else { self.tries.get(key).map_or(0, |(wrong, _)| *wrong) + 1 };
        let wait = wait_after(wrong);
        self.tries.insert(key, (wrong, now + wait * 1_000));
        wait
    }
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
        let left = self.pins.left(key, now);
        if left > 0 {
            return Ok(Answer::Pin { key, right: false, wait: left });
        }
        let right = match self.pins.kiosk.as_deref().filter(|_| key == KIOSK_PIN) {
            Some(hash) => hashed_as(hash, typed),
            None => pin::matches(&self.store, key, typed)?,
        };
        let wait = self.pins.count(key, right, now);
        match key {
            HEAD_PIN if right => self.pins.head_until = Some(now + HEAD_MS),
            // The kiosk is left; the next one begins with the PIN of its own time.
            KIOSK_PIN if right => self.pins.kiosk = None,
            _ => {}
        }
        Ok(Answer::Pin { key, right, wait })
    }

    /// Why the old PIN before a new one is not looked at, or that it was wrong, with the wait that follows; `None` where
    /// it is right, or none is set.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub(super) fn refuse_pin(&mut self, key: &'static str, typed: &str) -> Result<Option<Refusal>, StoreError> {
        let asks = SETTINGS.contains(&key) && pin::is_set(&self.store, key)?;
        let Some((old, _)) = typed.trim().split_once(' ').filter(|_| asks) else { return Ok(None) };
        let now = self.clock.utc_ms();
        let mut wait = self.pins.left(key, now);
        if wait == 0 {
            let right = pin::matches(&self.store, key, old)?;
            wait = self.pins.count(key, right, now);
            if right || wait == 0 {
                // What is wrong with it is said by the change itself.
                return Ok(None);
            }
        }
        Ok(Some(Refusal::at("value", format!("Mã cũ chưa đúng; chờ {wait} giây rồi thử lại."))))
    }

    fn front(&mut self) -> Result<Front, StoreError> {
        let settings = self.store.read().settings()?;
        let pin = settings.get(KIOSK_PIN);
        if self.pins.kiosk.is_none() && !pin.is_empty() {
            self.pins.kiosk = Some(pin.to_owned());
        }
        Ok(Front {
            unit: settings.unit().to_owned(),
            levels: settings.levels().offered().cloned().collect(),
            pin_set: !pin.is_empty(),
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
