"""The export shape of a claim, key by key, and its flat columns."""

import json
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from tests.model.strategies import objects

from sitrep.model.claim import Claim, ClaimKind, Codes, Control, Figure, Term
from sitrep.model.columns import CLAIM_COLUMNS, claim_row, flat_row
from sitrep.model.mention import AttributionLink, PartyMention, PlaceMention, TimeMention
from sitrep.model.span import Span


def party(name: str) -> PartyMention:
    return PartyMention(None, name, name, "", "armed_group", True, False, False, None, "", "alias")


RAQQA = PlaceMention(
    Span(30, 35),
    "Raqqa",
    "Raqqa",
    "Syria",
    "SY",
    35.95,
    39.01,
    1,
    "Ar Raqqah",
    "town",
    "event",
    1,
    1,
    3.0,
    "prior",
)
MOSUL = replace(
    RAQQA, phrase="Mosul", name="Mosul", country="Iraq", iso2="IQ", lat=None, lon=None, reason="ambiguous"
)
TOLL = Claim(
    id="c1",
    frame="f1",
    kind=ClaimKind.FIGURE,
    type="kill",
    modality="actual",
    document="d1",
    sentence=4,
    evidence=Span(100, 180),
    quote="More than 1,000 civilians have been killed in Raqqa since June, activists told Reuters.",
    trigger=Span(140, 146),
    agents=(),
    targets=(party("civilians"),),
    mediators=(),
    places=(RAQQA,),
    time=TimeMention(
        Span(150, 160),
        "since June",
        date(2017, 6, 1),
        date(2017, 10, 15),
        "phrase",
        5,
        3,
        None,
        "since_month",
    ),
    chain=(
        AttributionLink("activists", "speaker", "anonymous", cue="told"),
        AttributionLink("Reuters", "agency", "named"),
        AttributionLink("The Daily Example", "outlet", "named"),
    ),
    own_voice=False,
    codes=Codes("ASSAULT", "", "190", "Attack", "kill.default"),
    confidence=0.91,
    published="2017-10-15",
    block_role="body",
    figure=Figure(
        "killed", 1000, None, None, True, True, "more_than", "person", "cumulative", None, "civilians"
    ),
    reasons=(("agent", "not_expressed"),),
)


def test_a_toll_as_one_json_line() -> None:
    row = claim_row(
        TOLL, counts=True, outlet="The Daily Example", title="Toll rises", url="https://example.org/1"
    )
    assert row == {
        "id": "c1",
        "frame": "f1",
        "kind": "figure",
        "type": "kill",
        "modality": "actual",
        "document": "d1",
        "sentence": 4,
        "evidence": {"start": 100, "end": 180},
        "quote": TOLL.quote,
        "trigger": {"start": TOLL.trigger.start, "end": TOLL.trigger.end},
        "agent": None,
        "target": "civilians",
        "mediator": None,
        "places": [
            {
                "name": "Raqqa",
                "country": "Syria",
                "lat": 35.95,
                "lon": 39.01,
                "role": "event",
                "precision": 1,
                "reason": "prior",
            }
        ],
        "place": row["places"][0],
        "time": {
            "start": "2017-06-01",
            "end": "2017-10-15",
            "phrase": "since June",
            "basis": "phrase",
            "ucdp_prec": 5,
            "acled_prec": 3,
            "reason": "since_month",
        },
        "figure": {
            "metric": "killed",
            "low": 1000,
            "best": None,
            "high": None,
            "low_open": True,
            "high_open": True,
            "quantifier": "more_than",
            "unit": "person",
            "measure": "cumulative",
            "idmc": None,
            "subject": "civilians",
            "subset_of": "",
        },
        "share": None,
        "control": None,
        "term": None,
        "relation": None,
        "instrument": None,
        "topic": None,
        "event_frame": None,
        "further": [],
        "attribution": [
            {
                "name": "activists",
                "role": "speaker",
                "cue": "told",
                "named": "anonymous",
                "party": "",
                "direct": False,
            },
            {"name": "Reuters", "role": "agency", "cue": "", "named": "named", "party": "", "direct": False},
            {
                "name": "The Daily Example",
                "role": "outlet",
                "cue": "",
                "named": "named",
                "party": "",
                "direct": False,
            },
        ],
        "own_voice": False,
        "codes": {
            "plover": "ASSAULT",
            "plover_mode": "",
            "cameo": "190",
            "acled": "Attack",
            "rule": TOLL.codes.rule,
        },
        "confidence": 0.91,
        "counts": True,
        "headline_only": False,
        "published": "2017-10-15",
        "outlet": "The Daily Example",
        "title": "Toll rises",
        "url": "https://example.org/1",
        "reasons": {"agent": "not_expressed"},
    }


def test_several_names_are_a_list_each_once() -> None:
    claim = replace(TOLL, agents=(party("United States"), party("Russia"), party("Russia")))
    assert claim_row(claim, counts=False)["agent"] == ["United States", "Russia"]


def test_control_gives_its_share() -> None:
    control = Control("Syrian Democratic Forces", "held", 0.9, "percent", "about", False)
    row = claim_row(replace(TOLL, kind=ClaimKind.CONTROL, figure=None, control=control), counts=False)
    assert row["share"] == 0.9
    assert row["figure"] is None
    assert row["control"]["holder"] == "Syrian Democratic Forces"
    flat = flat_row(row)
    assert (flat["share"], flat["control_change"], flat["figure_low"]) == (0.9, "held", None)


def test_a_deal_gives_its_term() -> None:
    term = Term("leave", "foreign fighters", "denies")
    row = claim_row(replace(TOLL, kind=ClaimKind.DEAL, figure=None, term=term), counts=False)
    assert row["term"] == {"action": "leave", "party_class": "foreign fighters", "stance": "denies"}


def test_one_table_row_reads_from_left_to_right() -> None:
    flat = flat_row(claim_row(replace(TOLL, places=(RAQQA, MOSUL)), counts=False))
    assert tuple(flat) == CLAIM_COLUMNS
    assert flat["attribution"] == "activists < Reuters < The Daily Example"
    assert flat["places"] == "Raqqa; Mosul"
    assert (flat["place_name"], flat["place_lat"]) == ("Raqqa", 35.95)
    assert (flat["time_start"], flat["time_end"]) == ("2017-06-01", "2017-10-15")
    assert (flat["figure_low"], flat["figure_low_open"], flat["figure_high"]) == (1000, True, None)


def test_no_column_stands_twice() -> None:
    assert len(set(CLAIM_COLUMNS)) == len(CLAIM_COLUMNS)
    assert {"figure_low", "share", "term_stance"} <= set(CLAIM_COLUMNS)


@given(claim=objects(Claim))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_claim_has_a_row_that_json_and_a_table_can_hold(claim: Claim) -> None:
    row = claim_row(claim, counts=False)
    assert json.loads(json.dumps(row)) == row
    flat = flat_row(row)
    assert tuple(flat) == CLAIM_COLUMNS
    assert all(isinstance(value, str | int | float | None) for value in flat.values())
    assert flat["time_start"] == (claim.time.start.isoformat() if claim.time.start else None)
