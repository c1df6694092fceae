"""``reportgen verify``: what it prints of what the pipeline gives it, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.said import said
from reportgen import pipeline
from reportgen.build_record.verify import Verified
from reportgen.findings.model import Diagnostic, Location, Outcome
from reportgen.findings.rules import finding

CHANGED = finding("BUN004", Location("data/a.csv"), "it changed since")
ALTERED = finding("BUN001", Location("build/brief.pdf"), "it is not what was built")


@pytest.mark.parametrize(
    ("findings", "status", "counted"),
    [((), 0, "no findings"), ((CHANGED,), 0, "1 warning"), ((ALTERED, CHANGED), 1, "1 error, 1 warning")],
)
def test_a_verification_fails_for_errors_alone_and_counts_what_it_looked_at(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    findings: tuple[Diagnostic, ...],
    status: int,
    counted: str,
) -> None:
    looked = Outcome(Verified(outputs=2, inputs=1, tools=3), findings)
    monkeypatch.setattr(pipeline, "verify", lambda _: looked)
    found, out, err = said(capsys, "verify", tmp_path)
    assert found == status
    assert out.splitlines()[-1] == f"2 outputs, 1 input, 3 tools looked at; {counted}"
    assert all(any(f.code in line for line in err.splitlines()) for f in findings)
