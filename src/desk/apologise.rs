//! Late dossiers: the apology letter with its three separate facts, and the kind of lateness (DOMAIN.md §5).

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::desk::number;
use crate::domain::apology::{Bar, Deed};
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::dossier::{Apology, Dossier, LateKind, Lateness};
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::domain::standing::{self, Seen};
use crate::store::dossier::Stored;
use crate::store::{Op, Stamp, Store, StoreError, Tx};

/// A letter to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its number; empty = the next of the year. Of several dossiers each gets its own.
    pub number: String,
    /// What the citizen is told of why the result is late.
    pub reason: String,
    /// Who signs.
    pub signer: String,
    /// When it is issued.
    pub at: Moment,
    /// The new promise to the citizen.
    pub reappointed_at: Option<Moment>,
    /// Why something unusual is meant: a second promise, one that has passed already.
    pub why: String,
}

/// Records what is known of a letter. An empty number with an issuing moment asks for the next number of the year.
///
/// For one dossier the letter is taken as it is given. For several at once what each already has stays where the given
/// letter says nothing, and each keeps or gets a number of its own.
pub fn apologise(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    letter: &Apology,
    reason: &str,
) -> Result<Changes, Error> {
    let several = targets.len() > 1;
    each(store, stamp, targets, reason, |old, _| Ok(if several { over(old, letter) } else { letter.clone() }))
}

/// Issues a letter for each of the dossiers, none of which has one. Returns their numbers in the same order.
pub fn issue(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    issue: &Issue,
) -> Result<(Vec<String>, Changes), Error> {
    if targets.len() > 1 && !issue.number.is_empty() {
        let said = "Nhiều hồ sơ thì mỗi văn bản lấy một số của năm; hãy để trống.";
        return Err(Refusal::at("apology_number", said).into());
    }
    let changes = each(store, stamp, targets, &issue.why, |old, code| {
        allowed(Deed::Issue, old, code)?;
        Ok(Apology {
            number: issue.number.clone(),
            signer: issue.signer.clone(),
            reason: issue.reason.clone(),
            issued_at: Some(issue.at),
            reappointed_at: issue.reappointed_at.or(old.reappointed_at),
            ..Apology::default()
        })
    })?;
    let read = store.read();
    let number = |target: &Target| Ok(read.dossier(target.id)?.map(|stored| stored.dossier.apology.number));
    let numbers: Result<Vec<Option<String>>, Error> = targets.iter().map(number).collect();
    Ok((numbers?.into_iter().flatten().collect(), changes))
}

/// The letters are uploaded to the provincial system.
pub fn upload(store: &mut Store, stamp: &Stamp, targets: &[Target], at: Moment) -> Result<Changes, Error> {
    each(store, stamp, targets, "", |old, code| {
        allowed(Deed::Upload, old, code)?;
        Ok(Apology { uploaded_at: Some(at), ..old.clone() })
    })
}

/// The letters are posted at the desk.
pub fn post(store: &mut Store, stamp: &Stamp, targets: &[Target], at: Moment) -> Result<Changes, Error> {
    each(store, stamp, targets, "", |old, code| {
        allowed(Deed::Post, old, code)?;
        Ok(Apology { posted_at: Some(at), ..old.clone() })
    })
}

/// There is no letter, and why.
pub fn excuse(store: &mut Store, stamp: &Stamp, targets: &[Target], none_reason: &str) -> Result<Changes, Error> {
    if none_reason.trim().is_empty() {
        return Err(Refusal::at("no_apology_reason", "Hãy ghi vì sao không có văn bản xin lỗi.").into());
    }
    each(store, stamp, targets, "", |old, code| {
        allowed(Deed::Excuse, old, code)?;
        Ok(Apology { none_reason: none_reason.to_owned(), ..old.clone() })
    })
}

/// Why a deed cannot be done about a letter, in one sentence; `None` where it can.
pub fn why_not(deed: Deed, letter: &Apology) -> Option<String> {
    Some(match (deed.bar(letter)?, deed) {
        (Bar::Issued(_), Deed::Excuse) => {
            format!("đã có văn bản xin lỗi số {}; muốn hủy văn bản: mở hồ sơ, phím a.", letter.number)
        }
        (Bar::Issued(at), _) => {
            let (number, day) = (&letter.number, at.day.vietnamese());
            format!("đã có văn bản xin lỗi số {number} ngày {day}; sửa hoặc hẹn lại: mở hồ sơ, phím a.")
        }
        (Bar::NotIssued, _) => "chưa ban hành văn bản xin lỗi; ban hành trước: phím b ở Sổ xin lỗi (Alt+X).".to_owned(),
        (Bar::Done(at), deed) => {
            let done = if deed == Deed::Post { "niêm yết" } else { "đăng tải" };
            format!("văn bản đã {done} lúc {}; ghi sai thì sửa: mở hồ sơ, phím a.", at.vietnamese())
        }
    })
}

