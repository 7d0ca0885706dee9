//! Linked legs of one request (liên thông): what may be linked, what is refused, that figures count the request once, and
//! that files keep the link in any order.

use crate::support;

use motcua::desk::count::{self, Scope};
use motcua::desk::legs::{self, NewLeg};
use motcua::desk::papers::head_page;
use motcua::desk::ratings;
use motcua::desk::{Error, Target, end, export, import, undo};
use motcua::domain::dossier::Channel;
use motcua::domain::figure::FIGURES;
use motcua::domain::period::{Cutoff, Period};
use motcua::exchange::Noun;
use motcua::report::figures::Figures;
use motcua::store::Store;
use motcua::store::head_page::{HeadGroup, HeadNumber};
use support::{accept, at, seen, set_up, stamp};

const NOW: &str = "2026-03-10 09:00";

fn desk() -> (Store, Vec<Target>) {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let names = ["Lê Thị Ánh", "Lê Thị Ánh", "Phạm Văn Bốn", "Đỗ Thị Cúc"];
    let targets = names.iter().enumerate().map(|(n, name)| {
        let procedure = ["2.001", "1.001", "1.001", "2.002"][n];
        accept(&mut store, procedure, name, &format!("2026-03-0{} 08:00", n + 2))
    });
    let targets = targets.collect();
    (store, targets)
}

fn code(store: &Store, target: Target) -> String {
    store.read().code_of(target.id).expect("a code")
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Err(Error::Refused(refusal)) => refusal.problems.iter().map(|problem| problem.message.as_str()).collect(),
        other => panic!("not refused: {other:?}"),
    }
}

fn link(store: &mut Store, leg: Target, request: Target) -> Target {
    let request = code(store, request);
    legs::link(store, &stamp(NOW, "lan"), &[seen(store, leg.id)], &request, true).expect("linked");
    seen(store, leg.id)
}

fn figures(store: &Store) -> Figures {
    let period = Period::preset("2026-03", Cutoff::Calendar).expect("a period");
    let scope = Scope { period, cutoff: Cutoff::Calendar, now: at("2026-03-25 17:00") };
    count::count(store, &scope, |_| true).expect("counted").0
}

#[test]
fn a_circle_a_leg_of_a_leg_and_a_request_that_is_a_leg_are_refused() {
    let (mut store, four) = desk();
    link(&mut store, four[1], four[0]);
    let now = stamp(NOW, "lan");
    let codes: Vec<String> = four.iter().map(|target| code(&store, *target)).collect();
    let tried = |store: &mut Store, leg: usize, request: &str| {
        let target = seen(store, four[leg].id);
        refused(legs::link(store, &now, &[target], request, true))
    };
    assert!(tried(&mut store, 0, &codes[1]).contains("là yêu cầu có các chặng"));
    assert!(tried(&mut store, 2, &codes[1]).contains("là một chặng của"));
    assert!(tried(&mut store, 2, &codes[2]).contains("chính nó"));
    assert!(tried(&mut store, 1, &codes[2]).contains("hãy bỏ liên thông trước"));
    let found = tried(&mut store, 2, "le thi anh");
    assert!(found.contains(&codes[0]) && found.contains(&codes[1]), "{found}");
    assert!(tried(&mut store, 2, "không ai").contains("Không tìm thấy"));
}

#[test]
fn a_request_of_another_applicant_is_linked_only_when_that_is_said_to_be_meant() {
    let (mut store, four) = desk();
    let now = stamp(NOW, "lan");
    let request = code(&store, four[0]);
    let other = seen(&store, four[2].id);
    let said = refused(legs::link(&mut store, &now, &[other], &request, false));
    assert!(said.contains("Lê Thị Ánh, tiếp nhận 02/03/2026") && said.contains("Phạm Văn Bốn"), "{said}");
    assert_eq!(store.read().request_of(other.id).expect("read"), None);
    legs::link(&mut store, &now, &[other], &request, true).expect("meant");
    let own = seen(&store, four[1].id);
    legs::link(&mut store, &now, &[own], &request, false).expect("the same applicant asks for nothing");
}

#[test]
fn unlinking_needs_a_reason_and_linking_is_undone() {
    let (mut store, four) = desk();
    let before = figures(&store).counted;
    let leg = link(&mut store, four[1], four[0]);
    let linked = figures(&store).counted;
    assert_ne!(before.n, linked.n);
    let now = stamp(NOW, "lan");
    assert!(refused(legs::unlink(&mut store, &now, &[leg], " ")).contains("lý do"));
    let changes = legs::unlink(&mut store, &now, &[leg], "gắn nhầm").expect("unlinked");
    assert_eq!(figures(&store).counted.n, before.n);
    undo::undo(&mut store, &now, changes.seq, false).expect("undone");
    assert_eq!(store.read().request_of(leg.id).expect("read"), Some(four[0].id));
    assert_eq!(figures(&store).counted.n, linked.n);
}

