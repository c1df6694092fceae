from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest

# A run in the background ignores signals, and what it starts would do so too.
for _number, _handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGTERM, signal.SIG_DFL)):
    signal.signal(_number, _handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

PROJECTS = Path(__file__).parent / "projects"


@pytest.fixture
def rivers(tmp_path: Path) -> Path:
    """A small sound project of one chapter, two exhibits and three tables, to be changed at will."""
    return Path(shutil.copytree(PROJECTS / "rivers", tmp_path / "rivers", ignore=shutil.ignore_patterns("build")))
