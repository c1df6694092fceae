"""``reportgen watch`` as people run it."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from chromium import Chromium

pytestmark = pytest.mark.tex
CHAPTER = "templates/chapters/bridges.tex.j2"
SECONDS = 60.0


class Watching:
    """A running watch, and what it says line by line."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "reportgen", "watch", "--project", str(folder), "--no-open", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as said:
            for line in said:
                self._lines.put(line.rstrip())

    def until(self, begins: str) -> list[str]:
        """Wait for a line that begins so; give all lines up to it."""
        said: list[str] = []
        end = time.monotonic() + SECONDS
        while not said or not said[-1].startswith(begins):
            try:
                said.append(self._lines.get(timeout=max(0.01, end - time.monotonic())))
            except queue.Empty:
                pytest.fail(f"no line {begins!r}, but {said}")
        return said

    def change(self, path: str, old: str, new: str) -> None:
        """Save a file as editors do: write it beside its place, then give it its name."""
        text = (self.folder / path).read_text("utf-8")
        assert old in text
        beside = self.folder / f"{path}.new"
        beside.write_text(text.replace(old, new), "utf-8")
        beside.replace(self.folder / path)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)


Start = Callable[..., Watching]


@pytest.fixture
def start(rivers: Path) -> Iterator[Start]:
    running: list[Watching] = []

    def begin(*options: str) -> Watching:
        running.append(Watching(rivers, *options))
        return running[-1]

    yield begin
    for one in running:
        one.end()


