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
        "sender" Free sender;
        "contact" Free contact;
        "officer" Free officer;
        "refused_at" Free refused_at;
        "supplement_asked_at" Free supplement_asked_at;
        "supplemented_at" Free supplemented_at;
        "answer" Free answer;
        "document" Free document;
        "note" Free note;
    };

    fn blank() -> Feedback {
        Feedback::received(Day::from_epoch(0).start())
    }

    fn key(&self) -> Option<String> {
        Some(self.code.clone())
    }
}
