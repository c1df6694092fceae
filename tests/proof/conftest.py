from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.proof.model import Opened
from reportgen.proof.read import read


@pytest.fixture(scope="session")
def brief(built_features: Path) -> bytes:
    """The PDF of its first volume."""
    return (built_features / "build" / "brief.pdf").read_bytes()


@pytest.fixture(scope="session")
def opened(brief: bytes) -> Opened:
    """What that PDF holds."""
    return read(brief)
