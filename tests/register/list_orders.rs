//! Lists in the order of any column, narrowed in any way: page by page they are what a plain sort of all rows gives,
//! also while rows change between the pages; and no page of an indexed order reads more than itself.

use crate::generate;
use crate::support;

use std::collections::HashSet;

use motcua::desk::accept::Draft;
use motcua::desk::{self, Target};
use motcua::domain::collation::sort_key;
use motcua::domain::day::Moment;
use motcua::domain::dossier::{Channel, Dossier};
use motcua::domain::stage::stage;
use motcua::domain::text::fold;
use motcua::store::pages::{ListColumn, ListRow, Order, Place, Query, Show, Way};
use motcua::store::{Mode, Store};

const NOW: &str = "2025-11-20 09:15";

fn now() -> Moment {
    NOW.parse().expect("a moment")
}

/// A register of invented dossiers, as chance made them.
fn register(seed: u64, count: usize) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(&folder.path().join("so.db"), Mode::CreateIfMissing).expect("a register");
    let made = generate::make(seed, count);
    generate::fill(&mut store, &made, &support::stamp(NOW, "")).expect("filled");
    (folder, store)
}

/// Every row of a list by pages of a size, one way.
fn pages(store: &Store, query: &Query, way: Way, size: usize) -> Vec<ListRow> {
    pages_at(store, query, now(), way, size)
}

/// The same at another minute.
fn pages_at(store: &Store, query: &Query, now: Moment, way: Way, size: usize) -> Vec<ListRow> {
    let read = store.read();
    let mut rows: Vec<ListRow> = Vec::new();
    loop {
        let edge = if way == Way::After { rows.last() } else { rows.first() };
        let place: Option<Place> = edge.and_then(|row| read.place(query.order, row.id, now).expect("a place"));
        let page = read.page(query, now, place.as_ref(), way, size).expect("a page");
        if page.is_empty() {
            return rows;
        }
        if way == Way::After {
            rows.extend(page);
        } else {
            rows.splice(0..0, page);
        }
    }
}

/// What a row is sorted by, worked out from the row itself.
fn key(column: ListColumn, row: &ListRow) -> Option<String> {
    let moment = |moment: Option<Moment>| moment.map(|moment| moment.to_string());
    let text = |text: &str| Some(sort_key(text)).filter(|_| !text.is_empty());
    let plain = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    match column {
        ListColumn::Code => plain(&row.code),
        ListColumn::Name => text(&row.name),
        ListColumn::Due => moment(row.due),
        ListColumn::Accepted => moment(row.milestones.accepted_at),
        ListColumn::Settled => moment(row.milestones.settled_at),
        ListColumn::Stage => Some(format!("{:02}", stage(&row.milestones, now()) as u8)),
        ListColumn::Procedure => text(&row.procedure),
        ListColumn::Officer => text(&row.officer),
        ListColumn::Field => text(&row.field),
        ListColumn::Office => text(&row.more.office),
        ListColumn::Receiver => text(&row.more.receiver),
        ListColumn::Handler => text(&row.more.handler),
        ListColumn::Channel => plain(row.channel.code()),
        ListColumn::Phone => plain(&row.phone),
        ListColumn::SourceCode => plain(&row.more.source_code),
        ListColumn::Submitted => moment(row.submitted_at),
        ListColumn::AcceptanceDue => moment(row.clocks.acceptance_due),
        ListColumn::HandoverDue => moment(row.clocks.handover_due),
        ListColumn::Done => moment(row.milestones.done_at),
        ListColumn::Returned => moment(row.milestones.returned_at),
        ListColumn::LateKind => row.more.late_kind.map(|kind| kind.code().to_owned()),
        // Rows do not carry these keys; their lists are held against the set of rows only.
        ListColumn::TimeLeft | ListColumn::Apology | ListColumn::Digitised => None,
    }
}

fn naive(mut rows: Vec<ListRow>, column: ListColumn, down: bool) -> Vec<i64> {
    rows.sort_by_key(|row| (key(column, row), row.id));
    if down {
        rows.reverse();
    }
    let (valued, gaps): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| key(column, row).is_some());
    valued.into_iter().chain(gaps).map(|row| row.id).collect()
}

