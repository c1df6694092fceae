"""Caveats of figures are printed wherever these are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportgen import pipeline

CHAPTER = "templates/chapters/bridges.tex.j2"


def codes(rivers: Path, chapter: str, note: str = "") -> list[tuple[str, int]]:
    package = json.loads((rivers / "data/datapackage.json").read_text("utf-8"))
    figures = next(each for each in package["resources"] if each["name"] == "figures")
    figures["schema"]["fields"].append({"name": "caveat", "type": "string"})
    (rivers / "data/datapackage.json").write_text(json.dumps(package), "utf-8")
    lines = (rivers / "data/figures.csv").read_text("utf-8").splitlines()
    caveats = {"id": "caveat", "cost-old": "without the price of its land"}
    rows = [f"{line},{caveats.get(line.partition(',')[0], '')}" for line in lines]
    (rivers / "data/figures.csv").write_text("\n".join(rows) + "\n", "utf-8")
    toml = (rivers / "report.toml").read_text("utf-8")
    if note:
        toml = toml.replace('title = "What bridges cost"', f'title = "What bridges cost"\nnote = "{note}"')
    (rivers / "report.toml").write_text(toml, "utf-8")
    (rivers / CHAPTER).write_text(chapter + "\n", "utf-8")
    found = pipeline.check(rivers, lambda _: None).findings
    return [(f.code, f.location.line or 0) for f in found if f.code == "NUM026"]


COST = '\\VAR{ figure("cost-old") }\\VAR{ cite("guide-old") }'


@pytest.mark.parametrize(
    ("chapter", "told"),
    [
        (f"It cost {COST}.", True),
        (f"It cost {COST}, the price of the land left out.", False),
        (f'It cost {COST}. The price of land is not in it\\VAR{{ cite("guide-old") }}.', False),
        (
            'The new one cost about \\VAR{ ratio("cost-new", "cost-old") } times as much\\VAR{ cite("guide-new") }.',
            True,
        ),
        ('The new one cost \\VAR{ figure("cost-new") }\\VAR{ cite("guide-new") }.', False),
        ('It cost \\VAR{ value("cost-old", "value") } million\\VAR{ cite("guide-old") }.', True),
    ],
)
def test_a_sentence_says_the_caveat_of_its_numbers(rivers: Path, chapter: str, told: bool) -> None:
    assert codes(rivers, chapter) == ([("NUM026", 1)] if told else [])


@pytest.mark.parametrize(("note", "told"), [("", True), ("Without the price of land.", False)])
def test_an_exhibit_says_the_caveats_of_its_rows(rivers: Path, note: str, told: bool) -> None:
    assert codes(rivers, '\\VAR{ chart("costs") }', note) == ([("NUM026", 1)] if told else [])
