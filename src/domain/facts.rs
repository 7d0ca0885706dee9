//! What the rules ask of one dossier: moments and marks, without names or texts.
//!
//! Reports stream these by the million, so they are small and hold ids where a dossier holds words.

use crate::domain::day::{Day, Moment};
use crate::domain::dossier::{Channel, ComponentCounts, LateKind, Outcome, PaidBy};
use crate::domain::limit::Limit;
use crate::domain::line_cause::LineCause;
use crate::domain::pause::Pause;
use crate::domain::procedure::OnlineLevel;

/// A later promise: it holds from `effective_at` on, and pauses before that moment are contained in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repromise {
    /// The new due moment.
    pub due_at: Moment,
    /// When it was given; for a pause, when that closed.
    pub effective_at: Moment,
    /// What made it.
    pub cause: LineCause,
    /// For calendar days and months: the last day counted, before the date rolled on.
    pub counted_to: Option<Day>,
    /// Due at closing time, as counted; otherwise its clock time stays when the day moves.
    pub closing: bool,
    /// For an extension by an amount: how much was added.
    pub extension: Option<Limit>,
}

impl Repromise {
    /// A date that somebody named.
    pub fn by_hand(due_at: Moment, effective_at: Moment) -> Repromise {
        let cause = LineCause::Hand;
        Repromise { due_at, effective_at, cause, counted_to: None, closing: false, extension: None }
    }
}

/// The facts of one dossier. Ids are the register's; 0 stands for "none".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Id of the dossier.
    pub id: i64,
    /// Id of the procedure version it came in under.
    pub procedure: i64,
    /// Officer at reception.
    pub received_by: i64,
    /// Officer who settles.
    pub handled_by: i64,
    /// Index of the source system's name, given by the reader.
    pub system: usize,
    /// Index of the settling office's name, given by the reader.
    pub office: usize,
    /// The way it came in.
    pub channel: Channel,
    /// Received for another area.
    pub out_of_area: bool,
    /// See the fields of the same name in [`crate::domain::dossier::Dossier`].
    pub submitted_at: Option<Moment>,
    /// Formal acceptance.
    pub accepted_at: Option<Moment>,
    /// Received by the settling office.
    pub forwarded_at: Option<Moment>,
    /// The dossier's own limit.
    pub limit: Option<Limit>,
    /// The granted extension.
    pub extension: Option<Limit>,
    /// The first promise.
    pub due_at: Option<Moment>,
    /// Whether that promise is the computed one.
    pub due_computed: bool,
    /// Later lines of the due-date ledger in the order they were written, voided ones apart.
    pub repromises: Vec<Repromise>,
    /// Pauses in the order of their beginning.
    pub pauses: Vec<Pause>,
    /// The end on the system.
    pub settled_at: Option<Moment>,
    /// The end of the work.
    pub done_at: Option<Moment>,
    /// The hand-over of the result.
    pub returned_at: Option<Moment>,
    /// The way of that.
    pub return_channel: Option<Channel>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Fee in đồng, 0 where none is known.
    pub fee: i64,
    /// How it was paid.
    pub paid_by: Option<PaidBy>,
    /// Counts of components.
    pub components: ComponentCounts,
    /// Whether the result is digitized.
    pub result_digitized: bool,
    /// Actual or operational lateness.
    pub late_kind: Option<LateKind>,
    /// The apology was issued.
    pub apology_issued_at: Option<Moment>,
    /// The apology was uploaded.
    pub apology_uploaded_at: Option<Moment>,
    /// The apology was posted.
    pub apology_posted_at: Option<Moment>,
    /// A reason for having no apology is on record.
    pub no_apology_reason: bool,
    /// A settling office or officer has been named for it.
    pub handed_over: bool,
    /// A leg of a request (liên thông): the request is counted, its legs are not.
    pub is_leg: bool,
    /// The last entry of the history that touched it or one of its parts.
    pub version: i64,
}

impl Facts {
    /// A dossier that came in by a channel, and nothing else yet.
    pub fn new(channel: Channel) -> Facts {
        Facts {
            id: 0,
            procedure: 0,
            received_by: 0,
            handled_by: 0,
            system: 0,
            office: 0,
            channel,
            out_of_area: false,
            submitted_at: None,
            accepted_at: None,
            forwarded_at: None,
            limit: None,
            extension: None,
            due_at: None,
            due_computed: true,
            repromises: Vec::new(),
            pauses: Vec::new(),
            settled_at: None,
            done_at: None,
            returned_at: None,
            return_channel: None,
            outcome: None,
            fee: 0,
            paid_by: None,
            components: ComponentCounts::default(),
            result_digitized: false,
            late_kind: None,
            apology_issued_at: None,
            apology_uploaded_at: None,
            apology_posted_at: None,
            no_apology_reason: false,
            handed_over: false,
            is_leg: false,
            version: 0,
        }
    }

    /// When the clock starts; see [`crate::domain::dossier::Dossier::clock_start`].
    pub fn clock_start(&self) -> Option<Moment> {
        let accepted = self.accepted_at?;
        if self.out_of_area { self.forwarded_at } else { Some(accepted) }
    }
}

/// What the rules ask of a procedure version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureFacts {
    /// Index of the procedure (all its versions share one), given by the reader.
    pub index: usize,
    /// Index of its field, given by the reader.
    pub field: usize,
    /// Limits by channel, the direct one standing in where a channel has none.
    pub limits: [Option<Limit>; 3],
    /// Minutes after midnight up to which a same-day dossier is answered today.
    pub same_day_cutoff: Option<u16>,
    /// How far it is offered online.
    pub online_level: OnlineLevel,
    /// A fee is due.
    pub fee: bool,
    /// It can be paid online.
    pub online_payment: bool,
    /// Received by post.
    pub postal_receive: bool,
    /// Returned by post.
    pub postal_return: bool,
    /// Ends in a document; an unknown one counts as yes, so that a gap is shown rather than hidden.
    pub result_document: bool,
}

impl ProcedureFacts {
    /// A procedure of which nothing is known.
    pub fn unknown() -> ProcedureFacts {
        ProcedureFacts {
            index: 0,
            field: 0,
            limits: [None; 3],
            same_day_cutoff: None,
            online_level: OnlineLevel::None,
            fee: false,
            online_payment: false,
            postal_receive: false,
            postal_return: false,
            result_document: true,
        }
    }

    /// The limit for a channel.
    pub fn limit(&self, channel: Channel) -> Option<Limit> {
        self.limits[match channel {
            Channel::Direct => 0,
            Channel::Online => 1,
            Channel::Postal => 2,
        }]
    }

    /// The limit that holds for a dossier: its own, else the procedure's.
    pub fn limit_of(&self, facts: &Facts) -> Option<Limit> {
        facts.limit.or_else(|| self.limit(facts.channel))
    }
}
