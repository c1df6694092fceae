from __future__ import annotations

import pytest

from reportgen.language.totals import is_total


@pytest.mark.parametrize(
    "text", ["Total", "TOTALS", "Grand total:", "Sub-total", "  Sum *", "Insgesamt", "Zwischensumme", "Итого", "Ogółem"]
)
def test_a_row_that_sums_up_is_known_by_its_name(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize("text", ["", "Total Bridge", "Summer", "In total", "Totalitarian", "Всегода"])
def test_other_names_are_none(text: str) -> None:
    assert not is_total(text)
