"""The logistic models: what they learn on data whose answer is known."""

import numpy as np
import pytest
from benchmarks.muc4.logistic import Names, fit, fit_classes, minimise, shares


def test_a_sure_sign_is_learnt_and_a_meaningless_one_is_not() -> None:
    rows = [["good", f"n{at % 2}"] if at % 4 < 2 else [f"n{at % 2}"] for at in range(400)]
    named = Names.of(rows).matrix(rows)
    model = fit(named, np.zeros((400, 0)), np.array(["good" in row for row in rows]), ridge=1.0)
    given = model(named, np.zeros((400, 0)))
    assert given[0] > 0.9 and given[2] < 0.1
    assert given[0] == pytest.approx(given[1], abs=0.01)


def test_without_signs_the_probability_is_the_share() -> None:
    rows: list[list[str]] = [[] for _ in range(10)]
    named = Names.of(rows).matrix(rows)
    right = np.arange(10) < 3
    assert fit(named, np.zeros((10, 0)), right)(named, np.zeros((10, 0))) == pytest.approx(
        [0.3] * 10, abs=0.01
    )


def test_dense_columns_count_too() -> None:
    rows: list[list[str]] = [[] for _ in range(100)]
    named = Names.of(rows).matrix(rows)
    dense = np.linspace(-3, 3, 100)[:, None]
    given = fit(named, dense, dense[:, 0] > 0, ridge=0.1)(named, dense)
    assert np.all(np.diff(given) > 0) and given[0] < 0.05 < 0.95 < given[-1]


def test_rare_and_unknown_names_have_no_column() -> None:
    names = Names.of([["a", "b"], ["a"], ["a"]], least=3)
    matrix = names.matrix([["b", "c"], ["a"]])
    assert matrix.columns.tolist() == [0, 0, 1] and matrix.width == 2


def test_classes_that_lie_apart_are_told_apart() -> None:
    classes = np.arange(90) % 3
    dense = np.eye(3, dtype=np.float32)[classes]
    given = shares(dense, fit_classes(dense, classes, 3, ridge=0.01))
    assert np.array_equal(given.argmax(axis=1), classes)
    assert given.sum(axis=1) == pytest.approx(np.ones(90), abs=1e-5)


def test_the_least_value_of_a_bowl_is_found() -> None:
    scale = np.array([1.0, 10.0, 100.0])
    goal = np.array([3.0, -2.0, 1.0])
    found = minimise(lambda at: (float(scale @ (at - goal) ** 2), 2 * scale * (at - goal)), np.zeros(3))
    assert found == pytest.approx(goal, abs=0.05)
