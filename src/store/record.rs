//! The kinds of records as tables: which columns the journal holds, and the canonical image of a row.
//!
//! One list a kind, so that the door, undo, history and check treat every record alike. Derived columns are not here:
//! they can be rebuilt, so the journal does not hold them.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value as Json};

use crate::domain::change::Kind;
use crate::store::error::StoreError;

/// How a kind is stored.
pub(in crate::store) struct Table {
    /// The kind.
    pub kind: Kind,
    /// The table, which is also the kind's name in the journal.
    pub name: &'static str,
    /// The columns that the journal holds, `voided` last.
    pub columns: &'static [&'static str],
}

const TABLES: &[Table] = &[
    Table {
        kind: Kind::Dossier,
        name: "dossier",
        columns: &[
            "code",
            "source_code",
            "procedure_id",
            "applicant_name",
            "applicant_kind",
            "applicant_id",
            "phone",
            "email",
            "address",
            "delegate_name",
            "sets",
            "channel",
            "out_of_area",
            "submitted_at",
            "accepted_at",
            "office",
            "forwarded_at",
            "limit",
            "extension",
            "due_at",
            "limit_kept",
            "due_computed",
            "received_by",
            "handled_by",
            "settled_at",
            "done_at",
            "returned_at",
            "return_channel",
            "outcome",
            "fee",
            "paid_by",
            "components_required",
            "components_digitized",
            "components_reused",
            "components_note",
            "result_digitized",
            "result_note",
            "late_kind",
            "late_cause",
            "late_officer",
            "apology_number",
            "apology_signer",
            "apology_issued_at",
            "apology_uploaded_at",
            "apology_posted_at",
            "reappointed_at",
            "no_apology_reason",
            "system",
            "note",
            "apology_reason",
            "late_evidence",
            "result_signed",
            "result_scan",
            "paid_at",
            "paid_to",
            "collect_at",
            "leg_of",
            "book_year",
            "book_no",
            "voided",
        ],
    },
    Table { kind: Kind::DossierCode, name: "dossier_code", columns: &["dossier_id", "system", "code", "voided"] },
    Table {
        kind: Kind::Pause,
        name: "pause",
        columns: &["dossier_id", "reason", "document", "from_at", "to_at", "voided"],
    },
    Table {
        kind: Kind::DueDate,
        name: "due_date",
        columns: &[
            "dossier_id",
            "n",
            "due_at",
            "effective_at",
            "cause",
            "pause_id",
            "counted_to",
            "extension",
            "basis",
            "reason",
            "document",
            "approver",
            "row_due",
            "officer",
            "closing",
            "void_cause",
            "voided",
        ],
    },
    Table {
        kind: Kind::Component,
        name: "component",
        columns: &[
            "dossier_id",
            "name",
            "kind",
            "copies",
            "required",
            "digitized",
            "reused",
            "not_applicable",
            "note",
            "national",
            "unmendable",
            "officer_id",
            "scan",
            "voided",
        ],
    },
    Table {
        kind: Kind::Handover,
        name: "handover",
        columns: &[
            "dossier_id",
            "from_officer",
            "to_officer",
            "to_office",
            "given_at",
            "received_at",
            "note",
            "due_at",
            "assisting",
            "voided",
        ],
    },
    Table {
        kind: Kind::Procedure,
        name: "procedure",
        columns: &[
            "code",
            "name",
            "name_fold",
            "field",
            "limit_direct",
            "limit_online",
            "limit_postal",
            "same_day_cutoff",
            "online_level",
            "fee",
            "online_payment",
            "postal_receive",
            "postal_return",
            "result_document",
            "valid_from",
            "valid_to",
            "basis",
            "decision",
            "confirmed",
            "voided",
        ],
    },
    Table {
        kind: Kind::ProcedureComponent,
        name: "procedure_component",
        columns: &["procedure_code", "name", "kind", "copies", "required", "voided"],
    },
    Table {
        kind: Kind::Officer,
        name: "officer",
        columns: &["code", "name", "position", "office", "valid_from", "valid_to", "voided"],
    },
    Table {
        kind: Kind::Rating,
        name: "rating",
        columns: &["at", "dossier_id", "officer_id", "level", "comment", "source", "voided"],
    },
    Table {
        kind: Kind::Feedback,
        name: "feedback",
        columns: &[
            "code",
            "received_at",
            "channel",
            "dossier_id",
            "subject",
            "handled_at",
            "published_at",
            "satisfied",
            "sender",
            "contact",
            "officer_id",
            "refused_at",
            "supplement_asked_at",
            "supplemented_at",
            "answer",
            "document",
            "note",
            "voided",
        ],
    },
    Table {
        kind: Kind::CalendarDay,
        name: "calendar_day",
        columns: &["date", "kind", "name", "source", "status", "voided"],
    },
    Table {
        kind: Kind::OfficeHours,
        name: "office_hours",
        columns: &["valid_from", "valid_to", "spans", "saturday", "source", "voided"],
    },
    Table {
        kind: Kind::Target,
        name: "target",
        columns: &["figure", "bound", "value", "valid_from", "source", "voided"],
    },
    Table { kind: Kind::Setting, name: "setting", columns: &["key", "value", "voided"] },
    Table { kind: Kind::IssuedNumber, name: "issued_number", columns: &["series", "scope", "n", "text", "voided"] },
    Table {
        kind: Kind::Export,
        name: "export",
        columns: &["what", "period_from", "period_to", "format", "file", "sha256", "unmasked", "voided"],
    },
    Table {
        kind: Kind::Slip,
        name: "slip",
        columns: &[
            "dossier_id",
            "form",
            "number",
            "issued_at",
            "items",
            "reason",
            "basis",
            "contact",
            "signer",
            "officer_id",
            "pause_id",
            "voided",
        ],
    },
    Table {
        kind: Kind::Posting,
        name: "posting",
        columns: &[
            "decision",
            "published_on",
            "procedure_code",
            "subject",
            "posted_on",
            "place",
            "officer_id",
            "note",
            "voided",
        ],
    },
    Table {
        kind: Kind::DirectingDocument,
        name: "directing_document",
        columns: &["number", "date", "issuer", "subject", "note", "voided"],
    },
    Table {
        kind: Kind::ReportText,
        name: "report_text",
        columns: &["kind", "section", "period_from", "period_to", "body", "voided"],
    },
    Table {
        kind: Kind::PublishedScore,
        name: "published_score",
        columns: &["period_from", "period_to", "component", "value", "source", "voided"],
    },
    Table {
        kind: Kind::Closing,
        name: "closing",
        columns: &[
            "period_from",
            "period_to",
            "cutoff",
            "closed_at",
            "officer",
            "upto",
            "figures",
            "members",
            "note",
            "voided",
        ],
    },
    Table {
        kind: Kind::ClosingFile,
        name: "closing_file",
        columns: &["closing_id", "kind", "format", "sha256", "voided"],
    },
];

