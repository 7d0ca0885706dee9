//! Charts as DrawingML parts with their numbers in them: Word and LibreOffice draw them without a workbook.
//!
//! Black on white only: the series differ by fill and every bar bears its number, so that a copy is as good.

use std::fmt::Write;

use super::body::Writer;
use super::xml::{escape, paragraph, run};
use crate::report::model::{Category, Chart};

/// Categories that fit beside each other on a page; longer charts go on in another picture of the same scale.
const ABREAST: usize = 27;

/// English metric units in a twip and in a centimetre.
const PER_TWIP: u32 = 635;
const PER_CENTIMETRE: u32 = 360_000;

const C: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const WP: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// Fills of the series in turn: dark, striped, dotted. Small pictures of the legend show the difference as well.
fn fill(series: usize) -> String {
    let pattern = match series % 3 {
        0 => return "<a:solidFill><a:srgbClr val=\"404040\"/></a:solidFill>".to_owned(),
        1 => "wdUpDiag",
        _ => "pct20",
    };
    format!(
        "<a:pattFill prst=\"{pattern}\"><a:fgClr><a:srgbClr val=\"000000\"/></a:fgClr>\
         <a:bgClr><a:srgbClr val=\"FFFFFF\"/></a:bgClr></a:pattFill>"
    )
}

/// Writes title, unit and pictures; their parts go to the package.
pub fn write(writer: &mut Writer, chart: &Chart) {
    let title = run("", &chart.title);
    writer.out.push_str(&paragraph("TableTitle", "", &title));
    if !chart.unit.is_empty() {
        writer.out.push_str(&paragraph("TableUnit", "<w:keepNext/>", &run("", &chart.unit)));
    }
    let width = writer.text_width() * PER_TWIP;
    for categories in chart.categories.chunks(ABREAST) {
        writer.charts.push(part(chart, categories));
        let drawing = drawing(writer.charts.len(), &chart.title, width, height(chart, categories.len()));
        writer.out.push_str(&paragraph("Picture", "", &drawing));
    }
    writer.add_gap("");
}

/// Bars that lie need a line each; bars that stand need room for their numbers.
fn height(chart: &Chart, categories: usize) -> u32 {
    if chart.timed {
        return 8 * PER_CENTIMETRE;
    }
    let bars = (categories * chart.series.len()) as u32;
    (bars * PER_CENTIMETRE * 11 / 20 + 2 * PER_CENTIMETRE).clamp(4 * PER_CENTIMETRE, 21 * PER_CENTIMETRE)
}

/// The place of chart number `n` in the text.
fn drawing(n: usize, title: &str, width: u32, height: u32) -> String {
    format!(
        "<w:r><w:drawing><wp:inline xmlns:wp=\"{WP}\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:docPr id=\"{n}\" name=\"Biểu đồ {n}\" descr=\"{}\"/>\
         <wp:cNvGraphicFramePr/><a:graphic xmlns:a=\"{A}\"><a:graphicData uri=\"{C}\">\
         <c:chart xmlns:c=\"{C}\" r:id=\"rIdChart{n}\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
        escape(title)
    )
}

/// The chart part of some categories, on the scale of the whole chart.
fn part(chart: &Chart, categories: &[Category]) -> String {
    let direction = if chart.timed { "col" } else { "bar" };
    let series: String = (0..chart.series.len()).map(|at| series(chart, categories, at)).collect();
    let legend = if chart.series.len() > 1 {
        format!("<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>{}</c:legend>", text(1000, ""))
    } else {
        String::new()
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><c:chartSpace xmlns:c=\"{C}\" xmlns:a=\"{A}\">\
         <c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/><c:barChart>\
         <c:barDir val=\"{direction}\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>{series}\
         <c:gapWidth val=\"40\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>{}</c:plotArea>{legend}\
         <c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>\
         <c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>{}</c:chartSpace>",
        axes(chart, categories.len()),
        text(1000, "")
    )
}

