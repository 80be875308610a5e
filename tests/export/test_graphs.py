"""FollowTheMoney and ClaimReview: valid for those who read them, nobody private in them, no rating invented."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model as ftm
from tests.export.builders import event, material, party, told, toll

from sitrep.export import Material, Source, claimreview_jsonld, ftm_json
from sitrep.model.mention import AttributionLink, PartyMention


def entities(made: Material, folder: Path) -> dict[str, Any]:
    """Entities by schema, each as followthemoney reads it: what it would drop as no valid value fails."""
    ftm_json.write(made, folder / "ftm.json")
    found: dict[str, Any] = {}
    ids = set()
    for line in (folder / "ftm.json").read_text(encoding="utf-8").splitlines():
        plain = json.loads(line)
        raw, clean = ftm.get_proxy(plain, cleaned=True), ftm.get_proxy(plain, cleaned=False)
        for name, values in plain["properties"].items():
            assert raw.schema.get(name) is not None, f"{plain['schema']} has no {name}"
            assert len(clean.get(name)) == len(set(values)), (name, values)
        assert not clean.schema.validate({"properties": plain["properties"]})
        assert plain["id"] not in ids
        ids.add(plain["id"])
        found.setdefault(plain["schema"], []).append(plain)
    for entity in found.get("Event", []):
        for name in ("involved", "proof"):
            assert set(entity["properties"].get(name, [])) <= ids
    return found


def test_an_event_with_its_parties_and_articles(tmp_path: Path) -> None:
    strike = told(by=["Russia"], to=["Islamic State"], on=("2017-10-14", "2017-10-15"))
    found = entities(material(strike, events=[event(strike)], series=[toll(strike)]), tmp_path)
    assert [entity["properties"]["name"] for entity in found["Organization"]] == [["Islamic State"]]
    assert [entity["properties"]["country"] for entity in found["PublicBody"]] == [["ru"]]
    (told_of,) = found["Event"]
    properties = told_of["properties"]
    assert (properties["startDate"], properties["endDate"]) == (["2017-10-14"], ["2017-10-15"])
    assert properties["country"] == ["sy"] and properties["recordId"] == [strike.id]
    assert len(properties["involved"]) == 2 and len(properties["proof"]) == 1
    assert "counted" in properties["notes"][0]


@pytest.mark.parametrize("private", [True, False])
def test_only_a_person_with_a_public_role_is_an_entity(private: bool, tmp_path: Path) -> None:
    person = PartyMention(
        None, "Omar Aziz", "Omar Aziz", "", "person", True, False, private, False, "", "name"
    )
    led = replace(told("advance"), agents=(person,))
    found = entities(material(led, events=[event(led)]), tmp_path)
    assert bool(found.get("Person")) is not private


def test_whoever_was_killed_is_no_entity_whatever_the_role(tmp_path: Path) -> None:
    general = PartyMention(
        None, "Omar Aziz", "Omar Aziz", "", "person", True, False, False, False, "", "name"
    )
    killing = replace(told("kill"), targets=(general,))
    assert "Person" not in entities(material(killing, events=[event(killing)]), tmp_path)


def test_classes_of_people_are_no_entities(tmp_path: Path) -> None:
    strike = replace(told(), targets=(party("civilians"),))
    assert set(entities(material(strike, events=[event(strike)]), tmp_path)) == {"Event", "Article"}


def reviews(made: Material, folder: Path) -> list[dict[str, Any]]:
    claimreview_jsonld.write(made, folder / "claimreview.jsonld")
    found = json.loads((folder / "claimreview.jsonld").read_text(encoding="utf-8"))
    assert found["@context"] == "https://schema.org" and "not verified" in found["description"]
    graph: list[dict[str, Any]] = found["@graph"]
    return graph


def copies() -> tuple[Material, tuple[str, ...]]:
    sources = {
        "a": Source(
            "a", "Egypt Today", "Reuters", "Fighters leave", "https://a.example", "2017-10-16", "story"
        ),
        "b": Source("b", "", "Reuters", "Fighters quit", "https://b.example", "2017-10-15", "story"),
    }
    said = (AttributionLink("Islamic State", "origin", "named"),)
    claims = [told(document=name, quote="They left\nRaqqa.", said=said) for name in "ab"]
    return material(*claims, counting=(), sources=sources), tuple(sorted(each.id for each in claims))


def test_first_and_other_appearances(tmp_path: Path) -> None:
    made, ids = copies()
    (review,) = reviews(made, tmp_path)
    item = review["itemReviewed"]
    assert review["claimReviewed"] == "They left Raqqa." and tuple(review["identifier"]) == ids
    assert item["firstAppearance"]["headline"] == "Fighters quit" and len(item["appearance"]) == 2
    assert item["author"] == {"@type": "Organization", "name": "Islamic State"}


def test_no_rating_is_invented(tmp_path: Path) -> None:
    made, _ = copies()
    (review,) = reviews(made, tmp_path)
    assert review["creativeWorkStatus"] == "unreviewed"
    assert "reviewRating" not in json.dumps(review) and "ratingValue" not in json.dumps(review)
