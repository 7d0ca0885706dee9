//! The file of officers.

use crate::domain::officer::Officer;
use crate::domain::sense::Contradiction;
use crate::exchange::column::{Canonical, Column, columns};

impl Canonical for Officer {
    const NOUN: &'static str = "officers";

    const COLUMNS: &'static [Column<Officer>] = columns! {
        "code" Key code;
        "name" New name;
        "position" Free position;
        "office" Free office;
        "valid_from" Free valid_from;
        "valid_to" Free valid_to;
    };

    fn blank() -> Officer {
        Officer::default()
    }

    fn key(&self) -> Option<String> {
        Some(self.code.clone())
    }

    fn contradictions(&self) -> Vec<Contradiction> {
        let ends_early = matches!((self.valid_from, self.valid_to), (Some(from), Some(to)) if to < from);
        let message = "ngày thôi việc đứng trước ngày nhận việc";
        Vec::from_iter(ends_early.then_some(Contradiction { fields: &["valid_to", "valid_from"], message }))
    }
}
