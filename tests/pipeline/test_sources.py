from pathlib import Path

from sitrep.pipeline.sources import expand


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", encoding="utf-8")


def test_a_folder_gives_its_reports_sorted_and_counts_what_it_passes_over(tmp_path: Path) -> None:
    make(
        tmp_path,
        "b.txt",
        "a.html",
        "deep/c.csv",
        ".hidden.txt",
        "notes.md",
        "photo.jpg",
        "page_files/style.txt",
    )
    found = expand([str(tmp_path)])
    assert [Path(file).name for file in found.files] == ["a.html", "b.txt", "c.csv"]
    assert found.skipped == {"hidden": 1, "not_text": 2, "page_assets": 1}
    assert found.missing == ()


def test_a_file_named_by_itself_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    make(tmp_path, "report.md")
    assert expand([str(tmp_path / "report.md")]).files == (str(tmp_path / "report.md"),)


def test_a_pattern_gives_its_matches_and_a_file_comes_once(tmp_path: Path) -> None:
    make(tmp_path, "1.txt", "2.txt", "3.html")
    found = expand([str(tmp_path / "*.txt"), str(tmp_path / "1.txt")])
    assert [Path(file).name for file in found.files] == ["1.txt", "2.txt"]


def test_what_names_nothing_is_said(tmp_path: Path) -> None:
    found = expand([str(tmp_path / "nowhere.txt"), str(tmp_path / "*.zip"), "-"])
    assert found.files == ("-",)
    assert len(found.missing) == 2
