//! Words to find, as the register is asked for them: a code, an ID or phone number, or words without marks.

use std::collections::HashSet;
use std::sync::Arc;

use rusqlite::params;
use rusqlite::types::Value;

use crate::domain::text;
use crate::store::conditions::Conditions;
use crate::store::error::StoreError;
use crate::store::found::Matched;
use crate::store::read::Read;
use crate::store::words;

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

/// What words found, leading the search: a list of JSON.
pub(in crate::store) const FEW: &str = "json_each(?) found CROSS JOIN dossier d ON d.id = found.value";

/// Rows up to which texts are held against words one by one; the index of words is read along the whole register.
const BY_TEXT: usize = 1_000;

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
            Sought::Words(matched) => match self.matched(&matched)? {
                Matched::Few(ids) => conditions.lead(FEW, [Value::from(json(&ids))]),
                Matched::Many => {
                    conditions.from = WORDS;
                    conditions.id = "dossier_search.rowid";
                    conditions.bind(MATCH, Value::from(matched));
                }
            },
            Sought::Nothing => return Ok(false),
        }
        Ok(true)
    }

    /// Typed words that find more than is put in order one by one, as the index of words is asked for them.
    pub(in crate::store) fn common_words(&self, words: &str) -> Result<Option<String>, StoreError> {
        let matched = self.typed_words(words)?;
        Ok(matched.and_then(|(asked, matched)| (matched == Matched::Many).then_some(asked)))
    }

    /// What typed words find, where that is so little that it is put in order one by one.
    pub(in crate::store) fn few(&self, words: &str) -> Result<Option<Arc<[i64]>>, StoreError> {
        Ok(match self.typed_words(words)? {
            Some((_, Matched::Few(ids))) => Some(ids),
            _ => None,
        })
    }

    fn typed_words(&self, words: &str) -> Result<Option<(String, Matched)>, StoreError> {
        if words.trim().is_empty() {
            return Ok(None);
        }
        let Sought::Words(asked) = self.sought(words)? else { return Ok(None) };
        let matched = self.matched(&asked)?;
        Ok(Some((asked, matched)))
    }

    /// What words find. The index of words is asked once, and not at all where shorter words have found it.
    fn matched(&self, asked: &str) -> Result<Matched, StoreError> {
        let kept = self.found()?;
        if let Some(known) = kept.and_then(|(found, head)| found.words(head, asked)) {
            return Ok(known);
        }
        let wider = kept.and_then(|(found, head)| found.wider(head, asked));
        let narrowed = wider.map(|ids| self.by_text(asked, &ids)).transpose()?.flatten();
        let matched = match narrowed {
            Some(ids) => Matched::Few(ids.into()),
            None => self.asked_for(asked)?,
        };
        if let Some((found, head)) = kept {
            found.keep_words(head, asked, matched.clone());
        }
        Ok(matched)
    }

    /// What the index of words finds.
    fn asked_for(&self, asked: &str) -> Result<Matched, StoreError> {
        let sql = format!("SELECT rowid FROM dossier_search WHERE {MATCH} ORDER BY rowid LIMIT ?");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let ids = statement.query_map(params![asked, SORTED_MOST as i64 + 1], |row| row.get(0))?;
        let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
        Ok(if ids.len() > SORTED_MOST { Matched::Many } else { Matched::Few(ids.into()) })
    }

    /// Which of some dossiers hold the words, by their texts; `None` where only the index can tell. What is voided is not
    /// in the index.
    fn by_text(&self, asked: &str, ids: &[i64]) -> Result<Option<Vec<i64>>, StoreError> {
        let sql = format!("SELECT d.id, d.name_fold, d.code, d.phone FROM {FEW} WHERE d.voided = 0");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query([json(ids)])?;
        let mut held = Vec::new();
        while let Some(row) = rows.next()? {
            let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
            match words::holds(asked, &[text(1)?, text(2)?, text(3)?]) {
                None => return Ok(None),
                Some(true) => held.push(row.get(0)?),
                Some(false) => {}
            }
        }
        Ok(Some(held))
    }

    /// Which of some dossiers the index of words finds. A few are told by their texts; for more it is read once over the
    /// span of their ids, which is quicker than to ask it for one after the other.
    pub(in crate::store) fn worded(&self, matched: &str, ids: &[i64]) -> Result<HashSet<i64>, StoreError> {
        let (Some(first), Some(last)) = (ids.iter().min(), ids.iter().max()) else { return Ok(HashSet::new()) };
        if ids.len() <= BY_TEXT
            && let Some(held) = self.by_text(matched, ids)?
        {
            return Ok(held.into_iter().collect());
        }
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
        let found = self.matched(&all)? != Matched::Few(Arc::from([]));
        Ok(Some(if found || asked.is_empty() { all } else { asked.join(" ") }))
    }
}

/// Ids as a list of JSON.
fn json(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    format!("[{}]", ids.join(","))
}
