//! Every dossier of the sample: its account as it is printed, read line by line as a citizen would read it and added up
//! again, arrives at its due date: the first promise, and the one in force.
//!
//! Only what is printed is used: the table with its dates, weekdays and numbers, the limit, the sum. The calendar of the
//! program takes no part.

mod support;

use std::collections::BTreeMap;

use motcua::desk::{explain, sample};
use motcua::domain::day::{Day, Moment};
use motcua::report::account::Account;
use motcua::report::account::Imprint;
use motcua::report::{Format, account};
use motcua::store::{Store, StoreError};

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

/// Adds a table up: the day on which it ends. `limit` is the limit as printed.
fn added_up(table: &Table, limit: &str) -> Result<Day, String> {
    let rows = &table.rows;
    let first = rows.first().ok_or("no rows")?;
    for (row, next) in rows.iter().zip(rows.iter().skip(1)) {
        if next.day != row.day.plus(1) {
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
    if limit.starts_with("trong ngày") {
        return Ok(rows.last().unwrap_or(first).day);
    }
    if limit.contains("giờ làm việc") {
        let minutes: i64 =
            rows.iter().filter(|row| row.verdict.contains("phút")).map(|row| numbers(&row.verdict)[0]).sum();
        let wanted = numbers(limit)[0] * 60;
        if minutes != wanted || !table.total.contains(&format!("{minutes} phút làm việc")) {
            return Err(format!("{minutes} minutes, wanted {wanted}: {}", table.total));
        }
        return Ok(rows.last().unwrap_or(first).day);
    }
    // Counted days are numbered without a gap; the last number is the sum, and beyond the limit only what makes up for a
    // pause on the day of acceptance.
    let counted: Vec<&Row> = rows.iter().filter(|row| row.verdict == "có").collect();
    for (n, row) in (1..).zip(&counted) {
        if row.number != n {
            return Err(format!("{} has number {}, not {n}", row.day, row.number));
        }
    }
    let sum = numbers(&table.total)[0];
    if sum != counted.len() as i64 {
        return Err(format!("{} days are counted: {}", counted.len(), table.total));
    }
    let more = table.total.split("bù thời gian tạm dừng ").nth(1).map_or(0, |rest| numbers(rest)[0]);
    if !limit.contains("tháng") && sum - more != numbers(limit)[0] {
        return Err(format!("{limit}, yet {}", table.total));
    }
    let last = counted.last().ok_or("nothing is counted")?;
    if limit.contains("tháng") && more == 0 && !rows.iter().any(|row| row.why.contains("Tạm dừng")) {
        let same = first.day.plus_months(numbers(limit)[0] as u32);
        if last.day != same {
            return Err(format!("a month after {} is {same}, not {}", first.day, last.day));
        }
    }
    if last.why.contains("hạn chuyển sang") {
        let to = rows.iter().find(|row| row.day > last.day && row.why.contains("Ngày làm việc tiếp theo"));
        return to.map(|row| row.day).ok_or_else(|| "it rolls on to nowhere".to_owned());
    }
    Ok(last.day)
}

fn checked(told: &Account) -> Result<usize, String> {
    let bytes = account::write(told, &Imprint::default(), Format::Text).expect("written");
    let page = String::from_utf8(bytes).expect("text");
    let limit = page.lines().find_map(|line| line.strip_prefix("Thời hạn: ")).unwrap_or_default().to_owned();
    let tables = tables(&page);
    let mut done = 0;
    for (table, part) in tables.iter().zip(&told.parts) {
        let due = long_moment(&table.due);
        if due != part.explanation.due {
            return Err(format!("printed {due}, computed {}", part.explanation.due));
        }
        let said = format!("Hạn trả kết quả: {}", due.vietnamese());
        if !table.rows.iter().any(|row| row.day == due.day && row.why.contains(&said)) {
            return Err(format!("no row says “{said}”"));
        }
        // A date that was written down by hand is not counted, and says so.
        if table.rows.iter().any(|row| row.why.contains("Hẹn trả đã ghi trong hồ sơ")) {
            continue;
        }
        let ends = added_up(table, &limit)?;
        if ends != due.day {
            return Err(format!("it adds up to {ends}, not {}", due.day));
        }
        done += 1;
    }
    let in_force = tables.last().map(|table| long_moment(&table.due));
    if tables.len() != told.parts.len() || in_force != told.due {
        return Err(format!("{} tables, the last for {in_force:?}; in force is {:?}", tables.len(), told.due));
    }
    Ok(done)
}

#[test]
fn every_printed_account_of_the_sample_adds_up_to_its_due_date() {
    let mut store = Store::in_memory().expect("a register");
    sample::fill(&mut store, &support::stamp(NOW, "")).expect("the sample");
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
    let mut tables = 0;
    for (id, code) in &ids {
        let told = explain::account(&store, *id, now).expect("read").expect("in the register");
        assert_eq!(&told.code, code);
        let counted = checked(&told).unwrap_or_else(|wrong| {
            let page = account::write(&told, &Imprint::default(), Format::Text).expect("written");
            panic!("{code}: {wrong}\n{}", String::from_utf8_lossy(&page));
        });
        tables += counted;
        let kind = match (told.due, told.parts.len()) {
            (None, _) => "no date",
            (Some(_), 1) => "one date",
            _ => "moved",
        };
        *kinds.entry(kind).or_default() += 1;
        assert_eq!(told.due.is_none(), !told.why_none.is_empty(), "{code}: nobody says why there is no date");
    }
    // The sample has all three kinds, so that none of them is passed over in silence.
    assert!(kinds["one date"] > 1_000 && kinds["moved"] > 10 && tables > 1_200, "{kinds:?}, {tables} tables added up");
}

#[test]
fn a_row_changed_by_hand_does_not_add_up() {
    let mut store = Store::in_memory().expect("a register");
    sample::fill(&mut store, &support::stamp(NOW, "")).expect("the sample");
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
