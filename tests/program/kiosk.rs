//! The real kiosk in a real terminal: two hundred keys at random, signals and touches never leave it; what citizens
//! press is counted; an invitation of another program reaches it; the officer's PIN ends it. All people are invented.

#![cfg(unix)]

use crate::terminal;

use std::process::Command;
use std::time::{Duration, Instant};

use motcua::desk::accept::{self, Draft};
use motcua::desk::catalogue::change_setting;
use motcua::desk::{Target, end, rate};
use motcua::domain::day::Moment;
use motcua::domain::dossier::{Channel, Dossier};
use motcua::domain::rating::{KIOSK, Rating};
use motcua::store::{Stamp, Store, StoreError};
use terminal::desk::Desk;
use terminal::{Pty, until};

const PIN: &str = "730519";
const START: &str = "Bấm một số từ 1 đến 3";
const NAME: &str = "Lò Thị Kín";

/// A stamp of the present moment, as another program on this PC would make it.
fn stamp() -> Stamp {
    let ms = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a time").as_millis() as i64;
    Stamp { at: Moment::of_utc_ms(ms), utc_ms: ms, utc_offset_min: 420, officer: "mau".to_owned(), desk: 1 }
}

fn with_pin() -> Desk {
    let desk = Desk::new();
    change_setting(&mut desk.register(), &stamp(), "kiosk_pin", "", PIN).expect("the PIN is set");
    desk
}

fn kiosk(desk: &Desk, columns: u16, rows: u16) -> Pty {
    desk.run(env!("CARGO_BIN_EXE_motcua"), &["kiosk"], columns, rows)
}

fn ratings(store: &Store) -> Vec<Rating> {
    let mut found = Vec::new();
    store
        .read()
        .each_rating(|rating| {
            found.push(rating);
            Ok::<_, StoreError>(())
        })
        .expect("read");
    found
}

fn signal(pty: &Pty, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &pty.pid().to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()));
}

/// A key at random, as the bytes that a terminal sends. The officer's key is among them, the officer's PIN is not.
fn random_key(state: &mut u64) -> Vec<u8> {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let (kind, n) = ((*state >> 33) % 10, (*state >> 40) as u8);
    match kind {
        0..=2 => vec![n % 27],
        3 => vec![0x1b, b'a' + n % 26],
        4 => vec![0x1b, b'0' + n % 10],
        5 => format!("\u{1b}[{}~", 11 + n % 14).into_bytes(),
        6 => format!("\u{1b}O{}", char::from(b'P' + n % 4)).into_bytes(),
        7 => vec![0x1b],
        8 => vec![b' ' + n % 95],
        _ => format!("\u{1b}[<0;{};{}M", 1 + n % 80, 1 + n % 24).into_bytes(),
    }
}

/// What of the register must never be on this screen.
fn assert_closed(pty: &Pty) {
    let shown = pty.screen();
    for word in ["Hôm nay", "Trợ giúp", "Hồ sơ  ", "Danh mục", "Bảng lệnh", NAME] {
        assert!(!shown.contains(word), "{word}:\n{shown}");
    }
}

#[test]
fn two_hundred_random_keys_never_leave_it() {
    let desk = with_pin();
    let mut pty = kiosk(&desk, 80, 24);
    pty.wait_for(START);
    let mut state = 20_261_120;
    for n in 0..200 {
        pty.send_bytes(&random_key(&mut state));
        if n % 10 == 0 {
            std::thread::sleep(Duration::from_millis(30));
            assert_closed(&pty);
        }
    }
    for name in ["INT", "TSTP", "QUIT", "INT"] {
        signal(&pty, name);
    }
    // Whatever was half typed goes, and it is the citizens' again.
    pty.send("\u{1b}");
    pty.watch(Instant::now() + Duration::from_secs(1), |_| false);
    pty.send("\u{1b}");
    pty.wait_for(START);
    assert_closed(&pty);
    pty.send("\u{b}");
    pty.wait_for("Dành cho cán bộ");
    pty.send("000001\r");
    pty.wait_for("Mã chưa đúng");
    assert!(!pty.screen().contains("000001"));
    // Random keys may have tried on as well, so the right one may have to wait its turn.
    until("the officer leaves", || {
        pty.send(&format!("{PIN}\r"));
        std::thread::sleep(Duration::from_millis(700));
        pty.screen().is_empty() || !pty.screen().contains("cán bộ")
    });
    assert!(pty.wait_end().success());
    pty.wait_restored();
    let store = desk.register();
    assert!(ratings(&store).iter().all(|rating| rating.source == KIOSK && rating.officer.is_empty()));
    assert!(store.check(|_| true).expect("checked").sound());
}

