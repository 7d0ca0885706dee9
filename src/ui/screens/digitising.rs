//! What is not digitized yet (chưa số hóa), by officer: papers or results, today's, this period's or all. One key for each
//! thing that can be said of the selected or the marked ones; one undo takes it back for all of them.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Target;
use crate::desk::digitise::ResultTold;
use crate::domain::component::PaperState;
use crate::domain::number::vietnamese_number;
use crate::domain::refusal::Refusal;
use crate::store::pages::ListColumn;
use crate::ui::action::{Around, Effect};
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{put, row};
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::page::Page;
use crate::ui::parts::popup::{Answer as Given, Popup};
use crate::ui::parts::table::{Cell, Column, Row};
use crate::ui::screens::arranged::{Arranged, Heard};
use crate::ui::screens::dossiers::out::{self, Sending};
use crate::ui::screens::listed::{AGAIN, Listed, body};
use crate::ui::text::{clip, width, wrap};
use crate::ui::work::gaps::{Answer, Ask, Found, Gap, GapPart, Seen, Span};
use crate::ui::work::list::{Source, ticket};
use crate::ui::work::step::{Command, Step};
use crate::ui::work::stop::Stop;
use crate::ui::work::{Job, Reply, Wrote};

/// The screen.
pub struct Digitising {
    part: GapPart,
    span: Span,
    found: Option<Found>,
    gaps: BTreeMap<i64, Gap>,
    table: Arranged,
    ticket: u64,
    /// The list was asked for once more by a key: that it came is said, since it may be the same.
    again: bool,
    /// A step on its way, or a prompt that is open for one.
    asked: Option<(Act, Vec<Target>)>,
    sent: bool,
    sending: Option<Sending>,
    /// A check of the scans under way.
    looking: Option<(u64, Stop)>,
    /// Why nothing came.
    said: String,
    /// Another part or span was chosen, and its rows are not here yet.
    turned: bool,
    /// The words that the register was asked for, where the list is longer than what is shown of it.
    sought: String,
}

impl Default for Digitising {
    fn default() -> Digitising {
        Digitising::new()
    }
}

impl Digitising {
    /// The screen before it has looked, at this part.
    pub fn of(part: GapPart) -> Digitising {
        Digitising { part, ..Digitising::new() }
    }

    /// The screen before it has looked.
    pub fn new() -> Digitising {
        let columns = vec![
            Column::new("Mã hồ sơ", 18, 20, 0),
            Column::new("Cán bộ", 16, 24, 1),
            Column::new("Từ ngày", 10, 10, 3),
            Column::new("Đã số hóa", 9, 9, 2),
            Column::new("Người nộp", 12, 24, 4),
            Column::new("Lý do", 10, 30, 5),
            Column::new("Thủ tục", 12, 40, 6),
        ];
        Digitising {
            part: GapPart::Papers,
            span: Span::All,
            found: None,
            gaps: BTreeMap::new(),
            table: Arranged::at_hand("digitising", columns).findable(),
            ticket: 0,
            again: false,
            asked: None,
            sent: false,
            sending: None,
            looking: None,
            said: String::new(),
            turned: false,
            sought: String::new(),
        }
    }

    fn look(&mut self) -> Vec<Effect<Job>> {
        self.ticket = ticket();
        let words = self.sought.clone();
        vec![Effect::Job(Job::Gaps(Ask::Find { ticket: self.ticket, part: self.part, span: self.span, words }))]
    }

    /// Whether there are more than are shown.
    fn cut(&self) -> bool {
        self.found.as_ref().is_some_and(|found| found.gaps.total > found.gaps.rows.len() as u64)
    }

    /// Asks the register for the words of the table, where the rows at hand are not all there are.
    fn seek(&mut self) -> Vec<Effect<Job>> {
        if self.table.words() == self.sought || (self.sought.is_empty() && !self.cut()) {
            return Vec::new();
        }
        self.table.words().clone_into(&mut self.sought);
        self.turned = true;
        self.look()
    }

    /// Another list in place of this one, from its first row.
    fn anew(&mut self) -> Vec<Effect<Job>> {
        self.turned = true;
        let unmarked = self.table.table.leave_marks().map(|said| Effect::Say(Tone::Warning, said));
        unmarked.into_iter().chain(self.look()).collect()
    }