/// Refuses what cannot be done about the letter of this dossier.
fn allowed(deed: Deed, letter: &Apology, code: &str) -> Result<(), Refusal> {
    why_not(deed, letter).map_or(Ok(()), |why| Err(Refusal::whole(format!("{code}: {why}"))))
}

/// Brings the letter of each dossier to what `make` makes of it, in one entry.
fn each(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    why: &str,
    make: impl Fn(&Apology, &str) -> Result<Apology, Refusal>,
) -> Result<Changes, Error> {
    let op = Op::because("apologise", why);
    change::change_each(store, &op, stamp, Move::Apologise, targets, |tx, stored, dossier| {
        let letter = make(&stored.dossier.apology, &stored.dossier.code)?;
        put(tx, stored, dossier, letter, stamp, why)
    })
}

fn put(
    tx: &mut Tx<'_>,
    stored: &Stored,
    dossier: &mut Dossier,
    mut letter: Apology,
    stamp: &Stamp,
    why: &str,
) -> Result<(), Error> {
    let old = &stored.dossier.apology;
    check(&letter, stamp.at)?;
    if let Some(issued) = letter.issued_at.filter(|_| letter.number != old.number) {
        letter.number = number::as_written(&tx.read(), &letter.number, issued.day, stamp.desk)?;
    }
    needed(tx, stored, &letter, stamp.at)?;
    if old.issued_at.is_none() && letter.issued_at.is_some() {
        whole(&letter, stored.dossier.settled_at)?;
    }
    if let Some(issued) = letter.issued_at {
        let accepted = stored.dossier.accepted_at.map(|at| ("lúc tiếp nhận", at));
        change::in_order("apology_issued_at", "Ngày ban hành", issued, accepted, stamp.at)?;
    }
    check_promise(tx, old, &letter, stamp.at, why)?;
    if let Some(issued) = letter.issued_at.filter(|_| !letter.number.is_empty() && !keeps_number(old, &letter))
        && number::letter_taken(&tx.read(), &letter.number, issued.day, stamp.desk, Some(stored.id))?
    {
        let said = format!("Số {} đã cấp cho văn bản khác trong năm; hãy ghi số khác hoặc để trống.", letter.number);
        return Err(Refusal::at("apology_number", said).into());
    }
    keep_number(tx, old, &letter, why)?;
    dossier.apology = letter;
    let letter = &mut dossier.apology;
    if let Some(issued) = letter.issued_at.filter(|_| letter.number.is_empty()) {
        letter.number = if keeps_number(old, letter) { old.number.clone() } else { number::apology(tx, issued.day)? };
    }
    Ok(())
}

/// A letter that is issued says why the result is late and when it will come (DOMAIN.md §5), and somebody signs it. Where
/// the dossier has ended by then there is nothing left to promise.
fn whole(letter: &Apology, ended: Option<Moment>) -> Result<(), Refusal> {
    let mut refusal = Refusal::default();
    if letter.reason.trim().is_empty() {
        refusal.add("apology_reason", "Hãy ghi vì sao chậm: văn bản xin lỗi phải nêu lý do.");
    }
    if letter.signer.trim().is_empty() {
        refusal.add("apology_signer", "Hãy ghi người ký văn bản.");
    }
    let after_the_end = ended.is_some_and(|ended| letter.issued_at.is_some_and(|issued| issued >= ended));
    if letter.reappointed_at.is_none() && !after_the_end {
        refusal.add("reappointed_at", "Hãy ghi ngày hẹn trả mới, ví dụ +5 là sau 5 ngày làm việc.");
    }
    refusal.or_ok()
}

/// A letter says sorry for lateness: what has ended in time needs none. Before the end nobody knows (DOMAIN.md §5: the
/// letter is due a day before a date that will be missed), so a letter from before the end is noted as it was signed.
fn needed(tx: &Tx<'_>, stored: &Stored, letter: &Apology, now: Moment) -> Result<(), Error> {
    let new = stored.dossier.apology.issued_at.is_none() && letter.issued_at.is_some();
    let ended = stored.dossier.settled_at.is_some_and(|ended| letter.issued_at.is_some_and(|issued| issued >= ended));
    if new && ended && late_since(tx, stored, now)?.is_none() {
        let code = &stored.dossier.code;
        let said = format!(
            "{code}: hồ sơ đã kết thúc không trễ hạn nên không có văn bản xin lỗi; hạn hoặc giờ ghi sai thì sửa: mở hồ \
             sơ, phím s."
        );
        return Err(Refusal::whole(said).into());
    }
    Ok(())
}

