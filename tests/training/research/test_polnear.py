import json

import pytest

pytest.importorskip("torch", reason="needs the training extra")

from training.research.paragraphs import from_rows  # noqa: E402

from training.research import polnear  # noqa: E402

pytestmark = pytest.mark.needs_torch


def test_words_are_widened_to_the_tokens_that_hold_them():
    (paragraph,) = from_rows("made-up", [{"tokens": ["Rebel-held", "towns", "fell"]}]).paragraphs
    assert polnear.in_tokens(paragraph, 2, 4) == (0, 2)
    assert polnear.in_tokens(paragraph, 4, 5) == (2, 3)


def test_training_and_held_out_articles_are_parted():
    documents = [
        {"id": f"made-up-{number}", "text": "Talks resumed.", "attributions": []} for number in range(60)
    ]
    learnt = {article.id for article in polnear.articles_of(documents, held_out=False)}
    kept = {article.id for article in polnear.articles_of(documents, held_out=True)}
    assert kept and not learnt & kept
    assert len(learnt | kept) == 60


def test_nothing_reads_where_nothing_was_trained(tmp_path):
    assert polnear.reader(tmp_path / "weights.pt") is None


def test_the_figures_on_file_are_of_one_run():
    figures = json.loads(polnear.LAST.read_text(encoding="utf-8"))
    assert set(figures["dev"]) == set(figures["held_out"]) == set(polnear.KINDS)
    for precision, recall, f1 in figures["dev"].values():
        assert f1 == pytest.approx(2 * precision * recall / (precision + recall), abs=0.02)
