from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from word.making import made
from word.reading import WordFile


@pytest.fixture(scope="session", params=[0, 1], ids=["notes", "author-date"])
def features_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> WordFile:
    """The Word file of a volume that places all that templates can place: not to be changed."""
    project = Path(__file__).parents[1] / "projects/features"
    return WordFile(
        made(Path(shutil.copytree(project, tmp_path_factory.mktemp("word") / "features")), number=request.param)
    )