def children(pid: int) -> list[int]:
    """Return what a process has started, by any of its threads."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for children in lists for child in children.read_text("ascii").split()]


def test_it_builds_on_every_save_and_keeps_the_last_good_brief(start: Start, rivers: Path) -> None:
    watching = start("--no-preview")
    assert watching.until("built in ")[0].startswith("watching ")
    first = (rivers / "build/brief.pdf").read_bytes()
    watching.change(CHAPTER, "The Old Bridge", "So the Old Bridge")
    watching.until("built in ")
    second = (rivers / "build/brief.pdf").read_bytes()
    assert second != first
    watching.change(CHAPTER, 'cite("guide-old")', 'cite("guide-odl")')
    said = watching.until("not built in ")
    assert any(f"{CHAPTER}:1:62: error CIT001" in line for line in said), said
    assert "1 error" in said[-1]
    assert (rivers / "build/brief.pdf").read_bytes() == second
    watching.change(CHAPTER, 'cite("guide-odl")', 'cite("guide-old")')
    assert "nothing changed" in watching.until("built in ")[-1]
    watching.change(CHAPTER, "So the Old Bridge", "The Old Bridge")
    watching.until("built in ")
    assert (rivers / "build/brief.pdf").read_bytes() == first


def test_a_file_that_comes_later_is_noticed(start: Start, rivers: Path) -> None:
    (rivers / "data/rivers.csv").rename(rivers / "data/away.csv")
    watching = start("--no-preview")
    assert any("DAT001" in line for line in watching.until("not built in "))
    (rivers / "data/away.csv").rename(rivers / "data/rivers.csv")
    watching.until("built in ")


def test_an_interrupt_ends_it_and_all_that_it_started(start: Start) -> None:
    watching = start()
    watching.until("built in ")
    started = children(watching.process.pid)
    assert started
    assert watching.interrupt() == 0
    assert watching.until("stopped")
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def view(url: str) -> Any:
    with urllib.request.urlopen(f"{url}view.json") as answer:
        return json.load(answer)


def lengthen(rivers: Path) -> None:
    """Give the project so much text that TeX takes a while."""
    chapter = '[[chapters]]\nid = "long"\ntitle = "Long"\ntemplate = "templates/long.tex.j2"\n\n[units]'
    settings = (rivers / "report.toml").read_text("utf-8").replace("[units]", chapter)
    (rivers / "report.toml").write_text(settings, "utf-8")
    paragraphs = ["It is said again and again " + "and again " * 90 + r'\VAR{ cite("guide-old") }.'] * 250
    (rivers / "templates/long.tex.j2").write_text("\n\n".join(paragraphs), "utf-8")


def test_changed_pages_are_shown_before_the_whole_is_set(start: Start, rivers: Path) -> None:
    lengthen(rivers)
    watching = start()
    url = watching.until("preview: ")[-1].split()[1]
    watching.until("built in ")
    before = view(url)
    assert not any(page["provisional"] for page in before["pages"])
    watching.change(CHAPTER, "The Old Bridge", "So the Old Bridge")
    seen: list[Any] = []
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        now = view(url)
        if now["version"] != before["version"] and now not in seen:
            seen.append(now)
        if now["number"] > before["number"] and now["state"] == "built":
            break
        time.sleep(0.002)
    early = [now for now in seen if any(page["provisional"] for page in now["pages"])]
    assert early, [now["state"] for now in seen]
    changed = [page["provisional"] for page in early[0]["pages"]]
    assert not changed[0], "the cover did not change"
    assert not any(page["provisional"] for page in seen[-1]["pages"])


@pytest.mark.browser
def test_the_browser_shows_findings_and_then_the_mended_brief(start: Start, tmp_path: Path) -> None:
    watching = start()
    url = watching.until("preview: ")[-1].split()[1]
    watching.until("built in ")
    browser = Chromium(tmp_path / "profile")
    try:
        tab = browser.open(url)
        tab.until("document.getElementById('state').textContent.startsWith('built in')")
        tab.value("window.mine = 1")
        watching.change(CHAPTER, 'cite("guide-old")', 'cite("guide-odl")')
        tab.until("document.getElementById('list').textContent.includes('CIT001')")
        assert tab.value("document.getElementById('state').textContent") == "failed: the last good brief is shown"
        assert tab.value("document.querySelectorAll('.sheet').length") == len(view(url)["pages"]) > 3
        watching.change(CHAPTER, 'cite("guide-odl")', 'cite("guide-old")')
        tab.until("document.getElementById('state').textContent.startsWith('built in')")
        tab.until("!document.getElementById('list').textContent.includes('CIT001')")
        assert tab.value("window.mine") == 1
    finally:
        browser.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("The Old Bridge is 93 metres long. The Old Bridge", "NUM005"),
        ("Nobody ever saw a finer bridge than that.\n\nThe Old Bridge", "STM001"),
    ],
)
def test_findings_stay_until_a_build_has_ended_well(start: Start, tmp_path: Path, wrong: str, code: str) -> None:
    """A quick preview, which takes longer than the checks, once put "building…" over what they had found."""
    watching = start()
    url = watching.until("preview: ")[-1].split()[1]
    watching.until("built in ")
    browser = Chromium(tmp_path / "profile")
    state, listed = "document.getElementById('state').textContent", "document.getElementById('list').textContent"
    try:
        tab = browser.open(url)
        tab.until(f"{state}.startsWith('built in')")
        watching.change(CHAPTER, "The Old Bridge", wrong)
        watching.until("not built in ")
        tab.until(f"{listed}.includes('{code}')")
        end = time.monotonic() + 5
        while time.monotonic() < end:
            assert tab.value(state) == "failed: the last good brief is shown"
            assert code in tab.value(listed)
            time.sleep(0.05)
        # While the next build is at work, what the last one found is still there.
        tab.value(
            f"window.without = 0; new MutationObserver(() => {{ if ({state} === 'building…' && !{listed}) "
            "window.without += 1; }).observe(document.body, { subtree: true, childList: true })"
        )
        watching.change(CHAPTER, "The Old Bridge", "So the Old Bridge")
        watching.until("not built in ")
        watching.change(CHAPTER, wrong.replace("The Old", "So the Old"), "The Old Bridge")
        tab.until(f"{state}.startsWith('built in')")
        tab.until(f"!{listed}.includes('{code}')")
        assert tab.value("window.without") == 0
    finally:
        browser.close()
