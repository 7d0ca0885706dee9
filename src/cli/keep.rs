//! `motcua check`, `backup` and `restore`: keeping the register safe.

use std::io::{IsTerminal, Write};
use std::path::Path;

use crate::app::{copies, place};
use crate::cli::args::{Backup, Restore};
use crate::cli::out::{Out, cause};
use crate::cli::register;
use crate::domain::labels::kind_label;
use crate::domain::number::vietnamese_number;
use crate::store::Store;
use crate::store::check::Report;
use crate::store::restore;

/// How many damaged records are named; all are counted.
const NAMED: usize = 20;

/// Checks the register and says what was found. What is not sound is an error.
pub fn check(db: Option<&Path>, out: &mut Out) -> anyhow::Result<()> {
    let mut store = register::open(db)?;
    let shown = std::io::stderr().is_terminal();
    let report = store.check(|records| {
        if shown {
            let _ = write!(std::io::stderr(), "\rĐã so {} bản ghi…", vietnamese_number(records as i64));
        }
        true
    })?;
    if shown && report.records >= 1000 {
        out.complain("");
    }
    out.say(&format!(
        "Đã kiểm tra {} mục lịch sử và {} bản ghi.",
        vietnamese_number(report.entries as i64),
        vietnamese_number(report.records as i64)
    ));
    for line in findings(&report, &store) {
        out.say(&line);
    }
    let (seq, hash) = store.chain_head()?;
    out.say(&format!("Mã kiểm tra lịch sử: mục {seq}, {hash}."));
    if !report.sound() {
        anyhow::bail!("Sổ không nguyên vẹn. Hãy giữ nguyên tệp và khôi phục từ bản sao lưu bằng motcua restore TỆP.");
    }
    // What lists and counters keep beside the register follows from it: it is computed anew only where it is sound.
    let stamp = register::stamp(&store, out)?;
    let stale = store.rebuild_derived(&stamp)?;
    if stale > 0 {
        out.say(&format!(
            "Đã tính lại {} chỗ suy ra từ hồ sơ: hạn, tình trạng, việc còn nợ, con số trên màn hình.",
            vietnamese_number(stale as i64)
        ));
    }
    out.say("Sổ nguyên vẹn.");
    Ok(())
}

fn findings(report: &Report, store: &Store) -> Vec<String> {
    let mut lines: Vec<String> = report.file.iter().map(|line| format!("Tệp (lời của SQLite): {line}")).collect();
    if let Some(broken) = &report.broken {
        lines.push(format!("Lịch sử đứt ở mục {}: {}.", broken.seq, broken.what));
    }
    if report.dangling > 0 {
        lines.push(format!("Có {} bản ghi trỏ tới bản ghi không tồn tại.", report.dangling));
    }
    for (table, id) in report.altered.iter().take(NAMED) {
        // The number of a record is none that anybody at the desk knows; a dossier has a code.
        let code = if *table == "dossier" { store.read().code_of(*id).ok() } else { None };
        let which = code.map_or_else(|| format!("số {id}"), |code| format!("{code} (bản ghi số {id} của tệp)"));
        lines.push(format!("Bản ghi {} {which} khác với lịch sử.", kind_label(table)));
    }
    if report.altered.len() > NAMED {
        lines.push(format!("… và {} bản ghi nữa khác với lịch sử.", report.altered.len() - NAMED));
    }
    lines
}

/// Copies the register into a folder.
pub fn backup(db: Option<&Path>, args: &Backup, out: &mut Out) -> anyhow::Result<()> {
    let store = register::open(db)?;
    let folder = args.folder.clone().unwrap_or_else(|| copies::folder(store.path()));
    let copy = store.backup(&folder, register::now())?;
    let (seq, hash) = store.chain_head()?;
    out.say(&format!("Đã sao lưu và kiểm tra: {}", copy.display()));
    out.say(&format!("Mã kiểm tra lịch sử: mục {seq}, {hash}."));
    Ok(())
}

/// Puts a backup in the register's place.
pub fn restore(db: Option<&Path>, args: &Restore, out: &mut Out) -> anyhow::Result<()> {
    let path = register::path(db)?;
    let same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if same(&args.file, &path) {
        anyhow::bail!("{} chính là sổ đang dùng; hãy chọn một bản sao lưu.", path.display());
    }
    place::make_folder(&path)
        .map_err(|error| anyhow::anyhow!("Không lập được thư mục của sổ {}: {}.", path.display(), cause(&error)))?;
    let aside = restore::restore(&args.file, &path, register::now())?;
    out.say(&format!("Đã khôi phục sổ {} từ {}.", path.display(), args.file.display()));
    if let Some(aside) = aside {
        out.say(&format!("Sổ trước đó được cất ở {}.", aside.display()));
    }
    Ok(())
}
