//! What one dossier cannot say at once.
//!
//! Only statements that no register could keep are refused here. An odd order of moments that a portal really exports
//! (settled before accepted, returned before settled) is kept and named by the audit (REPORTS.md §2), because a desk
//! must be able to take its own past in as it was.

use crate::domain::dossier::{Dossier, Outcome};

/// Two or more fields that contradict one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The fields it is about, in the names of the canonical files; the first is where the cursor goes.
    pub fields: &'static [&'static str],
    /// One Vietnamese sentence: what is wrong and the remedy.
    pub message: &'static str,
}

/// The highest number in the book of a year; a province accepts a million dossiers.
const MOST_IN_BOOK: u32 = 9_999_999;

/// Every contradiction in `dossier`.
pub fn contradictions(dossier: &Dossier) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let mut add = |wrong: bool, fields: &'static [&'static str], message: &'static str| {
        if wrong {
            found.push(Contradiction { fields, message });
        }
    };
    let ended = dossier.settled_at.is_some();
    add(
        dossier.outcome.is_some() && !ended,
        &["settled_at", "outcome"],
        "đã ghi kết quả xử lý (outcome) nhưng thiếu thời điểm kết thúc; hãy ghi thời điểm hoặc để trống kết quả xử lý",
    );
    add(
        ended && dossier.outcome.is_none(),
        &["outcome", "settled_at"],
        "đã có thời điểm kết thúc (settled_at) nhưng chưa ghi kết quả xử lý: settled, rejected, withdrawn, stopped \
         hoặc refused",
    );
    let refused = dossier.outcome == Some(Outcome::Refused);
    add(
        refused && dossier.accepted_at.is_some(),
        &["accepted_at", "outcome"],
        "hồ sơ không được tiếp nhận (refused) thì không có ngày tiếp nhận; nếu đã tiếp nhận rồi mới trả lại, hãy ghi \
         kết quả là rejected",
    );
    add(
        ended && dossier.outcome.is_some() && !refused && dossier.accepted_at.is_none(),
        &["accepted_at", "settled_at", "outcome"],
        "hồ sơ đã kết thúc thì phải có ngày tiếp nhận, nếu không sẽ không được tính vào chỉ tiêu nào",
    );
    add(
        dossier.book_no.is_some() && dossier.accepted_at.is_none(),
        &["book_no", "accepted_at"],
        "có số trong sổ theo dõi thì phải có ngày tiếp nhận; hãy ghi ngày hoặc để trống số",
    );
    add(
        dossier.book_no.is_some_and(|no| !(1..=MOST_IN_BOOK).contains(&no)),
        &["book_no"],
        "số trong sổ theo dõi phải từ 1 đến 9999999",
    );
    let due_too_early = matches!((dossier.accepted_at, dossier.due_at), (Some(accepted), Some(due)) if due < accepted);
    add(due_too_early, &["due_at", "accepted_at"], "hạn trả kết quả đứng trước thời điểm tiếp nhận");
    let pause_ends_early = dossier.pauses.iter().any(|pause| pause.to.is_some_and(|to| to < pause.from));
    add(pause_ends_early, &["pauses"], "có lần tạm dừng kết thúc trước khi bắt đầu");
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Moment;
    use crate::domain::dossier::Channel;

    fn moment(text: &str) -> Option<Moment> {
        Some(text.parse().expect("a moment"))
    }

    fn first_fields(dossier: &Dossier) -> Vec<&'static str> {
        contradictions(dossier).iter().map(|found| found.fields[0]).collect()
    }

    #[test]
    fn an_end_needs_a_moment_and_a_moment_an_end() {
        let mut dossier = Dossier::new("H-1", "1.001193", Channel::Direct);
        dossier.accepted_at = moment("2026-11-20 09:00");
        assert_eq!(first_fields(&dossier), Vec::<&str>::new());
        dossier.outcome = Some(Outcome::Settled);
        assert_eq!(first_fields(&dossier), ["settled_at"]);
        dossier.settled_at = moment("2026-11-19 09:00");
        assert_eq!(first_fields(&dossier), Vec::<&str>::new(), "an odd order is the audit's");
        dossier.outcome = None;
        assert_eq!(first_fields(&dossier), ["outcome"]);
        dossier.outcome = Some(Outcome::Refused);
        assert_eq!(first_fields(&dossier), ["accepted_at"]);
        dossier.outcome = Some(Outcome::Withdrawn);
        dossier.accepted_at = None;
        assert_eq!(first_fields(&dossier), ["accepted_at"]);
    }

    #[test]
    fn a_promise_before_acceptance_is_no_promise() {
        let mut dossier = Dossier::new("H-1", "1.001193", Channel::Direct);
        dossier.accepted_at = moment("2026-11-20 09:00");
        dossier.due_at = moment("2026-11-20 08:59");
        assert_eq!(first_fields(&dossier), ["due_at"]);
    }
}
