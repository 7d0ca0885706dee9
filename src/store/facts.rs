//! The facts of a period as a stream: one row at a time, so that memory does not grow with the register.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, Row, params};

use crate::domain::component::{self, Component};
use crate::domain::day::Day;
use crate::domain::dossier::{Channel, ComponentCounts, LateKind, Outcome, PaidBy};
use crate::domain::facts::{Facts, ProcedureFacts, Repromise};
use crate::domain::figure::{FeedbackFacts, RatingFacts};
use crate::domain::limit::{Extension, Limit};
use crate::domain::line_cause::LineCause;
use crate::domain::pause::{Pause, PauseReason};
use crate::domain::procedure::OnlineLevel;
use crate::domain::standing::Frame;
use crate::store::error::StoreError;
use crate::store::read::{self, Read};

/// The columns of [`facts_of`], in its order.
pub(in crate::store) const FACT_COLUMNS: &str = "d.id, d.procedure_id, d.received_by, d.handled_by, d.system, \
     d.channel, d.out_of_area, d.submitted_at, d.accepted_at, d.forwarded_at, ifnull(d.\"limit\", d.limit_kept), d.extension, d.due_at, \
     d.due_computed, d.settled_at, d.done_at, d.returned_at, d.return_channel, d.outcome, d.fee, d.paid_by, \
     d.components_required, d.components_digitized, d.components_reused, d.result_digitized, d.late_kind, \
     d.apology_issued_at, d.apology_uploaded_at, d.apology_posted_at, d.no_apology_reason <> '', \
     d.handover_count > 0 OR d.forwarded_at IS NOT NULL, d.pause_count, d.due_count, d.leg_of IS NOT NULL, \
     d.version, d.office";

/// Dossiers that bear one code: id and the desk's own code.
pub type Bearers = Vec<(i64, String)>;

/// Names for the indexes that facts carry.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Facts of each procedure version by the register's id.
    pub versions: HashMap<i64, ProcedureFacts>,
    /// Code and name of each procedure, by index.
    pub procedures: Vec<(String, String)>,
    /// Fields, by index.
    pub fields: Vec<String>,
    /// Procedure versions in force on the day that was asked for.
    pub in_force: Vec<i64>,
    /// Officers' printed names by id; two of one name carry their code.
    pub officers: BTreeMap<i64, String>,
}

/// Interns the names of source systems and of settling offices while facts are read.
#[derive(Clone, Debug, Default)]
pub struct Systems {
    /// Source systems.
    pub systems: Interned,
    /// Settling offices.
    pub offices: Interned,
}

/// Names, each once, in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub struct Interned {
    /// Names, by index.
    pub names: Vec<String>,
    index: HashMap<String, usize>,
}

impl Interned {
    fn of(&mut self, name: &str) -> usize {
        if let Some(index) = self.index.get(name) {
            return *index;
        }
        self.names.push(name.to_owned());
        self.index.insert(name.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }
}

impl Read<'_> {
    /// Procedures, fields and officers for a report as of `day`.
    pub fn catalogue(&self, day: Day) -> Result<Catalogue, StoreError> {
        let mut catalogue = Catalogue::default();
        let mut fields: HashMap<String, usize> = HashMap::new();
        let mut codes: HashMap<String, usize> = HashMap::new();
        let mut in_force: BTreeMap<usize, (Option<Day>, i64)> = BTreeMap::new();
        for (id, procedure, voided) in self.every_procedure()? {
            let field = *fields.entry(procedure.field.clone()).or_insert_with(|| {
                catalogue.fields.push(procedure.field.clone());
                catalogue.fields.len() - 1
            });
            let index = *codes.entry(procedure.code.clone()).or_insert_with(|| {
                catalogue.procedures.push((procedure.code.clone(), procedure.name.clone()));
                catalogue.procedures.len() - 1
            });
            // Where two versions overlap, the one that began later holds: a procedure is counted once.
            let newer = in_force.get(&index).is_none_or(|(since, _)| *since <= procedure.valid_from);
            if !voided && procedure.in_force(day) && newer {
                in_force.insert(index, (procedure.valid_from, id));
            }
            catalogue.versions.insert(id, facts_of_procedure(&procedure, index, field));
        }
        catalogue.in_force = in_force.into_values().map(|(_, id)| id).collect();
        catalogue.officers = self.officer_names()?;
        // What an officer did who was taken off the list since stays under the name.
        catalogue.officers.extend(self.removed_officers()?);
        Ok(catalogue)
    }

