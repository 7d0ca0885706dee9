//! The ledger of apologies (Sổ xin lỗi): one list in parts, one key a step, for the row or the marked rows.

mod lines;
mod numbers;
mod printing;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::number::vietnamese_number;
use crate::store::pages::ListRow;
use crate::ui::action::{Around, Effect};
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::moves::Context;
use crate::ui::paint::{put, row};
use crate::ui::parts::form::Form;
use crate::ui::parts::popup::{Answer as Given, Popup};
use crate::ui::screens::arranged::{Arranged, Heard};
use crate::ui::screens::dossiers::moving::Moving;
use crate::ui::screens::dossiers::out::{self, Sending};
use crate::ui::screens::dossiers::rows::USUAL;
use crate::ui::screens::listed::{Listed, body};
use crate::ui::work::apologies::{Answer, Ask, Ledger, Line, Step};
use crate::ui::work::detail::{self, Aids};
use crate::ui::work::list::{Source, ticket};
use crate::ui::work::{Job, Reply};
use printing::Printing;

pub use lines::row as row_of;

/// The screen.
pub struct Apologies {
    year: Option<i32>,
    part: Step,
    ledger: Arc<Ledger>,
    known: bool,
    /// The ledger is being read beside the worker.
    reading: bool,
    table: Arranged,
    aids: Option<Arc<Aids>>,
    ticket: u64,
    /// The question that prepares a form.
    preparing: u64,
    moving: Moving,
    sending: Option<Sending>,
    printing: Option<Printing>,
    /// The words that the register was asked for, where a part has more than its rows.
    sought: String,
}

impl Default for Apologies {
    fn default() -> Apologies {
        Apologies::new()
    }
}

impl Apologies {
    /// The screen before its first answer.
    pub fn new() -> Apologies {
        Apologies {
            year: None,
            part: Step::Missed,
            ledger: Arc::default(),
            known: false,
            reading: false,
            table: Arranged::at_hand("apologies", lines::columns()).findable(),
            aids: None,
            ticket: 0,
            preparing: 0,
            moving: Moving::idle(),
            sending: None,
            printing: None,
            sought: String::new(),
        }
    }

    fn load(&mut self) -> Vec<Effect<Job>> {
        let Some(year) = self.year else { return Vec::new() };
        self.ticket = ticket();
        let words = self.sought.clone();
        vec![Effect::Job(Job::Apologies(Ask::Load { ticket: self.ticket, year, words }))]
    }

    /// Asks the register for the words of the table, where the rows at hand are not all there are.
    fn seek(&mut self) -> Vec<Effect<Job>> {
        if self.table.words() == self.sought || (self.sought.is_empty() && !self.ledger.more()) {
            return Vec::new();
        }
        self.table.words().clone_into(&mut self.sought);
        self.load()
    }

    /// Marks the rows of the part, and says where more stand behind them.
    fn mark_all(&mut self) -> Vec<Effect<Job>> {
        let mut effects = self.table.act(Act::MarkAll).map_or_else(Vec::new, Heard::done);
        let behind = lines::behind(&self.ledger, self.part).filter(|_| !self.table.table.marks().is_empty());
        effects
            .extend(behind.map(|said| Effect::Say(Tone::Warning, format!("Chỉ đánh dấu các dòng đang hiện. {said}."))));
        effects
    }

    /// What a file of the part holds: every dossier, also those behind the rows; what is narrowed to a value has rows
    /// only.
    fn of_file(&self) -> Vec<i64> {
        if self.ledger.cut(self.part) && self.table.asked().only.is_empty() {
            return self.ledger.ids(self.part).to_vec();
        }
        self.table.table.rows().iter().map(|row| row.id).collect()
    }

    fn refill(&mut self, around: &Around) {
        let rules = self.aids.as_ref().map(|aids| aids.rules.as_ref());
        let of_part = self.ledger.lines.iter().filter(|line| line.step == self.part);
        self.table.fill(of_part.map(|line| lines::row(line, rules, around.now)).collect());
    }

