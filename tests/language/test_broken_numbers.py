"""Numbers that a blank or the end of a line may have parted are unclear; lists and ends of sentences are not."""

from __future__ import annotations

import pytest

from reportgen.language.notations import Notation
from reportgen.language.numerals import numbers_in


def unclear(text: str, notation: Notation = Notation.POINT) -> list[bool]:
    return [each.quantity.unclear for each in numbers_in(text, notation)]


@pytest.mark.parametrize(
    "text",
    ["It was 12. 5 per cent", "It cost 1,234, 567 dollars", "It grew by 12 .5 per cent", "in all 1 2 per cent"],
)
def test_what_may_be_parts_of_one_number_is_unclear(text: str) -> None:
    assert unclear(text) == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "It was 12.5 per cent. 5 people came",
        "They were 100, 200, 300 and 400 metres long",
        "It was so in 2004. 2005 was worse",
        "It has 12 of them, and 5 more",
        "Of 5 to 7 people",
    ],
)
def test_lists_and_sentences_stay_clear(text: str) -> None:
    assert not any(unclear(text))


def test_a_comma_may_part_decimals_where_it_is_the_decimal_mark() -> None:
    assert unclear("auf 12, 5 Prozent", Notation.COMMA) == [True, True]
    assert unclear("of 12, 5 per cent", Notation.POINT) == [False, False]
