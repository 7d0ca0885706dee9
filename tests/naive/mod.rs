//! The naive computation: REPORTS.md and DOMAIN.md read aloud, one clause after the other, over the made-up values.

mod clock;

use std::collections::{BTreeMap, BTreeSet};

use motcua::domain::day::{Day, Moment};
use motcua::domain::dossier::{Channel, Dossier, LateKind, Outcome, PaidBy};
use motcua::domain::procedure::{OnlineLevel, Procedure};

use crate::generate::{Generated, Made};
use clock::Clock;

/// A period: first moment, the moment after its last, the first of the report year, and the last day.
pub struct Span {
    pub from: Moment,
    pub end: Moment,
    pub year_from: Moment,
    pub to: Day,
}

impl Span {
    fn holds(&self, at: Option<Moment>) -> bool {
        at.is_some_and(|at| self.from <= at && at < self.end)
    }

    fn before_end(&self, at: Option<Moment>) -> bool {
        at.is_some_and(|at| at < self.end)
    }
}

/// Numbers by figure id, and their parts by officer's name.
#[derive(Default)]
pub struct Counts {
    pub n: BTreeMap<&'static str, u64>,
    pub parts: BTreeMap<&'static str, BTreeMap<String, u64>>,
}

impl Counts {
    pub fn of(&self, id: &str) -> u64 {
        self.n.get(id).copied().unwrap_or(0)
    }

    fn add(&mut self, id: &'static str, officer: &str, counts: bool) {
        if counts {
            *self.n.entry(id).or_default() += 1;
            *self.parts.entry(id).or_default().entry(officer.to_owned()).or_default() += 1;
        }
    }

    fn add_plain(&mut self, id: &'static str, counts: bool) {
        *self.n.entry(id).or_default() += u64::from(counts);
    }
}

/// How a dossier ended, or stands, against its due date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Judged {
    Early,
    OnTime,
    Overdue,
}

/// From which days the second version of each rule holds: what came before was restarted by a supplement, late after its
/// due date, to be accepted within eight hours.
#[derive(Clone, Copy, Default)]
pub struct Changed {
    pub subtract: Option<Day>,
    /// Late from the minute after the due moment, for clocks that start from then on.
    pub exact: Option<Day>,
    /// Four hours for submissions from then on.
    pub four_hours: Option<Day>,
}

pub struct Naive<'a> {
    made: &'a Made,
    clock: Clock,
    changed: Changed,
    names: BTreeMap<String, String>,
    /// Last moment of the working hours for acceptance after each submission, by place of the dossier.
    answer_by: Vec<Option<Moment>>,
}

/// What the dossiers of a procedure did in the period.
#[derive(Default)]
struct Used {
    online: BTreeSet<String>,
    post_in: BTreeSet<String>,
    post_out: BTreeSet<String>,
    paid: BTreeSet<String>,
}

