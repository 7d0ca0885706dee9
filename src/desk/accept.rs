//! Accepting a dossier at the counter, logging one that was filed online, and answering it later.

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::desk::{number, promise, slip};
use crate::domain::change::Changes;
use crate::domain::component::{self, Component, ComponentKind};
use crate::domain::day::{Day, Moment};
use crate::domain::dossier::{Applicant, Channel, Dossier, Outcome};
use crate::domain::limit::Limit;
use crate::domain::moves::Move;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::Refusal;
use crate::report::forms::sets::Form;
use crate::store::catalogue::AskedPaper;
use crate::store::dossier::Stored;
use crate::store::{Op, Stamp, Store, Tx};

/// What a clerk fills in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The dossier; an empty code asks for the next one of the day. Without `accepted_at` it is only logged as filed.
    pub dossier: Dossier,
    /// Its papers.
    pub components: Vec<Component>,
    /// A limit for a procedure that has none, with its basis; it is remembered as unconfirmed.
    pub new_limit: Option<(Limit, String)>,
    /// Remember the papers for the next dossier of this procedure.
    pub remember_papers: bool,
}

pub use crate::desk::preview::{Preview, preview};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Id.
    pub id: i64,
    /// Code.
    pub code: String,
    /// The promise.
    pub due_at: Option<Moment>,
}

/// Accepts a dossier (or logs one that was filed online and waits for an answer).
///
/// # Errors
/// [`Refusal`] with one problem a field; nothing is written then.
pub fn accept(store: &mut Store, stamp: &Stamp, draft: &Draft) -> Result<(Accepted, Changes), Error> {
    let verb = if draft.dossier.accepted_at.is_some() { "accept" } else { "log_submission" };
    store.transact(&Op::new(verb), stamp, |tx| take_in(tx, stamp, draft))
}

/// [`accept`] within a transaction.
pub(super) fn take_in(tx: &mut Tx<'_>, stamp: &Stamp, draft: &Draft) -> Result<Accepted, Error> {
    let day = draft.dossier.accepted_at.or(draft.dossier.submitted_at).unwrap_or(stamp.at).day;
    let version = tx.read().procedure_version(&draft.dossier.procedure_code, day)?;
    let procedure = version.map(|id| tx.read().procedure(id)).transpose()?.flatten();
    check(tx, draft, procedure.as_ref(), stamp)?;
    let (Some(version), Some(mut procedure)) = (version, procedure) else {
        return Err(unknown_procedure(&draft.dossier.procedure_code).into());
    };
    // Another window may have taught the procedure a limit since the form was opened: then that one holds.
    if let Some((limit, basis)) = &draft.new_limit
        && procedure.limit(draft.dossier.channel).is_none()
    {
        procedure = remember_limit(tx, procedure, *limit, basis)?;
    }
    let mut dossier = draft.dossier.clone();
    if dossier.code.is_empty() {
        dossier.code = number::dossier_code(tx, day)?;
    }
    if !draft.components.is_empty() {
        dossier.components = component::counts(&draft.components);
    }
    let computed = promise::settle_promise(&mut dossier, &procedure, &tx.rules());
    promise::check_far(dossier.due_at)?;
    let id = tx.create_dossier(&dossier, version, computed)?;
    if !draft.components.is_empty() {
        tx.put_components(id, &draft.components)?;
    }
    if draft.remember_papers {
        remember_papers(tx, &procedure.code, &draft.components)?;
    }
    Ok(Accepted { id, code: dossier.code, due_at: dossier.due_at })
}

/// The version of a procedure in force on a day.
pub fn procedure_on(store: &Store, code: &str, day: Day) -> Result<Option<Procedure>, Error> {
    let read = store.read();
    let version = read.procedure_version(code, day)?;
    Ok(version.map(|id| read.procedure(id)).transpose()?.flatten())
}

