"""``values/dates.py`` and the library edtf mean the same days, and where one of them refuses a date, why is listed.

The library is no dependency of reportgen (see docs/decisions/0001-libraries.md); it is a second opinion.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final, TypeAlias

import edtf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen.values import dates

Days: TypeAlias = tuple[date, date | None]

_YEARS: Final = st.integers(0, 9999).map("{:04}".format) | st.integers(0, 999).map("{:03}X".format)
_MONTHS: Final = st.integers(0, 13).map("-{:02}".format)
_DAYS: Final = st.sampled_from([0, 1, 28, 29, 30, 31, 32]).map("-{:02}".format)
_POINTS: Final = st.builds(
    "".join,
    st.tuples(_YEARS, st.just("") | _MONTHS, st.sampled_from(["", "~", "?", "%"]))
    | st.tuples(_YEARS, _MONTHS, _DAYS, st.sampled_from(["", "~", "?", "%"])),
)
_DATES: Final = _POINTS | st.builds("{}/{}".format, _POINTS, _POINTS | st.sampled_from(["", ".."]))

DIFFERENCES: Final[dict[str, Callable[[str], object]]] = {
    "the year 0 is none of Python's calendar": lambda text: re.search(r"\b000[0X]", text),
    "an interval that ends before it begins is a slip": lambda text: "/" in text and _ends_early(text),
    "a day that the calendar does not have is none": lambda text: any(map(_no_day, text.split("/"))),
    "a month of a decade says less than it seems to": lambda text: re.search(r"X-", text),
}
"""Why ``values/dates.py`` refuses dates that edtf reads."""

OURS_ALONE: Final = re.compile(r"(?=.*X).*(?:[~?%]|/(?:\.\.)?$)")
"""What edtf alone refuses: its grammar lacks decades with a mark, beside a mark, and from which on something holds."""


def ours(text: str) -> Days | None:
    """Return the first and the last day as ``values/dates.py`` reads a date; without a last day it is open."""
    try:
        when = dates.parse(text)
    except ValueError:
        return None
    return when.start.first, when.end.last if when.end else None


def theirs(text: str) -> Days:
    """Return the first and the last day as edtf reads a date. Raises for what it does not read."""
    read = edtf.parse_edtf(text)
    first, last = read.lower_strict(), read.upper_strict()
    # It takes an end that is not known for ten years later; here that is as open as "..".
    return date(*first[:3]), None if text.endswith(("/", "/..")) else date(*last[:3])


def _ends_early(text: str) -> bool:
    begin, _, end = (ours(part) for part in text.partition("/"))
    return bool(begin and end and end[1] and end[1] < begin[0])


def _no_day(point: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d.?", point) is not None and ours(point) is None


@settings(max_examples=150, deadline=None)
@example("1992-02-29/1994")
@example("199X~/..")
@given(_DATES)
def test_both_mean_the_same_days(text: str) -> None:
    mine = ours(text)
    if mine is not None:
        assert OURS_ALONE.search(text) or theirs(text) == mine
        return
    try:
        edtf.parse_edtf(text)
    except edtf.EDTFParseException:
        return
    assert any(applies(text) for applies in DIFFERENCES.values()), f"edtf reads {text}"


@pytest.mark.parametrize("text", ["0000", "1994/1991", "1900-02-29", "199X-05"])
def test_what_edtf_alone_reads_is_refused_for_a_reason(text: str) -> None:
    assert ours(text) is None
    assert edtf.parse_edtf(text)
    assert sum(bool(applies(text)) for applies in DIFFERENCES.values()) == 1
