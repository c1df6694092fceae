"""Limits of what is read of a PDF, in the process itself."""

from __future__ import annotations

import io
import json
import sys

import pytest

from reportgen.proof import serve

pytestmark = pytest.mark.tex


def answer(content: bytes, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": io.BytesIO(content)}))
    monkeypatch.setattr(sys, "stdout", type("Out", (), {"buffer": written}))
    serve.serve()
    said: dict[str, object] = json.loads(written.getvalue())
    return said


def test_what_it_holds_is_told(brief: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    said = answer(brief, monkeypatch)
    assert said["active"] == []
    assert isinstance(said["pages"], list)
    assert len(said["pages"]) == 2


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ("MOST_PAGES", "it has more than 1 pages"),
        ("MOST_FILES", "it carries more than 1 files"),
        ("MOST_BYTES", "it carries more than 0 MB"),
        ("MOST_LETTERS", "it has more than 0 million letters"),
    ],
)
def test_what_is_beyond_a_limit_is_told(brief: bytes, limit: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, limit, 1)
    assert answer(brief, monkeypatch) == {"reason": reason}
