"""CAMEO: its codes, quads and the way to PLOVER."""

import pytest

from sitrep.codebook import frames
from sitrep.codebook.cameo import cameo

BOOK = cameo()


@pytest.mark.parametrize(
    ("code", "type_", "mode"),
    [
        ("03", "AGREE", ""), ("046", "CONSULT", ""), ("05", "SUPPORT", ""), ("06", "COOPERATE", ""), ("073", "AID", ""),
        ("0871", "RETREAT", "ceasefire"), ("0872", "RETREAT", "withdraw"), ("0873", "RETREAT", "disarm"),
        ("0863", "RETREAT", "access"), ("090", "ACCUSE", "investigate"), ("101", "REQUEST", "assist"),
        ("111", "ACCUSE", "disapprove"), ("125", "REJECT", "meet"), ("138", "THREATEN", "violence"),
        ("141", "PROTEST", "demo"), ("154", "MOBILIZE", "troops"), ("161", "SANCTION", "withdraw"), ("173", "COERCE", "arrest"),
        ("181", "ASSAULT", "abduct"), ("190", "ASSAULT", ""), ("193", "ASSAULT", "firearms"), ("194", "ASSAULT", "heavy-weapons"),
        ("191", "COERCE", "restrict"), ("192", "COERCE", "seize"), ("196", "ASSAULT", ""), ("204", "ASSAULT", "unconventional"),
    ],
)  # fmt: skip
def test_rows_of_the_crosswalk(code: str, type_: str, mode: str) -> None:
    row = BOOK.to_plover.get(code) or BOOK.to_plover[code + "0"]
    assert (row.type, row.mode) == (type_, mode)


def test_frames_agree_with_the_crosswalk_or_say_why() -> None:
    """A frame's CAMEO code and its PLOVER type tell the same, save where a reason stands beside the code."""
    apart = set()
    for frame_type in frames.load().types.values():
        for rule in frame_type.rules:
            codes = rule.codes
            row = BOOK.to_plover.get(codes.cameo) or BOOK.to_plover.get(codes.cameo + "0")
            if row and codes.plover and row.type != codes.plover:
                apart.add((codes.cameo, frame_type.name))
    assert {code for code, _ in apart} <= set(BOOK.departures), sorted(apart)


def test_no_departure_is_left_over() -> None:
    used = {rule.codes.cameo for kind in frames.load().types.values() for rule in kind.rules}
    assert set(BOOK.departures) <= used


@pytest.mark.parametrize(
    ("code", "quad"),
    [("036", 1), ("057", 1), ("0871", 2), ("09", 3), ("139", 3), ("141", 4), ("195", 4), ("204", 4)],
)
def test_quad_by_root(code: str, quad: int) -> None:
    assert BOOK.quad(code) == quad


def test_root_and_base() -> None:
    assert (BOOK.root("0871"), BOOK.base("0871"), BOOK.base("03")) == ("08", "087", "03")
