//! Lists by key: windows of dossiers sought by the sort key, never by counting rows, so that a page costs the same
//! at any size of the register.

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use crate::domain::calendar::Calendar;
use crate::domain::clocks::Clocks;
use crate::domain::collation::sort_key;
use crate::domain::day::{Day, Moment};
use crate::domain::deadline;
use crate::domain::dossier::{Channel, LateKind, Outcome};
use crate::domain::lateness::{Lateness, lateness_since};
use crate::domain::limit::{Extension, Unit};
use crate::domain::rulebook::Rulebook;
use crate::domain::stage::{Milestones, Owed};
use crate::domain::standing::{self, Acceptance};
use crate::domain::text;
use crate::store::error::StoreError;
use crate::store::list_column::Sort;
pub use crate::store::list_column::{ListColumn, SORT_MOST};
use crate::store::read::{self, Read};

/// How a list is ordered. Each order has an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// Newest entry first.
    Newest,
    /// Oldest entry first.
    Oldest,
    /// Least working time left first, the longest overdue at the head; only dossiers whose clock is on have a place in
    /// it: running ones and those that wait for acceptance, then the paused ones by the time they have left when they go
    /// on. Wherever the order is named, it is said that those stand at the end.
    Due,
    /// By the applicant's name in Vietnamese order.
    Name,
    /// By code.
    Code,
    /// Latest end first; only ended dossiers have a place in it.
    Settled,
    /// By a column, descending where it is true; dossiers without a value stand last either way. A column without an
    /// index is sorted while the list has no more than [`SORT_MOST`] rows; a longer list keeps the order of entry.
    By(ListColumn, bool),
}

impl Order {
    /// The orders with names of their own.
    pub const ALL: [Order; 6] = [Order::Newest, Order::Oldest, Order::Due, Order::Name, Order::Code, Order::Settled];

    /// The Vietnamese name.
    pub fn label(self) -> String {
        match self {
            Order::Newest => "mới nhất trước".to_owned(),
            Order::Oldest => "cũ nhất trước".to_owned(),
            Order::Due => "ít thời gian trước, tạm dừng ở cuối".to_owned(),
            Order::Name => "theo tên".to_owned(),
            Order::Code => "theo mã".to_owned(),
            Order::Settled => "kết thúc gần nhất trước".to_owned(),
            Order::By(column, false) => format!("{} tăng dần", column.label()),
            Order::By(column, true) => format!("{} giảm dần", column.label()),
        }
    }

    /// The column whose heading shows the order, and whether it descends.
    pub const fn column(self) -> Option<(ListColumn, bool)> {
        match self {
            Order::Newest | Order::Oldest => None,
            Order::Due => Some((ListColumn::Due, false)),
            Order::Name => Some((ListColumn::Name, false)),
            Order::Code => Some((ListColumn::Code, false)),
            Order::Settled => Some((ListColumn::Settled, true)),
            Order::By(column, down) => Some((column, down)),
        }
    }

    /// Whether pages of it are sought by an index, at any size of the register.
    pub const fn indexed(self) -> bool {
        match self {
            Order::By(column, _) => column.indexed(),
            _ => true,
        }
    }

    /// How it is carried out.
    pub(in crate::store) const fn how(self) -> How {
        match self {
            Order::Newest => How::Key("d.id", true),
            Order::Oldest => How::Key("d.id", false),
            Order::Due => How::Key("d.clock_order", false),
            Order::Name => How::Key("d.name_sort", false),
            Order::Code => How::Key("d.code", false),
            Order::Settled => How::Key("d.settled_at", true),
            Order::By(column, down) => match column.sort() {
                Sort::Index(expression) => How::Key(expression, down),
                Sort::Gaps(expression) => How::Gaps(expression, down),
                sort => How::Memory(sort, down),
            },
        }
    }
}

