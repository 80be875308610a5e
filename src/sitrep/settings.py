"""Settings: read once by the command line (or given by a library user) and handed down; nothing global."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

import platformdirs

from sitrep.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may be set. Environment variables are `SITREP_` and the field's name in capitals.

    Attributes:
        db: Path of the record's file.
        cache_dir: Folder for the gazetteer index, built once.
        workers: Number of reading processes.
        threads: Threads of the engine in one process.
        seconds_per_document: Wall clock that one document may take, in seconds.
        memory_per_worker_mb: Memory that a reading process may allocate, in MiB.
        max_bytes: Largest file that is read as one document, in bytes.
    """

    db: Path = Path("record.db")
    cache_dir: Path = Path(platformdirs.user_cache_dir("sitrep", appauthor=False))
    workers: int = 1
    threads: int = 1
    seconds_per_document: float = 10.0
    memory_per_worker_mb: int = 1024
    max_bytes: int = 20_000_000

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None, file: Path | None = None) -> "Settings":
        """Settings from defaults, then a TOML file, then the environment.

        Args:
            environment: Variables to read; the process's own by default.
            file: TOML file with a `[sitrep]` table; `SITREP_CONFIG` by default, none if that is not set.

        Raises:
            SettingsError: If a value cannot be used; the message names the setting.
        """
        environment = os.environ if environment is None else environment
        if file is None and environment.get("SITREP_CONFIG"):
            file = Path(environment["SITREP_CONFIG"])
        values: dict[str, str | int | float] = {}
        if file is not None:
            values.update(_table(file))
        for field in fields(cls):
            name = f"SITREP_{field.name.upper()}"
            if environment.get(name):
                values[field.name] = environment[name]
        settings = cls()
        for name, value in values.items():
            settings = replace(settings, **{name: _convert(cls, name, value)})  # type: ignore[arg-type]  # the name decides the type
        return settings


def _table(file: Path) -> dict[str, str | int | float]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"settings file {file} cannot be read: {error}") from error
    table = content.get("sitrep", {})
    known = {field.name for field in fields(Settings)}
    unknown = sorted(set(table) - known)
    if unknown:
        raise SettingsError(
            f"settings file {file}: unknown settings {', '.join(unknown)}; known: {', '.join(sorted(known))}"
        )
    return dict(table)


def _convert(cls: type[Settings], name: str, value: str | int | float) -> Path | int | float:
    default = getattr(cls(), name)
    try:
        if isinstance(default, Path):
            return Path(str(value)).expanduser()
        converted = type(default)(value)
    except ValueError as error:
        raise SettingsError(f"setting {name}: {value!r} is not a {type(default).__name__}") from error
    if converted <= 0:
        raise SettingsError(f"setting {name}: {value!r} must be above 0")
    return converted  # type: ignore[no-any-return]
