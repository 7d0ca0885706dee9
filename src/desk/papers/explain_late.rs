//! The explanation of late dossiers (giải trình hồ sơ quá hạn): every dossier that a period's report counts as overdue,
//! told officer by officer.
//!
//! The dossiers are those behind the two figures `settled.overdue` and `open.overdue`, so that the explanation and the
//! report cannot disagree. Officers are named, citizens never: a dossier goes by its code.

use std::collections::BTreeMap;

use crate::desk::count::{self, Behind, Scope};
use crate::desk::error::Error;
use crate::desk::papers::officer_name;
use crate::domain::collation::sort_key;
use crate::domain::day::Moment;
use crate::domain::dossier::{Apology, LateKind, Lateness as Told};
use crate::domain::lateness::Lateness;
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::domain::standing::{self, Frame};
use crate::report::model::FigureRef;
use crate::store::{Read, Store};

/// The figures whose dossiers are explained.
const FIGURES: [&str; 2] = ["settled.overdue", "open.overdue"];

/// One late dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateDossier {
    /// Its code.
    pub code: String,
    /// Code and name of its procedure.
    pub procedure: String,
    /// Accepted.
    pub accepted_at: Option<Moment>,
    /// The due moment in force at the cut-off.
    pub due: Option<Moment>,
    /// Settled before the cut-off.
    pub settled_at: Option<Moment>,
    /// The work was finished.
    pub done_at: Option<Moment>,
    /// How late.
    pub late: Lateness,
    /// Kind, cause, evidence and who is answerable.
    pub told: Told,
    /// The letter.
    pub apology: Apology,
}

/// The late dossiers of one officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerPart {
    /// Id, 0 where none is named.
    pub id: i64,
    /// Printed name.
    pub name: String,
    /// The dossiers, the latest due first.
    pub dossiers: Vec<LateDossier>,
}

/// The explanation of a period.
#[derive(Clone, Debug)]
pub struct Explained {
    /// What was counted.
    pub scope: Scope,
    /// By officer, in the order of names; those without one last.
    pub parts: Vec<OfficerPart>,
}

impl Explained {
    /// Dossiers of all officers.
    pub fn total(&self) -> usize {
        self.parts.iter().map(|part| part.dossiers.len()).sum()
    }
}

/// Gathers the late dossiers of a period; of one officer where a code or name is given.
///
/// # Errors
/// A refusal for an unknown officer; [`Error::Cancelled`] when `progress` answers `false`.
pub fn explained(
    store: &Store,
    scope: &Scope,
    officer: &str,
    mut progress: impl FnMut(u64) -> bool,
) -> Result<Explained, Error> {
    let wanted = wanted(store, officer)?;
    let mut ids = Vec::new();
    for figure in FIGURES {
        if let Behind::Dossiers(found) = count::behind(store, scope, &FigureRef::whole(figure), &mut progress)? {
            ids.extend(found);
        }
    }
    let (rules, frame) = (store.rulebook()?, scope.frame());
    store.snapshot(|read| {
        let names = read.officer_names()?;
        let mut parts: BTreeMap<i64, OfficerPart> = BTreeMap::new();
        for id in ids {
            let Some((handler, dossier)) = late_dossier(&read, id, &rules, &frame)? else { continue };
            if wanted.is_some_and(|wanted| wanted != handler) {
                continue;
            }
            let name = || officer_name(&names, Some(handler).filter(|id| *id != 0));
            let part = || OfficerPart { id: handler, name: name(), dossiers: Vec::new() };
            parts.entry(handler).or_insert_with(part).dossiers.push(dossier);
        }
        let mut parts: Vec<OfficerPart> = parts.into_values().collect();
        parts.sort_by_cached_key(|part| (part.id == 0, sort_key(&part.name)));
        for part in &mut parts {
            part.dossiers.sort_by(|a, b| (a.due, &a.code).cmp(&(b.due, &b.code)));
        }
        Ok(Explained { scope: scope.clone(), parts })
    })
}

fn wanted(store: &Store, officer: &str) -> Result<Option<i64>, Error> {
    if officer.trim().is_empty() {
        return Ok(None);
    }
    match store.read().officer_id(officer.trim())? {
        Some(id) => Ok(Some(id)),
        None => {
            let said = format!("Không có cán bộ “{}” trong danh mục, hoặc có nhiều người trùng tên.", officer.trim());
            Err(Refusal::at("officer", said).into())
        }
    }
}

