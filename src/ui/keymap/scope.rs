//! Where keys mean something, and which other places' keys hold there too.

use crate::ui::keymap::Act;

/// Where a key means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everywhere but in a popup.
    Global,
    /// Any list with a selected row.
    List,
    /// Any table that is sorted, narrowed and copied from.
    Table,
    /// The start screen: what today asks for.
    Today,
    /// The lists of dossiers.
    Dossiers,
    /// The columns of a list.
    Columns,
    /// One dossier.
    Detail,
    /// Why its due date is what it is.
    Explain,
    /// Dossiers whose date differs by today's calendar.
    Differing,
    /// The section head's page.
    HeadPage,
    /// Fees taken.
    Fees,
    /// Postings of published procedures.
    Postings,
    /// Directing documents.
    Directing,
    /// What has changed since a period was closed.
    SinceClosing,
    /// What is not digitized.
    Digitising,
    /// The ledger of apologies.
    Apologies,
    /// Any form.
    Form,
    /// Any field of text.
    Field,
    /// The form for a new dossier.
    Accept,
    /// The form of the first start.
    SetUp,
    /// The reports.
    Reports,
    /// The words that the desk writes in a report.
    Narrative,
    /// Procedures, officers, calendar and settings.
    Catalogue,
    /// The calendar by the year.
    Calendar,
    /// The history of the register.
    Journal,
    /// Sums of ratings.
    Ratings,
    /// Feedback.
    Feedback,
    /// The citizens' own screen.
    Kiosk,
    /// A page of text to scroll.
    Text,
    /// A popup that asks with named keys; those keys are its own data.
    Confirm,
    /// A form in a popup.
    Prompt,
    /// A popup with a list to choose from by typing.
    Choose,
    /// The help popup.
    Help,
    /// A popup with a running task.
    Progress,
}

