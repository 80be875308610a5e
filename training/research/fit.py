"""Training of the tagger: seeded, checkpointed, resumable; one thread, bf16."""

import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from sitrep.annotate.engine.tokens import WordPieces
from training.fit import rate_factor
from training.research.tagger import Part, Tagger, batch_of, epoch

ENCODER_RATE, HEAD_RATE, CHAIN_RATE, DECAY = 2e-4, 1e-3, 5e-3, 0.01
BUDGET = 512
"""Most pieces of a batch, padding included."""


def optimiser_of(tagger: Tagger) -> torch.optim.AdamW:
    """AdamW with three rates: encoder, head, and steps of the chain; vectors have no decay."""
    groups = []
    for rate, prefixes in (
        (ENCODER_RATE, ("encoder.",)),
        (HEAD_RATE, ("inner.", "outer.")),
        (CHAIN_RATE, ("chain.",)),
    ):
        named = [p for name, p in tagger.named_parameters() if p.requires_grad and name.startswith(prefixes)]
        for matrices in (True, False):
            chosen = [p for p in named if (p.ndim > 1) == matrices]
            decay = DECAY if matrices and prefixes != ("chain.",) else 0.0
            groups.append({"params": chosen, "rate": rate, "lr": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


class Run:
    """One run in its folder: `state.pt` while it goes on, `weights.pt` when it is done.

    Args:
        folder: Where the run keeps its state; an interrupted run found there goes on.
        articles: What it learns from.
        pieces: The vocabulary of the encoder.
        base: Weights of the published encoder.
        seed: Of the heads, the order, and the noise.
        total: Pieces after which the run ends.
    """

    def __init__(
        self,
        folder: Path,
        articles: Sequence[Sequence[Part]],
        pieces: WordPieces,
        *,
        base: Path,
        seed: int,
        total: int,
    ) -> None:
        torch.set_num_threads(1)
        torch.manual_seed(seed)
        self.folder, self.articles, self.pieces, self.seed, self.total = folder, articles, pieces, seed, total
        self.tagger = Tagger()
        self.tagger.encoder.load_published(base)
        self.optimiser = optimiser_of(self.tagger)
        self.done = self.step = self.epoch = self.within = 0
        self.seconds = 0.0
        folder.mkdir(parents=True, exist_ok=True)
        self._resume()

    def _resume(self) -> None:
        path = self.folder / "state.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        self.tagger.load_state_dict(state["tagger"])
        self.optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["rng"])
        self.done, self.step, self.epoch, self.within = state["at"]
        self.seconds = state["seconds"]
        print(f"resumed at step {self.step}", flush=True)

    def save(self) -> None:
        """Write the whole state, so that the run can go on after an interruption."""
        state = {
            "tagger": self.tagger.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "rng": torch.get_rng_state(),
            "at": [self.done, self.step, self.epoch, self.within],
            "seconds": self.seconds,
        }
        torch.save(state, self.folder / "state.tmp")
        (self.folder / "state.tmp").replace(self.folder / "state.pt")

    def train(self) -> Path:
        """Train to the end; gives the path of the weights, beside which `seconds` holds the CPU time it took."""
        self.tagger.train()
        sums, count = 0.0, 0
        while True:
            rng = random.Random(self.seed * 1_000 + self.epoch)
            for windows in epoch(self.articles, rng, BUDGET)[self.within :]:
                sums += self._step(windows)
                count += 1
                if self.step % 100 == 0:
                    print(
                        f"step {self.step} epoch {self.epoch} {self.done / self.total:.1%} loss {sums / count:.3f} "
                        f"{self.seconds:.0f} CPU-s",
                        flush=True,
                    )
                    sums, count = 0.0, 0
                if self.step % 400 == 0:
                    self.save()
                if self.done >= self.total:
                    return self._finish()
            self.epoch, self.within = self.epoch + 1, 0

    def _step(self, windows: Sequence[Sequence[Part]]) -> float:
        begun = time.process_time()
        factor = rate_factor(self.done / self.total)
        for group in self.optimiser.param_groups:
            group["lr"] = group["rate"] * factor
        batch = batch_of(windows, self.pieces, np.random.default_rng((self.seed, self.step)))
        loss = self.tagger.loss(batch)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for p in self.tagger.parameters() if p.requires_grad], 1.0)
        self.optimiser.step()
        self.done += batch.size
        self.step += 1
        self.within += 1
        self.seconds += time.process_time() - begun
        return float(loss.detach())

    def _finish(self) -> Path:
        path = self.folder / "weights.pt"
        torch.save(self.tagger.state_dict(), path)
        (self.folder / "seconds").write_text(f"{self.seconds:.0f}\n", encoding="utf-8")
        return path
