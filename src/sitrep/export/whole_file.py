"""Writing a file whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def whole_path(path: Path) -> Iterator[Path]:
    """A file name beside `path` for a writer that opens its file itself; it takes `path`'s place when the block ends.

    Raises:
        OSError: If it cannot be written; what stood under `path` is untouched, and nothing else is left.
    """
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no such folder to write to", str(path.parent))
    descriptor, name = tempfile.mkstemp(
        dir=path.parent, prefix=f".{path.name}.", suffix=f".part{path.suffix}"
    )
    os.close(descriptor)
    try:
        yield Path(name)
        with open(name, "rb") as file:
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file that takes its place under `path` when everything was written, and never before.

    Raises:
        OSError: If it cannot be written; what stood under `path` is untouched.
    """
    with whole_path(path) as part, open(part, "w", encoding="utf-8", newline="") as file:
        yield file
