//! `motcua due`: when a dossier would be promised, and why.

use std::path::Path;

use crate::cli::args::Due;
use crate::cli::out::Out;
use crate::cli::register;
use crate::domain::calendar::{Calendar, CalendarDay};
use crate::domain::deadline::{Explanation, Terms, explain};
use crate::domain::dossier::Channel;
use crate::domain::procedure::Procedure;
use crate::domain::rulebook::Rulebook;
use crate::domain::standing::FAR_FUTURE;
use crate::domain::text;
use crate::exchange::{Canonical, read};
use crate::store::{Mode, Store};

const CALENDAR: &[u8] = include_bytes!("../../assets/calendar.csv");
const PROCEDURES: &[u8] = include_bytes!("../../assets/procedures.csv");

/// The rules and procedures to reckon with.
struct Ground {
    rules: Rulebook,
    store: Option<Store>,
}

/// Prints the due moment, what it depends on, and on request the account day by day.
pub fn run(db: Option<&Path>, args: &Due, out: &mut Out) -> anyhow::Result<()> {
    let ground = Ground::find(db)?;
    let mut terms = Terms::new(args.accepted, args.limit);
    if let Some(code) = &args.procedure {
        let procedure = ground.procedure(code, args)?;
        terms.limit = procedure.limit(args.channel.unwrap_or(Channel::Direct));
        terms.same_day_cutoff = procedure.same_day_cutoff;
        out.say(&format!("{} {}", procedure.code, procedure.name));
        if !procedure.confirmed {
            out.say("Thời hạn của thủ tục này chưa được đơn vị kiểm tra.");
        }
    }
    let Some(limit) = terms.limit else {
        anyhow::bail!("Thủ tục này chưa có thời hạn trong danh mục; hãy ghi thời hạn bằng --limit, ví dụ --limit 5wd.");
    };
    let rule = ground.rules.pauses.at(args.accepted.day);
    let Some(explanation) = explain(&terms, &[], rule, &ground.rules.calendar, FAR_FUTURE) else {
        anyhow::bail!("Không tính được ngày hẹn trả.");
    };
    out.say(&format!("Tiếp nhận: {}; thời hạn: {}.", args.accepted.vietnamese(), limit.vietnamese()));
    tell(&explanation, args.explain, out);
    Ok(())
}

fn tell(explanation: &Explanation, with_days: bool, out: &mut Out) {
    let due = explanation.due;
    out.say(&format!("Hẹn trả: {}, {}", due.day.weekday_name(), due.vietnamese()));
    if with_days {
        let mut shown = None;
        for line in explanation.lines() {
            let mark = if line.counted { "tính" } else { "không tính" };
            let day = format!("{:<9} {}  {mark:<10}", line.day.weekday_name(), line.day.vietnamese());
            // A further line about one day is a remark on it.
            let day = if shown == Some(line.day) { " ".repeat(text::width(&day)) } else { day };
            out.say(&format!("  {day}  {}", line.text));
            shown = Some(line.day);
        }
    }
    for expected in &explanation.expected {
        out.say(&format!("Chú ý: ngày hẹn dựa vào ngày chưa công bố chính thức: {expected}."));
    }
    if let Some(other) = &explanation.alternative {
        out.say(&format!(
            "Chú ý: nếu {} được thông qua thì hẹn trả {}.",
            other.days.join("; "),
            other.due.vietnamese()
        ));
    }
}

impl Ground {
    /// The register's own calendar where there is a register, else the one that comes with the program.
    fn find(db: Option<&Path>) -> anyhow::Result<Ground> {
        let path = register::path(db)?;
        if path.exists() || db.is_some() {
            let store = Store::open(&path, Mode::Existing)?;
            return Ok(Ground { rules: (*store.rulebook()?).clone(), store: Some(store) });
        }
        let days: Vec<CalendarDay> = embedded(CALENDAR)?;
        Ok(Ground { rules: Rulebook::plain(Calendar::new(days, Vec::new())), store: None })
    }

    fn procedure(&self, code: &str, args: &Due) -> anyhow::Result<Procedure> {
        let day = args.accepted.day;
        let found = match &self.store {
            Some(store) => crate::desk::accept::procedure_on(store, code, day)?,
            None => embedded::<Procedure>(PROCEDURES)?
                .into_iter()
                .find(|procedure| procedure.code == code && procedure.in_force(day)),
        };
        found.ok_or_else(|| {
            anyhow::anyhow!("Không có thủ tục {code} trong danh mục. Xem danh mục bằng motcua export procedures.")
        })
    }
}

fn embedded<T: Canonical>(bytes: &[u8]) -> anyhow::Result<Vec<T>> {
    Ok(read::<T>(bytes)?.rows.into_iter().map(|row| row.value).collect())
}
