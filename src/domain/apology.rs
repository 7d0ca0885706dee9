//! Which part of the apology ledger a dossier stands in (DOMAIN.md §5).
//!
//! Two questions, each with one answer. Of an overdue dossier: was the citizen told before the due date, after it, or
//! not at all, with or without a reason; the figures of a report and the ledger ask it alike. Of a letter: which step
//! comes next. Nothing here knows a screen, a file or the clock on the wall.

use crate::domain::day::{Day, Moment};
use crate::domain::dossier::Apology;
use crate::domain::facts::Facts;
use crate::domain::standing::{Frame, Standing};

/// What the citizen of an overdue dossier was told. Every overdue dossier is in exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Told {
    /// The letter was issued on an earlier day than the due date.
    Before,
    /// The letter was issued on the due date or later.
    After,
    /// There is no letter, and a reason for that is on record.
    Excused,
    /// There is neither a letter nor a reason.
    Missing,
}

impl Told {
    /// Every part, in the order of the ledger.
    pub const ALL: [Told; 4] = [Told::Before, Told::After, Told::Excused, Told::Missing];

    /// The Vietnamese name.
    pub const fn label(self) -> &'static str {
        match self {
            Told::Before => "xin lỗi trước hạn",
            Told::After => "xin lỗi sau hạn",
            Told::Excused => "không xin lỗi, có lý do",
            Told::Missing => "chưa xin lỗi",
        }
    }

    /// Whether there is a letter.
    pub const fn by_letter(self) -> bool {
        matches!(self, Told::Before | Told::After)
    }
}

/// What was told by a letter issued at `issued`, of a dossier due on `due`. A letter outweighs a reason for none. One
/// for a dossier without a due date cannot have come before it.
pub fn told(issued: Option<Moment>, reason_for_none: bool, due: Option<Day>) -> Told {
    match issued {
        Some(issued) if due.is_some_and(|due| issued.day < due) => Told::Before,
        Some(_) => Told::After,
        None if reason_for_none => Told::Excused,
        None => Told::Missing,
    }
}

/// The same as seen at the cut-off of a period: a letter issued after it does not exist yet. A reason for none bears no
/// moment, so it counts at every cut-off.
pub fn told_seen(facts: &Facts, standing: &Standing, frame: &Frame) -> Told {
    let issued = facts.apology_issued_at.filter(|_| frame.happened(facts.apology_issued_at));
    told(issued, facts.no_apology_reason, standing.due.map(|due| due.day))
}

/// Where a dossier stands in the ledger: which step comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Near its due date or at the last moment for a letter, and nobody has written one.
    WillMiss,
    /// Late, with neither a letter nor a reason for none.
    Missed,
    /// The letter is issued and not uploaded to the provincial system.
    Upload,
    /// It is uploaded and not posted at the desk.
    Post,
    /// Issued, uploaded and posted.
    Complete,
    /// A reason for having no letter is on record.
    Excused,
}

impl Step {
    /// Every step, in the order of the screen.
    pub const ALL: [Step; 6] = [Step::WillMiss, Step::Missed, Step::Upload, Step::Post, Step::Complete, Step::Excused];

    /// The Vietnamese name.
    pub const fn label(self) -> &'static str {
        match self {
            Step::WillMiss => "Sẽ trễ",
            Step::Missed => "Chưa xin lỗi",
            Step::Upload => "Chưa đăng tải",
            Step::Post => "Chưa niêm yết",
            Step::Complete => "Đủ",
            Step::Excused => "Có lý do",
        }
    }
}

/// The step of a dossier with this letter that is `late`, or else `near` its due date; `None` for one that the ledger
/// has nothing to do with.
pub fn step(letter: &Apology, late: bool, near: bool) -> Option<Step> {
    if letter.issued_at.is_some() {
        return Some(match (letter.uploaded_at, letter.posted_at) {
            (None, _) => Step::Upload,
            (Some(_), None) => Step::Post,
            (Some(_), Some(_)) => Step::Complete,
        });
    }
    match (letter.none_reason.is_empty(), late, near) {
        (false, ..) => Some(Step::Excused),
        (true, true, _) => Some(Step::Missed),
        (true, false, true) => Some(Step::WillMiss),
        (true, false, false) => None,
    }
}

