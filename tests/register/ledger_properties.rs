//! The stored lines of closed pauses against the rule that computes everything each time: while the calendar stays what
//! it was, both give the same due date at every cut-off; once it is edited, what was told stays told.

use motcua::domain::calendar::{Calendar, CalendarDay, DayKind, DayStatus};
use motcua::domain::day::{Day, Moment};
use motcua::domain::deadline::{self, PauseRule, PauseRules, Terms};
use motcua::domain::dossier::Channel;
use motcua::domain::facts::{Facts, ProcedureFacts, Repromise};
use motcua::domain::ledger;
use motcua::domain::limit::{Limit, Unit};
use motcua::domain::line_cause::LineCause;
use motcua::domain::pause::{Pause, PauseReason};
use motcua::domain::rulebook::Rulebook;
use motcua::domain::stage;
use motcua::domain::standing::{FAR_FUTURE, Seen, due_by_calendar, due_seen, terms_told};
use proptest::prelude::*;

/// 2026-01-01.
const FIRST: i32 = 20_454;

prop_compose! {
    fn a_moment(span: i32)(
        offset in 0..span,
        minute in prop_oneof![2 => 450u16..1021, 1 => 0u16..1440, 1 => prop::sample::select(&[450u16, 690, 780, 1020][..])],
    ) -> Moment { Day::from_epoch(FIRST + offset).at(minute) }
}

fn a_calendar() -> impl Strategy<Value = Calendar> {
    let kind = prop_oneof![3 => Just(DayKind::Off), 1 => Just(DayKind::Work)];
    prop::collection::btree_map(0..160i32, kind, 0..40).prop_map(|rows| {
        let row = |(offset, kind): (i32, DayKind)| CalendarDay {
            date: Day::from_epoch(FIRST + offset),
            kind,
            name: "Ngày thử".to_owned(),
            source: String::new(),
            status: DayStatus::Announced,
        };
        Calendar::new(rows.into_iter().map(row), Vec::new())
    })
}

fn a_limit() -> impl Strategy<Value = Limit> {
    let of = |unit, most: u32| (1..=most).prop_map(move |count| Limit { unit, count });
    prop_oneof![
        3 => of(Unit::WorkingDays, 25),
        3 => of(Unit::CalendarDays, 35),
        1 => of(Unit::Months, 2),
        2 => of(Unit::WorkingHours, 40),
        1 => Just(Limit::SAME_DAY),
    ]
}

prop_compose! {
    fn a_pause()(
        from in a_moment(70),
        minutes in prop_oneof![1 => Just(0i64), 3 => 0i64..600, 6 => 0i64..20_000],
        open in prop::bool::weighted(0.15),
        reason in prop::sample::select(&PauseReason::ALL[..]),
    ) -> Pause {
        let to = if open { None } else { Some(from.plus_minutes(minutes)) };
        Pause { reason, document: "12/HDHS".to_owned(), from, to }
    }
}

/// A dossier's history: terms, pauses, dates given by hand. Moments meet on purpose.
#[derive(Clone, Debug)]
struct Story {
    start: Moment,
    limit: Limit,
    extension: Option<Limit>,
    recorded: Option<Moment>,
    given: Vec<(Moment, Moment)>,
    pauses: Vec<Pause>,
    settled: Option<Moment>,
}

prop_compose! {
    fn a_story()(
        start in a_moment(30), limit in a_limit(), extension in prop::option::weighted(0.2, a_limit()),
        recorded in prop::option::weighted(0.25, a_moment(90)),
        given in prop::collection::vec((a_moment(110), a_moment(90)), 0..3),
        mut pauses in prop::collection::vec(a_pause(), 0..5),
        meet in prop::bool::weighted(0.4), settled in prop::option::weighted(0.3, a_moment(110)),
    ) -> Story {
        pauses.sort_by_key(|pause| pause.from);
        if meet {
            for at in 1..pauses.len() {
                if let Some(to) = pauses[at - 1].to {
                    pauses[at].from = to;
                    pauses[at].to = pauses[at].to.map(|end| end.max(to));
                }
            }
        }
        Story { start, limit, extension, recorded, given, pauses, settled }
    }
}

fn procedure() -> ProcedureFacts {
    ProcedureFacts { same_day_cutoff: Some(900), ..ProcedureFacts::unknown() }
}

fn facts(story: &Story, rules: &Rulebook) -> Facts {
    let counted = deadline::promise(story.start, story.limit, story.extension, Some(900), &rules.calendar);
    Facts {
        accepted_at: Some(story.start),
        limit: Some(story.limit),
        extension: story.extension,
        due_at: Some(story.recorded.unwrap_or(counted)),
        due_computed: story.recorded.is_none_or(|recorded| recorded == counted),
        repromises: story.given.iter().map(|(due, at)| Repromise::by_hand(*due, *at)).collect(),
        pauses: story.pauses.clone(),
        settled_at: story.settled,
        ..Facts::new(Channel::Direct)
    }
}

