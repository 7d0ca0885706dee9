//! The columns that a list of dossiers can show: their names, and what each is sorted by.
//!
//! Columns with an index are sorted at once at any size of the register. It knows no screen.

/// A column of a list of dossiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each has its label beside it")]
pub enum ListColumn {
    Code,
    Due,
    Name,
    Stage,
    Procedure,
    Officer,
    Field,
    Channel,
    TimeLeft,
    Accepted,
    Phone,
    SourceCode,
    Office,
    Submitted,
    AcceptanceDue,
    HandoverDue,
    Done,
    Settled,
    Returned,
    Receiver,
    Handler,
    LateKind,
    Apology,
    Digitised,
}

/// How a column is put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Sort {
    /// By an expression that an index holds, and every dossier has.
    Index(&'static str),
    /// By an expression that an index holds; dossiers without a value stand last either way.
    Gaps(&'static str),
    /// In memory, by what an expression gives; empty ones stand last.
    Plain(&'static str),
    /// In memory, in Vietnamese order.
    Text(&'static str),
    /// In memory, by the stage.
    Stage,
    /// By the entry.
    Entry,
}

/// Rows that an order without an index sorts at most.
pub const SORT_MOST: usize = 20_000;

impl ListColumn {
    /// Every column, in the usual order.
    pub const ALL: [ListColumn; 24] = [
        ListColumn::Code,
        ListColumn::Due,
        ListColumn::Name,
        ListColumn::Stage,
        ListColumn::Procedure,
        ListColumn::Officer,
        ListColumn::Channel,
        ListColumn::Field,
        ListColumn::TimeLeft,
        ListColumn::Accepted,
        ListColumn::Phone,
        ListColumn::SourceCode,
        ListColumn::Office,
        ListColumn::Submitted,
        ListColumn::AcceptanceDue,
        ListColumn::HandoverDue,
        ListColumn::Done,
        ListColumn::Settled,
        ListColumn::Returned,
        ListColumn::Receiver,
        ListColumn::Handler,
        ListColumn::LateKind,
        ListColumn::Apology,
        ListColumn::Digitised,
    ];

    /// Stable code, as a saved view keeps it.
    pub const fn code(self) -> &'static str {
        match self {
            ListColumn::Code => "code",
            ListColumn::Due => "due",
            ListColumn::Name => "name",
            ListColumn::Stage => "stage",
            ListColumn::Procedure => "procedure",
            ListColumn::Officer => "officer",
            ListColumn::Channel => "channel",
            ListColumn::Field => "field",
            ListColumn::TimeLeft => "time_left",
            ListColumn::Accepted => "accepted",
            ListColumn::Phone => "phone",
            ListColumn::SourceCode => "source_code",
            ListColumn::Office => "office",
            ListColumn::Submitted => "submitted",
            ListColumn::AcceptanceDue => "acceptance_due",
            ListColumn::HandoverDue => "handover_due",
            ListColumn::Done => "done",
            ListColumn::Settled => "settled",
            ListColumn::Returned => "returned",
            ListColumn::Receiver => "receiver",
            ListColumn::Handler => "handler",
            ListColumn::LateKind => "late_kind",
            ListColumn::Apology => "apology",
            ListColumn::Digitised => "digitised",
        }
    }

    /// The column with a code.
    pub fn from_code(code: &str) -> Option<ListColumn> {
        ListColumn::ALL.into_iter().find(|column| column.code() == code)
    }

    /// The heading.
    pub const fn label(self) -> &'static str {
        match self {
            ListColumn::Code => "Mã hồ sơ",
            ListColumn::Due => "Hạn trả",
            ListColumn::Name => "Người nộp",
            ListColumn::Stage => "Tình trạng",
            ListColumn::Procedure => "Thủ tục",
            ListColumn::Officer => "Cán bộ",
            ListColumn::Channel => "Kênh",
            ListColumn::Field => "Lĩnh vực",
            ListColumn::TimeLeft => "Giờ còn lại",
            ListColumn::Accepted => "Tiếp nhận",
            ListColumn::Phone => "Điện thoại",
            ListColumn::SourceCode => "Mã trên Cổng",
            ListColumn::Office => "Đơn vị giải quyết",
            ListColumn::Submitted => "Ngày nộp",
            ListColumn::AcceptanceDue => "Hạn tiếp nhận",
            ListColumn::HandoverDue => "Hạn bàn giao",
            ListColumn::Done => "Xong việc",
            ListColumn::Settled => "Kết thúc",
            ListColumn::Returned => "Trả kết quả",
            ListColumn::Receiver => "Cán bộ tiếp nhận",
            ListColumn::Handler => "Cán bộ thụ lý",
            ListColumn::LateKind => "Loại trễ",
            ListColumn::Apology => "Xin lỗi",
            ListColumn::Digitised => "Số hóa",
        }
    }

    /// Whether it is sorted at once at any size of the register.
    pub const fn indexed(self) -> bool {
        matches!(self.sort(), Sort::Index(_) | Sort::Gaps(_))
    }

    pub(in crate::store) const fn sort(self) -> Sort {
        match self {
            ListColumn::Code => Sort::Index("d.code"),
            ListColumn::Name => Sort::Index("d.name_sort"),
            ListColumn::Due => Sort::Gaps("d.due_now"),
            ListColumn::Accepted => Sort::Gaps("d.accepted_at"),
            ListColumn::Settled => Sort::Gaps("d.settled_at"),
            ListColumn::Stage => Sort::Stage,
            ListColumn::Procedure => Sort::Text("p.name"),
            ListColumn::Officer => Sort::Text("ifnull(h.name, ifnull(r.name, ''))"),
            ListColumn::Field => Sort::Text("p.field"),
            ListColumn::Office => Sort::Text("d.office"),
            ListColumn::Receiver => Sort::Text("ifnull(r.name, '')"),
            ListColumn::Handler => Sort::Text("ifnull(h.name, '')"),
            ListColumn::Channel => Sort::Plain("d.channel"),
            ListColumn::TimeLeft => Sort::Plain("CASE WHEN d.settled_at IS NULL THEN d.clock_order END"),
            ListColumn::Phone => Sort::Plain("d.phone"),
            ListColumn::SourceCode => Sort::Plain("d.source_code"),
            ListColumn::Submitted => Sort::Plain("d.submitted_at"),
            ListColumn::AcceptanceDue => Sort::Plain("d.acceptance_due"),
            ListColumn::HandoverDue => Sort::Plain("d.handover_due"),
            ListColumn::Done => Sort::Plain("d.done_at"),
            ListColumn::Returned => Sort::Plain("d.returned_at"),
            ListColumn::LateKind => Sort::Plain("d.late_kind"),
            ListColumn::Apology => Sort::Plain("d.apology_issued_at"),
            ListColumn::Digitised => Sort::Plain(
                "printf('%06d', max(d.components_required - d.components_digitized, 0)) || d.result_digitized",
            ),
        }
    }

    /// Whether a list that is not too long can be narrowed to the rows with one value of it: they are looked through,
    /// for no index holds it. A code is of one dossier, and the time that is left changes by the minute.
    pub const fn narrows_short(self) -> bool {
        matches!(
            self,
            ListColumn::Stage
                | ListColumn::Officer
                | ListColumn::Submitted
                | ListColumn::AcceptanceDue
                | ListColumn::HandoverDue
                | ListColumn::Done
                | ListColumn::Apology
                | ListColumn::Digitised
        )
    }

    /// Whether a list can be narrowed to the rows with one value of it: each has an index.
    pub const fn narrows(self) -> bool {
        matches!(
            self,
            ListColumn::Name
                | ListColumn::Due
                | ListColumn::Procedure
                | ListColumn::Field
                | ListColumn::Channel
                | ListColumn::Accepted
                | ListColumn::Phone
                | ListColumn::SourceCode
                | ListColumn::Office
                | ListColumn::Settled
                | ListColumn::Returned
                | ListColumn::Receiver
                | ListColumn::Handler
                | ListColumn::LateKind
        )
    }
}
