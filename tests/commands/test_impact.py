"""``reportgen impact``: what hangs on something as text or JSON, and what keeps it from being said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from commands.said import said
from reportgen import pipeline
from reportgen.findings.model import Location, Outcome
from reportgen.findings.rules import finding
from reportgen.pipeline.model import ImpactReport

WRONG = finding("DAT001", Location("data/a.csv"), "it is not there")


@pytest.fixture
def gives(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The outcome of the verb, and what it was asked."""
    seen: dict[str, Any] = {"outcome": Outcome(ImpactReport(True, "text\nof it", '{"of": "it"}'))}

    def impact(_folder: Path, **asked: Any) -> Any:
        seen["asked"] = (asked["what"], asked["value"], asked["column"])
        return seen["outcome"]

    monkeypatch.setattr(pipeline, "impact", impact)
    return seen


@pytest.mark.parametrize(("option", "told"), [((), "text\nof it\n"), (("--json",), '{"of": "it"}\n')])
def test_what_hangs_on_it_is_printed(
    rivers: Path, capsys: pytest.CaptureFixture[str], gives: dict[str, Any], option: tuple[str, ...], told: str
) -> None:
    assert said(capsys, "impact", "guide", *option, "--project", rivers) == (0, told, "")
    assert gives["asked"] == ("guide", None, "value")


def test_another_value_and_its_column_are_handed_on(
    rivers: Path, capsys: pytest.CaptureFixture[str], gives: dict[str, Any]
) -> None:
    said(capsys, "impact", "old", "--column", "opened", "--if", "1861", "--project", rivers)
    assert gives["asked"] == ("old", "1861", "opened")


@pytest.mark.parametrize(
    ("outcome", "status", "told"),
    [
        (
            Outcome(ImpactReport(nearest='did you mean "guide"?')),
            1,
            'nothing is called "giude"; did you mean "guide"?\n',
        ),
        (Outcome(ImpactReport(True, refused="it is no number")), 2, "--if cannot be tried: it is no number\n"),
    ],
)
def test_what_cannot_be_said(
    rivers: Path,
    capsys: pytest.CaptureFixture[str],
    gives: dict[str, Any],
    outcome: Outcome[ImpactReport],
    status: int,
    told: str,
) -> None:
    gives["outcome"] = outcome
    assert said(capsys, "impact", "giude", "--project", rivers) == (status, "", told)


def test_errors_come_first(rivers: Path, capsys: pytest.CaptureFixture[str], gives: dict[str, Any]) -> None:
    gives["outcome"] = Outcome(None, (WRONG,))
    status, out, err = said(capsys, "impact", "guide", "--project", rivers)
    assert (status, out) == (1, "")
    assert "DAT001" in err.splitlines()[0]
    assert err.splitlines()[-1] == "what hangs on it cannot be said before these are mended"
