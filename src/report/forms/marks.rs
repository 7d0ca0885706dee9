//! Placeholders in a stretch of text.

use std::ops::Range;

use super::Fault;

/// What the sign after the brace says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// `{name}`: a value.
    Value,
    /// `{#name}`: the row or paragraph is repeated.
    Repeat,
    /// `{?name}`: the paragraph goes where the value is empty.
    Optional,
}

/// One placeholder in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands, braces included, in bytes.
    pub range: Range<usize>,
    /// What it asks for.
    pub sort: Sort,
    /// The name.
    pub name: String,
}

/// Letters shown around a brace that stands alone.
const NEAR: usize = 24;

/// Every placeholder of a text in order.
pub fn marks(text: &str) -> Result<Vec<Mark>, Fault> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['{', '}']).map(|next| at + next) {
        let inner = text[next + 1..].find(['{', '}', '\n', '\t']).map(|end| next + 1 + end);
        let end = inner.filter(|end| text.as_bytes()[next] == b'{' && text.as_bytes()[*end] == b'}');
        let Some(end) = end else {
            return Err(Fault::Unclosed(text[next..].chars().take(NEAR).collect()));
        };
        let inner = text[next + 1..end].trim();
        let (sort, name) = match inner.chars().next() {
            Some('#') => (Sort::Repeat, &inner[1..]),
            Some('?') => (Sort::Optional, &inner[1..]),
            _ => (Sort::Value, inner),
        };
        found.push(Mark { range: next..end + 1, sort, name: name.trim().to_owned() });
        at = end + 1;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_signs_are_read() {
        let found = marks("Mã: {ma_ho_so} {#thanh_phan}{? email }").expect("sound");
        let told: Vec<(Sort, &str)> = found.iter().map(|mark| (mark.sort, mark.name.as_str())).collect();
        assert_eq!(told, [(Sort::Value, "ma_ho_so"), (Sort::Repeat, "thanh_phan"), (Sort::Optional, "email")]);
        assert_eq!(found[0].range, 5..15);
    }

    #[test]
    fn half_a_pair_is_named() {
        assert_eq!(marks("Mã {ma_ho_so"), Err(Fault::Unclosed("{ma_ho_so".into())));
        assert_eq!(marks("a } b"), Err(Fault::Unclosed("} b".into())));
        assert_eq!(marks("{a\n}"), Err(Fault::Unclosed("{a\n}".into())));
    }
}
