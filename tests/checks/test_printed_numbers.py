"""What is written around a call makes another number of it, or says what its passage does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.findings.model import Severity

CHAPTER = "templates/chapters/bridges.tex.j2"
CITED = '\\VAR{ cite("guide-old") }.\n'


def errors(folder: Path, sentence: str) -> set[str]:
    with (folder / CHAPTER).open("a", encoding="utf-8") as file:
        file.write("\n" + sentence + CITED)
    found = pipeline.check(folder, lambda _: None).findings
    return {f.code for f in found if f.severity is Severity.ERROR}


@pytest.mark.parametrize(
    "sentence",
    [
        r'It cost \VAR{ figure("cost-old") }',
        r'It is \VAR{ value("old", "length") } metres long',
        r'It is \VAR{ value("old", "length") } long',
        r'The cost grew by \VAR{ growth("cost-old", "cost-new") }',
        r'It cost from \VAR{ figure("cost-old") } on',
        r'The cost fell by \VAR{ growth("cost-new", "cost-old") | abs }',
        r'The cost grew by \VAR{ growth("cost-old", "cost-new") | abs }',
        r'The cost is \VAR{ growth("cost-new", "cost-old") | abs } below the other',
        r'The cost rose by \VAR{ growth("cost-old", "cost-new", annual=True) | abs } a year',
        r'The change was \VAR{ growth("cost-new", "cost-old") }',
        r'The growth was \VAR{ growth("cost-new", "cost-old") }',
        r'There was a growth of the cost of \VAR{ growth("cost-new", "cost-old") }',
        r'It fell by \VAR{ difference("cost-old", "cost-new") | abs }',
        r'It rose by \VAR{ difference("cost-old", "cost-new") | abs }',
    ],
)
def test_what_reads_as_its_row_says(rivers: Path, sentence: str) -> None:
    assert errors(rivers, sentence) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        r'It cost \VAR{ figure("cost-old") } billion',
        r'It cost minus \VAR{ figure("cost-old") }',
        r'It cost \VAR{ figure("cost-old", unit=False) } euros',
        r'It is \VAR{ value("old", "length") } feet long',
        r'It is \VAR{ value("old", "length") } per cent of it',
        r'The cost fell by \VAR{ growth("cost-old", "cost-new") }',
        r'The cost rose by \VAR{ growth("cost-new", "cost-old") }',
        r'The cost fell by \VAR{ growth("cost-new", "cost-old") }',
        r'The cost fell by \VAR{ growth("cost-old", "cost-new") | abs }',
        r'The cost rose by \VAR{ growth("cost-new", "cost-old") | abs }',
        r'The change was \VAR{ growth("cost-new", "cost-old") | abs }',
        r'The growth was \VAR{ growth("cost-new", "cost-old") | abs }',
        r'The growth of the cost rose by \VAR{ growth("cost-new", "cost-old") }',
        r'The cost fell by \VAR{ growth("cost-old", "cost-new", annual=True) | abs } a year',
        r'It fell by \VAR{ difference("cost-old", "cost-new") }',
        r'It rose by \VAR{ difference("cost-old", "cost-new") }',
    ],
)
def test_what_reads_otherwise_is_an_error(rivers: Path, sentence: str) -> None:
    assert errors(rivers, sentence) & {"NUM003", "NUM009"}


def test_a_yearly_fall_is_told_as_one(rivers: Path) -> None:
    path = rivers / "data/figures.csv"
    path.write_text(path.read_text("utf-8").replace("old,1851,", "old,2009,"), "utf-8")
    call = 'growth("cost-new", "cost-old", annual=True) | abs'
    assert "NUM009" not in errors(rivers, rf"The cost fell by \VAR{{ {call} }} a year")
    assert "NUM009" in errors(rivers, rf"The cost rose by \VAR{{ {call} }} a year")


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [("Die Kosten sanken um {}", True), ("Die Kosten stiegen um {}", False), ("Die Veränderung war {}", False)],
)
def test_a_fall_without_its_sign_in_another_language(rivers: Path, sentence: str, holds: bool) -> None:
    path = rivers / "report.toml"
    path.write_text('language = "de"\n' + path.read_text("utf-8"), "utf-8")
    call = r'\VAR{ growth("cost-new", "cost-old") | abs }'
    assert ("NUM009" in errors(rivers, sentence.format(call))) is not holds
