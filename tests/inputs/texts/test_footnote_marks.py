from __future__ import annotations

import pytest

from reportgen.inputs.texts.footnote_marks import MarkRemover


def strip(line: str, due: int, *, noted: bool = True) -> tuple[str, tuple[int, ...]]:
    marks = MarkRemover(noted=noted)
    for number in range(1, due):
        assert marks.is_mark(number)
    return marks.take_out(line)


@pytest.mark.parametrize(
    ("line", "due", "expected"),
    [
        ("agreements of 1994-20007. For", 7, "agreements of 1994-2000. For"),
        ("in 20008.", 8, "in 2000."),
        ("on 14.09.199513. The", 13, "on 14.09.1995. The"),
        ('the "Integration"15 of', 15, 'the "Integration" of'),
        ("said Eurasian.13 Then", 13, "said Eurasian. Then"),
        ("(Elbe, Oder)1. In", 1, "(Elbe, Oder). In"),
        ("all of it' 16.", 16, "all of it'."),
        ("one1 and two2 and three3", 1, "one and two and three"),
    ],
)
def test_marks_that_are_due_are_taken_out(line: str, due: int, expected: str) -> None:
    assert strip(line, due)[0] == expected


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("rose to 20007 tons", 3),
        ("at 0.13 and 2.39B", 13),
        ("Decree No.24 and Art.24", 24),
        ("on 20.07.04", 4),
        ("the 102nd bridge of 1999", 2),
        ("from $47/TCM to $27-30", 30),
        ("after 12 years", 12),
    ],
)
def test_numbers_are_left_alone(line: str, due: int) -> None:
    assert strip(line, due) == (line, ())


def test_without_notes_capitals_keep_their_digits() -> None:
    assert strip("of CO2 and water2", 2, noted=False) == ("of CO2 and water", (2,))


def test_a_note_at_the_foot_of_the_page_helps_over_a_mark_that_was_lost() -> None:
    line = MarkRemover(noted=True)
    line.turn_page([4, 5])
    assert line.take_out("bridges4 and rivers5") == ("bridges and rivers", (4, 5))
    line.turn_page([1])
    assert line.take_out("anew1") == ("anew", (1,))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("rose by 12^1 per cent.^2", ("rose by 12 per cent.", (1, 2))),
        ("rose by 12^7 per cent", ("rose by 12 per cent", (7,))),
        ("10^6 tons and 2.5 × 10^1 m^2 of x^2", ("10^6 tons and 2.5 × 10^1 m^2 of x^2", ())),
        ("in 10^1 towns", ("in 10 towns", (1,))),
        ("^14C and 12^1000", ("14C and 12^1000", ())),
        ("treaty^1^2 of", ("treaty of", (1, 2))),
    ],
)
def test_raised_digits_are_marks_or_exponents(line: str, expected: tuple[str, tuple[int, ...]]) -> None:
    assert strip(line, 1) == expected
