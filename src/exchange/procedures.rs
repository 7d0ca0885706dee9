//! The file of procedures: thirteen columns, and five that a file may have besides.

use crate::domain::procedure::Procedure;
use crate::domain::sense::Contradiction;
use crate::exchange::column::{Canonical, Column, columns};

impl Canonical for Procedure {
    const NOUN: &'static str = "procedures";

    const COLUMNS: &'static [Column<Procedure>] = columns! {
        "code" Key code;
        "name" New name;
        "field" New field;
        "limit_direct" Free limit_direct;
        "limit_online" Free limit_online;
        "limit_postal" Free limit_postal;
        "same_day_cutoff" Free same_day_cutoff;
        "online_level" Free online_level;
        "fee" Free fee;
        "online_payment" Free online_payment;
        "postal_receive" Free postal_receive;
        "postal_return" Free postal_return;
        "result_document" Free result_document;
        "valid_from" Free valid_from;
        "valid_to" Free valid_to;
        "basis" Free basis;
        "decision" Free decision;
        "confirmed" Free confirmed;
    };

    fn blank() -> Procedure {
        Procedure::new("", "", "")
    }

    /// One procedure may have several dated versions.
    fn key(&self) -> Option<String> {
        Some(self.valid_from.map_or_else(|| self.code.clone(), |from| format!("{}\n{from}", self.code)))
    }

    fn contradictions(&self) -> Vec<Contradiction> {
        let ends_early = matches!((self.valid_from, self.valid_to), (Some(from), Some(to)) if to < from);
        let message = "ngày hết hiệu lực đứng trước ngày có hiệu lực";
        Vec::from_iter(ends_early.then_some(Contradiction { fields: &["valid_to", "valid_from"], message }))
    }
}
