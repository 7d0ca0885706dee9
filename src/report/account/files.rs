//! The account as bytes. Word and text are the page; a CSV file is one table, so it holds the days of every part with
//! the part's name in front; JSON holds everything.

use serde_json::{Value, json};

use super::page::{applicant, report};
use super::{Account, DAYS, Imprint};
use crate::domain::deadline::{DayRow, Explanation};
use crate::report::model::Cell;
use crate::report::{Format, ReportError, csv};

/// The account in one format.
///
/// # Errors
/// [`ReportError`], each a fault of the program.
pub fn write(account: &Account, imprint: &Imprint, format: Format) -> Result<Vec<u8>, ReportError> {
    match format {
        Format::Csv => days(account),
        other => crate::report::write(&report(account, imprint), other),
    }
}

fn days(account: &Account) -> Result<Vec<u8>, ReportError> {
    let mut columns = vec![("Phần", 20)];
    columns.extend(DAYS);
    let mut bytes = Vec::new();
    let rows = account.parts.iter().flat_map(|part| {
        let rows = part.explanation.rows().into_iter().map(|row| {
            vec![
                Cell::text(part.title.as_str()),
                Cell::Date(row.day),
                Cell::text(row.day.weekday_name()),
                Cell::text(row.verdict()),
                Cell::text(row.ordinal()),
                Cell::text(row.why),
            ]
        });
        let mut total = vec![Cell::text(part.title.as_str())];
        total.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::text(part.explanation.total())]);
        rows.chain(std::iter::once(total)).collect::<Vec<_>>()
    });
    csv::write_list(&mut bytes, &columns, rows.map(Ok::<_, ReportError>))?;
    Ok(bytes)
}

/// Everything, with days and moments as the canonical files write them.
pub(super) fn json(account: &Account, imprint: &Imprint) -> Value {
    let facts: Vec<Value> =
        account.facts.iter().map(|(label, value)| json!({ "label": label, "value": value })).collect();
    let ledger: Vec<Value> = account
        .ledger
        .iter()
        .map(|line| {
            json!({
                "due": line.due.to_string(), "at": line.at.to_string(), "why": line.why, "document": line.document,
                "officer": line.officer,
            })
        })
        .collect();
    let parts: Vec<Value> = account
        .parts
        .iter()
        .map(|part| json!({ "title": part.title, "account": explanation(&part.explanation) }))
        .collect();
    json!({
        "kind": "due",
        "unit": imprint.unit,
        "code": account.code,
        "applicant": applicant(account, imprint),
        "procedure": account.procedure,
        "facts": facts,
        "due": account.due.map(|due| due.to_string()),
        "why_none": account.why_none,
        "parts": parts,
        "ledger": ledger,
        "remarks": account.remarks,
        "printed_at": imprint.printed_at.map(|at| at.to_string()),
        "chain_head": imprint.chain_head.as_ref().map(|(seq, hash)| format!("{seq}-{hash}")),
    })
}

fn explanation(explanation: &Explanation) -> Value {
    let day = |row: &DayRow| {
        json!({
            "date": row.day.to_string(), "counted": row.counted, "minutes": row.minutes, "number": row.number,
            "due": row.due, "why": row.why,
        })
    };
    json!({
        "start": explanation.terms.start.to_string(),
        "limit": explanation.terms.limit.map(|limit| limit.to_string()),
        "extension": explanation.terms.extension.map(|limit| limit.to_string()),
        "rule": explanation.rule.code(),
        "due": explanation.due.to_string(),
        "recorded": explanation.recorded,
        "days": explanation.rows().iter().map(day).collect::<Vec<_>>(),
        "total": explanation.total(),
        "expected": explanation.expected,
        "alternative": explanation.alternative.as_ref().map(|other| {
            json!({ "due": other.due.to_string(), "days": other.days })
        }),
    })
}
