//! The citizens' voice: levels as data, sums that give nobody away, the response rate against a naive count, and
//! feedback from its receiving to its publication. All people are invented.

use crate::all_ratings::all_ratings;
use crate::sample_desk::sample_register;
use crate::support;

use motcua::desk::catalogue::change_setting;
use motcua::desk::count::{self, Scope};
use motcua::desk::feedback::{self, Answer};
use motcua::desk::import;
use motcua::desk::ratings::{self, Apart};
use motcua::desk::{Target, end, export, pin, rate, undo};
use motcua::domain::dossier::Channel;
use motcua::domain::feedback::{Feedback, Part};
use motcua::domain::officer::Officer;
use motcua::domain::period::{Cutoff, Period};
use motcua::domain::rating::KIOSK;
use motcua::exchange::Noun;
use motcua::store::{Store, StoreError};
use support::{accept, at, seen, set_up, stamp};

fn desk() -> Store {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    store
}

/// A dossier returned at a moment.
fn returned(store: &mut Store, n: u32, when: &str) -> i64 {
    let target = accept(store, "1.001", &format!("Người nộp số {n}"), "2026-03-02 08:00");
    end::settle(store, &stamp(when, "hung"), &[target], at(when)).expect("settled");
    let target = seen(store, target.id);
    end::give_back(store, &stamp(when, "lan"), &[target], at(when), Channel::Direct).expect("returned");
    target.id
}

fn set(store: &mut Store, key: &str, value: &str) -> Result<(), String> {
    let seen = store.read().settings().expect("read").get(key).to_owned();
    let changed = change_setting(store, &stamp("2026-03-02 07:50", "lan"), key, &seen, value);
    changed.map(drop).map_err(|error| error.to_string())
}

#[test]
fn levels_are_the_desks_own_and_older_ratings_keep_theirs() {
    let mut store = desk();
    let id = returned(&mut store, 1, "2026-03-05 09:00");
    let target = seen(&store, id);
    rate::rate(&mut store, &stamp("2026-03-05 09:01", "lan"), target, "dissatisfied", "").expect("rated");
    let lost = "good=tốt=++; bad=chưa tốt=-";
    let refused = set(&mut store, "rating_levels", lost).expect_err("a level with ratings");
    assert!(refused.contains("không hài lòng") && refused.contains("dissatisfied"), "{refused}");
    set(&mut store, "rating_levels", &format!("{lost}; dissatisfied=không hài lòng=-x")).expect("retired");
    let refused =
        rate::at_kiosk(&mut store, &stamp("2026-03-05 09:02", ""), "dissatisfied", None).expect_err("retired");
    assert!(refused.to_string().contains("không còn dùng"), "{refused}");
    rate::at_kiosk(&mut store, &stamp("2026-03-05 09:03", ""), "bad", None).expect("rated");
    rate::at_kiosk(&mut store, &stamp("2026-03-05 09:04", ""), "good", None).expect("rated");

    // The figures know their three levels whatever the desk calls its own.
    let period = Period::preset("2026-03", Cutoff::Calendar).expect("a period");
    let scope = Scope { period, cutoff: Cutoff::Calendar, now: at("2026-04-02 08:00") };
    let (figures, _) = count::count(&store, &scope, |_| true).expect("counted");
    let n = |id: &str| figures.counted.n[motcua::domain::figure::by_id(id).expect("a figure").0];
    assert_eq!([n("satisfaction.total"), n("satisfaction.very_satisfied"), n("satisfaction.dissatisfied")], [3, 1, 2]);
    assert_eq!(n("satisfaction.index"), 0, "the dossier has a dissatisfied rating");
    let sums = ratings::sums(&store, (period.from, period.to), at("2026-04-02 08:00")).expect("sums");
    let told: Vec<(&str, u64)> = sums.levels.iter().map(|(label, n)| (label.as_str(), *n)).collect();
    assert_eq!(told, [("tốt", 1), ("chưa tốt", 1), ("không hài lòng", 1)]);
    assert!(set(&mut store, "rating_levels", "a=b").is_err());
}

