"""claims.jsonl: one claim a line, nothing lost."""

import json
from collections.abc import Iterator
from pathlib import Path

from sitrep.export.material import Material, Written
from sitrep.export.whole_file import whole_file
from sitrep.model.claim import Claim
from sitrep.model.plain import from_plain, to_plain


def write(material: Material, out: Path) -> Written:
    """Write every claim as JSON Lines (UTF-8, one object a line, keys in the order of the columns).

    The key `claim` holds the whole claim, as `read` gives it back.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    count = 0
    with whole_file(out) as file:
        for claim, row in material.rows():
            file.write(json.dumps({**row, "claim": to_plain(claim)}, ensure_ascii=False) + "\n")
            count += 1
    return Written(count, "claims")


def read(path: Path) -> Iterator[Claim]:
    """The claims of a file that `write` wrote, as the view showed them.

    Raises:
        OSError: If the file cannot be read.
        ValueError: If a line holds no claim.
    """
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            if not isinstance(row, dict) or "claim" not in row:
                raise ValueError(f"{path}:{number} holds no claim; only files written as claims.jsonl do")
            yield from_plain(Claim, row["claim"])
