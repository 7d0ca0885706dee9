//! Closing a period: what was reported comes out again byte for byte, and what has changed since is told dossier by
//! dossier, whatever is accepted, amended, settled and undone afterwards.

use crate::acts;
use crate::support;

use std::collections::{BTreeMap, BTreeSet};

use acts::{Acts, Tally};
use motcua::desk::count::{self, Behind, Scope};
use motcua::desk::{Target, amend, close_period, closed, end, report, since_closing, undo};
use motcua::domain::change::Changes;
use motcua::domain::dossier::Channel;
use motcua::domain::figure::{Count, FIGURES};
use motcua::domain::period::{Cutoff, Period};
use motcua::report::Format;
use motcua::report::kind::ReportKind;
use motcua::report::model::FigureRef;
use motcua::store::{Mode, Store};
use support::{accept, at, refusal, seen, set_up, stamp};

fn quarter() -> Period {
    Period::preset("2026-Q2", Cutoff::Calendar).expect("a period")
}

fn scope(period: Period, now: &str) -> Scope {
    Scope { period, cutoff: Cutoff::Calendar, now: at(now) }
}

/// A small desk with dossiers before, in and after the second quarter.
fn desk() -> Store {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    for (n, day) in
        ["2026-03-16", "2026-03-30", "2026-04-06", "2026-05-11", "2026-06-15", "2026-06-29"].iter().enumerate()
    {
        let procedure = ["1.001", "2.001", "2.002"][n % 3];
        accept(&mut store, procedure, &format!("Lò Văn Số {n} (hư cấu)"), &format!("{day} 08:10"));
    }
    for (n, ended) in
        [(1, "2026-03-25 09:00"), (2, "2026-04-20 09:00"), (3, "2026-04-07 10:00"), (4, "2026-07-02 09:00")]
    {
        let target = nth(&store, n);
        end::settle(&mut store, &stamp(ended, "hung"), &[target], at(ended)).expect("settled");
    }
    store
}

/// The n-th dossier that was accepted, from 1.
fn nth(store: &Store, n: i64) -> Target {
    seen(store, n)
}

fn close(store: &mut Store, period: Period, now: &str) -> Changes {
    let prepared = close_period::prepare(store, &scope(period, now), &[], false, |_| true).expect("countable");
    close_period::close(store, &stamp(now, "lan"), &prepared).expect("closed").1
}

/// Every stored file of a closed period.
fn files(store: &Store, period: Period) -> Vec<Vec<u8>> {
    let reported = ReportKind::ALL.into_iter().filter(|kind| kind.is_reported());
    let each = reported.flat_map(|kind| Format::ALL.map(|format| (kind, format)));
    each.map(|(kind, format)| closed::reprint(store, &period, kind, format).expect("kept").1).collect()
}

/// The figures of each dossier by another way than the closing's: the drill-down of every figure.
fn drilled(store: &Store, scope: &Scope) -> BTreeMap<i64, BTreeSet<&'static str>> {
    let mut sets: BTreeMap<i64, BTreeSet<&'static str>> = BTreeMap::new();
    let counted = FIGURES.iter().filter(|f| f.is_public() && matches!(f.count, Count::Dossiers { .. }));
    for figure in counted {
        let behind = count::behind(store, scope, &FigureRef::whole(figure.id), |_| true).expect("listed");
        let Behind::Dossiers(ids) = behind else { panic!("{} counts dossiers", figure.id) };
        for id in ids {
            sets.entry(id).or_default().insert(figure.id);
        }
    }
    sets
}

/// Acts after a closing, in each sequence.
const ACTS: usize = 80;

/// Sequences of acts: 15 in a plain run, `MOTCUA_SEQUENCES` asks for more.
fn sequences() -> u64 {
    std::env::var("MOTCUA_SEQUENCES").ok().and_then(|value| value.parse().ok()).unwrap_or(15)
}

