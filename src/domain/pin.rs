//! PINs: the officer's, which leaves the kiosk, and the head's, which opens what only the head may see.
//!
//! A PIN is kept as a salted, stretched hash. It holds off a passer-by, not somebody with the file and time: what the
//! register needs against those is the disk's own encryption. Salt and clock are the caller's.

use sha2::{Digest, Sha256};

/// What a written hash begins with.
const MARK: &str = "sha256";

/// Rounds of the hash: some hundredths of a second on an old PC.
const ROUNDS: u32 = 20_000;

/// Wrong PINs in a row before a wait, and the longest wait in seconds.
const FREE: u32 = 3;
const LONGEST: i64 = 300;

/// Settings that hold a PIN.
pub const SETTINGS: [&str; 2] = ["kiosk_pin", "head_pin"];

/// Why a text cannot be a PIN; `None` where it can.
pub fn problem(pin: &str) -> Option<&'static str> {
    let digits = pin.bytes().all(|b| b.is_ascii_digit());
    let (first, same) = (pin.bytes().next(), pin.bytes().all(|b| Some(b) == pin.bytes().next()));
    if !digits || !(4..=12).contains(&pin.len()) {
        return Some("Mã phải gồm từ 4 đến 12 chữ số.");
    }
    (first.is_some() && same).then_some("Mã không được gồm toàn một chữ số.")
}

/// The written hash of a PIN.
pub fn hash(pin: &str, salt: [u8; 16]) -> String {
    format!("{MARK}${ROUNDS}${}${}", hex(&salt), hex(&stretched(pin, &salt, ROUNDS)))
}

/// Whether a setting's value is a written hash.
pub fn is_hash(text: &str) -> bool {
    parts(text).is_some()
}

/// Whether a PIN is the one that was hashed.
pub fn matches(stored: &str, pin: &str) -> bool {
    let Some((rounds, salt, hash)) = parts(stored) else { return false };
    // Every byte is looked at, so that the time taken tells nothing.
    stretched(pin, &salt, rounds).iter().zip(&hash).fold(0, |differing, (a, b)| differing | (a ^ b)) == 0
}

/// Seconds to wait after so many wrong PINs in a row.
pub fn wait_after(wrong: u32) -> i64 {
    match wrong.checked_sub(FREE) {
        None => 0,
        Some(beyond) => (5_i64 << beyond.min(10)).min(LONGEST),
    }
}

fn stretched(pin: &str, salt: &[u8], rounds: u32) -> [u8; 32] {
    let mut state: [u8; 32] = Sha256::digest([salt, pin.as_bytes()].concat()).into();
    for _ in 0..rounds {
        state = Sha256::digest([salt, &state[..]].concat()).into();
    }
    state
}

fn parts(text: &str) -> Option<(u32, Vec<u8>, Vec<u8>)> {
    let mut parts = text.split('$');
    let mark = parts.next()? == MARK;
    let (rounds, salt, hash) = (parts.next()?.parse().ok()?, unhex(parts.next()?)?, unhex(parts.next()?)?);
    (mark && hash.len() == 32 && rounds <= 1_000_000 && parts.next().is_none()).then_some((rounds, salt, hash))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    pairs.map(|pair| u8::from_str_radix(pair.filter(|pair| pair.len() == 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_known_again_and_nothing_else_is() {
        let stored = hash("730519", [7; 16]);
        assert!(is_hash(&stored) && !stored.contains("730519"));
        assert!(matches(&stored, "730519"));
        assert!(
            !matches(&stored, "730518") && !matches(&stored, "") && !matches("", "") && !matches("730519", "730519")
        );
        assert_ne!(hash("730519", [8; 16]), stored, "another salt, another hash");
    }

    #[test]
    fn what_is_no_pin_is_said() {
        assert_eq!(problem("7305"), None);
        for wrong in ["", "123", "12a4", "1111", "1234567890123"] {
            assert!(problem(wrong).is_some(), "{wrong}");
        }
    }

    #[test]
    fn wrong_pins_wait_longer_and_longer() {
        assert_eq!([0, 2, 3, 4, 5, 50].map(wait_after), [0, 0, 5, 10, 20, 300]);
    }
}
