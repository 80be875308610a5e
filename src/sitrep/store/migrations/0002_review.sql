-- Review, version 2: judgements that name another claim, judgements that wait for a claim, documents that were dropped.

ALTER TABLE judgements ADD COLUMN other TEXT NOT NULL DEFAULT '';
CREATE INDEX judgements_naming ON judgements (other, seq);

CREATE TABLE waiting_judgements (
    id TEXT NOT NULL PRIMARY KEY,
    claim_id TEXT NOT NULL,
    other TEXT NOT NULL,
    payload TEXT NOT NULL
);
CREATE INDEX waiting_for_claim ON waiting_judgements (claim_id);
CREATE INDEX waiting_naming ON waiting_judgements (other);

CREATE TABLE drops (
    document_id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    why TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE dropped (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES drops (document_id)
) WITHOUT ROWID;
CREATE INDEX dropped_of_document ON dropped (document_id);

DROP TRIGGER judgements_lose_no_row;

CREATE TRIGGER judgements_lose_no_row BEFORE DELETE ON judgements
WHEN NOT EXISTS (SELECT 1 FROM dropped WHERE dropped.id = OLD.claim_id)
BEGIN
    SELECT RAISE(ABORT, 'judgements are append-only');
END;

CREATE TRIGGER drops_keep_their_rows BEFORE UPDATE ON drops
BEGIN
    SELECT RAISE(ABORT, 'drops are append-only');
END;

CREATE TRIGGER drops_lose_no_row BEFORE DELETE ON drops
BEGIN
    SELECT RAISE(ABORT, 'drops are append-only');
END;

CREATE TRIGGER dropped_keep_their_rows BEFORE UPDATE ON dropped
BEGIN
    SELECT RAISE(ABORT, 'drops are append-only');
END;

CREATE TRIGGER dropped_lose_no_row BEFORE DELETE ON dropped
BEGIN
    SELECT RAISE(ABORT, 'drops are append-only');
END;
