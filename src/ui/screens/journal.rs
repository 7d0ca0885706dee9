//! The history of the whole register, newest entry first: who did what and when, what it changed, and taking it back.

use std::sync::Arc;

use crate::desk::exported::reason;
use crate::domain::day::Moment;
use crate::domain::number::vietnamese_number;
use crate::store::journal::{Entry, op_label};
use crate::store::pages::SORT_MOST;
use crate::ui::action::{Around, Effect};
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::Tone;
use crate::ui::parts::given::{around, cut};
use crate::ui::parts::page::Page;
use crate::ui::parts::popup::{Answer as Answered, Popup};
use crate::ui::parts::table::{Cell, Column, Row, Want, Window};
use crate::ui::screens::arranged::{Arranged, Asked, Heard};
use crate::ui::screens::listed::Listed;
use crate::ui::work::detail::{self, Aids};
use crate::ui::work::history::{Answer, Ask, At, HistoryRow, JournalColumn, JournalQuery, Told, ToldEntry};
use crate::ui::work::list::ticket;
use crate::ui::work::{Job, Reply};

/// The button that takes an entry back.
const YES: &str = "yes";

/// The screen.
pub struct Journal {
    table: Arranged,
    rows: Vec<HistoryRow>,
    /// Numbers of the entries of a list that is narrowed or not in the order of time; `None` for the whole history.
    seqs: Option<Vec<i64>>,
    /// What the entries that are shown were asked for by.
    listed: Asked,
    /// How many entries of such a list come before the window that was asked for.
    from: usize,
    ticket: u64,
    length: Option<i64>,
    /// The entry whose contents were asked for.
    opening: Option<i64>,
    aids: Option<Arc<Aids>>,
    /// The question for a list in another order, and whether it is put together beside the worker.
    listing: u64,
    seeking: bool,
}

impl Journal {
    /// The screen before its first answer.
    pub fn new() -> Journal {
        let columns = vec![
            Column::new("Mục", 5, 9, 0).right(),
            Column::new("Lúc", 16, 16, 1),
            Column::new("Việc", 12, 26, 2),
            Column::new("Cán bộ", 12, 22, 3),
            Column::new("Hồ sơ", 18, 44, 4),
            Column::new("Lý do", 10, 40, 5),
        ];
        Journal {
            table: Arranged::windowed("journal", columns).unlike(&[0]).slow(&[2, 3, 4, 5]),
            rows: Vec::new(),
            seqs: None,
            listed: Asked::default(),
            from: 0,
            ticket: 0,
            length: None,
            opening: None,
            aids: None,
            listing: 0,
            seeking: false,
        }
    }

    fn fetch(&mut self, want: Want) -> Vec<Effect<Job>> {
        if let Some(seqs) = &self.seqs {
            let Some((from, seqs)) = cut(seqs, want) else { return Vec::new() };
            return self.rows_from(from, seqs);
        }
        let (at, limit) = match want {
            Want::Nothing => return Vec::new(),
            Want::First { count } => (At::First, count),
            Want::Last { count } => (At::Last, count),
            Want::From { id, count } => (At::From(id), count),
            Want::UpTo { id, count } => (At::UpTo(id), count),
        };
        self.ticket = ticket();
        let oldest_first = self.oldest_first();
        vec![Effect::Job(Job::History(Ask::Page { ticket: self.ticket, at, limit, oldest_first }))]
    }

    fn rows_from(&mut self, from: usize, seqs: Vec<i64>) -> Vec<Effect<Job>> {
        self.from = from;
        self.ticket = ticket();
        vec![Effect::Job(Job::History(Ask::Rows { ticket: self.ticket, seqs }))]
    }

    fn oldest_first(&self) -> bool {
        self.table.asked().order.is_some_and(|(_, down)| !down)
    }

    /// What the clerk asked for: `None` where that is the whole history in the order of time.
    fn query(&self) -> Option<JournalQuery> {
        let Asked { order, only } = self.table.asked();
        let column = |at: usize| JournalColumn::ALL.get(at).copied();
        let (by, down) =
            order.and_then(|(at, down)| Some((column(at)?, down))).unwrap_or((JournalColumn::Number, true));
        if only.is_empty() && by.by_time() {
            return None;
        }
        let only = only.iter().filter_map(|only| Some((column(only.column)?, only.value.clone()))).collect();
        Some(JournalQuery { only, by, down })
    }