#[test]
fn what_was_reported_stays_and_the_difference_names_exactly_what_changed() {
    let (mut named, mut tally) = (0, Tally::new());
    for seed in 0..sequences() {
        let mut store = desk();
        let (period, later) = (quarter(), scope(quarter(), "2026-08-01 08:00"));
        let before = drilled(&store, &later);
        close(&mut store, period, "2026-07-05 08:00");
        let reported = files(&store, period);
        let mut acts = Acts::new(seed);
        for minute in 0..ACTS {
            acts.act(&mut store, minute, &mut tally);
        }
        assert!(files(&store, period) == reported, "seed {seed}: a file of the closed period differs");
        let after = drilled(&store, &later);
        let ids: BTreeSet<i64> = before.keys().chain(after.keys()).copied().collect();
        let moved: BTreeMap<i64, _> =
            ids.into_iter().map(|id| (id, (before.get(&id), after.get(&id)))).filter(|(_, (a, b))| a != b).collect();
        let since = since_closing::since_closing(&store, &later, |_| true).expect("compared");
        let told: BTreeSet<i64> = since.dossiers.iter().map(|moved| moved.id).collect();
        assert_eq!(told, moved.keys().copied().collect(), "seed {seed}");
        for dossier in &since.dossiers {
            let (was, is) = moved[&dossier.id];
            let (was, is) = (was.cloned().unwrap_or_default(), is.cloned().unwrap_or_default());
            let set = |ids: &[String]| ids.iter().cloned().collect::<BTreeSet<String>>();
            let only = |a: &BTreeSet<&str>, b: &BTreeSet<&str>| a.difference(b).map(|id| (*id).to_owned()).collect();
            assert_eq!((set(&dossier.gone), set(&dossier.come)), (only(&was, &is), only(&is, &was)), "seed {seed}");
            assert!(!dossier.changes.is_empty(), "seed {seed}: {} moved by no entry", dossier.code);
        }
        for shift in &since.figures {
            let n = |sets: &BTreeMap<i64, BTreeSet<&str>>| sets.values().filter(|set| set.contains(shift.id)).count();
            if matches!(FIGURES.iter().find(|f| f.id == shift.id).map(|f| f.count), Some(Count::Dossiers { .. })) {
                assert_eq!((shift.before.n, shift.after.n), (n(&before) as u64, n(&after) as u64), "{}", shift.id);
            }
        }
        named += told.len();
    }
    assert!(named > 24, "the seeds moved too little to prove anything: {named}");
    let never: Vec<&str> = acts::KINDS.into_iter().filter(|kind| !tally.contains_key(kind)).collect();
    assert_eq!(never, Vec::<&str>::new(), "kinds of acts that were always refused: {tally:?}");
}

/// The text form of a report, which holds its small print.
fn text(store: &Store, scope: &Scope) -> String {
    let written = report::build(store, ReportKind::Commune, scope, |_| true).expect("written");
    String::from_utf8(motcua::report::write(&written.report, Format::Text).expect("bytes")).expect("text")
}

