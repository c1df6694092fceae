"""What brackets put into quotations."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from reportgen.checks.model import Statement
from reportgen.checks.wording.brackets import check_brackets
from reportgen.checks.wording.model import QuotedPassage
from reportgen.findings.model import Location
from reportgen.language.english.wording.model import ParsedText

PASSAGE = ParsedText("The mayor of Ahr said that it was a gross waste of money, and could wait a year.")


def found(text: str) -> list[str]:
    quoted = cast(
        "QuotedPassage",
        SimpleNamespace(evidence="guide", beside=PASSAGE, around=lambda place: PASSAGE.text),
    )
    statement = cast("Statement", SimpleNamespace(text=text, location=Location("a.tex", 1)))
    variants = {"ahr": frozenset({"ahrburg"})}
    return [objection.finding.code for objection in check_brackets(statement, [quoted], variants)]


@pytest.mark.parametrize(
    "text",
    [
        "He saw “a [minor] waste of money” in it.",
        "The bridge “[the vicar said] was a gross waste of money”.",
        "It “could [not] wait a year”, he said.",
    ],
)
def test_words_of_ones_own_and_denials_are_told(text: str) -> None:
    assert found(text) == ["WRD017"]


@pytest.mark.parametrize(
    "text",
    [
        "“[The mayor] said that it was a gross waste of money.”",
        "“[Ahrburg] said that it was a gross waste of money.”",
        "“[I]t was a gross waste[s] of money […] and could wait.”",
        "“It was a gross waste [sic] of money [emphasis added].”",
        "“[It] was a gross waste of money.”",
        "It was a [minor] waste of money.",
        "It was “a gross waste of money” [by his account].",
    ],
)
def test_names_of_the_source_letters_and_notes_are_none(text: str) -> None:
    assert found(text) == []
