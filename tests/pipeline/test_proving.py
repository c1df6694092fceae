"""Verifying a PDF with the texts of its sources, and with its project."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen import pipeline

pytestmark = pytest.mark.tex


@pytest.fixture
def pdf(built_features: Path) -> Path:
    return built_features / "build" / "brief.pdf"


def told(pdf: Path, texts: Path | None = None, project: Path | None = None) -> list[str]:
    return [f"{f.code} {f.message}" for f in pipeline.verify_pdf(pdf, [texts] if texts else [], project).findings]


def test_quotations_stand_in_the_texts(built_features: Path, pdf: Path) -> None:
    found = told(pdf, built_features / "bib" / "texts")
    # The other work is one that the guide quotes from: no text of it is at hand, and no evidence is from it.
    assert found == []


def test_a_quotation_that_the_text_lacks_is_told(built_features: Path, pdf: Path, tmp_path: Path) -> None:
    text = (built_features / "bib" / "texts" / "guide.txt").read_text()
    (tmp_path / "guide.txt").write_text(text.replace("opened in May after nine years", "opened in June"))
    assert told(pdf, tmp_path) == ['VER005 the quotation of "guide-old" does not stand in the text of "guide"']


@pytest.mark.parametrize("name", ["empty", "none"])
def test_a_folder_without_texts_is_told(pdf: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    assert any('there is no text of "guide"' in line for line in told(pdf, tmp_path / name))


def test_the_project_gives_the_same_bytes(built_features: Path, pdf: Path) -> None:
    assert told(pdf, project=built_features) == []


def test_another_project_is_told(built_features: Path, pdf: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(built_features, tmp_path / "other", ignore=shutil.ignore_patterns("build")))
    settings = other / "report.toml"
    settings.write_text(settings.read_text().replace('subtitle = "A test"', 'subtitle = "A trial"'))
    assert told(pdf, project=other) == ["VER006 the project gives another PDF here"]


def test_a_folder_that_is_no_project_is_told(pdf: Path, tmp_path: Path) -> None:
    assert any(line.startswith("VER006 ") for line in told(pdf, project=tmp_path / "none"))
    assert any(line.startswith("VER006 ") for line in told(pdf, project=tmp_path))
