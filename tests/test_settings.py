from pathlib import Path

import pytest

from sitrep.errors import SettingsError
from sitrep.settings import Settings


def test_the_environment_beats_the_file_and_the_file_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "sitrep.toml"
    file.write_text('[sitrep]\ndb = "war.db"\nworkers = 3\n', encoding="utf-8")
    settings = Settings.load({"SITREP_CONFIG": str(file), "SITREP_WORKERS": "2"})
    assert (settings.db, settings.workers, settings.threads) == (Path("war.db"), 2, 1)


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        ({"SITREP_WORKERS": "many"}, "workers"),
        ({"SITREP_WORKERS": "0"}, "workers"),
        ({"SITREP_SECONDS_PER_DOCUMENT": "-1"}, "seconds_per_document"),
    ],
)
def test_a_value_that_cannot_be_used_names_its_setting(environment: dict[str, str], names: str) -> None:
    with pytest.raises(SettingsError, match=names):
        Settings.load(environment)


def test_an_unknown_setting_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sitrep.toml"
    file.write_text("[sitrep]\nworker = 3\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="worker; known"):
        Settings.load({}, file)
    with pytest.raises(SettingsError, match="cannot be read"):
        Settings.load({}, tmp_path / "absent.toml")
