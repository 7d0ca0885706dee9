//! The text form: widths, footnotes at the end, tables whose lines meet, numbers that still open.

use super::{TextLine, WIDTH, layout, write};
use crate::domain::text::width;
use crate::report::model::{Block, Document, FigureRef, Page};
use crate::report::sample;

fn printed() -> String {
    write(&sample::report().document(), WIDTH).expect("written")
}

#[test]
fn the_report_reads_from_head_to_signature() {
    let text = printed();
    for expected in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 05/BC-TTPVHCC",
        "Đồng Xuân, ngày 05 tháng 02 năm 2026",
        "    Tổng số tiếp nhận: 1.801 hồ sơ[1], gồm:",
        "    - Trực tuyến: 1.790 hồ sơ;",
        "PHÓ GIÁM ĐỐC",
        "- Lưu: VT, TTPVHCC.",
        "[1] Gồm cả hồ sơ kỳ trước chuyển sang.",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert!(!text.contains(['\u{202e}', '\u{200b}', '\u{7}']));
}

#[test]
fn lines_fit_and_tables_are_straight() {
    let text = printed();
    let mut table_width = 0;
    for line in text.lines() {
        if line.starts_with('┌') {
            table_width = width(line);
        }
        if line.starts_with(['│', '├', '└', '┌']) {
            assert_eq!(width(line), table_width, "{line}");
        } else {
            assert!(width(line) <= WIDTH, "{line}");
        }
    }
    assert!(text.contains("│ STT │"), "{text}");
}

#[test]
fn a_number_still_knows_what_it_counts() {
    let report = sample::report();
    let lines = layout(&report.document(), 80).expect("laid out");
    let references = |line: &TextLine| line.spans.iter().filter_map(|s| s.reference.clone()).collect::<Vec<_>>();
    let found: Vec<FigureRef> = lines.iter().flat_map(references).collect();
    assert!(found.contains(&FigureRef::whole("received.total")));
    assert!(found.iter().any(|r| r.id == "digitized.components.gap" && r.part.is_some()), "a number in a footnote");
    assert_eq!(found.iter().filter(|r| r.id == "settled.overdue").count(), 40);
}

#[test]
fn any_width_is_survived() {
    let report = sample::report();
    for width in [0, 1, 7, 20, 33, 500] {
        assert!(!write(&report.document(), width).expect("written").is_empty());
    }
    let empty = Document::of("", "", None, Page::official(), vec![Block::paragraph("")]);
    assert_eq!(write(&empty, 80).expect("written").trim(), "");
}

#[test]
fn a_tall_header_cell_is_written_across_its_borders() {
    let text = printed();
    let start = text.find("│ STT │").expect("the table");
    let head: Vec<&str> = text[start..].lines().take(5).collect();
    let expected = ["Tỷ lệ", "đúng", "hạn", "(%)"];
    for (line, word) in head.iter().zip(expected) {
        assert!(line.trim_end_matches(['│', '┤', ' ']).ends_with(word), "{head:#?}");
    }
}
