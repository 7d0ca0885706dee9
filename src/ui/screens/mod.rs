//! The screens, one a file. They are put together here.

pub mod accept;
pub mod behind;
pub mod catalogue;
pub mod detail;
pub mod report;
pub mod seat;
pub mod set_up;
pub mod start;

use crate::ui::keymap::Act;
use crate::ui::shell::{Also, Tab};
use crate::ui::work::Job;

/// The tabs of the program, the first in front.
pub fn tabs() -> Vec<Tab<Job>> {
    vec![
        Tab::new(Act::Today, Box::new(start::Start)),
        Tab::new(Act::NewDossier, Box::new(accept::Accept::default())).also(Act::SwitchOfficer, Also::Behind),
        Tab::new(Act::Reports, Box::new(report::Reports::new())),
        Tab::new(Act::Catalogue, Box::new(catalogue::Catalogue::new())),
    ]
}
