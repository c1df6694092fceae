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
    ],
)
def test_what_reads_otherwise_is_an_error(rivers: Path, sentence: str) -> None:
    assert errors(rivers, sentence) & {"NUM003", "NUM009"}