#[test]
fn the_response_rate_is_that_of_a_naive_count() {
    let store = sample_register();
    for code in ["2025-H1", "2025-Q2", "2025-03"] {
        let period = Period::preset(code, Cutoff::Calendar).expect("a period");
        let rated: Vec<String> = all_ratings(&store).into_iter().map(|rating| rating.dossier_code).collect();
        let (mut of, mut n) = (0, 0);
        let each = |stored: motcua::store::dossier::Stored| {
            let leg = !stored.dossier.request_code.is_empty();
            if !leg && stored.dossier.returned_at.is_some_and(|at| period.contains(at)) {
                of += 1;
                n += u64::from(rated.contains(&stored.dossier.code));
            }
            Ok::<_, StoreError>(())
        };
        store.read().each_dossier(each).expect("read");
        let sums = ratings::sums(&store, (period.from, period.to), at("2025-07-05 09:00")).expect("sums");
        assert_eq!((sums.answered, sums.returned), (n, of), "{code}");
        assert!(of > 100 && n > 0 && n < of, "{code}: {n} of {of}");
        let given = all_ratings(&store).iter().filter(|rating| period.contains(rating.at)).count() as u64;
        assert_eq!(sums.total, given);
        assert_eq!(sums.levels.iter().map(|(_, n)| n).sum::<u64>(), given);
        assert!(sums.apart == Apart::Months && !sums.officers.is_empty(), "{code}");
    }
}

/// What is told of an officer in one span less what is told in others is told by itself: no subtraction leaves fewer
/// than five ratings.
#[test]
fn sums_by_officer_are_those_of_ended_months_and_nothing_is_left_between_them() {
    let store = sample_register();
    let of = |code: &str, now: &str| {
        let period = Period::preset(code, Cutoff::Calendar).expect("a period");
        ratings::sums(&store, (period.from, period.to), at(now)).expect("sums")
    };
    let after = "2025-07-05 09:00";
    let total = |sums: &ratings::Sums, name: &str| {
        let own = sums.officers.iter().find(|(known, _)| known == name).map(|(_, own)| own.clone());
        own.unwrap_or_default().sums.iter().sum::<u64>()
    };
    let half = of("2025-H1", after);
    let months: Vec<ratings::Sums> = (1..=6).map(|month| of(&format!("2025-{month:02}"), after)).collect();
    let mut told = 0;
    for (name, _) in &half.officers {
        let each: Vec<u64> = months.iter().map(|month| total(month, name)).collect();
        assert!(each.iter().all(|n| *n == 0 || *n >= ratings::LEAST), "{name}: {each:?}");
        assert_eq!(total(&half, name), each.iter().sum::<u64>(), "{name}");
        told += each.iter().sum::<u64>();
    }
    assert!(told > 50, "{told}");
    // Of a month that runs nothing is told: what comes in between two looks is one citizen's.
    let running = of("2025-H1", "2025-06-30 16:00");
    let without: u64 = half.officers.iter().map(|(name, _)| total(&running, name)).sum();
    let june: u64 = half.officers.iter().map(|(name, _)| total(&months[5], name)).sum();
    assert_eq!(without, told - june);
    assert_eq!(of("2025-06", "2025-06-30 16:00").apart, Apart::NotEnded);
    let (first, last) = (at("2025-01-10 00:00").day, at("2025-03-09 00:00").day);
    let free = ratings::sums(&store, (first, last), at(after)).expect("sums");
    assert!(free.apart == Apart::NotWhole && free.officers.is_empty() && free.total > 0);
}

#[test]
fn an_invitation_is_answered_once_and_stands_three_minutes() {
    let mut store = desk();
    let id = returned(&mut store, 1, "2026-03-05 09:00");
    let now = stamp("2026-03-05 09:10", "lan");
    rate::invite(&mut store, &now, id).expect("invited");
    let head = store.chain_head().expect("read").0;
    let stands = |store: &Store, minutes: i64| store.read().invitation(1, now.utc_ms + minutes * 60_000).expect("read");
    let invited = stands(&store, 2).expect("it stands");
    assert_eq!((invited.dossier, invited.officer.as_str()), (id, "hung"));
    assert_eq!((stands(&store, 3), store.read().invitation(2, now.utc_ms).expect("read")), (None, None));
    let changes = rate::at_kiosk(&mut store, &now, "satisfied", Some(&invited)).expect("rated");
    assert_eq!((stands(&store, 0), changes.seq), (None, head + 1));
    let given = all_ratings(&store);
    assert_eq!((given.len(), given[0].source.as_str(), given[0].officer.as_str()), (1, KIOSK, "hung"));
    undo::undo(&mut store, &now, changes.seq, false).expect("undone");
    assert!(all_ratings(&store).is_empty());
}

