"""PLOVER and CAMEO: every code with its actors, its place at its resolution, and the claims it rests on."""

import csv
import json
from pathlib import Path
from typing import Any

import pandas
from tests.export.builders import event, material, party, told, toll
from tests.reconcile.builders import claim, country

from sitrep.codebook.plover import plover
from sitrep.export import Material, cameo_tsv, plover_jsonl
from sitrep.export.cameo_tsv import GDELT_COLUMNS, OWN_COLUMNS
from sitrep.export.plover_jsonl import KEYS
from sitrep.model.claim import ClaimKind, Codes


def objects(made: Material, folder: Path) -> list[dict[str, Any]]:
    plover_jsonl.write(made, folder / "plover.jsonl")
    found = [json.loads(line) for line in (folder / "plover.jsonl").read_text(encoding="utf-8").splitlines()]
    for each in found:
        assert list(each) == list(KEYS)
        assert each["id"] and each["date"] and each["actor"]  # what PLOVER requires
        kind = plover().types[each["event"]]
        assert set(each["mode"]) <= set(kind.modes) and set(each["context"]) <= set(plover().contexts)
    return found


def test_a_strike_has_an_actor_a_recipient_a_mode_and_a_place(tmp_path: Path) -> None:
    strike = told(by=["US-led coalition"], to=["civilians"])
    (found,) = objects(material(strike, events=[event(strike)], series=[toll(strike)]), tmp_path)
    assert (found["event"], found["mode"], found["quad"]) == ("ASSAULT", ["aerial"], 4)
    assert [each["name"] for each in found["actor"]] == ["US-led coalition"]
    assert found["recipient"] == [{"name": "civilians", "country": "", "sector": "CVL"}]
    (where,) = found["location"]
    assert (where["country"], where["resolution"]) == ("SYR", 4) and where["geonameid"]
    assert found["magnitude"] == {"dead": {"low": 12, "best": 12, "high": 12}, "injured": None}
    assert found["claims"] == [strike.id] and found["reading"] == "counted"


def test_a_fight_has_two_actors_and_no_recipient(tmp_path: Path) -> None:
    clash = told(
        "clash",
        by=["Syrian Democratic Forces"],
        to=["Islamic State"],
        codes=Codes("ASSAULT", "", "190", "", ""),
    )
    (found,) = objects(material(clash, events=[event(clash)]), tmp_path)
    assert {each["name"] for each in found["actor"]} == {"Syrian Democratic Forces", "Islamic State"}
    assert found["recipient"] == []


def test_nobody_named_is_unknown(tmp_path: Path) -> None:
    strike = told(to=["civilians"])
    (found,) = objects(material(strike, events=[event(strike)]), tmp_path)
    assert found["actor"] == [{"name": "", "country": "", "sector": "UNK"}]


def test_what_is_only_announced_is_future(tmp_path: Path) -> None:
    planned = told(
        "withdraw", by=["Islamic State"], modality="planned", codes=Codes("CONCEDE", "", "0356", "", "")
    )
    (found,) = objects(material(planned), tmp_path)
    assert (found["event"], found["auxiliary_modes"]) == ("CONCEDE", ["future"])


def test_a_country_has_resolution_1(tmp_path: Path) -> None:
    strike = told(at=country("Syria", "SY"))
    (found,) = objects(material(strike, events=[event(strike)]), tmp_path)
    assert found["location"][0]["resolution"] == 1


def test_no_text_leaves_only_where_it_stands(tmp_path: Path) -> None:
    strike = told(quote="Warplanes pounded the neighbourhood.")
    (found,) = objects(material(strike, events=[event(strike)]), tmp_path)
    assert "pounded" not in json.dumps(found)
    (where,) = found["evidence"]
    assert (where["start"], where["end"]) == (strike.evidence.start, strike.evidence.end)


def test_a_demand_is_an_event_of_its_own_once_for_all_its_copies(tmp_path: Path) -> None:
    codes = Codes("REQUEST", "change", "10", "", "")
    demands = [
        claim("demand", kind=ClaimKind.STATEMENT, document=name, quote="The UN demanded a truce.", codes=codes,
              agents=(party("Russia"),)) for name in "ab"
    ]  # fmt: skip
    (found,) = objects(material(*demands), tmp_path)
    assert found["event"] == "REQUEST" and sorted(found["claims"]) == sorted(each.id for each in demands)


def test_forces_sent_within_an_attack_are_no_event_beside_it(tmp_path: Path) -> None:
    sent = told("deploy", by=["Russia"], sentence=1, codes=Codes("MOBILIZE", "troops", "15", "", ""))
    strike = told(by=["Russia"], to=["Islamic State"])
    made = material(strike, sent, events=[event(strike), event(sent)])
    assert [each["event"] for each in objects(made, tmp_path)] == ["ASSAULT"]
    assert plover_jsonl.write(made, tmp_path / "plover.jsonl").left_out == {"within_assault": 1}
    assert cameo_tsv.write(made, tmp_path / "cameo.tsv").rows == 2


def test_undated_and_uncoded_are_left_out_and_counted(tmp_path: Path) -> None:
    undated, uncoded = told(on="", document="a"), told(codes=Codes(), document="b")
    made = material(undated, uncoded, events=[event(undated), event(uncoded)])
    written = plover_jsonl.write(made, tmp_path / "plover.jsonl")
    assert (written.rows, written.left_out) == (0, {"no_date": 1, "no_code": 1})


def test_gdelt_has_58_columns_and_ours_stand_after_them(tmp_path: Path) -> None:
    strike = told(by=["Syrian government forces"], to=["Islamic State"], quote="x")
    cameo_tsv.write(material(strike, events=[event(strike)]), tmp_path / "cameo.tsv")
    text = (tmp_path / "cameo.tsv").read_text(encoding="utf-8")
    assert len(GDELT_COLUMNS) == 58 and csv.Sniffer().sniff(text.partition("\n")[0]).delimiter == "\t"
    table = pandas.read_csv(tmp_path / "cameo.tsv", sep="\t", dtype={"EventCode": str, "EventRootCode": str})
    assert list(table.columns) == [*GDELT_COLUMNS, *OWN_COLUMNS]
    row = table.iloc[0]
    assert (row["SQLDATE"], row["MonthYear"], row["Year"]) == (20171015, 201710, 2017)
    assert row["FractionDate"] == round(2017 + (10 * 30 + 15) / 365, 4)
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"], row["QuadClass"]) == (
        "195",
        195,
        "19",
        4,
    )
    assert (row["Actor1Code"], row["Actor1Type1Code"], row["Actor1CountryCode"]) == ("SYRMIL", "MIL", "SYR")
    assert (row["ActionGeo_Type"], row["ActionGeo_Lat"], row["where_prec"]) == (4, 35.95, 1)
    assert row["claims"] == strike.id and not row["unreviewed"]


def test_every_line_of_the_tsv_has_the_same_number_of_cells(tmp_path: Path) -> None:
    strike = told(by=["Islamic\tState\nof Iraq"])
    cameo_tsv.write(material(strike, events=[event(strike)]), tmp_path / "cameo.tsv")
    head, line, end = (tmp_path / "cameo.tsv").read_bytes().split(b"\r\n")
    assert head.count(b"\t") == line.count(b"\t") and not end
