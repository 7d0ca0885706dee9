//! The history: hash-chained entries, one line per touched record.
//!
//! `entry hash = SHA-256(previous hash, header, line hashes)`; `line hash = SHA-256(salt, kind, record, dossier, action,
//! body, row hash)`. The chain covers the salted hash, so that a lawful erasure can blank salt and body of a line and the
//! chain still verifies.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::domain::day::Moment;
use crate::domain::labels::kind_label;
use crate::store::error::StoreError;
use crate::store::pages::Way;
use crate::store::read::Read;

/// Who acts, where and when: stamped on every entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The civil minute.
    pub at: Moment,
    /// UTC milliseconds since 1970.
    pub utc_ms: i64,
    /// The PC's offset from UTC in minutes; +420 when it is set right.
    pub utc_offset_min: i32,
    /// Code of the officer at the keyboard; empty before one is chosen.
    pub officer: String,
    /// Number of the desk whose chain this is.
    pub desk: i64,
}

/// The verb of what an upgrade writes down; nobody takes that back.
pub(in crate::store) const UPGRADE: &str = "upgrade";

/// What is being done: a verb for the history, and the reason where one is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Op {
    /// The verb, e.g. `accept`; see [`op_label`] for its Vietnamese.
    pub verb: &'static str,
    /// The reason, or a file's name for an import; may be empty.
    pub reason: String,
    /// The entry that this one reverts, for undo and redo.
    pub reverts: Option<i64>,
}

impl Op {
    /// An action without a reason.
    pub fn new(verb: &'static str) -> Op {
        Op { verb, reason: String::new(), reverts: None }
    }

    /// An action with a reason.
    pub fn because(verb: &'static str, reason: &str) -> Op {
        Op { verb, reason: reason.to_owned(), reverts: None }
    }
}

/// The Vietnamese name of a verb of the journal.
pub fn op_label(verb: &str) -> &str {
    match verb {
        "set_up" => "thiết lập sổ",
        "accept" => "tiếp nhận",
        "log_submission" => "ghi nhận nộp trực tuyến",
        "amend" => "sửa đổi",
        "pause" => "tạm dừng",
        "resume" => "tiếp tục",
        "correct_pause" => "sửa tạm dừng",
        "done" => "xong việc",
        "settle" => "kết thúc trên Cổng",
        "give_back" => "trả kết quả",
        "reject" => "trả lại, không giải quyết",
        "withdraw" => "công dân rút hồ sơ",
        "stop" => "dừng giải quyết",
        "refuse" => "từ chối tiếp nhận",
        "hand_over" => "bàn giao",
        "receive_handover" => "nhận bàn giao",
        "apologise" => "xin lỗi",
        "classify_lateness" => "phân loại trễ hạn",
        "digitise" => "số hóa",
        "rate" => "đánh giá",
        "publish_score" => "ghi điểm Cổng công bố",
        "link_leg" => "liên thông: gắn vào yêu cầu",
        "unlink_leg" => "bỏ liên thông",
        "accept_leg" => "tiếp nhận chặng liên thông",
        "kiosk" => "đánh giá tại màn hình",
        "feedback_receive" => "nhận phản ánh, kiến nghị",
        "feedback_ask" => "yêu cầu bổ sung phản ánh",
        "feedback_supplemented" => "phản ánh được bổ sung",
        "feedback_refuse" => "từ chối phản ánh",
        "feedback_answer" => "trả lời phản ánh",
        "feedback_publish" => "công khai trả lời phản ánh",
        "feedback_amend" => "sửa phản ánh",
        "repromise" => "gia hạn",
        "promise_anew" => "hẹn lại do lịch thay đổi",
        UPGRADE => "nâng cấp sổ",
        "undo" => "hoàn tác",
        "redo" => "làm lại",
        "import" => "nhập từ tệp",
        "narrate" => "soạn lời văn báo cáo",
        "catalogue" => "sửa danh mục",
        "settings" => "sửa thiết lập",
        "rule" => "sửa quy tắc tính hạn",
        "procedure_version" => "bản mới của thủ tục",
        "procedure_fix" => "sửa sai sót của thủ tục",
        "calendar_days" => "sửa lịch",
        "propose_year" => "đề xuất ngày nghỉ",
        "confirm_days" => "xác nhận ngày nghỉ",
        "posting" => "ghi niêm yết thủ tục",
        "posting_posted" => "niêm yết thủ tục",
        "posting_void" => "bỏ dòng niêm yết",
        "directing" => "ghi văn bản chỉ đạo",
        "directing_void" => "bỏ văn bản chỉ đạo",
        "fee" => "ghi phí đã thu",
        "export" => "xuất báo cáo",
        "close" => "chốt số liệu kỳ báo cáo",
        "reopen" => "mở lại kỳ đã chốt",
        other => other,
    }
}

