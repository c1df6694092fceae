"""Generate numbers in several notations, hold rows against them, and count what is certified falsely or refused.

    python trials/certify.py [--pairs 2400] [--seed 1]

For each printed number one row has the equal value and one a value that is wrong in a way that slips happen: a sign, a
scale, a part of the number, another mark, a digit. A row that is wrong and certified is a false certificate.
"""

from __future__ import annotations

import argparse
import inspect
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from reportgen.checks.numerals import Quantity, measure_of
from reportgen.checks.reading import read_passage
from reportgen.checks.tokens import Claim, bears_out

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


def holds(text: str, value: Decimal, scale: Decimal, notation: Notation) -> bool:
    """Whether a row is borne out by a passage in a notation."""
    options: dict[str, Any] = {}
    if "notation" in inspect.signature(read_passage).parameters:
        from reportgen.checks.notations import Notation as Marks

        options["notation"] = Marks(notation.mark)
    claim = Claim("number", Quantity(value, scale, measure_of(notation.unit)[1]), str(value))
    return bears_out(claim, [read_passage(text, **options).facts], {})


def main() -> int:
    """Print what became of the pairs, by notation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=2400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    counts: dict[str, Counter[str]] = {notation.name: Counter() for notation in NOTATIONS}
    for number in range(options.pairs):
        notation = NOTATIONS[number % len(NOTATIONS)]
        places = draw.choice((0, 0, 1, 2))
        value = Decimal(draw.randint(10, 10 ** draw.randint(2, 7))).scaleb(-places) * draw.choice((1, 1, 1, -1))
        text = f"In that part of the account it came to {notation.write(value)} , and so on."
        wrong, scale = slips(value, Decimal(notation.scale), draw)
        count = counts[notation.name]
        count["tried"] += 1
        count["refused wrongly"] += not holds(text, value, Decimal(notation.scale), notation)
        count["certified falsely"] += holds(text, wrong, scale, notation)
    print(f"{'notation':10} {'tried':>6} {'certified falsely':>18} {'refused wrongly':>16}")
    for name, count in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        print(f"{name:10} {count['tried']:6} {count['certified falsely']:18} {count['refused wrongly']:16}")
    return 1 if any(count["certified falsely"] or count["refused wrongly"] for count in counts.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
