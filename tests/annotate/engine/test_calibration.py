import numpy as np
import pytest

from sitrep.annotate.engine.calibration import Calibration, logit


def test_log_odds_of_a_log_probability():
    assert logit(np.log(np.array([0.5, 0.9]))) == pytest.approx([0.0, np.log(9)])


def test_certainty_keeps_finite_log_odds():
    assert np.isfinite(logit(np.array([0.0, -1e-12, -200.0]))).all()


def test_confidence_grows_with_every_score():
    made = Calibration.of({"frame": [-0.4, 0.6], "claim": [-0.5, 0.2, 1.6, 0.8, 0.6]})
    types = np.log(np.array([0.2, 0.6, 0.95]))
    frame = made.frame_confidence(types)
    assert (np.diff(frame) > 0).all()
    assert ((frame > 0) & (frame < 1)).all()
    low, high = np.full(3, -2.0), np.full(3, -0.1)
    base = made.claim_confidence(types, low, low, low)
    for scores in ((high, low, low), (low, high, low), (low, low, high)):
        assert (made.claim_confidence(types, *scores) > base).all()
