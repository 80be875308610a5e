"""Text that would like to be more than text: 300 payloads in every field, on every page, in the report and the exports."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html
from tests.store.reports import AT, add_reading, report
from tests.web.browsing import launched, served, trapped
from tests.web.conftest import HERE
from tests.web.payloads import payloads

from sitrep import Settings, open_record
from sitrep.model.claim import Claim, ClaimKind, Control, Term
from sitrep.model.document import Capture
from sitrep.model.mention import AttributionLink
from sitrep.model.span import Span
from sitrep.pipeline.committing import Committer
from sitrep.reconcile import partition_keys
from sitrep.store import open_store
from sitrep.web import WebSettings, create_app

ALL = list(payloads())
EACH = 4
"""Payloads in one report: the documents hold about a hundred claims each page can list."""


def poisoned(number: int, texts: list[str]) -> Any:
    """A report in which every field of every claim is a payload."""
    made = report(number, sentences=len(texts), outlet=texts[0])
    assert made.document is not None
    lines = [f"Clash {i} killed {i + 1} at {text.replace(chr(10), ' ')} end" for i, text in enumerate(texts)]
    text = "\n".join(lines)
    data = text.encode()
    capture = Capture(
        hashlib.sha256(data).hexdigest(), len(data), f"{texts[0]}.txt", "file", "text/plain", AT
    )
    starts = [text.index(line) for line in lines]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    document = replace(
        made.document, capture_id=capture.id, text=text, title=texts[0], url=texts[-1], byline=texts[-1],
        agency=texts[1], notes=(texts[0],),
        blocks=tuple(replace(block, span=span) for block, span in zip(made.document.blocks, spans, strict=True)),
    )  # fmt: skip
    claims = [claim_of(claim, lines[i], spans[i], texts[i], i) for i, claim in enumerate(made.claims)]
    return replace(
        made,
        capture=capture,
        data=data,
        document=document,
        claims=tuple(claims),
        partitions={each.id: partition_keys(each, []) for each in claims},
    )


def claim_of(claim: Claim, line: str, span: Span, text: str, number: int) -> Claim:
    trigger = Span(span.start + line.index("killed"), span.start + line.index("killed") + 6)
    party = replace(claim.agents[0], name=text, phrase=text)
    place = replace(claim.places[0], name=text, phrase=text, gazetteer_name=text, country=text)
    common = {
        "evidence": span, "quote": line, "trigger": trigger, "agents": (party,), "targets": (party,), "mediators": (party,),
        "places": (place,),
        "chain": (AttributionLink(text, "speaker", "named", cue=text), AttributionLink(text, "outlet", "named")),
        "instrument": text, "topic": text,
        "reasons": (("place", text),), "time": replace(claim.time, phrase=text, reason=text), "confidence": 0.9,
    }  # fmt: skip
    kind = (ClaimKind.FIGURE, ClaimKind.EVENT, ClaimKind.CONTROL, ClaimKind.DEAL)[number % 4]
    made = replace(claim, kind=kind, **common)  # type: ignore[arg-type]
    if kind is ClaimKind.FIGURE:
        assert claim.figure is not None
        return replace(made, figure=replace(claim.figure, subject=text, unit=text, span=None))
    made = replace(made, figure=None)
    if kind is ClaimKind.CONTROL:
        return replace(made, type="hold", control=Control(text, "held", 0.5, text, "exact", True))
    if kind is ClaimKind.DEAL:
        return replace(made, type="agree", term=Term("leave", text, "affirms"))
    return replace(made, type="airstrike")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record in which every field holds payloads, decisions of people included."""
    path = tmp_path_factory.mktemp("hostile") / "record.db"
    with open_store(path) as store:
        for number, start in enumerate(range(0, len(ALL) - EACH + 1, EACH)):
            add_reading(store, poisoned(number, ALL[start : start + EACH]), actor="sitrep", at=AT)
    clock = lambda: datetime(2017, 10, 20, tzinfo=UTC)  # noqa: E731
    with open_record(replace(Settings.load(), db=path), clock=clock) as record:
        record.refresh()
        claims = list(record.store.claims())
        assert len(claims) >= 300
        assert Committer is not None
        for claim, text in list(zip(claims, ALL, strict=False))[::10]:
            record.judge(claim.id, "accept", by=text[:90], why=text)
            record.judge(claim.id, "set", by=text[:90], why=text, field="agent", value=text)
    return path


@pytest.fixture(scope="module")
def client(hostile: Path) -> Iterator[TestClient]:
    app = create_app(WebSettings(record=replace(Settings.load(), db=hostile)))
    with TestClient(app, base_url=HERE) as found:
        yield found