/// By the minute of a rating anybody would find who was at the desk then.
#[test]
fn the_lines_behind_a_number_show_the_day_of_a_rating_alone() {
    let mut store = desk();
    let id = returned(&mut store, 1, "2026-03-05 09:00");
    for (when, level) in [("2026-03-05 09:01", "very_satisfied"), ("2026-03-05 09:17", "dissatisfied")] {
        let target = seen(&store, id);
        rate::rate(&mut store, &stamp(when, "lan"), target, level, "").expect("rated");
    }
    let ids = store.read().ratings_between(at("2026-03-01 00:00"), at("2026-04-01 00:00"), 9).expect("read");
    let behind = count::Behind::Ratings(ids.into_iter().map(|(id, _)| id).collect());
    let listing = motcua::desk::behind::listing(&store, &behind).expect("lines");
    let words: Vec<String> = listing.rows.into_iter().map(|(_, words)| words.join(" ")).collect();
    assert_eq!(words, ["05/03/2026 không hài lòng", "05/03/2026 rất hài lòng"]);
}

#[test]
fn an_answer_that_comes_after_the_next_invitation_takes_neither_the_dossier_nor_that_invitation() {
    let mut store = desk();
    let (first, second) = (returned(&mut store, 1, "2026-03-05 09:00"), returned(&mut store, 2, "2026-03-05 09:05"));
    let now = stamp("2026-03-05 09:10", "lan");
    rate::invite(&mut store, &now, first).expect("invited");
    let shown = store.read().invitation(1, now.utc_ms).expect("read").expect("it stands");
    rate::invite(&mut store, &now, second).expect("invited");
    rate::at_kiosk(&mut store, &now, "satisfied", Some(&shown)).expect("rated");
    let next = store.read().invitation(1, now.utc_ms).expect("read").expect("it stands");
    assert_eq!(next.dossier, second);
    let given = all_ratings(&store);
    assert_eq!((given.len(), given[0].dossier_code.as_str(), given[0].officer.as_str()), (1, "", ""));
}

#[test]
fn an_officer_whom_feedback_names_is_not_undone_away() {
    let mut store = desk();
    let now = stamp("2026-03-05 09:10", "lan");
    let mai = Officer { code: "mai".to_owned(), ..Officer::named("Lê Thị Mai (hư cấu)") };
    let added = motcua::desk::set_up::put_officer(&mut store, &now, &mai).expect("added").seq;
    let given = Feedback {
        subject: "cửa đóng sớm".to_owned(),
        officer: "mai".to_owned(),
        ..Feedback::received(at("2026-03-05 09:00"))
    };
    feedback::receive(&mut store, &now, &given).expect("received");
    let told = undo::undo(&mut store, &now, added, false).expect_err("in use").to_string();
    assert!(told.contains("đã có tên trong hồ sơ khác"), "{told}");
}

#[test]
fn a_pin_is_kept_as_a_hash_alone() {
    let mut store = desk();
    assert!(set(&mut store, "kiosk_pin", "12").expect_err("too short").contains("4 đến 12"));
    set(&mut store, "kiosk_pin", "730519").expect("set");
    assert!(pin::matches(&store, "kiosk_pin", "730519").expect("read"));
    assert!(!pin::matches(&store, "kiosk_pin", "730518").expect("read"));
    assert!(!pin::matches(&store, "head_pin", "").expect("read"), "a PIN that was never set fits nothing");
    let (seq, _) = store.chain_head().expect("read");
    let entry = motcua::desk::history::entry(&store, seq).expect("read").expect("an entry");
    let told = format!("{entry:?}");
    assert!(!told.contains("730519") && told.contains("không hiện"), "{told}");
    let settings = store.read().settings().expect("read");
    assert!(!settings.get("kiosk_pin").contains("730519"));
    for other in ["", "-", "481216", "730518 481216", "730518 -"] {
        let refused = set(&mut store, "kiosk_pin", other).expect_err("without the old one");
        assert!(refused.contains("mã cũ") || refused.contains("Mã cũ"), "{refused}");
    }
    assert!(set(&mut store, "kiosk_pin", "730519 12").expect_err("too short").contains("4 đến 12"));
    set(&mut store, "kiosk_pin", "730519 481216").expect("changed");
    assert!(pin::matches(&store, "kiosk_pin", "481216").expect("read"));
    set(&mut store, "kiosk_pin", "481216 -").expect("taken away");
    assert!(!pin::is_set(&store, "kiosk_pin").expect("read"));
}

