//! The same streams in the forms that are screens of their own: the first start and the acceptance, every field of text.

use motcua::ui::input::Key;

use crate::forms::pressed;
use crate::stream::{Typing, all, own};
use crate::world::{ENTER, TAB, World, folder, set_up};

const NOW: &str = "2026-11-19 09:15";

/// The keys for a field and what comes of them: another program's way each time, or the own method's.
fn line(n: usize, own: Option<&Typing>) -> (Vec<Key>, String) {
    let ways = all();
    let typing = own.unwrap_or(&ways[n * 11 % ways.len()]);
    let keys = if own.is_some() { typing.keys() } else { typing.sent() };
    (format!("{keys} {n:03}").chars().map(pressed).collect(), format!("{} {n:03}", typing.line()))
}

/// Another program's ways, then the own method's with the presses of its key.
fn ways() -> [(Option<Typing>, usize); 3] {
    let [telex, vni] = own();
    [(None, 0), (Some(telex.0), telex.1), (Some(vni.0), vni.1)]
}

/// Types a line into each labelled row and gives back what should be saved, in that order.
fn fill(world: &mut World, labels: &[&str], own: Option<&Typing>) -> Vec<String> {
    let mut wanted = Vec::new();
    for (n, label) in labels.iter().enumerate() {
        world.go_to(label);
        world.keys(&[Key::ctrl('a')]);
        let (keys, want) = line(n, own);
        world.keys(&keys);
        wanted.push(want);
    }
    wanted
}

#[test]
fn the_acceptance() {
    for (own, presses) in ways() {
        let mut world = World::open(&set_up(&["Nguyễn Thị Mẫu"]), NOW, 120, 40);
        world.keys(&[Key::f(2)]).typed("dkks").keys(&[ENTER]);
        world.keys(&vec![Key::f(12); presses]);
        world.sees(["VN: tắt", "VN: Telex", "VN: VNI"][presses]);
        let labels = ["Người nộp", "Địa chỉ", "Người được ủy quyền", "Giấy tờ khác", "Ghi chú", "Nhận kết quả tại"];
        let wanted = fill(&mut world, &labels, own.as_ref());
        world.keys(&[Key::ctrl('s')]);
        world.sees("+ Đã lưu MC-261119-0001");
        let stored = world.register().read().dossier(1).expect("read").expect("there").dossier;
        let papers = world.register().read().components(1).expect("papers");
        let who = stored.applicant;
        let paper = papers.last().map(|paper| paper.1.name.clone()).unwrap_or_default();
        assert_eq!(vec![who.name, who.address, who.delegate, paper, stored.note, stored.collect_at], wanted);
    }
}

#[test]
fn the_first_start() {
    for (own, presses) in ways() {
        let folder = folder();
        let mut world = World::open(&folder, NOW, 120, 40);
        world.keys(&vec![Key::ctrl('o'); presses]);
        world.sees(["VN: tắt", "VN: Telex", "VN: VNI"][presses]);
        let settings = [
            ("Tên đơn vị", "unit"),
            ("Cơ quan chủ quản", "superior"),
            ("Địa danh", "place"),
            ("Nơi nhận báo cáo", "recipient"),
            ("Thể thức ký thay", "signer_prefix"),
            ("Chức vụ người ký", "signer_position"),
            ("Họ tên người ký", "signer_name"),
        ];
        let mut labels = settings.map(|(label, _)| label).to_vec();
        labels.extend(["Cán bộ 1", "chức vụ"]);
        let wanted = fill(&mut world, &labels, own.as_ref());
        world.keys(&[TAB, Key::ctrl('s')]);
        assert!(world.left, "{}", world.picture());
        let store = world.register();
        let read = store.read();
        let kept = read.settings().expect("read");
        for ((_, key), want) in settings.iter().zip(&wanted) {
            assert_eq!(kept.get(key), want, "{key}");
        }
        let (_, officer) = read.officers().expect("read").remove(0);
        assert_eq!([officer.name, officer.position], [wanted[7].clone(), wanted[8].clone()]);
    }
}
