//! What a form takes over from the last move of its kind, by one key that the footer shows.

use motcua::store::{Mode, Store};
use motcua::ui::input::Key;
use motcua::ui::keymap::Act;

use crate::support::{accept, set_up, stamp};
use crate::window::Window;

const LIKE_LAST: Key = Key::ctrl('d');

#[test]
fn a_move_is_made_like_the_last_one_of_its_kind() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    let mut store = Store::open(&path, Mode::CreateIfMissing).expect("the register opens");
    set_up(&mut store);
    let seat = [("last_officer".to_owned(), "lan".to_owned())];
    motcua::desk::set_up::change_settings(&mut store, &stamp("2026-03-02 07:40", "lan"), &seat).expect("a seat");
    let [first, second] =
        ["Lò Thị Giả", "Vàng A Giả"].map(|name| accept(&mut store, "1.001", name, "2026-03-02 08:00"));
    drop(store);

    let mut window = Window::open(&path, first.id, "2026-03-03 09:00");
    window.act(Act::HandOver).press(LIKE_LAST);
    window.shows(&["Sổ chưa có lần nào trước đó để chép."]);
    assert!(!window.picture().contains("Như trước"), "a key that can do nothing is not offered");
    window.to("Cán bộ nhận").typed("hung").enter().to("Đơn vị nhận").typed("Phòng Kinh tế").save();
    window.act(Act::Pause).typed("nghĩa vụ").to("Số văn bản").typed("7/TB-T").save();
    window
        .act(Act::Apologise)
        .to("Lý do chậm")
        .typed("chờ xác minh")
        .to("Hẹn lại")
        .typed("+5")
        .to("Người ký")
        .typed("Hà Thị Ký Giả")
        .save();
    window.shows(&["Đã lưu: văn bản xin lỗi"]);
    drop(window);

    // Another day and another dossier: what is repeated comes from the register.
    let mut window = Window::open(&path, second.id, "2026-03-04 09:00");
    window.act(Act::HandOver);
    window.shows(&["Ctrl+D Như trước"]);
    window.press(LIKE_LAST);
    window.shows(&["Trần Văn Hùng", "Phòng Kinh tế"]);
    window.save();
    let over = window.disk.read().handovers(second.id).expect("read").remove(0);
    assert_eq!((over.to.as_str(), over.office.as_str()), ("Trần Văn Hùng", "Phòng Kinh tế"));
    window.act(Act::Pause).press(LIKE_LAST);
    window.save();
    let paused = window.stored().dossier.pauses.remove(0);
    assert_eq!((paused.reason.code(), paused.document.as_str()), ("fee", ""), "its paper has a number of its own");
    window.act(Act::Apologise).press(LIKE_LAST).to("Lý do chậm").typed("chờ xác minh").to("Hẹn lại").typed("+5").save();
    assert_eq!(window.stored().dossier.apology.signer, "Hà Thị Ký Giả");
    window.act(Act::Amend).press(LIKE_LAST);
    window.shows(&["Hộp này không có gì để chép từ lần trước."]);
}
