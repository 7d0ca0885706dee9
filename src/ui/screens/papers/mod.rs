//! The lists of papers that a desk forgets. One screen serves them all: it fetches, shows, prints and exports; what is
//! particular to a list is its [`Paper`].

pub mod directing;
mod explain_form;
pub mod fees;
pub mod head_page;
mod paper;
pub mod postings;
mod span_form;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::refusal::Refusal;
use crate::report::Format;
use crate::ui::action::{Around, Effect};
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{put, row};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::{Answer as Given, Popup};
use crate::ui::parts::table_draw::shown_titles;
use crate::ui::screens::arranged::Arranged;
use crate::ui::screens::listed::{AGAIN, Listed};
use crate::ui::text::{clip_front, wrap};
use crate::ui::work::detail::{self, Aids};
use crate::ui::work::list::ticket;
use crate::ui::work::papers::{Answer, Ask, FORMATS, Sheet};
use crate::ui::work::stop::Stop;
use crate::ui::work::{Job, Reply};
use paper::write;
pub use paper::{Desk, Paper};

/// What was fetched so far.
enum State {
    Looking,
    Here,
    Ended(String),
}

/// The screen of a list.
pub struct PaperScreen<P> {
    paper: P,
    table: Arranged,
    state: State,
    aids: Option<Arc<Aids>>,
    ticket: u64,
    /// The list was asked for once more by a key: that it came is said, since it may be the same.
    again: bool,
    stop: Stop,
    /// The sheet under way: the question, and whether it is to be printed.
    out: Option<(u64, bool, Stop)>,
    /// What was sent and not answered, so that Enter held down does not write twice.
    sent: Option<Act>,
}

impl<P: Paper + Default> Default for PaperScreen<P> {
    fn default() -> PaperScreen<P> {
        PaperScreen {
            paper: P::default(),
            table: P::table(),
            state: State::Looking,
            aids: None,
            ticket: 0,
            again: false,
            stop: Stop::default(),
            out: None,
            sent: None,
        }
    }
}

impl<P: Paper> PaperScreen<P> {
    fn look(&mut self, around: &Around) -> Vec<Effect<Job>> {
        self.stop.ask();
        self.stop = Stop::default();
        self.ticket = ticket();
        let (ticket, list, stop) = (self.ticket, self.paper.list(around), self.stop.clone());
        vec![Effect::Job(Job::Papers(Ask::Load { ticket, list, stop })), Effect::Job(Job::Detail(detail::Ask::Aids))]
    }

    /// Passes on what the list asks for: other days or parts of it become its next question, a sheet is made under a
    /// number of this screen's, and what is written is written once however long Enter is held down.
    fn pass(&mut self, effects: Vec<Effect<Job>>, form: Option<&Form>, around: &Around) -> Vec<Effect<Job>> {
        let mut passed = Vec::new();
        for effect in effects {
            match effect {
                Effect::Job(Job::Papers(Ask::Load { .. })) => passed.extend(self.look(around)),
                Effect::Job(Job::Papers(Ask::Out { sheet, format, .. })) => {
                    let print = form.is_some_and(|form| form.get("format") == explain_form::PRINT);
                    passed.extend(self.let_out(*sheet, format, print));
                }
                Effect::Job(Job::Papers(Ask::Write { act, change })) => {
                    if self.sent.replace(act) != Some(act) {
                        passed.extend(write(act, change));
                    }
                }
                other => passed.push(other),
            }
        }
        passed
    }

    fn own(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        let desk = Desk { table: &self.table.table, aids: self.aids.as_ref(), around };
        let effects = self.paper.act(act, &desk);
        self.pass(effects, None, around)
    }

    /// Asks which sheet; where there is one only, Enter prints it all the same, so that a slip of the hand wastes no
    /// paper.
    fn ask_print(&self) -> Vec<Effect<Job>> {
        let sheets = self.paper.sheets();
        let items = sheets.iter().enumerate().map(|(n, (words, _))| PickItem::new(&n.to_string(), "", words, "Word"));
        let pick = Pick::new(items.collect());
        vec![Effect::Popup(Box::new(Popup::choose(Act::Print, "In: Enter để in", pick)))]
    }

    fn ask_export(&self) -> Vec<Effect<Job>> {
        let sheets = self.paper.sheets();
        let formats = FORMATS.map(|format| (format.code(), format.label()));
        let named: Vec<(String, &str)> = sheets.iter().enumerate().map(|(n, (w, _))| (n.to_string(), *w)).collect();
        let named: Vec<(&str, &str)> = named.iter().map(|(n, words)| (n.as_str(), *words)).collect();
        let form = Form::new(vec![
            FormRow::choice("sheet", "Nội dung", &named, "0"),
            FormRow::choice("format", "Định dạng", &formats, Format::Docx.code()),
        ]);
        vec![Effect::Popup(Box::new(Popup::prompt(Act::Export, "Xuất ra tệp", form)))]
    }

