//! The numbers of letters of a year without a gap: each is on a letter, cancelled with its reason, lost, or free.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use crate::desk::error::Error;
use crate::desk::list::letterhead;
use crate::desk::number;
use crate::desk::report::remember_named;
use crate::domain::change::Changes;
use crate::domain::day::{Day, Moment};
use crate::domain::masking;
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::domain::text::hex;
use crate::report::model::{Block, Cell, Report, Row, Table};
use crate::report::{Format, ReportError, csv, docx, text};
use crate::store::letters::NumberedLetter;
use crate::store::setting::GivenNumber;
use crate::store::{Read, Stamp, Store, StoreError};

/// The formats of the list.
pub const FORMATS: [Format; 3] = [Format::Docx, Format::Text, Format::Csv];

/// What became of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is on a letter.
    Letter(NumberedLetter),
    /// It was given out and is on no letter any more.
    Cancelled(Cancelled),
    /// It was given out and never cancelled, and is on no letter any more: a file or a correction took it off.
    Lost,
    /// It was never given out though a later one was.
    Free,
}

/// A number that is on no letter any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cancelled {
    /// Why, with the moment.
    pub why: String,
    /// Id and code of the dossier whose letter had it, where the journal knows.
    pub dossier: Option<(i64, String)>,
}

/// One number of the year, or a run of free ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// The number by the desk's pattern; `None` for a letter whose number the pattern does not make.
    pub n: Option<i64>,
    /// As it is printed.
    pub text: String,
    /// What became of it.
    pub fate: Fate,
    /// How many numbers the row stands for: one, but for a run of free ones.
    pub count: u64,
}

/// The numbers of letters of a year in their order; behind them the letters with numbers of another make.
pub fn of_year(read: Read<'_>, year: i32) -> Result<Vec<Numbered>, StoreError> {
    let settings = read.settings()?;
    let (pattern, desk) = (settings.get("apology_pattern"), settings.desk());
    let Some(first) = Day::new(year, 1, 1) else { return Ok(Vec::new()) };
    let scope = number::letter_scope(pattern, first, desk);
    let given: BTreeMap<i64, GivenNumber> =
        read.numbers_given("apology", &scope)?.into_iter().map(|given| (given.n, given)).collect();
    let (mut by_number, mut strangers) = (BTreeMap::new(), Vec::new());
    for letter in read.letters_of(year)? {
        let at = given.values().find(|given| given.text == letter.number).map(|given| given.n);
        match at.or_else(|| number::ordinal(pattern, letter.issued_at.day, desk, &letter.number)) {
            Some(n) if !by_number.contains_key(&n) => drop(by_number.insert(n, letter)),
            _ => strangers.push(letter),
        }
    }
    let known: BTreeSet<i64> = given.keys().chain(by_number.keys()).copied().collect();
    let (mut found, mut next) = (Vec::new(), 1);
    for n in known {
        if next < n {
            // One row however long the run is: a number typed by hand may lie millions ahead.
            found.push(free(next, n - 1, |n| number::letter_text(pattern, first, desk, n)));
        }
        next = n.saturating_add(1);
        let text = match (given.get(&n), by_number.get(&n)) {
            (Some(given), _) => given.text.clone(),
            (None, Some(letter)) => letter.number.clone(),
            (None, None) => continue,
        };
        let fate = fate(read, by_number.remove(&n), given.get(&n))?;
        found.push(Numbered { n: Some(n), text, fate, count: 1 });
    }
    let stranger = |letter: NumberedLetter| Numbered {
        n: None,
        text: letter.number.clone(),
        fate: Fate::Letter(letter),
        count: 1,
    };
    found.extend(strangers.into_iter().filter(|letter| !letter.voided).map(stranger));
    Ok(found)
}

/// A run of numbers that were never given out.
fn free(from: i64, to: i64, text: impl Fn(i64) -> String) -> Numbered {
    let text = if from == to { text(from) } else { format!("{} – {}", text(from), text(to)) };
    Numbered { n: Some(from), text, fate: Fate::Free, count: from.abs_diff(to).saturating_add(1) }
}

/// What became of a number that is on this letter or was given out.
fn fate(read: Read<'_>, letter: Option<NumberedLetter>, given: Option<&GivenNumber>) -> Result<Fate, StoreError> {
    Ok(match (letter, given) {
        (Some(letter), _) if letter.voided => Fate::Cancelled(Cancelled {
            why: "hồ sơ đã hủy".to_owned(),
            dossier: Some((letter.dossier, letter.code)),
        }),
        (Some(letter), _) => Fate::Letter(letter),
        (None, Some(given)) if given.voided => Fate::Cancelled(cancelled(read, given)?),
        (None, Some(_)) => Fate::Lost,
        (None, None) => Fate::Free,
    })
}

/// Why a number is on no letter, by the entry that took it back, and on whose letter it was.
fn cancelled(read: Read<'_>, given: &GivenNumber) -> Result<Cancelled, StoreError> {
    let Some(entry) = read.entry(given.entry)? else { return Ok(Cancelled::default()) };
    let at = entry.at.parse::<Moment>().map_or(entry.at.clone(), Moment::vietnamese);
    let what = match entry.reverts {
        Some(seq) => format!("hoàn tác mục {seq} lúc {at}"),
        None => format!("hủy lúc {at}"),
    };
    let why = if entry.reason.is_empty() { what } else { format!("{what}: {}", entry.reason) };
    Ok(Cancelled { why, dossier: read.letter_lost(entry.seq, &given.text)? })
}

