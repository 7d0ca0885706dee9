-- Format 3: letters with their reason, the slips that a desk issues, scans, linked legs, the clocks of feedback, lists of
-- postings and directing documents, and what a report of a period keeps: its texts, published points, its closing.
--
-- A column added to a table with rows is NULL or '' for what is older, never 0: the journal's image of a row leaves out
-- what is empty, so every older row keeps the image that its last entry hashed.

-- What the citizen is told in the letter of apology.
ALTER TABLE dossier ADD COLUMN apology_reason TEXT NOT NULL DEFAULT '';
-- The ledger of apologies reads the letters of a year, those that wait for a step, and the reasons for having none; all
-- are few beside the register. A voided dossier keeps the number of its letter.
CREATE INDEX dossier_letter ON dossier (apology_issued_at) WHERE apology_issued_at IS NOT NULL;
CREATE INDEX dossier_letter_waiting ON dossier (apology_issued_at)
WHERE apology_issued_at IS NOT NULL AND (apology_uploaded_at IS NULL OR apology_posted_at IS NULL) AND voided = 0;
CREATE INDEX dossier_letter_excused ON dossier (settled_at) WHERE no_apology_reason <> '' AND voided = 0;
-- What shows that lateness was by operation only: a document, a picture of the portal, a path.
ALTER TABLE dossier ADD COLUMN late_evidence TEXT NOT NULL DEFAULT '';
-- The result is signed digitally (NULL = not said), and where its file is: a path or a link, never the file itself.
ALTER TABLE dossier ADD COLUMN result_signed INTEGER CHECK (result_signed IN (0, 1));
ALTER TABLE dossier ADD COLUMN result_scan TEXT NOT NULL DEFAULT '';
-- When the fee was taken and by whom; without them it was taken at acceptance by the officer who received.
ALTER TABLE dossier ADD COLUMN paid_at TEXT
CHECK (paid_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]');
ALTER TABLE dossier ADD COLUMN paid_to INTEGER REFERENCES officer (id);
CREATE INDEX dossier_by_paid ON dossier (paid_at) WHERE paid_at IS NOT NULL;
CREATE INDEX dossier_by_paid_to ON dossier (paid_to) WHERE paid_to IS NOT NULL;
-- What ended late: a few in a hundred. The head's page finds all that it asks of them here.
CREATE INDEX dossier_settled_late
ON dossier (settled_at, late_from, handled_by, field_id, apology_issued_at, no_apology_reason)
WHERE late_from <= settled_at AND voided = 0;
-- Where the citizen collects the result; '' = the desk's own setting.
ALTER TABLE dossier ADD COLUMN collect_at TEXT NOT NULL DEFAULT '';
-- The request of which this dossier is a leg (liên thông). The request is a dossier itself, with the total date; it is
-- counted, its legs are not.
ALTER TABLE dossier ADD COLUMN leg_of INTEGER REFERENCES dossier (id);
CREATE INDEX dossier_by_request ON dossier (leg_of) WHERE leg_of IS NOT NULL;
-- The place in the desk's book (sổ theo dõi hồ sơ): the year of acceptance and the running number within it. An undone
-- dossier keeps both, so that nobody else gets them.
ALTER TABLE dossier ADD COLUMN book_year INTEGER;
ALTER TABLE dossier ADD COLUMN book_no INTEGER CHECK (book_no >= 1);
CREATE UNIQUE INDEX dossier_by_book ON dossier (book_year, book_no) WHERE book_no IS NOT NULL;

-- A paper taken from the national store; one that cannot be digitized at all (its reason stands in note); who is
-- answerable for it; where its scan is.
ALTER TABLE component ADD COLUMN national INTEGER CHECK (national IN (0, 1));
ALTER TABLE component ADD COLUMN unmendable INTEGER CHECK (unmendable IN (0, 1));
ALTER TABLE component ADD COLUMN officer_id INTEGER REFERENCES officer (id);
ALTER TABLE component ADD COLUMN scan TEXT NOT NULL DEFAULT '';

