//! A report of a closed period written again: it reads as it was reported until something that it prints is another, and
//! then it says so, whatever that was: the calendar, the period compared with, a term of office.

use crate::acts::{Acts, Tally};
use crate::closing::{KEPT, close_with_the_book, desk, nth, quarter, recounted, scope};
use crate::support;

use motcua::desk::narrate::{self, Place};
use motcua::desk::since_closing::{self, SinceClosing};
use motcua::desk::{amend, apologise, close_period, end, report, set_up as rules};
use motcua::domain::dossier::{LateKind, Lateness};
use motcua::domain::narrative::Section;
use motcua::domain::period::{Cutoff, Period};
use motcua::report::Format;
use motcua::report::kind::ReportKind;
use motcua::report::template::Values;
use motcua::store::catalogue::StoredTarget;
use motcua::store::{Op, Store};
use support::{accept, at, day_off, stamp};

fn since(store: &Store) -> SinceClosing {
    since_closing::since_closing(store, &scope(quarter(), "2026-08-01 08:00"), |_| true).expect("compared")
}

/// Changes what `change` changes of a dossier.
fn amended(store: &mut Store, id: i64, change: impl FnOnce(&mut motcua::domain::dossier::Dossier)) {
    let target = nth(store, id);
    let mut data = store.read().dossier(id).expect("readable").expect("there").dossier;
    change(&mut data);
    amend::amend(store, &stamp("2026-07-20 09:00", "lan"), target, &data, "ghi nhầm").expect("amended");
}

/// Which kinds say that they read otherwise than was reported.
fn marked(store: &Store) -> Vec<ReportKind> {
    KEPT.into_iter().filter(|kind| recounted(store, *kind).0.contains("Kỳ đã chốt lúc")).collect()
}

/// The kind of lateness bears no moment: named later, it stands in the list of a period in which the dossier was open.
#[test]
fn a_late_dossier_that_ends_after_the_period_stays_as_it_was_and_its_kind_is_told() {
    let mut store = desk();
    let late = accept(&mut store, "1.001", "Vàng Thị Mỷ (hư cấu)", "2026-06-11 08:20");
    close_with_the_book(&mut store);
    let reported = KEPT.map(|kind| recounted(&store, kind));
    let ended = "2026-07-10 09:00";
    end::settle(&mut store, &stamp(ended, "hung"), &[late], at(ended)).expect("settled");
    assert_eq!(KEPT.map(|kind| recounted(&store, kind)), reported);
    assert!(since(&store).nothing());
    let target = nth(&store, late.id);
    let kind = Lateness { kind: Some(LateKind::Actual), ..Lateness::default() };
    apologise::classify(&mut store, &stamp("2026-07-10 09:05", "lan"), &[target], &kind, None, "").expect("classified");
    assert_eq!(marked(&store), [ReportKind::Overdue]);
    let (said, head) = recounted(&store, ReportKind::Overdue);
    assert!(said.contains("nội dung in của 01 hồ sơ đã đổi") && head != reported[2].1, "{said}");
    assert_eq!(since(&store).restated.iter().map(|dossier| dossier.id).collect::<Vec<_>>(), [late.id]);
}

#[test]
fn another_number_of_the_period_compared_with_is_told_and_vouched_for() {
    let mut store = desk();
    let before = accept(&mut store, "1.001", "Lò Văn Năm Ngoái (hư cấu)", "2025-05-12 08:10");
    end::settle(&mut store, &stamp("2025-05-14 09:00", "hung"), &[before], at("2025-05-14 09:00")).expect("settled");
    close_with_the_book(&mut store);
    let reported = KEPT.map(|kind| recounted(&store, kind));
    amended(&mut store, before.id, |dossier| dossier.settled_at = Some(at("2025-06-20 09:00")));
    assert_eq!(marked(&store), [ReportKind::Commune], "the others compare with no period of last year");
    let (said, head) = recounted(&store, ReportKind::Commune);
    assert!(said.contains("số liệu như bản đã chốt, nội dung in khác bản đã chốt"), "{said}");
    assert_ne!(head, reported[0].1);
    let since = since(&store);
    assert!(!since.nothing() && since.dossiers.is_empty() && since.reworded.is_empty());
    assert_eq!(since.reprints.iter().map(|reprint| reprint.kind).collect::<Vec<_>>(), [ReportKind::Commune]);
    let said = motcua::desk::since_closing_paper::summary(&since).join("\n");
    assert!(said.contains("lập lại thì in khác: ") && said.contains("kỳ đem so sánh"), "{said}");
    amended(&mut store, before.id, |dossier| dossier.settled_at = Some(at("2025-05-14 09:00")));
    assert!(marked(&store).is_empty(), "it reads as it did");
}

