"""Generate numbers in several notations and settings, hold rows against them, and count false and refused certificates.

    python trials/certify.py [--pairs 2400] [--seed 1]

For each printed number one row has the equal value, if any row may rest on it, and one a value that is wrong in a way
that slips happen: a sign, a scale, a part of the number, another mark, a digit, a unit or rate that stands elsewhere,
or a number that is part of a label, time, code or year. A row that is wrong and certified is a false certificate.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from reportgen.checks.claim_matching import Claim, bears_out
from reportgen.checks.claims import claimed_of
from reportgen.checks.passage_facts import parse_passage
from reportgen.language.notations import Notation as Marks

NARROW: Final = "\u202f"

Printer = Callable[[Decimal], str]


@dataclass(frozen=True)
class Notation:
    """A way of printing a number with its unit; ``mark`` is its decimal mark, ``scale`` what it counts in."""

    name: str
    write: Printer
    mark: str = "."
    scale: str = "1"
    unit: str = "USD"


def _marked(value: Decimal, group: str, mark: str) -> str:
    return f"{value:,}".translate(str.maketrans(",.-", f"{group}{mark}−"))


NOTATIONS: Final = (
    Notation("English", lambda v: f"{_marked(v, ',', '.')} dollars"),
    Notation("German", lambda v: f"{_marked(v, '.', ',')} Millionen Dollar", ",", "1e6"),
    Notation("Russian", lambda v: f"{_marked(v, NARROW, ',')} млн долларов", ",", "1e6"),
    Notation("Swiss", lambda v: f"{_marked(v, '’', '.')} per cent", ".", "1", "percent"),
    Notation("short", lambda v: f"{'−' if v < 0 else ''}${abs(v)}bn", ".", "1e9"),
    Notation("code", lambda v: f"USD{_marked(v, ',', '.')} million", ".", "1e6"),
    Notation("fall", lambda v: f"{'a fall of' if v < 0 else 'a rise of'} {abs(v)} per cent", ".", "1", "percent"),
)


def slips(value: Decimal, scale: Decimal, draw: random.Random) -> tuple[Decimal, Decimal]:
    """Return a value and scale that are not those given, as slips make them."""
    digits = f"{abs(value)}"
    tried = [
        (-value, scale),
        (value * scale, scale) if scale != 1 else (value * 1000, scale),
        (value, scale * 1000),
        (abs(value) % 1000, scale),
        (value.to_integral(), scale),
        (Decimal(digits.replace(".", "")), scale),
        (value + draw.choice((1, 10, 100)), scale),
        (Decimal(digits + str(draw.randint(1, 9))), scale),
    ]
    return draw.choice([pair for pair in tried if pair[0] * pair[1] != value * scale])


@dataclass(frozen=True)
class Row:
    """A row of figures."""

    value: Decimal
    unit: str = "count"
    scale: Decimal = Decimal(1)
    measure: str = ""


@dataclass(frozen=True)
class Case:
    """A passage with a row that it bears out, if any may rest on its number, and one that it does not."""

    text: str
    right: Row | None
    wrong: Row
    marks: str = "."


def _printed(notation: Notation, draw: random.Random) -> Case:
    """Print a number in a notation, with a slip of it."""
    places = draw.choice((0, 0, 1, 2))
    value = Decimal(draw.randint(10, 10 ** draw.randint(2, 7))).scaleb(-places) * draw.choice((1, 1, 1, -1))
    text = f"In that part of the account it came to {notation.write(value)} , and so on."
    wrong, scale = slips(value, Decimal(notation.scale), draw)
    right = Row(value, notation.unit, Decimal(notation.scale))
    return Case(text, right, Row(wrong, notation.unit, scale), notation.mark)


def _plain(draw: random.Random) -> Decimal:
    return Decimal(draw.randint(20, 9999 if draw.random() < 0.5 else 99)).scaleb(-draw.choice((0, 0, 1)))


def _whole(draw: random.Random) -> Decimal:
    return Decimal(draw.randint(13, 899))


def _short(draw: random.Random) -> Case:
    value = _plain(draw)
    letter, scale = draw.choice((("K", 10**3), ("k", 10**3), ("m", 10**6), ("MM", 10**6), ("B", 10**9), ("bn", 10**9)))
    text = f"They paid ${value}{draw.choice((' ', '')) if letter != 'bn' else ''}{letter} for it."
    return Case(text, Row(value, "USD", Decimal(scale)), Row(value, "USD"))


def _rate(draw: random.Random) -> Case:
    value = _plain(draw)
    base = draw.choice(("USD", "kg", "barrels", "cubic metres"))
    printed = {"USD": "dollars"}.get(base, base)
    rates = ("day", "year", "capita", "household", "month", "hectare", "thousand cubic metres")
    rate, other = draw.sample(rates, 2)
    how = draw.choice((f"per {rate}", f"a {rate}" if rate in {"day", "year", "month"} else f"per {rate}"))
    text = f"It came to {value} {printed} {how}, of 12 {printed}."
    wrong = Row(value, draw.choice((base, f"{base} per {other}")))
    return Case(text, Row(value, f"{base} per {rate}"), wrong)


def _elsewhere(draw: random.Random) -> Case:
    """A unit glued to the number, and another one in the same sentence."""
    value = _plain(draw)
    units = (
        "cm",
        "m",
        "mm",
        "km",
        "kW",
        "kWh",
        "MWh",
        "tonnes",
        "kg",
        "hectares",
        "acres",
        "m²",
        "km/h",
        "percent",
        "USD",
    )
    unit, other = draw.sample(units, 2)
    printed = {"percent": "per cent", "USD": "dollars"}
    text = f"It has {value} {printed.get(unit, unit)} and, beside it, 12 {printed.get(other, other)}."
    return Case(text, Row(value, unit), Row(value, other))


def _things(draw: random.Random) -> Case:
    """A number of things, and a unit that stands elsewhere."""
    value, unit = _whole(draw), draw.choice(("USD", "EUR", "percent", "days", "m", "tonnes"))
    printed = {"percent": "per cent", "USD": "dollars", "EUR": "euros"}.get(unit, unit)
    thing = draw.choice(("boats", "francs", "nights", "bridges", "furlongs"))
    return Case(f"They took {value} {thing} and 12 {printed}.", Row(value), Row(value, unit))


def _accounts(draw: random.Random) -> Case:
    value = Decimal(draw.randint(1000, 99999))
    text = draw.choice(("Net loss ({})", "Net income 1,240 ({}) 3,100", "Net result (${})", "Total (${}) 1,410"))
    unit = "USD" if "$" in text else ""
    return Case(text.format(f"{value:,}"), Row(-value, unit), Row(value, unit))


def _brackets(draw: random.Random) -> Case:
    value = _whole(draw)
    text = draw.choice(
        ("The bridges ({} in all) are old.", "It has bridges ({} of them) and more.", "It has ({}) such.")
    )
    return Case(text.format(value), Row(value), Row(-value))


def _apart(draw: random.Random) -> Case:
    value = _plain(draw)
    blank = draw.choice((" ", "\u00a0", "\u2009", "\n"))
    return Case(f"The change was −{blank}{value} per cent.", Row(-value, "percent"), Row(value, "percent"))


def _dash(draw: random.Random) -> Case:
    value = _plain(draw)
    dash = draw.choice((" – ", " — ", " - "))
    return Case(f"Their share{dash}{value} per cent{dash}was high.", Row(value, "percent"), Row(-value, "percent"))


def _either(draw: random.Random) -> Case:
    """A dash that may be a minus or not: neither is certified."""
    value = _plain(draw) * draw.choice((1, -1))
    text = draw.choice(("The change was – {} per cent.", "The change: – {} per cent.", "In all - {} per cent."))
    return Case(text.format(abs(value)), None, Row(value, "percent"))


def _words(draw: random.Random) -> Case:
    words = {
        "Trade doubled": 2, "Trade trebled": 3, "Trade tripled": 3, "Trade quadrupled": 4, "Trade was halved": 0.5,
        "It rose tenfold": 10, "It took a dozen boats": 12, "It took two dozen boats": 24, "It took a pair of boats": 2,
        "It took a score of boats": 20, "It took half a million boats": 500_000, "It took a hundred and ten boats": 110,
    }  # fmt: skip
    text, number = draw.choice(list(words.items()))
    wrong = draw.choice([n for n in {*words.values(), 1, 100, 1_000_000} if n != number])
    return Case(f"{text}.", Row(Decimal(str(number))), Row(Decimal(str(wrong))))


def _share(draw: random.Random) -> Case:
    shares = {
        "one in five": "20",
        "three in ten": "30",
        "1 in 4": "25",
        "a quarter": "25",
        "two-thirds": "67",
        "1/5": "20",
    }
    text, percent = draw.choice(list(shares.items()))
    wrong = draw.choice((Row(Decimal(percent)), Row(Decimal(percent) + 1, "percent"), Row(Decimal(7))))
    return Case(f"By then {text} of them had paid.", Row(Decimal(percent), "percent"), wrong)


def _noted(draw: random.Random) -> Case:
    value, mark = _whole(draw), draw.choice(("[1]", " [2]", "¹", "*", "†", " (a)"))
    unit, scale, behind = draw.choice((("percent", 1, "per cent"), ("USD", 10**6, "million dollars")))
    wrong = draw.choice((Row(value * 10 + 1, unit, Decimal(scale)), Row(value), Row(Decimal(1)), Row(Decimal(2))))
    return Case(f"It came to {value}{mark} {behind} then.", Row(value, unit, Decimal(scale)), wrong)


def _level(draw: random.Random) -> Case:
    value, change = _plain(draw), draw.randint(2, 9)
    text = draw.choice(
        ("Trade fell {} per cent to {} million boats.", "Trade fell by {} per cent, to {} million boats.")
    )
    wrong = draw.choice((Row(-value, scale=Decimal(10**6)), Row(Decimal(change), "percent"), Row(value, "percent")))
    return Case(text.format(change, value), Row(value, scale=Decimal(10**6)), wrong)


def _lost(draw: random.Random) -> Case:
    value = _whole(draw)
    right, wrong = Row(value, "USD", measure="cost of the flood"), Row(value, "USD", measure="income")
    return Case(f"The town lost {value} dollars.", right, wrong)


def _lower(draw: random.Random) -> Case:
    value = _whole(draw)
    return Case(f"There are {value} lower courts.", Row(value), Row(-value))


def _part(draw: random.Random) -> Case:
    """A number that is part of a label, time, score, code or name: it counts nothing."""
    value = _whole(draw)
    hour = Decimal(draw.randint(1, 12))
    written = (
        ("Article {} says so.", value), ("See p. {} of it.", value), ("See pp. {}-950 of it.", value),
        ("Resolution No. {} says so.", value), ("As § {} says.", value), ("As said in note {}.", value),
        ("It says so.[{}]", value), ("Chapter {} says so.", value), ("Version {}.5.1 came.", value),
        ("They met at {}:30.", hour), ("They met at {} p.m. there.", hour), ("They met at {} o'clock.", hour),
        ("The EU-{} met.", value), ("The G{} met.", value), ("They won {}-5.", value), ("It is {}:1 there.", value),
        ("The {}th bridge.", value), ("It lies at {}°31′ N.", value), ("Call +44 20 7946 0{}.", value),
        ("See doi:10.1000/{}.", value), ("ISBN 978-3-16-{}410-0", value), ("Table {} shows it.", value),
        ("It was so in {}.", Decimal(draw.randint(1900, 2029))), ("The {} treaty.", Decimal(draw.randint(1900, 2029))),
        ("It was not {} boats.", value), ("It was {}^2.", value), ("On {} May they met.", hour),
    )  # fmt: skip
    text, number = draw.choice(written)
    return Case(text.format(number), None, Row(number))


SETTINGS: Final[dict[str, Callable[[random.Random], Case]]] = {
    "short scale": _short, "rate": _rate, "unit elsewhere": _elsewhere, "things": _things, "accounts": _accounts,
    "brackets": _brackets, "minus apart": _apart, "dashes": _dash, "either": _either, "words": _words, "share": _share,
    "note mark": _noted, "level": _level, "lost": _lost, "lower": _lower, "part": _part,
}  # fmt: skip


def holds(text: str, row: Row, marks: str) -> bool:
    """Whether a row is borne out by a passage in a notation."""
    claim = Claim("number", claimed_of(row.value, row.unit, row.scale, row.measure), str(row.value))
    return bears_out(claim, [parse_passage(text, Marks(marks)).facts], {})


def main() -> int:
    """Print what became of the pairs, by notation and setting."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=2400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print each pair that went wrong")
    options = parser.parse_args()
    draw = random.Random(options.seed)
    makers: dict[str, Callable[[random.Random], Case]] = {
        **{n.name: lambda chance, n=n: _printed(n, chance) for n in NOTATIONS},  # type: ignore[misc]
        **SETTINGS,
    }
    counts: dict[str, Counter[str]] = {name: Counter() for name in makers}
    for number in range(options.pairs):
        name = list(makers)[number % len(makers)]
        case = makers[name](draw)
        refused = case.right is not None and not holds(case.text, case.right, case.marks)
        certified = holds(case.text, case.wrong, case.marks)
        counts[name].update({"tried": 1, "refused wrongly": refused, "certified falsely": certified})
        if options.show and (refused or certified):
            print("refused" if refused else "certified", case)
    print(f"{'notation':15} {'tried':>6} {'certified falsely':>18} {'refused wrongly':>16}")
    for name, count in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        print(f"{name:15} {count['tried']:6} {count['certified falsely']:18} {count['refused wrongly']:16}")
    return 1 if any(count["certified falsely"] or count["refused wrongly"] for count in counts.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
