//! THE table of figures (REPORTS.md §2). Ids are a contract; labels are those of TEXTS.md.

use crate::domain::clock_rule::RuleKind;
use crate::domain::dossier::{Channel, LateKind, Outcome, PaidBy};
use crate::domain::figure::{Count, FeedbackFacts, Figure, Role, Set, View};
use crate::domain::index_view;
use crate::domain::procedure::OnlineLevel;
use crate::domain::standing::{Acceptance, Frame, Seen, Timeliness};

/// Counted alike whatever the rules of the clock are.
const NONE: &[RuleKind] = &[];
/// The due moment alone decides.
const PAUSE: &[RuleKind] = &[RuleKind::Pause];
/// In time or overdue: the due moment, and from when one is late.
const DUE: &[RuleKind] = &[RuleKind::Lateness, RuleKind::Pause];
/// From when one is late; the pause rule is the figure's own.
const LATE: &[RuleKind] = &[RuleKind::Lateness];
/// The clock of acceptance.
const ANSWER: &[RuleKind] = &[RuleKind::Acceptance];

fn always(_: &View<'_>) -> bool {
    true
}

fn overdue(view: &View<'_>) -> bool {
    view.standing.is_overdue()
}

fn apologised(view: &View<'_>) -> bool {
    view.frame.happened(view.facts.apology_issued_at)
}

fn apologised_in_advance(view: &View<'_>) -> bool {
    let before = view.facts.apology_issued_at.zip(view.standing.due).is_some_and(|(issued, due)| issued.day < due.day);
    apologised(view) && before
}

fn overdue_by_index(view: &View<'_>) -> bool {
    let seen = Seen::from(view.frame.cutoff, view.facts.settled_at.filter(|_| view.standing.is_settled));
    index_view::overdue(view.facts, view.procedure, view.rules, seen, overdue(view))
}

fn online_at(view: &View<'_>, level: OnlineLevel) -> bool {
    view.facts.channel == Channel::Online && view.procedure.online_level == level
}

fn received_by_post(view: &View<'_>) -> bool {
    view.standing.is_in && view.facts.channel == Channel::Postal
}

fn returned_by_post(view: &View<'_>) -> bool {
    view.standing.is_returned && view.facts.return_channel == Some(Channel::Postal)
}

fn no_result_due(view: &View<'_>) -> bool {
    let ended_without = matches!(view.facts.outcome, Some(Outcome::Rejected | Outcome::Withdrawn | Outcome::Stopped));
    !view.facts.result_digitized && (ended_without || !view.procedure.result_document)
}

fn handled(feedback: &FeedbackFacts, frame: &Frame) -> bool {
    frame.happened(feedback.handled_at)
}

/// The figure with this id.
pub fn by_id(id: &str) -> Option<(usize, &'static Figure)> {
    FIGURES.iter().enumerate().find(|(_, figure)| figure.id == id)
}

