//! Random small registers: the audit holds, every figure is as long as its list, parts add up, and all forms agree.
//!
//! 60 registers in a plain run; `MOTCUA_REGISTERS=1000` asks for more, `MOTCUA_SEED` for others.

use motcua::desk::count::{self, Scope};
use motcua::desk::report::Written;
use motcua::domain::figure::{Count, FIGURES, Grouping};
use motcua::domain::period::{Cutoff, Period};
use motcua::report::figures::Figures;
use motcua::report::kind::ReportKind;
use motcua::report::model::{Block, Cell, FigureRef};
use motcua::report::{Format, write};
use motcua::store::Store;

use crate::generate::{self, Chance};
use crate::read_back::{all_differences, differences, docx, expected};
use crate::sample_desk::{sample_register, scope, stamp, written};
use crate::sentences;

fn asked(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

/// A preset of either calendar, or any stretch of days, of the time in which the made-up dossiers move.
fn random_scope(chance: &mut Chance) -> Scope {
    let cutoff = chance.pick(&Cutoff::ALL);
    let period = if chance.percent(60) {
        let preset =
            chance.pick(&["2025-H1", "2025-Q2", "2025-Q3", "2025-03", "2025-09", "2025-9M", "2025", "2024-12"]);
        Period::preset(preset, cutoff).expect("a period")
    } else {
        let from = "2024-09-15".parse::<motcua::domain::day::Day>().expect("a day").plus(chance.below(500) as i32);
        Period::free(from, from.plus(chance.pick(&[0, 1, 6, 20, 90, 400]))).expect("a period")
    };
    // Sometimes the report is asked for before the period is over.
    let now = if chance.percent(15) { period.from.plus(chance.below(20) as i32).at(700) } else { stamp().at };
    Scope { period, cutoff, now }
}

fn groupings(count: Count) -> Vec<Grouping> {
    match count {
        Count::Dossiers { set, .. } => {
            let week = set.is_dated().then_some(Grouping::Week);
            Grouping::ALL.into_iter().chain(week).collect()
        }
        Count::Procedures(_) => vec![Grouping::Field],
        Count::Ratings(_) => vec![Grouping::Officer],
        Count::Feedback(_) => Vec::new(),
    }
}

/// Every figure against its list, and one of its parts, chosen by chance, against that part's.
fn lists(store: &Store, scope: &Scope, figures: &Figures, chance: &mut Chance) -> Vec<String> {
    let mut wrong = Vec::new();
    let length = |reference: &FigureRef| {
        count::behind(store, scope, reference, |_| true).expect("what is behind").ids().len() as u64
    };
    for figure in FIGURES.iter().filter(|figure| !figure.only_listed()) {
        let n = figures.value(figure.id).n;
        let listed = length(&FigureRef::whole(figure.id));
        if listed != n {
            wrong.push(format!("{} is {n}, its list has {listed}", figure.id));
        }
        let groupings = groupings(figure.count);
        for &grouping in &groupings {
            let sum: u64 = figures.parts(figure.id, grouping).iter().map(|(_, n)| n).sum();
            if sum != n {
                wrong.push(format!("{} is {n}, its parts {grouping:?} add up to {sum}", figure.id));
            }
        }
        if n == 0 || groupings.is_empty() || !chance.percent(30) {
            continue;
        }
        let grouping = chance.pick(&groupings);
        let (key, part) = chance.pick(&figures.parts(figure.id, grouping));
        let listed = length(&FigureRef::part(figure.id, grouping, &key));
        if listed != part {
            wrong.push(format!("{} {grouping:?} {key} is {part}, its list has {listed}", figure.id));
        }
    }
    wrong
}

/// Some numbers of a report, chosen by chance, against what they open.
fn doors(store: &Store, scope: &Scope, built: &Written, chance: &mut Chance) -> Vec<String> {
    let doors = expected::doors(&built.report);
    let mut wrong = Vec::new();
    for _ in 0..DOORS.min(doors.len()) {
        let (text, reference) = chance.pick(&doors);
        let Ok(n) = text.replace('.', "").parse::<usize>() else { continue };
        let listed = count::behind(store, scope, &reference, |_| true).expect("what is behind").ids().len();
        if listed != n {
            wrong.push(format!("{}: {text} opens {listed}, {}", built.report.kind, reference.address()));
        }
    }
    wrong
}

/// Doors that are tried in each report.
const DOORS: usize = 8;

/// One register of at most forty dossiers and one period.
fn one(seed: u64) -> Vec<String> {
    let mut chance = Chance::new(seed ^ 0x5eed);
    let made = generate::make(seed, (seed % 41) as usize);
    let mut store = Store::in_memory().expect("a register");
    generate::fill(&mut store, &made, &stamp()).expect("filled");
    let scope = random_scope(&mut chance);
    let mut wrong = Vec::new();
    for kind in ReportKind::ALL {
        let built = written(&store, kind, &scope);
        // Findings about single dossiers are the made-up mistakes; identities of figures have none to name.
        let identities = built.findings.iter().filter(|finding| finding.dossiers.is_empty());
        wrong.extend(identities.map(|finding| finding.sentence.clone()));
        // Names in full or by their initials, by chance where there are both.
        wrong.extend(all_differences(built.document(chance.percent(50))));
        wrong.extend(sentences::broken(&built.report));
        wrong.extend(doors(&store, &scope, &built, &mut chance));
        if kind == ReportKind::Commune {
            wrong.extend(lists(&store, &scope, &built.figures, &mut chance));
        }
    }
    wrong.into_iter().map(|said| format!("seed {seed}, {}: {said}", scope.period.dates())).collect()
}

#[test]
fn random_registers_agree_with_themselves_in_every_form() {
    let (first, registers) = (asked("MOTCUA_SEED", 1), asked("MOTCUA_REGISTERS", 60));
    for seed in first..first + registers {
        let wrong = one(seed);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// The control: one number is broken in each file, in the text of the file itself, and is found.
#[test]
fn one_broken_number_in_a_file_is_found() {
    let store = sample_register();
    let report = written(&store, ReportKind::Commune, &scope("2025-Q2")).report;
    assert_eq!(all_differences(&report), Vec::<String>::new());
    let n = report.figures.iter().find(|figure| figure.id == "received.total").expect("the figure").n;
    let (said, other) = (n.to_string(), (n + 1).to_string());
    let swapped = |format: Format, before: &str, after: &str| {
        let text = String::from_utf8(write(&report, format).expect("written")).expect("UTF-8");
        let (from, to) = (format!("{before}{said}{after}"), format!("{before}{other}{after}"));
        assert!(text.contains(&from), "{from}");
        differences(&report, format, text.replacen(&from, &to, 1).as_bytes())
    };
    assert_ne!(swapped(Format::Csv, ",", ","), Vec::<String>::new());
    assert_ne!(swapped(Format::Json, "\"n\": ", ""), Vec::<String>::new());
    assert_ne!(swapped(Format::Text, "Tổng số tiếp nhận: ", " hồ sơ"), Vec::<String>::new());
    let word = write(&report, Format::Docx).expect("Word");
    let broken = |part: &str, from: &str, to: &str| docx::tampered(&word, part, from, to);
    let (from, to) = (format!(">{said}<"), format!(">{other}<"));
    assert_ne!(differences(&report, Format::Docx, &broken("word/document.xml", &from, &to)), Vec::<String>::new());
    let bar = report.charts().next().and_then(|chart| chart.bars().find(|bar| bar.n > 9)).expect("a bar").n;
    let (from_bar, to_bar) = (format!("<c:v>{bar}</c:v>"), format!("<c:v>{}</c:v>", bar + 1));
    let chart = broken("word/charts/chart1.xml", &from_bar, &to_bar);
    assert_ne!(differences(&report, Format::Docx, &chart), Vec::<String>::new());
    let excel = write(&report, Format::Xlsx).expect("Excel");
    let (from, to) = (format!("<v>{said}</v>"), format!("<v>{other}</v>"));
    let broken = docx::tampered(&excel, "xl/worksheets/sheet1.xml", &from, &to);
    assert_ne!(differences(&report, Format::Xlsx, &broken), Vec::<String>::new());
    let mut moved = report.clone();
    let Some(Block::Table(table)) =
        moved.annexes.iter_mut().find(|block| matches!(block, Block::Table(table) if table.name == "II.06a"))
    else {
        panic!("an annex")
    };
    let cell =
        table.rows.iter_mut().flat_map(|row| &mut row.cells).find(|cell| matches!(cell, Cell::Integer(2.., Some(_))));
    let Some(Cell::Integer(n, _)) = cell else { panic!("a number") };
    *n += 1;
    for format in [Format::Docx, Format::Xlsx, Format::Json, Format::Text] {
        let bytes = write(&report, format).expect("written");
        assert_ne!(differences(&moved, format, &bytes), Vec::<String>::new(), "{}", format.code());
    }
}
