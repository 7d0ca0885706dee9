//! Fees taken (phí, lệ phí đã thu): how much, how, when and by whom.
//!
//! A fee of which it is only said how it was paid was taken at acceptance by the officer who received the dossier. A fee
//! of which nothing is said is one that is still to be taken, or to be noted.

use crate::domain::day::Moment;
use crate::domain::dossier::PaidBy;
use crate::domain::refusal::Refusal;

/// The highest fee in đồng that can be meant; more is a slip of the hand. Sums of a whole register stay far from the end
/// of their numbers.
const MOST: i64 = 1_000_000_000_000;

/// Why a fee cannot be of this amount; `None` where it can.
pub fn problem(amount: i64) -> Option<&'static str> {
    match amount {
        ..0 => Some("Phí, lệ phí không được là số âm."),
        0..=MOST => None,
        _ => Some("Phí, lệ phí quá lớn (hơn một nghìn tỷ đồng); hãy xem lại số tiền."),
    }
}

/// What is on record of the fee of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fee {
    /// Amount in đồng.
    pub amount: Option<i64>,
    /// How it was paid.
    pub paid_by: Option<PaidBy>,
    /// When it was taken, where that was noted.
    pub paid_at: Option<Moment>,
    /// Code of the officer who took it, where that was noted.
    pub paid_to: String,
}

impl Fee {
    /// Whether there is an amount that was taken.
    pub fn taken(&self) -> bool {
        self.amount.is_some_and(|amount| amount > 0) && (self.paid_by.is_some() || self.paid_at.is_some())
    }

    /// Refuses what cannot be. `accepted` and `submitted`: the moments of the dossier; money is not taken before either.
    ///
    /// # Errors
    /// One problem for each field that is wrong.
    pub fn check(&self, first: Option<Moment>, now: Moment) -> Result<(), Refusal> {
        let mut refusal = Refusal::default();
        let amount = self.amount.unwrap_or(0);
        if let Some(said) = problem(amount) {
            refusal.add("fee", said);
        }
        if self.amount.is_none() {
            refusal.add("fee", "Chưa ghi số tiền, tính bằng đồng; không thu thì ghi 0.");
        }
        if amount == 0 && self.amount.is_some() && (self.paid_by.is_some() || self.paid_at.is_some()) {
            refusal.add("fee", "Số tiền là 0 thì không ghi cách thu, lúc thu.");
        }
        if amount > 0 && self.paid_by.is_none() && self.paid_at.is_some() {
            refusal.add("paid_by", "Chưa chọn cách thu: trực tuyến hay trực tiếp.");
        }
        if let Some(at) = self.paid_at {
            if at > now {
                refusal.add("paid_at", format!("Lúc thu {} ở tương lai; hãy sửa lại giờ.", at.vietnamese()));
            }
            if let Some(first) = first.filter(|first| at < *first) {
                let said =
                    format!("Lúc thu {} trước lúc nộp hồ sơ {}; hãy sửa lại giờ.", at.vietnamese(), first.vietnamese());
                refusal.add("paid_at", said);
            }
        }
        refusal.or_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_taken_once_it_is_said_how_or_when() {
        let due = Fee { amount: Some(10_000), ..Fee::default() };
        assert!(!due.taken());
        assert!(Fee { paid_by: Some(PaidBy::Cash), ..due.clone() }.taken());
        assert!(!Fee { amount: Some(0), paid_by: Some(PaidBy::Cash), ..due }.taken());
    }

    #[test]
    fn an_impossible_fee_is_refused() {
        let at = |text: &str| -> Moment { text.parse().expect("a moment") };
        let (first, now) = (Some(at("2026-11-20 08:00")), at("2026-11-21 09:00"));
        let fee = Fee { amount: Some(10_000), paid_by: Some(PaidBy::Cash), paid_at: first, paid_to: String::new() };
        assert_eq!(fee.check(first, now), Ok(()));
        for wrong in [
            Fee { amount: None, ..fee.clone() },
            Fee { amount: Some(-1), ..fee.clone() },
            Fee { amount: Some(i64::MAX), ..fee.clone() },
            Fee { amount: Some(0), ..fee.clone() },
            Fee { paid_by: None, ..fee.clone() },
            Fee { paid_at: Some(at("2026-11-20 07:59")), ..fee.clone() },
            Fee { paid_at: Some(at("2026-11-21 09:01")), ..fee },
        ] {
            assert!(wrong.check(first, now).is_err(), "{wrong:?}");
        }
    }
}