/// How an order is carried out: by which sort expression, and whether it descends.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) enum How {
    /// Sought by the expression; who has none has no place.
    Key(&'static str, bool),
    /// The same, with those who have none behind the others.
    Gaps(&'static str, bool),
    /// Sorted in memory.
    Memory(Sort, bool),
}

/// One part of a list.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// All of it.
    Whole,
    /// Rows with a value of this expression.
    Valued(&'static str),
    /// Rows without one.
    Gap(&'static str),
}

/// Which dossiers a list shows beyond its filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Show {
    /// All.
    All,
    /// Accepted and not ended.
    Open,
    /// Open and late.
    Overdue,
    /// Open and late, without an apology.
    OverdueWithoutApology,
    /// Open, due on this day; not in a pause that still moves the day.
    DueOn(Day),
    /// Accepted or waiting for that, and not ended: every dossier whose clock is on.
    OnClock,
    /// Open, near its due date and not late.
    Warned,
    /// Open and not late, with an apology at its last moment should it be missed.
    ApologyDue,
    /// Open and to be handed over before now.
    HandoverLate,
    /// Online, waiting for acceptance after the limit.
    AcceptanceLate,
    /// Online, waiting for acceptance, the limit over by this moment and not yet.
    AcceptanceNear(Moment),
    /// In an open pause.
    Paused,
    /// Submitted online and not answered.
    Unanswered,
    /// Accepted on this day.
    AcceptedOn(Day),
    /// Returned on this day.
    ReturnedOn(Day),
    /// Ended on this day.
    SettledOn(Day),
    /// Work of this kind is owed.
    Owed(Owed),
    /// Ended with this outcome.
    Ended(Outcome),
}

/// What a list shows: a set, filters, words to find, an order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    /// The set.
    pub show: Show,
    /// Words to find: part of a name without marks, a code, a phone or ID number. Empty = no search.
    pub find: String,
    /// Only this field, by name.
    pub field: Option<String>,
    /// Only this officer, as receiver or handler, by code.
    pub officer: Option<String>,
    /// Only this procedure, by code.
    pub procedure: Option<String>,
    /// Only this channel.
    pub channel: Option<Channel>,
    /// Only dossiers accepted on one of these days.
    pub accepted: Option<(Day, Day)>,
    /// Only dossiers with these values of columns; a moment is given by its day, an officer by the code.
    pub only: Vec<(ListColumn, String)>,
    /// The order.
    pub order: Order,
}

impl Default for Query {
    fn default() -> Query {
        Query {
            show: Show::All,
            find: String::new(),
            field: None,
            officer: None,
            procedure: None,
            channel: None,
            accepted: None,
            only: Vec::new(),
            order: Order::Newest,
        }
    }
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// Id of the dossier.
    pub id: i64,
    /// Its version when it was read.
    pub version: i64,
    /// Code.
    pub code: String,
    /// Applicant.
    pub name: String,
    /// Phone.
    pub phone: String,
    /// Procedure name.
    pub procedure: String,
    /// Field.
    pub field: String,
    /// Channel.
    pub channel: Channel,
    /// Submitted.
    pub submitted_at: Option<Moment>,
    /// Due moment in force.
    pub due: Option<Moment>,
    /// From when it is late.
    pub late_from: Option<Moment>,
    /// Whether its limit is one of hours, so that lateness is told in hours.
    pub hour_limit: bool,
    /// Warnings, acceptance, and what is left in a pause.
    pub clocks: Clocks,
    /// Handler's name, or the receiver's where none is named.
    pub officer: String,
    /// What the stage follows from.
    pub milestones: Milestones,
    /// An apology was issued.
    pub apologised: bool,
    /// Mask of owed work.
    pub owed: i64,
    /// What only chosen columns show.
    pub more: More,
}

/// What only chosen columns show of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct More {
    /// Its code in the system that it came from.
    pub source_code: String,
    /// The office that works on it.
    pub office: String,
    /// The receiver's name.
    pub receiver: String,
    /// The handler's name.
    pub handler: String,
    /// Codes of the receiver and of the handler.
    pub officer_codes: (String, String),
    /// Kind of lateness, as it was classified.
    pub late_kind: Option<LateKind>,
    /// Components digitized, and required.
    pub components: (i64, i64),
    /// The result is digitized.
    pub result_digitized: bool,
}

impl ListRow {
    /// The last moment for accepting an online dossier and how that clock stands; `None` where it does not run.
    pub fn acceptance(&self, rules: &Rulebook, now: Moment) -> Option<(Moment, Acceptance)> {
        let submitted = self.submitted_at.filter(|_| self.channel == Channel::Online)?;
        let due = standing::acceptance_due_of(submitted, rules);
        let Milestones { accepted_at, settled_at, outcome, .. } = self.milestones;
        let answered = standing::answered_at(accepted_at, settled_at, outcome);
        Some((due, standing::acceptance_state(due, answered, now)))
    }

    /// How late it is at `at` (its end, or now), where it is late by then.
    pub fn lateness(&self, at: Moment, calendar: &Calendar) -> Option<Lateness> {
        let (due, late) = self.due.zip(self.late_from).filter(|(_, late)| *late <= at)?;
        Some(lateness_since(due, late, at, self.hour_limit, calendar))
    }
}

/// Where a page begins: the sort key and id of the row beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub(in crate::store) key: Value,
    pub(in crate::store) id: i64,
    pub(in crate::store) itself: bool,
}

impl Place {
    /// The same place, with the row itself as the first of the page.
    pub fn with_itself(self) -> Place {
        Place { itself: true, ..self }
    }
}

