//! The built-in Telex and VNI against the syllables of written Vietnamese: every one, in every way of typing it.

mod keys;
mod syllables;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use keys::{CASES, Case, WHENS, Way, When, cased};
use motcua::domain::typing::{Method, Placement, Pressed, Style, Word};
use syllables::Syllable;

/// What keys become, with the word finished as a blank would.
fn typed(keys: &str, style: Style) -> String {
    let mut word = Word::default();
    for key in keys.chars() {
        assert_eq!(word.press(key, style), Pressed::Taken, "{keys}");
    }
    word.finished()
}

/// Types every syllable in one way and names the first that came out wrong.
fn all_right(
    way: Way,
    whens: &[When],
    cases: &[Case],
    placement: Placement,
    which: impl Fn(&Syllable) -> bool,
) -> usize {
    let style = Style { method: if way == Way::Telex { Method::Telex } else { Method::Vni }, placement };
    let (mut right, mut wrong) = (0, Vec::new());
    for syllable in syllables::all().iter().filter(|syllable| which(syllable)) {
        for when in whens {
            let keys = keys::of(syllable, way, *when);
            for case in cases {
                let want = cased(&syllable.text(placement == Placement::New), *case);
                let got = typed(&cased(&keys, *case), style);
                if got == want { right += 1 } else { wrong.push(format!("{keys} ({when:?}): {got} ≠ {want}")) }
            }
        }
    }
    assert!(wrong.is_empty(), "{} đúng, {} sai: {:#?}", right, wrong.len(), &wrong[..wrong.len().min(40)]);
    right
}

#[test]
fn the_table_is_that_of_the_written_language() {
    let all = syllables::all();
    let texts: BTreeSet<String> = all.iter().map(|syllable| syllable.text(false)).collect();
    assert_eq!(texts.len(), all.len(), "each syllable once");
    assert_eq!(all.len(), 15_004);
    for known in
        "Nguyễn Thị Thủy Dương đắc lắc được hạnh khuỷu nghiêng ước quỳnh giữ gìn giếng quốc thuở yểng xoong".split(' ')
    {
        assert!(texts.contains(&known.to_lowercase()), "{known}");
    }
    for wrong in ["ngiêng", "cê", "ghà", "kà", "cát\u{309}", "khuyủ"] {
        assert!(!texts.contains(wrong), "{wrong}");
    }
}

#[test]
fn telex_types_every_syllable() {
    assert!(all_right(Way::Telex, &WHENS, &[Case::Lower], Placement::Old, |_| true) >= 5 * 7_000);
}

#[test]
fn vni_types_every_syllable() {
    assert!(all_right(Way::Vni, &WHENS, &[Case::Lower], Placement::Old, |_| true) >= 5 * 7_000);
}

#[test]
fn capitals_come_out_as_they_were_typed() {
    for way in [Way::Telex, Way::Vni] {
        all_right(way, &[When::Last, When::Early], &CASES[1..], Placement::Old, |_| true);
    }
}

#[test]
fn the_new_placement_moves_only_what_it_should() {
    for way in [Way::Telex, Way::Vni] {
        let moved = all_right(way, &WHENS, &CASES, Placement::New, |syllable| syllable.old != syllable.new);
        assert!(moved > 500, "{moved}");
        all_right(way, &[When::Last], &[Case::Lower], Placement::New, |syllable| syllable.old == syllable.new);
    }
}

/// Words of the program's own procedures, calendar, reports and sentences, as people wrote them.
fn real_words() -> BTreeSet<String> {
    let folders = ["assets", "src/ui/screens", "src/domain/figure"];
    let mut text = String::new();
    for path in folders.iter().flat_map(|folder| files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))) {
        // A line break in a program's sentence is written \n.
        text.push_str(&std::fs::read_to_string(&path).unwrap_or_default().replace("\\n", " "));
        text.push(' ');
    }
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii());
    words.map(str::to_lowercase).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn the_words_of_real_texts_are_in_the_table() {
    let known: BTreeSet<String> =
        syllables::all().iter().flat_map(|syllable| [syllable.text(false), syllable.text(true)]).collect();
    let words = real_words();
    let vowel = |c: char| "aăâeêioôơuưyáắấéếíóốớúứý".contains(c);
    let unknown: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| !known.contains(*word) && word.contains(vowel)).collect();
    assert!(words.len() > 500, "{}", words.len());
    // The beginning of a word, typed in a test of the find field.
    assert_eq!(unknown, ["câ"], "of {}", words.len());
}
