//! What a desk does, at random: every kind of act on dossiers, ratings and feedback, with undo and redo. What the rules
//! refuse changes nothing.

use motcua::desk::apologise::{self, Issue};
use motcua::desk::digitise::{self, ResultTold};
use motcua::desk::extend::{self, By, Grant};
use motcua::desk::hand_over::{self, HandOver};
use motcua::desk::pause::Begun;
use motcua::desk::{Error, Target, accept, amend, end, feedback, legs, pause, rate, undo};
use motcua::domain::change::Changes;
use motcua::domain::day::Moment;
use motcua::domain::dossier::{Channel, LateKind, Lateness, Outcome};
use motcua::domain::feedback::Feedback;
use motcua::domain::pause::PauseReason;
use motcua::store::{Stamp, Store};

use crate::generate::Chance;
use crate::support::{at, draft, seen, stamp};

/// How often each kind of act was carried out, for a test to see that none never was.
pub type Tally = std::collections::BTreeMap<&'static str, usize>;

/// A sequence of acts: what can be taken back, and what was and can be brought back.
pub struct Acts {
    pub chance: Chance,
    done: Vec<i64>,
    undone: Vec<i64>,
}

/// Kinds of acts by name.
pub const KINDS: [&str; 22] = [
    "accept",
    "settle",
    "end",
    "give_back",
    "done",
    "pause",
    "resume",
    "extend",
    "hand_over",
    "issue",
    "upload",
    "post",
    "excuse",
    "classify",
    "components",
    "result",
    "rate",
    "feedback",
    "link",
    "amend",
    "undo",
    "redo",
];

/// Dossiers that an act is tried on.
const TRIES: usize = 10;

impl Acts {
    pub fn new(seed: u64) -> Acts {
        Acts { chance: Chance::new(seed), done: Vec::new(), undone: Vec::new() }
    }

    /// One act at a minute, on any dossier.
    pub fn act(&mut self, store: &mut Store, minute: usize, tally: &mut Tally) {
        let now = stamp(&format!("2026-07-{:02} 09:{:02}", 10 + minute / 60, minute % 60), "lan");
        let kind = self.chance.pick(&KINDS);
        let written = match kind {
            "undo" => self.back(store, &now, false).ok(),
            "redo" => self.back(store, &now, true).ok(),
            // Most moves fit few dossiers at any time: some others are tried.
            kind => (0..TRIES).find_map(|_| self.forth(store, &now, kind).ok()),
        };
        if let Some(changes) = written.filter(|changes| changes.seq > 0) {
            *tally.entry(kind).or_default() += 1;
            if kind == "undo" { self.undone.push(changes.seq) } else { self.done.push(changes.seq) }
        }
    }

    fn back(&mut self, store: &mut Store, now: &Stamp, redo: bool) -> Result<Changes, Error> {
        let from = if redo { &mut self.undone } else { &mut self.done };
        if from.is_empty() {
            return Ok(Changes::default());
        }
        // Mostly the last one, as a user does; an earlier one is refused where something stands on it.
        let last = from.len() as u64 - 1;
        let at = if self.chance.below(3) > 0 { last } else { self.chance.below(last + 1) };
        let seq = from.remove(at as usize);
        undo::undo(store, now, seq, redo)
    }

    /// A morning of the months around the second quarter.
    fn moment(&mut self) -> Moment {
        let months = ["2026-03", "2026-04", "2026-05", "2026-06", "2026-07"];
        at(&format!("{}-{:02} 08:{:02}", self.chance.pick(&months), 1 + self.chance.below(9), self.chance.below(60)))
    }

    fn any(&mut self, store: &Store, now: &Stamp) -> Target {
        let query = motcua::store::pages::Query::default();
        let many = store.read().count(&query, now.at, usize::MAX).expect("counted") as u64;
        seen(store, 1 + self.chance.below(many.max(1)) as i64)
    }

