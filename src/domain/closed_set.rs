//! The figures in which a dossier stood when a period was closed, as a set that a later program still reads.
//!
//! The bits follow a list of ids that is kept beside them, so a program with more figures, fewer, or another order reads
//! a set of any earlier one. It knows no dossier and no register.

use std::collections::BTreeSet;

/// The ids that the bits of a closing stand for, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    ids: Vec<String>,
}

impl Order {
    /// An order of these ids.
    pub fn of(ids: Vec<String>) -> Order {
        Order { ids }
    }

    /// The ids.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// A set as text: four bits a digit, the first id the highest bit of the first digit.
    pub fn write(&self, set: impl Fn(&str) -> bool) -> String {
        let digit = |four: &[String]| {
            let bits = four.iter().enumerate().filter(|(_, id)| set(id)).map(|(at, _)| 8_u32 >> at);
            char::from_digit(bits.sum(), 16).unwrap_or('0')
        };
        self.ids.chunks(4).map(digit).collect()
    }

    /// The ids of a set; `None` for a text that is none of this order.
    pub fn read(&self, text: &str) -> Option<BTreeSet<&str>> {
        if text.len() != self.ids.len().div_ceil(4) {
            return None;
        }
        let mut set = BTreeSet::new();
        for (four, digit) in self.ids.chunks(4).zip(text.chars()) {
            let bits = digit.to_digit(16)?;
            set.extend(four.iter().enumerate().filter(|(at, _)| bits & (8 >> at) != 0).map(|(_, id)| id.as_str()));
        }
        Some(set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(ids: &[&str]) -> Order {
        Order::of(ids.iter().map(|id| (*id).to_owned()).collect())
    }

    #[test]
    fn a_set_is_read_back_by_its_own_order() {
        let order = order(&["a", "b", "c", "d", "e"]);
        let text = order.write(|id| ["a", "d", "e"].contains(&id));
        assert_eq!(text, "98");
        assert_eq!(order.read(&text).map(|set| set.into_iter().collect::<Vec<_>>()), Some(vec!["a", "d", "e"]));
        assert_eq!(order.read("9"), None);
        assert_eq!(order.read("9x"), None);
    }
}
