from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.claim_matching import Claim, agrees, bears_out
from reportgen.checks.passage_facts import parse_passage
from reportgen.language.english.lexicon import BASIS_POINTS, METRES, PERCENT, POINTS
from reportgen.language.names import fold
from reportgen.language.notations import Notation, notation_of, read_digits
from reportgen.language.numerals import measure_of, numbers_in
from reportgen.language.quantities import RANK, Quantity


def read(text: str, notation: Notation = Notation.POINT) -> list[tuple[str, str]]:
    return [(f"{n.quantity.total.normalize():f}", n.quantity.unit) for n in numbers_in(fold(text), notation)]


SIGNED = [
    ("-2.5 per cent", "-2.5", PERCENT),
    ("−2.5%", "-2.5", PERCENT),
    ("cost -$2.5 million", "-2500000", "USD"),
    ("cost $−2.5 million", "-2500000", "USD"),
    ("minus 2.5 million dollars", "-2500000", "USD"),
    ("minus five per cent", "-5", PERCENT),
    ("came to $(2.5) million", "-2500000", "USD"),
    ("a share (2.5%) of it", "2.5", PERCENT),
    ("rose to 40 in all (2.5 of them new)", "40", ""),
]
NOTED = [
    ("1 234 million", "1234000000", ""),
    ("1\u202f234 million", "1234000000", ""),
    ("1'234'567 francs", "1234567", ""),
    ("1’234’567", "1234567", ""),
    ("1.234.567 Euro", "1234567", "EUR"),
    ("2,5 млн долларов", "2500000", "USD"),
    ("2,5 Millionen Dollar", "2500000", "USD"),
    ("2,5 Mrd. EUR", "2500000000", "EUR"),
    ("2,5 milliards d'euros", "2500000000", "EUR"),
    ("2.5M€", "2500000", "EUR"),
    ("12,5 per cent", "12.5", PERCENT),
    ("2½ million", "2500000", ""),
    ("2 1/2 miles", "2.5", "miles"),
    ("two and a half million dollars", "2500000", "USD"),
    ("half a million", "500000", ""),
    ("a billion dollars", "1000000000", "USD"),
    ("USD2.5 million", "2500000", "USD"),
    ("$2.5m", "2500000", "USD"),
    ("2.5bn roubles", "2500000000", "RUB"),
    ("A$2.5m", "2500000", "AUD"),
    ("40 bn KZT", "40000000000", "KZT"),
    ("40 Hong Kong dollars", "40", "HKD"),
    ("5 million Swiss francs", "5000000", "CHF"),
    ("2.5m people", "2500000", ""),
    ("402 m² of floor", "402", "square metres"),
    ("2.5×10⁶", "2500000", ""),
    ("1.5e6", "1500000", ""),
    ("٣٫٥", "3.5", ""),
    ("१२ days", "12", "days"),
    ("12¹ days ago", "12", "days"),
    ("250 basis points", "250", BASIS_POINTS),
    ("2.5 percentage points", "2.5", POINTS),
    ("2.5%-points", "2.5", POINTS),
]


@pytest.mark.parametrize(("text", "total", "unit"), [*SIGNED, *NOTED])
def test_a_number_is_read_as_its_readers_read_it(text: str, total: str, unit: str) -> None:
    assert read(text)[0] == (total, unit)


def test_figures_in_accounts_are_negative_in_brackets_and_others_are_not() -> None:
    assert [t for t, _ in read("Net income 12.4 (2.5) 3.1 (0.4)")] == ["12.4", "-2.5", "3.1", "-0.4"]
    assert [t for t, _ in read("the tolls (2.5) and dues (3.1)")] == ["2.5", "3.1"]


@pytest.mark.parametrize("text", ["1.2.3", "12.34.567", "1,2,3", "0,12,5", "10.1.0.1"])
def test_a_part_of_what_is_no_number_is_none(text: str) -> None:
    assert read(f"see {text} there") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3–5 per cent", ["3", "5"]),
        ("between 3 and 5 per cent", ["3", "5"]),
        ("−3 to −5 per cent", ["-3", "-5"]),
        ("from 2,5 to 3,5 per cent", ["2.5", "3.5"]),
        ("$27–30", ["27", "30"]),
    ],
)
def test_both_ends_of_a_range_have_its_unit(text: str, expected: list[str]) -> None:
    assert [total for total, _ in read(text)] == expected
    assert len({unit for _, unit in read(text)} - {""}) == 1


