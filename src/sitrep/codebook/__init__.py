"""Vocabularies as data: each file names its source, version and licence; the code only interprets it.

A vocabulary is a YAML file in this folder; a module of the same name gives it as typed objects.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from sitrep.errors import CodebookError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_yaml(name: str) -> Any:
    """The content of a vocabulary file, parsed once a process. Callers must not change it.

    Args:
        name: File name within this folder, such as "parties.yaml".

    Raises:
        CodebookError: If there is no such file, or it is not YAML.
    """
    path = files("sitrep.codebook") / name
    try:
        text = path.read_text(encoding="utf-8")
        return yaml.load(text, Loader=_LOADER)
    except FileNotFoundError as error:
        raise CodebookError(f"no vocabulary {name!r} in sitrep.codebook") from error
    except yaml.YAMLError as error:
        raise CodebookError(f"vocabulary {name!r} is not valid YAML: {error}") from error
