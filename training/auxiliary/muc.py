"""MUC-4 reports as prose of one sentence a line, and the strings of their answer keys."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sitrep.annotate.sentences import split
from sitrep.model.document import Block, BlockRole, Document
from sitrep.model.span import Span

SLOTS = {
    "perp_individual": "perp_individual",
    "perp_org": "perp_org",
    "phys_tgt_id": "phys_tgt_id",
    "hum_tgt_name": "hum_tgt",
    "hum_tgt_desc": "hum_tgt",
    "instrument_id": "instrument_id",
}


def prose(text: str) -> str:
    """One sentence a line: hard line breaks within paragraphs are taken out."""
    lines = []
    for paragraph in re.split(r"\n\s*\n", text):
        joined = " ".join(paragraph.split())
        if not joined:
            continue
        whole = Span(0, len(joined))
        document = Document("0" * 20, "0" * 64, joined, (Block(whole, BlockRole.BODY),))
        lines += [joined[s.span.start : s.span.end].strip() for s in split(document)]
    return "\n".join(lines)


def quoted(templates: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Slot and string of every quoted fill that the keys require, alternatives included."""
    for template in templates:
        for slot, name in SLOTS.items():
            for fill in template.get(slot, ()):
                if not fill.startswith("?"):
                    # a fill may be cross-referenced ("CIVILIAN: ..."): the strings in quotes are the text's
                    for string in re.findall(r'"([^"]+)"', fill):
                        yield name, string
