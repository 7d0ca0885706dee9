//! The file of dossiers.
//!
//! `due_at` in the file is the first promise. Where a known dossier is given another one, that becomes a later line of
//! its ledger; the date in force counts as known too, so that the same file twice changes nothing. An undone dossier
//! comes back to life. A number in the book that the file brings along is kept, others are given out in the order of
//! acceptance. Counts of components are left alone where the papers are known one by one.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::desk::import::keyed::missing_columns;
use crate::desk::import::links::Links;
use crate::desk::import::named_officers::NamedOfficers;
use crate::desk::import::{Batch, ImportError, Update, Verdict};
use crate::desk::{amend, apologise, promise, row};
use crate::domain::day::{Day, Moment};
use crate::domain::dossier::Dossier;
use crate::domain::procedure::Procedure;
use crate::domain::rulebook::Rulebook;
use crate::exchange::fault::RowError;
use crate::exchange::{Canonical, Sheet};
use crate::store::dossier::Stored;
use crate::store::{Read, StoreError, Tx};

pub(super) struct Dossiers {
    sheet: Sheet<Dossier>,
    officers: NamedOfficers,
    /// Procedure versions that were met, by id.
    procedures: HashMap<i64, Rc<Procedure>>,
    missing: Vec<&'static str>,
    rules: Rulebook,
    links: Links,
    /// Years and numbers of the book that rows above bring along.
    books: HashSet<(i32, u32)>,
    /// Numbers of the book that all rows bring along, by year and in their order.
    brought: HashMap<i32, Vec<u32>>,
}

/// Numbers of a book that a file may leave out, besides as many as it has rows: those that were cancelled.
const GAPS_IN_BOOK: i64 = 1_000;

/// So many numbers that stand together are a part of a book which another register led.
const A_PART: usize = 3;

/// No desk of a commune gives out as many numbers in a year: what a whole column holds may still be of another column.
const MOST_IN_BOOK: u32 = 99_999;

/// What a row comes to.
enum Outcome {
    /// A dossier that the register does not have.
    Created(Dossier),
    /// One that was undone.
    Revived(i64, Dossier),
    /// One that the register has: id, as it is, as it would stand.
    Changed(i64, Box<(Dossier, Dossier)>),
    /// The row cannot be taken: column and reason.
    Bad(&'static str, String),
}

impl Dossiers {
    pub(super) fn new(sheet: Sheet<Dossier>, read: Read<'_>) -> Result<Dossiers, ImportError> {
        let missing = sheet.columns.missing_for_new();
        let (officers, rules) = (NamedOfficers::new(read)?, read.rulebook()?);
        let (links, brought) = (Links::new(&sheet), brought(&sheet));
        let (procedures, books) = (HashMap::new(), HashSet::new());
        Ok(Dossiers { sheet, officers, procedures, missing, rules, links, books, brought })
    }

    fn outcome(&mut self, at: usize, read: Read<'_>) -> Result<Outcome, StoreError> {
        let row = &self.sheet.rows[at].value;
        let stored = match read.dossier_id(&row.code)? {
            Some(id) => read.dossier(id)?,
            None => None,
        };
        let known = stored.as_ref().filter(|stored| !stored.voided);
        if known.is_none() && !self.missing.is_empty() {
            return Ok(Outcome::Bad("code", missing_columns(&self.missing)));
        }
        let mut after = known.map_or_else(Dossier::blank, |stored| stored.dossier.clone());
        self.sheet.columns.apply(row, &mut after);
        for (column, word) in [("received_by", &mut after.received_by), ("handled_by", &mut after.handled_by)] {
            if let Err(reason) = self.officers.settle(word) {
                return Ok(Outcome::Bad(column, reason));
            }
        }
        Ok(match stored {
            None => Outcome::Created(after),
            Some(stored) if stored.voided => Outcome::Revived(stored.id, after),
            Some(stored) => {
                keep_what_follows(&stored, &mut after, read)?;
                Outcome::Changed(stored.id, Box::new((stored.dossier, after)))
            }
        })
    }

