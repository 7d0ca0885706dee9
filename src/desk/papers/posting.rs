//! Postings of published procedures: writing one down, marking some as posted, taking one back.

use crate::desk::Target;
use crate::desk::error::Error;
use crate::desk::papers::{names_by_code, reason, seen};
use crate::domain::change::{Changes, Kind};
use crate::domain::day::Day;
use crate::domain::posting::{Posting, State};
use crate::domain::refusal::Refusal;
use crate::domain::text;
use crate::store::postings::Held;
use crate::store::{Op, Read, Stamp, Store, StoreError};

/// Days that the list goes back for what is posted.
const BACK: i32 = 400;

/// A posting with its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// As the register holds it.
    pub held: Held<Posting>,
    /// The last day for posting it.
    pub due: Day,
    /// Where it stands.
    pub state: State,
    /// Printed name of its officer.
    pub officer: String,
}

/// What is not posted yet, whenever it was published, and what was published in the last year: what is due first stands
/// first, what is posted behind it, newest first.
///
/// # Errors
/// When the register cannot be read.
pub fn list(store: &Store, today: Day) -> Result<Vec<Seen>, StoreError> {
    let rules = store.rulebook()?;
    store.snapshot(|read| {
        let days = read.settings()?.posting_days();
        let names = names_by_code(&read)?;
        let seen = |held: Held<Posting>| {
            let due = held.record.due(days, &rules.calendar);
            let officer = names.get(&held.record.officer).cloned().unwrap_or_default();
            Seen { due, state: held.record.state(due, today), officer, held }
        };
        let mut list: Vec<Seen> = read.postings_since(today.plus(-BACK))?.into_iter().map(seen).collect();
        list.sort_by_key(|seen| {
            let due = seen.due.epoch();
            if seen.state.open() { (false, due, seen.held.id) } else { (true, -due, -seen.held.id) }
        });
        Ok(list)
    })
}

/// Writes a posting down, or brings the one that the user saw to what is given; that needs a reason.
///
/// # Errors
/// A refusal by field.
pub fn put(
    store: &mut Store,
    stamp: &Stamp,
    target: Option<Target>,
    given: &Posting,
    why: &str,
) -> Result<Changes, Error> {
    let why = if target.is_some() { reason(why, "Sửa dòng niêm yết phải ghi lý do.")? } else { String::new() };
    let ((), changes) = store.transact(&Op::because("posting", &why), stamp, |tx| -> Result<(), Error> {
        let read = tx.read();
        if let Some(target) = target {
            load(&read, target)?;
        }
        let mut posting = tidied(given);
        name_procedures(&read, &mut posting)?;
        posting.check(stamp.at.day)?;
        known_officer(&read, &posting.officer)?;
        tx.put_posting(target.map(|target| target.id), &posting)?;
        Ok(())
    })?;
    Ok(changes)
}

/// Notes that postings were posted: one entry for all of them.
///
/// # Errors
/// A refusal; nothing is written then.
pub fn posted(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    on: Day,
    place: &str,
    officer: &str,
) -> Result<Changes, Error> {
    let ((), changes) = store.transact(&Op::new("posting_posted"), stamp, |tx| -> Result<(), Error> {
        known_officer(&tx.read(), officer)?;
        for target in targets {
            let mut posting = load(&tx.read(), *target)?;
            if posting.posted_on.is_some() {
                let said = format!("{}: đã ghi niêm yết rồi; sai thì sửa (e), có lý do.", posting.decision);
                return Err(Refusal::whole(said).into());
            }
            posting.posted_on = Some(on);
            posting.place = text::tidy(place);
            if !officer.is_empty() {
                officer.clone_into(&mut posting.officer);
            }
            posting.check(stamp.at.day)?;
            tx.put_posting(Some(target.id), &posting)?;
        }
        Ok(())
    })?;
    Ok(changes)
}

/// Voids postings, with a reason.
///
/// # Errors
/// A refusal without a reason, or where one has moved on.
pub fn void(store: &mut Store, stamp: &Stamp, targets: &[Target], why: &str) -> Result<Changes, Error> {
    let why = reason(why, "Bỏ dòng niêm yết phải ghi lý do.")?;
    let ((), changes) = store.transact(&Op::because("posting_void", &why), stamp, |tx| -> Result<(), Error> {
        for target in targets {
            load(&tx.read(), *target)?;
            tx.void_held(Kind::Posting, target.id)?;
        }
        Ok(())
    })?;
    Ok(changes)
}

fn load(read: &Read<'_>, target: Target) -> Result<Posting, Error> {
    let found = read.posting(target.id)?;
    seen(read, target, found, ("Dòng niêm yết", |posting| posting.decision.as_str()))
}

fn tidied(given: &Posting) -> Posting {
    let mut posting = given.clone();
    for field in [&mut posting.decision, &mut posting.subject, &mut posting.place, &mut posting.note] {
        *field = text::tidy(field);
    }
    let codes = posting.procedure_code.split([',', ';', ' ']).map(str::trim).filter(|code| !code.is_empty());
    posting.procedure_code = codes.collect::<Vec<_>>().join(", ");
    posting
}

/// Codes name procedures of the catalogue; without other words their names say what was published.
fn name_procedures(read: &Read<'_>, posting: &mut Posting) -> Result<(), Error> {
    let mut names = Vec::new();
    for code in posting.procedure_code.split(", ").filter(|code| !code.is_empty()) {
        let found = read.procedure_version(code, posting.published_on)?;
        let found = found.map(|id| read.procedure(id)).transpose()?.flatten();
        let unknown = || {
            let said =
                format!("Danh mục chưa có thủ tục {code}; thêm vào danh mục (F6) trước, hoặc chỉ ghi tên thủ tục.");
            Refusal::at("procedure_code", said)
        };
        names.push(found.ok_or_else(unknown)?.name);
    }
    if posting.subject.is_empty() {
        posting.subject = names.join("; ");
    }
    Ok(())
}

fn known_officer(read: &Read<'_>, code: &str) -> Result<(), Error> {
    if code.is_empty() || read.officer_id(code)?.is_some() {
        return Ok(());
    }
    Err(Refusal::at("officer", "Chưa có cán bộ này trong danh mục.").into())
}
