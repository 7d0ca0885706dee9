//! A report's files read back: what each form must hold follows from the model, what it holds is read by libraries
//! that did not write it, and every difference is a sentence.

pub mod docx;
pub mod expected;
mod lists;
mod text;
mod xlsx;

use motcua::report::model::Report;
use motcua::report::{Format, write};

/// Differences between the model and one file that was written from it.
pub fn differences(report: &Report, format: Format, bytes: &[u8]) -> Vec<String> {
    let found = match format {
        Format::Docx => docx::differences(report, bytes),
        Format::Xlsx => xlsx::differences(report, bytes),
        Format::Csv => lists::csv(report, bytes),
        Format::Json => lists::json(report, bytes),
        Format::Text => text::differences(report, bytes),
    };
    found.into_iter().map(|said| format!("{} {}: {said}", report.kind, format.code())).collect()
}

/// Writes a report in every form and reads each back.
pub fn all_differences(report: &Report) -> Vec<String> {
    let one = |format| differences(report, format, &write(report, format).expect("written"));
    Format::ALL.into_iter().flat_map(one).collect()
}

/// The first place where two lists differ, as a sentence.
pub fn first_difference<T: PartialEq + std::fmt::Debug>(what: &str, expected: &[T], found: &[T]) -> Option<String> {
    let longest = expected.len().max(found.len());
    let at = (0..longest).find(|at| expected.get(*at) != found.get(*at))?;
    Some(format!("{what}, at {at}: the model has {:?}, the file {:?}", expected.get(at), found.get(at)))
}
