//! One row of a list: what every list and every chosen column shows of a dossier.

use rusqlite::Row;

use crate::domain::calendar::Calendar;
use crate::domain::clocks::Clocks;
use crate::domain::day::Moment;
use crate::domain::deadline;
use crate::domain::dossier::{Channel, LateKind, Outcome};
use crate::domain::lateness::{Lateness, lateness_since};
use crate::domain::limit::{Extension, Unit};
use crate::domain::rulebook::Rulebook;
use crate::domain::stage::Milestones;
use crate::domain::standing::{self, Acceptance};
use crate::store::error::StoreError;
use crate::store::read;

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
    /// Which leg of its request it is, counted from 1; `None` for what is no leg.
    pub leg: Option<i64>,
    /// How many legs its request has, or it has itself.
    pub legs: i64,
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

/// What is read of a row, in the order of [`list_row`].
pub(in crate::store) const ROW_COLUMNS: &str = "d.id, d.version, d.code, d.applicant_name, d.phone, p.name, p.field, d.channel, \
     d.submitted_at, d.due_now, d.late_from, ifnull(h.name, ifnull(r.name, '')), d.accepted_at, d.done_at, \
     d.settled_at, d.returned_at, d.outcome, d.paused_since IS NOT NULL, d.apology_issued_at IS NOT NULL, d.owed, \
     d.warn_from, d.apology_by, d.handover_due, d.acceptance_due, d.left_paused, ifnull(d.\"limit\", d.limit_kept), \
     d.extension, d.source_code, d.office, ifnull(r.name, ''), ifnull(h.name, ''), d.late_kind, d.components_digitized, \
     d.components_required, d.result_digitized, ifnull(r.code, ''), ifnull(h.code, ''), \
     CASE WHEN d.leg_of IS NOT NULL THEN (SELECT count(*) FROM dossier l WHERE l.leg_of = d.leg_of AND l.voided = 0 \
     AND l.id <= d.id) END, (SELECT count(*) FROM dossier l WHERE l.leg_of = ifnull(d.leg_of, d.id) AND l.voided = 0)";

/// The tables that a row is read from, beside that of dossiers.
pub(in crate::store) const ROW_FROM: &str = "JOIN procedure p ON p.id = d.procedure_id \
     LEFT JOIN officer r ON r.id = d.received_by LEFT JOIN officer h ON h.id = d.handled_by";

/// A row as [`ROW_COLUMNS`] reads it.
pub(in crate::store) fn list_row(row: &Row<'_>) -> Result<ListRow, StoreError> {
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
            leg: row.get(37)?,
            legs: row.get(38)?,
        },
    })
}
