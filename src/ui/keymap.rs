//! THE table of keys, and the questions asked of it. The rows are in [`crate::ui::keys`].
//!
//! Footer, F1, the command palette and the README's table all come from these rows; none of them names a key itself.

use crate::ui::input::{Key, KeyCode};
use crate::ui::keys::ROWS;

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

/// Declares the actions once, with the list of all of them for the tests and the palette.
macro_rules! acts {
    ($($(#[$meta:meta])* $name:ident,)+) => {
        /// Everything a key can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Act { $($(#[$meta])* $name),+ }

        impl Act {
            /// Every action.
            pub const ALL: &'static [Act] = &[$(Act::$name),+];
        }
    };
}

acts! {
    /// Open the help.
    Help,
    /// Open the form for a new dossier.
    NewDossier,
    /// Go to the start screen.
    Today,
    /// Go to the dossiers.
    Dossiers,
    /// Go to the reports.
    Reports,
    /// Go to the catalogue.
    Catalogue,
    /// Go to the overdue dossiers.
    Overdue,
    /// Go to the history.
    Journal,
    /// Choose one of the lists that have no place on the line of tabs.
    Duties,
    /// Another officer takes the seat.
    SwitchOfficer,
    /// Leave the program.
    Quit,
    /// Undo the last entry.
    Undo,
    /// Redo what was undone.
    Redo,
    /// Find any action by its name.
    Palette,
    /// Draw the whole screen anew.
    Redraw,
    /// One row or line up.
    Up,
    /// One row or line down.
    Down,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// Open the selected row.
    Open,
    /// Back to where one came from.
    Back,
    /// Type words to find rows.
    Find,
    /// Choose which rows are shown.
    Filter,
    /// Choose the order.
    Sort,
    /// Keep only rows that have the same value as the selected one.
    FilterBy,
    /// Choose the columns.
    Columns,
    /// Open a saved view, or change one.
    Views,
    /// Save what is seen under a name.
    SaveView,
    /// Copy a cell or the row.
    Copy,
    /// Show or hide.
    Toggle,
    /// One place earlier.
    Earlier,
    /// One place later.
    Later,
    /// The usual ones again.
    Reset,
    /// Mark or unmark the selected row.
    Mark,
    /// Mark all rows, or none.
    MarkAll,
    /// Only overdue rows, or all again.
    OnlyOverdue,
    /// Open the list of a counter.
    Counter,
    /// Undo the selected entry of the history.
    UndoEntry,
    /// Choose a move for the selected or marked dossiers.
    Moves,
    /// Print.
    Print,
    /// Save as a file.
    Export,
    /// Assign or hand over, with given and received moments.
    HandOver,
    /// Stop the clock.
    Pause,
    /// Let the clock run again.
    Resume,
    /// The work is finished.
    Done,
    /// Closed on the portal.
    Settle,
    /// The result is handed to the citizen.
    GiveBack,
    /// Given back unsettled.
    Reject,
    /// The citizen takes the dossier back.
    Withdraw,
    /// Processing is stopped.
    Stop,
    /// Not accepted.
    Refuse,
    /// Change data, with a reason.
    Amend,
    /// The apology letter and its three facts.
    Apologise,
    /// Go to the ledger of apologies.
    Apologies,
    /// Issue a letter of apology.
    IssueLetter,
    /// The letter is uploaded.
    UploadLetter,
    /// The letter is posted at the desk.
    PostLetter,
    /// There is no letter, and why.
    ExcuseLetter,
    /// The numbers of letters of the year.
    LetterNumbers,
    /// Components digitized.
    DigitiseComponents,
    /// Result digitized.
    DigitiseResult,
    /// Record a rating.
    Rate,
    /// Note or correct the fee taken.
    TakeFee,
    /// The section head's page.
    HeadPage,
    /// Fees taken.
    Fees,
    /// Postings of published procedures.
    Postings,
    /// Directing documents.
    Directing,
    /// Note that something was posted.
    Post,
    /// Explain late dossiers, officer by officer.
    ExplainLate,
    /// Invite to rate at the kiosk.
    Invite,
    /// The sums of ratings.
    Ratings,
    /// The citizens' own screen.
    Kiosk,
    /// Type the PIN.
    Unlock,
    /// The feedback.
    Feedback,
    /// Note feedback that came in.
    FeedbackAdd,
    /// Change feedback, with a reason.
    FeedbackEdit,
    /// The feedback of the last year, or of every year.
    FeedbackSpan,
    /// Ask the sender of feedback for more.
    FeedbackAsk,
    /// What the sender was asked for came.
    FeedbackCame,
    /// Refuse feedback.
    FeedbackRefuse,
    /// Answer feedback.
    FeedbackAnswer,
    /// The answer is public.
    FeedbackPublish,
    /// Open the dossier of the row.
    OpenDossier,
    /// Accept what was filed online.
    AcceptFiled,
    /// Note that a hand-over was received.
    Receive,
    /// Give a new due date.
    Repromise,
    /// The dossiers whose date differs by today's calendar.
    Differing,
    /// Promise the date that today's calendar gives.
    PromiseAnew,
    /// What is not digitized yet.
    Digitising,
    /// All papers, or the result, are digitized.
    GapDone,
    /// What was lacking was taken from the store.
    GapReused,
    /// What was lacking was taken from the national store.
    GapNational,
    /// What was lacking does not apply.
    GapNotApplicable,
    /// What is lacking cannot be digitized.
    GapUnmendable,
    /// The result is digitized and signed.
    GapSigned,
    /// Today's, this period's, all.
    GapSpan,
    /// Look for the files of the scans.
    CheckScans,
    /// Make a dossier a leg of a request.
    LinkLeg,
    /// Make a leg a dossier on its own again.
    UnlinkLeg,
    /// Accept a new leg of a request.
    AcceptLeg,
    /// Correct a pause that is on record.
    CorrectPause,
    /// Explain the due date day by day.
    Explain,
    /// The history of the record.
    History,
    /// Actual or operational lateness, with cause and officer.
    Classify,
    /// Switch the built-in way of typing Vietnamese.
    Typing,
    /// The caret one letter to the left.
    CaretLeft,
    /// The caret one letter to the right.
    CaretRight,
    /// The caret to the word before.
    WordLeft,
    /// The caret to the next word.
    WordRight,
    /// The caret to the beginning of the text.
    TextStart,
    /// The caret to the end of the text.
    TextEnd,
    /// Select while the caret moves.
    Select,
    /// Select the whole text.
    SelectAll,
    /// Take the letter before the caret away.
    EraseLeft,
    /// Take the letter after the caret away.
    EraseRight,
    /// Take the word before the caret away.
    EraseWordLeft,
    /// Take the word after the caret away.
    EraseWordRight,
    /// Take everything before the caret away.
    EraseToStart,
    /// Take everything after the caret away.
    EraseToEnd,
    /// Take the last change of the text back.
    TakeBack,
    /// The last converted word becomes the keys it was typed with.
    AsTyped,
    /// Save the form.
    Save,
    /// Save and print the receipt.
    SaveAndPrint,
    /// Take over what the dossier before had.
    LikeLast,
    /// Take over what the dossier before had in this field.
    LikeLastField,
    /// Empty the form for another dossier.
    NewForm,
    /// Leave the form; what was typed stays as a draft.
    Leave,
    /// To the next field.
    NextField,
    /// To the field before.
    PreviousField,
    /// Open the choices of a field, or of a popup.
    Choices,
    /// Choose the period of a report.
    Period,
    /// Count a report anew.
    Recount,
    /// The list of figures and findings of a report, or its text again.
    Audit,
    /// Type in the points that a portal published.
    PublishedScores,
    /// The targets that reports are held against.
    Targets,
    /// The charts of a report, one after the other.
    Charts,
    /// The words that the desk writes in a report.
    Texts,
    /// Write the words of a section.
    WriteText,
    /// Take over what the figures suggest.
    TakeSuggestion,
    /// Copy the words of the last period.
    CopyTexts,
    /// To the tables of targets and comparison.
    Compared,
    /// Freeze what was reported of a period, or open it again.
    ClosePeriod,
    /// A file of a closed period as it was reported.
    Reprint,
    /// Print or save form 07 of a report's period.
    PrintBook,
    /// What has changed since a period was closed.
    SinceClosing,
    /// To the next part of a screen.
    NextPart,
    /// To the part before.
    PreviousPart,
    /// A new row in the catalogue.
    Add,
    /// Edit the row of the catalogue.
    Edit,
    /// Say that the row was checked.
    Confirm,
    /// Take the row of the catalogue away.
    Remove,
    /// Open the calendar by the year.
    Calendar,
    /// One year back.
    PreviousYear,
    /// One year on.
    NextYear,
    /// The list of a year's days.
    YearList,
    /// Write days of the calendar.
    AddDays,
    /// Edit a day of the calendar.
    EditDay,
    /// Take days out of the calendar.
    RemoveDays,
    /// Confirm days by their announcement.
    ConfirmDays,
    /// Propose the holidays of a year.
    ProposeYear,
    /// Take a file into the calendar.
    ImportDays,
    /// Close the popup.
    Close,
    /// Yes, in a popup.
    Accept,
    /// Cancel a running task.
    Cancel,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct KeyRow {
    /// Where the keys mean it.
    pub scope: Scope,
    /// The keys; the first is the one shown in the footer.
    pub keys: &'static [Key],
    /// What they ask for.
    pub act: Act,
    /// One to three words for the footer.
    pub label: &'static str,
    /// One sentence for help and README.
    pub help: &'static str,
    /// Place in the footer: 1 stays longest, 0 is not shown there.
    pub weight: u8,
}

impl KeyRow {
    /// The names of the keys: `F3, Alt+3`.
    pub fn key_names(&self) -> String {
        self.keys.iter().map(Key::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// The rows that a scope sees, nearest first.
pub fn rows(scope: Scope) -> impl Iterator<Item = &'static KeyRow> {
    scope.chain().iter().flat_map(|at| ROWS.iter().filter(move |row| row.scope == *at))
}

/// What a key asks for in a scope. With Caps Lock on a letter key still means its letter.
pub fn act(scope: Scope, key: Key) -> Option<Act> {
    let key = key.settled();
    let find = |key: Key| rows(scope).find(|row| row.keys.contains(&key)).map(|row| row.act);
    find(key).or_else(|| match key.code {
        KeyCode::Char(c) => find(Key { code: KeyCode::Char(c.to_ascii_lowercase()), ..key }),
        _ => None,
    })
}

/// The first key that asks for an action in a scope.
pub fn key_of(scope: Scope, act: Act) -> Option<Key> {
    rows(scope).find(|row| row.act == act).and_then(|row| row.keys.first().copied())
}

/// The key table of the README, in Markdown.
pub fn markdown() -> String {
    let mut out = String::new();
    for &scope in Scope::ALL {
        let mut rows = ROWS.iter().filter(|row| row.scope == scope).peekable();
        if rows.peek().is_none() {
            continue;
        }
        out.push_str(&format!("\n**{}**\n\n| Phím | Việc | Giải thích |\n|---|---|---|\n", scope.label()));
        for row in rows {
            let keys: Vec<String> = row.keys.iter().map(|key| format!("`{key}`")).collect();
            out.push_str(&format!("| {} | {} | {} |\n", keys.join(" "), row.label, row.help));
        }
    }
    out.trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn no_key_is_taken_twice_where_it_can_be_pressed() {
        for &scope in Scope::ALL {
            let mut taken: HashMap<Key, &KeyRow> = HashMap::new();
            for row in rows(scope) {
                for key in row.keys {
                    // In a form the key takes typing back and goes no further; outside it is the register's.
                    if row.act == Act::TakeBack && taken.get(key).is_some_and(|before| before.act == Act::Undo) {
                        continue;
                    }
                    let before = taken.insert(*key, row);
                    assert!(before.is_none(), "{key} trong {scope:?}: {:?} và {:?}", before.map(|r| r.act), row.act);
                }
            }
        }
    }

    #[test]
    fn every_row_has_keys_a_label_and_a_sentence() {
        for row in ROWS {
            assert!(!row.keys.is_empty() && !row.label.is_empty(), "{row:?}");
            assert!(row.help.ends_with('.') && row.help.chars().count() > 8, "{row:?}");
            assert!(row.label.chars().count() <= 18, "{row:?}");
            assert!(!row.help.contains('|') && !row.label.contains('|'), "breaks the README's table: {row:?}");
        }
    }

    #[test]
    fn every_action_has_a_key() {
        for act in Act::ALL {
            assert!(ROWS.iter().any(|row| row.act == *act), "{act:?}");
        }
    }

    #[test]
    fn every_key_of_every_row_reaches_its_action() {
        for row in ROWS {
            for key in row.keys {
                assert_eq!(act(row.scope, *key), Some(row.act), "{key} trong {:?}", row.scope);
            }
        }
    }

    #[test]
    fn every_footer_label_fits_the_narrowest_usable_window() {
        for row in ROWS.iter().filter(|row| row.weight > 0) {
            let key = row.keys.first().map(ToString::to_string).unwrap_or_default();
            assert!(crate::ui::text::width(&format!("{key} {}", row.label)) < 40, "{row:?}");
        }
    }

    #[test]
    fn no_letter_is_a_command_where_letters_are_text() {
        for row in ROWS.iter().filter(|row| row.scope.types_text()) {
            for key in row.keys {
                assert!(key.typed().is_none(), "{key} trong {:?}", row.scope);
            }
        }
    }

    #[test]
    fn every_function_key_has_a_way_without_one() {
        for row in ROWS {
            let f = row.keys.iter().any(|key| matches!(key.code, KeyCode::F(_)));
            assert!(!f || row.keys.iter().any(|key| !matches!(key.code, KeyCode::F(_))), "{row:?}");
        }
    }

    #[test]
    fn the_head_reaches_overdue_in_one_key_and_paper_in_four() {
        assert_eq!(act(Scope::Today, Key::f(7)), Some(Act::Overdue));
        assert_eq!(act(Scope::Detail, Key::alt('7')), Some(Act::Overdue));
        assert!(key_of(Scope::Dossiers, Act::Print).is_some());
    }

    #[test]
    fn caps_lock_changes_nothing_and_both_backspaces_are_one() {
        assert_eq!(act(Scope::Detail, Key::char('K')), act(Scope::Detail, Key::char('k')));
        assert_eq!(Key::ctrl('h').settled(), Key::plain(KeyCode::Backspace));
    }

    #[test]
    fn the_readme_table_names_every_row() {
        let table = markdown();
        for row in ROWS {
            assert!(table.contains(row.help), "{row:?}");
        }
    }
}
