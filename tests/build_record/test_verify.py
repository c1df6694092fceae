from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from reportgen import __version__
from reportgen.build_record.verify import InstalledTools, Lookup, Verified, verify
from reportgen.findings.model import collect

Change = Callable[[dict[str, Any]], None]
FILES = {"build/brief.pdf": b"%PDF", "build/tex/a.tex": b"a", "report.toml": b"x", "data/a.csv": b"1"}
TOOLS = {"engine": "pdflatex", "pdflatex": "pdfTeX 1"}
TEX = {"tex/a.sty": "0" * 64, "b.pfb": "1" * 64}


def only(known: Mapping[str, str]) -> Lookup:
    """A look-up that knows these."""
    return lambda names: {name: known[name] for name in names if name in known}


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build folder in a project, with its record."""
    for path, content in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    digests = {path: hashlib.sha256(content).hexdigest() for path, content in FILES.items()}
    record = {
        "version": 1,
        "reportgen": __version__,
        "date": "2020-02-29",
        "epoch": 1582934400,
        "inputs": {path: d for path, d in digests.items() if not path.startswith("build/")},
        "outputs": {path: d for path, d in digests.items() if path.startswith("build/")},
        "tools": TOOLS,
        "packages": {"jinja2": "3.1"},
        "tex": {"engine": "", "format": "", "files": TEX, "made_here": [], "packages": {"tex-gyre": "1"}},
        "protection": {},
        "findings": [],
        "rules": [],
    }
    (tmp_path / "build/build-record.json").write_text(json.dumps(record))
    return tmp_path / "build"


def told(build: Path, here: InstalledTools | None = None) -> tuple[Verified, list[str]]:
    outcome = collect(verify(build, here or InstalledTools()))
    return outcome.value, [f"{f.location}: {f.severity} {f.code}" for f in outcome.findings]


def rewrite(build: Path, change: Change) -> None:
    path = build / "build-record.json"
    record = json.loads(path.read_text())
    change(record)
    path.write_text(json.dumps(record))


def test_a_build_that_is_as_it_was_has_no_findings(build: Path) -> None:
    counted, found = told(build, InstalledTools(TOOLS, {"jinja2": "3.1"}, only({"tex-gyre": "1"}), only(TEX)))
    assert found == []
    digest = hashlib.sha256((build / "build-record.json").read_bytes()).hexdigest()
    assert counted == Verified(outputs=2, inputs=2, tools=6, record=digest)


def test_altered_and_missing_outputs_are_errors(build: Path) -> None:
    (build / "brief.pdf").write_bytes(b"%PDG")
    (build / "tex/a.tex").unlink()
    assert told(build)[1] == ["build/brief.pdf: error BUN001", "build/tex/a.tex: error BUN002"]


def test_changed_inputs_are_warnings(build: Path) -> None:
    (build.parent / "report.toml").write_bytes(b"y")
    (build.parent / "data/a.csv").unlink()
    assert told(build)[1] == ["data/a.csv: warning BUN004", "report.toml: warning BUN004"]


def test_outputs_alone_can_be_verified_under_another_name(build: Path) -> None:
    moved = build.rename(build.parent.parent / "handed-on")
    counted, found = told(moved)
    assert (counted.outputs, counted.inputs, found) == (2, 0, [])
    (moved / "brief.pdf").write_bytes(b"")
    assert told(moved)[1] == ["handed-on/brief.pdf: error BUN001"]


def test_other_tools_are_told(build: Path) -> None:
    outcome = collect(
        verify(build, InstalledTools({"pdflatex": "pdfTeX 2"}, {}, only({"tex-gyre": "2"}), only({"b.pfb": "1" * 64})))
    )
    assert [(f.code, str(f.severity)) for f in outcome.findings] == [("BUN005", "info")] * 4
    assert [f.message for f in outcome.findings] == [
        "program pdflatex: pdfTeX 1 made the brief, pdfTeX 2 is here",
        "Python package jinja2: 3.1 made the brief, none is here",
        "package of the system tex-gyre: 1 made the brief, 2 is here",
        "1 of TeX's 2 files and fonts are others here: tex/a.sty",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "../outside",
        "build/../../outside",
        "/etc/passwd",
        "C:/secret",
        "build\\..\\x",
        "build//x",
        "build/\x00",
        "build/./x",
        "build/\n",
        "",
        "data/a.csv",
    ],
)
def test_a_record_that_leads_outside_is_refused(build: Path, path: str) -> None:
    (build.parent.parent / "outside").write_bytes(b"secret")
    rewrite(build, lambda record: record["outputs"].update({path: "0" * 64}))
    assert told(build) == (Verified(), ["build/build-record.json: error BUN003"])


def test_a_link_out_of_the_folder_is_not_followed(build: Path) -> None:
    outside = build.parent / "outside.pdf"
    (build / "brief.pdf").rename(outside)
    (build / "brief.pdf").symlink_to(outside)
    assert told(build)[1] == ["build/brief.pdf: error BUN002"]


def test_a_pipe_is_not_read(build: Path) -> None:
    (build / "brief.pdf").unlink()
    os.mkfifo(build / "brief.pdf")
    assert told(build)[1] == ["build/brief.pdf: error BUN002"]
    (build / "build-record.json").unlink()
    os.mkfifo(build / "build-record.json")
    assert told(build)[1] == ["build/build-record.json: error BUN003"]


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.update(version=2),
        lambda record: record.update(more=1),
        lambda record: record.pop("tools"),
        lambda record: record.update(outputs={}),
        lambda record: record["outputs"].update({"build/x": "0" * 63}),
        lambda record: record["outputs"].update({"build/x": 1}),
        lambda record: record["tex"].update(files=[]),
        lambda record: record.update({"\x1b[31m" + "x" * 500: 1}),
    ],
)
def test_a_record_of_another_form_is_refused(build: Path, change: Change) -> None:
    rewrite(build, change)
    outcome = collect(verify(build))
    assert [f.code for f in outcome.findings] == ["BUN003"]
    assert outcome.findings[0].message.isprintable()
    assert len(outcome.findings[0].message) < 300


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b"null"])
def test_what_is_no_json_is_refused(build: Path, content: bytes) -> None:
    (build / "build-record.json").write_bytes(content)
    assert told(build)[1] == ["build/build-record.json: error BUN003"]


def test_without_a_record_there_is_nothing_to_verify(tmp_path: Path) -> None:
    assert told(tmp_path / "build")[1] == ["build/build-record.json: error BUN003"]


@pytest.mark.parametrize("name", ["brief.pdf", "Annex.PDF"])
def test_a_brief_that_the_record_does_not_name_is_an_error(build: Path, name: str) -> None:
    rewrite(build, lambda record: record["outputs"].pop("build/brief.pdf"))
    (build / "brief.pdf").rename(build / name)
    (build / "tex/chart.pdf").write_bytes(b"%PDF")
    assert told(build)[1] == [f"build/{name}: error BUN010"]


@pytest.mark.parametrize("path", ["build/" + "x" * 300, "build/" + "x/" * 20_000 + "y"])
def test_a_path_that_no_file_has_is_refused_and_shortened(build: Path, path: str) -> None:
    rewrite(build, lambda record: record["outputs"].update({path: "0" * 64}))
    found = collect(verify(build)).findings
    assert [f.code for f in found] == ["BUN003"]
    assert len(str(found[0])) < 300
