//! The texts of narrative reports: writing a section, taking a suggestion over, copying from the last period.

use std::collections::BTreeMap;

use crate::desk::error::Error;
use crate::domain::change::Changes;
use crate::domain::narrative::Section;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::report::kind::ReportKind;
use crate::report::narrative::Directing;
use crate::report::template::{self, Values};
use crate::store::{Op, Read, Stamp, Store};

/// The texts of a period, by section.
///
/// # Errors
/// When the register cannot be read.
pub fn texts(read: &Read<'_>, kind: ReportKind, period: &Period) -> Result<BTreeMap<Section, String>, Error> {
    let found = read.report_texts(kind.code(), period.from, period.to)?;
    let of = |(section, body): (String, String)| Section::from_code(&section).map(|section| (section, body));
    Ok(found.into_iter().filter_map(of).collect())
}

/// The directing documents of a period.
///
/// # Errors
/// When the register cannot be read.
pub fn documents(read: &Read<'_>, period: &Period) -> Result<Vec<Directing>, Error> {
    let found = read.directing_documents(period.from, period.to)?.into_iter().map(|held| held.record);
    let named = found.map(|document| Directing {
        number: document.number,
        date: document.date,
        issuer: document.issuer,
        subject: document.subject,
    });
    Ok(named.collect())
}

/// One section of a report of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The kind of report.
    pub kind: ReportKind,
    /// The period.
    pub period: Period,
    /// The section.
    pub section: Section,
}

/// Writes a section, while it still reads as the user saw it. An empty text empties it.
///
/// # Errors
/// A refusal at `body` that names a placeholder which stands for nothing; a refusal when the text was changed elsewhere.
pub fn write(
    store: &mut Store,
    stamp: &Stamp,
    place: &Place,
    seen: &str,
    body: &str,
    values: &Values,
) -> Result<Changes, Error> {
    let Place { kind, period, section } = place;
    let body = body.trim();
    template::check_text(*section, body, values).map_err(|error| Refusal::at("body", error.to_string()))?;
    let op = Op::because("narrate", &format!("{}, {}", section.label(), period.name()));
    let ((), changes) = store.transact(&op, stamp, |tx| -> Result<(), Error> {
        let now = texts(&tx.read(), *kind, period)?.remove(section).unwrap_or_default();
        if now != seen {
            let said = "Lời văn mục này vừa được sửa ở cửa sổ khác. Chưa lưu gì; hãy chép lại phần đã gõ, đóng ô soạn rồi \
                        mở lại.";
            return Err(Refusal::whole(said).into());
        }
        tx.put_report_text(kind.code(), section.code(), period, body)?;
        Ok(())
    })?;
    Ok(changes)
}

/// Copies the texts of the last period that has any into the sections that are empty yet; what is written stays. Returns
/// how many were copied and the days they are from.
///
/// # Errors
/// A refusal where there is nothing to copy.
pub fn copy_last(
    store: &mut Store,
    stamp: &Stamp,
    kind: ReportKind,
    period: &Period,
) -> Result<(String, Changes), Error> {
    let nothing = |said: &str| Error::from(Refusal::whole(said.to_owned()));
    let Some((from, to)) = store.read().last_text_period(kind.code(), period)? else {
        return Err(nothing("Chưa kỳ nào trước kỳ này có lời văn để chép."));
    };
    let last = Period::free(from, to)?;
    let op = Op::because("narrate", &format!("chép từ kỳ {}", last.dates()));
    let (copied, changes) = store.transact(&op, stamp, |tx| -> Result<usize, Error> {
        let (old, now) = (texts(&tx.read(), kind, &last)?, texts(&tx.read(), kind, period)?);
        let open = old.iter().filter(|(section, _)| !now.contains_key(section));
        let mut copied = 0;
        for (section, body) in open {
            tx.put_report_text(kind.code(), section.code(), period, body)?;
            copied += 1;
        }
        if copied == 0 {
            return Err(nothing("Các mục có lời văn của kỳ trước đều đã được soạn ở kỳ này; không chép đè."));
        }
        Ok(copied)
    })?;
    Ok((format!("Đã chép lời văn {copied} mục từ kỳ {}; số liệu tính theo kỳ này.", last.dates()), changes))
}