    fn procedure(&mut self, version: i64, read: Read<'_>) -> Result<Option<Rc<Procedure>>, StoreError> {
        if let Some(known) = self.procedures.get(&version) {
            return Ok(Some(Rc::clone(known)));
        }
        let found = read.procedure(version)?.map(Rc::new);
        if let Some(found) = &found {
            self.procedures.insert(version, Rc::clone(found));
        }
        Ok(found)
    }

    /// Gives a dossier that comes in its first promise. Returns the version of its procedure, and whether the promise is
    /// the computed one.
    fn promised(&mut self, dossier: &mut Dossier, tx: &Tx<'_>) -> Result<(i64, bool), StoreError> {
        let day = version_day(dossier, tx.stamp().at.day);
        let missing = || StoreError::Missing(format!("procedure {}", dossier.procedure_code));
        let version = tx.read().procedure_version(&dossier.procedure_code, day)?.ok_or_else(missing)?;
        let procedure = self.procedure(version, tx.read())?.ok_or_else(missing)?;
        Ok((version, promise::settle_promise(dossier, &procedure, &tx.rules())))
    }

    /// A moment from which a due date would follow that no dossier has: column and reason. A promise that the row does
    /// not move is not judged.
    fn too_far(
        &mut self,
        outcome: &Outcome,
        judged: &Dossier,
        version: i64,
        read: Read<'_>,
    ) -> Result<Option<(&'static str, String)>, StoreError> {
        let ends = judged.pauses.iter().flat_map(|pause| [Some(pause.from), pause.to]).flatten().max();
        if promise::too_far(ends).is_some() {
            return Ok(Some(("pauses", "có lần tạm dừng ở một năm quá xa; hãy xem lại ngày giờ".to_owned())));
        }
        if let Some(reason) = promise::too_far(judged.due_at) {
            return Ok(Some(("due_at", reason)));
        }
        let Some(procedure) = self.procedure(version, read)? else { return Ok(None) };
        let computed = |dossier: &Dossier| promise::computed(dossier, &procedure, &self.rules);
        let due = match outcome {
            Outcome::Changed(_, both) if computed(&both.0) == computed(&both.1) => None,
            _ if judged.due_at.is_some() => None,
            _ => computed(judged),
        };
        let begun_late = promise::too_far(judged.clock_start()).is_some();
        let column = match (&judged.extension, begun_late) {
            (_, true) => "accepted_at",
            (Some(_), false) => "extension",
            (None, false) => "limit",
        };
        Ok(promise::too_far(due).map(|reason| (column, reason)))
    }

    /// Why a dossier cannot have the number in the book that its row brings along.
    fn book_problem(
        &mut self,
        outcome: &Outcome,
        after: &Dossier,
        read: Read<'_>,
    ) -> Result<Option<String>, StoreError> {
        let Some((year, no)) = book_year(after).zip(after.book_no) else { return Ok(None) };
        let had = |dossier: &Dossier| book_year(dossier).zip(dossier.book_no);
        let has = match outcome {
            Outcome::Changed(_, both) => had(&both.0),
            Outcome::Revived(id, _) => read.dossier(*id)?.and_then(|stored| had(&stored.dossier)),
            _ => None,
        };
        if let Some((its_year, has)) = has {
            let said = if its_year == year {
                format!("hồ sơ đã có số {has} trong sổ và số ấy không sửa được; hãy để trống ô này")
            } else {
                format!(
                    "hồ sơ rời sổ năm {its_year} sang sổ năm {year} thì được cấp số mới của năm ấy; hãy để trống ô này"
                )
            };
            return Ok(((its_year, has) != (year, no)).then_some(said));
        }
        // A cell of another column would push the whole book on for good; gaps are those of cancelled numbers, or of
        // the part of the book that another register led.
        if i64::from(no) > read.last_book_number(year)? + self.reach() && !self.of_a_part(year, no) {
            return Ok(Some(format!(
                "số {no} cách quá xa số cuối của sổ năm {year}; hãy sửa, hoặc để trống để được cấp số mới"
            )));
        }
        let taken = read.book_taken(year, no)? || !self.books.insert((year, no));
        Ok(taken.then(|| format!("số {no} của sổ năm {year} đã cấp cho hồ sơ khác; hãy để trống để được cấp số mới")))
    }

