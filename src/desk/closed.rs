//! Closed periods as they were reported: what a closing kept, its files printed again, and how a recount differs.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::desk::count::{self, Scope};
use crate::desk::error::Error;
use crate::domain::closed_set::Order;
use crate::domain::figure::{Count, FIGURES, Figure, full_name};
use crate::domain::number::vietnamese_number;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::report::Format;
use crate::report::figures::{Figures, Value};
use crate::report::kind::ReportKind;
use crate::store::closing::Closing;
use crate::store::{Read, Store, StoreError};

/// A figure that differs from what was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Id.
    pub id: &'static str,
    /// As it was reported.
    pub before: Value,
    /// As it is counted now.
    pub after: Value,
}

impl Shift {
    /// `Đã giải quyết (120 thành 121)`; where only the denominator moved, that is said.
    pub fn said(&self) -> String {
        let number = |n: u64| vietnamese_number(n as i64);
        let Shift { id, before, after } = self;
        let label = full_name(id);
        match (before.n == after.n, before.of, after.of) {
            (true, Some(old), Some(new)) => format!("{label} (trên {} thành {})", number(old), number(new)),
            _ => format!("{label} ({} thành {})", number(before.n), number(after.n)),
        }
    }

    /// The number itself moved, not only the whole of which it is a share.
    pub fn of_number(&self) -> bool {
        self.before.n != self.after.n
    }
}

/// How many figures have another number, and apart from them how many only another denominator.
pub fn how_many(shifts: &[Shift]) -> String {
    let numbers = shifts.iter().filter(|shift| shift.of_number()).count();
    let wholes = match shifts.len() - numbers {
        0 => String::new(),
        n => format!(", {n} chỉ tiêu chỉ đổi mẫu số"),
    };
    format!("{numbers} chỉ tiêu đổi số{wholes}")
}

/// What a closing keeps beside its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// What the sets of its dossiers are written in.
    pub order: Order,
    /// The figures by id.
    pub figures: BTreeMap<String, Value>,
}

impl Kept {
    /// The figures as they are counted now.
    pub(super) fn counted(figures: &Figures) -> Kept {
        let value = |figure: &Figure| (figure.id.to_owned(), figures.value(figure.id));
        let public = FIGURES.iter().filter(|figure| figure.is_public());
        Kept { order: order(), figures: public.map(value).collect() }
    }

