//! What a number of a report opens, in words: the figure and the part of it.

use crate::domain::day::Day;
use crate::domain::figure::{Grouping, full_name};
use crate::report::figures::printed_name;
use crate::report::model::FigureRef;

/// The title of the list behind a number without its period: `Giải quyết quá hạn – Hộ tịch`.
pub fn title(reference: &FigureRef) -> String {
    let name = full_name(&reference.id);
    let name = if reference.lacking { format!("Ngoài “{name}”") } else { name };
    let part = match &reference.part {
        None => String::new(),
        Some((Grouping::Week, monday)) => {
            let monday = monday.parse::<Day>().map_or_else(|_| monday.clone(), Day::vietnamese);
            format!(" – tuần từ thứ Hai {monday}")
        }
        Some((_, name)) => format!(" – {}", printed_name(name)),
    };
    let reason = reference.reason.as_ref().map_or_else(String::new, |_| format!(" – {}", reason_words(reference)));
    format!("{name}{part}{reason}")
}

/// The reason that a number of a gap is asked for; the empty one is said as that.
pub fn reason_words(reference: &FigureRef) -> &str {
    match reference.reason.as_deref() {
        None | Some("") => "không ghi lý do",
        Some(reason) => reason,
    }
}