    fn go_to_part(&mut self, by: usize, around: &Around) -> Vec<Effect<Job>> {
        let at = Step::ALL.iter().position(|step| *step == self.part).unwrap_or(0);
        self.part = Step::ALL[(at + by) % Step::ALL.len()];
        let unmarked = self.table.table.leave_marks();
        self.refill(around);
        self.table.set_area(body(self, around.area));
        unmarked.map(|said| Effect::Say(Tone::Warning, said)).into_iter().collect()
    }

    fn go_to_year(&mut self, by: i32) -> Vec<Effect<Job>> {
        self.year = self.year.map(|year| year + by);
        let unmarked = self.table.table.leave_marks().map(|said| Effect::Say(Tone::Warning, said));
        unmarked.into_iter().chain(self.load()).collect()
    }

    /// The marked dossiers, or the selected one, in the order of the list. Of a list that is longer than its rows those
    /// that words found before are marked still, and have no row now; they count as long as they are of this part, and
    /// nothing but words keeps them out of sight.
    fn targets(&self) -> Vec<i64> {
        let (asked, table) = (self.table.table.targets(), &self.table.table);
        let mut targets: Vec<i64> = table.rows().iter().map(|row| row.id).filter(|id| asked.contains(id)).collect();
        if (self.ledger.more() || !self.sought.is_empty()) && self.table.asked().only.is_empty() {
            let behind = |id: &i64| !targets.contains(id) && self.ledger.holds(self.part, *id);
            let behind: Vec<i64> = asked.into_iter().filter(behind).collect();
            targets.extend(behind);
        }
        targets
    }

    fn selected(&self) -> Option<&Line> {
        let id = self.table.table.selected()?.id;
        self.ledger.lines.iter().find(|line| line.found.row.id == id)
    }

    fn prepare(&mut self, act: Act) -> Vec<Effect<Job>> {
        self.preparing = ticket();
        let ask = Ask::Prepare { ticket: self.preparing, act, ids: self.targets() };
        vec![Effect::Job(Job::Apologies(ask))]
    }

    fn begin_move(&mut self, around: &Around) -> Vec<Effect<Job>> {
        let Some(aids) = self.aids.clone() else { return vec![Effect::Job(Job::Detail(detail::Ask::Aids))] };
        let ids = self.targets();
        let of_target = |line: &&Line| ids.contains(&line.found.row.id);
        let rows: Vec<ListRow> =
            self.ledger.lines.iter().filter(of_target).map(|line| line.found.row.clone()).collect();
        if rows.len() < ids.len() {
            let said = "Có hồ sơ đã đánh dấu nay không hiện; hãy tìm lại (/) hoặc bỏ dấu.";
            return vec![Effect::Say(Tone::Warning, said.to_owned())];
        }
        self.moving.begin(&rows, &aids, around.now)
    }

    fn list_name(&self) -> String {
        format!("Sổ xin lỗi năm {}, {}", self.ledger.year, self.part.label().to_lowercase())
    }

    fn export(&self) -> Vec<Effect<Job>> {
        let narrowed = !self.table.asked().only.is_empty();
        let behind = lines::behind(&self.ledger, self.part).filter(|_| narrowed);
        let behind = behind.map(|said| format!("{said}; ")).unwrap_or_default();
        let length = format!("{behind}{}", vietnamese_number(self.of_file().len() as i64));
        vec![Effect::Popup(Box::new(out::ask(Act::Export, &self.list_name(), &length)))]
    }

    fn let_out(&mut self, form: &Form) -> Vec<Effect<Job>> {
        let ids = self.of_file();
        let (sending, effects) = Sending::start(Act::Export, form, &self.list_name(), &Source::Ids(ids), USUAL);
        self.sending = Some(sending);
        effects
    }

    fn print(&mut self) -> Vec<Effect<Job>> {
        let (printing, effects) = Printing::start(self.targets());
        self.printing = Some(printing);
        effects
    }