/// One journal entry, without its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Sequence, from 1.
    pub seq: i64,
    /// The civil minute as stored.
    pub at: String,
    /// Code of the officer.
    pub officer: String,
    /// The verb.
    pub op: String,
    /// The reason.
    pub reason: String,
    /// The entry this one reverts.
    pub reverts: Option<i64>,
}

impl Entry {
    /// When it was written, and by whom where that is known, as papers say it.
    pub fn when(&self) -> String {
        when(&self.at, &self.officer)
    }
}

/// A stored minute as papers write it, and who was at the keyboard: a command of the command line is nobody's.
pub fn when(stored: &str, officer: &str) -> String {
    let at = stored.parse::<Moment>().map_or_else(|_| stored.to_owned(), Moment::vietnamese);
    if officer.is_empty() { at } else { format!("{at}, {officer}") }
}

/// One line of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Sequence of the entry.
    pub seq: i64,
    /// Table name of the record's kind.
    pub kind: String,
    /// Id of the record.
    pub record: i64,
    /// The dossier it belongs to, if any; a dossier's own.
    pub dossier: Option<i64>,
    /// `create` or `update`.
    pub action: String,
    /// The JSON body.
    pub body: String,
}

/// The hash of a line; see the head of this file. `of` is the record and the dossier it belongs to: without the
/// dossier in it, a line could be taken out of a dossier's history unnoticed.
pub(in crate::store) fn line_hash(
    salt: &[u8],
    kind: &str,
    of: (i64, Option<i64>),
    action: &str,
    body: &str,
    row_hash: &[u8],
) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    let dossier = of.1.map_or(Vec::new(), |dossier| dossier.to_be_bytes().to_vec());
    for part in [kind.as_bytes(), &of.0.to_be_bytes(), &dossier, action.as_bytes(), body.as_bytes(), row_hash] {
        // The length before each part keeps ("ab", "c") apart from ("a", "bc").
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// The salted hash of a record's canonical image.
pub(in crate::store) fn row_hash(salt: &[u8], image: &str) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(image.as_bytes());
    hasher.finalize().into()
}

/// The hash of an entry over its header and the hashes of its lines.
pub(in crate::store) fn entry_hash(
    prev: &[u8],
    seq: i64,
    stamp: &StampText<'_>,
    op: (&str, &str, Option<i64>),
    lines: &[[u8; 32]],
) -> [u8; 32] {
    let header = format!(
        "{seq}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}",
        stamp.desk,
        stamp.utc_ms,
        stamp.utc_offset_min,
        stamp.at,
        stamp.officer,
        op.0,
        op.1,
        op.2.map_or(String::new(), |seq| seq.to_string())
    );
    let mut hasher = Sha256::new();
    hasher.update(prev);
    hasher.update((header.len() as u64).to_be_bytes());
    hasher.update(header.as_bytes());
    for line in lines {
        hasher.update(line);
    }
    hasher.finalize().into()
}

/// A stamp with its moment as text, so that what is stored and what is hashed are the same letters.
pub(in crate::store) struct StampText<'a> {
    pub desk: i64,
    pub utc_ms: i64,
    pub utc_offset_min: i64,
    pub at: &'a str,
    pub officer: &'a str,
}

/// Sequence and hash of the last entry; (0, 32 zero bytes) in an empty journal.
pub(in crate::store) fn head(conn: &Connection) -> Result<(i64, Vec<u8>), StoreError> {
    let found = conn
        .prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.unwrap_or((0, vec![0; 32])))
}

/// One entry by its sequence.
pub(in crate::store) fn entry(conn: &Connection, seq: i64) -> Result<Option<Entry>, StoreError> {
    let found = conn
        .prepare_cached("SELECT seq, at, officer, op, reason, reverts FROM journal WHERE seq = ?1")?
        .query_row([seq], entry_of)
        .optional()?;
    Ok(found)
}

fn entry_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        seq: row.get(0)?,
        at: row.get(1)?,
        officer: row.get(2)?,
        op: row.get(3)?,
        reason: row.get(4)?,
        reverts: row.get(5)?,
    })
}

