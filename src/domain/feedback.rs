//! Feedback (phản ánh, kiến nghị): what citizens reported about the handling of procedures, its steps and its clocks.
//!
//! Every number of days is the desk's own data; the clocks count as those of dossiers do.

use crate::domain::calendar::Calendar;
use crate::domain::clock_rule::PauseRule;
use crate::domain::day::Moment;
use crate::domain::deadline::{self, LatenessRule, Terms};
use crate::domain::limit::{Limit, Unit};
use crate::domain::pause::{Pause, PauseReason};
use crate::domain::refusal::Refusal;

/// One feedback with its moments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// Code, unique.
    pub code: String,
    /// When it came in.
    pub received_at: Moment,
    /// The way it came in, in the office's own words (`điện thoại`, `Cổng DVCQG`).
    pub channel: String,
    /// The dossier it is about; may be empty.
    pub dossier_code: String,
    /// What it says.
    pub subject: String,
    /// When it was answered.
    pub handled_at: Option<Moment>,
    /// When the answer was made public.
    pub published_at: Option<Moment>,
    /// Whether the sender was content with the answer; `None` where nobody asked.
    pub satisfied: Option<bool>,
    /// Who sent it; may be empty.
    pub sender: String,
    /// How the sender is reached.
    pub contact: String,
    /// Code of the officer who answers for it.
    pub officer: String,
    /// When it was refused.
    pub refused_at: Option<Moment>,
    /// When the sender was asked for more.
    pub supplement_asked_at: Option<Moment>,
    /// When that came.
    pub supplemented_at: Option<Moment>,
    /// The answer, or why it was refused.
    pub answer: String,
    /// The document of the answer.
    pub document: String,
    /// Note.
    pub note: String,
}

/// Where a piece of feedback stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Being dealt with.
    Open,
    /// Answered, the answer not public yet.
    Answered,
    /// Answered and public.
    Published,
    /// Refused.
    Refused,
}

impl Part {
    /// Every part, in the order of the screen.
    pub const ALL: [Part; 4] = [Part::Open, Part::Answered, Part::Published, Part::Refused];

    /// The Vietnamese name.
    pub const fn label(self) -> &'static str {
        match self {
            Part::Open => "Đang xử lý",
            Part::Answered => "Đã trả lời, chưa công khai",
            Part::Published => "Đã công khai",
            Part::Refused => "Từ chối",
        }
    }
}

/// A step that can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Ask the sender for more.
    AskSupplement,
    /// What was asked for came.
    Supplemented,
    /// Refuse it.
    Refuse,
    /// Answer it.
    Answer,
    /// Make the answer public.
    Publish,
}

/// Working days of each clock: data of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// From receiving to the answer.
    pub answer: u32,
    /// From receiving to a refusal.
    pub refuse: u32,
    /// From asking the sender to what was asked for.
    pub supplement: u32,
    /// From the answer to its being public.
    pub publish: u32,
}

impl Default for Days {
    fn default() -> Days {
        Days { answer: 15, refuse: 2, supplement: 5, publish: 2 }
    }
}

/// What a clock waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// The answer.
    Answer,
    /// What the sender was asked for.
    Supplement,
    /// That the answer is made public.
    Publication,
}

impl Awaited {
    /// The Vietnamese words.
    pub const fn label(self) -> &'static str {
        match self {
            Awaited::Answer => "trả lời",
            Awaited::Supplement => "bổ sung",
            Awaited::Publication => "công khai",
        }
    }
}

/// The clock that runs, or the last one that ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// What it waits for.
    pub awaited: Awaited,
    /// The last moment for it.
    pub due: Moment,
    /// When it happened.
    pub met_at: Option<Moment>,
}

impl Clock {
    /// Whether it is late at `now`, or was when it ended: from the midnight after the due date, as a day-limit is.
    pub fn late(&self, now: Moment) -> bool {
        self.met_at.unwrap_or(now) >= deadline::late_from(self.due, false, LatenessRule::AfterDueDate)
    }
}

