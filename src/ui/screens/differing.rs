//! Dossiers whose date would differ, were it counted today (hẹn trả lệch lịch), and promising them anew with a reason.
//!
//! The promised dates stand until an officer decides here, one by one or for all; a dossier that is left alone stays on
//! the list.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use crate::domain::day::Moment;
use crate::domain::number::vietnamese_number;
use crate::ui::action::{Around, Effect};
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::Tone;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::popup::{Answer as Given, Popup};
use crate::ui::parts::table::{Cell, Column, Row};
use crate::ui::screens::arranged::Arranged;
use crate::ui::screens::listed::Listed;
use crate::ui::work::differing::{Anew, Answer, Ask, Differing as Other, Found};
use crate::ui::work::list::ticket;
use crate::ui::work::stop::Stop;
use crate::ui::work::{Job, Reply};

/// The name of the list: a calendar, a rule or a corrected pause may be what makes a date differ.
const TITLE: &str = "Ngày hẹn khác cách tính hiện nay (lịch, quy tắc)";

/// What is known so far.
enum State {
    /// Looking; so many dossiers seen.
    Looking(u64),
    /// All found.
    Found,
    /// Nothing came of it, and why.
    Ended(String),
}

/// The screen.
pub struct Differing {
    state: State,
    found: BTreeMap<i64, Other>,
    total: u64,
    open: u64,
    table: Arranged,
    ticket: u64,
    stop: Stop,
    /// The dossiers that the open form is about.
    asking: Vec<Anew>,
    sent: bool,
}

impl Default for Differing {
    fn default() -> Differing {
        Differing::new()
    }
}

impl Differing {
    /// The screen before it has looked.
    pub fn new() -> Differing {
        let columns = vec![
            Column::new("Mã hồ sơ", 14, 26, 0),
            Column::new("Đã hẹn", 16, 16, 1),
            Column::new("Tính lại hôm nay", 16, 16, 1),
            Column::new("Lệch", 11, 16, 2),
            Column::new("Người nộp", 12, 30, 4),
            Column::new("Ghi chú", 10, 16, 3),
        ];
        Differing {
            state: State::Looking(0),
            found: BTreeMap::new(),
            total: 0,
            open: 0,
            table: Arranged::at_hand("differing", columns).findable(),
            ticket: 0,
            stop: Stop::default(),
            asking: Vec::new(),
            sent: false,
        }
    }

    fn look(&mut self) -> Vec<Effect<Job>> {
        self.stop.ask();
        self.stop = Stop::default();
        self.ticket = ticket();
        let ask = Ask::Find { ticket: self.ticket, stop: self.stop.clone() };
        vec![Effect::Job(Job::Differing(ask))]
    }

    fn came(&mut self, found: &Found) {
        self.state = State::Found;
        (self.total, self.open) = (found.total, found.open);
        self.found = found.rows.iter().map(|other| (other.target.id, other.clone())).collect();
        self.table.fill(found.rows.iter().map(line).collect());
    }

    /// The marked dossiers, or the selected one; and how many of them cannot be promised anew.
    fn targets(&self) -> (Vec<Anew>, usize) {
        let asked: Vec<&Other> = self.table.table.targets().iter().filter_map(|id| self.found.get(id)).collect();
        let can = asked.iter().filter(|other| other.why_not.is_none());
        let seen = |other: &&Other| Anew { target: other.target, due: other.by_calendar, seen_at: other.seen_at };
        let anew: Vec<Anew> = can.map(seen).collect();
        let left = asked.len() - anew.len();
        (anew, left)
    }

