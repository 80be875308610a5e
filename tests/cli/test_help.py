"""`--help` of every command: complete, and free of anything that takes time to load."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from sitrep.cli.app import app

HEAVY = (
    "numpy",
    "onnxruntime",
    "tokenizers",
    "sqlalchemy",
    "lxml",
    "trafilatura",
    "jinja2",
    "yaml",
    "sitrep.pipeline",
)


def commands() -> Iterator[tuple[str, ...]]:
    """Every command as the words one types after `sitrep`."""

    def walk(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield words
        for name, below in getattr(command, "commands", {}).items():
            yield from walk(below, (*words, name))

    yield from walk(get_command(app), ())


def parameters(words: tuple[str, ...]) -> list[Any]:
    command: Any = get_command(app)
    for word in words:
        command = command.commands[word]
    return list(command.params)


@pytest.mark.parametrize("words", list(commands()), ids=lambda words: " ".join(("sitrep", *words)))
def test_help_tells_every_option_and_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    program = (
        "import sys\nfrom sitrep.cli.app import main\n"
        f"sys.argv = ['sitrep', *{list(words)!r}, '--help']\n"
        "try:\n    main()\nfinally:\n"
        f"    print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "LOADED []"
    assert result.stdout.startswith(f"Usage: {' '.join(('sitrep', *words))}")
    for parameter in parameters(words):
        if parameter.param_type_name == "option":
            assert parameter.opts[-1] in result.stdout


@pytest.mark.parametrize("words", list(commands()), ids=lambda words: " ".join(("sitrep", *words)))
def test_every_parameter_is_explained(words: tuple[str, ...]) -> None:
    unexplained = [parameter.name for parameter in parameters(words) if not parameter.help]
    assert unexplained == []


GROUPS = ((), ("places",), ("import",), ("judgements",), ("reviews",), ("accounts",))
FOR_PEOPLE = (("serve",), ("accounts", "add"), ("accounts", "remove"))
"""Commands without a result: they run until they are stopped, or ask a person for a password."""


def test_every_command_that_gives_output_gives_it_as_json_too() -> None:
    without = [
        " ".join(words)
        for words in commands()
        if words not in GROUPS
        and words not in FOR_PEOPLE
        and "json" not in {p.name.removeprefix("as_") for p in parameters(words)}
    ]
    assert without == []


def test_a_wrong_option_is_wrong_usage() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "sitrep", "show", "--no-such-option"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert "--no-such-option" in result.stderr