/// One series: its name, pattern, numbers on the bars, categories and values.
fn series(chart: &Chart, categories: &[Category], at: usize) -> String {
    let name = chart.series.get(at).map_or("", String::as_str);
    let names: Vec<String> = categories.iter().map(|category| escape(&category.label)).collect();
    let values: Vec<String> = categories.iter().map(|c| c.bars.get(at).map_or(0, |bar| bar.n).to_string()).collect();
    // Numbers stand on end where the bars are too thin for them.
    let dense = chart.timed && categories.len() * chart.series.len() > 12;
    let label = text(if dense { 700 } else { 900 }, if dense { "-5400000" } else { "" });
    format!(
        "<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/>\
         <c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v>\
         </c:pt></c:strCache></c:strRef></c:tx><c:spPr>{}<a:ln w=\"6350\"><a:solidFill>\
         <a:srgbClr val=\"000000\"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val=\"0\"/><c:dLbls>\
         <c:numFmt formatCode=\"#,##0\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{label}\
         <c:dLblPos val=\"outEnd\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>\
         <c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>\
         <c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{}</c:strCache></c:strRef></c:cat>\
         <c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache>\
         <c:formatCode>General</c:formatCode>{}</c:numCache></c:numRef></c:val></c:ser>",
        escape(name),
        fill(at),
        points(&names),
        points(&values),
        column = ["B", "C", "D"][at % 3],
        last = categories.len() + 1,
    )
}

fn points(values: &[String]) -> String {
    let mut out = format!("<c:ptCount val=\"{}\"/>", values.len());
    for (at, value) in values.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = write!(out, "<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>");
    }
    out
}

fn axes(chart: &Chart, categories: usize) -> String {
    let (places, order, turned) = match (chart.timed, categories > 6) {
        (true, true) => (("b", "l"), "minMax", "-5400000"),
        (true, false) => (("b", "l"), "minMax", ""),
        // The first category of bars that lie is to stand at the top.
        (false, _) => (("l", "b"), "maxMin", ""),
    };
    let crosses = if chart.timed { "autoZero" } else { "max" };
    let line = "<c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill></a:ln></c:spPr>";
    format!(
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"{order}\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"{}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
         <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>{line}{}<c:crossAx val=\"2\"/>\
         <c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/>\
         <c:noMultiLvlLbl val=\"0\"/></c:catAx>\
         <c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/><c:max val=\"{}\"/><c:min val=\"0\"/>\
         </c:scaling><c:delete val=\"0\"/><c:axPos val=\"{}\"/><c:numFmt formatCode=\"#,##0\" sourceLinked=\"0\"/>\
         <c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>{line}{}\
         <c:crossAx val=\"1\"/><c:crosses val=\"{crosses}\"/></c:valAx>",
        places.0,
        text(if categories > 12 { 800 } else { 1000 }, turned),
        scale(chart.top()),
        places.1,
        text(900, ""),
    )
}

/// The end of the axis: a round number with room for the numbers above the bars.
fn scale(top: i64) -> i64 {
    let wanted = top + top / 8 + 1;
    let step = (0..18).map(|power| 10_i64.pow(power)).take_while(|step| *step * 5 <= wanted).last().unwrap_or(1);
    (wanted + step - 1) / step * step
}

/// Text of the chart: size in hundredths of a point, turned by so many sixty-thousandths of a degree.
fn text(size: u32, turned: &str) -> String {
    let body = if turned.is_empty() {
        "<a:bodyPr/>".to_owned()
    } else {
        format!("<a:bodyPr rot=\"{turned}\" vert=\"horz\"/>")
    };
    format!(
        "<c:txPr>{body}<a:p><a:pPr><a:defRPr sz=\"{size}\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill>\
         <a:latin typeface=\"Times New Roman\"/><a:cs typeface=\"Times New Roman\"/></a:defRPr></a:pPr>\
         <a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>"
    )
}

#[cfg(test)]
mod tests {
    use super::scale;

    #[test]
    fn the_axis_ends_on_a_round_number_above_the_bars() {
        assert_eq!([0, 1, 9, 62, 98, 1234].map(scale), [1, 2, 11, 70, 120, 1400]);
    }
}
