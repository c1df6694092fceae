"""The projects of ``tests/cases`` come out as ``expected.toml`` says is right."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from trials.cases import CASES, read_expected, wrong_in_check, wrong_on_page

EXPECTED = read_expected()

# What is not right yet. A case that comes out right has to leave this list.
NOT_YET = {
    "08-bib-names-no-and/b-names2": "a brace that closes too early joins two names to one",
    "16-bib-months-and-dates/b-bbt3244": "years before 1 are no dates here, though EDTF has them",
    "33-cite-locator-labels/s-apa-": "labels typed in the section, and n. p., are printed twice",
    "33-cite-locator-labels/s-chicago-notes-bibliography-": "labels typed in the section, and n. p., are printed twice",
    "33-cite-locator-labels/s-ieee-": "labels typed in the section, and n. p., are printed twice",
}
WRONG_IN = {name: ("page",) if name.startswith("33-") else ("check", "page") for name in NOT_YET}


def cases(names: Iterable[str], stage: str) -> list[ParameterSet]:
    """Return the cases of a stage, those that are not right yet as expected failures."""
    late = {n: pytest.mark.xfail(reason=why, strict=True) for n, why in NOT_YET.items() if stage in WRONG_IN[n]}
    return [pytest.param(name, marks=late.get(name, ())) for name in names]


def test_each_project_has_its_row() -> None:
    assert {str(found.parent.relative_to(CASES)) for found in CASES.glob("*/*/report.toml")} == EXPECTED.keys()


@pytest.mark.parametrize("name", cases(EXPECTED, "check"))
def test_a_check_finds_what_is_right(name: str, tmp_path: Path) -> None:
    assert wrong_in_check(name, EXPECTED[name], tmp_path) == []


@pytest.mark.tex
@pytest.mark.parametrize("name", cases((name for name, expected in EXPECTED.items() if expected.page), "page"))
def test_the_page_shows_what_is_right(name: str, tmp_path: Path) -> None:
    assert wrong_on_page(name, EXPECTED[name], tmp_path) == []
