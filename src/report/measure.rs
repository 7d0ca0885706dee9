//! How long a bold line of Times New Roman is: the decree measures the short lines below headings by their text, and
//! columns and row heights have to hold words.

use unicode_normalization::UnicodeNormalization;

/// Advance widths of the bold face for U+0020 to U+007E, in thousandths of the type size.
const BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944,
    722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556,
    444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394,
    220, 394, 520,
];

/// Width of a bold text in twips at a size in half-points.
pub fn bold_width(text: &str, half_points: u32) -> u32 {
    let thousandths: u32 = text.nfd().map(advance).sum();
    // A half-point is ten twips.
    thousandths * half_points / 100
}

/// Marks of Vietnamese letters add nothing to the width, but for the horn, which adds a little.
fn advance(c: char) -> u32 {
    match c {
        ' '..='~' => u32::from(BOLD[c as usize - 0x20]),
        'đ' => 556,
        'Đ' => 722,
        '\u{31b}' => 56,
        '\u{300}'..='\u{36f}' => 0,
        _ => 500,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_do_not_lengthen_a_word() {
        assert_eq!(bold_width("Hòa", 28), bold_width("Hoa", 28));
        // 13 points, 12 letters and blanks: about 9 cm for the state's name.
        let state = bold_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 26);
        assert!((4900..5500).contains(&state), "{state}");
    }
}
