//! The syllables of written Vietnamese, made from the rules of its spelling: initial × rime × tone.
//!
//! Made independently of the program: where the tone stands is written down with each rime, not worked out.

/// Rimes by the way they begin. `'` stands after the letter with the tone; `|` parts the old way from the new one.
const RIMES: [(Kind, &str); 5] = [
    (
        Kind::Back,
        "a' a'c a'ch a'i a'm a'n a'ng a'nh a'o a'p a't a'u a'y ă'c ă'm ă'n ă'ng ă'p ă't â'c â'm â'n â'ng â'p â't â'u â'y \
         o' o'c o'i o'm o'n o'ng o'p o't oo'c oo'ng ô' ô'c ô'i ô'm ô'n ô'ng ô'p ô't ơ' ơ'i ơ'm ơ'n ơ'p ơ't \
         u' u'a u'c u'i u'm u'n u'ng u'p u't uô'c uô'i uô'm uô'n uô'ng uô't \
         ư' ư'a ư'c ư'i ư'm ư'ng ư't ư'u ươ'c ươ'i ươ'm ươ'n ươ'ng ươ'p ươ't ươ'u",
    ),
    (Kind::Front, "e' e'c e'm e'n e'ng e'o e'p e't ê' ê'ch ê'm ê'n ê'nh ê'p ê't ê'u"),
    (Kind::I, "i' i'a i'ch i'm i'n i'nh i'p i't i'u iê'c iê'm iê'n iê'ng iê'p iê't iê'u"),
    (
        Kind::Glide,
        "o'a|oa' oa'c oa'ch oa'i oa'm oa'n oa'ng oa'nh oa'o oa'p oa't oa'y oă'c oă'm oă'n oă'ng oă't o'e|oe' oe'n oe'o oe't \
         uâ'n uâ'ng uâ't uâ'y uê' uê'ch uê'nh u'y|uy' uy'a uy'ch uy'nh uy't uy'u uyê'n uyê't",
    ),
    (
        Kind::AfterQu,
        "a' a'c a'ch a'i a'n a'ng a'nh a'o a't a'u a'y ă'c ă'm ă'n ă'ng ă'p ă't â'n â'ng â't â'y e' e'n e'o e't ê' ê'n ê'nh ê't \
         ô'c ơ' ơ'i y' y'nh y't yê'n yê't",
    ),
];

/// Which initials a rime goes with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// After c, g, ng.
    Back,
    /// After k, gh, ngh.
    Front,
    /// As before e, and written y or with gi in its own way.
    I,
    /// With a rounding that lip letters do not take and c writes qu.
    Glide,
    /// After qu.
    AfterQu,
}

const EVERYWHERE: &str = "b ch d đ h l m n nh ph r s t th tr v x kh";
const NO_GLIDE: &str = "b m ph v";

fn initials(kind: Kind) -> Vec<&'static str> {
    let every = || EVERYWHERE.split(' ');
    match kind {
        Kind::Back => every().chain(["", "c", "g", "gi", "ng"]).collect(),
        Kind::Front => every().chain(["", "k", "gh", "gi", "ngh"]).collect(),
        Kind::I => every().chain(["k", "gh", "ngh"]).collect(),
        Kind::Glide => {
            let labial: Vec<&str> = NO_GLIDE.split(' ').collect();
            every().filter(|initial| !labial.contains(initial)).chain(["", "g", "ng"]).collect()
        }
        Kind::AfterQu => vec!["qu"],
    }
}

/// Syllables that the rules above do not make.
const OWN: &str = "gi' gi'n gi'm giê'ng giê'c thuơ' huơ' khuơ' y' yê'm yê'n yê'ng yê't yê'u \
    hy' ky' ly' my' sy' ty' vy' i' i'a i'ch i'm i'n i't i'nh i'u";

/// The tones as combining marks; the level one first.
const TONES: [Option<char>; 6] =
    [None, Some('\u{301}'), Some('\u{300}'), Some('\u{309}'), Some('\u{303}'), Some('\u{323}')];

/// One syllable: its letters without tone, its tone as an index, the letters that carry it the old and the new way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Syllable {
    pub letters: Vec<char>,
    pub tone: usize,
    pub old: usize,
    pub new: usize,
}

impl Syllable {
    /// As text, composed.
    pub fn text(&self, new: bool) -> String {
        use unicode_normalization::UnicodeNormalization;
        let at = if new { self.new } else { self.old };
        let mut text = String::new();
        for (index, letter) in self.letters.iter().enumerate() {
            text.push(*letter);
            text.extend(TONES[self.tone].filter(|_| index == at));
        }
        text.nfc().collect()
    }
}

fn with_tones(initial: &str, rime: &str) -> Vec<Syllable> {
    let (old, new) = rime.split_once('|').unwrap_or((rime, rime));
    let carrier = |rime: &str| initial.chars().count() + rime.chars().take_while(|c| *c != '\'').count() - 1;
    let bare: String = old.replace('\'', "");
    let stopped = ["c", "ch", "p", "t"].iter().any(|end| bare.ends_with(end));
    let tones: &[usize] = if stopped { &[1, 5] } else { &[0, 1, 2, 3, 4, 5] };
    let letters: Vec<char> = initial.chars().chain(bare.chars()).collect();
    let syllable =
        |tone: &usize| Syllable { letters: letters.clone(), tone: *tone, old: carrier(old), new: carrier(new) };
    tones.iter().map(syllable).collect()
}

/// Every syllable, each once.
pub fn all() -> Vec<Syllable> {
    let mut all = Vec::new();
    for (kind, rimes) in RIMES {
        for rime in rimes.split_whitespace() {
            for initial in initials(kind) {
                all.extend(with_tones(initial, rime));
            }
        }
    }
    for rime in OWN.split_whitespace() {
        all.extend(with_tones("", rime));
    }
    all.sort();
    all.dedup();
    all
}
