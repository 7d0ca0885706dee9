//! The ledger as it is shown ends in the date that is in force, whatever was granted, named, corrected, paused, ended or
//! taken back before, and in whatever order. Every person in it is invented.

use crate::support;

use motcua::desk::extend::{self, By, Grant};
use motcua::desk::{amend, end, look, pause, set_up as rules, undo};
use motcua::domain::calendar::{CalendarDay, DayKind, DayStatus};
use motcua::domain::day::Moment;
use motcua::domain::dossier::Channel;
use motcua::domain::limit::Extension;
use motcua::domain::pause::PauseReason;
use motcua::store::Store;
use proptest::prelude::*;
use support::{accept, at, seen, set_up, stamp};

/// What a desk may do to a dossier; what is refused changes nothing.
#[derive(Clone, Debug)]
enum Deed {
    Extend(u32),
    ExtendTo(i32),
    Name(i32),
    Channel(Channel),
    Limit(u32),
    Own(u32),
    Accepted(i64),
    Pause(PauseReason),
    Resume,
    DayOff(i32),
    Settle,
    Undo,
}

fn a_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => (1u32..6).prop_map(Deed::Extend),
        1 => (1i32..15).prop_map(Deed::ExtendTo),
        2 => (-3i32..15).prop_map(Deed::Name),
        2 => prop::sample::select(vec![Channel::Direct, Channel::Online, Channel::Postal]).prop_map(Deed::Channel),
        3 => (1u32..12).prop_map(Deed::Limit),
        2 => (1u32..6).prop_map(Deed::Own),
        3 => (-3000i64..1).prop_map(Deed::Accepted),
        3 => prop::sample::select(&PauseReason::ALL[..]).prop_map(Deed::Pause),
        3 => Just(Deed::Resume),
        2 => (0i32..25).prop_map(Deed::DayOff),
        1 => Just(Deed::Settle),
        1 => Just(Deed::Undo),
    ]
}

/// Whether it was done.
fn done(store: &mut Store, id: i64, deed: &Deed, now: Moment) -> bool {
    let (stamp, target) = (stamp(&now.to_string(), "lan"), seen(store, id));
    let stored = store.read().dossier(id).expect("readable").expect("there");
    let mut data = stored.dossier.clone();
    let day = |offset: &i32| now.day.plus(*offset).at(1020);
    let grant = |by| Grant {
        by,
        basis: "Điều 7".to_owned(),
        approver: "Giám đốc (hư cấu)".to_owned(),
        document: "7/CV".to_owned(),
        reason: String::new(),
    };
    let mut wish = None;
    match deed {
        Deed::Extend(count) => {
            let by = By::Amount(format!("{count}wd").parse().expect("an amount"));
            return extend::extend(store, &stamp, &[target], &grant(by)).is_ok();
        }
        Deed::ExtendTo(offset) => {
            return extend::extend(store, &stamp, &[target], &grant(By::Date(day(offset)))).is_ok();
        }
        Deed::Pause(reason) => return pause::pause(store, &stamp, &[target], *reason, "12/HDHS", now).is_ok(),
        Deed::Resume => return pause::resume(store, &stamp, &[target], now).is_ok(),
        Deed::Settle => return end::settle(store, &stamp, &[target], now).is_ok(),
        Deed::Undo => {
            let last = store.read().history(id, 1).expect("readable").first().map(|(entry, _)| entry.seq);
            return last.is_some_and(|seq| undo::undo(store, &stamp, seq, false).is_ok());
        }
        Deed::DayOff(offset) => {
            let day = CalendarDay {
                date: now.day.plus(*offset),
                kind: DayKind::Off,
                name: "Nghỉ thử".to_owned(),
                source: "văn bản thử".to_owned(),
                status: DayStatus::Announced,
            };
            return rules::put_calendar_day(store, &stamp, &day).is_ok();
        }
        Deed::Name(offset) => wish = Some(day(offset)),
        Deed::Channel(channel) => data.channel = *channel,
        Deed::Limit(count) => data.limit = format!("{count}wd").parse().ok(),
        Deed::Own(count) => {
            let limit = format!("{count}wd").parse().expect("a limit");
            data.extension = Some(Extension { limit, basis: "Điều 9".to_owned() });
        }
        Deed::Accepted(minutes) => data.accepted_at = Some(now.plus_minutes(*minutes)),
    }
    amend::amend_with_due(store, &stamp, target, &data, wish, "ghi nhầm").is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_last_line_that_is_shown_is_the_date_in_force(
        restart in prop::bool::ANY, deeds in prop::collection::vec((a_deed(), 0i64..2000), 1..12),
    ) {
        let mut store = Store::in_memory().expect("a register");
        set_up(&mut store);
        if restart {
            let rule = [("pause_rules".to_owned(), "2018-06-21=restart".to_owned())];
            rules::change_settings(&mut store, &stamp("2026-03-02 07:40", "lan"), &rule).expect("set");
        }
        let id = accept(&mut store, "1.001", "Lò Thị Mai", "2026-03-02 08:00").id;
        let (mut now, mut so_far) = (at("2026-03-02 08:00"), Vec::new());
        for (deed, minutes) in &deeds {
            now = now.plus_minutes(*minutes);
            let taken = done(&mut store, id, deed, now);
            so_far.push((now.to_string(), deed, taken));
            let Some(whole) = look::whole(&store, id, now).expect("read") else { break };
            if whole.stored.voided {
                break;
            }
            let last = whole.ledger.iter().rfind(|line| line.voided.is_none()).map(|line| line.due);
            let told: Vec<String> =
                whole.ledger.iter().map(|line| format!("{} {}", line.due, line.told(str::to_owned))).collect();
            prop_assert_eq!(last, whole.due, "{:#?}\n{:#?}", so_far, told);
        }
    }
}
