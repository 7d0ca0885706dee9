//! The tables of a register as text, read past the program by a plain connection.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

/// Rows by table.
pub type Dump = BTreeMap<String, Vec<String>>;

/// Everything in the file, the shadow tables of the search included.
pub fn whole(path: &Path) -> Dump {
    dump(path, |_| String::new(), |_| true)
}

/// What is in force: rows that are not voided, without the version that tells who touched them last and without the
/// history itself. What is derived is there, so that it is held against its source too.
pub fn in_force(path: &Path) -> Dump {
    let mut dump = dump(
        path,
        |columns| match () {
            () if columns.contains(&"voided".to_owned()) => "WHERE voided = 0".to_owned(),
            () if columns == ["name", "n"] => "WHERE n <> 0".to_owned(),
            () => String::new(),
        },
        |column| column != "version",
    );
    dump.retain(|table, _| !table.starts_with("journal") && !table.starts_with("dossier_search"));
    dump
}

fn dump(path: &Path, condition: impl Fn(&[String]) -> String, keep: impl Fn(&str) -> bool) -> Dump {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a register");
    let list = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'";
    let mut tables = conn.prepare(list).expect("the schema");
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).expect("tables").map(Result::unwrap).collect();
    names.into_iter().map(|table| (table.clone(), rows(&conn, &table, &condition, &keep))).collect()
}

fn rows(
    conn: &Connection,
    table: &str,
    condition: &impl Fn(&[String]) -> String,
    keep: &impl Fn(&str) -> bool,
) -> Vec<String> {
    let columns: Vec<String> = conn
        .prepare(&format!("SELECT * FROM \"{table}\""))
        .expect("a table")
        .column_names()
        .map(str::to_owned)
        .collect();
    let mut select = conn.prepare(&format!("SELECT * FROM \"{table}\" {}", condition(&columns))).expect("a query");
    let kept: Vec<usize> = (0..columns.len()).filter(|at| keep(&columns[*at])).collect();
    let shown = select.query_map([], |row| {
        let values = kept.iter().map(|at| Ok(format!("{}={:?}", columns[*at], row.get::<_, Value>(*at)?)));
        Ok(values.collect::<rusqlite::Result<Vec<_>>>()?.join(" "))
    });
    let mut shown: Vec<String> = shown.expect("rows").map(Result::unwrap).collect();
    shown.sort();
    shown
}

/// The first row in which two dumps differ, for a message that can be read.
pub fn difference(left: &Dump, right: &Dump) -> Option<String> {
    for (table, rows) in left {
        let others = right.get(table).map_or(&[][..], Vec::as_slice);
        if let Some(row) = rows.iter().find(|row| !others.contains(row)) {
            return Some(format!("{table}: only before: {row}"));
        }
        if let Some(row) = others.iter().find(|row| !rows.contains(row)) {
            return Some(format!("{table}: only after: {row}"));
        }
    }
    (left.len() != right.len()).then(|| "the tables differ".to_owned())
}
