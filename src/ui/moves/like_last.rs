//! What the form of a move takes over from the last move of its kind, whichever dossier that was for.

use crate::ui::action::NOTHING_LIKE_LAST;
use crate::ui::keymap::Act;
use crate::ui::parts::form::Form;
use crate::ui::work::detail::Aids;

/// Fields with the values to fill in.
pub type Values = Vec<(&'static str, String)>;

/// What a move takes over from the last one of its kind.
///
/// # Errors
/// Why there is nothing to take over, in one sentence.
pub fn values(act: Act, form: &Form, aids: &Aids) -> Result<Values, String> {
    let found = match act {
        Act::HandOver => handed(aids),
        Act::Pause => aids.last.paused_for.map(|reason| vec![("reason", reason.code().to_owned())]),
        Act::Apologise if form.get("how") == "none" => {
            return Err("Không có văn bản xin lỗi thì không có người ký để chép.".to_owned());
        }
        Act::Apologise => Some(aids.last.signer.clone())
            .filter(|signer| !signer.is_empty())
            .map(|signer| vec![("apology_signer", signer)]),
        _ => return Err(NOTHING_LIKE_LAST.to_owned()),
    };
    found.ok_or_else(|| "Sổ chưa có lần nào trước đó để chép.".to_owned())
}

/// The officer and the office. One who has left since is no choice any more.
fn handed(aids: &Aids) -> Option<Values> {
    let (officer, office) = aids.last.handed_to.as_ref()?;
    let still = officer.is_empty() || aids.officers.iter().any(|known| known.code == *officer);
    still.then(|| vec![("to_officer", officer.clone()), ("to_office", office.clone())])
}