/// Whether the letter stays what its number was given to. Numbers are of a year: a letter that moves into another one
/// needs a number of that year.
fn keeps_number(old: &Apology, letter: &Apology) -> bool {
    let same = !old.number.is_empty() && (letter.number.is_empty() || letter.number == old.number);
    let year = |at: Option<Moment>| at.map(|at| at.day.year());
    // A number without a day was never of a year; the day that is written down now says of which.
    same && letter.issued_at.is_some() && (old.issued_at.is_none() || year(old.issued_at) == year(letter.issued_at))
}

/// A number that its letter loses is cancelled with a reason, so that the numbers of the year stay without a gap.
fn keep_number(tx: &mut Tx<'_>, old: &Apology, letter: &Apology, why: &str) -> Result<(), Error> {
    if old.number.is_empty() || old.issued_at.is_none() || keeps_number(old, letter) {
        return Ok(());
    }
    if why.trim().is_empty() {
        let said = format!("Văn bản số {} bị hủy hoặc đổi số: hãy ghi lý do, số cũ được giữ là đã hủy.", old.number);
        return Err(Refusal::at("reason", said).into());
    }
    Ok(cancel_lost(tx, old, letter)?)
}

/// Cancels the number that is not on the letter any more; the entry that it stands in says why.
pub(super) fn cancel_lost(tx: &mut Tx<'_>, old: &Apology, letter: &Apology) -> Result<(), StoreError> {
    let stays = letter.number == old.number && keeps_number(old, letter);
    match old.issued_at.filter(|_| !old.number.is_empty() && !stays) {
        Some(issued) => number::cancel_apology(tx, &old.number, issued.day),
        None => Ok(()),
    }
}

/// A new promise is for a working day after now; one that has passed already, and a second one, need a reason.
fn check_promise(tx: &Tx<'_>, old: &Apology, letter: &Apology, now: Moment, why: &str) -> Result<(), Refusal> {
    let Some(again) = letter.reappointed_at.filter(|again| old.reappointed_at != Some(*again)) else { return Ok(()) };
    let unexplained = why.trim().is_empty();
    if old.reappointed_at.is_some() && unexplained {
        return Err(Refusal::at("reason", "Chỉ được hẹn lại một lần; hẹn lại lần nữa phải ghi lý do."));
    }
    let calendar = &tx.rules().calendar;
    if !calendar.is_working(again.day) {
        let next = calendar.next_working(again.day);
        let said = format!(
            "Ngày hẹn lại {} là ngày nghỉ; ngày làm việc tiếp theo là {}.",
            again.day.vietnamese(),
            next.vietnamese()
        );
        return Err(Refusal::at("reappointed_at", said));
    }
    if again <= now && unexplained {
        let said = "Ngày hẹn lại đã qua; hãy ghi ngày sau hôm nay, hoặc ghi lý do nếu đang ghi lại văn bản cũ.";
        return Err(Refusal::at("reappointed_at", said));
    }
    Ok(())
}

/// What is given, over what a dossier already has.
fn over(old: &Apology, given: &Apology) -> Apology {
    let text = |given: &str, old: &str| if given.is_empty() { old.to_owned() } else { given.to_owned() };
    let issued_at = old.issued_at.or(given.issued_at);
    Apology {
        number: old.number.clone(),
        signer: text(&given.signer, &old.signer),
        reason: text(&given.reason, &old.reason),
        issued_at,
        uploaded_at: given.uploaded_at.or(old.uploaded_at),
        posted_at: given.posted_at.or(old.posted_at),
        reappointed_at: given.reappointed_at.or(old.reappointed_at),
        none_reason: if issued_at.is_some() { String::new() } else { text(&given.none_reason, &old.none_reason) },
    }
}