@pytest.mark.parametrize(
    ("run", "point", "comma", "unknown"),
    [
        ("1,234", ["1234"], ["1.234"], ["1234", "1.234"]),
        ("1.234", ["1.234"], ["1234"], ["1234", "1.234"]),
        ("0,125", ["0.125"], ["0.125"], ["0.125"]),
        ("12,5", ["12.5"], ["12.5"], ["12.5"]),
        ("1.234,56", ["1234.56"], ["1234.56"], ["1234.56"]),
        ("1,234.56", ["1234.56"], ["1234.56"], ["1234.56"]),
        ("12,34,567", ["1234567"], ["1234567"], ["1234567"]),
        ("1.2.3", [], [], []),
    ],
)
def test_marks_by_the_notation_of_the_text(run: str, point: list[str], comma: list[str], unknown: list[str]) -> None:
    for notation, expected in zip(Notation, (point, comma, unknown), strict=True):
        assert [str(n) for n in read_digits(run, notation)] == expected, notation


@pytest.mark.parametrize(
    ("language", "words", "notation"),
    [
        ("german", "", Notation.COMMA),
        ("russian", "", Notation.COMMA),
        ("de-CH", "", Notation.POINT),
        ("english", "", Notation.POINT),
        ("", "Es waren 2,5 Teile und 1.234.567 Stück", Notation.COMMA),
        ("", "they had 2.5 parts", Notation.POINT),
        ("", "the dues of the town and the tolls in it", Notation.POINT),
        ("", "Es waren 1.234 Stück", Notation.UNKNOWN),
        ("klingon", "", Notation.UNKNOWN),
    ],
)
def test_the_notation_of_a_text(language: str, words: str, notation: Notation) -> None:
    assert notation_of(language, words.split()) is notation


def holds(
    text: str, value: str, scale: str = "1", unit: str = "", direction: str = "", notation: Notation = Notation.POINT
) -> bool:
    claimed = Quantity(Decimal(value), Decimal(scale), measure_of(unit)[1], direction="down" if direction else "")
    return bears_out(Claim("number", claimed, value), [parse_passage(text, notation).facts], {})


@pytest.mark.parametrize(
    ("text", "value", "held"),
    [
        ("Trade fell by 2.5 per cent.", "-2.5", True),
        ("Trade fell by 2.5 per cent.", "2.5", False),
        ("Trade grew by 2.5 per cent.", "2.5", True),
        ("Trade grew by 2.5 per cent.", "-2.5", False),
        ("A decline in trade of 2.5 per cent.", "-2.5", True),
        ("A 2.5 per cent decline.", "-2.5", True),
        ("A 2.5 per cent decline.", "2.5", False),
        ("Trade shrank, by 2.5 per cent.", "-2.5", True),
        ("Trade fell to 2.5 per cent.", "2.5", True),
        ("Trade fell to 2.5 per cent.", "-2.5", False),
        ("Trade fell by between 2.5 and 5 per cent.", "-5", True),
        ("Imports fell and exports grew by 2.5 per cent.", "-2.5", False),
        ("Imports fell and exports grew by 2.5 per cent.", "2.5", True),
        ("Growth slowed by 2.5 per cent.", "-2.5", True),
        ("Imports fell; exports rose 2.5 per cent.", "-2.5", False),
        ("The share was 2.5 per cent.", "-2.5", False),
        ("Up to 2.5 per cent of them.", "2.5", True),
    ],
)
def test_a_number_goes_with_its_direction(text: str, value: str, held: bool) -> None:
    assert holds(text, value, unit="percent") is held


def test_a_row_that_calls_its_number_a_fall() -> None:
    assert holds("Trade fell by 2.5 per cent.", "2.5", unit="percent", direction="down")
    assert holds("Trade changed by −2.5 per cent.", "2.5", unit="percent", direction="down")
    assert not holds("Trade grew by 2.5 per cent.", "2.5", unit="percent", direction="down")


