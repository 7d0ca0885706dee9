//! Worked cases of due dates, from the table in `tests/data`, over the calendar that the program starts with.

use motcua::domain::calendar::{Calendar, CalendarDay, DayKind, DayStatus};
use motcua::domain::day::{Day, Moment};
use motcua::domain::deadline::{LatenessRule, PauseRule, Terms, days_late, due, explain, late_from, promise};
use motcua::domain::limit::{Limit, Unit};
use motcua::domain::pause::{Pause, PauseReason};

const LATER: &str = "2031-01-01 00:00";

fn rows(path: &str) -> Vec<csv::StringRecord> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut reader = csv::Reader::from_path(path).expect("the file opens");
    reader.records().collect::<Result<_, _>>().expect("every row reads")
}

fn starting_calendar() -> Calendar {
    let days = rows("assets/calendar.csv").into_iter().map(|row| CalendarDay {
        date: row[0].parse().expect("a day"),
        kind: DayKind::from_code(&row[1]).expect("a kind"),
        name: row[2].to_owned(),
        source: row[3].to_owned(),
        status: DayStatus::from_code(&row[4]).expect("a status"),
    });
    Calendar::new(days, Vec::new())
}

fn moment(text: &str) -> Moment {
    text.parse().unwrap_or_else(|_| panic!("{text} is a moment"))
}

fn pauses(text: &str, reason: PauseReason) -> Vec<Pause> {
    text.split('|')
        .filter_map(|span| span.split_once('>'))
        .map(|(from, to)| Pause { reason, document: String::new(), from: moment(from), to: Some(moment(to)) })
        .collect()
}

#[test]
fn every_worked_case_holds() {
    let calendar = starting_calendar();
    let cases = rows("tests/data/deadline_vectors.csv");
    assert!(cases.len() >= 33);
    for case in cases {
        let rule = PauseRule::from_code(&case[3]).unwrap_or_default();
        let reason = if rule == PauseRule::Restart { PauseReason::Supplement } else { PauseReason::Other };
        let limit = case[1].parse().expect("a limit");
        let mut terms = Terms::new(moment(&case[0]), Some(limit));
        terms.same_day_cutoff = (limit.unit == Unit::SameDay).then_some(15 * 60);
        let pauses = pauses(&case[2], reason);
        let expected = Some(moment(&case[4]));
        assert_eq!(due(&terms, &pauses, rule, &calendar, moment(LATER)), expected, "{case:?}");
        let told = explain(&terms, &pauses, rule, &calendar, moment(LATER)).map(|explanation| explanation.due);
        assert_eq!(told, expected, "{case:?}");
        // The same case with its promise on record must end alike.
        terms.promise = Some(promise(terms.start, limit, None, terms.same_day_cutoff, &calendar));
        terms.promise_computed = true;
        assert_eq!(due(&terms, &pauses, rule, &calendar, moment(LATER)), expected, "recorded: {case:?}");
    }
}

