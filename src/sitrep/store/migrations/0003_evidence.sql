-- Version 3: full text. "evidence" repeats each claim's sentence as the restricted view shows it ("quote") and as the public
-- view does ("shown", private names masked), so that nobody can search the public view for a masked name. "masked_names" holds
-- the names that the public view masks in a document, as they are spelt there and as they are searched. A document without a row in "indexed" was read by
-- an older sitrep; its rows are made before anything is shown. Triggers may not write to a virtual table where the schema
-- is not trusted: whoever changes "evidence" changes "evidence_words" too (sitrep.store.dialect).

CREATE TABLE evidence (
    seq INTEGER NOT NULL PRIMARY KEY,
    claim_id TEXT NOT NULL UNIQUE REFERENCES claims (id),
    shown TEXT NOT NULL,
    quote TEXT NOT NULL
);

CREATE TABLE masked_names (
    document_id TEXT NOT NULL REFERENCES documents (id),
    spelling TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (document_id, spelling)
) WITHOUT ROWID;

CREATE TABLE indexed (
    document_id TEXT NOT NULL PRIMARY KEY REFERENCES documents (id)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE evidence_words USING fts5 (
    shown, quote, content = 'evidence', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE INDEX claims_of_type ON claims (type, published);
CREATE INDEX claims_of_confidence ON claims (confidence, id);