-- The time that a step of the way has (form 06), and whether the office only takes part in it.
ALTER TABLE handover ADD COLUMN due_at TEXT
CHECK (due_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]');
ALTER TABLE handover ADD COLUMN assisting INTEGER CHECK (assisting IN (0, 1));

-- Where a rating came from: 'kiosk', 'desk'; '' = a file or an older entry.
ALTER TABLE rating ADD COLUMN source TEXT NOT NULL DEFAULT '';

-- The steps of feedback between receiving and publishing, and who answers.
ALTER TABLE feedback ADD COLUMN sender TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN contact TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN officer_id INTEGER REFERENCES officer (id);
ALTER TABLE feedback ADD COLUMN refused_at TEXT
CHECK (refused_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]');
ALTER TABLE feedback ADD COLUMN supplement_asked_at TEXT
CHECK (supplement_asked_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]');
ALTER TABLE feedback ADD COLUMN supplemented_at TEXT
CHECK (supplemented_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]');
ALTER TABLE feedback ADD COLUMN answer TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN document TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE INDEX feedback_open ON feedback (received_at)
WHERE voided = 0 AND (handled_at IS NULL OR published_at IS NULL);

-- Slips issued to a citizen: 02 asks for papers, 03 refuses, 05 tells of a stop. items: one a line.
CREATE TABLE slip (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    dossier_id INTEGER NOT NULL REFERENCES dossier (id),
    form TEXT NOT NULL CHECK (form IN ('02', '03', '05')),
    number TEXT NOT NULL DEFAULT '',
    issued_at TEXT NOT NULL CHECK (issued_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    items TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    basis TEXT NOT NULL DEFAULT '',
    contact TEXT NOT NULL DEFAULT '',
    signer TEXT NOT NULL DEFAULT '',
    officer_id INTEGER REFERENCES officer (id),
    pause_id INTEGER REFERENCES pause (id),
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;
CREATE INDEX slip_by_dossier ON slip (dossier_id, issued_at);

-- Published procedures (quyết định công bố) and when the desk posted them.
CREATE TABLE posting (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    decision TEXT NOT NULL CHECK (decision <> ''),
    published_on TEXT NOT NULL CHECK (published_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    procedure_code TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    posted_on TEXT CHECK (posted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    place TEXT NOT NULL DEFAULT '',
    officer_id INTEGER REFERENCES officer (id),
    note TEXT NOT NULL DEFAULT '',
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;
CREATE INDEX posting_by_day ON posting (published_on);

-- Documents that direct the desk's work (văn bản chỉ đạo, đôn đốc), for section I of a report.
CREATE TABLE directing_document (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    number TEXT NOT NULL CHECK (number <> ''),
    date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    issuer TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;
CREATE INDEX directing_document_by_date ON directing_document (date);

-- Text blocks of a narrative report, by its period.
CREATE TABLE report_text (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    section TEXT NOT NULL,
    period_from TEXT NOT NULL CHECK (period_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    period_to TEXT NOT NULL CHECK (period_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    body TEXT NOT NULL DEFAULT '',
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    UNIQUE (kind, section, period_from, period_to)
) STRICT;

-- Points that a portal published, typed in beside the estimate. value in hundredths of a point.
CREATE TABLE published_score (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    period_from TEXT NOT NULL CHECK (period_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    period_to TEXT NOT NULL CHECK (period_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    component TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value >= 0),
    source TEXT NOT NULL DEFAULT '',
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    UNIQUE (period_from, period_to, component)
) STRICT;

-- A closed period (chốt số liệu). upto: the last journal entry that it saw; figures: JSON with `order`, the ids of the
-- figures that count dossiers as that program knew them, and `figures`, id to n and of; members: the hash over
-- closed_dossier, so that the journal vouches for those rows too.
CREATE TABLE closing (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    period_from TEXT NOT NULL CHECK (period_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    period_to TEXT NOT NULL CHECK (period_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    cutoff TEXT NOT NULL DEFAULT '',
    closed_at TEXT NOT NULL CHECK (closed_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-2][0-9]:[0-5][0-9]'),
    officer TEXT NOT NULL DEFAULT '',
    upto INTEGER NOT NULL,
    figures TEXT NOT NULL,
    members TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX closing_by_period ON closing (period_from, period_to) WHERE voided = 0;

-- A file as it was reported when a period was closed. The bytes lie apart, under their hash.
CREATE TABLE closing_file (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    closing_id INTEGER NOT NULL REFERENCES closing (id),
    kind TEXT NOT NULL,
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1))
) STRICT;
CREATE INDEX closing_file_by_closing ON closing_file (closing_id);

-- Not journaled row by row: the hash in closing_file names the bytes, the hash in closing covers the members.
CREATE TABLE closed_bytes (
    sha256 TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;
-- The figures in which a dossier stood when the period was closed, as a set of bits in the closing's own order of ids,
-- four bits a hexadecimal digit, the first figure the highest bit of the first digit.
CREATE TABLE closed_dossier (
    closing_id INTEGER NOT NULL REFERENCES closing (id),
    dossier_id INTEGER NOT NULL REFERENCES dossier (id),
    figures TEXT NOT NULL,
    PRIMARY KEY (closing_id, dossier_id)
) STRICT, WITHOUT ROWID;

-- Whom the kiosk of a desk invites to rate: not part of the history, gone with the citizen.
CREATE TABLE invitation (
    desk INTEGER PRIMARY KEY,
    dossier_id INTEGER NOT NULL REFERENCES dossier (id),
    officer_id INTEGER REFERENCES officer (id),
    at_utc_ms INTEGER NOT NULL
) STRICT;

-- The history of a day, at any length of the history.
CREATE INDEX journal_by_at ON journal (at);

-- How many open dossiers fall due on which day, as the list of a day shows them: not those in a pause that counts. Kept
-- by triggers, so that the calendar of a year reads one row a day however many dossiers are open; check counts it anew.
CREATE TABLE due_tally (
    day TEXT PRIMARY KEY,
    n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO due_tally (day, n)
SELECT substr(due_now, 1, 10), count(*) FROM dossier
WHERE settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0 AND left_paused IS NULL AND due_now IS NOT NULL
GROUP BY 1;
CREATE TRIGGER due_tally_insert AFTER INSERT ON dossier
WHEN new.settled_at IS NULL AND new.accepted_at IS NOT NULL AND new.voided = 0 AND new.left_paused IS NULL
AND new.due_now IS NOT NULL BEGIN
    INSERT INTO due_tally (day, n) VALUES (substr(new.due_now, 1, 10), 1) ON CONFLICT (day) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER due_tally_leave AFTER UPDATE OF settled_at, accepted_at, voided, left_paused, due_now ON dossier
WHEN old.settled_at IS NULL AND old.accepted_at IS NOT NULL AND old.voided = 0 AND old.left_paused IS NULL
AND old.due_now IS NOT NULL BEGIN
    UPDATE due_tally SET n = n - 1 WHERE day = substr(old.due_now, 1, 10);
    DELETE FROM due_tally WHERE day = substr(old.due_now, 1, 10) AND n = 0;
END;
CREATE TRIGGER due_tally_enter AFTER UPDATE OF settled_at, accepted_at, voided, left_paused, due_now ON dossier
WHEN new.settled_at IS NULL AND new.accepted_at IS NOT NULL AND new.voided = 0 AND new.left_paused IS NULL
AND new.due_now IS NOT NULL BEGIN
    INSERT INTO due_tally (day, n) VALUES (substr(new.due_now, 1, 10), 1) ON CONFLICT (day) DO UPDATE SET n = n + 1;
END;
