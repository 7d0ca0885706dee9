//! Dossiers: reading one whole, creating and changing one with its pauses and codes.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params};

use crate::domain::change::Kind;
use crate::domain::day::Moment;
use crate::domain::dossier::{
    Apology, Applicant, ApplicantKind, Channel, ComponentCounts, Dossier, LateKind, Lateness, OtherCode, Outcome,
    PaidBy,
};
use crate::domain::pause::Pause;
use crate::domain::text;
use crate::store::door::Tx;
use crate::store::error::StoreError;
use crate::store::facts;
use crate::store::read::{self, Read};

/// A dossier as it stands in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Id.
    pub id: i64,
    /// Sequence of the last entry that touched it; a command carries the version that its user saw.
    pub version: i64,
    /// Undone: kept, shown as đã hủy, counted nowhere.
    pub voided: bool,
    /// Id of the procedure version it came in under.
    pub procedure: i64,
    /// Whether the first promise is the computed one.
    pub due_computed: bool,
    /// The due moment after all closed pauses and later promises.
    pub due_now: Option<Moment>,
    /// From when it is late; empty while a pause shields it.
    pub late_from: Option<Moment>,
    /// The dossier.
    pub dossier: Dossier,
}

const COLUMNS: &str = "d.id, d.version, d.voided, d.procedure_id, d.due_computed, d.due_now, d.late_from, d.code, \
     d.source_code, p.code, d.applicant_name, d.applicant_kind, d.applicant_id, d.phone, d.email, d.address, \
     d.delegate_name, d.sets, d.channel, d.out_of_area, d.submitted_at, d.accepted_at, d.office, d.forwarded_at, \
     d.\"limit\", d.extension, d.due_at, r.code, h.code, d.settled_at, d.done_at, d.returned_at, d.return_channel, \
     d.outcome, d.fee, d.paid_by, d.components_required, d.components_digitized, d.components_reused, \
     d.components_note, d.result_digitized, d.result_note, d.late_kind, d.late_cause, d.late_officer, \
     d.apology_number, d.apology_signer, d.apology_issued_at, d.apology_uploaded_at, d.apology_posted_at, \
     d.reappointed_at, d.no_apology_reason, d.system, d.note, ifnull(d.result_signed, 0), d.result_scan, \
     ifnull((SELECT q.code FROM dossier q WHERE q.id = d.leg_of), ''), \
     d.apology_reason, d.late_evidence, d.collect_at, d.book_no";

const FROM: &str = "FROM dossier d JOIN procedure p ON p.id = d.procedure_id \
     LEFT JOIN officer r ON r.id = d.received_by LEFT JOIN officer h ON h.id = d.handled_by";

