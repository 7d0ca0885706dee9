//! Heights of rows with wrapped text. Office programs do not all find them by themselves when they open a file.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::report::measure::bold_width;

/// One line of 12 points with its leading, in points.
const LINE: f64 = 16.5;

/// Excel's highest row, in points.
const HIGHEST: f64 = 409.0;

/// Lines that a text of 12 points takes in a column of so many characters.
pub fn lines(text: &str, column: f64) -> u32 {
    // A column's unit is a digit of the default type: 7 pixels at 96 to the inch, or 105 twips. Words leave blanks at
    // the ends of lines, so a little of the room is not counted on.
    let room = (column * 105.0 * 0.95).max(1.0);
    (f64::from(bold_width(text, 24)) / room).ceil().max(1.0) as u32
}

/// Gives a row the height of so many lines. One line is the sheet's own height.
pub fn set(sheet: &mut Worksheet, row: u32, lines: u32) -> Result<(), XlsxError> {
    if lines > 1 {
        sheet.set_row_height(row, (f64::from(lines) * LINE).min(HIGHEST))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_takes_more_lines() {
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("Hộ tịch", 10.0), 1);
        assert!(lines("Bảo trợ xã hội, chăm sóc người cao tuổi", 12.0) >= 3);
    }
}
