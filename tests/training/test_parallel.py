import sys

import pytest

pytest.importorskip("torch", reason="needs the training extra")
pytest.importorskip("onnx", reason="needs the training extra")

from training.fit import Recipe  # noqa: E402

from training import __main__ as command  # noqa: E402
from training import fit, parallel  # noqa: E402

pytestmark = pytest.mark.needs_torch


def program(tmp_path, monkeypatch, code: str) -> None:
    """Runs become processes of a program of one line that knows its folder as `folder`."""

    def started(recipe):
        recipe.folder.mkdir(parents=True, exist_ok=True)
        line = f"import pathlib; folder = pathlib.Path({str(recipe.folder)!r}); {code}"
        return parallel.subprocess.Popen([sys.executable, "-c", line])

    monkeypatch.setattr(fit, "WORK", tmp_path)
    monkeypatch.setattr(parallel, "_start", started)


def test_every_run_that_is_not_finished_is_trained(tmp_path, monkeypatch):
    program(tmp_path, monkeypatch, "(folder / 'weights.pt').write_text('new')")
    runs = [Recipe(seed, 1000) for seed in (1, 2, 3)]
    runs[1].folder.mkdir(parents=True)
    parallel.weights(runs)[1].write_text("old")
    parallel.train(runs)
    assert [path.read_text() for path in parallel.weights(runs)] == ["new", "old", "new"]


def test_a_run_that_fails_is_named_with_its_log(tmp_path, monkeypatch):
    program(tmp_path, monkeypatch, "raise SystemExit(3)")
    with pytest.raises(RuntimeError, match=r"seed1-1k-4layers did not finish: see .*log"):
        parallel.train([Recipe(1, 1000)])


def test_means_to_choose_from_are_of_either_kind_of_text_or_of_all():
    plain, silver = Recipe(1, 1000), Recipe(2, 1000, silver=0.5)
    assert command.candidates([plain, silver]) == {
        "annotated text": [plain],
        "with silver text": [silver],
        "all": [plain, silver],
    }
    assert list(command.candidates([plain])) == ["annotated text", "all"]
    assert command.named([plain, silver]) == "mean of seed1-1k-4layers, seed2-1k-4layers-silver0.5"
