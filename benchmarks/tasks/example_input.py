"""The example input: how many of the 18 things that it states are found, and which checks are right."""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from benchmarks.result import Result

HERE = Path(__file__).parent
ARTICLES = ("the ", "a ", "an ")


def run(corpora: Path) -> Result:
    expected = yaml.safe_load((HERE / "example_input.yaml").read_text(encoding="utf-8"))
    source = corpora / expected["file"]
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    if sha256 != expected["sha256"]:
        raise SystemExit(f"{source} is not the file that the offsets were made for")
    claims = read_and_export(source, expected["outlet"])
    text = source.read_text(encoding="utf-8")
    found = right = total = whole = 0
    table = [["#", "the page says", "found", "checks right", "wrong"]]
    for number, thing in enumerate(expected["things"], 1):
        candidates = [claim for claim in claims if matches(claim, thing)]
        scored = [check(claim, thing["checks"]) for claim in candidates]
        best = max(scored, key=lambda checks: sum(checks.values()), default={})
        found += bool(candidates)
        right += sum(best.values())
        total += len(best)
        whole += bool(best) and all(best.values())
        wrong = ", ".join(name for name, ok in best.items() if not ok)
        table.append(
            [
                str(number),
                thing["says"],
                "yes" if candidates else "no",
                f"{sum(best.values())}/{len(best)}",
                wrong,
            ]
        )
    violations = never(claims, text)
    share = 100 * right / total if total else 0.0
    return Result(
        task="example_input",
        title="The example input: a saved news page of 15 October 2017",
        figures={
            "found_of_18": found,
            "checks_right_percent": round(share, 1),
            "whole_of_18": whole,
            "violations": len(violations),
        },
        table=table,
        fingerprint=sha256[:12],
        notes=[
            f"Found {found} of 18; {right} of {total} checks right ({share:.1f} %); {whole} right as a whole.",
            f"The page gives {len(claims)} claims in all.",
            "Without exception: " + ("all hold." if not violations else "; ".join(violations)),
        ],
    )


def read_and_export(source: Path, outlet: str) -> list[dict[str, Any]]:
    """Claims of the page through the command line, as a user gets them."""
    with tempfile.TemporaryDirectory() as folder:
        db, out = Path(folder) / "record.db", Path(folder) / "claims.jsonl"
        sitrep = [sys.executable, "-m", "sitrep"]
        for arguments in (
            ["read", str(source), "--outlet", outlet, "--db", str(db)],
            ["export", "--format", "claims.jsonl", "--out", str(out), "--db", str(db)],
        ):
            subprocess.run([*sitrep, *arguments], check=True, capture_output=True)
        return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def matches(claim: dict[str, Any], thing: dict[str, Any]) -> bool:
    start, end = claim["trigger"]["start"], claim["trigger"]["end"]
    touching = any(start < stop and begin < end for begin, stop in thing["triggers"])
    return touching and claim["type"] in thing["types"]


def plain(name: Any) -> str:
    text = str(name or "").casefold().strip()
    for article in ARTICLES:
        text = text.removeprefix(article)
    return text


def names(value: Any) -> list[str]:
    return [plain(item) for item in (value if isinstance(value, list) else [value])]


def check(claim: dict[str, Any], checks: dict[str, Any]) -> dict[str, bool]:
    return {name: CHECKS[name](claim, wanted) for name, wanted in checks.items()}


def _same_name(key: str) -> Any:
    return lambda claim, wanted: any(name in names(wanted) for name in names(claim[key]))


def _place(claim: dict[str, Any], wanted: str) -> bool:
    name, _, country = wanted.partition(", ")
    return any(
        plain(place["name"]) == plain(name) and plain(place["country"]) == plain(country)
        for place in claim["places"]
    )


def _time(claim: dict[str, Any], wanted: str) -> bool:
    start, _, end = wanted.partition("/")
    time = claim["time"] or {}
    return time.get("start") == start and time.get("end") == end


def _figure(claim: dict[str, Any], wanted: dict[str, Any]) -> bool:
    figure = claim["figure"] or {}
    return all(figure.get(key) == value for key, value in wanted.items())


def _chain(claim: dict[str, Any], wanted: list[list[str]]) -> bool:
    stated = [[plain(link["name"]), link["named"]] for link in claim["attribution"]]
    return stated == [[plain(name), named] for name, named in wanted]


def _source(claim: dict[str, Any], wanted: list[str]) -> bool:
    chain = claim["attribution"]
    if not chain or claim["own_voice"]:
        return False
    first = plain(chain[0]["name"])
    return first == plain(wanted[0]) and chain[0]["named"] == wanted[1]


def _holder(claim: dict[str, Any], wanted: str) -> bool:
    """The denier: agent of the denial, or first link of what is denied."""
    chain = claim["attribution"]
    return plain(wanted) in names(claim["agent"]) or bool(chain) and plain(wanted) == plain(chain[0]["name"])


CHECKS: dict[str, Any] = {
    "modality": lambda claim, wanted: claim["modality"] == wanted,
    "agent": _same_name("agent"),
    "target": _same_name("target"),
    "place": _place,
    "time": _time,
    "figure": _figure,
    "share": lambda claim, wanted: claim["share"] is not None and abs(claim["share"] - wanted) < 1e-9,
    "chain": _chain,
    "source": _source,
    "direct": lambda claim, wanted: any(link.get("direct") == wanted for link in claim["attribution"]),
    "own_voice": lambda claim, wanted: claim["own_voice"] == wanted,
    "holder": _holder,
}


def never(claims: list[dict[str, Any]], text: str) -> list[str]:
    """What must hold without exception; every breach in words."""
    breaches = []
    for claim in claims:
        label = f"{claim['id'][:8]} ({claim['type']})"
        if any(plain(place["name"]) == "cairo" for place in claim["places"]):
            breaches.append(f"{label} is placed in Cairo")
        if claim["counts"] and claim["modality"] != "actual":
            breaches.append(f"{label} is {claim['modality']} and counts")
        if claim["quote"] != text[claim["evidence"]["start"] : claim["evidence"]["end"]]:
            breaches.append(f"{label}: quote is not the text under its evidence")
        if claim["published"][:10] != "2017-10-15":
            breaches.append(f"{label}: published {claim['published']}")
        quote = claim["quote"].strip()
        if quote in {"BY", "-", "Comments", "0", "Leave a Comment", "Be Social", "a"}:
            breaches.append(f"{label} is from interface words")
    captions = [claim for claim in claims if "armoured vehicle" in claim["quote"]]
    if len({claim["evidence"]["start"] for claim in captions}) > 1:
        breaches.append("the doubled caption gives claims twice")
    return breaches
