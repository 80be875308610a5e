import numpy as np
import pytest
from training.calibrate import chance_error, chances, error, fit


@pytest.fixture(scope="module")
def drawn():
    rng = np.random.default_rng(4)
    features = rng.normal(size=(4000, 2))
    chance = chances(np.array([-0.5, 2.0, 0.0]), features)
    return features, (rng.random(4000) < chance).astype(float), chance


def test_the_fit_finds_the_weights_that_made_the_data(drawn):
    features, right, _ = drawn
    assert fit(features, right) == pytest.approx([-0.5, 2.0, 0.0], abs=0.15)


def test_probabilities_hold_on_examples_that_were_not_fitted(drawn):
    features, right, chance = drawn
    weights = fit(features[:2000], right[:2000])
    found = chances(weights, features[2000:])
    assert error(found, right[2000:]) < 0.04
    assert np.abs(found - chance[2000:]).mean() < 0.03


def test_even_a_perfect_map_shows_some_error_on_few_examples(drawn):
    _, right, chance = drawn
    few, many = chance_error(chance[:200]), chance_error(chance)
    assert 0.03 < few < 0.1
    assert many < few / 2
    assert error(chance, right) == pytest.approx(many, abs=0.01)


def test_a_probability_that_does_not_hold_has_an_error():
    right = np.array([0.0] * 50 + [1.0] * 50)
    assert error(np.full(100, 0.5), right, bins=2) == pytest.approx(0.5)
    assert error(right, right, bins=2) == 0
