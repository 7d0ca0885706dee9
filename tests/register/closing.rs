//! Closing a period: what was reported comes out again byte for byte, and what has changed since is told dossier by
//! dossier, whatever is accepted, amended, settled and undone afterwards.

use crate::acts;
use crate::support;

use std::collections::{BTreeMap, BTreeSet};

use acts::{Acts, Tally};
use motcua::desk::count::{self, Behind, Scope};
use motcua::desk::{Target, amend, close_period, closed, end, report, since_closing, undo};
use motcua::domain::change::Changes;
use motcua::domain::day::Day;
use motcua::domain::dossier::Channel;
use motcua::domain::figure::{Count, FIGURES};
use motcua::domain::period::{Cutoff, Period};
use motcua::report::Format;
use motcua::report::kind::ReportKind;
use motcua::report::model::FigureRef;
use motcua::store::{Mode, Store};
use support::{accept, at, refusal, seen, set_up, stamp};

pub(crate) fn quarter() -> Period {
    Period::preset("2026-Q2", Cutoff::Calendar).expect("a period")
}

pub(crate) fn scope(period: Period, now: &str) -> Scope {
    Scope { period, cutoff: Cutoff::Calendar, now: at(now) }
}

/// A small desk with dossiers before, in and after the second quarter.
pub(crate) fn desk() -> Store {
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
pub(crate) fn nth(store: &Store, n: i64) -> Target {
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
fn the_report_and_the_paper_of_what_changed_count_changed_figures_alike() {
    let mut store = desk();
    let moved = accept(&mut store, "1.001", "Vàng Thị Mỷ (hư cấu)", "2026-05-11 08:20");
    close(&mut store, quarter(), "2026-07-05 08:00");
    // One more that ended in the quarter: numbers of it move, and the denominators of many more.
    let (now, ended) = (stamp("2026-07-06 08:00", "hung"), at("2026-05-15 08:00"));
    let settling = end::Settling { at: ended, why: "quên ghi kết thúc", clears: true };
    end::settle_as(&mut store, &now, &[moved], &settling).expect("settled");
    let later = scope(quarter(), "2026-08-01 08:00");
    let since = since_closing::since_closing(&store, &later, |_| true).expect("compared");
    let numbers = since.figures.iter().filter(|shift| shift.before.n != shift.after.n).count();
    let wholes = since.figures.len() - numbers;
    assert!(numbers > 0 && wholes > 0, "{:?}", since.figures);
    let said = format!("{numbers} chỉ tiêu đổi số, {wholes} chỉ tiêu chỉ đổi mẫu số");
    let report: Vec<String> = text(&store, &later).split_whitespace().map(str::to_owned).collect();
    assert!(report.join(" ").contains(&said), "{said}: {}", text(&store, &later));
    let paper = motcua::desk::since_closing_paper::summary(&since).concat();
    assert!(paper.contains(&format!("1 hồ sơ đổi chỉ tiêu; {said}.")), "{said}: {paper}");
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
    // Taken back it stands as it was reported; brought again it does not.
    let mut last = head(&store);
    for (redo, shows) in [(false, None), (true, Some(late)), (false, None)] {
        last = undo::undo(&mut store, &stamp("2026-07-08 09:05", "lan"), last, redo).expect("flipped").seq;
        assert_eq!(said(&store, last).as_deref(), shows);
    }
    // So it is with what is put back by hand.
    for (channel, shows) in [(Channel::Postal, Some(late)), (Channel::Direct, None)] {
        data.channel = channel;
        let target = nth(&store, 4);
        amend::amend(&mut store, &stamp("2026-07-08 09:10", "lan"), target, &data, "sửa kênh").expect("amended");
        assert_eq!(said(&store, head(&store)).as_deref(), shows);
    }
}

/// What reads otherwise, by the name of the record, then and now.
fn reworded(store: &Store) -> Vec<(String, String, String)> {
    let later = scope(quarter(), "2026-08-01 08:00");
    let since = since_closing::since_closing(store, &later, |_| true).expect("compared");
    assert!(since.dossiers.is_empty() && since.restated.is_empty() && since.figures.is_empty());
    let sides = |it: &since_closing::Reworded| motcua::desk::since_closing_paper::sides(&it.told.fields);
    let told = since.reworded.iter().map(|it| (it.told.record.clone(), sides(it)));
    told.map(|(record, (then, now))| (record, then, now)).collect()
}

fn names(told: &[(String, String, String)]) -> Vec<&str> {
    told.iter().map(|(record, ..)| record.as_str()).collect()
}

/// Documents, words, targets and settings move no figure; a report written again reads otherwise all the same.
#[test]
fn what_a_report_prints_beside_its_figures_is_told_when_it_changes_after_the_closing() {
    use motcua::desk::late_entry::notice;
    use motcua::desk::narrate::{self, Place};
    use motcua::desk::papers::directing;
    use motcua::desk::set_up::{change_settings, put_target};
    use motcua::domain::calendar::{CalendarDay, DayKind, DayStatus};
    use motcua::domain::directing::DirectingDocument;
    use motcua::domain::narrative::Section;
    use motcua::domain::procedure::Procedure;
    use motcua::report::template::Values;
    use motcua::store::catalogue::StoredTarget;
    use motcua::store::{Op, StoreError, Tx};

    let mut store = desk();
    let now = stamp("2026-07-06 08:00", "lan");
    let (_, borne) = store.read().procedures().expect("readable").remove(0);
    let unused = Procedure { code: "9.009".to_owned(), ..borne.clone() };
    let named = |store: &mut Store, name: &str, procedure: &Procedure| {
        let put = |tx: &mut Tx<'_>| tx.put_procedure(&Procedure { name: name.to_owned(), ..procedure.clone() });
        let (_, changes) = store.transact::<_, StoreError>(&Op::new("procedure"), &now, put).expect("put");
        notice(&store.read(), changes.seq).expect("readable").unwrap_or_default()
    };
    named(&mut store, "Thủ tục thử", &unused);
    close(&mut store, quarter(), "2026-07-05 08:00");
    let reported = files(&store, quarter());
    assert!(reworded(&store).is_empty());
    let net = |store: &Store, seq: i64| notice(&store.read(), seq).expect("readable").unwrap_or_default();
    // What is said on saving and the entry that a report prints as its last follow one rule.
    let said = |store: &Store, seq: i64| {
        let (said, again) = (net(store, seq), text_of(store));
        let is_head = again.contains(&format!("Mã kiểm tra lịch sử: {seq}-"));
        assert_eq!(is_head, !said.is_empty(), "entry {seq}: “{said}”\n{again}");
        said
    };

    let document = |number: &str, day: &str| DirectingDocument {
        number: number.to_owned(),
        date: day.parse().expect("a day"),
        issuer: "UBND xã Mẫu (hư cấu)".to_owned(),
        subject: "về xử lý hồ sơ quá hạn".to_owned(),
        note: String::new(),
    };
    let written = directing::put(&mut store, &now, None, &document("15/CT-UBND", "2026-06-10"), "").expect("written");
    let of_document = said(&store, written.seq);
    assert_eq!(of_document, "Kỳ quý II năm 2026 đã chốt; văn bản này sẽ hiện trong phần thay đổi sau chốt.");
    let of_july = directing::put(&mut store, &now, None, &document("16/CT-UBND", "2026-07-02"), "").expect("written");
    assert_eq!(said(&store, of_july.seq), "", "it is printed in the next report");

    let words = |period| Place { kind: ReportKind::Commune, period, section: Section::Causes };
    let place = words(quarter());
    let text = narrate::write(&mut store, &now, &place, "", "Thiếu người.", &Values::default()).expect("written");
    assert!(said(&store, text.seq).contains("lời văn này sẽ hiện"), "{}", said(&store, text.seq));
    let half = words(Period::preset("2026-H1", Cutoff::Calendar).expect("a period"));
    narrate::write(&mut store, &now, &half, "", "Lời của kỳ khác.", &Values::default()).expect("written");

    let target = |valid_from: &str| StoredTarget {
        figure: "settled.overdue".to_owned(),
        at_most: true,
        value: 250,
        valid_from: Some(valid_from.parse().expect("a day")),
        source: "12/KH-UBND".to_owned(),
    };
    let set = put_target(&mut store, &now, &target("2026-04-01")).expect("set");
    assert!(said(&store, set.seq).contains("chỉ tiêu này sẽ hiện"), "{}", said(&store, set.seq));
    put_target(&mut store, &now, &target("2026-07-02")).expect("set");

    let setting = |key: &str, value: &str| [(key.to_owned(), value.to_owned())];
    let signer = change_settings(&mut store, &now, &setting("signer_name", "Giàng A Lử (hư cấu)")).expect("set");
    assert!(said(&store, signer.seq).contains("thiết lập này sẽ hiện"), "{}", said(&store, signer.seq));
    let typing = change_settings(&mut store, &now, &setting("typing", "vni")).expect("set");
    assert_eq!(said(&store, typing.seq), "", "no report prints how a clerk types");
    let rule = |value: &str| setting("lateness", value);
    let ahead = change_settings(&mut store, &now, &rule("2026-08-01=exact_time [văn bản thử]")).expect("set");
    assert_eq!(said(&store, ahead.seq), "", "the rule holds after the period");
    // What dossiers are judged by need not move any: it is told as that.
    let mut day_off = |date: &str| {
        let day = CalendarDay {
            date: date.parse().expect("a day"),
            kind: DayKind::Off,
            name: "Nghỉ thử".to_owned(),
            source: String::new(),
            status: DayStatus::Announced,
        };
        let put = store.transact(&Op::new("calendar_days"), &now, |tx| tx.put_calendar_day(&day));
        said(&store, put.expect("set").1.seq)
    };
    let may = "ngày trong lịch này nếu làm đổi số liệu thì sẽ hiện";
    assert!(day_off("2026-06-20").contains(may), "a Saturday moves nothing");
    assert_eq!(day_off("2026-07-04"), "", "a day after the period");

    let told = reworded(&store);
    let known = [
        "văn bản chỉ đạo 15/CT-UBND",
        "lời văn báo cáo Nguyên nhân",
        "chỉ tiêu Giải quyết quá hạn",
        "thiết lập Người ký",
    ];
    assert_eq!(names(&told)[..3], known[..3]);
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[1].1 == "chưa có" && told[1].2 == "Lời văn: Thiếu người.", "{:?}", told[1]);
    assert!(told[3].2.contains("Giàng A Lử"), "{:?}", told[3]);
    assert!(files(&store, quarter()) == reported, "the reported files are what they were");
    let again = text_of(&store);
    assert!(again.contains("đây là bản lập lại") && again.contains("15/CT-UBND"), "{again}");
    let settings = store.read().settings().expect("readable");
    let later = scope(quarter(), "2026-08-01 08:00");
    let since = since_closing::since_closing(&store, &later, |_| true).expect("compared");
    for format in [Format::Text, Format::Csv] {
        let paper = motcua::desk::since_closing_paper::report(&settings, &since, format, at("2026-08-01 08:00"));
        let paper = String::from_utf8(motcua::report::write(&paper, format).expect("bytes")).expect("text");
        assert!(paper.contains("15/CT-UBND") && paper.contains("Thiếu người."), "{paper}");
        // What is no dossier is not counted as one.
        let (dossiers, others) = (since.dossiers.len() + since.restated.len(), since.reworded.len());
        let counted = format!("Tính đến 08:00 01/08/2026: {dossiers} hồ sơ và {others} nội dung.");
        assert!(format == Format::Csv || paper.contains(&counted), "{counted}: {paper}");
    }

    // A new name shows where dossiers of the period bear it; a rule of a procedure may move them.
    assert_eq!(named(&mut store, "Tên mới", &unused), "", "no dossier of the period bears it");
    assert_eq!(reworded(&store).len(), 4);
    assert!(named(&mut store, "Tên mới", &borne).contains("thủ tục này"));
    assert_eq!(reworded(&store).len(), 5);

    // A target in whose place a later one holds by the first day of the period, a setting that was set and emptied again,
    // and an officer's last day are printed nowhere.
    let older = put_target(&mut store, &now, &target("2026-03-15")).expect("set");
    assert_eq!(said(&store, older.seq), "");
    change_settings(&mut store, &now, &setting("superior", "UBND tỉnh Mẫu (hư cấu)")).expect("set");
    let emptied = change_settings(&mut store, &now, &setting("superior", "")).expect("set");
    assert_eq!(net(&store, emptied.seq), "", "it reads as it did");
    let leaves = |store: &mut Store, name: &str, day: Option<&str>| {
        let hung = store.read().officers().expect("readable").into_iter().find(|(_, it)| it.code == "hung");
        let (_, mut officer) = hung.expect("an officer");
        officer.valid_to = day.map(|day| day.parse().expect("a day"));
        officer.name.push_str(name);
        let put = |tx: &mut Tx<'_>| tx.put_officer(&officer);
        let (_, changes) = store.transact::<_, StoreError>(&Op::new("officer"), &now, put).expect("put");
        said(store, changes.seq)
    };
    assert_eq!(leaves(&mut store, "", Some("2026-12-31")), "");
    assert_eq!(reworded(&store).len(), 5, "{:?}", reworded(&store));
    assert!(leaves(&mut store, " (tên mới)", None).contains("tên cán bộ này sẽ hiện"));
    assert_eq!(reworded(&store).len(), 6);

    // What is taken back is no change.
    undo::undo(&mut store, &now, written.seq, false).expect("undone");
    undo::undo(&mut store, &now, text.seq, false).expect("undone");
    assert_eq!(names(&reworded(&store)).len(), 4);
}

/// A period in which two targets held says both with their days, and its tasks are about the one that holds after it.
#[test]
fn targets_are_those_of_their_days_and_the_tasks_name_the_next_one() {
    use motcua::desk::set_up::put_target;
    use motcua::store::catalogue::StoredTarget;

    let mut store = desk();
    let target = |value: u32, valid_from: Option<Day>| {
        let (figure, source) = ("settled.overdue".to_owned(), "12/KH-UBND".to_owned());
        StoredTarget { figure, at_most: true, value, valid_from, source }
    };
    let set = |store: &mut Store, value: u32, from: &str| {
        let target = target(value, Some(from.parse().expect("a day")));
        put_target(store, &stamp("2026-01-05 08:00", "lan"), &target).expect("set").seq
    };
    // One without a day has held from the beginning and is told like any other.
    let mut undated = desk();
    put_target(&mut undated, &stamp("2026-01-05 08:00", "lan"), &target(400, None)).expect("set");
    set(&mut undated, 300, "2026-05-01");
    let both = recounted(&undated, ReportKind::Commune).0;
    assert!(both.contains("tối đa 4% từ ngày 01/04/2026 đến ngày 30/04/2026"), "{both}");
    set(&mut store, 400, "2026-01-01");
    let told = |store: &Store| recounted(store, ReportKind::Commune).0;
    let alone = told(&store);
    assert!(alone.contains("chỉ tiêu được giao (4%)"), "{alone}");
    assert!(alone.split("Chỉ tiêu phấn đấu: ").nth(1).is_some_and(|tasks| tasks.contains("tối đa 4%")), "{alone}");
    set(&mut store, 300, "2026-05-01");
    let both = told(&store);
    let spans = "3% từ ngày 01/05/2026; tối đa 4% từ ngày 01/04/2026 đến ngày 30/04/2026";
    assert!(both.contains(&format!("chỉ tiêu được giao ({spans})")), "{both}");
    let json = report::build(&store, ReportKind::Commune, &scope(quarter(), "2026-08-01 08:00"), |_| true);
    let json = json.expect("written").report.json["targets"][0].clone();
    assert_eq!((json["value"].as_str(), json["earlier"][0]["value"].as_str()), (Some("3,00"), Some("4,00")));
    assert_eq!(json["earlier"][0]["to"], "2026-04-30");
    // The tasks of the next period ask for what holds in it, and the head vouches for it.
    let before = recounted(&store, ReportKind::Commune).1;
    let seq = set(&mut store, 200, "2026-07-01");
    let (next, head) = recounted(&store, ReportKind::Commune);
    let tasks = next.split("III. NHIỆM VỤ KỲ TỚI").nth(1).expect("the tasks");
    let tasks = tasks.split("Trên đây là báo cáo").next().expect("the tasks");
    assert!(tasks.contains("tối đa 2%") && !tasks.contains("tối đa 3%"), "{tasks}");
    assert!(next.contains(&format!("chỉ tiêu được giao ({spans})")), "the period is judged by its own");
    assert!(before != head && head.starts_with(&format!("{seq}-")), "{before} {head}");
    set(&mut store, 100, "2026-07-02");
    assert_eq!(recounted(&store, ReportKind::Commune).1, head, "the report after that one prints it");
}

/// The days say what a period is: a month that was asked for day by day follows no quarter either.
#[test]
fn a_month_asked_for_by_its_days_is_that_month() {
    let mut store = desk();
    let first = Period::preset("2026-Q1", Cutoff::Calendar).expect("a period");
    close(&mut store, first, "2026-04-05 08:00");
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let named = Period::preset("2026-05", Cutoff::Calendar).expect("a period");
    for period in [named, Period::free(day("2026-05-01"), day("2026-05-31")).expect("a period")] {
        close_period::prepare(&store, &scope(period, "2026-06-05 08:00"), &[], false, |_| true).expect("nothing amiss");
    }
    // Days that are no preset follow the closed quarter with a gap.
    let free = Period::free(day("2026-05-04"), day("2026-06-30")).expect("a period");
    let prepared = close_period::prepare(&store, &scope(free, "2026-07-05 08:00"), &[], false, |_| true);
    assert!(refusal(prepared.map(drop)).to_string().contains("không nối tiếp"));
}

/// The recount of the quarter as text.
fn text_of(store: &Store) -> String {
    text(store, &scope(quarter(), "2026-08-01 08:00"))
}

/// Who handled a dossier moves no figure of the whole, but a part of one: the reports by officer differ.
#[test]
fn a_dossier_that_counts_as_it_did_but_reads_otherwise_is_told_too() {
    let mut store = desk();
    close(&mut store, quarter(), "2026-07-05 08:00");
    let target = nth(&store, 3);
    let mut data = store.read().dossier(target.id).expect("readable").expect("there").dossier;
    data.handled_by = if data.handled_by == "lan" { "hung".to_owned() } else { "lan".to_owned() };
    let amended =
        amend::amend(&mut store, &stamp("2026-07-08 09:00", "lan"), target, &data, "giao lại").expect("amended");
    let later = scope(quarter(), "2026-08-01 08:00");
    let since = since_closing::since_closing(&store, &later, |_| true).expect("compared");
    assert!(since.dossiers.is_empty() && since.figures.is_empty());
    assert_eq!(since.restated.iter().map(|dossier| dossier.code.as_str()).collect::<Vec<_>>(), [data.code.as_str()]);
    let (then, now) = motcua::desk::since_closing_paper::then_and_now(&since.restated[0]);
    assert!(then.contains("Cán bộ thụ lý: ") && now.contains("Cán bộ thụ lý: ") && then != now, "{then} {now}");
    undo::undo(&mut store, &stamp("2026-07-08 10:00", "lan"), amended.seq, false).expect("undone");
    let since = since_closing::since_closing(&store, &later, |_| true).expect("compared");
    assert!(since.nothing(), "{:?}", since.restated);
}

/// No figure counts by a citizen's name, but the list of overdue dossiers prints it; the paper says so without the name.
#[test]
fn a_name_that_the_reported_list_prints_is_told_when_it_is_corrected() {
    let mut store = desk();
    let late = accept(&mut store, "2.002", "Vàng Thị Mỷ (hư cấu)", "2026-05-11 08:20");
    end::settle(&mut store, &stamp("2026-06-26 09:00", "hung"), &[late], at("2026-06-26 09:00")).expect("settled");
    let in_time = accept(&mut store, "1.001", "Lò Văn Bảy (hư cấu)", "2026-06-29 08:20");
    close(&mut store, quarter(), "2026-07-05 08:00");
    let rename = |store: &mut Store, id: i64, name: &str| {
        let mut data = store.read().dossier(id).expect("readable").expect("there").dossier;
        data.applicant.name = name.to_owned();
        let target = nth(store, id);
        amend::amend(store, &stamp("2026-07-08 09:00", "lan"), target, &data, "ghi nhầm tên").expect("amended");
        let later = scope(quarter(), "2026-08-01 08:00");
        since_closing::since_closing(store, &later, |_| true).expect("compared")
    };
    assert!(rename(&mut store, in_time.id, "Lò Văn Ba (hư cấu)").nothing(), "no reported list names a dossier in time");
    let since = rename(&mut store, late.id, "Giàng A Chu (hư cấu)");
    assert_eq!(since.restated.iter().map(|dossier| dossier.id).collect::<Vec<_>>(), [late.id]);
    let settings = store.read().settings().expect("readable");
    let paper = motcua::desk::since_closing_paper::report(&settings, &since, Format::Csv, at("2026-08-01 08:00"));
    let paper = String::from_utf8(motcua::report::write(&paper, Format::Csv).expect("bytes")).expect("text");
    assert!(paper.contains("Người nộp: (tên người nộp)") && !paper.contains("Giàng"), "{paper}");
    // However many there are, the sentence names a few.
    let many = since_closing::SinceClosing { restated: vec![since.restated[0].clone(); 1_013], ..since };
    let said = motcua::desk::since_closing_paper::summary(&many).concat();
    assert!(said.contains("1.013 hồ sơ đổi nội dung") && said.contains(" và 1.003 hồ sơ khác."), "{said}");
    assert_eq!(said.matches(&many.restated[0].code).count(), 10);
}

/// A recount of a kind as text, and the check code that it prints.
pub(crate) fn recounted(store: &Store, kind: ReportKind) -> (String, String) {
    let written = report::build(store, kind, &scope(quarter(), "2026-08-01 08:00"), |_| true).expect("written");
    let text = String::from_utf8(motcua::report::write(&written.report, Format::Text).expect("bytes")).expect("text");
    let head =
        text.lines().find_map(|line| line.trim().strip_prefix("Mã kiểm tra lịch sử: ")).expect("a head").to_owned();
    assert!(text.contains(written.report.json["chain_head"].as_str().expect("a head")), "one head in every form");
    (text.split_whitespace().collect::<Vec<_>>().join(" "), head)
}

pub(crate) const KEPT: [ReportKind; 5] =
    [ReportKind::Commune, ReportKind::Ii06a, ReportKind::Overdue, ReportKind::Register, ReportKind::Index766];

/// Closes the quarter with the book of the desk and the index too.
pub(crate) fn close_with_the_book(store: &mut Store) {
    let first = scope(quarter(), "2026-07-05 08:00");
    let prepared = close_period::prepare(store, &first, &KEPT, false, |_| true).expect("countable");
    close_period::close(store, &stamp("2026-07-05 08:00", "lan"), &prepared).expect("closed");
}

const MARK: &str = "đây là số liệu tính lại";

/// What one kind of report prints of a dossier is a fact for that kind: told, vouched for, and marked; no other kind moves.
#[test]
fn what_the_book_prints_of_a_dossier_is_told_moves_its_head_and_marks_its_recount_alone() {
    let mut store = desk();
    // No list of overdue dossiers names it.
    let id = accept(&mut store, "1.001", "Lò Văn Số 5 (hư cấu)", "2026-06-29 08:20").id;
    close_with_the_book(&mut store);
    let compared = |store: &Store| {
        since_closing::since_closing(store, &scope(quarter(), "2026-08-01 08:00"), |_| true).expect("compared")
    };
    let mut before = KEPT.map(|kind| recounted(&store, kind));
    let steps: [(&str, &str); 3] = [("Lò Thị Số 5 (hư cấu)", ""), ("", "0912345999"), ("Lò Thị Sáu 5 (hư cấu)", "")];
    for (at, (name, phone)) in steps.into_iter().enumerate() {
        let target = nth(&store, id);
        let mut data = store.read().dossier(target.id).expect("readable").expect("there").dossier;
        for (typed, field) in [(name, &mut data.applicant.name), (phone, &mut data.applicant.phone)] {
            if !typed.is_empty() {
                typed.clone_into(field);
            }
        }
        amend::amend(&mut store, &stamp("2026-07-08 09:00", "lan"), target, &data, "ghi nhầm").expect("amended");
        let after = KEPT.map(|kind| recounted(&store, kind));
        for (kind, (old, new)) in KEPT.into_iter().zip(before.iter().zip(&after)) {
            // Masked, the last name has the initials of the one before it.
            let printed = kind == ReportKind::Register && at < 2;
            assert_eq!(old.1 != new.1, printed, "{} after step {at}: {} {}", kind.code(), old.1, new.1);
            assert_eq!(
                new.0.contains(MARK),
                kind == ReportKind::Register,
                "{} after step {at}: {}",
                kind.code(),
                new.0
            );
        }
        before = after;
        let since = compared(&store);
        let codes: Vec<&str> = since.restated.iter().map(|dossier| dossier.code.as_str()).collect();
        assert_eq!(codes, [data.code.as_str()], "step {at}");
        let settings = store.read().settings().expect("readable");
        let paper = motcua::desk::since_closing_paper::report(&settings, &since, Format::Csv, at_noon());
        let paper = String::from_utf8(motcua::report::write(&paper, Format::Csv).expect("bytes")).expect("text");
        assert!(paper.contains("(tên người nộp)") && !paper.contains("Lò Thị"), "{paper}");
        assert_eq!(paper.contains("(số điện thoại)"), at > 0, "{paper}");
        assert!(!paper.contains("0912345999"), "{paper}");
    }
    // The book tells of a return whenever it was; the others see the period as it ended.
    let open = nth(&store, id);
    end::settle(&mut store, &stamp("2026-07-09 08:00", "hung"), &[open], at("2026-07-09 08:00")).expect("settled");
    let target = nth(&store, id);
    end::give_back(&mut store, &stamp("2026-07-09 09:00", "lan"), &[target], at("2026-07-09 09:00"), Channel::Direct)
        .expect("returned");
    for (kind, old) in KEPT.into_iter().zip(&before) {
        assert_eq!(recounted(&store, kind).1 != old.1, kind == ReportKind::Register, "{}", kind.code());
    }
}

fn at_noon() -> motcua::domain::day::Moment {
    at("2026-08-01 12:00")
}

/// A dossier that stays late but was settled on another day reads otherwise in the list; the statutory table does not.
#[test]
fn a_list_that_reads_otherwise_says_that_it_was_counted_again() {
    let mut store = desk();
    let late = accept(&mut store, "2.002", "Vàng Thị Mỷ (hư cấu)", "2026-05-11 08:20");
    end::settle(&mut store, &stamp("2026-06-24 09:00", "hung"), &[late], at("2026-06-24 09:00")).expect("settled");
    close_with_the_book(&mut store);
    let reported = recounted(&store, ReportKind::Overdue).0;
    assert!(!reported.contains(MARK), "{reported}");
    let target = nth(&store, late.id);
    let mut data = store.read().dossier(target.id).expect("readable").expect("there").dossier;
    data.settled_at = Some(at("2026-06-26 09:00"));
    amend::amend(&mut store, &stamp("2026-07-08 09:00", "lan"), target, &data, "ghi nhầm ngày").expect("amended");
    let since =
        since_closing::since_closing(&store, &scope(quarter(), "2026-08-01 08:00"), |_| true).expect("compared");
    assert!(since.figures.is_empty() && since.restated.len() == 1, "{since:?}");
    let (list, _) = recounted(&store, ReportKind::Overdue);
    assert!(list.contains(MARK) && list.contains("nội dung in của 01 hồ sơ đã đổi"), "{list}");
    let (table, _) = recounted(&store, ReportKind::Ii06a);
    assert!(!table.contains("Kỳ đã chốt"), "{table}");
}

/// The mark of a kind names what that kind prints, and nothing else of the period moves its bytes.
#[test]
fn what_a_kind_does_not_print_leaves_its_bytes_alone() {
    use motcua::desk::publish_score::{Typed, publish_score};
    use motcua::desk::set_up::{change_settings, put_target};
    use motcua::store::catalogue::StoredTarget;

    let mut store = desk();
    close_with_the_book(&mut store);
    let now = stamp("2026-07-06 08:00", "lan");
    let target = StoredTarget {
        figure: "online.share".to_owned(),
        at_most: false,
        value: 8_000,
        valid_from: Some("2026-04-01".parse().expect("a day")),
        source: "12/KH-UBND".to_owned(),
    };
    put_target(&mut store, &now, &target).expect("set");
    let points = vec![("total", "17,25".to_owned())];
    publish_score(&mut store, &now, &quarter(), &Typed { points, source: "Cổng".to_owned() }).expect("written");
    let signer = [("signer_position".to_owned(), "PHÓ GIÁM ĐỐC".to_owned())];
    change_settings(&mut store, &now, &signer).expect("set");
    let since =
        since_closing::since_closing(&store, &scope(quarter(), "2026-08-01 08:00"), |_| true).expect("compared");
    let settings = store.read().settings().expect("readable");
    let paper = motcua::desk::since_closing_paper::report(&settings, &since, Format::Csv, at_noon());
    let paper = String::from_utf8(motcua::report::write(&paper, Format::Csv).expect("bytes")).expect("text");
    assert!(paper.contains("điểm Cổng công bố Tổng điểm") && paper.contains("Điểm: 17,25"), "{paper}");
    assert!(!paper.contains("total") && !paper.contains("1725"), "{paper}");
    for kind in KEPT {
        let (told, _) = recounted(&store, kind);
        let says = |what: &str| told.split("Kỳ đã chốt").nth(1).is_some_and(|note| note.contains(what));
        let prints = |kinds: &[ReportKind]| kinds.contains(&kind);
        assert_eq!(says("chỉ tiêu Tỷ lệ hồ sơ nộp"), prints(&[ReportKind::Commune]), "{told}");
        assert_eq!(says("điểm Cổng công bố"), prints(&[ReportKind::Index766]), "{told}");
        assert_eq!(says("Chức vụ"), prints(&[ReportKind::Commune, ReportKind::Overdue]), "{told}");
    }
    for kind in [ReportKind::Ii06a, ReportKind::Register] {
        for format in Format::ALL {
            let (_, reported) = closed::reprint(&store, &quarter(), kind, format).expect("kept");
            let written =
                report::build(&store, kind, &scope(quarter(), "2026-07-05 08:00"), |_| true).expect("written");
            let again = motcua::report::write(&written.report, format).expect("bytes");
            assert!(again == reported, "{} {}", kind.code(), format.code());
        }
    }
}

#[test]
fn a_side_that_was_emptied_does_not_read_as_if_it_had_never_been() {
    use motcua::desk::history::Change;
    let change = |label: &str, old: &str, new: &str| {
        let [label, old, new] = [label, old, new].map(str::to_owned);
        motcua::desk::since_closing_paper::sides(&[Change { label, old, new }])
    };
    let pair = |then: &str, now: &str| (then.to_owned(), now.to_owned());
    assert_eq!(change("Lời văn", "", "Thiếu người."), pair("chưa có", "Lời văn: Thiếu người."));
    assert_eq!(change("Lời văn", "Thiếu người.", ""), pair("Lời văn: Thiếu người.", "đã để trống"));
    assert_eq!(change("Đã hủy", "không", "có"), pair("Đã hủy: không", "không còn"));
}