fn received(store: &mut Store, when: &str, subject: &str) -> Target {
    let given = Feedback { subject: subject.to_owned(), ..Feedback::received(at(when)) };
    feedback::receive(store, &stamp(when, "lan"), &given).expect("received");
    newest(store, when)
}

fn newest(store: &Store, now: &str) -> Target {
    let list = feedback::list(store, at(now), false).expect("a list");
    let newest = list.iter().max_by_key(|seen| seen.stored.id).expect("one");
    Target { id: newest.stored.id, version: newest.stored.version }
}

#[test]
fn feedback_goes_its_way_and_comes_back() {
    let mut store = desk();
    let id = returned(&mut store, 1, "2026-03-05 09:00");
    let code = store.read().dossier(id).expect("read").expect("there").dossier.code;
    let end: String = code.chars().skip(code.chars().count() - 4).collect();
    let mut given = Feedback {
        subject: "  Chờ lâu ở quầy số 1 ".to_owned(),
        sender: "Vừ Thị Thử".to_owned(),
        contact: "0900 000 001".to_owned(),
        dossier_code: end,
        officer: "hung".to_owned(),
        ..Feedback::received(at("2026-03-06 08:00"))
    };
    // The end of a code finds a dossier and links nothing: it says which one it found, and whose.
    let now = stamp("2026-03-06 08:00", "lan");
    let found = feedback::receive(&mut store, &now, &given).expect_err("only the end of a code").to_string();
    let name = store.read().dossier(id).expect("read").expect("there").dossier.applicant.name;
    assert!(found.contains(&code) && found.contains(&name) && found.contains("gõ cả mã"), "{found}");
    given.dossier_code = format!(" {code} ");
    let (first, _) = feedback::receive(&mut store, &now, &given).expect("received");
    assert_eq!(first, "PAKN-2026-0001");
    let target = newest(&store, "2026-03-06 08:00");
    let empty = feedback::answer(
        &mut store,
        &stamp("2026-03-09 08:00", "hung"),
        target,
        &Answer { at: at("2026-03-09 08:00"), text: " ".to_owned(), document: String::new() },
    );
    assert!(empty.expect_err("no text").to_string().contains("Chưa ghi nội dung"));
    let early = feedback::publish(&mut store, &stamp("2026-03-09 08:00", "hung"), target, at("2026-03-09 08:00"));
    assert!(early.expect_err("not answered").to_string().contains("Chưa trả lời"));
    let before = feedback::ask_supplement(
        &mut store,
        &stamp("2026-03-09 08:00", "hung"),
        target,
        at("2026-03-05 08:00"),
        "ảnh chụp",
    );
    assert!(before.expect_err("before it came").to_string().contains("trước lúc tiếp nhận"));
    let now = stamp("2026-03-09 08:00", "hung");
    feedback::ask_supplement(&mut store, &now, target, now.at, "ảnh chụp giấy hẹn").expect("asked");
    let stale = feedback::supplemented(&mut store, &now, target, now.at).expect_err("seen before");
    assert!(stale.to_string().contains("ở cửa sổ khác"), "{stale}");
    let target = newest(&store, "2026-03-10 08:00");
    let now = stamp("2026-03-11 08:00", "hung");
    feedback::supplemented(&mut store, &now, target, now.at).expect("came");
    let (target, now) = (newest(&store, "2026-03-11 08:00"), stamp("2026-03-12 08:00", "hung"));
    let answer =
        Answer { at: now.at, text: "Đã bố trí thêm quầy.".to_owned(), document: "12/TTPVHCC".to_owned() };
    let changes = feedback::answer(&mut store, &now, target, &answer).expect("answered");
    undo::undo(&mut store, &now, changes.seq, false).expect("undone");
    let target = newest(&store, "2026-03-12 08:00");
    feedback::answer(&mut store, &now, target, &answer).expect("answered again");
    let (target, now) = (newest(&store, "2026-03-12 08:00"), stamp("2026-03-13 08:00", "hung"));
    feedback::publish(&mut store, &now, target, now.at).expect("public");
    let list = feedback::list(&store, now.at, false).expect("a list");
    assert_eq!((list.len(), list[0].part, list[0].officer.as_str()), (1, Part::Published, "Trần Văn Hùng"));
    let told = &list[0].stored.feedback;
    assert_eq!((told.subject.as_str(), told.dossier_code.as_str()), ("Chờ lâu ở quầy số 1", code.as_str()));
    assert_eq!(told.note, "Yêu cầu bổ sung: ảnh chụp giấy hẹn");
    // A number that was given out is given once, and the next follows without a gap.
    let target = received(&mut store, "2026-03-13 09:00", "Khác");
    let amended = Feedback { subject: "Khác hẳn".to_owned(), ..Feedback::received(at("2026-03-13 08:30")) };
    let silent = feedback::amend(&mut store, &stamp("2026-03-13 09:10", "lan"), target, &amended, "");
    assert!(silent.expect_err("no reason").to_string().contains("lý do"));
    feedback::amend(&mut store, &stamp("2026-03-13 09:10", "lan"), target, &amended, "ghi nhầm").expect("amended");
    let target = newest(&store, "2026-03-13 09:10");
    let now = stamp("2026-03-13 09:20", "lan");
    feedback::refuse(&mut store, &now, target, now.at, "Không thuộc thẩm quyền").expect("refused");
    let list = feedback::list(&store, now.at, false).expect("a list");
    // What was done with long ago is there when it is asked for.
    let later = at("2027-09-01 08:00");
    let known = |all: bool| feedback::list(&store, later, all).expect("a list").len();
    assert_eq!((known(false), known(true)), (0, 2));
    let codes: Vec<(&str, Part)> = list.iter().map(|seen| (seen.stored.feedback.code.as_str(), seen.part)).collect();
    assert_eq!(codes, [("PAKN-2026-0001", Part::Published), ("PAKN-2026-0002", Part::Refused)]);
    assert!(store.check(|_| true).expect("checked").sound());
    round_trip(&store);
}

