"""Bundling a project: what is packed, what is refused, and what stays."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.bundle.model import CRATE, RECORD, Bundled
from reportgen.findings.model import Outcome
from reportgen.proof.read import read
from reportgen.system.programs import which
from trials.tamper_bundles import held

pytestmark = pytest.mark.tex


@pytest.fixture
def features(built_features: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built_features, tmp_path / "features"))


def bundled(folder: Path, *, draft: bool = False) -> Outcome[Bundled | None]:
    return pipeline.bundle(folder, lambda _: None, draft=draft)


def changed(folder: Path, before: str, after: str) -> None:
    settings = folder / "report.toml"
    settings.write_text(settings.read_text().replace(before, after, 1))


def test_a_bundle_holds_all_forms_whatever_the_settings_say_and_no_text(features: Path) -> None:
    made = bundled(features).value
    assert made is not None
    assert made.path == "dist/what-a-template-can-place-test-edition-2020-02-29.zip"
    files = held((features / made.path).read_bytes())
    wanted = {"brief.pdf", "brief.html", "annex.pdf", "annex.html", "CITATION.cff", "ledger.json", RECORD, CRATE}
    wanted |= {"project/report.toml", "project/data/datapackage.json", "project/bib/evidence.csv", "tex/brief.tex"}
    assert wanted <= files.keys()
    texts = [path.read_bytes() for path in (features / "bib" / "texts").iterdir()]
    assert texts
    for content in files.values():
        assert content not in texts
        assert str(features).encode() not in content
        assert str(Path.home()).encode() not in content


def test_a_project_elsewhere_gives_the_same_bytes(bundle_of_features: Path, features: Path) -> None:
    made = bundled(features).value
    assert made is not None
    assert (features / made.path).read_bytes() == bundle_of_features.read_bytes()


@pytest.fixture(scope="session")
def bundle_of_features(built_features: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(built_features, tmp_path_factory.mktemp("another place") / "here"))
    made = bundled(folder).value
    assert made is not None
    return folder / made.path


def test_its_latex_gives_the_same_pages_in_an_empty_folder(bundle_of_features: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle_of_features) as opened:
        opened.extractall(tmp_path)
    counts = {}
    engine = json.loads((tmp_path / RECORD).read_text())["tools"]["engine"]
    program = which(engine)
    assert program is not None
    for name, folder in (("brief", "tex"), ("annex", "tex-annex")):
        for _ in range(3):
            command = [program, "-interaction=nonstopmode", "-halt-on-error", "brief.tex"]
            done = subprocess.run(command, cwd=tmp_path / folder, capture_output=True, check=False)
            assert done.returncode == 0, done.stdout[-2000:]
        counts[name] = done.stdout.split(b"Output written on")[1].split(b"(")[1].split()[0].decode()
    pages = {name: str(len(_labels(tmp_path / f"{name}.pdf"))) for name in counts}
    assert counts == pages


def _labels(pdf: Path) -> list[object]:
    return [*read(pdf.read_bytes()).pages]


def test_a_draft_is_refused_unless_it_may_be_one_and_then_its_name_says_so(features: Path) -> None:
    changed(features, "\n[[volumes]]", '\nstatus = "draft"\n\n[[volumes]]')
    refused = bundled(features)
    assert [(f.code, f.location.path) for f in refused.findings] == [("CRT001", "report.toml")]
    assert not (features / "dist").exists()
    made = bundled(features, draft=True).value
    assert made is not None
    assert made.path.endswith("-draft.zip")
    assert b"THIS IS A DRAFT" in held((features / made.path).read_bytes())["README.txt"]


def test_what_cannot_be_built_or_written_leaves_the_last_bundle(features: Path) -> None:
    made = bundled(features).value
    assert made is not None
    before = (features / made.path).read_bytes()
    changed(features, 'kind = "table"', 'kind = "tables"')
    assert bundled(features).value is None
    assert (features / made.path).read_bytes() == before
    assert [path.name for path in (features / "dist").iterdir()] == [Path(made.path).name]


def test_a_link_in_the_place_of_the_folder_is_not_followed(features: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (features / "dist").symlink_to(tmp_path / "elsewhere")
    assert [f.code for f in bundled(features).findings] == ["CRT003"]
    assert [*(tmp_path / "elsewhere").iterdir()] == []
