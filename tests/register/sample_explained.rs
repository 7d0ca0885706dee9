//! Every dossier of the sample: its account as it is printed, read line by line as a citizen would read it and added up
//! again, arrives at its due date: the first promise, and the one in force.
//!
//! Only what is printed is used: the table with its dates, weekdays and numbers, the limit, the sum. The calendar of the
//! program takes no part.

use crate::sample_desk::sample_register;

use std::collections::BTreeMap;

use motcua::desk::explain;
use motcua::domain::calendar::Calendar;
use motcua::domain::day::{Day, Moment};
use motcua::domain::deadline::{PauseRule, Terms, explain as explained};
use motcua::domain::limit::Limit;
use motcua::domain::pause::{Pause, PauseReason};
use motcua::report::account::{Account, Imprint, Part};
use motcua::report::{Format, account};
use motcua::store::StoreError;

const NOW: &str = "2025-07-01 00:00";

/// One row of the printed table.
#[derive(Debug)]
struct Row {
    day: Day,
    weekday: String,
    verdict: String,
    number: u32,
    why: String,
}

/// One table with its heading.
#[derive(Debug, Default)]
struct Table {
    due: String,
    rows: Vec<Row>,
    total: String,
}

fn vietnamese(text: &str) -> Option<Day> {
    let mut parts = text.trim().split('/');
    let (date, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Day::new(year.parse().ok()?, month.parse().ok()?, date.parse().ok()?)
}

/// `17 giờ 00 phút, ngày 05 tháng 02 năm 2025` as a moment.
fn long_moment(text: &str) -> Moment {
    let numbers: Vec<u32> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(|n| n.parse().unwrap()).collect();
    let [hour, minute, date, month, year] = numbers[..] else { panic!("“{text}” is no moment") };
    Day::new(year as i32, month, date).expect("a day").at((hour * 60 + minute) as u16)
}

/// The tables of a printed page. A row without a date goes on with the one before.
fn tables(page: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut totals = false;
    for line in page.lines() {
        if let Some((head, due)) =
            line.split_once(": ").filter(|(head, _)| head.starts_with(['1', '2']) && head.contains("Hẹn"))
        {
            assert!(head.contains(". Hẹn"), "{head}");
            tables.push(Table { due: due.to_owned(), ..Table::default() });
            totals = false;
            continue;
        }
        if line.starts_with("II. ") {
            break;
        }
        let Some(table) = tables.last_mut() else { continue };
        if line.starts_with('├') {
            totals = !table.rows.is_empty();
        }
        let Some(inside) = line.strip_prefix('│').and_then(|line| line.strip_suffix('│')) else { continue };
        let cells: Vec<&str> = inside.split('│').map(str::trim).collect();
        let [date, weekday, verdict, number, why] = cells[..] else { panic!("{line}") };
        if totals {
            table.total = format!("{} {why}", table.total).trim().to_owned();
        } else if let Some(day) = vietnamese(date) {
            let number = if number.is_empty() { 0 } else { number.parse().expect("a number") };
            let (weekday, verdict, why) = (weekday.to_owned(), verdict.to_owned(), why.to_owned());
            table.rows.push(Row { day, weekday, verdict, number, why });
        } else if let Some(row) = table.rows.last_mut() {
            for (text, more) in [(&mut row.weekday, weekday), (&mut row.verdict, verdict), (&mut row.why, why)] {
                *text = format!("{text} {more}").trim().to_owned();
            }
        }
    }
    tables
}

fn numbers(text: &str) -> Vec<i64> {
    let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().expect("a number")).collect()
}

/// The hour at which the sample's office closes; a limit in days ends then.
const CLOSING: u16 = 17 * 60;

const NAMED: &str = "Hẹn trả đã ghi trong hồ sơ: ";

