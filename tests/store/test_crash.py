"""A process killed while it commits loses nothing that was said to be safe, and leaves nothing half-done."""

import random
import subprocess
import sys
import threading
from pathlib import Path

from tests.store.reports import report

from sitrep.store import ClaimFilter, open_store

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20
CHILD = """
import sys
from sitrep.model.review import Judgement, Verdict
from sitrep.store import open_store
from tests.store.reports import AT, add_reading, report

with open_store(sys.argv[1]) as store:
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        new = report(number)
        add_reading(store, new, actor="sitrep", at=AT)
        with store.writing("anna", AT) as w:
            w.judgement(Judgement(new.claims[0].id, Verdict.ACCEPT, "anna", AT))
        print(number, flush=True)
"""


def writer(path: Path, start: int, end: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), str(start), str(end)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
    )


def killed(path: Path, start: int, seconds: float) -> list[int]:
    """Start a process that writes reports, kill it a little after its first commit; what it said was safe."""
    child = writer(path, start, 10**9)
    assert child.stdout is not None
    said = [child.stdout.readline()]  # it has committed once: from here on it is at work
    timer = threading.Timer(seconds, child.kill)  # SIGKILL on POSIX: nothing of the process runs on
    timer.start()
    rest, _ = child.communicate()
    said += rest.splitlines(keepends=True)
    timer.join()
    return [int(line) for line in said if line.endswith("\n")]


def test_nothing_acknowledged_is_lost_and_nothing_is_half_there(path: Path) -> None:
    chance = random.Random(20171015)
    acknowledged: list[int] = []
    for turn in range(KILLS):
        acknowledged += killed(path, turn * 100_000, chance.uniform(0.0, 0.08))
    assert len(acknowledged) >= KILLS
    with open_store(path, create=False) as store:
        assert store.verify() == ()
        counts = store.counts()
        judged = {judgement.claim for judgement in store.judgements()}
        for number in acknowledged:
            new = report(number)
            assert new.document is not None
            assert store.document(new.document.id) == new.document
            assert tuple(store.claims(ClaimFilter(document=new.document.id))) == new.claims
            assert new.claims[0].id in judged
        # beyond the acknowledged ones there may be one whole report a kill that nobody was told of
        assert len(acknowledged) <= counts["documents"] <= len(acknowledged) + KILLS
        assert counts["captures"] == counts["readings"] == counts["stories"] == counts["documents"]
        assert counts["claims"] == 3 * counts["documents"]
        assert counts["claim_partitions"] == 6 * counts["documents"]
        assert counts["ledger"] == 4 * counts["documents"] + counts["judgements"]


def test_processes_that_begin_a_record_at_once_share_it(path: Path) -> None:
    writers = [writer(path, start, start + 8) for start in (0, 100, 200)]
    answers = [child.communicate() for child in writers]
    assert [(child.returncode, errors) for child, (_, errors) in zip(writers, answers, strict=True)] == [
        (0, "")
    ] * 3
    with open_store(path, create=False) as store:
        assert store.counts()["documents"] == 24
        assert store.counts()["judgements"] == 24
        assert store.verify() == ()
