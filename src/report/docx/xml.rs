//! XML text: escaping, and the few helpers that keep the writer readable.

use crate::report::clean::clean;

/// Text made safe for element content and attribute values.
pub fn escape(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            c => out.push(c),
        }
    }
    out
}

/// A run of text with run properties in their schema order (may be empty).
pub fn run(properties: &str, text: &str) -> String {
    let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}

/// A paragraph: its style, further paragraph properties in their schema order, and its content.
pub fn paragraph(style: &str, properties: &str, content: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{content}</w:p>")
}

/// Millimetres in twentieths of a point.
pub const fn twips(millimetres: u16) -> u32 {
    // 1 mm = 1440 / 25.4 twips, rounded to the nearest.
    (millimetres as u32 * 14_400 + 127) / 254
}

/// `total` shared among relative widths without losing a twip.
pub fn share(total: u32, widths: &[u16]) -> Vec<u32> {
    let whole: u64 = widths.iter().map(|&w| u64::from(w.max(1))).sum();
    let (mut before, mut given) = (0_u64, 0_u32);
    let cut = |part: u64| (u64::from(total) * part / whole.max(1)) as u32;
    widths
        .iter()
        .map(|&w| {
            before += u64::from(w.max(1));
            let next = cut(before);
            let width = next - given;
            given = next;
            width
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        assert_eq!(share(100, &[1, 1, 1]), [33, 33, 34]);
        assert_eq!(share(9354, &[0, 7, 300]).iter().sum::<u32>(), 9354);
        assert_eq!(twips(20), 1134);
    }

    #[test]
    fn markup_stays_text() {
        assert_eq!(escape("<w:br/> & \"x\" 'y'\u{202e}"), "&lt;w:br/&gt; &amp; &quot;x&quot; &apos;y&apos;");
    }
}