fn filters(rows: &[ListRow]) -> Vec<Query> {
    let some = rows.iter().find(|row| row.milestones.settled_at.is_some() && row.due.is_some()).expect("a row");
    let only = |column, value: &str| Query { only: vec![(column, value.to_owned())], ..Query::default() };
    let day = |moment: Option<Moment>| moment.expect("a moment").day.to_string();
    vec![
        Query::default(),
        Query { show: Show::Open, ..Query::default() },
        Query { field: Some("Đất đai".into()), channel: Some(Channel::Online), ..Query::default() },
        Query { find: some.name.split_whitespace().next().expect("a word").to_owned(), ..Query::default() },
        only(ListColumn::Channel, some.channel.code()),
        only(ListColumn::Procedure, &some.procedure),
        only(ListColumn::Due, &day(some.due)),
        Query {
            only: vec![(ListColumn::Accepted, day(some.milestones.accepted_at)), (ListColumn::Name, some.name.clone())],
            ..Query::default()
        },
    ]
}

/// What a filter keeps, worked out from the rows.
fn kept(query: &Query, row: &ListRow) -> bool {
    let on = |moment: Option<Moment>, day: &str| moment.is_some_and(|moment| moment.day.to_string() == day);
    query.only.iter().all(|(column, value)| match column {
        ListColumn::Channel => row.channel.code() == value,
        ListColumn::Procedure => row.procedure == *value,
        ListColumn::Name => row.name == *value,
        ListColumn::Due => on(row.due, value),
        ListColumn::Accepted => on(row.milestones.accepted_at, value),
        column => panic!("{column:?}"),
    })
}

#[test]
fn every_order_of_every_filter_is_a_plain_sort_page_by_page() {
    let (_folder, store) = register(7, 240);
    let all = pages(&store, &Query::default(), Way::After, 100);
    assert!(all.len() > 150);
    for filter in filters(&all) {
        let set = pages(&store, &filter, Way::After, 100);
        assert!(!set.is_empty(), "{filter:?}");
        assert_eq!(set.len(), store.read().count(&filter, now(), 100_000).expect("counted"), "{filter:?}");
        if !filter.only.is_empty() {
            let wanted: Vec<i64> = all.iter().filter(|row| kept(&filter, row)).map(|row| row.id).collect();
            assert_eq!(set.iter().map(|row| row.id).collect::<Vec<_>>(), wanted, "{filter:?}");
        }
        for column in ListColumn::ALL {
            for down in [false, true] {
                let query = Query { order: Order::By(column, down), ..filter.clone() };
                let ids = |way, size| pages(&store, &query, way, size).iter().map(|row| row.id).collect::<Vec<_>>();
                let found = ids(Way::After, 23);
                assert_eq!(ids(Way::Before, 31), found, "{query:?}");
                if matches!(column, ListColumn::TimeLeft | ListColumn::Apology | ListColumn::Digitised) {
                    let set: HashSet<i64> = set.iter().map(|row| row.id).collect();
                    assert_eq!((found.len(), found.into_iter().collect()), (set.len(), set), "{query:?}");
                } else {
                    assert_eq!(found, naive(set.clone(), column, down), "{query:?}");
                }
            }
        }
    }
}

/// More dossiers of one family than are put in order one by one, in chance order among others.
fn large_families() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(&folder.path().join("so.db"), Mode::CreateIfMissing).expect("a register");
    let mut made = generate::make(19, 2_900);
    let mut chance = generate::Chance::new(23);
    for (n, one) in made.dossiers.iter_mut().enumerate() {
        let family = if chance.percent(78) { "Nguyễn Văn" } else { "Đặng Thị" };
        let given = ["Ánh", "Đào", "Bình"][chance.below(3) as usize];
        one.dossier.applicant.name = format!("{family} {given} {}", n % 40);
    }
    generate::fill(&mut store, &made, &support::stamp(NOW, "")).expect("filled");
    (folder, store)
}

