"""Training: seeded, checkpointed, resumable; one thread, bf16 where the processor has it."""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sitrep.annotate.engine.tokens import WordPieces
from training.base import WORK, base_folder
from training.batches import Batch, Builder, epochs
from training.corpus import corpora, encode, is_held_out, read_documents
from training.labels import KEYS
from training.network import Network

ENCODER_RATE, HEAD_RATE, DECAY, WARM_UP, LAST = 1.5e-4, 1e-3, 0.01, 0.06, 0.01


def loss_of(network: Network, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """Loss of a batch and its parts."""
    words = network.encoder(batch.pieces, batch.shapes, batch.lengths, batch.first)
    tags = functional.cross_entropy(network.tags(words).float(), batch.tags, reduction="sum")
    total = tags / (0.06 * len(batch.tags) + 1)
    parts = {"tag": float(total.detach())}
    count = len(batch.triggers)
    if count:
        triggers = words[batch.triggers]
        modality, said = network.kinds(triggers, batch.types)
        kinds = functional.cross_entropy(modality.float(), batch.modalities)
        kinds = kinds + functional.cross_entropy(said.float(), batch.said)
        scores = network.roles(words, triggers, batch.types, batch.pairs).float()
        each = functional.cross_entropy(scores.reshape(-1, 3), batch.spans.reshape(-1), reduction="none")
        roles = (each.view(-1, len(KEYS)) * batch.seen).sum() / count
        total = total + 0.5 * kinds + 0.4 * roles
        parts |= {"kind": float(kinds.detach()), "role": float(roles.detach())}
    return total, parts


def optimiser_of(network: Network) -> torch.optim.AdamW:
    """AdamW with the encoder's and the heads' rates; vectors and embeddings of no decay."""
    groups = []
    for rate, inside in ((ENCODER_RATE, True), (HEAD_RATE, False)):
        named = [
            (name, p)
            for name, p in network.named_parameters()
            if p.requires_grad and name.startswith("encoder.") == inside
        ]
        for decayed in (True, False):
            chosen = [p for _, p in named if (p.ndim > 1) == decayed]
            groups.append(
                {"params": chosen, "rate": rate, "lr": rate, "weight_decay": DECAY if decayed else 0.0}
            )
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def rate_factor(done: float) -> float:
    """Share of the full rate at a share of the training done: warm-up, then linear decay."""
    if done < WARM_UP:
        return max(done / WARM_UP, 0.001)
    return LAST + (1 - LAST) * (1 - min(done, 1.0)) / (1 - WARM_UP)


class Run:
    """One training run in its folder: `state.pt` while it goes on, `weights.pt` when it is done."""

    def __init__(
        self, folder: Path, *, seed: int, total: int, layers: int, budget: int = 384, held_out: bool = False
    ) -> None:
        torch.set_num_threads(1)
        self.folder, self.total = folder, total
        base = base_folder()
        self.pieces = WordPieces(base / "vocab.txt")
        documents = read_documents(corpora() / "train.jsonl")
        if held_out:
            documents = [document for document in documents if not is_held_out(document)]
        self.texts = encode(documents, self.pieces)
        torch.manual_seed(7)  # the heads start alike in every run, so that runs can be averaged
        self.network = Network(layers)
        self.network.encoder.load_published(base / "model.safetensors")
        torch.manual_seed(seed)
        self.seed, self.budget = seed, budget
        self.optimiser = optimiser_of(self.network)
        self.done = self.step = self.epoch = self.within = 0
        folder.mkdir(parents=True, exist_ok=True)
        self._resume()

    def _resume(self) -> None:
        path = self.folder / "state.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["rng"])
        self.done, self.step, self.epoch, self.within = state["at"]
        print(f"resumed at step {self.step}", flush=True)

    def save(self) -> None:
        """Write the whole state, so that the run can go on after an interruption."""
        state = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "rng": torch.get_rng_state(),
            "at": [self.done, self.step, self.epoch, self.within],
        }
        torch.save(state, self.folder / "state.tmp")
        (self.folder / "state.tmp").replace(self.folder / "state.pt")

    def train(self) -> Path:
        """Train to the end; gives the path of the weights."""
        builder = Builder(self.pieces)
        self.network.train()
        start, cpu, begun = time.time(), time.process_time(), self.done
        sums: dict[str, float] = {}
        for epoch, batches in epochs(self.texts, self.seed, self.budget):
            if epoch < self.epoch:
                continue
            for index, windows in enumerate(batches):
                if epoch == self.epoch and index < self.within:
                    continue
                self.epoch, self.within = epoch, index + 1
                parts = self._step(builder(windows, np.random.default_rng((self.seed, self.step))))
                for name, value in parts.items():
                    sums[name] = sums.get(name, 0.0) + value
                if self.step % 100 == 0:
                    shown = " ".join(f"{name} {value / 100:.3f}" for name, value in sums.items())
                    speed = (self.done - begun) / (time.process_time() - cpu)
                    print(
                        f"step {self.step} epoch {epoch} {self.done / self.total:.1%} {shown} "
                        f"{speed:.0f} pieces/CPU-s {time.time() - start:.0f} s",
                        flush=True,
                    )
                    sums = {}
                if self.step % 500 == 0:
                    self.save()
                if self.done >= self.total:
                    return self._finish()
            self.epoch, self.within = epoch + 1, 0
        raise AssertionError("epochs never end")

    def _step(self, batch: Batch) -> dict[str, float]:
        factor = rate_factor(self.done / self.total)
        for group in self.optimiser.param_groups:
            group["lr"] = group["rate"] * factor
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss, parts = loss_of(self.network, batch)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for p in self.network.parameters() if p.requires_grad], 1.0)
        self.optimiser.step()
        self.done += batch.size
        self.step += 1
        return parts

    def _finish(self) -> Path:
        path = self.folder / "weights.pt"
        torch.save(self.network.state_dict(), path)
        return path


def main() -> None:
    parser = argparse.ArgumentParser(description="Train one run.")
    parser.add_argument("name")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pieces", type=int, default=2_000_000)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    run = Run(
        WORK / options.name,
        seed=options.seed,
        total=options.pieces,
        layers=options.layers,
        held_out=options.held_out,
    )
    print(run.train())


if __name__ == "__main__":
    main()
