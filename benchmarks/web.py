"""How fast the page and the API answer: `python -m benchmarks.web --base RECORD [--claims 1000000] [--seconds 20]`.

A record of any size is made from one that was read (`benchmarks.growing`). Every page, filters, full text and the API are
measured over it, each first when nothing of it was asked before and then again, and after that many clients at once while, with
--writing, a process reads reports into the same record. Beside them, in the same run and under the same writer, a route that
does nothing. Two loads: addresses that are asked again and again, as of several people at one record, and addresses of which
nearly none is asked twice. With --cases N, N requests are generated from the description of the API instead, and every answer is
held against it.
"""

import argparse
import http.client
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date
from itertools import islice
from pathlib import Path

from benchmarks.growing import DIGITS, grown
from benchmarks.synthetic.reports import reports

PORT = 8931
EMPTY = "/static/icon.svg"
FIRST = "/claims"
FILTERS = (
    "/claims?kind=figure",
    "/claims?place=Raqqa",
    "/claims?place=Raqqa&kind=control",
    "/claims?party=coalition",
    "/claims?source=Airwars",
    "/claims?since=2017-10-14&until=2017-10-15&sort=-confidence",
    "/claims?grep=convoy+foreign",
    "/claims?grep=fighters",
)
LISTS = (
    "/",
    "/events",
    "/events?order=claims",
    "/figures",
    "/control",
    "/deals",
    "/contradictions",
    "/sources",
    "/review",
    "/reports",
    "/claims?page=15000",
    "/claims?sort=-published",
)
NARROWED = (
    "/?place=Mayadin",
    "/?place=Raqqa",
    "/events?place=Raqqa",
    "/figures?source=Airwars",
    "/sources?place=Mayadin",
)
API = (
    "/api/v1/claims?per_page=50&page=100",
    "/api/v1/documents",
    "/api/v1/events",
    "/api/v1/series",
    "/api/v1/",
)


@dataclass(frozen=True, slots=True)
class Load:
    """What clients measured: requests a second, times in seconds in ascending order, answers of status 500 and above."""

    rate: float
    times: list[float]
    failed: int

    def at(self, share: float) -> float:
        """The time, in milliseconds, within which a share of the answers came."""
        return 1000 * self.times[int(share * (len(self.times) - 1))]


def asked(path: str, connection: http.client.HTTPConnection | None = None) -> tuple[float, int]:
    """Seconds that an answer took, and its status."""
    mine = connection or http.client.HTTPConnection("127.0.0.1", PORT, timeout=300)
    began = time.perf_counter()
    mine.request("GET", path)
    answer = mine.getresponse()
    answer.read()
    if connection is None:
        mine.close()
    return time.perf_counter() - began, answer.status


def loaded(choose: Callable[[random.Random], str], seconds: float, clients: int) -> Load:
    """What clients measure that ask as fast as they get answers, each over a connection that stays open."""
    times: list[float] = []
    failed = [0]
    end = time.monotonic() + seconds

    def client(seed: int) -> None:
        chance = random.Random(seed)
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=300)
        while time.monotonic() < end:
            took, status = asked(choose(chance), connection)
            times.append(took)
            failed[0] += status >= 500
        connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(len(times) / (time.monotonic() - began), sorted(times), failed[0])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--base", type=Path, required=True, help="a record that was read, such as that of make demo"
    )
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument(
        "--writing", action="store_true", help="another process reads reports into the record meanwhile"
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
            f"{count:,} claims, {record.stat().st_size / 1e9:.2f} GB; load average {os.getloadavg()[0]:.1f}\n",
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
        first = json.loads(fetched("/api/v1/claims?per_page=200"))["items"]
        claim = first[7]["id"]
        print("| address | first, ms | of processor, ms | again, ms | status |\n|---|---|---|---|---|")
        for path in (FIRST, *FILTERS, *LISTS, *NARROWED, *API, f"/claims/{claim}"):
            before = processor_ms(server.pid)
            first_time, status = asked(path)
            used = processor_ms(server.pid) - before
            again = statistics.median(asked(path)[0] for _ in range(4))
            print(
                f"| {path} | {1000 * first_time:.0f} | {used:.0f} | {1000 * again:.0f} | {status} |",
                flush=True,
            )
        print(f"\nmemory of the server at most: {peak_mb(server.pid):.0f} MB\n")
        if arguments.writing:
            source = record.with_suffix(".jsonl")
            written(source)
            writer = subprocess.Popen(
                [sys.executable, "-m", "sitrep", "read", str(source), "--db", str(record)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(8)  # until its engine is loaded and it writes
        same = (FIRST, *FILTERS, *LISTS, *API, f"/claims/{claim}")
        others = Others(
            [each["id"] for each in first], [each["document"] for each in first], arguments.claims // 500
        )
        loads = {
            "empty route": loaded(lambda _: EMPTY, arguments.seconds / 2, arguments.clients),
            "the same addresses": loaded(
                lambda chance: chance.choice(same), arguments.seconds, arguments.clients
            ),
            "always others": loaded(others.choose, arguments.seconds, arguments.clients),
        }
        print(
            "| load | requests/s | of the empty route | median, ms | p99, ms | 5xx |\n|---|---|---|---|---|---|"
        )
        empty = loads["empty route"].rate
        for name, load in loads.items():
            share = load.rate / empty
            print(
                f"| {name} | {load.rate:.1f} | {share:.3f} | {load.at(0.5):.0f} | {load.at(0.99):.0f} | {load.failed} |"
            )
        told = "" if writer is None else f"; the writing process ran: {writer.poll() is None}"
        print(f"\nmemory of the server at most: {peak_mb(server.pid):.0f} MB{told}")
    finally:
        for process in (server, writer):
            if process is not None:
                process.kill()
                process.wait()


@dataclass(frozen=True, slots=True)
class Others:
    """Addresses of which nearly none is asked twice: claims, reports, and pages of lists under filters.

    `claims` and `documents` are ids of one copy; those of another differ in their first digits alone.
    """

    claims: list[str]
    documents: list[str]
    copies: int

    def choose(self, chance: random.Random) -> str:
        """One of them."""
        copy = f"{chance.randrange(1, self.copies):0{DIGITS}x}"
        day = date(1988 + chance.randrange(30), 10, chance.randrange(1, 28)).isoformat()
        return chance.choice(
            (
                f"/claims/{copy}{chance.choice(self.claims)[DIGITS:]}",
                f"/claims/{copy}{chance.choice(self.claims)[DIGITS:]}",
                f"/reports/{copy}{chance.choice(self.documents)[DIGITS:]}",
                f"/claims?page={chance.randrange(1, 400)}",
                f"/claims?since={day}&until={day}",
                f"/events?page={chance.randrange(1, 100)}",
                f"/api/v1/claims?kind=figure&page={chance.randrange(1, 400)}",
            )
        )


def written(file: Path, number: int = 3_000) -> None:
    """Reports that nobody has read yet, as a table that the writing process reads."""
    with file.open("w", encoding="utf-8") as lines:
        for report in islice(reports(time.time_ns()), number):
            published = report.published.replace(tzinfo=UTC).isoformat() if report.published else None
            row = {
                "url": report.url,
                "title": report.title,
                "text": report.text,
                "outlet": report.outlet,
                "date": published,
            }
            lines.write(json.dumps(row) + "\n")


def processor_ms(process: int) -> float:
    """Milliseconds of processor that a process has had; other work on the machine does not lengthen them."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_mb(process: int) -> float:
    """Most memory that a process has had, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


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
