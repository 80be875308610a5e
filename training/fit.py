"""Training: seeded, checkpointed, resumable; one thread, bf16 where the processor has it."""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from sitrep.annotate.engine.tokens import WordPieces
from training.auxiliary.tasks import FRAMES, GROUPS, SILVER, TASKS, Task, heads
from training.base import WORK, base_folder
from training.batches import Batch, Builder
from training.choices import CHOICES, SHIPPED, Choice, depth, tag_weights
from training.corpus import corpora, encode, is_held_out, read_documents
from training.network import Network, loss_of
from training.research.biaffine import Spans, loss_of_spans
from training.silver import SILVER_FILE
from training.streams import Stream, furthest_behind

ENCODER_RATE, HEAD_RATE, DECAY, WARM_UP, LAST = 1.5e-4, 1e-3, 0.01, 0.06, 0.01
TAIL, TAIL_STEPS = 0.85, 50
"""From so much of the training done on, the weights of every so many steps go into the mean in `tail.pt`."""


def optimiser_of(network: Network, heads: nn.ModuleDict, choice: Choice = SHIPPED) -> torch.optim.AdamW:
    """AdamW with the encoder's and the heads' rates; vectors and embeddings of no decay."""
    layers = len(network.encoder.layers)
    groups: dict[tuple[float, bool], list[nn.Parameter]] = {}
    for name, p in [*network.named_parameters(), *heads.named_parameters(prefix="heads")]:
        if p.requires_grad:
            rate = ENCODER_RATE if name.startswith("encoder.") else HEAD_RATE
            rate *= choice.layer_rate ** depth(name, layers)
            groups.setdefault((rate, p.ndim > 1), []).append(p)
    return torch.optim.AdamW(
        [
            {"params": chosen, "rate": rate, "lr": rate, "weight_decay": DECAY if decayed else 0.0}
            for (rate, decayed), chosen in sorted(
                groups.items(), key=lambda item: (item[0][0], not item[0][1])
            )
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def rate_factor(done: float) -> float:
    """Share of the full rate at a share of the training done: warm-up, then linear decay."""
    if done < WARM_UP:
        return max(done / WARM_UP, 0.001)
    return LAST + (1 - LAST) * (1 - min(done, 1.0)) / (1 - WARM_UP)


@dataclass(frozen=True)
class Recipe:
    """What one run learns.

    Attributes:
        groups: Groups of other corpora that are learned together with the frames.
        beside: Part of the pieces that come from those groups, in equal parts.
        silver: Part of the pieces that come from text annotated by earlier runs (`silver.jsonl`).
        held_out: Whether the tenth of the training documents that recipes are compared on is left out.
        choice: What differs from the shipped recipe, a name of `choices.CHOICES`.
    """

    seed: int
    pieces: int
    layers: int = 4
    groups: tuple[str, ...] = ()
    beside: float = 0.25
    silver: float = 0.0
    held_out: bool = False
    choice: str = ""
    budget: int = 384

    @property
    def folder(self) -> Path:
        """Where the run keeps its state and its weights."""
        parts = [f"seed{self.seed}", f"{self.pieces // 1000}k", f"{self.layers}layers", *self.groups]
        parts += [f"silver{self.silver:g}"] if self.silver else []
        parts += [self.choice] if self.choice else []
        return WORK / "runs" / "-".join([*parts, *(["held-out"] if self.held_out else [])])

    @property
    def words(self) -> list[str]:
        """Arguments of `python -m training.fit` for this run."""
        words = [f"--seed={self.seed}", f"--pieces={self.pieces}", f"--layers={self.layers}"]
        words += [f"--beside={self.beside}", f"--silver={self.silver}"]
        words += [f"--choice={self.choice}"] if self.choice else []
        words += ["--groups", *self.groups] if self.groups else []
        return [*words, *(["--held-out"] if self.held_out else [])]


class Run:
    """One training run in its folder: `state.pt` while it goes on, `weights.pt` when it is done."""

    def __init__(self, recipe: Recipe) -> None:
        torch.set_num_threads(1)
        self.folder, self.recipe = recipe.folder, recipe
        base = base_folder()
        self.pieces = WordPieces(base / "vocab.txt")
        torch.manual_seed(7)  # the heads start alike in every run, so that runs can be averaged
        self.network = Network(recipe.layers)
        self.network.encoder.load_published(base / "model.safetensors")
        self.choice = CHOICES[recipe.choice]
        self.heads = heads()
        if self.choice.biaffine:
            self.heads["biaffine"] = Spans()
        self.tasks = [FRAMES, *([SILVER] if recipe.silver else [])]
        self.tasks += [task for task in TASKS if task.group in recipe.groups]
        self.streams = self._streams()
        torch.manual_seed(recipe.seed)
        self.optimiser = optimiser_of(self.network, self.heads, self.choice)
        self.tag_weights = tag_weights(self.streams[0].texts) if self.choice.balanced else None
        self.step = 0
        self.tail: dict[str, torch.Tensor] = {}
        self.tail_count = 0
        self.folder.mkdir(parents=True, exist_ok=True)
        self._resume()

    @property
    def done(self) -> int:
        """Pieces seen so far."""
        return sum(stream.done for stream in self.streams)

    def _streams(self) -> list[Stream]:
        recipe, folder = self.recipe, corpora()
        left_out = {document["id"] for document in read_documents(folder / "dev.jsonl")}
        documents = read_documents(folder / "train.jsonl")
        if recipe.held_out:
            left_out |= {document["id"] for document in documents if is_held_out(document)}
            documents = [document for document in documents if not is_held_out(document)]
        beside = recipe.beside if recipe.groups else 0.0
        streams = []
        for task in self.tasks:
            if task is FRAMES:
                texts, share = encode(documents, self.pieces), 1.0 - beside - recipe.silver
            elif task is SILVER:
                texts, share = encode(read_documents(SILVER_FILE), self.pieces), recipe.silver
            else:
                texts = task.texts(folder.parent.parent / "data", self.pieces, frozenset(left_out))
                whole = sum(other.share for other in TASKS if other.group == task.group)
                share = beside / len(recipe.groups) * task.share / whole
            print(f"{task.name}: {len(texts)} texts, {share:.1%} of the pieces", flush=True)
            streams.append(Stream(texts, recipe.seed, recipe.budget, share))
        return streams

    def _resume(self) -> None:
        path = self.folder / "state.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.heads.load_state_dict(state["heads"])
        self.optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["rng"])
        self.step, self.tail, self.tail_count = state["step"], state["tail"], state["tail_count"]
        for stream, at in zip(self.streams, state["at"], strict=True):
            stream.go_to(at)
        print(f"resumed at step {self.step}", flush=True)

    def save(self) -> None:
        """Write the whole state, so that the run can go on after an interruption."""
        state = {
            "network": self.network.state_dict(),
            "heads": self.heads.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "rng": torch.get_rng_state(),
            "step": self.step,
            "tail": self.tail,
            "tail_count": self.tail_count,
            "at": [stream.at for stream in self.streams],
        }
        torch.save(state, self.folder / "state.tmp")
        (self.folder / "state.tmp").replace(self.folder / "state.pt")

    def train(self) -> Path:
        """Train to the end; gives the path of the weights."""
        builders = [Builder(self.pieces, keys=task.keys, local=task.local) for task in self.tasks]
        self.network.train()
        self.heads.train()
        log = Log(self)
        while self.done < self.recipe.pieces:
            chosen = furthest_behind(self.streams)
            windows = self.streams[chosen].take()
            rng = np.random.default_rng((self.recipe.seed, self.step))
            parts = self._step(self.tasks[chosen], builders[chosen](windows, rng))
            log.note(parts)
            if self.done >= TAIL * self.recipe.pieces and self.step % TAIL_STEPS == 0:
                self._add_to_tail()
            if self.step % 500 == 0:
                self.save()
        path = self.folder / "weights.pt"
        torch.save(self.heads.state_dict(), self.folder / "heads.pt")
        torch.save(self.tail or self.network.state_dict(), self.folder / "tail.pt")
        torch.save(self.network.state_dict(), path)
        return path

    def _add_to_tail(self) -> None:
        self.tail_count += 1
        for name, value in self.network.state_dict().items():
            mean = self.tail.setdefault(name, torch.zeros_like(value))
            mean += (value - mean) / self.tail_count

    def _step(self, task: Task, batch: Batch) -> dict[str, float]:
        factor = rate_factor(self.done / self.recipe.pieces)
        for group in self.optimiser.param_groups:
            group["lr"] = group["rate"] * factor
        with torch.autocast("cpu", dtype=torch.bfloat16):
            if task is FRAMES:
                loss, parts = self._frames_loss(batch)
            else:
                loss = task.loss(self.network, self.heads, batch)
                parts = {task.name: float(loss.detach())}
        self.optimiser.zero_grad()
        loss.backward()
        learned = [p for group in self.optimiser.param_groups for p in group["params"]]
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        self.optimiser.step()
        self.step += 1
        return parts

    def _frames_loss(self, batch: Batch) -> tuple[torch.Tensor, dict[str, float]]:
        if self.choice.biaffine:
            return loss_of_spans(self.network, self.heads["biaffine"], batch)
        return loss_of(self.network, batch, smoothing=self.choice.smoothing, tag_weights=self.tag_weights)


class Log:
    """A line every hundred steps: mean losses since the last one, speed, time."""

    def __init__(self, run: Run) -> None:
        self.run, self.begun = run, run.done
        self.start, self.cpu = time.time(), time.process_time()
        self.sums: dict[str, list[float]] = {}

    def note(self, parts: dict[str, float]) -> None:
        """Count the losses of a step."""
        for name, value in parts.items():
            self.sums.setdefault(name, []).append(value)
        if self.run.step % 100:
            return
        shown = " ".join(f"{name} {sum(values) / len(values):.3f}" for name, values in self.sums.items())
        speed = (self.run.done - self.begun) / (time.process_time() - self.cpu)
        print(
            f"step {self.run.step} {self.run.done / self.run.recipe.pieces:.1%} {shown} "
            f"{speed:.0f} pieces/CPU-s {time.time() - self.start:.0f} s",
            flush=True,
        )
        self.sums = {}


def main() -> None:
    parser = argparse.ArgumentParser(description="Train one run; it goes on where it was stopped.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pieces", type=int, default=2_000_000)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--groups", nargs="*", default=[], choices=GROUPS)
    parser.add_argument("--beside", type=float, default=0.25)
    parser.add_argument("--silver", type=float, default=0.0)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--choice", default="", choices=CHOICES)
    options = vars(parser.parse_args())
    print(Run(Recipe(groups=tuple(options.pop("groups")), **options)).train())


if __name__ == "__main__":
    main()
