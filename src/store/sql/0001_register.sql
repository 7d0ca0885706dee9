-- The register of one desk, first version.
--
-- Names are the glossary's. Moments are civil local time as ISO text ('2026-11-20 09:15'), days '2026-11-20', so that
-- the file can be read with any SQLite tool in twenty years. Money is in đồng. Every record carries a stable global
-- id (gid), the journal sequence of the last entry that touched it (version), and voided: nothing is ever deleted.
-- A check that meets NULL passes, so the checks below hold for values that are there.

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    desk INTEGER NOT NULL,
    at_utc_ms INTEGER NOT NULL,
    utc_offset_min INTEGER NOT NULL,
    at TEXT NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    officer TEXT NOT NULL,
    op TEXT NOT NULL,
    reason TEXT NOT NULL,
    reverts INTEGER,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;

-- One line per touched record. body: the whole record for a creation, {field: [old, new]} for an update.
-- hash covers a salt, so that a lawful erasure can blank salt and body and the chain still verifies.
CREATE TABLE journal_line (
    seq INTEGER NOT NULL REFERENCES journal (seq),
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record INTEGER NOT NULL,
    dossier INTEGER,
    action TEXT NOT NULL CHECK (action IN ('create', 'update')),
    body TEXT NOT NULL,
    salt BLOB NOT NULL,
    row_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_line_by_dossier ON journal_line (dossier, seq) WHERE dossier IS NOT NULL;
CREATE INDEX journal_line_by_record ON journal_line (kind, record, seq) WHERE dossier IS NULL;

CREATE TABLE setting (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL,
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;

CREATE TABLE officer (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    position TEXT NOT NULL DEFAULT '',
    office TEXT NOT NULL DEFAULT '',
    valid_from TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    valid_to TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;

-- Versions of a procedure differ in valid_from; an empty one is kept as '' so that UNIQUE sees it.
CREATE TABLE procedure (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    code TEXT NOT NULL CHECK (code <> ''),
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    field TEXT NOT NULL,
    limit_direct TEXT,
    limit_online TEXT,
    limit_postal TEXT,
    same_day_cutoff TEXT,
    online_level TEXT CHECK (online_level IN ('none', 'partial', 'full')),
    fee INTEGER CHECK (fee IN (0, 1)),
    online_payment INTEGER CHECK (online_payment IN (0, 1)),
    postal_receive INTEGER CHECK (postal_receive IN (0, 1)),
    postal_return INTEGER CHECK (postal_return IN (0, 1)),
    result_document INTEGER CHECK (result_document IN (0, 1)),
    valid_from TEXT NOT NULL DEFAULT '',
    valid_to TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    basis TEXT NOT NULL DEFAULT '',
    decision TEXT NOT NULL DEFAULT '',
    confirmed INTEGER NOT NULL DEFAULT 1 CHECK (confirmed IN (0, 1)),
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    UNIQUE (code, valid_from)
) STRICT;

-- The papers a procedure asks for, remembered from the desk's own use.
CREATE TABLE procedure_component (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    procedure_code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT '',
    copies INTEGER NOT NULL DEFAULT 1,
    required INTEGER NOT NULL DEFAULT 1 CHECK (required IN (0, 1)),
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    UNIQUE (procedure_code, name)
) STRICT;

CREATE TABLE dossier (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    source_code TEXT NOT NULL DEFAULT '',
    procedure_id INTEGER NOT NULL REFERENCES procedure (id),
    applicant_name TEXT NOT NULL CHECK (applicant_name <> ''),
    applicant_kind TEXT CHECK (applicant_kind IN ('individual', 'organization')),
    applicant_id TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    delegate_name TEXT NOT NULL DEFAULT '',
    sets INTEGER CHECK (sets >= 0),
    channel TEXT NOT NULL CHECK (channel IN ('direct', 'online', 'postal')),
    out_of_area INTEGER NOT NULL DEFAULT 0 CHECK (out_of_area IN (0, 1)),
    submitted_at TEXT CHECK (submitted_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    accepted_at TEXT CHECK (accepted_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    office TEXT NOT NULL DEFAULT '',
    forwarded_at TEXT CHECK (forwarded_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    "limit" TEXT,
    extension TEXT,
    due_at TEXT CHECK (due_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    -- The limit that held when the dossier came in; a later change of the procedure does not touch it.
    limit_kept TEXT,
    -- 1 = due_at was computed from the limit, 0 = it was recorded otherwise.
    due_computed INTEGER NOT NULL DEFAULT 0 CHECK (due_computed IN (0, 1)),
    received_by INTEGER REFERENCES officer (id),
    handled_by INTEGER REFERENCES officer (id),
    settled_at TEXT CHECK (settled_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    done_at TEXT CHECK (done_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    returned_at TEXT CHECK (returned_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    return_channel TEXT CHECK (return_channel IN ('direct', 'online', 'postal')),
    outcome TEXT CHECK (outcome IN ('settled', 'rejected', 'withdrawn', 'stopped', 'refused')),
    fee INTEGER CHECK (fee >= 0),
    paid_by TEXT CHECK (paid_by IN ('online', 'cash')),
    components_required INTEGER NOT NULL DEFAULT 0 CHECK (components_required >= 0),
    components_digitized INTEGER NOT NULL DEFAULT 0 CHECK (components_digitized >= 0),
    components_reused INTEGER NOT NULL DEFAULT 0 CHECK (components_reused >= 0),
    components_note TEXT NOT NULL DEFAULT '',
    result_digitized INTEGER NOT NULL DEFAULT 0 CHECK (result_digitized IN (0, 1)),
    result_note TEXT NOT NULL DEFAULT '',
    late_kind TEXT CHECK (late_kind IN ('actual', 'operational')),
    late_cause TEXT NOT NULL DEFAULT '',
    late_officer TEXT NOT NULL DEFAULT '',
    apology_number TEXT NOT NULL DEFAULT '',
    apology_signer TEXT NOT NULL DEFAULT '',
    apology_issued_at TEXT CHECK (apology_issued_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    apology_uploaded_at TEXT CHECK (apology_uploaded_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    apology_posted_at TEXT CHECK (apology_posted_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    reappointed_at TEXT CHECK (reappointed_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    no_apology_reason TEXT NOT NULL DEFAULT '',
    system TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    -- What follows is derived from the columns above and from the tables below; the door keeps it, check rebuilds it,
    -- the journal does not hold it.
    name_fold TEXT NOT NULL DEFAULT '',
    name_sort TEXT NOT NULL DEFAULT '',
    field_id INTEGER REFERENCES field (id),
    due_now TEXT,
    late_from TEXT,
    pause_count INTEGER NOT NULL DEFAULT 0,
    paused_since TEXT,
    due_count INTEGER NOT NULL DEFAULT 0,
    handover_count INTEGER NOT NULL DEFAULT 0,
    owed INTEGER NOT NULL DEFAULT 0,
    CHECK ((outcome IS NULL) = (settled_at IS NULL))
) STRICT;
CREATE TABLE field (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX dossier_by_accepted ON dossier (accepted_at) WHERE accepted_at IS NOT NULL;
CREATE INDEX dossier_by_settled ON dossier (settled_at);
CREATE INDEX dossier_by_returned ON dossier (returned_at) WHERE returned_at IS NOT NULL;
CREATE INDEX dossier_by_applicant_id ON dossier (applicant_id) WHERE applicant_id <> '';
CREATE INDEX dossier_by_phone ON dossier (phone) WHERE phone <> '';
CREATE INDEX dossier_by_apology_number ON dossier (apology_number) WHERE apology_number <> '';
CREATE INDEX dossier_by_source_code ON dossier (source_code) WHERE source_code <> '';
CREATE INDEX dossier_by_name ON dossier (name_sort);
CREATE INDEX dossier_by_procedure ON dossier (procedure_id);
CREATE INDEX dossier_by_field ON dossier (field_id);
CREATE INDEX dossier_by_receiver ON dossier (received_by);
CREATE INDEX dossier_by_handler ON dossier (handled_by);
CREATE INDEX dossier_by_channel ON dossier (channel);
CREATE INDEX dossier_by_outcome ON dossier (outcome);
-- Open dossiers only: small at any size of the register. The counters of the day name these indexes, and find in them
-- all that they ask.
CREATE INDEX dossier_open_by_due ON dossier (due_now)
WHERE settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0;
CREATE INDEX dossier_open_soon ON dossier (due_now, late_from, paused_since)
WHERE settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0;
CREATE INDEX dossier_open_by_late ON dossier (late_from, apology_issued_at, no_apology_reason)
WHERE settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0;
CREATE INDEX dossier_open_paused ON dossier (paused_since)
WHERE paused_since IS NOT NULL AND settled_at IS NULL AND voided = 0;
CREATE INDEX dossier_unanswered ON dossier (submitted_at)
WHERE accepted_at IS NULL AND settled_at IS NULL AND voided = 0;

-- A child of a dossier names it; its lines in the journal do too.
CREATE TABLE dossier_code (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    dossier_id INTEGER NOT NULL REFERENCES dossier (id),
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;
CREATE INDEX dossier_code_by_dossier ON dossier_code (dossier_id);
CREATE INDEX dossier_code_by_code ON dossier_code (code);

CREATE TABLE pause (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    dossier_id INTEGER NOT NULL REFERENCES dossier (id),
    reason TEXT NOT NULL CHECK (reason IN ('supplement', 'fee', 'other')),
    document TEXT NOT NULL DEFAULT '',
    from_at TEXT NOT NULL CHECK (from_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    to_at TEXT CHECK (to_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    CHECK (to_at IS NULL OR to_at >= from_at)
) STRICT;
CREATE INDEX pause_by_dossier ON pause (dossier_id, from_at);

-- Every due date a dossier ever had. Number 1 is the first promise; nothing overwrites it.
CREATE TABLE due_date (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    dossier_id INTEGER NOT NULL REFERENCES dossier (id),
    n INTEGER NOT NULL CHECK (n >= 1),
    due_at TEXT NOT NULL CHECK (due_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    effective_at TEXT NOT NULL CHECK (effective_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    reason TEXT NOT NULL DEFAULT '',
    document TEXT NOT NULL DEFAULT '',
    officer TEXT NOT NULL DEFAULT '',
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    UNIQUE (dossier_id, n)
) STRICT;

CREATE TABLE component (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    dossier_id INTEGER NOT NULL REFERENCES dossier (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT '',
    copies INTEGER CHECK (copies >= 0),
    required INTEGER NOT NULL DEFAULT 1 CHECK (required IN (0, 1)),
    digitized INTEGER NOT NULL DEFAULT 0 CHECK (digitized IN (0, 1)),
    reused INTEGER NOT NULL DEFAULT 0 CHECK (reused IN (0, 1)),
    not_applicable INTEGER NOT NULL DEFAULT 0 CHECK (not_applicable IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;
CREATE INDEX component_by_dossier ON component (dossier_id);

CREATE TABLE handover (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    dossier_id INTEGER NOT NULL REFERENCES dossier (id),
    from_officer INTEGER REFERENCES officer (id),
    to_officer INTEGER REFERENCES officer (id),
    to_office TEXT NOT NULL DEFAULT '',
    given_at TEXT NOT NULL CHECK (given_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    received_at TEXT CHECK (received_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    note TEXT NOT NULL DEFAULT '',
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;
CREATE INDEX handover_by_dossier ON handover (dossier_id, given_at);

CREATE TABLE rating (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    at TEXT NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    dossier_id INTEGER REFERENCES dossier (id),
    officer_id INTEGER REFERENCES officer (id),
    level TEXT NOT NULL CHECK (level <> ''),
    comment TEXT NOT NULL DEFAULT '',
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;
CREATE INDEX rating_by_at ON rating (at);
CREATE INDEX rating_by_dossier ON rating (dossier_id);

CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    received_at TEXT NOT NULL CHECK (received_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    channel TEXT NOT NULL DEFAULT '',
    dossier_id INTEGER REFERENCES dossier (id),
    subject TEXT NOT NULL DEFAULT '',
    handled_at TEXT CHECK (handled_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    published_at TEXT CHECK (published_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    satisfied INTEGER CHECK (satisfied IN (0, 1)),
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;
CREATE INDEX feedback_by_received ON feedback (received_at);
CREATE INDEX feedback_by_dossier ON feedback (dossier_id);

CREATE TABLE calendar_day (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    date TEXT NOT NULL UNIQUE CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    kind TEXT NOT NULL CHECK (kind IN ('off', 'work')),
    name TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL CHECK (status IN ('announced', 'expected', 'proposed')),
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;

-- Office hours with the day they begin to hold ('' = always did), e.g. '07:30-11:30 13:00-17:00'.
CREATE TABLE office_hours (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    valid_from TEXT NOT NULL DEFAULT '' UNIQUE,
    spans TEXT NOT NULL,
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;

-- Targets (chỉ tiêu): bound 'max' = at most, 'min' = at least; value in hundredths of a percent.
CREATE TABLE target (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    figure TEXT NOT NULL,
    bound TEXT NOT NULL CHECK (bound IN ('max', 'min')),
    value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10000),
    valid_from TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    UNIQUE (figure, valid_from)
) STRICT;

-- Numbers that were given out (dossier codes, letters, books). A number is never given twice: a voided one stays,
-- and is shown as đã hủy.
CREATE TABLE issued_number (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    series TEXT NOT NULL,
    scope TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 1),
    text TEXT NOT NULL,
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    UNIQUE (series, scope, n)
) STRICT;
CREATE INDEX issued_number_by_text ON issued_number (text);

-- What was sent out: report kind, period, the file's hash. Kept so that an export can be traced.
CREATE TABLE export (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    what TEXT NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    format TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    unmasked INTEGER NOT NULL DEFAULT 0 CHECK (unmasked IN (0, 1)),
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;

-- Work owed, by kind (a bit of dossier.owed): derived, kept by the door, rebuilt by check. Small beside the register.
CREATE TABLE owed (
    kind INTEGER NOT NULL,
    dossier_id INTEGER NOT NULL REFERENCES dossier (id),
    PRIMARY KEY (kind, dossier_id)
) STRICT, WITHOUT ROWID;
-- How many rows owed and dossier have, so that no counter counts them on screen.
CREATE TABLE tally (
    name TEXT PRIMARY KEY,
    n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO tally (name, n) VALUES ('dossier', 0);
CREATE TRIGGER dossier_counted AFTER INSERT ON dossier WHEN new.voided = 0 BEGIN
    UPDATE tally SET n = n + 1 WHERE name = 'dossier';
END;
CREATE TRIGGER dossier_recounted AFTER UPDATE OF voided ON dossier WHEN new.voided <> old.voided BEGIN
    UPDATE tally SET n = n + old.voided - new.voided WHERE name = 'dossier';
END;
CREATE TRIGGER owed_counted AFTER INSERT ON owed BEGIN
    INSERT INTO tally (name, n) VALUES ('owed.' || new.kind, 1) ON CONFLICT (name) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER owed_paid AFTER DELETE ON owed BEGIN
    UPDATE tally SET n = n - 1 WHERE name = 'owed.' || old.kind;
END;

-- Search by words without marks. Fed by triggers only: a wrong old value in a delete would corrupt the index.
CREATE VIRTUAL TABLE dossier_search USING fts5 (
    name_fold, code, phone,
    content = 'dossier', content_rowid = 'id', detail = none, columnsize = 0, prefix = '2 3 4 5 6'
);
INSERT INTO dossier_search (dossier_search, rank) VALUES ('secure-delete', 1);
-- A voided dossier leaves the search and comes back with its life.
CREATE TRIGGER dossier_search_insert AFTER INSERT ON dossier WHEN new.voided = 0 BEGIN
    INSERT INTO dossier_search (rowid, name_fold, code, phone) VALUES (new.id, new.name_fold, new.code, new.phone);
END;
CREATE TRIGGER dossier_search_update AFTER UPDATE OF name_fold, code, phone, voided ON dossier
WHEN new.name_fold <> old.name_fold OR new.code <> old.code OR new.phone <> old.phone OR new.voided <> old.voided BEGIN
    INSERT INTO dossier_search (dossier_search, rowid, name_fold, code, phone)
    SELECT 'delete', old.id, old.name_fold, old.code, old.phone WHERE old.voided = 0;
    INSERT INTO dossier_search (rowid, name_fold, code, phone)
    SELECT new.id, new.name_fold, new.code, new.phone WHERE new.voided = 0;
END;

-- Drafts of unfinished forms: not part of the register's history, only of somebody's typing.
CREATE TABLE draft (
    form TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