    fn forth(&mut self, store: &mut Store, now: &Stamp, kind: &str) -> Result<Changes, Error> {
        let target = self.any(store, now);
        let when = if self.chance.below(4) == 0 { now.at } else { self.moment() };
        let one = [target];
        match kind {
            "accept" => {
                let procedure = self.chance.pick(&["1.001", "2.001", "2.002"]);
                let name = "Vàng A Páo (hư cấu)";
                accept::accept(store, now, &draft(procedure, name, &when.to_string())).map(|(_, changes)| changes)
            }
            "settle" => end::settle(store, now, &one, when),
            "end" => {
                let outcome = self.chance.pick(&[Outcome::Rejected, Outcome::Withdrawn, Outcome::Stopped]);
                end::end_without_result(store, now, &one, outcome, when, "theo đơn (hư cấu)")
            }
            "give_back" => end::give_back(store, now, &one, when, Channel::Direct),
            "done" => end::done(store, now, &one, when),
            "pause" => {
                let begun = Begun {
                    reason: self.chance.pick(&[PauseReason::Fee, PauseReason::Other]),
                    document: "15/TB",
                    from: when,
                    why: "ghi lại",
                    clears: true,
                    slip: None,
                };
                pause::begin(store, now, &one, &begun)
            }
            "resume" => pause::resume(store, now, &one, when),
            "extend" => extend::extend(store, now, &one, &grant()),
            "hand_over" => hand_over::hand_over(store, now, &one, &given(when)),
            "rate" => rate::rate(store, now, target, self.chance.pick(&["satisfied", "dissatisfied"]), ""),
            "feedback" => {
                let dossier_code = store.read().code_of(target.id).expect("a code");
                let given = Feedback { dossier_code, subject: "chậm".to_owned(), ..Feedback::received(when) };
                feedback::receive(store, now, &given).map(|(_, changes)| changes)
            }
            "link" => {
                let other = self.any(store, now);
                let code = store.read().code_of(other.id).expect("a code");
                legs::link(store, now, &one, &code, true)
            }
            "amend" => self.amend(store, now, target),
            kind => self.letter_or_scan(store, now, kind, (target, when)),
        }
    }

    fn letter_or_scan(
        &mut self,
        store: &mut Store,
        now: &Stamp,
        kind: &str,
        (target, when): (Target, Moment),
    ) -> Result<Changes, Error> {
        let one = [target];
        match kind {
            "issue" => {
                let issue = Issue {
                    number: String::new(),
                    reason: "chờ xác minh".to_owned(),
                    signer: "Nguyễn Văn Mẫu (hư cấu)".to_owned(),
                    at: when,
                    reappointed_at: Some(when.day.plus(20).at(17 * 60)),
                    why: "đã trao đổi với công dân".to_owned(),
                };
                apologise::issue(store, now, &one, &issue).map(|(_, changes)| changes)
            }
            "upload" => apologise::upload(store, now, &one, when),
            "post" => apologise::post(store, now, &one, when),
            "excuse" => apologise::excuse(store, now, &one, "trả trước khi công dân đến"),
            "classify" => {
                let late = Lateness { kind: Some(LateKind::Actual), ..Lateness::default() };
                apologise::classify(store, now, &one, &late, None, "xem lại")
            }
            "components" => digitise::all_components(store, now, &one),
            _ => {
                let told = ResultTold { digitized: self.chance.below(2) == 0, ..ResultTold::default() };
                digitise::result(store, now, &one, &told)
            }
        }
    }

    fn amend(&mut self, store: &mut Store, now: &Stamp, target: Target) -> Result<Changes, Error> {
        let mut data = store.read().dossier(target.id).expect("readable").expect("there").dossier;
        match self.chance.below(6) {
            0 => data.channel = Channel::Postal,
            1 => data.note = format!("gọi lại {}", now.at),
            2 => data.accepted_at = Some(self.moment()),
            3 => data.out_of_area = !data.out_of_area,
            4 => data.applicant.phone = format!("09{:08}", self.chance.below(100_000_000)),
            _ => data.handled_by = "lan".to_owned(),
        }
        amend::amend(store, now, target, &data, "sửa để thử")
    }
}

fn grant() -> Grant {
    Grant {
        by: By::Amount("5wd".parse().expect("a limit")),
        basis: "Điều 9".to_owned(),
        approver: "Nguyễn Văn Mẫu (hư cấu)".to_owned(),
        document: "02/QĐ".to_owned(),
        reason: String::new(),
    }
}

fn given(when: Moment) -> HandOver {
    HandOver {
        to_officer: "lan".to_owned(),
        to_office: String::new(),
        given_at: when,
        received_at: Some(when),
        note: String::new(),
        due_at: None,
        assisting: false,
    }
}
