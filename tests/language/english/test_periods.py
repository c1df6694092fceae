"""Over what time a number tells of something."""

from __future__ import annotations

import pytest

from reportgen.language.english.periods import period_at, tells_of_years


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("It grew by 5% a year", "year"),
        ("Every year it grew by 5% here", "year"),
        ("It grew annually by 5% here", "year"),
        ("Every year it grew by 5% a month", "other"),
        ("It grew by 5% in all", "all"),
        ("Over ten years it grew by 5% here", "all"),
        ("It grew by 5% here", ""),
        ("It grew by 5% a year later", ""),
        ("It grew by 5%, and by 3 a year", ""),
        ("It grew by 5% here. It is annual", ""),
        ("It grew by 5% within the annual report", ""),
    ],
)
def test_the_words_around_a_number_tell(text: str, period: str) -> None:
    start = text.index("5%")
    assert period_at(text, start, start + 2) == period


def test_a_text_may_tell_of_years_anywhere() -> None:
    assert tells_of_years("It is paid annually")
    assert tells_of_years("on average it cost so much")
    assert not tells_of_years("It is paid monthly")
