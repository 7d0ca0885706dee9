//! Words to find, as the register is asked for them: a code, an ID or phone number, or words without marks.

use std::collections::HashSet;

use rusqlite::params;
use rusqlite::types::Value;

use crate::domain::text;
use crate::store::conditions::Conditions;
use crate::store::error::StoreError;
use crate::store::read::Read;

/// The index of words leading the search, newest first without sorting.
pub(in crate::store) const WORDS: &str = "dossier_search CROSS JOIN dossier d ON d.id = dossier_search.rowid";
/// What the index of words is asked.
pub(in crate::store) const MATCH: &str = "dossier_search MATCH ?";

/// The dossiers with a code: our own, the source's, another system's. Each is sought in its index.
const BY_CODE: &str = "(SELECT id FROM dossier WHERE code = ? \
     UNION SELECT id FROM dossier WHERE source_code = ? AND source_code <> '' \
     UNION SELECT dossier_id FROM dossier_code WHERE code = ? AND voided = 0) found \
     CROSS JOIN dossier d ON d.id = found.id";

/// The dossiers whose ID number, phone number or code begins with digits: a code may be of digits alone, and only its
/// beginning be typed so far. The conditions that repeat those of the indexes let SQLite use them.
const BY_DIGITS: &str = "(SELECT id FROM dossier WHERE applicant_id >= ? AND applicant_id < ? AND applicant_id <> '' \
     UNION SELECT id FROM dossier WHERE phone >= ? AND phone < ? AND phone <> '' \
     UNION SELECT id FROM dossier WHERE code >= ? AND code < ?) found CROSS JOIN dossier d ON d.id = found.id";

/// Found rows that are put in another order one by one. Where words find more, the index of the order is walked instead
/// and shows a page of them soon.
pub(in crate::store) const SORTED_MOST: usize = 2_000;

/// What typed words ask for.
pub(in crate::store) enum Sought {
    /// A whole code, our own or another system's.
    Code(String),
    /// The beginning of an ID number, a phone number or a code of digits.
    Digits(String),
    /// Words, as the index of words is asked for them.
    Words(String),
    /// Nothing that could be found.
    Nothing,
}

impl Read<'_> {
    /// What typed words ask for: a whole code comes first; then numbers, which have indexes of their own; everything else
    /// is sought in the index of words.
    pub(in crate::store) fn sought(&self, words: &str) -> Result<Sought, StoreError> {
        let typed = text::nfc(words.trim());
        if self.is_code(&typed)? {
            return Ok(Sought::Code(typed));
        }
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let only_digits = typed.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '.');
        if only_digits && digits.len() >= 9 {
            return Ok(Sought::Digits(digits));
        }
        Ok(self.words_to_match(&typed)?.map_or(Sought::Nothing, Sought::Words))
    }

    /// Adds the words to find; false where nothing can be found.
    pub(in crate::store) fn find(&self, words: &str, conditions: &mut Conditions) -> Result<bool, StoreError> {
        match self.sought(words)? {
            // Both find little, in indexes of their own. Led by what they find, no other index is read past the whole
            // register, whatever else the list asks and from wherever its page begins.
            Sought::Code(code) => conditions.lead(BY_CODE, std::iter::repeat_n(Value::from(code), 3)),
            Sought::Digits(digits) => {
                let ends = [Value::from(digits.clone()), Value::from(format!("{digits}:"))];
                conditions.lead(BY_DIGITS, std::iter::repeat_n(ends, 3).flatten());
            }
            Sought::Words(matched) => {
                conditions.from = WORDS;
                conditions.id = "dossier_search.rowid";
                conditions.bind(MATCH, Value::from(matched));
            }
            Sought::Nothing => return Ok(false),
        }
        Ok(true)
    }

    /// Typed words that find more than is put in order one by one, as the index of words is asked for them.
    pub(in crate::store) fn common_words(&self, words: &str) -> Result<Option<String>, StoreError> {
        if words.trim().is_empty() {
            return Ok(None);
        }
        let Sought::Words(matched) = self.sought(words)? else { return Ok(None) };
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM dossier_search WHERE {MATCH} LIMIT ?)");
        let found: i64 =
            self.conn().prepare_cached(&sql)?.query_row(params![matched, SORTED_MOST as i64 + 1], |row| row.get(0))?;
        Ok(Some(matched).filter(|_| found > SORTED_MOST as i64))
    }

    /// Which of some dossiers the index of words finds. It is read once over the span of their ids, which is quicker
    /// than to ask it for one after the other.
    pub(in crate::store) fn worded(&self, matched: &str, ids: &[i64]) -> Result<HashSet<i64>, StoreError> {
        let (Some(first), Some(last)) = (ids.iter().min(), ids.iter().max()) else { return Ok(HashSet::new()) };
        let wanted: HashSet<i64> = ids.iter().copied().collect();
        let sql = format!("SELECT rowid FROM dossier_search WHERE {MATCH} AND rowid BETWEEN ? AND ?");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query(params![matched, first, last])?;
        let mut found = HashSet::new();
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            if wanted.contains(&id) {
                found.insert(id);
            }
        }
        Ok(found)
    }

    /// Whether a dossier that is not voided has this code here or in another system.
    fn is_code(&self, typed: &str) -> Result<bool, StoreError> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {BY_CODE} WHERE d.voided = 0)");
        Ok(self.conn().prepare_cached(&sql)?.query_row([typed; 3], |row| row.get(0))?)
    }

    /// The typed words as the index of words is asked: each as it stands, the last one as the beginning of a word. A
    /// last single letter stands for itself where that finds something ("Nguyễn Văn Á"); as a beginning it would match
    /// half of the register, so it is passed over while more letters are to come. `None` where nothing is left to ask.
    fn words_to_match(&self, typed: &str) -> Result<Option<String>, StoreError> {
        let folded = text::fold(typed);
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let Some((last, before)) = words.split_last() else { return Ok(None) };
        let mut asked: Vec<String> = before.iter().map(|word| format!("\"{word}\"")).collect();
        if last.chars().count() > 1 {
            asked.push(format!("\"{last}\"*"));
            return Ok(Some(asked.join(" ")));
        }
        let all = asked.iter().cloned().chain([format!("\"{last}\"")]).collect::<Vec<_>>().join(" ");
        let found: bool = self
            .conn()
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM dossier_search WHERE dossier_search MATCH ?1)")?
            .query_row([&all], |row| row.get(0))?;
        Ok(Some(if found || asked.is_empty() { all } else { asked.join(" ") }))
    }
}
