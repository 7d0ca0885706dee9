//! Steps in the life of dossiers, one or many at once.

use crate::desk::Target;
pub use crate::desk::apologise::Issue;
use crate::desk::digitise::ResultTold;
use crate::desk::extend::Grant;
use crate::desk::hand_over::HandOver;
use crate::desk::legs::NewLeg;
use crate::desk::slip::Draft;
use crate::domain::component::{Component, PaperState};
use crate::domain::day::Moment;
use crate::domain::dossier::{Apology, Channel, ComponentCounts, Dossier, Lateness, Outcome};
use crate::domain::fee::Fee;
use crate::domain::pause::{Pause, PauseReason};
use crate::ui::keymap::Act;

/// A step with the dossiers it is for, each with the version that the user saw.
#[derive(Clone, Debug)]
pub struct Command {
    /// What asked for it: names the popup to close or to show a refusal in.
    pub act: Act,
    /// The dossiers.
    pub targets: Vec<Target>,
    /// The step.
    pub step: Step,
}

/// One step.
#[derive(Clone, Debug)]
pub enum Step {
    /// Accept one that was filed online.
    Accept {
        /// When.
        at: Moment,
    },
    /// Refuse acceptance.
    Refuse {
        /// When.
        at: Moment,
        /// What the slip says (form 03).
        slip: Draft,
    },
    /// Hand over.
    HandOver(HandOver),
    /// The last hand-over was received.
    Receive {
        /// When.
        at: Moment,
    },
    /// Stop the clock.
    Pause {
        /// Why.
        reason: PauseReason,
        /// Number of the document.
        document: String,
        /// From when.
        from: Moment,
        /// A second request for papers is meant.
        second: bool,
        /// Why it is noted backwards.
        why: String,
        /// It is meant that what is late is late no more.
        clears: bool,
        /// The slip to issue (form 02).
        slip: Option<Draft>,
    },
    /// Correct a pause that is on record.
    CorrectPause {
        /// Its place among the dossier's pauses, from 0.
        at: usize,
        /// As it is to be.
        pause: Pause,
        /// Why.
        reason: String,
    },
    /// Let it run again.
    Resume {
        /// From when.
        to: Moment,
    },
    /// The work is finished.
    Done {
        /// When.
        at: Moment,
    },
    /// Closed on the portal.
    Settle {
        /// When.
        at: Moment,
        /// Why it is noted backwards, where that takes lateness away.
        why: String,
        /// It is meant that what is late is late no more.
        clears: bool,
    },
    /// Result handed over.
    GiveBack {
        /// When.
        at: Moment,
        /// How.
        channel: Channel,
    },
    /// Ended without a result: rejected, withdrawn, stopped.
    End {
        /// How.
        outcome: Outcome,
        /// When.
        at: Moment,
        /// Why, and what a notice of a stop says (form 05).
        slip: Draft,
        /// It is meant that what is late is late no more.
        clears: bool,
    },
    /// What is known of the apology letter.
    Apologise {
        /// The letter.
        letter: Apology,
        /// Why it changes, where a reason is needed.
        reason: String,
    },
    /// A letter of apology is issued for each.
    Issue(Issue),
    /// The letters are uploaded to the provincial system.
    Upload {
        /// When.
        at: Moment,
    },
    /// The letters are posted at the desk.
    Post {
        /// When.
        at: Moment,
    },
    /// There is no letter.
    Excuse {
        /// Why.
        reason: String,
    },
    /// Kind of lateness.
    Classify {
        /// Kind, cause, officer, evidence.
        late: Lateness,
        /// When the work was done, where that is not on record.
        done_at: Option<Moment>,
        /// Why it changes, where a reason is needed.
        reason: String,
    },
    /// Papers of one dossier with rows.
    Components {
        /// All of them.
        components: Vec<Component>,
        /// Why some are missing.
        note: String,
    },
    /// Counts of papers of one dossier without rows.
    Counts {
        /// The counts.
        counts: ComponentCounts,
        /// Why some are missing.
        note: String,
    },
    /// All papers digitized.
    AllComponents,
    /// What became of the papers that nobody has digitized yet.
    Papers {
        /// What.
        state: PaperState,
        /// Why, where they cannot be digitized.
        reason: String,
    },
    /// Result digitized or not.
    Result(ResultTold),
    /// Make them legs of a request.
    LinkLeg {
        /// Code of the request.
        request_code: String,
        /// The clerk has said that the request may be another applicant's.
        of_another: bool,
    },
    /// Make legs dossiers on their own again.
    UnlinkLeg {
        /// Why.
        reason: String,
    },
    /// Accept a new leg of this request.
    AcceptLeg(NewLeg),
    /// A citizen's rating.
    Rate {
        /// Level.
        level: String,
        /// Comment.
        comment: String,
    },
    /// Other data, with a reason.
    Amend {
        /// The dossier as it is to be.
        data: Box<Dossier>,
        /// Another due date, where one is wished for; that of `data` is the first promise and stays.
        due_at: Option<Moment>,
        /// Why.
        reason: String,
    },
    /// The fee taken.
    Fee {
        /// As it is to stand.
        fee: Fee,
        /// Why it is changed.
        reason: String,
    },
    /// An extended limit.
    Extend(Grant),
}
