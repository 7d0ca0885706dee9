//! The parts of a dossier that have rows of their own: later due dates, components, hand-overs, other codes.

use rusqlite::types::Value;

use crate::domain::change::Kind;
use crate::domain::component::{self, Component, ComponentKind};
use crate::domain::day::{Day, Moment};
use crate::domain::deadline::Counted;
use crate::domain::dossier::{ComponentCounts, OtherCode};
use crate::domain::facts::Facts;
use crate::domain::limit::Limit;
use crate::domain::line_cause::{LineCause, VoidCause};
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::journal::{self, Entry, Line};
use crate::store::read::{self, Read};

/// A later line of the due-date ledger. The first promise is the dossier's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueDate {
    /// The new due moment.
    pub due_at: Moment,
    /// When it was given; for a pause, when that closed.
    pub effective_at: Moment,
    /// What made it.
    pub cause: LineCause,
    /// Id of the pause that moved the date.
    pub pause: Option<i64>,
    /// For calendar days and months: the last day counted, before the date rolled on.
    pub counted_to: Option<Day>,
    /// Due at closing time, as counted; otherwise its clock time stays when the day moves.
    pub closing: bool,
    /// For an extension by an amount: how much was added.
    pub extension: Option<Limit>,
    /// Legal basis of an extension.
    pub basis: String,
    /// For an extension by an amount: what the row of the dossier in a file says from then on.
    pub row_due: Option<Moment>,
    /// Why.
    pub reason: String,
    /// The document behind it.
    pub document: String,
    /// Who approved an extension.
    pub approver: String,
    /// Code of the officer who gave it.
    pub officer: String,
    /// The correction that took the line out again.
    pub voided: Option<VoidCause>,
}

impl DueDate {
    /// A date that somebody named, without papers; the other fields are the caller's to fill.
    pub fn by_hand(due_at: Moment, effective_at: Moment) -> DueDate {
        let (cause, none) = (LineCause::Hand, String::new);
        DueDate {
            due_at,
            effective_at,
            cause,
            pause: None,
            counted_to: None,
            closing: false,
            extension: None,
            row_due: None,
            basis: none(),
            reason: none(),
            document: none(),
            approver: none(),
            officer: none(),
            voided: None,
        }
    }

    /// A date that was counted, without papers; the other fields are the caller's to fill.
    pub fn counted(cause: LineCause, counted: &Counted, effective_at: Moment) -> DueDate {
        let Counted { due, counted_to, closing } = *counted;
        DueDate { cause, counted_to, closing, ..DueDate::by_hand(due, effective_at) }
    }
}

/// A hand-over (bàn giao) to an officer or an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// Id.
    pub id: i64,
    /// Name of the giver, if known.
    pub from: String,
    /// Name of the receiving officer, if one is named.
    pub to: String,
    /// Receiving office.
    pub office: String,
    /// Given.
    pub given_at: Moment,
    /// Received.
    pub received_at: Option<Moment>,
    /// Note.
    pub note: String,
    /// The time that the step has.
    pub due_at: Option<Moment>,
    /// The office only takes part in it (phối hợp).
    pub assisting: bool,
}

/// A hand-over to be written.
#[derive(Clone, Copy, Debug)]
pub struct NewHandover<'a> {
    /// Id of the receiving officer, if one is named.
    pub to_officer: Option<i64>,
    /// Receiving office.
    pub to_office: &'a str,
    /// Given.
    pub given_at: Moment,
    /// Received.
    pub received_at: Option<Moment>,
    /// Note.
    pub note: &'a str,
    /// The time that the step has.
    pub due_at: Option<Moment>,
    /// The office only takes part in it.
    pub assisting: bool,
}

