//! Posting of published procedures (niêm yết thủ tục hành chính): what was published by which decision, until when the
//! desk is to post it, and whether it did.

use crate::domain::calendar::Calendar;
use crate::domain::day::Day;
use crate::domain::refusal::Refusal;

/// One posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Number of the decision that publishes, e.g. `1234/QĐ-UBND`.
    pub decision: String,
    /// The day of publication.
    pub published_on: Day,
    /// Codes of the procedures, parted by commas; may be empty.
    pub procedure_code: String,
    /// What was published, in words.
    pub subject: String,
    /// When the desk posted it.
    pub posted_on: Option<Day>,
    /// Where.
    pub place: String,
    /// Code of the officer who answers for it.
    pub officer: String,
    /// Note.
    pub note: String,
}

/// Where a posting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Not posted, and its day is over.
    Late,
    /// Not posted yet.
    Waiting,
    /// Posted after its day.
    PostedLate,
    /// Posted in time.
    Posted,
}

impl State {
    /// The Vietnamese words.
    pub const fn label(self) -> &'static str {
        match self {
            State::Late => "quá hạn niêm yết",
            State::Waiting => "chờ niêm yết",
            State::PostedLate => "niêm yết muộn",
            State::Posted => "đã niêm yết đúng hạn",
        }
    }

    /// Whether it is still to be posted.
    pub const fn open(self) -> bool {
        matches!(self, State::Late | State::Waiting)
    }

    /// Whether its day was missed.
    pub const fn late(self) -> bool {
        matches!(self, State::Late | State::PostedLate)
    }
}

impl Posting {
    /// The last day on which it is to be posted: so many working days after the day of publication.
    pub fn due(&self, days: u32, calendar: &Calendar) -> Day {
        calendar.add_working_days(self.published_on, days)
    }

    /// Where it stands on a day.
    pub fn state(&self, due: Day, today: Day) -> State {
        match self.posted_on {
            None if today > due => State::Late,
            None => State::Waiting,
            Some(posted) if posted > due => State::PostedLate,
            Some(_) => State::Posted,
        }
    }

    /// Refuses what cannot be.
    ///
    /// # Errors
    /// One problem for each field that is wrong.
    pub fn check(&self, today: Day) -> Result<(), Refusal> {
        let mut refusal = Refusal::default();
        if self.decision.is_empty() {
            refusal.add("decision", "Chưa ghi số quyết định công bố.");
        }
        if self.subject.is_empty() && self.procedure_code.is_empty() {
            refusal.add("subject", "Chưa ghi thủ tục được công bố: ghi mã thủ tục hoặc tên.");
        }
        if self.published_on > today {
            let said = format!("Ngày công bố {} ở tương lai; hãy sửa lại ngày.", self.published_on.vietnamese());
            refusal.add("published_on", said);
        }
        match self.posted_on {
            Some(posted) if posted > today => {
                let said = format!("Ngày niêm yết {} ở tương lai; hãy sửa lại ngày.", posted.vietnamese());
                refusal.add("posted_on", said);
            }
            Some(posted) if posted < self.published_on => {
                let (posted, published) = (posted.vietnamese(), self.published_on.vietnamese());
                let said = format!("Ngày niêm yết {posted} trước ngày công bố {published}; hãy sửa lại ngày.");
                refusal.add("posted_on", said);
            }
            Some(_) if self.place.is_empty() => refusal.add("place", "Đã niêm yết thì phải ghi nơi niêm yết."),
            _ => {}
        }
        refusal.or_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn published(on: &str) -> Posting {
        Posting {
            decision: "1234/QĐ-UBND".to_owned(),
            published_on: day(on),
            procedure_code: "1.001193".to_owned(),
            subject: String::new(),
            posted_on: None,
            place: String::new(),
            officer: String::new(),
            note: String::new(),
        }
    }

    #[test]
    fn it_is_due_by_the_calendar_and_late_only_after_that_day() {
        let calendar = Calendar::new([], Vec::new());
        let mut posting = published("2026-11-12");
        // Thursday + 5 working days over one weekend.
        let due = posting.due(5, &calendar);
        assert_eq!(due, day("2026-11-19"));
        assert_eq!(posting.state(due, day("2026-11-19")), State::Waiting);
        assert_eq!(posting.state(due, day("2026-11-20")), State::Late);
        posting.posted_on = Some(day("2026-11-19"));
        assert_eq!(posting.state(due, day("2026-11-30")), State::Posted);
        posting.posted_on = Some(day("2026-11-20"));
        assert_eq!(posting.state(due, day("2026-11-30")), State::PostedLate);
    }

    #[test]
    fn what_cannot_be_is_refused_field_by_field() {
        let today = day("2026-11-21");
        assert_eq!(published("2026-11-12").check(today), Ok(()));
        let wrong = Posting { decision: String::new(), procedure_code: String::new(), ..published("2026-11-30") };
        let fields: Vec<&str> = wrong.check(today).expect_err("refused").problems.iter().map(|p| p.field).collect();
        assert_eq!(fields, ["decision", "subject", "published_on"]);
        let early =
            Posting { posted_on: Some(day("2026-11-11")), place: "bảng tin".into(), ..published("2026-11-12") };
        assert!(early.check(today).is_err());
        let nowhere = Posting { posted_on: Some(day("2026-11-13")), ..published("2026-11-12") };
        assert!(nowhere.check(today).is_err());
    }
}