#[test]
fn a_request_ends_after_its_legs_or_with_them() {
    let (mut store, four) = desk();
    let leg = link(&mut store, four[1], four[0]);
    let now = stamp(NOW, "lan");
    let request = seen(&store, four[0].id);
    let said = refused(end::settle(&mut store, &now, &[request], at(NOW)));
    assert!(said.contains(&code(&store, leg)) && said.contains("01 chặng"), "{said}");
    end::settle(&mut store, &now, &[request, leg], at(NOW)).expect("both at once");
    let other = seen(&store, four[2].id);
    let request = code(&store, four[0]);
    let said = refused(legs::link(&mut store, &now, &[other], &request, true));
    assert!(said.contains("đã kết thúc"), "{said}");
}

#[test]
fn no_undo_brings_back_what_could_not_be_linked() {
    let (mut store, four) = desk();
    let now = stamp(NOW, "lan");
    let codes: Vec<String> = four.iter().map(|target| code(&store, *target)).collect();
    let leg = seen(&store, four[0].id);
    let first = legs::link(&mut store, &now, &[leg], &codes[1], true).expect("linked");
    let undone = undo::undo(&mut store, &now, first.seq, false).expect("undone");
    link(&mut store, four[1], four[2]);
    let said = refused(undo::undo(&mut store, &now, undone.seq, true));
    assert!(said.contains(&codes[1]) && said.contains("một chặng của"), "{said}");
    assert_eq!(store.read().request_of(four[0].id).expect("read"), None);
    // A leg does not open again under a request that has ended.
    let leg = seen(&store, four[1].id);
    let settled = end::settle(&mut store, &now, &[leg], at(NOW)).expect("the leg ends");
    let request = seen(&store, four[2].id);
    let whole = end::settle(&mut store, &now, &[request], at(NOW)).expect("the request ends");
    let said = refused(undo::undo(&mut store, &now, settled.seq, false));
    assert!(said.contains("đã kết thúc"), "{said}");
    undo::undo(&mut store, &now, whole.seq, false).expect("the request first");
    undo::undo(&mut store, &now, settled.seq, false).expect("then its leg");
}

#[test]
fn a_new_leg_takes_the_applicant_of_its_request_and_counts_nowhere() {
    let (mut store, four) = desk();
    let before = figures(&store).counted;
    let new = NewLeg {
        procedure_code: "2.001".to_owned(),
        accepted_at: at(NOW),
        due_at: None,
        handled_by: "hung".to_owned(),
        office: String::new(),
    };
    let request = four[3];
    let (accepted, _) = legs::accept_leg(&mut store, &stamp(NOW, "lan"), request, &new).expect("accepted");
    let whole = motcua::desk::look::whole(&store, request.id, at(NOW)).expect("read").expect("there");
    assert_eq!(whole.legs.len(), 1);
    assert_eq!((whole.legs[0].more.leg, whole.legs[0].more.legs), (Some(1), 1));
    assert!(motcua::domain::leg::beyond(whole.due, [whole.legs[0].due]).is_some(), "eight hours against ten days");
    let leg = motcua::desk::look::whole(&store, accepted.id, at(NOW)).expect("read").expect("there");
    assert_eq!(leg.stored.dossier.applicant, whole.stored.dossier.applicant);
    assert_eq!(leg.request.map(|request| request.id), Some(request.id));
    assert!(leg.due.is_some(), "a leg has its own date");
    assert_eq!(figures(&store).counted.n, before.n);
    let target = seen(&store, accepted.id);
    let of_leg = legs::accept_leg(&mut store, &stamp(NOW, "lan"), target, &new);
    assert!(refused(of_leg).contains("là một chặng của"));
}