/// Which way a page runs from its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Rows after the place.
    After,
    /// Rows before the place, returned in list order all the same.
    Before,
}

const ROW_COLUMNS: &str = "d.id, d.version, d.code, d.applicant_name, d.phone, p.name, p.field, d.channel, \
     d.submitted_at, d.due_now, d.late_from, ifnull(h.name, ifnull(r.name, '')), d.accepted_at, d.done_at, \
     d.settled_at, d.returned_at, d.outcome, d.paused_since IS NOT NULL, d.apology_issued_at IS NOT NULL, d.owed, \
     d.warn_from, d.apology_by, d.handover_due, d.acceptance_due, d.left_paused, ifnull(d.\"limit\", d.limit_kept), \
     d.extension, d.source_code, d.office, ifnull(r.name, ''), ifnull(h.name, ''), d.late_kind, d.components_digitized, \
     d.components_required, d.result_digitized, ifnull(r.code, ''), ifnull(h.code, '')";

pub(in crate::store) const ROW_FROM: &str = "JOIN procedure p ON p.id = d.procedure_id \
     LEFT JOIN officer r ON r.id = d.received_by LEFT JOIN officer h ON h.id = d.handled_by";

/// What a query asks of SQLite. The question marks of `from` come first, then those of `sql`.
pub(in crate::store) struct Conditions {
    /// The tables that lead the search.
    pub(in crate::store) from: &'static str,
    /// The dossier's id as the leading table has it: ordering by it needs no sorting.
    id: &'static str,
    /// Only dossiers of the officer with this code, as receiver or handler.
    officer: Option<String>,
    pub(in crate::store) sql: Vec<String>,
    pub(in crate::store) bound: Vec<Value>,
}