/// As the register writes them: one line for each pause that closed, in the order of their ends.
fn with_lines(facts: &Facts, rules: &Rulebook) -> Facts {
    let mut lined = facts.clone();
    let mut ended: Vec<&Pause> = facts.pauses.iter().filter(|pause| pause.to.is_some()).collect();
    ended.sort_by_key(|pause| (pause.to, pause.from));
    for to in ended.into_iter().filter_map(|pause| pause.to) {
        if let Some(line) = ledger::pause_line(&lined, &procedure(), rules, to) {
            let (cause, counted_to, closing) = (LineCause::Pause, line.counted_to, line.closing);
            let (due_at, effective_at, extension) = (line.due, to, None);
            lined.repromises.push(Repromise { due_at, effective_at, cause, counted_to, closing, extension });
        }
    }
    lined
}

/// The rule before lines were stored: the last date given before the cut-off and the end, and every pause since then computed.
fn computed(facts: &Facts, pauses: &[Pause], rules: &Rulebook, seen: Seen) -> Option<Moment> {
    let mut terms = Terms {
        extension: facts.extension,
        same_day_cutoff: Some(900),
        promise: facts.due_at,
        promise_computed: facts.due_computed,
        ..Terms::new(facts.clock_start()?, facts.limit)
    };
    let mut pauses = pauses.to_vec();
    let holds = |line: &&Repromise| line.effective_at < seen.known_at && line.effective_at <= seen.until;
    if let Some(latest) = facts.repromises.iter().rev().find(holds) {
        (terms.promise, terms.promise_computed) = (Some(latest.due_at), false);
        pauses.retain(|pause| pause.to.is_none_or(|to| to > latest.effective_at));
        for pause in &mut pauses {
            pause.from = pause.from.max(latest.effective_at);
        }
    }
    let rule = rules.pauses.at(terms.start.day);
    deadline::due(&terms, &pauses, rule, &rules.calendar, seen.until)
}

/// Cut-offs at, just before and just after everything that happens, and some others.
fn cutoffs(story: &Story, others: &[Moment]) -> Vec<Moment> {
    let mut all = others.to_vec();
    let ends = story.pauses.iter().flat_map(|pause| [Some(pause.from), pause.to]).flatten();
    let moments = ends.chain(story.given.iter().map(|given| given.1)).chain([story.start]).chain(story.settled);
    all.extend(moments.flat_map(|at| [-1, 0, 1].map(|minutes| at.plus_minutes(minutes))));
    all
}

fn rules(calendar: Calendar, rule: PauseRule) -> Rulebook {
    let pauses = PauseRules::read(&format!("1970-01-01={}", rule.code())).expect("a version");
    Rulebook { pauses, ..Rulebook::plain(calendar) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stored_lines_say_what_was_computed_at_every_cutoff(
        calendar in a_calendar(), story in a_story(), rule in prop::sample::select(&PauseRule::ALL[..]),
        others in prop::collection::vec(a_moment(150), 3),
    ) {
        let rules = rules(calendar, rule);
        let plain = facts(&story, &rules);
        let lined = with_lines(&plain, &rules);
        for cutoff in cutoffs(&story, &others) {
            let seen = Seen::from(cutoff, story.settled);
            let expected = computed(&plain, &plain.pauses, &rules, seen);
            prop_assert_eq!(due_seen(&lined, &procedure(), &rules, seen), expected, "at {}", cutoff);
            prop_assert_eq!(due_seen(&plain, &procedure(), &rules, seen), expected, "without lines at {}", cutoff);
            let again = due_by_calendar(&lined, &procedure(), &rules, seen).map(|counted| counted.due);
            prop_assert_eq!(again, expected, "counted again at {}", cutoff);
            let told = terms_told(&lined, &procedure(), &rules, seen).map(|(terms, pauses)| {
                deadline::due(&terms, &pauses, rule, &rules.calendar, seen.until)
            });
            prop_assert_eq!(told.flatten(), expected, "told at {}", cutoff);
        }
        let seen = Seen::from(FAR_FUTURE, story.settled);
        let closed: Vec<Pause> =
            plain.pauses.iter().filter(|pause| story.settled.is_some() || pause.to.is_some()).cloned().collect();
        let derived = stage::derive(&lined, &procedure(), &rules);
        prop_assert_eq!(derived.due_now, computed(&plain, &closed, &rules, seen), "in lists");
        prop_assert_eq!(derived, stage::derive(&plain, &procedure(), &rules));
    }

    #[test]
    fn an_edited_calendar_moves_no_date_that_was_told(
        calendar in a_calendar(), edited in a_calendar(), story in a_story(),
        rule in prop::sample::select(&PauseRule::ALL[..]), cutoff in a_moment(150),
    ) {
        let (told, now) = (rules(calendar, rule), rules(edited, rule));
        let story = Story { settled: None, ..story };
        let lined = with_lines(&facts(&story, &told), &told);
        let seen = Seen::from(cutoff, None);
        // Whatever lies before the cut-off has ended by then; an open pause or one that lasts still moves the date.
        let running = story.pauses.iter().all(|pause| pause.from >= cutoff || pause.to.is_some_and(|to| to <= cutoff));
        if running {
            prop_assert_eq!(
                due_seen(&lined, &procedure(), &now, seen), due_seen(&lined, &procedure(), &told, seen)
            );
        }
    }
}
