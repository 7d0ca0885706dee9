//! Slips issued to a citizen with the step that they belong to: 02 with a pause for papers, 03 with a refusal, 05 with a
//! stop. Number and slip are written in the step's own transaction.

use crate::desk::error::Error;
use crate::desk::number;
use crate::domain::day::Moment;
use crate::domain::refusal::Refusal;
use crate::domain::text::{nfc, nfc_lines};
use crate::report::forms::sets::Form;
use crate::store::Tx;
use crate::store::papers::Slip;

/// What a clerk says of a slip.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What is asked for, one thing a line.
    pub items: String,
    /// Why.
    pub reason: String,
    /// Legal basis.
    pub basis: String,
    /// Whom to ask.
    pub contact: String,
    /// Who signs; empty = the desk's own signer.
    pub signer: String,
}

impl Draft {
    /// A slip that says no more than why.
    pub fn because(reason: &str) -> Draft {
        Draft { reason: reason.to_owned(), ..Draft::default() }
    }
}

/// The number that a slip gets: the one given, where no other slip of the year has it, else the next.
pub(super) fn number(tx: &mut Tx<'_>, form: Form, given: &str, at: Moment) -> Result<String, Error> {
    let given = nfc(given);
    if given.is_empty() {
        return number::slip(tx, form, at.day);
    }
    if number::slip_taken(&tx.read(), form, &given, at.day, tx.stamp().desk)? {
        let said = format!("Số {given} đã cấp cho phiếu khác trong năm; hãy ghi số khác hoặc để trống.");
        return Err(Refusal::at("document", said).into());
    }
    Ok(given)
}

/// Issues a slip under its number.
pub(super) fn issue(
    tx: &mut Tx<'_>,
    dossier: i64,
    form: Form,
    number: String,
    draft: &Draft,
    at: Moment,
    pause: Option<i64>,
) -> Result<(), Error> {
    let settings = tx.read().settings()?;
    let own_signer = if form == Form::Stop { settings.get("signer_name") } else { "" };
    let signer = nfc(&draft.signer);
    let officer = tx.read().officer_id(&tx.stamp().officer)?;
    let slip = Slip {
        form: form.code().to_owned(),
        number,
        issued_at: Some(at),
        items: nfc_lines(&draft.items),
        reason: nfc_lines(&draft.reason),
        basis: nfc(&draft.basis),
        contact: nfc(&draft.contact),
        signer: if signer.is_empty() { own_signer.to_owned() } else { signer },
        officer,
    };
    tx.add_slip(dossier, &slip, at, pause)?;
    Ok(())
}
