//! A list of dossiers as it leaves the desk: every row of a query, in cells that paper and workbooks share.
//!
//! Applicants are named by initials unless the caller says otherwise (DOMAIN.md §9). It knows no file and no screen.

use std::collections::VecDeque;

use crate::desk::behind::Listing;
use crate::domain::day::Moment;
use crate::domain::lateness::hours;
use crate::domain::masking;
use crate::domain::rulebook::Rulebook;
use crate::domain::settings::Settings;
use crate::domain::stage::stage;
use crate::domain::standing::{self, Frame};
use crate::report::model::{Block, Cell, Letterhead, Report, Row, Table};
use crate::report::model::{CsvContent, Page};
use crate::store::pages::{ListColumn, ListRow, Place, Query, Way};
use crate::store::{Read, Store, StoreError};

/// What a list holds.
#[derive(Clone, Debug)]
pub enum Source {
    /// The dossiers that a query finds.
    Query(Query),
    /// Given dossiers in their order.
    Ids(Vec<i64>),
    /// Given dossiers in their order, as they stood at the cut-off of a period.
    At(Vec<i64>, Frame),
    /// Other records, as lines.
    Lines(Listing),
}

impl Source {
    /// The moment as of which it tells of dossiers.
    pub fn as_of(&self, now: Moment) -> Moment {
        match self {
            Source::At(_, frame) => frame.cutoff,
            Source::Query(_) | Source::Ids(_) | Source::Lines(_) => now,
        }
    }
}

/// Titles and relative widths of the columns.
///
/// Lateness is in working days for every dossier; in working hours as well for a limit in hours, and where it is less than
/// a day.
pub const COLUMNS: [(&str, u16); 13] = [
    ("TT", 5),
    ("Mã hồ sơ", 22),
    ("Người nộp", 18),
    ("Thủ tục", 36),
    ("Lĩnh vực", 16),
    ("Hạn tiếp nhận", 16),
    ("Nhận đúng hạn", 10),
    ("Tiếp nhận", 16),
    ("Hẹn trả", 16),
    ("Trễ (ngày)", 7),
    ("Trễ (giờ)", 8),
    ("Tình trạng", 15),
    ("Cán bộ", 18),
];

/// Rows that a printed list holds: one that is longer is for a workbook.
pub const PAPER_ROWS: usize = 5_000;

/// Rows fetched at a time.
const PAGE: usize = 500;

/// The dossiers of a source one after the other, fetched by key, so that memory does not grow with the list.
pub struct Rows<'a> {
    read: Read<'a>,
    source: &'a Source,
    rules: &'a Rulebook,
    now: Moment,
    fetched: VecDeque<ListRow>,
    last: Option<i64>,
    taken: usize,
    ended: bool,
}