    fn came(&mut self, found: &Found, area: Rect) {
        self.gaps = found.gaps.rows.iter().map(|gap| (gap.row.id, gap.clone())).collect();
        self.table.fill(found.gaps.rows.iter().map(|gap| line(gap, self.part)).collect());
        if std::mem::take(&mut self.turned) {
            self.table.table.act(Act::First);
        }
        (self.found, self.said) = (Some(found.clone()), String::new());
        let cut = self.cut() || !self.sought.is_empty();
        self.table.set_cut(cut);
        self.table.set_area(body(self, area));
    }

    fn targets(&self) -> Vec<Target> {
        let ids = self.table.table.targets();
        let seen = ids.iter().filter_map(|id| self.gaps.get(id));
        seen.map(|gap| Target { id: gap.row.id, version: gap.row.version }).collect()
    }

    /// Says something of the targets at once, or asks for the reason first.
    fn say(&mut self, act: Act) -> Vec<Effect<Job>> {
        let targets = self.targets();
        if self.asked.is_some() && self.sent {
            return Vec::new();
        }
        if act == Act::GapUnmendable {
            let about =
                format!("{:02} hồ sơ vẫn tính là chưa số hóa; lý do đứng ở chú thích của báo cáo.", targets.len());
            let form = Form::new(vec![
                FormRow::text("reason", "Lý do", "").hint("Bắt buộc, ví dụ: giấy rách nát, máy quét hỏng"),
                FormRow::note(&about),
            ]);
            (self.asked, self.sent) = (Some((act, targets)), false);
            let popup = Popup::prompt(act, "Không thể số hóa", form).kept("gaps.unmendable".to_owned());
            return vec![Effect::Popup(Box::new(popup))];
        }
        let step = self.step(act, "");
        self.send(act, targets, step)
    }

    fn step(&self, act: Act, reason: &str) -> Step {
        if self.part == GapPart::Results {
            let digitized = act != Act::GapUnmendable;
            let signed = (act == Act::GapSigned).then_some(true);
            return Step::Result(ResultTold { digitized, signed, scan: None, note: reason.trim().to_owned() });
        }
        Step::Papers { state: state_of(act), reason: reason.trim().to_owned() }
    }

    fn send(&mut self, act: Act, targets: Vec<Target>, step: Step) -> Vec<Effect<Job>> {
        (self.asked, self.sent) = (Some((act, targets.clone())), true);
        vec![Effect::Job(Job::Step(Command { act, targets, step }))]
    }

    fn submit(&mut self, form: &Form) -> Vec<Effect<Job>> {
        let Some((act, targets)) = self.asked.clone().filter(|_| !self.sent) else { return Vec::new() };
        let reason = form.get("reason").trim().to_owned();
        if reason.is_empty() {
            let refusal = Refusal::at("reason", "Không số hóa được thì phải ghi lý do.");
            return vec![Effect::Refuse(act, refusal)];
        }
        let step = self.step(act, &reason);
        self.send(act, targets, step)
    }

    fn wrote(&mut self, wrote: &Wrote) -> Vec<Effect<Job>> {
        let mut effects = Vec::new();
        if let Some((act, _)) = self.asked.take_if(|(act, _)| *act == wrote.act && self.sent) {
            self.sent = false;
            self.table.table.unmark();
            if act == Act::GapUnmendable {
                effects.push(Effect::Close(act));
            }
            effects.push(Effect::Say(Tone::Good, wrote.said.clone()));
        }
        effects.extend(if self.table.begun() { self.look() } else { Vec::new() });
        effects
    }

    fn not_done(&mut self, act: Act, refusal: &Refusal) -> Vec<Effect<Job>> {
        if self.asked.as_ref().is_none_or(|(asked, _)| *asked != act || !self.sent) {
            return Vec::new();
        }
        self.sent = false;
        if act == Act::GapUnmendable {
            return vec![Effect::Refuse(act, refusal.clone())];
        }
        self.asked = None;
        let said: Vec<&str> = refusal.problems.iter().map(|problem| problem.message.as_str()).collect();
        let mut effects = vec![Effect::Say(Tone::Warning, said.join(" "))];
        effects.extend(self.look());
        effects
    }

