"""Judging, carrying judgements and dropping, as a person types it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from sitrep.cli.app import app
from sitrep.store import open_store
from sitrep.store.ledger import VIEWS

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "raqqa"
RUN = CliRunner(env={"COLUMNS": "250"})
WHO = ("--by", "Rana", "--why", "checked by phone")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "record.db"
    files = [str(EXAMPLES / name) for name in ("09-raqqa-captured.txt", "11-raqqa-toll-monitor.txt")]
    assert RUN.invoke(app, ["read", *files, "--db", str(path)]).exit_code == 0
    return path


@pytest.fixture
def db(made: Path, tmp_path: Path) -> str:
    shutil.copy(made, tmp_path / "record.db")
    return str(tmp_path / "record.db")


def run(*arguments: str, code: int = 0) -> Result:
    result = RUN.invoke(app, list(arguments))
    assert result.exit_code == code, (result.output, result.exception)
    return result


def plain(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json").stdout)


def two_events(db: str) -> tuple[dict[str, Any], dict[str, Any]]:
    one, other, *_ = [event for event in plain("show", "--db", db)["events"] if event["start"]]
    return one, other


def test_a_claim_joins_an_event_and_explain_shows_link_and_history(db: str) -> None:
    one, other = two_events(db)
    claim = one["claims"][0]
    said = run("judge", claim[:12], "same-as", other["id"][:12], *WHO, "--db", db).stdout
    assert f"in event {other['id']}" in said
    event = run("explain", other["id"][:12], "--db", db).stdout
    assert "person" in event and "1.00" in event and "checked by phone" in event and "[holds]" in event
    shown = run("explain", claim, "--db", db).stdout
    assert f"event {other['id']}" in shown and "checked by phone" in shown
    made = plain("judge", claim, "not-same", other["id"], *WHO, "--db", db)
    assert made["verdict"] == "not-same" and made["event"] == one["id"]


def test_a_field_is_set_and_taken_back(db: str) -> None:
    claim = plain("claims", "--kind", "figure", "--grep", "1,300", "--db", db)["id"]
    run("judge", claim, "set", "figure.best=1,400", *WHO, "--db", db)
    run("judge", claim, "set", "figure.best=", *WHO, "--db", db)
    run("judge", claim, "accept", *WHO, "--db", db)
    states = [decided["state"] for decided in plain("explain", claim, "--db", db)["history"]]
    assert states == ["taken back", "takes back", "holds"]


@pytest.mark.parametrize(
    "words",
    [
        ("accept", "now"),
        ("set", "figure.best"),
        ("same-as",),
        ("perhaps",),
        ("set", "colour=red"),
        ("same-as", "zzz"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_refused_and_nothing_is_noted(db: str, words: tuple[str, ...]) -> None:
    claim = two_events(db)[0]["claims"][0]
    assert RUN.invoke(app, ["judge", claim, *words, *WHO, "--db", db]).exit_code != 0
    assert plain("explain", claim, "--db", db)["history"] == []


def test_judgements_go_out_and_come_in_again(db: str, made: Path, tmp_path: Path) -> None:
    claim = two_events(db)[0]["claims"][0]
    run("judge", claim, "reject", *WHO, "--db", db)
    out = str(tmp_path / "judgements.jsonl")
    assert "1 judgements" in run("judgements", "export", out, "--db", db).stdout
    other = str(tmp_path / "other.db")
    shutil.copy(made, other)
    assert plain("judgements", "import", out, "--db", other) == {
        "added": 1, "known": 0, "waiting": 0, "refused": [],
    }  # fmt: skip
    assert "1 in the record already" in run("judgements", "import", out, "--db", other).stdout
    (tmp_path / "bad.jsonl").write_text("nothing\n", encoding="utf-8")
    assert (
        "malformed_row: line 1"
        in run("judgements", "import", str(tmp_path / "bad.jsonl"), "--db", other, code=1).stderr
    )


def test_a_document_is_dropped_listed_and_not_read_again(db: str) -> None:
    document = plain("show", "--db", db)["documents"][-1]["id"]
    assert "asked for" in run("drop", document[:10], "--by", "Rana", "--why", "asked for", "--db", db).stdout
    assert [each["document"] for each in plain("drop", "--list", "--db", db)] == [document]
    assert document not in {each["id"] for each in plain("show", "--db", db)["documents"]}
    again = RUN.invoke(app, ["read", str(EXAMPLES / "11-raqqa-toll-monitor.txt"), "--db", db])
    assert again.exit_code == 1 and "dropped" in again.stdout
    assert RUN.invoke(app, ["drop", document, "--db", db]).exit_code == 2
    assert RUN.invoke(app, ["drop", "--db", db]).exit_code == 2


def toll_report(db: str) -> dict[str, Any]:
    return next(each for each in plain("show", "--db", db)["documents"] if "toll" in each["title"])


def ledger(db: str) -> list[tuple[str, str]]:
    with open_store(Path(db)) as store:
        assert store.verify() == ()
        return [(each.verb, each.object) for each in store.ledger() if each.verb in VIEWS]


WORDS = ("words=differ", "type=accuse", "modality=possible")


def test_a_claim_is_added_corrected_by_words_exported_and_taken_back(db: str, tmp_path: Path) -> None:
    document = toll_report(db)["id"]
    made = plain("judge", document[:8], "add", *WORDS, *WHO, "--db", db)
    assert (made["verdict"], made["field"]) == ("add", document)
    claim = made["claim"]
    explained = run("explain", claim, "--db", db).stdout
    assert "added by a person" in explained and "Rana" in explained and "checked by phone" in explained
    run("judge", claim, "set", 'place.words={"words": "Raqqa", "sentence": 0}', *WHO, "--db", db)
    assert [each["field"] for each in plain("explain", claim, "--db", db)["judgements"]] == [
        document,
        "place.words",
    ]
    out = tmp_path / "reviews.jsonl"
    told = run("reviews", "export", "--out", str(out), "--db", db)
    assert "1 frames that stand and 0 rejected" in told.stdout and "Restricted" in told.stderr
    [row] = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    [frame] = row["frames"]
    assert row["text"][slice(*frame["trigger"])] == "differ" and frame["modality"] == "possible"
    assert plain("reviews", "export", "--out", str(out), "--db", db)["frames"] == 1
    back = run("judge", claim, "set", "verdict=", *WHO, "--db", db).stdout
    assert "taken back" in back
    assert "no claim or event" in str(RUN.invoke(app, ["explain", claim, "--db", db]).exception)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (("words=perish", "type=kill"), "does not stand"),
        (("words=differ",), "their type"),
        (("words=differ", "type=differ"), "no frame type"),
        (("words=differ", "type=accuse", "kind=control"), "becomes"),
        (("words=differ", "type=accuse", "colour=red"), "colour"),
        (("differ",), "FIELD=VALUE"),
    ],
)
def test_what_cannot_be_added_is_refused_in_a_sentence(db: str, said: tuple[str, ...], says: str) -> None:
    result = RUN.invoke(app, ["judge", toll_report(db)["id"], "add", *said, *WHO, "--db", db])
    assert result.exit_code != 0 and says in f"{result.output}{result.exception}"


def test_a_claim_that_is_there_is_named(db: str) -> None:
    document = toll_report(db)["id"]
    claim = plain("judge", document, "add", *WORDS, *WHO, "--db", db)["claim"]
    result = RUN.invoke(app, ["judge", document, "add", *WORDS, *WHO, "--db", db])
    assert claim in str(result.exception) and getattr(result.exception, "reason", "") == "claim_known"


def test_every_restricted_view_of_the_terminal_stands_in_the_ledger(db: str, tmp_path: Path) -> None:
    public = [("show",), ("export", "--format", "claims.csv", "--out", str(tmp_path / "c.csv"))]
    public.append(("report", "--out", str(tmp_path / "r.md")))
    for command in public:
        run(*command, "--db", db)
    document = toll_report(db)["id"]
    run("story", document, "--db", db)
    assert ledger(db) == []
    for command in (*public, ("story", document)):
        run(*command, "--restricted", "--db", db)
    claim = two_events(db)[0]["claims"][0]
    run("claims", "--grep", "Nadia", "--db", db)
    run("explain", claim[:10], "--db", db)
    run("judgements", "export", str(tmp_path / "j.jsonl"), "--db", db)
    run("reviews", "export", "--out", str(tmp_path / "t.jsonl"), "--db", db)
    told = ledger(db)
    assert [verb for verb, _ in told] == [
        "view restricted", "export restricted", "export restricted", "view restricted",
        "view restricted", "view restricted", "export restricted", "export restricted",
    ]  # fmt: skip
    assert [what for _, what in told][:3] == ["sitrep show", "sitrep export claims.csv", "sitrep report .md"]
    assert f"sitrep explain {claim}" in dict(map(reversed, told)) and "Nadia" not in str(told)