impl<'a> Rows<'a> {
    /// The rows as of `now`, all of the reader's instant. Of records that are no dossiers there is none.
    pub fn new(read: Read<'a>, source: &'a Source, rules: &'a Rulebook, now: Moment) -> Rows<'a> {
        Rows { read, source, rules, now, fetched: VecDeque::new(), last: None, taken: 0, ended: false }
    }

    fn fetch(&mut self) -> Result<(), StoreError> {
        let rows = match self.source {
            Source::Lines(_) => {
                self.ended = true;
                Vec::new()
            }
            Source::Ids(ids) | Source::At(ids, _) => {
                let from = self.taken.min(ids.len());
                let to = (from + PAGE).min(ids.len());
                self.taken = to;
                self.ended = to == ids.len();
                let rows = self.read.rows_of(&ids[from..to])?;
                match self.source {
                    Source::At(_, frame) => stood_at(self.read, rows, self.rules, frame)?,
                    _ => rows,
                }
            }
            Source::Query(query) => {
                let place: Option<Place> =
                    self.last.map(|id| self.read.place(query.order, id, self.now)).transpose()?.flatten();
                let rows = self.read.page(query, self.now, place.as_ref(), Way::After, PAGE)?;
                self.last = rows.last().map(|row| row.id);
                self.ended = rows.len() < PAGE;
                rows
            }
        };
        self.fetched.extend(rows);
        Ok(())
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<ListRow, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.fetched.is_empty() && !self.ended {
            if let Err(error) = self.fetch() {
                self.ended = true;
                return Some(Err(error));
            }
        }
        self.fetched.pop_front().map(Ok)
    }
}

/// Rows of given dossiers as they stood at the cut-off of a period: what happened later has not happened, and the due
/// moment is that of then.
///
/// # Errors
/// When the register cannot be read.
pub fn rows_at(store: &Store, ids: &[i64], frame: &Frame) -> Result<Vec<ListRow>, StoreError> {
    let rules = store.rulebook()?;
    store.snapshot(|read| stood_at(read, read.rows_of(ids)?, &rules, frame))
}

fn stood_at(
    read: Read<'_>,
    mut rows: Vec<ListRow>,
    rules: &Rulebook,
    frame: &Frame,
) -> Result<Vec<ListRow>, StoreError> {
    for row in &mut rows {
        let Some(facts) = read.facts(row.id)? else { continue };
        let Some(procedure) = read.procedure(facts.procedure)? else { continue };
        let procedure = read.procedure_facts(&procedure);
        let happened = |at: Option<Moment>| at.filter(|at| frame.happened(Some(*at)));
        row.due = standing::due_at(&facts, &procedure, rules, frame);
        row.late_from = row.due.map(|due| standing::late_from(&facts, &procedure, rules, due));
        let known = &mut row.milestones;
        for at in [&mut known.accepted_at, &mut known.done_at, &mut known.settled_at, &mut known.returned_at] {
            *at = happened(*at);
        }
        known.paused = known.settled_at.is_none() && standing::pause_at(&facts, frame.cutoff).is_some();
    }
    Ok(rows)
}

/// Given dossiers in the order of a column, as they stand or as they stood at the cut-off of a period.
///
/// # Errors
/// When the register cannot be read.
pub fn in_order(
    store: &Store,
    ids: &[i64],
    frame: Option<&Frame>,
    (column, down): (ListColumn, bool),
    now: Moment,
) -> Result<Vec<i64>, StoreError> {
    let at_cutoff = |row: &ListRow| match column {
        ListColumn::Due => row.due,
        ListColumn::Accepted => row.milestones.accepted_at,
        ListColumn::Done => row.milestones.done_at,
        ListColumn::Settled => row.milestones.settled_at,
        ListColumn::Returned => row.milestones.returned_at,
        _ => None,
    };
    let by_moment =
        [ListColumn::Due, ListColumn::Accepted, ListColumn::Done, ListColumn::Settled, ListColumn::Returned];
    let Some(frame) = frame.filter(|_| column == ListColumn::Stage || by_moment.contains(&column)) else {
        return store.read().in_order(ids, column, down, now);
    };
    let rows = rows_at(store, ids, frame)?;
    let key = |row: &ListRow| match column {
        ListColumn::Stage => Some(format!("{:02}", stage(&row.milestones, frame.cutoff) as u8)),
        _ => at_cutoff(row).map(|at| at.to_string()),
    };
    let mut keyed: Vec<(Option<String>, i64)> = rows.iter().map(|row| (key(row), row.id)).collect();
    keyed.sort();
    let without = keyed.partition_point(|(key, _)| key.is_none());
    let (none, valued) = keyed.split_at_mut(without);
    if down {
        none.reverse();
        valued.reverse();
    }
    Ok(valued.iter().chain(none.iter()).map(|(_, id)| *id).collect())
}

/// The cells of row number `n`.
pub fn cells(n: i64, row: &ListRow, masked: bool, rules: &Rulebook, now: Moment) -> Vec<Cell> {
    let until = row.milestones.settled_at.unwrap_or(now);
    let late = row.lateness(until, &rules.calendar);
    let acceptance = row.acceptance(rules, now);
    let name = if masked { masking::name(&row.name) } else { row.name.clone() };
    vec![
        Cell::Integer(n, None),
        Cell::text(row.code.as_str()),
        Cell::text(name),
        Cell::text(row.procedure.as_str()),
        Cell::text(row.field.as_str()),
        Cell::moment(acceptance.map(|(due, _)| due)),
        Cell::text(acceptance.map_or("", |(_, state)| state.label())),
        Cell::moment(row.milestones.accepted_at.or(row.submitted_at)),
        Cell::moment(row.due),
        late.map_or(Cell::Empty, |late| Cell::Integer(i64::from(late.working_days), None)),
        late.filter(|late| late.in_hours()).map_or(Cell::Empty, |late| Cell::text(hours(late.working_minutes))),
        Cell::text(stage(&row.milestones, now).label()),
        Cell::text(row.officer.as_str()),
    ]
}

/// The desk's letterhead of a list.
pub(super) fn letterhead(settings: &Settings, title: &str, now: Moment) -> Letterhead {
    Letterhead::of_desk(settings, Some(now.day), "Danh sách", title.to_owned())
}

/// A printed list under the desk's letterhead, dated by `now`. `counted` says what there is in it, `until` the moment as
/// of which, in words.
pub fn report(
    settings: &Settings,
    title: &str,
    columns: &[(&str, u16)],
    rows: Vec<Vec<Cell>>,
    counted: &str,
    (now, until): (Moment, &str),
) -> Report {
    let mut table = Table::simple("Danh sách", "", columns);
    table.landscape = true;
    table.rows = rows.into_iter().map(Row::new).collect();
    let mut report = Report::new("list", letterhead(settings, title, now));
    report.page = Page::official_landscape();
    report.csv = CsvContent::FirstTable;
    let said = format!("Tính đến {until}: {counted}.");
    report.blocks = vec![Block::paragraph(said), Block::Table(table)];
    report
}
