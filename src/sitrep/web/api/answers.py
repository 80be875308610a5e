"""Shapes of the API's answers, and the questions that it takes. The only use of pydantic."""

from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from sitrep.model.claim import ClaimKind
from sitrep.web.asking import FARTHEST, LONGEST, MOST_PER_PAGE, PER_PAGE, Asked

T = TypeVar("T")

YesNo = Literal["yes", "no", "true", "false"]
_DAY = r"^\d{4}-\d{2}-\d{2}$"


def _day(value: object) -> object:
    """Only YYYY-MM-DD: pydantic would take seconds since 1970 too."""
    if isinstance(value, str) and (len(value) != 10 or value[4] != "-" or value[7] != "-"):
        raise ValueError("write a day as 2017-10-15")
    return value


def _whole(value: object) -> object:
    """Only digits: pydantic would take 1.0 and blanks too."""
    if isinstance(value, str) and not (value.isascii() and value.isdigit()):
        raise ValueError("write a whole number")
    return value


Day = Annotated[date, BeforeValidator(_day)]
Name = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class PageQuery(BaseModel):
    """Which page of a list."""

    page: Annotated[int, BeforeValidator(_whole), Field(ge=1, le=FARTHEST)] = 1
    per_page: Annotated[int, BeforeValidator(_whole), Field(ge=1, le=MOST_PER_PAGE)] = PER_PAGE


class Filters(PageQuery):
    """Filters of claims, as `sitrep claims` names them; other lists show what such claims are about."""

    kind: ClaimKind | None = None
    type: Annotated[Name | None, Field(description="Frame type, such as airstrike.")] = None
    modality: Literal["actual", "planned", "demanded", "possible", "negated"] | None = None
    place: Annotated[Name | None, Field(description="Place or country; whole words.")] = None
    party: Annotated[Name | None, Field(description="Agent, target or mediator; whole words.")] = None
    source: Annotated[Name | None, Field(description="Anyone in the attribution chain; whole words.")] = None
    since: Annotated[Day | None, Field(description="Claims about this day or later.")] = None
    until: Annotated[Day | None, Field(description="Claims about this day or earlier.")] = None
    grep: Annotated[
        Name | None, Field(description="Words, and phrases in double quotes, in the sentence.")
    ] = None
    grade: Annotated[
        Literal["confirmed", "fair", "weak", "contested"] | None,
        Field(description="Grade of an event or figure that the claim is in."),
    ] = None
    document: Annotated[Name | None, Field(description="Id of a document.")] = None
    counted: Annotated[YesNo | None, Field(description="Whether the claim counts.")] = None
    reviewed: Annotated[YesNo | None, Field(description="Whether a person judged it.")] = None
    kept: Annotated[YesNo | None, Field(description="Leave likely noise out.")] = None

    def asked(self) -> Asked:
        """The same question as pages ask it."""
        given = self.model_dump(exclude={"counted", "reviewed", "kept", "kind"})
        return Asked(
            **given,
            kind=self.kind.value if self.kind else None,
            counted=_yes(self.counted),
            reviewed=_yes(self.reviewed),
            kept=_yes(self.kept) or False,
        )


class ClaimQuery(Filters):
    """Filters of claims, and their order."""

    sort: Literal[
        "published", "-published", "time", "-time", "confidence", "-confidence", "kind", "place"
    ] = "published"


class DocumentQuery(PageQuery):
    """Which documents."""

    outlet: Name | None = None
    since: Day | None = None
    until: Day | None = None
    sort: Literal["published", "-published"] = "published"


def _yes(value: str | None) -> bool | None:
    return None if value is None else value in ("yes", "true")


class Listed(BaseModel, Generic[T]):
    """A page of a list. `next` and `previous` are addresses; null at the ends.

    `more`: more than `total` match; they were not counted.
    """

    items: list[T]
    total: int
    more: bool = False
    page: int
    per_page: int
    next: str | None
    previous: str | None


class Thing(BaseModel):
    """Something with an id; its further fields are those of the reference of the model."""

    model_config = ConfigDict(extra="allow")

    id: str


class ClaimAnswer(Thing):
    """A claim as the export claims.jsonl writes it, as people left it."""

    kind: ClaimKind
    type: str
    modality: str
    document: str
    quote: str
    attribution: list[dict[str, Any]]
    confidence: float
    counts: bool
    reviewed: bool
    rejected: bool
    added: bool = Field(description="A person added it: no engine found it.")


class ReviewAnswer(BaseModel):
    """One decision of a person. `state`: holds, replaced by a later one, taken back, takes back."""

    claim: str
    verdict: str
    by: str
    at: str
    why: str
    field: str
    value: str
    state: str = ""


class ClaimDetails(ClaimAnswer):
    """A claim with what stands behind it."""

    counting: str
    passage: list[dict[str, Any]]
    reviews: list[ReviewAnswer]
    events: list[str]
    series: list[str]
    contradictions: list[str]


