-- Format 4: the numbers of the day and the lengths of whole sets are tallied, so that no key counts dossiers.

-- The widths at which a moment is tallied: its month, day, hour and minute, by the length of that text. What has come
-- by a minute is then the sum of the months before it, the days of its month, the hours of its day and the minutes of
-- its hour: a hundred rows or so, however many dossiers there are.
CREATE TABLE tally_width (
    width INTEGER PRIMARY KEY
) STRICT;
INSERT INTO tally_width (width) VALUES (7), (10), (13), (16);

-- How many dossiers of a kind there are: by that part of a moment, or with width 0 of a set that time does not change,
-- where span tells its parts apart (an outcome, a day). No row where the number is 0.
CREATE TABLE mark_tally (
    kind TEXT NOT NULL,
    width INTEGER NOT NULL,
    span TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (kind, width, span)
) STRICT, WITHOUT ROWID;

-- What of each dossier is tallied. The conditions are those of the lists (Conditions in the store); told is what of the
-- late ones has an apology or a reason for none, which is little. The letters behind late say whether lateness ends a
-- warning (w) and the last moment of an apology (a), so that neither needs a tally of its end. check counts the tally
-- anew by this view.
CREATE VIEW dossier_mark AS
SELECT m.kind AS kind, w.width AS width, substr(m.at, 1, w.width) AS span, 1 AS n FROM (
    SELECT 'late' || iif(warn_from < late_from, 'w', '') || iif(apology_by < late_from, 'a', '') AS kind,
        late_from AS at FROM dossier
    WHERE late_from IS NOT NULL AND settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0
    UNION ALL SELECT 'told', late_from FROM dossier
    WHERE late_from IS NOT NULL AND settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0
    AND (apology_issued_at IS NOT NULL OR no_apology_reason <> '')
    UNION ALL SELECT 'warned', warn_from FROM dossier
    WHERE warn_from < late_from AND settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0
    UNION ALL SELECT 'apology', apology_by FROM dossier
    WHERE apology_by < late_from AND settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0
    UNION ALL SELECT 'handover', handover_due FROM dossier
    WHERE handover_due IS NOT NULL AND settled_at IS NULL AND voided = 0
    UNION ALL SELECT 'acceptance', acceptance_due FROM dossier
    WHERE acceptance_due IS NOT NULL AND settled_at IS NULL AND voided = 0
) m CROSS JOIN tally_width w
UNION ALL SELECT 'clock', 0, '', 1 FROM dossier WHERE clock_order IS NOT NULL AND settled_at IS NULL AND voided = 0
UNION ALL SELECT 'paused', 0, '', 1 FROM dossier WHERE paused_since IS NOT NULL AND settled_at IS NULL AND voided = 0
UNION ALL SELECT 'open', 0, '', 1 FROM dossier WHERE settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0
UNION ALL SELECT 'unanswered', 0, '', 1 FROM dossier
WHERE accepted_at IS NULL AND submitted_at IS NOT NULL AND settled_at IS NULL AND voided = 0
UNION ALL SELECT 'ended', 0, outcome, 1 FROM dossier WHERE settled_at IS NOT NULL AND voided = 0
UNION ALL SELECT 'accepted', 0, substr(accepted_at, 1, 10), 1 FROM dossier
WHERE accepted_at IS NOT NULL AND voided = 0
UNION ALL SELECT 'settled', 0, substr(settled_at, 1, 10), 1 FROM dossier WHERE settled_at IS NOT NULL AND voided = 0
UNION ALL SELECT 'returned', 0, substr(returned_at, 1, 10), 1 FROM dossier
WHERE returned_at IS NOT NULL AND voided = 0;
-- Row by row, not sorted into groups first: that would take memory for every dossier of the register.
INSERT INTO mark_tally (kind, width, span, n) SELECT kind, width, span, n FROM dossier_mark WHERE true
ON CONFLICT (kind, width, span) DO UPDATE SET n = n + excluded.n;
DELETE FROM mark_tally WHERE n = 0;

-- The same kept by triggers, whatever writes.
CREATE TRIGGER mark_tally_nothing AFTER UPDATE OF n ON mark_tally WHEN new.n = 0 BEGIN
    DELETE FROM mark_tally WHERE kind = new.kind AND width = new.width AND span = new.span;