/// The handler and what there is to tell; `None` for what is no longer late at the cut-off.
fn late_dossier(
    read: &Read<'_>,
    id: i64,
    rules: &Rulebook,
    frame: &Frame,
) -> Result<Option<(i64, LateDossier)>, Error> {
    let (Some(stored), Some(facts)) = (read.dossier(id)?, read.facts(id)?) else { return Ok(None) };
    let Some(procedure) = read.procedure(stored.procedure)? else { return Ok(None) };
    let terms = read.procedure_facts(&procedure);
    let Some(late) = standing::lateness_seen(&facts, &terms, rules, frame) else { return Ok(None) };
    let dossier = stored.dossier;
    let told = LateDossier {
        code: dossier.code,
        procedure: format!("{} {}", procedure.code, procedure.name),
        accepted_at: dossier.accepted_at,
        due: standing::due_at(&facts, &terms, rules, frame),
        settled_at: dossier.settled_at.filter(|at| frame.happened(Some(*at))),
        done_at: dossier.done_at,
        late,
        told: dossier.late,
        apology: dossier.apology,
    };
    Ok(Some((facts.handled_by, told)))
}

impl LateDossier {
    /// `trễ thực`, or `trễ do thao tác trên hệ thống: xong việc … , kết thúc trên Cổng …; minh chứng: …`.
    pub fn kind(&self) -> String {
        let at = |at: Option<Moment>| at.map_or_else(|| "chưa ghi".to_owned(), Moment::vietnamese);
        match self.told.kind {
            None => "chưa phân loại".to_owned(),
            Some(LateKind::Actual) => LateKind::Actual.label().to_owned(),
            Some(kind) => {
                let evidence = if self.told.evidence.is_empty() { "chưa ghi" } else { &self.told.evidence };
                let (done, closed) = (at(self.done_at), at(self.settled_at));
                format!("{}: xong việc {done}, kết thúc trên Cổng {closed}; minh chứng: {evidence}", kind.label())
            }
        }
    }

    /// The cause, with who is answerable where that was noted.
    pub fn cause(&self) -> String {
        let cause = if self.told.cause.is_empty() { "chưa ghi" } else { &self.told.cause };
        match self.told.officer.as_str() {
            "" => cause.to_owned(),
            officer => format!("{cause}; cán bộ liên quan: {officer}"),
        }
    }

    /// The letter with its facts, why there is none, or that nothing is on record.
    pub fn apologised(&self) -> String {
        let letter = &self.apology;
        let Some(issued) = letter.issued_at else {
            return match letter.none_reason.as_str() {
                "" => "chưa có văn bản xin lỗi".to_owned(),
                reason => format!("không có văn bản, lý do: {reason}"),
            };
        };
        let fact = |name: &str, at: Option<Moment>| match at {
            Some(at) => format!("; {name} {}", at.day.vietnamese()),
            None => format!("; chưa {name}"),
        };
        let again = letter.reappointed_at.map(|at| format!("; hẹn lại {}", at.vietnamese())).unwrap_or_default();
        let number = if letter.number.is_empty() { "văn bản chưa ghi số" } else { &letter.number };
        let (up, posted) = (fact("đăng tải", letter.uploaded_at), fact("niêm yết", letter.posted_at));
        format!("{number} ngày {}{up}{posted}{again}", issued.day.vietnamese())
    }

    /// What is left to do, as it follows from what is on record.
    pub fn remedy(&self) -> String {
        let mut left = Vec::new();
        if self.apology.issued_at.is_none() && self.apology.none_reason.is_empty() {
            left.push("ban hành văn bản xin lỗi, ghi đăng tải và niêm yết");
        } else if self.apology.issued_at.is_some() {
            match (self.apology.uploaded_at, self.apology.posted_at) {
                (None, None) => left.push("đăng tải, niêm yết văn bản xin lỗi"),
                (None, Some(_)) => left.push("đăng tải văn bản xin lỗi"),
                (Some(_), None) => left.push("niêm yết văn bản xin lỗi"),
                (Some(_), Some(_)) => {}
            }
        }
        if self.told.kind.is_none() {
            left.push("phân loại trễ và ghi nguyên nhân");
        } else if self.told.cause.is_empty() {
            left.push("ghi nguyên nhân");
        }
        if self.told.kind == Some(LateKind::Operational) && self.told.evidence.is_empty() {
            left.push("bổ sung minh chứng trễ do thao tác");
        }
        match (self.settled_at, self.done_at) {
            (None, Some(_)) => left.push("kết thúc hồ sơ trên Cổng"),
            (None, None) => left.push("giải quyết dứt điểm, trả kết quả theo ngày hẹn lại"),
            _ => {}
        }
        if left.is_empty() { "đã thực hiện đủ".to_owned() } else { left.join("; ") }
    }

    /// `kết thúc …` or `chưa kết thúc`.
    pub fn ended(&self) -> String {
        self.settled_at.map_or_else(|| "chưa kết thúc".to_owned(), Moment::vietnamese)
    }
}
