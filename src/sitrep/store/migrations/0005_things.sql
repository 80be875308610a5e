-- Things, version 5: lists and the situation page by page. All of it is computed from claims, judgements and parts, and can be made anew;
-- the last lines mark everything as to be made. Triggers keep the counts, so that they are right in whatever way rows come and go.

-- Names that claims are found by, each once, with the number of claims: what a filter matches is looked up here first.
CREATE TABLE names (
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    claims INTEGER NOT NULL,
    PRIMARY KEY (role, name)
) WITHOUT ROWID;

CREATE TRIGGER a_name_comes AFTER INSERT ON claim_names
BEGIN
    INSERT INTO names (role, name, claims) VALUES (NEW.role, NEW.name, 1)
    ON CONFLICT (role, name) DO UPDATE SET claims = claims + 1;
END;

CREATE TRIGGER a_name_goes AFTER DELETE ON claim_names
BEGIN
    UPDATE names SET claims = claims - 1 WHERE role = OLD.role AND name = OLD.name;
    DELETE FROM names WHERE role = OLD.role AND name = OLD.name AND claims = 0;
END;

INSERT INTO names (role, name, claims) SELECT role, name, count(*) FROM claim_names GROUP BY role, name;

-- Claims that changed, or about which people or corrections decided anew, since the rows below were made of them.
CREATE TABLE dirty_claims (
    claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE
) WITHOUT ROWID;