impl Read<'_> {
    /// Up to `limit` rows of a list, beginning beside `place` (or at the list's edge), in list order.
    pub fn page(
        &self,
        query: &Query,
        now: Moment,
        place: Option<&Place>,
        way: Way,
        limit: usize,
    ) -> Result<Vec<ListRow>, StoreError> {
        match query.order.how() {
            How::Key(key, down) => self.part(query, now, (key, down), Part::Whole, place, way, limit),
            How::Gaps(key, down) => self.with_gaps(query, now, (key, down), place, way, limit),
            How::Memory(sort, down) => self.sorted_page(query, now, (sort, down), place, way, limit),
        }
    }

    /// A page of rows with a value and, behind them, rows without one.
    fn with_gaps(
        &self,
        query: &Query,
        now: Moment,
        (key, down): (&'static str, bool),
        place: Option<&Place>,
        way: Way,
        limit: usize,
    ) -> Result<Vec<ListRow>, StoreError> {
        let valued = |place: Option<&Place>, limit: usize| {
            self.part(query, now, (key, down), Part::Valued(key), place, way, limit)
        };
        let gap = |place: Option<&Place>, limit: usize| {
            self.part(query, now, ("d.id", down), Part::Gap(key), place, way, limit)
        };
        let in_gap = place.map(|place| place.key == Value::Null);
        Ok(match (way, in_gap) {
            (Way::After, Some(true)) => gap(place, limit)?,
            (Way::After, _) => {
                let mut rows = valued(place, limit)?;
                if rows.len() < limit {
                    rows.extend(gap(None, limit - rows.len())?);
                }
                rows
            }
            (Way::Before, Some(false)) => valued(place, limit)?,
            (Way::Before, _) => {
                let tail = gap(place, limit)?;
                let mut rows = if tail.len() < limit { valued(None, limit - tail.len())? } else { Vec::new() };
                rows.extend(tail);
                rows
            }
        })
    }

    /// A page of a part of the list, sought by its key.
    #[allow(clippy::too_many_arguments, reason = "a page has as many sides")]
    fn part(
        &self,
        query: &Query,
        now: Moment,
        (key, descends): (&'static str, bool),
        part: Part,
        place: Option<&Place>,
        way: Way,
        limit: usize,
    ) -> Result<Vec<ListRow>, StoreError> {
        let asked = self.statement(query, now, (key, descends), part, place, way, limit)?;
        let Some((sql, bound)) = asked else { return Ok(Vec::new()) };
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(bound))?;
        let mut found = Vec::with_capacity(limit.min(256));
        while let Some(row) = rows.next()? {
            found.push(list_row(row)?);
        }
        if way == Way::Before {
            found.reverse();
        }
        Ok(found)
    }

    /// The statement for that, with what is bound to it; `None` where nothing can match.
    #[allow(clippy::too_many_arguments, reason = "a page has as many sides")]
    fn statement(
        &self,
        query: &Query,
        now: Moment,
        (key, descends): (&'static str, bool),
        part: Part,
        place: Option<&Place>,
        way: Way,
        limit: usize,
    ) -> Result<Option<(String, Vec<Value>)>, StoreError> {
        let Some(mut conditions) = self.conditions(query, now, key == "d.id")? else { return Ok(None) };
        match part {
            Part::Whole => {}
            Part::Valued(key) => conditions.add(&format!("{key} IS NOT NULL")),
            Part::Gap(key) => conditions.add(&format!("{key} IS NULL")),
        }
        let key = if key == "d.id" { conditions.id } else { key };
        let by_id = key == conditions.id;
        let forward = descends != (way == Way::After);
        if let Some(place) = place {
            let sign = match (forward, place.itself) {
                (true, false) => ">",
                (false, false) => "<",
                (true, true) => ">=",
                (false, true) => "<=",
            };
            if by_id {
                conditions.sql.push(format!("{key} {sign} ?"));
            } else {
                conditions.sql.push(format!("({key}, d.id) {sign} (?, ?)"));
                conditions.bound.push(place.key.clone());
            }
            conditions.bound.push(Value::Integer(place.id));
        }
        let direction = if forward { "ASC" } else { "DESC" };
        let sort = if by_id { format!("{key} {direction}") } else { format!("{key} {direction}, d.id {direction}") };
        let sql = conditions.select(&sort, by_id, direction, limit);
        Ok(Some((sql, conditions.bound)))
    }

    /// The place of a row in an order; `None` where it has none.
    pub fn place(&self, order: Order, id: i64, now: Moment) -> Result<Option<Place>, StoreError> {
        let (key, gaps) = match order.how() {
            How::Key(key, _) => (key, false),
            How::Gaps(key, _) => (key, true),
            How::Memory(sort, _) => return self.place_in_memory(sort, id, now),
        };
        let sql = format!("SELECT {key} FROM dossier d WHERE d.id = ?1");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        let key: Option<Value> = rows.next()?.map(|row| row.get(0)).transpose()?;
        Ok(key.filter(|key| gaps || *key != Value::Null).map(|key| Place { key, id, itself: false }))
    }

    /// Rows of given dossiers, in the given order: what a figure opens.
    pub fn rows_of(&self, ids: &[i64]) -> Result<Vec<ListRow>, StoreError> {
        let sql = format!("SELECT {ROW_COLUMNS} FROM dossier d {ROW_FROM} WHERE d.id = ?1");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let mut rows = statement.query([id])?;
            if let Some(row) = rows.next()? {
                found.push(list_row(row)?);
            }
        }
        Ok(found)
    }

    /// How many rows a list has, counted no further than `most`.
    pub fn count(&self, query: &Query, now: Moment, most: usize) -> Result<usize, StoreError> {
        let whole = !matches!(query.order, Order::Due | Order::Settled);
        if whole && *query == (Query { order: query.order, ..Query::default() }) {
            let all: i64 = self
                .conn()
                .prepare_cached("SELECT n FROM tally WHERE name = 'dossier'")?
                .query_row([], |row| row.get(0))?;
            return Ok(usize::try_from(all).unwrap_or(0));
        }
        let by_id = matches!(query.order.how(), How::Key("d.id", _));
        let Some(mut conditions) = self.conditions(query, now, by_id)? else { return Ok(0) };
        conditions.name_officer();
        let from = conditions.counted_from(query.show);
        let (from, sql) = if from == WORDS && conditions.sql.len() == 2 {
            // Nothing but words is asked, and the index of words holds no voided dossier: it alone can count.
            ("dossier_search", vec![MATCH.to_owned()])
        } else {
            (from, conditions.sql)
        };
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {from} WHERE {} LIMIT {most})", sql.join(" AND "));
        let n: i64 =
            self.conn().prepare_cached(&sql)?.query_row(params_from_iter(conditions.bound), |row| row.get(0))?;
        Ok(usize::try_from(n).unwrap_or(0))
    }

    /// The conditions of a query, or `None` where nothing can match.
    ///
    /// `by_id`: the rows are wanted in the order of ids, or in none.
    pub(in crate::store) fn conditions(
        &self,
        query: &Query,
        now: Moment,
        by_id: bool,
    ) -> Result<Option<Conditions>, StoreError> {
        let mut conditions = Conditions {
            from: "dossier d",
            id: "d.id",
            officer: query.officer.clone(),
            sql: vec!["d.voided = 0".to_owned()],
            bound: Vec::new(),
        };
        conditions.show(query.show, now, by_id && query.find.trim().is_empty());
        match query.order {
            Order::Due => {
                if conditions.from == "dossier d" && query.find.trim().is_empty() {
                    conditions.from = conditions.due_from(query.show);
                }
                conditions.add("d.clock_order IS NOT NULL AND d.settled_at IS NULL")
            }
            Order::Settled => conditions.add("d.settled_at IS NOT NULL"),
            _ => {}
        }
        if !query.find.trim().is_empty() && !self.find(&query.find, by_id, &mut conditions)? {
            return Ok(None);
        }
        if let Some(field) = &query.field {
            conditions.bind("d.field_id = (SELECT id FROM field WHERE name = ?)", Value::from(field.clone()));
        }
        if let Some(code) = &query.procedure {
            conditions.bind("d.procedure_id IN (SELECT id FROM procedure WHERE code = ?)", Value::from(code.clone()));
        }
        if let Some(channel) = query.channel {
            conditions.bind("d.channel = ?", Value::from(channel.code().to_owned()));
        }
        if let Some((from, to)) = query.accepted {
            conditions.between("d.accepted_at", from, to);
        }
        for (column, value) in &query.only {
            match column {
                ListColumn::Stage => conditions
                    .bind("d.id IN (SELECT value FROM json_each(?))", Value::from(self.in_stage(query, now, value)?)),
                column => conditions.only(*column, value),
            }
        }
        Ok(Some(conditions))
    }

    /// Adds the words to find. A whole code, our own or another system's, comes first; then an ID or phone number or its
    /// beginning in their own indexes; everything else is sought in the index of words.
    fn find(&self, words: &str, by_id: bool, conditions: &mut Conditions) -> Result<bool, StoreError> {
        let typed = text::nfc(words.trim());
        if self.is_code(&typed)? {
            conditions.add(&format!("d.id IN ({WITH_CODE})"));
            conditions.bound.extend(std::iter::repeat_n(Value::from(typed), 3));
            return Ok(true);
        }
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let only_digits = typed.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '.');
        if only_digits && digits.len() >= 9 {
            // A code may be of digits alone, and only its beginning be typed so far. The conditions that repeat those of
            // the indexes let SQLite use all three; without them it would read the whole register.
            conditions.add(
                "((d.applicant_id >= ? AND d.applicant_id < ? AND d.applicant_id <> '') \
                 OR (d.phone >= ? AND d.phone < ? AND d.phone <> '') OR (d.code >= ? AND d.code < ?))",
            );
            for _ in 0..3 {
                conditions.bound.push(Value::from(digits.clone()));
                conditions.bound.push(Value::from(format!("{digits}:")));
            }
            return Ok(true);
        }
        let Some(matched) = self.words_to_match(&typed)? else { return Ok(false) };
        if by_id {
            conditions.from = WORDS;
            conditions.id = "dossier_search.rowid";
            conditions.bind(MATCH, Value::from(matched));
        } else {
            // Another order has to sort what is found; beyond the newest twenty thousand nobody reads on.
            conditions.bind(
                "d.id IN (SELECT rowid FROM dossier_search WHERE dossier_search MATCH ? ORDER BY rowid DESC LIMIT 20000)",
                Value::from(matched),
            );
        }
        Ok(true)
    }

    /// Whether a dossier that is not voided has this code here or in another system.
    fn is_code(&self, typed: &str) -> Result<bool, StoreError> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM dossier d WHERE d.voided = 0 AND d.id IN ({WITH_CODE}))");
        Ok(self.conn().prepare_cached(&sql)?.query_row([typed; 3], |row| row.get(0))?)
    }

    /// The typed words as the index of words is asked: each as it stands, the last one as the beginning of a word. A
    /// last single letter stands for itself where that finds something ("Nguyễn Văn Á"); as a beginning it would match
    /// half of the register, so it is passed over while more letters are to come. `None` where nothing is left to ask.
    fn words_to_match(&self, typed: &str) -> Result<Option<String>, StoreError> {
        let folded = text::fold(typed);
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let Some((last, before)) = words.split_last() else { return Ok(None) };
        let mut asked: Vec<String> = before.iter().map(|word| format!("\"{word}\"")).collect();
        if last.chars().count() > 1 {
            asked.push(format!("\"{last}\"*"));
            return Ok(Some(asked.join(" ")));
        }
        let all = asked.iter().cloned().chain([format!("\"{last}\"")]).collect::<Vec<_>>().join(" ");
        let found: bool = self
            .conn()
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM dossier_search WHERE dossier_search MATCH ?1)")?
            .query_row([&all], |row| row.get(0))?;
        Ok(Some(if found || asked.is_empty() { all } else { asked.join(" ") }))
    }
}