/// The lines of one entry in their order with what taking it back needs. What was created is only voided then: its whole
/// image stays out, as an import has one for each of thousands of records.
pub(in crate::store) fn lines_to_revert(conn: &Connection, seq: i64) -> Result<Vec<Line>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT seq, kind, record, action, CASE action WHEN 'create' THEN '' ELSE body END, dossier
         FROM journal_line WHERE seq = ?1 ORDER BY n",
    )?;
    let rows = statement.query_map([seq], line_of)?;
    Ok(rows.collect::<Result<Vec<Line>, _>>()?)
}

pub(in crate::store) fn line_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line {
        seq: row.get(0)?,
        kind: row.get(1)?,
        record: row.get(2)?,
        action: row.get(3)?,
        body: row.get(4)?,
        dossier: row.get(5)?,
    })
}

/// The newest entries that touched a dossier, newest first, each with the lines that concern it.
pub(in crate::store) fn of_dossier(
    conn: &Connection,
    dossier: i64,
    limit: usize,
) -> Result<Vec<(Entry, Vec<Line>)>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT DISTINCT seq FROM journal_line WHERE dossier = ?1 ORDER BY seq DESC LIMIT ?2")?;
    let seqs: Vec<i64> =
        statement.query_map(params![dossier, limit as i64], |row| row.get(0))?.collect::<Result<_, _>>()?;
    // By the dossier's own index: an import has thousands of lines, and by their entry all of them would be read.
    let mut touching = conn.prepare_cached(
        "SELECT seq, kind, record, action, body, dossier FROM journal_line INDEXED BY journal_line_by_dossier
         WHERE seq = ?1 AND dossier = ?2 ORDER BY n",
    )?;
    let mut found = Vec::with_capacity(seqs.len());
    for seq in seqs {
        let lines = touching.query_map([seq, dossier], line_of)?.collect::<Result<Vec<Line>, _>>()?;
        if let Some(entry) = entry(conn, seq)? {
            found.push((entry, lines));
        }
    }
    Ok(found)
}

/// An entry as a row of the history: with the dossiers it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// The entry.
    pub entry: Entry,
    /// Codes of the first dossiers among its lines, at most [`CODES`].
    pub codes: Vec<String>,
    /// It has lines of further dossiers.
    pub more: bool,
}

/// Codes that a row of the history names.
pub const CODES: usize = 2;

/// Lines of an entry that are searched for codes: an import has thousands, and the first ones say enough.
const SEARCHED: i64 = 200;

impl Read<'_> {
    /// Up to `limit` entries of the whole register, newest first, beside entry `beside` (or at the list's edge).
    pub fn journal_page(&self, beside: Option<i64>, way: Way, limit: usize) -> Result<Vec<HistoryRow>, StoreError> {
        let older = way == Way::After;
        let (sign, direction, edge) = if older { ("<", "DESC", i64::MAX) } else { (">", "ASC", 0) };
        let sql = format!(
            "SELECT seq, at, officer, op, reason, reverts FROM journal WHERE seq {sign} ?1
             ORDER BY seq {direction} LIMIT ?2"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let entries = statement.query_map(params![beside.unwrap_or(edge), limit as i64], entry_of)?;
        let mut rows = Vec::with_capacity(limit.min(256));
        for entry in entries {
            rows.push(self.history_row(entry?)?);
        }
        if !older {
            rows.reverse();
        }
        Ok(rows)
    }

    /// An entry with the dossiers it concerns.
    pub(in crate::store) fn history_row(&self, entry: Entry) -> Result<HistoryRow, StoreError> {
        let mut codes = self.codes_of(entry.seq)?;
        let more = codes.len() > CODES;
        codes.truncate(CODES);
        Ok(HistoryRow { entry, codes, more })
    }

    /// Codes of the dossiers among an entry's first lines, one more than [`CODES`] if there are so many.
    pub(in crate::store) fn codes_of(&self, seq: i64) -> Result<Vec<String>, StoreError> {
        let mut statement = self.conn().prepare_cached(
            "SELECT d.code FROM (SELECT DISTINCT dossier FROM journal_line
                WHERE seq = ?1 AND n < ?2 AND dossier IS NOT NULL LIMIT ?3) AS l JOIN dossier d ON d.id = l.dossier",
        )?;
        let codes = statement.query_map(params![seq, SEARCHED, CODES as i64 + 1], |row| row.get(0))?;
        Ok(codes.collect::<Result<_, _>>()?)
    }

    /// How many entries the history has: they are numbered without gaps.
    pub fn journal_length(&self) -> Result<i64, StoreError> {
        Ok(head(self.conn())?.0)
    }

    /// The first `limit` lines of an entry, and how many it has. They are numbered without gaps, so the last one tells:
    /// those of an import are never counted.
    pub fn journal_lines(&self, seq: i64, limit: usize) -> Result<(Vec<Line>, usize), StoreError> {
        let count: i64 = self
            .conn()
            .prepare_cached("SELECT ifnull(max(n), -1) + 1 FROM journal_line WHERE seq = ?1")?
            .query_row([seq], |row| row.get(0))?;
        let mut statement = self.conn().prepare_cached(
            "SELECT seq, kind, record, action, body, dossier FROM journal_line WHERE seq = ?1 ORDER BY n LIMIT ?2",
        )?;
        let lines = statement.query_map(params![seq, limit as i64], line_of)?.collect::<Result<_, _>>()?;
        Ok((lines, usize::try_from(count).unwrap_or(0)))
    }
}

