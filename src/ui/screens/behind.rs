//! What stands behind a number of a report: dossiers in a list that opens each, or other records to read.
//!
//! It shows exactly the records that the number counted, as of the minute it was counted.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::behind::Listing;
use crate::desk::count::Scope as Counted;
use crate::domain::day::Moment;
use crate::domain::number::vietnamese_number;
use crate::domain::rulebook::Rulebook;
use crate::domain::standing::{Acceptance, Frame};
use crate::report::model::FigureRef;
use crate::store::pages::{ListColumn, ListRow, SORT_MOST};
use crate::ui::action::{Around, Effect};
use crate::ui::keymap::Act;
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{put, put_right, row};
use crate::ui::parts::form::Form;
use crate::ui::parts::given::{around, cut};
use crate::ui::parts::popup::{Answer as Given, Popup};
use crate::ui::parts::table::{Cell, Column, Row, Want, Window};
use crate::ui::screens::arranged::{Arranged, Asked, Heard};
use crate::ui::screens::detail::Detail;
use crate::ui::screens::dossiers::out::{self, Sending};
use crate::ui::screens::dossiers::rows;
use crate::ui::screens::listed::Listed;
use crate::ui::text::width;
use crate::ui::work::detail;
use crate::ui::work::list::{self, Source};
use crate::ui::work::report::{Answer, Ask, Found};
use crate::ui::work::stop::Stop;
use crate::ui::work::{Job, Reply};

/// Cells of a title that are left beside the period, at the least.
const SHORTEST: usize = 12;

/// What is known so far.
enum State {
    /// Being looked for.
    Looking(u64),
    /// Ids of all dossiers; the table holds a window of them.
    Dossiers(Vec<i64>),
    /// Other records under these headings, all in the table.
    Listing(Vec<&'static str>),
    /// Nothing came of it, and why.
    Ended(String),
}

/// The screen.
pub struct Behind {
    title: String,
    /// What to ask when the screen comes up; nothing for dossiers named by a finding.
    question: Option<(Counted, FigureRef)>,
    /// The figure is of the acceptance clock, so that one is told in place of the due moment.
    acceptance: bool,
    /// What the acceptance clock is told by.
    rules: Option<Arc<Rulebook>>,
    state: State,
    stop: Stop,
    table: Arranged,
    /// The dossiers in their own order, while another one is shown.
    own: Vec<i64>,
    /// The order in which they are shown.
    listed: Asked,
    /// The question for another order.
    sorting: u64,
    /// Number of the first question; those for windows follow.
    ticket: u64,
    pages: u64,
    /// Place of the window under way among all ids.
    from: usize,
    /// The list as a file under way.
    sending: Option<Sending>,
}

impl Behind {
    /// The records behind a number. Tickets from `ticket` on belong to this screen.
    pub fn figure(title: &str, scope: Counted, reference: FigureRef, ticket: u64) -> Behind {
        let acceptance = reference.id.starts_with("acceptance.");
        let behind = Behind::dossiers(title, Vec::new(), ticket);
        let table = if acceptance { dossiers_table(true) } else { behind.table };
        Behind { question: Some((scope, reference)), acceptance, table, ..behind }
    }

    /// Given dossiers, such as those that a finding names.
    pub fn dossiers(title: &str, ids: Vec<i64>, ticket: u64) -> Behind {
        let table = dossiers_table(false);
        Behind {
            title: title.to_owned(),
            question: None,
            acceptance: false,
            rules: None,
            state: State::Dossiers(ids),
            stop: Stop::default(),
            table,
            own: Vec::new(),
            listed: Asked::default(),
            sorting: 0,
            ticket,
            pages: 0,
            from: 0,
            sending: None,
        }
    }

    /// What the list is called where it leaves the desk: the figure and its period, or the finding.
    fn called(&self) -> String {
        let period = self.question.as_ref().map(|(scope, _)| format!(", {}", scope.period.name()));
        format!("{}{}", self.title, period.unwrap_or_default())
    }

