use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{DOSSIERS, bytes, good, values};
use crate::domain::day::{Day, Moment};
use crate::domain::dossier::{ApplicantKind, Channel, Dossier, LateKind, OtherCode, Outcome, PaidBy};
use crate::domain::limit::{Extension, Limit, Unit};
use crate::domain::pause::{Pause, PauseReason};
use crate::exchange::clean::clean;
use crate::exchange::{mend, read};

/// Text as the register keeps it, of characters that a careless file would trip over.
fn text() -> impl Strategy<Value = String> {
    let risky =
        select(vec!["đ", "Ắ", "\"", ",", ";", "\n", "|", ">", "=", "#", ":", "\\", "'", "-", "@", " ", "a", "9"]);
    prop::collection::vec(risky, 0..12).prop_map(|parts| clean(&parts.concat()).into_owned())
}

fn filled() -> impl Strategy<Value = String> {
    text().prop_map(|text| if text.is_empty() { "Ưng".to_owned() } else { text })
}

fn one_line() -> impl Strategy<Value = String> {
    filled().prop_map(|text| text.replace('\n', "_"))
}

fn moment() -> impl Strategy<Value = Moment> {
    (-3650..40_000_i32, 0..1440_u16).prop_map(|(day, minute)| Day::from_epoch(day).at(minute))
}

fn pause() -> impl Strategy<Value = Pause> {
    (select(PauseReason::ALL.to_vec()), text(), moment(), option::of(0..90_000_i64)).prop_map(
        |(reason, document, from, length)| Pause { reason, document, from, to: length.map(|l| from.plus_minutes(l)) },
    )
}

fn limit() -> impl Strategy<Value = Limit> {
    let unit = select(vec![Unit::WorkingDays, Unit::CalendarDays, Unit::Months, Unit::WorkingHours]);
    (unit, 1..=9999_u32).prop_map(|(unit, count)| Limit { unit, count })
}

fn words() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 23)
}

/// Fills every field; whatever contradicts itself is set right, since a file of such rows is refused.
fn dossier() -> impl Strategy<Value = Dossier> {
    let ids = (one_line(), filled(), filled(), words());
    let lists = (
        prop::collection::vec((filled(), filled()).prop_map(|(system, code)| OtherCode { system, code }), 0..3),
        prop::collection::vec(pause(), 0..4),
    );
    let moments = prop::collection::vec(option::of(moment()), 11);
    let choices = (
        select(Channel::ALL.to_vec()),
        option::of(select(Channel::ALL.to_vec())),
        option::of(select(ApplicantKind::ALL.to_vec())),
        option::of(select(Outcome::ALL.to_vec())),
        option::of(select(PaidBy::ALL.to_vec())),
        option::of(select(LateKind::ALL.to_vec())),
    );
    let numbers = (option::of(0..9_u32), option::of(0..=1_000_000_000_000_i64), any::<[u32; 3]>(), any::<[bool; 3]>());
    let limits = (option::of(limit()), option::of((limit(), text())));
    (ids, lists, moments, choices, numbers, limits).prop_map(|(ids, lists, moments, choices, numbers, limits)| {
        let mut dossier = Dossier::new(&ids.0, &ids.1, choices.0);
        dossier.applicant.name = ids.2;
        set_texts(&mut dossier, ids.3);
        set_moments(&mut dossier, moments);
        (dossier.other_codes, dossier.pauses) = lists;
        dossier.pauses.sort_by_key(|pause| pause.from);
        (dossier.return_channel, dossier.applicant.kind) = (choices.1, choices.2);
        (dossier.outcome, dossier.paid_by, dossier.late.kind) = (choices.3, choices.4, choices.5);
        (dossier.sets, dossier.fee) = (numbers.0, numbers.1);
        let counts = &mut dossier.components;
        [counts.required, counts.digitized, counts.reused] = numbers.2;
        [dossier.out_of_area, dossier.result_digitized, dossier.result_signed] = numbers.3;
        dossier.limit = limits.0;
        dossier.extension = limits.1.map(|(limit, basis)| Extension { limit, basis });
        make_sense(&mut dossier);
        dossier
    })
}

fn set_texts(dossier: &mut Dossier, texts: Vec<String>) {
    let (applicant, apology) = (&mut dossier.applicant, &mut dossier.apology);
    let fields = [
        &mut dossier.source_code,
        &mut applicant.id,
        &mut applicant.phone,
        &mut applicant.email,
        &mut applicant.address,
        &mut applicant.delegate,
        &mut dossier.office,
        &mut dossier.received_by,
        &mut dossier.handled_by,
        &mut dossier.components_note,
        &mut dossier.result_note,
        &mut dossier.late.cause,
        &mut dossier.late.officer,
        &mut dossier.late.evidence,
        &mut apology.number,
        &mut apology.signer,
        &mut apology.reason,
        &mut apology.none_reason,
        &mut dossier.system,
        &mut dossier.note,
        &mut dossier.result_scan,
        &mut dossier.collect_at,
        &mut dossier.request_code,
    ];
    for (field, text) in fields.into_iter().zip(texts) {
        *field = text;
    }
}

fn set_moments(dossier: &mut Dossier, moments: Vec<Option<Moment>>) {
    let apology = &mut dossier.apology;
    let fields = [
        &mut dossier.submitted_at,
        &mut dossier.accepted_at,
        &mut dossier.forwarded_at,
        &mut dossier.due_at,
        &mut dossier.settled_at,
        &mut dossier.done_at,
        &mut dossier.returned_at,
        &mut apology.issued_at,
        &mut apology.uploaded_at,
        &mut apology.posted_at,
        &mut apology.reappointed_at,
    ];
    for (field, moment) in fields.into_iter().zip(moments) {
        *field = moment;
    }
}

fn make_sense(dossier: &mut Dossier) {
    if dossier.settled_at.is_none() || dossier.outcome.is_none() {
        (dossier.settled_at, dossier.outcome) = (None, None);
    } else if dossier.accepted_at.is_none() {
        dossier.outcome = Some(Outcome::Refused);
    } else if dossier.outcome == Some(Outcome::Refused) {
        dossier.accepted_at = None;
    }
    if dossier.accepted_at > dossier.due_at {
        dossier.due_at = None;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_dossier_comes_back_as_it_was(dossier in dossier()) {
        let file = bytes(std::slice::from_ref(&dossier));
        let back = values(good::<Dossier>(&file));
        prop_assert_eq!(&back, &[dossier]);
        prop_assert_eq!(bytes(&back), file);
    }

    #[test]
    fn damaged_files_are_refused_or_read_but_never_break(
        cuts in prop::collection::vec((0..6000_usize, prop::sample::select(b"\",;\n\r|>#:\\\0\xff\xc4 x9".to_vec())), 1..40),
        end in 1..6000_usize,
    ) {
        let mut file = DOSSIERS[..6000].to_vec();
        for (at, byte) in cuts {
            file[at] = byte;
        }
        file.truncate(end);
        if let Ok(sheet) = read::<Dossier>(&file) {
            prop_assert!(sheet.rows.iter().all(|row| row.line > 0));
            let mended = mend(&file, &sheet.errors).expect("what was read can be given back");
            prop_assert_eq!(mended.is_empty(), false);
        }
    }

    #[test]
    fn any_bytes_at_all_never_break(file in prop::collection::vec(any::<u8>(), 0..400), text in "(code|at|level|[,;\"\r\n]|\\PC){0,60}") {
        let _ = read::<Dossier>(&file);
        let _ = read::<Dossier>(text.as_bytes());
    }
}
