//! What is particular to one of the lists of papers, and what their forms share.

use std::sync::Arc;

use crate::desk::Target;
use crate::domain::number::vietnamese_number;
use crate::domain::refusal::Refusal;
use crate::ui::action::{Around, Effect};
use crate::ui::entry::Ground;
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::Tone;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::popup::{Answer as Given, Popup};
use crate::ui::parts::table::{Cell, Row, Table};
use crate::ui::screens::arranged::Arranged;
use crate::ui::work::detail::Aids;
use crate::ui::work::papers::{Ask, Change, List, Listed, Sheet};
use crate::ui::work::stop::Stop;
use crate::ui::work::{Job, Reply};

/// The row of everything together; no record has this id.
pub(super) const WHOLE: i64 = -1;

/// A number that is put in order as a number.
pub(super) fn sum_cell(n: i64, tone: Tone) -> Cell {
    Cell::toned(vietnamese_number(n), tone).by(format!("{n:015}"))
}

/// What a list may lean on when it is asked something.
pub struct Desk<'a> {
    /// Its table: the selected row, the marked ones.
    pub table: &'a Table,
    /// What there is to choose from, once that has come.
    pub aids: Option<&'a Arc<Aids>>,
    /// The minute.
    pub around: &'a Around,
}

impl Desk<'_> {
    /// What typed days are read by; `None` until the calendar has come.
    pub fn ground(&self) -> Option<Ground<'_>> {
        self.aids.map(|aids| Ground { now: self.around.now, calendar: &aids.rules.calendar })
    }
}

/// What is particular to a list.
pub trait Paper {
    /// Whose keys hold.
    const SCOPE: Scope;
    /// Its name.
    const TITLE: &'static str;

    /// Its table.
    fn table() -> Arranged;

    /// Which list is to be fetched.
    fn list(&mut self, around: &Around) -> List;

    /// Takes the list: its rows, or nothing where it is another one.
    fn take(&mut self, listed: &Listed) -> Option<Vec<Row>>;

    /// The line above the table.
    fn heading(&self) -> String;

    /// Said where the list is empty: what to do next.
    fn nothing(&self) -> String;

    /// What the short headings of its columns mean, each with the beginning of its heading; told below the table of those
    /// that are shown.
    fn legend(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }

    /// What is printed or exported, each with its words and its key; the first is what Enter chooses.
    fn sheets(&self) -> Vec<(&'static str, Sheet)>;

    /// Carries out a key of its own.
    fn act(&mut self, act: Act, desk: &Desk<'_>) -> Vec<Effect<Job>>;

    /// Why a key of its own can do nothing now.
    fn why_not(&self, _act: Act, _table: &Table) -> Option<String> {
        None
    }

    /// A field of a form of its own changed.
    fn edited(&self, _purpose: Act, _form: &mut Form, _key: &str, _ground: &Ground<'_>) {}

    /// A popup of its own was answered.
    fn answered(&mut self, popup: &Popup, answer: &Given, desk: &Desk<'_>) -> Vec<Effect<Job>>;

    /// What its form asked for was written: it sees to it that the list shows it, and says what else there is to say.
    fn wrote(&mut self, _act: Act) -> Option<String> {
        None
    }

    /// Hears a reply that only it asked for.
    fn reply(&mut self, _reply: &Reply) -> Vec<Effect<Job>> {
        Vec::new()
    }
}

/// The marked rows, or the selected one, as the user saw them.
pub(super) fn targets(table: &Table) -> Vec<Target> {
    let wanted = table.targets();
    let rows = table.rows().iter().filter(|row| wanted.contains(&row.id));
    rows.map(|row| Target { id: row.id, version: row.version }).collect()
}

/// Asks why some rows are taken back.
pub(super) fn void_form(act: Act, title: &str, count: usize) -> Vec<Effect<Job>> {
    let form = Form::new(vec![
        FormRow::note(&format!("Bỏ {count} dòng; lịch sử vẫn giữ, hoàn tác được.")),
        FormRow::text("reason", "Lý do", "").hint("Bắt buộc, ví dụ: ghi nhầm, đã ghi ở dòng khác"),
    ]);
    // A reason belongs to the rows it was typed for: left unsaved it must not come back for others.
    vec![Effect::Popup(Box::new(Popup::prompt(act, title, form).unkept()))]
}

pub(super) fn write(act: Act, change: Change) -> Vec<Effect<Job>> {
    vec![Effect::Job(Job::Papers(Ask::Write { act, change }))]
}

pub(super) fn fail(act: Act, refusal: Refusal) -> Vec<Effect<Job>> {
    vec![Effect::Refuse(act, refusal)]
}

/// Closes the form that chose other days, and fetches the list of them.
pub(super) fn again(act: Act, list: List) -> Vec<Effect<Job>> {
    let ask = Ask::Load { ticket: 0, list, stop: Stop::default() };
    vec![Effect::Close(act), Effect::Job(Job::Papers(ask))]
}
