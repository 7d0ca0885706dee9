//! A query as SQLite is asked it: conditions on dossiers, and the tables that lead the search.

use rusqlite::types::Value;

use crate::domain::collation::sort_key;
use crate::domain::day::{Day, Moment};
use crate::store::error::StoreError;
use crate::store::list_column::ListColumn;
use crate::store::list_row::{ROW_COLUMNS, ROW_FROM};
use crate::store::order::Order;
use crate::store::query::{Query, Show};
use crate::store::read::Read;

/// What a query asks of SQLite. The question marks of `from` come first, then those of `sql`.
pub(in crate::store) struct Conditions {
    /// The tables that lead the search.
    pub(in crate::store) from: &'static str,
    /// The dossier's id as the leading table has it: ordering by it needs no sorting.
    pub(in crate::store) id: &'static str,
    /// Only dossiers of the officer with this code, as receiver or handler.
    pub(in crate::store) officer: Option<String>,
    pub(in crate::store) sql: Vec<String>,
    pub(in crate::store) bound: Vec<Value>,
}

/// The id of the officer with a code.
const OFFICER: &str = "(SELECT id FROM officer WHERE code = ?)";

impl Read<'_> {
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
        // Late ones in the order of entry have indexes of their own (see `late_by_entry`).
        let of_open = matches!(query.show, Show::Open | Show::OverdueWithoutApology);
        if by_id && of_open && *query == (Query { show: query.show, order: query.order, ..Query::default() }) {
            conditions.from = "dossier d INDEXED BY dossier_open_by_entry";
        }
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
        if !query.find.trim().is_empty() && !self.find(&query.find, &mut conditions)? {
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
}

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

    /// Lets other tables lead the search; their question marks come before all others.
    pub(in crate::store) fn lead(&mut self, from: &'static str, bound: impl IntoIterator<Item = Value>) {
        self.from = from;
        self.bound.splice(0..0, bound);
    }

    pub(in crate::store) fn add(&mut self, sql: &str) {
        self.sql.push(sql.to_owned());
    }

    pub(in crate::store) fn bind(&mut self, sql: &str, value: Value) {
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
    pub(in crate::store) fn select(&mut self, sort: &str, by_id: bool, direction: &str, limit: usize) -> String {
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
    pub(in crate::store) fn counted_from(&self, show: Show) -> &'static str {
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
