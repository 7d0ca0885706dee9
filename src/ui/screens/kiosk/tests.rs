//! The kiosk alone, without a register: what each key asks for and what stands on the glass.

use ratatui::buffer::Buffer;

use super::*;
use crate::domain::change::Changes;
use crate::domain::rating::Levels;
use crate::ui::paint::lines_of;
use crate::ui::work::Wrote;

const UNIT: &str = "Trung tâm Phục vụ hành chính công xã Đồng Mẫu";

fn around(width: u16, height: u16) -> Around {
    Around { now: "2026-11-20 09:15".parse().expect("a moment"), area: Rect::new(0, 0, width, height) }
}

fn kiosk() -> Kiosk {
    let mut kiosk = Kiosk::new(true);
    let front = Front { unit: UNIT.to_owned(), levels: Levels::default().0, pin_set: true };
    kiosk.reply(&Reply::Rating(Answer::Kiosk(Box::new(front))), &around(80, 24));
    kiosk.input(&Input::Pulse(1_000), &around(80, 24));
    kiosk
}

fn send(kiosk: &mut Kiosk, input: Input) -> Vec<String> {
    let effects = kiosk.input(&input, &around(80, 24)).expect("it takes every input");
    effects.iter().map(said).collect()
}

fn said(effect: &Effect<Job>) -> String {
    match effect {
        Effect::Job(Job::Rating(ask)) => format!("{ask:?}"),
        Effect::Quit => "Quit".to_owned(),
        Effect::Back => "Back".to_owned(),
        _ => "another effect".to_owned(),
    }
}

fn key(kiosk: &mut Kiosk, c: char) -> Vec<String> {
    send(kiosk, Input::Key(Key::char(c)))
}

fn saved(kiosk: &mut Kiosk) {
    let wrote = Wrote { act: Act::Kiosk, changes: Changes::default(), said: String::new() };
    kiosk.reply(&Reply::Wrote(wrote), &around(80, 24));
}

fn picture(kiosk: &Kiosk, width: u16, height: u16) -> String {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    kiosk.draw(&mut buf, &around(width, height), &Look::mono());
    lines_of(&buf).join("\n")
}

#[test]
fn one_press_is_one_rating_however_long_the_key_bounces() {
    let mut kiosk = kiosk();
    assert!(key(&mut kiosk, '1')[0].contains("very_satisfied"));
    assert_eq!(key(&mut kiosk, '1'), [] as [&str; 0], "not on disk yet");
    saved(&mut kiosk);
    assert!(picture(&kiosk, 80, 24).contains("CẢM ƠN"));
    send(&mut kiosk, Input::Pulse(1_900));
    assert_eq!(key(&mut kiosk, '3'), [] as [&str; 0], "within a second");
    send(&mut kiosk, Input::Pulse(1_000 + THANKS_MS));
    assert!(key(&mut kiosk, '3')[0].contains("dissatisfied"), "the next citizen");
    assert_eq!(key(&mut kiosk, '4'), [] as [&str; 0], "no such level");
}

#[test]
fn a_failed_save_is_said_and_thanks_nobody() {
    let mut kiosk = kiosk();
    key(&mut kiosk, '2');
    kiosk.reply(&Reply::Failed(Act::Kiosk, "đĩa đầy".to_owned()), &around(80, 24));
    let shown = picture(&kiosk, 80, 24);
    assert!(shown.contains("CHƯA GHI ĐƯỢC") && !shown.contains("CẢM ƠN") && !shown.contains("đĩa đầy"), "{shown}");
}

#[test]
fn only_the_right_pin_leaves_it() {
    let mut kiosk = kiosk();
    let leave = [
        Input::Key(Key::plain(KeyCode::Esc)),
        Input::Key(Key::ctrl('c')),
        Input::Key(Key::ctrl('z')),
        Input::Key(Key::ctrl('q')),
        Input::Key(Key::f(10)),
        Input::Key(Key::alt('0')),
        Input::Paste("730519\r".to_owned()),
        Input::Mouse(Mouse::WheelDown, 3, 3),
    ];
    for input in leave {
        assert_eq!(send(&mut kiosk, input), [] as [&str; 0]);
    }
    send(&mut kiosk, Input::Key(Key::ctrl('k')));
    for c in "7305".chars() {
        assert_eq!(key(&mut kiosk, c), [] as [&str; 0]);
    }
    let shown = picture(&kiosk, 80, 24);
    assert!(shown.contains("••••") && !shown.contains("7305"), "{shown}");
    assert!(send(&mut kiosk, Input::Key(Key::plain(KeyCode::Enter)))[0].contains("7305"));
    let wrong = kiosk.reply(&Reply::Rating(Answer::Pin { key: KIOSK_PIN, right: false, wait: 5 }), &around(80, 24));
    assert!(wrong.is_empty());
    assert!(picture(&kiosk, 80, 24).contains("chờ 5 giây"));
    send(&mut kiosk, Input::Pulse(1_000 + 5_000 + PIN_MS));
    assert!(picture(&kiosk, 80, 24).contains("XIN CHỜ"), "it closes by itself, after the wait");
    send(&mut kiosk, Input::Pulse(1_000 + 5_000 + PIN_MS + QUIET_MS));
    assert!(picture(&kiosk, 80, 24).contains("Bấm một số"), "it goes back to the start by itself");
    let right = kiosk.reply(&Reply::Rating(Answer::Pin { key: KIOSK_PIN, right: true, wait: 0 }), &around(80, 24));
    assert_eq!(right.iter().map(said).collect::<Vec<_>>(), ["Quit"]);
}

