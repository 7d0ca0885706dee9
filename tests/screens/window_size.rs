//! A window that got another size without its console saying so, as the old one of Windows does.

use crate::world::{World, set_up};

#[test]
fn keys_on_the_screen_are_where_they_are_seen() {
    let mut world = World::open(&set_up(&["Nguyễn Thị Mẫu"]), "2026-11-19 09:15", 120, 40);
    world.sees("[Hôm nay]");
    world.resize_in_silence(80, 24).click("F4 Hồ sơ");
    world.sees("[Hồ sơ]");
    world.resize_in_silence(120, 40).click("F3 Hôm nay");
    world.sees("[Hôm nay]");
}