    /// Asks for the list that the clerk wants, or for the same once more.
    fn relist(&mut self) -> Vec<Effect<Job>> {
        match self.query() {
            Some(query) => {
                self.listing = ticket();
                vec![Effect::Job(Job::History(Ask::List { ticket: self.listing, query }))]
            }
            None => {
                (self.listing, self.seeking) = (0, false);
                let turned = self.seqs.take().is_some() || self.listed != *self.table.asked();
                self.listed = self.table.asked().clone();
                let selected = self.table.table.selected().map(|row| row.id);
                let want = match selected.filter(|_| turned) {
                    Some(id) => {
                        self.table.table.unmoved();
                        Want::From { id, count: self.table.table.window_size() }
                    }
                    None => self.table.table.again(),
                };
                self.fetch(want)
            }
        }
    }

    /// The numbers of a list came; the selected entry stays selected where the list has it.
    fn list_came(&mut self, seqs: &Result<Vec<i64>, usize>) -> Vec<Effect<Job>> {
        let seqs = match seqs {
            Ok(seqs) => seqs.clone(),
            Err(n) => return self.too_long(*n),
        };
        self.listed = self.table.asked().clone();
        let selected = self.table.table.selected().map(|row| row.id);
        let (from, window) = around(&seqs, selected, self.table.table.window_size());
        self.seqs = Some(seqs);
        self.table.table.unmoved();
        self.rows_from(from, window)
    }

    /// The list is longer than can be sorted or looked through: what was shown before comes back.
    fn too_long(&mut self, n: usize) -> Vec<Effect<Job>> {
        let (n, most) = (vietnamese_number(n as i64), vietnamese_number(SORT_MOST as i64));
        let same = self.listed == *self.table.asked();
        let before = if same { Asked::default() } else { self.listed.clone() };
        self.table.set(before);
        let mut effects = if same { self.relist() } else { Vec::new() };
        let said = format!(
            "Nhật ký còn {n} mục; chỉ lọc hay xếp như vậy khi còn tối đa {most}. Hãy lọc theo ngày hoặc hồ sơ trước (=)."
        );
        effects.push(Effect::Say(Tone::Warning, said));
        effects
    }

    /// Entries of such a list came.
    fn take_listed(&mut self, rows: &[HistoryRow]) -> Vec<Effect<Job>> {
        let total = self.seqs.as_ref().map_or(0, Vec::len);
        self.rows = rows.to_vec();
        let window = Window {
            rows: rows.iter().map(|row| self.row(row)).collect(),
            first: self.from == 0,
            last: self.from + rows.len() >= total,
            before: Some(self.from),
            total: Some(total),
        };
        let want = self.table.table.set_window(window);
        self.fetch(want)
    }

    fn again(&mut self) -> Vec<Effect<Job>> {
        if !self.table.begun() {
            return Vec::new();
        }
        self.relist()
    }

    /// Entries are numbered from 1 without gaps, so a window's place in the list follows from its numbers.
    fn page(&mut self, rows: &[HistoryRow], length: i64) -> Vec<Effect<Job>> {
        self.rows = rows.to_vec();
        self.length = Some(length);
        let (up, none) = (self.oldest_first(), length + 1);
        let first = rows.first().map_or(if up { 1 } else { length }, |row| row.entry.seq);
        let last = rows.last().map_or(if up { length } else { 1 }, |row| row.entry.seq);
        // Places in the list, from 1.
        let (first, last) = if up { (first, last) } else { (none - first, none - last) };
        let window = Window {
            rows: rows.iter().map(|row| self.row(row)).collect(),
            first: first <= 1,
            last: last >= length,
            before: usize::try_from(first - 1).ok(),
            total: usize::try_from(length).ok(),
        };
        let want = self.table.table.set_window(window);
        self.fetch(want)
    }

