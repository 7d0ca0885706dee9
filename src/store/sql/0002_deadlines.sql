-- Format 2: the due-date ledger tells what moved a date, office hours tell more than the week, and the moments at
-- which a desk is to be warned are kept beside a dossier.

-- What made the line: a pause that closed, an extension, an edited calendar, corrected data. NULL = a date given by
-- hand, which is what every line of format 1 was.
ALTER TABLE due_date ADD COLUMN cause TEXT CHECK (cause IN ('pause', 'extension', 'calendar', 'amend'));
-- The pause that moved the date.
ALTER TABLE due_date ADD COLUMN pause_id INTEGER REFERENCES pause (id);
-- For calendar days and months: the last day counted, before the date rolled on to a working day.
ALTER TABLE due_date ADD COLUMN counted_to TEXT CHECK (counted_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
-- For an extension: how much was added (5wd), on which legal basis, and who approved it.
ALTER TABLE due_date ADD COLUMN extension TEXT;
ALTER TABLE due_date ADD COLUMN basis TEXT NOT NULL DEFAULT '';
ALTER TABLE due_date ADD COLUMN approver TEXT NOT NULL DEFAULT '';

-- Office hours that hold for a while only (a half day has the same first and last day), the hours in which a desk
-- receives on a Saturday without counting it, and the document that sets them. Hours for a while may begin on the day
-- on which others do, so the first day alone is no key any more; SQLite takes that off by a table made anew.
CREATE TABLE office_hours_anew (
    id INTEGER PRIMARY KEY,
    gid BLOB NOT NULL CHECK (length(gid) = 16),
    version INTEGER NOT NULL,
    valid_from TEXT NOT NULL DEFAULT '',
    spans TEXT NOT NULL,
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    valid_to TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    saturday TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    CHECK (valid_to IS NULL OR (valid_from <> '' AND valid_to >= valid_from))
) STRICT;
INSERT INTO office_hours_anew (id, gid, version, valid_from, spans, voided)
SELECT id, gid, version, valid_from, spans, voided FROM office_hours;
DROP TABLE office_hours;
ALTER TABLE office_hours_anew RENAME TO office_hours;
CREATE UNIQUE INDEX office_hours_by_days ON office_hours (valid_from, ifnull(valid_to, ''));

-- Derived, as the other columns of that kind: from when to warn of the due date, from when the apology is at its last
-- moment, and until when the dossier is to be handed over.
ALTER TABLE dossier ADD COLUMN warn_from TEXT;
ALTER TABLE dossier ADD COLUMN apology_by TEXT;
ALTER TABLE dossier ADD COLUMN handover_due TEXT;