#[test]
fn the_same_facts_give_the_same_bytes_at_any_later_day() {
    let mut store = desk();
    let (period, first) = (quarter(), scope(quarter(), "2026-07-05 08:00"));
    let bytes = |store: &Store, scope: &Scope| -> Vec<Vec<u8>> {
        let each = ReportKind::ALL.into_iter().flat_map(|kind| Format::ALL.map(|format| (kind, format)));
        each.map(|(kind, format)| {
            let written = report::build(store, kind, scope, |_| true).expect("written");
            motcua::report::write(&written.report, format).expect("bytes")
        })
        .collect()
    };
    let reported = bytes(&store, &first);
    assert!(text(&store, &first).contains("Số liệu tính đến hết ngày 30/06/2026."));
    // An export, the closing itself, a dossier of the next quarter, an end after the cut-off, a note, an undone amendment.
    report::remember(
        &mut store,
        &stamp("2026-07-05 08:00", "lan"),
        &period,
        ("commune", false),
        Format::Text,
        "a.txt",
        b"a",
    )
    .expect("remembered");
    close(&mut store, period, "2026-07-05 08:10");
    accept(&mut store, "1.001", "Vàng Thị Mỷ (hư cấu)", "2026-07-06 08:00");
    let open = nth(&store, 5);
    end::settle(&mut store, &stamp("2026-07-07 09:00", "hung"), &[open], at("2026-07-07 09:00")).expect("settled");
    let amended = |store: &mut Store, n: i64, change: &dyn Fn(&mut motcua::domain::dossier::Dossier)| {
        let target = nth(store, n);
        let mut data = store.read().dossier(target.id).expect("readable").expect("there").dossier;
        change(&mut data);
        amend::amend(store, &stamp("2026-07-08 09:00", "lan"), target, &data, "sửa để thử").expect("amended")
    };
    amended(&mut store, 3, &|data| data.note = "đã gọi".to_owned());
    let channel = amended(&mut store, 4, &|data| data.channel = Channel::Postal);
    undo::undo(&mut store, &stamp("2026-07-08 10:00", "lan"), channel.seq, false).expect("undone");
    let later = scope(period, "2027-03-01 08:00");
    assert!(bytes(&store, &later) == reported, "{}", text(&store, &later));
    // One fact of the period, and the head that is printed moves with it.
    let channel = amended(&mut store, 4, &|data| data.channel = Channel::Postal);
    let now = text(&store, &later);
    assert!(now.contains(&format!("Mã kiểm tra lịch sử: {}-", channel.seq)), "{now}");
    assert!(now.contains("đây là số liệu tính lại, khác bản đã chốt"), "{now}");
}

#[test]
fn a_period_is_closed_once_when_it_is_over_and_opened_again_with_a_reason() {
    let mut store = desk();
    let period = quarter();
    let early = scope(period, "2026-06-30 23:59");
    let said = refusal(close_period::prepare(&store, &early, &[], false, |_| true).map(|_| ())).to_string();
    assert!(said.contains("chưa kết thúc"), "{said}");
    let changes = close(&mut store, period, "2026-07-05 08:00");
    let late = scope(period, "2026-07-06 08:00");
    let said = refusal(close_period::prepare(&store, &late, &[], false, |_| true).map(|_| ())).to_string();
    assert!(said.contains("đã được chốt"), "{said}");
    let said = refusal(close_period::reopen(&mut store, &stamp("2026-07-06 09:00", "lan"), &period, " ")).to_string();
    assert!(said.contains("lý do"), "{said}");
    close_period::reopen(&mut store, &stamp("2026-07-06 09:00", "lan"), &period, "sót hồ sơ").expect("opened again");
    let said = refusal(closed::reprint(&store, &period, ReportKind::Commune, Format::Docx)).to_string();
    assert!(said.contains("chưa được chốt"), "{said}");
    let again = close(&mut store, period, "2026-07-06 10:00");
    let both = store.read().closings(true).expect("readable");
    assert_eq!(both.iter().map(|closing| closing.voided).collect::<Vec<_>>(), [true, false]);
    // The first closing cannot come back beside the second one.
    let reopened = store.read().entry(again.seq - 1).expect("readable").expect("an entry");
    assert_eq!((reopened.op.as_str(), reopened.reason.as_str()), ("reopen", "sót hồ sơ"));
    let said = refusal(undo::undo(&mut store, &stamp("2026-07-06 11:00", "lan"), reopened.seq, false)).to_string();
    assert!(said.contains("đã được chốt"), "{said}");
    undo::undo(&mut store, &stamp("2026-07-06 11:00", "lan"), again.seq, false).expect("undone");
    assert!(store.read().closings(false).expect("readable").is_empty());
    assert!(changes.seq < again.seq);
    assert!(store.check(|_| true).expect("checked").sound());
}

