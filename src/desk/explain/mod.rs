//! Explaining due dates: everything that the account of one is told from, gathered for screen, paper and command line.
//!
//! The days come from the computation itself. A date that follows from the rules in one count is told in one count,
//! pauses and extensions included; where the calendar has changed since, or somebody named a date, the account begins
//! with the date on record and the ledger says where that came from.

mod ledger;
mod let_out;

use crate::desk::ledger::ledger as promises;
use crate::domain::calendar::Calendar;
use crate::domain::clock_rule::RuleKind;
use crate::domain::day::Moment;
use crate::domain::deadline::{self, Explanation, Terms};
use crate::domain::dossier::{Dossier, Outcome};
use crate::domain::facts::{Facts, ProcedureFacts};
use crate::domain::holidays::{self, Unprepared};
use crate::domain::index_view::index_view;
use crate::domain::limit::{Extension, Limit, Unit};
use crate::domain::line_cause::LineCause;
use crate::domain::pause::Pause;
use crate::domain::procedure::Procedure;
use crate::domain::rulebook::Rulebook;
use crate::domain::standing::{self, FAR_FUTURE, Seen};
use crate::report::account::{Account, Part};
use crate::store::{Read, Store, StoreError};

pub use let_out::{Page, imprint, page, remember};

/// The account of a dossier as of `now`; `None` when there is none with this id.
///
/// # Errors
/// When the register cannot be read.
pub fn account(store: &Store, id: i64, now: Moment) -> Result<Option<Account>, StoreError> {
    let rules = store.rulebook()?;
    store.snapshot(|read| told(read, &rules, id, now))
}

fn told(read: Read<'_>, rules: &Rulebook, id: i64, now: Moment) -> Result<Option<Account>, StoreError> {
    let (Some(stored), Some(facts)) = (read.dossier(id)?, read.facts(id)?) else { return Ok(None) };
    let Some(procedure) = read.procedure(stored.procedure)? else { return Ok(None) };
    let terms = read.procedure_facts(&procedure);
    // What was written in this very minute has happened.
    let seen = Seen::from(now.plus_minutes(1), facts.settled_at);
    let case = Case { facts: &facts, procedure: &terms, rules, seen };
    let due = standing::due_seen(&facts, &terms, rules, seen);
    let parts = case.parts(due);
    let names = read.officers()?;
    let name = |code: &str| {
        let known = names.iter().find(|(_, officer)| officer.code == code);
        known.map_or_else(|| code.to_owned(), |(_, officer)| officer.name.clone())
    };
    let lines = promises(&facts, &terms, rules, &read.due_dates_kept(id)?, seen.until);
    let (ledger, mut remarks) = ledger::lines(&case, &lines, name);
    remarks.extend(parts.last().map(|part| doubts(&part.explanation, &rules.calendar)).unwrap_or_default());
    remarks.extend(case.index_view(due));
    let dossier = &stored.dossier;
    let late = due.map(|due| standing::late_from(&facts, &terms, rules, due));
    Ok(Some(Account {
        code: dossier.code.clone(),
        applicant: dossier.applicant.name.clone(),
        procedure: named(&procedure),
        facts: facts_of(dossier, &procedure, &case, late),
        due,
        why_none: if due.is_none() { why_none(dossier, &case) } else { String::new() },
        parts,
        ledger,
        remarks,
    }))
}

/// The account of a dossier that is only imagined: accepted then, with these terms and pauses. One that is still open
/// counts up to `now`.
pub fn imagined(
    procedure: Option<&Procedure>,
    terms: &Terms,
    pauses: &[Pause],
    rules: &Rulebook,
    now: Moment,
) -> Account {
    let rule = rules.pauses.at(terms.start.day);
    let open = pauses.iter().any(|pause| pause.to.is_none());
    let seen_at = if open { now } else { FAR_FUTURE };
    let explain = |pauses: &[Pause]| deadline::explain(terms, pauses, rule, &rules.calendar, seen_at);
    let first = explain(&[]);
    let moved = explain(pauses).filter(|_| !pauses.is_empty());
    let due = moved.as_ref().or(first.as_ref()).map(|explanation| explanation.due);
    let told = moved.as_ref().or(first.as_ref());
    let mut remarks = told.map(|told| doubts(told, &rules.calendar)).unwrap_or_default();
    if open {
        remarks.push(format!("Lần tạm dừng chưa kết thúc được tính đến {}.", now.vietnamese()));
    }
    let why_none = if due.is_none() { NO_LIMIT.to_owned() } else { String::new() };
    Account {
        procedure: procedure.map(named).unwrap_or_default(),
        facts: facts_imagined(procedure, terms, rules),
        due,
        why_none,
        parts: in_parts(first, moved),
        remarks,
        ..Account::default()
    }
}

