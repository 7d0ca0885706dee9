//! Made-up dossiers in any number, the same ones for the same seed: every person in them is invented.
//!
//! The mix is that of a commune's desk: mostly same-day and working-day limits, some in hours, calendar days and
//! months; pauses, some still open; out-of-area, refused and unanswered dossiers; late ones with letters; gaps.

use motcua::domain::calendar::{Calendar, CalendarDay};
use motcua::domain::day::{Day, Moment};
use motcua::domain::deadline;
use motcua::domain::dossier::{Channel, ComponentCounts, Dossier, LateKind, Outcome, PaidBy};
use motcua::domain::feedback::Feedback;
use motcua::domain::limit::{Extension, Limit, Unit};
use motcua::domain::officer::Officer;
use motcua::domain::pause::{Pause, PauseReason};
use motcua::domain::procedure::{OnlineLevel, Procedure};
use motcua::domain::rating::Rating;
use motcua::store::parts::DueDate;
use motcua::store::{Op, Stamp, Store, StoreError};

/// A fixed sequence of random numbers (splitmix64).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }

    pub fn percent(&mut self, of_hundred: u64) -> bool {
        self.below(100) < of_hundred
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize].clone()
    }
}

/// One dossier and what the canonical file has no column for.
#[derive(Clone, Debug)]
pub struct Generated {
    /// `due_at` is set only where a promise was recorded that differs from the computed one.
    pub dossier: Dossier,
    /// Later promises: due moment, and when it was given.
    pub repromises: Vec<(Moment, Moment)>,
    /// Index of the procedure version in [`Made::procedures`].
    pub version: usize,
}

/// A desk's year.
pub struct Made {
    pub calendar: Vec<CalendarDay>,
    pub procedures: Vec<Procedure>,
    pub officers: Vec<Officer>,
    pub dossiers: Vec<Generated>,
    pub ratings: Vec<Rating>,
    pub feedback: Vec<Feedback>,
}

/// First and last day of acceptance.
const DAYS: (&str, &str) = ("2024-10-01", "2025-12-31");

/// The day from which the second versions of procedures hold.
pub const SECOND_VERSION: &str = "2025-06-01";

/// Makes `count` dossiers.
pub fn make(seed: u64, count: usize) -> Made {
    let calendar: Vec<CalendarDay> = motcua::exchange::read(include_bytes!("../../assets/calendar.csv"))
        .expect("the starting calendar")
        .rows
        .into_iter()
        .map(|row| row.value)
        .collect();
    let mut made = Made {
        calendar,
        procedures: procedures(),
        officers: (1..=12)
            .map(|n| Officer { code: format!("cb{n:02}"), ..Officer::named(&format!("Cán bộ {n:02}")) })
            .collect(),
        dossiers: Vec::with_capacity(count),
        ratings: Vec::new(),
        feedback: Vec::new(),
    };
    let mut chance = Chance::new(seed);
    for n in 0..count {
        let one = dossier(&mut chance, &made, n);
        voices(&mut chance, &mut made, &one.dossier, n);
        made.dossiers.push(one);
    }
    made
}