@pytest.mark.parametrize(
    ("text", "value", "scale", "unit", "held"),
    [
        ("They cost $2,500,000.", "2500000", "1", "USD", True),
        ("They cost $2,500,000.", "2.5", "1e6", "USD", True),
        ("They cost $2,500,000.", "2500000", "1e6", "USD", False),
        ("They cost three million dollars.", "3000000", "1e6", "USD", False),
        ("They cost five thousand dollars.", "5000", "1e3", "USD", False),
        ("They cost 40 million dollars.", "40", "1e9", "USD", False),
        ("They cost 40 million dollars.", "40", "1", "USD", False),
        ("They cost 40 million dollars.", "40", "1e6", "EUR", False),
        ("They cost C$40 million.", "40", "1e6", "USD", False),
        ("They rose by 2.5 percentage points.", "2.5", "1", "percent", False),
        ("They rose by 2.5 percentage points.", "2.5", "1", "percentage points", True),
        ("It lasted 5 days.", "5", "1", "years", False),
        ("There were 2.5m people.", "2.5", "1", "count", False),
        ("Tolls (in millions of dollars): 40 and 41", "41", "1e6", "USD", True),
        ("Tolls (in millions of dollars): 40 and 41", "41", "1e9", "USD", False),
        ("In 1992 they met.", "1992", "1", "count", False),
        ("They built 1992 bridges.", "1992", "1", "count", True),
        ("Three quarters paid.", "1", "1", "count", False),
        ("Two and a half paid.", "2", "1", "count", False),
        ("A third of them paid.", "33", "1", "percent", True),
    ],
)
def test_only_value_times_scale_times_unit_is_compared(
    text: str, value: str, scale: str, unit: str, held: bool
) -> None:
    assert holds(text, value, scale, unit) is held


@pytest.mark.parametrize(
    ("name", "scale", "unit"),
    [
        ("USD", "1", "USD"),
        ("million USD", "1e6", "USD"),
        ("thousand tonnes", "1e3", "tonnes"),
        ("USD/TCM", "1", "USD/1000 cubic metres"),
        ("USD per capita", "1", "USD/people"),
        ("million barrels a day", "1e6", "barrels/days"),
        ("percent of GDP", "1", PERCENT),
        ("% of GDP", "1", PERCENT),
        ("percentage points", "1", POINTS),
        ("count", "1", ""),
        ("", "1", ""),
        ("rank", "1", RANK),
        ("m", "1", METRES),
    ],
)
def test_what_the_name_of_a_unit_stands_for(name: str, scale: str, unit: str) -> None:
    assert measure_of(name) == (Decimal(scale), unit)


def test_no_digit_of_a_long_number_is_rounded_away() -> None:
    number = "1234567890123456789012345678901234567891"
    assert holds(f"They counted {number} grains.", number)
    assert not holds(f"They counted {number} grains.", number[:-1] + "2")


def test_what_may_be_two_numbers_bears_out_none() -> None:
    for value in ("1234", "1.234"):
        assert not holds("Es waren 1.234 Stück", value, notation=Notation.UNKNOWN)
    assert holds("Es waren 1.234 Stück", "1234", notation=Notation.COMMA)
    assert not holds("Es waren 1.234 Stück", "1.234", notation=Notation.COMMA)


@dataclass(frozen=True)
class Style:
    """A way of printing numbers."""

    decimal: str
    group: str
    notation: Notation


STYLES: Final = {
    "English": Style(".", ",", Notation.POINT),
    "German": Style(",", ".", Notation.COMMA),
    "French and Russian": Style(",", "\u202f", Notation.COMMA),
    "Swiss": Style(".", "’", Notation.POINT),
    "ISO": Style(".", "\u00a0", Notation.POINT),
    "unknown, as in German": Style(",", ".", Notation.UNKNOWN),
}
AROUND: Final = ("It came to {} in the end.", "({})", "about {}, they say", "from {} on", "{}")


def printed(value: Decimal, style: Style) -> str:
    marks = str.maketrans(",.-", f"{style.group}{style.decimal}−")
    return f"{value:,}".translate(marks)


NUMBERS: Final = st.decimals(Decimal(-10_000_000), Decimal(10_000_000), places=2) | st.integers(
    -10_000, 10_000_000
).map(Decimal)


