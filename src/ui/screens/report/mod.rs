//! The reports: a preview in which every number opens what it counts, the list of figures, export and print.
//!
//! Counting runs beside the worker; this screen shows how far it is and can stop it. What is exported is the report
//! that is seen, not a newer count.

mod closing;
mod explain;
mod export_form;
mod figure_list;
pub(in crate::ui::screens) mod period_form;
mod preview;
mod scores_form;
mod texts;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::calendar::Calendar;
use crate::domain::change::Kind;
use crate::domain::narrative::Section;
use crate::domain::number::vietnamese_number;
use crate::domain::period::{Cutoff, Period};
use crate::report::Format;
use crate::report::kind::ReportKind;
use crate::report::model::FigureRef;
use crate::report::{compare, reference, targets};
use crate::ui::action::{Around, Effect, Part, Screen};
use crate::ui::entry::Ground;
use crate::ui::input::{Input, Mouse};
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put, put_right, row};
use crate::ui::parts::form::Form;
use crate::ui::parts::page::Page;
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::{Answer, Popup};
use crate::ui::parts::table::Table;
use crate::ui::parts::table_draw::{draw_table, row_at};
use crate::ui::screens::behind::Behind;
use crate::ui::screens::catalogue::Catalogue;
use crate::ui::screens::detail::Detail;
use crate::ui::screens::letting::Letting;
use crate::ui::screens::report::figure_list::Opens;
use crate::ui::screens::report::preview::Preview;
use crate::ui::text::{width, wrap};
use crate::ui::work::detail;
use crate::ui::work::report::{Answer as Told, Ask, Made};
use crate::ui::work::stop::Stop;
use crate::ui::work::{Job, Reply, Wrote};

/// Questions of this screen begin here, so that answers to other screens are never taken for its own.
const FIRST_TICKET: u64 = 1 << 62;
/// Numbers left to each list that is opened from here.
const TICKETS_A_LIST: u64 = 1 << 20;

/// A count under way.
struct Counting {
    ticket: u64,
    stop: Stop,
    done: u64,
    total: u64,
}

/// The screen.
pub struct Reports {
    kind: ReportKind,
    period: Option<Period>,
    cutoff: Option<Cutoff>,
    counting: Option<Counting>,
    made: Option<Arc<Made>>,
    /// The register has changed since the report was made.
    stale: bool,
    /// Why there is no report, where a count ended without one.
    ended: String,
    as_list: bool,
    preview: Preview,
    list: Table,
    ticket: u64,
    begun: bool,
    /// The question for the points that a portal published.
    asked_scores: u64,
    /// A report of this screen is being saved or printed: its answer concerns nobody else.
    letting_out: bool,
    /// Form 07 under way.
    letting: Letting,
    /// The closing that is being made: its number, and the wish to stop.
    sealing: Option<(u64, Stop)>,
    /// The desk's calendar, once it was heard of: days of a period are typed by it.
    calendar: Calendar,
}

impl Default for Reports {
    fn default() -> Reports {
        Reports::new()
    }
}

impl Reports {
    /// The screen before the first count.
    pub fn new() -> Reports {
        Reports {
            kind: ReportKind::Commune,
            period: None,
            cutoff: None,
            counting: None,
            made: None,
            stale: false,
            ended: String::new(),
            as_list: false,
            preview: Preview::default(),
            list: figure_list::table(),
            ticket: FIRST_TICKET,
            begun: false,
            asked_scores: 0,
            letting_out: false,
            letting: Letting::default(),
            sealing: None,
            calendar: Calendar::new([], Vec::new()),
        }
    }

