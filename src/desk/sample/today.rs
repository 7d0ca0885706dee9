//! Invented dossiers around a given day, for the demonstration. Nothing here is real: names are put together from
//! lists, identity numbers begin with 000, which no province has.

use crate::domain::calendar::Calendar;
use crate::domain::day::{Day, Moment};
use crate::domain::dossier::{ApplicantKind, Channel, ComponentCounts, Dossier, Outcome};
use crate::domain::pause::{Pause, PauseReason};
use crate::domain::rating::{DISSATISFIED, Rating, SATISFIED, VERY_SATISFIED};

/// What is going on with a dossier.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Filed online, not answered.
    Waiting,
    /// Accepted, given to nobody yet.
    NotHandedOver,
    /// Being settled.
    Running,
    /// Waiting for papers or for a fee.
    Paused(PauseReason),
    /// The work is finished, the portal does not show it.
    Done,
    /// Settled, the result not fetched; working days since.
    Ready(u32),
    /// Settled and returned; working days since.
    Returned(u32),
}

use State::{Done, NotHandedOver, Paused, Ready, Returned, Running, Waiting};

/// Procedure of the sample, working days since acceptance, minute of the day, state. The limits are 0 (sd), 2, 3, 5, 7
/// and 8 working days, so that the list holds dossiers due today, tomorrow, soon and some days ago.
const PLAN: &[(&str, u32, u16, State)] = &[
    ("1.001193", 0, 455, Running),
    ("1.000894", 0, 470, NotHandedOver),
    ("2.000635", 0, 478, Returned(0)),
    ("2.000815", 0, 485, Returned(0)),
    ("2.000884", 0, 492, Ready(0)),
    ("2.000908", 0, 505, NotHandedOver),
    ("1.004194", 0, 517, NotHandedOver),
    ("2.001019", 0, 531, Running),
    ("1.001193", 0, 548, Waiting),
    ("1.004222", 0, 566, Waiting),
    ("1.000656", 1, 610, Returned(0)),
    ("1.004222", 1, 640, Waiting),
    ("1.004845", 1, 500, Running),
    ("2.000913", 1, 815, Paused(PauseReason::Fee)),
    ("1.010038", 1, 850, Running),
    ("1.001022", 2, 490, Running),
    ("2.001035", 2, 560, Running),
    ("2.001406", 2, 600, Done),
    ("1.002755", 2, 870, NotHandedOver),
    ("1.012796", 2, 930, Running),
    ("1.001022", 3, 480, Running),
    ("1.004837", 3, 530, Done),
    ("1.004194", 3, 560, Returned(0)),
    ("1.002755", 3, 575, Running),
    ("1.010038", 4, 500, Running),
    ("2.000927", 4, 520, Running),
    ("1.004222", 4, 880, Paused(PauseReason::Supplement)),
    ("1.010038", 5, 470, Running),
    ("1.001022", 5, 545, Running),
    ("1.004194", 6, 610, Ready(2)),
    ("1.012796", 6, 800, Paused(PauseReason::Supplement)),
    ("1.004222", 7, 495, Running),
    ("1.010038", 7, 640, Running),
    ("2.001016", 8, 850, Returned(5)),
    ("1.012796", 8, 470, Running),
    ("1.004222", 9, 530, Done),
    ("1.001022", 10, 500, Returned(6)),
    ("1.013978", 10, 560, Running),
    ("1.004837", 11, 620, Ready(8)),
    ("1.012796", 12, 480, Running),
    ("1.004222", 13, 540, Returned(7)),
    ("1.012812", 14, 500, Running),
    ("1.010038", 14, 830, Returned(10)),
];

const FAMILIES: [&str; 7] = ["Nguyễn", "Trần", "Lê", "Phạm", "Đỗ", "Hoàng", "Bùi"];
const MIDDLES: [&str; 5] = ["Văn", "Thị", "Minh", "Thanh", "Đức"];
const NAMES: [&str; 11] = ["Mẫu", "Thử", "Hòa", "Thủy", "Ánh", "Đào", "Uyên", "Quý", "Yến", "Khóa", "Nghĩa"];
const RECEIVERS: [&str; 2] = ["Cán bộ Một cửa 1", "Cán bộ Một cửa 2"];
const HANDLERS: [&str; 3] = ["Cán bộ Hộ tịch", "Cán bộ Văn hóa - Xã hội", "Cán bộ Địa chính"];
const LEVELS: [&str; 5] = [VERY_SATISFIED, SATISFIED, VERY_SATISFIED, DISSATISFIED, SATISFIED];

/// The demonstration's work.
pub(super) struct Today {
    pub dossiers: Vec<Dossier>,
    pub ratings: Vec<Rating>,
}

