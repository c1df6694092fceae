"""Nothing that is printed escapes the checks: four poisons in every place of every file that reaches the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Final

import pytest

from reportgen import pipeline
from reportgen.project.model import Chapter, Exhibit, Settings, Volume

CHAPTER: Final = "templates/chapters/bridges.tex.j2"
MAIN: Final = "templates/brief.tex.j2"
TOML: Final = "report.toml"
PACKAGE: Final = "data/datapackage.json"

POISONS: Final = {
    "number": "Tolls fell by 77 per cent",
    "number word": "Tolls fell by half",
    "quotation": "So “we shall never surrender to tolls” they said",
    "sentence": "Everyone in Minsk hated the bridge office.",
}

NO_CLAIM: Final = frozenset({"sentence"})
"""Passes in what names something: a name may be any sentence, and no check knows whose it is."""

PLACES: Final[dict[str, tuple[str, str, str, frozenset[str]]]] = {
    "title": (TOML, 'title = "Bridges over two rivers"', "title = '''POISON'''", frozenset()),
    "subtitle": (TOML, 'subtitle = "A test"', "subtitle = '''POISON'''", frozenset()),
    "edition": (TOML, 'edition = "Test edition"', "edition = '''POISON'''", NO_CLAIM),
    "authors": (TOML, 'authors = ["The bridge office"]', "authors = ['''POISON''']", NO_CLAIM),
    "subject": (TOML, 'edition = "Test edition"', "edition = 'Test'\nsubject = '''POISON'''", NO_CLAIM),
    "keywords": (TOML, 'edition = "Test edition"', "edition = 'Test'\nkeywords = ['''POISON''']", NO_CLAIM),
    "volumes title": (
        TOML, "[units]", "[[volumes]]\nid='brief'\ntitle='''POISON'''\nchapters=['bridges']\n[units]", NO_CLAIM),
    "chapters title": (TOML, 'title = "Bridges"', "title = '''POISON'''", frozenset()),
    "chapters short": (TOML, 'title = "Bridges"', "title = 'Bridges'\nshort = '''POISON'''", frozenset()),
    "exhibits title": (TOML, 'title = "What bridges cost"', "title = '''POISON'''", frozenset()),
    "exhibits note": (TOML, "height = 40", "height = 40\nnote = '''POISON'''", frozenset()),
    "exhibits alt": (TOML, "height = 40", "height = 40\nalt = '''POISON'''", frozenset()),
    "exhibits columns": (TOML, '["name",', "[{ name = 'name', title = '''POISON''' },", NO_CLAIM),
    "exhibits options": (TOML, 'unit = "million dollars"', "unit = '''POISON'''", frozenset()),
    "words": (TOML, "[units]", "[words]\nx = '''POISON'''\n\n[units]", NO_CLAIM),
    "units": (TOML, 'USD = { prefix = "$" }', "USD = { prefix = '$', suffix = ''' POISON''' }", frozenset()),
    "sections": (TOML, "[units]", "[sections]\n'The Old Bridge' = '''POISON'''\n\n[units]", NO_CLAIM),
    "table title": (PACKAGE, '"title": "Bridges"', '"title": "POISON"', NO_CLAIM),
    "column title": (PACKAGE, '"title": "River"', '"title": "POISON"', NO_CLAIM),
    "entity name": ("data/rivers.csv", "elbe,Elbe", 'elbe,"POISON"', frozenset()),
    "reason": (
        PACKAGE, '"name": "length", "type": "number"',
        '"name": "length", "claim": false, "claimReason": "POISON", "type": "number"', NO_CLAIM),
    "cell": ("data/bridges.csv", "old,Old Bridge", 'old,"POISON"', frozenset()),
    "prose": (CHAPTER, "The Old Bridge cost", "POISON\n\nThe Old Bridge cost", frozenset()),
    "section": (CHAPTER, "The Old Bridge cost", "\\section{POISON}\nThe Old Bridge cost", frozenset()),
    "section*": (CHAPTER, "The Old Bridge cost", "\\section*{POISON}\nThe Old Bridge cost", frozenset()),
    "caption": (CHAPTER, "The Old Bridge cost", "\\captionof{figure}{POISON}\n\nThe Old Bridge cost", frozenset()),
    "footnote": (CHAPTER, "The Old Bridge cost", "The\\footnote{POISON} Old Bridge cost", frozenset()),
    "item": (CHAPTER, "The Old Bridge cost", "\\begin{itemize}\\item POISON\\end{itemize}\nIt cost", frozenset()),
    "key finding": (CHAPTER, "The Old Bridge cost", "\\keyfinding{POISON}{POISON}\n\nIt cost", frozenset()),
    "running head": (CHAPTER, "The Old Bridge cost", "\\runningtitle{POISON}\nThe Old Bridge cost", frozenset()),
    "cell of a hand-made table": (
        CHAPTER, "The Old Bridge cost", "\\begin{tabular}{l}POISON\\end{tabular}\n\nIt cost", frozenset()),
    "macro": (CHAPTER, "The Old Bridge cost", "\\newcommand{\\said}{POISON}\\said\n\nIt cost", frozenset()),
    "Jinja macro": (
        CHAPTER, "The Old Bridge cost",
        "\\BLOCK{ macro said() }POISON\\BLOCK{ endmacro }\\VAR{ said() }\n\nIt cost", frozenset()),
    "Jinja string": (CHAPTER, "The Old Bridge cost", "\\VAR{ '''POISON''' }\n\nThe Old Bridge cost", frozenset()),
    "main prose": (MAIN, "\\BLOCK{ for", "POISON\n\n\\BLOCK{ for", frozenset()),
    "main heading": (MAIN, "\\BLOCK{ for", "\\chapter*{POISON}\n\\BLOCK{ for", frozenset()),
    "main preamble": (MAIN, "\\begin{document}", "\\newcommand{\\said}{POISON}\n\\begin{document}\\said", frozenset()),
    "main cover": (MAIN, "{\\VAR{ brief.edition }}", "{POISON}", frozenset()),
    "title of LaTeX": (MAIN, "\\begin{document}", "\\title{POISON}\n\\begin{document}\\maketitle", frozenset()),
}  # fmt: skip
"""File, what stands there, what with a poison, and the poisons that pass there: a name may be any sentence."""

NOT_PRINTED: Final = {
    **dict.fromkeys(("language", "paper", "engine", "style"), "a name of something that the tool knows"),
    **dict.fromkeys(("licence", "identifier"), "one word by which others know it, in the metadata alone"),
    **dict.fromkeys(("template", "data", "evidence", "bibliography", "id", "kinds"), "a path or key"),
    **dict.fromkeys(("kind", "table", "where", "sort", "height"), "decides what is printed, and is none of it"),
    **dict.fromkeys(("date", "url"), "a date or an address, as its pattern has it"),
    **dict.fromkeys(("rules",), "reasons stand in the build record"),
    **dict.fromkeys(("chapters", "exhibits", "volumes"), "their keys are fields of their own"),
    **dict.fromkeys(("citations", "status", "review", "confidence", "outputs"), "decides what is printed, and is not"),
    **{
        f"max_{what}": "a limit" for what in ("pages", "words", "chapter_words", "sentence_words", "citations", "blank")
    },
}


@pytest.fixture
def poisoned(rivers: Path) -> Callable[[str, str], set[str]]:
    """Put a poison into a place, and give the codes of what is found."""

    def put(name: str, poison: str) -> set[str]:
        file, old, new, _ = PLACES[name]
        path = rivers / file
        text = path.read_text("utf-8")
        assert old in text, name
        said = json.dumps(POISONS[poison])[1:-1] if file == PACKAGE else POISONS[poison]
        path.write_text(text.replace(old, new.replace("POISON", said), 1), "utf-8")
        found = pipeline.check(rivers, lambda _: None).findings
        return {f.code for f in found} - {"EVI023", "EVI024", "EVI025", "EVI002"}

    return put


@pytest.mark.usefixtures("shared_cache")
@pytest.mark.parametrize("poison", POISONS)
@pytest.mark.parametrize("place", PLACES)
def test_a_poison_is_found_wherever_it_is_printed(
    poisoned: Callable[[str, str], set[str]], place: str, poison: str
) -> None:
    assert bool(poisoned(place, poison)) is (poison not in PLACES[place][3])


def test_every_field_of_report_toml_has_a_place_or_a_reason() -> None:
    for record, prefix in ((Settings, ""), (Volume, "volumes "), (Chapter, "chapters "), (Exhibit, "exhibits ")):
        for field in fields(record):
            assert f"{prefix}{field.name}" in PLACES or field.name in NOT_PRINTED, field.name
