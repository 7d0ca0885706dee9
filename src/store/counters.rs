//! The live numbers of the day. Each is a list's length: the counter and the list it opens ask the same conditions.

use crate::domain::day::Moment;
use crate::domain::rulebook::Rulebook;
use crate::domain::stage::Owed;
use crate::domain::standing;
use crate::store::error::StoreError;
use crate::store::pages::{Query, Show};
use crate::store::read::Read;

/// One counter of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counter {
    /// Accepted today.
    ReceivedToday,
    /// Open, due today.
    DueToday,
    /// Open, not late, due within two working days.
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
    /// Accepted and not handed over.
    NotHandedOver,
    /// Components not digitized.
    ComponentsNotDigitized,
    /// Result not digitized.
    ResultNotDigitized,
    /// Open and late, without an apology.
    OverdueWithoutApology,
    /// Settled late, without an apology.
    SettledWithoutApology,
    /// Ratings of today.
    RatingsToday,
}

impl Counter {
    /// Every counter, in the order of the screen.
    pub const ALL: [Counter; 14] = [
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
        Counter::OverdueWithoutApology,
        Counter::SettledWithoutApology,
        Counter::RatingsToday,
    ];

    /// Its Vietnamese name.
    pub const fn label(self) -> &'static str {
        match self {
            Counter::ReceivedToday => "Tiếp nhận hôm nay",
            Counter::DueToday => "Hẹn trả hôm nay",
            Counter::DueSoon => "Đến hạn trong 02 ngày làm việc",
            Counter::Overdue => "Quá hạn",
            Counter::Waiting => "Chờ bổ sung, tạm dừng",
            Counter::Unanswered => "Trực tuyến chờ tiếp nhận",
            Counter::NotClosed => "Xong việc, chưa kết thúc trên Cổng",
            Counter::NotReturned => "Có kết quả, chưa trả",
            Counter::NotHandedOver => "Đã tiếp nhận, chưa bàn giao",
            Counter::ComponentsNotDigitized => "Chưa số hóa thành phần",
            Counter::ResultNotDigitized => "Chưa số hóa kết quả",
            Counter::OverdueWithoutApology => "Đang quá hạn, chưa xin lỗi",
            Counter::SettledWithoutApology => "Đã xong quá hạn, chưa xin lỗi",
            Counter::RatingsToday => "Lượt đánh giá hôm nay",
        }
    }

    /// The list that the counter opens; ratings have none.
    pub fn show(self, rules: &Rulebook, now: Moment) -> Option<Show> {
        Some(match self {
            Counter::ReceivedToday => Show::AcceptedOn(now.day),
            Counter::DueToday => Show::DueOn(now.day),
            Counter::DueSoon => Show::DueBy(rules.calendar.add_working_days(now.day, 2)),
            Counter::Overdue => Show::Overdue,
            Counter::Waiting => Show::Paused,
            Counter::Unanswered => Show::Unanswered,
            Counter::NotClosed => Show::Owed(Owed::Close),
            Counter::NotReturned => Show::Owed(Owed::Return),
            Counter::NotHandedOver => Show::Owed(Owed::HandOver),
            Counter::ComponentsNotDigitized => Show::Owed(Owed::DigitizeComponents),
            Counter::ResultNotDigitized => Show::Owed(Owed::DigitizeResult),
            Counter::OverdueWithoutApology => Show::OverdueWithoutApology,
            Counter::SettledWithoutApology => Show::Owed(Owed::Apologise),
            Counter::RatingsToday => return None,
        })
    }
}

impl Read<'_> {
    /// The value of a counter. Work owed is read from its tally; the rest is counted over small indexes.
    pub fn counter(&self, counter: Counter, rules: &Rulebook, now: Moment) -> Result<u64, StoreError> {
        match counter.show(rules, now) {
            None => self.ratings_on(now),
            Some(Show::Owed(kind)) => self.owed_count(kind),
            Some(show) => {
                let query = Query { show, ..Query::default() };
                Ok(self.count(&query, now, usize::MAX >> 1)? as u64)
            }
        }
    }

    /// Of the online dossiers waiting for acceptance, how many are past the limit. The list is short by nature.
    pub fn unanswered_late(&self, rules: &Rulebook, now: Moment) -> Result<u64, StoreError> {
        let one_limit = rules.acceptance.list().len() <= 1;
        let mut statement = self.conn().prepare_cached(
            "SELECT submitted_at FROM dossier INDEXED BY dossier_unanswered WHERE accepted_at IS NULL AND settled_at IS NULL AND voided = 0
             AND submitted_at IS NOT NULL AND channel = 'online' ORDER BY submitted_at LIMIT 10000",
        )?;
        let mut rows = statement.query([])?;
        let mut late = 0;
        while let Some(row) = rows.next()? {
            let submitted = crate::store::read::moment_of(row, 0)?;
            if standing::acceptance_due_of(submitted, rules) < now {
                late += 1;
            } else if one_limit {
                // They come in order, so under one limit the first that is in time ends the search.
                break;
            }
        }
        Ok(late)
    }

    fn owed_count(&self, kind: Owed) -> Result<u64, StoreError> {
        use rusqlite::OptionalExtension;
        let n: Option<i64> = self
            .conn()
            .prepare_cached("SELECT n FROM tally WHERE name = ?1")?
            .query_row([format!("owed.{}", kind.bit())], |row| row.get(0))
            .optional()?;
        Ok(u64::try_from(n.unwrap_or(0)).unwrap_or(0))
    }

    fn ratings_on(&self, now: Moment) -> Result<u64, StoreError> {
        let (from, to) = (now.day.start().to_string(), now.day.plus(1).start().to_string());
        let n: i64 = self
            .conn()
            .prepare_cached("SELECT count(*) FROM rating WHERE at >= ?1 AND at < ?2 AND voided = 0")?
            .query_row([from, to], |row| row.get(0))?;
        Ok(u64::try_from(n).unwrap_or(0))
    }
}