/// What an imagined date rests on, in the order in which it is read.
fn facts_imagined(procedure: Option<&Procedure>, terms: &Terms, rules: &Rulebook) -> Vec<(String, String)> {
    let mut facts: Vec<(String, String)> = Vec::new();
    let mut fact = |label: &str, value: String| facts.push((label.to_owned(), value));
    if let Some(limit) = terms.limit {
        let basis = procedure.map_or("", |procedure| procedure.basis.as_str());
        fact("Thời hạn", with_basis(limit, basis, procedure.is_none_or(|procedure| procedure.confirmed)));
        if limit.unit == Unit::SameDay {
            fact("Giờ chốt trong ngày", cutoff(terms.same_day_cutoff));
        }
    }
    fact("Tiếp nhận lúc", terms.start.vietnamese());
    if let Some(extension) = terms.extension {
        fact("Gia hạn", format!("thêm {}", extension.vietnamese()));
    }
    for kind in [RuleKind::Pause, RuleKind::Lateness] {
        fact(kind.label(), rules.printed_at(kind, terms.start.day));
    }
    facts
}

const NO_LIMIT: &str = "Thủ tục chưa có thời hạn trong danh mục và hồ sơ không ghi ngày hẹn; hãy bổ sung thời hạn và \
                        căn cứ trong Danh mục, hoặc sửa hồ sơ để ghi thời hạn.";

/// One dossier as the rules see it.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    facts: &'a Facts,
    procedure: &'a ProcedureFacts,
    rules: &'a Rulebook,
    seen: Seen,
}

impl Case<'_> {
    /// How the national index sees a dossier that was paused; it stands beside the legal date and decides nothing.
    fn index_view(&self, due: Option<Moment>) -> Option<String> {
        let Case { facts, procedure, rules, seen } = *self;
        if facts.pauses.is_empty() {
            return None;
        }
        let overdue = due.is_some_and(|due| standing::late_from(facts, procedure, rules, due) <= seen.until);
        let index = index_view(facts, procedure, rules, seen);
        let judged = if index.overdue { "quá hạn" } else { "không quá hạn" };
        let date = index.due.map_or_else(String::new, |due| format!("hạn {}, ", due.vietnamese()));
        let why = match index.why_different(due, overdue) {
            why if why.is_empty() => "như cách tính hạn của hồ sơ".to_owned(),
            why => why,
        };
        Some(format!("Theo bộ chỉ số phục vụ người dân, doanh nghiệp (để tham khảo): {date}{judged}; {why}."))
    }

    /// The terms as if nothing were on record yet: the date is to follow from them alone.
    fn bare(&self) -> Option<Terms> {
        let limit = self.procedure.limit_of(self.facts)?;
        Some(Terms {
            extension: self.facts.extension,
            same_day_cutoff: self.procedure.same_day_cutoff,
            ..Terms::new(self.facts.clock_start()?, Some(limit))
        })
    }

    /// The account of the first promise and, where another date is in force, of that one.
    fn parts(&self, due: Option<Moment>) -> Vec<Part> {
        let (Some(start), Some(due)) = (self.facts.clock_start(), due) else { return Vec::new() };
        let first = Terms {
            limit: self.procedure.limit_of(self.facts),
            extension: self.facts.extension,
            same_day_cutoff: self.procedure.same_day_cutoff,
            promise: self.facts.due_at,
            promise_computed: self.facts.due_computed,
            ..Terms::new(start, None)
        };
        let first = self.explain(&first, &[], FAR_FUTURE);
        let plain = self.facts.pauses.is_empty() && self.facts.repromises.is_empty();
        in_parts(first, self.in_force(due).filter(|_| !plain))
    }

    /// The account of the date in force.
    fn in_force(&self, due: Moment) -> Option<Explanation> {
        let whole = self.extended().filter(|_| self.facts.due_computed);
        let whole = whole.and_then(|terms| self.explain(&terms, &self.facts.pauses, self.seen.until));
        whole.filter(|explanation| explanation.due == due).or_else(|| {
            let (terms, pauses) = standing::terms_told(self.facts, self.procedure, self.rules, self.seen)?;
            self.explain(&terms, &pauses, self.seen.until)
        })
    }

    /// The bare terms with the extensions of the ledger; `None` where the date does not follow from the rules alone,
    /// because somebody named one.
    fn extended(&self) -> Option<Terms> {
        let mut terms = self.bare()?;
        for line in &self.facts.repromises {
            match (line.cause, line.extension) {
                (LineCause::Hand, _) | (LineCause::Extension, None) => return None,
                (LineCause::Extension, Some(added)) => match &mut terms.extension {
                    None => terms.extension = Some(added),
                    Some(before) if before.unit == added.unit => before.count += added.count,
                    Some(_) => return None,
                },
                (LineCause::Pause | LineCause::Calendar | LineCause::Amend, _) => {}
            }
        }
        Some(terms)
    }

    fn explain(&self, terms: &Terms, pauses: &[Pause], until: Moment) -> Option<Explanation> {
        let rule = self.rules.pauses.at(terms.start.day);
        deadline::explain(terms, pauses, rule, &self.rules.calendar, until)
    }
}