-- Whether a claim counts, as decisions, thresholds and corrections have it.
CREATE TABLE standings (
    claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
    counts INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX standings_that_count ON standings (counts);

-- One row for every event, series, deal, state of control and contradiction of a part. "kind" is one of event, series, deal,
-- control, contradiction; "type" the family of an event, the metric of a series, the kind of a contradiction; "subject" also says
-- what a contradiction is about. Days are ISO text, '' where unknown; "measured" the order of measures; "sorted_place" and "sorted_start" put unknown ones last.
-- "counted_number": 1 where the counted reading holds a number, 0 where only the other does, -1 where neither. "told": day from
-- which on a thing is new: that of the latest word of its voices or positions, of an event the first report, of a contradiction its
-- last side.
CREATE TABLE things (
    seq INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    partition_key TEXT NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    measure TEXT NOT NULL,
    measured INTEGER NOT NULL,
    cell TEXT NOT NULL,
    place TEXT NOT NULL,
    country TEXT NOT NULL,
    sorted_place TEXT NOT NULL,
    start TEXT NOT NULL,
    sorted_start TEXT NOT NULL,
    as_of TEXT NOT NULL,
    claims INTEGER NOT NULL,
    voices INTEGER NOT NULL,
    grade TEXT NOT NULL,
    counted_number INTEGER NOT NULL,
    told TEXT NOT NULL,
    UNIQUE (kind, id, partition_key)
);
CREATE INDEX things_of_part ON things (partition_key);
CREATE INDEX things_by_start ON things (kind, sorted_start, id);
CREATE INDEX things_by_place ON things (kind, sorted_place, sorted_start, type, id);
CREATE INDEX things_by_type ON things (kind, type, subject, place, id);
CREATE INDEX things_by_size ON things (kind, claims DESC, id);
CREATE INDEX things_by_voices ON things (kind, voices DESC, id);
CREATE INDEX things_by_day ON things (kind, as_of DESC, id);
CREATE INDEX things_by_name ON things (kind, place, subject, id);
CREATE INDEX things_by_measure ON things (kind, measured, type, subject, place, sorted_start, id);
CREATE INDEX things_by_number ON things (kind, measure, type, counted_number, voices DESC, claims DESC, id);
CREATE INDEX things_by_where ON things (kind, country, place, type, claims);
CREATE INDEX events_by_day ON things (kind, start, type);
CREATE INDEX incidents_of_cell ON things (cell, type, subject, as_of) WHERE measure = 'incident';
CREATE INDEX things_by_told ON things (kind, told);

-- Claims of a thing. "weight" is what hangs on the claim there (sitrep.pipeline.things), "positions" how often it takes one on a deal.
CREATE TABLE thing_claims (
    thing INTEGER NOT NULL REFERENCES things (seq) ON DELETE CASCADE,
    claim_id TEXT NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    positions INTEGER NOT NULL,
    PRIMARY KEY (thing, claim_id)
) WITHOUT ROWID;
CREATE INDEX things_of_claim ON thing_claims (claim_id, thing);
CREATE INDEX positions_of_claims ON thing_claims (claim_id, positions) WHERE positions > 0;

-- Independent origins of a thing, as they are called. "alone": nobody else speaks of it.
CREATE TABLE thing_roots (
    thing INTEGER NOT NULL REFERENCES things (seq) ON DELETE CASCADE,
    root TEXT NOT NULL,
    alone INTEGER NOT NULL,
    PRIMARY KEY (thing, root)
) WITHOUT ROWID;
CREATE INDEX things_of_root ON thing_roots (root, thing);

-- Claims of an origin that something rests on.
CREATE TABLE root_claims (
    thing INTEGER NOT NULL REFERENCES things (seq) ON DELETE CASCADE,
    root TEXT NOT NULL,
    claim_id TEXT NOT NULL,
    outlet TEXT NOT NULL,
    PRIMARY KEY (thing, root, claim_id)
) WITHOUT ROWID;
CREATE INDEX claims_of_root ON root_claims (root, claim_id, outlet);

-- Where claims of an event or of control put its place, once exactly and once as the public view cuts it. 0: unknown.
CREATE TABLE thing_points (
    thing INTEGER NOT NULL REFERENCES things (seq) ON DELETE CASCADE,
    claim_id TEXT NOT NULL,
    level TEXT NOT NULL,
    number INTEGER NOT NULL,
    country TEXT NOT NULL,
    place TEXT NOT NULL,
    lat DOUBLE PRECISION NOT NULL,
    lon DOUBLE PRECISION NOT NULL,
    ucdp_prec INTEGER NOT NULL,
    radius_km DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (thing, claim_id, level, number)
) WITHOUT ROWID;
CREATE INDEX points_of_place ON thing_points (level, country, place, claim_id, number);

-- Sums over things, kept by triggers: what the map and the sources show of the whole record costs as much as there are places and
-- origins. A claim that is in several things of a place, or of an origin, is one claim there.
CREATE TABLE place_sizes (
    country TEXT NOT NULL,
    place TEXT NOT NULL,
    claims INTEGER NOT NULL,
    PRIMARY KEY (country, place)
) WITHOUT ROWID;

CREATE TRIGGER a_claim_comes_to_a_place AFTER INSERT ON thing_claims
WHEN (SELECT kind FROM things WHERE seq = NEW.thing) IN ('event', 'control')
AND NOT EXISTS (
    SELECT 1 FROM thing_claims other JOIN things there ON there.seq = other.thing JOIN things here ON here.seq = NEW.thing
    WHERE other.claim_id = NEW.claim_id AND other.thing <> NEW.thing AND there.kind IN ('event', 'control')
    AND there.country = here.country AND there.place = here.place
)
BEGIN
    INSERT INTO place_sizes (country, place, claims) SELECT country, place, 1 FROM things WHERE seq = NEW.thing
    ON CONFLICT (country, place) DO UPDATE SET claims = claims + 1;
END;

CREATE TRIGGER a_claim_leaves_a_place AFTER DELETE ON thing_claims
WHEN (SELECT kind FROM things WHERE seq = OLD.thing) IN ('event', 'control')
AND NOT EXISTS (
    SELECT 1 FROM thing_claims other JOIN things there ON there.seq = other.thing JOIN things here ON here.seq = OLD.thing
    WHERE other.claim_id = OLD.claim_id AND there.kind IN ('event', 'control')
    AND there.country = here.country AND there.place = here.place
)
BEGIN
    UPDATE place_sizes SET claims = claims - 1
    WHERE (country, place) = (SELECT country, place FROM things WHERE seq = OLD.thing);
    DELETE FROM place_sizes
    WHERE (country, place) = (SELECT country, place FROM things WHERE seq = OLD.thing) AND claims = 0;
END;

CREATE TABLE place_points (
    level TEXT NOT NULL,
    country TEXT NOT NULL,
    place TEXT NOT NULL,
    lat DOUBLE PRECISION NOT NULL,
    lon DOUBLE PRECISION NOT NULL,
    ucdp_prec INTEGER NOT NULL,
    radius_km DOUBLE PRECISION NOT NULL,
    said INTEGER NOT NULL,
    PRIMARY KEY (level, country, place, lat, lon, ucdp_prec, radius_km)
) WITHOUT ROWID;

CREATE TRIGGER a_point_comes AFTER INSERT ON thing_points
WHEN NOT EXISTS (
    SELECT 1 FROM thing_points other
    WHERE (other.level, other.country, other.place, other.claim_id) = (NEW.level, NEW.country, NEW.place, NEW.claim_id)
    AND (other.lat, other.lon, other.ucdp_prec, other.radius_km) = (NEW.lat, NEW.lon, NEW.ucdp_prec, NEW.radius_km)
    AND other.thing <> NEW.thing
)
BEGIN
    INSERT INTO place_points (level, country, place, lat, lon, ucdp_prec, radius_km, said)
    VALUES (NEW.level, NEW.country, NEW.place, NEW.lat, NEW.lon, NEW.ucdp_prec, NEW.radius_km, 1)
    ON CONFLICT (level, country, place, lat, lon, ucdp_prec, radius_km) DO UPDATE SET said = said + 1;
END;

CREATE TRIGGER a_point_goes AFTER DELETE ON thing_points
WHEN NOT EXISTS (
    SELECT 1 FROM thing_points other
    WHERE (other.level, other.country, other.place, other.claim_id) = (OLD.level, OLD.country, OLD.place, OLD.claim_id)
    AND (other.lat, other.lon, other.ucdp_prec, other.radius_km) = (OLD.lat, OLD.lon, OLD.ucdp_prec, OLD.radius_km)
    AND other.thing <> OLD.thing
)
BEGIN
    UPDATE place_points SET said = said - 1
    WHERE (level, country, place, lat, lon) = (OLD.level, OLD.country, OLD.place, OLD.lat, OLD.lon)
    AND (ucdp_prec, radius_km) = (OLD.ucdp_prec, OLD.radius_km);
    DELETE FROM place_points
    WHERE (level, country, place, lat, lon) = (OLD.level, OLD.country, OLD.place, OLD.lat, OLD.lon)
    AND (ucdp_prec, radius_km) = (OLD.ucdp_prec, OLD.radius_km) AND said = 0;
END;

CREATE TABLE root_things (
    root TEXT NOT NULL,
    kind TEXT NOT NULL,
    things INTEGER NOT NULL,
    alone INTEGER NOT NULL,
    PRIMARY KEY (root, kind)
) WITHOUT ROWID;

CREATE TRIGGER a_root_comes AFTER INSERT ON thing_roots
BEGIN
    INSERT INTO root_things (root, kind, things, alone) SELECT NEW.root, kind, 1, NEW.alone FROM things WHERE seq = NEW.thing
    ON CONFLICT (root, kind) DO UPDATE SET things = things + 1, alone = alone + excluded.alone;
END;

CREATE TRIGGER a_root_goes AFTER DELETE ON thing_roots
BEGIN
    UPDATE root_things SET things = things - 1, alone = alone - OLD.alone
    WHERE root = OLD.root AND kind = (SELECT kind FROM things WHERE seq = OLD.thing);
    DELETE FROM root_things WHERE root = OLD.root AND things = 0;
END;

-- "outlet" is that of the claim's report, '' where unknown.
CREATE TABLE root_outlets (
    root TEXT NOT NULL,
    outlet TEXT NOT NULL,
    claims INTEGER NOT NULL,
    PRIMARY KEY (root, outlet)
) WITHOUT ROWID;

CREATE TRIGGER an_outlet_comes AFTER INSERT ON root_claims
WHEN NOT EXISTS (
    SELECT 1 FROM root_claims other
    WHERE other.root = NEW.root AND other.claim_id = NEW.claim_id AND other.outlet = NEW.outlet AND other.thing <> NEW.thing
)
BEGIN
    INSERT INTO root_outlets (root, outlet, claims) VALUES (NEW.root, NEW.outlet, 1)
    ON CONFLICT (root, outlet) DO UPDATE SET claims = claims + 1;
END;

CREATE TRIGGER an_outlet_goes AFTER DELETE ON root_claims
WHEN NOT EXISTS (
    SELECT 1 FROM root_claims other
    WHERE other.root = OLD.root AND other.claim_id = OLD.claim_id AND other.outlet = OLD.outlet AND other.thing <> OLD.thing
)
BEGIN
    UPDATE root_outlets SET claims = claims - 1 WHERE root = OLD.root AND outlet = OLD.outlet;
    DELETE FROM root_outlets WHERE root = OLD.root AND outlet = OLD.outlet AND claims = 0;
END;

-- How much of the record hangs on a claim, and that times the doubt about it: the order of review.
CREATE TABLE influences (
    claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
    weight DOUBLE PRECISION NOT NULL,
    due DOUBLE PRECISION NOT NULL
) WITHOUT ROWID;
CREATE INDEX influences_by_due ON influences (due DESC, claim_id);

CREATE INDEX masked_by_name ON masked_names (name);
CREATE INDEX documents_of_outlet ON documents (outlet, published, id);
CREATE INDEX claims_of_end ON claims (time_end, time_start);
DROP INDEX claims_of_kind;
DROP INDEX claims_of_type;
DROP INDEX claims_of_time;
CREATE INDEX claims_of_kind ON claims (kind, published, document_id, start, id);
CREATE INDEX claims_of_type ON claims (type, published, document_id, start, id);
CREATE INDEX claims_of_time ON claims (time_start, id, time_end);
CREATE INDEX claims_by_kind ON claims (kind, type, published, id);
CREATE INDEX claims_by_place ON claims (place, published, id);

INSERT INTO dirty_partitions (partition_key)
SELECT partition_key FROM parts WHERE partition_key NOT IN (SELECT partition_key FROM dirty_partitions);
INSERT INTO dirty_claims (claim_id) SELECT id FROM claims;
