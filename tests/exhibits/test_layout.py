"""Tables wider than the page: set smaller, turned, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.exhibits.layout import SMALLEST, described, laid_out, needed
from reportgen.exhibits.model import Grid, GridColumn, GridRow, Page

PAGE = Page("a4", 142.0, 237.0)


def grid(columns: int, cell: str, title: str = "Year", rows: int = 3) -> Grid:
    heads = tuple(GridColumn(title if number else "Name") for number in range(columns))
    return Grid("trade", heads, (GridRow((cell,) * columns),) * rows, PAGE)


@pytest.mark.parametrize(
    ("columns", "cell", "title", "told"),
    [
        (4, "some words", "Year", ""),
        (14, "1,234", "Year", "in type of 7.4 points"),
        (12, "1.5", "Unemployment", "with turned heads"),
        (16, "1.5", "Unemployment of women", "with turned heads"),
        (14, "12,345.6", "Year", "on a turned page"),
        (20, "some words", "Year", "in type of 7.4 points, on a turned page"),
        (22, "some words", "Year", "in type of 6.5 points, on a turned page"),
    ],
)
def test_a_wide_table_is_fitted(columns: int, cell: str, title: str, told: str) -> None:
    made = laid_out(grid(columns, cell, title))
    assert made is not None
    assert described(made.layout) == told
    assert made.layout.width <= (PAGE.text_height if made.layout.turned else PAGE.text_width) + 0.1


def test_a_table_wider_than_a_turned_page_is_refused() -> None:
    assert laid_out(grid(26, "1,234,567,890")) is None
    assert needed(grid(26, "1,234,567,890")) > PAGE.text_height


def test_declared_widths_that_do_not_fit_are_not_set_off_the_page() -> None:
    heads = (GridColumn("A", width=0.8), GridColumn("B", width=0.7))
    assert laid_out(Grid("t", heads, (GridRow(("a", "b")),), PAGE)) is None


def test_a_turned_table_breaks_only_where_a_page_is_too_low_for_it() -> None:
    short, long = laid_out(grid(20, "some words")), laid_out(grid(20, "some words", rows=40))
    assert short is not None
    assert long is not None
    assert short.layout.turned
    assert not short.layout.long
    assert long.layout.long


@given(
    st.lists(st.text("abcdefgh 1234567890-", min_size=1, max_size=60), min_size=1, max_size=30),
    st.text("abcde ", max_size=30),
)
def test_no_layout_is_wider_than_its_page(cells: list[str], title: str) -> None:
    made = laid_out(Grid("t", (GridColumn(title),) * len(cells), (GridRow(tuple(cells)),), PAGE))
    if made is not None:
        layout = made.layout
        assert layout.width <= (PAGE.text_height if layout.turned else PAGE.text_width) + 0.1
        assert layout.size >= SMALLEST