class ReviewGiven(BaseModel):
    """A decision about a claim."""

    model_config = ConfigDict(extra="forbid", strict=True)

    verdict: Literal["accept", "reject", "set", "same-as", "not-same"]
    by: Annotated[str, Field(min_length=1, max_length=100, description="Who decides.")]
    why: Annotated[str, Field(max_length=2000)] = ""
    field: Annotated[str, Field(max_length=40, description="Of set: such as figure.best.")] = ""
    value: Annotated[
        str, Field(max_length=2000, description="Of set: its value as text. Of same-as: a claim or event.")
    ] = ""


class WordsGiven(BaseModel):
    """Words of a report: which of them, and in which sentence."""

    model_config = ConfigDict(extra="forbid", strict=True)

    words: Annotated[str, Field(min_length=1, max_length=500, description="As they are printed.")]
    occurrence: Annotated[
        int, Field(ge=1, le=999_999, description="Which of them in the sentence; from 1.")
    ] = 1
    sentence: Annotated[
        int | None,
        Field(ge=0, le=999_999, description="Its number; the trigger's if left out, for the trigger any."),
    ] = None
    span: Annotated[
        list[Annotated[int, Field(ge=0, le=999_999_999)]] | None,
        Field(min_length=2, max_length=2, description="Or the sentence's start and end in code points."),
    ] = None


Words = Annotated[list[WordsGiven], Field(max_length=20)]
Bound = Annotated[float | None, Field(ge=0, le=1e12, allow_inf_nan=False)]


class RolesGiven(BaseModel):
    """Words of the roles of a claim that is added."""

    model_config = ConfigDict(extra="forbid", strict=True)

    agent: Words = []
    target: Words = []
    mediator: Words = []
    place: Words = []
    origin: Words = []
    destination: Words = []
    time: Words = []
    instrument: Words = []
    quantity: Words = []
    topic: Words = []


class AddGiven(BaseModel):
    """A claim that the engine missed, by words of the report that tells it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    verdict: Literal["add"] = "add"
    document: Annotated[str, Field(min_length=1, max_length=200, description="Id of the report.")]
    by: Annotated[str, Field(min_length=1, max_length=100, description="Who adds it.")]
    why: Annotated[str, Field(max_length=2000)] = ""
    words: Annotated[WordsGiven, Field(description="The words that say it, such as “killed”.")]
    type: Annotated[str, Field(min_length=1, max_length=40, description="Frame type, such as kill.")]
    kind: Annotated[ClaimKind | None, Field(strict=False)] = None
    modality: Literal["actual", "planned", "demanded", "possible", "negated"] = "actual"
    roles: RolesGiven = RolesGiven()
    source: Annotated[WordsGiven | None, Field(description="Who says so; left out: the report.")] = None
    cue: Annotated[WordsGiven | None, Field(description="Words that attribute it, such as “said”.")] = None
    low: Bound = None
    best: Bound = None
    high: Bound = None
    quantifier: Annotated[str, Field(max_length=20)] = ""
    measure: Literal["", "incident", "cumulative", "stock"] = ""


class UndoGiven(BaseModel):
    """Who takes the latest decision back."""

    model_config = ConfigDict(extra="forbid", strict=True)

    by: Annotated[str, Field(min_length=1, max_length=100)]


class DocumentAnswer(Thing):
    """A document in a list."""

    title: str
    outlet: str
    agency: str
    url: str
    published: str | None
    published_precision: str
    story: str
    claims: int


class DocumentDetails(DocumentAnswer):
    """A document with its text, in pieces with their marks."""

    pieces: list[dict[str, Any]]
    copies: list[str]


class PlaceCollection(BaseModel):
    """Places as GeoJSON (RFC 7946): points with what is told of them."""

    type: Literal["FeatureCollection"]
    features: list[dict[str, Any]]


class ReadAnswer(BaseModel):
    """What became of a document that was sent. `reason`: empty, nothing_found or already_read."""

    document: str
    title: str
    reason: str
    message: str
    claims: dict[str, int]


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] = []
    reason: str = ""
    claim: str = ""


class Summary(BaseModel):
    """The record in numbers. `view`: public or restricted."""

    view: str
    first: date | None
    as_of: date | None
    documents: int
    stories: int
    claims: int
    counted: int
    reviewed: int
    added: int
    events: int
    series: int
    control: int
    deals: int
    contradictions: int


PROBLEM_CONTENT = {"application/problem+json": {"schema": Problem.model_json_schema()}}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Errors that a route may answer with, for the description."""
    words = {
        401: "Not signed in",
        403: "Not from here, or not allowed",
        404: "Not in the record",
        413: "Too large",
        415: "Another media type",
        421: "Unknown host name",
        422: "That cannot be asked",
        429: "Too many requests",
        501: "Not offered",
        503: "Busy",
    }
    return {status: {"description": words[status], "content": PROBLEM_CONTENT} for status in (421, *statuses)}
