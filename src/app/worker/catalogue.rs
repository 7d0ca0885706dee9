//! The catalogue: read whole, changed a row at a time.

use std::sync::Arc;

use crate::app::clock::Clock;
use crate::app::worker::{Desk, unread};
use crate::desk::catalogue::{Change, change, change_setting};
use crate::store::StoreError;
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::catalogue::{Ask, Entry, Whole};

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
                let label = crate::domain::settings::SETTINGS.iter().find(|setting| setting.key == key);
                let said = format!("Đã lưu thiết lập: {}.", label.map_or(key, |setting| setting.label));
                self.write(Act::Edit, said, |store, stamp| change_setting(store, stamp, key, &seen, &value))
            }
        }
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
        Entry::Target(target) => format!("chỉ tiêu {}", target.figure),
    };
    match (&change.seen, &change.put) {
        (_, Some(put)) => format!("Đã lưu: {}.", named(put)),
        (Some(seen), None) => format!("Đã bỏ: {}.", named(seen)),
        (None, None) => String::new(),
    }
}
