//! Questions of screens that nobody sees: they wait until their tab comes to the front.
//!
//! Every screen hears of every write and asks for its rows again. Were those behind the front answered at once, a save
//! would cost more with each screen that was ever opened.

use crate::ui::action::{Effect, Work};

/// One question that waits.
struct Waiting<J> {
    tab: usize,
    /// Place of its screen in the tab.
    depth: usize,
    kind: &'static str,
    job: J,
}

/// The questions that wait.
pub(crate) struct Unseen<J>(Vec<Waiting<J>>);

impl<J> Default for Unseen<J> {
    fn default() -> Unseen<J> {
        Unseen(Vec::new())
    }
}

impl<J: Work> Unseen<J> {
    /// Keeps the questions about what a screen shows back, and returns what else it asked for. A question takes the place
    /// of those that the same screen asked of its kind when it was told something earlier.
    pub(crate) fn hold(&mut self, tab: usize, depth: usize, effects: Vec<Effect<J>>) -> Vec<Effect<J>> {
        let kind_of = |effect: &Effect<J>| match effect {
            Effect::Job(job) => job.of_what_is_shown(),
            _ => None,
        };
        let anew: Vec<&str> = effects.iter().filter_map(kind_of).collect();
        self.0.retain(|old| (old.tab, old.depth) != (tab, depth) || !anew.contains(&old.kind));
        let mut passed = Vec::with_capacity(effects.len());
        for effect in effects {
            match (kind_of(&effect), effect) {
                (Some(kind), Effect::Job(job)) => self.0.push(Waiting { tab, depth, kind, job }),
                (_, effect) => passed.push(effect),
            }
        }
        passed
    }

    /// The questions of a tab that comes to the front, in the order in which they were asked.
    pub(crate) fn release(&mut self, tab: usize) -> Vec<J> {
        let (of_tab, others) = std::mem::take(&mut self.0).into_iter().partition(|waiting| waiting.tab == tab);
        self.0 = others;
        let of_tab: Vec<Waiting<J>> = of_tab;
        of_tab.into_iter().map(|waiting| waiting.job).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Work of a test: a letter is a question about what is shown, a digit is none.
    #[derive(Debug, PartialEq)]
    struct Word(&'static str);

    impl Work for Word {
        type Reply = ();

        fn of_what_is_shown(&self) -> Option<&'static str> {
            self.0.starts_with(char::is_alphabetic).then(|| &self.0[..1])
        }
    }

    fn jobs(words: &[&'static str]) -> Vec<Effect<Word>> {
        words.iter().map(|word| Effect::Job(Word(word))).collect()
    }

    #[test]
    fn a_screen_behind_the_front_asks_when_it_is_seen_and_only_the_last_time() {
        let mut unseen = Unseen::default();
        let passed = unseen.hold(1, 0, jobs(&["a1", "1", "b1"]));
        assert!(matches!(&passed[..], [Effect::Job(Word("1"))]));
        assert!(unseen.hold(1, 1, jobs(&["a of another screen"])).is_empty());
        assert!(unseen.hold(2, 0, jobs(&["a of another tab"])).is_empty());
        // A write later the same screen asks again: once is enough, however often something was written meanwhile.
        for again in [["a2", "a2 beside"], ["a3", "a3 beside"]] {
            assert!(unseen.hold(1, 0, jobs(&again)).is_empty());
        }
        let words = [Word("b1"), Word("a of another screen"), Word("a3"), Word("a3 beside")];
        assert_eq!(unseen.release(1), words);
        assert_eq!(unseen.release(1), []);
        assert_eq!(unseen.release(2), [Word("a of another tab")]);
    }
}