/// A sheet with totals sums requests, as the figures do.
#[test]
fn a_leg_counts_in_no_sum_of_the_desks_sheets() {
    let (mut store, four) = desk();
    let leg = link(&mut store, four[1], four[0]);
    let late = "2026-06-01 09:00";
    let summed = |store: &Store, number: HeadNumber| {
        let page = head_page::page(store, HeadGroup::Officer, at(late), || true).expect("a page");
        page.whole.numbers[HeadNumber::ALL.iter().position(|known| *known == number).expect("a place")]
    };
    assert_eq!([summed(&store, HeadNumber::Overdue), summed(&store, HeadNumber::OverdueMissing)], [3, 3]);
    end::settle(&mut store, &stamp(late, "hung"), &[leg], at(late)).expect("settled");
    assert_eq!([summed(&store, HeadNumber::Settled), summed(&store, HeadNumber::SettledMissing)], [0, 0]);
    let leg = seen(&store, leg.id);
    end::give_back(&mut store, &stamp(late, "lan"), &[leg], at(late), Channel::Direct).expect("returned");
    let sums = ratings::sums(&store, (at(late).day, at(late).day), at(late)).expect("sums");
    assert_eq!((sums.returned, sums.answered), (0, 0));
}

/// Linking takes exactly what the leg counted out of every figure, as if it had never been there.
#[test]
fn linking_moves_every_figure_by_what_the_leg_counted() {
    let (mut store, four) = desk();
    end::settle(&mut store, &stamp("2026-03-20 09:00", "hung"), &[four[3]], at("2026-03-20 09:00")).expect("settled");
    for leg in 1..4 {
        let without = {
            let (mut other, same) = desk();
            end::settle(&mut other, &stamp("2026-03-20 09:00", "hung"), &[same[3]], at("2026-03-20 09:00"))
                .expect("settled");
            for (gone, target) in same.iter().enumerate().take(leg + 1).skip(1) {
                let seq = other.read().dossier(target.id).expect("read").expect("there").version;
                undo::undo(&mut other, &stamp(NOW, "lan"), seq, false).expect("as if it had not come");
                if gone == 3 {
                    let seq = other.read().dossier(target.id).expect("read").expect("there");
                    let entries = other.read().history(seq.id, 9).expect("history");
                    let first = entries.last().expect("its acceptance").0.seq;
                    undo::undo(&mut other, &stamp(NOW, "lan"), first, false).expect("its acceptance too");
                }
            }
            figures(&other).counted
        };
        link(&mut store, four[leg], four[0]);
        let counted = figures(&store).counted;
        for (index, figure) in FIGURES.iter().enumerate() {
            assert_eq!(counted.n[index], without.n[index], "{} after {leg} legs", figure.id);
        }
        assert_eq!(counted.parts, without.parts);
    }
}

#[test]
fn a_file_keeps_the_link_in_any_order_and_names_what_cannot_be() {
    let (mut store, four) = desk();
    link(&mut store, four[1], four[0]);
    link(&mut store, four[2], four[0]);
    let mut file = Vec::new();
    export::export(&store, Noun::Dossiers, &mut file).expect("exported");
    let text = String::from_utf8(file.clone()).expect("text");
    let mut lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].contains(",request_code"), "{}", lines[0]);
    lines[1..].reverse();
    let turned = lines.join("\n");
    for bytes in [file.as_slice(), turned.as_bytes()] {
        let mut other = Store::in_memory().expect("a register");
        set_up(&mut other);
        let now = stamp(NOW, "lan");
        let done =
            import::import(&mut other, &now, Noun::Dossiers, "t.csv", bytes, &mut |_, _| true).expect("imported");
        let request = other.read().live_dossier_id(&code(&store, four[0])).expect("read").expect("there");
        assert_eq!(other.read().leg_ids(request).expect("legs").len(), 2);
        assert_eq!(figures(&other).counted.n, figures(&store).counted.n);
        let again = import::import(&mut other, &now, Noun::Dossiers, "t.csv", bytes, &mut |_, _| true).expect("again");
        assert!(again.changes.is_empty(), "the same file twice changes nothing");
        if bytes == file {
            let mut back = Vec::new();
            export::export(&other, Noun::Dossiers, &mut back).expect("exported");
            assert_eq!(String::from_utf8_lossy(&back), text);
        }
        undo::undo(&mut other, &now, done.changes.seq, false).expect("undone as a whole");
        assert_eq!(figures(&other).counted.of("received.total"), 0);
    }
    let (leg, request) = (code(&store, four[1]), code(&store, four[0]));
    for (rows, said) in [
        (format!("{request},{leg}"), "là yêu cầu có các chặng"),
        (format!("{leg},H-không-có"), "không có hồ sơ yêu cầu này"),
        (format!("{leg},{leg}"), "chính nó"),
        (format!("{},{leg}", code(&store, four[3])), "là một chặng của"),
    ] {
        let bytes = format!("code,request_code\n{rows}\n");
        let preview = import::preview(&store, Noun::Dossiers, bytes.as_bytes()).expect("judged");
        let told = format!("{preview:?}");
        assert!(preview.has_bad_rows() && told.contains(said), "{rows}: {told}");
    }
}
