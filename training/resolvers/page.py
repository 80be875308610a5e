"""The weights block of a vocabulary file, written in place; all else in the file stays as people wrote it."""

from collections.abc import Iterable
from pathlib import Path

KEY = "weights:"


def with_weights(page: str, lines: Iterable[str]) -> str:
    """A vocabulary file's text with other lines below its key `weights`.

    Args:
        page: The file's text.
        lines: The lines of the block, without their indent.

    Raises:
        ValueError: If the text has no block `weights`.
    """
    rows = page.splitlines()
    first = next((number for number, row in enumerate(rows) if row.startswith(KEY)), None)
    if first is None:
        raise ValueError(f"the page has no block {KEY}")
    after = next((number for number in range(first + 1, len(rows)) if _is_top(rows[number])), len(rows))
    block = [KEY, *(f"  {line}" for line in lines)]
    return "\n".join([*rows[:first], *block, *rows[after:]]) + "\n"


def write_weights(path: Path, lines: Iterable[str]) -> None:
    """Write the weights block of a vocabulary file; see `with_weights`."""
    path.write_text(with_weights(path.read_text(encoding="utf-8"), lines), encoding="utf-8")


def _is_top(row: str) -> bool:
    """Starts another block, or a remark between blocks."""
    return bool(row) and not row.startswith(" ")