fn terms(start: &str, limit: &str) -> Terms {
    Terms::new(moment(start), Some(limit.parse().expect("a limit")))
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// The first promise over the starting calendar, as text.
fn promised(start: &str, limit: &str, extension: Option<&str>, cutoff: Option<u16>) -> String {
    let extension: Option<Limit> = extension.map(|text| text.parse().expect("a limit"));
    let limit = limit.parse().expect("a limit");
    promise(moment(start), limit, extension, cutoff, &starting_calendar()).to_string()
}

#[test]
fn the_hour_of_acceptance_matters_to_hours_and_not_to_days() {
    for start in ["2026-11-19 07:00", "2026-11-19 12:00", "2026-11-19 16:59", "2026-11-19 17:00", "2026-11-19 23:59"] {
        assert_eq!(promised(start, "1wd", None, None), "2026-11-20 17:00", "{start}");
    }
    let cases = [
        ("2026-11-19 16:59", "2026-11-20 08:29"),
        ("2026-11-19 17:00", "2026-11-20 08:30"),
        ("2026-11-19 23:59", "2026-11-20 08:30"),
        ("2026-11-20 00:00", "2026-11-20 08:30"),
        ("2026-11-19 11:30", "2026-11-19 14:00"),
        ("2026-11-19 12:15", "2026-11-19 14:00"),
        ("2026-11-19 13:00", "2026-11-19 14:00"),
        ("2026-11-19 16:00", "2026-11-19 17:00"),
        ("2026-11-21 09:00", "2026-11-23 08:30"),
    ];
    for (start, due) in cases {
        assert_eq!(promised(start, "1wh", None, None), due, "{start}");
    }
}

#[test]
fn weekends_worked_saturdays_and_the_eve_of_tet() {
    // An ordinary Saturday: the count begins on Monday.
    assert_eq!(promised("2026-11-14 09:00", "1wd", None, None), "2026-11-16 17:00");
    // A worked Saturday is an acceptance day like any other, with weekday hours.
    assert_eq!(promised("2026-01-10 09:00", "1wd", None, None), "2026-01-12 17:00");
    assert_eq!(promised("2026-01-10 09:00", "sd", None, Some(900)), "2026-01-10 17:00");
    assert_eq!(promised("2026-01-10 09:00", "8wh", None, None), "2026-01-12 09:00");
    // The last working day before Tết 2026 is Friday 13/2; work begins again on Monday 23/2.
    assert_eq!(promised("2026-02-13 16:30", "1wh", None, None), "2026-02-23 08:00");
    assert_eq!(promised("2026-02-13 15:01", "sd", None, Some(900)), "2026-02-23 17:00");
    assert_eq!(promised("2026-02-13 15:00", "sd", None, Some(900)), "2026-02-13 17:00");
    assert_eq!(promised("2026-02-13 16:00", "sd", None, None), "2026-02-13 17:00");
    assert_eq!(promised("2026-02-13 17:01", "sd", None, None), "2026-02-23 17:00");
}

#[test]
fn an_extension_adds_to_its_unit_or_is_counted_on() {
    assert_eq!(
        promised("2026-10-05 09:00", "5wd", Some("5wd"), None),
        promised("2026-10-05 09:00", "10wd", None, None)
    );
    // 5cd ends on Saturday 10/10 and rolls to Monday 12/10; two working days on is Wednesday.
    assert_eq!(promised("2026-10-05 09:00", "5cd", Some("2wd"), None), "2026-10-14 17:00");
    // Monday 12/10 plus five days is Saturday, which rolls to Monday 19/10.
    assert_eq!(promised("2026-10-05 09:00", "5wd", Some("5cd"), None), "2026-10-19 17:00");
    assert_eq!(promised("2026-10-05 09:00", "1wd", Some("4wh"), None), "2026-10-07 11:30");
}

#[test]
fn a_recorded_promise_does_not_move_with_the_calendar() {
    let (calendar, plain) = (starting_calendar(), Calendar::new([], Vec::new()));
    for limit in ["3wd", "10cd", "1mo", "30wh"] {
        let mut terms = terms("2026-02-09 09:00", limit);
        terms.promise = due(&terms, &[], PauseRule::Subtract, &calendar, moment(LATER));
        terms.promise_computed = true;
        assert_eq!(due(&terms, &[], PauseRule::Subtract, &plain, moment(LATER)), terms.promise, "{limit}");
        let within = pauses("2026-02-11 08:00>2026-02-11 08:00", PauseReason::Other);
        assert_eq!(due(&terms, &within, PauseRule::Subtract, &plain, moment(LATER)), terms.promise, "{limit}");
        let told = explain(&terms, &[], PauseRule::Subtract, &plain, moment(LATER)).expect("an explanation");
        assert_eq!(Some(told.due), terms.promise);
    }
    // One that was typed in moves from where it was put, and keeps its hour.
    let mut typed = terms("2026-10-05 09:00", "5wd");
    typed.promise = Some(moment("2026-10-16 10:00"));
    let week = pauses("2026-10-06 09:00>2026-10-08 09:00", PauseReason::Supplement);
    let at = |terms: &Terms, rule| due(terms, &week, rule, &calendar, moment(LATER)).map(|due| due.to_string());
    assert_eq!(at(&typed, PauseRule::Subtract).as_deref(), Some("2026-10-20 10:00"));
    assert_eq!(at(&typed, PauseRule::Restart).as_deref(), Some("2026-10-15 17:00"));
    typed.limit = None;
    assert_eq!(at(&typed, PauseRule::Restart).as_deref(), Some("2026-10-20 10:00"), "no limit to begin anew");
    assert_eq!(at(&Terms::new(typed.start, None), PauseRule::Subtract), None);
}

#[test]
fn a_past_moment_sees_only_what_had_happened() {
    let calendar = starting_calendar();
    let terms = terms("2026-10-05 09:00", "5wd");
    let mut list = pauses("2026-10-07 09:00>2026-10-20 09:00", PauseReason::Supplement);
    let at = |list: &[Pause], rule, seen: &str| {
        due(&terms, list, rule, &calendar, moment(seen)).map_or_else(String::new, |due| due.to_string())
    };
    for closed in [true, false] {
        if !closed {
            list[0].to = None;
        }
        assert_eq!(at(&list, PauseRule::Subtract, "2026-10-07 09:00"), "2026-10-12 17:00");
        assert_eq!(at(&list, PauseRule::Subtract, "2026-10-15 00:00"), "2026-10-20 17:00");
        assert_eq!(at(&list, PauseRule::Restart, "2026-10-15 00:00"), "2026-10-22 17:00");
    }
}

#[test]
fn a_fee_outlasting_the_supplement_still_stops_the_new_clock() {
    let mut list = pauses("2026-10-06 09:00>2026-10-14 09:00", PauseReason::Fee);
    list.extend(pauses("2026-10-07 09:00>2026-10-12 09:00", PauseReason::Supplement));
    let due = due(&terms("2026-10-05 09:00", "5wd"), &list, PauseRule::Restart, &starting_calendar(), moment(LATER));
    // Anew from Monday 12/10, which gives 19/10, and two days (12 and 13/10) of waiting for the fee.
    assert_eq!(due, Some(moment("2026-10-21 17:00")));
}

#[test]
fn late_begins_at_midnight_for_days_and_at_the_next_minute_for_hours() {
    let due = moment("2026-11-20 17:00");
    assert_eq!(late_from(due, false, LatenessRule::AfterDueDate), moment("2026-11-21 00:00"));
    assert_eq!(late_from(due, true, LatenessRule::AfterDueDate), moment("2026-11-20 17:01"));
    assert_eq!(late_from(due, false, LatenessRule::ExactTime), moment("2026-11-20 17:01"));
    let calendar = starting_calendar();
    let late = ["2026-11-19", "2026-11-20", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-26"]
        .map(|last| days_late(due, day(last), &calendar));
    assert_eq!(late, [0, 0, 0, 1, 1, 3]);
}

#[test]
fn the_explanation_names_what_is_not_certain() {
    let calendar = starting_calendar();
    let at = |terms: &Terms| explain(terms, &[], PauseRule::Subtract, &calendar, moment(LATER)).expect("told");
    let told = at(&terms("2026-11-20 09:00", "2wd"));
    let other = told.alternative.expect("23/11 is only proposed");
    assert_eq!((told.due, other.due), (moment("2026-11-25 17:00"), moment("2026-11-26 17:00")));
    assert_eq!(other.days.len(), 1);
    assert!(other.days[0].starts_with("23/11/2026 Nghỉ hoán đổi"), "{:?}", other.days);
    let tet = at(&terms("2027-02-01 09:00", "5wd"));
    assert_eq!((tet.expected.len(), tet.due), (5, moment("2027-02-15 17:00")));
    assert!(tet.alternative.is_none());
    // Calendar days only rest on the days that they roll over.
    assert!(at(&terms("2027-02-01 09:00", "10cd")).expected.is_empty());
    assert_eq!(at(&terms("2027-02-01 09:00", "8cd")).expected.len(), 2);
}

#[test]
fn the_explanation_reads_as_an_account_of_days() {
    let calendar = starting_calendar();
    let list = pauses("2026-11-23 10:00>2026-11-26 10:00", PauseReason::Supplement);
    let told = explain(&terms("2026-11-20 09:15", "2wd"), &list, PauseRule::Subtract, &calendar, moment(LATER));
    let told = told.expect("told");
    let text: Vec<String> =
        told.lines().iter().map(|line| format!("{} {}", line.day.vietnamese(), line.text)).collect();
    assert_eq!(
        text,
        [
            "20/11/2026 Bắt đầu tính lúc 09:15; ngày này không tính vào thời hạn.",
            "21/11/2026 Nghỉ hằng tuần; không tính.",
            "22/11/2026 Nghỉ hằng tuần; không tính.",
            "23/11/2026 Tạm dừng, chờ bổ sung hồ sơ: không tính. Đề xuất chưa có hiệu lực: Nghỉ hoán đổi (đề xuất tháng \
         9/2026, chưa rõ có được duyệt).",
            "24/11/2026 Nghỉ: Ngày Văn hóa Việt Nam (Nghị quyết 28/2026/QH16); không tính.",
            "25/11/2026 Tạm dừng, chờ bổ sung hồ sơ: không tính.",
            "26/11/2026 Ngày làm việc thứ 01.",
            "27/11/2026 Ngày làm việc thứ 02.",
            "27/11/2026 Hạn trả kết quả: 17:00 27/11/2026.",
        ]
    );
}

/// One clock case: accepted, limit, the procedure's cut-off, due, and why.
type ClockCase = (&'static str, &'static str, Option<u16>, &'static str, &'static str);

/// 15:00, the cut-off of civil status and certification.
const THREE: Option<u16> = Some(15 * 60);

/// Thursday 19/11/2026 is an ordinary day, Saturday 21/11 an ordinary Saturday, 10/1/2026 a worked one; Tết 2026 is off
/// from 14/2 to 22/2. 24/11/2026 is a holiday.
const CLOCK_CASES: &[ClockCase] = &[
    ("2026-11-19 16:59", "1wd", None, "2026-11-20 17:00", "the day of acceptance is not counted, whatever the hour"),
    ("2026-11-19 17:00", "1wd", None, "2026-11-20 17:00", "nor at closing time"),
    ("2026-11-19 23:59", "1wd", None, "2026-11-20 17:00", "nor late in the evening: it is still that day"),
    ("2026-11-19 12:00", "1wd", None, "2026-11-20 17:00", "nor at lunch"),
    (
        "2026-11-21 09:00",
        "1wd",
        None,
        "2026-11-23 17:00",
        "Saturday is the day of acceptance, Monday the first counted",
    ),
    ("2026-01-10 09:00", "1wd", None, "2026-01-12 17:00", "a worked Saturday is a day of acceptance like any other"),
    ("2026-01-08 09:00", "2wd", None, "2026-01-10 17:00", "and counts: the second day is the Saturday itself"),
    ("2026-02-13 16:59", "1wd", None, "2026-02-23 17:00", "the eve of Tết: the next working day is after it"),
    ("2026-11-19 16:59", "1wh", None, "2026-11-20 08:29", "one minute today, 59 tomorrow from 07:30"),
    ("2026-11-19 17:00", "1wh", None, "2026-11-20 08:30", "nothing is left of today"),
    ("2026-11-19 23:59", "1wh", None, "2026-11-20 08:30", "the night does not count"),
    ("2026-11-19 12:00", "1wh", None, "2026-11-19 14:00", "lunch does not count: from 13:00"),
    ("2026-11-19 10:30", "1wh", None, "2026-11-19 11:30", "an hour that ends as lunch begins ends there"),
    ("2026-11-21 09:00", "1wh", None, "2026-11-23 08:30", "an ordinary Saturday has no hours"),
    ("2026-01-10 09:00", "8wh", None, "2026-01-12 09:00", "a worked Saturday has weekday hours: 6 h 30 of the 8"),
    ("2026-02-13 16:59", "1wh", None, "2026-02-23 08:29", "the eve of Tết: one minute before, 59 after"),
    ("2026-11-19 16:59", "5cd", None, "2026-11-25 17:00", "the fifth day, 24/11, is a holiday: it rolls on"),
    ("2026-11-19 17:00", "5cd", None, "2026-11-25 17:00", "the hour does not matter to days"),
    ("2026-11-19 23:59", "4cd", None, "2026-11-23 17:00", "the fourth day is a Monday"),
    ("2026-11-19 12:00", "1cd", None, "2026-11-20 17:00", "lunch neither"),
    ("2026-11-21 09:00", "1cd", None, "2026-11-23 17:00", "Sunday is counted and rolls on to Monday"),
    ("2026-01-08 09:00", "2cd", None, "2026-01-10 17:00", "a due date may fall on a worked Saturday"),
    ("2026-01-10 09:00", "1cd", None, "2026-01-12 17:00", "from a worked Saturday: Sunday rolls on"),
    ("2026-02-13 16:59", "1cd", None, "2026-02-23 17:00", "the first day is within Tết: it rolls on past it"),
    ("2026-10-19 16:59", "1mo", None, "2026-11-19 17:00", "the same date of the next month"),
    ("2026-10-24 17:00", "1mo", None, "2026-11-25 17:00", "24/11 is a holiday: it rolls on"),
    ("2026-10-31 23:59", "1mo", None, "2026-11-30 17:00", "November has no 31st: its last day"),
    ("2026-10-19 12:00", "1mo", None, "2026-11-19 17:00", "lunch does not matter"),
    ("2026-11-21 09:00", "1mo", None, "2026-12-21 17:00", "from a Saturday to a Monday"),
    ("2025-12-10 09:00", "1mo", None, "2026-01-10 17:00", "10/1/2026 is a worked Saturday, so it does not roll on"),
    ("2026-01-10 09:00", "1mo", None, "2026-02-10 17:00", "from a worked Saturday"),
    ("2026-02-13 16:59", "1mo", None, "2026-03-13 17:00", "Tết lies within the month and counts"),
    ("2026-11-19 15:00", "sd", THREE, "2026-11-19 17:00", "exactly at the cut-off is still today"),
    ("2026-11-19 15:01", "sd", THREE, "2026-11-20 17:00", "one minute after it is the next working day"),
    ("2026-11-19 16:59", "sd", THREE, "2026-11-20 17:00", "after the cut-off, though the office is open"),
    ("2026-11-19 16:59", "sd", None, "2026-11-19 17:00", "without a cut-off the office's closing is it"),
    ("2026-11-19 17:00", "sd", None, "2026-11-19 17:00", "exactly at closing is still today"),
    ("2026-11-19 17:00", "sd", THREE, "2026-11-20 17:00", "but not where the cut-off was 15:00"),
    ("2026-11-19 23:59", "sd", None, "2026-11-20 17:00", "after closing it is the next working day"),
    ("2026-11-19 12:00", "sd", THREE, "2026-11-19 17:00", "in the lunch hour it is still today"),
    ("2026-11-21 09:00", "sd", THREE, "2026-11-23 17:00", "on a Saturday nobody is answered that day"),
    ("2026-01-10 09:00", "sd", THREE, "2026-01-10 17:00", "on a worked Saturday everybody is"),
    ("2026-01-10 15:01", "sd", THREE, "2026-01-12 17:00", "until its cut-off"),
    ("2026-02-13 15:00", "sd", THREE, "2026-02-13 17:00", "the eve of Tết, at the cut-off"),
    ("2026-02-13 15:01", "sd", THREE, "2026-02-23 17:00", "and one minute later: after Tết"),
];

#[test]
fn the_clock_at_the_hours_that_people_argue_about() {
    let calendar = starting_calendar();
    for (accepted, limit, cutoff, expected, why) in CLOCK_CASES {
        assert_eq!(promised(accepted, limit, None, *cutoff), *expected, "{accepted} {limit}: {why}");
        let terms = Terms { same_day_cutoff: *cutoff, ..terms(accepted, limit) };
        let told = explain(&terms, &[], PauseRule::Subtract, &calendar, moment(LATER)).expect("told");
        let rows = told.rows();
        assert!(rows.iter().any(|row| row.due && row.day == moment(expected).day), "{accepted} {limit}");
        assert_eq!(
            rows.len() as i32,
            told.due.day.since(terms.start.day) + 1,
            "{accepted} {limit}: a row for every day"
        );
    }
}

#[test]
fn the_cut_off_is_told_with_its_hour_and_which_side_of_it_one_came() {
    let calendar = starting_calendar();
    let said = |accepted: &str, cutoff| {
        let terms = Terms { same_day_cutoff: cutoff, ..terms(accepted, "sd") };
        let told = explain(&terms, &[], PauseRule::Subtract, &calendar, moment(LATER)).expect("told");
        told.rows()[0].why.clone()
    };
    assert!(said("2026-11-19 14:59", THREE).contains("Nhận lúc 14:59, trước giờ chốt 15:00: trả trong ngày."));
    assert!(said("2026-11-19 15:00", THREE).contains("Nhận đúng giờ chốt 15:00, vẫn tính là trong ngày"));
    assert!(
        said("2026-11-19 15:01", THREE).contains("Nhận lúc 15:01, sau giờ chốt 15:00: trả trong ngày làm việc tiếp")
    );
    assert!(said("2026-11-21 09:00", THREE).contains("Nghỉ hằng tuần: trả trong ngày làm việc tiếp theo."));
}

#[test]
fn on_a_half_day_nobody_is_answered_after_the_office_has_closed() {
    let half = motcua::domain::office_hours::OfficeHours::new(Some(day("2026-11-19")), &[(450, 690)]).expect("hours");
    let calendar = Calendar::new([], vec![half]);
    let due = |accepted: &str| promise(moment(accepted), Limit::SAME_DAY, None, THREE, &calendar).to_string();
    assert_eq!(due("2026-11-19 11:30"), "2026-11-19 11:30");
    assert_eq!(
        due("2026-11-19 14:00"),
        "2026-11-20 11:30",
        "the cut-off of 15:00 is of no use when the office is shut"
    );
}

#[test]
fn the_sum_names_limit_extension_and_what_makes_up_for_pauses() {
    let calendar = starting_calendar();
    let total = |limit: &str, extension: Option<&str>, list: &[Pause], rule| {
        let extension = extension.map(|text| text.parse().expect("a limit"));
        let terms = Terms { extension, ..terms("2026-10-05 09:00", limit) };
        explain(&terms, list, rule, &calendar, moment(LATER)).expect("told").total()
    };
    let wait = pauses("2026-10-06 09:00>2026-10-08 09:00", PauseReason::Supplement);
    let first_day = pauses("2026-10-05 10:00>2026-10-06 09:00", PauseReason::Fee);
    let subtract = PauseRule::Subtract;
    assert_eq!(total("5wd", None, &[], subtract), "Cộng: 05 ngày làm việc.");
    assert_eq!(total("5wd", Some("2wd"), &[], subtract), "Cộng: 07 ngày làm việc (thời hạn 05, gia hạn 02).");
    assert_eq!(total("5wd", None, &wait, subtract), "Cộng: 05 ngày làm việc.");
    assert_eq!(
        total("5wd", None, &first_day, subtract),
        "Cộng: 06 ngày làm việc, trong đó bù thời gian tạm dừng 01 ngày làm việc."
    );
    assert_eq!(total("5wd", None, &wait, PauseRule::Restart), "Cộng: 05 ngày làm việc.");
    assert_eq!(
        total("5wd", Some("5cd"), &wait, subtract),
        "Cộng: 05 ngày làm việc; gia hạn 05 ngày; bù thời gian tạm dừng 02 ngày."
    );
    assert_eq!(total("8wh", None, &wait, subtract), "Cộng: 480 phút làm việc (08 giờ).");
    assert_eq!(total("1mo", None, &[], subtract), "Cộng: 31 ngày, là 01 tháng tính từ 05/10/2026.");
    assert_eq!(total("sd", None, &[], subtract), "Cộng: trả trong ngày.");
}

/// The rows as they are printed, date, verdict and reason, of an account with one pause for a fee.
fn table(terms: &Terms, pause: &str) -> (Vec<String>, String) {
    let list = pauses(pause, PauseReason::Fee);
    let told = explain(terms, &list, PauseRule::Subtract, &starting_calendar(), moment(LATER)).expect("told");
    let rows = told.rows();
    let rows = rows.iter().map(|row| format!("{} {} {}", row.day.vietnamese(), row.verdict(), row.why));
    (rows.collect(), told.total())
}

#[test]
fn a_pause_within_a_limit_in_days_takes_nothing_from_days_that_are_made_up_for_in_hours() {
    let terms = Terms { extension: "4wh".parse().ok(), ..terms("2026-11-09 09:15", "3wd") };
    let (rows, total) = table(&terms, "2026-11-10 13:00>2026-11-11 11:30");
    assert_eq!(
        rows,
        [
            "09/11/2026 không Bắt đầu tính lúc 09:15; ngày này không tính vào thời hạn.",
            "10/11/2026 có Ngày làm việc thứ 01. Tạm dừng, chờ thực hiện nghĩa vụ tài chính: 240 phút làm việc \
             (13:00–17:00) được bù vào cuối.",
            "11/11/2026 có Ngày làm việc thứ 02. Tạm dừng, chờ thực hiện nghĩa vụ tài chính: 240 phút làm việc \
             (07:30–11:30) được bù vào cuối.",
            "12/11/2026 có Ngày làm việc thứ 03. Hết thời hạn ban đầu; từ đây tính thời gian gia hạn.",
            "13/11/2026 480 phút Tính 240 phút làm việc (07:30–11:30). Tính 240 phút làm việc (13:00–17:00).",
            "14/11/2026 không Nghỉ hằng tuần; không tính.",
            "15/11/2026 không Nghỉ hằng tuần; không tính.",
            "16/11/2026 240 phút Tính 240 phút làm việc (07:30–11:30). Hạn trả kết quả: 11:30 16/11/2026.",
        ]
    );
    assert_eq!(
        total,
        "Cộng: 03 ngày làm việc; gia hạn 240 phút làm việc (04 giờ); bù thời gian tạm dừng 480 phút làm việc (08 giờ)."
    );
}

#[test]
fn a_promise_named_by_hand_under_an_hour_limit_makes_up_for_its_pause_minute_by_minute() {
    let terms = Terms { promise: Some(moment("2026-11-10 10:00")), ..terms("2026-11-09 09:15", "8wh") };
    let (rows, total) = table(&terms, "2026-11-09 13:00>2026-11-10 08:30");
    let verdicts: Vec<&str> = rows.iter().map(|row| row.split(' ').nth(1).expect("a verdict")).collect();
    assert_eq!(verdicts, ["không", "300"], "{rows:?}");
    assert!(rows[0].ends_with("240 phút làm việc (13:00–17:00) được bù vào cuối."), "{rows:?}");
    assert_eq!(total, "Cộng: bù thời gian tạm dừng 300 phút làm việc (05 giờ).");
}

#[test]
fn minutes_that_count_no_more_after_a_supplement_are_given_their_reason() {
    let terms = terms("2026-11-09 09:15", "16wh");
    let list = pauses("2026-11-10 13:00>2026-11-11 09:00", PauseReason::Supplement);
    let told = explain(&terms, &list, PauseRule::Restart, &starting_calendar(), moment(LATER)).expect("told");
    let why: Vec<String> = told.rows().iter().map(|row| format!("{} {}", row.verdict(), row.why)).collect();
    assert_eq!(
        why[..2],
        [
            "không Bắt đầu tính lúc 09:15. Trước khi nhận đủ hồ sơ bổ sung: không tính nữa.",
            "không Tạm dừng, chờ bổ sung hồ sơ: không tính. Trước khi nhận đủ hồ sơ bổ sung: không tính nữa.",
        ]
    );
    assert!(why[2].contains("Nhận đủ hồ sơ bổ sung lúc 09:00: tính lại toàn bộ thời hạn."), "{}", why[2]);
}
