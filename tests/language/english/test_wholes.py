"""Words that name what a number is a part of, or is said for each of."""

import pytest

from reportgen.language.english.wholes import wholes


@pytest.mark.parametrize(
    ("clause", "number", "expected"),
    [
        ("Of the ships, 25% were tankers", "25%", ["the ships"]),
        ("Out of all ships 25% were tankers", "25%", ["all ships"]),
        ("25% of the ships were tankers", "25%", ["the ships"]),
        ("It had ships, 25% of which sank", "25%", ["It had ships, 25%", "which sank"]),
        ("For every tanker there were 3.0 trawlers", "3.0", ["tanker"]),
        ("There were 3.0 trawlers to a tanker", "3.0", ["tanker"]),
        ("Of trawlers there were 3.0 times as many as tankers", "3.0", []),
        ("Exports of timber were 3.0 times as large", "3.0", []),
        ("Exports of timber came to 25%", "25%", []),
    ],
)
def test_a_clause_names_the_whole_of_a_number(clause: str, number: str, expected: list[str]) -> None:
    start = clause.index(number)
    found = wholes(clause, start, start + len(number))
    assert [clause[a:b].strip() for a, b in found] == expected
