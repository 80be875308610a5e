"""The norm object: only what is known, as the guidelines write it."""

from dataclasses import replace
from datetime import date

from sitrep.annotate.norms import norm, party_norm, place_norm, quantity_norm, said_norm
from sitrep.model.frame import Frame
from sitrep.model.mention import (
    AttributionLink,
    PartyMention,
    PlaceMention,
    Quantity,
    ResolvedFrame,
    TimeMention,
)
from sitrep.model.span import Span


def place(name: str, country: str, role: str = "event", reason: str = "gazetteer") -> PlaceMention:
    return PlaceMention(
        Span(0, 1), name, name, country, "SY", 35.9, 39.0, 1, name, "town", role, 1, 1, None, reason
    )


def party(name: str, reason: str = "known party") -> PartyMention:
    return PartyMention(Span(0, 1), name, name, "", "armed_group", True, False, False, None, "", reason)


def when(basis: str | None) -> TimeMention:
    day = date(2017, 10, 14)
    return TimeMention(Span(0, 1), "overnight", day, date(2017, 10, 15), basis, 1, 1, day, "overnight")


COUNT = Quantity(
    Span(0, 1), "more than 1,000", 1000, 1000, None, True, True, "more_than", "person", "more than N"
)


def resolved(**changes: object) -> ResolvedFrame:
    facts: dict[str, object] = {
        "frame": Frame(Span(0, 1), "kill", "actual", 0),
        "time": when("phrase"),
        "quantities": (COUNT,),
        "places": (place("Raqqa", "Syria"), place("Mosul", "Iraq", "origin")),
        "agents": (party("Islamic State"), party("Taliban")),
        "targets": (party("people", "class of people"),),
        "mediators": (),
        "chain": (AttributionLink("activists", "speaker", "anonymous"),),
        "own_voice": False,
        "measure": "cumulative",
    }
    return ResolvedFrame(**{**facts, **changes})  # type: ignore[arg-type]


def test_everything_known_is_written() -> None:
    assert norm(resolved()) == {
        "agent": "Islamic State; Taliban",
        "target": "civilians",
        "place": "Raqqa, Syria",
        "origin": "Mosul, Iraq",
        "time": "2017-10-14/2017-10-15",
        "said": "activists",
        "quantity": {
            "low": 1000,
            "best": 1000,
            "high": None,
            "q": "more_than",
            "unit": "person",
            "measure": "cumulative",
        },
    }


def test_what_is_not_known_has_no_key() -> None:
    empty = resolved(
        time=when(None),
        quantities=(),
        places=(),
        agents=(party("", "pronoun_unresolved"),),
        targets=(),
        own_voice=True,
    )
    assert norm(empty) == {}


def test_an_inherited_time_is_no_phrase() -> None:
    assert "time" not in norm(resolved(time=when("inherited")))


def test_places_that_did_not_resolve_keep_their_name_but_pronouns_do_not() -> None:
    assert place_norm(place("Tal Abyan", "", reason="not_in_gazetteer")) == "Tal Abyan"
    assert place_norm(place("Syria", "Syria")) == "Syria"
    assert place_norm(place("there", "", reason="pronoun_unresolved")) == ""


def test_a_described_speaker_is_party_and_role() -> None:
    link = AttributionLink("a militia spokesman", "speaker", "described", "Syrian Democratic Forces")
    assert (
        said_norm((link, AttributionLink("Reuters", "agency", "named")))
        == "Syrian Democratic Forces spokesman"
    )
    assert said_norm((AttributionLink("Mostafa Karim", "speaker", "named", "Hamas"),)) == "Mostafa Karim"


def test_a_counted_one_is_exact() -> None:
    one = Quantity(Span(0, 1), "a", 1, 1, 1, False, False, "counted", "person", "singular")
    assert quantity_norm(one, None)["q"] == "exact"


def test_parties_of_one_phrase_stay_joined_as_in_it() -> None:
    words = "police and soldiers fought gangs, and rebels".split()
    spans = [Span(n, n + 1) for n in range(len(words))]
    police, soldiers, rebels = (
        replace(party(name), span=spans[n]) for name, n in (("police", 0), ("soldiers", 2), ("rebels", 6))
    )
    found = (police, soldiers, rebels)
    assert party_norm(found, "agent", (Span(0, 3), Span(6, 7))) == "police and soldiers; rebels"
    assert party_norm(found, "agent", (Span(0, 7),)) == "police, soldiers and rebels"
    assert party_norm(found, "agent") == "police; soldiers; rebels"
    assert party_norm((police, police), "agent", (Span(0, 3),)) == "police"