#[test]
fn citizens_are_counted_and_the_invited_one_rates_the_dossier() {
    let desk = with_pin();
    let mut store = desk.register();
    let mut dossier = Dossier::new("", "1.001022", Channel::Direct);
    dossier.applicant.name = NAME.to_owned();
    dossier.received_by = "mau".to_owned();
    let (accepted, settled) = (stamp().at.plus_minutes(-60), stamp().at.plus_minutes(-30));
    dossier.accepted_at = Some(accepted);
    let draft = Draft { dossier, components: Vec::new(), new_limit: None, remember_papers: false };
    let (made, _) = accept::accept(&mut store, &stamp(), &draft).expect("accepted");
    let seen = |store: &Store| {
        let stored = store.read().dossier(made.id).expect("read").expect("there");
        (Target { id: stored.id, version: stored.version }, stored.dossier.code)
    };
    let target = seen(&store).0;
    end::settle(&mut store, &stamp(), &[target], settled).expect("settled");
    let refused = rate::invite(&mut store, &stamp(), made.id).expect_err("not returned yet").to_string();
    assert!(refused.contains("Chưa trả kết quả"), "{refused}");
    let target = seen(&store).0;
    end::give_back(&mut store, &stamp(), &[target], settled, Channel::Direct).expect("returned");
    let code = seen(&store).1;

    let mut pty = kiosk(&desk, 80, 24);
    pty.wait_for(START);
    pty.send("2");
    pty.wait_for("CẢM ƠN");
    // It is on disk as soon as it is thanked for; keys that bounce are no further citizens.
    assert_eq!(ratings(&store).len(), 1);
    pty.send("2221");
    pty.wait_for(START);
    assert_eq!(ratings(&store).len(), 1);

    rate::invite(&mut store, &stamp(), made.id).expect("invited");
    let digits: String = code.chars().skip(code.chars().count() - 4).collect();
    pty.wait_for(&format!("Hồ sơ …{digits}"));
    assert_closed(&pty);
    assert!(!pty.screen().contains(&code));
    // The first box, touched.
    pty.send("\u{1b}[<0;10;12M\u{1b}[<0;10;12m");
    pty.wait_for("CẢM ƠN");
    let given = ratings(&store);
    assert_eq!(given.len(), 2);
    let told = |rating: &Rating| (rating.dossier_code.clone(), rating.officer.clone(), rating.level.clone());
    assert!(given.iter().map(told).any(|told| told == (code.clone(), "mau".to_owned(), "very_satisfied".to_owned())));
    assert!(given.iter().map(told).any(|told| told == (String::new(), String::new(), "satisfied".to_owned())));
    pty.wait_for(START);
    assert!(!pty.screen().contains(&digits), "the invitation is answered");
    pty.send(&format!("\u{b}{PIN}\r"));
    assert!(pty.wait_end().success());
}

#[test]
fn it_fits_a_small_window_and_wants_a_pin_first() {
    let desk = Desk::new();
    let mut pty = kiosk(&desk, 80, 24);
    pty.wait_for("Chưa đặt mã rời màn hình đánh giá");
    assert_eq!(pty.wait_end().exit_code(), 1);
    change_setting(&mut desk.register(), &stamp(), "kiosk_pin", "", PIN).expect("the PIN is set");
    let mut pty = kiosk(&desk, 40, 10);
    pty.wait_for("KHÔNG HÀI LÒNG");
    pty.resize(200, 60);
    pty.wait_for(START);
    pty.send("3");
    pty.wait_for("CẢM ƠN");
    assert_eq!(ratings(&desk.register())[0].level, "dissatisfied");
    // The system asks it to end: it does, and nothing but the plain terminal is behind it.
    signal(&pty, "TERM");
    assert!(pty.wait_end().success());
    pty.wait_restored();
}
