"""Long lists of values in pieces that one statement may hold."""

from collections.abc import Iterable, Iterator

CHUNK = 500
"""Values in one IN (...): databases limit the number of parameters of a statement, the oldest to 999."""


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The values, each once, in lists that fit into one IN (...)."""
    unique = list(dict.fromkeys(values))
    for start in range(0, len(unique), CHUNK):
        yield unique[start : start + CHUNK]