#[test]
fn what_common_words_find_is_in_every_order_what_the_list_without_words_holds_of_it() {
    let (_folder, store) = large_families();
    let sets = [
        Query::default(),
        Query { show: Show::Open, ..Query::default() },
        Query { show: Show::OnClock, channel: Some(Channel::Online), ..Query::default() },
        Query { show: Show::Owed(motcua::domain::stage::Owed::Apologise), ..Query::default() },
    ];
    let columns = [ListColumn::Due, ListColumn::Accepted, ListColumn::Settled, ListColumn::Name];
    let by = columns.into_iter().flat_map(|column| [Order::By(column, false), Order::By(column, true)]);
    let orders: Vec<Order> = Order::ALL.into_iter().chain(by).collect();
    let common = Query { find: "nguyen van".to_owned(), ..Query::default() };
    assert!(store.read().count(&common, now(), 10_000).expect("counted") > 2_100, "words are not common enough");
    for (set, order) in sets.iter().flat_map(|set| orders.iter().map(move |order| (set, *order))) {
        let wordless = pages(&store, &Query { order, ..set.clone() }, Way::After, 1_000);
        for (words, part) in [("nguyen van", "Nguyễn Văn"), ("nguyen v", "Nguyễn Văn"), ("nguyen van dao 7", "Đào 7")]
        {
            let query = Query { find: words.to_owned(), order, ..set.clone() };
            let mut wanted: Vec<i64> = Vec::new();
            let has = |name: &str| name.starts_with("Nguyễn Văn") && (part == "Nguyễn Văn" || name.ends_with(part));
            wanted.extend(wordless.iter().filter(|row| has(&row.name)).map(|row| row.id));
            let ids = |way, size| pages(&store, &query, way, size).iter().map(|row| row.id).collect::<Vec<_>>();
            assert_eq!(ids(Way::After, 310), wanted, "{query:?}");
            assert_eq!(ids(Way::Before, 470), wanted, "{query:?}");
            assert_eq!(store.read().count(&query, now(), 10_000).expect("counted"), wanted.len(), "{query:?}");
            let every: Vec<i64> = wordless.iter().map(|row| row.id).collect();
            assert_eq!(store.read().among(&query, now(), &every).expect("asked"), wanted, "{query:?}");
        }
    }
}

#[test]
fn rows_that_stay_as_they_are_come_once_while_others_change_between_pages() {
    for column in [ListColumn::Settled, ListColumn::Due, ListColumn::Stage, ListColumn::Procedure] {
        let (_folder, mut store) = register(11, 120);
        let query = Query { order: Order::By(column, false), ..Query::default() };
        let before: Vec<i64> = pages(&store, &query, Way::After, 200).iter().map(|row| row.id).collect();
        let open = Query { show: Show::Open, ..Query::default() };
        let mut to_end: Vec<ListRow> = pages(&store, &open, Way::After, 200);
        let (mut seen, mut changed): (Vec<i64>, HashSet<i64>) = Default::default();
        loop {
            let read = store.read();
            let place = seen.last().and_then(|id| read.place(query.order, *id, now()).expect("a place"));
            let page = read.page(&query, now(), place.as_ref(), Way::After, 9).expect("a page");
            if page.is_empty() {
                break;
            }
            seen.extend(page.iter().map(|row| row.id));
            // Never the row at the edge: a place moves with its row.
            let next = to_end.iter().position(|row| Some(&row.id) != seen.last());
            if let Some(row) = next.map(|at| to_end.remove(at)) {
                let target = Target { id: row.id, version: row.version };
                if desk::end::settle(&mut store, &support::stamp(NOW, ""), &[target], now()).is_ok() {
                    changed.insert(row.id);
                }
            }
        }
        assert!(!changed.is_empty(), "{column:?}");
        let same = |ids: &[i64]| ids.iter().copied().filter(|id| !changed.contains(id)).collect::<Vec<_>>();
        assert_eq!(same(&seen), same(&before), "{column:?}");
    }
}

#[test]
fn a_list_says_which_of_some_dossiers_it_holds_and_is_never_too_long_for_an_index() {
    let (_folder, store) = register(3, 80);
    let open = Query { show: Show::Open, ..Query::default() };
    let held: Vec<i64> = pages(&store, &open, Way::After, 50).iter().map(|row| row.id).collect();
    let all: Vec<i64> = pages(&store, &Query::default(), Way::After, 50).iter().map(|row| row.id).collect();
    let mut among = store.read().among(&open, now(), &all).expect("asked");
    among.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(among, held);
    for column in ListColumn::ALL {
        let query = Query { order: Order::By(column, true), ..Query::default() };
        assert_eq!(store.read().too_long(&query, now()).expect("asked"), None);
    }
}

