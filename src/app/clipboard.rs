//! The terminal's clipboard: a text goes out as the control sequence OSC 52, which most terminals understand, also over
//! SSH; those that do not pass over it.

use std::io::{self, Write, stdout};

/// Letters of the base of 64.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes that put a text onto the clipboard.
pub fn sequence(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", in_sixty_four(text.as_bytes()))
}

/// Sends a text to the terminal's clipboard.
///
/// # Errors
/// When the terminal takes no bytes.
pub fn send(text: &str) -> io::Result<()> {
    #[cfg(windows)]
    if !crossterm::ansi_support::supports_ansi() {
        // An old console would print the sequence.
        return Ok(());
    }
    let mut out = stdout().lock();
    out.write_all(sequence(text).as_bytes())?;
    out.flush()
}

/// Three bytes in four letters; what is missing at the end is filled with `=`.
fn in_sixty_four(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for letter in 0..4 {
            let six = (bits >> (18 - 6 * letter)) & 63;
            out.push(if letter <= three.len() { char::from(LETTERS[six as usize]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_out_as_the_terminal_reads_it() {
        for (text, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(sequence(text), format!("\x1b]52;c;{coded}\x07"));
        }
        assert_eq!(sequence("Lê Thị Ánh"), "\x1b]52;c;TMOqIFRo4buLIMOBbmg=\x07");
    }
}
