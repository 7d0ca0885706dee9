//! The file of dossiers.

use crate::domain::dossier::{Channel, Dossier};
use crate::domain::sense::{Contradiction, contradictions};
use crate::exchange::column::{Canonical, Column, columns};

impl Canonical for Dossier {
    const NOUN: &'static str = "dossiers";

    const COLUMNS: &'static [Column<Dossier>] = columns! {
        "code" Key code;
        "source_code" Free source_code;
        "other_codes" Free other_codes;
        "procedure_code" New procedure_code;
        "applicant_name" New applicant.name;
        "applicant_kind" Free applicant.kind;
        "applicant_id" Free applicant.id;
        "phone" Free applicant.phone;
        "email" Free applicant.email;
        "address" Free applicant.address;
        "delegate_name" Free applicant.delegate;
        "sets" Free sets;
        "channel" New channel;
        "out_of_area" Free out_of_area;
        "submitted_at" Free submitted_at;
        "accepted_at" Free accepted_at;
        "office" Free office;
        "forwarded_at" Free forwarded_at;
        "limit" Free limit;
        "extension" Free extension;
        "due_at" Free due_at;
        "received_by" Free received_by;
        "handled_by" Free handled_by;
        "pauses" Free pauses;
        "settled_at" Free settled_at;
        "done_at" Free done_at;
        "returned_at" Free returned_at;
        "return_channel" Free return_channel;
        "outcome" Free outcome;
        "fee" Free fee;
        "paid_by" Free paid_by;
        "components_required" Free components.required;
        "components_digitized" Free components.digitized;
        "components_reused" Free components.reused;
        "components_note" Free components_note;
        "result_digitized" Free result_digitized;
        "result_note" Free result_note;
        "late_kind" Free late.kind;
        "late_cause" Free late.cause;
        "late_officer" Free late.officer;
        "apology_number" Free apology.number;
        "apology_signer" Free apology.signer;
        "apology_issued_at" Free apology.issued_at;
        "apology_uploaded_at" Free apology.uploaded_at;
        "apology_posted_at" Free apology.posted_at;
        "reappointed_at" Free apology.reappointed_at;
        "no_apology_reason" Free apology.none_reason;
        "system" Free system;
        "note" Free note;
        "result_signed" Free result_signed;
        "result_scan" Free result_scan;
        "request_code" Free request_code;
        "apology_reason" Free apology.reason;
        "late_evidence" Free late.evidence;
        "collect_at" Free collect_at;
        "book_no" Free book_no;
    };

    fn blank() -> Dossier {
        Dossier::new("", "", Channel::Direct)
    }

    fn key(&self) -> Option<String> {
        Some(self.code.clone())
    }

    fn contradictions(&self) -> Vec<Contradiction> {
        contradictions(self)
    }
}
