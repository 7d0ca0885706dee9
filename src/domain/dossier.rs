//! The dossier (hồ sơ): what the desk knows of one citizen's application.
//!
//! It holds moments and facts, never a stage: the stage is derived (see `stage`).

use crate::domain::day::Moment;
use crate::domain::limit::{Extension, Limit};
use crate::domain::pause::Pause;
use crate::domain::text::fold;

/// Declares a closed set of words with the code of the canonical files and the word on screen.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every value, in the order of a choice on screen.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word of the canonical files.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            /// Reads the word of the canonical files.
            pub fn from_code(text: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.code() == text)
            }

            /// The Vietnamese word on screen.
            pub const fn label(self) -> &'static str {
                match self { $($name::$variant => $label),+ }
            }
        }
    };
}

words! {
    /// The way a dossier comes in or its result goes out.
    Channel {
        /// At the counter.
        Direct = "direct", "trực tiếp";
        /// Through a portal.
        Online = "online", "trực tuyến";
        /// By the public post (BCCI).
        Postal = "postal", "bưu chính công ích";
    }
}

words! {
    /// Who applies.
    ApplicantKind {
        /// A person.
        Individual = "individual", "cá nhân";
        /// An organization.
        Organization = "organization", "tổ chức";
    }
}

words! {
    /// How a dossier ended.
    Outcome {
        /// Processing finished with a result.
        Settled = "settled", "đã giải quyết";
        /// Given back unsettled (trả lại không giải quyết).
        Rejected = "rejected", "trả lại, không giải quyết";
        /// The citizen took it back (rút hồ sơ).
        Withdrawn = "withdrawn", "công dân rút hồ sơ";
        /// Processing was stopped (dừng giải quyết).
        Stopped = "stopped", "dừng giải quyết";
        /// Never accepted (từ chối tiếp nhận).
        Refused = "refused", "không tiếp nhận";
    }
}

words! {
    /// How a fee was paid.
    PaidBy {
        /// Online.
        Online = "online", "trực tuyến";
        /// At the counter.
        Cash = "cash", "trực tiếp";
    }
}

words! {
    /// Whether a late dossier was really late (DOMAIN.md §5).
    LateKind {
        /// Trễ thực.
        Actual = "actual", "trễ thực";
        /// Finished in time, closed late on the system (trễ do thao tác).
        Operational = "operational", "trễ do thao tác trên hệ thống";
    }
}

/// A code that another system gave to the same dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherCode {
    /// Name of the system.
    pub system: String,
    /// The code there.
    pub code: String,
}

/// The applicant as the register keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applicant {
    /// Full name.
    pub name: String,
    /// Person or organization; unknown in some files.
    pub kind: Option<ApplicantKind>,
    /// CCCD number or tax code.
    pub id: String,
    /// Phone number.
    pub phone: String,
    /// Email address.
    pub email: String,
    /// Postal address.
    pub address: String,
    /// Authorized person (người được ủy quyền), when someone else hands in.
    pub delegate: String,
}

impl Applicant {
    /// Whether both are the same person as far as the register can know: by the ID number where both have one, else by
    /// the name, marks and case apart.
    pub fn same_as(&self, other: &Applicant) -> bool {
        if self.id.is_empty() || other.id.is_empty() {
            return fold(&self.name) == fold(&other.name);
        }
        self.id == other.id
    }
}

/// Counts of components (thành phần hồ sơ). `digitized` includes the reused ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ComponentCounts {
    /// Components that must be there.
    pub required: u32,
    /// Of them, digitized or reused.
    pub digitized: u32,
    /// Of them, taken from the store instead of scanned again.
    pub reused: u32,
}

impl ComponentCounts {
    /// All required components are digitized; none required counts as full.
    pub const fn full(self) -> bool {
        self.digitized >= self.required
    }

    /// Some, but not all.
    pub const fn partial(self) -> bool {
        self.digitized > 0 && self.digitized < self.required
    }
}

/// The apology letter: three separate facts, each with its moment (DOMAIN.md §5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apology {
    /// Number of the letter, e.g. `05/PXL`.
    pub number: String,
    /// Who signed it.
    pub signer: String,
    /// What the citizen is told of why the result is late.
    pub reason: String,
    /// When it was issued.
    pub issued_at: Option<Moment>,
    /// When it was uploaded to the provincial system.
    pub uploaded_at: Option<Moment>,
    /// When it was posted at the desk.
    pub posted_at: Option<Moment>,
    /// The new promise to the citizen; it never changes the due date.
    pub reappointed_at: Option<Moment>,
    /// Why there is no letter.
    pub none_reason: String,
}

