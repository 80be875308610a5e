import numpy as np
import pytest
from training.calibrate import chances, error, fit, held_out


@pytest.fixture(scope="module")
def drawn():
    rng = np.random.default_rng(4)
    features = rng.normal(size=(4000, 2))
    chance = chances(np.array([-0.5, 2.0, 0.0]), features)
    return features, (rng.random(4000) < chance).astype(float), chance


def test_the_fit_finds_the_weights_that_made_the_data(drawn):
    features, right, _ = drawn
    assert fit(features, right) == pytest.approx([-0.5, 2.0, 0.0], abs=0.15)


def test_probabilities_of_left_out_documents_hold(drawn):
    features, right, chance = drawn
    found = held_out(features, right, np.arange(4000) // 40)
    assert error(found, right) < 0.03
    assert np.abs(found - chance).mean() < 0.03


def test_a_probability_that_does_not_hold_has_an_error():
    right = np.array([0.0] * 50 + [1.0] * 50)
    assert error(np.full(100, 0.5), right, bins=2) == pytest.approx(0.5)
    assert error(right, right, bins=2) == 0