/// Whether a name holds typed words, the last one as the beginning of a word.
fn named(name: &str, typed: &str) -> bool {
    let (name, typed) = (fold(name), fold(typed));
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (name, typed) = (words(&name), words(&typed));
    let Some((last, before)) = typed.split_last() else { return true };
    before.iter().all(|word| name.contains(word)) && name.iter().any(|word| word.starts_with(last.as_str()))
}

/// What a list that remembers gives, against what somebody finds who has never asked before and filters by hand.
fn as_if_asked_first(path: &std::path::Path, store: &Store, query: &Query, step: usize) {
    let fresh = Store::open(path, Mode::Existing).expect("the register");
    let wordless = Query { find: String::new(), ..query.clone() };
    let rows = pages(&fresh, &wordless, Way::After, 1_000);
    let wanted: Vec<i64> = rows.iter().filter(|row| named(&row.name, &query.find)).map(|row| row.id).collect();
    let read = store.read();
    let ids = |rows: &[ListRow]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let first = read.page(query, now(), None, Way::After, 30).expect("a page");
    assert_eq!(ids(&first), wanted[..wanted.len().min(30)], "step {step}: {query:?}");
    assert_eq!(read.count(query, now(), 100_000).expect("counted"), wanted.len(), "step {step}: {query:?}");
    let last = read.page(query, now(), None, Way::Before, 30).expect("a page");
    assert_eq!(ids(&last), wanted[wanted.len().saturating_sub(30)..], "step {step}: {query:?}");
    if let Some(row) = first.last() {
        let place = read.place(query.order, row.id, now()).expect("a place");
        let next = read.page(query, now(), place.as_ref(), Way::After, 30).expect("a page");
        assert_eq!(ids(&next), wanted[first.len()..wanted.len().min(first.len() + 30)], "step {step}: {query:?}");
    }
}

/// Something that a window writes: a dossier comes, ends, or what was written last is taken back.
fn write(store: &mut Store, chance: &mut generate::Chance, step: usize, last: &mut Option<i64>) {
    let stamp = support::stamp(NOW, "");
    match (chance.below(3), last.take()) {
        (0, Some(seq)) => drop(desk::undo::undo(store, &stamp, seq, false).expect("taken back")),
        (1, _) => {
            let open = Query { show: Show::Open, find: "nguyen van".into(), ..Query::default() };
            let rows = store.read().page(&open, now(), None, Way::After, 5).expect("a page");
            let Some(row) = rows.last() else { return };
            let target = Target { id: row.id, version: row.version };
            *last = desk::end::settle(store, &stamp, &[target], now()).ok().map(|changes| changes.seq);
        }
        _ => {
            let procedures = store.read().procedures().expect("procedures");
            let mut dossier = Dossier::new(&format!("M{step:05}"), &procedures[0].1.code, Channel::Direct);
            let given = ["Ánh", "Đào", "Bình"][chance.below(3) as usize];
            dossier.applicant.name = format!("Nguyễn Văn {given} Mới");
            dossier.accepted_at = Some(now());
            let draft = Draft { dossier, components: Vec::new(), new_limit: None, remember_papers: false };
            let (_, changes) = desk::accept::accept(store, &stamp, &draft).expect("accepted");
            *last = Some(changes.seq);
        }
    }
}

