"""The engine's files: read once, each verified against its hash in the manifest."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitrep.errors import EngineError

FOLDER = Path(__file__).parent / "weights"
MANIFEST = "manifest.json"
FORMAT = 1
"""Format of the folder; weights of another format are refused."""

ENCODER, ROLES, VOCABULARY, LABELS = "encoder.onnx", "roles.onnx", "vocab.txt", "labels.json"
FILES = (ENCODER, ROLES, VOCABULARY, LABELS)


@dataclass(frozen=True, slots=True)
class WeightsFiles:
    """Verified content of a weights folder.

    Attributes:
        folder: Where it lies.
        encoder: The encoder's graph.
        roles: The graph of the heads conditioned on triggers.
        labels: Label sets, decoding biases and calibration.
        sha256: Hash over the hashes of all files: names the engine.
    """

    folder: Path
    encoder: bytes
    roles: bytes
    labels: dict[str, Any]
    sha256: str


def engine_hash(hashes: dict[str, str]) -> str:
    """Hash that names an engine: SHA-256 over the lines "hash  file" of its files, sorted by file."""
    lines = "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes))
    return hashlib.sha256(lines.encode()).hexdigest()


def read_weights(folder: Path | None = None) -> WeightsFiles:
    """Read and verify a weights folder.

    Args:
        folder: The folder; the one that ships by default.

    Raises:
        EngineError: If a file is missing, is not what the manifest says, or is of another format.
    """
    folder = FOLDER if folder is None else folder
    hashes = _manifest(folder)
    content: dict[str, bytes] = {}
    for name in FILES:
        data = _read(folder / name)
        found = hashlib.sha256(data).hexdigest()
        if found != hashes.get(name):
            raise EngineError(
                f"{folder / name} has SHA-256 {found[:12]}… and not {hashes.get(name, 'none')[:12]}… of the "
                "manifest: the file is damaged or incomplete, install sitrep again"
            )
        content[name] = data
    return WeightsFiles(
        folder, content[ENCODER], content[ROLES], json.loads(content[LABELS]), engine_hash(hashes)
    )


def _manifest(folder: Path) -> dict[str, str]:
    data = _read(folder / MANIFEST)
    try:
        manifest = json.loads(data)
        version, hashes = manifest["format"], dict(manifest["files"])
    except (ValueError, KeyError, TypeError) as error:
        raise EngineError(
            f"{folder / MANIFEST} is not a manifest of weights: install sitrep again"
        ) from error
    if version != FORMAT:
        raise EngineError(
            f"the weights in {folder} have format {version}, this sitrep reads {FORMAT}: use its own"
        )
    return hashes


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EngineError(
            f"the engine's file {path} cannot be read ({error}): install sitrep again"
        ) from error
