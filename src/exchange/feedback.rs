//! The file of feedback.

use crate::domain::day::Day;
use crate::domain::feedback::Feedback;
use crate::exchange::column::{Canonical, Column, columns};

impl Canonical for Feedback {
    const NOUN: &'static str = "feedback";

    const COLUMNS: &'static [Column<Feedback>] = columns! {
        "code" Key code;
        "received_at" New received_at;
        "channel" Free channel;
        "dossier_code" Free dossier_code;
        "subject" Free subject;
        "handled_at" Free handled_at;
        "published_at" Free published_at;
        "satisfied" Free satisfied;
    };

    fn blank() -> Feedback {
        Feedback {
            code: String::new(),
            received_at: Day::from_epoch(0).start(),
            channel: String::new(),
            dossier_code: String::new(),
            subject: String::new(),
            handled_at: None,
            published_at: None,
            satisfied: None,
        }
    }

    fn key(&self) -> Option<String> {
        Some(self.code.clone())
    }
}
