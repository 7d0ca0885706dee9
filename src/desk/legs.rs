//! Linked legs of one request (liên thông): linking a dossier, accepting a new leg, unlinking.
//!
//! The request is counted and its legs are not; that rule stands in `domain::standing`, and what may be linked in
//! `domain::leg`.

use crate::desk::accept::{self, Accepted, Draft};
use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::dossier::Dossier;
use crate::domain::leg::{self, Side};
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::store::dossier::Stored;
use crate::store::pages::{Query, Way};
use crate::store::{Op, Read, Stamp, Store, Tx};

/// Candidates that are named where no code was exactly meant.
const NAMED: usize = 5;

/// Makes dossiers legs of the request with a code.
///
/// # Errors
/// A refusal of the field `request_code` where no dossier has that code (what was found instead is named), or where the
/// two cannot be linked; of the field `of_another` where the request is another applicant's and `of_another` does not
/// say that this is meant.
pub fn link(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    request_code: &str,
    of_another: bool,
) -> Result<Changes, Error> {
    let op = Op::because("link_leg", request_code.trim());
    change::change_each(store, &op, stamp, Move::LinkLeg, targets, |tx, stored, dossier| {
        let request = meant(tx.read(), request_code.trim(), stamp.at)?;
        if let Some(why) = leg::why_not(&side(tx.read(), stored)?, &side(tx.read(), &request)?) {
            return Err(Refusal::at("request_code", why).into());
        }
        if !of_another && !dossier.applicant.same_as(&request.dossier.applicant) {
            return Err(Refusal::at("of_another", another(&request.dossier, dossier)).into());
        }
        dossier.request_code = request.dossier.code;
        Ok(())
    })
}

/// Whose the request is, and how to say that it is meant.
fn another(request: &Dossier, leg: &Dossier) -> String {
    let accepted = request.accepted_at.map(|at| format!(", tiếp nhận {}", at.day.vietnamese())).unwrap_or_default();
    format!(
        "Yêu cầu {} của {}{accepted}; hồ sơ này của {}. Nếu vẫn đúng, hãy đánh dấu ô Khác người nộp (phím cách).",
        request.code, request.applicant.name, leg.applicant.name
    )
}

/// Makes legs dossiers on their own again: from then on they are counted.
pub fn unlink(store: &mut Store, stamp: &Stamp, targets: &[Target], reason: &str) -> Result<Changes, Error> {
    if reason.trim().is_empty() {
        return Err(Refusal::at("reason", "Bỏ liên thông phải ghi lý do.").into());
    }
    let op = Op::because("unlink_leg", reason);
    change::change_each(store, &op, stamp, Move::UnlinkLeg, targets, |_, stored, dossier| {
        if dossier.request_code.is_empty() {
            let said = format!("Hồ sơ {} không phải là chặng của yêu cầu nào.", stored.dossier.code);
            return Err(Refusal::whole(said).into());
        }
        dossier.request_code.clear();
        Ok(())
    })
}

/// What is asked of a new leg; the rest is the request's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLeg {
    /// Code of its procedure.
    pub procedure_code: String,
    /// When it is accepted.
    pub accepted_at: Moment,
    /// Its own date, where that is not the computed one.
    pub due_at: Option<Moment>,
    /// Code of the officer who settles it; empty while none is named.
    pub handled_by: String,
    /// Office that settles it.
    pub office: String,
}

/// Accepts a new leg of a request: applicant and channel are those of the request.
///
/// # Errors
/// As [`accept::accept`], and where the request cannot have one.
pub fn accept_leg(
    store: &mut Store,
    stamp: &Stamp,
    request: Target,
    new: &NewLeg,
) -> Result<(Accepted, Changes), Error> {
    store.transact(&Op::new("accept_leg"), stamp, |tx| {
        let stored = change::load(tx, request)?;
        change::lawful(&stored, Move::AcceptLeg, stamp.at)?;
        let whole = &stored.dossier;
        let mut dossier = Dossier::new("", &new.procedure_code, whole.channel);
        dossier.applicant = whole.applicant.clone();
        dossier.submitted_at = whole.submitted_at.filter(|at| *at <= new.accepted_at);
        dossier.accepted_at = Some(new.accepted_at);
        dossier.due_at = new.due_at;
        dossier.received_by.clone_from(&stamp.officer);
        dossier.handled_by.clone_from(&new.handled_by);
        dossier.office.clone_from(&new.office);
        dossier.request_code.clone_from(&whole.code);
        let own = Side { code: "", leg_of: "", has_legs: false, ended: false };
        if let Some(why) = leg::why_not(&own, &side(tx.read(), &stored)?) {
            return Err(Refusal::whole(why).into());
        }
        let draft = Draft { dossier, components: Vec::new(), new_limit: None, remember_papers: false };
        accept::take_in(tx, stamp, &draft)
    })
}

/// Refuses the end of a request while a leg is open and does not end with it.
pub(super) fn none_open(tx: &Tx<'_>, request: &Stored, ending: &[Target]) -> Result<(), Error> {
    let open = tx.read().open_legs(request.id)?;
    let left: Vec<String> =
        open.into_iter().filter(|(id, _)| ending.iter().all(|target| target.id != *id)).map(|(_, code)| code).collect();
    if left.is_empty() {
        return Ok(());
    }
    let said = format!(
        "Yêu cầu {} còn {:02} chặng chưa kết thúc: {}. Hãy kết thúc các chặng ấy trước.",
        request.dossier.code,
        left.len(),
        left.join(", ")
    );
    Err(Refusal::whole(said).into())
}

fn side<'a>(read: Read<'_>, stored: &'a Stored) -> Result<Side<'a>, Error> {
    let dossier = &stored.dossier;
    Ok(Side {
        code: &dossier.code,
        leg_of: &dossier.request_code,
        has_legs: !read.leg_ids(stored.id)?.is_empty(),
        ended: dossier.settled_at.is_some(),
    })
}

/// The request that was meant: by its own code or by that of another system. Words that only find something are not
/// enough, so that nothing is linked that nobody has seen; what they find is named.
fn meant(read: Read<'_>, typed: &str, now: Moment) -> Result<Stored, Error> {
    let refused = |said: String| Err(Refusal::at("request_code", said).into());
    if typed.is_empty() {
        return refused("Hãy ghi mã hồ sơ của yêu cầu liên thông.".to_owned());
    }
    if let Some(stored) = read.live_dossier_id(typed)?.map(|id| read.dossier(id)).transpose()?.flatten() {
        return Ok(stored);
    }
    let query = Query { find: typed.to_owned(), ..Query::default() };
    let found = read.page(&query, now, None, Way::After, NAMED)?;
    let exact = |row: &&crate::store::pages::ListRow| row.more.source_code == typed;
    if let (Some(row), 1) = (found.iter().find(exact), found.len())
        && let Some(stored) = read.dossier(row.id)?
    {
        return Ok(stored);
    }
    if found.is_empty() {
        return refused(format!("Không tìm thấy hồ sơ nào theo “{typed}”; hãy ghi mã hồ sơ của yêu cầu."));
    }
    let named: Vec<String> = found.iter().map(|row| format!("{} ({})", row.code, row.name)).collect();
    refused(format!("Hãy ghi đủ mã của yêu cầu; tìm theo “{typed}” có: {}.", named.join("; ")))
}
