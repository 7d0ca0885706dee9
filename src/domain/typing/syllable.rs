//! What a Vietnamese syllable can be: initial, rime, tone; what may still become one; and where its tone stands.
//!
//! Rimes are those of the written language, and those of place and family names of the Central Highlands (Đắk, Păh,
//! Niê). Initials and rimes are not held against each other: a misspelt word is still composed.

use std::sync::LazyLock;

use super::Placement;
use super::letter::{Letter, Mark, Tone};

/// Initials that any rime and tone may follow.
const INITIALS: &str = "b c ch d đ g gh gi h j k kh l m n ng ngh nh p ph qu r s t th tr v x";

/// Initials of names in the languages of the Central Highlands. A tone then wants a marked vowel beside it: "press"
/// and "plus" are no names.
const HIGHLAND: &str = "bk bl br chr đr gl hđ hl hm hr jr kb kd kđ kh'r kl kn kp kr ks mđ mj ml mn ng'r pl pr rc tl xt";

/// Rimes of Vietnamese.
const RIMES: &str = "\
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu \
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay \
    oăc oăm oăn oăng oăp oăt oe oen oeng oeo oet \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơng ơp ơt \
    u ua uc ui um un ung up ut uân uâng uât uây uê uên uêch uênh uêt uêu \
    uôc uôi uôm uôn uông uôp uôt uơ uy uya uych uyn uynh uyp uyt uyu uyên uyêt \
    ư ưa ưc ưi ưm ưn ưng ưp ưt ưu ươc ươi ươm ươn ương ươp ươt ươu \
    y ych ynh yt yêm yên yêng yêp yêt yêu";

/// Rimes of names of the Central Highlands, and ươ, which one types on its way.
const HIGHLAND_RIMES: &str = "ươ ăk ek ok ơk uk ưk ah ăh eh oh ơh uh ưh iê";

type Parts = Vec<Vec<(char, Mark)>>;

fn parts(list: &str) -> Parts {
    let part = |c| {
        let (letter, _) = Letter::read(c);
        (letter.base, letter.mark)
    };
    list.split_whitespace().map(|word| word.chars().map(part).collect()).collect()
}

static PLAIN: LazyLock<Parts> = LazyLock::new(|| parts(INITIALS));
static FOREIGN: LazyLock<Parts> = LazyLock::new(|| parts(HIGHLAND));
static ALL_RIMES: LazyLock<Parts> = LazyLock::new(|| parts(&format!("{RIMES} {HIGHLAND_RIMES}")));

/// Whether letters are, or with further marks may become, the beginning of a pattern.
fn begins(letters: &[Letter], pattern: &[(char, Mark)]) -> bool {
    letters.len() <= pattern.len()
        && letters
            .iter()
            .zip(pattern)
            .all(|(letter, (base, mark))| letter.base == *base && (letter.mark == *mark || letter.mark == Mark::Bare))
}

/// Whether letters are a pattern.
fn is(letters: &[Letter], pattern: &[(char, Mark)]) -> bool {
    letters.len() == pattern.len()
        && letters.iter().zip(pattern).all(|(letter, (base, mark))| letter.base == *base && letter.mark == *mark)
}

/// Where the rime begins: after the consonants, the u of qu and the i of gi before another vowel. `None` without any.
pub fn rime_at(letters: &[Letter]) -> Option<usize> {
    let first = letters.iter().position(|letter| letter.is_vowel())?;
    let bare = |at: usize, base: char| letters.get(at).is_some_and(|it| it.base == base && it.mark == Mark::Bare);
    let after_qu = first == 1 && bare(0, 'q') && bare(1, 'u');
    let after_gi = first == 1 && bare(0, 'g') && bare(1, 'i') && letters.get(2).is_some_and(|it| it.is_vowel());
    let at = first + usize::from(after_qu || after_gi);
    (at < letters.len()).then_some(at)
}

