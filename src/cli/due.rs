//! `motcua due`: when a dossier would be promised, or is, and why; on the screen, or as a page in a file.

use std::io::Write;
use std::path::Path;

use anyhow::Context;

use crate::cli::args::Due;
use crate::cli::out::{self, Out};
use crate::cli::{Usage, register};
use crate::desk::explain;
use crate::domain::calendar::{Calendar, CalendarDay};
use crate::domain::clock_rule::{PauseRules, RuleKind};
use crate::domain::day::{Day, Moment};
use crate::domain::deadline::{Explanation, Terms};
use crate::domain::dossier::Channel;
use crate::domain::procedure::Procedure;
use crate::domain::rule_version::Version;
use crate::domain::rulebook::Rulebook;
use crate::exchange::{Canonical, read};
use crate::report::Format;
use crate::report::account::{self, Account, Imprint};
use crate::store::{Mode, Store};

const CALENDAR: &[u8] = include_bytes!("../../assets/calendar.csv");
const PROCEDURES: &[u8] = include_bytes!("../../assets/procedures.csv");

/// The rules and procedures to reckon with.
struct Ground {
    rules: Rulebook,
    store: Option<Store>,
}

/// Prints the due moment, what it depends on, and on request the account day by day or the whole page.
pub fn run(db: Option<&Path>, args: &Due, out: &mut Out) -> anyhow::Result<()> {
    if args.out.is_some() && args.format.is_none() {
        return Err(Usage("--out cần --format: text, docx, csv hoặc json.".to_owned()).into());
    }
    if args.format == Some(Format::Docx) && args.out.is_none() {
        return Err(Usage("--format docx cần tên tệp sau --out.".to_owned()).into());
    }
    match (&args.dossier, args.accepted) {
        (Some(code), _) => of_dossier(db, code, args, out),
        (None, Some(accepted)) => imagined(db, accepted, args, out),
        (None, None) => Err(Usage("còn thiếu: --accepted hoặc --dossier.".to_owned()).into()),
    }
}

fn imagined(db: Option<&Path>, accepted: Moment, args: &Due, out: &mut Out) -> anyhow::Result<()> {
    let mut ground = Ground::find(db)?;
    let procedure = args.procedure.as_ref().map(|code| ground.procedure(code, accepted.day)).transpose()?;
    let terms = terms(accepted, procedure.as_ref(), args);
    if let Some(rule) = args.rule {
        let chosen = Version { from: None, rule, source: String::new() };
        ground.rules.pauses = PauseRules::new(vec![chosen])?;
    }
    if terms.limit.is_none() {
        anyhow::bail!("Thủ tục này chưa có thời hạn trong danh mục; hãy ghi thời hạn bằng --limit, ví dụ --limit 5wd.");
    }
    let account = reckoned(procedure.as_ref(), &terms, &ground.rules, args);
    if let Some(format) = args.format {
        let settings = ground.store.as_ref().map(|store| store.read().settings()).transpose()?.unwrap_or_default();
        let imprint = Imprint { unit: settings.unit().to_owned(), ..Imprint::default() };
        let bytes = account::write(&account, &imprint, format)?;
        return let_out(&bytes, args, out).map(|_| ());
    }
    if let Some(procedure) = &procedure {
        out.say(&format!("{} {}", procedure.code, procedure.name));
        if !procedure.confirmed {
            out.say("Thời hạn của thủ tục này chưa được đơn vị kiểm tra.");
        }
    }
    let limit = terms.limit.map_or_else(String::new, |limit| limit.vietnamese());
    out.say(&format!("Tiếp nhận: {}; thời hạn: {limit}.", accepted.vietnamese()));
    tell(&account, args.explain, out)
}

/// The terms that the command line names, its own before those of the procedure.
fn terms(accepted: Moment, procedure: Option<&Procedure>, args: &Due) -> Terms {
    let mut terms = Terms::new(accepted, args.limit);
    if let Some(procedure) = procedure {
        terms.limit = procedure.limit(args.channel.unwrap_or(Channel::Direct));
        terms.same_day_cutoff = procedure.same_day_cutoff;
    }
    terms.same_day_cutoff = args.cutoff_hour.or(terms.same_day_cutoff);
    terms.extension = args.extension.as_ref().map(|extension| extension.limit);
    terms
}

