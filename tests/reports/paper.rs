//! What a reader of a paper must find on it: by which rules it counts, to which report an annex belongs, the signature
//! with what is signed; and the doors of the estimate.

use motcua::desk::count::{self, Behind};
use motcua::report::figures::Figures;
use motcua::report::kind::ReportKind;
use motcua::report::model::{Block, Cell, FigureRef, Level, Role, Run, plain};
use motcua::report::{Format, write};

use crate::read_back::docx::part;
use crate::sample_desk::{days, sample_register, scope, written};

#[test]
fn the_sheet_for_the_wall_says_by_which_rules_it_counts() {
    let store = sample_register();
    let written = written(&store, ReportKind::Daily, &days("2025-03-18", "2025-03-18"));
    let text = String::from_utf8(write(&written.report, Format::Text).expect("bytes")).expect("text");
    for said in ["Đến hạn trả(a, b)", "Quá hạn(a, b)", "(a) Cách tính trễ hạn: ", "(b) Cách tính tạm dừng: "]
    {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(!text.contains("(c)"), "the acceptance clock counts nothing here: {text}");
}

#[test]
fn each_annex_says_which_report_it_belongs_to() {
    let store = sample_register();
    let mut report = written(&store, ReportKind::Commune, &scope("2025-H1")).report;
    let numbered = report.annexes.iter().filter(|block| matches!(block, Block::Heading { level: Level::Annex, .. }));
    let (annexes, unit) = (numbered.count(), report.letterhead.unit.clone());
    let said: Vec<String> = report
        .annexes
        .windows(2)
        .filter(|pair| matches!(pair[0], Block::Heading { level: Level::Annex, .. }))
        .filter_map(|pair| match &pair[1] {
            Block::Line(line) if line.role == Role::Centred => Some(plain(&line.runs)),
            _ => None,
        })
        .collect();
    let expected = format!("(Kèm theo Báo cáo số ………/{} ngày … tháng … năm … của {unit})", report.letterhead.symbol);
    assert!(annexes > 3, "{annexes}");
    assert_eq!(said, vec![expected; annexes]);
    report.letterhead.number = Some(5);
    report.letterhead.date = Some("2026-02-05".parse().expect("a day"));
    let dated = report.letterhead.accompanying();
    assert!(
        dated.starts_with("(Kèm theo Báo cáo số 05/BC-") && dated.contains(" ngày 05 tháng 02 năm 2026 "),
        "{dated}"
    );
}

/// So does the annex of the report on apologies.
#[test]
fn the_list_of_missing_letters_says_which_report_it_belongs_to() {
    let report = written(&sample_register(), ReportKind::Directive, &scope("2025-H1")).report;
    let [Block::Heading { level: Level::Annex, .. }, Block::Line(line), Block::Table(_)] = report.annexes.as_slice()
    else {
        panic!("a number, what it accompanies, the list: {:?}", report.annexes.len())
    };
    assert_eq!(plain(&line.runs), report.letterhead.accompanying());
}

/// The last words of the list and the signature go with its last rows: neither stands alone on a page.
#[test]
fn the_end_of_an_overdue_list_is_held_together_with_its_signature() {
    let store = sample_register();
    let mut lengths = std::collections::BTreeSet::new();
    for scope in
        [days("2025-03-10", "2025-03-10"), days("2020-01-01", "2020-06-30"), scope("2025-03"), scope("2025-H1")]
    {
        let report = written(&store, ReportKind::Overdue, &scope).report;
        let body = part(&write(&report, Format::Docx).expect("bytes"), "word/document.xml").expect("a body");
        let words = body.rfind("./.").expect("the last words");
        let table = body[..words].rfind("</w:tbl>").expect("a table before them");
        let end = body[..words].rfind("<w:tr>").expect("a row before them");
        // A list that fills no page is kept whole with what follows; a longer one ends with a row of its own.
        let long = report.tables().last().is_some_and(|table| table.rows.len() > 6);
        assert_eq!(end > table, long);
        lengths.insert(long);
        let (rows, between) = body[..words].split_at(if long { end } else { table });
        for row in rows.rsplit("<w:tr>").take(2) {
            assert!(row.contains("<w:keepNext/>"), "a row may stay behind: {row}");
        }
        assert_eq!(between.matches("<w:keepNext/>").count(), between.matches("<w:p>").count(), "{between}");
    }
    assert_eq!(lengths.len(), 2, "short and long ones were seen");
}

#[test]
fn the_points_of_each_criterion_open_what_cost_them() {
    let store = sample_register();
    let scope = scope("2025-H1");
    let written = written(&store, ReportKind::Index766, &scope);
    let table = written.report.tables().next().expect("the table");
    let count = |reference: &FigureRef| match count::behind(&store, &scope, reference, |_| true).expect("listed") {
        Behind::Dossiers(ids) | Behind::Procedures(ids) | Behind::Ratings(ids) | Behind::Feedback(ids) => ids.len(),
    };
    let mut criteria = 0;
    for row in table.rows.iter().filter(|row| !row.total) {
        // Column 12: how many did not reach it; 7 and 13: the points that were had and lost.
        let Cell::Integer(short, Some(_)) = &row.cells[11] else { continue };
        for column in [6, 12] {
            if let Cell::Decimal(_, opens) = &row.cells[column] {
                let opens =
                    opens.as_ref().unwrap_or_else(|| panic!("{:?}: column {} is no door", row.cells[1], column + 1));
                assert_eq!(count(opens) as i64, *short, "{:?}", row.cells[1]);
                criteria += 1;
            }
        }
        if let Cell::Decimal(_, before) = &row.cells[9] {
            let before = before.as_ref().and_then(|opens| opens.period).expect("a door to the period before");
            assert_eq!(before, scope.period.previous());
        }
    }
    assert!(criteria > 10, "{criteria}");
    let lost = written.report.blocks.iter().filter_map(|block| match block {
        Block::Item { runs, .. } => Some(runs),
        _ => None,
    });
    let door = |runs: &Vec<Run>| matches!(&runs[1], Run::Figure { text, .. } if text.contains(','));
    assert!(
        lost.clone().count() > 3 && lost.clone().all(door),
        "{:?}",
        lost.map(|runs| plain(runs)).collect::<Vec<_>>()
    );
}

/// A number that is asked for one reason names an officer or nobody: then it is of the whole gap.
#[test]
fn a_reason_is_counted_with_an_officer_and_without_one() {
    let store = sample_register();
    let figures: Figures = written(&store, ReportKind::Directive, &scope("2025-H1")).figures;
    for (id, reasons) in
        [("digitized.components.gap", &figures.component_reasons), ("digitized.results.gap", &figures.result_reasons)]
    {
        let whole = figures.value(id).n;
        let why: std::collections::BTreeSet<&str> = reasons.keys().map(|(_, why)| why.as_str()).collect();
        assert!(whole > 0 && !why.is_empty(), "{id}");
        let each: Vec<(u64, u64)> =
            why.iter().map(|why| figures.of_reason(&FigureRef::whole(id).because(why))).collect();
        assert!(each.iter().all(|(all, some)| *all == whole && *some > 0), "{id}: {each:?}");
        assert_eq!(each.iter().map(|(_, some)| some).sum::<u64>(), whole, "{id}");
    }
}
