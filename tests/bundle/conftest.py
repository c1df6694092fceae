from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen import pipeline
from trials.tamper_bundles import Files, held


@pytest.fixture(scope="session")
def bundle(built_features: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of all that templates can place: not to be changed. The project that it is of lies above it."""
    folder = Path(shutil.copytree(built_features, tmp_path_factory.mktemp("bundled") / "features"))
    outcome = pipeline.bundle(folder, lambda _: None)
    assert outcome.findings == ()
    assert outcome.value is not None
    return folder / outcome.value.path


@pytest.fixture
def files(bundle: Path) -> Files:
    """What it holds, to be changed."""
    return held(bundle.read_bytes())
