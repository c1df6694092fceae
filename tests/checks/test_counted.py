"""What sentences count with a number against what their passages count with it; of rows see ``ties.txt``."""

from __future__ import annotations

import pytest

from reportgen.checks.counted import counted_by_sentence
from reportgen.checks.passage_facts import ParsedPassage, parse_passage
from reportgen.language.english.counting import noun_at
from reportgen.language.quantities import Printed

PASSAGE = "The ministry closed 312 schools and 45 clinics and dismissed 1,900 teachers."


def _found(passage: str, number: str) -> list[tuple[ParsedPassage, Printed]]:
    reading = parse_passage(passage)
    return [(reading, p) for p in reading.printed if reading.text[p.start : p.end].strip() == number]


@pytest.mark.parametrize(
    ("sentence", "number", "row", "code"),
    [
        ("It closed 45 clinics", "45", "", ""),
        ("It closed 45 schools", "45", "", "NUM009"),
        ("It closed 45 schools", "45", "closed schools", ""),
        ("It closed 45 kindergartens", "45", "", "NUM019"),
        ("It closed 45", "45", "", ""),
        ("It dismissed 1,900 people", "1,900", "", ""),
        ("It dismissed 1,900 clinics", "1,900", "", "NUM009"),
        ("It left 45 villages without clinics", "45", "", ""),
    ],
)
def test_a_sentence_counts_what_its_passage_counts(sentence: str, number: str, row: str, code: str) -> None:
    noun = noun_at(sentence, sentence.index(number) + len(number))
    told = list(counted_by_sentence(number, noun, sentence, _found(PASSAGE, number), row))
    assert [each for each, _ in told] == ([code] if code else [])