    /// Asks how the list leaves the desk.
    fn ask_out(&self, act: Act) -> Vec<Effect<Job>> {
        let (title, length) = (self.called(), |n: usize| vietnamese_number(n as i64));
        let popup = match &self.state {
            State::Dossiers(ids) => out::ask(act, &title, &length(ids.len())),
            _ => out::ask_unnamed(act, &title, &length(self.table.table.rows().len())),
        };
        vec![Effect::Popup(Box::new(popup))]
    }

    /// The list as a file: all that it shows, in its order; dossiers by the columns of every such file, or by those that
    /// were chosen.
    fn let_out(&mut self, act: Act, form: &Form) -> Vec<Effect<Job>> {
        let source = match (&self.state, self.frame()) {
            (State::Dossiers(ids), Some(frame)) => Source::At(ids.clone(), frame),
            (State::Dossiers(ids), None) => Source::Ids(ids.clone()),
            (State::Listing(headings), _) => {
                let words = |row: &Row| (row.id, row.cells.iter().map(|cell| cell.text.clone()).collect());
                let rows = self.table.table.rows().iter().map(words).collect();
                Source::Lines(Listing { headings: headings.clone(), rows })
            }
            _ => return Vec::new(),
        };
        let figure = self.question.as_ref().map(|(scope, reference)| (reference.address(), scope.period));
        let shown = self.table.table.chosen().iter().filter_map(|at| ListColumn::ALL.get(*at).copied()).collect();
        let columns = (!self.table.is_usual()).then_some(shown);
        let (sending, effects) = Sending::behind(figure, act, form, &self.called(), source, columns);
        self.sending = Some(sending);
        effects
    }

    /// The period of the number: its dossiers are told as they stood at its cut-off.
    fn frame(&self) -> Option<Frame> {
        self.question.as_ref().map(|(scope, _)| scope.frame())
    }

    /// Asks for the window that the table wants; ids are at hand, so a window is a stretch of them.
    fn fetch(&mut self, want: Want) -> Vec<Effect<Job>> {
        let State::Dossiers(ids) = &self.state else { return Vec::new() };
        let Some((from, window)) = cut(ids, want) else { return Vec::new() };
        self.rows_from(from, window)
    }

    fn rows_from(&mut self, from: usize, window: Vec<i64>) -> Vec<Effect<Job>> {
        self.from = from;
        self.pages += 1;
        let (ticket, frame) = (self.ticket + self.pages, self.frame());
        vec![Effect::Job(Job::List(list::Ask::Rows { ticket, ids: window, frame }))]
    }

    fn rows_came(&mut self, rows: &[ListRow], now: Moment) -> Vec<Effect<Job>> {
        let State::Dossiers(ids) = &self.state else { return Vec::new() };
        let (before, total) = (self.from, ids.len());
        let now = self.frame().map_or(now, |frame| frame.cutoff);
        let window = Window {
            first: before == 0,
            last: before + rows.len() >= total,
            rows: rows.iter().map(|row| self.row(row, now)).collect(),
            before: Some(before),
            total: Some(total),
        };
        let want = self.table.table.set_window(window);
        self.fetch(want)
    }

    /// Puts the dossiers into the order that was asked for.
    fn sort(&mut self) -> Vec<Effect<Job>> {
        let State::Dossiers(ids) = &self.state else { return Vec::new() };
        if self.own.is_empty() {
            self.own.clone_from(ids);
        }
        let Some((at, down)) = self.table.asked().order else { return self.put(self.own.clone()) };
        if self.own.len() > SORT_MOST {
            let (n, most) = (vietnamese_number(self.own.len() as i64), vietnamese_number(SORT_MOST as i64));
            self.table.set(self.listed.clone());
            let said = format!("Danh sách có {n} hồ sơ; chỉ xếp theo cột khi còn tối đa {most}.");
            return vec![Effect::Say(Tone::Warning, said)];
        }
        // The last moment for accepting follows the moment of filing.
        let column = match ListColumn::ALL[at] {
            ListColumn::AcceptanceDue if self.acceptance => ListColumn::Submitted,
            column => column,
        };
        self.sorting = list::ticket();
        let (ticket, ids, frame) = (self.sorting, self.own.clone(), self.frame());
        let ask = list::Ask::Sorted { ticket, ids, frame, by: (column, down), stop: self.stop.clone() };
        vec![Effect::Job(Job::List(ask))]
    }

