"""Proper names in texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.checks.claim_matching import bears_out, claims_in
from reportgen.checks.passage_facts import parse_passage
from reportgen.language.names import names_in
from reportgen.language.registry import words_of


@pytest.mark.parametrize("label", ["Exhibit", "Figure", "Table", "Annex", "Map", "Part"])
def test_what_a_reference_points_to_is_no_name(label: str) -> None:
    assert list(names_in(f"The toll fell (see {label} \ufffc) in Oberau.")) == [("Oberau", "Oberau")]


def test_a_name_that_a_label_is_part_of_is_one() -> None:
    assert list(names_in("It was told by Map Makers.")) == [("Map Makers", "Map Makers")]


_SENTENCES = Path(__file__).with_name("german_names.txt").read_text("utf-8").splitlines()
"""Sentences of policy briefs in German with their names; the last fifty have a wrong one."""

_WRONG = 50


def _german(line: str) -> tuple[set[str], set[str]]:
    """Return the names that a sentence claims, and those that it has."""
    sentence, _, names = line.partition(" |")
    claimed = {claim.text for claim in claims_in(sentence, True, words=words_of("de")) if claim.kind == "name"}
    return claimed, {name.strip() for name in names.split(";") if name.strip()}


def test_german_nouns_are_no_names_and_most_names_are_seen() -> None:
    lines = [line for line in _SENTENCES if not line.startswith("#")]
    assert len(lines) == 100 + _WRONG
    assert [claimed - names for claimed, names in map(_german, lines) if claimed - names] == []
    seen = [bool(claimed & names) for claimed, names in map(_german, lines[-_WRONG:])]
    assert sum(seen) >= 0.9 * _WRONG


@pytest.mark.parametrize(
    ("language", "sentence", "passage_language", "passage", "held"),
    [
        ("de", "Die Ausfuhren Deutschlands stiegen.", "en", "Exports from Germany rose.", True),
        ("de", "Die Ausfuhren Deutschlands stiegen.", "en", "Exports from France rose.", False),
        ("de", "Sie flohen in die Vereinigten Staaten.", "en", "They fled to the United States.", True),
        ("de", "Die Ausfuhren nach Nigeria stiegen.", "de", "Die Ausfuhren nach Niger stiegen.", False),
        ("ru", "Экспорт из России вырос.", "ru", "Россия экспортировала больше.", True),
        ("ru", "Экспорт из Ирана вырос.", "ru", "Экспорт из Ирака вырос.", False),
        ("ru", "Помощь ООН выросла.", "en", "Aid of the United Nations grew.", True),
        ("pl", "Eksport do Niemiec wzrósł.", "en", "Exports to Germany rose.", True),
        ("pl", "Eksport do Niemiec wzrósł.", "en", "Exports to Austria rose.", False),
        ("pl", "W Polsce ubyło mieszkańców.", "de", "In Polen sank die Zahl der Einwohner.", True),
        ("fr", "Les exportations vers les États-Unis ont crû.", "en", "Exports to the USA grew.", True),
        ("fr", "Les exportations vers la Chine ont crû.", "en", "Exports to the USA grew.", False),
        ("uk", "Експорт до Польщі зріс.", "en", "Exports to Poland rose.", True),
        ("fi", "Vienti Saksasta kasvoi.", "en", "Exports from Germany rose.", True),
    ],
)
def test_a_country_is_the_same_in_all_languages_and_cases(
    language: str, sentence: str, passage_language: str, passage: str, held: bool
) -> None:
    facts = parse_passage(passage, words=words_of(passage_language)).facts
    names = [claim for claim in claims_in(sentence, words=words_of(language)) if claim.kind == "name"]
    assert names
    assert all(bears_out(claim, [facts], {}) for claim in names) is held
