//! The file of components. Where a dossier is in it, its three counts follow from it
//! ([`crate::domain::component::counts`]).

use crate::domain::component::Component;
use crate::domain::sense::Contradiction;
use crate::exchange::column::{Canonical, Column, columns};

/// One line of the file: a component and the dossier it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComponentLine {
    /// Code of the dossier.
    pub dossier_code: String,
    /// The paper.
    pub component: Component,
}

impl Canonical for ComponentLine {
    const NOUN: &'static str = "components";

    const COLUMNS: &'static [Column<ComponentLine>] = columns! {
        "dossier_code" Key dossier_code;
        "name" Key component.name;
        "kind" Free component.kind;
        "copies" Free component.copies;
        "required" Free component.required;
        "digitized" Free component.digitized;
        "reused" Free component.reused;
        "not_applicable" Free component.not_applicable;
        "note" Free component.note;
        "national" Free component.national;
        "unmendable" Free component.unmendable;
        "officer" Free component.officer;
        "scan" Free component.scan;
    };

    fn blank() -> ComponentLine {
        ComponentLine::default()
    }

    /// One paper may be handed in both as the original and as a copy: those are two components.
    fn key(&self) -> Option<String> {
        let kind = self.component.kind.map_or("", |kind| kind.code());
        Some(format!("{}\n{}\n{kind}", self.dossier_code, self.component.name))
    }

    fn contradictions(&self) -> Vec<Contradiction> {
        self.component.contradictions()
    }
}
