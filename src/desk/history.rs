//! Telling what an entry of the history changed, in the clerk's words: field by field, old and new.
//!
//! It reads lines; how they are laid out is the screen's.

use serde_json::Value as Json;

use crate::desk::exported;
use crate::domain::labels::{Refers, column_label, kind_label, refers, value_label};
use crate::domain::{pin, setting_words};
use crate::report::kind::ReportKind;
use crate::store::journal::{Entry, Line};
use crate::store::pages::ListColumn;
use crate::store::{Read, Store, StoreError};

/// One line of an entry, told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// It is the dossier itself, and not one of the records that belong to it.
    pub dossier: bool,
    /// The record: its kind, and its code or name where it has one.
    pub record: String,
    /// It was created; otherwise it was changed.
    pub created: bool,
    /// The fields; empty for a line that was lawfully erased.
    pub fields: Vec<Change>,
}

/// One field. `old` is empty for a record that was created; an empty text means that nothing was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Name of the field.
    pub label: String,
    /// What was there.
    pub old: String,
    /// What is there since.
    pub new: String,
}

/// An entry with what it changed.
#[derive(Clone, Debug)]
pub struct ToldEntry {
    /// The entry.
    pub entry: Entry,
    /// Its first lines.
    pub lines: Vec<Told>,
    /// Lines it has beyond those.
    pub more: usize,
}

/// Lines of an entry that are told; an import has thousands.
const LINES: usize = 200;

/// An entry of the whole register's history; `None` where there is none.
///
/// # Errors
/// When the register cannot be read.
pub fn entry(store: &Store, seq: i64) -> Result<Option<ToldEntry>, StoreError> {
    store.snapshot(|read| {
        let Some(entry) = read.entry(seq)? else { return Ok(None) };
        let (lines, count) = read.journal_lines(seq, LINES)?;
        let more = count - lines.len();
        let lines = lines.iter().map(|line| told(read, line)).collect::<Result<_, _>>()?;
        Ok(Some(ToldEntry { entry, lines, more }))
    })
}

/// One line in words.
///
/// # Errors
/// When a name it refers to cannot be read.
pub fn told(read: Read<'_>, line: &Line) -> Result<Told, StoreError> {
    let created = line.action == "create";
    let body: Json = serde_json::from_str(&line.body).unwrap_or(Json::Null);
    let setting = if line.kind == "setting" { read.setting_key(line.record)? } else { None };
    let words = |column: &str, value: &Json| match (&setting, value) {
        (Some(key), Json::String(text)) if column == "value" => Ok(setting_value(key, text)),
        (_, Json::String(text)) if coded(&line.kind, column, text).is_some() => {
            Ok(coded(&line.kind, column, text).unwrap_or_default())
        }
        _ => words(read, &line.kind, column, value),
    };
    let mut fields = Vec::new();
    for (column, value) in body.as_object().into_iter().flatten() {
        // Who gave which rating is confidential (DOMAIN.md §9).
        let secret = line.kind == "rating" && matches!(column.as_str(), "level" | "comment");
        let (old, new) = if secret {
            (String::new(), "(không hiện)".to_owned())
        } else if created {
            (String::new(), words(column, value)?)
        } else {
            let side = |n| value.get(n).unwrap_or(&Json::Null);
            (words(column, side(0))?, words(column, side(1))?)
        };
        // A new record that is not voided says nothing by it, and of a due date the words tell which pause it was.
        let silent = created && matches!(column.as_str(), "voided" | "name_fold");
        if !silent && !matches!(column.as_str(), "pause_id" | "closing") {
            fields.push(Change { label: column_label(&line.kind, column).to_owned(), old, new });
        }
    }
    Ok(Told { dossier: line.kind == "dossier", record: record(read, line)?, created, fields })
}