/// What a table is counted in, and the moment at which it ends when it is added up.
type Ending = Result<(&'static str, Moment), String>;

/// Adds a table up. `limit` is the limit as printed.
fn added_up(table: &Table, limit: &str) -> Ending {
    let limit = limit.split(" (").next().unwrap_or_default();
    every_day_has_its_reason(&table.rows, limit)?;
    if let Some(said) = table.rows.iter().find_map(|row| row.why.split_once(NAMED)) {
        return made_up(table, clock_and_day(said.1)?, limit);
    }
    if limit.starts_with("trong ngày") {
        return same_day(table);
    }
    if limit.contains("giờ làm việc") {
        return hours(table, numbers(limit)[0] * 60);
    }
    if limit.contains("tháng") {
        return months(table, numbers(limit)[0] as u32);
    }
    let (sum, more) = sums(table)?;
    if sum - more != numbers(limit)[0] {
        return Err(format!("{limit}, yet {}", table.total));
    }
    let kind = if limit.contains("làm việc") { "working days" } else { "calendar days" };
    Ok((kind, last_day(table)?.at(CLOSING)))
}

/// Every day has one row in its order, the right weekday, and a reason.
fn every_day_has_its_reason(rows: &[Row], limit: &str) -> Result<(), String> {
    // What lies before a date that was named is told only where a pause lies in it.
    let named = rows.iter().any(|row| row.why.contains(NAMED));
    for (row, next) in rows.iter().zip(rows.iter().skip(1)) {
        if next.day != row.day.plus(1) && !(named && next.day > row.day) {
            return Err(format!("{} is followed by {}", row.day, next.day));
        }
    }
    for row in rows {
        if row.weekday != row.day.weekday_name() {
            return Err(format!("{} is no {}", row.day, row.weekday));
        }
        let off = ["Thứ Bảy", "Chủ nhật"].contains(&row.weekday.as_str()) || row.why.contains("Nghỉ");
        let worked = row.why.contains("làm việc:") || row.why.contains("Bắt đầu tính");
        if row.number > 0 && limit.contains("làm việc") && off && !worked {
            return Err(format!("{} is counted and off", row.day));
        }
        if row.number == 0 && row.verdict == "không" && row.why.is_empty() {
            return Err(format!("{} is not counted, and nobody says why", row.day));
        }
    }
    Ok(())
}

/// The days that are counted, and how many of them the sum says make up for pauses. They are numbered without a gap, and
/// the last number is the sum.
fn sums(table: &Table) -> Result<(i64, i64), String> {
    let counted: Vec<&Row> = table.rows.iter().filter(|row| row.verdict == "có").collect();
    if let Some((n, row)) = (1..).zip(&counted).find(|(n, row)| row.number != *n) {
        return Err(format!("{} has number {}, not {n}", row.day, row.number));
    }
    let sum = numbers(&table.total).first().copied().unwrap_or(0);
    if sum != counted.len() as i64 {
        return Err(format!("{} days are counted: {}", counted.len(), table.total));
    }
    Ok((sum, table.total.split("bù thời gian tạm dừng ").nth(1).map_or(0, |rest| numbers(rest)[0])))
}

/// The day on which counted days end, rolled on where the last one says so.
fn last_day(table: &Table) -> Result<Day, String> {
    let last = table.rows.iter().rfind(|row| row.verdict == "có").ok_or("nothing is counted")?;
    if !last.why.contains("hạn chuyển sang") {
        return Ok(last.day);
    }
    let to = table.rows.iter().find(|row| row.day > last.day && row.why.contains("Ngày làm việc tiếp theo"));
    to.map(|row| row.day).ok_or_else(|| "it rolls on to nowhere".to_owned())
}

/// `17:00 09/03/2026`, and whatever follows.
fn clock_and_day(text: &str) -> Result<Moment, String> {
    let [hour, minute, date, month, year] = numbers(text)[..5] else { return Err(format!("no moment: {text}")) };
    let day = Day::new(year as i32, month as u32, date as u32).ok_or_else(|| format!("no day: {text}"))?;
    Ok(day.at((hour * 60 + minute) as u16))
}

/// Same day: today, or the next working day, and after that the days that make up for pauses.
fn same_day(table: &Table) -> Ending {
    let first = table.rows.first().ok_or("no rows")?;
    let next = first.why.contains("trả trong ngày làm việc tiếp theo");
    let to = table.rows.iter().find(|row| !next || row.why.contains("Ngày làm việc tiếp theo."));
    let day = to.ok_or("no next working day")?.day;
    let made_up = table.rows.iter().rfind(|row| row.verdict == "có");
    Ok(("same day", made_up.map_or(day, |row| row.day).at(CLOSING)))
}

/// Months: the day of the same date, and what the pauses take of it is made up for after it.
fn months(table: &Table, count: u32) -> Ending {
    let (sum, more) = sums(table)?;
    let start = table.rows.iter().rfind(|row| row.why.contains("Bắt đầu tính")).ok_or("no start")?.day;
    let same = start.plus_months(count);
    if sum - more != i64::from(same.since(start)) {
        return Err(format!("{count} months from {start}, yet {}", table.total));
    }
    let paused = table.rows.iter().any(|row| row.day >= start && row.why.contains("Tạm dừng"));
    let last = table.rows.iter().rfind(|row| row.verdict == "có").ok_or("nothing is counted")?.day;
    if !paused && last != same {
        return Err(format!("{count} months after {start} is {same}, not {last}"));
    }
    Ok((if paused { "months with a pause" } else { "months" }, last_day(table)?.at(CLOSING)))
}

/// Hours: the minutes of each row are those of its printed clocks, and the last clock is the end.
fn hours(table: &Table, wanted: i64) -> Ending {
    let (minutes, end) = minutes(table)?;
    if minutes != wanted || !table.total.contains(&format!("{minutes} phút làm việc")) {
        return Err(format!("{minutes} minutes, wanted {wanted}: {}", table.total));
    }
    Ok(("hours", end.ok_or("no minute is counted")?))
}

/// The sum of the column, and the last clock of the last minutes that count.
fn minutes(table: &Table) -> Result<(i64, Option<Moment>), String> {
    let (mut sum, mut end) = (0, None);
    for row in table.rows.iter().filter(|row| row.verdict.contains("phút")) {
        let sign = if row.verdict.starts_with('−') { -1 } else { 1 };
        let shown = sign * numbers(&row.verdict)[0];
        let mut clocked = 0;
        for (said, sign) in [("Tính ", 1), (": không tính ", -1)] {
            for told in row.why.split(said).skip(1) {
                let clocks = told.split(['(', ')']).nth(1).ok_or_else(|| format!("no clocks: {}", row.why))?;
                let clocks: Vec<i64> = numbers(clocks).chunks(2).map(|clock| clock[0] * 60 + clock[1]).collect();
                clocked += sign * clocks.chunks(2).map(|span| span[1] - span[0]).sum::<i64>();
                let last = clocks.last().map(|minute| row.day.at(*minute as u16));
                end = if sign > 0 { last } else { end };
            }
        }
        if shown != clocked {
            return Err(format!("{} shows {shown} minutes, its clocks give {clocked}: {}", row.day, row.why));
        }
        sum += shown;
    }
    Ok((sum, end))
}

/// A date that was named: the days of pauses up to it, or their minutes, are counted after it.
fn made_up(table: &Table, named: Moment, limit: &str) -> Ending {
    if table.total.starts_with("Hẹn trả lấy theo hồ sơ") {
        let counted = table.rows.iter().any(|row| row.verdict != "không");
        return if counted { Err(format!("days are counted: {}", table.total)) } else { Ok(("named", named)) };
    }
    if limit.contains("giờ làm việc") {
        let (sum, end) = minutes(table)?;
        let said = table.total.contains(&format!("bù thời gian tạm dừng {sum} phút làm việc"));
        let end = end.filter(|_| said).ok_or_else(|| format!("{sum} minutes make up: {}", table.total))?;
        return Ok(("named, made up in minutes", end));
    }
    let (sum, more) = sums(table)?;
    let still = |row: &&Row| row.day <= named.day && row.why.contains("Tạm dừng") && !row.why.contains("không làm hạn");
    let owed = table.rows.iter().filter(still).count() as i64;
    if sum != more || sum != owed {
        return Err(format!("{owed} days of pauses lie before {named}: {}", table.total));
    }
    Ok(("named, made up in days", last_day(table)?.at(named.minute)))
}

/// Checks each table of an account; what each is counted in.
fn checked(told: &Account) -> Result<Vec<&'static str>, String> {
    let bytes = account::write(told, &Imprint::default(), Format::Text).expect("written");
    let page = String::from_utf8(bytes).expect("text");
    let limit = page.lines().find_map(|line| line.strip_prefix("Thời hạn: ")).unwrap_or_default().to_owned();
    let tables = tables(&page);
    let mut done = Vec::new();
    for (table, part) in tables.iter().zip(&told.parts) {
        let due = long_moment(&table.due);
        if due != part.explanation.due {
            return Err(format!("printed {due}, computed {}", part.explanation.due));
        }
        let said = format!("Hạn trả kết quả: {}", due.vietnamese());
        if !table.rows.iter().any(|row| row.day == due.day && row.why.contains(&said)) {
            return Err(format!("no row says “{said}”"));
        }
        let (kind, ends) = added_up(table, &limit)?;
        if ends != due {
            return Err(format!("it adds up to {ends}, not {due}"));
        }
        done.push(kind);
    }
    let in_force = tables.last().map(|table| long_moment(&table.due));
    if tables.len() != told.parts.len() || in_force != told.due {
        return Err(format!("{} tables, the last for {in_force:?}; in force is {:?}", tables.len(), told.due));
    }
    Ok(done)
}

