"""The table of second-order areas, made from tables in the source's layout. The places are invented."""

from training.areas import lines, second_order, settle

AREAS = [
    ["Rim", "US-AL", "US.AL", "1", "State", "", "1", "", "233"],
    ["Marfud County", "", "US.AL.900", "2", "", "Condado de Marfud|Marfud|Old Marfud", "2", "1", "233"],
    ["Empty County", "", "US.AL.901", "3", "", "", "2", "1", "233"],
    ["Nowhere District", "", "US.ZZ.902", "4", "", "", "2", "1", "233"],
]
TOWNS = [
    ["North Marfud", "10", "1|2", "233", "3000", "32.25", "-86.05"],
    ["South Marfud", "11", "1|2", "233", "1000", "32.05", "-86.05"],
    ["Far Town", "12", "4", "233", "700", "10.0", "10.0"],
]


def test_an_area_lies_in_the_middle_of_its_towns() -> None:
    areas = second_order(AREAS)
    settle(areas, TOWNS)
    (line,) = lines(areas.values())
    cells = line.split("\t")
    assert cells[:5] == ["US.AL.900", "Marfud County", "2", "32.15", "-86.05"]
    assert cells[6] == "4000"
    assert cells[7].split("|") == ["Condado de Marfud", "Old Marfud"]
