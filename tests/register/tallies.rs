//! Every number that is tallied is the length of its list: after any history of acts, after undo and redo, imports,
//! edited calendars and rules, at the minutes around which something comes to its moment.

use crate::acts::{Acts, Tally};
use crate::support;

use motcua::desk::{import, set_up as rules, undo};
use motcua::domain::day::Moment;
use motcua::domain::dossier::Outcome;
use motcua::domain::stage::Owed;
use motcua::exchange::Noun;
use motcua::store::Store;
use motcua::store::counters::Counter;
use motcua::store::pages::{Order, Query, Show, Way};
use support::{at, day_off, stamp};

/// Every set of a minute.
fn sets(now: Moment) -> Vec<Show> {
    let days = [now.day, now.day.plus(-1), now.day.plus(1), now.day.plus(-30)];
    let of_days = days
        .into_iter()
        .flat_map(|day| [Show::DueOn(day), Show::AcceptedOn(day), Show::ReturnedOn(day), Show::SettledOn(day)]);
    let whole = [
        Show::All,
        Show::Open,
        Show::OnClock,
        Show::Overdue,
        Show::OverdueWithoutApology,
        Show::Warned,
        Show::ApologyDue,
        Show::HandoverLate,
        Show::AcceptanceLate,
        Show::AcceptanceNear(now.plus_minutes(700)),
        Show::Paused,
        Show::Unanswered,
    ];
    let owed = Owed::ALL.into_iter().map(Show::Owed);
    let ended = Outcome::ALL.iter().map(|outcome| Show::Ended(*outcome));
    whole.into_iter().chain(of_days).chain(owed).chain(ended).collect()
}

/// Holds every number against the rows of its list, whatever the list's order. Returns how much was counted.
fn hold(store: &Store, now: Moment) -> usize {
    let mut met = 0;
    for show in sets(now) {
        for order in [Order::Newest, Order::Due, Order::Settled] {
            let query = Query { show, order, ..Query::default() };
            let rows = store.read().page(&query, now, None, Way::After, 100_000).expect("a page").len();
            assert_eq!(store.read().count(&query, now, 100_000).expect("counted"), rows, "{show:?} {order:?} at {now}");
            met += rows;
        }
    }
    for counter in Counter::ALL {
        let Some(show) = counter.show(now) else { continue };
        let query = Query { show, ..Query::default() };
        let rows = store.read().page(&query, now, None, Way::After, 100_000).expect("a page").len() as u64;
        assert_eq!(store.read().counter(counter, now).expect("read"), rows, "{counter:?} at {now}");
    }
    met
}

/// Minutes at which the numbers change: the first of the year, of a month, of a day, of an hour, and some of the middle.
fn minutes() -> Vec<Moment> {
    let days = ["2026-03-12", "2026-06-30", "2026-07-01", "2026-07-12", "2027-01-01"];
    let hours = ["00:00", "08:59", "09:31", "17:00"];
    days.iter().flat_map(|day| hours.iter().map(move |hour| at(&format!("{day} {hour}")))).collect()
}

fn sound(store: &mut Store, when: &str) {
    assert_eq!(store.rebuild_derived(&stamp(when, "lan")).expect("rebuilt"), 0, "nothing was wrong");
}

#[test]
fn after_any_history_every_number_is_the_length_of_its_list() {
    let mut tally = Tally::new();
    for seed in 0..2 {
        let mut store = Store::in_memory().expect("a register");
        support::set_up(&mut store);
        for n in 0..30 {
            let when = format!("2026-0{}-{:02} 08:{:02}", 3 + n % 5, 1 + n % 9, n);
            support::accept(&mut store, ["1.001", "2.001", "2.002"][n % 3], &format!("Lò Văn {n} (hư cấu)"), &when);
        }
        let mut acts = Acts::new(seed);
        for minute in 0..180 {
            acts.act(&mut store, minute, &mut tally);
            if minute % 60 == 0 {
                hold(&store, at("2026-07-12 09:00"));
            }
        }
        rules::put_calendar_day(&mut store, &stamp("2026-07-13 08:00", "lan"), &day_off("2026-07-13"))
            .expect("a day off");
        let warned = [("warn_days".to_owned(), "4".to_owned())];
        rules::change_settings(&mut store, &stamp("2026-07-13 08:01", "lan"), &warned).expect("a rule");
        assert!(minutes().into_iter().map(|now| hold(&store, now)).sum::<usize>() > 1_000);
        sound(&mut store, "2026-07-13 09:00");
    }
    assert!(tally.len() > 16, "nearly every kind of act was met: {tally:?}");
}

#[test]
fn an_import_and_its_undo_move_every_number_and_bring_it_back() {
    let mut store = Store::in_memory().expect("a register");
    support::set_up(&mut store);
    support::accept(&mut store, "1.001", "Lò Thị Mai (hư cấu)", "2026-07-01 08:00");
    let lines: String = (0..120)
        .map(|n| {
            let (day, hour) = (1 + n % 28, 8 + n % 8);
            let submitted = format!("2026-06-{day:02} 07:30");
            let accepted = if n % 7 == 0 { String::new() } else { format!("2026-06-{day:02} {hour:02}:05") };
            let settled =
                if n % 3 == 0 && n % 7 != 0 { format!("2026-07-{:02} 09:00", 1 + n % 9) } else { String::new() };
            let outcome = if settled.is_empty() { "" } else { "settled" };
            format!("N-{n},1.001,Vàng A {n},online,{submitted},{accepted},{settled},{outcome}\n")
        })
        .collect();
    let file =
        format!("code,procedure_code,applicant_name,channel,submitted_at,accepted_at,settled_at,outcome\n{lines}");
    let before: Vec<_> = numbers(&store);
    let now = stamp("2026-07-10 10:00", "lan");
    let taken = import::import(&mut store, &now, Noun::Dossiers, "nhập.csv", file.as_bytes(), &mut |_, _| true);
    let seq = taken.expect("imported").changes.seq;
    assert!(minutes().into_iter().map(|now| hold(&store, now)).sum::<usize>() > 3_000);
    let filled = numbers(&store);
    let undone = undo::undo(&mut store, &stamp("2026-07-10 10:05", "lan"), seq, false).expect("undone").seq;
    assert_eq!(numbers(&store), before);
    undo::undo(&mut store, &stamp("2026-07-10 10:06", "lan"), undone, true).expect("done again");
    assert_eq!(numbers(&store), filled);
    sound(&mut store, "2026-07-10 10:10");
}

fn numbers(store: &Store) -> Vec<usize> {
    let now = at("2026-07-10 11:00");
    let count = |show| store.read().count(&Query { show, ..Query::default() }, now, 100_000).expect("counted");
    sets(now).into_iter().map(count).collect()
}
