import pytest

from sitrep.codebook.metrics import idmc, metrics
from sitrep.errors import CodebookError


@pytest.mark.parametrize(
    ("metric", "measure", "category"),
    [
        ("fled", "cumulative", "flow"),
        ("displaced", "incident", "flow"),
        ("displaced", "stock", "stock"),
        ("returned", "stock", "stock"),
        ("trapped", "stock", None),
        ("killed", "cumulative", None),
    ],
)
def test_category_of_a_metric(metric: str, measure: str, category: str | None) -> None:
    assert idmc(metric, measure) == category


def test_unknown_metric_is_refused() -> None:
    with pytest.raises(CodebookError, match="no metric 'eaten'"):
        idmc("eaten", "stock")


def test_every_metric_has_words() -> None:
    assert len(metrics()) == 17
    assert all(metric.label for metric in metrics().values())
