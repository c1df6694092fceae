"""``reportgen ledger``: what it prints of what the pipeline gives it, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.said import said
from reportgen import pipeline


def test_without_a_ledger_a_build_is_asked_for(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, "ledger", "--as", "prov-json", "--project", rivers)
    assert (status, out) == (2, "")
    assert err == "no build/ledger.json of this version; run: reportgen build\n"


@pytest.mark.parametrize("form", ["web-annotation", "prov-json"])
def test_a_ledger_is_printed_in_the_form_that_is_asked_for(
    rivers: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(pipeline, "export", lambda folder, as_form: f"{folder.name}\n{as_form}")
    assert said(capsys, "ledger", "--as", form, "--project", rivers) == (0, f"rivers\n{form}\n", "")