#[test]
fn a_closing_by_force_keeps_the_findings_of_every_kind() {
    let store = desk();
    // The office's copy of 07a claims a sum that is not one; no other kind is looked over by it.
    let own = |_: &str| {
        let text = motcua::report::form07a::COLUMNS.replace(" = 11+15", " = 11");
        Ok(Some(text.into_bytes()))
    };
    let kinds = [ReportKind::Form07a, ReportKind::Ii06a];
    let late = scope(quarter(), "2026-07-05 08:00");
    let prepared = close_period::prepare_by(&store, &late, (&kinds, true), &own, |_| true).expect("forced");
    let mut store = store;
    let (closed, _) = close_period::close(&mut store, &stamp("2026-07-05 08:00", "lan"), &prepared).expect("closed");
    let of_07a: Vec<_> = closed.findings.iter().filter(|said| said.starts_with("Biểu 07a")).collect();
    assert!(of_07a.iter().any(|said| said.contains("Tổng cộng: cột (3)")), "{:?}", closed.findings);
    let known: BTreeSet<_> = closed.findings.iter().collect();
    assert_eq!(known.len(), closed.findings.len(), "each is said once");
}

#[test]
fn another_report_year_is_no_change_of_a_closed_period() {
    let mut store = desk();
    let early = accept(&mut store, "2.002", "Lò Văn Sớm (hư cấu)", "2025-12-17 08:10");
    let ended = "2025-12-19 09:00";
    end::settle(&mut store, &stamp(ended, "hung"), &[early], at(ended)).expect("settled");
    close(&mut store, quarter(), "2026-07-05 08:00");
    // The calendar's year begins in January and the other one in December: dossiers settled between the two count once.
    let mut other = scope(quarter(), "2026-07-05 08:00");
    other.cutoff = Cutoff::Administrative;
    let recount = |store: &Store| report::build(store, ReportKind::Commune, &other, |_| true).expect("written").recount;
    assert_eq!(recount(&store), None);
    let target = nth(&store, 6);
    end::settle(&mut store, &stamp("2026-07-06 09:00", "hung"), &[target], at("2026-06-30 09:00")).expect("settled");
    let said = recount(&store).expect("a change is still told");
    assert!(said.contains("Kỳ đã chốt lúc"), "{said}");
}

#[test]
fn what_moves_between_the_count_and_the_closing_is_not_closed_over() {
    let mut store = desk();
    let counted = close_period::prepare(&store, &scope(quarter(), "2026-07-05 08:00"), &[], false, |_| true);
    accept(&mut store, "1.001", "Vàng Thị Mỷ (hư cấu)", "2026-07-05 08:01");
    let prepared = counted.expect("counted");
    let said = refusal(close_period::close(&mut store, &stamp("2026-07-05 08:02", "lan"), &prepared)).to_string();
    assert!(said.contains("hãy chốt lại"), "{said}");
    assert!(store.read().closings(true).expect("readable").is_empty());
}