impl Table {
    /// The table of a kind.
    pub fn of(kind: Kind) -> &'static Table {
        TABLES.iter().find(|table| table.kind == kind).expect("every kind has a table, tested below")
    }

    /// The table with this name in the journal.
    pub fn named(name: &str) -> Option<&'static Table> {
        TABLES.iter().find(|table| table.name == name)
    }

    /// Every table.
    pub fn all() -> &'static [Table] {
        TABLES
    }

    /// The columns as SQL text; quoted, since `limit` and `at` are words of SQL.
    pub fn column_list(&self) -> String {
        let quoted: Vec<String> = self.columns.iter().map(|column| format!("\"{column}\"")).collect();
        quoted.join(", ")
    }

    /// The journaled values of a row and its version, or `None` when there is no such row.
    pub fn read(&self, conn: &Connection, id: i64) -> Result<Option<(i64, Vec<Value>)>, StoreError> {
        let mut statement =
            conn.prepare_cached(&format!("SELECT version, {} FROM {} WHERE id = ?1", self.column_list(), self.name))?;
        let row = statement
            .query_row([id], |row| {
                let version = row.get(0)?;
                let values = (1..=self.columns.len()).map(|i| row.get::<_, Value>(i));
                Ok((version, values.collect::<Result<Vec<Value>, _>>()?))
            })
            .optional()?;
        Ok(row)
    }

    /// The canonical image of a row: a JSON object of the columns that hold something, in the table's order.
    pub fn image(&self, values: &[Value]) -> String {
        let mut object = Map::new();
        for (column, value) in self.columns.iter().zip(values) {
            let empty = matches!(value, Value::Null) || matches!(value, Value::Text(text) if text.is_empty());
            if !empty {
                object.insert((*column).to_owned(), to_json(value));
            }
        }
        Json::Object(object).to_string()
    }
}

/// A stored value as JSON; blobs do not occur in journaled columns.
pub(in crate::store) fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Integer(n) => Json::from(*n),
        Value::Real(n) => Json::from(*n),
        Value::Text(text) => Json::from(text.as_str()),
        Value::Blob(bytes) => Json::from(crate::domain::text::hex(bytes)),
    }
}

/// A journaled JSON value as it is stored.
pub(in crate::store) fn from_json(value: &Json) -> Value {
    match value {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Integer(i64::from(*flag)),
        Json::Number(n) => n.as_i64().map_or_else(|| Value::Real(n.as_f64().unwrap_or(0.0)), Value::Integer),
        Json::String(text) => Value::Text(text.clone()),
        other => Value::Text(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_column_is_in_the_schema() {
        let conn = Connection::open_in_memory().expect("memory");
        for sql in crate::store::migrate::MIGRATIONS {
            conn.execute_batch(sql).expect("schema");
        }
        for table in TABLES {
            let sql = format!("SELECT id, gid, version, {} FROM {}", table.column_list(), table.name);
            conn.prepare(&sql).unwrap_or_else(|error| panic!("{}: {error}", table.name));
        }
    }
    #[test]
    fn every_listed_column_has_a_name_in_the_history() {
        use crate::domain::labels::{column_label, kind_label};
        for table in TABLES {
            assert_ne!(kind_label(table.name), table.name);
            for column in table.columns {
                // Email is the same word in both languages.
                let named = column_label(table.name, column) != *column;
                assert!(named, "{}.{column}", table.name);
            }
        }
    }
}
