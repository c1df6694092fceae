"""Notes behind the rows of a table are no rows of it, and no row is taken for a note."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reportgen.inputs.data.csv_footer import footer

Rows = Sequence[tuple[int, Sequence[str]]]
DATA: Rows = [(2, ["a", "1", "x"]), (3, ["b", "2", "y"])]


@pytest.mark.parametrize(
    "notes",
    [
        [(4, ["Source: the bridge office", "", ""])],
        [(4, ["Data from database: Bridges", "", ""]), (5, ["Last Updated: 2020-02-29", "", ""])],
        [(4, ["© The bridge office", "", ""])],
        [(4, ["Quelle: das Amt", "", ""])],
        [(4, ["Источник: ведомство", "", ""])],
        [(4, ["Note: one, two and more", " parted by a comma"])],
        [(5, ["measured at low water"])],
        [(6, ["measured at low water"]), (7, ["Source: the office"])],
    ],
)
def test_notes_at_the_end_are_counted(notes: Rows) -> None:
    assert footer([*DATA, *notes], 3) == len(notes)


@pytest.mark.parametrize(
    "rows",
    [
        [(4, ["c", "", ""])],
        [(4, ["c", "3", "z"])],
        [(5, ["c", "", ""])],
        [(4, ["", "", "Source: the office"])],
        [(4, ["Source: the office", "3", "z"])],
        [(4, ["Sourcewood", "", ""])],
    ],
)
def test_rows_with_empty_cells_are_rows(rows: Rows) -> None:
    assert footer([*DATA, *rows], 3) == 0


def test_a_row_before_the_notes_stays_one() -> None:
    assert footer([*DATA, (4, ["c", "", ""]), (5, ["Source: the office", "", ""])], 3) == 1


def test_a_table_of_one_column_or_of_notes_alone_has_none() -> None:
    assert footer([(2, ["a"]), (3, ["Source: the office"])], 1) == 0
    assert footer([(2, ["Source: the office", ""])], 2) == 0
    assert footer([], 2) == 0
