//! What has changed since a period was closed: the dossiers that left or entered a figure, and by which entry.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::desk::count::Scope as Counted;
use crate::desk::since_closing::{Moved, Reworded};
use crate::desk::since_closing_paper as paper;
use crate::domain::day::Moment;
use crate::domain::number::vietnamese_number;
use crate::report::Format;
use crate::ui::action::{Around, Effect};
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::Tone;
use crate::ui::parts::page::Page;
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::{Answer as Given, Popup};
use crate::ui::parts::table::{Cell, Column, Row};
use crate::ui::screens::arranged::Arranged;
use crate::ui::screens::detail::Detail;
use crate::ui::screens::listed::Listed;
use crate::ui::work::closing::{Answer, Ask, SinceClosing};
use crate::ui::work::list::ticket;
use crate::ui::work::stop::Stop;
use crate::ui::work::{Job, Reply};

/// Formats of the paper.
const FORMATS: [Format; 4] = [Format::Text, Format::Csv, Format::Docx, Format::Xlsx];

/// The screen.
pub struct Since {
    scope: Counted,
    found: Option<Arc<SinceClosing>>,
    /// What is said while nothing is found yet, or where nothing came of it.
    said: String,
    table: Arranged,
    ticket: u64,
    stop: Stop,
    saving: bool,
}

impl Since {
    /// The screen before it has looked.
    pub fn new(scope: Counted) -> Since {
        let columns = vec![
            Column::new("Hồ sơ, nội dung", 14, 26, 0),
            Column::new("Khi chốt (−)", 20, 48, 2),
            Column::new("Nay (+)", 20, 48, 2),
            Column::new("Sửa cuối", 10, 12, 1),
        ];
        Since {
            scope,
            found: None,
            said: String::new(),
            table: Arranged::at_hand("since_closing", columns).findable(),
            ticket: 0,
            stop: Stop::default(),
            saving: false,
        }
    }

    fn look(&mut self) -> Vec<Effect<Job>> {
        self.stop.ask();
        self.stop = Stop::default();
        self.ticket = ticket();
        self.said = "Đang so với số liệu đã chốt… Esc để dừng.".to_owned();
        let ask = Ask::Since { ticket: self.ticket, scope: self.scope.clone(), stop: self.stop.clone() };
        vec![Effect::Job(Job::Closing(ask))]
    }

    fn came(&mut self, since: &Arc<SinceClosing>) {
        let dossiers = since.dossiers.iter().chain(&since.restated).map(line);
        let words = since.reworded.iter().enumerate().map(|(at, reworded)| of_words(at, reworded));
        self.table.fill(dossiers.chain(words).collect());
        self.said = match (since.nothing(), since.reprints.is_empty()) {
            (true, _) => "Không có gì khác số liệu đã chốt.".to_owned(),
            (false, false) => "Chỉ tiêu và hồ sơ như khi chốt, nhưng lập lại thì in khác; nhấn a để xem.".to_owned(),
            (false, true) => "Không hồ sơ nào đổi chỉ tiêu; nhấn a để xem các chỉ tiêu đã đổi số.".to_owned(),
        };
        self.found = Some(Arc::clone(since));
    }

    fn selected(&self) -> Option<&Moved> {
        let (id, since) = (self.table.table.selected()?.id, self.found.as_ref()?);
        since.dossiers.iter().chain(&since.restated).find(|moved| moved.id == id)
    }

    /// What the selected row says where it is of no dossier.
    fn selected_words(&self) -> Option<&Reworded> {
        let at = usize::try_from(-1 - self.table.table.selected()?.id).ok()?;
        self.found.as_ref()?.reworded.get(at)
    }