/// Accepts a dossier that was filed online: the clock starts.
pub fn accept_submitted(
    store: &mut Store,
    stamp: &Stamp,
    target: Target,
    at: Moment,
    received_by: &str,
) -> Result<Changes, Error> {
    let ((), changes) = store.transact(&Op::new("accept"), stamp, |tx| -> Result<(), Error> {
        let stored = change::load(tx, target)?;
        change::lawful(&stored, Move::Accept, stamp.at)?;
        let mut dossier = stored.dossier.clone();
        let submitted = dossier.submitted_at.map(|at| ("lúc nộp", at));
        change::in_order("accepted_at", "Giờ tiếp nhận", at, submitted, stamp.at)?;
        dossier.accepted_at = Some(at);
        dossier.received_by = received_by.to_owned();
        // The version in force when the clock starts is the one the dossier keeps.
        let version = tx.read().procedure_version(&dossier.procedure_code, at.day)?.unwrap_or(stored.procedure);
        let procedure = tx.read().procedure(version)?.ok_or_else(|| unknown_procedure(&dossier.procedure_code))?;
        let computed = promise::settle_promise(&mut dossier, &procedure, &tx.rules());
        promise::check_far(dossier.due_at)?;
        tx.change_dossier(stored.id, &dossier, version, computed)?;
        Ok(())
    })?;
    Ok(changes)
}

/// Refuses a dossier that was filed and not accepted. Its moment is kept; it counts in no total but its own.
pub fn refuse(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    at: Moment,
    draft: &slip::Draft,
) -> Result<Changes, Error> {
    let reason = draft.reason.as_str();
    if reason.trim().is_empty() {
        return Err(Refusal::at("reason", "Từ chối tiếp nhận phải ghi lý do.").into());
    }
    let op = Op::because("refuse", reason);
    let refuse_one = |_: &mut Tx<'_>, stored: &Stored, dossier: &mut Dossier| {
        let submitted = stored.dossier.submitted_at.map(|at| ("lúc nộp", at));
        change::in_order("settled_at", "Giờ từ chối", at, submitted, stamp.at)?;
        dossier.settled_at = Some(at);
        dossier.outcome = Some(Outcome::Refused);
        Ok(())
    };
    change::change_each_then(store, &op, stamp, Move::Refuse, targets, refuse_one, |tx, id, ()| {
        let number = slip::number(tx, Form::Refusal, "", at)?;
        slip::issue(tx, id, Form::Refusal, number, draft, at, None)
    })
}

fn unknown_procedure(code: &str) -> Refusal {
    let said = if code.is_empty() {
        "Chưa chọn thủ tục; gõ vài chữ của tên hoặc mã để tìm.".to_owned()
    } else {
        format!("Không có thủ tục {code} trong danh mục; hãy chọn thủ tục khác hoặc thêm vào Danh mục.")
    };
    Refusal::at("procedure_code", said)
}

fn check(tx: &Tx<'_>, draft: &Draft, procedure: Option<&Procedure>, stamp: &Stamp) -> Result<(), Error> {
    let dossier = &draft.dossier;
    let mut refusal = Refusal::default();
    match procedure {
        None => refusal.problems.extend(unknown_procedure(&dossier.procedure_code).problems),
        Some(procedure) => check_limit(draft, procedure, &mut refusal),
    }
    check_names(&dossier.applicant, &mut refusal);
    if !dossier.code.is_empty() && number::code_taken(&tx.read(), &dossier.code)? {
        let there = tx.read().dossier_id(&dossier.code)?.is_some();
        let how = if there { "đã có trong sổ" } else { "đã cấp cho hồ sơ khác" };
        refusal.add("code", format!("Mã hồ sơ {} {how}; hãy dùng mã khác hoặc để trống.", dossier.code));
    }
    for (field, name, at) in [
        ("accepted_at", "Giờ tiếp nhận", dossier.accepted_at),
        ("submitted_at", "Giờ nộp", dossier.submitted_at),
        ("forwarded_at", "Giờ nơi giải quyết nhận", dossier.forwarded_at),
    ] {
        if let Some(at) = at.filter(|at| *at > stamp.at) {
            refusal.add(field, format!("{name} {} ở tương lai; hãy sửa lại giờ.", at.vietnamese()));
        }
    }
    if dossier.accepted_at.is_none() && dossier.channel != Channel::Online {
        refusal.add("accepted_at", "Chưa có giờ tiếp nhận. Chỉ hồ sơ nộp trực tuyến mới chờ tiếp nhận sau.");
    }
    if dossier.channel == Channel::Online && dossier.submitted_at.is_none() {
        // Nothing would show that it was accepted in time, so the report would count it among those that were not.
        let said = "Hãy ghi giờ nộp trên Cổng: thiếu thì báo cáo tính hồ sơ là tiếp nhận không đúng hạn.";
        refusal.add("submitted_at", said);
    }
    check_order(dossier, &mut refusal);
    Ok(refusal.or_ok()?)
}

