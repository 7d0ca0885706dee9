//! What cannot be true of a dossier: moments in an impossible order, an upload without a letter, no due date.
//!
//! Files of other systems bring such dossiers in, so the register takes them; the audit names them before a report
//! leaves the office (REPORTS.md §2).

use crate::domain::day::Moment;
use crate::domain::dossier::Outcome;
use crate::domain::facts::{Facts, ProcedureFacts};
use crate::domain::standing::Frame;

/// A step of a dossier's life, in the order of REPORTS.md §2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// submitted
    Submitted,
    /// accepted
    Accepted,
    /// forwarded
    Forwarded,
    /// done
    Done,
    /// settled
    Settled,
    /// returned
    Returned,
}

impl Step {
    const fn label(self) -> &'static str {
        match self {
            Step::Submitted => "giờ nộp",
            Step::Accepted => "giờ tiếp nhận",
            Step::Forwarded => "giờ nơi giải quyết nhận",
            Step::Done => "giờ xong việc",
            Step::Settled => "giờ kết thúc",
            Step::Returned => "giờ trả kết quả",
        }
    }
}

/// One kind of impossibility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disorder {
    /// Accepted, the clock running, and neither a limit nor a due date.
    NoDueDate,
    /// A step lies before the last one that should have come before it.
    OutOfOrder {
        /// The step that should have come later.
        later: Step,
        /// The one that should have come before.
        earlier: Step,
    },
    /// Settled or rejected, and never accepted: no figure counts it.
    SettledNotAccepted,
    /// Refused, and accepted as well: no figure counts it.
    RefusedThoughAccepted,
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
    pub fn sentence(self) -> String {
        let said = match self {
            Disorder::OutOfOrder { later, earlier } => {
                return format!("Thời điểm không hợp lý: {} trước {}; hãy sửa lại giờ", later.label(), earlier.label());
            }
            Disorder::NoDueDate => "Hồ sơ đã tiếp nhận mà không có hạn trả; hãy ghi thời hạn cho hồ sơ hoặc thủ tục",
            Disorder::SettledNotAccepted => {
                "Đã kết thúc mà không có giờ tiếp nhận nên không chỉ tiêu nào đếm; hãy ghi giờ tiếp nhận"
            }
            Disorder::RefusedThoughAccepted => {
                "Ghi là từ chối tiếp nhận mà có giờ tiếp nhận nên không chỉ tiêu nào đếm; hãy sửa cách kết thúc"
            }
            Disorder::ReturnedNotSettled => "Đã trả kết quả mà chưa kết thúc; hãy ghi giờ kết thúc",
            Disorder::ApologyBeforeAccepted => "Văn bản xin lỗi ban hành trước khi tiếp nhận; hãy sửa lại ngày",
            Disorder::ApologyNotIssued => {
                "Đã đăng tải hoặc niêm yết văn bản xin lỗi chưa ban hành; hãy ghi ngày ban hành"
            }
            Disorder::ApologyShownBeforeIssued => "Đăng tải hoặc niêm yết trước ngày ban hành; hãy sửa lại ngày",
            Disorder::TooManyDigitized => "Số thành phần đã số hóa hoặc dùng lại vượt số phải có; hãy sửa lại số",
        };
        said.to_owned()
    }
}

/// Steps that lie before the last known one before them.
fn out_of_order(facts: &Facts) -> Vec<Disorder> {
    let chain = [
        (Step::Submitted, facts.submitted_at),
        (Step::Accepted, facts.accepted_at),
        (Step::Forwarded, facts.forwarded_at),
        (Step::Done, facts.done_at),
        (Step::Settled, facts.settled_at),
        (Step::Returned, facts.returned_at),
    ];
    let known: Vec<(Step, Moment)> = chain.into_iter().filter_map(|(step, at)| Some((step, at?))).collect();
    let pairs = known.windows(2).filter(|pair| pair[1].1 < pair[0].1);
    pairs.map(|pair| Disorder::OutOfOrder { later: pair[1].0, earlier: pair[0].0 }).collect()
}

/// The impossibilities by which a dossier that ended in a period drops out of its figures.
pub fn uncounted(facts: &Facts, frame: &Frame) -> Vec<Disorder> {
    if !frame.holds(facts.settled_at) {
        return Vec::new();
    }
    match (facts.accepted_at, facts.outcome) {
        (None, Some(Outcome::Settled | Outcome::Rejected)) => vec![Disorder::SettledNotAccepted],
        (Some(_), Some(Outcome::Refused)) => vec![Disorder::RefusedThoughAccepted],
        _ => Vec::new(),
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
    add(facts.returned_at.is_some() && facts.settled_at.is_none(), Disorder::ReturnedNotSettled);
    add(after(accepted, facts.apology_issued_at), Disorder::ApologyBeforeAccepted);
    let shown = [facts.apology_uploaded_at, facts.apology_posted_at];
    add(facts.apology_issued_at.is_none() && shown.iter().any(Option::is_some), Disorder::ApologyNotIssued);
    add(shown.iter().any(|at| after(facts.apology_issued_at, *at)), Disorder::ApologyShownBeforeIssued);
    let components = facts.components;
    let too_many = components.digitized > components.required || components.reused > components.digitized;
    add(too_many, Disorder::TooManyDigitized);
    found.extend(out_of_order(facts));
    found
}
