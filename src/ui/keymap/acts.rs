//! Everything that a key can ask for.

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
    /// Go to the dossier that was accepted last.
    Newcomer,
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
    /// Put back what was taken back.
    PutBack,
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