END;
CREATE TRIGGER dossier_mark_insert AFTER INSERT ON dossier BEGIN
    INSERT INTO mark_tally (kind, width, span, n)
    SELECT m.kind, w.width, substr(m.at, 1, w.width), 1 FROM (
        SELECT 'late' || iif(new.warn_from < new.late_from, 'w', '') || iif(new.apology_by < new.late_from, 'a',
            '') AS kind, new.late_from AS at
        WHERE new.late_from IS NOT NULL AND new.settled_at IS NULL AND new.accepted_at IS NOT NULL AND new.voided = 0
        UNION ALL SELECT 'told', new.late_from
        WHERE new.late_from IS NOT NULL AND new.settled_at IS NULL AND new.accepted_at IS NOT NULL AND new.voided = 0
        AND (new.apology_issued_at IS NOT NULL OR new.no_apology_reason <> '')
        UNION ALL SELECT 'warned', new.warn_from
        WHERE new.warn_from < new.late_from AND new.settled_at IS NULL AND new.accepted_at IS NOT NULL
            AND new.voided = 0
        UNION ALL SELECT 'apology', new.apology_by
        WHERE new.apology_by < new.late_from AND new.settled_at IS NULL AND new.accepted_at IS NOT NULL
            AND new.voided = 0
        UNION ALL SELECT 'handover', new.handover_due
        WHERE new.handover_due IS NOT NULL AND new.settled_at IS NULL AND new.voided = 0
        UNION ALL SELECT 'acceptance', new.acceptance_due
        WHERE new.acceptance_due IS NOT NULL AND new.settled_at IS NULL AND new.voided = 0
    ) m CROSS JOIN tally_width w WHERE true
    UNION ALL SELECT 'clock', 0, '', 1 WHERE new.clock_order IS NOT NULL AND new.settled_at IS NULL AND new.voided = 0
    UNION ALL SELECT 'paused', 0, '', 1
    WHERE new.paused_since IS NOT NULL AND new.settled_at IS NULL AND new.voided = 0
    UNION ALL SELECT 'open', 0, '', 1 WHERE new.settled_at IS NULL AND new.accepted_at IS NOT NULL AND new.voided = 0
    UNION ALL SELECT 'unanswered', 0, '', 1
    WHERE new.accepted_at IS NULL AND new.submitted_at IS NOT NULL AND new.settled_at IS NULL AND new.voided = 0
    UNION ALL SELECT 'ended', 0, new.outcome, 1 WHERE new.settled_at IS NOT NULL AND new.voided = 0
    UNION ALL SELECT 'accepted', 0, substr(new.accepted_at, 1, 10), 1
    WHERE new.accepted_at IS NOT NULL AND new.voided = 0
    UNION ALL SELECT 'settled', 0, substr(new.settled_at, 1, 10), 1
    WHERE new.settled_at IS NOT NULL AND new.voided = 0
    UNION ALL SELECT 'returned', 0, substr(new.returned_at, 1, 10), 1
    WHERE new.returned_at IS NOT NULL AND new.voided = 0
    ON CONFLICT (kind, width, span) DO UPDATE SET n = n + excluded.n;
END;
-- What a dossier is, and what is derived of it: most moves change one of both.
CREATE TRIGGER dossier_set_leave AFTER UPDATE OF settled_at, accepted_at, submitted_at, returned_at, outcome, voided
ON dossier
WHEN (old.settled_at, old.accepted_at, old.submitted_at, old.returned_at, old.outcome, old.voided)
IS NOT (new.settled_at, new.accepted_at, new.submitted_at, new.returned_at, new.outcome, new.voided) BEGIN
    INSERT INTO mark_tally (kind, width, span, n)
    SELECT 'open', 0, '', -1 WHERE old.settled_at IS NULL AND old.accepted_at IS NOT NULL AND old.voided = 0
    UNION ALL SELECT 'unanswered', 0, '', -1
    WHERE old.accepted_at IS NULL AND old.submitted_at IS NOT NULL AND old.settled_at IS NULL AND old.voided = 0
    UNION ALL SELECT 'ended', 0, old.outcome, -1 WHERE old.settled_at IS NOT NULL AND old.voided = 0
    UNION ALL SELECT 'accepted', 0, substr(old.accepted_at, 1, 10), -1
    WHERE old.accepted_at IS NOT NULL AND old.voided = 0
    UNION ALL SELECT 'settled', 0, substr(old.settled_at, 1, 10), -1
    WHERE old.settled_at IS NOT NULL AND old.voided = 0
    UNION ALL SELECT 'returned', 0, substr(old.returned_at, 1, 10), -1
    WHERE old.returned_at IS NOT NULL AND old.voided = 0
    ON CONFLICT (kind, width, span) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER dossier_moment_leave AFTER UPDATE OF settled_at, accepted_at, voided, apology_issued_at,