/// How lateness is explained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lateness {
    /// Actual or operational; empty while unclassified.
    pub kind: Option<LateKind>,
    /// The cause in words.
    pub cause: String,
    /// The officer answerable for it (a name as stored with officers).
    pub officer: String,
    /// What shows that it was by operation only: a document, a picture of the portal, a path.
    pub evidence: String,
}

/// Everything the register keeps of one dossier, apart from its history.
///
/// Officers are held by their code. Moments are kept apart: submitted, accepted, forwarded (received by the settling
/// office), done, settled, returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// The desk's code, unique, opaque.
    pub code: String,
    /// The code in the source system.
    pub source_code: String,
    /// Codes in further systems.
    pub other_codes: Vec<OtherCode>,
    /// Code of the procedure.
    pub procedure_code: String,
    /// Who applies.
    pub applicant: Applicant,
    /// Sets of papers handed in; `None` where a file does not say.
    pub sets: Option<u32>,
    /// The way it came in.
    pub channel: Channel,
    /// Received for another area (phi địa giới).
    pub out_of_area: bool,
    /// The citizen's act.
    pub submitted_at: Option<Moment>,
    /// Formal acceptance.
    pub accepted_at: Option<Moment>,
    /// Settling office.
    pub office: String,
    /// Received by the settling office; the clock of an out-of-area dossier starts here.
    pub forwarded_at: Option<Moment>,
    /// The dossier's own limit; empty = the procedure's for the channel.
    pub limit: Option<Limit>,
    /// A longer limit with its legal basis.
    pub extension: Option<Extension>,
    /// The first promise, before any pause.
    pub due_at: Option<Moment>,
    /// Code of the officer at reception.
    pub received_by: String,
    /// Code of the officer who settles.
    pub handled_by: String,
    /// Pauses in the order of their beginning.
    pub pauses: Vec<Pause>,
    /// The system shows the end (also the moment of refusal, rejection, withdrawal, stop).
    pub settled_at: Option<Moment>,
    /// The work is finished.
    pub done_at: Option<Moment>,
    /// The result was handed over.
    pub returned_at: Option<Moment>,
    /// The way it was handed over.
    pub return_channel: Option<Channel>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Fee in đồng; `None` where a file does not say.
    pub fee: Option<i64>,
    /// How the fee was paid.
    pub paid_by: Option<PaidBy>,
    /// Counts of components.
    pub components: ComponentCounts,
    /// Why components are not digitized.
    pub components_note: String,
    /// Whether the result is digitized.
    pub result_digitized: bool,
    /// Why the result is not digitized.
    pub result_note: String,
    /// How lateness is explained.
    pub late: Lateness,
    /// The apology letter.
    pub apology: Apology,
    /// Source system.
    pub system: String,
    /// Free note.
    pub note: String,
    /// The result is signed digitally.
    pub result_signed: bool,
    /// Where the scan of the result is: a path or a link.
    pub result_scan: String,
    /// Where the citizen collects the result; empty = the desk's own place, which is a setting.
    pub collect_at: String,
    /// Code of the request of which this is a leg (liên thông); empty for a dossier on its own and for a request.
    pub request_code: String,
    /// Its running number in the desk's book of the year of acceptance; `None` before acceptance. The register gives it.
    pub book_no: Option<u32>,
}

impl Dossier {
    /// A dossier with a code, a procedure and a channel, and nothing else yet.
    pub fn new(code: &str, procedure_code: &str, channel: Channel) -> Dossier {
        Dossier {
            code: code.to_owned(),
            source_code: String::new(),
            other_codes: Vec::new(),
            procedure_code: procedure_code.to_owned(),
            applicant: Applicant::default(),
            sets: None,
            channel,
            out_of_area: false,
            submitted_at: None,
            accepted_at: None,
            office: String::new(),
            forwarded_at: None,
            limit: None,
            extension: None,
            due_at: None,
            received_by: String::new(),
            handled_by: String::new(),
            pauses: Vec::new(),
            settled_at: None,
            done_at: None,
            returned_at: None,
            return_channel: None,
            outcome: None,
            fee: None,
            paid_by: None,
            components: ComponentCounts::default(),
            components_note: String::new(),
            result_digitized: false,
            result_note: String::new(),
            late: Lateness::default(),
            apology: Apology::default(),
            system: String::new(),
            note: String::new(),
            result_signed: false,
            result_scan: String::new(),
            collect_at: String::new(),
            request_code: String::new(),
            book_no: None,
        }
    }

    /// When the clock starts: at acceptance, or for an out-of-area dossier when the competent office receives it
    /// (DOMAIN.md §4). `None` while it has not started.
    pub fn clock_start(&self) -> Option<Moment> {
        let accepted = self.accepted_at?;
        if self.out_of_area { self.forwarded_at } else { Some(accepted) }
    }
}
