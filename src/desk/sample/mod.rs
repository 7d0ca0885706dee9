//! The sample: a made-up half year of a made-up commune. Every person in it is invented.
//!
//! `fill` builds the register that the expected figures belong to; `demo` adds some work around today.

mod today;

use crate::desk::import::{self, ImportError};
use crate::desk::set_up::{self, SetUp};
use crate::exchange::{self, Noun};
use crate::store::{Stamp, Store};

/// The files of the sample, in the order in which they can be taken.
const FILES: [(Noun, &str, &[u8]); 5] = [
    (Noun::Calendar, "calendar.csv", include_bytes!("../../../assets/calendar.csv")),
    (Noun::Procedures, "procedures.csv", include_bytes!("../../../assets/sample/procedures.csv")),
    (Noun::Dossiers, "dossiers.csv", include_bytes!("../../../assets/sample/dossiers.csv")),
    (Noun::Ratings, "ratings.csv", include_bytes!("../../../assets/sample/ratings.csv")),
    (Noun::Feedback, "feedback.csv", include_bytes!("../../../assets/sample/feedback.csv")),
];

/// The names of the invented unit; each says that it is invented.
const SETTINGS: [(&str, &str); 10] = [
    ("unit", "Trung tâm Phục vụ hành chính công xã Mẫu (đơn vị hư cấu)"),
    ("superior", "UBND xã Mẫu (hư cấu)"),
    ("place", "Xã Mẫu"),
    ("symbol", "TTPVHCC"),
    ("recipient", "UBND xã Mẫu"),
    ("recipients", "Như trên; Lưu: VT"),
    ("signer_position", "GIÁM ĐỐC"),
    ("signer_name", "Nguyễn Văn Mẫu"),
    ("code_pattern", "H99.07-{yy}{mm}{dd}-{nnnn}"),
    ("last_officer", "Cán bộ Một cửa 1"),
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

/// Fills an empty register with the sample and with some tens of invented dossiers of the last three weeks, so that
/// something is due, late, waiting and owed on the day of `stamp`. The same moment gives the same dossiers.
///
/// # Errors
/// As [`fill`].
pub fn demo(store: &mut Store, stamp: &Stamp) -> Result<(), ImportError> {
    fill(store, stamp)?;
    let today = today::work(stamp.at, &store.rulebook()?.calendar);
    let write =
        |bytes: std::io::Result<Vec<u8>>| bytes.map_err(|error| ImportError::File(csv::Error::from(error).into()));
    let files = [
        (Noun::Dossiers, write(exchange::to_bytes(&today.dossiers))?),
        (Noun::Ratings, write(exchange::to_bytes(&today.ratings))?),
    ];
    for (noun, bytes) in files {
        import::import(store, stamp, noun, "hồ sơ mẫu quanh hôm nay", &bytes, &mut |_, _| true)?;
    }
    Ok(())
}
