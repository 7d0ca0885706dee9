//! The screens, one a file. They are put together here.

pub mod behind;
pub mod catalogue;
pub mod detail;
pub mod report;
pub mod start;

use crate::ui::keymap::Act;
use crate::ui::shell::Tab;
use crate::ui::work::Job;

/// The tabs of the program, the first in front.
pub fn tabs() -> Vec<Tab<Job>> {
    vec![
        Tab::new(Act::Today, Box::new(start::Start)),
        Tab::new(Act::Reports, Box::new(report::Reports::new())),
        Tab::new(Act::Catalogue, Box::new(catalogue::Catalogue::new())),
    ]
}
