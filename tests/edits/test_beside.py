"""A paragraph of a document beside the printed one."""

from __future__ import annotations

from reportgen.edits.beside import Line
from reportgen.edits.model import Printed, WordPlace

TEXT = "cost 5 now"


def line(text: str) -> Line:
    first, last = ([WordPlace("t", n, n + 1) for n in places] for places in (range(5), range(9, 13)))
    return Line(text, Printed(TEXT, (*first, 3, *last)), 0)


def test_characters_have_the_origin_of_those_that_they_are() -> None:
    made = line("it cost 5 now")
    assert made.origin(0) is None
    assert made.origin(3) == WordPlace("t", 0, 1)
    assert made.origin(8) == 3
    assert made.near(0) == WordPlace("t", 0, 1)
    assert made.before(9) == (7, WordPlace("t", 4, 5))
    assert made.places(3, 7) == [WordPlace("t", n, n + 1) for n in range(4)]
    assert made.places(0, 7) is None


def test_what_stands_in_the_place_of_something_else_has_its_usage() -> None:
    made = line("cost 6 now")
    assert made.between(5, 6) == [3]


def test_what_is_printed_already_is_known() -> None:
    assert line("cost 5").made(6, 6, " now")
    assert not line("cost 5 now").made(5, 5, "5")
