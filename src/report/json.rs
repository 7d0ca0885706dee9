//! JSON: the value that the report's kind built, in readable form. The shape is REPORTS.md §4's, not this file's.

use super::ReportError;
use super::model::Report;

/// Indented, with a line end at the end.
pub fn write(report: &Report) -> Result<Vec<u8>, ReportError> {
    let mut bytes = serde_json::to_vec_pretty(&report.json)?;
    bytes.push(b'\n');
    Ok(bytes)
}