    fn check_scans(&mut self) -> Vec<Effect<Job>> {
        let (ticket, stop) = (ticket(), Stop::default());
        self.looking = Some((ticket, stop.clone()));
        let say = Effect::Say(Tone::Normal, "Đang tìm tệp của các bản quét…".to_owned());
        vec![say, Effect::Job(Job::Gaps(Ask::Scans { ticket, stop }))]
    }

    fn what(&self) -> &'static str {
        match self.part {
            GapPart::Papers => "Chưa số hóa thành phần",
            GapPart::Results => "Chưa số hóa kết quả",
        }
    }

    fn list_name(&self) -> String {
        let days = self.found.as_ref().and_then(|found| found.days);
        match (self.span, days) {
            (Span::Today, _) => format!("{}, hôm nay", self.what()),
            (Span::Period, Some((from, to))) => {
                format!("{}, kỳ {} – {}", self.what(), from.vietnamese(), to.vietnamese())
            }
            _ => format!("{}, tất cả", self.what()),
        }
    }

    /// `Lan 5 · Hùng 4 · chưa phân công 3`
    fn by_officer(&self) -> String {
        let Some(found) = &self.found else { return String::new() };
        let told = |(name, n): &(String, u64)| {
            let name = if name.is_empty() { "chưa phân công" } else { name };
            format!("{name} {}", vietnamese_number(*n as i64))
        };
        found.gaps.by_officer.iter().map(told).collect::<Vec<_>>().join(" · ")
    }

    /// The columns of the list on paper: whoever owes it, since when, how much of it is done.
    fn let_out(&self) -> [ListColumn; 6] {
        let (officer, since) = match self.part {
            GapPart::Papers => (ListColumn::Receiver, ListColumn::Accepted),
            GapPart::Results => (ListColumn::Handler, ListColumn::Settled),
        };
        [ListColumn::Code, officer, since, ListColumn::Digitised, ListColumn::Name, ListColumn::Procedure]
    }

    /// The counts by officer, in as many lines as there is room for.
    fn owing(&self, area: Rect) -> Vec<String> {
        let most = usize::from(area.height / 8).clamp(1, 4);
        let mut lines = wrap(&self.by_officer(), usize::from(area.width.saturating_sub(2)));
        if lines.len() > most {
            lines.truncate(most);
            lines.iter_mut().skip(most - 1).for_each(|line| line.push('…'));
        }
        lines
    }
}

/// What an action says of papers.
const fn state_of(act: Act) -> PaperState {
    match act {
        Act::GapReused => PaperState::Reused,
        Act::GapNational => PaperState::National,
        Act::GapNotApplicable => PaperState::NotApplicable,
        Act::GapUnmendable => PaperState::Unmendable,
        _ => PaperState::Digitized,
    }
}

fn line(gap: &Gap, part: GapPart) -> Row {
    let known = &gap.row.milestones;
    let since = match part {
        GapPart::Papers => known.accepted_at,
        GapPart::Results => known.settled_at.or(known.done_at),
    };
    let (done, required) = gap.row.more.components;
    let digitized = match part {
        GapPart::Papers => format!("{done}/{required}"),
        GapPart::Results => "chưa".to_owned(),
    };
    let officer = if gap.officer.is_empty() { "chưa phân công" } else { &gap.officer };
    let leg = gap.row.more.leg.map_or(String::new(), |n| format!("chặng {n}/{}: ", gap.row.more.legs));
    Row {
        id: gap.row.id,
        version: gap.row.version,
        cells: vec![
            Cell::plain(gap.row.code.as_str()),
            Cell::plain(officer),
            Cell::plain(since.map_or(String::new(), |at| at.day.vietnamese()))
                .by(since.map_or(String::new(), |at| at.to_string())),
            Cell::plain(digitized),
            Cell::plain(gap.row.name.as_str()),
            Cell::plain(gap.reason.as_str()),
            Cell::plain(format!("{leg}{}", gap.row.procedure)),
        ],
        tone: Tone::Normal,
    }
}