LISTS = [
    "/",
    "/contradictions",
    "/events",
    "/figures",
    "/control",
    "/deals",
    "/claims",
    "/reports",
    "/sources",
    "/review",
    "/export",
]
TAGS = frozenset(
    "html head meta title link script body a header nav ul ol li main h1 h2 h3 p section article div span strong "
    "svg defs clippath rect g path circle "
    "line text form label input select option button details summary table caption thead tbody tr th td footer kbd bdi "
    "blockquote br mark code dl dt dd del ins".split()
)  # fmt: skip
SCRIPTS = frozenset({"/static/keys.js", "/static/choosing.js", "/static/islands/map.js"})


def addresses(client: TestClient) -> Iterator[str]:
    for section in LISTS:
        page, address = 1, f"{section}?per_page=200"
        while page < 8:
            yield address
            if 'rel="next"' not in client.get(address).text:
                break
            page += 1
            address = f"{section}?per_page=200&page={page}"
    for name in ("claims", "documents", "events", "series"):
        section = {"documents": "reports", "series": "figures"}.get(name, name)
        for thing in client.get(f"/api/v1/{name}?per_page=200").json()["items"][::7]:
            yield f"/{section}/{thing['id']}"


def findings(address: str, text: str) -> Iterator[str]:
    """Whatever a page holds that its templates did not put there."""
    for element in html.document_fromstring(text).iter():
        if not isinstance(element.tag, str):
            yield f"{address}: a comment or instruction"
            continue
        tag = element.tag.rpartition("}")[2].lower()
        if tag not in TAGS and tag != "desc":
            yield f"{address}: <{tag}>"
        if tag == "script" and element.get("src") not in SCRIPTS:
            yield f"{address}: a script of its own"
        if tag == "meta" and element.get("http-equiv"):
            yield f"{address}: meta {element.get('http-equiv')}"
        for name, value in element.attrib.items():
            if str(name).lower().startswith("on") or str(name) == "style":
                yield f"{address}: attribute {name}"
            if name in ("href", "src", "action", "formaction") and not str(value).startswith(("/", "#", "?")):
                yield f"{address}: {name}={value!r}"
            if name in ("href", "src", "action", "formaction") and str(value).startswith(("//", "/\\")):
                yield f"{address}: {name}={value!r}"


def test_no_page_takes_text_for_anything_else(client: TestClient) -> None:
    assert len(ALL) >= 300
    found: list[str] = []
    looked_at = 0
    for address in addresses(client):
        answer = client.get(address)
        assert answer.status_code == 200, address
        looked_at += 1
        found += findings(address, answer.text)
    assert looked_at > 100 and found == []


@pytest.mark.parametrize("section", ["/claims", "/events", "/", "/figures", "/reports", "/review"])
def test_what_is_asked_for_is_text_too(client: TestClient, section: str) -> None:
    for text in ALL[::11]:
        for name in ("grep", "place", "party", "source", "outlet", "kind", "since", "changed", "order"):
            answer = client.get(section, params={name: text})
            assert answer.status_code in (200, 422)
            assert list(findings(f"{section} {name}={text}", answer.text)) == []


def test_hidden_characters_are_shown_by_name(client: TestClient) -> None:
    text = client.get("/claims?per_page=200").text + client.get("/claims?per_page=200&page=2").text
    assert (
        '<span class="hidden" data-code="202E">[RLO]</span>' in text
        and "\u202e" not in text
        and "\u200b" not in text
    )


@pytest.mark.needs_chromium
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_nothing_runs_and_nothing_calls_home_in_a_browser(
    hostile: Path, client: TestClient, tmp_path: Path
) -> None:
    visited = [*(f"{section}?per_page=200" for section in LISTS), "/claims?per_page=200&page=2"]
    for name, section in (
        ("claims", "claims"),
        ("documents", "reports"),
        ("series", "figures"),
        ("events", "events"),
    ):
        things = client.get(f"/api/v1/{name}?per_page=200").json()["items"][::25]
        visited += [f"/{section}/{thing['id']}" for thing in things]
    with served(hostile) as address, launched() as browser:
        page = browser.new_context(base_url=address).new_page()
        trap = trapped(page, address)
        for each in visited:
            page.goto(each)
            page.mouse.move(300, 300)
        report = tmp_path / "report.html"
        report.write_bytes(page.request.get("/report.html").body())
        page.context.unroute_all()
        outside: list[str] = []
        page.on(
            "request",
            lambda request: outside.append(request.url) if not request.url.startswith("file:") else None,
        )
        page.goto(report.as_uri())
    assert trap.outside == [] and trap.dialogs == []
    assert [each for each in trap.complaints if "Content Security Policy" in each] == []
    assert outside == []
