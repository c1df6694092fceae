from __future__ import annotations

import atexit
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from chromium import Chromium
from reportgen import pipeline
from reportgen.system.process import protection
from reportgen.typeset.doctor import link_programs

# A run in the background ignores signals, and what it starts would do so too.
for _number, _handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGTERM, signal.SIG_DFL)):
    signal.signal(_number, _handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

# Without bytecode each process that runs tests, and each that a test starts, would compile all modules anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# One of several processes that run tests (pytest-xdist) has all this of the one that started it.
if "PYTEST_XDIST_WORKER" not in os.environ:
    _folder = Path(tempfile.mkdtemp(prefix="reportgen-tests-"))
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    for _name in ("programs", "state", "cache"):
        (_folder / _name).mkdir()
    # A program that somebody has by chance shall not hide that a set-up by README.md lacks it.
    if link_programs("test", _folder / "programs"):
        os.environ["PATH"] = str(_folder / "programs")
    # The key of the cache lies in the user's home folder; tests, and what they start, have one of their own.
    os.environ["XDG_STATE_HOME"] = str(_folder / "state")

SHARED_CACHE = Path(os.environ["XDG_STATE_HOME"]).with_name("cache")
PROJECTS = Path(__file__).parent / "projects"

SLOW = frozenset(Path(__file__).with_name("slow.txt").read_text("utf-8").split())
"""Tests that take over 0.25 s, as CONTRIBUTING.md says how to list them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, so that ``make test-fast`` leaves it out."""
    for item in items:
        marked = any(item.get_closest_marker(name) for name in ("tex", "mutation", "browser"))
        if marked or item.nodeid.partition("[")[0] in SLOW:
            item.add_marker(pytest.mark.slow)


def pytest_report_header() -> list[str]:
    """Say which protection the tests run under: a machine may permit less than is installed."""
    return [f"programs: {os.environ['PATH']}", f"sandbox: {protection()['sandbox']}"]


@pytest.fixture
def rivers(tmp_path: Path) -> Path:
    """A small sound project of one chapter, two exhibits and three tables, to be changed at will."""
    return copied_rivers(tmp_path)


def copied_rivers(folder: Path) -> Path:
    return Path(shutil.copytree(PROJECTS / "rivers", folder / "rivers", ignore=shutil.ignore_patterns("build")))


@pytest.fixture(scope="session")
def built_rivers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, built once for all tests that look at its output or begin with a copy: not to be changed."""
    folder = copied_rivers(tmp_path_factory.mktemp("built"))
    outcome = pipeline.build(folder, lambda _: None)
    assert outcome.findings == ()
    assert outcome.value is not None
    return folder


@pytest.fixture(scope="session")
def built_features(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of all that templates can place, built once: not to be changed."""
    folder = Path(shutil.copytree(PROJECTS / "features", tmp_path_factory.mktemp("features") / "features"))
    outcome = pipeline.build(folder, lambda _: None)
    assert outcome.findings == ()
    return folder


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """A browser for all tests that open pages; each opens tabs of its own, and closes them."""
    browser = Chromium(tmp_path_factory.mktemp("chromium") / "profile")
    try:
        yield browser
    finally:
        browser.close()


@pytest.fixture
def shared_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep results in one cache for all tests of a run that ask for it, so that TeX loads the same preamble once.

    It is for tests of what comes of a project: not for those of what is done again, or of what is done without TeX.
    """
    monkeypatch.setenv("REPORTGEN_CACHE", str(SHARED_CACHE))
