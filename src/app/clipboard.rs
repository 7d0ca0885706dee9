//! The clipboard: a text goes out as the control sequence OSC 52, which most terminals understand, also over SSH; those
//! that do not pass over it. The console of Windows is not among them, so there the system's own `clip` is given the text.

#[cfg(not(windows))]
use std::io::stdout;
use std::io::{self, Write};
#[cfg(windows)]
use std::process::{Command, Stdio};

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
#[cfg(not(windows))]
pub fn send(text: &str) -> io::Result<()> {
    let mut out = stdout().lock();
    out.write_all(sequence(text).as_bytes())?;
    out.flush()
}

/// Gives a text to the system's clipboard. The sequence is no second way: a console that does not know it takes the bytes
/// all the same, and nobody could say whether anything was copied.
///
/// # Errors
/// When the system's program for it is missing or does not take the text.
#[cfg(windows)]
pub fn send(text: &str) -> io::Result<()> {
    let mut command = Command::new("clip.exe");
    let mut clip = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    if let Some(mut stdin) = clip.stdin.take() {
        stdin.write_all(&in_sixteen_bits(text))?;
    }
    if clip.wait()?.success() { Ok(()) } else { Err(io::ErrorKind::Other.into()) }
}

/// A text as `clip` reads it whatever the code page: UTF-16, the lower byte first.
pub fn in_sixteen_bits(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
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
        assert_eq!(in_sixteen_bits("Lê ị"), [0x4c, 0, 0xea, 0, 0x20, 0, 0xcb, 0x1e]);
    }
}