    fn ask(&mut self) -> Vec<Effect<Job>> {
        let (anew, left) = self.targets();
        if anew.is_empty() {
            let why = self.table.table.selected().and_then(|row| self.found.get(&row.id)?.why_not);
            let said = why.map_or("Chưa chọn hồ sơ nào.", |why| why.said());
            return vec![Effect::Say(Tone::Warning, capital(said))];
        }
        let earlier = anew.iter().filter(|one| self.found[&one.target.id].in_force > one.due).count();
        let mut about =
            format!("Hẹn lại {:02} hồ sơ theo cách tính hiện nay; ngày hẹn cũ được giữ trong sổ hạn trả.", anew.len());
        if left > 0 {
            about.push_str(&format!(" {left:02} hồ sơ đã đánh dấu không hẹn lại được, xem cột Ghi chú."));
        }
        if earlier > 0 {
            about.push_str(&format!(" {earlier:02} hồ sơ được hẹn SỚM hơn giấy hẹn công dân đang giữ."));
        }
        let form = Form::new(vec![
            FormRow::note(&about),
            FormRow::text("reason", "Lý do", "").hint("Bắt buộc, ví dụ: bổ sung ngày nghỉ 23/11 theo thông báo"),
            FormRow::text("document", "Số văn bản", "").hint("Văn bản làm thay đổi lịch, ví dụ 9441/TB-BNV"),
        ]);
        (self.asking, self.sent) = (anew, false);
        vec![Effect::Popup(Box::new(
            Popup::prompt(Act::PromiseAnew, "Hẹn lại theo lịch", form).kept("differing".to_owned()),
        ))]
    }

    fn submit(&mut self, form: &Form) -> Vec<Effect<Job>> {
        // Enter held down must not promise twice.
        if std::mem::replace(&mut self.sent, true) {
            return Vec::new();
        }
        let (reason, document) = (form.get("reason").to_owned(), form.get("document").to_owned());
        vec![Effect::Job(Job::Differing(Ask::Promise { dossiers: self.asking.clone(), reason, document }))]
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>() + ".")
}

fn line(other: &Other) -> Row {
    let (tone, note) = match other.why_not {
        Some(why) => (Tone::Waiting, why.label()),
        None => (Tone::Normal, ""),
    };
    Row {
        id: other.target.id,
        version: other.target.version,
        cells: vec![
            Cell::plain(other.code.as_str()),
            Cell::plain(other.in_force.vietnamese()).by(other.in_force.to_string()),
            Cell::plain(other.by_calendar.vietnamese()).by(other.by_calendar.to_string()),
            Cell::plain(apart(other.in_force, other.by_calendar)).by(distance(other.in_force, other.by_calendar)),
            Cell::plain(other.applicant.as_str()),
            Cell::toned(note, tone),
        ],
        tone,
    }
}

/// How far the other date lies: days of the calendar, or another hour of the same day.
fn apart(in_force: Moment, other: Moment) -> String {
    match other.day.since(in_force.day) {
        0 if other > in_force => "muộn giờ hơn".to_owned(),
        0 => "sớm giờ hơn".to_owned(),
        days if days > 0 => format!("muộn {days:02} ngày"),
        days => format!("sớm {:02} ngày", -days),
    }
}

/// What tells how far apart two dates lie: earlier ones before later ones.
fn distance(in_force: Moment, other: Moment) -> String {
    let days = i64::from(other.day.since(in_force.day)) + 500_000;
    format!("{days:07}{}", u8::from(other > in_force))
}

impl Listed for Differing {
    fn list(&self) -> &Arranged {
        &self.table
    }

    fn list_mut(&mut self) -> &mut Arranged {
        &mut self.table
    }

    fn keys(&self) -> Scope {
        Scope::Differing
    }

    fn name(&self) -> String {
        TITLE.to_owned()
    }

    fn edges(&self, _area: Rect) -> (u16, u16) {
        (1, 1)
    }

    fn heading(&self) -> String {
        match &self.state {
            State::Found if self.total > self.found.len() as u64 => format!(
                "{} hồ sơ có hạn tính lại khác ngày đã hẹn; {} hồ sơ không hiện ở đây",
                vietnamese_number(self.total as i64),
                vietnamese_number((self.total - self.found.len() as u64) as i64)
            ),
            State::Found if self.total > 0 => format!(
                "{} hồ sơ có hạn tính lại hôm nay khác ngày đã hẹn, trong {} hồ sơ chưa kết thúc",
                vietnamese_number(self.total as i64),
                vietnamese_number(self.open as i64)
            ),
            _ => TITLE.to_owned(),
        }
    }

