"""The projects of ``tests/cases`` come out as ``expected.toml`` says is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from trials.cases import CASES, read_expected, wrong_in_check, wrong_on_page

EXPECTED = read_expected()


def test_each_project_has_its_row() -> None:
    assert {str(found.parent.relative_to(CASES)) for found in CASES.glob("*/*/report.toml")} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_check_finds_what_is_right(name: str, tmp_path: Path) -> None:
    assert wrong_in_check(name, EXPECTED[name], tmp_path) == []


@pytest.mark.tex
@pytest.mark.usefixtures("shared_cache")
@pytest.mark.parametrize("name", [name for name, expected in EXPECTED.items() if expected.page])
def test_the_page_shows_what_is_right(name: str, tmp_path: Path) -> None:
    assert wrong_on_page(name, EXPECTED[name], tmp_path) == []