#[test]
fn what_is_remembered_between_keys_never_hides_what_this_or_another_window_wrote() {
    let (folder, mut here) = register(31, 160);
    let path = folder.path().join("so.db");
    let mut there = Store::open(&path, Mode::Existing).expect("the register");
    let mut beside = Store::open(&path, Mode::Existing).expect("the register");
    beside.remember(here.found());
    let mut chance = generate::Chance::new(37);
    let (mut mine, mut theirs) = (None, None);
    for n in 0..6 {
        write(&mut here, &mut chance, 90_000 + n, &mut mine);
    }
    let typed = ["ngu", "nguyen", "nguyen va", "nguyen van", "nguyen van da", "nguyen van dao", "nguyen van dao mo"];
    let orders = [
        Order::Newest,
        Order::Oldest,
        Order::Due,
        Order::Name,
        Order::Settled,
        Order::By(ListColumn::Settled, false),
        Order::By(ListColumn::Procedure, true),
        Order::By(ListColumn::Stage, false),
    ];
    let shows = [Show::All, Show::Open, Show::Overdue];
    for step in 0..120 {
        let order = orders[chance.below(orders.len() as u64) as usize];
        let show = shows[chance.below(shows.len() as u64) as usize];
        let from = chance.below(typed.len() as u64) as usize;
        for (at, words) in typed[from..].iter().enumerate() {
            let query = Query { show, order, find: (*words).to_owned(), ..Query::default() };
            as_if_asked_first(&path, &here, &query, step * 10 + at);
            match chance.below(6) {
                0 => write(&mut here, &mut chance, step * 10 + at, &mut mine),
                1 => write(&mut there, &mut chance, 50_000 + step * 10 + at, &mut theirs),
                2 => as_if_asked_first(&path, &beside, &query, step * 10 + at),
                _ => continue,
            }
            as_if_asked_first(&path, &here, &query, step * 10 + at);
        }
    }
}

/// Minutes at which some dossiers become late, the minutes before them, and the edges of days, months and years.
fn turning_minutes(rows: &[ListRow]) -> Vec<Moment> {
    let edges = [
        "2020-02-29 08:00",
        "2024-12-31 23:59",
        "2025-01-01 00:00",
        "2025-06-30 17:00",
        "2025-07-01 00:00",
        NOW,
        "2026-02-28 12:00",
    ];
    let mut minutes: Vec<Moment> = edges.iter().map(|edge| edge.parse().expect("a moment")).collect();
    let turns = rows.iter().filter_map(|row| row.late_from).step_by(29);
    minutes.extend(turns.flat_map(|turn| [turn.plus_minutes(-1), turn, turn.plus_minutes(1)]));
    minutes
}

#[test]
fn late_dossiers_in_the_order_of_entry_are_the_open_ones_that_have_come_to_their_minute() {
    let (_folder, store) = register(41, 500);
    let open = pages(&store, &Query { show: Show::Open, ..Query::default() }, Way::After, 1_000);
    let (mut most, mut fewest) = (0, usize::MAX);
    for now in turning_minutes(&open) {
        let late = open.iter().filter(|row| row.late_from.is_some_and(|late| late <= now));
        let newest: Vec<i64> = late.map(|row| row.id).collect();
        let oldest: Vec<i64> = newest.iter().rev().copied().collect();
        (most, fewest) = (most.max(newest.len()), fewest.min(newest.len()));
        for (order, wanted) in [(Order::Newest, newest), (Order::Oldest, oldest)] {
            let query = Query { show: Show::Overdue, order, ..Query::default() };
            for (way, size) in [(Way::After, 3), (Way::After, 1_000), (Way::Before, 7)] {
                let ids: Vec<i64> = pages_at(&store, &query, now, way, size).iter().map(|row| row.id).collect();
                assert_eq!(ids, wanted, "{order:?} {way:?} {size} at {now}");
            }
            for at in [0, wanted.len() / 2] {
                let Some(id) = wanted.get(at) else { continue };
                let itself = store.read().place(order, *id, now).expect("a place").expect("it has one").with_itself();
                let page = store.read().page(&query, now, Some(&itself), Way::After, 4).expect("a page");
                let ids: Vec<i64> = page.iter().map(|row| row.id).collect();
                assert_eq!(ids, wanted[at..wanted.len().min(at + 4)], "{order:?} from {id} at {now}");
                let page = store.read().page(&query, now, Some(&itself), Way::Before, 4).expect("a page");
                let ids: Vec<i64> = page.iter().map(|row| row.id).collect();
                assert_eq!(ids, wanted[(at + 1).saturating_sub(4)..=at], "{order:?} up to {id} at {now}");
            }
        }
    }
    assert!(most > 20 && fewest == 0, "late ones at all times: {fewest} to {most}");
}