    /// How far apart two numbers of one book may stand.
    fn reach(&self) -> i64 {
        2 * self.sheet.rows.len() as i64 + GAPS_IN_BOOK
    }

    /// Whether a number stands with most of those that the file brings along of its year, as in a part of a true book:
    /// a month of another register begins where that one stood.
    fn of_a_part(&self, year: i32, no: u32) -> bool {
        let all = self.brought.get(&year).map_or(&[][..], Vec::as_slice);
        let to = |end: i64| all.partition_point(|other| i64::from(*other) <= end);
        let near = to(i64::from(no) + self.reach()) - to(i64::from(no) - self.reach() - 1);
        no <= MOST_IN_BOOK && near >= A_PART && 2 * near > all.len()
    }

    fn bad(&self, at: usize, value: &Dossier, column: &'static str, reason: impl Into<String>) -> Verdict {
        let row = &self.sheet.rows[at];
        Verdict::Bad(vec![RowError::new(row.line, column, &value.cell(column), reason.into())])
    }
}

/// The numbers of the book that the rows of a file bring along, by year and in their order.
fn brought(sheet: &Sheet<Dossier>) -> HashMap<i32, Vec<u32>> {
    let mut brought: HashMap<i32, Vec<u32>> = HashMap::new();
    for row in &sheet.rows {
        if let Some((year, no)) = book_year(&row.value).zip(row.value.book_no) {
            brought.entry(year).or_default().push(no);
        }
    }
    brought.values_mut().for_each(|numbers| numbers.sort_unstable());
    brought
}

/// The year of a dossier's book; `None` before it is accepted.
fn book_year(dossier: &Dossier) -> Option<i32> {
    dossier.accepted_at.map(|at| at.day.year())
}

/// What the row cannot move: an empty promise, the one in force, and what the row of the dossier says or once said are no
/// wish, and counts follow from known papers.
fn keep_what_follows(stored: &Stored, after: &mut Dossier, read: Read<'_>) -> Result<(), StoreError> {
    let before = &stored.dossier;
    // A number stands in the book of one year of acceptance: without one, or in another year, it is not his.
    if book_year(after) == book_year(before) {
        after.book_no = after.book_no.or(before.book_no);
    }
    if after.due_at != before.due_at || after.extension != before.extension {
        let (extension, told) = row::promises(read, stored)?;
        let in_force = read.last_given(stored.id)?.map(|due| due.due_at);
        let known = row::known(read, stored)?;
        let told_once = after.due_at.is_some_and(|due| known.promises.contains(&due));
        if after.due_at.is_none() || [in_force, told, stored.due_now].contains(&after.due_at) || told_once {
            after.due_at = before.due_at;
        }
        let extended_once = after.extension.as_ref().is_some_and(|extension| known.extensions.contains(extension));
        if after.extension == extension || extended_once {
            after.extension.clone_from(&before.extension);
        }
    }
    if after.components != before.components && !read.components(stored.id)?.is_empty() {
        after.components = before.components;
    }
    Ok(())
}

/// The due date that a row names for a known dossier, where it is another one: before, after.
fn wish((before, after): &(Dossier, Dossier)) -> Option<Moment> {
    after.due_at.filter(|due| Some(*due) != before.due_at)
}

/// The day whose procedure version a dossier comes in under.
fn version_day(dossier: &Dossier, today: Day) -> Day {
    dossier.accepted_at.or(dossier.submitted_at).or(dossier.settled_at).map_or(today, |at| at.day)
}

impl Batch for Dossiers {
    fn len(&self) -> usize {
        self.sheet.rows.len()
    }

