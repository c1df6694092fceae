from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen import pipeline

TITLE = 'title = "What bridges cost"'
CHAPTER = "templates/chapters/bridges.tex.j2"
COST = r'\VAR{ figure("cost-old") }'


@pytest.fixture
def told(rivers: Path) -> Callable[..., list[str]]:
    """Write something else in a file of the project: what is found there."""

    def look(old: str, new: str, file: str = "report.toml") -> list[str]:
        path = rivers / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        return [
            f"{f.code} {f.message}" for f in pipeline.check(rivers, lambda _: None).findings if f.location.path == file
        ]

    return look


@pytest.mark.parametrize(
    ("title", "code", "word"),
    [
        ("Most bridges cost less", "STM004", '"Most"'),
        ("All of it was stolen", "STM004", '"All"'),
        ("Three bridges were dear", "STM004", '"Three"'),
        ("Tolls fell", "STM004", '"fell"'),
        ("Trade fell by half", "NUM005", '"by half"'),
        ("Tolls are down by a third", "NUM005", '"by a third"'),
        ("Half of the bridges burnt", "NUM005", '"Half of"'),
        ("Twenty bridges", "NUM005", '"Twenty"'),
        ("So “we shall never surrender” they said", "EVI018", "we shall never surrender"),
        (rf"More than {COST} were paid", "NUM018", "above"),
        (r"A rise of \VAR{ growth('cost-new', 'cost-old') | abs }", "NUM009", "is a fall"),
    ],
)
def test_titles_and_headings_are_read_as_sentences_are(
    told: Callable[..., list[str]], title: str, code: str, word: str
) -> None:
    assert any(m.startswith(code) and word in m for m in told(TITLE, f"title = '''{title}'''"))
    headed = told("The Old Bridge cost", f"\\section{{{title}}}\nThe Old Bridge cost", CHAPTER)
    # the rows that a heading could count are not known
    assert any(m.startswith(code) and word in m for m in headed) == (word != '"Three"')


@pytest.mark.parametrize(
    "title",
    [
        "What bridges cost",
        r"\VAR{ 'Most bridges' | when(count(rows('bridges')) > 2) } cost more",
        rf"The dearest bridge cost {COST}, the cheapest was free",
        r"\VAR{ count(rows('bridges')) | spelled | capital } bridges",
        "Bridges for all, and after all",
        "In the second half of the year",
        "Paid by a third party",
        "Both bridges",
        "The “opened in May after nine years” of one source",
    ],
)
def test_what_follows_from_the_data_may_be_said(told: Callable[..., list[str]], title: str) -> None:
    assert told(TITLE, f"title = '''{title}'''") == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('title = "Bridges over two rivers"', 'title = "Trade fell by half"', "NUM005"),
        ('subtitle = "A test"', 'subtitle = "Trade fell by 40 per cent"', "NUM005"),
        ('subtitle = "A test"', 'subtitle = "All of it was stolen"', "STM004"),
        ('title = "Bridges"', 'title = "Half of all bridges"', "NUM005"),
        ('edition = "Test edition"', 'edition = "Trade fell by 40 per cent"', "NUM005"),
        ('edition = "Test edition"', 'edition = "He said “we shall never surrender”"', "EVI018"),
        ('authors = ["The bridge office"]', 'authors = ["The office of half of the bridges"]', "NUM005"),
        ("[units]", '[words]\nx = "Trade fell by half"\n\n[units]', "NUM012"),
        ("[units]", '[sections]\n"The Old Bridge" = "Bridge of 1851"\n\n[units]', "NUM005"),
        ("height = 40", 'height = 40\nnote = "All of it was stolen."', "STM004"),
        ("height = 40", 'height = 40\nnote = "He said “we shall never surrender”."', "EVI018"),
        ("height = 40", 'height = 40\nalt = "Three quarters of the bridges."', "NUM005"),
    ],
)
def test_every_text_of_report_toml_is_read(told: Callable[..., list[str]], old: str, new: str, code: str) -> None:
    assert any(message.startswith(code) for message in told(old, new))


def test_the_title_of_the_brief_makes_calls(told: Callable[..., list[str]]) -> None:
    title = rf"Bridges of \VAR{{ year('old', 'opened') }} for {COST}"
    assert told('title = "Bridges over two rivers"', f"title = '''{title}'''") == []


def test_names_of_tables_and_columns_say_no_amount(told: Callable[..., list[str]]) -> None:
    found = told('"title": "River"', '"title": "River, of which half of the water is lost"', "data/datapackage.json")
    assert any(message.startswith("NUM005") for message in found)
