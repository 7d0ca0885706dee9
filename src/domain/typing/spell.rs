//! From keys to letters: what each key of a method does to the word so far.

use super::letter::{Letter, Mark, Tone};
use super::syllable::{may_become, mend, rime_at, tone_at};
use super::{Method, Placement, Style};

/// A word being spelt.
#[derive(Clone, Debug, Default)]
pub struct Spelling {
    /// Its letters.
    pub letters: Vec<Letter>,
    /// Its tone.
    pub tone: Option<Tone>,
    /// Place of the key, counted from the first, that took a mark or a tone back and gave the key itself.
    pub taken_back: Option<usize>,
    /// A mark was given from afar: the letter was not the last one.
    pub from_afar: bool,
    /// Keys that mean only themselves for the rest of the word.
    spent: Vec<char>,
}

/// The key that stands for all keys of tones, or of horns and breves, among the spent ones.
const TONES: char = 's';
const HORNS: char = 'w';

impl Spelling {
    /// Spells a word that begins with letters already there.
    pub fn of(seed: &str, keys: &[char], style: Style) -> Spelling {
        let mut word = Spelling::default();
        for c in seed.chars() {
            let (letter, tone) = Letter::read(c);
            word.letters.push(letter);
            word.tone = word.tone.or(tone);
        }
        for (place, key) in keys.iter().enumerate() {
            let before = word.spent.len();
            word.press(*key, style.method);
            if word.spent.len() > before && word.taken_back.is_none() {
                word.taken_back = Some(place);
            }
        }
        word
    }

    /// The word as text.
    pub fn text(&self, placement: Placement) -> String {
        let mut letters = self.letters.clone();
        mend(&mut letters);
        let at = tone_at(&letters, placement);
        let drawn = letters.iter().enumerate();
        drawn.map(|(index, letter)| letter.draw(self.tone.filter(|_| at == Some(index)))).collect()
    }

    /// Whether it may still become Vietnamese.
    pub fn fits(&self) -> bool {
        let mut letters = self.letters.clone();
        mend(&mut letters);
        may_become(&letters, self.tone)
    }

    fn press(&mut self, key: char, method: Method) {
        let lower = key.to_ascii_lowercase();
        match (method, lower) {
            (Method::Telex, 's' | 'f' | 'r' | 'x' | 'j') => self.tone_key(key, Tone::telex(lower)),
            (Method::Vni, '1'..='5') => self.tone_key(key, Tone::vni(lower)),
            (Method::Telex, 'z') | (Method::Vni, '0') => self.tone_off(key),
            (Method::Telex, 'a' | 'e' | 'o') => self.hat_key(key, &[lower]),
            (Method::Vni, '6') => self.hat_key(key, &['a', 'e', 'o']),
            (Method::Telex, 'd') | (Method::Vni, '9') => self.stroke_key(key),
            (Method::Telex, 'w') => self.horn_key(key, true, true),
            (Method::Vni, '7') => self.horn_key(key, true, false),
            (Method::Vni, '8') => self.horn_key(key, false, true),
            (Method::Telex, '[' | '{') => self.whole_letter(key, 'o', key == '{'),
            (Method::Telex, ']' | '}') => self.whole_letter(key, 'u', key == '}'),
            _ => self.push(key),
        }
    }

    fn push(&mut self, key: char) {
        self.letters.push(Letter::typed(key));
    }

    /// Takes a change where the word may still become Vietnamese with it.
    fn take(&mut self, change: impl FnOnce(&mut Spelling)) -> bool {
        let mut changed = self.clone();
        change(&mut changed);
        let fits = changed.fits();
        if fits {
            *self = changed;
        }
        fits
    }

    /// The key gives itself, and from now on only itself.
    fn spend(&mut self, key: char, kind: char) {
        self.push(key);
        self.spent.push(kind);
    }

    fn tone_key(&mut self, key: char, tone: Option<Tone>) {
        if self.spent.contains(&TONES) || rime_at(&self.letters).is_none() {
            self.push(key);
        } else if self.tone == tone {
            self.tone = None;
            self.spend(key, TONES);
        } else if !self.take(|word| word.tone = tone) {
            self.push(key);
        }
    }

    fn tone_off(&mut self, key: char) {
        if self.tone.take().is_none() {
            self.push(key);
        }
    }

    /// A hat on the last letter that can have one.
    fn hat_key(&mut self, key: char, bases: &[char]) {
        let kind = bases[0];
        let spent = self.spent.contains(&kind);
        let rime = rime_at(&self.letters).unwrap_or(self.letters.len());
        let places: Vec<usize> =
            (rime..self.letters.len()).rev().filter(|at| bases.contains(&self.letters[*at].base)).collect();
        for at in places.iter().copied().filter(|_| !spent) {
            let last = at + 1 == self.letters.len();
            let change = |word: &mut Spelling| {
                word.letters[at].mark = Mark::Hat;
                word.letters[at].by = None;
                // ươ becomes uô.
                if at > 0 && word.letters[at].base == 'o' && word.letters[at - 1].mark == Mark::Horn {
                    word.letters[at - 1].mark = Mark::Bare;
                }
                word.from_afar |= !last;
            };
            if self.letters[at].mark != Mark::Hat && self.take(change) {
                return;
            }
        }
        match places.into_iter().find(|at| self.letters[*at].mark == Mark::Hat).filter(|_| !spent) {
            Some(at) => {
                self.letters[at].mark = Mark::Bare;
                self.spend(key, kind);
            }
            None => self.push(key),
        }
    }