    /// Streams the facts of every dossier that can count in the period: not ended before it (or before the report
    /// year), or returned in it. This only bounds the search; whether one counts is asked of its standing.
    pub fn stream_facts<E: From<StoreError>>(
        &self,
        frame: &Frame,
        systems: &mut Systems,
        mut each: impl FnMut(Facts) -> Result<(), E>,
    ) -> Result<(), E> {
        let since = frame.from.min(frame.year_from).to_string();
        let from = frame.from.to_string();
        // Searches that cannot meet, each over one index. One search with OR would make SQLite remember every row it
        // has seen, and memory would grow with the register. The last one finds what cannot be, and is for the audit:
        // a dossier accepted in the period that ended before it.
        let searches: [(&str, &[&dyn rusqlite::ToSql]); 4] = [
            ("d.settled_at IS NULL", &[]),
            ("d.settled_at >= ?1", &[&since]),
            ("d.returned_at >= ?2 AND d.settled_at < ?1", &[&since, &from]),
            (
                "d.accepted_at >= ?2 AND d.settled_at < ?1 AND (d.returned_at IS NULL OR d.returned_at < ?2)",
                &[&since, &from],
            ),
        ];
        for (condition, bound) in searches {
            let sql = format!("SELECT {FACT_COLUMNS} FROM dossier d WHERE d.voided = 0 AND {condition}");
            let mut statement = self.conn().prepare_cached(&sql).map_err(StoreError::from)?;
            let mut rows = statement.query(bound).map_err(StoreError::from)?;
            while let Some(row) = rows.next().map_err(StoreError::from)? {
                each(facts_of(self.conn(), row, systems)?)?;
            }
        }
        Ok(())
    }

    /// Streams the facts of every dossier that has not ended: accepted ones and those that wait for acceptance.
    pub fn stream_open<E: From<StoreError>>(
        &self,
        systems: &mut Systems,
        mut each: impl FnMut(Facts) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!("SELECT {FACT_COLUMNS} FROM dossier d WHERE d.voided = 0 AND d.settled_at IS NULL");
        let mut statement = self.conn().prepare_cached(&sql).map_err(StoreError::from)?;
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            each(facts_of(self.conn(), row, systems)?)?;
        }
        Ok(())
    }

    /// The facts of one dossier.
    pub fn facts(&self, id: i64) -> Result<Option<Facts>, StoreError> {
        let sql = format!("SELECT {FACT_COLUMNS} FROM dossier d WHERE d.id = ?1");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        match rows.next()? {
            Some(row) => Ok(Some(facts_of(self.conn(), row, &mut Systems::default())?)),
            None => Ok(None),
        }
    }

    /// Ratings of the period, each with the level as which it counts in reports.
    pub fn rating_facts(&self, frame: &Frame) -> Result<Vec<RatingFacts>, StoreError> {
        let levels = self.settings()?.levels();
        let mut statement = self.conn().prepare_cached(
            "SELECT id, ifnull(dossier_id, 0), ifnull(officer_id, 0), level, at FROM rating
             WHERE at >= ?1 AND at < ?2 AND voided = 0 ORDER BY at, id",
        )?;
        let mut rows = statement.query(params![frame.from.to_string(), frame.end.to_string()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if frame.happened(read::moment(row, 4)?) {
                found.push(RatingFacts {
                    id: row.get(0)?,
                    dossier: row.get(1)?,
                    officer: row.get(2)?,
                    level: levels.counted_as(&row.get::<_, String>(3)?).to_owned(),
                });
            }
        }
        Ok(found)
    }

    /// Feedback received in the period.
    pub fn feedback_facts(&self, frame: &Frame) -> Result<Vec<FeedbackFacts>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT id, ifnull(dossier_id, 0), handled_at, published_at, received_at FROM feedback
             WHERE received_at >= ?1 AND received_at < ?2 AND voided = 0 ORDER BY received_at, id",
        )?;
        let mut rows = statement.query(params![frame.from.to_string(), frame.end.to_string()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if frame.happened(read::moment(row, 4)?) {
                found.push(FeedbackFacts {
                    id: row.get(0)?,
                    dossier: row.get(1)?,
                    handled_at: read::moment(row, 2)?,
                    published_at: read::moment(row, 3)?,
                });
            }
        }
        Ok(found)
    }
}

/// Dossiers with a dissatisfied rating, and with feedback, among those of a period.
pub fn complaints(ratings: &[RatingFacts], feedback: &[FeedbackFacts]) -> (HashSet<i64>, HashSet<i64>) {
    let dissatisfied = ratings.iter().filter(|rating| rating.level == "dissatisfied").map(|rating| rating.dossier);
    (dissatisfied.collect(), feedback.iter().map(|item| item.dossier).collect())
}

