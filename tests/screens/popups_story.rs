//! Stories of the popups, by keys alone over the real screens: help, palette, a page of text, a question, a form. And
//! the list of all scopes of the key table, each with its story: a scope that nobody tells of is found here.

use crate::seat;

use std::path::Path;

use motcua::ui::input::{Key, KeyCode};
use motcua::ui::keymap::Scope;
use seat::Seat;

const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);

/// A clerk, and the scopes in which she pressed keys.
struct Clerk {
    seat: Seat,
    worked_in: Vec<Scope>,
}

impl Clerk {
    fn new() -> Clerk {
        Clerk { seat: Seat::new(80, 24, |_| {}), worked_in: Vec::new() }
    }

    fn press(&mut self, key: Key) -> &mut Clerk {
        self.worked_in.push(self.seat.shell.scope());
        self.seat.press(key);
        self
    }

    fn types(&mut self, text: &str) -> &mut Clerk {
        text.chars().for_each(|c| {
            self.press(Key::char(c));
        });
        self
    }

    fn sees(&mut self, text: &str) -> &mut Clerk {
        let picture = self.seat.text();
        assert!(picture.contains(text), "“{text}” không có trên màn hình:\n{picture}");
        self
    }

    /// Entries of the history: what is stored.
    fn entries(&self) -> i64 {
        self.seat.register().chain_head().expect("the history").0
    }

    fn worked(&self, scope: Scope) {
        assert!(self.worked_in.contains(&scope), "không bấm phím nào ở {scope:?}: {:?}", self.worked_in);
    }
}

#[test]
fn help_is_searched_by_what_one_wants_to_do() {
    let mut clerk = Clerk::new();
    let before = clerk.entries();
    clerk.press(Key::f(4)).press(Key::f(1)).sees("Trợ giúp: Hồ sơ");
    clerk.types("cach xem").sees("Lưu cách xem").sees("Mở, đổi tên hoặc bỏ một cách xem đã lưu.");
    clerk.press(ESC);
    assert_eq!(clerk.seat.shell.scope(), Scope::Dossiers, "the list is where it was");
    assert_eq!(clerk.entries(), before);
    clerk.worked(Scope::Help);
}

#[test]
fn the_palette_does_what_is_typed_without_marks() {
    let mut clerk = Clerk::new();
    clerk.press(Key::f(4)).press(Key::ctrl('p')).types("nhat ky").press(ENTER);
    assert_eq!(clerk.seat.shell.scope(), Scope::Journal);
    clerk.sees("[Nhật ký]");
    clerk.worked(Scope::Choose);
}

#[test]
fn the_palette_finds_the_receipt_and_the_menu_of_a_dossier_finds_a_move_by_what_it_does() {
    let mut clerk = Clerk::new();
    for list in [3, 4] {
        clerk.press(Key::f(list)).press(Key::ctrl('p')).types("in giay hen").sees("> In — ở nơi khác: In giấy hẹn");
        clerk.press(ENTER).sees("Ở “Một hồ sơ” nhấn i: In. In giấy hẹn và các phiếu khác của hồ sơ.");
    }
    clerk.press(Key::f(7)).press(ENTER).press(Key::char('m')).press(Key::char('/')).types("bo sung").sees("Tạm dừng");
    assert!(!clerk.seat.text().contains("Không có mục nào khớp"), "{}", clerk.seat.text());
}

#[test]
fn a_page_of_text_is_read_to_its_end_and_closed() {
    let mut clerk = Clerk::new();
    let before = clerk.entries();
    clerk.press(Key::f(7)).press(ENTER).press(Key::char('y')).sees("Lịch sử");
    clerk.press(Key::plain(KeyCode::End)).press(Key::char(' ')).press(Key::char('g')).press(ESC);
    assert_eq!(clerk.seat.shell.scope(), Scope::Detail);
    assert_eq!(clerk.entries(), before, "reading writes nothing");
    clerk.worked(Scope::Text);
}

#[test]
fn a_form_is_refused_then_saved_and_a_question_keeps_what_is_typed() {
    let mut clerk = Clerk::new();
    let before = clerk.entries();
    clerk.press(Key::f(7)).press(ENTER).press(Key::char('u')).sees("Rút hồ sơ:");
    clerk.press(Key::ctrl('s')).sees("x ");
    assert_eq!(clerk.entries(), before, "a refused form writes nothing");
    clerk.types("công dân đề nghị");
    // The typing of a field is taken back in the field; the register stays as it is.
    clerk.press(Key::ctrl('z')).sees("công dân đề ngh");
    (0..20).for_each(|_| {
        clerk.press(Key::ctrl('z'));
    });
    clerk.sees("Ô này hết chữ để lấy lại.");
    assert_eq!(clerk.entries(), before);
    clerk.types("công dân đề nghị").press(Key::ctrl('n')).sees("Bỏ những gì đã gõ");
    // No letter presses a button of this question: how it is answered stands below, and a letter says that it does not.
    clerk.sees("Enter Chọn Esc Thôi Tab Nút sau");
    clerk.press(Key::char('b')).sees("Phím b không dùng ở đây.").sees("Bỏ những gì đã gõ");
    clerk.press(Key::plain(KeyCode::Right)).press(Key::plain(KeyCode::Left));
    assert!(!clerk.seat.text().contains("không dùng"), "{}", clerk.seat.text());
    clerk.press(ENTER).sees("công dân đề nghị");
    clerk.press(Key::ctrl('s')).sees("Đã lưu");
    assert_eq!(clerk.entries(), before + 1);
    let store = clerk.seat.register();
    let entry = store.read().entry(before + 1).expect("read").expect("an entry");
    assert_eq!(entry.reason, "công dân đề nghị");
    clerk.worked(Scope::Prompt);
    clerk.worked(Scope::Confirm);
}

