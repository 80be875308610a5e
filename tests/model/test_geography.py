import pytest

from sitrep.model.geography import distance_km


@pytest.mark.parametrize(
    ("first", "second", "km"),
    [
        ((0.0, 0.0), (0.0, 1.0), 111.2),
        ((10.0, 179.5), (10.0, -179.5), 109.5),
        ((35.95, 39.01), (35.95, 39.01), 0.0),
        ((90.0, 0.0), (-90.0, 77.0), 20015.1),
    ],
    ids=["a degree", "across the date line", "nowhere", "pole to pole"],
)
def test_distance_is_that_on_the_globe(
    first: tuple[float, float], second: tuple[float, float], km: float
) -> None:
    assert distance_km(first, second) == pytest.approx(km, abs=0.1)
    assert distance_km(second, first) == distance_km(first, second)
