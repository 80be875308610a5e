import json

import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")

from tests.training.test_corpus import document  # noqa: E402
from training.fit import Recipe, Run  # noqa: E402
from training.network import Network  # noqa: E402

from sitrep.annotate.engine.files import FOLDER, VOCABULARY  # noqa: E402
from training import base, fit  # noqa: E402

pytestmark = pytest.mark.needs_torch


@pytest.fixture
def house(tmp_path, monkeypatch):
    """Corpora of a few own documents, a base folder, and an encoder that is not loaded."""
    frames = tmp_path / "corpus" / "frames"
    frames.mkdir(parents=True)
    rows = [document() | {"id": f"own-{number}"} for number in range(12)]
    (frames / "train.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (frames / "dev.jsonl").write_text("")
    silver = tmp_path / "silver.jsonl"
    silver.write_text(json.dumps(document() | {"id": "silver", "unsure": []}) + "\n")
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "vocab.txt").write_bytes((FOLDER / VOCABULARY).read_bytes())
    monkeypatch.setenv("SITREP_CORPORA", str(tmp_path))
    monkeypatch.setattr(fit, "WORK", tmp_path)
    monkeypatch.setattr(fit, "SILVER_FILE", silver)
    monkeypatch.setattr(fit, "base_folder", lambda: folder)
    monkeypatch.setattr("training.network.Encoder.load_published", lambda self, path: None)
    return tmp_path


RECIPE = Recipe(seed=1, pieces=900, layers=1, silver=0.3, budget=60)


def test_an_interrupted_run_ends_as_one_that_was_not(house, monkeypatch):
    whole = torch.load(Run(RECIPE).train(), weights_only=True)
    first = Run(RECIPE)
    choose = fit.furthest_behind
    chosen = []

    def stop(streams):
        if len(chosen) == 9:
            first.save()
            raise KeyboardInterrupt
        chosen.append(choose(streams))
        return chosen[-1]

    monkeypatch.setattr(fit, "furthest_behind", stop)
    with pytest.raises(KeyboardInterrupt):
        first.train()
    monkeypatch.setattr(fit, "furthest_behind", choose)
    assert set(chosen) == {0, 1}  # frames and silver text
    second = Run(RECIPE)
    assert second.step == 9
    resumed = torch.load(second.train(), weights_only=True)
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


def test_the_tail_is_the_mean_of_late_weights(house, monkeypatch):
    monkeypatch.setattr(fit, "TAIL", 0.0)
    monkeypatch.setattr(fit, "TAIL_STEPS", 1)
    seen = []
    step = Run._step

    def noted(self, task, batch):
        parts = step(self, task, batch)
        seen.append(self.network.tag.bias.detach().clone())
        return parts

    monkeypatch.setattr(Run, "_step", noted)
    Run(RECIPE).train()
    tail = torch.load(RECIPE.folder / "tail.pt", weights_only=True)
    assert torch.allclose(tail["tag.bias"], torch.stack(seen).mean(dim=0), atol=1e-6)
    Network(1).load_state_dict(tail)


def test_a_recipe_is_written_as_its_arguments():
    recipe = Recipe(3, 5000, 2, groups=("events", "syntax"), beside=0.2, held_out=True)
    assert recipe.words == [
        "--seed=3",
        "--pieces=5000",
        "--layers=2",
        "--beside=0.2",
        "--silver=0.0",
        "--groups",
        "events",
        "syntax",
        "--held-out",
    ]
    assert recipe.folder.name == "seed3-5k-2layers-events-syntax-held-out"
    assert recipe.folder.parent.parent == base.WORK
