"""``reportgen approve``: what is named, what is shown before it is recorded, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import pytest

from commands.said import said
from reportgen import pipeline
from reportgen.findings.model import Location, Outcome
from reportgen.findings.rules import finding
from reportgen.pipeline.model import Approved

WRONG = finding("NUM001", Location("a.tex.j2", 1), "no figure")


@pytest.fixture
def verb(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stand in for the verb: ``gives`` is its outcome, ``shows`` what it asks about; it notes who asked for what."""
    seen: dict[str, Any] = {"gives": Outcome(Approved(("dear",), 1, "Ada", "2020-02-29")), "shows": ["dear: so"]}

    def approve(
        folder: Path,
        say: Callable[[str], None],
        texts: Sequence[Path],
        names: Collection[str],
        reader: str,
        agree: Callable[[Sequence[str]], bool],
    ) -> Outcome[Approved]:
        seen.update(folder=folder, names=list(names), reader=reader, agreed=agree(seen["shows"]))
        return seen["gives"]  # type: ignore[no-any-return]

    monkeypatch.setattr(pipeline, "approve", approve)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    return seen


@pytest.mark.parametrize("given", [(), ("dear", "--all")])
def test_either_names_or_all_are_asked_for(
    rivers: Path, capsys: pytest.CaptureFixture[str], verb: dict[str, Any], given: tuple[str, ...]
) -> None:
    status, out, err = said(capsys, "approve", *given, "--project", rivers)
    assert (status, out, err) == (2, "", "name the analyses and changes to approve, or say --all\n")
    assert "names" not in verb


def test_what_is_approved_is_shown_then_counted_with_reader_and_day(
    rivers: Path, capsys: pytest.CaptureFixture[str], verb: dict[str, Any]
) -> None:
    status, out, err = said(capsys, "approve", "dear", "--reader", "Ada", "--project", rivers)
    assert (status, out, err) == (0, "dear: so\napproved by Ada on 2020-02-29: 1 thing: dear\n", "")
    assert (verb["folder"], verb["names"], verb["reader"], verb["agreed"]) == (rivers, ["dear"], "Ada", True)


@pytest.mark.parametrize(("answer", "agreed"), [("y", True), ("yes ", True), ("n", False), ("", False)])
def test_a_person_at_a_terminal_is_asked(
    rivers: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    verb: dict[str, Any],
    answer: str,
    agreed: bool,
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    verb["gives"] = Outcome(Approved(("dear",), int(agreed), "Ada", "2020-02-29"))
    status, out, _ = said(capsys, "approve", "--all", "--project", rivers)
    assert verb["agreed"] is agreed
    assert status == (0 if agreed else 1)
    assert out.splitlines()[-1] == (
        "approved by Ada on 2020-02-29: 1 thing" if agreed else "not approved: nothing was recorded"
    )


def test_a_name_that_nothing_has_is_wrong_usage_with_what_may_be_meant(
    rivers: Path, capsys: pytest.CaptureFixture[str], verb: dict[str, Any]
) -> None:
    verb.update(gives=Outcome(Approved(("dear",))), shows=[])
    status, out, err = said(capsys, "approve", "daer", "--project", rivers)
    assert (status, out) == (2, "")
    assert err == 'no analysis "daer", and nothing of that name has changed; did you mean "dear"?\n'


def test_that_nothing_is_left_is_well(rivers: Path, capsys: pytest.CaptureFixture[str], verb: dict[str, Any]) -> None:
    verb.update(gives=Outcome(Approved(())))
    verb["shows"] = []
    assert said(capsys, "approve", "--all", "--project", rivers) == (0, "nothing is left to approve\n", "")


def test_errors_are_told_and_nothing_is_said_to_be_approved(
    rivers: Path, capsys: pytest.CaptureFixture[str], verb: dict[str, Any]
) -> None:
    verb.update(gives=Outcome(Approved(), (WRONG,)), shows=[])
    status, out, err = said(capsys, "approve", "--all", "--project", rivers)
    assert (status, out) == (1, "")
    assert "NUM001" in err