impl Read<'_> {
    /// Codes that other systems gave to a dossier.
    pub fn other_codes(&self, dossier: i64) -> Result<Vec<OtherCode>, StoreError> {
        let mut statement = self
            .conn()
            .prepare_cached("SELECT system, code FROM dossier_code WHERE dossier_id = ?1 AND voided = 0 ORDER BY id")?;
        let rows = statement.query_map([dossier], |row| Ok(OtherCode { system: row.get(0)?, code: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Later lines of the ledger in the order they were written, voided ones apart.
    pub fn due_dates(&self, dossier: i64) -> Result<Vec<DueDate>, StoreError> {
        self.lines_where(dossier, "voided = 0")
    }

    /// Later lines of the ledger with those that a correction voided; what was undone is not among them.
    pub fn due_dates_kept(&self, dossier: i64) -> Result<Vec<DueDate>, StoreError> {
        self.lines_where(dossier, "(voided = 0 OR void_cause IS NOT NULL)")
    }

    fn lines_where(&self, dossier: i64, condition: &str) -> Result<Vec<DueDate>, StoreError> {
        let mut statement = self.conn().prepare_cached(&format!(
            "SELECT due_at, effective_at, cause, pause_id, counted_to, ifnull(closing, 0), extension, basis, reason,
             document, approver, officer, CASE voided WHEN 1 THEN void_cause END, row_due FROM due_date
             WHERE dossier_id = ?1 AND {condition} ORDER BY n"
        ))?;
        let mut rows = statement.query([dossier])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(DueDate {
                due_at: read::moment_of(row, 0)?,
                effective_at: read::moment_of(row, 1)?,
                cause: read::word(row, 2, LineCause::from_code)?.unwrap_or_default(),
                pause: row.get(3)?,
                counted_to: read::day(row, 4)?,
                closing: row.get(5)?,
                extension: read::parsed(row, 6)?,
                basis: row.get(7)?,
                reason: row.get(8)?,
                document: row.get(9)?,
                approver: row.get(10)?,
                officer: row.get(11)?,
                voided: read::word(row, 12, VoidCause::from_code)?,
                row_due: read::moment(row, 13)?,
            });
        }
        Ok(found)
    }

    /// The date in force before any pause that came after it: the last one that somebody gave, where one did.
    pub fn last_given(&self, dossier: i64) -> Result<Option<DueDate>, StoreError> {
        Ok(self.due_dates(dossier)?.into_iter().rfind(|due| due.cause != LineCause::Pause))
    }

    /// Components with their ids.
    pub fn components(&self, dossier: i64) -> Result<Vec<(i64, Component)>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT c.id, c.name, c.kind, c.copies, c.required, c.digitized, c.reused, c.not_applicable, c.note,
             ifnull(c.national, 0), ifnull(c.unmendable, 0), ifnull(o.code, ''), c.scan
             FROM component c LEFT JOIN officer o ON o.id = c.officer_id
             WHERE c.dossier_id = ?1 AND c.voided = 0 ORDER BY c.id",
        )?;
        let rows = statement.query_map([dossier], |row| {
            Ok((
                row.get(0)?,
                Component {
                    name: row.get(1)?,
                    kind: ComponentKind::from_word(row.get_ref(2)?.as_str()?),
                    copies: row.get(3)?,
                    required: row.get(4)?,
                    digitized: row.get(5)?,
                    reused: row.get(6)?,
                    not_applicable: row.get(7)?,
                    note: row.get(8)?,
                    national: row.get(9)?,
                    unmendable: row.get(10)?,
                    officer: row.get(11)?,
                    scan: row.get(12)?,
                },
            ))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Hand-overs in the order they were given.
    pub fn handovers(&self, dossier: i64) -> Result<Vec<Handover>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT o.id, ifnull(f.name, ''), ifnull(t.name, ''), o.to_office, o.given_at, o.received_at, o.note,
             o.due_at, ifnull(o.assisting, 0)
             FROM handover o LEFT JOIN officer f ON f.id = o.from_officer LEFT JOIN officer t ON t.id = o.to_officer
             WHERE o.dossier_id = ?1 AND o.voided = 0 ORDER BY o.given_at, o.id",
        )?;
        let mut rows = statement.query([dossier])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Handover {
                id: row.get(0)?,
                from: row.get(1)?,
                to: row.get(2)?,
                office: row.get(3)?,
                given_at: read::moment_of(row, 4)?,
                received_at: read::moment(row, 5)?,
                note: row.get(6)?,
                due_at: read::moment(row, 7)?,
                assisting: row.get(8)?,
            });
        }
        Ok(found)
    }

    /// The history of a dossier, newest first.
    pub fn history(&self, dossier: i64, limit: usize) -> Result<Vec<(Entry, Vec<Line>)>, StoreError> {
        journal::of_dossier(self.conn(), dossier, limit)
    }
}