#[test]
fn a_day_off_that_makes_a_delay_shorter_is_told_where_delays_are_printed() {
    let mut store = desk();
    let late = accept(&mut store, "2.002", "Vàng Thị Mỷ (hư cấu)", "2026-05-11 08:20");
    end::settle(&mut store, &stamp("2026-06-26 09:00", "hung"), &[late], at("2026-06-26 09:00")).expect("settled");
    close_with_the_book(&mut store);
    let day = day_off("2026-06-23");
    rules::put_calendar_day(&mut store, &stamp("2026-07-08 08:00", "lan"), &day).expect("a day off");
    let entry = store.read().journal_length().expect("readable");
    assert!(marked(&store).contains(&ReportKind::Overdue));
    assert!(!marked(&store).contains(&ReportKind::Ii06a), "no figure moved");
    let since = since(&store);
    assert!(!since.nothing() && since.dossiers.is_empty() && since.figures.is_empty());
    let list = since.reprints.iter().find(|reprint| reprint.kind == ReportKind::Overdue).expect("the list");
    let code = store.read().code_of(late.id).expect("a code");
    let names = |lines: &[String]| lines.iter().any(|line| line.contains(&code));
    assert!(names(&list.then) && names(&list.now), "{list:?}");
    let told = motcua::desk::since_closing_paper::summary(&since).join("\n");
    assert!(told.contains("khi chốt (−) và nay (+)") && told.matches(&code).count() >= 2, "{told}");
    assert!(since.shared.iter().any(|shared| shared.seq == entry), "{:?}", since.shared);
}

/// A term of office that ended before dossiers that bear the name are found by the audit, and its finding is printed.
#[test]
fn a_finding_that_the_closing_did_not_have_is_told() {
    let mut store = desk();
    close_with_the_book(&mut store);
    let (_, mut officer) =
        store.read().officers().expect("readable").into_iter().find(|(_, it)| it.code == "hung").expect("an officer");
    officer.valid_to = Some("2026-04-10".parse().expect("a day"));
    let put =
        store.transact::<_, motcua::store::StoreError>(&Op::new("officer"), &stamp("2026-07-08 08:00", "lan"), |tx| {
            tx.put_officer(&officer)
        });
    put.expect("put");
    let written =
        report::build(&store, ReportKind::Ii06a, &scope(quarter(), "2026-08-01 08:00"), |_| true).expect("written");
    assert!(!written.findings.is_empty());
    assert!(written.recount.is_some());
    assert!(since(&store).reprints.iter().any(|reprint| reprint.kind == ReportKind::Ii06a));
}

