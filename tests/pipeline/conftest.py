from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def no_texts_of_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the variables of the run name would be read too."""
    for name in ("REPORTGEN_TEXTS", "REPORTGEN_CACHE", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
