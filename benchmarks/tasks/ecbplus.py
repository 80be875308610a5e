"""Event coreference on ECB+ (development topics) with gold mentions: the record's linking beside the lemma baseline."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.coreference import conll
from benchmarks.event_links import Mention, by_lemma, by_record, joined, lemma_types
from benchmarks.plain_text import document_of, read_rows
from benchmarks.result import Result, fingerprint
from sitrep.annotate import Tools
from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.model.span import Span
from sitrep.settings import Settings

DATA = Path("data") / "d_news_copyright" / "coref"


def mentions_of(row: Mapping[str, Any]) -> list[Mention]:
    """The event mentions of a document's validated sentences, with the annotated entities of the same sentence.

    ECB+ says which entities there are, not whose they are: the last person or organisation before the mention counts as
    acting, the first behind it as acted upon, the first place as where.
    """
    found = []
    for start, end in (row["sents"][index] for index in row["gold_sents"]):
        entities = [each for each in row["entities"] if start <= each["start"] < end and each["cluster"]]
        people = [each for each in entities if each["type"].startswith("HUMAN")]
        places = [each["cluster"] for each in entities if each["type"].startswith("LOC")]
        for event in row["events"]:
            if not start <= event["start"] < end:
                continue
            before = [each["cluster"] for each in people if each["end"] <= event["start"]]
            behind = [each["cluster"] for each in people if each["start"] >= event["end"]]
            found.append(
                Mention(
                    id=f"{row['id']} {event['id']}",
                    document=row["id"],
                    cluster=f"{row['topic']}/{row['subtopic']}",
                    span=Span(event["start"], event["end"]),
                    text=row["text"][event["start"] : event["end"]],
                    chain=event["cluster"],
                    agents=tuple(before[-1:]),
                    targets=tuple(behind[:1]),
                    places=tuple(places[:1]),
                )
            )
    return found


def run(corpora: Path) -> Result:
    path = corpora / DATA / "ecbplus.dev.jsonl"
    rows = read_rows(path)
    found = [mention for row in rows for mention in mentions_of(row)]
    tools = Tools(Engine.load(threads=1), Gazetteer.open(Settings.load().cache_dir))
    lemmas = by_lemma(corpora, found)
    record = by_record(
        {row["id"]: document_of(row) for row in rows}, found, lemma_types(corpora), tools, corpora
    )
    gold = {mention.id: mention.gold for mention in found}
    table = [["answer", "MUC", "B³", "CEAF_e", "CoNLL F1", "mentions"]]
    figures = {}
    for name, label, answer in (
        ("lemma", "lemma baseline", lemmas),
        ("record", "the record's events alone", record),
        ("conll", "lemma and the record's events", joined(lemmas, record)),
    ):
        scores, given = conll(gold, answer), len(answer)
        cells = [f"{score.f1:.1f} ({score.precision:.1f} / {score.recall:.1f})" for score in scores[:3]]
        table.append([label, *cells, f"{scores[3]:.1f}", str(given)])
        figures[name] = round(scores[3], 1)
    figures["above_lemma"] = round(figures["conll"] - figures["lemma"], 1)
    return Result(
        task="ecbplus",
        title=f"Event coreference: ECB+, {len(rows)} development documents, {len(found)} gold mentions",
        figures=figures,
        table=table,
        fingerprint=fingerprint(path, corpora / "corpus" / "frames" / "train.jsonl"),
        notes=[
            "F1 (precision / recall). Lemma baseline: mentions of one subtopic (documents on one news story, as the corpus "
            "gives them) whose heads have one lemma; the head is the mention's first word that is no function word; lemmas "
            "from the training part of UD EWT. Mentions alone count; validated sentences only.",
            "Few events of ECB+ are of a type that makes an event of the record (crime and war among celebrities, sport and "
            "business): the record answers for the mentions counted in the last column, lemmas for all. Mentions become "
            "claims as `benchmarks/event_links.py` tells; the rules were chosen on six training topics.",
            "Published figures for this corpus are on its test topics and mostly with trained models of the whole text; none "
            "is comparable with the table.",
        ],
    )