    /// Letters that were issued together are shown where their next step is, marked still, so that they can be printed
    /// at once.
    fn wrote(&mut self, act: Act, done: bool) -> Vec<Effect<Job>> {
        match act {
            Act::IssueLetter if done && !self.table.table.marks().is_empty() => {
                self.part = Step::Upload;
                // What could not have one is no part of what was done.
                self.table.table.keep_marks(self.moving.meant());
            }
            // What was marked for printing is no letter any more, and may stand in another part again.
            Act::Undo | Act::Redo => {
                self.table.table.unmark();
                self.table.table.recall();
            }
            _ if done => self.table.table.unmark(),
            _ => {}
        }
        self.load()
    }

    fn answer(&mut self, answer: &Answer, around: &Around) -> Vec<Effect<Job>> {
        match answer {
            Answer::Begun => {
                self.reading = true;
                Vec::new()
            }
            Answer::Ledger { ticket, ledger, aids } if *ticket == self.ticket => {
                (self.ledger, self.known, self.reading) = (Arc::clone(ledger), true, false);
                self.aids = Some(Arc::clone(aids));
                self.refill(around);
                self.table.set_cut(self.ledger.more() || !self.sought.is_empty());
                self.table.set_area(body(self, around.area));
                // Words may have been typed before it was known that there are more than rows.
                self.seek()
            }
            Answer::Prepared { ticket, act, one, rows, letters, aids, coming } if *ticket == self.preparing => {
                self.preparing = 0;
                let mut context = match one {
                    Some(whole) => Context::one(whole, aids, around.now),
                    None => Context::rows(rows, aids, around.now).with_letters(letters),
                };
                context.coming = coming.clone();
                self.moving.begin_with(*act, context)
            }
            _ => Vec::new(),
        }
    }
}

impl Listed for Apologies {
    fn list(&self) -> &Arranged {
        &self.table
    }

    fn list_mut(&mut self) -> &mut Arranged {
        &mut self.table
    }

    fn keys(&self) -> Scope {
        Scope::Apologies
    }

    fn name(&self) -> String {
        "Sổ xin lỗi".to_owned()
    }

    fn edges(&self, _area: Rect) -> (u16, u16) {
        (2 + u16::from(self.ledger.cut(self.part)), 1)
    }

    fn heading(&self) -> String {
        "Đang đọc sổ xin lỗi…".to_owned()
    }

    fn nothing(&self) -> String {
        match (self.known, self.table.narrowed()) {
            (false, _) => String::new(),
            (true, true) => "Không có dòng nào như vậy; Esc: hiện lại cả phần này.".to_owned(),
            (true, false) => lines::nothing(self.part).to_owned(),
        }
    }

    fn foot(&self) -> Option<(Tone, String)> {
        self.selected().map(|line| (Tone::Dim, lines::about(line)))
    }

    fn draw_head(&self, buf: &mut Buffer, area: Rect, look: &Look) {
        if !self.known {
            put(buf, row(area, 0), 1, 0, &self.heading(), look.style(Tone::Title));
            return;
        }
        put(buf, row(area, 0), 1, 0, &lines::head(&self.ledger, area.width.saturating_sub(1)), look.style(Tone::Title));
        let parts = lines::parts(&self.ledger, self.part, area.width);
        put(buf, row(area, 1), 0, 0, &parts, look.style(Tone::Link));
        if let Some(said) = lines::behind(&self.ledger, self.part) {
            put(buf, row(area, 2), 1, 0, &said, look.style(Tone::DueSoon));
        }
    }

    fn standing(&self) -> String {
        if self.reading { "đang đọc…".to_owned() } else { self.table.table.status() }
    }

    fn begin(&mut self, around: &Around) -> Vec<Effect<Job>> {
        self.year = Some(around.now.day.year());
        self.load()
    }

    fn follow(&mut self, heard: Heard, _around: &Around) -> Vec<Effect<Job>> {
        let mut effects = heard.done();
        effects.extend(self.seek());
        effects
    }

    fn before(&mut self, act: Act, _around: &Around) -> Option<Vec<Effect<Job>>> {
        (act == Act::MarkAll).then(|| self.mark_all())
    }