impl Read<'_> {
    /// One dossier by its id.
    pub fn dossier(&self, id: i64) -> Result<Option<Stored>, StoreError> {
        let sql = format!("SELECT {COLUMNS} {FROM} WHERE d.id = ?1");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        rows.next()?.map(|row| self.stored_of(row)).transpose()
    }

    /// Id of the dossier with this code, voided ones included: a code is never given twice.
    pub fn dossier_id(&self, code: &str) -> Result<Option<i64>, StoreError> {
        let mut statement = self.conn().prepare_cached("SELECT id FROM dossier WHERE code = ?1")?;
        Ok(statement.query_row([code], |row| row.get(0)).optional()?)
    }

    /// Id of the dossier with this code, voided ones apart.
    pub fn live_dossier_id(&self, code: &str) -> Result<Option<i64>, StoreError> {
        let mut statement = self.conn().prepare_cached("SELECT id FROM dossier WHERE code = ?1 AND voided = 0")?;
        Ok(statement.query_row([code], |row| row.get(0)).optional()?)
    }

    /// Visits every dossier that is not voided, in the order of entry, without holding more than one.
    pub fn each_dossier<E: From<StoreError>>(&self, mut each: impl FnMut(Stored) -> Result<(), E>) -> Result<(), E> {
        let sql = format!("SELECT {COLUMNS} {FROM} WHERE d.voided = 0 ORDER BY d.id");
        let mut statement = self.conn().prepare_cached(&sql).map_err(StoreError::from)?;
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            each(self.stored_of(row)?)?;
        }
        Ok(())
    }

    /// The newest dossier of an applicant, by ID number or else by phone: what the form remembers of them.
    pub fn newest_of_applicant(&self, applicant_id: &str, phone: &str) -> Result<Option<Dossier>, StoreError> {
        let newest = |column: &str, value: &str| -> Result<Option<i64>, StoreError> {
            if value.is_empty() {
                return Ok(None);
            }
            // The condition that repeats that of the index lets SQLite use it.
            let sql = format!("SELECT max(id) FROM dossier WHERE {column} = ?1 AND {column} <> '' AND voided = 0");
            Ok(self.conn().prepare_cached(&sql)?.query_row([value], |row| row.get(0))?)
        };
        let id = match newest("applicant_id", applicant_id)? {
            Some(id) => Some(id),
            None => newest("phone", phone)?,
        };
        let found = id.map(|id| self.dossier(id)).transpose()?.flatten();
        Ok(found.map(|stored| stored.dossier))
    }

    fn stored_of(&self, row: &Row<'_>) -> Result<Stored, StoreError> {
        let id: i64 = row.get(0)?;
        let officer = |column| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
        let dossier = Dossier {
            code: row.get(7)?,
            source_code: row.get(8)?,
            other_codes: self.other_codes(id)?,
            procedure_code: row.get(9)?,
            applicant: applicant_of(row)?,
            sets: row.get(17)?,
            channel: read::word(row, 18, Channel::from_code)?.unwrap_or(Channel::Direct),
            out_of_area: row.get(19)?,
            submitted_at: read::moment(row, 20)?,
            accepted_at: read::moment(row, 21)?,
            office: row.get(22)?,
            forwarded_at: read::moment(row, 23)?,
            limit: read::parsed(row, 24)?,
            extension: read::parsed(row, 25)?,
            due_at: read::moment(row, 26)?,
            received_by: officer(27)?,
            handled_by: officer(28)?,
            pauses: facts::pauses(self.conn(), id)?,
            settled_at: read::moment(row, 29)?,
            done_at: read::moment(row, 30)?,
            returned_at: read::moment(row, 31)?,
            return_channel: read::word(row, 32, Channel::from_code)?,
            outcome: read::word(row, 33, Outcome::from_code)?,
            fee: row.get(34)?,
            paid_by: read::word(row, 35, PaidBy::from_code)?,
            components: ComponentCounts { required: row.get(36)?, digitized: row.get(37)?, reused: row.get(38)? },
            components_note: row.get(39)?,
            result_digitized: row.get(40)?,
            result_note: row.get(41)?,
            late: Lateness {
                kind: read::word(row, 42, LateKind::from_code)?,
                cause: row.get(43)?,
                officer: row.get(44)?,
                evidence: row.get(58)?,
            },
            apology: apology_of(row)?,
            system: row.get(52)?,
            note: row.get(53)?,
            result_signed: row.get(54)?,
            result_scan: row.get(55)?,
            collect_at: row.get(59)?,
            request_code: row.get(56)?,
            book_no: row.get(60)?,
        };
        Ok(Stored {
            id,
            version: row.get(1)?,
            voided: row.get(2)?,
            procedure: row.get(3)?,
            due_computed: row.get(4)?,
            due_now: read::moment(row, 5)?,
            late_from: read::moment(row, 6)?,
            dossier,
        })
    }
}

fn applicant_of(row: &Row<'_>) -> Result<Applicant, StoreError> {
    Ok(Applicant {
        name: row.get(10)?,
        kind: read::word(row, 11, ApplicantKind::from_code)?,
        id: row.get(12)?,
        phone: row.get(13)?,
        email: row.get(14)?,
        address: row.get(15)?,
        delegate: row.get(16)?,
    })
}

