"""A server over the example reports. They are read once; every test gets a copy of the record."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sitrep import Settings, open_record
from sitrep.model.view import Level
from sitrep.web import WebSettings, create_app

ROOT = Path(__file__).resolve().parents[2]
HERE = "http://127.0.0.1:8765"
OWN = {"Sec-Fetch-Site": "same-origin", "Origin": HERE}
"""What a browser says of a form on one of the server's own pages."""


@pytest.fixture(scope="session")
def raqqa(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the example reports."""
    path = tmp_path_factory.mktemp("web") / "raqqa.db"
    with open_record(replace(Settings.load(), db=path, seconds_per_document=120.0)) as record:
        readings = list(record.read(record.sources([str(ROOT / "examples" / "raqqa")]).files))
    assert readings and all(reading.ok for reading in readings)
    return path


@pytest.fixture
def db(raqqa: Path, tmp_path: Path) -> Path:
    """A record of the example reports to change."""
    return Path(shutil.copy(raqqa, tmp_path / "record.db"))


Visit = Callable[..., TestClient]


@pytest.fixture
def visit(db: Path) -> Iterator[Visit]:
    """Makes a client of a server over the record; settings of the server as keywords."""
    opened: list[TestClient] = []

    def made(**settings: object) -> TestClient:
        chosen = WebSettings(record=replace(Settings.load(), db=db, seconds_per_document=120.0), **settings)  # type: ignore[arg-type]
        client = TestClient(create_app(chosen), base_url=HERE, raise_server_exceptions=False)
        client.__enter__()
        opened.append(client)
        return client

    yield made
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(visit: Visit) -> TestClient:
    """A client that sees the public view."""
    return visit()


@pytest.fixture
def restricted(visit: Visit) -> TestClient:
    """A client that sees everything."""
    return visit(level=Level.RESTRICTED)
