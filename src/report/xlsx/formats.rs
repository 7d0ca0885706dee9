//! The cell formats of every workbook: Times New Roman, thin borders, Vietnamese order of day and month.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// Formats of one row of a table, by kind of cell.
pub struct Look {
    /// Words.
    pub text: Format,
    /// Words in the middle.
    pub centre: Format,
    /// The dash that stands for a percent without a whole.
    pub dash: Format,
    /// Counts.
    pub integer: Format,
    /// A number that names a row.
    pub ordinal: Format,
    /// Two decimals.
    pub decimal: Format,
    /// Days.
    pub date: Format,
    /// Minutes.
    pub moment: Format,
}

/// All formats of a workbook.
pub struct Formats {
    /// Column titles.
    pub head: Format,
    /// The row of column numbers.
    pub numbers: Format,
    /// Title above a table.
    pub title: Format,
    /// Unit above a table.
    pub unit: Format,
    /// A line of text.
    pub line: Format,
    /// A heading among lines.
    pub heading: Format,
    /// A centred, bold line.
    pub centred: Format,
    /// A centred line.
    pub middle: Format,
    /// A count that stands alone in a line.
    pub count: Format,
    /// Small print.
    pub small: Format,
    /// Ordinary rows.
    pub row: Look,
    /// Rows of totals.
    pub total: Look,
    /// Rows of long lists, whose words do not wrap: such a list is for sorting and filtering.
    pub list: Look,
}

fn base() -> Format {
    Format::new().set_font_name("Times New Roman").set_font_size(12).set_align(FormatAlign::VerticalCenter)
}

fn look(base: &Format) -> Look {
    let framed = base.clone().set_border(FormatBorder::Thin);
    let right = framed.clone().set_align(FormatAlign::Right);
    let centre = framed.clone().set_align(FormatAlign::Center);
    Look {
        text: framed.set_text_wrap(),
        centre: centre.clone().set_text_wrap(),
        integer: right.clone().set_num_format("#,##0"),
        ordinal: right.clone().set_num_format("0"),
        decimal: right.clone().set_num_format("#,##0.00"),
        dash: right,
        date: centre.clone().set_num_format("dd/mm/yyyy"),
        moment: centre.set_num_format("dd/mm/yyyy hh:mm"),
    }
}

impl Formats {
    /// Builds them.
    pub fn new() -> Formats {
        let bold = base().set_bold();
        let wrapped = base().set_text_wrap();
        Formats {
            head: bold.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::Center).set_text_wrap(),
            numbers: base().set_italic().set_border(FormatBorder::Thin).set_align(FormatAlign::Center).set_text_wrap(),
            title: bold.clone().set_font_size(13).set_align(FormatAlign::Center).set_text_wrap(),
            unit: base().set_italic().set_align(FormatAlign::Right),
            line: wrapped.clone(),
            middle: wrapped.clone().set_align(FormatAlign::Center),
            count: bold.clone().set_align(FormatAlign::Center).set_num_format("#,##0"),
            heading: bold.clone().set_text_wrap(),
            centred: bold.clone().set_align(FormatAlign::Center).set_text_wrap(),
            small: wrapped.set_italic().set_font_size(10),
            row: look(&base()),
            total: look(&bold),
            list: Look { text: base().set_border(FormatBorder::Thin), ..look(&base()) },
        }
    }
}