    fn judge(&mut self, at: usize, read: Read<'_>) -> Result<Verdict, ImportError> {
        let outcome = self.outcome(at, read)?;
        let after = match &outcome {
            Outcome::Bad(column, reason) => {
                return Ok(self.bad(at, &self.sheet.rows[at].value, column, reason.as_str()));
            }
            Outcome::Changed(_, both) if both.0 == both.1 => return Ok(Verdict::Same),
            Outcome::Changed(_, both) => &both.1,
            Outcome::Created(after) | Outcome::Revived(_, after) => after,
        };
        // The file alone is sound; what it says may still contradict what the register has in other columns. A promise
        // that the file does not move is not judged: where acceptance is corrected, a later one takes its place.
        let judged = match &outcome {
            Outcome::Changed(_, both) => Dossier { due_at: wish(both), ..after.clone() },
            _ => after.clone(),
        };
        if let Some(found) = judged.contradictions().into_iter().next() {
            return Ok(self.bad(at, after, found.fields[0], found.message));
        }
        if let Some(reason) = self.links.problem(after, read)? {
            return Ok(self.bad(at, after, "request_code", reason));
        }
        if let Some(reason) = self.book_problem(&outcome, after, read)? {
            return Ok(self.bad(at, after, "book_no", reason));
        }
        // Any day will do here: a known code always has a version, if only an earlier or later one.
        let Some(version) = read.procedure_version(&after.procedure_code, version_day(after, Day::from_epoch(0)))?
        else {
            let reason = "không có thủ tục này trong danh mục; hãy nhập tệp thủ tục trước";
            return Ok(self.bad(at, after, "procedure_code", reason));
        };
        if let Some((column, reason)) = self.too_far(&outcome, &judged, version, read)? {
            return Ok(self.bad(at, after, column, reason));
        }
        Ok(match &outcome {
            Outcome::Changed(_, both) => {
                let fields = self.sheet.columns.differences(&both.0, after);
                let row = &self.sheet.rows[at];
                Verdict::Differs(Update { line: row.line, key: after.code.clone(), fields })
            }
            _ => Verdict::New,
        })
    }

    fn put(&mut self, at: usize, tx: &mut Tx<'_>, reason: &str) -> Result<(), ImportError> {
        match self.outcome(at, tx.read())? {
            Outcome::Created(mut dossier) => {
                let (version, computed) = self.promised(&mut dossier, tx)?;
                self.links.set_aside(&mut dossier, tx.read())?;
                tx.create_dossier(&dossier, version, computed)?;
            }
            // As a new one: no promise and no version of before it was undone lives on.
            Outcome::Revived(id, mut dossier) => {
                let (version, computed) = self.promised(&mut dossier, tx)?;
                tx.void_due_dates(id)?;
                self.links.set_aside(&mut dossier, tx.read())?;
                tx.change_dossier(id, &dossier, version, computed)?;
            }
            Outcome::Changed(id, mut both) => {
                self.links.set_aside(&mut both.1, tx.read())?;
                // A letter that the file takes its number from leaves it cancelled, as a correction by hand does.
                apologise::cancel_lost(tx, &both.0.apology, &both.1.apology)?;
                amend::bring_to(tx, id, &both.1, wish(&both), reason)?;
            }
            Outcome::Bad(..) => {}
        }
        Ok(())
    }

    /// Those that bring their number in the book along come first, as the file has them, so that nobody else gets it;
    /// then the others in the order of acceptance, in which they are entered.
    fn before(&self, at: usize) -> Option<Moment> {
        let row = &self.sheet.rows[at].value;
        row.accepted_at.filter(|_| row.book_no.is_none())
    }

    fn finish(&mut self, tx: &mut Tx<'_>) -> Result<(), ImportError> {
        Ok(self.links.finish(tx)?)
    }

    fn new_officers(&mut self) -> Vec<String> {
        self.officers.take_new()
    }
}