/// The index of words leading the search, newest first without sorting.
const WORDS: &str = "dossier_search CROSS JOIN dossier d ON d.id = dossier_search.rowid";
const MATCH: &str = "dossier_search MATCH ?";

/// Ids of the dossiers with a code: our own, the source's, another system's. Each is sought in its index.
const WITH_CODE: &str = "SELECT id FROM dossier WHERE code = ? \
     UNION SELECT id FROM dossier WHERE source_code = ? AND source_code <> '' \
     UNION SELECT dossier_id FROM dossier_code WHERE code = ? AND voided = 0";

/// The id of the officer with a code.
const OFFICER: &str = "(SELECT id FROM officer WHERE code = ?)";

impl Conditions {
    /// Says the officer as a condition like the others.
    pub(in crate::store) fn name_officer(&mut self) {
        if let Some(code) = self.officer.take() {
            self.add(&format!("(d.handled_by = {OFFICER} OR d.received_by = {OFFICER})"));
            self.bound.extend([Value::from(code.clone()), Value::from(code)]);
        }
    }

    /// Only rows with this value of a column. What is no such column keeps nothing out.
    fn only(&mut self, column: ListColumn, value: &str) {
        let text = || Value::from(value.to_owned());
        let moment = match column {
            ListColumn::Due => "d.due_now",
            ListColumn::Accepted => "d.accepted_at",
            ListColumn::Settled => "d.settled_at",
            ListColumn::Returned => "d.returned_at",
            ListColumn::Submitted => "d.submitted_at",
            ListColumn::AcceptanceDue => "d.acceptance_due",
            ListColumn::HandoverDue => "d.handover_due",
            ListColumn::Done => "d.done_at",
            _ => "",
        };
        if !moment.is_empty() {
            match value.parse() {
                Ok(day) => self.between(moment, day, day),
                Err(_) => self.add("0"),
            }
            return;
        }
        match column {
            ListColumn::Name => {
                self.bind("d.name_sort = ?", Value::from(sort_key(value)));
                self.bind("d.applicant_name = ?", text());
            }
            ListColumn::Procedure => self.bind("d.procedure_id IN (SELECT id FROM procedure WHERE name = ?)", text()),
            ListColumn::Field => self.bind("d.field_id = (SELECT id FROM field WHERE name = ?)", text()),
            ListColumn::Channel => self.bind("d.channel = ?", text()),
            ListColumn::Phone => self.bind("d.phone <> '' AND d.phone = ?", text()),
            ListColumn::SourceCode => self.bind("d.source_code <> '' AND d.source_code = ?", text()),
            ListColumn::Office => self.bind("d.office <> '' AND d.office = ?", text()),
            ListColumn::Receiver => self.bind(&format!("d.received_by = {OFFICER}"), text()),
            ListColumn::Handler => self.bind(&format!("d.handled_by = {OFFICER}"), text()),
            ListColumn::LateKind => self.bind("d.late_kind = ?", text()),
            ListColumn::Officer => {
                self.bind("(SELECT name FROM officer WHERE id = ifnull(d.handled_by, d.received_by)) = ?", text())
            }
            ListColumn::Apology => self.add("d.apology_issued_at IS NOT NULL"),
            ListColumn::Digitised => self.bind(
                "d.components_digitized || '/' || d.components_required || '/' || d.result_digitized = ?",
                text(),
            ),
            _ => {}
        }
    }