impl Clock {
    /// Whether it ends today or on the next working day.
    pub fn near(&self, calendar: &Calendar, now: Moment) -> bool {
        calendar.working_days_between(now.day, self.due.day) <= 1
    }
}

impl Feedback {
    /// One of which only the moment is known.
    pub fn received(received_at: Moment) -> Feedback {
        let none = String::new;
        Feedback {
            code: none(),
            received_at,
            channel: none(),
            dossier_code: none(),
            subject: none(),
            handled_at: None,
            published_at: None,
            satisfied: None,
            sender: none(),
            contact: none(),
            officer: none(),
            refused_at: None,
            supplement_asked_at: None,
            supplemented_at: None,
            answer: none(),
            document: none(),
            note: none(),
        }
    }

    /// Where it stands.
    pub fn part(&self) -> Part {
        match (self.refused_at, self.handled_at, self.published_at) {
            (Some(_), ..) => Part::Refused,
            (None, None, _) => Part::Open,
            (None, Some(_), None) => Part::Answered,
            (None, Some(_), Some(_)) => Part::Published,
        }
    }

    /// The sender was asked for more and has not sent it.
    pub fn waits(&self) -> bool {
        self.part() == Part::Open && self.supplement_asked_at.is_some() && self.supplemented_at.is_none()
    }

    /// Why a step cannot be taken, in one sentence; `None` where it can.
    pub fn why_not(&self, step: Step) -> Option<&'static str> {
        let (part, asked) = (self.part(), self.supplement_asked_at.is_some());
        match (step, part) {
            (_, Part::Refused) => Some("Phản ánh này đã bị từ chối."),
            (Step::Publish, Part::Answered) => None,
            (Step::Publish, Part::Open) => Some("Chưa trả lời thì chưa công khai được."),
            (_, Part::Published) => Some("Kết quả đã công khai."),
            (_, Part::Answered) => Some("Phản ánh này đã được trả lời."),
            (Step::AskSupplement, Part::Open) if asked => Some("Đã yêu cầu bổ sung một lần rồi."),
            (Step::Supplemented, Part::Open) if !self.waits() => Some("Không có yêu cầu bổ sung nào đang chờ."),
            (Step::AskSupplement | Step::Supplemented | Step::Refuse | Step::Answer, Part::Open) => None,
        }
    }

    /// The last moment for the answer: it stands still while the sender is to send more. Seen at `now`; a request that
    /// is still open counts as if it were met now.
    pub fn answer_due(&self, days: Days, calendar: &Calendar, now: Moment) -> Moment {
        let pause =
            |from| Pause { reason: PauseReason::Supplement, document: String::new(), from, to: self.supplemented_at };
        let pauses: Vec<Pause> = self.supplement_asked_at.map(pause).into_iter().collect();
        counted(self.received_at, days.answer, &pauses, calendar, self.handled_at.unwrap_or(now))
    }

    /// The last moment for a refusal.
    pub fn refuse_due(&self, days: Days, calendar: &Calendar) -> Moment {
        counted(self.received_at, days.refuse, &[], calendar, self.received_at)
    }

    /// The clock that runs now, or the last one that ran; none for what was refused.
    pub fn clock(&self, days: Days, calendar: &Calendar, now: Moment) -> Option<Clock> {
        let clock = |awaited, due, met_at| Some(Clock { awaited, due, met_at });
        match (self.part(), self.handled_at, self.supplement_asked_at.filter(|_| self.waits())) {
            (Part::Refused, ..) => None,
            (Part::Open, _, Some(asked)) => {
                clock(Awaited::Supplement, counted(asked, days.supplement, &[], calendar, asked), None)
            }
            (_, Some(handled), _) => {
                let due = counted(handled, days.publish, &[], calendar, handled);
                clock(Awaited::Publication, due, self.published_at)
            }
            _ => clock(Awaited::Answer, self.answer_due(days, calendar, now), None),
        }
    }

    /// Refuses moments in an impossible order, or in the future.
    ///
    /// # Errors
    /// One problem for each field that is wrong.
    pub fn check_order(&self, now: Moment) -> Result<(), Refusal> {
        let mut refusal = Refusal::default();
        let received = Some(self.received_at);
        let steps = [
            ("received_at", "Lúc tiếp nhận", received, &[] as &[(&str, Option<Moment>)]),
            ("supplement_asked_at", "Lúc yêu cầu bổ sung", self.supplement_asked_at, &[("tiếp nhận", received)]),
            ("supplemented_at", "Lúc bổ sung", self.supplemented_at, &[("yêu cầu bổ sung", self.supplement_asked_at)]),
            (
                "refused_at",
                "Lúc từ chối",
                self.refused_at,
                &[("tiếp nhận", received), ("yêu cầu bổ sung", self.supplement_asked_at)],
            ),
            (
                "handled_at",
                "Lúc trả lời",
                self.handled_at,
                &[
                    ("tiếp nhận", received),
                    ("yêu cầu bổ sung", self.supplement_asked_at),
                    ("bổ sung", self.supplemented_at),
                ],
            ),
            ("published_at", "Lúc công khai", self.published_at, &[("trả lời", self.handled_at)]),
        ];
        for (field, name, at, after) in steps {
            let Some(at) = at else { continue };
            if at > now {
                refusal.add(field, format!("{name} {} ở tương lai; hãy sửa lại giờ.", at.vietnamese()));
            }
            if let Some((earlier, moment)) = after.iter().find_map(|(name, m)| m.filter(|m| at < *m).map(|m| (name, m)))
            {
                let said =
                    format!("{name} {} trước lúc {earlier} {}; hãy sửa lại giờ.", at.vietnamese(), moment.vietnamese());
                refusal.add(field, said);
            }
        }
        if self.published_at.is_some() && self.handled_at.is_none() {
            refusal.add("published_at", "Chưa trả lời thì chưa công khai được.");
        }
        if self.supplemented_at.is_some() && self.supplement_asked_at.is_none() {
            refusal.add("supplemented_at", "Chưa yêu cầu bổ sung thì không có lúc bổ sung.");
        }
        if self.refused_at.is_some() && self.handled_at.is_some() {
            refusal.add("refused_at", "Đã trả lời thì không ghi từ chối.");
        }
        refusal.or_ok()
    }
}

