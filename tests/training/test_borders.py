"""The builder of outlines, over a small topology in the source's layout. The countries are invented."""

import yaml
from training.borders import lines, rings, steps

TRANSFORM = {"scale": [0.001, 0.002], "translate": [-10.0, -20.0]}
TOPOLOGY = {
    "transform": TRANSFORM,
    "arcs": [[[0, 0], [1000, 0], [0, 500]], [[1000, 500], [-1000, 0], [0, -500]]],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "MultiPolygon", "arcs": [[[0, 1]], [[-1]]], "properties": {"name": "Westmark"}},
                {"type": "Polygon", "arcs": [[0, 1]], "id": "999", "properties": {"name": "Eastmark"}},
            ]
        }
    },
}


def test_steps_are_hundredths_of_a_degree_from_the_first_point() -> None:
    assert steps(TOPOLOGY["arcs"][0], TRANSFORM) == [-1000, -2000, 100, 0, 0, 100]


def test_points_that_fall_together_stand_once() -> None:
    assert steps([[0, 0], [1, 1], [1000, 0]], TRANSFORM) == [-1000, -2000, 100, 0]


def test_rings_of_all_polygons_stand_in_one_list() -> None:
    assert rings(TOPOLOGY["objects"]["countries"]["geometries"][0]) == [[0, 1], [-1]]


def test_the_file_is_a_vocabulary_with_its_source_and_sorted() -> None:
    page = yaml.safe_load("".join(lines(TOPOLOGY, "a package 1.0")))
    assert "a package 1.0" in page["source"] and page["licence"].startswith("public domain")
    assert [country["name"] for country in page["countries"]] == ["Eastmark", "Westmark"]
    assert page["countries"][0]["code"] == "999" and page["countries"][1]["code"] == ""
