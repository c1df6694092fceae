from __future__ import annotations

import csv
import io
import re

from hypothesis import given
from hypothesis import strategies as st

from reportgen.blocks.spreadsheet import table

CELLS = st.text("=+-@'\",;\t\r\n 1.aé＝", max_size=8) | st.sampled_from(
    ["=1+1", "+1", "-5", "-5.5", "@x", " =1", "\t=1", "\r\n=1", "-5+cmd|' /C calc'!A0", "a\rb", '"', "'", ",", ""]
)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_no_cell_is_a_formula_and_no_text_is_lost(rows: list[list[str]]) -> None:
    back = list(csv.reader(io.StringIO(table(rows), newline="")))
    assert len(back) == len(rows)
    for row, read in zip(rows, back, strict=True):
        for cell, said in zip(row, read, strict=True):
            assert said in (cell, f"'{cell}")
            acts = re.match(r"[\t\r]|\s*[=+\-@＝＋＠]", said) and not re.fullmatch(r"[+-]?\d+(\.\d+)?", said)
            assert not acts, said


def test_numbers_below_zero_stay_numbers() -> None:
    assert table([["-5", "+3.25", "-5a", "a"]]) == "-5,+3.25,'-5a,a\r\n"
