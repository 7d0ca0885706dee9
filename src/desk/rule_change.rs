//! A rule of the clock gets a further version, or one is taken away: first what that would change, then the change.
//!
//! Nothing that was printed moves by it: the first promise stays. What may move is what follows from the rule: due dates
//! after a pause, from when a dossier is late, until when an online one is to be accepted.

use std::fmt::Display;

use crate::desk::error::Error;
use crate::domain::change::Changes;
use crate::domain::clock_rule::{AcceptanceHours, LatenessRule, PauseRule, RuleKind};
use crate::domain::day::{Day, Moment};
use crate::domain::facts::{Facts, ProcedureFacts};
use crate::domain::refusal::Refusal;
use crate::domain::rule_version::{Rule, Version, VersionFault, Versions};
use crate::domain::rulebook::Rulebook;
use crate::domain::settings::Settings;
use crate::domain::standing::{self, Seen};
use crate::store::facts::Systems;
use crate::store::{Op, Stamp, Store};

/// What is to be done with the versions of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A further version: first day, the rule's word, the document.
    Add {
        /// First day.
        from: Day,
        /// The rule's word.
        code: String,
        /// The document that it comes from.
        source: String,
    },
    /// The version that begins on this day (`None`: the one that holds from the beginning) is taken away.
    Void {
        /// Its first day.
        from: Option<Day>,
    },
}

/// A change of a rule as the desk asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which rule.
    pub kind: RuleKind,
    /// The setting's value as the user saw it.
    pub seen: String,
    /// What is to be done.
    pub change: Change,
    /// Why; the document of a new version says that already.
    pub reason: String,
}

/// What a change would do to the dossiers that are open now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// Dossiers looked at: accepted and not ended, and online ones that wait for acceptance.
    pub open: u64,
    /// Of them, with another due date.
    pub moved: u64,
    /// Of them, late from another moment, the due date being the same.
    pub late_from: u64,
    /// Of them, with the same due date, which stands in the ledger since a pause closed, where counting again would give
    /// another: they are for the desk to promise anew.
    pub kept: u64,
    /// Overdue now, and not so before.
    pub newly_overdue: u64,
    /// No longer overdue.
    pub relieved: u64,
    /// Waiting for acceptance with another last moment for it.
    pub acceptance: u64,
}

impl Asked {
    /// The value of the setting after the change.
    ///
    /// # Errors
    /// A refusal beside the field that is wrong.
    pub fn value(&self) -> Result<String, Refusal> {
        match self.kind {
            RuleKind::Lateness => self.changed::<LatenessRule>(),
            RuleKind::Pause => self.changed::<PauseRule>(),
            RuleKind::Acceptance => self.changed::<AcceptanceHours>(),
        }
    }

    fn changed<R: Rule>(&self) -> Result<String, Refusal>
    where
        Versions<R>: Display,
    {
        let versions = Versions::<R>::read(&self.seen).unwrap_or_default();
        match &self.change {
            Change::Void { from } => {
                if self.reason.trim().is_empty() {
                    return Err(Refusal::at("reason", "Chưa ghi lý do bỏ bản này."));
                }
                Ok(versions.without(*from).to_string())
            }
            Change::Add { from, code, source } => {
                let mut refusal = Refusal::default();
                if source.trim().is_empty() {
                    refusal.add("source", "Chưa ghi văn bản quy định; chưa có thì ghi rõ cơ quan, người quyết định.");
                }
                let rule = R::read(code);
                if rule.is_none() {
                    refusal.add("rule", "Chưa đọc được quy tắc; số giờ phải từ 1 đến 240.");
                }
                refusal.or_ok()?;
                let version =
                    Version { from: Some(*from), rule: rule.unwrap_or_default(), source: source.trim().to_owned() };
                let versions = versions.with(version).map_err(|fault| match fault {
                    VersionFault::Bracket => Refusal::at("source", fault.to_string()),
                    _ => Refusal::at("from", fault.to_string()),
                })?;
                Ok(versions.to_string())
            }
        }
    }

    /// The rules as they would be.
    fn rules(&self, rules: &Rulebook) -> Result<Rulebook, Refusal> {
        let mut settings = Settings::default();
        settings.0.insert(self.kind.setting().to_owned(), self.value()?);
        let mut changed = rules.clone();
        match self.kind {
            RuleKind::Lateness => changed.lateness = settings.lateness(),
            RuleKind::Pause => changed.pauses = settings.pause_rules(),
            RuleKind::Acceptance => changed.acceptance = settings.acceptance(),
        }
        Ok(changed)
    }
}

/// Dossiers looked at between two words about progress.
const STEP: u64 = 1024;

