"""The answer keys: fillers with their alternatives, and templates as the template-filling literature reads them.

Slots and formats: "Task description, template design, and specifications for slot fillers" of MUC-4, sections 4
and 7. The six slots, and which key slots they are read from, follow Du, Rush and Cardie, "Template Filling with
Generative Transformers" (NAACL 2021): a victim is a name (slot 18), descriptions (slot 19) are no fillers of theirs;
optional templates and fillers count like the others; a mention that the report's body does not hold is dropped.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

SLOTS = {
    "PerpInd": "perp_individual",
    "PerpOrg": "perp_org",
    "Target": "phys_tgt_id",
    "Victim": "hum_tgt_name",
    "Weapon": "instrument_id",
}
"""Slot of the literature → column of the answer key."""

TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_BODY = re.compile(r"^.*?--\s+(?:\[[^\]]+\]\s+)+", re.DOTALL)
_MARK = "\0"


@dataclass(frozen=True, slots=True)
class Filler:
    """One line of a slot: acceptable `values`, and what they are said of (`references`, mostly empty)."""

    values: tuple[str, ...]
    references: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One template of a key: its type (alternatives), the five entity slots, and all its lines.

    `entities`: slot → entities, an entity being its acceptable mentions in lower case.
    """

    types: tuple[str, ...]
    entities: dict[str, tuple[tuple[str, ...], ...]]
    lines: dict[str, tuple[Filler, ...]]
    optional: bool


def filler(line: str) -> Filler:
    """Read one line of a slot, e.g. `DEATH: "MAYOR" / "THE MAYOR"`; quoted marks are no syntax."""
    strings = [match.replace('\\"', '"').strip() for match in _QUOTED.findall(line)]
    plain = _QUOTED.sub(_MARK, line)
    optional = "?" in plain
    left, _, right = plain.replace("?", "").partition(":")
    given = iter(strings)

    def read(part: str) -> tuple[str, ...]:
        found = (next(given, "") if _MARK in piece else piece.strip(" ()") for piece in part.split("/"))
        return tuple(value for value in found if value and value != "-")

    return Filler(read(left), read(right), optional)


def date_line(line: str) -> Filler:
    """A date's line: alternatives, without the colon syntax of other slots."""
    return Filler(tuple(part.strip() for part in line.replace("?", "").split("/")), (), "?" in line)


def location_line(line: str) -> Filler:
    """A location's line: alternatives, each with its colons."""
    return Filler(tuple(part.strip() for part in line.replace("?", "").split(" / ")), (), "?" in line)


_READERS = {"incident_date": date_line, "incident_location": location_line}


def answer(row: dict[str, Any], body: str) -> Answer:
    """One template; `body` is what `body_text` gives."""
    lines = {
        key: tuple(_READERS.get(key, filler)(line) for line in values)
        for key, values in row.items()
        if key != "template"
    }
    types = tuple(value.lower() for line in lines["incident_type"] for value in line.values)
    entities = {slot: _entities(lines.get(column, ()), body) for slot, column in SLOTS.items()}
    return Answer(types, entities, lines, "OPTIONAL" in row["template"][0])


def answers(row: dict[str, Any]) -> list[Answer]:
    """The templates of one report, each once (equal in type and entities: one)."""
    body = body_text(row["text"])
    found: list[Answer] = []
    for template in row["templates"]:
        one = answer(template, body)
        if all((one.types, one.entities) != (other.types, other.entities) for other in found):
            found.append(one)
    return found


def body_text(text: str) -> str:
    """The body in lower case with its lines joined: where mentions are looked for."""
    body = _BODY.sub("", text.strip(), count=1).strip()
    return body.replace("[", "(").replace("]", ")").lower().replace("\n", " ")


def _entities(lines: Iterable[Filler], body: str) -> tuple[tuple[str, ...], ...]:
    found = []
    for line in lines:
        mentions = [value.lower() for value in line.values if value.lower() in body]
        if mentions:
            found.append(tuple(mentions))
    return tuple(found)


def counts(keys: Iterable[Sequence[Answer]]) -> dict[str, int]:
    """Slot → fillers, and "templates"."""
    total = {"templates": 0} | dict.fromkeys(SLOTS, 0)
    for templates in keys:
        total["templates"] += len(templates)
        for template in templates:
            for slot in SLOTS:
                total[slot] += len(template.entities[slot])
    return total