    fn add(&mut self, sql: &str) {
        self.sql.push(sql.to_owned());
    }

    fn bind(&mut self, sql: &str, value: Value) {
        self.sql.push(sql.to_owned());
        self.bound.push(value);
    }

    fn between(&mut self, column: &str, from: Day, to: Day) {
        self.sql.push(format!("{column} >= ? AND {column} < ?"));
        self.bound.push(Value::from(from.start().to_string()));
        self.bound.push(Value::from(to.plus(1).start().to_string()));
    }

    /// The statement of a page. An officer's dossiers are sought in the index of handlers and in that of receivers, each
    /// no further than the page, and put together: one search with OR would have to sort all of them.
    fn select(&mut self, sort: &str, by_id: bool, direction: &str, limit: usize) -> String {
        let wheres = self.sql.join(" AND ");
        let Some(code) = self.officer.take() else {
            return format!(
                "SELECT {ROW_COLUMNS} FROM {} {ROW_FROM} WHERE {wheres} ORDER BY {sort} LIMIT {limit}",
                self.from
            );
        };
        if !by_id {
            self.bound.extend([Value::from(code.clone()), Value::from(code)]);
            return format!(
                "SELECT {ROW_COLUMNS} FROM {} {ROW_FROM} WHERE {wheres} AND (d.handled_by = {OFFICER} OR \
                 d.received_by = {OFFICER}) ORDER BY {sort} LIMIT {limit}",
                self.from
            );
        }
        let half = |column: &str| {
            format!(
                "SELECT * FROM (SELECT d.id FROM {} WHERE {wheres} AND d.{column} = {OFFICER} ORDER BY {sort} \
                 LIMIT {limit})",
                self.from
            )
        };
        let sql = format!(
            "SELECT {ROW_COLUMNS} FROM dossier d {ROW_FROM} WHERE d.id IN ({} UNION {}) ORDER BY d.id {direction} \
             LIMIT {limit}",
            half("handled_by"),
            half("received_by")
        );
        self.bound.push(Value::from(code));
        self.bound.extend(self.bound.clone());
        sql
    }

