//! No dossier, one dossier, a period still to come, one day, 29 February: every kind in every form, without
//! contradiction.

use motcua::desk::count::Scope;
use motcua::desk::import;
use motcua::domain::period::{Cutoff, Period};
use motcua::exchange::Noun;
use motcua::report::kind::ReportKind;
use motcua::report::text;
use motcua::store::Store;

use crate::read_back::all_differences;
use crate::sample_desk::{days, stamp_at, written};
use crate::sentences;

/// A register without dossiers, or with one that came on 29 February 2028.
fn register(with_one: bool) -> Store {
    let mut store = Store::in_memory().expect("a register");
    let stamp = stamp_at("2028-03-15 09:00");
    let mut take = |noun, file: &str| {
        import::import(&mut store, &stamp, noun, "thử.csv", file.as_bytes(), &mut |_, _| true).expect("taken");
    };
    take(Noun::Procedures, "code,name,field,limit_direct\n1.1,Thủ tục thử,Hộ tịch,5wd\n");
    if with_one {
        take(
            Noun::Dossiers,
            "code,procedure_code,applicant_name,channel,accepted_at,received_by,handled_by,settled_at,outcome\n\
             T-1,1.1,Người Hư Cấu,direct,2028-02-29 08:15,Cán bộ Thử,Cán bộ Thử,2028-02-29 16:00,settled\n",
        );
    }
    store
}

fn scopes() -> Vec<(&'static str, Scope)> {
    let now = stamp_at("2028-03-15 09:00").at;
    let preset = |text: &str| Scope {
        period: Period::preset(text, Cutoff::Calendar).expect("a period"),
        cutoff: Cutoff::Calendar,
        now,
    };
    vec![
        ("February with its 29th", preset("2028-02")),
        ("the 29th alone", Scope { now, ..days("2028-02-29", "2028-02-29") }),
        ("the day after", Scope { now, ..days("2028-03-01", "2028-03-01") }),
        ("a month to come", preset("2030-01")),
        ("a day to come", Scope { now, ..days("2030-01-06", "2030-01-06") }),
        ("twelve years", Scope { now, ..days("2020-01-01", "2031-12-31") }),
    ]
}

#[test]
fn every_kind_is_written_in_every_form_and_agrees() {
    for with_one in [false, true] {
        let store = register(with_one);
        for (name, scope) in scopes() {
            for kind in ReportKind::ALL {
                let built = written(&store, kind, &scope);
                assert_eq!(built.findings, [], "{name}, {}", kind.code());
                assert_eq!(all_differences(&built.report), Vec::<String>::new(), "{name}");
            }
        }
    }
}

/// Nothing of nothing is neither 0 % nor 100 %, and no sentence says that something is a share of nothing.
#[test]
fn nothing_of_nothing_is_said_in_words() {
    let store = register(false);
    for (name, scope) in scopes() {
        for kind in ReportKind::ALL {
            let report = written(&store, kind, &scope).report;
            let said = text::write(&report.document(), 200).expect("text");
            // The one procedure offers nothing online: that is a share of something.
            let said = said.replace("0/1 thủ tục, đạt tỷ lệ 0,00%", "");
            for word in ["0,00%", "100,00%", "đạt tỷ lệ", "chiếm không"] {
                assert!(!said.contains(word), "{name}, {}: {word} in\n{said}", kind.code());
            }
            assert!(report.charts().next().is_none(), "{name}: a chart without a bar");
            assert!(report.figures.iter().all(|figure| figure.n == 0 || figure.id.starts_with("procedures.")));
        }
        let said = text::write(&written(&store, ReportKind::Commune, &scope).report.document(), 200).expect("text");
        assert!(said.contains("không phát sinh"), "{name}:\n{said}");
    }
}

#[test]
fn no_sentence_is_broken_by_what_is_absent() {
    for with_one in [false, true] {
        let store = register(with_one);
        for (name, scope) in scopes() {
            for kind in ReportKind::ALL {
                let report = written(&store, kind, &scope).report;
                assert_eq!(sentences::broken(&report), Vec::<String>::new(), "{name}, {}", kind.code());
            }
        }
    }
}

#[test]
fn the_29th_of_february_counts_in_its_month_and_its_day_only() {
    let store = register(true);
    let found: Vec<(i64, i64)> = scopes()
        .iter()
        .map(|(_, scope)| {
            let report = written(&store, ReportKind::Commune, scope).report;
            let n = |id: &str| report.figures.iter().find(|figure| figure.id == id).expect("a figure").n;
            (n("received.in_period"), n("settled.total"))
        })
        .collect();
    assert_eq!(found, [(1, 1), (1, 1), (0, 0), (0, 0), (0, 0), (1, 1)]);
    let report = written(&store, ReportKind::Commune, &scopes()[1].1).report;
    let chart = report.charts().next().expect("a chart");
    assert_eq!(chart.categories.iter().map(|c| c.label.as_str()).collect::<Vec<_>>(), ["29/02"]);
}
