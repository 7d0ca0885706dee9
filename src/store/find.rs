//! Words to find, as the register is asked for them: a code, an ID or phone number, or words without marks.

use rusqlite::types::Value;

use crate::domain::text;
use crate::store::conditions::Conditions;
use crate::store::error::StoreError;
use crate::store::read::Read;

/// The index of words leading the search, newest first without sorting.
pub(in crate::store) const WORDS: &str = "dossier_search CROSS JOIN dossier d ON d.id = dossier_search.rowid";
/// What the index of words is asked.
pub(in crate::store) const MATCH: &str = "dossier_search MATCH ?";

/// Ids of the dossiers with a code: our own, the source's, another system's. Each is sought in its index.
const WITH_CODE: &str = "SELECT id FROM dossier WHERE code = ? \
     UNION SELECT id FROM dossier WHERE source_code = ? AND source_code <> '' \
     UNION SELECT dossier_id FROM dossier_code WHERE code = ? AND voided = 0";

impl Read<'_> {
    /// Adds the words to find. A whole code, our own or another system's, comes first; then an ID or phone number or its
    /// beginning in their own indexes; everything else is sought in the index of words.
    pub(in crate::store) fn find(
        &self,
        words: &str,
        by_id: bool,
        conditions: &mut Conditions,
    ) -> Result<bool, StoreError> {
        let typed = text::nfc(words.trim());
        if self.is_code(&typed)? {
            conditions.add(&format!("d.id IN ({WITH_CODE})"));
            conditions.bound.extend(std::iter::repeat_n(Value::from(typed), 3));
            return Ok(true);
        }
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let only_digits = typed.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '.');
        if only_digits && digits.len() >= 9 {
            // A code may be of digits alone, and only its beginning be typed so far. The conditions that repeat those of
            // the indexes let SQLite use all three; without them it would read the whole register.
            conditions.add(
                "((d.applicant_id >= ? AND d.applicant_id < ? AND d.applicant_id <> '') \
                 OR (d.phone >= ? AND d.phone < ? AND d.phone <> '') OR (d.code >= ? AND d.code < ?))",
            );
            for _ in 0..3 {
                conditions.bound.push(Value::from(digits.clone()));
                conditions.bound.push(Value::from(format!("{digits}:")));
            }
            return Ok(true);
        }
        let Some(matched) = self.words_to_match(&typed)? else { return Ok(false) };
        if by_id {
            conditions.from = WORDS;
            conditions.id = "dossier_search.rowid";
            conditions.bind(MATCH, Value::from(matched));
        } else {
            // Another order has to sort what is found; beyond the newest twenty thousand nobody reads on.
            conditions.bind(
                "d.id IN (SELECT rowid FROM dossier_search WHERE dossier_search MATCH ? ORDER BY rowid DESC LIMIT 20000)",
                Value::from(matched),
            );
        }
        Ok(true)
    }

    /// Whether a dossier that is not voided has this code here or in another system.
    fn is_code(&self, typed: &str) -> Result<bool, StoreError> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM dossier d WHERE d.voided = 0 AND d.id IN ({WITH_CODE}))");
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