    fn nothing(&self) -> String {
        match &self.state {
            State::Looking(0) => "Đang xem các hồ sơ chưa kết thúc… Esc để dừng.".to_owned(),
            State::Looking(done) => {
                format!("Đang xem các hồ sơ chưa kết thúc, đã xem {}… Esc để dừng.", vietnamese_number(*done as i64))
            }
            State::Ended(said) => format!("{said} Nhấn r để xem lại từ đầu."),
            State::Found => "Không có hồ sơ nào lệch lịch: ngày đã hẹn đều đúng như tính lại hôm nay.".to_owned(),
        }
    }

    fn foot(&self) -> Option<(Tone, String)> {
        let why = self.table.table.selected().and_then(|row| self.found.get(&row.id)?.why_not)?;
        Some((Tone::Waiting, format!("{} Không hẹn lại được: {}.", Tone::Waiting.sign(), why.said())))
    }

    fn begin(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        self.look()
    }

    fn carry(&mut self, act: Act, _around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::Explain => self.explain(),
            Act::PromiseAnew => self.ask(),
            Act::Recount => self.look(),
            _ => Vec::new(),
        }
    }

    fn hindered(&self, act: Act) -> Option<String> {
        let said = match act {
            Act::PromiseAnew if self.table.table.rows().is_empty() => "Danh sách đang trống.",
            Act::Print | Act::Export => "Mở hồ sơ (Enter) để in giải trình hạn của từng hồ sơ.",
            _ => return None,
        };
        Some(said.to_owned())
    }

    fn told(&mut self, popup: &Popup, answer: &Given, _around: &Around) -> Vec<Effect<Job>> {
        match (popup.purpose, answer, popup.form()) {
            (Act::PromiseAnew, Given::Submitted, Some(form)) => self.submit(form),
            (Act::PromiseAnew, Given::Closed, _) => {
                self.asking.clear();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn take(&mut self, reply: &Reply, _around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::Differing(Answer::Progress { ticket, done }) if *ticket == self.ticket => {
                if let State::Looking(seen) = &mut self.state {
                    *seen = *done;
                }
                Vec::new()
            }
            Reply::Differing(Answer::Found { ticket, found }) if *ticket == self.ticket => {
                self.came(found);
                Vec::new()
            }
            Reply::Differing(Answer::Ended { ticket, said }) if *ticket == self.ticket => {
                self.state = State::Ended(said.clone());
                Vec::new()
            }
            Reply::Wrote(wrote) => {
                let mut effects = self.look();
                if wrote.act == Act::PromiseAnew && !self.asking.is_empty() {
                    self.asking.clear();
                    self.table.table.unmark();
                    effects.push(Effect::Close(Act::PromiseAnew));
                    effects.push(Effect::Say(Tone::Good, wrote.said.clone()));
                }
                effects
            }
            Reply::Refused(Act::PromiseAnew, refusal) if !self.asking.is_empty() => {
                self.sent = false;
                vec![Effect::Refuse(Act::PromiseAnew, refusal.clone())]
            }
            Reply::Failed(Act::PromiseAnew, said) if !self.asking.is_empty() => {
                self.sent = false;
                vec![Effect::Refuse(Act::PromiseAnew, crate::domain::refusal::Refusal::whole(said.as_str()))]
            }
            Reply::Elsewhere => self.look(),
            _ => Vec::new(),
        }
    }

    fn stop(&mut self) {
        self.stop.ask();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_says_how_many_are_not_shown() {
        let mut screen = Differing::new();
        screen.came(&Found { rows: Vec::new(), total: 25_000, open: 100_000 });
        let said = "25.000 hồ sơ có hạn tính lại khác ngày đã hẹn; 25.000 hồ sơ không hiện ở đây";
        assert_eq!(screen.heading(), said);
        assert!(said.chars().count() < 80);
    }
}