/// What is done about a letter, one deed at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Issue one.
    Issue,
    /// Upload it to the provincial system.
    Upload,
    /// Post it at the desk.
    Post,
    /// Give a reason for having none.
    Excuse,
}

/// What stands in the way of a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// The letter is issued already, at this moment.
    Issued(Moment),
    /// None is issued yet.
    NotIssued,
    /// The deed was done already, at this moment.
    Done(Moment),
}

impl Deed {
    /// What stands in the way of the deed for this letter; `None` where it can be done. Posting does not wait for
    /// uploading.
    pub fn bar(self, letter: &Apology) -> Option<Bar> {
        match (self, letter.issued_at) {
            (Deed::Issue | Deed::Excuse, issued) => issued.map(Bar::Issued),
            (Deed::Upload | Deed::Post, None) => Some(Bar::NotIssued),
            (Deed::Upload, Some(_)) => letter.uploaded_at.map(Bar::Done),
            (Deed::Post, Some(_)) => letter.posted_at.map(Bar::Done),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<Moment> {
        Some(text.parse().expect("a moment"))
    }

    #[test]
    fn a_letter_of_an_earlier_day_is_before_the_due_date() {
        let due = at("2026-11-20 17:00").map(|due| due.day);
        let cases = [
            (at("2026-11-19 23:59"), false, Told::Before),
            (at("2026-11-20 08:00"), false, Told::After),
            (at("2026-11-25 08:00"), true, Told::After),
            (None, true, Told::Excused),
            (None, false, Told::Missing),
        ];
        for (issued, reason, expected) in cases {
            assert_eq!(told(issued, reason, due), expected, "{issued:?}");
        }
        assert_eq!(told(at("2026-11-19 08:00"), false, None), Told::After);
    }

    #[test]
    fn a_deed_is_barred_by_what_is_on_record() {
        let issued = Apology { issued_at: at("2026-11-19 08:00"), ..Apology::default() };
        let posted = Apology { posted_at: at("2026-11-19 09:00"), ..issued.clone() };
        let bars = |letter: &Apology| [Deed::Issue, Deed::Excuse, Deed::Upload, Deed::Post].map(|it| it.bar(letter));
        let none = Some(Bar::NotIssued);
        assert_eq!(bars(&Apology::default()), [None, None, none, none]);
        let there = issued.issued_at.map(Bar::Issued);
        assert_eq!(bars(&issued), [there, there, None, None]);
        assert_eq!(bars(&posted), [there, there, None, posted.posted_at.map(Bar::Done)]);
    }

    #[test]
    fn the_next_step_follows_from_what_is_there() {
        let mut letter = Apology::default();
        assert_eq!(step(&letter, false, false), None);
        assert_eq!(step(&letter, false, true), Some(Step::WillMiss));
        assert_eq!(step(&letter, true, true), Some(Step::Missed));
        letter.none_reason = "công dân đồng ý chờ".to_owned();
        assert_eq!(step(&letter, true, false), Some(Step::Excused));
        letter = Apology { issued_at: at("2026-11-19 08:00"), ..Apology::default() };
        assert_eq!(step(&letter, false, false), Some(Step::Upload), "a letter stays one when the work came in time");
        // Posted before it was uploaded: uploading is what is left.
        letter.posted_at = at("2026-11-19 09:00");
        assert_eq!(step(&letter, true, false), Some(Step::Upload));
        letter.uploaded_at = at("2026-11-19 09:30");
        assert_eq!(step(&letter, true, false), Some(Step::Complete));
        letter.posted_at = None;
        assert_eq!(step(&letter, true, false), Some(Step::Post));
    }
}
