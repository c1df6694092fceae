from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def results_are_kept(shared_cache: None) -> None:
    """Most cases change a word of a project whose data and texts stay: these are read once."""
