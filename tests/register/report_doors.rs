//! Every number that a report shows on screen opens what it counts: as many records as it says, of the period that it is
//! of, under a title that names figure and part; and its address is understood by whoever reads it back. On the sample
//! half-year, for every kind.

use std::collections::HashMap;

use motcua::desk::count::{self, Scope};
use motcua::desk::report::{Written, build};
use motcua::domain::figure::{by_id, full_name};
use motcua::domain::period::{Cutoff, Period};
use motcua::report::kind::ReportKind;
use motcua::report::model::FigureRef;
use motcua::report::reference::title;
use motcua::report::text::layout;
use motcua::store::catalogue::StoredTarget;
use motcua::store::{Op, Store, StoreError};

use crate::sample_desk::{sample_register, stamp};

/// The sample, with a target that it misses and one that it reaches.
fn register() -> Store {
    let mut store = sample_register();
    let targets = [("settled.overdue", true, 100), ("online.share", false, 1000)];
    let written = store.transact(&Op::new("catalogue"), &stamp(), |tx| -> Result<(), StoreError> {
        for (figure, at_most, value) in targets {
            tx.put_target(&StoredTarget {
                figure: figure.into(),
                at_most,
                value,
                source: "Kế hoạch 01/KH (hư cấu)".into(),
                valid_from: Some("2024-01-01".parse().expect("a day")),
            })?;
        }
        Ok(())
    });
    written.expect("targets");
    store
}

fn scope(kind: ReportKind) -> Scope {
    let now = stamp().at;
    let period = match kind {
        ReportKind::Daily => Period::free("2025-03-18".parse().expect("a day"), "2025-03-18".parse().expect("a day")),
        _ => Period::preset("2025-Q2", Cutoff::Calendar),
    };
    Scope { period: period.expect("a period"), cutoff: Cutoff::Calendar, now }
}

/// Every number of the preview with what it opens; the words of a movement are one door with its number.
fn doors(written: &Written) -> Vec<(String, FigureRef)> {
    let mut doors: Vec<(String, FigureRef)> = Vec::new();
    for line in layout(&written.report.preview(), 110).expect("a layout") {
        let mut open: Option<(String, FigureRef)> = None;
        for span in line.spans {
            match (&span.reference, &mut open) {
                (Some(reference), Some((text, known))) if known == reference => text.push_str(&span.text),
                (None, Some((text, _))) if span.text == " " => text.push(' '),
                (reference, open) => {
                    doors.extend(open.take());
                    *open = reference.clone().map(|reference| (span.text.clone(), reference));
                }
            }
        }
        doors.extend(open);
    }
    doors
}

/// The number that a door prints; none for a share, a movement or a distance.
fn counted(text: &str) -> Option<usize> {
    let bare = text.trim().replace('.', "");
    (!bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit())).then(|| bare.parse().ok()).flatten()
}

/// How many records stand behind a number.
fn behind(store: &Store, scope: &Scope, reference: &FigureRef, known: &mut HashMap<FigureRef, usize>) -> usize {
    *known.entry(reference.clone()).or_insert_with(|| {
        let found = count::behind(store, scope, reference, |_| true);
        found.unwrap_or_else(|error| panic!("{}: {error}", reference.address())).ids().len()
    })
}

#[test]
fn every_number_of_every_kind_opens_as_many_records_as_it_says() {
    let store = register();
    for kind in ReportKind::ALL {
        let scope = scope(kind);
        let written = build(&store, kind, &scope, |_| true).expect("a report");
        let (mut known, mut checked) = (HashMap::new(), 0);
        for (text, reference) in doors(&written) {
            let reference = &reference;
            let n = behind(&store, &scope, reference, &mut known);
            if let Some(printed) = counted(&text) {
                assert_eq!(printed, n, "{kind:?}: “{}” opens {}", text, reference.address());
                checked += 1;
            }
            assert_eq!(FigureRef::read(&reference.address()).map(|read| read.address()), Some(reference.address()));
            assert!(by_id(&reference.id).is_some(), "{}", reference.id);
            assert!(title(reference).contains(&full_name(&reference.id)), "{}", title(reference));
            assert_eq!(written.figures_of(reference).period, reference.period.unwrap_or(scope.period));
        }
        let least = if kind == ReportKind::Register { 1 } else { 4 };
        assert!(checked >= least, "{kind:?}: {checked}");
    }
}