    fn let_out(&mut self, sheet: Sheet, format: Format, print: bool) -> Vec<Effect<Job>> {
        let (ticket, stop) = (ticket(), Stop::default());
        self.out = Some((ticket, print, stop.clone()));
        let ask = Ask::Out { ticket, sheet: Box::new(sheet), format, stop };
        vec![Effect::Say(Tone::Normal, "Đang lập bản in… Esc để dừng.".to_owned()), Effect::Job(Job::Papers(ask))]
    }

    fn chosen_sheet(&mut self, popup: &Popup, answer: &Given) -> Vec<Effect<Job>> {
        let mut sheets = self.paper.sheets();
        let at = match answer {
            Given::Chosen(id) => id.parse::<usize>().ok(),
            _ => popup.form().and_then(|form| form.get("sheet").parse().ok()),
        };
        let Some(at) = at.filter(|at| *at < sheets.len()) else { return Vec::new() };
        let (_, sheet) = sheets.swap_remove(at);
        let format = popup.form().and_then(|form| Format::from_code(form.get("format"))).unwrap_or(Format::Docx);
        let mut effects = vec![Effect::Close(popup.purpose)];
        effects.extend(self.let_out(sheet, format, popup.purpose == Act::Print));
        effects
    }

    fn made(&mut self, answer: &Answer) -> Vec<Effect<Job>> {
        let Some((under_way, print, _)) = &self.out else { return Vec::new() };
        match answer {
            Answer::Made { ticket, file } if ticket == under_way => {
                let ask = Ask::LetOut { file: file.clone(), print: *print };
                vec![Effect::Job(Job::Papers(ask))]
            }
            Answer::Ended { ticket, said } if ticket == under_way => {
                self.out = None;
                vec![Effect::Say(Tone::Warning, said.clone())]
            }
            _ => Vec::new(),
        }
    }

    fn papers(&mut self, answer: &Answer) -> Vec<Effect<Job>> {
        match answer {
            Answer::Listed { ticket, listed } if *ticket == self.ticket => {
                if let Some(rows) = self.paper.take(listed) {
                    self.table.fill(rows);
                    self.state = State::Here;
                }
                let again = std::mem::take(&mut self.again);
                again.then(|| Effect::Say(Tone::Good, AGAIN.to_owned())).into_iter().collect()
            }
            Answer::Ended { ticket, said } if *ticket == self.ticket => {
                self.state = State::Ended(said.clone());
                Vec::new()
            }
            other => self.made(other),
        }
    }

    /// What the headings mean, where the window has the lines for it; Enter names each number in full in any.
    fn legend_lines(&self, area: Rect) -> Vec<String> {
        let shown = shown_titles(&self.table.table, area.width);
        let told = self.paper.legend().iter().filter(|(title, _)| shown.contains(title)).map(|(_, said)| *said);
        let lines = wrap(&told.collect::<Vec<_>>().join(" · "), usize::from(area.width.saturating_sub(2)));
        if lines.concat().is_empty() || usize::from(area.height) < lines.len() * 4 { Vec::new() } else { lines }
    }

    /// Whether something written, refused or failed was asked for here.
    fn mine(&mut self, act: Act) -> bool {
        self.sent.take_if(|sent| *sent == act).is_some()
    }

    fn not_done(&mut self, act: Act, refusal: &Refusal) -> Vec<Effect<Job>> {
        if self.mine(act) {
            return vec![Effect::Refuse(act, refusal.clone())];
        }
        if matches!(act, Act::Print | Act::Export) && self.out.take().is_some() {
            return vec![Effect::Say(Tone::Warning, refusal.to_string())];
        }
        Vec::new()
    }
}

impl<P: Paper> Listed for PaperScreen<P> {
    fn list(&self) -> &Arranged {
        &self.table
    }

    fn list_mut(&mut self) -> &mut Arranged {
        &mut self.table
    }

    fn keys(&self) -> Scope {
        P::SCOPE
    }

    fn name(&self) -> String {
        P::TITLE.to_owned()
    }

    fn edges(&self, area: Rect) -> (u16, u16) {
        (1, self.legend_lines(area).len() as u16)
    }

    fn heading(&self) -> String {
        self.paper.heading()
    }

    fn heading_in(&self, room: usize) -> String {
        clip_front(&self.heading(), room)
    }

