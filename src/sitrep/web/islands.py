"""Islands: parts of a page that scripts make better, built from `islands/` by Vite. Without them the page is whole."""

from importlib.resources import files
from pathlib import Path

FOLDER = Path(str(files("sitrep.web"))) / "static" / "islands"
"""Where the built files lie. The wheel carries them; `make islands` builds them in a checkout."""

MAP = ("map.js", "map.css", "map-worker.js", "countries.json", "waters.json")
"""Files of the map."""


def has_map() -> bool:
    """Whether the files of the map are all there."""
    return all((FOLDER / name).is_file() for name in MAP)