    /// Shows the dossiers in this order; the selected one stays selected.
    fn put(&mut self, ids: Vec<i64>) -> Vec<Effect<Job>> {
        self.listed = self.table.asked().clone();
        let selected = self.table.table.selected().map(|row| row.id);
        let (from, window) = around(&ids, selected, self.table.table.window_size());
        self.state = State::Dossiers(ids);
        self.table.table.unmoved();
        self.rows_from(from, window)
    }

    /// A dossier by every column it can be shown by.
    fn row(&self, row: &ListRow, now: Moment) -> Row {
        let (due, tone) = self.deadline(row, now);
        let judged = if self.acceptance { ListColumn::AcceptanceDue } else { ListColumn::Due };
        let cell = |column: ListColumn| match column {
            column if column == judged => Cell::toned(due.as_str(), tone),
            ListColumn::Due => Cell::plain(row.due.map_or_else(|| "–".to_owned(), Moment::vietnamese)),
            column => Cell::plain(rows::text(column, row, self.rules.as_deref(), now)),
        };
        Row { id: row.id, version: row.version, cells: ListColumn::ALL.into_iter().map(cell).collect(), tone }
    }

    /// The moment that the figure judges a dossier by, and how it stands.
    fn deadline(&self, row: &ListRow, now: Moment) -> (String, Tone) {
        if self.acceptance {
            let clock = self.rules.as_deref().and_then(|rules| row.acceptance(rules, now));
            return clock.map_or_else(|| ("–".to_owned(), Tone::Normal), |(due, state)| told(due, state));
        }
        let late = row.late_from.is_some_and(|from| row.milestones.settled_at.map_or(now >= from, |end| end >= from));
        let tone = match (late, row.milestones.paused) {
            (true, _) => Tone::Overdue,
            (false, true) => Tone::Waiting,
            (false, false) => Tone::Normal,
        };
        (row.due.map_or_else(|| "–".to_owned(), Moment::vietnamese), tone)
    }

