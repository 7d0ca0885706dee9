//! A move for several dossiers at once: which of them cannot have it and why, and whether it is meant for the rest.

use crate::ui::keymap::Act;
use crate::ui::moves::{Context, Subject, key_row, letter, move_of, stopped};
use crate::ui::parts::popup::Popup;

/// Why a move is never made for several dossiers at once.
pub(super) const fn never(act: Act) -> Option<&'static str> {
    Some(match act {
        Act::Rate => "Đánh giá là của từng công dân; hãy mở từng hồ sơ để ghi.",
        Act::TakeFee => "Phí đã thu là của từng hồ sơ; hãy mở từng hồ sơ để ghi.",
        Act::CorrectPause => "Sửa tạm dừng phải làm trên từng hồ sơ; hãy mở từng hồ sơ.",
        Act::Amend => "Sửa thông tin phải làm trên từng hồ sơ; hãy mở từng hồ sơ.",
        Act::AcceptLeg => "Chặng mới là của một yêu cầu; hãy mở từng hồ sơ.",
        Act::AcceptFiled => "Tiếp nhận phải xem từng hồ sơ; hãy mở từng hồ sơ.",
        _ => return None,
    })
}

/// Why a move for several dossiers leaves this one out: a letter that citizens hold is not written over with those of
/// others.
fn left_out(act: Act, subject: &Subject) -> Option<String> {
    let said = "đã có văn bản xin lỗi; sửa: mở hồ sơ, phím a; ghi đăng tải, niêm yết: Sổ xin lỗi (Alt+X).";
    (act == Act::Apologise && subject.apologised).then(|| said.to_owned())
}

/// Why a move cannot be made for one of several dossiers.
pub(super) fn barred_among(act: Act, subject: &Subject) -> Option<String> {
    barred(act, subject).or_else(|| left_out(act, subject))
}

/// Why a move cannot be made for one dossier, as far as a list knows it.
pub(super) fn barred(act: Act, subject: &Subject) -> Option<String> {
    let stopped = stopped(move_of(act)?, subject.stage, subject.returned);
    stopped.or_else(|| letter::why_not(act, subject.letter.as_deref()?))
}

/// A move that can be made for some of several dossiers only: why not for the others, and what it is begun with for the
/// rest. `None` where it can be made for all or for none.
pub fn parted(act: Act, context: &Context) -> Option<(Vec<String>, Context)> {
    if !context.several() || never(act).is_some() {
        return None;
    }
    let whys: Vec<Option<String>> = context.subjects.iter().map(|subject| barred_among(act, subject)).collect();
    let said = context.subjects.iter().zip(&whys);
    let said: Vec<String> =
        said.filter_map(|(subject, why)| Some(format!("{}: {}", subject.code, why.as_ref()?))).collect();
    if said.is_empty() || said.len() == whys.len() {
        return None;
    }
    let mut rest = context.clone();
    let mut open = whys.iter().map(Option::is_none);
    rest.subjects.retain(|_| open.next().unwrap_or(false));
    rest.coming.numbers.truncate(rest.subjects.len());
    Some((said, rest))
}

/// The question whether a move that cannot be made for all is made for the rest; [`REST`] is the code of yes.
pub fn ask_rest(act: Act, barred: &[String], rest: &Context) -> Popup {
    let label = key_row(act).map_or("Việc", |row| row.label);
    let (some, left) = (barred.len(), rest.subjects.len());
    let head = format!("{some} trong {} hồ sơ đã đánh dấu không làm được:", some + left);
    let text = [vec![head], barred.to_vec()].concat().join("\n");
    let go_on = format!("Làm với {left} hồ sơ còn lại");
    Popup::confirm(Act::Moves, label, &text, &[('t', "Thôi", "stay"), ('l', &go_on, REST)])
}

/// Code of the button that goes on with the rest.
pub const REST: &str = "rest";
