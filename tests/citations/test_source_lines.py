"""Which places the source line of an exhibit names."""

from __future__ import annotations

import pytest

from reportgen.citations.gather import _source_line
from reportgen.findings.model import Location
from reportgen.inputs.evidence.model import Evidence


def row(number: int, section: str, page: str) -> Evidence:
    return Evidence(f"e{number}", "k", section, "", page, "words", "", "", Location("bib/evidence.csv", number))


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ([("3", "14"), ("3", "14")], ("3", "14")),
        ([("", "14")], ("", "14")),
        ([("3", "14"), ("3", "15")], ("3", "")),
        ([("3", ""), ("4", "")], ("3, 4", "")),
    ],
)
def test_a_page_stands_beside_its_section_where_all_is_from_there(
    places: list[tuple[str, str]], told: tuple[str, str]
) -> None:
    (item,) = _source_line([row(n, *place) for n, place in enumerate(places, start=1)], {})
    assert (item.section, item.page) == told
