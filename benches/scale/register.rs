//! A made-up register of any size: a year of dossiers up to a given day. Nobody in it exists.

use std::path::{Path, PathBuf};
use std::time::Instant;

use motcua::desk::accept::Draft;
use motcua::desk::sample;
use motcua::domain::day::{Day, Moment};
use motcua::domain::dossier::{Channel, ComponentCounts, Dossier, Outcome, PaidBy};
use motcua::domain::pause::{Pause, PauseReason};
use motcua::store::{Mode, Op, Stamp, Store, StoreError};
use rusqlite::{Connection, params};

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

/// The dossiers of the sample, which every made-up register begins with.
const SAMPLE: u64 = 1_503;

/// Dossiers of a kept register that go through the door.
const THROUGH_THE_DOOR: u64 = 20_000;

/// Dossiers that are copied in one entry of the history.
const COPIED_AT_ONCE: u64 = 20_000;

/// Fills a new register at `path` with `n` dossiers accepted in the year before `today`. No more than `door` go through the
/// door, `batch` at most in one entry of the history; the others are copies of those.
pub fn build(path: &Path, n: u64, today: Day, batch: u64, door: u64) -> Result<(), Box<dyn std::error::Error>> {
    let mut store = Store::open(path, Mode::CreateIfMissing)?;
    sample::fill(&mut store, &stamp(today.at(480)))?;
    let procedures: Vec<(i64, String)> =
        store.read().procedures()?.into_iter().map(|(id, procedure)| (id, procedure.code)).collect();
    let (mut dice, door) = (Dice::new(7), n.min(door));
    let mut made = SAMPLE;
    while made < door {
        let batch = (door - made).min(batch);
        store.transact(&Op::new("import"), &stamp(today.at(480)), |tx| -> Result<(), StoreError> {
            for i in 0..batch {
                let (procedure, code) = &procedures[dice.below(procedures.len() as u64) as usize];
                let dossier = dossier(&mut dice, made + i, door, today, code);
                tx.create_dossier(&dossier, *procedure, false)?;
            }
            Ok(())
        })?;
        made += batch;
    }
    drop(store);
    if door < n { copy(path, door, n) } else { Ok(()) }
}

/// Copies what went through the door until there are `n` dossiers: each so often one after the other, so that the order
/// of acceptance stays that of entry. What follows from a dossier is copied with it, numbers follow by the triggers. The
/// history says that the copies came and nothing more; its chain does not hold, so such a register is for measuring only.
fn copy(path: &Path, door: u64, n: u64) -> Result<(), Box<dyn std::error::Error>> {
    let conn = Connection::open(path)?;
    conn.execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY;")?;
    let times = (n - door).div_ceil(door - SAMPLE);
    let part = [("gid", "randomblob(16)"), ("id", "NULL"), ("dossier_id", COPY)];
    let statements = [
        copied(
            &conn,
            "dossier",
            &[
                ("id", COPY),
                ("gid", "randomblob(16)"),
                ("code", "t.code || '-' || s.n"),
                ("applicant_id", "printf('%012d', (t.applicant_id * 7 + s.n * 7919) % 1000000000000)"),
                ("phone", "'09' || printf('%08d', (substr(t.phone, 3) + s.n * 1000003) % 100000000)"),
                ("book_no", COPY),
            ],
        )?,
        copied(&conn, "owed", &[("dossier_id", COPY)])?,
        copied(&conn, "pause", &part)?,
        copied(&conn, "due_date", &part)?,
    ];
    let entry = "INSERT INTO journal SELECT seq + 1, desk, at_utc_ms, utc_offset_min, at, officer, op, reason, reverts,
         prev_hash, hash FROM journal ORDER BY seq DESC LIMIT 1";
    let lines = "INSERT INTO journal_line SELECT (SELECT max(seq) FROM journal), id - ?1, 'dossier', id, id, 'create',
         '{}', zeroblob(16), zeroblob(32), zeroblob(32) FROM dossier WHERE id >= ?1";
    let step = (COPIED_AT_ONCE / times).max(1);
    for from in (SAMPLE..door).step_by(step as usize) {
        conn.execute_batch("BEGIN")?;
        let first = door + (from - SAMPLE) * times + 1;
        for sql in &statements {
            let bound = params![door as i64, n as i64, times as i64, from as i64, (from + step).min(door) as i64];
            conn.prepare_cached(sql)?.execute(bound)?;
        }
        if first <= n {
            conn.execute(entry, [])?;
            conn.execute(lines, [first as i64])?;
        }
        conn.execute_batch("COMMIT")?;
    }
    // As an index of words is that has grown slowly: what the next write merges is no leftover of the copying.
    conn.execute_batch("INSERT INTO dossier_search (dossier_search) VALUES ('optimize')")?;
    Ok(())
}

/// Where a statement has the id of a copy.
const COPY: &str = "{copy}";

/// The statement that copies the rows of a table for dossiers after ?4 up to ?5, each ?3 times behind dossier ?1 and no
/// further than ?2: with these values of its own columns, all others as they are.
fn copied(conn: &Connection, table: &str, own: &[(&str, &str)]) -> rusqlite::Result<String> {
    let of = if table == "dossier" { "t.id" } else { "t.dossier_id" };
    let mut columns = conn.prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))?;
    let columns = columns.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    let value = |name: &String| {
        let own = own.iter().find(|(own, _)| own == name).map(|(_, value)| (*value).to_owned());
        own.unwrap_or_else(|| format!("t.\"{name}\""))
    };
    let names: Vec<String> = columns.iter().map(|name| format!("\"{name}\"")).collect();
    let values: Vec<String> = columns.iter().map(value).collect();
    let sql = format!(
        "WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ?3)
         INSERT INTO {table} ({}) SELECT {} FROM {table} t CROSS JOIN s
         WHERE {of} > ?4 AND {of} <= ?5 AND {COPY} <= ?2 ORDER BY {of}, s.n",
        names.join(", "),
        values.join(", ")
    );
    Ok(sql.replace(COPY, &format!("?1 + ({of} - {SAMPLE} - 1) * ?3 + s.n")))
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
        build(&unfinished, n, today, 5_000, THROUGH_THE_DOOR)?;
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
