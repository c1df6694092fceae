"""Marks of lines are taken out, and each line knows the template line that it comes from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.draft.line_map import resolve
from reportgen.draft.marks import MARK_CLOSE, MARK_OPEN, VALUE_CLOSE, VALUE_OPEN
from reportgen.draft.model import TOKEN_CLOSE, TOKEN_OPEN
from reportgen.findings.model import Location

START = Location("start.j2", 1)


def at(template: str, line: int) -> str:
    return f"{MARK_OPEN}{template}:{line}{MARK_CLOSE}"


def token(number: int) -> str:
    return f"{TOKEN_OPEN}{number}{TOKEN_CLOSE}"


def test_a_line_comes_from_where_its_first_character_does() -> None:
    made = resolve(f"{at('a.j2', 3)}one {at('b.j2', 7)}two\n{at('a.j2', 5)}three\n", START)
    assert made.text == "one two\nthree\n"
    assert made.lines == (Location("a.j2", 3), Location("a.j2", 5))


def test_text_before_any_mark_comes_from_the_start() -> None:
    assert resolve("one\n", START).lines == (START,)
    assert resolve("", START).lines == ()


def test_a_token_is_told_with_its_place_and_stays() -> None:
    made = resolve(f"{at('a.j2', 3)}one {at('a.j2', 4)}{token(12)}{at('b.j2', 1)}{token(3)}\n", START)
    assert made.text == f"one {token(12)}{token(3)}\n"
    assert made.tokens == ((12, Location("a.j2", 4)), (3, Location("b.j2", 1)))


def test_a_line_that_begins_with_a_token_or_border_comes_from_its_first_text() -> None:
    made = resolve(f"{at('a.j2', 3)}{token(1)}{at('b.j2', 8)}words", START)
    assert made.lines == (Location("b.j2", 8),)
    border = resolve(f"{at('a.j2', 3)}{VALUE_OPEN}{at('b.j2', 8)}words{VALUE_CLOSE}", START)
    assert border.lines == (Location("b.j2", 8),)
    assert resolve(f"{at('a.j2', 3)}{token(1)}\n", START).lines == (Location("a.j2", 3),)


@given(st.lists(st.tuples(st.integers(1, 99), st.text("ab \\{}\n:", max_size=5)), max_size=9))
def test_no_text_is_lost_and_every_line_has_a_place(pieces: list[tuple[int, str]]) -> None:
    text = "".join(piece for _, piece in pieces)
    made = resolve("".join(at("t.j2", line) + piece for line, piece in pieces), START)
    assert made.text == text
    assert len(made.lines) == len(text.removesuffix("\n").split("\n")) * bool(text)
