//! Every kind of list in every order: its first and its last window and its length, as a key asks for them.
//!
//! A key of the table of keys stands for many lists; this is the search for the slowest among all of them.

use std::path::Path;
use std::time::Instant;

use motcua::app::worker::Desk;
use motcua::domain::day::Moment;
use motcua::domain::dossier::{Channel, Outcome};
use motcua::domain::stage::Owed;
use motcua::store::pages::{ListColumn, Order, Query, Show};
use motcua::store::{Mode, Store};
use motcua::ui::work::Job;
use motcua::ui::work::list::{Ask, At};

use crate::window::Still;

/// Times that a question is asked; the quicker one counts, as the other may have met another program at work.
const TIMES: usize = 2;

/// Rows of a window on a large screen.
const WINDOW: usize = 120;

fn sets(now: Moment) -> Vec<Show> {
    vec![
        Show::All,
        Show::Open,
        Show::Overdue,
        Show::OnClock,
        Show::Paused,
        Show::AcceptedOn(now.day.plus(-1)),
        Show::Ended(Outcome::Withdrawn),
        Show::Owed(Owed::Return),
        Show::Owed(Owed::Close),
    ]
}

fn orders() -> Vec<Order> {
    let columns =
        [ListColumn::Due, ListColumn::Accepted, ListColumn::Settled, ListColumn::Procedure, ListColumn::Phone];
    let by = columns.into_iter().flat_map(|column| [Order::By(column, false), Order::By(column, true)]);
    Order::ALL.into_iter().chain(by).collect()
}

fn narrowed(store: &Store) -> Result<Vec<(String, Query)>, Box<dyn std::error::Error>> {
    let procedures = store.read().procedures()?;
    let procedure = procedures.last().map(|(_, procedure)| procedure.clone()).ok_or("no procedure")?;
    let officer = store.read().officers()?.last().map(|(_, officer)| officer.code.clone()).ok_or("no officer")?;
    let find = |words: &str| (format!("tìm {words}"), Query { find: words.to_owned(), ..Query::default() });
    Ok(vec![
        (String::new(), Query::default()),
        find("ng"),
        find("nguyen"),
        find("nguyen v"),
        find("nguyen van b"),
        find("nguyen van binh"),
        find("tran thi uyen"),
        find("quynh khanh"),
        find("0912345"),
        find("H99.07-25010"),
        ("lĩnh vực".into(), Query { field: Some(procedure.field.clone()), ..Query::default() }),
        ("thủ tục".into(), Query { procedure: Some(procedure.code.clone()), ..Query::default() }),
        ("kênh".into(), Query { channel: Some(Channel::Postal), ..Query::default() }),
        ("cán bộ".into(), Query { officer: Some(officer), ..Query::default() }),
        (
            "thủ tục, tìm nguyen".into(),
            Query { procedure: Some(procedure.code), find: "nguyen".into(), ..Query::default() },
        ),
    ])
}

/// Asks every list and prints the slowest.
///
/// # Errors
/// When the register cannot be read.
pub fn measure(path: &Path, now: Moment, least_ms: f64) -> Result<(), Box<dyn std::error::Error>> {
    let narrowed = narrowed(&Store::open(path, Mode::Existing)?)?;
    let mut desk = Desk::new(Store::open(path, Mode::Existing)?, Still::at(now))?;
    let mut found = Vec::new();
    for (show, order) in sets(now).into_iter().flat_map(|show| orders().into_iter().map(move |order| (show, order))) {
        for (what, query) in &narrowed {
            let query = Query { show, order, ..query.clone() };
            for (key, at) in [("đầu", At::First), ("cuối", At::Last)] {
                let mut quickest = f64::MAX;
                for ticket in 0..TIMES as u64 {
                    let begun = Instant::now();
                    desk.carry_out(Job::List(Ask::Window { ticket, query: query.clone(), at, limit: WINDOW }));
                    quickest = quickest.min(begun.elapsed().as_secs_f64() * 1_000.0);
                    if quickest < least_ms {
                        break;
                    }
                }
                found.push((quickest, format!("{show:?} · {} · {what} · {key}", order.label())));
            }
        }
    }
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    println!("{} cửa sổ của danh sách; lâu nhất, ms:", found.len());
    for (ms, what) in found.iter().take_while(|(ms, _)| *ms >= least_ms) {
        println!("{ms:>10.1}  {what}");
    }
    Ok(())
}