/// One part where the date never moved, else two.
fn in_parts(first: Option<Explanation>, now: Option<Explanation>) -> Vec<Part> {
    let part = |title: &str, explanation| Part { title: title.to_owned(), explanation };
    match (first, now) {
        (None, None) => Vec::new(),
        (Some(only), None) | (None, Some(only)) => vec![part("Hẹn trả kết quả", only)],
        (Some(first), Some(now)) if first.lines() == now.lines() => vec![part("Hẹn trả kết quả", now)],
        (Some(first), Some(now)) => vec![part("Hẹn lần đầu", first), part("Hẹn đang có hiệu lực", now)],
    }
}

fn named(procedure: &Procedure) -> String {
    format!("{} ({})", procedure.name, procedure.code)
}

fn with_basis(limit: Limit, basis: &str, confirmed: bool) -> String {
    let basis = if basis.is_empty() { "chưa ghi căn cứ" } else { basis };
    let unsure = if confirmed { "" } else { ", thời hạn chưa kiểm tra" };
    format!("{} ({basis}{unsure})", limit.vietnamese())
}

fn cutoff(minute: Option<u16>) -> String {
    match minute {
        Some(minute) => format!("{:02} giờ {:02}; nhận đúng giờ ấy vẫn trả trong ngày", minute / 60, minute % 60),
        None => "hết giờ làm việc".to_owned(),
    }
}

/// What the date rests on, in the order in which it is read.
fn facts_of(dossier: &Dossier, procedure: &Procedure, case: &Case<'_>, late: Option<Moment>) -> Vec<(String, String)> {
    let mut facts: Vec<(String, String)> = Vec::new();
    let mut fact = |label: &str, value: String| facts.push((label.to_owned(), value));
    let area = if dossier.out_of_area { ", phi địa giới" } else { "" };
    fact("Cách nộp", format!("{}{area}", dossier.channel.label()));
    if let Some(limit) = case.procedure.limit_of(case.facts) {
        let said = match dossier.limit {
            Some(own) => format!("{} (ghi riêng cho hồ sơ này)", own.vietnamese()),
            None => with_basis(limit, &procedure.basis, procedure.confirmed),
        };
        fact("Thời hạn", said);
        if limit.unit == Unit::SameDay {
            fact("Giờ chốt trong ngày", cutoff(procedure.same_day_cutoff));
        }
    }
    if let Some(Extension { limit, basis }) = &dossier.extension {
        let basis = if basis.is_empty() { "chưa ghi căn cứ" } else { basis };
        fact("Gia hạn khi tiếp nhận", format!("thêm {} ({basis})", limit.vietnamese()));
    }
    for (label, at) in moments(dossier) {
        fact(label, at.vietnamese());
    }
    if let Some(start) = dossier.clock_start() {
        for kind in [RuleKind::Pause, RuleKind::Lateness] {
            fact(kind.label(), case.rules.printed_at(kind, start.day));
        }
    }
    if let Some(late) = late {
        fact("Bị tính quá hạn từ", late.vietnamese());
    }
    facts
}

/// The moments that a dossier has, with their labels.
fn moments(dossier: &Dossier) -> impl Iterator<Item = (&'static str, Moment)> {
    let moments = [
        ("Nộp lúc", dossier.submitted_at),
        ("Tiếp nhận lúc", dossier.accepted_at),
        ("Cơ quan giải quyết nhận lúc", dossier.forwarded_at),
        ("Bắt đầu tính từ", dossier.clock_start().filter(|start| Some(*start) != dossier.accepted_at)),
        ("Kết thúc lúc", dossier.settled_at),
    ];
    moments.into_iter().filter_map(|(label, at)| Some((label, at?)))
}

fn why_none(dossier: &Dossier, case: &Case<'_>) -> String {
    let said = match (dossier.outcome, dossier.accepted_at) {
        (Some(Outcome::Refused), _) => "Hồ sơ không được tiếp nhận nên không có hạn trả kết quả.",
        (_, None) => "Hồ sơ chưa được tiếp nhận nên thời hạn giải quyết chưa bắt đầu tính.",
        _ if case.facts.clock_start().is_none() => {
            "Hồ sơ phi địa giới: thời hạn bắt đầu tính khi cơ quan có thẩm quyền nhận được hồ sơ; chưa ghi lúc nhận."
        }
        _ => NO_LIMIT,
    };
    said.to_owned()
}

/// What the date depends on and is not certain, a sentence each.
fn doubts(explanation: &Explanation, calendar: &Calendar) -> Vec<String> {
    let expected = &explanation.expected;
    let mut said: Vec<String> =
        expected.iter().map(|day| format!("Hạn dựa vào ngày chưa công bố chính thức: {day}.")).collect();
    if let Some(other) = &explanation.alternative {
        let days = other.days.join("; ");
        said.push(format!("Nếu lịch đổi ({days} được thông qua) thì hạn là {}.", other.due.vietnamese()));
    }
    for Unprepared { year, proposed } in
        holidays::unprepared(calendar, explanation.terms.start.day, explanation.due.day)
    {
        let waits = if proposed { ", ngày đề xuất còn chờ xác nhận" } else { "" };
        said.push(format!("Lịch năm {year} chưa có ngày nghỉ nào{waits}: hạn có thể lùi thêm."));
    }
    said
}