no_apology_reason, late_from, warn_from, apology_by, handover_due, acceptance_due, paused_since, clock_order ON
dossier
WHEN (old.settled_at, old.accepted_at, old.voided, old.apology_issued_at, old.no_apology_reason, old.late_from,
    old.warn_from, old.apology_by, old.handover_due, old.acceptance_due, old.paused_since, old.clock_order)
IS NOT (new.settled_at, new.accepted_at, new.voided, new.apology_issued_at, new.no_apology_reason, new.late_from,
    new.warn_from, new.apology_by, new.handover_due, new.acceptance_due, new.paused_since, new.clock_order) BEGIN
    INSERT INTO mark_tally (kind, width, span, n)
    SELECT m.kind, w.width, substr(m.at, 1, w.width), -1 FROM (
        SELECT 'late' || iif(old.warn_from < old.late_from, 'w', '') || iif(old.apology_by < old.late_from, 'a',
            '') AS kind, old.late_from AS at
        WHERE old.late_from IS NOT NULL AND old.settled_at IS NULL AND old.accepted_at IS NOT NULL AND old.voided = 0
        UNION ALL SELECT 'told', old.late_from
        WHERE old.late_from IS NOT NULL AND old.settled_at IS NULL AND old.accepted_at IS NOT NULL AND old.voided = 0
        AND (old.apology_issued_at IS NOT NULL OR old.no_apology_reason <> '')
        UNION ALL SELECT 'warned', old.warn_from
        WHERE old.warn_from < old.late_from AND old.settled_at IS NULL AND old.accepted_at IS NOT NULL
            AND old.voided = 0
        UNION ALL SELECT 'apology', old.apology_by
        WHERE old.apology_by < old.late_from AND old.settled_at IS NULL AND old.accepted_at IS NOT NULL
            AND old.voided = 0
        UNION ALL SELECT 'handover', old.handover_due
        WHERE old.handover_due IS NOT NULL AND old.settled_at IS NULL AND old.voided = 0
        UNION ALL SELECT 'acceptance', old.acceptance_due
        WHERE old.acceptance_due IS NOT NULL AND old.settled_at IS NULL AND old.voided = 0
    ) m CROSS JOIN tally_width w WHERE true
    UNION ALL SELECT 'clock', 0, '', -1
    WHERE old.clock_order IS NOT NULL AND old.settled_at IS NULL AND old.voided = 0
    UNION ALL SELECT 'paused', 0, '', -1
    WHERE old.paused_since IS NOT NULL AND old.settled_at IS NULL AND old.voided = 0
    ON CONFLICT (kind, width, span) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER dossier_set_enter AFTER UPDATE OF settled_at, accepted_at, submitted_at, returned_at, outcome, voided
ON dossier
WHEN (old.settled_at, old.accepted_at, old.submitted_at, old.returned_at, old.outcome, old.voided)
IS NOT (new.settled_at, new.accepted_at, new.submitted_at, new.returned_at, new.outcome, new.voided) BEGIN
    INSERT INTO mark_tally (kind, width, span, n)
    SELECT 'open', 0, '', 1 WHERE new.settled_at IS NULL AND new.accepted_at IS NOT NULL AND new.voided = 0
    UNION ALL SELECT 'unanswered', 0, '', 1
    WHERE new.accepted_at IS NULL AND new.submitted_at IS NOT NULL AND new.settled_at IS NULL AND new.voided = 0
    UNION ALL SELECT 'ended', 0, new.outcome, 1 WHERE new.settled_at IS NOT NULL AND new.voided = 0
    UNION ALL SELECT 'accepted', 0, substr(new.accepted_at, 1, 10), 1
    WHERE new.accepted_at IS NOT NULL AND new.voided = 0
    UNION ALL SELECT 'settled', 0, substr(new.settled_at, 1, 10), 1
    WHERE new.settled_at IS NOT NULL AND new.voided = 0
    UNION ALL SELECT 'returned', 0, substr(new.returned_at, 1, 10), 1
    WHERE new.returned_at IS NOT NULL AND new.voided = 0
    ON CONFLICT (kind, width, span) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER dossier_moment_enter AFTER UPDATE OF settled_at, accepted_at, voided, apology_issued_at,
no_apology_reason, late_from, warn_from, apology_by, handover_due, acceptance_due, paused_since, clock_order ON
dossier
WHEN (old.settled_at, old.accepted_at, old.voided, old.apology_issued_at, old.no_apology_reason, old.late_from,
    old.warn_from, old.apology_by, old.handover_due, old.acceptance_due, old.paused_since, old.clock_order)
