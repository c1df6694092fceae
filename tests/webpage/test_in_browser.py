"""The page in a real browser: read, followed to its evidence and back, sorted, searched, by keys alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

import pytest

from chromium import Chromium, Tab
from webpage.making import Page

pytestmark = pytest.mark.browser

Open: TypeAlias = Callable[..., Tab]
PANEL = "!document.getElementById('rg-panel').hidden"
FOCUS = "document.activeElement.id || document.activeElement.className"
RULES = '{runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}'


@pytest.fixture
def open_page(chromium: Chromium, rivers_page: Page, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of the small project, with its script or without; it must complain of nothing."""
    tabs: list[Tab] = []

    def opened(script: bool = True, **options: object) -> Tab:
        html = rivers_page.html
        if not script:
            html = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
        (tmp_path / "brief.html").write_text(html, "utf-8")
        tabs.append(chromium.open((tmp_path / "brief.html").as_uri(), **options))  # type: ignore[arg-type]
        return tabs[-1]

    yield opened
    complaints = [complaint for tab in tabs for complaint in tab.complaints()]
    for tab in tabs:
        tab.value("localStorage.clear()")
        tab.close()
    assert complaints == []


def test_a_number_leads_to_its_passages_and_back(open_page: Open) -> None:
    tab = open_page()
    tab.value("document.querySelectorAll('a.traced')[1].click()")
    assert tab.value(PANEL)
    said = tab.value("document.getElementById('rg-passages').textContent")
    assert tab.value("document.querySelectorAll('#rg-passages article').length") == 2
    assert "opened in May after nine years" in said
    assert "A Guide to Bridges" in said
    assert tab.value("document.getElementById('rg-verdict').textContent") == "Second reader: not read yet"
    tab.press("Escape", 27)
    assert not tab.value(PANEL)
    assert tab.value(FOCUS) == tab.value("document.querySelectorAll('a.traced')[1].id")


def test_keys_alone_reach_the_evidence_and_the_citation_is_copied(open_page: Open) -> None:
    tab = open_page()
    for _ in range(60):
        tab.press("Tab", 9)
        if tab.value("document.activeElement.classList.contains('cited')"):
            break
    tab.press("Enter", 13, "\r")
    assert tab.value(PANEL)
    assert tab.value(FOCUS) == "rg-panel"
    tab.value(
        "document.execCommand = () => true; globalThis.said = '';"
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (t) => { globalThis.said = t; }}})"
    )
    for _ in range(20):
        tab.press("Tab", 9)
        if tab.value(FOCUS) == "rg-copy":
            break
    tab.press("Enter", 13, "\r")
    tab.until("document.getElementById('rg-copied').textContent === 'Copied'")
    said = tab.value("globalThis.said")
    assert "A Guide to Bridges" in said
    assert said.endswith("cited in: The bridge office. Bridges over two rivers. Test edition. 29 February 2020")


def test_tables_sort_by_what_cells_mean_within_their_groups(open_page: Open) -> None:
    tab = open_page()
    groups = (
        "[...document.querySelectorAll('tbody')].map((b) => [...b.rows].slice(1)"
        ".map((r) => Number(r.cells[2].dataset.sort ?? r.cells[2].textContent)))"
    )
    before = tab.value(groups)
    for way in ("ascending", "descending"):
        tab.value("document.querySelectorAll('thead button')[2].click()")
        assert tab.value("document.querySelectorAll('thead th')[2].getAttribute('aria-sort')") == way
        assert tab.value(groups) == [sorted(group, reverse=way == "descending") for group in before]


def test_what_is_searched_is_found_and_gone_to(open_page: Open) -> None:
    tab = open_page()
    tab.value("document.getElementById('rg-query').focus()")
    tab.ask("Input.insertText", text="old bridge")
    tab.until("!document.getElementById('rg-found').hidden")
    assert tab.value("document.querySelectorAll('#rg-found li').length") >= 2
    tab.press("Enter", 13, "\r")
    tab.press("Enter", 13, "\r")
    assert tab.until("location.hash.length > 1")
    tab.value("document.getElementById('rg-query').focus(); document.getElementById('rg-query').value = ''")
    tab.ask("Input.insertText", text="zeppelin")
    tab.until("document.querySelector('#rg-found p').textContent === 'No result'")


def test_the_reader_chooses_dark_or_light_and_it_stays(open_page: Open) -> None:
    tab = open_page(scheme="light")
    back = "getComputedStyle(document.body).backgroundColor"
    assert tab.value(back) == "rgb(255, 255, 255)"
    tab.value("document.getElementById('rg-theme').click()")
    dark = tab.value(back)
    assert dark != "rgb(255, 255, 255)"
    assert open_page(scheme="light").value(back) == dark
    assert open_page(script=False, scheme="dark").value(back) == dark


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    open_page: Open, width: int, scheme: str, script: bool
) -> None:
    tab = open_page(script, width=width, scheme=scheme)
    axe = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
    for opened in (False, True) if script else (False,):
        if opened:
            tab.value("document.querySelector('a.traced').click()")
        found = tab.value(
            f"{axe}; axe.run(document, {RULES}).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes[0].html))"
        )
        assert found == []
        assert tab.value("document.documentElement.scrollWidth") <= width


def test_without_its_script_the_page_shows_nothing_that_needs_it(open_page: Open) -> None:
    tab = open_page(script=False)
    assert not tab.value("document.querySelector('.tools').offsetParent")
    assert tab.value("document.querySelectorAll('thead button').length") == 0
    tab.value("document.querySelector('a.traced').click()")
    assert tab.until("location.hash.startsWith('#ev:')")
    assert tab.value("document.querySelector(':target').textContent").strip()


@pytest.mark.tex
@pytest.mark.parametrize("volume", ["brief", "annex"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_what_templates_can_place(
    chromium: Chromium, built_features: Path, volume: str, width: int
) -> None:
    """Lists of all kinds, notes, formulas, hand-written and wide tables, and an exhibit that stands twice."""
    tab = chromium.open((built_features / f"build/{volume}.html").as_uri(), width=width)
    axe = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
    try:
        found = tab.value(
            f"{axe}; axe.run(document, {RULES}).then((r) => r.violations.map((v) => v.id + v.nodes[0].html))"
        )
        assert found == []
    finally:
        tab.close()
