"""What is known of a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from reportgen.language.calendar import DateWords


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a language for numbers and their directions, in small letters.

    ``numbers`` under a thousand are single words, which add up ("двадцать пять"); ``articles`` are one only before
    a scale ("une" of "une ville" counts nothing). ``joints`` may stand among them ("y", "et"). ``scales`` multiply, and
    ``single`` ones stand for themselves ("mil puentes"); ``glued`` is the one that is written in one word
    ("zweitausend"). ``half`` stands before a scale ("halbe Million") or is glued to it (``half_of``), ``and_half``
    behind a number or scale. ``point`` parts decimals in words, ``parts`` are fractions ("zwei Drittel"),
    ``halves`` a half by themselves, ``times`` patterns for how many times as much ("verdoppelt"). ``units`` are names
    of units, with English ones.

    Patterns: ``down`` and ``up`` are words for falling and rising, ``less`` and ``more`` those that stand behind a
    number; ``by`` leads to by how much, ``level`` to how much there is; of ``hedge`` several may stand between.
    ``split_down`` and ``split_up`` are verbs of two parts by the second one ("zurück": "ging"), which may stand apart.
    ``start`` may begin a range whose end ``level`` leads to ("de 5 % à 3 %"); ``came`` are
    verbs between a noun and its number ("Der Rückgang betrug"). ``bounds`` are what stands right before a number, by
    the names of English ones; *over* and *under* are bounds of money, shares and large numbers only, *up to* only where
    nothing came to a level. ``rate`` names a rate or change, ``foreseen`` tells of a plan. ``short`` are words with a
    full stop that ends no sentence. ``common`` are words by which a text in the language is told. ``dates`` say dates.
    """

    numbers: Mapping[str, int | Decimal]
    scales: Mapping[str, int]
    down: str
    up: str
    less: str
    more: str
    by: str
    level: str
    hedge: str
    short: str
    common: frozenset[str]
    articles: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    glued: str = ""
    half: frozenset[str] = frozenset()
    half_of: str = ""
    and_half: frozenset[str] = frozenset()
    point: frozenset[str] = frozenset()
    parts: Mapping[str, int] = field(default_factory=dict)
    halves: frozenset[str] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)
    split_down: Mapping[str, str] = field(default_factory=dict)
    split_up: Mapping[str, str] = field(default_factory=dict)
    start: str = ""
    came: str = "(?!)"
    bounds: Mapping[str, str] = field(default_factory=dict)
    rate: str = "(?!)"
    foreseen: str = "(?!)"
    times: Mapping[str, Decimal] = field(default_factory=dict)
    dates: DateWords = field(default_factory=lambda: DateWords(""))

    @property
    def moves(self) -> bool:
        """Whether it is known how the language says that something fell or rose."""
        return bool(self.common)


def counted(table: str) -> dict[str, int | Decimal]:
    """Read "2 dwa dwie dwóch; 3 trzy" as the words of each number."""
    rows = (row.split() for row in table.split(";"))
    return {word: Decimal(number) if "." in number else int(number) for number, *words in rows for word in words}


def forms(words: str, meaning: int | str) -> dict[str, Any]:
    """Return the forms of a word, all of one meaning."""
    return dict.fromkeys(words.split(), meaning)
