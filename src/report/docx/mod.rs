//! Word documents: a writer of its own on `zip`, in the element order of ISO 29500 (transitional).
//!
//! The same document gives the same bytes: no time of day, no machine, fixed ids. No text can become a field, a link
//! or an external target, for text only ever becomes the content of `w:t`.

mod body;
mod chart;
mod columns;
mod keep;
mod package;
mod panes;
mod section;
mod styles;
mod table;
mod xml;

#[cfg(test)]
mod tests;

pub(in crate::report) use package::zip_parts;
pub(in crate::report) use xml::escape;

use super::ReportError;
use super::model::Document;

/// The document as a `.docx` file.
pub fn write(document: &Document<'_>) -> Result<Vec<u8>, ReportError> {
    let written = body::write(document)?;
    package::pack(document, &written)
}