    fn ground(&self, around: &Around) -> Ground<'_> {
        Ground { now: around.now, calendar: &self.calendar }
    }

    fn next_ticket(&mut self) -> u64 {
        self.ticket += TICKETS_A_LIST;
        self.ticket
    }

    /// Counts anew; a count under way is stopped, since its answer is no longer wanted.
    fn count(&mut self) -> Vec<Effect<Job>> {
        self.stop();
        let (ticket, stop) = (self.next_ticket(), Stop::default());
        self.counting = Some(Counting { ticket, stop: stop.clone(), done: 0, total: 0 });
        self.ended.clear();
        let (kind, period, cutoff) = (self.kind, self.period, self.cutoff);
        vec![Effect::Job(Job::Report(Ask::Make { ticket, kind, period, cutoff, stop }))]
    }

    fn stop(&mut self) -> bool {
        let counting = self.counting.take();
        if let Some(counting) = &counting {
            counting.stop.ask();
        }
        counting.is_some()
    }

    /// Opens what the number or the row in focus stands for.
    fn open(&mut self) -> Vec<Effect<Job>> {
        let Some(made) = self.made.clone() else { return Vec::new() };
        let opens = if self.as_list {
            figure_list::opens(&self.list)
        } else {
            match self.preview.opens() {
                Some(preview::Opens::Dossier(id)) => return vec![Effect::Push(Box::new(Detail::new(*id)))],
                Some(preview::Opens::Figure(reference)) => Some(Opens::Figure(reference.clone())),
                None => None,
            }
        };
        let ticket = self.next_ticket();
        let screen = match opens {
            None => return Vec::new(),
            Some(Opens::Figure(reference)) => {
                Behind::figure(&reference::title(&reference), made.scope.of(&reference), reference, ticket)
            }
            Some(Opens::Finding(at)) => match made.written.findings.get(at) {
                Some(finding) if !finding.dossiers.is_empty() => {
                    Behind::dossiers(&finding.sentence, finding.dossiers.clone(), ticket)
                }
                Some(finding) => {
                    let said = Popup::message(Act::Open, Tone::Warning, "Chưa khớp", &finding.sentence);
                    return vec![Effect::Popup(Box::new(said))];
                }
                None => {
                    let hint = at - made.written.findings.len();
                    let section = made.written.narrative.unwritten().get(hint).copied();
                    return section.map_or_else(Vec::new, |section| vec![texts::opened(made, section)]);
                }
            },
        };
        vec![Effect::Push(Box::new(screen))]
    }

    /// Goes on to the next of these titles in the text.
    fn go_to(&mut self, titles: &[&str]) -> Vec<Effect<Job>> {
        self.as_list = false;
        self.preview.seek(titles);
        Vec::new()
    }

    fn focused_figure(&self) -> Option<FigureRef> {
        if !self.as_list {
            return self.preview.reference().cloned();
        }
        match figure_list::opens(&self.list)? {
            Opens::Figure(reference) => Some(reference),
            Opens::Finding(_) => None,
        }
    }

    /// The sentence of the finding in focus, which the list may have room for in part only.
    fn focused_finding(&self) -> Option<&str> {
        let Opens::Finding(at) = figure_list::opens(&self.list).filter(|_| self.as_list)? else { return None };
        let finding = self.made.as_ref()?.written.findings.get(at)?;
        Some(finding.sentence.as_str())
    }

    fn explain(&self) -> Vec<Effect<Job>> {
        if let Some(sentence) = self.focused_finding() {
            let said = Popup::message(Act::Explain, Tone::Warning, "Chưa khớp", sentence);
            return vec![Effect::Popup(Box::new(said))];
        }
        let (Some(made), Some(reference)) = (&self.made, self.focused_figure()) else { return Vec::new() };
        let lines = explain::explain(made.written.figures_of(&reference), &reference);
        let popup = Popup::text(Act::Explain, "Giải thích chỉ tiêu", Page::toned(lines));
        vec![Effect::Popup(Box::new(popup))]
    }

    fn choose_period(&self, around: &Around) -> Vec<Effect<Job>> {
        let scope = self.made.as_ref().map(|made| &made.scope);
        let cutoff = self.cutoff.or(scope.map(|scope| scope.cutoff)).unwrap_or_default();
        let period = self.period.or(scope.map(|scope| scope.period));
        let form = period_form::form(period.as_ref(), cutoff, &self.ground(around));
        let popup = Popup::prompt(Act::Period, "Chọn kỳ báo cáo", form).kept("report.period".to_owned());
        vec![Effect::Popup(Box::new(popup))]
    }

    fn take_period(&mut self, form: &Form, around: &Around) -> Vec<Effect<Job>> {
        match period_form::read(form, &self.ground(around)) {
            Ok((period, cutoff)) => {
                (self.period, self.cutoff) = (Some(period), Some(cutoff));
                let mut effects = vec![Effect::Close(Act::Period)];
                self.preview.rewind();
                effects.extend(self.count());
                effects
            }
            Err(refusal) => vec![Effect::Refuse(Act::Period, refusal)],
        }
    }

    fn choose_kind(&self) -> Vec<Effect<Job>> {
        let items = ReportKind::ALL.map(|kind| PickItem::new(kind.code(), "", kind.label(), kind.code()));
        let mut pick = Pick::new(items.to_vec());
        pick.highlight(self.kind.code());
        vec![Effect::Popup(Box::new(Popup::choose(Act::Choices, "Loại báo cáo", pick)))]
    }

    /// Export and print both ask first when the audit has findings.
    fn let_out(&mut self, act: Act, force: bool) -> Vec<Effect<Job>> {
        let Some(made) = self.made.clone() else { return Vec::new() };
        if !made.written.findings.is_empty() && !force {
            return vec![Effect::Popup(Box::new(export_form::warning(act, &made)))];
        }
        if act == Act::Print {
            self.letting_out = true;
            let job = Ask::Print { made, force };
            return vec![Effect::Job(Job::Report(job)), Effect::Say(Tone::Normal, "Đang in…".to_owned())];
        }
        // Another report has another file name: what was typed is kept for the report it was typed for.
        let kept_as = format!("report.export.{}", made.file);
        let popup = Popup::prompt(Act::Save, "Xuất báo cáo", export_form::form(&made, force)).kept(kept_as);
        vec![Effect::Popup(Box::new(popup))]
    }

    fn export(&mut self, form: &Form) -> Vec<Effect<Job>> {
        self.letting_out = true;
        let Some(made) = &self.made else { return Vec::new() };
        let format = Format::from_code(form.get("format")).unwrap_or(Format::Docx);
        let (file, force, unmasked) =
            (form.get("file").to_owned(), export_form::forced(form), export_form::in_full(form));
        vec![Effect::Job(Job::Report(Ask::Export { made: Arc::clone(made), format, file, force, unmasked }))]
    }

    fn book(&mut self, form: &Form) -> Vec<Effect<Job>> {
        let Some(period) = self.made.as_ref().map(|made| made.scope.period) else { return Vec::new() };
        let (print, unmasked) = (export_form::to_print(form), export_form::in_full(form));
        self.letting.ask(Act::PrintBook, Job::Report(Ask::Book { period, print, unmasked }))
    }

    /// What is known is read first, so that the form shows it.
    fn ask_scores(&mut self) -> Vec<Effect<Job>> {
        let Some(period) = self.made.as_ref().map(|made| made.scope.period) else { return Vec::new() };
        self.asked_scores = self.next_ticket();
        vec![Effect::Job(Job::Report(Ask::Scores { ticket: self.asked_scores, period }))]
    }

    fn publish(&self, form: &Form) -> Vec<Effect<Job>> {
        let Some(period) = self.made.as_ref().map(|made| made.scope.period) else { return Vec::new() };
        vec![Effect::Job(Job::Report(Ask::Publish { period, typed: scores_form::typed(form) }))]
    }

    /// The report with its words as they are now takes the place of the one it was made from.
    fn composed(&mut self, of: &Arc<Made>, made: &Arc<Made>, around: &Around) {
        if self.made.as_ref().is_some_and(|known| Arc::ptr_eq(known, of)) {
            self.take(made, around);
        }
    }

    fn take(&mut self, made: &Arc<Made>, around: &Around) {
        self.list.set_window(figure_list::window(made));
        if self.list.selected().is_none() {
            self.list.act(Act::First);
        }
        self.made = Some(Arc::clone(made));
        self.lay_out(around);
    }

    fn told(&mut self, told: &Told, around: &Around) {
        if let Told::Composed { of, made } = told {
            self.composed(of, made, around);
        }
        let Some(counting) = &mut self.counting else { return };
        match told {
            Told::Progress { ticket, done, total } if *ticket == counting.ticket => {
                (counting.done, counting.total) = ((*done).max(counting.done), *total);
            }
            Told::Made { ticket, made } if *ticket == counting.ticket => {
                self.counting = None;
                self.stale = false;
                self.take(made, around);
            }
            Told::Ended { ticket, said } if *ticket == counting.ticket => {
                self.counting = None;
                self.ended.clone_from(said);
            }
            _ => {}
        }
    }

    /// The sheet of a day is about one day, whatever period is chosen for the other kinds.
    fn only_a_day(&self, told: &Told) -> Vec<Effect<Job>> {
        let Told::Made { made, .. } = told else { return Vec::new() };
        let other = self.period.is_some_and(|wanted| wanted != made.scope.period);
        if made.kind != ReportKind::Daily || !other || !self.made.as_ref().is_some_and(|own| Arc::ptr_eq(own, made)) {
            return Vec::new();
        }
        let said = "Báo cáo ngày chỉ lập cho từng ngày; nhấn t để chọn ngày khác.";
        vec![Effect::Say(Tone::Warning, said.to_owned())]
    }

    fn lay_out(&mut self, around: &Around) {
        let body = body(around.area);
        self.list.set_height(body.height.saturating_sub(1));
        if let Some(made) = &self.made {
            self.preview.lay_out(&made.written.report, body);
        }
    }

    /// Something was written here or elsewhere. A report on the screen is kept: numbers must not move under the eye.
    fn touched(&mut self, wrote: Option<&Wrote>) -> Vec<Effect<Job>> {
        let words = |kind: Kind| matches!(kind, Kind::ReportText | Kind::DirectingDocument | Kind::Target);
        let rewords = wrote.is_some_and(|wrote| {
            !wrote.changes.is_empty() && wrote.changes.records.iter().all(|(kind, _)| words(*kind))
        });
        if rewords {
            // A kind without words of its own prints neither documents nor targets.
            let made = self.made.iter().filter(|made| made.written.narrative.has_sections).map(Arc::clone);
            return made.map(|made| Effect::Job(Job::Report(Ask::Compose { made }))).collect();
        }
        let counted = |kind: Kind| !matches!(kind, Kind::Export | Kind::IssuedNumber | Kind::ProcedureComponent);
        let concerns = wrote.is_none_or(|wrote| wrote.changes.records.iter().any(|(kind, _)| counted(*kind)));
        self.stale |= concerns && self.made.is_some();
        Vec::new()
    }

    fn heading(&self) -> (String, Tone, String) {
        if let Some(counting) = &self.counting {
            let done = vietnamese_number(counting.done as i64);
            let of = if counting.total > 0 {
                format!("/{}", vietnamese_number(counting.total as i64))
            } else {
                String::new()
            };
            return (self.kind.label().to_owned(), Tone::Waiting, format!("đang đếm {done}{of} hồ sơ, Esc để dừng"));
        }
        let Some(made) = &self.made else { return (self.kind.label().to_owned(), Tone::Dim, String::new()) };
        let title = format!("{}, {}", made.kind.label(), made.scope.period.name());
        let findings = made.written.findings.len();
        if self.stale {
            return (title, Tone::Warning, "sổ đã thay đổi, nhấn r để đếm lại".to_owned());
        }
        if let Some((tone, said)) = closing::state(made) {
            return (title, tone, said);
        }
        if findings > 0 {
            return (title, Tone::Warning, format!("{findings} điểm chưa khớp, nhấn a để xem"));
        }
        match made.written.narrative.unwritten().len() {
            0 => (title, Tone::Good, "số liệu khớp".to_owned()),
            n => (title, Tone::Good, format!("số liệu khớp, {n} mục chưa có lời văn (v)")),
        }
    }

    fn draw_empty(&self, buf: &mut Buffer, area: Rect, look: &Look) {
        let mut said = match (&self.counting, self.ended.as_str()) {
            (Some(_), _) => vec!["Đang lập báo cáo. Có thể làm việc khác trong lúc chờ: F2, F3, F4.".to_owned()],
            (None, "") => Vec::new(),
            (None, ended) => vec![ended.to_owned()],
        };
        if self.counting.is_none() {
            said.push("Nhấn t để chọn kỳ báo cáo, r để lập lại báo cáo, l để chọn loại báo cáo.".to_owned());
        }
        let room = usize::from(area.width.saturating_sub(4).max(1));
        let lines = said.iter().flat_map(|text| wrap(text, room));
        for (dy, line) in lines.enumerate() {
            put(buf, area, 2, 1 + dy as u16, &line, look.style(Tone::Normal));
        }
    }
}

