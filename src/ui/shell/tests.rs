//! The frame with two small screens of its own: tabs, popups, refusals, help.

use super::*;
use crate::domain::refusal::Refusal;
use crate::ui::action::Effect;
use crate::ui::input::{Key, KeyCode};
use crate::ui::paint::{lines_of, put};
use crate::ui::parts::form::{FormDid, FormRow};
use crate::ui::parts::form_draw::draw_form;
use crate::ui::parts::popup::Answer;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Work of the tests: a word goes out, a word comes back.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Word(pub(crate) String);

impl Work for Word {
    type Reply = String;
}

/// A list-like screen that asks for a reason when something is rejected.
#[derive(Default)]
pub(crate) struct Lists {
    heard: Vec<String>,
}

impl Screen<Word> for Lists {
    fn scope(&self) -> Scope {
        Scope::Detail
    }

    fn title(&self) -> String {
        "Hồ sơ".into()
    }

    fn act(&mut self, act: Act, _around: &Around) -> Vec<Effect<Word>> {
        match act {
            Act::Reject => {
                let form = Form::new(vec![FormRow::text("reason", "Lý do", "")]);
                vec![Effect::Popup(Box::new(Popup::prompt(act, "Trả lại", form)))]
            }
            Act::Overdue | Act::Undo => vec![Effect::Job(Word(format!("{act:?}")))],
            _ => Vec::new(),
        }
    }

    fn why_not(&self, act: Act) -> Option<String> {
        (act == Act::Resume).then(|| "Hồ sơ không tạm dừng.".into())
    }

    fn answered(&mut self, popup: &Popup, answer: &Answer, _around: &Around) -> Vec<Effect<Word>> {
        match (answer, popup.form()) {
            (Answer::Submitted, Some(form)) if form.get("reason").is_empty() => {
                vec![Effect::Refuse(popup.purpose, Refusal::at("reason", "Phải ghi lý do."))]
            }
            (Answer::Submitted, Some(form)) => vec![Effect::Job(Word(form.get("reason").into()))],
            _ => Vec::new(),
        }
    }

    fn reply(&mut self, reply: &String, _around: &Around) -> Vec<Effect<Word>> {
        if let Some(text) = reply.strip_prefix("chép ") {
            return vec![Effect::Copy(text.to_owned(), format!("Đã chép: {text}"))];
        }
        self.heard.push(reply.clone());
        vec![Effect::Close(Act::Reject), Effect::Say(Tone::Good, "Đã lưu.".into())]
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        put(buf, around.area, 0, 0, &self.heard.join(" "), look.style(Tone::Normal));
        None
    }
}

/// A form that keeps a draft.
pub(crate) struct Entry(Form);

impl Screen<Word> for Entry {
    fn scope(&self) -> Scope {
        Scope::Accept
    }

    fn title(&self) -> String {
        "Tiếp nhận".into()
    }

    fn input(&mut self, input: &Input, _around: &Around) -> Option<Vec<Effect<Word>>> {
        match self.0.input(input, Scope::Accept) {
            FormDid::Ignored => None,
            FormDid::Save => Some(vec![Effect::Job(Word(self.0.get("name").into()))]),
            _ => Some(Vec::new()),
        }
    }

    fn act(&mut self, _act: Act, _around: &Around) -> Vec<Effect<Word>> {
        Vec::new()
    }

    fn closing(&mut self, _around: &Around) -> Vec<Effect<Word>> {
        vec![Effect::Job(Word(format!("nháp {}", self.0.get("name"))))]
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        draw_form(&self.0, buf, around.area, look)
    }
}

pub(crate) fn shell() -> Shell<Word> {
    let lists = Tab::new(Act::Dossiers, Box::new(Lists::default()));
    let lists = lists.also(Act::Overdue, Also::InFront).also(Act::Undo, Also::Behind);
    let form = Form::new(vec![FormRow::text("name", "Người nộp", "")]);
    let entry = Tab::new(Act::NewDossier, Box::new(Entry(form)));
    let mut shell = Shell::new(vec![lists, entry], Look::mono(), "2026-11-20 09:15".parse().expect("a moment"));
    shell.start(80, 24);
    shell
}

fn press(shell: &mut Shell<Word>, keys: &[Key]) -> Vec<Outward<Word>> {
    keys.iter().flat_map(|key| shell.update(Input::Key(*key))).collect()
}

fn job(word: &str) -> Outward<Word> {
    Outward::Job(Word(word.into()))
}

fn drawn(shell: &Shell<Word>, width: u16, height: u16) -> Vec<String> {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a terminal");
    terminal.draw(|frame| shell.draw(frame)).expect("a frame");
    lines_of(terminal.backend().buffer())
}

const ENTER: Key = Key::plain(KeyCode::Enter);

#[test]
fn a_move_is_refused_in_its_popup_then_done_and_said() {
    let mut shell = shell();
    assert!(press(&mut shell, &[Key::char('l'), ENTER]).is_empty());
    assert!(drawn(&shell, 80, 24).iter().any(|line| line.contains("x Phải ghi lý do.")));
    assert_eq!(press(&mut shell, &[Key::char('t'), ENTER]), [job("t")]);
    shell.reply(&"xong".into());
    let lines = drawn(&shell, 80, 24);
    assert_eq!((lines[1].as_str(), lines[21].as_str()), ("xong", " + Đã lưu."));
    assert_eq!(shell.scope(), Scope::Detail);
}