    /// Everything about the selected dossier, in words.
    fn explained(&self) -> Vec<Effect<Job>> {
        if let Some(reworded) = self.selected_words() {
            let mut lines = vec![(Tone::Title, reworded.told.record.clone())];
            for field in &reworded.told.fields {
                lines.push((Tone::Normal, format!("− {}: {}", field.label, field.old)));
                lines.push((Tone::Normal, format!("+ {}: {}", field.label, field.new)));
            }
            lines.retain(|(_, line)| !line.ends_with(": "));
            lines.push((Tone::Normal, paper::by(reworded)));
            return text(Act::Explain, "Vì sao khác", lines);
        }
        let Some(moved) = self.selected() else { return Vec::new() };
        let mut lines = vec![(Tone::Title, moved.code.clone())];
        let named = |sign: &str, ids: &[String]| -> Vec<(Tone, String)> {
            ids.iter()
                .map(|id| (Tone::Normal, format!("{sign} {}", paper::figures(std::slice::from_ref(id)))))
                .collect()
        };
        lines.extend(named("−", &moved.gone));
        lines.extend(named("+", &moved.come));
        lines.extend(moved.changes.iter().map(|touch| (Tone::Normal, paper::touch(touch))));
        if moved.changes.is_empty() {
            let said = "Không ai sửa hồ sơ; danh mục, lịch, quy tắc, đánh giá hoặc phản ánh đã đổi (nhấn a).";
            lines.push((Tone::Warning, said.to_owned()));
        }
        text(Act::Explain, "Vì sao khác", lines)
    }

    /// The totals before and after, and what all dossiers share.
    fn totals(&self) -> Vec<Effect<Job>> {
        let Some(since) = &self.found else { return Vec::new() };
        let lines = paper::summary(since).into_iter().map(|line| (Tone::Normal, line)).collect();
        text(Act::Audit, "Số liệu đã chốt và số liệu nay", lines)
    }

    fn choose_format(&self) -> Vec<Effect<Job>> {
        let items = FORMATS.map(|format| PickItem::new(format.code(), format.code(), format.label(), ""));
        vec![Effect::Popup(Box::new(Popup::choose(Act::Export, "Xuất tệp", Pick::new(items.to_vec()))))]
    }

    fn save(&mut self, code: &str) -> Vec<Effect<Job>> {
        let (Some(since), Some(format)) = (&self.found, Format::from_code(code)) else { return Vec::new() };
        self.saving = true;
        vec![Effect::Job(Job::Closing(Ask::SinceOut { since: Arc::clone(since), format }))]
    }
}

fn text(act: Act, title: &str, lines: Vec<(Tone, String)>) -> Vec<Effect<Job>> {
    vec![Effect::Popup(Box::new(Popup::text(act, title, Page::toned(lines))))]
}

fn day_of(at: Moment) -> String {
    at.day.vietnamese()
}

fn stored_day(at: &str) -> String {
    at.parse::<Moment>().map_or_else(|_| at.to_owned(), day_of)
}

fn line(moved: &Moved) -> Row {
    let (tone, last) = match moved.changes.last() {
        Some(touch) => (Tone::Normal, stored_day(&touch.at)),
        None => (Tone::Warning, "không ai sửa".to_owned()),
    };
    let (gone, come) = paper::then_and_now(moved);
    Row {
        id: moved.id,
        version: 0,
        cells: vec![
            Cell::plain(moved.code.as_str()),
            Cell::plain(gone),
            Cell::plain(come),
            Cell::toned(last.as_str(), tone)
                .by(moved.changes.last().map_or_else(String::new, |touch| touch.at.clone())),
        ],
        tone: Tone::Normal,
    }
}

/// A row of no dossier: its id is negative, by its place.
fn of_words(at: usize, reworded: &Reworded) -> Row {
    let (then, now) = paper::sides(&reworded.told.fields);
    let entry = &reworded.entry;
    Row {
        id: -1 - at as i64,
        version: 0,
        cells: vec![
            Cell::plain(reworded.told.record.as_str()),
            Cell::plain(then),
            Cell::plain(now),
            Cell::plain(stored_day(&entry.at)).by(entry.at.clone()),
        ],
        tone: Tone::Normal,
    }
}

