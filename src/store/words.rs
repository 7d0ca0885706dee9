//! Words as the index of words is asked for them, held against texts: `"nguyen" "van" "bin"*`.
//!
//! The index cuts texts into words by rules of its own. They are followed here for letters and figures without marks
//! only, which is what folded names, codes and numbers are made of; whatever else comes is left to the index.

/// One word that is asked for.
struct Word<'a> {
    letters: &'a str,
    /// It is the beginning of a word.
    begins: bool,
}

fn asked(matched: &str) -> impl Iterator<Item = Word<'_>> {
    matched.split(' ').map(|word| Word { letters: word.trim_matches(['"', '*']), begins: word.ends_with('*') })
}

/// Whether everything that `longer` finds is found by `shorter` too.
pub(in crate::store) fn lengthens(shorter: &str, longer: &str) -> bool {
    asked(shorter).all(|old| {
        asked(longer).any(|new| match old.begins {
            true => new.letters.starts_with(old.letters),
            false => !new.begins && new.letters == old.letters,
        })
    })
}

/// Whether texts hold all the words; `None` where only the index can tell.
pub(in crate::store) fn holds(matched: &str, texts: &[&str]) -> Option<bool> {
    if !matched.is_ascii() || texts.iter().any(|text| !text.is_ascii()) {
        return None;
    }
    let words = || texts.iter().flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric()));
    let is = |word: &str, asked: &Word<'_>| match word.get(..asked.letters.len()) {
        Some(begin) => begin.eq_ignore_ascii_case(asked.letters) && (asked.begins || word.len() == begin.len()),
        None => false,
    };
    Some(asked(matched).all(|asked| words().any(|word| is(word, &asked))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_words_find_among_what_shorter_ones_found() {
        for (shorter, longer) in [
            ("\"nguyen\"*", "\"nguyen\" \"va\"*"),
            ("\"nguyen\" \"va\"*", "\"nguyen\" \"van\" \"bi\"*"),
            ("\"nguyen\" \"v\"", "\"nguyen\" \"v\" \"an\"*"),
            ("\"nguyen\"", "\"nguyen\" \"va\"*"),
        ] {
            assert!(lengthens(shorter, longer), "{shorter} {longer}");
            assert!(!lengthens(longer, shorter), "{longer} {shorter}");
        }
        // A whole word is not found by the beginning of one, nor a letter by a word.
        assert!(!lengthens("\"van\"", "\"van\"*"));
        assert!(!lengthens("\"nguyen\" \"v\"", "\"nguyen\" \"va\"*"));
    }

    #[test]
    fn texts_are_cut_where_the_index_cuts_them() {
        let texts = ["nguyen van binh", "H99.07-250107-0001", "0912345678"];
        for (matched, held) in [
            ("\"nguyen\" \"binh\"*", true),
            ("\"van\" \"bin\"*", true),
            ("\"van\" \"bin\"", false),
            ("\"h99\" \"2501\"*", true),
            ("\"guyen\"*", false),
            ("\"0912\"*", true),
            ("\"912\"*", false),
            ("\"nguyen\" \"091234\"*", true),
        ] {
            assert_eq!(holds(matched, &texts), Some(held), "{matched}");
        }
        assert_eq!(holds("\"ly\"", &["łý"]), None);
        assert_eq!(holds("\"łý\"", &["ly"]), None);
    }
}
