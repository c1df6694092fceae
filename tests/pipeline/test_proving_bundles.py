"""Verifying a bundle with the texts of its sources, and by making it again."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.bundle.pack import pack
from trials.tamper_bundles import FORGED, NAMED, PLAIN, TIME, Files, Tampering, forge, held

pytestmark = pytest.mark.tex


@pytest.fixture(scope="session")
def project(built_features: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(built_features, tmp_path_factory.mktemp("bundled") / "features"))
    assert pipeline.bundle(folder, lambda _: None).value is not None
    return folder


@pytest.fixture(scope="session")
def bundle(project: Path) -> Path:
    (path,) = (project / "dist").iterdir()
    return path


def told(path: Path, **options: object) -> list[str]:
    return [f"{f.code} {f.message}" for f in pipeline.verify_bundle(path, **options).findings]  # type: ignore[arg-type]


def test_a_bundle_as_it_was_made_has_no_findings_with_texts_too(bundle: Path, project: Path) -> None:
    outcome = pipeline.verify_bundle(bundle, [project / "bib" / "texts"])
    assert outcome.findings == ()
    assert (outcome.value.volumes, outcome.value.files) == (2, len(held(bundle.read_bytes())))
    assert outcome.value.numbers > 50


def test_what_is_in_it_gives_it_again_with_the_texts(bundle: Path, project: Path) -> None:
    assert told(bundle, texts=[project / "bib" / "texts"], rebuild=True) == []


def test_without_the_texts_it_says_why_not(bundle: Path) -> None:
    (line,) = told(bundle, rebuild=True)
    assert line.startswith("CRT010 it was made with texts of sources, in which 3 passages were found")


def test_another_project_gives_another_bundle(bundle: Path, project: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(project, tmp_path / "other", ignore=shutil.ignore_patterns("dist")))
    settings = other / "report.toml"
    settings.write_text(settings.read_text().replace('subtitle = "A test"', 'subtitle = "A trial"'))
    (line,) = told(bundle, project=other, rebuild=True)
    assert line.startswith("CRT009 the project gives another bundle here; other files: ")


def test_a_folder_that_is_no_project_is_told(bundle: Path, tmp_path: Path) -> None:
    assert any(line.startswith("CRT010 ") for line in told(bundle, project=tmp_path / "none", rebuild=True))


def test_what_is_no_bundle_is_told(tmp_path: Path) -> None:
    assert told(tmp_path / "none.zip")[0].startswith("CRT005 ")
    (tmp_path / "a.zip").write_bytes(pack({"a.txt": b"x"}, TIME))
    assert {line.split()[0] for line in told(tmp_path / "a.zip")} == {"CRT006"}


SURE = [change for change in FORGED if change.__name__ not in NAMED]


@pytest.mark.parametrize("change", [*PLAIN, *SURE], ids=lambda change: change.__name__)
def test_a_bundle_that_was_tampered_with_is_told(change: Tampering, bundle: Path, tmp_path: Path) -> None:
    files: Files = held(bundle.read_bytes())
    if not change(files, random.Random(1)):
        pytest.skip("there is nothing of the kind in it")
    if change in SURE:
        forge(files)
    (tmp_path / "a.zip").write_bytes(pack(files, TIME))
    assert told(tmp_path / "a.zip")