fn apology_of(row: &Row<'_>) -> Result<Apology, StoreError> {
    Ok(Apology {
        number: row.get(45)?,
        signer: row.get(46)?,
        reason: row.get(57)?,
        issued_at: read::moment(row, 47)?,
        uploaded_at: read::moment(row, 48)?,
        posted_at: read::moment(row, 49)?,
        reappointed_at: read::moment(row, 50)?,
        none_reason: row.get(51)?,
    })
}

impl Tx<'_> {
    /// Creates a dossier with its pauses and codes. Its procedure version and officers are the caller's to find.
    pub fn create_dossier(&mut self, dossier: &Dossier, procedure: i64, due_computed: bool) -> Result<i64, StoreError> {
        let mut values = self.dossier_values(dossier, procedure, due_computed)?;
        // Derived, and yet set from the first: the search would else index the dossier without its name and then take
        // it out again, which walks all that is indexed under the same beginnings and makes an import quadratic.
        values.push(self.limit_to_keep(None, dossier, procedure)?);
        values.extend(self.book_values(None, dossier.accepted_at, dossier.book_no)?);
        values.push(("name_fold", Value::from(text::fold(&dossier.applicant.name))));
        values.push(("name_sort", Value::from(text::sort_key(&dossier.applicant.name))));
        let id = self.create(Kind::Dossier, None, values)?;
        self.put_pauses(id, &dossier.pauses)?;
        self.put_other_codes(id, &dossier.other_codes)?;
        Ok(id)
    }

    /// The limit that the procedure gives at acceptance. It stays with the dossier while its procedure, channel and
    /// acceptance stay, so that a limit put right in the catalogue judges no dossier that came in before.
    fn limit_to_keep(
        &self,
        id: Option<i64>,
        dossier: &Dossier,
        procedure: i64,
    ) -> Result<(&'static str, Value), StoreError> {
        let none = ("limit_kept", Value::Null);
        let Some(accepted) = dossier.accepted_at else { return Ok(none) };
        let kept: Option<Option<String>> = self
            .conn()
            .prepare_cached(
                "SELECT limit_kept FROM dossier
                 WHERE id = ?1 AND procedure_id = ?2 AND channel = ?3 AND accepted_at = ?4 AND voided = 0",
            )?
            .query_row(params![id, procedure, dossier.channel.code(), accepted.to_string()], |row| row.get(0))
            .optional()?;
        if let Some(Some(kept)) = kept {
            return Ok(("limit_kept", Value::from(kept)));
        }
        let limit = self.read().procedure(procedure)?.and_then(|procedure| procedure.limit(dossier.channel));
        Ok(limit.map_or(none, |limit| ("limit_kept", Value::from(limit.to_string()))))
    }

    /// Brings a dossier to the given state; only what differs is written. A voided one comes back to life. Its number in
    /// the book is the register's own to give. Returns whether anything differed.
    pub fn change_dossier(
        &mut self,
        id: i64,
        dossier: &Dossier,
        procedure: i64,
        due_computed: bool,
    ) -> Result<bool, StoreError> {
        let mut values = self.dossier_values(dossier, procedure, due_computed)?;
        values.push(self.limit_to_keep(Some(id), dossier, procedure)?);
        values.push(("voided", Value::Integer(0)));
        let had = self.book_place(id)?;
        values.extend(self.book_values(had, dossier.accepted_at, dossier.book_no)?);
        let (terms, counted) = (self.clock_terms(id)?, self.counted_again(id)?);
        let own = self.update(Kind::Dossier, id, None, values)?;
        // Terms that give every line the same date as before shake none: an edited calendar is not slipped in.
        if own && terms != self.clock_terms(id)? && (counted.is_none() || counted != self.counted_again(id)?) {
            self.shake_all(id);
        }
        let pauses = self.put_pauses(id, &dossier.pauses)?;
        let codes = self.put_other_codes(id, &dossier.other_codes)?;
        if (pauses || codes) && !own {
            self.touch_dossier(id)?;
        }
        Ok(own || pauses || codes)
    }

    /// What the due date of a dossier follows from, pauses apart, as one text to compare.
    fn clock_terms(&self, id: i64) -> Result<String, StoreError> {
        let sql = "SELECT json_array(procedure_id, channel, out_of_area, accepted_at, forwarded_at, \"limit\",
             limit_kept, extension, due_at, due_computed, voided) FROM dossier WHERE id = ?1";
        Ok(self.conn().prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
    }

    /// Id of the request that a leg names by its code.
    fn request_id(&self, code: &str) -> Result<Option<i64>, StoreError> {
        if code.is_empty() {
            return Ok(None);
        }
        let missing = || StoreError::Missing(format!("request {code}"));
        self.read().dossier_id(code)?.map_or_else(|| Err(missing()), |id| Ok(Some(id)))
    }

    fn dossier_values(
        &mut self,
        dossier: &Dossier,
        procedure: i64,
        due_computed: bool,
    ) -> Result<Vec<(&'static str, Value)>, StoreError> {
        let (received_by, _) = self.officer_or_new(&dossier.received_by)?;
        let (handled_by, _) = self.officer_or_new(&dossier.handled_by)?;
        let request = self.request_id(&dossier.request_code)?;
        let text = |text: &str| Value::from(text.to_owned());
        let at = |moment: Option<Moment>| moment.map_or(Value::Null, |moment| Value::from(moment.to_string()));
        let word = |word: Option<&'static str>| word.map_or(Value::Null, |word| Value::from(word.to_owned()));
        let id = |id: Option<i64>| id.map_or(Value::Null, Value::Integer);
        let flag = |flag: bool| Value::Integer(i64::from(flag));
        let count = |count: u32| Value::Integer(i64::from(count));
        let (applicant, apology, late) = (&dossier.applicant, &dossier.apology, &dossier.late);
        let values = vec![
            ("code", text(&dossier.code)),
            ("source_code", text(&dossier.source_code)),
            ("procedure_id", Value::Integer(procedure)),
            ("applicant_name", text(&applicant.name)),
            ("applicant_kind", word(applicant.kind.map(ApplicantKind::code))),
            ("applicant_id", text(&applicant.id)),
            ("phone", text(&applicant.phone)),
            ("email", text(&applicant.email)),
            ("address", text(&applicant.address)),
            ("delegate_name", text(&applicant.delegate)),
            ("sets", dossier.sets.map_or(Value::Null, count)),
            ("channel", text(dossier.channel.code())),
            ("out_of_area", flag(dossier.out_of_area)),
            ("submitted_at", at(dossier.submitted_at)),
            ("accepted_at", at(dossier.accepted_at)),
            ("office", text(&dossier.office)),
            ("forwarded_at", at(dossier.forwarded_at)),
            ("limit", dossier.limit.map_or(Value::Null, |limit| Value::from(limit.to_string()))),
            ("extension", dossier.extension.as_ref().map_or(Value::Null, |long| Value::from(long.to_string()))),
            ("due_at", at(dossier.due_at)),
            ("due_computed", flag(due_computed)),
            ("received_by", id(received_by)),
            ("handled_by", id(handled_by)),
            ("settled_at", at(dossier.settled_at)),
            ("done_at", at(dossier.done_at)),
            ("returned_at", at(dossier.returned_at)),
            ("return_channel", word(dossier.return_channel.map(Channel::code))),
            ("outcome", word(dossier.outcome.map(Outcome::code))),
            ("fee", dossier.fee.map_or(Value::Null, Value::Integer)),
            ("paid_by", word(dossier.paid_by.map(PaidBy::code))),
            ("components_required", count(dossier.components.required)),
            ("components_digitized", count(dossier.components.digitized)),
            ("components_reused", count(dossier.components.reused)),
            ("components_note", text(&dossier.components_note)),
            ("result_digitized", flag(dossier.result_digitized)),
            ("result_note", text(&dossier.result_note)),
            ("late_kind", word(late.kind.map(LateKind::code))),
            ("late_cause", text(&late.cause)),
            ("late_officer", text(&late.officer)),
            ("apology_number", text(&apology.number)),
            ("apology_signer", text(&apology.signer)),
            ("apology_issued_at", at(apology.issued_at)),
            ("apology_uploaded_at", at(apology.uploaded_at)),
            ("apology_posted_at", at(apology.posted_at)),
            ("reappointed_at", at(apology.reappointed_at)),
            ("no_apology_reason", text(&apology.none_reason)),
            ("apology_reason", text(&apology.reason)),
            ("late_evidence", text(&late.evidence)),
            ("system", text(&dossier.system)),
            ("note", text(&dossier.note)),
            // What was never said stays unsaid: an older row has no value here either.
            ("result_signed", if dossier.result_signed { Value::Integer(1) } else { Value::Null }),
            ("result_scan", text(&dossier.result_scan)),
            ("collect_at", text(&dossier.collect_at)),
            ("leg_of", id(request)),
        ];
        Ok(values)
    }

    /// Brings the pauses of a dossier to the given list: those in place are changed, missing ones added, surplus ones
    /// voided.
    fn put_pauses(&mut self, dossier: i64, pauses: &[Pause]) -> Result<bool, StoreError> {
        let known = self.part_ids("pause", dossier, "from_at, id")?;
        let before = if known.is_empty() { Vec::new() } else { facts::pauses(self.conn(), dossier)? };
        for at in 0..before.len().max(pauses.len()) {
            self.pause_changed(dossier, before.get(at), pauses.get(at));
        }
        let mut differed = known.len() > pauses.len();
        for (at, pause) in pauses.iter().enumerate() {
            let mut values = vec![
                ("reason", Value::from(pause.reason.code().to_owned())),
                ("document", Value::from(pause.document.clone())),
                ("from_at", Value::from(pause.from.to_string())),
                ("to_at", pause.to.map_or(Value::Null, |to| Value::from(to.to_string()))),
            ];
            match known.get(at) {
                Some(id) => differed |= self.update(Kind::Pause, *id, Some(dossier), values)?,
                None => {
                    values.push(("dossier_id", Value::Integer(dossier)));
                    self.create(Kind::Pause, Some(dossier), values)?;
                    differed = true;
                }
            }
        }
        self.void_parts(Kind::Pause, dossier, known.get(pauses.len()..).unwrap_or_default())?;
        Ok(differed)
    }

    fn put_other_codes(&mut self, dossier: i64, codes: &[OtherCode]) -> Result<bool, StoreError> {
        let known = self.part_ids("dossier_code", dossier, "id")?;
        let mut differed = known.len() > codes.len();
        for (at, other) in codes.iter().enumerate() {
            let mut values =
                vec![("system", Value::from(other.system.clone())), ("code", Value::from(other.code.clone()))];
            match known.get(at) {
                Some(id) => differed |= self.update(Kind::DossierCode, *id, Some(dossier), values)?,
                None => {
                    values.push(("dossier_id", Value::Integer(dossier)));
                    self.create(Kind::DossierCode, Some(dossier), values)?;
                    differed = true;
                }
            }
        }
        self.void_parts(Kind::DossierCode, dossier, known.get(codes.len()..).unwrap_or_default())?;
        Ok(differed)
    }

    pub(super) fn part_ids(&self, table: &str, dossier: i64, order: &str) -> Result<Vec<i64>, StoreError> {
        let sql = format!("SELECT id FROM {table} WHERE dossier_id = ?1 AND voided = 0 ORDER BY {order}");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let ids = statement.query_map([dossier], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    pub(super) fn void_parts(&mut self, kind: Kind, dossier: i64, ids: &[i64]) -> Result<(), StoreError> {
        for id in ids {
            self.update(kind, *id, Some(dossier), vec![("voided", Value::Integer(1))])?;
        }
        Ok(())
    }
}