    fn officer(&self, code: &str) -> String {
        match &self.aids {
            _ if code.is_empty() => "–".to_owned(),
            Some(aids) => aids.officer(code),
            None => code.to_owned(),
        }
    }

    fn row(&self, row: &HistoryRow) -> Row {
        let entry = &row.entry;
        let mut codes = row.codes.join(", ");
        if row.more {
            codes.push_str(" và hồ sơ khác");
        }
        Row {
            id: entry.seq,
            version: 0,
            cells: vec![
                Cell::plain(entry.seq.to_string()),
                Cell::plain(moment(&entry.at)).by(entry.at.get(..10).unwrap_or_default()),
                Cell::plain(op_label(&entry.op)).by(entry.op.as_str()),
                Cell::plain(self.officer(&entry.officer)).by(entry.officer.as_str()),
                Cell::plain(codes).by(row.codes.first().map_or("", String::as_str)),
                Cell::plain(reason(entry)).by(entry.reason.as_str()),
            ],
            tone: if entry.reverts.is_some() { Tone::Warning } else { Tone::Normal },
        }
    }

    fn ask_undo(&self) -> Vec<Effect<Job>> {
        let Some(row) = self.table.table.selected() else { return Vec::new() };
        let cell = |at: usize| row.cells.get(at).map_or("", |cell| cell.text.as_str());
        let said = format!(
            "{} lúc {}, {}. Việc hoàn tác cũng được ghi thành một mục mới; nếu sau đó đã có lần ghi khác trên cùng hồ \
             sơ thì không thay đổi gì.",
            cell(2),
            cell(1),
            cell(3)
        );
        let title = format!("Hoàn tác mục {}?", row.id);
        let buttons = [('k', "Không", "no"), ('h', "Hoàn tác", YES)];
        vec![Effect::Popup(Box::new(Popup::confirm(Act::UndoEntry, &title, &said, &buttons)))]
    }

    fn contents(&self, told: &ToldEntry) -> Vec<Effect<Job>> {
        let entry = &told.entry;
        let mut lines = vec![(Tone::Normal, self.headline(entry))];
        if !entry.reason.is_empty() {
            lines.push((Tone::Normal, format!("Lý do: {}", reason(entry))));
        }
        for line in &told.lines {
            lines.push((Tone::Normal, String::new()));
            lines.extend(line_told(line));
        }
        if told.more > 0 {
            let more = vietnamese_number(told.more as i64);
            lines.push((Tone::Dim, format!("… và {more} bản ghi nữa trong cùng lần ghi.")));
        }
        let title = format!("Nhật ký, mục {}", entry.seq);
        vec![Effect::Popup(Box::new(Popup::text(Act::Open, &title, Page::toned(lines))))]
    }

    fn headline(&self, entry: &Entry) -> String {
        let reverts = entry.reverts.map_or(String::new(), |seq| format!(" (của mục {seq})"));
        format!("{}{reverts}, {}, {}", op_label(&entry.op), moment(&entry.at), self.officer(&entry.officer))
    }
}

impl Default for Journal {
    fn default() -> Journal {
        Journal::new()
    }
}

/// A stored minute as papers write it.
fn moment(at: &str) -> String {
    at.parse::<Moment>().map_or_else(|_| at.to_owned(), Moment::vietnamese)
}

/// A line with its fields: what stood there, an arrow, what stands there since.
fn line_told(told: &Told) -> Vec<(Tone, String)> {
    let what = if told.created { "Ghi mới" } else { "Sửa" };
    let mut lines = vec![(Tone::Title, format!("{what} {}", told.record))];
    for field in &told.fields {
        let blank = |text: &str| if text.is_empty() { "(trống)".to_owned() } else { text.to_owned() };
        let said = if told.created {
            format!("- {}: {}", field.label, field.new)
        } else {
            format!("- {}: {} → {}", field.label, blank(&field.old), blank(&field.new))
        };
        lines.push((Tone::Normal, said));
    }
    lines
}

impl Listed for Journal {
    fn list(&self) -> &Arranged {
        &self.table
    }

    fn list_mut(&mut self) -> &mut Arranged {
        &mut self.table
    }