impl Scope {
    /// Every scope, in the order of the help and the README.
    pub const ALL: &'static [Scope] = &[
        Scope::Global,
        Scope::Today,
        Scope::Dossiers,
        Scope::Table,
        Scope::Columns,
        Scope::List,
        Scope::Detail,
        Scope::Explain,
        Scope::Differing,
        Scope::HeadPage,
        Scope::Fees,
        Scope::Postings,
        Scope::Directing,
        Scope::Digitising,
        Scope::Apologies,
        Scope::Accept,
        Scope::Form,
        Scope::Field,
        Scope::SetUp,
        Scope::Reports,
        Scope::Narrative,
        Scope::SinceClosing,
        Scope::Catalogue,
        Scope::Calendar,
        Scope::Journal,
        Scope::Ratings,
        Scope::Feedback,
        Scope::Kiosk,
        Scope::Text,
        Scope::Confirm,
        Scope::Prompt,
        Scope::Choose,
        Scope::Help,
        Scope::Progress,
    ];

    /// The scopes in which a key is looked for, nearest first.
    pub const fn chain(self) -> &'static [Scope] {
        use Scope::{
            Accept, Catalogue, Choose, Confirm, Detail, Dossiers, Field, Form, Global, Help, Journal, List, Progress,
            Prompt, Reports, SetUp, Text, Today,
        };
        match self {
            Global => &[Global],
            List => &[List, Global],
            Today => &[Today, List, Global],
            Scope::Table => &[Scope::Table, List, Global],
            Dossiers => &[Dossiers, Scope::Table, List, Global],
            Scope::Columns => &[Scope::Columns, Global],
            Detail => &[Detail, Global],
            Field => &[Field],
            // The field has had the key before; what it leaves is the frame's.
            Form => &[Form, Global, Field],
            Accept => &[Accept, Form, Global, Field],
            SetUp => &[SetUp, Form, Field],
            Scope::Explain => &[Scope::Explain, Global],
            Scope::SinceClosing => &[Scope::SinceClosing, Scope::Table, List, Global],
            Scope::Differing => &[Scope::Differing, Scope::Table, List, Global],
            Scope::HeadPage => &[Scope::HeadPage, Scope::Table, List, Global],
            Scope::Fees => &[Scope::Fees, Scope::Table, List, Global],
            Scope::Postings => &[Scope::Postings, Scope::Table, List, Global],
            Scope::Directing => &[Scope::Directing, Scope::Table, List, Global],
            Scope::Digitising => &[Scope::Digitising, Scope::Table, List, Global],
            Scope::Apologies => &[Scope::Apologies, Scope::Table, List, Global],
            Reports => &[Reports, List, Global],
            Scope::Narrative => &[Scope::Narrative, List, Global],
            Catalogue => &[Catalogue, Scope::Table, List, Global],
            Scope::Calendar => &[Scope::Calendar, Global],
            Journal => &[Journal, Scope::Table, List, Global],
            Scope::Ratings => &[Scope::Ratings, Scope::Table, List, Global],
            Scope::Feedback => &[Scope::Feedback, Scope::Table, List, Global],
            Scope::Kiosk => &[Scope::Kiosk],
            Text => &[Text],
            Confirm => &[Confirm],
            Prompt => &[Prompt, Form, Field],
            Choose => &[Choose, Field],
            Help => &[Help, Field],
            Progress => &[Progress],
        }
    }

    /// Whether letters are typed text here, so that no row may take a bare letter.
    pub const fn types_text(self) -> bool {
        matches!(
            self,
            Scope::Global
                | Scope::Form
                | Scope::Field
                | Scope::Accept
                | Scope::SetUp
                | Scope::Prompt
                | Scope::Choose
                | Scope::Help
        )
    }

    /// The action that leads to the screen whose keys these are, or to the list that it is opened from; `None` for keys
    /// of boxes and fields.
    pub const fn way(self) -> Option<Act> {
        Some(match self {
            Scope::Today | Scope::Differing => Act::Today,
            Scope::Accept => Act::NewDossier,
            Scope::Dossiers | Scope::Detail | Scope::Explain => Act::Dossiers,
            Scope::Reports | Scope::Narrative | Scope::SinceClosing => Act::Reports,
            Scope::Catalogue => Act::Catalogue,
            Scope::Calendar => Act::Calendar,
            Scope::Journal => Act::Journal,
            Scope::HeadPage => Act::HeadPage,
            Scope::Fees => Act::Fees,
            Scope::Postings => Act::Postings,
            Scope::Directing => Act::Directing,
            Scope::Apologies => Act::Apologies,
            Scope::Digitising => Act::Digitising,
            Scope::Ratings => Act::Ratings,
            Scope::Feedback => Act::Feedback,
            _ => return None,
        })
    }

    /// The heading of the scope in help and README.
    pub const fn label(self) -> &'static str {
        match self {
            Scope::Global => "Mọi nơi",
            Scope::List => "Trong danh sách",
            Scope::Table => "Trong bảng",
            Scope::Today => "Hôm nay",
            Scope::Dossiers => "Hồ sơ",
            Scope::Columns => "Cột của danh sách",
            Scope::Detail => "Một hồ sơ",
            Scope::Explain => "Giải trình hạn",
            Scope::Digitising => "Chưa số hóa",
            Scope::Differing => "Ngày hẹn khác cách tính hiện nay (lịch, quy tắc)",
            Scope::HeadPage => "Trang lãnh đạo",
            Scope::Fees => "Phí đã thu",
            Scope::Postings => "Niêm yết TTHC",
            Scope::Directing => "Văn bản chỉ đạo",
            Scope::Apologies => "Sổ xin lỗi",
            Scope::Form => "Khi nhập liệu",
            Scope::Field => "Ô nhập chữ",
            Scope::Accept => "Tiếp nhận",
            Scope::SetUp => "Thiết lập lần đầu",
            Scope::Reports => "Báo cáo",
            Scope::Narrative => "Lời văn báo cáo",
            Scope::SinceClosing => "Thay đổi sau chốt",
            Scope::Catalogue => "Danh mục",
            Scope::Calendar => "Lịch năm",
            Scope::Journal => "Nhật ký",
            Scope::Ratings => "Đánh giá",
            Scope::Feedback => "Phản ánh, kiến nghị",
            Scope::Kiosk => "Màn hình đánh giá",
            Scope::Text => "Trang văn bản",
            Scope::Confirm => "Hộp hỏi",
            Scope::Prompt => "Hộp nhập liệu",
            Scope::Choose => "Hộp chọn",
            Scope::Help => "Hộp trợ giúp",
            Scope::Progress => "Hộp tiến độ",
        }
    }
}