/// Every figure, in the order of REPORTS.md.
pub static FIGURES: &[Figure] = &[
    Figure {
        id: "received.total",
        label: "Tổng số hồ sơ tiếp nhận (gồm kỳ trước chuyển sang)",
        rule: "Tiếp nhận trong kỳ cộng với tiếp nhận trước kỳ mà đến đầu kỳ chưa kết thúc",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Handled, role: Role::Reception, test: always },
    },
    Figure {
        id: "received.in_period",
        label: "Tiếp nhận mới trong kỳ",
        rule: "Thời điểm tiếp nhận nằm trong kỳ",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: always },
    },
    Figure {
        id: "received.carried",
        label: "Từ kỳ trước chuyển sang",
        rule: "Tiếp nhận trước kỳ, đến đầu kỳ chưa kết thúc",
        of: Some("received.total"),
        rules: NONE,
        count: Count::Dossiers { set: Set::Carried, role: Role::Reception, test: always },
    },
    Figure {
        id: "received.online",
        label: "Tiếp nhận trực tuyến",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến",
        of: Some("received.total"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.channel == Channel::Online },
    },
    Figure {
        id: "received.direct",
        label: "Tiếp nhận trực tiếp",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tiếp",
        of: Some("received.total"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.channel == Channel::Direct },
    },
    Figure {
        id: "received.postal",
        label: "Tiếp nhận qua bưu chính công ích",
        rule: "Tiếp nhận mới trong kỳ, nộp qua bưu chính công ích",
        of: Some("received.total"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.channel == Channel::Postal },
    },
    Figure {
        id: "_received.not_online",
        label: "Tiếp nhận trực tiếp và qua bưu chính công ích",
        rule: "Tiếp nhận mới trong kỳ, không nộp trực tuyến (cột 5 của biểu II.06a)",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.channel != Channel::Online },
    },
    Figure {
        id: "received.online.partial",
        label: "Trực tuyến một phần",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến, mức độ của thủ tục: một phần",
        of: Some("received.online"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| online_at(v, OnlineLevel::Partial) },
    },
    Figure {
        id: "received.online.full",
        label: "Trực tuyến toàn trình",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến, mức độ của thủ tục: toàn trình",
        of: Some("received.online"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| online_at(v, OnlineLevel::Full) },
    },
    Figure {
        id: "received.online.other",
        label: "Trực tuyến hình thức khác",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến, mức độ của thủ tục: hình thức khác",
        of: Some("received.online"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| online_at(v, OnlineLevel::None) },
    },
    Figure {
        id: "received.out_of_area",
        label: "Tiếp nhận phi địa giới",
        rule: "Tiếp nhận mới trong kỳ, nhận hộ nơi khác",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.out_of_area },
    },
    Figure {
        id: "refused.total",
        label: "Không được tiếp nhận",
        rule: "Từ chối tiếp nhận trong kỳ (theo thời điểm từ chối)",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Refused, role: Role::Reception, test: always },
    },
    Figure {
        id: "settled.total",
        label: "Đã giải quyết",
        rule: "Trong số tiếp nhận, kết thúc trong kỳ (gồm trả lại, rút, dừng)",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: always },
    },
    Figure {
        id: "settled.early",
        label: "Trước hạn",
        rule: "Đã giải quyết vào ngày sớm hơn ngày hẹn trả",
        of: Some("settled.total"),
        rules: PAUSE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.standing.timeliness == Timeliness::Early,
        },
    },
    Figure {
        id: "settled.on_time",
        label: "Đúng hạn",
        rule: "Đã giải quyết, không trước hạn và không quá hạn",
        of: Some("settled.total"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.standing.timeliness == Timeliness::OnTime,
        },
    },
    Figure {
        id: "settled.overdue",
        label: "Quá hạn",
        rule: "Đã giải quyết từ thời điểm bị tính là trễ trở đi",
        of: Some("settled.total"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: overdue },
    },
    Figure {
        id: "settled.early_or_on_time",
        label: "Đúng hạn và trước hạn",
        rule: "Đã giải quyết, không quá hạn",
        of: Some("settled.total"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: |v| !overdue(v) },
    },
    Figure {
        id: "settled.rejected",
        label: "Trả lại, không giải quyết",
        rule: "Đã giải quyết trong kỳ, kết thúc: trả lại, không giải quyết",
        of: None,
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.facts.outcome == Some(Outcome::Rejected),
        },
    },
    Figure {
        id: "settled.withdrawn",
        label: "Công dân rút hồ sơ",
        rule: "Đã giải quyết trong kỳ, kết thúc: công dân rút hồ sơ",
        of: None,
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.facts.outcome == Some(Outcome::Withdrawn),
        },
    },
    Figure {
        id: "settled.stopped",
        label: "Dừng giải quyết",
        rule: "Đã giải quyết trong kỳ, kết thúc: dừng giải quyết",
        of: None,
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.facts.outcome == Some(Outcome::Stopped),
        },
    },
    Figure {
        id: "settled.overdue.actual",
        label: "Trễ thực",
        rule: "Đã giải quyết quá hạn, trễ thực",
        of: Some("settled.overdue"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| overdue(v) && v.facts.late_kind == Some(LateKind::Actual),
        },
    },
    Figure {
        id: "settled.overdue.operational",
        label: "Trễ do thao tác trên hệ thống",
        rule: "Đã giải quyết quá hạn, trễ do thao tác trên hệ thống",
        of: Some("settled.overdue"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| overdue(v) && v.facts.late_kind == Some(LateKind::Operational),
        },
    },
    Figure {
        id: "settled.overdue.unclassified",
        label: "Chưa phân loại",
        rule: "Đã giải quyết quá hạn, chưa phân loại",
        of: Some("settled.overdue"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| overdue(v) && v.facts.late_kind.is_none(),
        },
    },
    Figure {
        id: "settled.overdue.apology.issued",
        label: "Đã có văn bản xin lỗi",
        rule: "Đã giải quyết quá hạn, văn bản xin lỗi đã ban hành đến hết kỳ",
        of: Some("settled.overdue"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: |v| overdue(v) && apologised(v) },
    },
    Figure {
        id: "settled.overdue.apology.uploaded",
        label: "Đã đăng tải lên hệ thống",
        rule: "Đã giải quyết quá hạn, văn bản xin lỗi đã đăng tải đến hết kỳ",
        of: Some("settled.overdue.apology.issued"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| overdue(v) && v.frame.happened(v.facts.apology_uploaded_at),
        },
    },
    Figure {
        id: "settled.overdue.apology.posted",
        label: "Đã niêm yết tại Bộ phận Một cửa",
        rule: "Đã giải quyết quá hạn, văn bản xin lỗi đã niêm yết đến hết kỳ",
        of: Some("settled.overdue.apology.issued"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| overdue(v) && v.frame.happened(v.facts.apology_posted_at),
        },
    },
    Figure {
        id: "settled.overdue.apology.in_advance",
        label: "Xin lỗi trước hạn",
        rule: "Đã giải quyết quá hạn, văn bản xin lỗi ban hành trước ngày hẹn trả",
        of: Some("settled.overdue.apology.issued"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| overdue(v) && apologised_in_advance(v),
        },
    },
    Figure {
        id: "settled.overdue.apology.missing",
        label: "Chưa có văn bản xin lỗi",
        rule: "Đã giải quyết quá hạn, đến hết kỳ chưa ban hành văn bản xin lỗi",
        of: Some("settled.overdue"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: |v| overdue(v) && !apologised(v) },
    },
    Figure {
        id: "open.overdue.apology.issued",
        label: "Đã có văn bản xin lỗi",
        rule: "Đang giải quyết đã quá hạn, văn bản xin lỗi đã ban hành đến hết kỳ",
        of: Some("open.overdue"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Open, role: Role::Settlement, test: |v| overdue(v) && apologised(v) },
    },
    Figure {
        id: "open.overdue.apology.uploaded",
        label: "Đã đăng tải lên hệ thống",
        rule: "Đang giải quyết đã quá hạn, văn bản xin lỗi đã đăng tải đến hết kỳ",
        of: Some("open.overdue.apology.issued"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Open,
            role: Role::Settlement,
            test: |v| overdue(v) && v.frame.happened(v.facts.apology_uploaded_at),
        },
    },
    Figure {
        id: "open.overdue.apology.posted",
        label: "Đã niêm yết tại Bộ phận Một cửa",
        rule: "Đang giải quyết đã quá hạn, văn bản xin lỗi đã niêm yết đến hết kỳ",
        of: Some("open.overdue.apology.issued"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Open,
            role: Role::Settlement,
            test: |v| overdue(v) && v.frame.happened(v.facts.apology_posted_at),
        },
    },
    Figure {
        id: "open.overdue.apology.in_advance",
        label: "Xin lỗi trước hạn",
        rule: "Đang giải quyết đã quá hạn, văn bản xin lỗi ban hành trước ngày hẹn trả",
        of: Some("open.overdue.apology.issued"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Open,
            role: Role::Settlement,
            test: |v| overdue(v) && apologised_in_advance(v),
        },
    },
    Figure {
        id: "open.overdue.apology.missing",
        label: "Chưa có văn bản xin lỗi",
        rule: "Đang giải quyết đã quá hạn, đến hết kỳ chưa ban hành văn bản xin lỗi",
        of: Some("open.overdue"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Open, role: Role::Settlement, test: |v| overdue(v) && !apologised(v) },
    },
    Figure {
        id: "settled.overdue.actual.apology.issued",
        label: "Trễ thực đã có văn bản xin lỗi",
        rule: "Đã giải quyết quá hạn, trễ thực, văn bản xin lỗi đã ban hành đến hết kỳ",
        of: Some("settled.overdue.actual"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| overdue(v) && v.facts.late_kind == Some(LateKind::Actual) && apologised(v),
        },
    },
    Figure {
        id: "open.total",
        label: "Đang giải quyết",
        rule: "Trong số tiếp nhận, đến hết kỳ chưa kết thúc",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Open, role: Role::Settlement, test: always },
    },
    Figure {
        id: "open.in_time",
        label: "Trong hạn",
        rule: "Đang giải quyết, chưa quá hạn",
        of: Some("open.total"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Open, role: Role::Settlement, test: |v| !overdue(v) },
    },
    Figure {
        id: "open.overdue",
        label: "Quá hạn",
        rule: "Đang giải quyết, đã quá hạn tại thời điểm chốt",
        of: Some("open.total"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Open, role: Role::Settlement, test: overdue },
    },
    Figure {
        id: "open.waiting",
        label: "Chờ bổ sung, tạm dừng",
        rule: "Đang giải quyết, đang tạm dừng tại thời điểm chốt",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Open, role: Role::Settlement, test: |v| v.standing.is_waiting },
    },
    Figure {
        id: "year.settled.total",
        label: "Lũy kế từ đầu năm: đã giải quyết",
        rule: "Kết thúc từ ngày đầu năm báo cáo đến thời điểm chốt",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Year, role: Role::Settlement, test: always },
    },
    Figure {
        id: "year.settled.in_time",
        label: "Lũy kế từ đầu năm: đúng hạn và trước hạn",
        rule: "Kết thúc từ đầu năm báo cáo, không quá hạn",
        of: Some("year.settled.total"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Year, role: Role::Settlement, test: |v| !overdue(v) },
    },
    Figure {
        id: "year.settled.overdue",
        label: "Lũy kế từ đầu năm: quá hạn",
        rule: "Kết thúc từ đầu năm báo cáo, quá hạn",
        of: Some("year.settled.total"),
        rules: DUE,
        count: Count::Dossiers { set: Set::Year, role: Role::Settlement, test: overdue },
    },
    Figure {
        id: "acceptance.in_time",
        label: "Tiếp nhận trực tuyến đúng hạn (08 giờ làm việc)",
        rule: "Nộp trực tuyến, được tiếp nhận hoặc từ chối trong kỳ, trong 08 giờ làm việc kể từ khi nộp",
        of: Some("_acceptance.due"),
        rules: ANSWER,
        count: Count::Dossiers {
            set: Set::Online,
            role: Role::Reception,
            test: |v| v.standing.acceptance == Acceptance::InTime,
        },
    },
    Figure {
        id: "acceptance.waiting.in_time",
        label: "Chờ tiếp nhận trực tuyến: còn hạn",
        rule: "Nộp trực tuyến, đến thời điểm chốt chưa trả lời, chưa hết 08 giờ làm việc",
        of: Some("_acceptance.waiting"),
        rules: ANSWER,
        count: Count::Dossiers {
            set: Set::Online,
            role: Role::Reception,
            test: |v| v.standing.acceptance == Acceptance::Waiting,
        },
    },
    Figure {
        id: "acceptance.waiting.overdue",
        label: "Chờ tiếp nhận trực tuyến: quá hạn",
        rule: "Nộp trực tuyến, đến thời điểm chốt chưa trả lời, đã hết 08 giờ làm việc",
        of: Some("_acceptance.waiting"),
        rules: ANSWER,
        count: Count::Dossiers {
            set: Set::Online,
            role: Role::Reception,
            test: |v| v.standing.acceptance == Acceptance::WaitingOverdue,
        },
    },
    Figure {
        id: "_acceptance.due",
        label: "Hồ sơ trực tuyến phải trả lời tiếp nhận",
        rule: "Nộp trực tuyến, được trả lời trong kỳ, cộng với chờ tiếp nhận quá hạn",
        of: None,
        rules: ANSWER,
        count: Count::Dossiers {
            set: Set::Online,
            role: Role::Reception,
            test: |v| {
                matches!(v.standing.acceptance, Acceptance::InTime | Acceptance::Late | Acceptance::WaitingOverdue)
            },
        },
    },
    Figure {
        id: "_acceptance.waiting",
        label: "Hồ sơ trực tuyến chờ tiếp nhận",
        rule: "Nộp trực tuyến, đến thời điểm chốt chưa trả lời",
        of: None,
        rules: ANSWER,
        count: Count::Dossiers {
            set: Set::Online,
            role: Role::Reception,
            test: |v| matches!(v.standing.acceptance, Acceptance::Waiting | Acceptance::WaitingOverdue),
        },
    },
    Figure {
        id: "_index.overdue",
        label: "Quá hạn theo bộ chỉ số (Quyết định 766)",
        rule: "Trong số tiếp nhận, tính theo bộ chỉ số: yêu cầu bổ sung quá một lần là quá hạn; thời gian tạm dừng được trừ",
        of: Some("received.total"),
        rules: LATE,
        count: Count::Dossiers { set: Set::Handled, role: Role::Settlement, test: overdue_by_index },
    },
    Figure {
        id: "procedures.total",
        label: "Thủ tục hành chính thuộc thẩm quyền",
        rule: "Thủ tục có hiệu lực vào ngày cuối kỳ",
        of: None,
        rules: NONE,
        count: Count::Procedures(|_, _| true),
    },
    Figure {
        id: "procedures.online",
        label: "Thủ tục có dịch vụ công trực tuyến",
        rule: "Thủ tục có hiệu lực, mức độ một phần hoặc toàn trình",
        of: Some("procedures.total"),
        rules: NONE,
        count: Count::Procedures(|p, _| p.online_level != OnlineLevel::None),
    },
    Figure {
        id: "procedures.partial",
        label: "Thủ tục dịch vụ công trực tuyến một phần",
        rule: "Thủ tục có hiệu lực, mức độ một phần",
        of: Some("procedures.total"),
        rules: NONE,
        count: Count::Procedures(|p, _| p.online_level == OnlineLevel::Partial),
    },
    Figure {
        id: "procedures.partial.used",
        label: "Thủ tục dịch vụ công trực tuyến một phần có phát sinh hồ sơ",
        rule: "Thủ tục mức độ một phần có ít nhất một hồ sơ trực tuyến tiếp nhận trong kỳ",
        of: Some("procedures.partial"),
        rules: NONE,
        count: Count::Procedures(|p, u| p.online_level == OnlineLevel::Partial && u.received_online > 0),
    },
    Figure {
        id: "procedures.full",
        label: "Thủ tục dịch vụ công trực tuyến toàn trình",
        rule: "Thủ tục có hiệu lực, mức độ toàn trình",
        of: Some("procedures.total"),
        rules: NONE,
        count: Count::Procedures(|p, _| p.online_level == OnlineLevel::Full),
    },
    Figure {
        id: "procedures.full.used",
        label: "Thủ tục dịch vụ công trực tuyến toàn trình có phát sinh hồ sơ",
        rule: "Thủ tục mức độ toàn trình có ít nhất một hồ sơ trực tuyến tiếp nhận trong kỳ",
        of: Some("procedures.full"),
        rules: NONE,
        count: Count::Procedures(|p, u| p.online_level == OnlineLevel::Full && u.received_online > 0),
    },
    Figure {
        id: "online.share",
        label: "Tỷ lệ hồ sơ nộp trực tuyến",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.channel == Channel::Online },
    },
    Figure {
        id: "online.partial.filed",
        label: "Nộp trực tuyến thuộc dịch vụ một phần",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến, thủ tục mức độ một phần; so với hồ sơ tiếp nhận mới của thủ tục mức độ đó",
        of: Some("_online.partial"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| online_at(v, OnlineLevel::Partial) },
    },
    Figure {
        id: "online.partial.share",
        label: "Tỷ lệ nộp trực tuyến thuộc dịch vụ một phần trên tổng tiếp nhận mới",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến, thủ tục mức độ một phần",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| online_at(v, OnlineLevel::Partial) },
    },
    Figure {
        id: "_online.partial",
        label: "Tiếp nhận mới của thủ tục mức độ một phần",
        rule: "Tiếp nhận mới trong kỳ, thủ tục mức độ một phần",
        of: None,
        rules: NONE,
        count: Count::Dossiers {
            set: Set::In,
            role: Role::Reception,
            test: |v| v.procedure.online_level == OnlineLevel::Partial,
        },
    },
    Figure {
        id: "online.full.filed",
        label: "Nộp trực tuyến thuộc dịch vụ toàn trình",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến, thủ tục mức độ toàn trình; so với hồ sơ tiếp nhận mới của thủ tục mức độ đó",
        of: Some("_online.full"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| online_at(v, OnlineLevel::Full) },
    },
    Figure {
        id: "online.full.share",
        label: "Tỷ lệ nộp trực tuyến thuộc dịch vụ toàn trình trên tổng tiếp nhận mới",
        rule: "Tiếp nhận mới trong kỳ, nộp trực tuyến, thủ tục mức độ toàn trình",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| online_at(v, OnlineLevel::Full) },
    },
    Figure {
        id: "_online.full",
        label: "Tiếp nhận mới của thủ tục mức độ toàn trình",
        rule: "Tiếp nhận mới trong kỳ, thủ tục mức độ toàn trình",
        of: None,
        rules: NONE,
        count: Count::Dossiers {
            set: Set::In,
            role: Role::Reception,
            test: |v| v.procedure.online_level == OnlineLevel::Full,
        },
    },
    Figure {
        id: "returned.total",
        label: "Trả kết quả: tổng số",
        rule: "Trả kết quả trong kỳ",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Returned, role: Role::Settlement, test: always },
    },
    Figure {
        id: "returned.online",
        label: "Trả kết quả trực tuyến",
        rule: "Trả kết quả trong kỳ, trực tuyến",
        of: Some("returned.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Returned,
            role: Role::Settlement,
            test: |v| v.facts.return_channel == Some(Channel::Online),
        },
    },
    Figure {
        id: "returned.direct",
        label: "Trả kết quả trực tiếp",
        rule: "Trả kết quả trong kỳ, trực tiếp",
        of: Some("returned.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Returned,
            role: Role::Settlement,
            test: |v| v.facts.return_channel == Some(Channel::Direct),
        },
    },
    Figure {
        id: "returned.postal",
        label: "Trả kết quả qua bưu chính công ích",
        rule: "Trả kết quả trong kỳ, qua bưu chính công ích",
        of: Some("returned.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Returned,
            role: Role::Settlement,
            test: |v| v.facts.return_channel == Some(Channel::Postal),
        },
    },
    Figure {
        id: "payment.procedures.fee",
        label: "Thủ tục có phí, lệ phí",
        rule: "Thủ tục có hiệu lực, có thu phí hoặc lệ phí",
        of: None,
        rules: NONE,
        count: Count::Procedures(|p, _| p.fee),
    },
    Figure {
        id: "payment.procedures.online",
        label: "Thủ tục có phí, lệ phí được thanh toán trực tuyến",
        rule: "Thủ tục có phí, lệ phí và có thanh toán trực tuyến",
        of: Some("payment.procedures.fee"),
        rules: NONE,
        count: Count::Procedures(|p, _| p.fee && p.online_payment),
    },
    Figure {
        id: "payment.procedures.used",
        label: "Thủ tục có phát sinh thanh toán trực tuyến",
        rule: "Thủ tục có thanh toán trực tuyến, có ít nhất một hồ sơ đã giải quyết trả phí trực tuyến",
        of: Some("payment.procedures.online"),
        rules: NONE,
        count: Count::Procedures(|p, u| p.fee && p.online_payment && u.settled_paid_online > 0),
    },
    Figure {
        id: "payment.dossiers.total",
        label: "Hồ sơ có nghĩa vụ tài chính",
        rule: "Đã giải quyết, phí lớn hơn 0",
        of: None,
        rules: NONE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: |v| v.facts.fee > 0 },
    },
    Figure {
        id: "payment.dossiers.online",
        label: "Hồ sơ thanh toán trực tuyến",
        rule: "Đã giải quyết, phí lớn hơn 0, thanh toán trực tuyến",
        of: Some("payment.dossiers.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.facts.fee > 0 && v.facts.paid_by == Some(PaidBy::Online),
        },
    },
    Figure {
        id: "payment.dossiers.direct",
        label: "Hồ sơ thanh toán trực tiếp",
        rule: "Đã giải quyết, phí lớn hơn 0, không thanh toán trực tuyến",
        of: Some("payment.dossiers.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.facts.fee > 0 && v.facts.paid_by != Some(PaidBy::Online),
        },
    },
    Figure {
        id: "postal.procedures.receive",
        label: "Thủ tục tiếp nhận qua bưu chính công ích",
        rule: "Thủ tục có hiệu lực, cho nộp qua bưu chính công ích",
        of: Some("procedures.total"),
        rules: NONE,
        count: Count::Procedures(|p, _| p.postal_receive),
    },
    Figure {
        id: "postal.procedures.return",
        label: "Thủ tục trả kết quả qua bưu chính công ích",
        rule: "Thủ tục có hiệu lực, cho trả kết quả qua bưu chính công ích",
        of: Some("procedures.total"),
        rules: NONE,
        count: Count::Procedures(|p, _| p.postal_return),
    },
    Figure {
        id: "postal.procedures.receive.used",
        label: "Thủ tục có phát sinh tiếp nhận qua bưu chính công ích",
        rule: "Thủ tục cho nộp qua bưu chính, có hồ sơ tiếp nhận trong kỳ bằng cách đó",
        of: Some("postal.procedures.receive"),
        rules: NONE,
        count: Count::Procedures(|p, u| p.postal_receive && u.received_postal > 0),
    },
    Figure {
        id: "postal.procedures.return.used",
        label: "Thủ tục có phát sinh trả kết quả qua bưu chính công ích",
        rule: "Thủ tục cho trả qua bưu chính, có hồ sơ trả trong kỳ bằng cách đó",
        of: Some("postal.procedures.return"),
        rules: NONE,
        count: Count::Procedures(|p, u| p.postal_return && u.returned_postal > 0),
    },
    Figure {
        id: "postal.procedures.any.used",
        label: "Thủ tục có phát sinh bưu chính công ích",
        rule: "Thủ tục có tiếp nhận hoặc trả kết quả qua bưu chính bằng cách mà thủ tục cho phép",
        of: Some("_postal.procedures.any"),
        rules: NONE,
        count: Count::Procedures(|p, u| {
            (p.postal_receive && u.received_postal > 0) || (p.postal_return && u.returned_postal > 0)
        }),
    },
    Figure {
        id: "_postal.procedures.any",
        label: "Thủ tục có bưu chính công ích",
        rule: "Thủ tục cho nộp hoặc trả kết quả qua bưu chính công ích",
        of: None,
        rules: NONE,
        count: Count::Procedures(|p, _| p.postal_receive || p.postal_return),
    },
    Figure {
        id: "postal.dossiers.any",
        label: "Hồ sơ có bưu chính công ích",
        rule: "Trong số tiếp nhận, nhận trong kỳ hoặc trả trong kỳ qua bưu chính",
        of: Some("received.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Handled,
            role: Role::Reception,
            test: |v| received_by_post(v) || returned_by_post(v),
        },
    },
    Figure {
        id: "postal.received",
        label: "Hồ sơ tiếp nhận qua bưu chính công ích",
        rule: "Tiếp nhận mới trong kỳ, qua bưu chính",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: received_by_post },
    },
    Figure {
        id: "postal.returned",
        label: "Hồ sơ trả kết quả qua bưu chính công ích",
        rule: "Trả kết quả trong kỳ, qua bưu chính",
        of: Some("returned.total"),
        rules: NONE,
        count: Count::Dossiers { set: Set::Returned, role: Role::Settlement, test: returned_by_post },
    },
    Figure {
        id: "digitized.components.full",
        label: "Số hóa đầy đủ thành phần hồ sơ khi tiếp nhận",
        rule: "Tiếp nhận mới trong kỳ, mọi thành phần bắt buộc đã số hóa (không có thành phần bắt buộc thì tính là đủ)",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.components.full() },
    },
    Figure {
        id: "digitized.components.partial",
        label: "Số hóa một phần thành phần hồ sơ",
        rule: "Tiếp nhận mới trong kỳ, mới số hóa một số thành phần bắt buộc",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.components.partial() },
    },
    Figure {
        id: "digitized.components.gap",
        label: "Chưa số hóa đầy đủ thành phần hồ sơ",
        rule: "Tiếp nhận mới trong kỳ, chưa số hóa đủ thành phần bắt buộc",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| !v.facts.components.full() },
    },
    Figure {
        id: "digitized.reused",
        label: "Khai thác, sử dụng lại dữ liệu đã số hóa",
        rule: "Tiếp nhận mới trong kỳ, có ít nhất một thành phần dùng lại",
        of: Some("received.in_period"),
        rules: NONE,
        count: Count::Dossiers { set: Set::In, role: Role::Reception, test: |v| v.facts.components.reused > 0 },
    },
    Figure {
        id: "digitized.results",
        label: "Số hóa kết quả giải quyết",
        rule: "Đã giải quyết, kết quả đã số hóa",
        of: Some("settled.total"),
        rules: NONE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: |v| v.facts.result_digitized },
    },
    Figure {
        id: "digitized.results.not_applicable",
        label: "Không có kết quả phải số hóa",
        rule: "Đã giải quyết, kết quả chưa số hóa và: trả lại, rút, dừng, hoặc thủ tục không có văn bản kết quả",
        of: Some("settled.total"),
        rules: NONE,
        count: Count::Dossiers { set: Set::Settled, role: Role::Settlement, test: no_result_due },
    },
    Figure {
        id: "digitized.results.gap",
        label: "Chưa số hóa kết quả giải quyết",
        rule: "Đã giải quyết, phải số hóa kết quả nhưng chưa số hóa",
        of: Some("settled.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| !v.facts.result_digitized && !no_result_due(v),
        },
    },
    Figure {
        id: "digitized.both",
        label: "Số hóa cả thành phần và kết quả",
        rule: "Đã giải quyết, thành phần số hóa đủ và kết quả đã số hóa",
        of: Some("settled.total"),
        rules: NONE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| v.facts.result_digitized && v.facts.components.full(),
        },
    },
    Figure {
        id: "satisfaction.total",
        label: "Lượt đánh giá",
        rule: "Lượt đánh giá trong kỳ",
        of: None,
        rules: NONE,
        count: Count::Ratings(|_| true),
    },
    Figure {
        id: "satisfaction.very_satisfied",
        label: "Rất hài lòng",
        rule: "Lượt đánh giá trong kỳ ở mức rất hài lòng",
        of: Some("satisfaction.total"),
        rules: NONE,
        count: Count::Ratings(|level| level == "very_satisfied"),
    },
    Figure {
        id: "satisfaction.satisfied",
        label: "Hài lòng",
        rule: "Lượt đánh giá trong kỳ ở mức hài lòng",
        of: Some("satisfaction.total"),
        rules: NONE,
        count: Count::Ratings(|level| level == "satisfied"),
    },
    Figure {
        id: "satisfaction.dissatisfied",
        label: "Không hài lòng",
        rule: "Lượt đánh giá trong kỳ ở mức không hài lòng",
        of: Some("satisfaction.total"),
        rules: NONE,
        count: Count::Ratings(|level| level == "dissatisfied"),
    },
    Figure {
        id: "satisfaction.index",
        label: "Hài lòng về giải quyết TTHC (theo bộ chỉ số: không quá hạn, không có phản ánh, không bị đánh giá không hài lòng)",
        rule: "Đã giải quyết, không quá hạn, trong kỳ không bị đánh giá không hài lòng và không có phản ánh",
        of: Some("settled.total"),
        rules: DUE,
        count: Count::Dossiers {
            set: Set::Settled,
            role: Role::Settlement,
            test: |v| !overdue(v) && !v.dissatisfied && !v.complained,
        },
    },
    Figure {
        id: "feedback.total",
        label: "Phản ánh, kiến nghị tiếp nhận",
        rule: "Phản ánh, kiến nghị nhận trong kỳ",
        of: None,
        rules: NONE,
        count: Count::Feedback(|_, _| true),
    },
    Figure {
        id: "feedback.handled",
        label: "Phản ánh, kiến nghị đã xử lý",
        rule: "Nhận trong kỳ, đã xử lý đến thời điểm chốt",
        of: Some("feedback.total"),
        rules: NONE,
        count: Count::Feedback(handled),
    },
    Figure {
        id: "feedback.published",
        label: "Phản ánh, kiến nghị đã công khai kết quả",
        rule: "Nhận trong kỳ, đã xử lý và đã công khai kết quả đến thời điểm chốt",
        of: Some("feedback.handled"),
        rules: NONE,
        count: Count::Feedback(|f, frame| handled(f, frame) && frame.happened(f.published_at)),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_denominators_exist_with_the_same_population() {
        for (index, figure) in FIGURES.iter().enumerate() {
            assert!(FIGURES[..index].iter().all(|other| other.id != figure.id), "{} twice", figure.id);
            let Some(of) = figure.of else { continue };
            let (_, denominator) = by_id(of).unwrap_or_else(|| panic!("{} of {of}", figure.id));
            assert!(denominator.id != figure.id);
            assert_eq!(
                std::mem::discriminant(&denominator.count),
                std::mem::discriminant(&figure.count),
                "{} of {of}",
                figure.id
            );
        }
    }
}
