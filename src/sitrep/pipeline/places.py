"""The user's own places."""

from pathlib import Path

from sitrep.annotate import gazetteer
from sitrep.settings import Settings


def add_places(file: Path, settings: Settings) -> int:
    """Add a user's file of places to the gazetteer for good; gives their number.

    Args:
        file: CSV with name,lat,lon[,country,kind,alternate_names], or a GeoNames country dump.
        settings: Names the cache folder.

    Raises:
        ReadError: If the file cannot be read, or a row is not a place; the message names the row.
    """
    return gazetteer.add_places(Path(file), settings.cache_dir)