const COLUMNS: [(&str, u16); 7] = [
    ("STT", 5),
    ("Số văn bản", 12),
    ("Ngày ban hành", 12),
    ("Mã hồ sơ", 20),
    ("Người nộp", 22),
    ("Người ký", 18),
    ("Tình trạng", 30),
];

/// The list of a year in a format: its title and its bytes.
///
/// # Errors
/// A refusal for a year without a number, for a format that the list has not, or when the register fails.
pub fn file(store: &Store, year: i32, format: Format, now: Moment) -> Result<(String, Vec<u8>), Error> {
    let (rows, settings) = store.snapshot(|read| Ok::<_, StoreError>((of_year(read, year)?, read.settings()?)))?;
    if rows.is_empty() {
        return Err(Refusal::whole(format!("Năm {year} chưa cấp số văn bản xin lỗi nào.")).into());
    }
    let title = format!("Số văn bản xin lỗi đã cấp năm {year}");
    let failed = |error: &dyn std::fmt::Display| Refusal::whole(format!("Chưa lập được danh sách: {error}."));
    let page = report(&settings, &title, &rows, now);
    let bytes = match format {
        Format::Text => text::write(&page.document(), text::WIDTH).map_err(|error| failed(&error))?.into_bytes(),
        Format::Docx => docx::write(&page.document()).map_err(|error| failed(&error))?,
        Format::Csv => {
            let mut out = Vec::new();
            let lines = rows.iter().zip(1..).map(|(row, n)| Ok::<_, ReportError>(cells(n, row)));
            csv::write_list(&mut out, &COLUMNS, lines).map_err(|error| failed(&error))?;
            out
        }
        _ => return Err(Refusal::at("format", "Danh sách này không có định dạng ấy.").into()),
    };
    Ok((title, bytes))
}

/// Remembers in the journal that the list left the desk: what it was called, the file's name and hash.
///
/// # Errors
/// When it cannot be written.
pub fn remember(
    store: &mut Store,
    stamp: &Stamp,
    title: &str,
    format: Format,
    (file, bytes): (&str, &[u8]),
) -> Result<Changes, Error> {
    let sha256 = hex(&Sha256::digest(bytes));
    remember_named(store, stamp, ("letters", title), format, (file, &sha256), false)
}

fn report(settings: &Settings, title: &str, rows: &[Numbered], now: Moment) -> Report {
    let letterhead = letterhead(settings, title, now);
    let mut table = Table::simple("Số văn bản", "", &COLUMNS);
    table.rows = rows.iter().zip(1..).map(|(row, n)| Row::new(cells(n, row))).collect();
    let mut report = Report::new("letters", letterhead);
    let said = format!("Đến {}: {}.", now.vietnamese(), summary(rows));
    report.blocks = vec![Block::paragraph(said), Block::Table(table)];
    report
}

/// The list in one sentence: `12 số đã cấp: 11 trên văn bản, 1 đã hủy, không có số trống`.
pub fn summary(rows: &[Numbered]) -> String {
    let count = |of: fn(&Fate) -> bool| -> u64 {
        rows.iter().filter(|row| of(&row.fate)).fold(0, |sum, row| sum.saturating_add(row.count))
    };
    let letters = count(|fate| matches!(fate, Fate::Letter(_)));
    let cancelled = count(|fate| matches!(fate, Fate::Cancelled(_)));
    let lost = match count(|fate| matches!(fate, Fate::Lost)) {
        0 => String::new(),
        n => format!("{n} không còn trên văn bản nào, "),
    };
    let free = count(|fate| matches!(fate, Fate::Free));
    let gap = if free == 0 { "không có số trống".to_owned() } else { format!("{free} số trống") };
    format!("{} số: {letters} trên văn bản, {cancelled} đã hủy, {lost}{gap}", count(|_| true))
}

fn cells(n: i64, row: &Numbered) -> Vec<Cell> {
    let (issued, code, name, signer) = match &row.fate {
        Fate::Letter(letter) => {
            (Some(letter.issued_at.day), letter.code.as_str(), letter.name.as_str(), letter.signer.as_str())
        }
        Fate::Cancelled(Cancelled { dossier: Some((_, code)), .. }) => (None, code.as_str(), "", ""),
        _ => (None, "", "", ""),
    };
    vec![
        Cell::Integer(n, None),
        Cell::text(row.text.as_str()),
        Cell::date(issued),
        Cell::text(code),
        Cell::text(masking::name(name)),
        Cell::text(signer),
        Cell::text(row.fate.words()),
    ]
}

impl Fate {
    /// In words for a list.
    pub fn words(&self) -> String {
        match self {
            Fate::Letter(_) => String::new(),
            Fate::Cancelled(known) if known.why.is_empty() => "đã hủy".to_owned(),
            Fate::Cancelled(known) => format!("đã hủy ({})", known.why),
            Fate::Lost => "không còn trên văn bản nào, chưa ghi hủy".to_owned(),
            Fate::Free => "số trống, chưa cấp cho văn bản nào".to_owned(),
        }
    }
}