/// The account with what was chosen on the command line among its facts.
fn reckoned(procedure: Option<&Procedure>, terms: &Terms, rules: &Rulebook, args: &Due) -> Account {
    let mut pauses = args.pause.clone();
    pauses.sort_by_key(|pause| pause.from);
    let mut account = explain::imagined(procedure, terms, &pauses, rules, register::now());
    if let (Some(rule), Some(fact)) =
        (args.rule, account.facts.iter_mut().find(|(label, _)| label == RuleKind::Pause.label()))
    {
        fact.1 = format!("{} (chọn trên dòng lệnh)", rule.name());
    }
    if let Some(extension) = args.extension.as_ref().filter(|extension| !extension.basis.is_empty()) {
        account.facts.push(("Căn cứ gia hạn".to_owned(), extension.basis.clone()));
    }
    account
}

/// The date in force of a dossier of the register, with every date it had before.
fn of_dossier(db: Option<&Path>, code: &str, args: &Due, out: &mut Out) -> anyhow::Result<()> {
    let mut store = register::open(db)?;
    let id = store.read().live_dossier_id(code)?;
    let id =
        id.with_context(|| format!("Không có hồ sơ {code} trong sổ. Tìm mã hồ sơ bằng motcua export dossiers."))?;
    let Some(format) = args.format else {
        let account = explain::account(&store, id, register::now())?;
        let account = account.with_context(|| format!("Không có hồ sơ {code} trong sổ."))?;
        out.say(&format!("{} {}", account.code, account.procedure));
        if account.due.is_none() {
            anyhow::bail!("{}", account.why_none);
        }
        return tell(&account, args.explain, out);
    };
    let stamp = register::stamp(&store, out)?;
    let page = explain::page(&store, id, &stamp, format, args.unmasked)?;
    let name = let_out(&page.bytes, args, out)?;
    explain::remember(&mut store, &stamp, &page, format, &name, args.unmasked)?;
    Ok(())
}

/// Puts a page where it was asked for; returns the file's name.
fn let_out(bytes: &[u8], args: &Due, out: &mut Out) -> anyhow::Result<String> {
    let Some(path) = &args.out else {
        out.write_all(bytes)?;
        return Ok(String::new());
    };
    out::save(path, |file| Ok(file.write_all(bytes)?))?;
    out.say(&format!("Đã lập bản giải trình: {}", path.display()));
    Ok(path.file_name().unwrap_or_default().to_string_lossy().into_owned())
}

fn tell(account: &Account, with_days: bool, out: &mut Out) -> anyhow::Result<()> {
    let due = account.due.context("Không tính được ngày hẹn trả.")?;
    out.say(&format!("Hẹn trả: {}, {}", due.day.weekday_name(), due.vietnamese()));
    if with_days {
        for (label, value) in &account.facts {
            out.say(&format!("{label}: {value}"));
        }
        for part in &account.parts {
            if account.parts.len() > 1 {
                let due = part.explanation.due;
                out.say(&format!("{}: {}, {}", part.title, due.day.weekday_name(), due.vietnamese()));
            }
            days(&part.explanation, out);
        }
        for (n, line) in (1..).zip(&account.ledger) {
            let about = [line.document.as_str(), line.officer.as_str()].into_iter().filter(|text| !text.is_empty());
            let about = about.collect::<Vec<_>>().join(", ");
            let about = if about.is_empty() { String::new() } else { format!(" ({about})") };
            let (due, at) = (line.due.vietnamese(), line.at.vietnamese());
            out.say(&format!("Lần {n:02}: hẹn {due}, từ lúc {at}: {}{about}", line.why));
        }
    }
    for remark in &account.remarks {
        out.say(&format!("Chú ý: {remark}"));
    }
    Ok(())
}

fn days(explanation: &Explanation, out: &mut Out) {
    for row in explanation.rows() {
        let mark = if row.counted { "tính" } else { "không tính" };
        let day = format!("{:<9} {}  {mark:<10}", row.day.weekday_name(), row.day.vietnamese());
        out.say(&format!("  {day}  {}", row.why));
    }
    out.say(&format!("  {}", explanation.total()));
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

    fn procedure(&self, code: &str, day: Day) -> anyhow::Result<Procedure> {
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
