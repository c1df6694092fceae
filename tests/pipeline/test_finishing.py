"""From what TeX made of a volume to its PDF: metadata, pictures, and limits of pages and blank space."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from pipeline.drafted import draft
from reportgen.findings.model import Outcome, collect
from reportgen.pipeline.finishing import Carried, finished
from reportgen.pipeline.model import Drafted, SetVolume
from reportgen.pipeline.store import Store
from reportgen.project.model import Volume
from reportgen.typeset import blank_space, postprocess, print_defects
from reportgen.typeset.model import Manuscript, TexFile, Typeset
from reportgen.typeset.pages import Sheets

BRIEF = Volume("brief", "Brief", ["bridges"], "templates/brief.tex.j2")


@pytest.fixture
def drafted(rivers: Path, shared_cache: None) -> Drafted:
    value, _ = draft(Store(rivers))
    assert value is not None
    return value


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What ``finish`` was given; it gives a PDF that has no defects."""
    seen: dict[str, Any] = {}

    def finish(pdf: bytes, metadata: Any, sheets: Sheets | None, pictures: Any, *_: Any) -> bytes:
        seen.update(metadata=metadata, sheets=sheets, pictures=pictures)
        return pdf + b" finished"

    monkeypatch.setattr(postprocess, "finish", finish)
    monkeypatch.setattr(print_defects, "report", lambda *_: iter(()))
    return seen


def made(drafted: Drafted, volume: Volume = BRIEF, **more: Any) -> Outcome[bytes | None]:
    path = "exhibits/costs.pdf"
    charts = {path: TexFile(path, b"%PDF costs")}
    typeset = Typeset(b"%PDF", 3, "", 1, "pdflatex", **more)
    set_volume = SetVolume(Manuscript(charts, "pdflatex"), typeset)
    carried = Carried(drafted, {}, (), b"{}", 86400)
    return collect(finished(drafted, volume, set_volume, charts, carried))


def test_the_pdf_says_what_report_toml_does(drafted: Drafted, given: dict[str, Any]) -> None:
    outcome = made(drafted)
    assert (outcome.value, outcome.findings) == (b"%PDF finished", ())
    said = given["metadata"]
    assert said.title == "Bridges over two rivers"
    assert said.subject == "A test"
    assert list(said.authors) == ["The bridge office"]
    made(drafted, replace(BRIEF, id="annex", title="Annex"))
    assert given["metadata"].title == "Bridges over two rivers: Annex"


@pytest.mark.parametrize(("read", "names"), [((), []), (("exhibits/costs.pdf",), ["costs"])])
def test_pictures_are_those_that_tex_has_read(
    drafted: Drafted, given: dict[str, Any], read: tuple[str, ...], names: list[str]
) -> None:
    made(drafted, own=read)
    assert list(given["pictures"]) == names


def test_what_is_no_whole_pdf_is_a_finding(
    drafted: Drafted, given: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> NoReturn:
        raise ValueError("page 2 is missing")

    monkeypatch.setattr(postprocess, "finish", broken)
    outcome = made(drafted, replace(BRIEF, id="annex"))
    assert outcome.value is None
    assert [(f.code, f.location.path, f.message, f.hint) for f in outcome.findings] == [
        ("TEX001", "annex.tex", "page 2 is missing", "build/log/annex.log has the details")
    ]


@pytest.mark.parametrize(("limit", "codes"), [(0, []), (3, []), (2, ["VOL004"])])
def test_pages_are_counted_against_the_limit(
    drafted: Drafted, given: dict[str, Any], limit: int, codes: list[str]
) -> None:
    outcome = made(drafted, replace(BRIEF, max_pages=limit))
    assert outcome.value is not None
    assert [f.code for f in outcome.findings] == codes
    assert all(f.message == 'volume "brief" has 3 pages; the limit is 2' for f in outcome.findings)


def test_blank_pages_are_called_by_their_printed_numbers(
    drafted: Drafted, given: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blank_space, "blank_space", lambda *_: [(0, 0.9), (1, 0.5), (2, 0.51)])
    noted = {"brief.uses": b"\\rgsheet{i}\n\\rgsheet{ii}\n"}
    outcome = made(drafted, replace(BRIEF, max_blank=0.5), auxiliary=noted)
    assert [f.message for f in outcome.findings] == [
        'page i of volume "brief" is blank by 90%; the limit is 50%',
        'page 3 of volume "brief" is blank by 51%; the limit is 50%',
    ]