/// How many tables the sample has of each kind.
const ADDED: [(&str, usize); 6] = [
    ("calendar days", 54),
    ("hours", 5),
    ("months", 8),
    ("months with a pause", 2),
    ("same day", 701),
    ("working days", 747),
];

#[test]
fn every_printed_account_of_the_sample_adds_up_to_its_due_date() {
    let store = sample_register();
    let now: Moment = NOW.parse().expect("a moment");
    let mut ids = Vec::new();
    let read = store.read();
    read.each_dossier(|stored| {
        ids.push((stored.id, stored.dossier.code));
        Ok::<(), StoreError>(())
    })
    .expect("read");
    assert_eq!(ids.len(), 1_503);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut added: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, code) in &ids {
        let told = explain::account(&store, *id, now).expect("read").expect("in the register");
        assert_eq!(&told.code, code);
        let counted = checked(&told).unwrap_or_else(|wrong| {
            let page = account::write(&told, &Imprint::default(), Format::Text).expect("written");
            panic!("{code}: {wrong}\n{}", String::from_utf8_lossy(&page));
        });
        for kind in counted {
            *added.entry(kind).or_default() += 1;
        }
        let kind = match (told.due, told.parts.len()) {
            (None, _) => "no date",
            (Some(_), 1) => "one date",
            _ => "moved",
        };
        *kinds.entry(kind).or_default() += 1;
        assert_eq!(told.due.is_none(), !told.why_none.is_empty(), "{code}: nobody says why there is no date");
    }
    // No table is passed over: a dossier without a date has none, one that moved has two.
    assert_eq!(kinds, BTreeMap::from([("moved", 43), ("no date", 29), ("one date", 1_431)]));
    assert_eq!(added, BTreeMap::from(ADDED));
    assert_eq!(added.values().sum::<usize>(), 1_431 + 2 * 43);
}

