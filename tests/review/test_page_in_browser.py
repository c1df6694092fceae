"""The page for readers, in a real browser: it reads, judges, saves, and what it saves is imported."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from chromium import Chromium, Tab
from reportgen import cli
from reportgen.review.sampling import sample
from review.conftest import change, read

pytestmark = pytest.mark.browser

Open: TypeAlias = Callable[..., Tab]
WORDS = "document.getElementById('words').textContent"
PROGRESS = "document.getElementById('progress').textContent"
PRESSED = "document.querySelector('#verdicts [aria-pressed=true]')?.className ?? ''"
HEARD = "document.getElementById('heard').textContent"
SET = """(() => {{ const field = document.getElementById('{0}');
  if (field.type === 'checkbox') field.checked = {1}; else field.value = {1};
  field.dispatchEvent(new Event('input')); field.dispatchEvent(new Event('change')); }})()"""
HOSTILE = r"""</script><script>alert(1)</script><img src=x onerror="document.title='hacked'">&amp;"""


@pytest.fixture
def open_page(chromium: Chromium, rivers: Path) -> Iterator[Open]:
    """Makes the page of the small project and opens it; it must complain of nothing."""
    tabs: list[Tab] = []

    def opened(make: bool = True, **options: Any) -> Tab:
        if make:
            assert cli.main(["review", "--project", str(rivers)]) == 0
        tabs.append(chromium.open((rivers / "build/review.html").as_uri(), **options))
        return tabs[-1]

    yield opened
    complaints = [complaint for tab in tabs for complaint in tab.complaints()]
    for tab in tabs:
        tab.value("localStorage.clear()")
        tab.close()
    assert complaints == []


def press(tab: Tab, keys: str) -> None:
    for key in keys:
        tab.press(key, ord(key.upper()), key)


def put(tab: Tab, field: str, value: object) -> None:
    tab.value(SET.format(field, json.dumps(value)))


def saved(chromium: Chromium, tab: Tab, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    chromium.ask("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
    press(tab, "s")
    end = time.monotonic() + 15
    while not (found := [path for path in folder.iterdir() if path.suffix == ".json"]):
        assert time.monotonic() < end, tab.value(HEARD)
        time.sleep(0.05)
    return found[0]


def test_a_reader_reads_judges_saves_and_the_answers_are_imported(
    open_page: Open, chromium: Chromium, rivers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tab = open_page()
    assert tab.value(WORDS) == "The Old Bridge cost $2.5 million."
    assert tab.value("document.querySelector('mark').textContent") == "opened in May after nine years"
    assert "was the first that did not burn" in tab.value("document.querySelector('blockquote').textContent")
    assert tab.value(PROGRESS) == "0 of 14 read"
    press(tab, "s")
    assert tab.value(HEARD).startswith("Say who you are")
    put(tab, "reader", "Ada Reader")
    put(tab, "role", "engineer")
    tab.value("document.getElementById('words').focus()")
    press(tab, "1")
    assert tab.value(PRESSED) == "supported"
    press(tab, "n2c")
    tab.ask("Input.insertText", text="about 16, says the note")
    tab.press("Escape", 27)
    assert tab.value("document.activeElement.id") == "words"
    press(tab, "n")
    assert tab.value(PROGRESS) == "2 of 14 read"
    path = saved(chromium, tab, tmp_path / "saved")
    assert path.name == "answers-adareader.json"
    capsys.readouterr()
    assert cli.main(["review", "import", str(path), "--project", str(rivers)]) == 0
    assert capsys.readouterr().out == "imported: 2 verdicts\n"
    before = (rivers / "bib/reviews.csv").read_bytes()
    assert cli.main(["review", "import", str(path), "--project", str(rivers)]) == 0
    assert (rivers / "bib/reviews.csv").read_bytes() == before, "the same answers are imported once"
    found = read(rivers).reviewed
    said = {judged.item.text: (judged.state, judged.verdict) for judged in found.judged if judged.current}
    assert said == {
        "The Old Bridge cost $2.5 million.": ("read", "supported"),
        "The new one cost about 16.0 times as much.": ("disputed", "partly"),
    }
    (disputed,) = [judged for judged in found.judged if judged.disputes]
    assert disputed.disputes[0].comment == "about 16, says the note"
    assert disputed.disputes[0].role == "engineer"


def test_progress_stays_in_the_browser_and_what_changed_is_to_be_read_again(open_page: Open, rivers: Path) -> None:
    tab = open_page()
    press(tab, "1n1n")
    place = tab.value(WORDS)
    again = open_page(make=False)
    assert again.value(PROGRESS) == "2 of 14 read"
    assert again.value(WORDS) == place
    change(rivers, "templates/chapters/bridges.tex.j2", "times as much", "times as much again")
    anew = open_page()
    assert anew.value(PROGRESS) == "1 of 14 read"


def test_filters_show_a_chapter_what_is_unread_one_source_and_a_sample_as_the_tool_draws_it(
    open_page: Open, rivers: Path
) -> None:
    tab = open_page()
    put(tab, "chapter", "data")
    assert tab.value(PROGRESS) == "0 of 6 read"
    put(tab, "chapter", "")
    put(tab, "kind", "statement")
    assert tab.value(PROGRESS) == "0 of 4 read"
    press(tab, "1")
    put(tab, "unread", True)
    assert tab.value(PROGRESS) == "0 of 3 read"
    put(tab, "unread", False)
    put(tab, "single", True)
    assert tab.value(PROGRESS) == "1 of 4 read"
    put(tab, "wrong", True)
    assert tab.value(WORDS) == "Nothing fits these filters."
    put(tab, "wrong", False)
    put(tab, "single", False)
    for seed in range(5):
        put(tab, "sampled", False)
        put(tab, "size", "2")
        put(tab, "seed", str(seed))
        put(tab, "sampled", True)
        statements = {j.item.id: j.item.text for j in read(rivers).reviewed.judged if j.item.kind == "statement"}
        drawn = {statements[name] for name in sample(statements, 2, seed)}
        tab.value("document.getElementById('back').click()")
        shown = {tab.value(WORDS)}
        press(tab, "n")
        assert shown | {tab.value(WORDS)} == drawn


def test_single_keys_can_be_turned_off_and_mean_nothing_in_a_field(open_page: Open) -> None:
    tab = open_page()
    tab.value("document.getElementById('comment').focus()")
    press(tab, "1")
    assert tab.value(PRESSED) == ""
    tab.press("Escape", 27)
    put(tab, "keys", False)
    press(tab, "1n")
    assert (tab.value(PRESSED), tab.value("document.getElementById('place').textContent")) == ("", "1 of 14")


def test_what_others_wrote_is_text(open_page: Open, rivers: Path) -> None:
    for path, old in (("bib/evidence.csv", "guide-old,guide,The Old Bridge"), ("data/bridges.csv", "Old Bridge")):
        quoted = HOSTILE.replace('"', '""')
        change(rivers, path, old, f'{old.rpartition(",")[0]}{"," if "," in old else ""}"{quoted}"')
    change(rivers, "report.toml", "Bridges over two rivers", HOSTILE.replace("\\", "").replace('"', "'"))
    tab = open_page()
    assert tab.value("document.querySelectorAll('img, script[src], iframe').length") == 0
    assert tab.value("document.querySelectorAll('script').length") == 2
    assert tab.value("document.getElementById('brief').textContent").startswith("</script><script>alert(1)")
    assert "hacked" not in tab.value("document.title").partition("onerror")[0]
    assert "onerror" in tab.value("document.getElementById('beside').textContent")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800, 1920])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(open_page: Open, width: int, scheme: str) -> None:
    tab = open_page(width=width, scheme=scheme)
    press(tab, "2n")
    axe = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
    for filters in (False, True):
        if filters:
            tab.value("document.getElementById('show-filters').click()")
        tab.value("document.querySelectorAll('details').forEach((more) => { more.open = true; })")
        found = tab.value(
            f"{axe}; axe.run(document).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes[0].html))"
        )
        assert found == []
        assert tab.value("document.documentElement.scrollWidth") <= width