    fn draw_foot(&self, buf: &mut Buffer, area: Rect, look: &Look) {
        let lines = self.legend_lines(area);
        let top = area.height - lines.len() as u16;
        for (dy, line) in (top..).zip(lines) {
            put(buf, row(area, dy), 1, 0, &line, look.style(Tone::Dim));
        }
    }

    fn nothing(&self) -> String {
        match &self.state {
            State::Looking => "Đang tải…".to_owned(),
            State::Here => self.paper.nothing(),
            State::Ended(said) => format!("{said} Nhấn r để tải lại."),
        }
    }

    fn begin(&mut self, around: &Around) -> Vec<Effect<Job>> {
        self.look(around)
    }

    fn open(&mut self, around: &Around) -> Vec<Effect<Job>> {
        self.own(Act::Open, around)
    }

    fn before(&mut self, act: Act, _around: &Around) -> Option<Vec<Effect<Job>>> {
        let (_, _, stop) = if act == Act::Back { self.out.take()? } else { return None };
        stop.ask();
        Some(vec![Effect::Say(Tone::Warning, "Đã dừng; chưa in, chưa lưu gì.".to_owned())])
    }

    fn carry(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::Print => self.ask_print(),
            Act::Export => self.ask_export(),
            Act::Recount => {
                self.again = true;
                self.look(around)
            }
            act => self.own(act, around),
        }
    }

    fn back(&mut self) -> Vec<Effect<Job>> {
        self.stop.ask();
        vec![Effect::Show(Act::Today)]
    }

    fn hindered(&self, act: Act) -> Option<String> {
        let rows = self.table.table.rows();
        let said = match act {
            Act::Print | Act::Export if self.out.is_some() => "Đang lập bản in; Esc để dừng.",
            Act::Open | Act::Print | Act::Export | Act::Edit | Act::Remove | Act::Post | Act::Mark | Act::MarkAll
                if rows.is_empty() =>
            {
                "Danh sách đang trống."
            }
            act => return self.paper.why_not(act, &self.table.table),
        };
        Some(said.to_owned())
    }

    fn changed(&mut self, purpose: Act, form: &mut Form, key: &'static str, around: &Around) {
        let desk = Desk { table: &self.table.table, aids: self.aids.as_ref(), around };
        if let Some(ground) = desk.ground() {
            self.paper.edited(purpose, form, key, &ground);
        }
    }

    fn told(&mut self, popup: &Popup, answer: &Given, around: &Around) -> Vec<Effect<Job>> {
        // A field that was left, or a form that was closed, asks for nothing.
        if !matches!(answer, Given::Submitted | Given::Chosen(_)) {
            return Vec::new();
        }
        if matches!(popup.purpose, Act::Print | Act::Export) {
            return self.chosen_sheet(popup, answer);
        }
        let desk = Desk { table: &self.table.table, aids: self.aids.as_ref(), around };
        let effects = self.paper.answered(popup, answer, &desk);
        self.pass(effects, popup.form(), around)
    }

    fn take(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::Papers(answer) => {
                let mut effects = self.papers(answer);
                effects.extend(self.paper.reply(reply));
                effects
            }
            Reply::Detail(answer) => {
                let (detail::Answer::Whole { aids, .. } | detail::Answer::Aids(aids)) = answer.as_ref();
                self.aids = Some(Arc::clone(aids));
                Vec::new()
            }
            // Nothing is fetched before the list was looked at for the first time.
            Reply::Wrote(wrote) => {
                let mut effects = Vec::new();
                if self.mine(wrote.act) {
                    self.table.table.unmark();
                    effects.push(Effect::Close(wrote.act));
                    let more = self.paper.wrote(wrote.act).map(|more| format!(" {more}")).unwrap_or_default();
                    effects.push(Effect::Say(Tone::Good, format!("{}{more}", wrote.said)));
                } else if matches!(wrote.act, Act::Print | Act::Export) && self.out.take().is_some() {
                    effects.push(Effect::Say(Tone::Good, wrote.said.clone()));
                    return effects;
                }
                if self.table.begun() {
                    effects.extend(self.look(around));
                }
                effects
            }
            Reply::Refused(act, refusal) => self.not_done(*act, refusal),
            Reply::Failed(act, said) => self.not_done(*act, &Refusal::whole(said.as_str())),
            Reply::Elsewhere if self.table.begun() => self.look(around),
            _ => Vec::new(),
        }
    }

    fn stop(&mut self) {
        self.stop.ask();
        if let Some((_, _, stop)) = &self.out {
            stop.ask();
        }
    }
}
