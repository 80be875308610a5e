-- Adding, version 4: a claim that a person added, and took back, leaves the record; what was decided about it stays.
--
-- So judgements name claims that may be gone, and `other` names the document that a judgement adds to.

CREATE TABLE judgements_anew (
    seq INTEGER NOT NULL PRIMARY KEY,
    claim_id TEXT NOT NULL,
    verdict TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    payload TEXT NOT NULL,
    other TEXT NOT NULL DEFAULT ''
);
INSERT INTO judgements_anew (seq, claim_id, verdict, person, at, payload, other)
    SELECT seq, claim_id, verdict, person, at, payload, other FROM judgements ORDER BY seq;
DROP TABLE judgements;
ALTER TABLE judgements_anew RENAME TO judgements;
CREATE INDEX judgements_of_claim ON judgements (claim_id, seq);
CREATE INDEX judgements_naming ON judgements (other, seq);

CREATE TRIGGER judgements_keep_their_rows BEFORE UPDATE ON judgements
BEGIN
    SELECT RAISE(ABORT, 'judgements are append-only');
END;

CREATE TRIGGER judgements_lose_no_row BEFORE DELETE ON judgements
WHEN NOT EXISTS (SELECT 1 FROM dropped WHERE dropped.id = OLD.claim_id)
BEGIN
    SELECT RAISE(ABORT, 'judgements are append-only');
END;