@given(NUMBERS, NUMBERS, st.sampled_from(sorted(STYLES)), st.sampled_from(AROUND))
def test_exactly_the_equal_value_holds_in_every_notation(
    value: Decimal, other: Decimal, name: str, around: str
) -> None:
    style = STYLES[name]
    text = around.format(printed(value, style) + " dollars")
    wrong = {other, -value, value * 10, value / 10, value * 1000, value / 1000, abs(value) % 1000, value.to_integral()}
    for claimed in (value, *wrong):
        may_be = style.notation is Notation.UNKNOWN and "." in printed(value, style)
        held = holds(text, str(claimed), unit="USD", notation=style.notation)
        if claimed != value:
            assert not held, (text, claimed)
        elif not may_be:
            assert held, (text, claimed)


@given(st.text(alphabet="0123456789.,' ()-$€%½²m", max_size=60))
def test_any_digits_and_marks_are_read_without_a_fault(text: str) -> None:
    for notation in Notation:
        for number in numbers_in(fold(text), notation):
            assert agrees(number.quantity, number.quantity) or number.quantity.unclear or number.quantity.direction


@pytest.mark.parametrize(
    ("text", "value", "scale", "unit", "held"),
    [
        ("It cost $3–5 million.", "3", "1e6", "USD", True),
        ("It cost $3–5 million.", "3", "1", "USD", False),
        ("It cost $2–3m.", "2", "1e6", "USD", True),
        ("Between five and ten million dollars.", "5", "1e6", "USD", True),
        ("Between five and ten million dollars.", "5", "1", "USD", False),
        ("A hundred and twenty million dollars.", "120", "1e6", "USD", True),
        ("A hundred and twenty million dollars.", "20", "1e6", "USD", False),
        ("A million and a half dollars.", "1", "1e6", "USD", False),
        ("It was two point five million dollars.", "2.5", "1e6", "USD", True),
        ("It was two point five million dollars.", "5", "1e6", "USD", False),
        ("It rose to nought point five per cent.", "0.5", "1", "percent", True),
        ("Twenty- five per cent.", "25", "1", "percent", True),
        ("Twenty- five per cent.", "5", "1", "percent", False),
        ("Half of one per cent.", "0.5", "1", "percent", True),
        ("Half of one per cent.", "1", "1", "percent", False),
        ("It is .5 per cent.", "0.5", "1", "percent", True),
        ("It is .5 per cent.", "5", "1", "percent", False),
        ("Two dozen bridges.", "2", "1", "count", False),
        ("The twenty-first bridge.", "21", "1", "rank", True),
        ("The twenty-first bridge.", "20", "1", "count", False),
        ("It was ±2.5 per cent.", "2.5", "1", "percent", False),
        ("There came 2.5 million people.", "2.5", "1e6", "USD", False),
        ("There came 5k people.", "5", "1", "count", False),
        ("Tolls in thousands of dollars: 12.4", "12.4", "1", "USD", False),
        ("Tolls in thousands of dollars: 12.4", "12.4", "1e3", "USD", True),
        ("Tolls (in millions) 12.4. Members: 15", "15", "1e6", "count", False),
        ("A third country paid.", "33", "1", "percent", False),
        ("There were 10^6 people.", "1", "1e6", "count", True),
        ("There were 10^6 people.", "10", "1", "count", False),
        ("There were 10^6 people.", "6", "1", "count", False),
    ],
)
def test_compounds_are_read_whole(text: str, value: str, scale: str, unit: str, held: bool) -> None:
    assert holds(text, value, scale, unit) is held


@pytest.mark.parametrize(
    "text",
    [
        "Trade fell in 2013 by 2.5 per cent.",
        "Trade fell, in real terms, by 2.5 per cent.",
        "Trade fell by a mere 2.5 per cent.",
        "There was a fall in exports of 2.5 per cent.",
        "The decline amounted to 2.5 per cent.",
        "A 2.5 per cent year-on-year fall.",
        "Trade tumbled by 2.5 per cent.",
        "It gave up 2.5 per cent.",
        "Negative growth of 2.5 per cent.",
    ],
)
def test_a_fall_is_no_rise_however_it_is_told(text: str) -> None:
    assert not holds(text, "2.5", unit="percent")


@pytest.mark.parametrize(
    "text", ["As exports fell, unemployment was 2.5 per cent.", "Lower Saxony had 2.5 per cent.", "It fell to 2.5%."]
)
def test_a_level_is_no_fall(text: str) -> None:
    assert not holds(text, "-2.5", unit="percent")