    fn carry(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::NextPart => return self.go_to_part(1, around),
            Act::PreviousPart => return self.go_to_part(Step::ALL.len() - 1, around),
            Act::PreviousYear => return self.go_to_year(-1),
            Act::NextYear => return self.go_to_year(1),
            Act::IssueLetter | Act::UploadLetter | Act::PostLetter | Act::ExcuseLetter | Act::Classify => {
                return self.prepare(act);
            }
            Act::Moves => return self.begin_move(around),
            Act::LetterNumbers => return vec![Effect::Push(Box::new(numbers::Numbers::new(self.ledger.year)))],
            Act::Print => return self.print(),
            Act::Export => return self.export(),
            Act::Explain => return self.explain(),
            _ => {}
        }
        Vec::new()
    }

    fn back(&mut self) -> Vec<Effect<Job>> {
        vec![Effect::Show(Act::Today)]
    }

    fn hindered(&self, act: Act) -> Option<String> {
        let letter = self.selected().is_some_and(|line| line.found.letter.issued_at.is_some());
        let marked = !self.table.table.marks().is_empty();
        let said = match act {
            Act::IssueLetter
            | Act::UploadLetter
            | Act::PostLetter
            | Act::ExcuseLetter
            | Act::Classify
            | Act::Open
            | Act::Explain
            | Act::Moves
            | Act::Print
            | Act::Export
            | Act::Mark
            | Act::MarkAll
                if self.table.table.rows().is_empty() =>
            {
                "Phần này đang trống; Tab sang phần khác."
            }
            Act::IssueLetter | Act::ExcuseLetter if letter && !marked => {
                "Đã có văn bản xin lỗi; sửa, hẹn lại hoặc hủy: Enter, rồi phím a."
            }
            Act::UploadLetter | Act::PostLetter | Act::Print if !letter && !marked => {
                "Hồ sơ này chưa có văn bản xin lỗi; hãy ban hành trước (phím b)."
            }
            Act::UploadLetter if !marked && self.selected().is_some_and(|it| it.found.letter.uploaded_at.is_some()) => {
                "Văn bản này đã đăng tải; ghi sai thì sửa: Enter, rồi phím a."
            }
            Act::PostLetter if !marked && self.selected().is_some_and(|it| it.found.letter.posted_at.is_some()) => {
                "Văn bản này đã niêm yết; ghi sai thì sửa: Enter, rồi phím a."
            }
            Act::Find if !self.known => "Sổ xin lỗi chưa hiện lên.",
            _ => return None,
        };
        Some(said.to_owned())
    }

    fn told(&mut self, popup: &Popup, answer: &Given, _around: &Around) -> Vec<Effect<Job>> {
        if let Some(effects) = self.moving.answered(popup, answer) {
            return effects;
        }
        match (popup.purpose, answer, popup.form()) {
            (Act::Export, Given::Submitted, Some(form)) => return self.let_out(form),
            (Act::Export, Given::Cancelled, _) => self.sending.iter().for_each(Sending::stop),
            (Act::Print, Given::Cancelled, _) => self.printing.iter().for_each(Printing::stop),
            _ => {}
        }
        Vec::new()
    }

    fn changed(&mut self, purpose: Act, form: &mut Form, key: &'static str, _around: &Around) {
        self.moving.edited(purpose, form, key);
    }

    fn take(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        if let Some((done, effects)) = self.sending.as_mut().and_then(|sending| sending.answer(reply)) {
            if done {
                self.sending = None;
            }
            return effects;
        }
        if let Some((done, effects)) = self.printing.as_mut().and_then(|printing| printing.answer(reply)) {
            if done {
                self.printing = None;
            }
            return effects;
        }
        let (moved, mut effects) = self.moving.reply(reply, self.aids.as_ref(), around);
        match reply {
            Reply::Apologies(answer) => effects.extend(self.answer(answer, around)),
            Reply::Wrote(wrote) => effects.extend(self.wrote(wrote.act, moved)),
            Reply::Elsewhere => effects.extend(self.load()),
            Reply::Failed(Act::Apologies, said) => {
                self.reading = false;
                effects.push(Effect::Say(Tone::Error, said.clone()));
            }
            _ => {}
        }
        effects
    }

    fn stop(&mut self) {
        self.printing.iter().for_each(Printing::stop);
    }
}
