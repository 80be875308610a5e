-- The record, version 1. Times are ISO text in UTC; "payload" is a model object as JSON, lossless (sitrep.model.plain);
-- every other column of the same row repeats what is in it, so that it can be searched.

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE captures (
    id TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    method TEXT NOT NULL,
    origin TEXT NOT NULL,
    retrieved_at TEXT NOT NULL,
    bytes BLOB NOT NULL
);

CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY,
    capture_id TEXT NOT NULL REFERENCES captures (id),
    published TEXT NOT NULL,
    outlet TEXT NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    payload TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX documents_in_order ON documents (published, id);
CREATE INDEX documents_of_capture ON documents (capture_id);
CREATE INDEX documents_of_url ON documents (url);

CREATE TABLE readings (
    seq INTEGER NOT NULL PRIMARY KEY,
    capture_id TEXT NOT NULL REFERENCES captures (id),
    document_id TEXT REFERENCES documents (id),
    reason TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX readings_of_capture ON readings (capture_id, seq);
CREATE INDEX readings_of_document ON readings (document_id);

CREATE TABLE attributes (
    seq INTEGER NOT NULL PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL
);
CREATE INDEX attributes_of_document ON attributes (document_id, seq);

CREATE TABLE claims (
    id TEXT NOT NULL PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id),
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    modality TEXT NOT NULL,
    start INTEGER NOT NULL,
    published TEXT NOT NULL,
    place TEXT NOT NULL,
    country TEXT NOT NULL,
    time_start TEXT,
    time_end TEXT,
    agent TEXT NOT NULL,
    target TEXT NOT NULL,
    source TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    kept_by_review INTEGER NOT NULL DEFAULT 0,
    quote TEXT NOT NULL,
    payload TEXT NOT NULL
);
CREATE INDEX claims_in_order ON claims (published, document_id, start, id);
CREATE INDEX claims_of_document ON claims (document_id);
CREATE INDEX claims_of_kind ON claims (kind, published);
CREATE INDEX claims_of_time ON claims (time_start, time_end);

CREATE TABLE claim_names (
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    PRIMARY KEY (role, name, claim_id)
) WITHOUT ROWID;
CREATE INDEX names_of_claim ON claim_names (claim_id);

CREATE TABLE judgements (
    seq INTEGER NOT NULL PRIMARY KEY,
    claim_id TEXT NOT NULL REFERENCES claims (id),
    verdict TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    payload TEXT NOT NULL
);
CREATE INDEX judgements_of_claim ON judgements (claim_id, seq);

CREATE TABLE stories (
    document_id TEXT NOT NULL PRIMARY KEY REFERENCES documents (id),
    story TEXT NOT NULL
);
CREATE INDEX documents_of_story ON stories (story);

CREATE TABLE bands (
    band TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents (id),
    PRIMARY KEY (band, document_id)
) WITHOUT ROWID;
CREATE INDEX bands_of_document ON bands (document_id);

CREATE TABLE corrections (
    document_id TEXT NOT NULL PRIMARY KEY REFERENCES documents (id),
    words TEXT NOT NULL
);

CREATE TABLE claim_partitions (
    partition_key TEXT NOT NULL,
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    PRIMARY KEY (partition_key, claim_id)
) WITHOUT ROWID;
CREATE INDEX partitions_of_claim ON claim_partitions (claim_id);

CREATE TABLE parts (
    partition_key TEXT NOT NULL PRIMARY KEY,
    input_hash TEXT NOT NULL,
    payload TEXT NOT NULL
);

CREATE TABLE dirty_partitions (
    partition_key TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE actors (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE ledger (
    seq INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    verb TEXT NOT NULL,
    object TEXT NOT NULL,
    payload_hash TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
);
CREATE INDEX ledger_of_object ON ledger (verb, object, seq);

CREATE TRIGGER ledger_keeps_its_rows BEFORE UPDATE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only');
END;

CREATE TRIGGER ledger_loses_no_row BEFORE DELETE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only');
END;

CREATE TRIGGER ledger_grows_at_its_end BEFORE INSERT ON ledger
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM ledger)
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only');
END;

CREATE TRIGGER judgements_keep_their_rows BEFORE UPDATE ON judgements
BEGIN
    SELECT RAISE(ABORT, 'judgements are append-only');
END;

CREATE TRIGGER judgements_lose_no_row BEFORE DELETE ON judgements
BEGIN
    SELECT RAISE(ABORT, 'judgements are append-only');
END;