/// The printed account of a date that somebody named, with one pause. The sample has none.
fn named(limit: &str, promise: &str, pause: &str) -> Account {
    let (from, to) = pause.split_once('>').expect("two moments");
    let pause = Pause {
        reason: PauseReason::Fee,
        document: String::new(),
        from: from.parse().expect("a moment"),
        to: to.parse().ok(),
    };
    let limit: Limit = limit.parse().expect("a limit");
    let start = "2026-03-02 08:15".parse().expect("a moment");
    let terms = Terms { promise: promise.parse().ok(), ..Terms::new(start, Some(limit)) };
    let later = "2027-01-01 00:00".parse().expect("a moment");
    let calendar = Calendar::new([], Vec::new());
    let explanation = explained(&terms, &[pause], PauseRule::Subtract, &calendar, later).expect("an account");
    Account {
        facts: vec![("Thời hạn".to_owned(), limit.vietnamese())],
        due: Some(explanation.due),
        parts: vec![Part { title: "Hẹn trả kết quả".to_owned(), explanation }],
        ..Account::default()
    }
}

#[test]
fn a_date_that_was_named_adds_up_with_what_makes_up_for_its_pauses() {
    let cases = [
        ("5wd", "2026-03-09 10:00", "2026-03-04 09:00>2026-03-06 08:00", "named, made up in days"),
        ("5wd", "2026-03-09 10:00", "2026-03-06 09:00>2026-03-11 08:00", "named, made up in days"),
        ("5wd", "2026-03-09 10:00", "2026-03-04 09:00>2026-03-04 10:00", "named"),
        ("10cd", "2026-03-12 10:00", "2026-03-04 09:00>2026-03-06 08:00", "named, made up in days"),
        ("8wh", "2026-03-03 10:00", "2026-03-02 13:00>2026-03-03 08:30", "named, made up in minutes"),
        ("8wh", "2026-03-03 10:00", "2026-03-03 08:30>2026-03-05 09:10", "named, made up in minutes"),
    ];
    for (limit, promise, pause, kind) in cases {
        let told = named(limit, promise, pause);
        assert_eq!(checked(&told), Ok(vec![kind]), "{limit} {promise} {pause} {:?}", told.parts[0].explanation.rows());
    }
}

#[test]
fn a_row_changed_by_hand_does_not_add_up() {
    let store = sample_register();
    let now: Moment = NOW.parse().expect("a moment");
    let told = (1..1_503)
        .filter_map(|id| explain::account(&store, id, now).expect("read"))
        .find(|told| told.parts.len() == 1 && told.parts[0].explanation.rows().len() > 6)
        .expect("an account of some days");
    let page = account::write(&told, &Imprint::default(), Format::Text).expect("written");
    let page = String::from_utf8(page).expect("text");
    let limit = page.lines().find_map(|line| line.strip_prefix("Thời hạn: ")).expect("a limit").to_owned();
    assert!(tables(&page).iter().all(|table| added_up(table, &limit).is_ok()));
    let wrong = page.replacen("  có  ", "  không ", 1);
    assert_ne!(wrong, page);
    assert!(tables(&wrong).iter().any(|table| added_up(table, &limit).is_err()), "{wrong}");
}
