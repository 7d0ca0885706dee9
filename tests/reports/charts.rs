//! Charts draw counted figures: their bars add up to them, open exactly their dossiers, and read without colours.

use motcua::desk::count;
use motcua::desk::set_up;
use motcua::report::kind::ReportKind;
use motcua::report::model::{Chart, Report};
use motcua::report::text::layout;
use motcua::report::{Format, write};

use crate::read_back::{docx, expected};
use crate::sample_desk::{days, sample_register, scope, stamp, written};

fn chart<'a>(report: &'a Report, title: &str) -> &'a Chart {
    report.charts().find(|chart| chart.title.contains(title)).expect("the chart")
}

#[test]
fn weeks_and_officers_add_up_to_their_figures() {
    let store = sample_register();
    for scope in [scope("2025-H1"), scope("2025-03"), days("2025-02-05", "2025-02-05"), scope("2025")] {
        let built = written(&store, ReportKind::Commune, &scope);
        assert_eq!(built.findings, []);
        for chart in built.report.charts() {
            for series in 0..chart.series.len() {
                let sum: i64 = chart.categories.iter().map(|category| category.bars[series].n).sum();
                let bar = &chart.categories[0].bars[series];
                let figure =
                    if bar.reference.part.is_some() { bar.reference.id.as_str() } else { "satisfaction.total" };
                assert_eq!(sum, built.figures.value(figure).n as i64, "{}, series {series}", chart.title);
            }
        }
    }
}

#[test]
fn every_bar_opens_exactly_its_dossiers() {
    let (store, scope) = (sample_register(), scope("2025-Q2"));
    let built = written(&store, ReportKind::Commune, &scope);
    let mut opened = 0;
    for bar in built.report.charts().flat_map(Chart::bars) {
        let behind = count::behind(&store, &scope, &bar.reference, |_| true).expect("what is behind");
        assert_eq!(behind.ids().len() as i64, bar.n, "{}", bar.reference.address());
        opened += 1;
    }
    assert!(opened > 30, "{opened}");
}

#[test]
fn weeks_are_cut_at_the_ends_of_the_period() {
    let store = sample_register();
    let built = written(&store, ReportKind::Commune, &scope("2025-03"));
    let weeks = chart(&built.report, "theo tuần");
    let labels: Vec<&str> = weeks.categories.iter().map(|category| category.label.as_str()).collect();
    // 1 March 2025 is a Saturday and 31 March a Monday.
    assert_eq!(labels, ["01/03–02/03", "03/03–09/03", "10/03–16/03", "17/03–23/03", "24/03–30/03", "31/03"]);
}

#[test]
fn at_forty_columns_every_bar_has_its_number_and_its_door() {
    let store = sample_register();
    let built = written(&store, ReportKind::Commune, &scope("2025-H1"));
    for width in [39, 79, 110] {
        let lines = layout(&built.report.document(), width).expect("laid out");
        let bars: Vec<_> = lines.iter().filter(|line| line.text().contains(['█', '▒'])).collect();
        assert!(bars.len() > 50, "{width}: {}", bars.len());
        for line in bars {
            let text = line.text();
            assert!(motcua::domain::text::width(&text) <= width, "{width}: {text}");
            assert!(line.spans.last().is_some_and(|span| span.reference.is_some()), "{text}");
            assert!(text.ends_with(|c: char| c.is_ascii_digit()), "{text}");
        }
        let doors = lines.iter().flat_map(|line| &line.spans).filter_map(|span| span.reference.clone());
        let doors: Vec<String> = doors.map(|reference| reference.address()).collect();
        for bar in built.report.charts().flat_map(Chart::bars) {
            assert!(doors.contains(&bar.reference.address()), "{width}: {}", bar.reference.address());
        }
    }
}

#[test]
fn word_draws_patterns_and_numbers_and_no_colour() {
    let store = sample_register();
    let built = written(&store, ReportKind::Commune, &scope("2025"));
    let package = write(&built.report, Format::Docx).expect("Word");
    let types = docx::part(&package, "[Content_Types].xml").expect("types");
    let relations = docx::part(&package, "word/_rels/document.xml.rels").expect("relations");
    let mut parts = 0;
    for n in 1.. {
        let Some(xml) = docx::part(&package, &format!("word/charts/chart{n}.xml")) else { break };
        parts += 1;
        assert!(types.contains(&format!("/word/charts/chart{n}.xml")) && relations.contains(&format!("rIdChart{n}\"")));
        let tree = roxmltree::Document::parse(&xml).expect("XML");
        let values = |tag: &str| -> Vec<String> {
            let nodes = tree.descendants().filter(|node| node.tag_name().name() == tag);
            nodes.filter_map(|node| node.attribute("val").or(node.attribute("prst")).map(str::to_owned)).collect()
        };
        assert!(
            values("srgbClr").iter().all(|colour| ["000000", "404040", "FFFFFF"].contains(&colour.as_str())),
            "{xml}"
        );
        assert!(values("showVal").iter().all(|shown| shown == "1") && !values("showVal").is_empty());
        let of_series = |node: &roxmltree::Node<'_, '_>| {
            node.parent().and_then(|n| n.parent()).is_some_and(|n| n.tag_name().name() == "ser")
        };
        let fills = tree.descendants().filter(|node| node.tag_name().name().ends_with("Fill") && of_series(node));
        let mut fills: Vec<&str> = fills.map(|node| node.attribute("prst").unwrap_or("solid")).collect();
        let series = fills.len();
        fills.dedup();
        assert_eq!(fills.len(), series, "every series has a fill of its own");
        assert_eq!(series, values("showVal").len());
    }
    // 53 weeks go on in a second picture.
    assert_eq!(parts, 4);
}

#[test]
fn an_office_that_wants_no_charts_gets_none() {
    let mut store = sample_register();
    set_up::change_settings(&mut store, &stamp(), &[("charts".to_owned(), "off".to_owned())]).expect("set");
    let report = written(&store, ReportKind::Commune, &scope("2025-Q2")).report;
    assert_eq!(expected::bars(&report), []);
    assert!(docx::bars(&write(&report, Format::Docx).expect("Word")).is_empty());
    let wrong = set_up::change_settings(&mut store, &stamp(), &[("charts".to_owned(), "maybe".to_owned())]);
    assert!(wrong.is_err());
}
