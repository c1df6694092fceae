from __future__ import annotations

from pathlib import Path

import pytest

from generate import Size, write_project
from projects import ROOT, Edits, change, copy
from reportgen import pipeline

SMALL = Size(evidence=40, words=4000, statements=40, rows=60, sources=2, works=30, cited=20, tables=2, charts=2)


def test_a_generated_project_checks_clean_and_uses_all_it_has(tmp_path: Path) -> None:
    write_project(tmp_path, SMALL)
    outcome = pipeline.check(tmp_path, lambda words: None)
    assert [str(found) for found in outcome.findings] == []
    assert outcome.value is not None
    assert len(outcome.value.inputs.bibliography.entries) == SMALL.works + SMALL.sources
    assert len(outcome.value.prepared) == SMALL.tables + SMALL.charts
    assert {passage.match for passage in outcome.value.inputs.passages.values()} == {"exact"}


def test_the_same_size_gives_the_same_project(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_project(tmp_path / name, SMALL)
    files = [path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file()]
    assert files
    assert all((tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes() for path in files)


def test_a_size_grows_in_all_but_its_sources() -> None:
    assert SMALL.times(4) == Size(160, 16000, 160, 240, 2, 120, 80, 8, 8)


def test_what_is_changed_in_the_brief_stops_no_build_and_never_comes_back(tmp_path: Path) -> None:
    project = copy(tmp_path / "brief", waive=True, source=ROOT)
    edits = Edits(project)
    changed = (project / "templates/chapters/medvedev.tex.j2", project / "data/instruments.csv")
    seen = set()
    for _ in range(5):
        for prepared in (edits.word(), edits.cell()):
            prepared.save()
        seen.add(tuple(path.read_bytes() for path in changed))
    assert len(seen) == 5
    outcome = pipeline.check(project, lambda words: None)
    assert {(found.code, found.severity.value) for found in outcome.findings} == {
        ("EVI012", "warning"),
        ("EVI023", "warning"),
        ("EVI024", "info"),
        ("REV002", "warning"),
    }


def test_a_change_takes_its_place_only_when_it_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("old", "utf-8")
    prepared = change({path: "new"})
    assert path.read_text("utf-8") == "old"
    prepared.save()
    assert path.read_text("utf-8") == "new"
    with pytest.raises(FileNotFoundError):
        prepared.save()