    /// The stroke of đ: on a d just typed, or from afar on the one that begins the word.
    fn stroke_key(&mut self, key: char) {
        let is_d = |letter: &Letter| letter.base == 'd';
        let last = self.letters.len().checked_sub(1).filter(|at| is_d(&self.letters[*at]));
        let afar = rime_at(&self.letters).is_some() && self.letters.first().is_some_and(is_d);
        let at = last.or(afar.then_some(0)).filter(|_| !self.spent.contains(&'d'));
        match at.map(|at| (at, self.letters[at].mark)) {
            Some((at, Mark::Stroke)) => {
                self.letters[at].mark = Mark::Bare;
                self.spend(key, 'd');
            }
            Some((at, _)) if self.take(|word| word.letters[at].mark = Mark::Stroke) => {}
            _ => self.push(key),
        }
    }

    /// Horns and breves: w, or 7 and 8 apart.
    fn horn_key(&mut self, key: char, horns: bool, breves: bool) {
        if self.spent.contains(&HORNS) {
            return self.push(key);
        }
        for change in self.horn_changes(horns, breves) {
            let afar = change.iter().all(|(at, _)| at + 1 < self.letters.len());
            let differs = change.iter().any(|(at, mark)| self.letters[*at].mark != *mark);
            let set = |word: &mut Spelling| {
                for (at, mark) in &change {
                    word.letters[*at].mark = *mark;
                }
                word.from_afar |= afar;
            };
            if differs && self.take(set) {
                return;
            }
        }
        let marked = |letter: &Letter| (horns && letter.mark == Mark::Horn) || (breves && letter.mark == Mark::Breve);
        if self.letters.iter().any(marked) {
            return self.horns_back(key, marked);
        }
        // w alone is ư.
        let alone = rime_at(&self.letters).is_none() && horns && breves;
        let upper = key.is_ascii_uppercase();
        let u = Letter { base: 'u', mark: Mark::Horn, upper, by: Some(key) };
        if !(alone && self.take(|word| word.letters.push(u))) {
            self.push(key);
        }
    }

    /// What the key may mean here, the likeliest first. The u and o of uo go together; of thuở, huơ and khuơ only the
    /// o does while nothing follows.
    fn horn_changes(&self, horns: bool, breves: bool) -> Vec<Vec<(usize, Mark)>> {
        let Some(at) = rime_at(&self.letters) else { return Vec::new() };
        let rime = &self.letters[at..];
        let find = |base: char| rime.iter().position(|letter| letter.base == base).map(|index| at + index);
        let mut changes = Vec::new();
        if let Some(u) = rime.windows(2).position(|two| two[0].base == 'u' && two[1].base == 'o').filter(|_| horns) {
            let (u, o) = (at + u, at + u + 1);
            let initial: String = self.letters[..at].iter().map(|letter| letter.base).collect();
            let bare = self.letters[u].mark == Mark::Bare && self.letters[o].mark == Mark::Bare;
            if matches!(initial.as_str(), "h" | "th" | "kh") && o + 1 == self.letters.len() && bare {
                changes.push(vec![(o, Mark::Horn)]);
            }
            changes.push(vec![(u, Mark::Horn), (o, Mark::Horn)]);
        }
        let single = |base: char, mark: Mark, on: bool| find(base).filter(|_| on).map(|at| vec![(at, mark)]);
        changes.extend(single('u', Mark::Horn, horns));
        changes.extend(single('o', Mark::Horn, horns));
        changes.extend(single('a', Mark::Breve, breves));
        changes
    }

    /// Takes the horns or breves back; a letter that the key alone had made becomes that key.
    fn horns_back(&mut self, key: char, marked: impl Fn(&Letter) -> bool) {
        let mut replaced = false;
        for letter in self.letters.iter_mut().filter(|letter| marked(letter)) {
            match letter.by.take() {
                Some(by) => {
                    *letter = Letter::typed(by);
                    replaced = true;
                }
                None => letter.mark = Mark::Bare,
            }
        }
        if replaced {
            self.spent.push(HORNS);
        } else {
            self.spend(key, HORNS);
        }
    }

    /// A bracket is a whole letter; the same one again gives the bracket.
    fn whole_letter(&mut self, key: char, base: char, upper: bool) {
        if self.letters.last().is_some_and(|last| last.by == Some(key)) {
            self.letters.pop();
            return self.spend(key, key);
        }
        let letter = Letter { base, mark: Mark::Horn, upper, by: Some(key) };
        if self.spent.contains(&key) || !self.take(|word| word.letters.push(letter)) {
            self.push(key);
        }
    }
}
