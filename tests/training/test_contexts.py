import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")

from sitrep.annotate.engine.files import FOLDER, VOCABULARY  # noqa: E402
from sitrep.annotate.engine.tokens import WordPieces  # noqa: E402
from training import contexts  # noqa: E402

pytestmark = pytest.mark.needs_torch

TEXT = "Bridge falls\n" + "".join(
    f"On day {number} the militia shelled the town and the army answered from the ridge above the river.\n"
    for number in range(20)
)


@pytest.fixture(scope="module")
def pieces():
    return WordPieces(FOLDER / VOCABULARY)


def own_lines(windows):
    return [line for parts, context in windows for line in parts[context:]]


@pytest.mark.parametrize(("before", "first"), contexts.CONTEXTS.values())
def test_every_line_is_own_to_one_window(pieces, before, first):
    windows = list(contexts.shown(TEXT, pieces, before=before, first=first))
    assert len(windows) > 2
    assert "".join(TEXT[a:b] for a, b in own_lines(windows)) == TEXT


def test_later_windows_show_the_first_line_and_the_sentence_before(pieces):
    (_, none), (parts, context), *_ = contexts.shown(TEXT, pieces, before=True, first=True)
    assert none == 0 and context == 2
    assert TEXT[slice(*parts[0])] == "Bridge falls\n"
    assert parts[1][1] == parts[2][0]


def test_spans_are_moved_to_where_they_stand_in_the_whole_text():
    parts = [(0, 13), (100, 120)]
    moved = contexts._moved(
        {"trigger": [15, 18], "said": {"source": [0, 6]}, "roles": {"time": [[13, 33]]}}, parts
    )
    assert moved == {"trigger": [102, 105], "said": {"source": [0, 6]}, "roles": {"time": [[100, 120]]}}