/// What came of a check of the scans, as a page.
fn told(seen: &Seen) -> Page {
    let mut lines = vec![
        (Tone::Normal, format!("Có tệp: {}.", vietnamese_number(seen.there as i64))),
        (Tone::Normal, format!("Liên kết, không kiểm tra: {}.", vietnamese_number(seen.links as i64))),
    ];
    if seen.lost == 0 {
        lines.push((Tone::Good, "Không thiếu tệp nào.".to_owned()));
    } else {
        lines.push((Tone::Warning, format!("! Không thấy: {}.", vietnamese_number(seen.lost as i64))));
    }
    lines.extend(seen.missing.iter().map(|said| (Tone::Warning, said.clone())));
    let unnamed = seen.lost.saturating_sub(seen.missing.len() as u64);
    if unnamed > 0 {
        lines.push((Tone::Dim, format!("… và {} tệp nữa.", vietnamese_number(unnamed as i64))));
    }
    Page::toned(lines)
}

impl Listed for Digitising {
    fn list(&self) -> &Arranged {
        &self.table
    }

    fn list_mut(&mut self) -> &mut Arranged {
        &mut self.table
    }

    fn keys(&self) -> Scope {
        Scope::Digitising
    }

    fn name(&self) -> String {
        "Số hóa".to_owned()
    }

    fn edges(&self, area: Rect) -> (u16, u16) {
        (1 + self.owing(area).len() as u16, 1)
    }

    fn heading(&self) -> String {
        let Some(found) = &self.found else { return self.list_name() };
        let (total, shown) = (found.gaps.total, found.gaps.rows.len() as u64);
        let more =
            if total > shown { format!(", đang hiện {}", vietnamese_number(shown as i64)) } else { String::new() };
        format!("{}: {} hồ sơ{more}", self.list_name(), vietnamese_number(total as i64))
    }

    /// Where it is too wide its words are shortened: without its beginning it would tell of what is digitized.
    fn heading_in(&self, room: usize) -> String {
        let whole = self.heading();
        if width(&whole) <= room { whole } else { clip(&whole.replacen("số hóa", "SH", 1), room) }
    }

    fn nothing(&self) -> String {
        match (&self.found, self.span) {
            _ if !self.said.is_empty() => format!("{} Nhấn r để xem lại.", self.said),
            (None, _) => "Đang đọc…".to_owned(),
            _ if self.table.narrowed() => "Không có dòng nào như vậy; Esc: hiện lại cả danh sách.".to_owned(),
            (Some(_), Span::All) => "Không còn hồ sơ nào chưa số hóa. Tab: sang phần kia.".to_owned(),
            (Some(_), _) => "Không có hồ sơ nào chưa số hóa trong khoảng này. t: đổi khoảng.".to_owned(),
        }
    }

    fn foot(&self) -> Option<(Tone, String)> {
        let gap = self.table.table.selected().and_then(|row| self.gaps.get(&row.id))?;
        let said = || (Tone::Waiting, format!("{} Lý do: {}", Tone::Waiting.sign(), gap.reason));
        (!gap.reason.is_empty()).then(said)
    }

    fn draw_head(&self, buf: &mut Buffer, area: Rect, look: &Look) {
        let heading = self.heading_in(usize::from(area.width.saturating_sub(1)));
        put(buf, row(area, 0), 1, 0, &heading, look.style(Tone::Title));
        for (dy, line) in (1..area.height).zip(self.owing(area)) {
            put(buf, row(area, dy), 1, 0, &line, look.style(Tone::Normal));
        }
    }

    fn begin(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        self.look()
    }

    fn follow(&mut self, heard: Heard, _around: &Around) -> Vec<Effect<Job>> {
        let mut effects = heard.done();
        effects.extend(self.seek());
        effects
    }