fn check(letter: &Apology, now: Moment) -> Result<(), Refusal> {
    let mut refusal = Refusal::default();
    for (field, name, at) in [
        ("apology_uploaded_at", "Ngày đăng tải", letter.uploaded_at),
        ("apology_posted_at", "Ngày niêm yết", letter.posted_at),
    ] {
        match (at, letter.issued_at) {
            (Some(_), None) => {
                refusal.add(field, format!("{name} có mà văn bản chưa ban hành; hãy ghi ngày ban hành."))
            }
            (Some(at), Some(issued)) if at < issued => {
                refusal.add(field, format!("{name} trước ngày ban hành; hãy sửa lại."));
            }
            (Some(at), _) if at > now => refusal.add(field, format!("{name} ở tương lai; hãy sửa lại.")),
            _ => {}
        }
    }
    if letter.issued_at.is_some() && !letter.none_reason.is_empty() {
        refusal.add("no_apology_reason", "Đã có văn bản xin lỗi thì không ghi lý do không có văn bản.");
    }
    if let (Some(again), Some(issued)) = (letter.reappointed_at, letter.issued_at)
        && again < issued
    {
        refusal.add("reappointed_at", "Ngày hẹn lại trước ngày ban hành văn bản; hãy sửa lại.");
    }
    refusal.or_ok()
}

/// Names the kind of lateness, its cause, the officer answerable and what shows it. Changing a kind that was named
/// needs a reason.
///
/// Lateness by operation only is that of work done in time and closed late on the system: it needs the moment at which
/// the work was done (`done_at`, where the dossier has none yet) and evidence.
pub fn classify(
    store: &mut Store,
    stamp: &Stamp,
    targets: &[Target],
    late: &Lateness,
    done_at: Option<Moment>,
    reason: &str,
) -> Result<Changes, Error> {
    let op = Op::because("classify_lateness", reason);
    change::change_each(store, &op, stamp, Move::Classify, targets, |tx, stored, dossier| {
        let (old, code) = (&stored.dossier.late, &stored.dossier.code);
        let since = late_since(tx, stored, stamp.at)?;
        if late.kind.is_some() && since.is_none() {
            return Err(Refusal::whole(format!(
                "{code}: hồ sơ không trễ hạn nên không phân loại trễ; hạn ghi sai thì sửa: mở hồ sơ, phím s."
            ))
            .into());
        }
        if old.kind.is_some() && old.kind != late.kind && reason.trim().is_empty() {
            return Err(Refusal::at("reason", "Đổi loại trễ hạn phải ghi lý do.").into());
        }
        if let (Some(LateKind::Operational), Some(since)) = (late.kind, since) {
            if dossier.done_at.is_none()
                && let Some(done) = done_at
            {
                let accepted = stored.dossier.accepted_at.map(|at| ("lúc tiếp nhận", at));
                let ended = stored.dossier.settled_at.unwrap_or(stamp.at);
                change::in_order("done_at", "Giờ xong việc", done, accepted, ended)?;
                dossier.done_at = Some(done);
            }
            operational(dossier, late, since)?;
        }
        dossier.late = late.clone();
        Ok(())
    })
}

/// What lateness by operation only must show.
fn operational(dossier: &Dossier, late: &Lateness, since: Moment) -> Result<(), Refusal> {
    let code = &dossier.code;
    match dossier.done_at {
        None => Err(Refusal::at(
            "done_at",
            format!("{code}: trễ do thao tác phải có giờ xong việc thực tế; hãy ghi ở ô “Xong việc lúc”."),
        )),
        Some(done) if done >= since => Err(Refusal::at(
            "late_kind",
            format!(
                "{code}: xong việc lúc {}, khi đã quá hạn; hãy chọn trễ thực (← →), hoặc sửa giờ xong việc: mở hồ sơ, phím s.",
                done.vietnamese()
            ),
        )),
        Some(_) if late.evidence.trim().is_empty() => Err(Refusal::at(
            "late_evidence",
            "Trễ do thao tác phải có minh chứng: số văn bản, ảnh chụp Cổng, đường dẫn tệp.",
        )),
        Some(_) => Ok(()),
    }
}

/// From when a dossier is late, where it is late now or was when it ended.
fn late_since(tx: &Tx<'_>, stored: &Stored, now: Moment) -> Result<Option<Moment>, Error> {
    let read = tx.read();
    let (Some(facts), Some(procedure)) = (read.facts(stored.id)?, read.procedure(stored.procedure)?) else {
        return Ok(None);
    };
    let (terms, rules) = (read.procedure_facts(&procedure), tx.rules());
    let seen_at = facts.settled_at.unwrap_or(now);
    let seen = Seen::from(now.plus_minutes(1), facts.settled_at);
    let due = standing::due_seen(&facts, &terms, &rules, seen);
    let since = due.map(|due| standing::late_from(&facts, &terms, &rules, due));
    Ok(since.filter(|since| *since <= seen_at))
}
