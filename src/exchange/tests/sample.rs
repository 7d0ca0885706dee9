use super::{DOSSIERS, bytes, good, values};
use crate::domain::calendar::CalendarDay;
use crate::domain::dossier::Dossier;
use crate::domain::feedback::Feedback;
use crate::domain::procedure::Procedure;
use crate::domain::rating::Rating;
use crate::exchange::{Canonical, ColumnSet, write_masked};

/// Reads, writes and reads again: the same values, and from then on the same bytes. Gives the number of rows.
fn round<T: Canonical + PartialEq + std::fmt::Debug>(file: &[u8]) -> usize {
    let sheet = good::<T>(file);
    assert_eq!(sheet.unknown_columns, Vec::<String>::new());
    let first = values(sheet);
    let written = bytes(&first);
    let again = good::<T>(&written);
    assert_eq!(again.columns, ColumnSet::all());
    let second = values(again);
    assert!(first == second, "{} changed on the way", T::NOUN);
    assert_eq!(bytes(&second), written);
    first.len()
}

#[test]
fn every_file_of_the_sample_and_of_the_start_comes_back() {
    assert_eq!(round::<Dossier>(DOSSIERS), 1503);
    assert_eq!(round::<Rating>(include_bytes!("../../../assets/sample/ratings.csv")), 409);
    assert_eq!(round::<Feedback>(include_bytes!("../../../assets/sample/feedback.csv")), 7);
    assert_eq!(round::<Procedure>(include_bytes!("../../../assets/sample/procedures.csv")), 36);
    assert_eq!(round::<Procedure>(include_bytes!("../../../assets/procedures.csv")), 96);
    assert_eq!(round::<CalendarDay>(include_bytes!("../../../assets/calendar.csv")), 77);
}

#[test]
fn a_written_calendar_is_the_file_it_came_from() {
    let file = include_str!("../../../assets/calendar.csv");
    let days = values(good::<CalendarDay>(file.as_bytes()));
    assert_eq!(String::from_utf8(bytes(&days)).as_deref(), Ok(file.replace("\r\n", "\n").as_str()));
}

#[test]
fn starter_procedures_know_what_is_to_be_checked() {
    let all = values(good::<Procedure>(include_bytes!("../../../assets/procedures.csv")));
    assert_eq!(all.iter().filter(|procedure| !procedure.confirmed).count(), 24);
    assert_eq!(all[0].same_day_cutoff, Some(15 * 60));
    assert_eq!(all.iter().filter(|procedure| procedure.online_level.is_none()).count(), 80);
}

/// The sample's cells, so that tests can write the same table in other shapes.
fn cells() -> Vec<Vec<String>> {
    let mut csv = csv::ReaderBuilder::new().has_headers(false).from_reader(DOSSIERS);
    csv.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

fn shaped(rows: &[Vec<String>], delimiter: u8, end: csv::Terminator) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new().delimiter(delimiter).terminator(end).from_writer(Vec::new());
    for row in rows {
        out.write_record(row).expect("memory does not fail");
    }
    out.into_inner().expect("memory does not fail")
}

#[test]
fn semicolon_mark_and_other_line_ends_read_the_same() {
    let wanted = good::<Dossier>(DOSSIERS).rows;
    for start in ["\u{feff}", "", "sep=;\r\n", "\u{feff}sep=;\r\n"] {
        let mut file = start.as_bytes().to_vec();
        file.extend(shaped(&cells(), b';', csv::Terminator::CRLF));
        let skipped = u64::from(start.contains("sep="));
        let rows = good::<Dossier>(&file).rows;
        assert!(rows.iter().zip(&wanted).all(|(a, b)| a.value == b.value && a.line == b.line + skipped), "{start:?}");
        assert_eq!(rows.len(), wanted.len());
    }
    assert!(good::<Dossier>(&shaped(&cells(), b',', csv::Terminator::Any(b'\n'))).rows == wanted);
}

#[test]
fn columns_may_stand_in_any_order_with_strangers_between() {
    let shuffled: Vec<Vec<String>> = (cells().into_iter().enumerate())
        .map(|(i, row)| {
            let mut row: Vec<String> = row.into_iter().rev().collect();
            row.rotate_left(17);
            row.insert(3, if i == 0 { "Cột của Cổng".to_owned() } else { "x".to_owned() });
            row.push(String::new());
            row
        })
        .collect();
    let sheet = good::<Dossier>(&shaped(&shuffled, b',', csv::Terminator::CRLF));
    assert_eq!(sheet.unknown_columns, ["cột của cổng"]);
    assert!(sheet.rows == good::<Dossier>(DOSSIERS).rows);
}

#[test]
fn what_a_file_lacks_is_left_as_it_is() {
    let sheet = good::<Dossier>(DOSSIERS);
    assert!(!sheet.columns.has("office") && !sheet.columns.has("sets") && !sheet.columns.has("delegate_name"));
    assert_eq!(sheet.columns.missing_for_new(), Vec::<&str>::new());
    let row = &sheet.rows[0].value;
    let mut kept = Dossier { office: "UBND xã".to_owned(), sets: Some(2), note: "cũ".to_owned(), ..row.clone() };
    kept.applicant.delegate = "Người đi thay".to_owned();
    sheet.columns.apply(row, &mut kept);
    assert_eq!((kept.office.as_str(), kept.sets), ("UBND xã", Some(2)));
    assert_eq!((kept.applicant.delegate.as_str(), kept.note.as_str()), ("Người đi thay", ""));

    let patch = good::<Dossier>(b"code,phone\nH-1,0900000000\n");
    assert_eq!(patch.columns.missing_for_new(), ["procedure_code", "applicant_name", "channel"]);
    let mut known = row.clone();
    patch.columns.apply(&patch.rows[0].value, &mut known);
    assert_eq!(known.applicant.phone, "0900000000");
    assert_eq!(known.procedure_code, row.procedure_code);
}

#[test]
fn a_masked_copy_cannot_be_imported_and_runs_nothing() {
    let mut masked = good::<Dossier>(DOSSIERS).rows.swap_remove(0).value;
    masked.applicant.name = "=HYPERLINK(\"x\")".to_owned();
    let mut file = Vec::new();
    write_masked(&mut file, [&masked]).expect("memory does not fail");
    let text = String::from_utf8_lossy(&file);
    assert!(text.lines().next().is_some_and(|header| {
        header.ends_with(",request_code,apology_reason,late_evidence,collect_at,book_no,masked")
    }));
    assert!(text.contains("\"'=HYPERLINK(\"\"x\"\")\"") && text.ends_with(",1\n"));
    let refusal = crate::exchange::read::<Dossier>(&file).expect_err("a masked copy").to_string();
    assert!(refusal.contains("đã che dữ liệu cá nhân"), "{refusal}");
}