/// What the rules ask of a procedure version; an unknown service counts as not offered.
pub(in crate::store) fn facts_of_procedure(
    procedure: &crate::domain::procedure::Procedure,
    index: usize,
    field: usize,
) -> ProcedureFacts {
    ProcedureFacts {
        index,
        field,
        limits: [Channel::Direct, Channel::Online, Channel::Postal].map(|channel| procedure.limit(channel)),
        same_day_cutoff: procedure.same_day_cutoff,
        online_level: procedure.online_level.unwrap_or(OnlineLevel::None),
        fee: procedure.fee.unwrap_or(false),
        online_payment: procedure.online_payment.unwrap_or(false),
        postal_receive: procedure.postal_receive.unwrap_or(false),
        postal_return: procedure.postal_return.unwrap_or(false),
        result_document: procedure.result_document.unwrap_or(true),
    }
}

/// Reads one row of [`FACT_COLUMNS`]; pauses and later promises are fetched only for the few that have them.
pub(in crate::store) fn facts_of(conn: &Connection, row: &Row<'_>, systems: &mut Systems) -> Result<Facts, StoreError> {
    let id: i64 = row.get(0)?;
    let system = row.get_ref(4)?.as_str().map_err(rusqlite::Error::from)?;
    let office = row.get_ref(35)?.as_str().map_err(rusqlite::Error::from)?;
    let (pause_count, due_count): (i64, i64) = (row.get(31)?, row.get(32)?);
    Ok(Facts {
        id,
        procedure: row.get(1)?,
        received_by: row.get::<_, Option<i64>>(2)?.unwrap_or(0),
        handled_by: row.get::<_, Option<i64>>(3)?.unwrap_or(0),
        system: systems.systems.of(system),
        office: systems.offices.of(office),
        channel: read::word(row, 5, Channel::from_code)?.unwrap_or(Channel::Direct),
        out_of_area: row.get(6)?,
        submitted_at: read::moment(row, 7)?,
        accepted_at: read::moment(row, 8)?,
        forwarded_at: read::moment(row, 9)?,
        limit: read::parsed::<Limit>(row, 10)?,
        extension: read::parsed::<Extension>(row, 11)?.map(|extension| extension.limit),
        due_at: read::moment(row, 12)?,
        due_computed: row.get(13)?,
        repromises: if due_count > 0 { repromises(conn, id)? } else { Vec::new() },
        pauses: if pause_count > 0 { pauses(conn, id)? } else { Vec::new() },
        settled_at: read::moment(row, 14)?,
        done_at: read::moment(row, 15)?,
        returned_at: read::moment(row, 16)?,
        return_channel: read::word(row, 17, Channel::from_code)?,
        outcome: read::word(row, 18, Outcome::from_code)?,
        fee: row.get::<_, Option<i64>>(19)?.unwrap_or(0),
        paid_by: read::word(row, 20, PaidBy::from_code)?,
        components: ComponentCounts { required: row.get(21)?, digitized: row.get(22)?, reused: row.get(23)? },
        result_digitized: row.get(24)?,
        late_kind: read::word(row, 25, LateKind::from_code)?,
        apology_issued_at: read::moment(row, 26)?,
        apology_uploaded_at: read::moment(row, 27)?,
        apology_posted_at: read::moment(row, 28)?,
        no_apology_reason: row.get(29)?,
        handed_over: row.get(30)?,
        is_leg: row.get(33)?,
        version: row.get(34)?,
    })
}

/// The pauses of a dossier in the order of their beginning.
pub(in crate::store) fn pauses(conn: &Connection, dossier: i64) -> Result<Vec<Pause>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT reason, document, from_at, to_at FROM pause WHERE dossier_id = ?1 AND voided = 0 ORDER BY from_at, id",
    )?;
    let mut rows = statement.query([dossier])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Pause {
            reason: read::word(row, 0, PauseReason::from_code)?.unwrap_or(PauseReason::Other),
            document: row.get(1)?,
            from: read::moment_of(row, 2)?,
            to: read::moment(row, 3)?,
        });
    }
    Ok(found)
}

