"""Words for numbers, scales, currencies and units, as texts print them beside numbers.

Number words are English ones; scales, currencies and percentages are those of the languages that sources on
public affairs are commonly in, since they stand beside digits whatever the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from babel import Locale
from babel.core import get_global

PERCENT: Final = "percent"
POINTS: Final = "percentage points"
BASIS_POINTS: Final = "basis points"
METRES: Final = "metres"

# fmt: off
UNITS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}
LARGE: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
LETTERS: Final = {"m": 10**6, "b": 10**9, "k": 1000}
"""Scales that count only beside a currency."""

ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}
PARTS: Final = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "eighth": 8, "tenth": 10}
OTHERS: Final = {
    "none": 0, "no": 0, "zero": 0, "nobody": 0, "once": 1, "both": 2, "twice": 2, "thrice": 3, "double": 2,
    "doubled": 2, "triple": 3, "tripled": 3, "dozen": 12, "dozens": 12, "twofold": 2, "trifold": 3,
    "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10,
}
SUPERLATIVES: Final = ("highest", "largest", "biggest", "greatest")

_SCALES: Final[Mapping[int, tuple[str, ...]]] = {
    12: ("dozen",), 20: ("score",), 100: ("hundred",),
    10**3: (
        "thousands?", r"tsd\.?", "tausend", "mille?", "mila", r"тыс\.?", "тысяч[аиеу]?", r"тис\.?", "тисяч[аіеу]?",
        r"tys\.?", "tysi[ąę]c[ey]?",
    ),
    10**6: (
        "millions?", r"mln\.?", r"mn\.?", "mio\\.?", "millionen", "millones", r"mill[óo]n", "milh[õo]es", "milhão",
        "milion[ie]?", "milion[óo]w", r"млн\.?", "миллион(?:а|ов|ам|ами|ах|ы|у|ом)?", "мільйон(?:а|ів|и)?",
    ),
    10**9: (
        r"bln\.?", r"bn\.?", "milliard[es]?", "milliarden", r"mrd\.?", r"md\.?", "mil millones", "miliard[iy]?",
        "miliard[óo]w", r"mld\.?", r"млрд\.?", "миллиард(?:а|ов|ам|ами|ах|ы|у|ом)?", "мільярд(?:а|ів|и)?",
    ),
    10**12: ("billionen", "billones", r"bill[óo]n", "bilion[óo]w", r"tn\.?", r"trln\.?", r"трлн\.?",
             "триллион(?:а|ов|ы)?", "трильйон(?:а|ів|и)?"),
}
_AMBIGUOUS: Final = {"billion": (10**9, 10**12), "trillion": (10**12, 10**18)}
"""Scales of one spelling that are short in English and long in most languages of the continent."""

LONG_SCALE: Final = frozenset(
    {"cs", "da", "de", "es", "fi", "fr", "hr", "hu", "nb", "nl", "nn", "pl", "sl", "sr", "sv"}
)
"""Languages in which a billion is a million million."""

_CURRENCIES: Final[Mapping[str, tuple[str, ...]]] = {
    "USD": (r"us\$", r"\$us", r"(?<![\w$])\$", r"u\.s\. dollars?", "us dollars?", "us-dollar", "american dollars?",
            "dollars?", "доллар(?:а|ов|ы|ам|ах)? сша", "доллар(?:а|ов|ы|ам|ах)?", "долл\\.?(?: сша)?", "dolar[óo]?w?"),
    "AUD": (r"au?\$", "australian dollars?"), "CAD": (r"ca?\$", "canadian dollars?"), "HKD": (r"hk\$",),
    "NZD": (r"nz\$", "new zealand dollars?"), "SGD": (r"s\$", "singapore dollars?"),
    "EUR": ("€", "euros?", "евро"), "GBP": ("£", "pounds?(?: sterling)?"),
    "RUB": ("₽", "ro?ubles?", "rubels?", "рубл(?:ь|я|ей|и|ям|ях)", r"руб\.?"),
    "UAH": ("₴", "hryvni?as?", "hryven", "грив(?:ня|ни|ен|ень)"), "KZT": ("₸", "tenge", "тенге"),
    "GEL": ("₾", "lari"), "AMD": ("֏", "drams?"), "AZN": ("₼", "manats?"), "TRY": ("₺", "liras?"),
    "JPY": ("¥", "yen"), "CNY": ("yuan", "renminbi", "юан(?:ь|я|ей)"),
    "INR": ("₹", "rupees?"), "CHF": ("swiss francs?", "franken"), "PLN": ("zł", "zloty?s?", "złotych"),
}
_MEASURES: Final[Mapping[str, tuple[str, ...]]] = {
    BASIS_POINTS: ("basis points?", "bps?"),
    POINTS: ("percentage points?", r"per ?cent points?", r"%[ -]points?", r"p\.p\.", "pp", "prozentpunkten?",
             "points? de pourcentage", r"процентн(?:ых|ого|ые) пункт(?:а|ов|ы)?", r"п\.п\."),
    PERCENT: ("%", "per ?cent", "pct", "prozent", "pour ?cent", "por ciento", "procent(?:a|y)?",
              r"процент(?:а|ов|ы|ам|ах)?", "відсотк(?:а|ів|и)"),
    "seconds": ("seconds?",), "minutes": ("minutes?",), "hours": ("hours?", "часов", "stunden?"),
    "days": ("days?", "дн(?:я|ей)", "день", "tagen?"), "weeks": ("weeks?", "недел(?:я|и|ь)", "wochen?"),
    "months": ("months?", "месяц(?:а|ев)?", "monaten?"), "years": ("years?", "лет", "год(?:а|ов)?", "jahren?"),
    "kilometres": ("km", r"kilomet(?:re|er)s?", "км", "километр(?:а|ов)?"), "miles": ("miles?",),
    METRES: ("m", r"met(?:re|er)s?", "метр(?:а|ов)?"), "feet": ("feet", "ft"),
    "tonnes": ("tonnes?", "tons?", "t", "тонн(?:а|ы)?", "tonnen"), "kilograms": ("kg", r"kilogram(?:me)?s?"),
    "barrels": ("barrels?", "bbl", "баррел(?:ь|я|ей)"), "hectares": ("ha", "hectares?"),
    "kilowatt-hours": ("kwh",), "megawatt-hours": ("mwh",), "gigawatt-hours": ("gwh",), "terawatt-hours": ("twh",),
    "megawatts": ("mw", "megawatts?"), "gigawatts": ("gw", "gigawatts?"),
}
# Codes that are English words too, and stand in capitals in titles.
_WORDS: Final = frozenset({"ALL", "TOP", "CUP", "MOP", "PEN", "MAD", "SOS", "COP", "BAM", "LAK", "MUR", "GIP"})
# fmt: on

CODES: Final = frozenset(get_global("all_currencies")) - _WORDS
"""ISO 4217 codes of currencies, old and new, by CLDR."""


def _full_names() -> Iterator[tuple[str, str]]:
    """Return the code of each currency in use with a pattern for its full English name by CLDR, as "swiss francs"."""
    for code, name in Locale("en").currencies.items():
        if code in CODES and name.count(" ") in {1, 2} and name.replace(" ", "").isalpha():
            yield code, name.casefold().replace("ruble", "ro?uble") + "s?"


def _joined(words: Iterable[str]) -> str:
    """Join patterns; the longer ones first, so that none is cut short."""
    return "|".join(sorted(words, key=len, reverse=True))


SCALE: Final = _joined((*_AMBIGUOUS, *(f"{word}s" for word in _AMBIGUOUS), *(w for ws in _SCALES.values() for w in ws)))
_SIGNS: Final = [w for words in _CURRENCIES.values() for w in words if any(c in "$€£₽₴₸₾֏₼₺¥₹" for c in w)]
_FULL: Final = tuple(_full_names())
_NAMES: Final = [w for words in _CURRENCIES.values() for w in words if w not in _SIGNS] + [name for _, name in _FULL]
_CODE: Final = f"(?-i:\\b(?:{_joined(CODES)}))|\\b(?:usd|eur|gbp|rub)"

SIGN: Final = f"{_joined(_SIGNS)}|{_CODE}"
"""Signs and codes of currencies, which stand before numbers too."""

UNIT: Final = f"(?:{_joined([*_NAMES, *(w for words in _MEASURES.values() for w in words)])}|{SIGN})(?![\\w^²³])|%"
"""Names of currencies and measures, which stand behind numbers."""

_SCALE_OF: Final = [(size, re.compile(_joined(words), re.IGNORECASE)) for size, words in _SCALES.items()]
_MONEY_OF: Final = [
    *((code, re.compile(_joined(words), re.IGNORECASE)) for code, words in _CURRENCIES.items()),
    *((code, re.compile(name, re.IGNORECASE)) for code, name in _FULL),
]
_MEASURE_OF: Final = [(unit, re.compile(_joined(words), re.IGNORECASE)) for unit, words in _MEASURES.items()]


def scale_of(word: str, long: bool = False) -> int:
    """Return the size of a scale's name, 1 for none; ``long``: in a language whose billion is a million million."""
    plain = word.casefold()
    if plain.rstrip("s") in _AMBIGUOUS:
        return _AMBIGUOUS[plain.rstrip("s")][long]
    return next((size for size, pattern in _SCALE_OF if pattern.fullmatch(plain)), 1)


def currency_of(word: str) -> str:
    """Return the code of a currency by a sign, word or code for it, or nothing."""
    if word.upper() in CODES and len(word) == 3:
        return word.upper()
    return next((code for code, pattern in _MONEY_OF if pattern.fullmatch(word)), "")


def measure_of(word: str) -> str:
    """Return the unit that a word is a name of: percent, a measure, or nothing."""
    return next((unit for unit, pattern in _MEASURE_OF if pattern.fullmatch(word)), "")
