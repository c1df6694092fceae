"""What a reader sees, in a real browser."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import pytest

from chromium import Chromium, Tab
from preview.conftest import Brief
from reportgen.findings.model import Diagnostic, Location, Severity
from reportgen.preview.model import PageRef, View
from reportgen.preview.serve import Preview

pytestmark = pytest.mark.browser

Open: TypeAlias = Callable[..., Tab]

# Which of red, green and blue the middle of a page's picture has; nothing where there is none yet.
COLOUR = """(() => {{
  const image = document.querySelector('#page-{number} img');
  if (!image || !image.complete || !image.naturalWidth) return '';
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d');
  pen.drawImage(image, image.naturalWidth / 2, image.naturalHeight / 2, 1, 1, 0, 0, 1, 1);
  return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map((n) => n > 127 ? 'x' : '-').join('');
}})()"""
RED, GREEN, BLUE = "x--", "-x-", "--x"
PICTURES = "[...document.querySelectorAll('.sheet img')].map((image) => new URL(image.src).pathname)"
STATE = "document.getElementById('state').textContent"
MESSAGES = "[...document.querySelectorAll('#list li .message')].map((line) => line.textContent)"


@pytest.fixture
def open_page(chromium: Chromium, preview: Preview) -> Iterator[Open]:
    """Opens the preview; at the end the page must have complained of nothing."""
    tabs: list[Tab] = []

    def opened(**options: Any) -> Tab:
        tabs.append(chromium.open(preview.url, **options))
        return tabs[-1]

    yield opened
    complaints = [complaint for tab in tabs for complaint in tab.complaints()]
    for tab in tabs:
        tab.close()
    # A picture may be asked for at the moment when a new view drops its PDF; the view brings another.
    assert [complaint for complaint in complaints if "404" not in complaint or "/page/" not in complaint] == []


def a_finding(message: str, severity: Severity = Severity.ERROR, hint: str = "", path: str = "a.tex") -> Diagnostic:
    return Diagnostic(Location(path, 3, 4), "NUM001", "unknown-figure", severity, message, hint)


def shows(tab: Tab, number: int, colour: str) -> None:
    tab.until(f"{COLOUR.format(number=number)} === '{colour}'")


def built(preview: Preview, brief: Brief, *findings: Diagnostic, number: int = 1) -> None:
    preview.publish(View(number, "built", brief.pages, findings, "", 0.6), brief.pdfs)


def test_the_page_shows_the_pages_and_the_state(preview: Preview, open_page: Open) -> None:
    built(preview, Brief("#f00", "#0f0", "#00f"))
    tab = open_page(height=2400)
    for number, colour in enumerate((RED, GREEN, BLUE), 1):
        shows(tab, number, colour)
    assert tab.value(STATE) == "built in 0.6 s, 3 pages"
    assert tab.value("document.title") == "built in 0.6 s, 3 pages – preview"
    assert tab.value("document.querySelector('#page-2 img').alt") == "Page 2 of 3"
    assert tab.value("document.getElementById('findings').checkVisibility()") is False


def test_a_new_view_is_shown_by_itself_and_the_place_is_kept(preview: Preview, open_page: Open) -> None:
    built(preview, Brief(*["#f00"] * 30))
    tab = open_page()
    shows(tab, 1, RED)
    tab.value("window.mine = 'not loaded anew'; document.getElementById('page-20').scrollIntoView(); scrollBy(0, 155)")
    shows(tab, 20, RED)
    place = "document.getElementById('page-20').getBoundingClientRect().top"
    before = tab.value(place)
    built(preview, Brief(*["#0f0"] * 30), number=2)
    shows(tab, 20, GREEN)
    assert tab.value(place) == before
    findings = [a_finding(f"finding {number}") for number in range(5)]
    built(preview, Brief(*["#00f"] * 29), *findings, number=3)
    shows(tab, 20, BLUE)
    assert tab.value("document.getElementById('findings').offsetHeight") > 100
    assert abs(tab.value(place) - before) <= 1
    built(preview, Brief(*["#f00"] * 31), number=4)
    shows(tab, 20, RED)
    assert abs(tab.value(place) - before) <= 1
    assert tab.value("window.mine") == "not loaded anew"


def test_pages_are_fetched_only_when_they_come_near(preview: Preview, open_page: Open) -> None:
    brief = Brief(*["#f00"] * 40)
    built(preview, brief)
    tab = open_page()
    shows(tab, 1, RED)
    asked = "performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/page/')).length"
    assert 1 <= tab.value(asked) <= 3
    tab.value("document.getElementById('page-40').scrollIntoView()")
    shows(tab, 40, RED)
    assert tab.value(asked) <= 7
    assert f"/page/{brief.sha}/20.png" not in tab.value(PICTURES)


def test_the_old_picture_stays_until_the_new_one_is_there(
    preview: Preview, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(preview, Brief("#f00"))
    tab = open_page()
    shows(tab, 1, RED)
    board = preview._server.board
    draw, asked, go = board.png, threading.Event(), threading.Event()

    def slowly(page: PageRef, width: int) -> bytes | None:
        asked.set()
        assert go.wait(10)
        return draw(page, width)

    monkeypatch.setattr(board, "png", slowly)
    built(preview, Brief("#0f0"), number=2)
    assert asked.wait(10)
    assert tab.value(COLOUR.format(number=1)) == RED
    assert tab.value("document.querySelector('#page-1').classList.contains('old')") is True
    go.set()
    shows(tab, 1, GREEN)
    assert tab.value("document.querySelector('#page-1').classList.contains('old')") is False


def test_what_is_in_sight_is_drawn_first(preview: Preview, open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    built(preview, Brief(*["#f00"] * 30))
    tab = open_page()
    shows(tab, 1, RED)
    tab.value("document.getElementById('page-20').scrollIntoView(); scrollBy(0, 155)")
    for number in (19, 20, 21):
        shows(tab, number, RED)
    board = preview._server.board
    draw, asked = board.png, []

    def noted(page: PageRef, width: int) -> bytes | None:
        asked.append(page.index + 1)
        return draw(page, width)

    monkeypatch.setattr(board, "png", noted)
    built(preview, Brief(*["#0f0"] * 30), number=2)
    for number in (19, 20, 21):
        shows(tab, number, GREEN)
    assert asked[0] == 20
    assert sorted(asked) == [19, 20, 21]


def test_findings_stand_at_the_top_errors_first_and_vanish_when_mended(preview: Preview, open_page: Open) -> None:
    brief = Brief("#f00")
    built(preview, brief)
    tab = open_page()
    shows(tab, 1, RED)
    built(preview, brief, a_finding("weak", Severity.WARNING), a_finding("wrong", hint="write it so"), number=2)
    tab.until("document.querySelectorAll('#list li').length === 2")
    assert tab.value(MESSAGES) == ["wrong", "weak"]
    first = tab.value("document.querySelector('#list li').innerText")
    assert first.split() == ["error", "NUM001", "unknown-figure", "a.tex:3:4", "wrong", "write", "it", "so"]
    assert tab.value("document.getElementById('jump').textContent") == "1 error, 1 warning"
    assert tab.value(
        "document.getElementById('findings').getBoundingClientRect().bottom"
        " < document.getElementById('pages').getBoundingClientRect().top"
    )
    built(preview, brief, number=3)
    tab.until("!document.getElementById('findings').checkVisibility()")
    assert tab.value("document.body.innerText.includes('wrong')") is False


def test_what_findings_say_is_never_run(preview: Preview, open_page: Open) -> None:
    bad = "<script>window.hit = 1</script><img src=x onerror='window.hit = 1'>"
    found = a_finding(bad, hint=bad, path=bad)
    preview.publish(View(1, "failed", (), (found,), bad), {})
    tab = open_page()
    tab.until("document.querySelectorAll('#list li').length === 1")
    text = tab.value("document.body.innerText")
    assert text.count("<script>window.hit = 1</script>") == 4
    assert tab.value("document.querySelectorAll('#list script, #list img, #bar script, #bar img').length") == 0
    assert tab.value("window.hit === undefined") is True


def test_the_policy_refuses_what_a_mistake_of_ours_could_let_in(preview: Preview, chromium: Chromium) -> None:
    tab = chromium.open(preview.url)
    refused = "(() => {{ try {{ {}; return 'taken'; }} catch (error) {{ return error.name; }} }})()"
    assert tab.value(refused.format("document.body.innerHTML = '<img src=x onerror=1>'")) == "TypeError"
    assert tab.value(refused.format("document.body.setAttribute('onclick', '1')")) == "TypeError"
    elsewhere = "fetch('http://localhost:1/').then(() => 'sent', () => 'refused')"
    assert tab.value(elsewhere) == "refused"
    assert sum("Content Security Policy" in complaint for complaint in tab.complaints()) >= 1
    tab.close()


def test_a_failed_build_keeps_the_last_pages(preview: Preview, open_page: Open) -> None:
    built(preview, Brief("#f00", "#0f0"))
    tab = open_page()
    shows(tab, 1, RED)
    preview.publish(View(2, "building"), {})
    tab.until(f"{STATE} === 'building…'")
    preview.publish(View(2, "failed", (), (a_finding("wrong"),)), {})
    tab.until(f"{STATE} === 'failed: the last good brief is shown'")
    shows(tab, 1, RED)
    shows(tab, 2, GREEN)
    assert tab.value(MESSAGES) == ["wrong"]


def test_pages_come_and_go(preview: Preview, open_page: Open) -> None:
    built(preview, Brief("#f00"))
    tab = open_page(height=2400)
    shows(tab, 1, RED)
    built(preview, Brief("#f00", "#0f0"), number=2)
    shows(tab, 2, GREEN)
    built(preview, Brief("#00f"), number=3)
    shows(tab, 1, BLUE)
    assert tab.value("document.querySelectorAll('.page').length") == 1


def test_a_page_that_cannot_be_shown_says_so(preview: Preview, open_page: Open) -> None:
    preview.publish(View(1, "built", (PageRef("0" * 64, 0),)), {"0" * 64: b"garbage"})
    tab = open_page()
    tab.until("document.getElementById('pages').innerText.includes('This page cannot be shown.')")
    built(preview, Brief("#f00"), number=2)
    shows(tab, 1, RED)


def test_a_quick_preview_is_marked_while_the_full_build_runs(preview: Preview, open_page: Open) -> None:
    full, part = Brief("#f00", "#f00"), Brief("#0f0")
    pages = (full.pages[0], part.pages[0])
    preview.publish(View(1, "building", pages, provisional=frozenset({1})), full.pdfs | part.pdfs)
    tab = open_page(height=2400)
    shows(tab, 1, RED)
    shows(tab, 2, GREEN)
    marked = "[...document.querySelectorAll('.mark')].map((mark) => mark.checkVisibility())"
    assert tab.value(marked) == [False, True]
    built(preview, Brief("#f00", "#00f"), number=2)
    shows(tab, 2, BLUE)
    assert tab.value(marked) == [False, False]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_on_a_phone_pages_are_as_wide_as_the_screen_and_as_sharp(
    preview: Preview, open_page: Open, scale: float
) -> None:
    built(preview, Brief("#f00"), a_finding("x" * 300, path="a/very/long/path" * 20))
    tab = open_page(width=360, height=740, scale=scale)
    shows(tab, 1, RED)
    left, right, pixels, ratio = tab.value(
        "(() => { const image = document.querySelector('img'), box = image.getBoundingClientRect();"
        " return [box.left, box.right, image.naturalWidth, box.height / box.width]; })()"
    )
    assert (left, right) == (8, 352)
    assert abs(pixels - 344 * scale) <= 1
    assert abs(ratio - 595 / 420) < 0.01
    assert tab.value("document.documentElement.scrollWidth") == 360


def test_a_resized_window_gets_pictures_of_its_width(preview: Preview, open_page: Open) -> None:
    built(preview, Brief("#f00"))
    tab = open_page(width=500)
    tab.until("document.querySelector('img')?.naturalWidth > 450")
    size = {"width": 1200, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    tab.ask("Emulation.setDeviceMetricsOverride", **size)
    tab.until("Math.abs(document.querySelector('img').naturalWidth - 864) <= 1")


def test_the_page_says_when_the_server_is_gone_and_comes_back_with_it(chromium: Chromium) -> None:
    first = Preview.start()
    built(first, Brief("#f00"))
    tab = chromium.open(first.url)
    shows(tab, 1, RED)
    first.close()
    tab.until(f"{STATE}.startsWith('the preview does not answer')")
    shows(tab, 1, RED)
    with Preview.start(urlsplit(first.url).port or 0) as again:
        built(again, Brief("#0f0"))
        tab.until(f"{STATE} === 'built in 0.6 s, 1 page'")
        shows(tab, 1, GREEN)
    tab.close()


def test_the_state_is_read_aloud_and_findings_are_reached_by_keyboard(preview: Preview, open_page: Open) -> None:
    built(preview, Brief("#f00"), a_finding("wrong"))
    tab = open_page()
    shows(tab, 1, RED)
    assert tab.value("document.getElementById('state').closest('[role=status]').ariaLive") == "polite"
    reached = []
    for _ in range(3):
        tab.press("Tab", 9)
        reached.append(tab.value("document.activeElement.id"))
    assert reached == ["jump", "heading", "list"]
    tab.value("document.getElementById('heading').focus()")
    tab.press("Enter", 13, "\r")
    tab.until("!document.getElementById('list').checkVisibility()")
    built(preview, Brief("#0f0"), a_finding("wrong too"), number=2)
    shows(tab, 1, GREEN)
    assert tab.value("document.getElementById('findings').open") is False


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_both_modes(preview: Preview, open_page: Open, scheme: str) -> None:
    found = (a_finding("wrong", hint="so"), a_finding("weak", Severity.WARNING, hint="so"))
    preview.publish(View(1, "failed", (), found, "words"), {})
    tab = open_page(scheme=scheme)
    tab.until("document.querySelectorAll('#list li').length === 2")

    def luminance(text: str) -> float:
        channels = [int(part) / 255 for part in text[text.index("(") + 1 : -1].split(",")[:3]]
        red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    style = "getComputedStyle(document.querySelector('{}')).{}"
    ground = luminance(tab.value(style.format("#findings", "backgroundColor")))
    assert (ground > 0.5) is (scheme == "light")
    for name in ("#state", "#message", "#jump", ".error .severity", ".warning .severity", ".place", ".hint", ".code"):
        ink = luminance(tab.value(style.format(name, "color")))
        assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5, name


def test_no_browser_outlives_a_test_that_is_killed(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from chromium import Chromium\n"
        "browser = Chromium(Path(sys.argv[1])); browser.ask('Browser.getVersion')\n"
        "print(browser._process.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", script, str(tmp_path / "profile")]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    group = int(done.stdout)
    end = time.monotonic() + 15
    try:
        while time.monotonic() < end:
            os.killpg(group, 0)
            time.sleep(0.05)
        os.killpg(group, signal.SIGKILL)
        pytest.fail("Chromium lives on")
    except ProcessLookupError:
        pass
