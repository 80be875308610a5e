"""The engine's speed from raw text to frames, beside a spaCy pipeline of en_core_web_sm's size and the matrix rate.

Both run on one core and one thread, each in a process of its own, turn about over the same texts. Rates are per second
of processor time, which other work on the machine disturbs less than the clock; the figures are ratios of one run.
"""

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from benchmarks.result import Result, fingerprint
from benchmarks.tasks.speed import cut, peak_mb
from sitrep.model.document import Block, BlockRole, Document
from sitrep.model.span import Span

REPORTS, WORDS = 24, 500
ROUNDS, STARTS = 5, 3
STEPS = 40
"""Batches that the spaCy pipeline is trained for: after 15 every word is a sentence, after 40 every ninth begins one."""
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "BLIS", "MKL")}
MODULE = [sys.executable, "-m", "benchmarks.tasks.engine_speed"]
PEER = "spaCy, en_core_web_sm's size"


@dataclass
class Runner:
    """A process that reads the texts once whenever it is told to."""

    arguments: list[str]
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.process = start(self.arguments)
        self.ready = self._answer()

    def round(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        answer = self._answer()
        self.wall.append(answer["wall"])
        self.processor.append(answer["processor"])

    def cold(self) -> None:
        """Seconds from the start of a fresh process to its first result."""
        began = time.perf_counter()
        process = start([*self.arguments, "--first"])
        assert process.stdout is not None
        process.stdout.readline()
        self.starts.append(time.perf_counter() - began)
        process.communicate()

    def close(self) -> float:
        """Ends the process; gives its peak memory in MiB."""
        rest, _ = self.process.communicate()
        return float(json.loads(rest)["memory_mb"])

    def _answer(self) -> dict[str, float]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.arguments[0]}: the process ended with code {self.process.wait()}")
        return json.loads(line)


def start(arguments: list[str]) -> subprocess.Popen[str]:
    core = min(os.sched_getaffinity(0))
    return subprocess.Popen(
        [*MODULE, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **ONE_THREAD},
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )


def run(corpora: Path) -> Result:
    sources = [
        corpora / "corpus" / "frames" / "train.jsonl",
        corpora / "data" / "d_news_copyright" / "conflict_news" / "fakes.part1.jsonl",
    ]
    has_spacy, has_onnx = (importlib.util.find_spec(name) is not None for name in ("spacy", "onnx"))
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.json"
        reports = ["\n".join(sentences) for sentences in islice(cut(sources, WORDS), REPORTS)]
        texts.write_text(json.dumps(reports), encoding="utf-8")
        words = sum(len(report.split()) for report in reports)
        runners = {"ours": Runner(["ours", str(texts)])}
        if has_spacy:
            for name, steps in (("spacy", STEPS), ("untrained", 0)):
                once("train", str(corpora), f"{folder}/{name}", str(steps))
                runners[name] = Runner(["spacy", str(texts), f"{folder}/{name}"])
        for _ in range(ROUNDS):
            for runner in runners.values():
                runner.round()
        for _ in range(STARTS):
            for runner in runners.values():
                runner.cold()
        memory = {name: runner.close() for name, runner in runners.items()}
        rate = json.loads(once("rate", str(texts))) if has_onnx else None
    return result(runners, memory, rate, words, fingerprint(*sources))


def once(*arguments: str) -> str:
    """What a process prints that runs to its end."""
    environment = {**os.environ, **ONE_THREAD}
    return subprocess.run(
        [*MODULE, *arguments], stdout=subprocess.PIPE, text=True, check=True, env=environment
    ).stdout


