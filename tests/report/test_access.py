"""Access by the nine categories; a category that nobody tells of is named, and is no finding."""

from tests.reconcile.builders import claim, said_by
from tests.report.situations import situated

from sitrep.codebook.access import access
from sitrep.model.claim import ClaimKind
from sitrep.report.access import access_by_category
from sitrep.report.blocks import Paragraph, Table
from sitrep.report.known import Known
from sitrep.report.runs import plain


def test_categories_come_in_order_with_sentence_and_source() -> None:
    blocked = claim(
        "block",
        kind=ClaimKind.ACCESS,
        document="a",
        said=said_by("United Nations"),
        quote="Fighting stopped the aid convoy on the road.",
    )
    trapped = claim(
        "trap",
        kind=ClaimKind.ACCESS,
        document="b",
        said=said_by("Airwars"),
        quote="Thousands are trapped in the city.",
    )
    table, silent, _ = access_by_category(Known(situated([blocked, trapped])))
    assert isinstance(table, Table) and isinstance(silent, Paragraph)
    labels = [access().categories[number].label for number in (2, 7)]
    assert [plain(row[0][0]) for row in table.rows] == labels
    assert [run.claims for run in table.rows[0][2][0] if run.claims] == [(trapped.id,)]
    assert plain(table.rows[1][3][0]).startswith("United Nations")
    assert "That is no finding that there is none." in plain(silent.line)
    told = {each.label for each in access().categories.values()} - set(labels)
    assert all(label in plain(silent.line) for label in told) and not any(
        label in plain(silent.line) for label in labels
    )


def test_a_sentence_that_copies_tell_stands_once() -> None:
    quote = "Thousands are trapped in the city."
    both = [
        claim("trap", kind=ClaimKind.ACCESS, document=each, said=said_by("Airwars"), quote=quote)
        for each in ("a", "b")
    ]
    (table, *_) = access_by_category(Known(situated(both)))
    assert isinstance(table, Table) and len(table.rows) == 1


def test_nobody_tells_of_anything() -> None:
    silent, _ = access_by_category(Known(situated([claim()])))
    assert isinstance(silent, Paragraph)