/// What a change would do, as of `now`. `progress` is told how many dossiers were looked at and answers `false` to stop.
///
/// # Errors
/// A refusal of the change itself; [`Error::Cancelled`].
pub fn weigh(
    store: &Store,
    asked: &Asked,
    now: Moment,
    mut progress: impl FnMut(u64) -> bool,
) -> Result<Weight, Error> {
    let before = store.rulebook()?;
    let after = asked.rules(&before)?;
    let mut weight = Weight::default();
    store.snapshot(|read| {
        let catalogue = read.catalogue(now.day)?;
        let mut looked = 0;
        read.stream_open(&mut Systems::default(), |facts| -> Result<(), Error> {
            looked += 1;
            if looked % STEP == 0 && !progress(looked) {
                return Err(Error::Cancelled);
            }
            if let Some(procedure) = catalogue.versions.get(&facts.procedure) {
                weight.add(&facts, procedure, (&before, &after), now);
            }
            Ok(())
        })
    })?;
    Ok(weight)
}

impl Weight {
    fn add(&mut self, facts: &Facts, procedure: &ProcedureFacts, rules: (&Rulebook, &Rulebook), now: Moment) {
        self.open += 1;
        if facts.accepted_at.is_none() {
            let due = |rules| standing::acceptance_due(facts, rules);
            self.acceptance += u64::from(due(rules.0) != due(rules.1));
            return;
        }
        let told = |rules: &Rulebook| {
            // What was written in this very minute has happened.
            let seen = Seen::from(now.plus_minutes(1), None);
            let due = standing::due_seen(facts, procedure, rules, seen)?;
            let again = standing::due_by_calendar(facts, procedure, rules, seen).map(|counted| counted.due);
            Some((due, standing::late_from(facts, procedure, rules, due), again))
        };
        let (Some((due, late, again)), Some((new_due, new_late, new_again))) = (told(rules.0), told(rules.1)) else {
            return;
        };
        self.kept += u64::from(due == new_due && again != new_again);
        self.moved += u64::from(due != new_due);
        self.late_from += u64::from(due == new_due && late != new_late);
        self.newly_overdue += u64::from(late > now && new_late <= now);
        self.relieved += u64::from(late <= now && new_late > now);
    }

    /// What it would do, as sentences for the question before the change.
    pub fn sentences(&self, kind: RuleKind) -> Vec<String> {
        let open = self.open;
        let changed = |n: u64, what: &str| format!("- {n} hồ sơ {what}");
        let parts: &[(u64, &str)] = match kind {
            RuleKind::Acceptance => &[(self.acceptance, "chờ tiếp nhận có hạn tiếp nhận khác")],
            RuleKind::Lateness | RuleKind::Pause => &[
                (self.moved, "có hạn trả khác"),
                (self.kept, "giữ hạn đã ghi trong sổ hạn trả; tính lại theo quy tắc này thì khác, hẹn lại nếu cần"),
                (self.late_from, "giữ hạn trả, bị tính quá hạn từ lúc khác"),
                (self.newly_overdue, "trở thành quá hạn"),
                (self.relieved, "không còn quá hạn"),
            ],
        };
        let mut said = vec![format!("Đã xem {open} hồ sơ chưa kết thúc:")];
        said.extend(parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| changed(*n, what)));
        if said.len() == 1 {
            said.push("- không hồ sơ nào đổi hạn hay đổi việc quá hạn".to_owned());
        }
        said
    }
}

/// Carries a change out, only while the rule is as the user saw it.
///
/// # Errors
/// A refusal beside the field that is wrong, or when the rule was changed elsewhere meanwhile.
pub fn change(store: &mut Store, stamp: &Stamp, asked: &Asked) -> Result<Changes, Error> {
    let value = asked.value()?;
    let key = asked.kind.setting();
    let ((), changes) = store.transact(&Op::because("rule", &asked.because()), stamp, |tx| -> Result<(), Error> {
        // Compared while the lock is held, so that no other window's change comes between.
        if tx.read().settings()?.get(key) != asked.seen {
            let said = "Quy tắc này vừa được thay đổi ở cửa sổ khác. Chưa lưu gì; hãy đóng phiếu và xem lại.";
            return Err(Refusal::whole(said).into());
        }
        Ok(tx.set_setting(key, &value)?)
    })?;
    Ok(changes)
}

impl Asked {
    fn because(&self) -> String {
        match &self.change {
            Change::Add { from, source, .. } => {
                format!("{}: thêm bản từ {}, theo {}", self.kind.label(), from.vietnamese(), source.trim())
            }
            Change::Void { from } => {
                let from = from.map_or_else(|| "từ đầu".to_owned(), |day| format!("từ {}", day.vietnamese()));
                format!("{}: bỏ bản {from}; {}", self.kind.label(), self.reason.trim())
            }
        }
    }
}