#[test]
fn a_rule_set_later_moves_a_dossier_that_nobody_touched() {
    let mut store = desk();
    let moved = accept(&mut store, "1.001", "Vàng Thị Mỷ (hư cấu)", "2026-05-11 08:20");
    // Due on 18 May at 17:00: in time until midnight, or late from that minute, as the rule will have it.
    end::settle(&mut store, &stamp("2026-05-18 18:00", "hung"), &[moved], at("2026-05-18 18:00")).expect("settled");
    close(&mut store, quarter(), "2026-07-05 08:00");
    let later = scope(quarter(), "2026-08-01 08:00");
    let same = since_closing::since_closing(&store, &later, |_| true).expect("compared");
    assert!(same.dossiers.is_empty() && same.figures.is_empty() && same.shared.is_empty());
    let rules = [("lateness".to_owned(), "exact_time [văn bản thử]".to_owned())];
    motcua::desk::set_up::change_settings(&mut store, &stamp("2026-07-06 08:00", "lan"), &rules).expect("set");
    let since = since_closing::since_closing(&store, &later, |_| true).expect("compared");
    let told: Vec<_> = since.dossiers.iter().map(|dossier| (dossier.id, dossier.changes.len())).collect();
    assert_eq!(told, [(moved.id, 0)]);
    assert!(since.dossiers[0].gone.contains(&"settled.on_time".to_owned()), "{:?}", since.dossiers[0]);
    assert!(since.dossiers[0].come.contains(&"settled.overdue".to_owned()), "{:?}", since.dossiers[0]);
    let entry = store.read().journal_length().expect("readable");
    assert_eq!(since.shared.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [entry]);
    let settings = store.read().settings().expect("readable");
    let paper = |format| motcua::desk::since_closing_paper::report(&settings, &since, format, at("2026-08-01 08:00"));
    let text = motcua::report::write(&paper(Format::Text), Format::Text).expect("bytes");
    let text = String::from_utf8(text).expect("text");
    assert!(text.contains("1 hồ sơ đổi chỉ tiêu"), "{text}");
    for format in [Format::Csv, Format::Docx, Format::Xlsx] {
        assert!(!motcua::report::write(&paper(format), format).expect("bytes").is_empty());
    }
}

/// The paper of what changed leaves the desk: that words were written is told, the words are not.
#[test]
fn words_of_an_officer_stay_at_the_desk() {
    let mut store = desk();
    let late = accept(&mut store, "1.001", "Vàng Thị Mỷ (hư cấu)", "2026-05-11 08:20");
    end::settle(&mut store, &stamp("2026-05-20 08:00", "hung"), &[late], at("2026-05-20 08:00")).expect("settled");
    close(&mut store, quarter(), "2026-07-05 08:00");
    let cause = "ông Mỷ ốm nặng";
    let lateness = motcua::domain::dossier::Lateness {
        kind: Some(motcua::domain::dossier::LateKind::Actual),
        cause: cause.to_owned(),
        ..Default::default()
    };
    let target = [seen(&store, late.id)];
    let now = stamp("2026-07-06 08:00", "lan");
    motcua::desk::apologise::classify(&mut store, &now, &target, &lateness, None, "").expect("named");
    let since =
        since_closing::since_closing(&store, &scope(quarter(), "2026-08-01 08:00"), |_| true).expect("compared");
    let on_screen: Vec<String> =
        since.dossiers[0].changes.iter().map(motcua::desk::since_closing_paper::touch).collect();
    assert!(on_screen.concat().contains(cause), "{on_screen:?}");
    let settings = store.read().settings().expect("readable");
    let paper = motcua::desk::since_closing_paper::report(&settings, &since, Format::Csv, at("2026-08-01 08:00"));
    let text = String::from_utf8(motcua::report::write(&paper, Format::Csv).expect("bytes")).expect("text");
    assert!(text.contains("(lời ghi)") && text.contains("trễ thực") && !text.contains(cause), "{text}");
}

#[test]
fn damage_to_what_was_kept_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.db");
    let mut store = Store::open(&path, Mode::CreateIfMissing).expect("a register");
    set_up(&mut store);
    accept(&mut store, "1.001", "Lò Văn Một (hư cấu)", "2026-04-06 08:10");
    close(&mut store, quarter(), "2026-07-05 08:00");
    drop(store);
    let raw = rusqlite::Connection::open(&path).expect("a file");
    raw.execute("UPDATE closed_bytes SET bytes = x'00'", []).expect("spoilt");
    raw.execute("UPDATE closed_dossier SET figures = '0' || substr(figures, 2)", []).expect("spoilt");
    drop(raw);
    let store = Store::open(&path, Mode::Existing).expect("a register");
    let reprint = closed::reprint(&store, &quarter(), ReportKind::Commune, Format::Text).expect_err("spoilt");
    assert!(reprint.to_string().contains("mã kiểm tra"), "{reprint}");
    let later = scope(quarter(), "2026-08-01 08:00");
    let compared = since_closing::since_closing(&store, &later, |_| true).expect_err("spoilt");
    assert!(compared.to_string().contains("mã kiểm tra"), "{compared}");
    let altered = store.check(|_| true).expect("checked").altered;
    assert!(altered.iter().any(|(table, _)| table == "closing"), "{altered:?}");
    assert!(altered.iter().any(|(table, _)| table == "closing_file"), "{altered:?}");
}

