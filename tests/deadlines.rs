//! Worked cases of due dates, from the table in `tests/data`, over the calendar that the program starts with.

use motcua::domain::calendar::{Calendar, CalendarDay, DayKind, DayStatus};
use motcua::domain::day::Moment;
use motcua::domain::deadline::{PauseRule, Terms, due, explain, promise};
use motcua::domain::limit::Unit;
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