def result(
    runners: dict[str, Runner],
    memory: dict[str, float],
    rate: dict[str, float] | None,
    words: int,
    data: str,
) -> Result:
    ours = runners["ours"]
    labels = {"ours": "engine, int8", "spacy": PEER, "untrained": f"{PEER}, untrained"}
    table = [
        ["what", "words/s of processor time", "times spaCy", "words/s by the clock", "articles of 500 words/s",
         "cold start, s", "peak memory, MB"]
    ]  # fmt: skip
    figures = {"memory_mb": round(memory["ours"]), "cold_start_s": round(statistics.median(ours.starts), 2)}
    for name, runner in runners.items():
        each = words / statistics.median(runner.processor)
        beside = beside_of(runner, runners.get("spacy"))
        table.append(
            [
                labels[name],
                f"{each:,.0f}",
                "" if beside is None else f"{beside:.2f}",
                f"{words / statistics.median(runner.wall):,.0f}",
                f"{each / 500:.1f}",
                f"{statistics.median(runner.starts):.2f}",
                f"{memory[name]:.0f}",
            ]
        )
    notes = [
        f"One core, one thread each, {ROUNDS} rounds turn about, medians; load average at the end {os.getloadavg()[0]:.1f}.",
        "Cold start: from the start of the process to the frames, or the parse, of the first report, files in the disk's cache.",
    ]
    if "spacy" in runners:
        figures["times_spacy"] = round(beside_of(ours, runners["spacy"]) or 0.0, 2)
        notes += [
            "spaCy's pipeline has the layers of en_core_web_sm (tok2vec, tagger, parser, ner), is trained for a moment so that "
            "its transitions are sane, and lacks attribute_ruler and lemmatiser; it gives syntax and names, the engine frames.",
            "; ".join(
                f"{labels[name]}: a sentence every {words / runner.ready['sentences']:.0f} words, "
                f"an entity every {words / max(1, runner.ready['entities']):.0f}"
                for name, runner in runners.items()
                if name != "ours"
            )
            + ".",
        ]
    else:
        table.append([PEER, "not installed: make bench installs it", "", "", "", "", ""])
    if rate is not None:
        reached = rate["operations"] / statistics.median(ours.processor)
        figures["share_of_matrix_rate"] = round(reached / rate["rate"], 3)
        notes.append(
            f"Integer matrix products of the encoder's shapes (MatMulInteger, one thread): {rate['rate'] / 1e9:.0f} GOP/s. "
            f"The texts' pieces need {rate['operations'] / 1e9:.0f} GOP, so the engine as a whole reaches "
            f"{100 * reached / rate['rate']:.0f} % of it. Of the positions that the encoder sees "
            f"{100 * (1 - rate['useful']):.0f} % are context, marks and padding; these count as no work done."
        )
    else:
        notes.append("The matrix rate needs onnx, which make bench installs.")
    return Result(
        "engine_speed",
        f"Speed of the engine: {REPORTS} texts of {WORDS} words",
        figures,
        table,
        data,
        notes,
    )


def beside_of(runner: Runner, peer: Runner | None) -> float | None:
    """Median over the rounds of the ratio of processor times, the peer's over the runner's."""
    if peer is None:
        return None
    return statistics.median(b / a for a, b in zip(runner.processor, peer.processor, strict=True))


def serve(texts: list[str], read: Callable[[list[str]], object], facts: dict[str, float]) -> None:
    """A round for every line that comes in, one answer a line; peak memory at the end."""
    say(facts)
    for _ in sys.stdin:
        wall, processor = time.perf_counter(), time.process_time()
        read(texts)
        say({"wall": time.perf_counter() - wall, "processor": time.process_time() - processor})
    say({"memory_mb": peak_mb("self")})


def say(what: dict[str, float]) -> None:
    print(json.dumps(what), flush=True)


def documents_of(texts: list[str]) -> list[Document]:
    return [
        Document("0" * 20, "0" * 64, text, (Block(Span(0, len(text)), BlockRole.BODY),)) for text in texts
    ]


def serve_ours(texts: list[str], *, first: bool) -> None:
    from sitrep.annotate.engine import Engine
    from sitrep.annotate.sentences import split

    engine = Engine.load()

    def read(texts: list[str]) -> int:
        return sum(len(engine.frames(one, split(one))) for one in documents_of(texts))

    if first:
        say({"frames": read(texts[:1])})
    else:
        serve(texts, read, {"frames": read(texts)})


def matrix_rate(texts: list[str]) -> None:
    from benchmarks.matrix_rate import operations, rate, seen

    pieces, positions = seen(documents_of(texts))
    say({"rate": rate(), "operations": operations(pieces), "useful": pieces / positions})


def serve_spacy(texts: list[str], folder: str, *, first: bool) -> None:
    import spacy

    nlp = spacy.load(folder)

    def read(texts: list[str]) -> list[spacy.tokens.Doc]:
        return list(nlp.pipe(texts))

    if first:
        say({"tokens": len(read(texts[:1])[0])})
        return
    sentences = entities = 0
    for document in nlp.pipe(texts):
        sentences += sum(1 for _ in document.sents)
        entities += len(document.ents)
    serve(texts, read, {"sentences": sentences, "entities": entities})


def main() -> None:
    what, *rest = sys.argv[1:]
    first = rest[-1:] == ["--first"]
    if what == "train":
        from benchmarks.spacy_pipeline import trained

        trained(Path(rest[0]), int(rest[2])).to_disk(rest[1])
    elif what == "rate":
        matrix_rate(json.loads(Path(rest[0]).read_text(encoding="utf-8")))
    elif what == "ours":
        serve_ours(json.loads(Path(rest[0]).read_text(encoding="utf-8")), first=first)
    else:
        serve_spacy(json.loads(Path(rest[0]).read_text(encoding="utf-8")), rest[1], first=first)


if __name__ == "__main__":
    main()