#[test]
fn no_dossier_one_dossier_one_day_a_leap_day_and_a_period_to_come() {
    let day = |text: &str| text.parse().expect("a day");
    for (from, to, dossiers) in
        [("2026-04-06", "2026-04-06", 1), ("2024-02-29", "2024-02-29", 0), ("2026-01-01", "2026-02-28", 0)]
    {
        let mut store = Store::in_memory().expect("a register");
        set_up(&mut store);
        accept(&mut store, "1.001", "Lò Văn Một (hư cấu)", "2026-04-06 08:10");
        let period = Period::free(day(from), day(to)).expect("a period");
        close(&mut store, period, "2026-07-05 08:00");
        let closing = closed::standing(&store.read(), &period).expect("closed");
        assert_eq!(store.read().closed_dossiers(&closing).expect("whole").len(), dossiers, "{from}");
        let since =
            since_closing::since_closing(&store, &scope(period, "2026-07-05 08:00"), |_| true).expect("compared");
        assert!(since.dossiers.is_empty() && since.figures.is_empty());
    }
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let ahead = scope(Period::preset("2027-H1", Cutoff::Calendar).expect("a period"), "2026-07-05 08:00");
    assert!(text(&store, &ahead).contains("Kỳ báo cáo chưa bắt đầu."));
    let said = refusal(close_period::prepare(&store, &ahead, &[], true, |_| true).map(|_| ())).to_string();
    assert!(said.contains("chưa kết thúc"), "{said}");
    assert!(
        refusal(since_closing::since_closing(&store, &ahead, |_| true).map(|_| ()))
            .to_string()
            .contains("chưa được chốt")
    );
}

#[test]
fn a_late_entry_for_a_closed_period_is_allowed_and_said() {
    use motcua::desk::late_entry::notice;
    let mut store = desk();
    let said = |store: &Store, seq: i64| notice(&store.read(), seq).expect("readable");
    let head = |store: &Store| store.read().journal_length().expect("readable");
    accept(&mut store, "1.001", "Vàng A Páo (hư cấu)", "2026-06-03 09:00");
    assert_eq!(said(&store, head(&store)), None, "nothing is closed yet");
    close(&mut store, quarter(), "2026-07-05 08:00");
    assert_eq!(said(&store, head(&store)), None, "a closing is no late entry");
    accept(&mut store, "1.001", "Vàng A Páo (hư cấu)", "2026-07-06 09:00");
    assert_eq!(said(&store, head(&store)), None);
    let open = nth(&store, 6);
    end::settle(&mut store, &stamp("2026-07-06 10:00", "hung"), &[open], at("2026-07-06 10:00")).expect("settled");
    assert_eq!(said(&store, head(&store)), None, "it ended after the period");
    accept(&mut store, "1.001", "Vàng A Páo (hư cấu)", "2026-06-30 16:00");
    let late = "Kỳ quý II năm 2026 đã chốt; hồ sơ này sẽ hiện trong phần thay đổi sau chốt.";
    assert_eq!(said(&store, head(&store)).as_deref(), Some(late));
    let target = nth(&store, 4);
    let mut data = store.read().dossier(target.id).expect("readable").expect("there").dossier;
    data.channel = Channel::Postal;
    amend::amend(&mut store, &stamp("2026-07-08 09:00", "lan"), target, &data, "sửa kênh").expect("amended");
    assert_eq!(said(&store, head(&store)).as_deref(), Some(late));
}
