//! The keys that a person presses for a syllable.

#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use crate::syllables::Syllable;

/// The two ways to type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Telex,
    Vni,
}

/// When marks and tone are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Marks with their letters, the tone last.
    Last,
    /// Marks with their letters, the tone right after the letter that carries it.
    Early,
    /// Marks with their letters, the tone after the vowels.
    AfterVowels,
    /// Bare letters, then the marks, then the tone.
    Free,
    /// Bare letters, the tone, then the marks.
    FreeToneFirst,
}

pub const WHENS: [When; 5] = [When::Last, When::Early, When::AfterVowels, When::Free, When::FreeToneFirst];

/// The bare letter and the keys of its mark.
fn parts(letter: char, way: Way) -> (char, &'static str) {
    let (base, telex, vni) = match letter {
        'đ' => ('d', "d", "9"),
        'ă' => ('a', "w", "8"),
        'â' => ('a', "a", "6"),
        'ê' => ('e', "e", "6"),
        'ô' => ('o', "o", "6"),
        'ơ' => ('o', "w", "7"),
        'ư' => ('u', "w", "7"),
        other => (other, "", ""),
    };
    (base, if way == Way::Telex { telex } else { vni })
}

fn tone(tone: usize, way: Way) -> &'static str {
    let (telex, vni) = (["", "s", "f", "r", "x", "j"], ["", "1", "2", "3", "4", "5"]);
    if way == Way::Telex { telex[tone] } else { vni[tone] }
}

/// The keys of a syllable in lower case.
pub fn of(syllable: &Syllable, way: Way, when: When) -> String {
    let letters = &syllable.letters;
    let vowel = |c: &char| "aăâeêioôơuưy".contains(*c);
    let last_vowel = letters.iter().rposition(vowel).unwrap_or(0);
    let tone = tone(syllable.tone, way);
    let free = matches!(when, When::Free | When::FreeToneFirst);
    let (mut keys, mut marks) = (String::new(), Vec::<&str>::new());
    let mut owed = "";
    for (at, letter) in letters.iter().enumerate() {
        let (base, mark) = parts(*letter, way);
        keys.push(base);
        // One key for both letters of ươ, after the second.
        let first_of_pair = *letter == 'ư' && letters.get(at + 1) == Some(&'ơ');
        if first_of_pair {
            owed = "";
        } else if free {
            marks.extend(Some(mark).filter(|mark| !mark.is_empty()));
        } else {
            keys.push_str(mark);
        }
        // oo as in xoong: Telex writes the second o twice.
        if way == Way::Telex && *letter == 'o' && at > 0 && letters[at - 1] == 'o' {
            keys.push('o');
        }
        if when == When::Early && at == syllable.old {
            owed = tone;
        }
        if when == When::AfterVowels && at == last_vowel {
            owed = tone;
        }
        keys.push_str(std::mem::take(&mut owed));
    }
    match when {
        When::Last => keys.push_str(tone),
        When::Free => {
            keys.extend(marks);
            keys.push_str(tone);
        }
        When::FreeToneFirst => {
            keys.push_str(tone);
            keys.extend(marks);
        }
        When::Early | When::AfterVowels => {}
    }
    keys
}

/// How the letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Lower,
    Capital,
    Upper,
}

pub const CASES: [Case; 3] = [Case::Lower, Case::Capital, Case::Upper];

/// A text in a case; for keys and words alike.
pub fn cased(text: &str, case: Case) -> String {
    let mut letters = text.chars();
    match (case, letters.next()) {
        (Case::Upper, _) => text.to_uppercase(),
        (Case::Capital, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}