    fn keys(&self) -> Scope {
        Scope::Journal
    }

    fn name(&self) -> String {
        "Nhật ký".to_owned()
    }

    fn heading(&self) -> String {
        "Nhật ký của sổ, mới nhất trước; không mục nào bị xóa".to_owned()
    }

    fn nothing(&self) -> String {
        let said = if self.length.is_some() { "Sổ chưa có lần ghi nào." } else { "Đang đọc nhật ký…" };
        said.to_owned()
    }

    fn standing(&self) -> String {
        match self.length {
            _ if self.seeking => "đang tìm…".to_owned(),
            None => String::new(),
            Some(_) => self.table.table.status(),
        }
    }

    fn begin(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        let want = self.table.table.start();
        let mut effects = self.fetch(want);
        effects.push(Effect::Job(Job::Detail(detail::Ask::Aids)));
        effects
    }

    /// It opens at the newest entry, whatever was looked at before it was left.
    fn called_again(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        if self.query().is_some() || self.oldest_first() {
            return Vec::new();
        }
        let want = self.table.table.start();
        self.fetch(want)
    }

    fn follow(&mut self, heard: Heard, _around: &Around) -> Vec<Effect<Job>> {
        match heard {
            Heard::Anew => self.relist(),
            Heard::Moved(want) => self.fetch(want),
            heard => heard.done(),
        }
    }

    fn open(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        let Some(seq) = self.table.table.selected().map(|row| row.id) else { return Vec::new() };
        self.opening = Some(seq);
        vec![Effect::Job(Job::History(Ask::Entry(seq)))]
    }

    fn carry(&mut self, act: Act, _around: &Around) -> Vec<Effect<Job>> {
        if act == Act::UndoEntry { self.ask_undo() } else { Vec::new() }
    }

    fn back(&mut self) -> Vec<Effect<Job>> {
        vec![Effect::Show(Act::Today)]
    }

    fn hindered(&self, act: Act) -> Option<String> {
        let said = match act {
            Act::Open | Act::UndoEntry if self.table.table.rows().is_empty() => "Nhật ký đang trống.",
            Act::Find => "Nhật ký không tìm theo chữ; nhấn = để lọc theo ngày, việc, cán bộ, hồ sơ của dòng đang chọn.",
            Act::Print | Act::Export => "Nhật ký không in ra từ đây.",
            _ => return None,
        };
        Some(said.to_owned())
    }

    fn told(&mut self, popup: &Popup, answer: &Answered, _around: &Around) -> Vec<Effect<Job>> {
        let yes = popup.purpose == Act::UndoEntry && *answer == Answered::Chosen(YES.to_owned());
        match self.table.table.selected().filter(|_| yes) {
            Some(row) => vec![Effect::Job(Job::History(Ask::Undo(row.id)))],
            None => Vec::new(),
        }
    }

    fn take(&mut self, reply: &Reply, _around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::History(Answer::Begun) => {
                self.seeking = self.listing != 0;
                Vec::new()
            }
            Reply::History(Answer::Page { ticket, rows, length }) if *ticket == self.ticket => self.page(rows, *length),
            Reply::History(Answer::List { ticket, seqs }) if *ticket == self.listing => {
                self.seeking = false;
                self.list_came(seqs)
            }
            Reply::History(Answer::Rows { ticket, rows }) if *ticket == self.ticket => self.take_listed(rows),
            Reply::History(Answer::Entry(Some(told))) if self.opening == Some(told.entry.seq) => {
                self.opening = None;
                self.contents(told)
            }
            Reply::Detail(answer) => {
                let (detail::Answer::Whole { aids, .. } | detail::Answer::Aids(aids)) = answer.as_ref();
                self.aids = Some(Arc::clone(aids));
                for at in 0..self.rows.len() {
                    let row = self.row(&self.rows[at]);
                    self.table.table.put(row);
                }
                Vec::new()
            }
            Reply::Wrote(_) | Reply::Elsewhere => self.again(),
            Reply::Failed(Act::Journal, said) => {
                self.seeking = false;
                vec![Effect::Say(Tone::Error, said.clone())]
            }
            _ => Vec::new(),
        }
    }
}
