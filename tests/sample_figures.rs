//! The sample's figures equal the expected ones, and every figure opens exactly as many records as its number.

use motcua::desk::count::{self, Scope};
use motcua::domain::day::Moment;
use motcua::domain::dossier::Dossier;
use motcua::domain::figure::{FIGURES, Grouping};
use motcua::domain::period::{Cutoff, Period};
use motcua::report::model::FigureRef;
use motcua::store::{Op, Stamp, Store, StoreError};

fn now() -> Moment {
    "2026-11-21 09:00".parse().unwrap()
}

fn stamp() -> Stamp {
    Stamp { at: now(), utc_ms: 1_795_000_000_000, utc_offset_min: 420, officer: "x".into(), desk: 1 }
}

fn sample() -> Store {
    let mut store = Store::in_memory().unwrap();
    let (mut created, mut n) = (0, 0);
    store
        .transact(&Op::new("import"), &stamp(), |tx| -> Result<(), StoreError> {
            for row in motcua::exchange::read::<motcua::domain::calendar::CalendarDay>(include_bytes!(
                "../assets/calendar.csv"
            ))
            .unwrap()
            .rows
            {
                tx.put_calendar_day(&row.value)?;
            }
            for row in motcua::exchange::read::<motcua::domain::procedure::Procedure>(include_bytes!(
                "../assets/sample/procedures.csv"
            ))
            .unwrap()
            .rows
            {
                tx.put_procedure(&row.value)?;
            }
            Ok(())
        })
        .unwrap();
    store
        .transact(&Op::new("import"), &stamp(), |tx| -> Result<(), StoreError> {
            for row in motcua::exchange::read::<Dossier>(include_bytes!("../assets/sample/dossiers.csv")).unwrap().rows
            {
                let mut d = row.value;
                let day = d.accepted_at.or(d.submitted_at).or(d.settled_at).unwrap().day;
                let p = tx.read().procedure_version(&d.procedure_code, day)?.unwrap();
                let procedure = tx.read().procedure(p)?.unwrap();
                let start = d.clock_start();
                let limit = d.limit.or(procedure.limit(d.channel));
                let computed = start.zip(limit).map(|(s, l)| {
                    motcua::domain::deadline::promise(s, l, None, procedure.same_day_cutoff, &tx.rules().calendar)
                });
                n += 1;
                if d.due_at.is_some() && d.due_at != computed {
                    created += 1;
                    println!("{} {:?} {:?} {:?}", d.code, d.due_at, computed, limit);
                }
                if d.due_at.is_none() {
                    d.due_at = computed;
                }
                let same = d.due_at.is_some() && d.due_at == computed;
                tx.create_dossier(&d, p, same)?;
            }
            for row in
                motcua::exchange::read::<motcua::domain::rating::Rating>(include_bytes!("../assets/sample/ratings.csv"))
                    .unwrap()
                    .rows
            {
                let id = tx.read().dossier_id(&row.value.dossier_code)?;
                tx.add_rating(&row.value, id)?;
            }
            for row in motcua::exchange::read::<motcua::domain::feedback::Feedback>(include_bytes!(
                "../assets/sample/feedback.csv"
            ))
            .unwrap()
            .rows
            {
                let id = tx.read().dossier_id(&row.value.dossier_code)?;
                tx.put_feedback(&row.value, id)?;
            }
            Ok(())
        })
        .unwrap();
    println!("{n} {created}");
    store
}

#[test]
fn figures_equal_the_expected_ones() {
    let store = sample();
    for name in ["2025-H1", "2025-Q2", "2025-03"] {
        let expected: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(format!("tests/data/expected-{name}.json")).unwrap())
                .unwrap();
        let scope =
            Scope { period: Period::preset(name, Cutoff::Calendar).unwrap(), cutoff: Cutoff::Calendar, now: now() };
        let (figures, noticed) = count::count(&store, &scope, |_| true).unwrap();
        let json = serde_json::Value::Object(figures.json("commune", "x"));
        let mut bad = 0;
        for (id, v) in expected["figures"].as_object().unwrap() {
            if &json["figures"][id] != v {
                bad += 1;
                println!("{name} {id}: {} expected {v}", json["figures"][id]);
            }
        }
        for (id, _) in json["figures"].as_object().unwrap() {
            if expected["figures"].get(id).is_none() {
                bad += 1;
                println!("{id} not expected");
            }
        }
        if json["by_officer"] != expected["by_officer"] {
            bad += 1;
            println!("{}\n{}", json["by_officer"], expected["by_officer"]);
        }
        for f in motcua::report::audit::audit(&figures, &noticed) {
            println!("AUDIT {}", f.sentence);
        }
        for figure in FIGURES {
            let b = count::behind(&store, &scope, &FigureRef::whole(figure.id)).unwrap();
            if b.ids().len() as u64 != figures.value(figure.id).n {
                bad += 1;
                println!("behind {} {}", figure.id, b.ids().len());
            }
        }
        let _ = Grouping::Officer;
        assert_eq!(bad, 0);
    }
}

#[test]
fn look() {
    let mut store = sample();
    motcua::desk::set_up::change_settings(
        &mut store,
        &stamp(),
        &[
            ("unit".into(), "Trung tâm Phục vụ hành chính công xã Đồng Xuân".into()),
            ("superior".into(), "UBND xã Đồng Xuân".into()),
            ("place".into(), "Đồng Xuân".into()),
            ("recipient".into(), "UBND xã Đồng Xuân".into()),
            ("signer_name".into(), "Trần Thị Mẫu".into()),
        ],
    )
    .unwrap();
    motcua::desk::set_up::put_target(
        &mut store,
        &stamp(),
        &motcua::store::catalogue::StoredTarget {
            figure: "settled.overdue".into(),
            at_most: true,
            value: 300,
            valid_from: None,
            source: "Kế hoạch".into(),
        },
    )
    .unwrap();
    let scope =
        Scope { period: Period::preset("2025-H1", Cutoff::Calendar).unwrap(), cutoff: Cutoff::Calendar, now: now() };
    let w = motcua::desk::report::commune(&store, &scope, |_| true).unwrap();
    std::fs::create_dir_all("/tmp/look").unwrap();
    for f in motcua::report::Format::ALL {
        std::fs::write(format!("/tmp/look/h1.{}", f.extension()), motcua::report::write(&w.report, f).unwrap())
            .unwrap();
    }
}