/// The word for a code that only reports know: their kinds and the formats of their files.
fn coded(kind: &str, column: &str, value: &str) -> Option<String> {
    match (kind, column) {
        ("export", _) | ("closing_file", "format") => exported::field(column, value),
        ("report_text" | "closing_file", "kind") => ReportKind::from_code(value).map(|kind| kind.label().to_owned()),
        _ => None,
    }
}

fn record(read: Read<'_>, line: &Line) -> Result<String, StoreError> {
    let kind = kind_label(&line.kind);
    let name = match line.kind.as_str() {
        "dossier" => read.code_of(line.record)?,
        "officer" => read.officer_names()?.remove(&line.record).unwrap_or_default(),
        "procedure" => read.procedure(line.record)?.map(|procedure| procedure.name).unwrap_or_default(),
        "setting" => value_label("setting", "key", &read.setting_key(line.record)?.unwrap_or_default()),
        other => match naming(other).or_else(|| part_naming(other).filter(|_| line.action != "create")) {
            Some(column) => {
                let now = read.record_now(other, line.record)?;
                value_label(other, column, now.get(column).and_then(Json::as_str).unwrap_or_default())
            }
            None => String::new(),
        },
    };
    Ok(if name.is_empty() { kind.to_owned() } else { format!("{kind} {name}") })
}

/// The column by which records of a kind are told apart, where one is enough.
fn naming(kind: &str) -> Option<&'static str> {
    match kind {
        "directing_document" => Some("number"),
        "report_text" => Some("section"),
        "target" => Some("figure"),
        "published_score" => Some("component"),
        "calendar_day" => Some("date"),
        _ => None,
    }
}

/// The column by which one of several records that belong together is told apart, where it was changed or taken back;
/// one that was made says it among its fields.
fn part_naming(kind: &str) -> Option<&'static str> {
    match kind {
        "pause" => Some("from_at"),
        "due_date" => Some("due_at"),
        "handover" => Some("given_at"),
        "component" => Some("name"),
        "issued_number" => Some("text"),
        "slip" => Some("number"),
        "feedback" | "dossier_code" => Some("code"),
        "posting" => Some("subject"),
        "export" => Some("file"),
        _ => None,
    }
}

/// The value of a setting in words; the columns of a table by their names.
fn setting_value(key: &str, value: &str) -> String {
    if key == "list_columns" {
        let name = |code: &str| ListColumn::from_code(code).map_or_else(|| code.to_owned(), |it| it.label().to_owned());
        return value.split_whitespace().map(name).collect::<Vec<_>>().join(", ");
    }
    if key.starts_with("columns:") {
        return value.replace('|', ", ");
    }
    let said = setting_words::in_words(key, value);
    if said == value || pin::is_hash(value) { value_label("setting", "value", value) } else { said }
}

/// A value in words; an id becomes the name of what it points at.
fn words(read: Read<'_>, kind: &str, column: &str, value: &Json) -> Result<String, StoreError> {
    let text = match value {
        Json::Null => return Ok(String::new()),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    let (Some(refers), Some(id)) = (refers(column), value.as_i64()) else {
        return Ok(value_label(kind, column, &text));
    };
    Ok(match refers {
        Refers::Officer => read.officer_names()?.remove(&id).unwrap_or(text),
        Refers::Procedure => read.procedure(id)?.map_or(text, |procedure| procedure.name),
        Refers::Dossier => read.code_of(id)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_reports_are_told_by_their_names() {
        for (kind, column, value, said) in [
            ("export", "what", "commune", Some("Báo cáo của Bộ phận Một cửa")),
            ("export", "file", "bao-cao.txt", None),
            ("closing_file", "kind", "ii06a", Some("Biểu II.06a")),
            ("closing_file", "format", "docx", Some("Word (.docx)")),
            ("report_text", "kind", "commune", Some("Báo cáo của Bộ phận Một cửa")),
            ("component", "kind", "commune", None),
        ] {
            assert_eq!(coded(kind, column, value).as_deref(), said, "{kind} {column}");
        }
    }
}
