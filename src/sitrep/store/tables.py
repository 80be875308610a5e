"""The record's tables as SQLAlchemy sees them. The migrations create them; a test compares the two."""

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _seq() -> Column[int]:
    return Column("seq", Integer, primary_key=True)


def _thing() -> Column[int]:
    return Column("thing", Integer, primary_key=True)


META = Table("meta", METADATA, _key("key"), _text("value"))

CAPTURES = Table(
    "captures",
    METADATA,
    _key("id"),
    Column("size", Integer, nullable=False),
    _text("media_type"),
    _text("method"),
    _text("origin"),
    _text("retrieved_at"),
    Column("bytes", LargeBinary, nullable=False),
)

DOCUMENTS = Table(
    "documents",
    METADATA,
    _key("id"),
    _text("capture_id"),
    _text("published"),
    _text("outlet"),
    _text("title"),
    _text("url"),
    _text("payload"),
    _text("text"),
)

READINGS = Table(
    "readings",
    METADATA,
    _seq(),
    _text("capture_id"),
    Column("document_id", Text),
    _text("reason"),
    _text("at"),
)

ATTRIBUTES = Table(
    "attributes",
    METADATA,
    _seq(),
    _text("document_id"),
    _text("name"),
    _text("value"),
    _text("at"),
    _text("actor"),
)

CLAIMS = Table(
    "claims",
    METADATA,
    _key("id"),
    _text("document_id"),
    _text("kind"),
    _text("type"),
    _text("modality"),
    Column("start", Integer, nullable=False),
    _text("published"),
    _text("place"),
    _text("country"),
    Column("time_start", Text),
    Column("time_end", Text),
    _text("agent"),
    _text("target"),
    _text("source"),
    Column("confidence", Float, nullable=False),
    Column("kept_by_review", Integer, nullable=False),
    _text("quote"),
    _text("payload"),
)

CLAIM_NAMES = Table("claim_names", METADATA, _key("role"), _key("name"), _key("claim_id"))

NAMES = Table("names", METADATA, _key("role"), _key("name"), Column("claims", Integer, nullable=False))

EVIDENCE = Table(
    "evidence",
    METADATA,
    _seq(),
    _text("claim_id"),
    _text("shown"),
    _text("quote"),
)

MASKED_NAMES = Table("masked_names", METADATA, _key("document_id"), _key("spelling"), _text("name"))

INDEXED = Table("indexed", METADATA, _key("document_id"))

JUDGEMENTS = Table(
    "judgements",
    METADATA,
    _seq(),
    _text("claim_id"),
    _text("verdict"),
    _text("person"),
    _text("at"),
    _text("payload"),
    _text("other"),
)

WAITING = Table(
    "waiting_judgements", METADATA, _key("id"), _text("claim_id"), _text("other"), _text("payload")
)

DROPS = Table("drops", METADATA, _key("document_id"), _text("person"), _text("why"), _text("at"))

DROPPED = Table("dropped", METADATA, _key("id"), _text("kind"), _text("document_id"))

STORIES = Table("stories", METADATA, _key("document_id"), _text("story"))

CORRECTIONS = Table("corrections", METADATA, _key("document_id"), _text("words"))

BANDS = Table("bands", METADATA, _key("band"), _key("document_id"))

CLAIM_PARTITIONS = Table("claim_partitions", METADATA, _key("partition_key"), _key("claim_id"))

PARTS = Table("parts", METADATA, _key("partition_key"), _text("input_hash"), _text("payload"))

DIRTY = Table("dirty_partitions", METADATA, _key("partition_key"))

DIRTY_CLAIMS = Table("dirty_claims", METADATA, _key("claim_id"))

STANDINGS = Table("standings", METADATA, _key("claim_id"), Column("counts", Integer, nullable=False))

THINGS = Table(
    "things",
    METADATA,
    _seq(),
    _text("kind"),
    _text("id"),
    _text("partition_key"),
    _text("type"),
    _text("subject"),
    _text("measure"),
    Column("measured", Integer, nullable=False),
    _text("cell"),
    _text("place"),
    _text("country"),
    _text("sorted_place"),
    _text("start"),
    _text("sorted_start"),
    _text("as_of"),
    Column("claims", Integer, nullable=False),
    Column("voices", Integer, nullable=False),
    _text("grade"),
    Column("counted_number", Integer, nullable=False),
    _text("told"),
)

THING_CLAIMS = Table(
    "thing_claims",
    METADATA,
    _thing(),
    _key("claim_id"),
    Column("weight", Float, nullable=False),
    Column("positions", Integer, nullable=False),
)

THING_ROOTS = Table("thing_roots", METADATA, _thing(), _key("root"), Column("alone", Integer, nullable=False))

ROOT_CLAIMS = Table("root_claims", METADATA, _thing(), _key("root"), _key("claim_id"), _text("outlet"))

THING_POINTS = Table(
    "thing_points",
    METADATA,
    _thing(),
    _key("claim_id"),
    _key("level"),
    Column("number", Integer, primary_key=True),
    _text("country"),
    _text("place"),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("ucdp_prec", Integer, nullable=False),
    Column("radius_km", Float, nullable=False),
)

PLACE_SIZES = Table(
    "place_sizes", METADATA, _key("country"), _key("place"), Column("claims", Integer, nullable=False)
)

PLACE_POINTS = Table(
    "place_points",
    METADATA,
    _key("level"),
    _key("country"),
    _key("place"),
    Column("lat", Float, primary_key=True),
    Column("lon", Float, primary_key=True),
    Column("ucdp_prec", Integer, primary_key=True),
    Column("radius_km", Float, primary_key=True),
    Column("said", Integer, nullable=False),
)

ROOT_THINGS = Table(
    "root_things",
    METADATA,
    _key("root"),
    _key("kind"),
    Column("things", Integer, nullable=False),
    Column("alone", Integer, nullable=False),
)

ROOT_OUTLETS = Table(
    "root_outlets", METADATA, _key("root"), _key("outlet"), Column("claims", Integer, nullable=False)
)

INFLUENCES = Table(
    "influences",
    METADATA,
    _key("claim_id"),
    Column("weight", Float, nullable=False),
    Column("due", Float, nullable=False),
)

ACTORS = Table("actors", METADATA, _key("id"), _text("name"))

LEDGER = Table(
    "ledger",
    METADATA,
    _seq(),
    _text("at"),
    _text("actor"),
    _text("verb"),
    _text("object"),
    _text("payload_hash"),
    _text("prev_hash"),
    _text("hash"),
)