impl Tx<'_> {
    /// Adds a line to the ledger that somebody gave. Lines of pauses that closed after it follow from it.
    pub fn add_due_date(&mut self, dossier: i64, due: &DueDate) -> Result<(), StoreError> {
        self.shake(dossier, due.effective_at, VoidCause::Amend);
        self.add_line(dossier, due)
    }

    pub(in crate::store) fn add_line(&mut self, dossier: i64, due: &DueDate) -> Result<(), StoreError> {
        let next: i64 = self
            .conn()
            .prepare_cached("SELECT ifnull(max(n), 1) + 1 FROM due_date WHERE dossier_id = ?1")?
            .query_row([dossier], |row| row.get(0))?;
        let word = |word: Option<&'static str>| word.map_or(Value::Null, |word| Value::from(word.to_owned()));
        let values = vec![
            ("dossier_id", Value::Integer(dossier)),
            ("n", Value::Integer(next)),
            ("due_at", Value::from(due.due_at.to_string())),
            ("effective_at", Value::from(due.effective_at.to_string())),
            ("cause", word(due.cause.code())),
            ("pause_id", due.pause.map_or(Value::Null, Value::Integer)),
            ("counted_to", due.counted_to.map_or(Value::Null, |day| Value::from(day.to_string()))),
            ("closing", if due.closing { Value::Integer(1) } else { Value::Null }),
            ("extension", due.extension.map_or(Value::Null, |added| Value::from(added.to_string()))),
            ("basis", Value::from(due.basis.clone())),
            ("row_due", due.row_due.map_or(Value::Null, |at| Value::from(at.to_string()))),
            ("reason", Value::from(due.reason.clone())),
            ("document", Value::from(due.document.clone())),
            ("approver", Value::from(due.approver.clone())),
            ("officer", Value::from(due.officer.clone())),
        ];
        self.create(Kind::DueDate, Some(dossier), values)?;
        self.touch_dossier(dossier)
    }

    /// The facts of a dossier as this entry has brought them so far.
    pub fn facts_so_far(&mut self, dossier: i64) -> Result<Option<Facts>, StoreError> {
        self.count_parts(dossier)?;
        self.read().facts(dossier)
    }

    /// Takes the lines that somebody gave out of force, visibly, and puts others in their place.
    pub fn replace_given(&mut self, dossier: i64, lines: &[DueDate]) -> Result<(), StoreError> {
        self.void_given(dossier)?;
        lines.iter().try_for_each(|due| self.add_due_date(dossier, due))
    }

    /// Takes every later line out of the ledger: the dossier comes in anew.
    pub fn void_due_dates(&mut self, dossier: i64) -> Result<(), StoreError> {
        self.shake_all(dossier);
        let lines = self.part_ids("due_date", dossier, "n")?;
        self.void_parts(Kind::DueDate, dossier, &lines)
    }

    /// Brings the components of a dossier to the given list, matched by place; the counts follow from it.
    pub fn put_components(&mut self, dossier: i64, components: &[Component]) -> Result<bool, StoreError> {
        let known: Vec<i64> = self.read().components(dossier)?.into_iter().map(|(id, _)| id).collect();
        let mut differed = false;
        for (at, component) in components.iter().enumerate() {
            let (officer, _) = self.officer_or_new(&component.officer)?;
            let flag = |flag: bool| Value::Integer(i64::from(flag));
            // What an older row does not have is not there rather than 0: its image stays what was hashed.
            let mark = |mark: bool| if mark { Value::Integer(1) } else { Value::Null };
            let mut values = vec![
                ("name", Value::from(component.name.clone())),
                ("kind", Value::from(component.kind.map_or("", ComponentKind::code).to_owned())),
                ("copies", component.copies.map_or(Value::Null, |copies| Value::Integer(i64::from(copies)))),
                ("required", flag(component.required)),
                ("digitized", flag(component.digitized)),
                ("reused", flag(component.reused)),
                ("not_applicable", flag(component.not_applicable)),
                ("note", Value::from(component.note.clone())),
                ("national", mark(component.national)),
                ("unmendable", mark(component.unmendable)),
                ("officer_id", officer.map_or(Value::Null, Value::Integer)),
                ("scan", Value::from(component.scan.clone())),
            ];
            match known.get(at) {
                Some(id) => differed |= self.update(Kind::Component, *id, Some(dossier), values)?,
                None => {
                    values.push(("dossier_id", Value::Integer(dossier)));
                    self.create(Kind::Component, Some(dossier), values)?;
                    differed = true;
                }
            }
        }
        for id in known.get(components.len()..).unwrap_or_default() {
            differed |= self.update(Kind::Component, *id, Some(dossier), vec![("voided", Value::Integer(1))])?;
        }
        let counts = component::counts(components);
        differed |= self.put_component_counts(dossier, counts)?;
        if differed {
            self.touch_dossier(dossier)?;
        }
        Ok(differed)
    }

    /// Sets the counts of components of a dossier.
    pub fn put_component_counts(&mut self, dossier: i64, counts: ComponentCounts) -> Result<bool, StoreError> {
        let values = vec![
            ("components_required", Value::Integer(i64::from(counts.required))),
            ("components_digitized", Value::Integer(i64::from(counts.digitized))),
            ("components_reused", Value::Integer(i64::from(counts.reused))),
        ];
        self.update(Kind::Dossier, dossier, None, values)
    }

    /// Hands a dossier over. The receiver becomes its handler when an officer is named.
    pub fn add_handover(&mut self, dossier: i64, over: &NewHandover<'_>) -> Result<i64, StoreError> {
        let id = |id: Option<i64>| id.map_or(Value::Null, Value::Integer);
        let at = |at: Option<Moment>| at.map_or(Value::Null, |at| Value::from(at.to_string()));
        let giver = self.read().officer_id(&self.stamp().officer)?;
        let values = vec![
            ("dossier_id", Value::Integer(dossier)),
            ("from_officer", id(giver)),
            ("to_officer", id(over.to_officer)),
            ("to_office", Value::from(over.to_office.to_owned())),
            ("given_at", Value::from(over.given_at.to_string())),
            ("received_at", at(over.received_at)),
            ("note", Value::from(over.note.to_owned())),
            ("due_at", at(over.due_at)),
            ("assisting", if over.assisting { Value::Integer(1) } else { Value::Null }),
        ];
        let handover = self.create(Kind::Handover, Some(dossier), values)?;
        self.touch_dossier(dossier)?;
        Ok(handover)
    }

    /// Notes the moment at which a hand-over was received.
    pub fn receive_handover(&mut self, dossier: i64, handover: i64, at: Moment) -> Result<(), StoreError> {
        let values = vec![("received_at", Value::from(at.to_string()))];
        self.update(Kind::Handover, handover, Some(dossier), values)?;
        self.touch_dossier(dossier)
    }
}
