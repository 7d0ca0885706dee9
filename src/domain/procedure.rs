//! The catalogue of procedures (thủ tục hành chính): dated versions, each with its limits and services.

use crate::domain::day::Day;
use crate::domain::dossier::Channel;
use crate::domain::limit::Limit;

/// How far a procedure can be done online.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OnlineLevel {
    /// Not offered online.
    None,
    /// Một phần.
    Partial,
    /// Toàn trình.
    Full,
}

impl OnlineLevel {
    /// Every level, in the order of a choice on screen.
    pub const ALL: [OnlineLevel; 3] = [OnlineLevel::None, OnlineLevel::Partial, OnlineLevel::Full];

    /// The word of the canonical files.
    pub const fn code(self) -> &'static str {
        match self {
            OnlineLevel::None => "none",
            OnlineLevel::Partial => "partial",
            OnlineLevel::Full => "full",
        }
    }

    /// Reads the word of the canonical files.
    pub fn from_code(text: &str) -> Option<OnlineLevel> {
        OnlineLevel::ALL.into_iter().find(|level| level.code() == text)
    }

    /// The Vietnamese word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            OnlineLevel::None => "không",
            OnlineLevel::Partial => "một phần",
            OnlineLevel::Full => "toàn trình",
        }
    }
}

/// One version of a procedure. An unknown service (`None`) is for the desk to set; it counts as not offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    /// The national code, e.g. `1.001193`.
    pub code: String,
    /// The official name.
    pub name: String,
    /// Field (lĩnh vực).
    pub field: String,
    /// Limit for dossiers handed in directly.
    pub limit_direct: Option<Limit>,
    /// Limit for dossiers filed online; where empty, the direct one holds.
    pub limit_online: Option<Limit>,
    /// Limit for dossiers by post; where empty, the direct one holds.
    pub limit_postal: Option<Limit>,
    /// Minutes after midnight up to which a same-day dossier is answered today.
    pub same_day_cutoff: Option<u16>,
    /// How far it is offered online; `None` = not yet known.
    pub online_level: Option<OnlineLevel>,
    /// Whether a fee is due.
    pub fee: Option<bool>,
    /// Whether that fee can be paid online.
    pub online_payment: Option<bool>,
    /// Whether dossiers are received by post.
    pub postal_receive: Option<bool>,
    /// Whether results are returned by post.
    pub postal_return: Option<bool>,
    /// Whether the procedure ends in a document that can be digitized.
    pub result_document: Option<bool>,
    /// First day this version is in force; `None` = always was.
    pub valid_from: Option<Day>,
    /// Last day this version is in force; `None` = still is.
    pub valid_to: Option<Day>,
    /// Legal basis of the limit.
    pub basis: String,
    /// The decision that published it.
    pub decision: String,
    /// Whether the desk has checked the limit.
    pub confirmed: bool,
}

impl Procedure {
    /// A version with a code, a name and a field, and everything else unknown.
    pub fn new(code: &str, name: &str, field: &str) -> Procedure {
        Procedure {
            code: code.to_owned(),
            name: name.to_owned(),
            field: field.to_owned(),
            limit_direct: None,
            limit_online: None,
            limit_postal: None,
            same_day_cutoff: None,
            online_level: None,
            fee: None,
            online_payment: None,
            postal_receive: None,
            postal_return: None,
            result_document: None,
            valid_from: None,
            valid_to: None,
            basis: String::new(),
            decision: String::new(),
            confirmed: true,
        }
    }

    /// The limit for a channel. A channel without its own limit uses the direct one (DOMAIN.md §4).
    pub fn limit(&self, channel: Channel) -> Option<Limit> {
        match channel {
            Channel::Direct => self.limit_direct,
            Channel::Online => self.limit_online.or(self.limit_direct),
            Channel::Postal => self.limit_postal.or(self.limit_direct),
        }
    }

    /// Whether this version is in force on `day`.
    pub fn in_force(&self, day: Day) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// Whether a rule or a figure would read something else in `other`: limits, cut-off, field, services, result.
    pub fn differs_for_rules(&self, other: &Procedure) -> bool {
        fn read(it: &Procedure) -> impl PartialEq + '_ {
            let limits = (it.limit_direct, it.limit_online, it.limit_postal, it.same_day_cutoff);
            let services = (it.online_level, it.fee, it.online_payment, it.postal_receive, it.postal_return);
            (it.field.as_str(), limits, services, it.result_document)
        }
        read(self) != read(other)
    }

    /// From when to when it holds, in words: `từ 01/07/2025 đến 31/12/2026`.
    pub fn in_force_words(&self) -> String {
        match (self.valid_from, self.valid_to) {
            (None, None) => "mọi thời điểm".to_owned(),
            (Some(from), None) => format!("từ {}", from.vietnamese()),
            (None, Some(to)) => format!("đến {}", to.vietnamese()),
            (Some(from), Some(to)) => format!("từ {} đến {}", from.vietnamese(), to.vietnamese()),
        }
    }
}

/// The first of some versions that holds on a day on which `version` holds too.
pub fn overlapping<'a>(version: &Procedure, mut others: impl Iterator<Item = &'a Procedure>) -> Option<&'a Procedure> {
    let begins_in_time =
        |a: &Procedure, b: &Procedure| a.valid_from.zip(b.valid_to).is_none_or(|(from, to)| from <= to);
    others.find(|other| begins_in_time(version, other) && begins_in_time(other, version))
}