/// The rime, for giêng with the i that is written once for both its parts.
fn rimes(letters: &[Letter], at: usize) -> impl Iterator<Item = &[Letter]> {
    let shared = at == 2 && letters[0].base == 'g' && letters[1].base == 'i';
    [Some(&letters[at..]), shared.then(|| &letters[1..])].into_iter().flatten()
}

/// Whether the rime ends in a stop, which only sắc and nặng go with.
fn stopped(rime: &[Letter]) -> bool {
    match rime {
        [.., end] if matches!(end.base, 'c' | 'k' | 'p' | 't') => true,
        [.., before, end] => before.base == 'c' && end.base == 'h',
        _ => false,
    }
}

fn initial_fits(initial: &[Letter], rime: &[Letter], toned: bool) -> bool {
    let known = |list: &Parts| list.iter().any(|pattern| pattern.len() == initial.len() && begins(initial, pattern));
    initial.is_empty()
        || known(&PLAIN)
        || (known(&FOREIGN) && (!toned || rime.iter().any(|letter| letter.mark != Mark::Bare)))
}

fn tone_fits(rime: &[Letter], tone: Option<Tone>) -> bool {
    !stopped(rime) || matches!(tone, None | Some(Tone::Acute | Tone::Dot))
}

/// Whether the letters may still become a syllable. Those without a vowel may be anything: QĐ, HĐND.
pub fn may_become(letters: &[Letter], tone: Option<Tone>) -> bool {
    let Some(at) = rime_at(letters) else { return letters.iter().all(|letter| letter.base.is_ascii_lowercase()) };
    let fits = |rime: &[Letter]| ALL_RIMES.iter().any(|pattern| begins(rime, pattern)) && tone_fits(rime, tone);
    rimes(letters, at).any(fits) && initial_fits(&letters[..at], &letters[at..], tone.is_some())
}

/// Whether the letters are a whole syllable, a single letter, or an abbreviation without a vowel. `loose` lets ă stand
/// before a stop without a tone, as in Krông Păc.
pub fn is_whole(letters: &[Letter], tone: Option<Tone>, loose: bool) -> bool {
    let Some(at) = rime_at(letters) else { return true };
    if letters.len() == 1 {
        return true;
    }
    let breve = letters[at..].iter().any(|letter| letter.mark == Mark::Breve);
    let whole = |rime: &[Letter]| {
        let highland = rime.last().is_some_and(|end| end.base == 'k');
        let toneless = tone.is_none() && stopped(rime) && !highland && !(loose && breve);
        ALL_RIMES.iter().any(|pattern| is(rime, pattern)) && tone_fits(rime, tone) && !toneless
    };
    rimes(letters, at).any(whole) && initial_fits(&letters[..at], &letters[at..], tone.is_some())
}

/// ưo and uơ before another letter of the rime are both ươ.
pub fn mend(letters: &mut [Letter]) {
    let Some(at) = rime_at(letters) else { return };
    let rime = &mut letters[at..];
    let pair = rime.windows(3).position(|three| three[0].base == 'u' && three[1].base == 'o');
    if let Some(u) = pair
        && (rime[u].mark == Mark::Horn) != (rime[u + 1].mark == Mark::Horn)
        && [rime[u].mark, rime[u + 1].mark].contains(&Mark::Bare)
    {
        rime[u].mark = Mark::Horn;
        rime[u + 1].mark = Mark::Horn;
    }
}

/// The letter that carries the tone.
pub fn tone_at(letters: &[Letter], placement: Placement) -> Option<usize> {
    let at = rime_at(letters)?;
    let vowels = letters[at..].iter().take_while(|letter| letter.is_vowel()).count();
    let nucleus = &letters[at..at + vowels];
    if let Some(marked) = nucleus.iter().rposition(|letter| letter.mark != Mark::Bare) {
        return Some(at + marked);
    }
    let closed = at + vowels < letters.len();
    let glides = matches!(nucleus, [a, b] if matches!((a.base, b.base), ('o', 'a' | 'e') | ('u', 'y')));
    let second = match vowels {
        0 | 1 => false,
        2 => closed || (glides && placement == Placement::New),
        _ => true,
    };
    Some(at + usize::from(second))
}
