"""How fast the page and the API answer: `python -m benchmarks.web --base RECORD [--claims 1000000] [--seconds 20]`.

A record of any size is made from one that was read, by copying its reports and their claims under other ids; computed parts
are not copied. Lists, filters and single claims are measured over it, and beside them, in the same run, a route that does
nothing; with --writing a process reads reports in at the same time. With --cases N, N requests are generated from the
description of the API instead, and every answer is held against it.
"""

import argparse
import http.client
import json
import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

PORT = 8931
EMPTY = "/static/icon.svg"
QUESTIONS = (
    "/claims",
    "/claims?kind=figure",
    "/claims?place=Raqqa&kind=control",
    "/claims?grep=convoy+foreign",
    "/claims?source=Airwars",
    "/claims?since=2017-10-14&until=2017-10-15&sort=-confidence",
    "/reports",
    "/api/v1/claims?per_page=50&page=100",
    "/api/v1/documents",
)
CLAIM_COLUMNS = (
    "kind, type, modality, start, published, place, country, time_start, time_end, agent, target, "
    "source, confidence, quote"
)
COPIED = {
    "documents": (
        "id, capture_id, published, outlet, title, url, payload, text",
        "new(id), capture_id, published, outlet, title, url, replace(payload, id, new(id)), text",
    ),
    "claims": (
        f"id, document_id, {CLAIM_COLUMNS}, payload",
        f"new(id), new(document_id), {CLAIM_COLUMNS}, "
        "replace(replace(payload, id, new(id)), document_id, new(document_id))",
    ),
    "claim_names": ("role, name, claim_id", "role, name, new(claim_id)"),
    "evidence": ("claim_id, shown, quote", "new(claim_id), shown, quote"),
    "masked_names": ("document_id, spelling, name", "new(document_id), spelling, name"),
    "indexed": ("document_id", "new(document_id)"),
}
"""Table → its columns, and what a copy holds in them; new(...) is the id of the copy."""