impl<'a> Naive<'a> {
    pub fn new(made: &'a Made, changed: Changed) -> Naive<'a> {
        let clock = Clock::new(&made.calendar, changed.subtract);
        let hours = |at: Moment| if changed.four_hours.is_some_and(|from| at.day >= from) { 4 } else { 8 };
        let answer = |one: &Generated| {
            let online = one.dossier.channel == Channel::Online;
            one.dossier.submitted_at.filter(|_| online).map(|at| clock.after_minutes(at, hours(at) * 60))
        };
        let answer_by = made.dossiers.iter().map(answer).collect();
        let mut names: BTreeMap<String, String> =
            made.officers.iter().map(|officer| (officer.code.clone(), officer.name.clone())).collect();
        names.insert(String::new(), String::new());
        Naive { made, clock, changed, names, answer_by }
    }

    pub fn count(&self, span: &Span) -> Counts {
        let (mut counts, mut used) = (Counts::default(), Used::default());
        let bad: BTreeSet<&str> = self
            .made
            .ratings
            .iter()
            .filter(|rating| span.holds(Some(rating.at)) && rating.level == "dissatisfied")
            .map(|rating| rating.dossier_code.as_str())
            .collect();
        let complained: BTreeSet<&str> = self
            .made
            .feedback
            .iter()
            .filter(|feedback| span.holds(Some(feedback.received_at)))
            .map(|feedback| feedback.dossier_code.as_str())
            .collect();
        for (place, one) in self.made.dossiers.iter().enumerate() {
            let content = !bad.contains(one.dossier.code.as_str()) && !complained.contains(one.dossier.code.as_str());
            self.one(&mut counts, &mut used, span, place, content);
        }
        self.procedures(&mut counts, &used, span);
        self.voices(&mut counts, span);
        counts
    }

    fn one(&self, counts: &mut Counts, used: &mut Used, span: &Span, place: usize, content: bool) {
        let one = &self.made.dossiers[place];
        let (d, p) = (&one.dossier, &self.made.procedures[one.version]);
        let (clerk, handler) = (&self.names[&d.received_by], &self.names[&d.handled_by]);
        self.acceptance(counts, span, place, clerk);
        if d.outcome == Some(Outcome::Refused) {
            counts.add("refused.total", clerk, span.holds(d.settled_at));
            return;
        }
        let returned = span.holds(d.returned_at);
        self.returned(counts, d, handler, returned);
        let post_out = returned && d.return_channel == Some(Channel::Postal);
        if post_out {
            used.post_out.insert(d.procedure_code.clone());
        }
        let Some(accepted) = d.accepted_at else { return };
        let is_in = span.holds(Some(accepted));
        let carried = accepted < span.from && d.settled_at.is_none_or(|settled| settled >= span.from);
        let year = d.settled_at.is_some_and(|settled| span.year_from <= settled && settled < span.end);
        if year {
            let late = self.time(one, p, d.settled_at, span.end).0 == Judged::Overdue;
            counts.add("year.settled.total", handler, true);
            counts.add("year.settled.in_time", handler, !late);
            counts.add("year.settled.overdue", handler, late);
        }
        if !is_in && !carried {
            return;
        }
        counts.add("received.total", clerk, true);
        counts.add("received.carried", clerk, carried);
        let post_in = is_in && d.channel == Channel::Postal;
        counts.add("postal.dossiers.any", clerk, post_in || post_out);
        if is_in {
            reception(counts, d, p, clerk);
            if d.channel == Channel::Online {
                used.online.insert(d.procedure_code.clone());
            }
            if d.channel == Channel::Postal {
                used.post_in.insert(d.procedure_code.clone());
            }
        }
        if span.holds(d.settled_at) {
            let (time, due) = self.time(one, p, d.settled_at, span.end);
            settled(counts, span, d, handler, time, due);
            results(counts, d, p, handler);
            counts.add("satisfaction.index", handler, time != Judged::Overdue && content);
            if d.paid_by == Some(PaidBy::Online) {
                used.paid.insert(d.procedure_code.clone());
            }
        } else {
            let (time, due) = self.time(one, p, None, span.end);
            open(counts, span, d, handler, time == Judged::Overdue, due);
        }
    }

    /// Early, on time or overdue, and the due date, of one that ended at `ended` or is open at the cut-off.
    fn time(&self, one: &Generated, p: &Procedure, ended: Option<Moment>, cutoff: Moment) -> (Judged, Option<Day>) {
        let seen = ended.unwrap_or(cutoff).min(cutoff);
        let Some((due, by_the_minute)) = self.clock.due(one, p, cutoff, seen) else { return (Judged::OnTime, None) };
        let exact = Clock::start(one).zip(self.changed.exact).is_some_and(|(start, from)| start >= from);
        let late_from = if by_the_minute || exact { due.plus_minutes(1) } else { due.day.plus(1).at(0) };
        let time = match ended {
            Some(ended) if ended >= late_from => Judged::Overdue,
            Some(ended) if ended.day < due.day => Judged::Early,
            None if late_from <= cutoff => Judged::Overdue,
            _ => Judged::OnTime,
        };
        (time, Some(due.day))
    }

    fn acceptance(&self, counts: &mut Counts, span: &Span, place: usize, clerk: &str) {
        let d = &self.made.dossiers[place].dossier;
        if d.channel != Channel::Online {
            return;
        }
        let refused = d.settled_at.filter(|_| d.outcome == Some(Outcome::Refused));
        let answered = d.accepted_at.or(refused);
        let by = self.answer_by[place];
        if span.holds(answered) {
            counts.add("acceptance.in_time", clerk, answered.zip(by).is_some_and(|(at, by)| at <= by));
            counts.add("_answered", clerk, true);
        } else if !span.before_end(answered) && span.before_end(d.submitted_at) {
            let over = by.is_some_and(|by| by < span.end);
            counts.add("acceptance.waiting.in_time", clerk, !over);
            counts.add("acceptance.waiting.overdue", clerk, over);
            counts.add("_waiting", clerk, true);
            counts.add("_answered", clerk, over);
        }
    }

    fn returned(&self, counts: &mut Counts, d: &Dossier, handler: &str, returned: bool) {
        counts.add("returned.total", handler, returned);
        counts.add("returned.online", handler, returned && d.return_channel == Some(Channel::Online));
        counts.add("returned.direct", handler, returned && d.return_channel == Some(Channel::Direct));
        counts.add("returned.postal", handler, returned && d.return_channel == Some(Channel::Postal));
        counts.add("postal.returned", handler, returned && d.return_channel == Some(Channel::Postal));
    }

    fn procedures(&self, counts: &mut Counts, used: &Used, span: &Span) {
        for p in &self.made.procedures {
            let begun = p.valid_from.is_none_or(|from| from <= span.to);
            if !begun || p.valid_to.is_some_and(|to| to < span.to) {
                continue;
            }
            let (partial, full) =
                (p.online_level == Some(OnlineLevel::Partial), p.online_level == Some(OnlineLevel::Full));
            let filed = used.online.contains(&p.code);
            let (fee, pay) = (p.fee == Some(true), p.fee == Some(true) && p.online_payment == Some(true));
            let (take, give) = (p.postal_receive == Some(true), p.postal_return == Some(true));
            let (taken, given) = (take && used.post_in.contains(&p.code), give && used.post_out.contains(&p.code));
            for (id, yes) in [
                ("procedures.total", true),
                ("procedures.online", partial || full),
                ("procedures.partial", partial),
                ("procedures.full", full),
                ("procedures.partial.used", partial && filed),
                ("procedures.full.used", full && filed),
                ("payment.procedures.fee", fee),
                ("payment.procedures.online", pay),
                ("payment.procedures.used", pay && used.paid.contains(&p.code)),
                ("postal.procedures.receive", take),
                ("postal.procedures.return", give),
                ("postal.procedures.receive.used", taken),
                ("postal.procedures.return.used", given),
                ("postal.procedures.any.used", taken || given),
                ("_postal.procedures.any", take || give),
            ] {
                counts.add_plain(id, yes);
            }
        }
    }

    fn voices(&self, counts: &mut Counts, span: &Span) {
        for rating in self.made.ratings.iter().filter(|rating| span.holds(Some(rating.at))) {
            let officer = &self.names[&rating.officer];
            counts.add("satisfaction.total", officer, true);
            counts.add("satisfaction.very_satisfied", officer, rating.level == "very_satisfied");
            counts.add("satisfaction.satisfied", officer, rating.level == "satisfied");
            counts.add("satisfaction.dissatisfied", officer, rating.level == "dissatisfied");
        }
        for feedback in self.made.feedback.iter().filter(|feedback| span.holds(Some(feedback.received_at))) {
            let handled = span.before_end(feedback.handled_at);
            counts.add_plain("feedback.total", true);
            counts.add_plain("feedback.handled", handled);
            counts.add_plain("feedback.published", handled && span.before_end(feedback.published_at));
        }
    }
}

fn reception(counts: &mut Counts, d: &Dossier, p: &Procedure, clerk: &str) {
    let online = d.channel == Channel::Online;
    let (partial, full) = (p.online_level == Some(OnlineLevel::Partial), p.online_level == Some(OnlineLevel::Full));
    let papers = d.components;
    for (id, yes) in [
        ("received.in_period", true),
        ("received.online", online),
        ("received.direct", d.channel == Channel::Direct),
        ("received.postal", d.channel == Channel::Postal),
        ("received.online.partial", online && partial),
        ("received.online.full", online && full),
        ("received.online.other", online && !partial && !full),
        ("received.out_of_area", d.out_of_area),
        ("online.share", online),
        ("online.partial.filed", online && partial),
        ("online.partial.share", online && partial),
        ("online.full.filed", online && full),
        ("online.full.share", online && full),
        ("_of.partial", partial),
        ("_of.full", full),
        ("postal.received", d.channel == Channel::Postal),
        ("digitized.components.full", papers.digitized == papers.required),
        ("digitized.components.partial", papers.digitized > 0 && papers.digitized != papers.required),
        ("digitized.components.gap", papers.digitized != papers.required),
        ("digitized.reused", papers.reused >= 1),
    ] {
        counts.add(id, clerk, yes);
    }
}

fn settled(counts: &mut Counts, span: &Span, d: &Dossier, handler: &str, time: Judged, due: Option<Day>) {
    let late = time == Judged::Overdue;
    let letter = Letter::of(span, d, due);
    for (id, yes) in [
        ("settled.total", true),
        ("settled.early", time == Judged::Early),
        ("settled.on_time", time == Judged::OnTime),
        ("settled.overdue", late),
        ("settled.early_or_on_time", !late),
        ("settled.rejected", d.outcome == Some(Outcome::Rejected)),
        ("settled.withdrawn", d.outcome == Some(Outcome::Withdrawn)),
        ("settled.stopped", d.outcome == Some(Outcome::Stopped)),
        ("settled.overdue.actual", late && d.late.kind == Some(LateKind::Actual)),
        ("settled.overdue.operational", late && d.late.kind == Some(LateKind::Operational)),
        ("settled.overdue.unclassified", late && d.late.kind.is_none()),
        ("settled.overdue.apology.issued", late && letter.issued),
        ("settled.overdue.apology.missing", late && !letter.issued),
        ("settled.overdue.apology.uploaded", late && letter.uploaded),
        ("settled.overdue.apology.posted", late && letter.posted),
        ("settled.overdue.apology.in_advance", late && letter.in_advance),
        ("settled.overdue.actual.apology.issued", late && d.late.kind == Some(LateKind::Actual) && letter.issued),
        ("payment.dossiers.total", d.fee.is_some_and(|fee| fee > 0)),
        ("payment.dossiers.online", d.fee.is_some_and(|fee| fee > 0) && d.paid_by == Some(PaidBy::Online)),
        ("payment.dossiers.direct", d.fee.is_some_and(|fee| fee > 0) && d.paid_by != Some(PaidBy::Online)),
    ] {
        counts.add(id, handler, yes);
    }
}

fn results(counts: &mut Counts, d: &Dossier, p: &Procedure, handler: &str) {
    let without = matches!(d.outcome, Some(Outcome::Rejected | Outcome::Withdrawn | Outcome::Stopped));
    let not_due = !d.result_digitized && (without || p.result_document == Some(false));
    counts.add("digitized.results", handler, d.result_digitized);
    counts.add("digitized.results.not_applicable", handler, not_due);
    counts.add("digitized.results.gap", handler, !d.result_digitized && !not_due);
    counts.add("digitized.both", handler, d.result_digitized && d.components.digitized == d.components.required);
}

fn open(counts: &mut Counts, span: &Span, d: &Dossier, handler: &str, late: bool, due: Option<Day>) {
    let letter = Letter::of(span, d, due);
    let waiting = d.pauses.iter().any(|pause| pause.from < span.end && pause.to.is_none_or(|to| to > span.end));
    for (id, yes) in [
        ("open.total", true),
        ("open.in_time", !late),
        ("open.overdue", late),
        ("open.waiting", waiting),
        ("open.overdue.apology.issued", late && letter.issued),
        ("open.overdue.apology.missing", late && !letter.issued),
        ("open.overdue.apology.uploaded", late && letter.uploaded),
        ("open.overdue.apology.posted", late && letter.posted),
        ("open.overdue.apology.in_advance", late && letter.in_advance),
    ] {
        counts.add(id, handler, yes);
    }
}

/// What there is of the letter at the cut-off.
struct Letter {
    issued: bool,
    uploaded: bool,
    posted: bool,
    in_advance: bool,
}

impl Letter {
    fn of(span: &Span, d: &Dossier, due: Option<Day>) -> Letter {
        let issued = span.before_end(d.apology.issued_at);
        Letter {
            issued,
            uploaded: span.before_end(d.apology.uploaded_at),
            posted: span.before_end(d.apology.posted_at),
            in_advance: issued && d.apology.issued_at.zip(due).is_some_and(|(at, due)| at.day < due),
        }
    }
}

/// The denominator of a figure as the table of REPORTS.md says; ids with `_` are counted here only.
pub fn denominator(id: &str) -> Option<&'static str> {
    Some(match id {
        "received.carried" | "received.online" | "received.direct" | "received.postal" | "postal.dossiers.any" => {
            "received.total"
        }
        "received.online.partial" | "received.online.full" | "received.online.other" => "received.online",
        "received.out_of_area" | "online.share" | "online.partial.share" | "online.full.share" | "postal.received" => {
            "received.in_period"
        }
        "digitized.components.full"
        | "digitized.components.partial"
        | "digitized.components.gap"
        | "digitized.reused" => "received.in_period",
        "settled.early" | "settled.on_time" | "settled.overdue" | "settled.early_or_on_time" => "settled.total",
        "digitized.results" | "digitized.results.not_applicable" | "digitized.results.gap" | "digitized.both" => {
            "settled.total"
        }
        "satisfaction.index" => "settled.total",
        "settled.overdue.actual" | "settled.overdue.operational" | "settled.overdue.unclassified" => "settled.overdue",
        "settled.overdue.apology.issued" | "settled.overdue.apology.missing" => "settled.overdue",
        "settled.overdue.apology.uploaded"
        | "settled.overdue.apology.posted"
        | "settled.overdue.apology.in_advance" => "settled.overdue.apology.issued",
        "settled.overdue.actual.apology.issued" => "settled.overdue.actual",
        "open.in_time" | "open.overdue" => "open.total",
        "open.overdue.apology.issued" | "open.overdue.apology.missing" => "open.overdue",
        "open.overdue.apology.uploaded" | "open.overdue.apology.posted" | "open.overdue.apology.in_advance" => {
            "open.overdue.apology.issued"
        }
        "year.settled.in_time" | "year.settled.overdue" => "year.settled.total",
        "acceptance.in_time" => "_answered",
        "acceptance.waiting.in_time" | "acceptance.waiting.overdue" => "_waiting",
        "procedures.online" | "procedures.partial" | "procedures.full" => "procedures.total",
        "procedures.partial.used" => "procedures.partial",
        "procedures.full.used" => "procedures.full",
        "online.partial.filed" => "_of.partial",
        "online.full.filed" => "_of.full",
        "returned.online" | "returned.direct" | "returned.postal" | "postal.returned" => "returned.total",
        "payment.procedures.online" => "payment.procedures.fee",
        "payment.procedures.used" => "payment.procedures.online",
        "payment.dossiers.online" | "payment.dossiers.direct" => "payment.dossiers.total",
        "postal.procedures.receive" | "postal.procedures.return" => "procedures.total",
        "postal.procedures.receive.used" => "postal.procedures.receive",
        "postal.procedures.return.used" => "postal.procedures.return",
        "postal.procedures.any.used" => "_postal.procedures.any",
        "satisfaction.very_satisfied" | "satisfaction.satisfied" | "satisfaction.dissatisfied" => "satisfaction.total",
        "feedback.handled" => "feedback.total",
        "feedback.published" => "feedback.handled",
        _ => return None,
    })
}