    fn carry(&mut self, act: Act, _around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::GapDone
            | Act::GapReused
            | Act::GapNational
            | Act::GapNotApplicable
            | Act::GapUnmendable
            | Act::GapSigned => self.say(act),
            Act::NextPart => {
                self.part = if self.part == GapPart::Papers { GapPart::Results } else { GapPart::Papers };
                self.anew()
            }
            Act::GapSpan => {
                self.span = self.span.next();
                self.anew()
            }
            Act::CheckScans => self.check_scans(),
            Act::Recount => {
                self.again = true;
                self.look()
            }
            Act::Print | Act::Export => {
                let length = vietnamese_number(self.table.table.rows().len() as i64);
                vec![Effect::Popup(Box::new(out::ask(act, &self.list_name(), &length)))]
            }
            _ => Vec::new(),
        }
    }

    fn hindered(&self, act: Act) -> Option<String> {
        let said = match act {
            Act::GapReused | Act::GapNational | Act::GapNotApplicable if self.part == GapPart::Results => {
                "Kết quả thì chỉ số hóa, ký số hoặc ghi lý do; Tab: sang thành phần."
            }
            Act::GapSigned if self.part == GapPart::Papers => "Ký số là của kết quả; Tab: sang kết quả.",
            Act::GapDone
            | Act::GapReused
            | Act::GapNational
            | Act::GapNotApplicable
            | Act::GapUnmendable
            | Act::GapSigned
            | Act::Print
            | Act::Export
                if self.table.table.rows().is_empty() =>
            {
                "Danh sách đang trống."
            }
            Act::Print | Act::Export if self.sending.is_some() => "Đang ghi một danh sách khác, chờ một chút.",
            Act::CheckScans if self.looking.is_some() => "Đang tìm tệp, chờ một chút.",
            Act::Find if self.found.is_none() => "Danh sách chưa hiện lên.",
            _ => return None,
        };
        Some(said.to_owned())
    }

    fn told(&mut self, popup: &Popup, answer: &Given, _around: &Around) -> Vec<Effect<Job>> {
        match (popup.purpose, answer, popup.form()) {
            (Act::GapUnmendable, Given::Submitted, Some(form)) => self.submit(form),
            (Act::GapUnmendable, Given::Closed, _) => {
                self.asked.take_if(|_| !self.sent);
                Vec::new()
            }
            (act @ (Act::Print | Act::Export), Given::Submitted, Some(form)) => {
                let ids = self.table.table.rows().iter().map(|row| row.id).collect();
                let (sending, effects) =
                    Sending::start(act, form, &self.list_name(), &Source::Ids(ids), &self.let_out());
                self.sending = Some(sending);
                effects
            }
            (Act::Print | Act::Export, Given::Closed, _) => {
                self.sending.iter().for_each(Sending::stop);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn take(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        if let Some((done, effects)) = self.sending.as_mut().and_then(|sending| sending.answer(reply)) {
            if done {
                self.sending = None;
            }
            return effects;
        }
        let checking = self.looking.as_ref().map(|(ticket, _)| *ticket);
        match reply {
            Reply::Gaps(Answer::Found { ticket, found }) if *ticket == self.ticket => {
                self.came(found, around.area);
                // The words may have been typed over another part, all of whose rows were at hand.
                let mut effects = self.seek();
                let again = std::mem::take(&mut self.again);
                effects.extend(again.then(|| Effect::Say(Tone::Good, AGAIN.to_owned())));
                effects
            }
            Reply::Gaps(Answer::Looking { ticket, done }) if checking == Some(*ticket) && *done > 0 => {
                let said = format!("Đã tìm {} tệp…", vietnamese_number(*done as i64));
                vec![Effect::Say(Tone::Normal, said)]
            }
            Reply::Gaps(Answer::Scans { ticket, seen }) if checking == Some(*ticket) => {
                self.looking = None;
                let said = Effect::Say(Tone::Normal, "Đã tìm xong tệp của các bản quét.".to_owned());
                vec![said, Effect::Popup(Box::new(Popup::text(Act::CheckScans, "Tệp của các bản quét", told(seen))))]
            }
            Reply::Gaps(Answer::Ended { ticket, said }) if *ticket == self.ticket || checking == Some(*ticket) => {
                self.looking.take_if(|(asked, _)| asked == ticket);
                self.said.clone_from(said);
                vec![Effect::Say(Tone::Error, said.clone())]
            }
            Reply::Wrote(wrote) => self.wrote(wrote),
            Reply::Refused(act, refusal) => self.not_done(*act, refusal),
            Reply::Failed(act, said) => self.not_done(*act, &Refusal::whole(said.as_str())),
            Reply::Elsewhere if self.table.begun() => self.look(),
            _ => Vec::new(),
        }
    }

    fn stop(&mut self) {
        self.looking.iter().for_each(|(_, stop)| stop.ask());
        self.sending.iter().for_each(Sending::stop);
    }
}
