"""The public library: its names, where they lead, and how little importing them costs."""

import importlib
import inspect
import subprocess
import sys

import pytest

import sitrep

PUBLIC = {
    "CLAIM_COLUMNS", "REASONS", "Capture", "Claim", "ClaimFilter", "ClaimKind", "CodebookError",
    "ConflictError", "Contradiction", "ControlState", "Deal", "Document", "EngineError", "Event",
    "EventExplanation", "Explanation", "Imported", "Judgement", "JudgementError", "Level", "Link",
    "MissingExtraError", "NotFoundError", "ReadError", "Reading", "Record", "SchemaVersionError", "Series",
    "Settings", "SettingsError", "SitrepError", "Situation", "SourceAttributes", "Span", "SpanError",
    "StoreError", "StoryHistory", "Verdict", "WireStory", "__version__", "add_places", "open_record",
    "write_frames",
}  # fmt: skip
"""Removing or renaming one of these breaks users: it needs a new major version and a line in the changelog."""

HEAVY = (
    "numpy",
    "onnxruntime",
    "tokenizers",
    "sqlalchemy",
    "lxml",
    "trafilatura",
    "jinja2",
    "sitrep.pipeline",
)


def test_the_public_names_are_these() -> None:
    assert set(sitrep.__all__) == PUBLIC
    assert set(dir(sitrep)) == PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(sitrep, name)
    if inspect.isclass(value) or inspect.isfunction(value):
        assert value.__name__ == name
        assert inspect.getdoc(value)
        assert getattr(importlib.import_module(value.__module__), name) is value


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = sitrep.no_such_name


def test_importing_sitrep_loads_nothing_heavy() -> None:
    program = f"import sys, sitrep; print([name for name in {HEAVY!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_every_deliberate_error_is_caught_by_the_root() -> None:
    errors = [getattr(sitrep, name) for name in PUBLIC if name.endswith("Error")]
    assert len(errors) == 12
    assert all(issubclass(error, sitrep.SitrepError) for error in errors)