IS NOT (new.settled_at, new.accepted_at, new.voided, new.apology_issued_at, new.no_apology_reason, new.late_from,
    new.warn_from, new.apology_by, new.handover_due, new.acceptance_due, new.paused_since, new.clock_order) BEGIN
    INSERT INTO mark_tally (kind, width, span, n)
    SELECT m.kind, w.width, substr(m.at, 1, w.width), 1 FROM (
        SELECT 'late' || iif(new.warn_from < new.late_from, 'w', '') || iif(new.apology_by < new.late_from, 'a',
            '') AS kind, new.late_from AS at
        WHERE new.late_from IS NOT NULL AND new.settled_at IS NULL AND new.accepted_at IS NOT NULL AND new.voided = 0
        UNION ALL SELECT 'told', new.late_from
        WHERE new.late_from IS NOT NULL AND new.settled_at IS NULL AND new.accepted_at IS NOT NULL AND new.voided = 0
        AND (new.apology_issued_at IS NOT NULL OR new.no_apology_reason <> '')
        UNION ALL SELECT 'warned', new.warn_from
        WHERE new.warn_from < new.late_from AND new.settled_at IS NULL AND new.accepted_at IS NOT NULL
            AND new.voided = 0
        UNION ALL SELECT 'apology', new.apology_by
        WHERE new.apology_by < new.late_from AND new.settled_at IS NULL AND new.accepted_at IS NOT NULL
            AND new.voided = 0
        UNION ALL SELECT 'handover', new.handover_due
        WHERE new.handover_due IS NOT NULL AND new.settled_at IS NULL AND new.voided = 0
        UNION ALL SELECT 'acceptance', new.acceptance_due
        WHERE new.acceptance_due IS NOT NULL AND new.settled_at IS NULL AND new.voided = 0
    ) m CROSS JOIN tally_width w WHERE true
    UNION ALL SELECT 'clock', 0, '', 1 WHERE new.clock_order IS NOT NULL AND new.settled_at IS NULL AND new.voided = 0
    UNION ALL SELECT 'paused', 0, '', 1
    WHERE new.paused_since IS NOT NULL AND new.settled_at IS NULL AND new.voided = 0
    ON CONFLICT (kind, width, span) DO UPDATE SET n = n + excluded.n;
END;

-- Ratings of a day.
INSERT INTO mark_tally (kind, width, span, n)
SELECT 'rating', 0, substr(at, 1, 10), count(*) FROM rating WHERE voided = 0 GROUP BY 3;
CREATE TRIGGER rating_mark_insert AFTER INSERT ON rating WHEN new.voided = 0 BEGIN
    INSERT INTO mark_tally (kind, width, span, n) VALUES ('rating', 0, substr(new.at, 1, 10), 1)
    ON CONFLICT (kind, width, span) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER rating_mark_update AFTER UPDATE OF at, voided ON rating
WHEN new.voided <> old.voided OR new.at <> old.at BEGIN
    UPDATE mark_tally SET n = n - 1
    WHERE old.voided = 0 AND kind = 'rating' AND width = 0 AND span = substr(old.at, 1, 10);
    INSERT INTO mark_tally (kind, width, span, n) SELECT 'rating', 0, substr(new.at, 1, 10), 1 WHERE new.voided = 0
    ON CONFLICT (kind, width, span) DO UPDATE SET n = n + 1;
END;

-- Open dossiers in the order of entry: the newest ones are found without reading past all that has ended since. Which
-- of them are late follows from the clock, but which became late in a month or on a day does not.
CREATE INDEX dossier_open_by_entry ON dossier (id, late_from)
WHERE settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0;
CREATE INDEX dossier_open_by_late_month ON dossier (substr(late_from, 1, 7), id)
WHERE settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0;
CREATE INDEX dossier_open_by_late_day ON dossier (substr(late_from, 1, 10), id)
WHERE settled_at IS NULL AND accepted_at IS NOT NULL AND voided = 0;

-- A statement whose triggers write several rows has every table that refers to the one it writes looked through for the
-- new key (foreign keys are held so); without an index that is the whole table, at every dossier that comes in.
CREATE INDEX owed_by_dossier ON owed (dossier_id);
CREATE INDEX closed_dossier_by_dossier ON closed_dossier (dossier_id);
CREATE INDEX invitation_by_dossier ON invitation (dossier_id);
CREATE INDEX due_date_by_pause ON due_date (pause_id) WHERE pause_id IS NOT NULL;
CREATE INDEX slip_by_pause ON slip (pause_id) WHERE pause_id IS NOT NULL;
