//! The catalogue: read whole, changed a row at a time.

use std::sync::Arc;

use crate::app::clock::Clock;
use crate::app::worker::{Desk, unread};
use crate::desk::catalogue::{Change, change, change_setting};
use crate::desk::{Error, procedure_version, rule_change};
use crate::domain::figure::full_name;
use crate::domain::refusal::Refusal;
use crate::store::StoreError;
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::catalogue::{Ask, Asked, Entry, How, Uses, Weighed, Whole};
use crate::ui::work::stop::Stop;

impl<C: Clock> Desk<C> {
    pub(super) fn catalogue(&mut self, ask: Ask) -> Reply {
        match ask {
            Ask::Load => match self.whole_catalogue() {
                Ok(whole) => Reply::Catalogue(Arc::new(whole)),
                Err(error) => unread(Act::Catalogue, &error),
            },
            Ask::Change { act, change: asked } => {
                let said = said(&asked);
                self.write(act, said, |store, stamp| change(store, stamp, &asked))
            }
            Ask::Setting { key, seen, value } => {
                match self.refuse_pin(key, &value) {
                    Ok(None) => {}
                    Ok(Some(refusal)) => return Reply::Refused(Act::Edit, refusal),
                    Err(error) => return unread(Act::Edit, &error),
                }
                let label = crate::domain::settings::SETTINGS.iter().find(|setting| setting.key == key);
                let said = format!("Đã lưu thiết lập: {}.", label.map_or(key, |setting| setting.label));
                self.write(Act::Edit, said, |store, stamp| change_setting(store, stamp, key, &seen, &value))
            }
            Ask::Uses { ticket, version } => match self.store.read().dossiers_under(version) {
                Ok(dossiers) => Reply::Uses(Uses { ticket, dossiers }),
                Err(error) => unread(Act::Edit, &error),
            },
            Ask::Version { edit } => {
                let code = &edit.seen.code;
                let said = match &edit.how {
                    How::Fix { .. } => format!("Đã sửa: thủ tục {code}."),
                    How::NewVersion { from } => format!("Đã lưu: thủ tục {code}, bản mới từ {}.", from.vietnamese()),
                };
                self.write(Act::Save, said, |store, stamp| procedure_version::edit(store, stamp, &edit))
            }
            Ask::Weigh { ticket, asked, stop } => self.weigh(ticket, asked, stop),
            Ask::Rule { asked } => {
                let said = format!("Đã lưu: {}.", asked.kind.label().to_lowercase());
                self.write(Act::Edit, said, |store, stamp| rule_change::change(store, stamp, &asked))
            }
        }
    }

    fn weigh(&mut self, ticket: u64, asked: Asked, stop: Stop) -> Reply {
        let (now, wish) = (self.now(), stop.clone());
        self.aside(&wish, Reply::Weighed(Weighed::Progress { ticket, done: 0 }), move |store, tell| {
            let weighed = rule_change::weigh(store, &asked, now, |done| {
                tell(Reply::Weighed(Weighed::Progress { ticket, done }));
                !stop.asked()
            });
            Reply::Weighed(match weighed {
                Ok(weight) if !stop.asked() => Weighed::Done { ticket, weight },
                Ok(_) | Err(Error::Cancelled) => Weighed::Ended { ticket, refusal: None },
                Err(Error::Refused(refusal)) => Weighed::Ended { ticket, refusal: Some(refusal) },
                Err(other) => Weighed::Ended { ticket, refusal: Some(Refusal::whole(other.to_string())) },
            })
        })
    }

    fn whole_catalogue(&self) -> Result<Whole, StoreError> {
        self.store.snapshot(|read| {
            let mut entries: Vec<(i64, Entry)> = Vec::new();
            entries.extend(read.procedures()?.into_iter().map(|(id, it)| (id, Entry::Procedure(it))));
            entries.extend(read.officers()?.into_iter().map(|(id, it)| (id, Entry::Officer(it))));
            let days = read.calendar_days()?;
            // A day has no second row, so its date is an id that stays.
            entries.extend(days.into_iter().map(|day| (i64::from(day.date.epoch()), Entry::Day(day))));
            let hours = read.office_hours_by_id()?;
            entries.extend(hours.into_iter().map(|(id, it)| (id, Entry::Hours(it))));
            entries.extend(read.every_target()?.into_iter().map(|(id, it)| (id, Entry::Target(it))));
            Ok(Whole { entries, settings: read.settings()? })
        })
    }
}

fn said(change: &Change) -> String {
    let named = |entry: &Entry| match entry {
        Entry::Procedure(procedure) => format!("thủ tục {}", procedure.code),
        Entry::Officer(officer) => format!("cán bộ {}", officer.name),
        Entry::Day(day) => format!("ngày {}", day.date.vietnamese()),
        Entry::Hours(hours) => match hours.valid_from() {
            Some(from) => format!("giờ làm việc từ {}", from.vietnamese()),
            None => "giờ làm việc".to_owned(),
        },
        Entry::Target(target) => format!("chỉ tiêu “{}”", full_name(&target.figure)),
    };
    match (&change.seen, &change.put) {
        (_, Some(put)) => format!("Đã lưu: {}.", named(put)),
        (Some(seen), None) => format!("Đã bỏ: {}.", named(seen)),
        (None, None) => String::new(),
    }
}
