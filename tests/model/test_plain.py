"""Every model object survives being written down, and nothing that does not fit gets in."""

import json
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.model.strategies import objects

from sitrep.model.claim import Claim, ClaimKind, Codes, Figure
from sitrep.model.columns import from_json, from_plain, to_json, to_plain
from sitrep.model.document import Capture, Document
from sitrep.model.frame import Frame
from sitrep.model.mention import AnnotatedDocument, PlaceMention, TimeMention
from sitrep.model.record import Contradiction, RecordPart
from sitrep.model.review import Judgement, Verdict
from sitrep.model.span import Span

STORED = [Capture, Document, Frame, Claim, Judgement, RecordPart, Contradiction, AnnotatedDocument]


@pytest.mark.parametrize("cls", STORED, ids=lambda cls: cls.__name__)
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_read_equals_what_was_written(cls: type, data: st.DataObject) -> None:
    obj = data.draw(objects(cls))
    plain = to_plain(obj)
    assert from_plain(cls, plain) == obj
    text = to_json(obj)
    assert from_json(cls, text) == obj
    assert json.loads(text) == plain
    assert to_json(from_json(cls, text)) == text


def test_types_come_back_not_only_equal_values() -> None:
    figure = Figure(
        "killed", 1000, None, 12.0, True, True, "more_than", "person", "cumulative", None, "civilians"
    )
    back = from_json(Figure, to_json(figure))
    assert (type(back.low), type(back.high), back.best) == (int, float, None)


def test_forms_are_the_ones_that_other_programs_expect() -> None:
    time = TimeMention(
        Span(3, 12),
        "overnight",
        date(2017, 10, 14),
        date(2017, 10, 15),
        "phrase",
        2,
        1,
        date(2017, 10, 14),
        "night",
    )
    assert to_plain(time) == {
        "span": {"start": 3, "end": 12},
        "phrase": "overnight",
        "start": "2017-10-14",
        "end": "2017-10-15",
        "basis": "phrase",
        "ucdp_prec": 2,
        "acled_prec": 1,
        "acled_date": "2017-10-14",
        "reason": "night",
    }
    judgement = Judgement("c1", Verdict.ACCEPT, "anna", datetime(2017, 10, 16, 9, 30, tzinfo=UTC))
    assert to_plain(judgement)["verdict"] == "accept"
    assert to_plain(judgement)["at"] == "2017-10-16T09:30:00+00:00"


def test_times_are_written_in_utc() -> None:
    at = datetime(2017, 10, 15, 4, 27, tzinfo=timezone(timedelta(hours=2)))
    written = to_plain(Judgement("c1", Verdict.REJECT, "anna", at))
    assert written["at"] == "2017-10-15T02:27:00+00:00"
    assert from_plain(Judgement, written).at == at


def test_a_time_without_zone_is_refused() -> None:
    naive = datetime(2017, 10, 15)  # noqa: DTZ001
    with pytest.raises(ValueError, match="no time zone"):
        to_plain(Judgement("c1", Verdict.ACCEPT, "anna", naive))
    written = to_plain(Judgement("c1", Verdict.ACCEPT, "anna", datetime(2017, 10, 15, tzinfo=UTC)))
    for wrong in ("2017-10-15T00:00:00", "2017-10-15T00:00:00+02:00"):
        with pytest.raises(ValueError, match="not a time in UTC"):
            from_plain(Judgement, {**written, "at": wrong})


def test_roles_keep_their_order() -> None:
    frame = Frame(
        Span(0, 3), "withdraw", "actual", 0, {"time": (Span(4, 9),), "agent": (Span(0, 2), Span(5, 6))}
    )
    assert list(from_json(Frame, to_json(frame)).roles) == ["time", "agent"]


def test_a_field_younger_than_the_record_takes_its_default() -> None:
    plain = to_plain(Codes("ASSAULT", "aerial", "195", "Air/drone strike", "airstrike"))
    del plain["rule"]
    assert from_plain(Codes, plain).rule == ""
    frame = to_plain(Frame(Span(0, 1), "clash", "actual", 0))
    del frame["roles"]
    assert from_plain(Frame, frame).roles == {}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"extra": 1}, "unknown keys extra"),
        ({"quote": 3}, "Claim.quote: 3 is a int, not str"),
        ({"sentence": True}, "Claim.sentence: True is a bool, not int"),
        ({"sentence": "3"}, "Claim.sentence"),
        ({"own_voice": 1}, "Claim.own_voice"),
        ({"confidence": None}, "Claim.confidence"),
        ({"kind": "rumour"}, "Claim.kind: unknown value"),
        ({"agents": {}}, "Claim.agents"),
        ({"places": [None]}, "not dict"),
        ({"reasons": [["time"]]}, "must have 2 items"),
        ({"evidence": {"start": 1}}, "Span: key end is missing"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        from_plain(Claim, {**PLAIN, **change})


@pytest.mark.parametrize("wrong", ["20171015", "2017-W41-7", "2017-10-32", "yesterday"])
def test_only_whole_iso_dates_are_dates(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"date|format|month|day"):
        from_plain(Claim, {**PLAIN, "time": {**PLAIN["time"], "start": wrong}})


def test_a_wrong_value_is_refused_before_it_is_written() -> None:
    place = PlaceMention(
        None, "Raqqa", "Raqqa", "Syria", "SY", 35, 39.0, None, "", "town", "event", 1, 1, None, "exact"
    )
    assert to_plain(place)["lat"] == 35
    with pytest.raises(ValueError, match="PlaceMention.lat: '35' is a str, not float or int or NoneType"):
        to_plain(PlaceMention(None, "", "", "", "", "35", None, None, "", "", "", None, None, None, ""))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"Frame.roles: \[\] is a list"):
        to_plain(Frame(Span(0, 1), "clash", "actual", 0, []))  # type: ignore[arg-type]


def test_numbers_without_a_json_form_are_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json(Frame(Span(0, 1), "clash", "actual", 0, confidence=float("nan")))


def test_other_things_are_not_model_objects() -> None:
    with pytest.raises(ValueError, match="not a class of the model"):
        to_plain("text")
    with pytest.raises(ValueError, match="expected an object"):
        from_plain(Claim, [])  # type: ignore[arg-type]


def test_an_annotation_without_a_plain_form_is_refused_when_first_used() -> None:
    @dataclass
    class Ambiguous:
        when: date | datetime

    @dataclass
    class Unknown:
        what: bytes

    for cls in (Ambiguous(date(2017, 1, 1)), Unknown(b"")):
        with pytest.raises(ValueError, match="no plain form"):
            to_plain(cls)


def test_every_field_is_written() -> None:
    assert list(PLAIN) == [field.name for field in fields(Claim)]


_CLAIM = Claim(
    id="c1",
    frame="f1",
    kind=ClaimKind.EVENT,
    type="clash",
    modality="actual",
    document="d1",
    sentence=3,
    evidence=Span(0, 9),
    quote="Clashes.",
    trigger=Span(0, 7),
    agents=(),
    targets=(),
    mediators=(),
    places=(),
    time=TimeMention(None, "", None, None, None, None, None, None, "no_phrase"),
    chain=(),
    own_voice=True,
    codes=Codes(),
    confidence=0.5,
    published="",
    block_role="body",
)
PLAIN = to_plain(_CLAIM)