/// The dossiers and ratings around `now`. Nothing in them happens after `now`.
pub(super) fn work(now: Moment, calendar: &Calendar) -> Today {
    let mut today = Today { dossiers: Vec::new(), ratings: Vec::new() };
    for (n, (procedure, ago, minute, state)) in PLAN.iter().enumerate() {
        let day = working_day_before(now.day, *ago, calendar);
        let begun = day.at(*minute);
        if begun > now {
            continue;
        }
        let dossier = invent(n, procedure, begun, *state, now, calendar);
        if let Some(returned) = dossier.returned_at.filter(|_| !n.is_multiple_of(3)) {
            today.ratings.push(rating(n, &dossier, returned));
        }
        today.dossiers.push(dossier);
    }
    today.dossiers.sort_by_key(|dossier| dossier.submitted_at);
    today.ratings.sort_by_key(|rating| rating.at);
    today
}

/// The working day `n` working days before `day`; for 0 the day itself, or the last working day before it.
fn working_day_before(day: Day, n: u32, calendar: &Calendar) -> Day {
    let mut at = day;
    let mut left = n;
    loop {
        if calendar.is_working(at) {
            if left == 0 {
                return at;
            }
            left -= 1;
        }
        at = at.plus(-1);
    }
}

fn invent(n: usize, procedure: &str, begun: Moment, state: State, now: Moment, calendar: &Calendar) -> Dossier {
    let online = state == Waiting || n % 2 == 1;
    let day = begun.day;
    let code = format!("H99.07-{:02}{:02}{:02}-{:04}", day.year().rem_euclid(100), day.month(), day.date(), 9001 + n);
    let mut dossier = Dossier::new(&code, procedure, if online { Channel::Online } else { Channel::Direct });
    invent_applicant(n, &mut dossier);
    dossier.system = if n.is_multiple_of(4) { "bộ" } else { "tỉnh" }.to_owned();
    dossier.sets = Some(1);
    dossier.submitted_at = Some(begun);
    dossier.components =
        ComponentCounts { required: 2, digitized: if n.is_multiple_of(5) { 1 } else { 2 }, reused: n as u32 % 2 };
    dossier.fee = Some(0);
    if state == Waiting {
        return dossier;
    }
    dossier.accepted_at = Some(begun);
    RECEIVERS[n % RECEIVERS.len()].clone_into(&mut dossier.received_by);
    if state == NotHandedOver {
        return dossier;
    }
    dossier.forwarded_at = Some(begun.plus_minutes(5).min(now));
    HANDLERS[n % HANDLERS.len()].clone_into(&mut dossier.handled_by);
    go_on(n, &mut dossier, state, now, calendar);
    dossier
}

fn invent_applicant(n: usize, dossier: &mut Dossier) {
    let applicant = &mut dossier.applicant;
    applicant.name =
        format!("{} {} {}", FAMILIES[n % FAMILIES.len()], MIDDLES[n % MIDDLES.len()], NAMES[n % NAMES.len()]);
    applicant.kind = Some(ApplicantKind::Individual);
    applicant.id = format!("000{:09}", 100_000_007 * (n as u64 + 1) % 1_000_000_000);
    applicant.phone = format!("0900000{n:03}");
    applicant.address = format!("Thôn {}, xã Mẫu", n % 8 + 1);
}

/// What happened after acceptance, never later than `now`.
fn go_on(n: usize, dossier: &mut Dossier, state: State, now: Moment, calendar: &Calendar) {
    let begun = dossier.accepted_at.unwrap_or(now);
    match state {
        Paused(reason) => {
            let document =
                if reason == PauseReason::Supplement { format!("{:02}/HDHS", n % 90 + 1) } else { String::new() };
            let from = begun.plus_minutes(20).min(now);
            dossier.pauses.push(Pause { reason, document, from, to: None });
        }
        Done => dossier.done_at = Some(begun.plus_minutes(40).min(now)),
        Ready(since) | Returned(since) => {
            let day = working_day_before(now.day, since, calendar);
            let settled = day.at(500 + (n as u16 * 7) % 60).max(begun.plus_minutes(30)).min(now);
            dossier.done_at = Some(settled);
            dossier.settled_at = Some(settled);
            dossier.outcome = Some(Outcome::Settled);
            dossier.result_digitized = !n.is_multiple_of(4);
            if matches!(state, Returned(_)) {
                dossier.returned_at = Some(settled.plus_minutes(15).min(now));
                dossier.return_channel = Some(dossier.channel);
            }
        }
        Waiting | NotHandedOver | Running => {}
    }
}

fn rating(n: usize, dossier: &Dossier, returned: Moment) -> Rating {
    Rating {
        at: returned,
        dossier_code: dossier.code.clone(),
        officer: dossier.handled_by.clone(),
        level: LEVELS[n % LEVELS.len()].to_owned(),
        comment: String::new(),
        source: String::new(),
    }
}
