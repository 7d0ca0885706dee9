//! What a form does with a key: first what stands in the row in focus, then what leads from row to row.

use super::{Form, FormRow, PICK_ROWS, Value};
use crate::domain::refusal::Problem;
use crate::domain::typing::Style;
use crate::ui::input::{Input, Key, KeyCode};
use crate::ui::keymap::{Act, Scope, act};
use crate::ui::parts::ahead::{Chose, said_unknown};
use crate::ui::parts::field::{Field, Typed};
use crate::ui::parts::pick::Picked;

/// What became of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormDid {
    /// The value of the row with this key changed; the screen may fill in others and set echoes.
    Changed(&'static str),
    /// Only focus or cursor moved. The key is that of the row that was left, when one was.
    Moved(Option<&'static str>),
    /// The user wants to save.
    Save,
    /// The user wants to leave; ask nothing when [`Form::touched`] is false, else keep a draft.
    Leave,
    /// The form has no use for it.
    Ignored,
}

/// How it is said that no item of a list answers to the letters that were typed.
const UNFOUND: &str = "Không có mục nào khớp";

impl Form {
    /// Gives the form an input. `scope` is the one whose keys hold ([`Scope::Form`], `Accept` or `Prompt`).
    pub fn input(&mut self, input: &Input, scope: Scope) -> FormDid {
        self.notice.clear();
        self.scroll = 0;
        let types = |key: &Key| key.typed().is_some() || key.settled().code == KeyCode::Backspace;
        if !matches!(input, Input::Key(key) if types(key)) {
            self.ahead.clear();
        }
        if let Some(said) = self.nothing_to_take_back(input) {
            self.notice = said;
            return FormDid::Moved(None);
        }
        let value = self.value_input(input);
        if value != FormDid::Ignored {
            return value;
        }
        let Input::Key(key) = input else { return FormDid::Ignored };
        let act = act(scope, *key);
        if matches!(act, Some(Act::Save | Act::SaveAndPrint | Act::PreviousField))
            && let Some(did) = self.settle_pick(act != Some(Act::PreviousField))
        {
            return did;
        }
        let last = key.code == KeyCode::Enter && self.next(true).is_none();
        let saves = matches!(act, Some(Act::Save | Act::SaveAndPrint)) || act == Some(Act::NextField) && last;
        if saves && self.asks_of_unfound() {
            return FormDid::Moved(None);
        }
        match act {
            // Enter, unlike Tab, saves at the last field: a prompt with one field is answered by typing and Enter.
            Some(Act::NextField) if last => FormDid::Save,
            Some(Act::NextField) => self.go(true),
            Some(Act::PreviousField) => self.go(false),
            Some(Act::Choices) => self.open_pick(),
            Some(Act::Save) => FormDid::Save,
            Some(Act::Leave) => FormDid::Leave,
            _ => FormDid::Ignored,
        }
    }

    /// Moves the focus; at an end it goes round, so that Tab never gets stuck.
    fn go(&mut self, forward: bool) -> FormDid {
        self.ahead.clear();
        let left = self.focused().map(|row| row.key);
        self.close_pick();
        let round = || {
            let mut all = (0..self.rows.len()).filter(|index| self.rows[*index].takes_focus());
            if forward { all.next() } else { all.next_back() }
        };
        if let Some(to) = self.next(forward).or_else(round) {
            self.focus = to;
        }
        // Tabbing into a text selects it, so that typing replaces a default at once.
        match self.rows.get_mut(self.focus).map(|row| &mut row.value) {
            Some(Value::Text(field)) if !field.is_long() => field.select_all(),
            Some(Value::Paper(paper)) => paper.entered(),
            _ => {}
        }
        FormDid::Moved(left)
    }

    fn changed(&mut self) -> FormDid {
        self.touched = true;
        let Some(key) = self.focused().map(|row| row.key) else { return FormDid::Ignored };
        self.problems.retain(|problem| problem.field != key);
        FormDid::Changed(key)
    }

    /// What is said of a key that takes typing back where there is none: such a key never leaves the form.
    fn nothing_to_take_back(&self, input: &Input) -> Option<String> {
        let field = match &self.focused()?.value {
            Value::Text(field) => field,
            Value::Paper(paper) => paper.field(),
            Value::Pick { open: true, .. } => return None,
            // Nothing is typed in the others, so there is nothing to take back.
            _ => return Field::default().nothing_to_take_back(input),
        };
        field.nothing_to_take_back(input)
    }

    /// Offers the input to the value in focus.
    fn value_input(&mut self, input: &Input) -> FormDid {
        let Some(row) = self.rows.get_mut(self.focus) else { return FormDid::Ignored };
        let style = if row.prose { self.style } else { Style::default() };
        let changed = match &mut row.value {
            Value::Text(field) => match field.typed(input, style) {
                Typed::Changed => true,
                Typed::Moved => return FormDid::Moved(None),
                Typed::Ignored => return FormDid::Ignored,
            },
            Value::Choice { options, at } => match self.ahead.input(options, *at, input, self.style) {
                Chose::To(to) => {
                    self.unfound.retain(|(key, _)| *key != row.key);
                    std::mem::replace(at, to) != to
                }
                Chose::Back(to) => {
                    self.unfound.retain(|(key, _)| *key != row.key);
                    self.unfound.push((row.key, self.ahead.typed().to_owned()));
                    self.notice = said_unknown(self.ahead.typed(), options.get(to));
                    if std::mem::replace(at, to) == to {
                        return FormDid::Moved(None);
                    }
                    true
                }
                Chose::Nothing => return FormDid::Ignored,
            },
            Value::Check(on) => match input {
                Input::Key(key) if key.typed() == Some(' ') => {
                    *on = !*on;
                    true
                }
                Input::Key(key) if key.typed().is_some() => {
                    "Ô này chỉ đánh dấu: dấu cách để đánh hoặc bỏ.".clone_into(&mut self.notice);
                    return FormDid::Moved(None);
                }
                _ => return FormDid::Ignored,
            },
            Value::Pick { .. } => return self.pick_input(input),
            Value::Paper(paper) => match paper.input(input, style) {
                Typed::Changed => true,
                Typed::Moved => return FormDid::Moved(None),
                Typed::Ignored => return FormDid::Ignored,
            },
            Value::Note(_) => return FormDid::Ignored,
        };
        if changed { self.changed() } else { FormDid::Moved(None) }
    }

    fn pick_input(&mut self, input: &Input) -> FormDid {
        let style = self.style;
        let Some(FormRow { key: field, value: Value::Pick { pick, chosen, open }, .. }) = self.rows.get_mut(self.focus)
        else {
            return FormDid::Ignored;
        };
        let key = match input {
            Input::Key(key) => Some(key.settled()),
            _ => None,
        };
        if *open {
            // Other letters are asked about anew, and letters that are gone are no matter any more.
            let asked = |problem: &Problem| problem.field == *field && problem.message.starts_with(UNFOUND);
            self.problems.retain(|problem| !asked(problem));
            match key.map(|key| (key.code, key.ctrl || key.alt)) {
                // With Shift it leads back, and what was typed is taken there.
                Some((KeyCode::Tab, false)) if key.is_some_and(|key| key.shift) => return FormDid::Ignored,
                Some((KeyCode::Enter | KeyCode::Tab, false)) => return self.take_pick(),
                Some((KeyCode::Esc, _)) => {
                    self.close_pick();
                    return FormDid::Moved(None);
                }
                _ => {}
            }
            return match pick.input(input, PICK_ROWS, style) {
                Picked::Moved => FormDid::Moved(None),
                Picked::Ignored => FormDid::Ignored,
            };
        }
        match (key, input) {
            (Some(key), _) if key.code == KeyCode::Delete || key.code == KeyCode::Backspace => {
                if chosen.take().is_some() { self.changed() } else { FormDid::Moved(None) }
            }
            (Some(Key { ctrl: false, alt: false, code: KeyCode::Char(_), .. }), _) | (_, Input::Paste(_)) => {
                *open = true;
                pick.clear();
                // A space opens the whole list; any other letter is the first of the query.
                if key != Some(Key::char(' ')) {
                    pick.input(input, PICK_ROWS, style);
                }
                FormDid::Moved(None)
            }
            _ => FormDid::Ignored,
        }
    }

    fn open_pick(&mut self) -> FormDid {
        if let Some(Value::Pick { pick, chosen, open }) = self.rows.get_mut(self.focus).map(|row| &mut row.value) {
            *open = true;
            pick.clear();
            if let Some(id) = chosen {
                pick.highlight(id);
            }
        }
        FormDid::Moved(None)
    }

    /// Before a list in which letters were typed is left by another key than its own: the item under the bar is taken,
    /// as with Tab, and before a save that is told, so that nothing is saved that nobody saw. Where nothing answers to
    /// the letters, that stands beside the field, and they stay in it to be mended.
    fn settle_pick(&mut self, saving: bool) -> Option<FormDid> {
        let FormRow { key, value: Value::Pick { pick, chosen, open: open @ true }, .. } =
            self.rows.get_mut(self.focus)?
        else {
            return None;
        };
        if pick.query().trim().is_empty() {
            return None;
        }
        let Some(item) = pick.current() else {
            let kept = chosen.as_ref().and_then(|id| pick.item(id));
            let kept = kept.map_or_else(|| "để trống".to_owned(), |item| format!("giữ “{}”", item.name));
            let message = format!("{UNFOUND} “{}”; gõ lại, hoặc Esc để {kept}.", pick.query().trim());
            let field = *key;
            self.problems.retain(|problem| problem.field != field);
            self.problems.push(Problem { field, message });
            return Some(FormDid::Moved(None));
        };
        *chosen = Some(item.id.clone());
        *open = false;
        let name = item.name.clone();
        let did = self.changed();
        if saving {
            self.notice = format!("Đã lấy “{name}”; nhấn lần nữa để lưu.");
        } else {
            self.go(false);
        }
        Some(did)
    }

    /// Before a save: letters that no item of a choice answered to are asked about once, with the focus there, since what
    /// would be saved is not what was typed.
    fn asks_of_unfound(&mut self) -> bool {
        let shown = |key: &str| self.rows.iter().position(|row| row.key == key && row.takes_focus());
        let Some((at, index)) = self.unfound.iter().enumerate().find_map(|(at, (key, _))| Some((at, shown(key)?)))
        else {
            return false;
        };
        let (_, typed) = self.unfound.remove(at);
        self.focus_on(index);
        let kept = match &self.rows[index].value {
            Value::Choice { options, at } => options.get(*at).map_or("", |(_, word)| word.as_str()),
            _ => "",
        };
        self.notice =
            format!("“{typed}” không khớp mục nào, vẫn là “{kept}”: ← → để đổi; nhấn lần nữa để lưu như vậy.");
        true
    }

    /// Whether the problem beside the row in focus is that nothing answers to the letters in its open list.
    pub fn asks_of_letters(&self) -> bool {
        let said = self.focused().and_then(|row| self.problem(row.key));
        self.choosing() && said.is_some_and(|said| said.starts_with(UNFOUND))
    }

    /// Takes the item under the bar and goes on to the next field. Nothing found: the list stays open.
    fn take_pick(&mut self) -> FormDid {
        let Some(Value::Pick { pick, chosen, open }) = self.rows.get_mut(self.focus).map(|row| &mut row.value) else {
            return FormDid::Ignored;
        };
        let Some(item) = pick.current() else {
            self.notice = format!("{UNFOUND} “{}”; gõ lại, hoặc Esc để bỏ.", pick.query().trim());
            return FormDid::Moved(None);
        };
        *chosen = Some(item.id.clone());
        *open = false;
        let did = self.changed();
        if self.next(true).is_some() {
            self.go(true);
        }
        did
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::refusal::Refusal;
    use crate::ui::parts::pick::{Pick, PickItem};
    use proptest::prelude::*;

    pub(crate) fn sample() -> Form {
        let pick = Pick::new(vec![
            PickItem::new("p1", "1.001193", "Đăng ký khai sinh", "Hộ tịch"),
            PickItem::new("p2", "1.000894", "Đăng ký kết hôn", "Hộ tịch"),
        ]);
        Form::new(vec![
            FormRow::note("Hồ sơ mới"),
            FormRow::pick("procedure_code", "Thủ tục", pick, None),
            FormRow::choice("channel", "Kênh", &[("direct", "trực tiếp"), ("online", "trực tuyến")], ""),
            FormRow::text("applicant_name", "Người nộp", ""),
            FormRow::check("out_of_area", "Phi địa giới", false),
            FormRow::text("accepted_at", "Tiếp nhận lúc", "bg"),
        ])
    }

    fn press(form: &mut Form, keys: &[Key]) -> Vec<FormDid> {
        keys.iter().map(|key| form.input(&Input::Key(*key), Scope::Accept)).collect()
    }

    fn keys(text: &str) -> Vec<Key> {
        text.chars().map(Key::char).collect()
    }

    const ENTER: Key = Key::plain(KeyCode::Enter);
    const TAB: Key = Key::plain(KeyCode::Tab);

    #[test]
    fn a_dossier_is_typed_without_touching_the_mouse() {
        let mut form = sample();
        press(&mut form, &keys("ket hon"));
        assert_eq!(press(&mut form, &[ENTER]), [FormDid::Changed("procedure_code")]);
        assert_eq!(form.get("procedure_code"), "p2");
        press(&mut form, &[Key::char(' '), TAB]);
        assert_eq!(form.get("channel"), "online");
        press(&mut form, &keys("Lê Thị Ánh"));
        press(&mut form, &[ENTER, Key::char(' '), ENTER]);
        assert_eq!((form.get("applicant_name"), form.checked("out_of_area")), ("Lê Thị Ánh", true));
        assert_eq!(press(&mut form, &[ENTER]), [FormDid::Save]);
        assert_eq!(press(&mut form, &[Key::ctrl('s')]), [FormDid::Save]);
    }

    #[test]
    fn letters_in_an_open_list_are_not_lost_by_saving_or_going_back() {
        for save in [Key::ctrl('s'), Key::ctrl('t')] {
            let mut form = sample();
            press(&mut form, &keys("ket hon"));
            assert_eq!(press(&mut form, &[save]), [FormDid::Changed("procedure_code")]);
            assert_eq!(form.get("procedure_code"), "p2");
            assert!(form.notice().contains("Đăng ký kết hôn"), "{}", form.notice());
            assert_ne!(press(&mut form, &[save]), [FormDid::Changed("procedure_code")]);
        }
        let mut form = sample();
        press(&mut form, &keys("khong co"));
        assert_eq!(press(&mut form, &[Key::ctrl('s')]), [FormDid::Moved(None)]);
        assert!(form.problem("procedure_code").is_some_and(|said| said.contains("khong co")));
        // What was typed stays in the field, and is mended there.
        let Some(Value::Pick { pick, open: true, .. }) = form.focused().map(|row| &row.value) else {
            panic!("the list stays open")
        };
        assert_eq!(pick.query(), "khong co");
        press(&mut form, &[Key::plain(KeyCode::Backspace); 8]);
        assert_eq!(form.problem("procedure_code"), None, "the letters are gone, and so is what was wrong with them");
        press(&mut form, &keys("ket hon"));
        press(&mut form, &[TAB]);
        assert_eq!(form.get("procedure_code"), "p2");
        let mut form = sample();
        press(&mut form, &[TAB]);
        press(&mut form, &[Key::shift(KeyCode::Tab)]);
        press(&mut form, &keys("ket hon"));
        press(&mut form, &[Key::shift(KeyCode::Tab)]);
        assert_eq!(form.get("procedure_code"), "p2");
        // The text that it leads to is selected, as ever.
        assert_eq!(form.focused().map(|row| row.key), Some("accepted_at"));
        press(&mut form, &keys("x"));
        assert_eq!(form.get("accepted_at"), "x");
        // A list that was only looked at changes nothing.
        let mut form = sample();
        press(&mut form, &[Key::char(' ')]);
        assert_eq!(press(&mut form, &[Key::ctrl('s')]), [FormDid::Save]);
        assert_eq!(form.get("procedure_code"), "");
    }

    #[test]
    fn letters_that_no_choice_answers_to_are_asked_about_before_a_save() {
        for save in [Key::ctrl('s'), ENTER] {
            let mut form = sample();
            press(&mut form, &[TAB]);
            press(&mut form, &keys("buu dien"));
            press(&mut form, &[TAB, TAB, TAB]);
            assert_eq!(form.focused().map(|row| row.key), Some("accepted_at"));
            assert_eq!(press(&mut form, &[save]), [FormDid::Moved(None)]);
            assert_eq!(form.focused().map(|row| row.key), Some("channel"));
            assert!(form.notice().contains("buu dien") && form.notice().contains("trực tiếp"), "{}", form.notice());
            assert_eq!(press(&mut form, &[Key::ctrl('s')]), [FormDid::Save]);
        }
        // Letters that are taken back, or a choice by an arrow, leave nothing to ask.
        for mended in [vec![Key::plain(KeyCode::Backspace); 8], vec![Key::plain(KeyCode::Right)]] {
            let mut form = sample();
            press(&mut form, &[TAB]);
            press(&mut form, &keys("buu dien"));
            press(&mut form, &mended);
            assert_eq!(press(&mut form, &[Key::ctrl('s')]), [FormDid::Save]);
        }
    }

    #[test]
    fn a_refusal_stands_beside_its_field_and_keeps_the_text() {
        let mut form = sample();
        press(&mut form, &[TAB, TAB]);
        press(&mut form, &keys("Lê"));
        let mut refusal = Refusal::at("accepted_at", "Tháng 2 không có ngày 31.");
        refusal.add("", "Sổ đang mở chỉ để đọc.");
        form.refuse(&refusal);
        assert_eq!(form.focused().map(|row| row.key), Some("accepted_at"));
        assert_eq!(form.get("applicant_name"), "Lê");
        assert_eq!(form.problems_of_the_whole().collect::<Vec<_>>(), ["Sổ đang mở chỉ để đọc."]);
        press(&mut form, &keys("2"));
        assert_eq!(form.problem("accepted_at"), None);
    }

    #[test]
    fn what_is_wrong_goes_with_the_value_that_was_wrong() {
        let mut form = sample();
        form.refuse(&Refusal::at("applicant_name", "Chưa nhập tên."));
        form.set("applicant_name", "");
        assert!(form.problem("applicant_name").is_some(), "the same value is wrong still");
        form.set("applicant_name", "Lê Thị Ánh");
        assert_eq!(form.problem("applicant_name"), None, "filled in from elsewhere");
        form.refuse(&Refusal::at("applicant_name", "Chưa nhập tên."));
        form.insert("applicant_name", "x");
        assert_eq!(form.problem("applicant_name"), None);
    }

    #[test]
    fn leaving_is_silent_when_untouched_and_a_draft_comes_back() {
        let mut form = sample();
        assert_eq!(press(&mut form, &[Key::plain(KeyCode::Esc)]), [FormDid::Leave]);
        assert!(!form.touched());
        press(&mut form, &[TAB, TAB]);
        press(&mut form, &keys("Lê"));
        let mut again = sample();
        again.restore(&form.draft());
        assert_eq!(again.draft(), form.draft());
        assert!(again.touched());
    }

    #[test]
    fn escape_closes_an_open_list_before_it_leaves() {
        let mut form = sample();
        press(&mut form, &keys("kh"));
        assert_eq!(press(&mut form, &[Key::plain(KeyCode::Esc)]), [FormDid::Moved(None)]);
        assert_eq!(press(&mut form, &[Key::plain(KeyCode::Esc)]), [FormDid::Leave]);
    }

    #[test]
    fn letters_that_no_choice_answers_change_nothing_and_say_so() {
        let mut form = sample();
        press(&mut form, &[TAB]);
        press(&mut form, &keys("trực tuyến"));
        assert_eq!(form.get("channel"), "online");
        // A name typed one field too high passes over choices on its way and leaves none of them.
        press(&mut form, &[TAB, Key::shift(KeyCode::Tab)]);
        press(&mut form, &keys("Trần Thị Tí"));
        assert_eq!(form.get("channel"), "online");
        assert!(form.notice().contains("Trần Thị Tí") && form.notice().contains("trực tuyến"), "{}", form.notice());
        press(&mut form, &[Key::plain(KeyCode::Left)]);
        assert_eq!((form.get("channel"), form.notice()), ("direct", ""));
    }

    #[test]
    fn a_form_without_fields_takes_every_key() {
        let mut form = Form::new(vec![FormRow::note("Chỉ để đọc")]);
        for key in [TAB, ENTER, Key::char('a'), Key::plain(KeyCode::Up)] {
            form.input(&Input::Key(key), Scope::Form);
        }
        let mut empty = Form::default();
        assert_eq!(empty.input(&Input::Key(ENTER), Scope::Form), FormDid::Save);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn any_keys_leave_the_focus_on_a_field(codes in prop::collection::vec((0usize..14, any::<bool>()), 0..80)) {
            let all = [
                TAB, ENTER, Key::char(' '), Key::char('k'), Key::char('đ'), Key::plain(KeyCode::Esc),
                Key::plain(KeyCode::Up), Key::plain(KeyCode::Down), Key::plain(KeyCode::Left),
                Key::plain(KeyCode::Backspace), Key::plain(KeyCode::Delete), Key::ctrl('a'), Key::ctrl('z'),
                Key::plain(KeyCode::PageDown),
            ];
            let mut form = sample();
            for (index, shift) in codes {
                form.input(&Input::Key(Key { shift, ..all[index] }), Scope::Accept);
                prop_assert!(form.focused().is_some_and(FormRow::takes_focus));
                if let Some(Value::Choice { options, at }) = form.row("channel").map(|row| &row.value) {
                    prop_assert!(*at < options.len());
                }
            }
        }
    }
}
