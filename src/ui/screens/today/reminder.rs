//! What came to its moment, as one sentence for the status line: the last moments first.

use crate::store::reached::Reached;
use crate::ui::action::Effect;
use crate::ui::keymap::{Act, Scope, key_of};
use crate::ui::look::Tone;
use crate::ui::work::Job;

/// The reminder, if there is anything to say.
pub fn effect(found: &Reached) -> Option<Effect<Job>> {
    let (tone, said) = sentence(found)?;
    let key = key_of(Scope::Global, Act::Today).map(|key| format!(" — {key}")).unwrap_or_default();
    Some(Effect::Remind(tone, format!("{said}{key}")))
}

/// `1 hồ sơ đến lúc phải xin lỗi nếu không kịp; 2 hồ sơ vừa đến mốc nhắc hạn`, with the meaning of the worst of it.
fn sentence(found: &Reached) -> Option<(Tone, String)> {
    let all = [
        (found.late, Tone::Overdue, "vừa quá hạn"),
        (found.acceptance_late, Tone::Overdue, "vừa quá hạn tiếp nhận"),
        (found.apology, Tone::LastMoment, "đến lúc phải xin lỗi nếu không kịp"),
        (found.handover, Tone::LastMoment, "hết giờ bàn giao"),
        (found.acceptance_near, Tone::DueSoon, "sắp hết hạn tiếp nhận"),
        (found.warned, Tone::DueSoon, "vừa đến mốc nhắc hạn"),
    ];
    let some: Vec<_> = all.into_iter().filter(|(n, ..)| *n > 0).collect();
    let tone = some.first()?.1;
    let parts: Vec<String> = some.iter().map(|(n, _, what)| format!("{n} hồ sơ {what}")).collect();
    Some((tone, parts.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_is_said_first_and_nothing_says_nothing() {
        assert_eq!(sentence(&Reached::default()), None);
        let found = Reached { warned: 2, apology: 1, ..Reached::default() };
        let said = "1 hồ sơ đến lúc phải xin lỗi nếu không kịp; 2 hồ sơ vừa đến mốc nhắc hạn";
        assert_eq!(sentence(&found), Some((Tone::LastMoment, said.to_owned())));
        let late = Reached { late: 1, handover: 3, ..found };
        assert_eq!(sentence(&late).map(|(tone, _)| tone), Some(Tone::Overdue));
    }
}
