from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from webpage.making import Page, made


@pytest.fixture(scope="session")
def rivers_page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The page of the small project: not to be changed."""
    project = Path(__file__).parents[1] / "projects/rivers"
    return made(Path(shutil.copytree(project, tmp_path_factory.mktemp("page") / "rivers")))
