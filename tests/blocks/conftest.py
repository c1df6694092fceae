from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from blocks.making import Text, text_of


@pytest.fixture(scope="session")
def rivers_text(tmp_path_factory: pytest.TempPathFactory) -> Text:
    """The text of the small project: not to be changed."""
    project = Path(__file__).parents[1] / "projects/rivers"
    return text_of(Path(shutil.copytree(project, tmp_path_factory.mktemp("text") / "rivers")), charts=False)
