//! The program's own way of typing Vietnamese, as the screens need it: which fields take it, how it is taught, and how
//! another program's typing is known. The spelling itself is `domain::typing`.

use unicode_normalization::char::is_combining_mark;

use crate::domain::pin;
use crate::domain::settings::Setting;
use crate::domain::typing::Method;
use crate::ui::keymap::{Act, Scope, key_of};

/// Whether a setting holds Vietnamese text. Numbers, hours, codes and patterns show it by their usual value, and a
/// pattern by the braces that its help tells of; a folder is a path, a PIN is digits.
pub fn takes_prose(setting: &Setting) -> bool {
    let code = |text: &str| !text.is_empty() && text.is_ascii() || text.contains('{');
    !code(setting.default) && !setting.help.contains('{') && !pin::SETTINGS.contains(&setting.key)
}

/// What the status line says of the method: `VN: Telex`, and where it is wide the key that takes a conversion back.
pub fn status(method: Method, wide: bool) -> String {
    let as_typed = key_of(Scope::Field, Act::AsTyped).filter(|_| method != Method::Off && wide);
    let as_typed = as_typed.map(|key| format!(" {key} Như gõ")).unwrap_or_default();
    format!("VN: {}{as_typed}", method.label())
}

/// Said when a field has no typing left to take back, or to put back: which key is for what is written in the register,
/// and where.
pub fn nothing_left(act: Act) -> String {
    let named = |act: Act| key_of(Scope::Global, act).map(|key| key.to_string()).unwrap_or_default();
    match act {
        Act::PutBack => {
            let redo = named(Act::Redo);
            format!("Ô này không có chữ để gõ lại. Muốn làm lại việc đã hoàn tác ở sổ: rời phiếu rồi nhấn {redo}.")
        }
        _ => {
            let undo = named(Act::Undo);
            format!("Ô này hết chữ để lấy lại. Muốn hoàn tác lần ghi vào sổ: rời phiếu rồi nhấn {undo}.")
        }
    }
}

/// Said when another program turns out to type Vietnamese.
pub const OUTSIDE: &str = "Máy đang có bộ gõ ngoài (UniKey, EVKey…): bộ gõ của chương trình đã tắt, nhấn F12 để bật.";

/// Whether a character that came as a key was composed by another program: no keyboard has it.
pub fn composed_outside(c: char) -> bool {
    let vietnamese = "ăâđêôơư".contains(c.to_lowercase().next().unwrap_or(c));
    vietnamese
        || is_combining_mark(c)
        || ('\u{1ea0}'..='\u{1ef9}').contains(&c)
        || "àáãèéìíòóõùúýÀÁÃÈÉÌÍÒÓÕÙÚÝĩĨũŨ".contains(c)
}

/// How each letter is typed: letters, Telex, VNI.
const LESSON: &[(&str, &str, &str)] = &[
    ("ă, â", "aw, aa", "a8, a6"),
    ("ê, ô", "ee, oo", "e6, o6"),
    ("ơ, ư", "ow hoặc [, uw hoặc w hoặc ]", "o7, u7"),
    ("ươ", "uow", "uo7"),
    ("đ", "dd", "d9"),
    ("dấu sắc, huyền", "s, f", "1, 2"),
    ("dấu hỏi, ngã, nặng", "r, x, j", "3, 4, 5"),
    ("bỏ dấu thanh", "z", "0"),
];

/// The lesson for the help, a line each.
pub fn lesson() -> Vec<String> {
    let mut lines =
        vec!["Bộ gõ của chương trình dùng khi máy không có UniKey, EVKey; F12 đổi: tắt, Telex, VNI.".to_owned()];
    lines.extend(LESSON.iter().map(|(letter, telex, vni)| format!("{letter:<19} Telex: {telex:<28} VNI: {vni}")));
    lines.push("Dấu gõ ngay sau chữ hoặc ở cuối từ: ddoongf, dongdof, d9o6ng2 đều là đồng.".to_owned());
    lines.push(
        "Gõ phím dấu lần nữa thì được chính phím ấy: aaa là aa, ddd là dd, ass là as, ww là w, a11 là a1.".to_owned(),
    );
    lines.push("Từ tiếng nước ngoài bị đổi dấu (car, test): Ctrl+E trả từ vừa gõ về đúng các phím đã gõ.".to_owned());
    lines.push(
        "Từ không phải tiếng Việt được giữ như đã gõ: windows, email. Ô mã, số, ngày, email không dùng bộ gõ."
            .to_owned(),
    );
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::SETTINGS;

    #[test]
    fn settings_of_numbers_codes_and_patterns_are_no_prose() {
        let takes = |key: &str| SETTINGS.iter().find(|setting| setting.key == key).map(takes_prose);
        for plain in
            ["symbol", "code_pattern", "apology_pattern", "print_command", "handover_until", "warn_days", "head_pin"]
        {
            assert_eq!(takes(plain), Some(false), "{plain}");
        }
        for prose in ["unit", "superior", "place", "recipients", "signer_position", "signer_name", "collect_at"] {
            assert_eq!(takes(prose), Some(true), "{prose}");
        }
        let numeric = |text: &str| text.chars().any(|c| c.is_ascii_digit() || c == '{');
        for setting in SETTINGS.iter().filter(|setting| numeric(setting.default)) {
            assert!(!takes_prose(setting), "{}", setting.key);
        }
    }

    #[test]
    fn no_key_of_a_keyboard_is_taken_for_another_programs_letter() {
        assert!((' '..='~').all(|c| !composed_outside(c)));
        assert!("ăÂđĐêƠưáÀảẠặỹýĩũ\u{301}\u{31b}".chars().all(composed_outside));
    }
}