/// The place below the heading.
fn body(area: Rect) -> Rect {
    let head = area.height.min(1);
    Rect { y: area.y + head, height: area.height - head, ..area }
}

impl Screen<Job> for Reports {
    fn scope(&self) -> Scope {
        Scope::Reports
    }

    fn title(&self) -> String {
        "Báo cáo".into()
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        let Input::Mouse(kind, x, y) = input else { return None };
        let area = body(around.area);
        match kind {
            Mouse::WheelUp => Some(self.act(Act::Up, around)),
            Mouse::WheelDown => Some(self.act(Act::Down, around)),
            Mouse::Click if self.as_list => {
                let hit = row_at(&self.list, area, *x, *y).is_some_and(|id| self.list.select(id));
                hit.then(|| self.open())
            }
            Mouse::Click => self.preview.point(*x, *y).then(|| self.open()),
        }
    }

    fn act(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::Period => self.choose_period(around),
            Act::Choices => self.choose_kind(),
            Act::Recount => self.count(),
            Act::Audit => {
                self.as_list = !self.as_list;
                Vec::new()
            }
            Act::PublishedScores => self.ask_scores(),
            Act::Targets => vec![Effect::Push(Box::new(Catalogue::targets()))],
            Act::Open => self.open(),
            Act::Explain => self.explain(),
            Act::Texts => {
                let made = self.made.iter().map(Arc::clone);
                made.map(|made| texts::opened(made, Section::ALL[0])).collect()
            }
            Act::Compared => self.go_to(&[targets::TITLE, compare::TITLE]),
            Act::Charts => {
                let made = self.made.clone();
                let titles = made.iter().flat_map(|made| made.written.report.charts());
                self.go_to(&titles.map(|chart| chart.title.as_str()).collect::<Vec<_>>())
            }
            Act::Export | Act::Print => self.let_out(act, false),
            Act::PrintBook => {
                let made = self.made.iter();
                made.map(|made| Effect::Popup(Box::new(export_form::book(made)))).collect()
            }
            Act::ClosePeriod | Act::Reprint | Act::SinceClosing => self.about_closing(act),
            Act::Back if self.stop() => {
                self.ended = "Đã dừng đếm theo yêu cầu.".to_owned();
                Vec::new()
            }
            Act::Back => {
                self.as_list = false;
                Vec::new()
            }
            act if self.as_list => {
                let act = match act {
                    Act::NextField => Act::Down,
                    Act::PreviousField => Act::Up,
                    other => other,
                };
                self.list.act(act);
                Vec::new()
            }
            act => {
                self.preview.act(act);
                Vec::new()
            }
        }
    }

    fn why_not(&self, act: Act) -> Option<String> {
        if act == Act::PublishedScores && self.made.as_ref().is_none_or(|made| made.kind != ReportKind::Index766) {
            return Some("Điểm Cổng đứng cạnh bảng ước tính bộ chỉ số; nhấn l để chọn báo cáo ấy.".to_owned());
        }
        let needs = matches!(
            act,
            Act::Export
                | Act::Print
                | Act::PrintBook
                | Act::Explain
                | Act::Audit
                | Act::Open
                | Act::Texts
                | Act::Compared
                | Act::Charts
        );
        if needs && self.made.is_none() {
            return Some("Chưa có báo cáo; nhấn r để lập báo cáo.".to_owned());
        }
        let told = self.made.as_ref().is_some_and(|made| made.written.narrative.has_sections);
        let drawn = self.made.as_ref().is_some_and(|made| made.written.report.charts().next().is_some());
        match act {
            Act::Charts if !drawn => Some(
                "Báo cáo này không có biểu đồ: kỳ không có số liệu, hoặc loại không vẽ (l), hoặc thiết lập bỏ (F6)."
                    .to_owned(),
            ),
            Act::Texts | Act::Compared if !told => {
                Some("Loại báo cáo này chỉ có số liệu; nhấn l để chọn loại khác.".to_owned())
            }
            Act::ClosePeriod | Act::Reprint | Act::SinceClosing => closing::why_not(act, self.made.as_deref()),
            Act::Find => Some("Trong báo cáo không tìm theo chữ; nhấn a để xem danh sách chỉ tiêu.".to_owned()),
            Act::Open | Act::Explain if !self.as_list && self.preview.opens().is_none() => {
                Some("Báo cáo này không có số nào để mở.".to_owned())
            }
            Act::Explain if self.focused_figure().is_none() && self.focused_finding().is_none() => {
                Some("Dòng này không phải chỉ tiêu.".to_owned())
            }
            Act::Export | Act::Print if self.counting.is_some() => Some("Đang đếm; hãy chờ đếm xong.".to_owned()),
            _ => None,
        }
    }

    fn answered(&mut self, popup: &Popup, answer: &Answer, around: &Around) -> Vec<Effect<Job>> {
        match (popup.purpose, answer) {
            (Act::ClosePeriod | Act::Reprint, _) => self.closing_answered(popup, answer),
            (Act::Period, Answer::Submitted) => popup.form().map_or_else(Vec::new, |f| self.take_period(f, around)),
            (Act::PublishedScores, Answer::Submitted) => popup.form().map_or_else(Vec::new, |form| self.publish(form)),
            (Act::PrintBook, Answer::Submitted) => popup.form().map_or_else(Vec::new, |form| self.book(form)),
            (Act::Save, Answer::Submitted) => popup.form().map_or_else(Vec::new, |form| self.export(form)),
            (Act::Choices, Answer::Chosen(code)) => match ReportKind::from_code(code) {
                Some(kind) if kind != self.kind => {
                    self.kind = kind;
                    self.preview.rewind();
                    self.count()
                }
                _ => Vec::new(),
            },
            (act @ (Act::Export | Act::Print), Answer::Chosen(code)) => match code.as_str() {
                export_form::FORCE => self.let_out(act, true),
                export_form::LOOK => {
                    self.as_list = true;
                    self.list.act(Act::First);
                    Vec::new()
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn edited(&mut self, purpose: Act, form: &mut Form, key: &'static str, around: &Around) {
        match (purpose, key) {
            (Act::Period, "from" | "to") => {
                period_form::typed_a_day(form, &self.ground(around));
                period_form::echo(form, &self.ground(around));
            }
            (Act::Period, _) => period_form::echo(form, &self.ground(around)),
            (Act::Save, "format") => export_form::follow_format(form),
            _ => {}
        }
    }

    fn reply(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        if let Some(effects) = self.letting.answer(reply) {
            return effects;
        }
        match reply {
            Reply::Report(Told::Scores { ticket, period, scores }) if *ticket == self.asked_scores => {
                return vec![Effect::Popup(Box::new(scores_form::popup(period, scores)))];
            }
            Reply::Report(told) => {
                self.told(told, around);
                return self.only_a_day(told);
            }
            Reply::Wrote(wrote) if wrote.act == Act::PublishedScores => {
                let mut effects =
                    vec![Effect::Close(Act::PublishedScores), Effect::Say(Tone::Good, wrote.said.clone())];
                effects.extend(self.count());
                return effects;
            }
            Reply::Refused(Act::PublishedScores, refusal) => {
                return vec![Effect::Refuse(Act::PublishedScores, refusal.clone())];
            }
            Reply::Closing(answer) => return self.sealed(answer),
            Reply::Detail(answer) => {
                let (detail::Answer::Whole { aids, .. } | detail::Answer::Aids(aids)) = answer.as_ref();
                self.calendar.clone_from(&aids.rules.calendar);
            }
            Reply::Wrote(wrote) if self.letting_out && matches!(wrote.act, Act::Export | Act::Print) => {
                self.letting_out = false;
                return vec![Effect::Close(Act::Save), Effect::Say(Tone::Good, wrote.said.clone())];
            }
            // Whether its period is closed stands in the report's heading, so the report is made anew.
            Reply::Wrote(wrote) if self.made.is_some() && wrote.changes.touches(Kind::Closing) => {
                let mut effects = self.count();
                if wrote.act == Act::ClosePeriod {
                    effects.extend([Effect::Close(Act::ClosePeriod), Effect::Say(Tone::Good, wrote.said.clone())]);
                }
                return effects;
            }
            Reply::Wrote(wrote) if wrote.act == Act::Reprint => {
                return vec![Effect::Say(Tone::Good, wrote.said.clone())];
            }
            Reply::Refused(act @ (Act::ClosePeriod | Act::Reprint), refusal) => {
                return vec![Effect::Refuse(*act, refusal.clone())];
            }
            Reply::Failed(Act::ClosePeriod | Act::Reprint, said) => {
                return vec![Effect::Say(Tone::Error, said.clone())];
            }
            Reply::Wrote(wrote) => return self.touched(Some(wrote)),
            Reply::Elsewhere => return self.touched(None),
            Reply::Refused(act @ (Act::Export | Act::Print), refusal) if self.letting_out => {
                self.letting_out = false;
                let shown_in = if *act == Act::Export { Act::Save } else { Act::Print };
                let mut effects = vec![Effect::Refuse(shown_in, refusal.clone())];
                // The line that said that it is being printed must not go on saying so.
                effects.extend((*act == Act::Print).then(|| Effect::Say(Tone::Error, "Chưa in được.".to_owned())));
                return effects;
            }
            Reply::Failed(Act::Export | Act::Print, said) if self.letting_out => {
                self.letting_out = false;
                return vec![Effect::Say(Tone::Error, said.clone())];
            }
            Reply::Failed(Act::Reports, said) => {
                self.counting = None;
                self.ended.clone_from(said);
            }
            _ => {}
        }
        Vec::new()
    }

    fn shown(&mut self, around: &Around) -> Vec<Effect<Job>> {
        self.lay_out(around);
        if self.begun {
            return Vec::new();
        }
        self.begun = true;
        self.count()
    }

    fn closing(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        self.stop();
        Vec::new()
    }

    fn status(&self) -> String {
        match (&self.made, self.as_list) {
            (None, _) => String::new(),
            (Some(_), false) => self.preview.place(),
            (Some(_), true) => {
                let at = self.list.index().map_or(0, |at| at + 1);
                format!("{at}/{}", self.list.rows().len())
            }
        }
    }

    fn parts(&self) -> Vec<Part<'_>> {
        vec![Part::Table(&self.list)]
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        let area = around.area;
        fill(buf, area, look.style(Tone::Normal));
        let (title, tone, state) = self.heading();
        let short = self.made.as_ref().map(|made| made.scope.period.title());
        let period = width(short.as_deref().unwrap_or(&title));
        // What is only a hint gives way to the period where both do not fit.
        let narrow = usize::from(area.width) < period + width(&state) + width(tone.sign()) + 4;
        let state = if narrow { state.split(", ").next().unwrap_or_default() } else { &state };
        let state = format!("{} {state} ", tone.sign());
        let room = usize::from(area.width).saturating_sub(width(&state) + 2);
        // Where both do not fit, the period is what one has to see.
        let title = short.filter(|_| width(&title) > room).unwrap_or(title);
        put(buf, Rect { width: (room + 1) as u16, ..row(area, 0) }, 1, 0, &title, look.style(Tone::Title));
        put_right(buf, row(area, 0), 0, &state, look.style(tone));
        let body = body(area);
        match (&self.made, self.as_list) {
            (None, _) => self.draw_empty(buf, body, look),
            (Some(_), false) => self.preview.draw(buf, body, look),
            (Some(_), true) => draw_table(&self.list, buf, body, look, "Không có chỉ tiêu nào."),
        }
        None
    }
}
