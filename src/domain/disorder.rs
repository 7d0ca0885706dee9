//! What cannot be true of a dossier: moments in an impossible order, an upload without a letter, no due date.
//!
//! Files of other systems bring such dossiers in, so the register takes them; the audit names them before a report
//! leaves the office (REPORTS.md §2).

use crate::domain::day::Moment;
use crate::domain::dossier::Outcome;
use crate::domain::facts::{Facts, ProcedureFacts};

/// One kind of impossibility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disorder {
    /// Accepted, the clock running, and neither a limit nor a due date.
    NoDueDate,
    /// submitted > accepted
    AcceptedBeforeSubmitted,
    /// accepted > forwarded
    ForwardedBeforeAccepted,
    /// forwarded (or accepted) > done
    DoneBeforeAccepted,
    /// done > settled
    SettledBeforeDone,
    /// accepted > settled
    SettledBeforeAccepted,
    /// settled > returned
    ReturnedBeforeSettled,
    /// Returned and never settled.
    ReturnedNotSettled,
    /// accepted > apology issued
    ApologyBeforeAccepted,
    /// Uploaded or posted without being issued.
    ApologyNotIssued,
    /// issued > uploaded or posted
    ApologyShownBeforeIssued,
    /// More components digitized than required, or more reused than digitized.
    TooManyDigitized,
}

impl Disorder {
    /// One Vietnamese sentence: what is wrong and what to do.
    pub const fn sentence(self) -> &'static str {
        match self {
            Disorder::NoDueDate => "Hồ sơ đã tiếp nhận mà không có hạn trả; hãy ghi thời hạn cho hồ sơ hoặc thủ tục",
            Disorder::AcceptedBeforeSubmitted => "Giờ tiếp nhận trước giờ nộp; hãy sửa lại giờ",
            Disorder::ForwardedBeforeAccepted => "Giờ chuyển đến nơi giải quyết trước giờ tiếp nhận; hãy sửa lại giờ",
            Disorder::DoneBeforeAccepted => "Giờ xong việc trước giờ tiếp nhận; hãy sửa lại giờ",
            Disorder::SettledBeforeDone => "Giờ kết thúc trên Cổng trước giờ xong việc; hãy sửa lại giờ",
            Disorder::SettledBeforeAccepted => "Giờ kết thúc trước giờ tiếp nhận; hãy sửa lại giờ",
            Disorder::ReturnedBeforeSettled => "Giờ trả kết quả trước giờ kết thúc; hãy sửa lại giờ",
            Disorder::ReturnedNotSettled => "Đã trả kết quả mà chưa kết thúc; hãy ghi giờ kết thúc",
            Disorder::ApologyBeforeAccepted => "Văn bản xin lỗi ban hành trước khi tiếp nhận; hãy sửa lại ngày",
            Disorder::ApologyNotIssued => {
                "Đã đăng tải hoặc niêm yết văn bản xin lỗi chưa ban hành; hãy ghi ngày ban hành"
            }
            Disorder::ApologyShownBeforeIssued => "Đăng tải hoặc niêm yết trước ngày ban hành; hãy sửa lại ngày",
            Disorder::TooManyDigitized => "Số thành phần đã số hóa hoặc dùng lại vượt số phải có; hãy sửa lại số",
        }
    }
}

/// Every impossibility of a dossier.
pub fn disorders(facts: &Facts, procedure: &ProcedureFacts) -> Vec<Disorder> {
    let mut found = Vec::new();
    let mut add = |wrong: bool, disorder: Disorder| {
        if wrong {
            found.push(disorder);
        }
    };
    let after = |earlier: Option<Moment>, later: Option<Moment>| earlier.zip(later).is_some_and(|(a, b)| a > b);
    let accepted = facts.accepted_at;
    let counted = accepted.is_some() && facts.outcome != Some(Outcome::Refused);
    let limit = procedure.limit_of(facts);
    let promised = facts.due_at.is_some() || !facts.repromises.is_empty();
    add(counted && facts.clock_start().is_some() && limit.is_none() && !promised, Disorder::NoDueDate);
    add(after(facts.submitted_at, accepted), Disorder::AcceptedBeforeSubmitted);
    add(after(accepted, facts.forwarded_at), Disorder::ForwardedBeforeAccepted);
    add(after(facts.forwarded_at.or(accepted), facts.done_at), Disorder::DoneBeforeAccepted);
    add(after(facts.done_at, facts.settled_at), Disorder::SettledBeforeDone);
    add(after(accepted, facts.settled_at), Disorder::SettledBeforeAccepted);
    add(after(facts.settled_at, facts.returned_at), Disorder::ReturnedBeforeSettled);
    add(facts.returned_at.is_some() && facts.settled_at.is_none(), Disorder::ReturnedNotSettled);
    add(after(accepted, facts.apology_issued_at), Disorder::ApologyBeforeAccepted);
    let shown = [facts.apology_uploaded_at, facts.apology_posted_at];
    add(facts.apology_issued_at.is_none() && shown.iter().any(Option::is_some), Disorder::ApologyNotIssued);
    add(shown.iter().any(|at| after(facts.apology_issued_at, *at)), Disorder::ApologyShownBeforeIssued);
    let components = facts.components;
    let too_many = components.digitized > components.required || components.reused > components.digitized;
    add(too_many, Disorder::TooManyDigitized);
    found
}
