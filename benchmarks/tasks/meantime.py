"""Event coreference on MEANTIME (Wikinews on business) with gold mentions: the record's linking beside lemma baselines."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.coreference import conll
from benchmarks.event_links import Mention, by_lemma, by_record, joined, lemma_types
from benchmarks.plain_text import document_of, read_rows
from benchmarks.result import Result, fingerprint
from sitrep.annotate import Tools
from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.model.document import Document
from sitrep.model.span import Span
from sitrep.settings import Settings

DATA = Path("data") / "a_open" / "coref" / "meantime.train.jsonl"


def mentions_of(row: Mapping[str, Any]) -> list[Mention]:
    """The event mentions of a document, auxiliaries ("grammatical events") left out, with their annotated arguments."""
    chains = {entity["id"]: entity.get("cluster") for entity in row["entities"]}

    def entities(event: Mapping[str, Any], role: str) -> tuple[str, ...]:
        names = (chains.get(each["ref"]) for each in event["args"] if each["role"] == role)
        return tuple(name for name in names if name)

    return [
        Mention(
            id=f"{row['id']} {event['id']} {event['start']}",
            document=row["id"],
            cluster=row["topic"],
            span=Span(event["start"], event["end"]),
            text=row["text"][event["start"] : event["end"]],
            # where the corpus gives an event no identity, its predicate stands in the field
            chain=event["cluster"] if any(each.isdigit() for each in event["cluster"] or "") else None,
            agents=entities(event, "Arg0"),
            targets=entities(event, "Arg1"),
        )
        for event in row["events"]
        if event["type"] != "GRAMMATICAL"
    ]


def dated(row: Mapping[str, Any]) -> Document:
    """The document, published on the day that the corpus gives, where it gives one."""
    document = document_of(dict(row))
    if not row.get("date"):
        return document
    published = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
    return replace(document, published=published, published_precision="day")


def run(corpora: Path) -> Result:
    rows = read_rows(corpora / DATA)
    found = [mention for row in rows for mention in mentions_of(row)]
    tools = Tools(Engine.load(threads=1), Gazetteer.open(Settings.load().cache_dir))
    topics = by_lemma(corpora, found)
    apart = [replace(mention, cluster=mention.document) for mention in found]
    lemmas = by_lemma(corpora, apart)
    record = by_record({row["id"]: dated(row) for row in rows}, apart, lemma_types(corpora), tools, corpora)
    gold = {mention.id: mention.gold for mention in found}
    table = [["answer", "MUC", "B³", "CEAF_e", "CoNLL F1", "mentions"]]
    figures = {}
    for name, label, answer in (
        ("lemma_topic", "lemma baseline within a topic", topics),
        ("lemma", "lemma baseline within a document", lemmas),
        ("record", "the record's events alone", record),
        ("conll", "lemma within a document and the record's events", joined(lemmas, record)),
    ):
        scores = conll(gold, answer)
        cells = [f"{score.f1:.1f} ({score.precision:.1f} / {score.recall:.1f})" for score in scores[:3]]
        table.append([label, *cells, f"{scores[3]:.1f}", str(len(answer))])
        figures[name] = round(scores[3], 1)
    figures["above_lemma"] = round(figures["conll"] - max(figures["lemma"], figures["lemma_topic"]), 1)
    return Result(
        task="meantime",
        title=f"Event coreference: MEANTIME, {len(rows)} documents, {len(found)} gold mentions",
        figures=figures,
        table=table,
        fingerprint=fingerprint(corpora / DATA, corpora / "corpus" / "frames" / "train.jsonl"),
        notes=[
            "F1 (precision / recall), within and across documents together. Lemma baselines: mentions whose heads have one "
            "lemma, within each of the three topics of 30 documents, or within a document. Mentions alone count; the corpus's "
            "“grammatical” events do not.",
            "The topics span years, so that a lemma within a topic joins what happened at different times; business news has "
            "few events of the types of a record (last column).",
        ],
    )