/// Refuses what cannot be a name: a number in the line of one is a slip into the next line.
fn check_names(applicant: &Applicant, refusal: &mut Refusal) {
    let slip = |name: &str| !name.trim().is_empty() && !name.chars().any(char::is_alphabetic);
    let said = |who: &str| format!("{who} không có chữ nào; có thể đã gõ lệch ô, hãy xem lại các ô trên và dưới.");
    if applicant.name.trim().is_empty() {
        refusal.add("applicant_name", "Chưa nhập tên người nộp hồ sơ.");
    } else if slip(&applicant.name) {
        refusal.add("applicant_name", said("Tên người nộp"));
    }
    if slip(&applicant.delegate) {
        refusal.add("delegate_name", said("Tên người được ủy quyền"));
    }
}

/// Refuses an order of moments that cannot have been.
fn check_order(dossier: &Dossier, refusal: &mut Refusal) {
    if let (Some(submitted), Some(accepted)) = (dossier.submitted_at, dossier.accepted_at)
        && submitted > accepted
    {
        refusal.add("submitted_at", "Giờ nộp sau giờ tiếp nhận; hãy sửa lại.");
    }
    if let Some(forwarded) = dossier.forwarded_at
        && dossier.accepted_at.is_none_or(|accepted| forwarded < accepted)
    {
        refusal.add("forwarded_at", "Giờ nơi giải quyết nhận trước giờ tiếp nhận; hãy sửa lại.");
    }
    if let (Some(due), Some(accepted)) = (dossier.due_at, dossier.accepted_at)
        && due < accepted
    {
        refusal
            .add("due_at", format!("Ngày hẹn trả {} trước lúc tiếp nhận {}.", due.vietnamese(), accepted.vietnamese()));
    }
}

fn check_limit(draft: &Draft, procedure: &Procedure, refusal: &mut Refusal) {
    let has_limit = promise::limit_of(&draft.dossier, procedure).is_some() || draft.new_limit.is_some();
    if !has_limit && draft.dossier.due_at.is_none() {
        refusal.add(
            "limit",
            "Thủ tục này chưa có thời hạn trong danh mục. Hãy nhập thời hạn (ví dụ 5 ngày làm việc) và căn cứ; \
             chương trình sẽ nhớ và đánh dấu chưa kiểm tra.",
        );
    }
    if draft.new_limit.as_ref().is_some_and(|(_, basis)| basis.trim().is_empty()) {
        refusal.add("limit_basis", "Hãy ghi căn cứ của thời hạn (văn bản, điều khoản).");
    }
}

/// The first use of a procedure without a limit teaches it one, marked as not yet checked.
fn remember_limit(tx: &mut Tx<'_>, procedure: Procedure, limit: Limit, basis: &str) -> Result<Procedure, Error> {
    let procedure = Procedure { limit_direct: Some(limit), basis: basis.to_owned(), confirmed: false, ..procedure };
    tx.put_procedure(&procedure)?;
    Ok(procedure)
}

fn remember_papers(tx: &mut Tx<'_>, procedure_code: &str, components: &[Component]) -> Result<(), Error> {
    for component in components.iter().filter(|component| !component.name.is_empty()) {
        let paper = AskedPaper {
            name: component.name.clone(),
            kind: component.kind.map_or("", ComponentKind::code).to_owned(),
            copies: component.copies.unwrap_or(1),
            required: component.required,
        };
        tx.put_asked_paper(procedure_code, &paper)?;
    }
    Ok(())
}