    /// The tables that the order of the clock is led by. A short set is found in its own index and sorted; the index of
    /// the clock would have to be read past every open dossier for it.
    fn due_from(&self, show: Show) -> &'static str {
        match show {
            Show::Warned
            | Show::ApologyDue
            | Show::HandoverLate
            | Show::AcceptanceLate
            | Show::AcceptanceNear(_)
            | Show::DueOn(_)
            | Show::Paused
            | Show::Unanswered => self.counted_from(show),
            _ => "dossier d INDEXED BY dossier_by_clock",
        }
    }

    /// The tables that a count is led by: for sets of open dossiers the small index that holds all that is asked.
    fn counted_from(&self, show: Show) -> &'static str {
        if !self.from.starts_with("dossier d") {
            return self.from;
        }
        match show {
            Show::Overdue | Show::OverdueWithoutApology => "dossier d INDEXED BY dossier_open_by_late",
            Show::Open | Show::DueOn(_) => "dossier d INDEXED BY dossier_open_by_day",
            Show::OnClock => "dossier d INDEXED BY dossier_by_clock",
            Show::Warned => "dossier d INDEXED BY dossier_warned",
            Show::ApologyDue => "dossier d INDEXED BY dossier_apology_due",
            Show::HandoverLate => "dossier d INDEXED BY dossier_handover_due",
            Show::AcceptanceLate | Show::AcceptanceNear(_) => "dossier d INDEXED BY dossier_acceptance_due",
            Show::Paused => "dossier d INDEXED BY dossier_open_paused",
            Show::Unanswered => "dossier d INDEXED BY dossier_unanswered",
            _ => self.from,
        }
    }

    /// A warning has come and lateness not yet. A dossier with a warning is accepted and not in a pause.
    fn near(&mut self, column: &str, now: Value) {
        self.add("d.settled_at IS NULL");
        self.bind(&format!("d.{column} <= ?"), now.clone());
        self.bind("d.late_from > ?", now);
    }

    fn show(&mut self, show: Show, now: Moment, leads: bool) {
        const OPEN: &str = "d.settled_at IS NULL AND d.accepted_at IS NOT NULL";
        let now = Value::from(now.to_string());
        match show {
            Show::All => {}
            Show::Open => self.add(OPEN),
            Show::Overdue => {
                self.add(OPEN);
                self.bind("d.late_from <= ?", now);
            }
            Show::OverdueWithoutApology => {
                self.add(OPEN);
                self.bind("d.late_from <= ? AND d.apology_issued_at IS NULL AND d.no_apology_reason = ''", now);
            }
            Show::DueOn(day) => {
                self.add(OPEN);
                self.add("d.left_paused IS NULL");
                self.between("d.due_now", day, day);
            }
            Show::OnClock => self.add("d.settled_at IS NULL AND d.clock_order IS NOT NULL"),
            Show::Warned => self.near("warn_from", now),
            Show::ApologyDue => self.near("apology_by", now),
            Show::HandoverLate => {
                self.add("d.settled_at IS NULL");
                self.bind("d.handover_due < ?", now);
            }
            Show::AcceptanceLate => {
                self.add("d.settled_at IS NULL");
                self.bind("d.acceptance_due < ?", now);
            }
            Show::AcceptanceNear(by) => {
                self.add("d.settled_at IS NULL");
                self.bind("d.acceptance_due >= ?", now);
                self.bind("d.acceptance_due <= ?", Value::from(by.to_string()));
            }
            Show::Paused => self.add("d.paused_since IS NOT NULL AND d.settled_at IS NULL"),
            Show::Unanswered => {
                self.add("d.accepted_at IS NULL AND d.settled_at IS NULL AND d.submitted_at IS NOT NULL")
            }
            Show::AcceptedOn(day) => self.between("d.accepted_at", day, day),
            Show::ReturnedOn(day) => self.between("d.returned_at", day, day),
            Show::SettledOn(day) => self.between("d.settled_at", day, day),
            Show::Owed(kind) if leads => {
                self.from = "owed CROSS JOIN dossier d ON d.id = owed.dossier_id";
                self.id = "owed.dossier_id";
                self.bind("owed.kind = ?", Value::Integer(kind.bit()));
            }
            Show::Owed(kind) => self.bind(
                "EXISTS (SELECT 1 FROM owed WHERE owed.kind = ? AND owed.dossier_id = d.id)",
                Value::Integer(kind.bit()),
            ),
            Show::Ended(outcome) => self.bind("d.outcome = ?", Value::from(outcome.code().to_owned())),
        }
    }
}

