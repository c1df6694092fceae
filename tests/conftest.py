from __future__ import annotations

import shutil
from pathlib import Path

import pytest

PROJECTS = Path(__file__).parent / "projects"


@pytest.fixture
def rivers(tmp_path: Path) -> Path:
    """A small sound project of one chapter, two exhibits and three tables, to be changed at will."""
    return Path(shutil.copytree(PROJECTS / "rivers", tmp_path / "rivers", ignore=shutil.ignore_patterns("build")))
