from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.proof.model import Opened
from reportgen.proof.read import read

FEATURES = Path(__file__).parents[1] / "projects" / "features"


@pytest.fixture(scope="session")
def built_features(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of all that templates can place, built once: not to be changed."""
    folder = Path(shutil.copytree(FEATURES, tmp_path_factory.mktemp("features") / "features"))
    outcome = pipeline.build(folder, lambda _: None)
    assert outcome.findings == ()
    return folder


@pytest.fixture(scope="session")
def brief(built_features: Path) -> bytes:
    """The PDF of its first volume."""
    return (built_features / "build" / "brief.pdf").read_bytes()


@pytest.fixture(scope="session")
def opened(brief: bytes) -> Opened:
    """What that PDF holds."""
    return read(brief)
