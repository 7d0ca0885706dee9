//! What stands behind a number that counts no dossiers: procedures, ratings and feedback as lines to read.

use crate::desk::count::Behind;
use crate::report::model::Cell;
use crate::store::{Store, StoreError};

/// Headings of words that are longer than others.
const PROCEDURE: &str = "Tên thủ tục";
const SUBJECT: &str = "Nội dung";

/// A simple list: headings, and rows of words in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The headings.
    pub headings: Vec<&'static str>,
    /// Id and words of each row.
    pub rows: Vec<(i64, Vec<String>)>,
}

/// Cells of a column of words.
const WORDS: u16 = 48;

/// Cells of a column of a code, a moment or a name.
const SHORT: u16 = 22;

impl Listing {
    /// Titles and relative widths of the columns of its file, the row's number first.
    pub fn columns(&self) -> Vec<(&'static str, u16)> {
        let long = |title: &str| matches!(title, PROCEDURE | SUBJECT);
        let width = |title: &&'static str| (*title, if long(title) { WORDS } else { SHORT });
        std::iter::once(("TT", 5)).chain(self.headings.iter().map(width)).collect()
    }

    /// The cells of its file.
    pub fn cells(&self) -> impl Iterator<Item = Vec<Cell>> {
        let row = |(n, (_, words)): (i64, &(i64, Vec<String>))| {
            let words = words.iter().map(|word| Cell::text(word.as_str()));
            std::iter::once(Cell::Integer(n, None)).chain(words).collect()
        };
        (1..).zip(&self.rows).map(row)
    }
}

/// The records as lines; nothing for dossiers, which have a list of their own.
///
/// A line of a rating names neither citizen nor officer, and its day alone: by the minute the person is found who was at
/// the desk then, and who gave which rating is confidential (DOMAIN.md §9). So the order within a day is that of levels.
pub fn listing(store: &Store, behind: &Behind) -> Result<Listing, StoreError> {
    let read = store.read();
    let mut listing = Listing::default();
    match behind {
        Behind::Dossiers(_) => {}
        Behind::Procedures(ids) => {
            listing.headings = vec!["Mã thủ tục", PROCEDURE, "Lĩnh vực"];
            for id in ids {
                if let Some(procedure) = read.procedure(*id)? {
                    listing.rows.push((*id, vec![procedure.code, procedure.name, procedure.field]));
                }
            }
        }
        Behind::Ratings(ids) => {
            listing.headings = vec!["Ngày đánh giá", "Mức độ"];
            let levels = read.settings()?.levels();
            let mut given = Vec::new();
            for id in ids {
                if let Some((at, level)) = read.rating_level(*id)? {
                    given.push((at.day, levels.label(&level).to_owned()));
                }
            }
            given.sort();
            let rows = (1..).zip(given).map(|(n, (day, level))| (n, vec![day.vietnamese(), level]));
            listing.rows = rows.collect();
        }
        Behind::Feedback(ids) => {
            listing.headings = vec!["Mã", SUBJECT, "Tiếp nhận", "Đã xử lý", "Đã công khai"];
            for id in ids {
                if let Some(item) = read.feedback_of(*id)? {
                    let at = |at: Option<crate::domain::day::Moment>| at.map_or("–".to_owned(), |at| at.vietnamese());
                    let words = vec![
                        item.code,
                        item.subject,
                        item.received_at.vietnamese(),
                        at(item.handled_at),
                        at(item.published_at),
                    ];
                    listing.rows.push((*id, words));
                }
            }
        }
    }
    Ok(listing)
}