#[test]
fn digits_of_a_pin_whose_box_has_closed_rate_nobody() {
    let mut kiosk = kiosk();
    send(&mut kiosk, Input::Key(Key::ctrl('k')));
    key(&mut kiosk, '7');
    let mut now = 1_000 + PIN_MS;
    send(&mut kiosk, Input::Pulse(now));
    for digit in "123123".chars() {
        assert_eq!(key(&mut kiosk, digit), [] as [&str; 0], "{digit}");
        now += QUIET_MS - 1;
        send(&mut kiosk, Input::Pulse(now));
    }
    assert_eq!(send(&mut kiosk, Input::Mouse(Mouse::Click, 10, 12)), [] as [&str; 0], "nor does a touch");
    for (width, height) in [(80, 24), (40, 10)] {
        assert!(picture(&kiosk, width, height).contains("Ô gõ mã đã đóng; chưa nhận phím."), "{width}×{height}");
    }
    send(&mut kiosk, Input::Pulse(now + QUIET_MS));
    assert!(key(&mut kiosk, '1')[0].contains("very_satisfied"), "the next citizen");
}

#[test]
fn an_invitation_shows_digits_alone_and_goes_after_three_minutes() {
    let mut kiosk = kiosk();
    let invited =
        Invitation { dossier: 9, code: "H15.12-251120-0007".to_owned(), officer: "lan".to_owned(), at_utc_ms: 0 };
    kiosk.reply(&Reply::Rating(Answer::Invited(Some(invited))), &around(80, 24));
    let shown = picture(&kiosk, 80, 24);
    assert!(shown.contains("Hồ sơ …0007") && !shown.contains("251120") && !shown.contains("lan"), "{shown}");
    assert!(key(&mut kiosk, '1')[0].contains("dossier: 9"));
    saved(&mut kiosk);
    send(&mut kiosk, Input::Pulse(10_000));
    assert!(!picture(&kiosk, 80, 24).contains("0007"), "answered");
    let invited = Invitation { dossier: 9, code: "A-0008".to_owned(), officer: String::new(), at_utc_ms: 0 };
    kiosk.reply(&Reply::Rating(Answer::Invited(Some(invited))), &around(80, 24));
    send(&mut kiosk, Input::Pulse(LASTS_MS - 1));
    assert!(picture(&kiosk, 80, 24).contains("0008"));
    send(&mut kiosk, Input::Pulse(LASTS_MS));
    assert!(!picture(&kiosk, 80, 24).contains("0008"));
}

#[test]
fn every_box_can_be_touched_in_every_size() {
    for (width, height) in [(40, 10), (80, 24), (120, 40), (200, 60), (60, 12), (53, 17)] {
        let mut kiosk = kiosk();
        let shown = picture(&kiosk, width, height);
        for word in ["RẤT HÀI LÒNG", "KHÔNG HÀI LÒNG"] {
            assert!(shown.contains(word), "{width}×{height}\n{shown}");
        }
        let boxes = draw::boxes(Rect::new(0, 0, width, height), 3);
        assert_eq!(boxes.len(), 3, "{width}×{height}");
        for (at, place) in boxes.iter().enumerate() {
            assert!(place.right() <= width && place.bottom() <= height);
            let (x, y) = (place.x + place.width / 2, place.y + place.height / 2);
            let asked = kiosk.input(&Input::Mouse(Mouse::Click, x, y), &around(width, height)).expect("taken");
            assert!(said(&asked[0]).contains(&kiosk.front.levels[at].code), "{width}×{height}: {at}");
            kiosk.face = Face::Start;
        }
    }
    for (width, height) in [(0, 0), (1, 1), (10, 3), (40, 5)] {
        picture(&kiosk(), width, height);
    }
}