def grown(base: Path, out: Path, claims: int) -> int:
    """A record of at least so many claims; gives their number."""
    shutil.copy(base, out)
    with sqlite3.connect(out, isolation_level=None) as connection:
        connection.execute("PRAGMA synchronous = 0")
        connection.execute("PRAGMA journal_mode = off")
        connection.execute("PRAGMA cache_size = -400000")
        have = connection.execute("SELECT count(*) FROM claims").fetchone()[0]
        tables = {name: f"base_{name}" for name in COPIED}
        for name, copy in tables.items():
            connection.execute(f"CREATE TEMP TABLE {copy} AS SELECT * FROM {name}")  # noqa: S608
        connection.execute("BEGIN")
        for number in range(1, -(-claims // have)):
            for name, (columns, values) in COPIED.items():
                made = re.sub(r"new\((\w+)\)", rf"('{number:06x}' || substr(\1, 7))", values)
                connection.execute(f"INSERT INTO {name} ({columns}) SELECT {made} FROM {tables[name]}")  # noqa: S608
        connection.execute("INSERT INTO evidence_words (evidence_words) VALUES ('rebuild')")
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        return int(connection.execute("SELECT count(*) FROM claims").fetchone()[0])


def asked(path: str) -> tuple[float, int]:
    """Seconds that an answer took, and its status."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return time.perf_counter() - began, answer.status


def loaded(paths: list[str], seconds: float, clients: int) -> tuple[float, list[float], int]:
    """Requests a second, times of answers, and answers of status 500 and above."""
    times: list[float] = []
    failed = [0]
    end = time.monotonic() + seconds

    def client(seed: int) -> None:
        chance = random.Random(seed)
        while time.monotonic() < end:
            took, status = asked(chance.choice(paths))
            times.append(took)
            failed[0] += status >= 500

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(times) / seconds, sorted(times), failed[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--base", type=Path, required=True, help="a record that was read, such as that of make demo"
    )
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument(
        "--writing", type=Path, help="a folder of reports that another process reads in meanwhile"
    )
    parser.add_argument("--cases", type=int, default=0, help="generated requests over the API instead")
    parser.add_argument("--keep", type=Path, help="where the record is kept, and taken from if it is there")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.cases:
            return generated(Path(shutil.copy(arguments.base, Path(folder) / "record.db")), arguments.cases)
        record = arguments.keep or Path(folder) / "record.db"
        count = grown(arguments.base, record, arguments.claims) if not record.exists() else arguments.claims
        print(
            f"{count:,} claims, {record.stat().st_size / 1e9:.2f} GB; load average {os.getloadavg()[0]:.1f}",
            flush=True,
        )
        measure(record, arguments)
    return 0


def measure(record: Path, arguments: argparse.Namespace) -> None:
    """Serve the record and print what was measured."""
    serving = [sys.executable, "-m", "sitrep", "serve", "--db", str(record), "--port", str(PORT)]
    server = subprocess.Popen(serving, stdout=subprocess.DEVNULL)
    writer = None
    try:
        while True:
            try:
                asked(EMPTY)
                break
            except OSError:
                time.sleep(0.2)
        first, status = asked("/claims")
        print(f"first page {first * 1000:.0f} ms (status {status})")
        claim = json.loads(fetched("/api/v1/claims"))["items"][7]["id"]
        for path in (*QUESTIONS, f"/claims/{claim}"):
            times = [asked(path)[0] for _ in range(5)]
            print(
                f"{path}: first {times[0] * 1000:.0f} ms, then median {statistics.median(times[1:]) * 1000:.0f} ms",
                flush=True,
            )
        if arguments.writing:
            reading = [
                sys.executable,
                "-m",
                "sitrep",
                "read",
                str(arguments.writing),
                "--reparse",
                "--db",
                str(record),
            ]
            writer = subprocess.Popen(reading, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        empty, _, _ = loaded([EMPTY], arguments.seconds / 2, arguments.clients)
        mixed, times, failed = loaded([*QUESTIONS, f"/claims/{claim}"], arguments.seconds, arguments.clients)
        p99 = times[int(0.99 * (len(times) - 1))]
        print(f"empty route {empty:.0f} requests/s; mixed {mixed:.1f} requests/s ({mixed / empty:.3f} of it)")
        print(
            f"mixed: median {statistics.median(times) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, {failed} answers of 5xx"
        )
    finally:
        for process in (server, writer):
            if process is not None:
                process.kill()
                process.wait()


def fetched(path: str) -> bytes:
    """The body of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    connection.request("GET", path)
    return connection.getresponse().read()


def generated(record: Path, cases: int) -> int:
    """Requests made from the description; gives 1 where any answer broke it."""
    from dataclasses import replace

    import schemathesis
    from hypothesis import HealthCheck, given, settings
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    from sitrep import Settings
    from sitrep.web import WebSettings, create_app

    app = create_app(WebSettings(record=replace(Settings.load(), db=record)))
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers={"Host": "127.0.0.1:8765"})
    operations = [
        each.ok() for each in schema.exclude(path="/api/v1/documents", method="POST").get_all_operations()
    ]
    statuses: dict[int, int] = {}
    broken = 0
    for operation in operations:

        @settings(
            max_examples=-(-cases // len(operations)),
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def keeps(case: schemathesis.Case) -> None:
            answer = case.call(base_url="http://127.0.0.1:8765", headers={"Host": "127.0.0.1:8765"})
            statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
            assert answer.status_code < 500, answer.text
            case.validate_response(answer, excluded_checks=[positive_data_acceptance])

        try:
            keeps()
        except Exception as error:  # noqa: BLE001
            broken += 1
            print(f"{operation.label}: {error}")
    told = dict(sorted(statuses.items()))
    print(
        f"{sum(statuses.values())} requests over {len(operations)} operations: {told}; {broken} operations broke"
    )
    return int(broken > 0)


if __name__ == "__main__":
    raise SystemExit(main())