    fn found(&mut self, found: &Found) -> Vec<Effect<Job>> {
        match found {
            Found::Dossiers(ids) => {
                self.state = State::Dossiers(ids.clone());
                let want = self.table.table.start();
                self.fetch(want)
            }
            Found::Listing(listing) => {
                let area = self.table.area();
                self.table = Arranged::at_hand("", columns_of(listing));
                self.table.begins();
                self.table.set_area(area);
                let row = |(id, words): &(i64, Vec<String>)| Row {
                    id: *id,
                    version: 0,
                    cells: words.iter().map(|word| Cell::plain(word.as_str())).collect(),
                    tone: Tone::Normal,
                };
                self.table.fill(listing.rows.iter().map(row).collect());
                self.state = State::Listing(listing.headings.clone());
                Vec::new()
            }
        }
    }
}

/// Most cells of a column whose words are never cut: a code, a moment, a field, a level.
const SHORT: usize = 26;

/// Fewest cells in which the words of a longer column can be read.
const READABLE: u16 = 24;

/// The columns of other records by what stands in them: short words are whole, longer ones share what is left. In a
/// narrow window short columns give way from the right; the first one and the longer ones stay.
fn columns_of(listing: &Listing) -> Vec<Column> {
    let widest = |at: usize| listing.rows.iter().map(|(_, words)| words.get(at).map_or(0, |word| width(word))).max();
    let column = |(at, title): (usize, &&str)| match widest(at).unwrap_or(0) {
        short @ 0..=SHORT => Column::new(title, short as u16, short as u16, if at == 0 { 0 } else { 2 + at as u8 }),
        long => Column::new(title, READABLE, u16::try_from(long).unwrap_or(u16::MAX), 1),
    };
    listing.headings.iter().enumerate().map(column).collect()
}

/// The table of dossiers: every column of the big list, usually those that tell who, what and by when.
fn dossiers_table(acceptance: bool) -> Arranged {
    let (name, judged) =
        if acceptance { ("behind_acceptance", ListColumn::AcceptanceDue) } else { ("behind", ListColumn::Due) };
    let usual = [ListColumn::Code, ListColumn::Name, ListColumn::Procedure, judged, ListColumn::Officer];
    let all: Vec<usize> = (0..ListColumn::ALL.len()).collect();
    let place = |column: ListColumn| ListColumn::ALL.iter().position(|known| *known == column).unwrap_or(0);
    Arranged::windowed(name, columns(judged, if acceptance { 31 } else { 16 })).usually(&usual.map(place)).unlike(&all)
}

/// The columns, with the deadline that the figure judges by and the most cells that it takes.
fn columns(judged: ListColumn, most: u16) -> Vec<Column> {
    let others = rows::columns(&ListColumn::ALL);
    let column = |(column, other): (ListColumn, Column)| match column {
        ListColumn::Code => Column::new("Mã hồ sơ", 16, 26, 0),
        ListColumn::Name => Column::new("Người nộp", 14, 28, 2),
        ListColumn::Procedure => Column::new("Thủ tục", 14, 60, 3),
        ListColumn::Officer => Column::new("Cán bộ", 10, 24, 4),
        column if column == judged => Column::new(column.label(), most, most, 1).tight(16),
        _ => other,
    };
    ListColumn::ALL.into_iter().zip(others).map(column).collect()
}

/// The acceptance clock: its last moment and whether it was kept.
fn told(due: Moment, state: Acceptance) -> (String, Tone) {
    let tone = match state {
        Acceptance::Late | Acceptance::WaitingOverdue => Tone::Overdue,
        Acceptance::Waiting => Tone::DueSoon,
        Acceptance::InTime | Acceptance::Outside => Tone::Normal,
    };
    (format!("{} {}", due.vietnamese(), state.label()), tone)
}

impl Listed for Behind {
    fn list(&self) -> &Arranged {
        &self.table
    }

    fn list_mut(&mut self) -> &mut Arranged {
        &mut self.table
    }

    fn name(&self) -> String {
        self.title.clone()
    }

    fn heading(&self) -> String {
        self.title.clone()
    }

    fn nothing(&self) -> String {
        match &self.state {
            State::Looking(0) => "Đang tìm hồ sơ… Esc để dừng.".to_owned(),
            State::Looking(done) => format!("Đang tìm hồ sơ, đã đọc {}… Esc để dừng.", vietnamese_number(*done as i64)),
            State::Ended(said) => said.clone(),
            State::Dossiers(_) | State::Listing(_) => "Không có gì sau con số này.".to_owned(),
        }
    }

    /// What the number counts, and of which period; where both do not fit, the period is seen whole.
    fn draw_head(&self, buf: &mut Buffer, area: Rect, look: &Look) {
        let line = row(area, 0);
        let period = self.question.as_ref().map(|(scope, _)| format!("{} ", scope.period.title()));
        let period = period.filter(|period| width(period) + SHORTEST < usize::from(line.width)).unwrap_or_default();
        let room = line.width.saturating_sub(width(&period) as u16 + u16::from(!period.is_empty()));
        put(buf, Rect { width: room, ..line }, 1, 0, &self.title, look.style(Tone::Title));
        put_right(buf, line, 0, &period, look.style(Tone::Title));
    }

    fn standing(&self) -> String {
        match &self.state {
            State::Dossiers(_) | State::Listing(_) => self.table.table.status(),
            State::Looking(_) | State::Ended(_) => String::new(),
        }
    }

