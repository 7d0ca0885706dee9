//! The screens, one a file. They are put together here.

pub mod accept;
pub mod apologies;
mod arranged;
pub mod behind;
pub mod calendar;
pub mod catalogue;
pub mod detail;
pub mod differing;
pub mod digitising;
pub mod dossiers;
pub mod explain;
pub mod feedback;
pub mod journal;
pub mod kiosk;
mod letting;
mod listed;
pub mod papers;
pub mod ratings;
pub mod report;
pub mod seat;
pub mod set_up;
pub mod since_closing;
pub mod today;
mod weighing;

use crate::ui::keymap::Act;
use crate::ui::screens::papers::PaperScreen;
use crate::ui::shell::{Also, Tab};
use crate::ui::work::Job;

/// The tabs of the program, the first in front.
pub fn tabs() -> Vec<Tab<Job>> {
    vec![
        Tab::new(Act::Today, Box::new(today::Today::new())).also(Act::Undo, Also::Behind).also(Act::Redo, Also::Behind),
        Tab::new(Act::NewDossier, Box::new(accept::Accept::default())).also(Act::SwitchOfficer, Also::Behind),
        Tab::new(Act::Dossiers, Box::new(dossiers::Dossiers::new())).also(Act::Overdue, Also::InFront),
        Tab::new(Act::Reports, Box::new(report::Reports::new())),
        Tab::new(Act::Catalogue, Box::new(catalogue::Catalogue::new())).also(Act::Calendar, Also::InFront),
        Tab::new(Act::Digitising, Box::new(digitising::Digitising::new())).aside(),
        Tab::new(Act::Journal, Box::new(journal::Journal::new())),
        Tab::new(Act::HeadPage, Box::new(PaperScreen::<papers::head_page::Head>::default())).aside(),
        Tab::new(Act::Fees, Box::new(PaperScreen::<papers::fees::FeesTaken>::default())).aside(),
        Tab::new(Act::Postings, Box::new(PaperScreen::<papers::postings::Postings>::default())).aside(),
        Tab::new(Act::Directing, Box::new(PaperScreen::<papers::directing::Directing>::default())).aside(),
        Tab::new(Act::Ratings, Box::new(ratings::Ratings::new())).also(Act::Kiosk, Also::InFront).aside(),
        Tab::new(Act::Feedback, Box::new(feedback::Screen::new())).aside(),
        Tab::new(Act::Apologies, Box::new(apologies::Apologies::new())).aside(),
    ]
}
