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
-- 1 = due at closing time because it was counted in days; a clock time that somebody named stays when the day moves.
ALTER TABLE due_date ADD COLUMN closing INTEGER CHECK (closing IN (0, 1));
-- What a line was voided by, where that was a correction and not an undo: it stays visible in the ledger.
ALTER TABLE due_date ADD COLUMN void_cause TEXT CHECK (void_cause IN ('pause', 'amend'));

-- Office hours that hold for a while only (a half day has the same first and last day), the hours in which a desk
-- receives on a Saturday without counting it, and the document that sets them.
ALTER TABLE office_hours ADD COLUMN valid_to TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
ALTER TABLE office_hours ADD COLUMN saturday TEXT NOT NULL DEFAULT '';
ALTER TABLE office_hours ADD COLUMN source TEXT NOT NULL DEFAULT '';

-- Derived, as the other columns of that kind: from when to warn of the due date, from when the apology is at its last
-- moment, and until when the dossier is to be handed over.
ALTER TABLE dossier ADD COLUMN warn_from TEXT;
ALTER TABLE dossier ADD COLUMN apology_by TEXT;
ALTER TABLE dossier ADD COLUMN handover_due TEXT;