/// Two dozen procedures; every fifth has a second version whose services and limit differ.
fn procedures() -> Vec<Procedure> {
    let limits = ["sd", "5wd", "3wd", "8wh", "10cd", "1mo", "15wd", "sd", "20cd", "16wh", "2mo", ""];
    let fields = ["Hộ tịch", "Đất đai", "Chứng thực", "Bảo trợ xã hội", "Xây dựng"];
    let levels =
        [None, Some(OnlineLevel::None), Some(OnlineLevel::Partial), Some(OnlineLevel::Full), Some(OnlineLevel::Full)];
    let mut made = Vec::new();
    for n in 0..24_usize {
        let limit = |text: &str| (!text.is_empty()).then(|| text.parse::<Limit>().expect("a limit"));
        let first = Procedure {
            limit_direct: limit(limits[n % limits.len()]),
            limit_online: if n % 4 == 1 { limit("4wd") } else { None },
            limit_postal: if n % 6 == 2 { limit("7wd") } else { None },
            same_day_cutoff: (n % 2 == 0).then_some(900),
            online_level: levels[n % levels.len()],
            fee: [Some(true), Some(false), None][n % 3],
            online_payment: [Some(true), Some(true), Some(false), None][n % 4],
            postal_receive: Some(n % 3 != 0),
            postal_return: if n % 5 == 0 { None } else { Some(n % 2 == 0) },
            result_document: [Some(true), None, Some(false)][usize::from(n % 7 == 3) + usize::from(n % 9 == 4)],
            ..Procedure::new(&format!("1.{n:06}"), &format!("Thủ tục số {n}"), fields[n % fields.len()])
        };
        if n % 5 == 0 {
            let from: Day = SECOND_VERSION.parse().expect("a day");
            made.push(Procedure { valid_to: Some(from.plus(-1)), ..first.clone() });
            made.push(Procedure {
                valid_from: Some(from),
                online_level: Some(OnlineLevel::Partial),
                limit_direct: limit("6wd"),
                ..first
            });
        } else {
            // One that is out of force by the middle of the year.
            let valid_to = (n == 7).then(|| "2025-05-31".parse().expect("a day"));
            made.push(Procedure { valid_to, ..first });
        }
    }
    made
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// A moment in office hours of a day.
fn at_work(chance: &mut Chance, day: Day) -> Moment {
    let minute = if chance.percent(60) { 450 + chance.below(241) } else { 780 + chance.below(241) };
    day.at(minute as u16)
}

/// A later moment within so many days, and not before.
fn later(chance: &mut Chance, from: Moment, days: u64) -> Moment {
    let ahead = chance.below(days + 1) as i32;
    at_work(chance, from.day.plus(ahead)).max(from)
}

fn dossier(chance: &mut Chance, made: &Made, n: usize) -> Generated {
    let (first, last) = (day(DAYS.0), day(DAYS.1));
    let filed = first.plus(chance.below((last.since(first) + 1) as u64) as i32);
    let start = at_work(chance, filed);
    let code = format!("1.{:06}", chance.below(24));
    let version = made.procedures.iter().position(|p| p.code == code && p.in_force(filed));
    let version = version.unwrap_or_else(|| made.procedures.iter().position(|p| p.code == code).expect("a version"));
    let channel = chance.pick(&[Channel::Direct, Channel::Direct, Channel::Online, Channel::Online, Channel::Postal]);
    let mut dossier = Dossier::new(&format!("H99-{n:07}"), &code, channel);
    dossier.applicant.name = format!("Công dân số {n}");
    dossier.system = chance.pick(&["", "tỉnh", "bộ"]).to_owned();
    let officer =
        |chance: &mut Chance| if chance.percent(6) { String::new() } else { chance.pick(&made.officers).code };
    dossier.received_by = officer(chance);
    dossier.handled_by = officer(chance);
    dossier.components = components(chance);
    if channel == Channel::Online && chance.percent(97) {
        dossier.submitted_at = Some(filed.at(chance.below(1440) as u16).min(start));
    }
    let mut one = Generated { dossier, repromises: Vec::new(), version };
    match chance.below(100) {
        0..4 if channel == Channel::Online => one.dossier.submitted_at = Some(start),
        0..7 => {
            one.dossier.settled_at = Some(later(chance, start, 3));
            one.dossier.outcome = Some(Outcome::Refused);
            if channel == Channel::Online {
                one.dossier.submitted_at = Some(start);
            }
        }
        _ => accepted(chance, made, &mut one, start),
    }
    one
}

fn components(chance: &mut Chance) -> ComponentCounts {
    let required = chance.below(5) as u32;
    let digitized = if chance.percent(70) { required } else { chance.below(u64::from(required) + 1) as u32 };
    let reused = if chance.percent(15) { digitized.min(1) } else { 0 };
    ComponentCounts { required, digitized, reused }
}

fn accepted(chance: &mut Chance, made: &Made, one: &mut Generated, start: Moment) {
    let procedure = &made.procedures[one.version];
    let dossier = &mut one.dossier;
    let start = if dossier.channel == Channel::Online { later(chance, start, 2) } else { start };
    dossier.accepted_at = Some(start);
    if chance.percent(6) {
        dossier.out_of_area = true;
        dossier.forwarded_at = chance.percent(85).then(|| later(chance, start, 3));
    }
    if chance.percent(8) {
        dossier.limit = Some(chance.pick(&["2wd", "12cd", "1mo", "24wh", "sd"]).parse().expect("a limit"));
    }
    let limit = dossier.limit.or(procedure.limit(dossier.channel));
    let Some(clock) = dossier.clock_start() else { return };
    if let Some(limit) = limit.filter(|limit| limit.unit != Unit::SameDay && limit.unit != Unit::Months) {
        if chance.percent(5) {
            let more = Limit { count: 1 + chance.below(5) as u32, ..limit };
            dossier.extension = Some(Extension { limit: more, basis: "Điều 9".to_owned() });
        }
        // The minute keeps a recorded promise apart from any computed one.
        if limit.unit != Unit::WorkingHours && chance.percent(7) {
            dossier.due_at = Some(clock.day.plus(1 + chance.below(25) as i32).at(16 * 60));
        }
    }
    let mut last = pauses(chance, dossier, clock);
    if limit.is_some_and(|limit| limit.unit != Unit::WorkingHours) && chance.percent(3) {
        let given = later(chance, last, 5);
        one.repromises.push((given.day.plus(2 + chance.below(20) as i32).at(15 * 60), given));
        last = given;
    }
    end(chance, dossier, last);
    lateness(chance, dossier, clock);
    // A due date that was named after the dossier had ended: it is kept and judges nothing.
    if let Some(settled) =
        dossier.settled_at.filter(|_| one.repromises.is_empty() && limit.is_some() && chance.percent(2))
    {
        let given = later(chance, settled, 40);
        one.repromises.push((settled.day.plus(chance.below(9) as i32 - 4).at(15 * 60), given));
    }
}

/// Up to two pauses one after the other; returns the last moment so far.
fn pauses(chance: &mut Chance, dossier: &mut Dossier, clock: Moment) -> Moment {
    let mut last = clock;
    while dossier.pauses.len() < 2 && chance.percent(9) {
        let from = later(chance, last, 6);
        let to = later(chance, from, 12);
        let reason = chance.pick(&[PauseReason::Supplement, PauseReason::Fee, PauseReason::Other]);
        dossier.pauses.push(Pause { reason, document: "12/HDHS".to_owned(), from, to: Some(to) });
        last = to;
    }
    last
}

fn end(chance: &mut Chance, dossier: &mut Dossier, last: Moment) {
    if chance.percent(9) {
        // Still open; its last pause may be too.
        if chance.percent(40)
            && let Some(pause) = dossier.pauses.last_mut()
        {
            pause.to = None;
        }
        return;
    }
    let days = chance.pick(&[0, 0, 1, 3, 5, 9, 20, 40]);
    let settled = later(chance, last, days);
    dossier.settled_at = Some(settled);
    dossier.done_at = chance.percent(30).then_some(last);
    dossier.outcome = Some(match chance.below(100) {
        0..3 => Outcome::Rejected,
        3..6 => Outcome::Withdrawn,
        6..8 => Outcome::Stopped,
        _ => Outcome::Settled,
    });
    if chance.percent(90) {
        dossier.returned_at = Some(later(chance, settled, 6));
        dossier.return_channel =
            chance.pick(&[Some(Channel::Direct), Some(Channel::Online), Some(Channel::Postal), None]);
    }
    dossier.fee = chance.pick(&[None, Some(0), Some(8_000), Some(50_000)]);
    dossier.paid_by = chance.pick(&[None, Some(PaidBy::Online), Some(PaidBy::Cash)]);
    dossier.result_digitized = chance.percent(80);
}

fn lateness(chance: &mut Chance, dossier: &mut Dossier, clock: Moment) {
    dossier.late.kind = chance.pick(&[None, Some(LateKind::Actual), Some(LateKind::Operational)]);
    if chance.percent(30) {
        let issued = later(chance, clock, 40);
        dossier.apology.number = "05/PXL".to_owned();
        dossier.apology.issued_at = Some(issued);
        dossier.apology.uploaded_at = chance.percent(70).then(|| later(chance, issued, 20));
        dossier.apology.posted_at = chance.percent(50).then(|| later(chance, issued, 20));
    }
}

fn voices(chance: &mut Chance, made: &mut Made, dossier: &Dossier, n: usize) {
    if let Some(returned) = dossier.returned_at.filter(|_| chance.percent(20)) {
        let level = chance.pick(&["very_satisfied", "very_satisfied", "satisfied", "dissatisfied", "neutral"]);
        made.ratings.push(Rating {
            at: returned,
            dossier_code: if chance.percent(90) { dossier.code.clone() } else { String::new() },
            officer: dossier.handled_by.clone(),
            level: level.to_owned(),
            comment: String::new(),
            source: String::new(),
        });
    }
    if let Some(settled) = dossier.settled_at.filter(|_| chance.percent(2)) {
        let received = later(chance, settled, 10);
        let handled = chance.percent(80).then(|| later(chance, received, 30));
        made.feedback.push(Feedback {
            code: format!("PAKN-{n}"),
            channel: "Cổng".to_owned(),
            dossier_code: if chance.percent(80) { dossier.code.clone() } else { String::new() },
            handled_at: handled,
            published_at: handled.filter(|_| chance.percent(70)).map(|at| later(chance, at, 30)),
            ..Feedback::received(received)
        });
    }
}

/// Puts everything into an empty register through its one door, some thousand dossiers an entry.
pub fn fill(store: &mut Store, made: &Made, stamp: &Stamp) -> Result<(), StoreError> {
    let op = Op::because("import", "dữ liệu giả");
    let (versions, _) = store.transact(&op, stamp, |tx| -> Result<Vec<i64>, StoreError> {
        for day in &made.calendar {
            tx.put_calendar_day(day)?;
        }
        for officer in &made.officers {
            tx.put_officer(officer)?;
        }
        made.procedures.iter().map(|procedure| Ok(tx.put_procedure(procedure)?.0)).collect()
    })?;
    let calendar = Calendar::new(made.calendar.clone(), Vec::new());
    for batch in made.dossiers.chunks(5_000) {
        store.transact(&op, stamp, |tx| -> Result<(), StoreError> {
            for one in batch {
                let (dossier, computed) = promised(one, &made.procedures[one.version], &calendar);
                let id = tx.create_dossier(&dossier, versions[one.version], computed)?;
                for (due_at, effective_at) in &one.repromises {
                    let reason = "xác minh".to_owned();
                    let due = DueDate { reason, ..DueDate::by_hand(*due_at, *effective_at) };
                    tx.add_due_date(id, &due)?;
                }
            }
            Ok(())
        })?;
    }
    let ((), _) = store.transact(&op, stamp, |tx| -> Result<(), StoreError> {
        for rating in &made.ratings {
            let dossier = tx.read().dossier_id(&rating.dossier_code)?;
            tx.add_rating(rating, dossier)?;
        }
        for feedback in &made.feedback {
            let dossier = tx.read().dossier_id(&feedback.dossier_code)?;
            tx.put_feedback(feedback, dossier)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// The dossier with its first promise, and whether that is the computed one.
fn promised(one: &Generated, procedure: &Procedure, calendar: &Calendar) -> (Dossier, bool) {
    let mut dossier = one.dossier.clone();
    let limit = dossier.limit.or(procedure.limit(dossier.channel));
    let extension = dossier.extension.as_ref().map(|extension| extension.limit);
    let computed = dossier
        .clock_start()
        .zip(limit)
        .map(|(start, limit)| deadline::promise(start, limit, extension, procedure.same_day_cutoff, calendar));
    dossier.due_at = dossier.due_at.or(computed);
    let same = dossier.due_at.is_some() && dossier.due_at == computed;
    (dossier, same)
}
