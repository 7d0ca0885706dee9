//! The live numbers of the day. Each is a list's length: the counter and the list it opens ask the same conditions.

use crate::domain::day::Moment;
use crate::domain::rulebook::Rulebook;
use crate::domain::stage::Owed;
use crate::domain::warning;
use crate::store::error::StoreError;
use crate::store::pages::Show;
use crate::store::read::Read;

/// Of the dossiers that a counter counts, those that cannot wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pressing {
    /// Their own clock has run out: acceptance or hand-over is late.
    pub late: u64,
    /// It soon will.
    pub near: u64,
}

/// One counter of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counter {
    /// Accepted today.
    ReceivedToday,
    /// Open, due today, and in no pause that moves the day.
    DueToday,
    /// Open, not late, near its due date.
    DueSoon,
    /// Open and late.
    Overdue,
    /// In a pause.
    Waiting,
    /// Online, waiting for acceptance.
    Unanswered,
    /// Done and not closed on the portal.
    NotClosed,
    /// Result ready and not returned.
    NotReturned,
    /// Accepted, not handed over and waiting for it: not those in a pause or done already.
    NotHandedOver,
    /// Components not digitized.
    ComponentsNotDigitized,
    /// Result not digitized.
    ResultNotDigitized,
    /// Open and not late, with an apology at its last moment should it be missed.
    ApologyDue,
    /// Open and late, without an apology.
    OverdueWithoutApology,
    /// Settled late, without an apology.
    SettledWithoutApology,
    /// Ratings of today.
    RatingsToday,
    /// Feedback that waits for an answer or its publication.
    Feedback,
}

impl Counter {
    /// Every counter, in the order of the screen.
    pub const ALL: [Counter; 16] = [
        Counter::ReceivedToday,
        Counter::DueToday,
        Counter::DueSoon,
        Counter::Overdue,
        Counter::Waiting,
        Counter::Unanswered,
        Counter::NotClosed,
        Counter::NotReturned,
        Counter::NotHandedOver,
        Counter::ComponentsNotDigitized,
        Counter::ResultNotDigitized,
        Counter::ApologyDue,
        Counter::OverdueWithoutApology,
        Counter::SettledWithoutApology,
        Counter::RatingsToday,
        Counter::Feedback,
    ];

    /// Its Vietnamese name.
    pub const fn label(self) -> &'static str {
        match self {
            Counter::ReceivedToday => "Tiếp nhận hôm nay",
            Counter::DueToday => "Hẹn trả hôm nay",
            Counter::DueSoon => "Cần chú ý: sắp đến hạn",
            Counter::Overdue => "Quá hạn",
            Counter::Waiting => "Chờ bổ sung, tạm dừng",
            Counter::Unanswered => "Chờ tiếp nhận",
            Counter::NotClosed => "Xong việc, chưa kết thúc trên Cổng",
            Counter::NotReturned => "Có kết quả, chưa trả",
            Counter::NotHandedOver => "Chưa bàn giao",
            Counter::ComponentsNotDigitized => "Chưa số hóa thành phần",
            Counter::ResultNotDigitized => "Chưa số hóa kết quả",
            Counter::ApologyDue => "Xin lỗi trước hạn: đến lúc",
            Counter::OverdueWithoutApology => "Đang quá hạn, chưa xin lỗi",
            Counter::SettledWithoutApology => "Đã xong quá hạn, chưa xin lỗi",
            Counter::RatingsToday => "Lượt đánh giá hôm nay",
            Counter::Feedback => "Phản ánh, kiến nghị",
        }
    }

    /// Its name where the whole one has no room beside the number.
    pub const fn short(self) -> &'static str {
        match self {
            Counter::DueSoon => "Sắp đến hạn",
            Counter::NotClosed => "Xong, chưa kết thúc",
            Counter::NotReturned => "Chưa trả",
            Counter::Waiting => "Tạm dừng",
            Counter::ComponentsNotDigitized => "Số hóa giấy tờ",
            Counter::ResultNotDigitized => "Số hóa kết quả",
            Counter::ApologyDue => "Đến lúc xin lỗi",
            Counter::OverdueWithoutApology => "Trễ, chưa xin lỗi",
            Counter::SettledWithoutApology => "Xong trễ, chưa xin lỗi",
            Counter::Feedback => "Phản ánh",
            counter => counter.label(),
        }
    }

    /// The list of dossiers that the counter opens; ratings and feedback have screens of their own.
    pub fn show(self, now: Moment) -> Option<Show> {
        Some(match self {
            Counter::ReceivedToday => Show::AcceptedOn(now.day),
            Counter::DueToday => Show::DueOn(now.day),
            Counter::DueSoon => Show::Warned,
            Counter::Overdue => Show::Overdue,
            Counter::Waiting => Show::Paused,
            Counter::Unanswered => Show::Unanswered,
            Counter::NotClosed => Show::Owed(Owed::Close),
            Counter::NotReturned => Show::Owed(Owed::Return),
            Counter::NotHandedOver => Show::Owed(Owed::HandOver),
            Counter::ComponentsNotDigitized => Show::Owed(Owed::DigitizeComponents),
            Counter::ResultNotDigitized => Show::Owed(Owed::DigitizeResult),
            Counter::ApologyDue => Show::ApologyDue,
            Counter::OverdueWithoutApology => Show::OverdueWithoutApology,
            Counter::SettledWithoutApology => Show::Owed(Owed::Apologise),
            Counter::RatingsToday | Counter::Feedback => return None,
        })
    }
}

impl Read<'_> {
    /// The value of a counter. Every one but that of feedback is tallied: exact, and read at once at any length.
    pub fn counter(&self, counter: Counter, now: Moment) -> Result<u64, StoreError> {
        match counter.show(now) {
            None if counter == Counter::Feedback => Ok(self.feedback_open()?.len() as u64),
            None => self.ratings_on(now.day),
            Some(show) => self.length(show, now),
        }
    }

    /// How many of a counter are pressing.
    pub fn pressing(&self, counter: Counter, rules: &Rulebook, now: Moment) -> Result<Pressing, StoreError> {
        Ok(match counter {
            Counter::Unanswered => {
                let by = warning::acceptance_near(now, &rules.calendar, &rules.warnings);
                let near = self.length(Show::AcceptanceNear(by), now)?;
                Pressing { late: self.length(Show::AcceptanceLate, now)?, near }
            }
            Counter::Feedback => self.feedback_pressing(rules, now)?,
            Counter::NotHandedOver => Pressing { late: self.length(Show::HandoverLate, now)?, near: 0 },
            _ => Pressing::default(),
        })
    }

    /// Feedback whose clock is over, and that whose clock ends by the next working day.
    fn feedback_pressing(&self, rules: &Rulebook, now: Moment) -> Result<Pressing, StoreError> {
        let (days, mut pressing) = (self.settings()?.feedback_days(), Pressing::default());
        for stored in self.feedback_open()? {
            let Some(clock) = stored.feedback.clock(days, &rules.calendar, now) else { continue };
            match clock.late(now) {
                true => pressing.late += 1,
                false => pressing.near += u64::from(clock.near(&rules.calendar, now)),
            }
        }
        Ok(pressing)
    }
}
