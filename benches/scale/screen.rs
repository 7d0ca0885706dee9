//! The real shell with the real worker, driven key by key without a terminal.

use std::path::Path;
use std::time::{Duration, Instant};

use motcua::app::clock::Clock;
use motcua::app::worker::Desk;
use motcua::domain::day::Moment;
use motcua::store::{Mode, Store};
use motcua::ui::action::Outward;
use motcua::ui::input::{Input, Key, KeyCode};
use motcua::ui::look::Look;
use motcua::ui::screens;
use motcua::ui::shell::Shell;
use motcua::ui::work::Job;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// A clock that stands still.
struct Still(Moment);

impl Clock for Still {
    fn now(&self) -> Moment {
        self.0
    }

    fn utc_ms(&self) -> i64 {
        (self.0.epoch_minutes() - 420) * 60_000
    }

    fn pc_offset_min(&self) -> i32 {
        420
    }

    fn until_next_minute(&self) -> Duration {
        Duration::from_secs(60)
    }
}

struct Window {
    desk: Desk<Still>,
    shell: Shell<Job>,
    terminal: Terminal<TestBackend>,
}

impl Window {
    /// Carries out whatever the shell asks for until it asks for nothing, then draws.
    fn settle(&mut self, mut outward: Vec<Outward<Job>>) {
        while let Some(next) = outward.pop() {
            if let Outward::Job(job) = next {
                let reply = self.desk.carry_out(job);
                outward.extend(self.shell.reply(&reply));
            }
        }
        let shell = &self.shell;
        self.terminal.draw(|frame| shell.draw(frame)).expect("a picture in memory");
    }

    /// One key to its drawn frame, all its work included.
    fn key(&mut self, key: Key) -> Duration {
        let begun = Instant::now();
        let outward = self.shell.update(Input::Key(key));
        self.settle(outward);
        begun.elapsed()
    }

    fn keys(&mut self, what: &str, keys: &[Key], times: usize) {
        let measured = (0..times).flat_map(|_| keys.to_vec()).map(|key| self.key(key)).collect();
        crate::say(what, measured);
    }
}

/// First screen, then the keys a clerk uses most.
pub fn measure(path: &Path, now: Moment) -> Result<(), Box<dyn std::error::Error>> {
    let begun = Instant::now();
    let desk = Desk::new(Store::open(path, Mode::Existing)?, Still(now))?;
    let opened = begun.elapsed();
    let shell = Shell::new(screens::tabs(), Look::choose(|_| None), now);
    let mut window = Window { desk, shell, terminal: Terminal::new(TestBackend::new(120, 40))? };
    let mut outward = window.shell.update(Input::Tick(now));
    outward.extend(window.shell.start(120, 40));
    window.settle(outward);
    println!(
        "mở sổ {:.2} ms, màn hình đầu {:.2} ms",
        opened.as_secs_f64() * 1_000.0,
        begun.elapsed().as_secs_f64() * 1_000.0
    );
    crate::say_memory("ở màn hình đầu");
    let plain = Key::plain;
    window.keys("Hồ sơ: mở", &[Key::f(4)], 1);
    window.keys("xuống một dòng", &[plain(KeyCode::Down)], 200);
    window.keys("xuống một trang", &[plain(KeyCode::PageDown)], 100);
    window.keys("cuối và đầu danh sách", &[plain(KeyCode::End), plain(KeyCode::Home)], 20);
    window.key(Key::char('/'));
    let typed: Vec<Key> = "nguyen van binh".chars().map(Key::char).collect();
    let erased = vec![plain(KeyCode::Backspace); typed.len()];
    window.keys("gõ tìm tên", &[typed, erased].concat(), 5);
    window.key(plain(KeyCode::Esc));
    window.keys("mở và đóng một hồ sơ", &[plain(KeyCode::Enter), plain(KeyCode::Esc)], 30);
    window.keys("Hôm nay", &[Key::f(3), Key::f(7)], 30);
    Ok(())
}