    fn begin(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        let mut effects = vec![Effect::Job(Job::Detail(detail::Ask::Aids))];
        match self.question.clone() {
            Some((scope, reference)) => {
                self.state = State::Looking(0);
                let (ticket, stop) = (self.ticket, self.stop.clone());
                effects.push(Effect::Job(Job::Report(Ask::Behind { ticket, scope, reference, stop })));
            }
            None => {
                let want = self.table.table.start();
                effects.extend(self.fetch(want));
            }
        }
        effects
    }

    fn follow(&mut self, heard: Heard, _around: &Around) -> Vec<Effect<Job>> {
        match heard {
            Heard::Anew => self.sort(),
            Heard::Moved(want) => self.fetch(want),
            heard => heard.done(),
        }
    }

    fn open(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        match (&self.state, self.table.table.selected()) {
            (State::Dossiers(_), Some(row)) => vec![Effect::Push(Box::new(Detail::new(row.id)))],
            _ => Vec::new(),
        }
    }

    fn hindered(&self, act: Act) -> Option<String> {
        let said = match act {
            Act::Open if !matches!(self.state, State::Dossiers(_)) => "Danh sách này chỉ để xem.",
            Act::Find => "Danh sách sau một con số không tìm được; hãy tìm ở màn hình Hồ sơ (F4).",
            Act::Print | Act::Export if self.table.table.rows().is_empty() => "Danh sách đang trống.",
            _ => return None,
        };
        Some(said.to_owned())
    }

    fn carry(&mut self, act: Act, _around: &Around) -> Vec<Effect<Job>> {
        if matches!(act, Act::Print | Act::Export) { self.ask_out(act) } else { Vec::new() }
    }

    fn told(&mut self, popup: &Popup, answer: &Given, _around: &Around) -> Vec<Effect<Job>> {
        match (popup.purpose, answer, popup.form()) {
            (act @ (Act::Print | Act::Export), Given::Submitted, Some(form)) => return self.let_out(act, form),
            (Act::Print | Act::Export, Given::Cancelled, _) => self.sending.iter().for_each(Sending::stop),
            _ => {}
        }
        Vec::new()
    }

    fn take(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        if let Some((done, effects)) = self.sending.as_mut().and_then(|sending| sending.answer(reply)) {
            if done {
                self.sending = None;
            }
            return effects;
        }
        match reply {
            Reply::List(list::Answer::Sorted { ticket, ids }) if *ticket == self.sorting => self.put(ids.clone()),
            Reply::List(list::Answer::Unanswered { ticket, said }) if *ticket == self.sorting => {
                self.table.set(self.listed.clone());
                vec![Effect::Say(Tone::Error, said.clone())]
            }
            Reply::Report(Answer::Progress { ticket, done, .. }) if *ticket == self.ticket => {
                if let State::Looking(seen) = &mut self.state {
                    *seen = *done;
                }
                Vec::new()
            }
            Reply::Report(Answer::Behind { ticket, found }) if *ticket == self.ticket => self.found(found),
            Reply::Report(Answer::Ended { ticket, said }) if *ticket == self.ticket => {
                self.state = State::Ended(said.clone());
                Vec::new()
            }
            Reply::List(list::Answer::Rows { ticket, rows }) if *ticket == self.ticket + self.pages => {
                self.rows_came(rows, around.now)
            }
            Reply::Detail(answer) => {
                let (detail::Answer::Whole { aids, .. } | detail::Answer::Aids(aids)) = answer.as_ref();
                let first = self.rules.replace(Arc::clone(&aids.rules)).is_none();
                let want = if first { self.table.table.again() } else { Want::Nothing };
                self.fetch(want)
            }
            // The list stays that of the number; what its rows say is read again.
            Reply::Wrote(_) | Reply::Elsewhere => {
                let want = self.table.table.again();
                self.fetch(want)
            }
            _ => Vec::new(),
        }
    }

    fn stop(&mut self) {
        self.stop.ask();
        self.sending.iter().for_each(Sending::stop);
    }
}