/// The story of each scope of the key table: where it is told, by keys alone, and its name. Keys that hold everywhere, in
/// lists, forms and fields are pressed in the stories of the screens that have them.
const TOLD: [(Scope, &str, &str); 34] = [
    (Scope::Global, "tests/screens/popups_story.rs", "help_is_searched_by_what_one_wants_to_do"),
    (Scope::Today, "tests/screens/lists_screen.rs", "counters_open_their_lists_and_move_when_a_dossier_is_settled"),
    (Scope::Dossiers, "tests/screens/list_views.rs", "a_view_is_saved_opened_renamed_removed_and_undone"),
    (Scope::Columns, "tests/screens/list_views.rs", "columns_are_shown_hidden_moved_remembered_and_reset"),
    (Scope::List, "tests/screens/list_views.rs", "a_value_of_the_row_narrows_the_list_in_words_and_escape_widens_it"),
    (Scope::Detail, "tests/detail/like_last.rs", "a_move_is_made_like_the_last_one_of_its_kind"),
    (Scope::Explain, "tests/register/explained.rs", "it_is_saved_masked_or_in_full_and_the_register_remembers_which"),
    (Scope::Differing, "tests/screens/calendar_story.rs", "all_at_once_is_one_entry_and_one_undo"),
    (Scope::Table, "tests/screens/tables.rs", "the_catalogue_is_sorted_narrowed_and_copied_and_the_bar_keeps_its_row"),
    (Scope::HeadPage, "tests/screens/papers.rs", "the_head_opens_a_list_behind_a_number_and_prints_in_three_keys"),
    (Scope::Fees, "tests/screens/papers.rs", "a_fee_is_noted_on_the_dossier_and_stands_in_the_sums_of_the_day"),
    (Scope::Postings, "tests/screens/papers.rs", "a_posting_is_written_marked_posted_and_taken_back_by_keys"),
    (Scope::Directing, "tests/screens/papers.rs", "a_directing_document_is_written_mended_and_listed_by_its_days"),
    (
        Scope::SinceClosing,
        "tests/screens/reports_screen.rs",
        "a_period_is_closed_by_keys_and_what_changed_since_is_named",
    ),
    (
        Scope::Digitising,
        "tests/screens/digitising_screen.rs",
        "the_list_says_one_thing_of_many_and_one_undo_takes_it_back",
    ),
    (Scope::Apologies, "tests/apologies/story.rs", "letters_of_three_dossiers_are_issued_printed_uploaded_and_undone"),
    (Scope::Ratings, "tests/screens/voices_screen.rs", "sums_are_for_all_and_single_ratings_for_the_head"),
    (Scope::Feedback, "tests/screens/voices_screen.rs", "feedback_from_its_receiving_to_its_publication_by_keys"),
    (Scope::Kiosk, "tests/screens/voices_screen.rs", "the_kiosk_covers_this_window_until_the_officer_types_the_pin"),
    (Scope::Accept, "tests/register/explained.rs", "the_form_of_acceptance_tells_why_before_anything_is_saved"),
    (Scope::Form, "tests/screens/popups_story.rs", "a_form_is_refused_then_saved_and_a_question_keeps_what_is_typed"),
    (Scope::Field, "tests/screens/popups_story.rs", "a_form_is_refused_then_saved_and_a_question_keeps_what_is_typed"),
    (Scope::SetUp, "tests/intake/main.rs", "the_first_start_asks_once_and_leaving_it_writes_nothing"),
    (
        Scope::Reports,
        "tests/screens/reports_screen.rs",
        "the_list_shows_the_expected_figures_and_each_opens_as_many_records",
    ),
    (
        Scope::Catalogue,
        "tests/screens/catalogue_screen.rs",
        "a_procedure_is_found_without_marks_confirmed_and_gets_a_new_version",
    ),
    (Scope::Calendar, "tests/screens/calendar_screen.rs", "one_day_of_a_holiday_is_confirmed_alone"),
    (Scope::Journal, "tests/screens/lists_screen.rs", "the_history_tells_what_changed_and_takes_an_entry_back"),
    (Scope::Text, "tests/screens/popups_story.rs", "a_page_of_text_is_read_to_its_end_and_closed"),
    (
        Scope::Confirm,
        "tests/screens/popups_story.rs",
        "a_form_is_refused_then_saved_and_a_question_keeps_what_is_typed",
    ),
    (Scope::Prompt, "tests/screens/popups_story.rs", "a_form_is_refused_then_saved_and_a_question_keeps_what_is_typed"),
    (Scope::Choose, "tests/screens/popups_story.rs", "the_palette_does_what_is_typed_without_marks"),
    (Scope::Narrative, "tests/screens/report_texts.rs", "a_text_is_written_by_keys_and_its_numbers_stay_live"),
    (Scope::Help, "tests/screens/popups_story.rs", "help_is_searched_by_what_one_wants_to_do"),
    // In the stories every task is over at once; the popup of one that runs is told of where it is made.
    (Scope::Progress, "src/ui/parts/popup.rs", "a_running_task_can_only_be_cancelled"),
];

#[test]
fn every_scope_of_the_key_table_has_its_story() {
    for &scope in Scope::ALL {
        let (_, file, name) = TOLD.iter().find(|(of, ..)| *of == scope).unwrap_or_else(|| panic!("{scope:?}"));
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("the file");
        let told = text.split("#[test]").any(|test| test.trim_start().starts_with(&format!("fn {name}(")));
        assert!(told, "{scope:?}: {file} không có {name}");
    }
}
