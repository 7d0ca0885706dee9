//! The sample: a made-up half year of a made-up commune. Every person in it is invented.
//!
//! `fill` builds the register that the expected figures belong to; `demo` adds some work around today.

use crate::desk::import::{self, ImportError};
use crate::desk::set_up::{self, SetUp};
use crate::exchange::Noun;
use crate::store::{Stamp, Store};

/// The files of the sample, in the order in which they can be taken.
const FILES: [(Noun, &str, &[u8]); 5] = [
    (Noun::Calendar, "calendar.csv", include_bytes!("../../assets/calendar.csv")),
    (Noun::Procedures, "procedures.csv", include_bytes!("../../assets/sample/procedures.csv")),
    (Noun::Dossiers, "dossiers.csv", include_bytes!("../../assets/sample/dossiers.csv")),
    (Noun::Ratings, "ratings.csv", include_bytes!("../../assets/sample/ratings.csv")),
    (Noun::Feedback, "feedback.csv", include_bytes!("../../assets/sample/feedback.csv")),
];

/// The names of the invented unit; each says that it is invented.
const SETTINGS: [(&str, &str); 9] = [
    ("unit", "Trung tâm Phục vụ hành chính công xã Mẫu (đơn vị hư cấu)"),
    ("superior", "UBND xã Mẫu (hư cấu)"),
    ("place", "Xã Mẫu"),
    ("symbol", "TTPVHCC"),
    ("recipient", "UBND xã Mẫu"),
    ("recipients", "Như trên; Lưu: VT"),
    ("signer_position", "GIÁM ĐỐC"),
    ("signer_name", "Nguyễn Văn Mẫu"),
    ("code_pattern", "H99.07-{yy}{mm}{dd}-{nnnn}"),
];

/// Fills an empty register with the sample.
///
/// # Errors
/// The register's own failures; the files themselves are tested.
pub fn fill(store: &mut Store, stamp: &Stamp) -> Result<(), ImportError> {
    let settings = SETTINGS.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec();
    set_up::set_up(store, stamp, &SetUp { settings, ..SetUp::default() })?;
    for (noun, name, bytes) in FILES {
        import::import(store, stamp, noun, name, bytes, &mut |_, _| true)?;
    }
    Ok(())
}