/// So many working days after `from`, moved on by pauses: the count of dossiers.
fn counted(from: Moment, days: u32, pauses: &[Pause], calendar: &Calendar, seen_at: Moment) -> Moment {
    let limit = Limit { unit: Unit::WorkingDays, count: days };
    deadline::due(&Terms::new(from, Some(limit)), pauses, PauseRule::Subtract, calendar, seen_at).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{CalendarDay, DayKind, DayStatus};

    fn at(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    /// Wednesday 2 September 2026 is off.
    fn calendar() -> Calendar {
        let off = CalendarDay {
            date: "2026-09-02".parse().expect("a day"),
            kind: DayKind::Off,
            name: "Quốc khánh".to_owned(),
            source: String::new(),
            status: DayStatus::Announced,
        };
        Calendar::new([off], Vec::new())
    }

    fn clock(feedback: &Feedback, now: &str) -> (Awaited, String, bool) {
        let clock = feedback.clock(Days::default(), &calendar(), at(now)).expect("a clock");
        (clock.awaited, clock.due.to_string(), clock.late(at(now)))
    }

    #[test]
    fn the_answer_is_due_after_fifteen_working_days() {
        // Monday 24 August: fifteen working days on, past the day off, is Tuesday 15 September.
        let feedback = Feedback::received(at("2026-08-24 09:00"));
        let due = "2026-09-15 17:00".to_owned();
        assert_eq!(clock(&feedback, "2026-09-15 23:59"), (Awaited::Answer, due.clone(), false));
        assert_eq!(clock(&feedback, "2026-09-16 00:00"), (Awaited::Answer, due, true));
        let refuse = feedback.refuse_due(Days::default(), &calendar());
        assert_eq!(refuse.to_string(), "2026-08-26 17:00");
    }

    #[test]
    fn it_stands_still_while_the_sender_is_to_send_more() {
        let mut feedback = Feedback::received(at("2026-08-24 09:00"));
        feedback.supplement_asked_at = Some(at("2026-08-27 10:00"));
        // Waiting: the sender's own five working days run, past the day off.
        assert!(feedback.waits());
        assert_eq!(clock(&feedback, "2026-08-28 08:00"), (Awaited::Supplement, "2026-09-04 17:00".to_owned(), false));
        assert!(clock(&feedback, "2026-09-05 08:00").2);
        // Three working days stood still: 27, 28 and 31 August.
        feedback.supplemented_at = Some(at("2026-09-01 08:00"));
        assert_eq!(clock(&feedback, "2026-09-18 17:00"), (Awaited::Answer, "2026-09-18 17:00".to_owned(), false));
        // While it is open the answer moves on with today.
        feedback.supplemented_at = None;
        let due = |now| feedback.answer_due(Days::default(), &calendar(), at(now)).to_string();
        assert_eq!([due("2026-08-27 16:00"), due("2026-08-31 08:00")], ["2026-09-15 17:00", "2026-09-17 17:00"]);
    }

    #[test]
    fn an_answer_is_made_public_within_two_working_days() {
        let mut feedback = Feedback::received(at("2026-08-24 09:00"));
        feedback.handled_at = Some(at("2026-09-01 10:00"));
        assert_eq!(feedback.part(), Part::Answered);
        assert_eq!(clock(&feedback, "2026-09-04 16:00"), (Awaited::Publication, "2026-09-04 17:00".to_owned(), false));
        feedback.published_at = Some(at("2026-09-07 08:00"));
        assert_eq!(feedback.part(), Part::Published);
        assert!(clock(&feedback, "2027-01-04 08:00").2, "it was late when it was done, and stays so");
        feedback.refused_at = feedback.handled_at;
        assert_eq!(
            (feedback.part(), feedback.clock(Days::default(), &calendar(), at("2026-09-08 08:00"))),
            (Part::Refused, None)
        );
    }

    #[test]
    fn moments_out_of_order_are_refused_each_at_its_field() {
        let mut feedback = Feedback::received(at("2026-08-24 09:00"));
        feedback.handled_at = Some(at("2026-08-24 08:00"));
        feedback.published_at = Some(at("2026-08-23 08:00"));
        let refusal = feedback.check_order(at("2026-08-25 08:00")).expect_err("refused").to_string();
        assert!(refusal.contains("Lúc trả lời") && refusal.contains("Lúc công khai"), "{refusal}");
        feedback.handled_at = Some(at("2026-08-26 08:00"));
        feedback.published_at = None;
        assert!(feedback.check_order(at("2026-08-25 08:00")).expect_err("refused").to_string().contains("tương lai"));
        assert!(feedback.check_order(at("2026-08-26 08:00")).is_ok());
        feedback.refused_at = Some(at("2026-08-25 08:00"));
        assert!(feedback.check_order(at("2026-08-26 08:00")).is_err());
    }

    #[test]
    fn a_step_is_possible_once_and_in_its_time() {
        let mut feedback = Feedback::received(at("2026-08-24 09:00"));
        let can = |feedback: &Feedback| {
            [Step::AskSupplement, Step::Supplemented, Step::Refuse, Step::Answer, Step::Publish]
                .map(|step| feedback.why_not(step).is_none())
        };
        assert_eq!(can(&feedback), [true, false, true, true, false]);
        feedback.supplement_asked_at = Some(at("2026-08-24 10:00"));
        assert_eq!(can(&feedback), [false, true, true, true, false]);
        feedback.handled_at = Some(at("2026-08-25 10:00"));
        assert_eq!(can(&feedback), [false, false, false, false, true]);
        feedback.published_at = Some(at("2026-08-25 10:00"));
        assert_eq!(can(&feedback), [false; 5]);
    }
}