fn list_row(row: &Row<'_>) -> Result<ListRow, StoreError> {
    Ok(ListRow {
        id: row.get(0)?,
        version: row.get(1)?,
        code: row.get(2)?,
        name: row.get(3)?,
        phone: row.get(4)?,
        procedure: row.get(5)?,
        field: row.get(6)?,
        channel: read::word(row, 7, Channel::from_code)?.unwrap_or(Channel::Direct),
        submitted_at: read::moment(row, 8)?,
        due: read::moment(row, 9)?,
        late_from: read::moment(row, 10)?,
        hour_limit: deadline::unit_of(read::parsed(row, 25)?, read::parsed::<Extension>(row, 26)?.map(|it| it.limit))
            == Unit::WorkingHours,
        officer: row.get(11)?,
        milestones: Milestones {
            accepted_at: read::moment(row, 12)?,
            done_at: read::moment(row, 13)?,
            settled_at: read::moment(row, 14)?,
            returned_at: read::moment(row, 15)?,
            outcome: read::word(row, 16, Outcome::from_code)?,
            paused: row.get(17)?,
        },
        apologised: row.get(18)?,
        owed: row.get(19)?,
        clocks: Clocks {
            warn_from: read::moment(row, 20)?,
            apology_by: read::moment(row, 21)?,
            handover_due: read::moment(row, 22)?,
            acceptance_due: read::moment(row, 23)?,
            left_paused: row.get(24)?,
        },
        more: More {
            source_code: row.get(27)?,
            office: row.get(28)?,
            receiver: row.get(29)?,
            handler: row.get(30)?,
            late_kind: read::word(row, 31, LateKind::from_code)?,
            components: (row.get(32)?, row.get(33)?),
            result_digitized: row.get(34)?,
            officer_codes: (row.get(35)?, row.get(36)?),
        },
    })
}

#[cfg(test)]
pub(in crate::store) mod tests {
    use super::*;
    use crate::store::Store;

    /// The plans of the statements that fetch a page from a place within the list.
    pub(in crate::store) fn plans(read: &Read<'_>, query: &Query, now: Moment) -> Vec<String> {
        let parts = match query.order.how() {
            How::Key(key, down) => vec![(key, down, Part::Whole)],
            How::Gaps(key, down) => vec![(key, down, Part::Valued(key)), ("d.id", down, Part::Gap(key))],
            How::Memory(..) => Vec::new(),
        };
        let place = Place { key: Value::from("2026-11-20 09:15".to_owned()), id: 7, itself: false };
        let mut found = Vec::new();
        for (key, down, part) in parts {
            let asked = read.statement(query, now, (key, down), part, Some(&place), Way::After, 60);
            let Some((sql, bound)) = asked.expect("a statement") else { continue };
            let mut plan = read.conn().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a plan");
            let lines = plan.query_map(params_from_iter(bound), |row| row.get::<_, String>(3)).expect("lines");
            found.extend(lines.map(|line| line.expect("a line")));
        }
        found
    }

    #[test]
    fn a_short_list_in_the_order_of_the_clock_is_led_by_its_own_index() {
        let store = Store::in_memory().expect("a register");
        let now: Moment = "2026-11-20 09:15".parse().expect("a moment");
        let led = |show| {
            let query = Query { show, order: Order::Due, ..Query::default() };
            store.read().page(&query, now, None, Way::After, 5).expect("a page that its index can answer");
            store.read().conditions(&query, now, false).expect("read").expect("conditions").from
        };
        for (show, index) in [
            (Show::Warned, "dossier_warned"),
            (Show::ApologyDue, "dossier_apology_due"),
            (Show::HandoverLate, "dossier_handover_due"),
            (Show::AcceptanceLate, "dossier_acceptance_due"),
            (Show::AcceptanceNear(now), "dossier_acceptance_due"),
            (Show::DueOn(now.day), "dossier_open_by_day"),
            (Show::Paused, "dossier_open_paused"),
            (Show::Unanswered, "dossier_unanswered"),
            (Show::OnClock, "dossier_by_clock"),
            (Show::Overdue, "dossier_by_clock"),
        ] {
            assert_eq!(led(show), format!("dossier d INDEXED BY {index}"), "{show:?}");
        }
    }
}