/// Where the chain is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The entry whose hash does not follow.
    pub seq: i64,
    /// What was found there.
    pub what: String,
}

/// Verifies the chain from entry `from` (1 = all of it) to the head. Returns how many entries were verified and the
/// first break, if any.
pub(in crate::store) fn verify(conn: &Connection, from: i64) -> Result<(u64, Option<Broken>), StoreError> {
    let mut previous: Option<(i64, Vec<u8>)> = conn
        .query_row("SELECT seq, hash FROM journal WHERE seq = ?1", [from - 1], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if previous.is_none() && from <= 1 {
        previous = Some((0, vec![0; 32]));
    }
    let mut statement = conn.prepare(
        "SELECT seq, desk, at_utc_ms, utc_offset_min, at, officer, op, reason, reverts, prev_hash, hash
         FROM journal WHERE seq >= ?1 ORDER BY seq",
    )?;
    let mut rows = statement.query([from.max(1)])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let (prev_hash, hash): (Vec<u8>, Vec<u8>) = (row.get(9)?, row.get(10)?);
        if let Some((before, expected)) = &previous
            && (seq != before + 1 || prev_hash != *expected)
        {
            return Ok((count, Some(Broken { seq, what: format!("không nối tiếp mục {before}") })));
        }
        let (lines, fault) = verified_lines(conn, seq)?;
        if let Some(what) = fault {
            return Ok((count, Some(Broken { seq, what })));
        }
        let (at, officer, op, reason): (String, String, String, String) =
            (row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?);
        let stamp = StampText {
            desk: row.get(1)?,
            utc_ms: row.get(2)?,
            utc_offset_min: row.get(3)?,
            at: &at,
            officer: &officer,
        };
        if entry_hash(&prev_hash, seq, &stamp, (&op, &reason, row.get(8)?), &lines)[..] != hash[..] {
            return Ok((count, Some(Broken { seq, what: "nội dung mục đã bị sửa".to_owned() })));
        }
        previous = Some((seq, hash));
        count += 1;
    }
    Ok((count, None))
}

/// The hashes of an entry's lines, and the first line that does not match its own hash. A blanked line (no salt, no
/// body) is a break too: until there is a lawful erasure whose own entry names what it blanked, nobody may blank one.
fn verified_lines(conn: &Connection, seq: i64) -> Result<(Vec<[u8; 32]>, Option<String>), StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT kind, record, action, body, salt, row_hash, hash, dossier, n FROM journal_line
         WHERE seq = ?1 ORDER BY n",
    )?;
    let mut rows = statement.query([seq])?;
    let mut hashes = Vec::new();
    while let Some(row) = rows.next()? {
        let (kind, record, action, body): (String, i64, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let (salt, image, hash): (Vec<u8>, Vec<u8>, Vec<u8>) = (row.get(4)?, row.get(5)?, row.get(6)?);
        let (dossier, n): (Option<i64>, i64) = (row.get(7)?, row.get(8)?);
        if n != hashes.len() as i64 {
            return Ok((hashes, Some(format!("dòng của {} {record} không đúng thứ tự", kind_label(&kind)))));
        }
        if salt.is_empty() && body.is_empty() {
            return Ok((hashes, Some(format!("dòng của {} {record} đã bị xóa trắng", kind_label(&kind)))));
        }
        if line_hash(&salt, &kind, (record, dossier), &action, &body, &image)[..] != hash[..] {
            return Ok((hashes, Some(format!("dòng của {} {record} đã bị sửa", kind_label(&kind)))));
        }
        let Ok(hash) = <[u8; 32]>::try_from(hash.as_slice()) else {
            return Ok((hashes, Some(format!("dòng của {} {record} mất mã kiểm tra", kind_label(&kind)))));
        };
        hashes.push(hash);
    }
    Ok((hashes, None))
}