/// The desk's own file of feedback holds everything; one of before, without the later columns, still comes in.
fn round_trip(store: &Store) {
    let file = |store: &Store, noun| {
        let mut bytes = Vec::new();
        export::export(store, noun, &mut bytes).expect("exported");
        String::from_utf8(bytes).expect("UTF-8")
    };
    let mut other = Store::in_memory().expect("a register");
    let now = stamp("2026-03-20 08:00", "lan");
    for noun in [Noun::Procedures, Noun::Officers, Noun::Dossiers, Noun::Feedback] {
        let text = file(store, noun);
        import::import(&mut other, &now, noun, "tep.csv", text.as_bytes(), &mut |_, _| true).expect("imported");
    }
    assert_eq!(file(&other, Noun::Feedback), file(store, Noun::Feedback));
    let old = "code,received_at,channel,dossier_code,subject,handled_at,published_at,satisfied\n\
               PAKN-2026-0001,2026-03-06 08:00,,,Nội dung khác,,,\nCU-1,2026-03-07 08:00,Cổng,,Cũ,,,\n";
    import::import(&mut other, &now, Noun::Feedback, "cu.csv", old.as_bytes(), &mut |_, _| true).expect("imported");
    let kept = other.read().feedback().expect("read");
    let first = kept.iter().find(|feedback| feedback.code == "PAKN-2026-0001").expect("there");
    assert_eq!((first.subject.as_str(), first.sender.as_str()), ("Nội dung khác", "Vừ Thị Thử"));
    assert!(kept.iter().any(|feedback| feedback.code == "CU-1"));
}
