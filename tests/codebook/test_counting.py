import pytest

from sitrep.codebook import counting
from sitrep.errors import CodebookError
from sitrep.model.claim import ClaimKind


def test_thresholds_are_probabilities_of_known_kinds() -> None:
    count, keep = counting.thresholds(), counting.keep_thresholds()
    assert set(count) | set(keep) <= set(ClaimKind)
    assert all(keep.get(kind, 0.0) <= least for kind, least in count.items())


def test_a_threshold_outside_0_to_1_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        counting, "read_yaml", lambda name: {"kinds": {"event": {"threshold": 1.2, "keep": 0.1}}}
    )
    counting.thresholds.cache_clear()
    try:
        with pytest.raises(CodebookError, match="between 0 and 1"):
            counting.thresholds()
    finally:
        counting.thresholds.cache_clear()
