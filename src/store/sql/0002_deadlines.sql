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
-- For an extension by an amount: the due date that the row of the dossier in an exported file says from then on, so that
-- a file written before the calendar was edited is known again. NULL = counted when it is asked for.
ALTER TABLE due_date ADD COLUMN row_due TEXT;
-- 1 = due at closing time because it was counted in days; a clock time that somebody named stays when the day moves.
ALTER TABLE due_date ADD COLUMN closing INTEGER CHECK (closing IN (0, 1));
-- What a line was voided by, where that was a correction and not an undo: it stays visible in the ledger.
ALTER TABLE due_date ADD COLUMN void_cause TEXT CHECK (void_cause IN ('pause', 'amend'));

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
-- Until when an online dossier is to be accepted, and the working minutes left of a clock that stands still in a pause.
ALTER TABLE dossier ADD COLUMN acceptance_due TEXT;
ALTER TABLE dossier ADD COLUMN left_paused INTEGER;
-- The place of a dossier among all whose clock is on: the moment at which it is due (to be accepted, while it waits for
-- that), so that the least working time comes first; then, behind '~', the paused ones by the minutes they have left;
-- then, behind '~~', those that wait for acceptance without a clock.
ALTER TABLE dossier ADD COLUMN clock_order TEXT;

-- The order of the clock takes the place of the order of due dates, and warnings that of "soon". Each index holds all
-- that its counter asks.
DROP INDEX dossier_open_by_due;
DROP INDEX dossier_open_soon;
CREATE INDEX dossier_by_clock ON dossier (clock_order) WHERE settled_at IS NULL AND voided = 0;
CREATE INDEX dossier_open_by_day ON dossier (due_now, clock_order, left_paused)
WHERE settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0;
CREATE INDEX dossier_warned ON dossier (warn_from, late_from, clock_order)
WHERE warn_from IS NOT NULL AND settled_at IS NULL AND voided = 0;
CREATE INDEX dossier_apology_due ON dossier (apology_by, late_from, clock_order)
WHERE apology_by IS NOT NULL AND settled_at IS NULL AND voided = 0;
CREATE INDEX dossier_handover_due ON dossier (handover_due)
WHERE handover_due IS NOT NULL AND settled_at IS NULL AND voided = 0;
CREATE INDEX dossier_acceptance_due ON dossier (acceptance_due)
WHERE acceptance_due IS NOT NULL AND settled_at IS NULL AND voided = 0;

-- Lists in the order of the due date and of acceptance hold every dossier, those without such a moment at the end; and
-- a list can be narrowed to an office or to a kind of lateness.
DROP INDEX dossier_by_accepted;
CREATE INDEX dossier_by_accepted ON dossier (accepted_at);
CREATE INDEX dossier_by_due ON dossier (due_now);
CREATE INDEX dossier_by_office ON dossier (office) WHERE office <> '';
CREATE INDEX dossier_by_late_kind ON dossier (late_kind) WHERE late_kind IS NOT NULL;