#[test]
fn the_picture_at_eighty_by_twenty_four() {
    let lines = drawn(&shell(), 80, 24);
    assert!(lines[0].starts_with("[Hồ sơ] Tiếp nhận"), "{}", lines[0]);
    assert!(lines[0].ends_with("09:15 20/11/2026"));
    assert!(lines[22].contains("g Giao việc") && lines[22].contains("r Trả kết quả"), "{}", lines[22]);
    assert!(!lines[22].contains("Tiếp tục"), "an impossible move is not offered");
    assert!(lines[23].starts_with("F1 Trợ giúp F2 Tiếp nhận") && lines[23].ends_with("F7 Quá hạn"));
}

#[test]
fn an_impossible_key_says_why() {
    let mut shell = shell();
    press(&mut shell, &[Key::char('c')]);
    assert_eq!(drawn(&shell, 80, 24)[21], " ? Hồ sơ không tạm dừng.");
}

#[test]
fn switching_tabs_and_a_small_window_lose_nothing() {
    let mut shell = shell();
    press(&mut shell, &[Key::f(2), Key::char('Á'), Key::char('n'), Key::char('h')]);
    assert_eq!(press(&mut shell, &[Key::f(7)]), [job("Overdue")]);
    assert_eq!(shell.scope(), Scope::Detail);
    shell.update(Input::Resize(20, 5));
    assert_eq!(drawn(&shell, 20, 5)[0], "? Cửa sổ quá nhỏ.".trim_start_matches("? "));
    shell.update(Input::Resize(80, 24));
    press(&mut shell, &[Key::alt('2')]);
    assert!(drawn(&shell, 80, 24)[1].contains("Ánh"));
    // The field has nothing of its own to take back after three steps. The fourth says so and stays in it.
    let undo = [Key::ctrl('z'), Key::ctrl('z'), Key::ctrl('z'), Key::ctrl('z')];
    assert_eq!(press(&mut shell, &undo), []);
    assert!(shell.form().is_none() && shell.scope() == Scope::Accept);
    // Outside of it the key is the register's.
    assert_eq!(press(&mut shell, &[Key::f(7), Key::ctrl('z')]), [job("Overdue"), job("Undo")]);
}

#[test]
fn leaving_and_a_hang_up_keep_the_draft_first() {
    let mut shell = shell();
    press(&mut shell, &[Key::f(2), Key::char('a')]);
    assert_eq!(shell.update(Input::Hangup), [job("nháp a"), Outward::Quit]);
    assert_eq!(press(&mut shell, &[Key::ctrl('q')]), [job("nháp a"), Outward::Quit]);
}

#[test]
fn leaving_promises_that_typed_text_is_kept_only_where_the_register_stays() {
    for (passing, said, other) in [("", "lần sau mở lại sẽ hiện", "bị bỏ"), ("BẢN TRÌNH DIỄN", "bị bỏ", "sẽ hiện")]
    {
        let mut shell = shell();
        shell.passing(passing);
        press(&mut shell, &[Key::char('l'), Key::char('a'), Key::plain(KeyCode::Esc), Key::ctrl('q')]);
        let shown = drawn(&shell, 80, 24).join("\n");
        assert!(shown.contains("Còn phiếu gõ dở") && shown.contains(said) && !shown.contains(other), "{shown}");
        assert!(shown.contains("BẢN TRÌNH DIỄN") != passing.is_empty(), "{shown}");
    }
}

#[test]
fn the_palette_and_help_reach_everything_without_its_key() {
    let mut shell = shell();
    press(&mut shell, &[Key::ctrl('p')]);
    let typed: Vec<Key> = "qua han".chars().map(Key::char).collect();
    press(&mut shell, &typed);
    assert_eq!(press(&mut shell, &[ENTER]), [job("Overdue")]);
    press(&mut shell, &[Key::f(1)]);
    assert!(drawn(&shell, 80, 24)[0].contains("Trợ giúp: Một hồ sơ") || drawn(&shell, 80, 24)[1].contains("Trợ giúp"));
    press(&mut shell, &[Key::plain(KeyCode::Esc)]);
    assert_eq!(shell.scope(), Scope::Detail);
}

#[test]
fn every_window_draws_and_the_corner_stays_empty() {
    let mut shell = shell();
    for popup in [false, true] {
        if popup {
            press(&mut shell, &[Key::f(1)]);
        }
        for (w, h) in [(1, 1), (40, 10), (39, 10), (80, 24), (300, 3), (200, 60)] {
            shell.update(Input::Resize(w, h));
            let mut terminal = Terminal::new(TestBackend::new(w, h)).expect("a terminal");
            terminal.draw(|frame| shell.draw(frame)).expect("a frame");
            let corner = terminal.backend().buffer().cell((w - 1, h - 1)).map(|cell| cell.symbol().to_owned());
            assert_eq!(corner.as_deref(), Some(" "), "{w}×{h}");
        }
    }
}
