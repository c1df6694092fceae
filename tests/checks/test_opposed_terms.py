"""What rows say of a number that all passages which have it exclude; of sentences see ``number_sentences.txt``."""

from __future__ import annotations

import pytest

from reportgen.checks.opposed_terms import opposed_by_row
from reportgen.checks.passage_facts import parse_passage
from reportgen.findings.model import Location
from reportgen.inputs.data.model import Figure, RowRef


@pytest.mark.parametrize(
    ("measure", "passages", "told"),
    [
        ("exports", ["Exports came to 40 tonnes and imports to 60 tonnes."], False),
        ("imports", ["Exports came to 40 tonnes and imports to 60 tonnes."], True),
        ("imports", ["Exports came to 40 tonnes.", "Imports came to 40 tonnes too."], False),
        ("imports", ["It came to 40 tonnes."], False),
        ("teachers", ["Each school had 40 teachers."], True),
        ("teachers of each school", ["Each school had 40 teachers."], False),
    ],
)
def test_a_row_says_nothing_that_all_its_passages_exclude(measure: str, passages: list[str], told: bool) -> None:
    figure = Figure(RowRef("figures", "x"), Location("data/figures.csv"), 40, measure=measure)
    readings = [parse_passage(passage) for passage in passages]
    found = [(reading, p) for reading in readings for p in reading.printed if p.quantity.value == 40]
    assert bool(list(opposed_by_row(figure, found))) is told
