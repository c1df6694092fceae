"""Tables as LaTeX: where they may break, and what holds their rows together."""

from __future__ import annotations

import pytest

from reportgen.exhibits.layout import LONG, laid_out
from reportgen.exhibits.model import Grid, GridColumn, GridRow, Page
from reportgen.exhibits.tables import OPENING, TALL, TOGETHER, set_table

PAGE = Page("a4", 146.0, 230.0)


def grid(rows: tuple[GridRow, ...], long: bool | None = None) -> Grid:
    made = laid_out(Grid("bridges", (GridColumn("Name"), GridColumn("Kind")), rows, PAGE, long))
    assert made is not None
    return made


def rows(count: int, kind: str = "arch") -> tuple[GridRow, ...]:
    return tuple(GridRow((f"Bridge {n}", kind)) for n in range(count))


def kept(latex: str) -> list[bool]:
    """Tell for each row of bridges whether a page break after it is ruled out."""
    lines = latex.splitlines()
    places = [n for n, line in enumerate(lines) if line.startswith((r"{\rgrow\rgcell{}Bridge ", r"\exhibittallrow"))]
    return [r"\nopagebreak" in "".join(lines[n + 1 : n + 2]) for n in places]


def test_the_first_and_last_rows_of_a_long_table_stay_together() -> None:
    assert kept(set_table(grid(rows(20), long=True))) == (
        [True] * (OPENING - 1) + [False] * (20 - OPENING + 1 - TOGETHER) + [True] * TOGETHER
    )


def test_a_tall_first_row_is_enough_of_an_opening() -> None:
    tall = (GridRow(("Bridge 0", "a word and another " * 40)), *rows(10))
    assert kept(set_table(grid(tall, long=True)))[0] is False


def test_a_heading_stays_with_its_row_in_a_long_table() -> None:
    made = (*rows(10), GridRow(("Elbe",), heading=True), *rows(10))
    after = set_table(grid(made, long=True)).split("Elbe")[1].splitlines()
    assert r"\nopagebreak" in after[1]


def test_a_short_table_has_no_page_breaks_to_rule_out() -> None:
    """There the command would begin a paragraph in the cell that follows, and push it down by a line."""
    latex = set_table(grid((GridRow(("Elbe",), heading=True), *rows(3))))
    assert r"\begin{tabular}" in latex
    assert r"\nopagebreak" not in latex


@pytest.mark.parametrize("count", [LONG, LONG + 1])
def test_a_table_may_break_when_it_is_long(count: int) -> None:
    assert (r"\begin{longtable}" in set_table(grid(rows(count)))) is (count > LONG)


def test_a_cell_is_a_group_that_no_command_before_it_looks_into() -> None:
    latex = set_table(grid((GridRow(("[5cm] a", "*")), *rows(2)), long=True))
    assert "\n{" in latex
    assert not [line for line in latex.splitlines() if line.startswith(("[", "*"))]


def test_a_tall_row_of_a_long_table_is_set_line_by_line() -> None:
    tall = GridRow(("Bridge 0", "a word and another " * 20 * TALL))
    assert r"\exhibittallrow" in set_table(grid((tall, *rows(3))))
    assert r"\exhibittallrow" not in set_table(grid((tall, *rows(3)), long=False))
    heading = GridRow(("a word and another " * 20 * TALL,), heading=True)
    assert r"\exhibittallrow" in set_table(grid((heading, *rows(3))))


def test_no_column_is_narrower_than_its_longest_word() -> None:
    latex = set_table(grid((*rows(3), GridRow(("Bridge", "x" * 20 + " " + "word " * 80)))))
    widths = [float(part.split("mm")[0]) for part in latex.split("{@{}")[1].split("P{")[1:]]
    assert len(widths) == 2
    assert sum(widths) <= PAGE.text_width
    assert widths[1] > 20 * 0.5 * 8.2 * 0.3515