impl Listed for Since {
    fn list(&self) -> &Arranged {
        &self.table
    }

    fn list_mut(&mut self) -> &mut Arranged {
        &mut self.table
    }

    fn keys(&self) -> Scope {
        Scope::SinceClosing
    }

    fn name(&self) -> String {
        "Thay đổi sau chốt".to_owned()
    }

    fn edges(&self, _area: Rect) -> (u16, u16) {
        (1, 1)
    }

    fn heading(&self) -> String {
        let Some(since) = &self.found else { return format!("Thay đổi sau chốt, {}", self.scope.period.name()) };
        let words = match since.reworded.len() {
            0 => String::new(),
            n => format!(", {} nội dung", vietnamese_number(n as i64)),
        };
        format!(
            "{} hồ sơ, {} chỉ tiêu{words} khác sau chốt, {}",
            vietnamese_number((since.dossiers.len() + since.restated.len()) as i64),
            since.figures.iter().filter(|shift| shift.of_number()).count(),
            self.scope.period.name()
        )
    }

    fn nothing(&self) -> String {
        self.said.clone()
    }

    fn foot(&self) -> Option<(Tone, String)> {
        if let Some(reworded) = self.selected_words() {
            return Some((Tone::Dim, paper::by(reworded)));
        }
        let touch = self.selected()?.changes.last()?;
        Some((Tone::Dim, paper::touch(touch)))
    }

    fn open(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        match self.selected() {
            Some(moved) => vec![Effect::Push(Box::new(Detail::new(moved.id)))],
            None => self.explained(),
        }
    }

    fn begin(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        self.look()
    }

    fn carry(&mut self, act: Act, _around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::Explain => self.explained(),
            Act::Audit => self.totals(),
            Act::Recount => self.look(),
            Act::Export => self.choose_format(),
            _ => Vec::new(),
        }
    }

    fn hindered(&self, act: Act) -> Option<String> {
        let said = match act {
            Act::Audit | Act::Export if self.found.is_none() => "Chưa so xong; hãy chờ, hoặc nhấn r để so lại.",
            Act::Print => "Xuất ra tệp Word (x) rồi in.",
            _ => return None,
        };
        Some(said.to_owned())
    }

    fn told(&mut self, popup: &Popup, answer: &Given, _around: &Around) -> Vec<Effect<Job>> {
        match (popup.purpose, answer) {
            (Act::Export, Given::Chosen(code)) => self.save(code),
            _ => Vec::new(),
        }
    }

    fn take(&mut self, reply: &Reply, _around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::Closing(Answer::Progress { ticket, done }) if *ticket == self.ticket && *done > 0 => {
                let done = vietnamese_number(*done as i64);
                self.said = format!("Đang so với số liệu đã chốt, đã xem {done} hồ sơ… Esc để dừng.");
            }
            Reply::Closing(Answer::Since { ticket, since }) if *ticket == self.ticket => self.came(since),
            Reply::Closing(Answer::Ended { ticket, said }) if *ticket == self.ticket => {
                self.said = format!("{said} Nhấn r để so lại.");
            }
            Reply::Wrote(wrote) if self.saving && wrote.act == Act::Export => {
                self.saving = false;
                return vec![Effect::Say(Tone::Good, wrote.said.clone())];
            }
            Reply::Refused(Act::Export, refusal) if self.saving => {
                self.saving = false;
                return vec![Effect::Refuse(Act::Export, refusal.clone())];
            }
            Reply::Failed(Act::Export, said) if self.saving => {
                self.saving = false;
                return vec![Effect::Say(Tone::Error, said.clone())];
            }
            Reply::Wrote(_) | Reply::Elsewhere => return self.look(),
            _ => {}
        }
        Vec::new()
    }

    fn stop(&mut self) {
        self.stop.ask();
    }
}
