"""`sitrep read` on what people really have on their disks: codes, advice, exit codes, and nothing changed twice."""

import json
import sys
from pathlib import Path

import pytest

from sitrep.cli.app import main
from sitrep.errors import REASONS

REPORT = (
    "Troops leave Karsa after a month of fighting\n\nTue, 4 Jul 2017 - 05:40 GMT\n\n"
    "BEIRUT - Rebels killed 12 soldiers near a café in Kobani on Monday, the army said.\n\n"
    "The governor said that forty families had fled the town. “It is quiet,” he said.\n"
)
ABSURD = (
    "Troops leave Karsa after a month of fighting\n\nPublished: 31 Feb 0001 - 99:99 GMT\n\n"
    "Updated 99999999-99-99T99:99:99Z\n\n"
    "BEIRUT, February 30, 9999 - Rebels killed 12 soldiers near Kobani on 31 June 99999, the army said. They came "
    "in the year 0000 and on 1 January 1, he said.\n\n"
    "Between 1 BC and December 32 some 999999999999999999999999 families fled in -5 days, 10 to the 400 years ago "
    "and in 99999999999 weeks, the governor said on Monday.\n"
)
ODD = {
    "windows.txt": REPORT.encode("cp1252"),
    "utf16.txt": REPORT.replace("forty", "fifty").encode("utf-16"),
    "damaged.txt": REPORT.replace("forty", "sixty").encode().replace("é".encode(), b"\xff\xfe"),
    "absurd.txt": ABSURD.encode(),
}
HOSTILE = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n\xe2\x80\x8b", "empty"),
    "junk.txt": (bytes(range(256)) * 300, "binary"),
    "print.txt": (b"%PDF-1.7\n" + bytes(range(128, 256)) * 30, "binary"),
    "japanese.txt": (("兵士が町を離れた。" * 40).encode("shift_jis"), "language_unsupported"),
    "page.html": (b"<html><body><nav>Home</nav></body></html>", "no_article"),
}
HUGE = 50_000_000


def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str
) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command."""
    monkeypatch.setattr(sys, "argv", ["sitrep", *words])
    with pytest.raises(SystemExit) as left:
        main()
    out, err = capsys.readouterr()
    code = left.value.code
    return int(code or 0), out, err


def exported(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, db: Path) -> bytes:
    target = db.with_suffix(".jsonl")
    code, _, err = run(
        capsys,
        monkeypatch,
        "export",
        "--format",
        "claims.jsonl",
        "--out",
        str(target),
        "--restricted",
        "--db",
        str(db),
    )
    assert code == 0, err
    return target.read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for name, data in ODD.items():
        (made / name).write_bytes(data)
    for name, (data, _) in HOSTILE.items():
        (made / name).write_bytes(data)
    with open(made / "huge.txt", "wb") as file:
        file.truncate(HUGE)
    return made


def test_a_folder_of_odd_files_gives_documents_or_reasons_and_reading_again_changes_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    db = tmp_path / "record.db"
    code, out, err = run(capsys, monkeypatch, "read", str(folder), "--json", "--db", str(db))
    assert (code, err) == (0, "")
    answers = {Path(answer["origin"]).name: answer for answer in map(json.loads, out.splitlines())}
    reasons = {name: answer["reason"] for name, answer in answers.items()}
    assert reasons == {
        **dict.fromkeys(ODD),
        **{name: reason for name, (_, reason) in HOSTILE.items()},
        "huge.txt": "too_large",
    }
    for answer in answers.values():
        assert answer["reason"] is None or REASONS[answer["reason"]] in answer["message"]
    before = exported(capsys, monkeypatch, db)
    assert before.count(b"\n") == sum(sum(answer["claims"].values()) for answer in answers.values())
    code, out, _ = run(capsys, monkeypatch, "read", str(folder), "--db", str(db))
    assert code == 0
    assert f"0 read; {len(ODD)} already in the record; {len(HOSTILE) + 1} not read" in out
    assert exported(capsys, monkeypatch, db) == before


def test_nothing_read_is_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * 101)
    monkeypatch.setenv("SITREP_MAX_BYTES", "100")
    db = str(tmp_path / "record.db")
    code, out, _ = run(capsys, monkeypatch, "read", str(tmp_path / "large.txt"), "--db", db)
    assert code == 1
    assert "too_large" in out and REASONS["too_large"] in out
    code, _, err = run(capsys, monkeypatch, "read", str(tmp_path / "missing.txt"), "--db", db)
    assert code == 1
    assert "io_error: no such file" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--published", "next Tuesday"), "2017-10-15"),
        (("--columns", "text"), "field=column"),
        (("--workers", "0"), "--workers"),
        (("--unknown",), "--unknown"),
    ],
)
def test_wrong_usage_is_2_and_says_what_would_be_right(
    words: tuple[str, ...],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, _, err = run(
        capsys, monkeypatch, "read", str(tmp_path), *words, "--db", str(tmp_path / "record.db")
    )
    assert code == 2
    assert said in err


def test_a_setting_that_cannot_be_used_is_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITREP_WORKERS", "none")
    code, _, err = run(capsys, monkeypatch, "read", str(tmp_path), "--db", str(tmp_path / "record.db"))
    assert code == 2
    assert "workers" in err


def test_a_record_that_cannot_be_opened_is_74(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(b"not a record at all" * 100)
    for db in (other, tmp_path / "missing" / "record.db"):
        code, _, err = run(capsys, monkeypatch, "read", str(tmp_path), "--db", str(db))
        assert code == 74
        assert str(db) in err
    assert other.read_bytes() == b"not a record at all" * 100
