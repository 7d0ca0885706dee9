//! The sheet of charts: the numbers of each chart as cells, and beside them a native chart over those cells.

use rust_xlsxwriter::{
    Chart as Drawn, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartPatternFill,
    ChartPatternFillType, ChartSolidFill, ChartType, Color, Workbook, Worksheet, XlsxError,
};

use super::formats::Formats;
use super::{heights, names, put, put_text, set_page};
use crate::report::model::{Cell, Chart, Page};

/// Series of the charts that reports have, at most.
const SERIES: u16 = 2;

/// Rows that a chart takes, at least.
const ROWS: u32 = 20;

/// Pixels of a chart's width, and of a sheet's row.
const WIDTH: u32 = 900;
const ROW: u32 = 22;

/// Adds the sheet.
pub fn write(book: &mut Workbook, formats: &Formats, charts: &[&Chart]) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(names::CHARTS)?;
    set_page(sheet, Page::official(), true);
    sheet.set_column_width(0, 32)?;
    for column in 1..=SERIES {
        sheet.set_column_width(column, 16)?;
    }
    let mut row = 0;
    for chart in charts {
        let end = cells(sheet, formats, chart, row)?;
        sheet.insert_chart(row, SERIES + 2, &drawn(chart, row))?;
        row = end.max(row + ROWS) + 2;
    }
    Ok(())
}

/// Title, unit, header and numbers from row `first`; returns the row below.
fn cells(sheet: &mut Worksheet, formats: &Formats, chart: &Chart, first: u32) -> Result<u32, XlsxError> {
    put_text(sheet, first, 0, &chart.title, &formats.heading)?;
    heights::set(sheet, first, heights::lines(&chart.title, 32.0))?;
    put_text(sheet, first + 1, 0, &chart.unit, &formats.line)?;
    let table = chart.table();
    for (column, cell) in (0..).zip(table.header.iter().flatten()) {
        put_text(sheet, first + 2, column, &cell.text, &formats.head)?;
        heights::set(sheet, first + 2, 2)?;
    }
    for (row, content) in (first + 3..).zip(&table.rows) {
        for (column, cell) in (0..).zip(&content.cells) {
            put(sheet, row, column, cell, &formats.row)?;
        }
        if let Some(Cell::Text(label)) = content.cells.first() {
            heights::set(sheet, row, heights::lines(label, 32.0))?;
        }
    }
    Ok(first + 3 + table.rows.len() as u32)
}

/// The native chart over the cells of a chart that begins in row `first`.
fn drawn(chart: &Chart, first: u32) -> Drawn {
    let mut drawn = Drawn::new(if chart.timed { ChartType::Column } else { ChartType::Bar });
    let (top, last) = (first + 3, first + 2 + chart.categories.len() as u32);
    let dense = chart.timed && chart.categories.len() > 12;
    for at in 0..chart.series.len() {
        let column = at as u16 + 1;
        let mut font = ChartFont::new();
        font.set_size(if dense { 7 } else { 9 });
        if dense {
            font.set_rotation(-90);
        }
        drawn
            .add_series()
            .set_name((names::CHARTS, first + 2, column))
            .set_categories((names::CHARTS, top, 0, last, 0))
            .set_values((names::CHARTS, top, column, last, column))
            .set_gap(40)
            .set_format(&mut fill(at))
            .set_data_label(ChartDataLabel::new().show_value().set_font(&font));
    }
    drawn.title().set_name(&chart.title);
    if chart.series.len() > 1 {
        drawn.legend().set_position(ChartLegendPosition::Bottom);
    } else {
        drawn.legend().set_hidden();
    }
    // The first category of bars that lie is to stand at the top; their categories are on the upright axis.
    if !chart.timed {
        drawn.y_axis().set_reverse();
    }
    let rows = ROWS.max(if chart.timed { 0 } else { chart.categories.len() as u32 * 2 });
    drawn.set_width(WIDTH).set_height(rows.min(60) * ROW);
    drawn
}

/// Dark, striped, dotted: a print without colours tells the series apart.
fn fill(series: usize) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_border(ChartLine::new().set_color(Color::Black).set_width(0.5));
    let pattern = match series % 3 {
        0 => {
            format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(0x40_4040)));
            return format;
        }
        1 => ChartPatternFillType::DiagonalStripesWideUpwards,
        _ => ChartPatternFillType::Dotted20Percent,
    };
    let mut fill = ChartPatternFill::new();
    fill.set_pattern(pattern).set_foreground_color(Color::Black).set_background_color(Color::White);
    format.set_pattern_fill(&fill);
    format
}
