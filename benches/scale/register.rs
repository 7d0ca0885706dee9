//! A made-up register of any size: a year of dossiers up to a given day. Nobody in it exists.

use std::path::{Path, PathBuf};
use std::time::Instant;

use motcua::desk::accept::Draft;
use motcua::desk::sample;
use motcua::domain::day::{Day, Moment};
use motcua::domain::dossier::{Channel, ComponentCounts, Dossier, Outcome, PaidBy};
use motcua::domain::pause::{Pause, PauseReason};
use motcua::store::{Mode, Op, Stamp, Store, StoreError};

/// Steps of a linear congruential sequence: the same register each time, and no dependency.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len() as u64) as usize]
    }
}

const FAMILIES: [&str; 12] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"];
const MIDDLES: [&str; 8] = ["Thị", "Văn", "Đức", "Minh", "Thanh", "Ngọc", "Quốc", "Thu"];
const GIVEN: [&str; 14] =
    ["An", "Ánh", "Bình", "Đào", "Dũng", "Hạnh", "Hương", "Khánh", "Lan", "Phượng", "Quỳnh", "Thúy", "Trung", "Uyên"];

pub fn stamp(at: Moment) -> Stamp {
    Stamp { at, utc_ms: (at.epoch_minutes() - 420) * 60_000, utc_offset_min: 420, officer: String::new(), desk: 1 }
}

/// Fills a new register at `path` with `n` dossiers accepted in the year before `today`, `batch` at most in one entry of
/// the history.
pub fn build(path: &Path, n: u64, today: Day, batch: u64) -> Result<(), Box<dyn std::error::Error>> {
    let mut store = Store::open(path, Mode::CreateIfMissing)?;
    sample::fill(&mut store, &stamp(today.at(480)))?;
    let procedures: Vec<(i64, String)> =
        store.read().procedures()?.into_iter().map(|(id, procedure)| (id, procedure.code)).collect();
    let mut dice = Dice::new(7);
    let mut made = 1_503;
    while made < n {
        let batch = (n - made).min(batch);
        store.transact(&Op::new("import"), &stamp(today.at(480)), |tx| -> Result<(), StoreError> {
            for i in 0..batch {
                let (procedure, code) = &procedures[dice.below(procedures.len() as u64) as usize];
                let dossier = dossier(&mut dice, made + i, n, today, code);
                tx.create_dossier(&dossier, *procedure, false)?;
            }
            Ok(())
        })?;
        made += batch;
    }
    Ok(())
}

fn dossier(dice: &mut Dice, at: u64, n: u64, today: Day, procedure: &str) -> Dossier {
    // Entered in the order of their acceptance, as a desk does.
    let day = today.plus(-(364 - (at * 365 / n.max(1)) as i32)).plus(0);
    let channel = [Channel::Online, Channel::Online, Channel::Direct, Channel::Postal][dice.below(4) as usize];
    let mut dossier = Dossier::new(&format!("T{:08}-{:07}", day.epoch(), at), procedure, channel);
    dossier.applicant.name = format!("{} {} {}", dice.of(&FAMILIES), dice.of(&MIDDLES), dice.of(&GIVEN));
    dossier.applicant.id = format!("{:012}", dice.below(1_000_000_000_000));
    dossier.applicant.phone = format!("09{:08}", dice.below(100_000_000));
    dossier.applicant.address = format!("Thôn {}", dice.below(12) + 1);
    let accepted = day.at(450 + dice.below(480) as u16);
    dossier.submitted_at = Some(accepted.plus_minutes(-(dice.below(300) as i64)));
    dossier.accepted_at = Some(accepted);
    dossier.due_at = Some(day.plus(1 + dice.below(12) as i32).at(1_020));
    dossier.received_by = format!("Cán bộ Một cửa {}", dice.below(4) + 1);
    dossier.handled_by = format!("Cán bộ chuyên môn {}", dice.below(12) + 1);
    dossier.components = ComponentCounts { required: 3, digitized: if dice.one_in(12) { 2 } else { 3 }, reused: 0 };
    if dice.one_in(30) {
        let from = accepted.plus_minutes(1_440);
        let to = Some(from.plus_minutes(2_880));
        dossier.pauses.push(Pause { reason: PauseReason::Supplement, document: String::new(), from, to });
    }
    let settled = accepted.plus_minutes(dice.below(9 * 1_440) as i64);
    let open = dice.one_in(60) || settled.day >= today;
    if !open {
        dossier.settled_at = Some(settled);
        dossier.outcome = Some(if dice.one_in(40) { Outcome::Withdrawn } else { Outcome::Settled });
        dossier.fee = Some(8_000);
        dossier.paid_by = Some(if dice.one_in(2) { PaidBy::Online } else { PaidBy::Cash });
        dossier.result_digitized = !dice.one_in(20);
        if !dice.one_in(15) {
            dossier.returned_at = Some(settled.plus_minutes(120));
            dossier.return_channel = Some(Channel::Direct);
        }
    }
    dossier
}

/// The register of a size under `target/scale`, made where it is not there yet.
///
/// # Errors
/// When it cannot be made.
pub fn kept(n: u64, today: Day) -> Result<PathBuf, Box<dyn std::error::Error>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/scale");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{n}.db"));
    if !path.exists() {
        let begun = Instant::now();
        let unfinished = folder.join(format!("{n}.tmp.db"));
        let _ = std::fs::remove_file(&unfinished);
        build(&unfinished, n, today, 5_000)?;
        std::fs::rename(&unfinished, &path)?;
        println!("tạo sổ {n} hồ sơ: {:.1} s", begun.elapsed().as_secs_f64());
    }
    Ok(path)
}

/// A dossier to be accepted today.
///
/// # Errors
/// When the register cannot be read.
pub fn one_more(path: &Path, today: Day) -> Result<Draft, Box<dyn std::error::Error>> {
    let store = Store::open(path, Mode::Existing)?;
    let code = store.read().procedures()?.first().map(|(_, procedure)| procedure.code.clone()).unwrap_or_default();
    let mut dossier = Dossier::new("", &code, Channel::Direct);
    dossier.applicant.name = "Người Nộp Thử".to_owned();
    dossier.accepted_at = Some(today.at(540));
    Ok(Draft { dossier, components: Vec::new(), new_limit: None, remember_papers: false })
}