/// Who received a dossier of another quarter of the year is a fact of the year, and printed nowhere.
#[test]
fn what_is_printed_nowhere_is_not_said_to_read_otherwise() {
    let mut store = desk();
    close_with_the_book(&mut store);
    amended(&mut store, 1, |dossier| {
        dossier.received_by = if dossier.received_by == "lan" { "hung" } else { "lan" }.to_owned();
    });
    for kind in KEPT {
        let written =
            report::build(&store, kind, &scope(quarter(), "2026-07-05 08:00"), |_| true).expect("written").report;
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        let now = text(motcua::report::write(&written, Format::Text).expect("bytes"));
        let (_, then) = motcua::desk::closed::reprint(&store, &quarter(), kind, Format::Text).expect("kept");
        let but_the_head = |text: &str| {
            text.lines().filter(|line| !line.contains("Mã kiểm tra")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(but_the_head(&now), but_the_head(&text(then)), "{}", kind.code());
    }
}

/// Initials tell less than names: the document with names in full may read otherwise where the masked one does not.
#[test]
fn a_name_with_the_same_initials_is_told_where_names_stand_in_full() {
    let mut store = desk();
    let late = accept(&mut store, "2.002", "Vàng Thị Mỷ (hư cấu)", "2026-05-11 08:20");
    end::settle(&mut store, &stamp("2026-06-26 09:00", "hung"), &[late], at("2026-06-26 09:00")).expect("settled");
    close_with_the_book(&mut store);
    let written = |store: &Store| {
        report::build(store, ReportKind::Overdue, &scope(quarter(), "2026-08-01 08:00"), |_| true).expect("written")
    };
    let says = |report: &motcua::report::model::Report| report.small_print.join("\n").contains("bản lập lại");
    assert!(written(&store).named.as_ref().is_some_and(|named| !says(named)));
    amended(&mut store, late.id, |dossier| dossier.applicant.name = "Vàng Thu Mai (hư cấu)".to_owned());
    let again = written(&store);
    assert!(again.recount.is_none() && !says(&again.report));
    assert!(again.named.as_ref().is_some_and(says));
}

/// What the next report says of a closed period is counted anew, and says so where it is not what was reported.
#[test]
fn a_period_compared_with_that_reads_otherwise_than_it_was_reported_is_told() {
    let mut store = desk();
    let first = Period::preset("2026-Q1", Cutoff::Calendar).expect("a period");
    let prepared =
        close_period::prepare(&store, &scope(first, "2026-04-05 08:00"), &[], false, |_| true).expect("countable");
    close_period::close(&mut store, &stamp("2026-04-05 08:00", "lan"), &prepared).expect("closed");
    let says =
        |store: &Store, kind: ReportKind| recounted(store, kind).0.contains("của kỳ so sánh, quý I năm 2026, đã chốt");
    assert!(KEPT.into_iter().all(|kind| !says(&store, kind)));
    amended(&mut store, 1, |dossier| dossier.settled_at = Some(at("2026-03-17 09:00")));
    let compares = [ReportKind::Commune, ReportKind::Overdue, ReportKind::Index766];
    for kind in KEPT {
        assert_eq!(says(&store, kind), compares.contains(&kind), "{}", recounted(&store, kind).0);
    }
}

/// Words taken over from another period may say of a target what its figures do not: such a report does not leave.
#[test]
fn words_that_say_of_a_target_what_the_figures_do_not_are_found() {
    let mut store = desk();
    let target = StoredTarget {
        figure: "settled.overdue".to_owned(),
        at_most: true,
        value: 300,
        valid_from: Some("2026-01-01".parse().expect("a day")),
        source: "12/KH-UBND".to_owned(),
    };
    let now = stamp("2026-07-02 08:00", "lan");
    rules::put_target(&mut store, &now, &target).expect("set");
    let place = Place { kind: ReportKind::Commune, period: quarter(), section: Section::Shortcomings };
    let found = |store: &Store| {
        let written = report::build(store, ReportKind::Commune, &scope(quarter(), "2026-07-03 08:00"), |_| true);
        written.expect("written").findings.into_iter().map(|finding| finding.sentence).collect::<Vec<_>>()
    };
    let (mut seen, missed) = (String::new(), "- Không đạt chỉ tiêu “Quá hạn”: {settled.overdue:target}.");
    for (text, said) in [(missed, None), ("- Đã đạt chỉ tiêu: {settled.overdue:target}.", Some("ghi đạt chỉ tiêu"))]
    {
        let values = Values { targets: Vec::new(), ..Values::default() };
        narrate::write(&mut store, &now, &place, &seen, text, &values).expect("written");
        seen = text.to_owned();
        let found = found(&store);
        match said {
            None => assert!(found.is_empty(), "{found:?}"),
            Some(said) => {
                assert!(
                    found.len() == 1 && found[0].contains(said) && found[0].contains("số liệu là không đạt"),
                    "{found:?}"
                );
                let refused =
                    close_period::prepare(&store, &scope(quarter(), "2026-07-05 08:00"), &[], false, |_| true);
                assert!(support::refusal(refused.map(drop)).to_string().contains("hãy sửa lời văn"));
            }
        }
    }
}

/// Acts after a closing, in each sequence.
const ACTS: usize = 5;

/// Whatever is done after a closing: a report that prints something else says so, and one that prints the same says
/// nothing.
#[test]
fn a_report_says_that_it_differs_just_where_it_does() {
    let (mut same, mut other, mut tally) = (0, 0, Tally::new());
    for seed in 100..140 {
        let mut store = desk();
        close_with_the_book(&mut store);
        let mut acts = Acts::new(seed);
        for minute in 0..ACTS {
            acts.act(&mut store, minute, &mut tally);
        }
        for kind in KEPT {
            let later = scope(quarter(), "2026-08-01 08:00");
            let written = report::build(&store, kind, &later, |_| true).expect("written");
            let differs = [Format::Text, Format::Json].into_iter().any(|format| {
                let now = motcua::report::write(&written.report, format).expect("bytes");
                let (_, then) = motcua::desk::closed::reprint(&store, &quarter(), kind, format).expect("kept");
                let [now, then] = [now, then].map(|bytes| String::from_utf8(bytes).expect("text"));
                printed(&now) != printed(&then)
            });
            assert_eq!(written.recount.is_some(), differs, "seed {seed}, {}: {:?}", kind.code(), written.recount);
            *(if differs { &mut other } else { &mut same }) += 1;
        }
    }
    assert!(same > 20 && other > 20, "{same} the same, {other} other ones");
}

/// What is printed but for the check code and the sentence about the recount, which may take several lines.
fn printed(text: &str) -> Vec<&str> {
    let code = |line: &str| line.contains("Mã kiểm tra lịch sử:") || line.contains("\"chain_head\":");
    let mut lines: Vec<&str> = text.lines().filter(|line| !code(line)).collect();
    if let Some(from) = lines.iter().position(|line| line.contains("Kỳ đã chốt lúc")) {
        let to = lines[from..].iter().position(|line| line.trim_end().ends_with('.')).expect("its end") + from;
        lines.drain(from..=to);
    }
    lines
}
