"""The generated parts of the reference pages on codebooks: tables of what the vocabularies hold."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from sitrep.codebook.access import access
from sitrep.codebook.acled_categories import acled_categories
from sitrep.codebook.acled_columns import acled_columns
from sitrep.codebook.airwars import airwars
from sitrep.codebook.hxl import hxl
from sitrep.codebook.idmc import idmc
from sitrep.codebook.parties import load
from sitrep.codebook.plover import plover
from sitrep.codebook.table_columns import Column
from sitrep.codebook.ucdp import ucdp


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]] | Iterator[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(
        lines + ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    )


def parties() -> str:
    """How many parties of each kind the codebook holds."""
    kinds = Counter(party.kind for party in load().by_name.values())
    return table(("kind", "parties"), [(kind, str(number)) for kind, number in sorted(kinds.items())])


def plover_types() -> str:
    """PLOVER's types with quad, score and modes."""
    book = plover()
    rows = [
        (one.name, one.label, book.quads[one.quad], f"{one.score:g}", ", ".join(one.modes))
        for one in book.types.values()
    ]
    return table(("type", "what it is", "quad", "score", "modes"), rows)


def plover_contexts() -> str:
    """PLOVER's contexts, and the rules by which a program gives them."""
    book = plover()
    rules = {
        context: [rule.id for rule in book.rules if rule.context == context] for context in book.contexts
    }
    return table(
        ("context", "what it is", "given by"),
        [
            (
                f"`{context}`",
                label,
                ", ".join(f"`{name}`" for name in rules[context]) or "nothing: left to people",
            )
            for context, label in book.contexts.items()
        ],
    )


def acled_types() -> str:
    """ACLED's event and sub-event types in their order of precedence."""
    book = acled_categories()
    return table(
        ("event type", "sub-event type", "disorder type"),
        [(name, sub, book.disorder_type(sub)) for name, subs in book.event_types.items() for sub in subs],
    )


def access_categories() -> str:
    """The nine kinds of access constraint."""
    book = access()
    rows = [
        (str(one.number), f"`{one.name}`", one.label, book.groups[one.group])
        for one in book.categories.values()
    ]
    return table(("no.", "name", "what it is", "group"), rows)


def _columns(columns: Sequence[Column]) -> str:
    rows = [
        (f"`{column.name}`", f"{column.type}, several" if column.many else column.type, column.label)
        for column in columns
    ]
    return table(("column", "type", "what stands in it"), rows)


def hxl_tags() -> str:
    """HXL tagspecs by column."""
    rows = [
        (f"`{column.column}`", f"`{column.tag}`", column.type, column.label)
        for column in hxl().columns.values()
    ]
    return table(("value", "tag", "type", "what it is"), rows)


CODEBOOK_PARTS: Mapping[str, Callable[[], str]] = {
    "parties": parties,
    "plover-types": plover_types,
    "plover-contexts": plover_contexts,
    "acled-types": acled_types,
    "access-categories": access_categories,
    "acled-columns": lambda: _columns(acled_columns().columns),
    "ucdp-columns": lambda: _columns(ucdp().columns),
    "idmc-columns": lambda: _columns(idmc().columns),
    "airwars-columns": lambda: _columns(airwars().columns),
    "hxl-tags": hxl_tags,
}
"""Name of a generated part → what writes it."""