    /// What a closing kept.
    ///
    /// # Errors
    /// [`StoreError::Value`] where it cannot be read.
    pub(super) fn of(closing: &Closing) -> Result<Kept, StoreError> {
        let broken = || StoreError::Value { place: "closing.figures".to_owned(), value: closing.figures.clone() };
        let json: Json = serde_json::from_str(&closing.figures).map_err(|_| broken())?;
        let ids = json["order"].as_array().ok_or_else(broken)?;
        let ids = ids.iter().map(|id| id.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>();
        let figures = json["figures"].as_object().ok_or_else(broken)?;
        let value = |value: &Json| Some(Value { n: value["n"].as_u64()?, of: value["of"].as_u64() });
        let figures = figures.iter().map(|(id, json)| Some((id.clone(), value(json)?))).collect::<Option<_>>();
        Ok(Kept { order: Order::of(ids.ok_or_else(broken)?), figures: figures.ok_or_else(broken)? })
    }

    /// As the closing keeps it.
    pub(super) fn json(&self) -> String {
        let value = |value: &Value| match value.of {
            Some(of) => json!({"n": value.n, "of": of}),
            None => json!({"n": value.n}),
        };
        let figures: Map<String, Json> = self.figures.iter().map(|(id, of)| (id.clone(), value(of))).collect();
        json!({"order": self.order.ids(), "figures": figures}).to_string()
    }

    /// The figures that both know and that differ, in the order of the table of figures.
    pub(super) fn moved(&self, now: &Kept) -> Vec<Shift> {
        let both = FIGURES.iter().filter_map(|figure| {
            let (before, after) = (*self.figures.get(figure.id)?, *now.figures.get(figure.id)?);
            Some(Shift { id: figure.id, before, after })
        });
        both.filter(|shift| shift.before != shift.after).collect()
    }
}

/// The figures that count dossiers, in the order of the table.
fn order() -> Order {
    let counts = |figure: &&Figure| figure.is_public() && matches!(figure.count, Count::Dossiers { .. });
    Order::of(FIGURES.iter().filter(counts).map(|figure| figure.id.to_owned()).collect())
}

/// Every dossier that counts in a figure of the period, with the set of those figures.
///
/// # Errors
/// [`Error::Cancelled`] when `progress` answers `false`.
pub fn members(
    store: &Store,
    scope: &Scope,
    progress: impl FnMut(u64) -> bool,
) -> Result<BTreeMap<i64, String>, Error> {
    let rules = store.rulebook()?;
    store.snapshot(|read| members_in(read, &rules, scope, progress))
}

/// The same within a snapshot that is taken already.
pub(super) fn members_in(
    read: Read<'_>,
    rules: &Rulebook,
    scope: &Scope,
    progress: impl FnMut(u64) -> bool,
) -> Result<BTreeMap<i64, String>, Error> {
    let order = order();
    let mut found = BTreeMap::new();
    let figures: Vec<&Figure> = FIGURES.iter().filter(|figure| order.ids().iter().any(|id| id == figure.id)).collect();
    count::each_judged(read, rules, scope, progress, |view| {
        let hits: Vec<&str> = figures.iter().filter(|figure| view.counts_in(figure)).map(|figure| figure.id).collect();
        if !hits.is_empty() {
            found.insert(view.facts.id, order.write(|id| hits.contains(&id)));
        }
        Ok(())
    })?;
    Ok(found)
}

/// The days of a closing in words.
pub(super) fn days(closing: &Closing) -> String {
    let dates = || format!("từ ngày {} đến ngày {}", closing.from.vietnamese(), closing.to.vietnamese());
    closing.period().map_or_else(|_| dates(), |period| period.name())
}

/// A file of a closed period as it was reported, byte for byte.
///
/// # Errors
/// A refusal where the period is not closed or that file was not kept; [`StoreError::Damaged`] where the bytes are not
/// those that the history vouches for.
pub fn reprint(store: &Store, period: &Period, kind: ReportKind, format: Format) -> Result<(Closing, Vec<u8>), Error> {
    let read = store.read();
    let closing = standing(&read, period)?;
    let files: Vec<_> = read.closed_files(closing.id)?.into_iter().map(|(_, file)| file).collect();
    let file = files.iter().find(|file| file.kind == kind.code() && file.format == format.code());
    let Some(file) = file else {
        let mut kept: Vec<&str> = files.iter().map(|file| file.kind.as_str()).collect();
        kept.dedup();
        let said = format!("Khi chốt không lưu {} ({}); đã lưu: {}.", kind.label(), format.code(), kept.join(", "));
        return Err(Refusal::whole(said).into());
    };
    let bytes = read.closed_bytes(&file.sha256)?;
    Ok((closing, bytes))
}

/// The closing of a period.
///
/// # Errors
/// A refusal that names the closed periods where there is none.
pub fn standing(read: &Read<'_>, period: &Period) -> Result<Closing, Error> {
    if let Some(closing) = read.closing_of(period)? {
        return Ok(closing);
    }
    let closed: Vec<String> = read.closings(false)?.iter().map(days).collect();
    let known = if closed.is_empty() {
        "Sổ chưa chốt kỳ nào; chốt bằng lệnh motcua close KỲ hoặc phím c ở màn hình Báo cáo.".to_owned()
    } else {
        format!("Các kỳ đã chốt: {}.", closed.join("; "))
    };
    Err(Refusal::whole(format!("Kỳ {} chưa được chốt. {known}", period.dates())).into())
}

/// The kinds of report whose files a closing kept.
pub(super) fn kinds(read: &Read<'_>, closing: &Closing) -> Result<Vec<ReportKind>, StoreError> {
    let files = read.closed_files(closing.id)?;
    let mut kinds: Vec<ReportKind> = files.iter().filter_map(|(_, file)| ReportKind::from_code(&file.kind)).collect();
    kinds.dedup();
    Ok(kinds)
}