fn repromises(conn: &Connection, dossier: i64) -> Result<Vec<Repromise>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT due_at, effective_at, cause, counted_to, ifnull(closing, 0), extension FROM due_date
         WHERE dossier_id = ?1 AND voided = 0 ORDER BY n",
    )?;
    let mut rows = statement.query([dossier])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Repromise {
            due_at: read::moment_of(row, 0)?,
            effective_at: read::moment_of(row, 1)?,
            cause: read::word(row, 2, LineCause::from_code)?.unwrap_or_default(),
            counted_to: read::day(row, 3)?,
            closing: row.get(4)?,
            extension: read::parsed(row, 5)?,
        });
    }
    Ok(found)
}

impl Read<'_> {
    /// The code of a dossier.
    pub fn code_of(&self, id: i64) -> Result<String, StoreError> {
        Ok(self.conn().prepare_cached("SELECT code FROM dossier WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
    }

    /// The day of the first acceptance that the register knows of.
    pub fn first_accepted(&self) -> Result<Option<Day>, StoreError> {
        let sql =
            "SELECT accepted_at FROM dossier WHERE accepted_at IS NOT NULL AND voided = 0 ORDER BY accepted_at LIMIT 1";
        let mut statement = self.conn().prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        Ok(rows.next()?.map(|row| read::moment_of(row, 0)).transpose()?.map(|at| at.day))
    }

    /// The source system of a dossier.
    pub fn system_of(&self, id: i64) -> Result<String, StoreError> {
        Ok(self.conn().prepare_cached("SELECT system FROM dossier WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
    }

    /// The settling office of a dossier.
    pub fn office_of(&self, id: i64) -> Result<String, StoreError> {
        Ok(self.conn().prepare_cached("SELECT office FROM dossier WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
    }

    /// Why components and why the result of a dossier are not digitized, as noted of the dossier or of its papers.
    pub fn digitization_notes(&self, id: i64) -> Result<(String, String), StoreError> {
        let (noted, result): (String, String) = self
            .conn()
            .prepare_cached("SELECT components_note, result_note FROM dossier WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let papers = if noted.is_empty() { self.components(id)? } else { Vec::new() };
        let papers: Vec<Component> = papers.into_iter().map(|(_, paper)| paper).collect();
        Ok((component::gap_reason(&noted, &papers), result))
    }

    /// The first codes that stand on more than one dossier, as its own, its source's or another system's code, each with
    /// its dossiers: id and own code. A leg may bear the code of its request.
    pub fn doubled_codes(&self, most: usize) -> Result<Vec<(String, Bearers)>, StoreError> {
        // Each search goes along an index of codes, and what one dossier says twice is no double.
        let mut doubled = self.conn().prepare_cached(
            "SELECT source_code FROM dossier WHERE source_code <> '' AND voided = 0 AND leg_of IS NULL
             GROUP BY source_code HAVING count(*) > 1
             UNION SELECT code FROM dossier_code WHERE voided = 0 GROUP BY code HAVING count(DISTINCT dossier_id) > 1
             UNION SELECT a.source_code FROM dossier a JOIN dossier b ON b.code = a.source_code AND b.id <> a.id
             WHERE a.source_code <> ''
             UNION SELECT c.code FROM dossier_code c JOIN dossier b ON b.code = c.code AND b.id <> c.dossier_id
             UNION SELECT c.code FROM dossier_code c JOIN dossier b ON b.source_code = c.code AND b.id <> c.dossier_id
             WHERE b.source_code <> ''",
        )?;
        let mut bearing = self.conn().prepare_cached(
            "SELECT id, code FROM dossier WHERE voided = 0 AND leg_of IS NULL AND id IN (
                SELECT id FROM dossier WHERE code = ?1
                UNION SELECT id FROM dossier WHERE source_code = ?1 AND source_code <> ''
                UNION SELECT dossier_id FROM dossier_code WHERE code = ?1 AND voided = 0)
             ORDER BY id",
        )?;
        let mut found = Vec::new();
        let mut codes = doubled.query([])?;
        while let Some(row) = codes.next()? {
            let code: String = row.get(0)?;
            let rows = bearing.query_map([&code], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let dossiers: Bearers = rows.collect::<Result<_, _>>()?;
            if dossiers.len() > 1 {
                found.push((code, dossiers));
            }
            if found.len() == most {
                break;
            }
        }
        Ok(found)
    }

    /// The code of a piece of feedback.
    pub fn feedback_code(&self, id: i64) -> Result<String, StoreError> {
        Ok(self.conn().prepare_cached("SELECT code FROM feedback WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
    }
}

impl Read<'_> {
    /// What the rules ask of one procedure version alone; its indexes name nothing.
    pub fn procedure_facts(&self, procedure: &crate::domain::procedure::Procedure) -> ProcedureFacts {
        facts_of_procedure(procedure, 0, 0)
    }
}
