"""What can be asked of wire stories: every answer by an index, at a cost that does not grow with the record."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from functools import lru_cache

from sqlalchemy import Connection, TextClause, func, select, text

from sitrep.store.chunks import chunks, pairs
from sitrep.store.tables import BANDS, CORRECTIONS, STORIES


class StoryReads:
    """Questions about stories, their copies and corrections. Part of `Reads`."""

    def _connection(self) -> AbstractContextManager[Connection]:
        raise TypeError("ask a Store or the `read` of a Writing")

    def stories(self, documents: Iterable[str] | None = None) -> Mapping[str, str]:
        """Document id → wire story, of the documents given (of all by default)."""
        query = select(STORIES.c.document_id, STORIES.c.story).order_by(STORIES.c.document_id)
        with self._connection() as connection:
            if documents is None:
                return pairs(connection, query)
            found: dict[str, str] = {}
            for chunk in chunks(documents):
                found.update(pairs(connection, query.where(STORIES.c.document_id.in_(chunk))))
            return found

    def documents_of_story(self, story: str) -> tuple[str, ...]:
        """Ids of the documents of a wire story, sorted."""
        query = select(STORIES.c.document_id).where(STORIES.c.story == story).order_by(STORIES.c.document_id)
        with self._connection() as connection:
            return tuple(connection.execute(query).scalars())

    def lowest_of_stories(self, stories: Iterable[str]) -> dict[str, tuple[str, int]]:
        """Wire story → the lowest id among its documents, and their number."""
        columns = STORIES.c
        found: dict[str, tuple[str, int]] = {}
        with self._connection() as connection:
            for chunk in chunks(stories):
                query = select(columns.story, func.min(columns.document_id), func.count())
                for story, lowest, size in connection.execute(
                    query.where(columns.story.in_(chunk)).group_by(columns.story)
                ):
                    found[story] = (lowest, size)
        return found

    def corrections(self, stories: Iterable[str] | None = None) -> dict[str, str]:
        """Documents that say of themselves that they correct another → the words in which they say it.

        Args:
            stories: Wire stories of which they are asked for; all by default.
        """
        columns = CORRECTIONS.c
        query = select(columns.document_id, columns.words).order_by(columns.document_id)
        with self._connection() as connection:
            if stories is None:
                return pairs(connection, query)
            found: dict[str, str] = {}
            within = query.join(STORIES, STORIES.c.document_id == columns.document_id)
            for chunk in chunks(stories):
                found.update(pairs(connection, within.where(STORIES.c.story.in_(chunk))))
            return dict(sorted(found.items()))

    def documents_of_bands(self, bands: Iterable[str], *, most: int) -> dict[str, tuple[str, ...]]:
        """Reprint band → documents that carry it, by id, `most` at most; bands that nobody carries are left out."""
        found: dict[str, list[str]] = {}
        with self._connection() as connection:
            for chunk in chunks(bands):
                given = {f"b{number}": band for number, band in enumerate(chunk)}
                for band, document in connection.execute(_carriers(len(chunk)), {**given, "most": most}):
                    found.setdefault(band, []).append(document)
        return {band: tuple(documents) for band, documents in found.items()}

    def bands_of_documents(self, documents: Iterable[str], prefix: str) -> dict[str, str]:
        """Document id → its band that starts with a prefix; documents without one are left out."""
        columns = BANDS.c
        found: dict[str, str] = {}
        with self._connection() as connection:
            for chunk in chunks(documents):
                query = select(columns.document_id, columns.band).where(columns.document_id.in_(chunk))
                found.update(
                    pairs(
                        connection, query.where(columns.band >= prefix, columns.band < prefix + "\U0010ffff")
                    )
                )
        return found


@lru_cache(maxsize=64)
def _carriers(number: int) -> TextClause:
    """One limited look-up a band: a band that half the record carries costs no more than any other."""
    one = "SELECT * FROM (SELECT band, document_id FROM bands WHERE band = :b{} ORDER BY document_id LIMIT :most)"
    return text(" UNION ALL ".join(one.format(index) for index in range(number)))
