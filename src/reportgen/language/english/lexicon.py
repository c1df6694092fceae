"""Words for numbers, scales, currencies and units, as texts print them beside numbers.

Number words are English ones; scales, currencies and percentages are those of the languages that sources on
public affairs are commonly in, since they stand beside digits whatever the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.core import get_global

PERCENT: Final = "percent"
TIMES: Final = "times"
POINTS: Final = "percentage points"
BASIS_POINTS: Final = "basis points"
PER_MILLE: Final = "per mille"
METRES: Final = "metres"
_KM: Final = r"(?:km|kilomet(?:re|er)s?)"
_M: Final = r"(?:m|met(?:re|er)s?)"
_SIZES: Final = {"k": "kilo", "m": "mega", "g": "giga", "t": "tera", "p": "peta"}

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
LETTERS: Final = {"m": 10**6, "mm": 10**6, "b": 10**9, "k": 1000, "t": 10**12}
"""Scales that count only beside a currency."""

ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}
PARTS: Final = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "eighth": 8, "tenth": 10}
OTHERS: Final = {
    r"none(?! the\b)": 0, r"no(?! ?\.| \d| longer\b| doubt\b| matter\b)": 0, "zero": 0, "nobody": 0, "both": 2,
    "half-a-dozen": 6, "dozen": 12, "an? pair of": 2, "an? score of": 20,
}
MULTIPLES: Final[Mapping[str, float]] = {
    "halv(?:e[ds]|ing)": 0.5, "once": 1, "twice": 2, "thrice": 3, "double[ds]?": 2, "doubling": 2,
    "trebl(?:e[ds]?|ing)": 3, "tripl(?:e[ds]?|ing)": 3, "quadrupl(?:e[ds]?|ing)": 4, "quintupl(?:e[ds]?|ing)": 5,
    "sextupl(?:e[ds]?|ing)": 6, "twofold": 2, "trifold": 3, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6,
    "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10,
}
"""Words that say how many times as much."""

SUPERLATIVES: Final = ("highest", "largest", "biggest", "greatest")

_SCALES: Final[Mapping[int, tuple[str, ...]]] = {
    12: ("dozen",), 20: ("score",), 100: ("hundred",),
    10**5: ("lakhs?", "hundred thousand"), 10**7: ("crores?",), 10**15: ("quadrillions?",),
    10**8: ("hundred millions?",),
    10**3: (
        "thousands?", r"tsd\.?", "tausend", "mille?", "mila", r"тыс\.?", "тысяч[аиеу]?", r"тис\.?", "тисяч[аіеу]?",
        r"tys\.?", "tysi[ąę]c[ey]?",
    ),
    10**6: (
        "millions?", r"mln\.?", r"mn\.?", "mio\\.?", "millionen", "millones", r"mill[óo]n", "milh[õo]es", "milhão",
        "milion[ie]?", "milion[óo]w", r"млн\.?", "миллион(?:а|ов|ам|ами|ах|ы|у|ом)?", "мільйон(?:а|ів|и)?",
    ),
    10**9: (
        "thousand millions?",
        r"bln\.?", r"bn\.?", "milliard[es]?", "milliarden", r"mrd\.?", r"md\.?", "mil millones", "miliard[iy]?",
        "miliard[óo]w", r"mld\.?", r"млрд\.?", "миллиард(?:а|ов|ам|ами|ах|ы|у|ом)?", "мільярд(?:а|ів|и)?",
    ),
    10**12: ("million millions?", "lakh crores?",
             "billionen", "billones", r"bill[óo]n", "bilion[óo]w", r"tr?n\.?", r"trln\.?", r"трлн\.?",
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
    "AUD": (r"au?\$", "australian dollars?"), "CAD": (r"c(?:an?)?\$", "canadian dollars?"), "HKD": (r"hk\$",),
    "NZD": (r"nz\$", "new zealand dollars?"), "SGD": (r"s\$", "singapore dollars?"),
    "BRL": (r"r\$",), "TWD": (r"nt\$",), "MXN": (r"mex\$",), "XCD": (r"ec\$",), "JMD": (r"j\$",), "TTD": (r"tt\$",),
    "DEM": ("(?-i:DM)", "deutsche ?marks?", "german marks?"), "FRF": ("(?-i:FF)", "french francs?"),
    "KES": ("(?-i:KSh|Ksh)",),
    "XDR": ("(?-i:SDRs?)",), "SEK": ("(?-i:SKr|SEK)", "swedish kronor"),
    "IEP": ("ir£",), "EGP": ("e£",), "CZK": ("kč",),
    "EUR": ("€", "euros?", "евро"), "GBP": ("£", "pounds?(?: sterling)?"),
    "RUB": ("₽", "ro?ubles?", "rubels?", "рубл(?:ь|я|ей|и|ям|ях)", r"руб\.?", "(?-i:Rb)"),
    "UAH": ("₴", "hryvni?as?", "hryven", "грив(?:ня|ни|ен|ень)"), "KZT": ("₸", "tenge", "тенге"),
    "GEL": ("₾", "lari"), "AMD": ("֏", "drams?"), "AZN": ("₼", "manats?"), "TRY": ("₺", "liras?"),
    "JPY": ("¥", "yen"), "CNY": ("yuan", "renminbi", r"rmb", "юан(?:ь|я|ей)"),
    "INR": ("₹", "rupees?", r"rs\.?"), "CHF": ("swiss francs?", "franken", "(?-i:SFr)"),
    "PLN": ("zł", "zloty?s?", "złotych"),
}
_MEASURES: Final[Mapping[str, tuple[str, ...]]] = {
    BASIS_POINTS: ("basis points?", "bps?"),
    POINTS: ("percentage points?", r"per ?cent points?", r"%[ -]points?", r"p\.p\.", "pps?", "ppts?", "prozentpunkten?",
             "points? de pourcentage", r"процентн(?:ых|ого|ые) пункт(?:а|ов|ы)?", r"п\.п\."),
    PERCENT: ("%", "per ?cent", "pct", r"p\.c\.", r"p\. ?100", "prozent", "pour ?cent", "por ciento", "procent(?:a|y)?",
              r"процент(?:а|ов|ы|ам|ах)?", "відсотк(?:а|ів|и)"),
    PER_MILLE: ("‰", "per mill?e?"),
    TIMES: ("times",),
    "seconds": ("seconds?", "secs?"), "minutes": ("minutes?", "mins?"),
    "hours": ("hours?", "hrs?", "часов", "stunden?"),
    "days": ("days?", "дн(?:я|ей)", "день", "tagen?"), "weeks": ("weeks?", "недел(?:я|и|ь)", "wochen?"),
    "months": ("months?", "месяц(?:а|ев)?", "monaten?"),
    "years": ("years?", "yrs?", "лет", "год(?:а|ов)?", "jahren?"),
    "square kilometres": (rf"(?:sq\.?|square) ?{_KM}", "km(?:²|2)"),
    "square metres": (rf"(?:sq\.?|square) ?{_M}", "m(?:²|2)"),
    "square miles": ("(?:sq\\.?|square) miles?",), "square feet": (r"(?:sq\.?|square) (?:feet|foot|ft)",),
    "cubic kilometres": (rf"(?:cu\.?|cubic) ?{_KM}", "km(?:³|3)"),
    "cubic metres": (rf"(?:cu\.?|cubic) ?{_M}", "m(?:³|3)"),
    "cubic feet": (r"(?:cu\.?|cubic) (?:feet|foot|ft)",),
    "kilometres": (_KM, "км", "километр(?:а|ов)?"), "miles": ("miles?",), "nautical miles": ("nautical miles?", "nmi"),
    METRES: (_M, "метр(?:а|ов)?"), "feet": ("feet", "ft"), "yards": ("yards?",), "inches": ("inch(?:es)?",),
    "centimetres": ("cm", "centimet(?:re|er)s?"), "millimetres": ("mm", "millimet(?:re|er)s?"),
    "tonnes": ("tonnes?", "(?:metric )?tons?", "t", "тонн(?:а|ы)?", "tonnen"),
    "kilograms": ("kg", r"kilogram(?:me)?s?"),
    "grams": ("g", r"gram(?:me)?s?"), "milligrams": ("mg", r"milligram(?:me)?s?"), "pounds of weight": ("lbs?",),
    "ounces": ("oz", "ounces?"), "litres": ("l", "lit(?:re|er)s?"), "gallons": ("gallons?",),
    "barrels/days": ("b/d", "bpd"), "million barrels/days": ("mb/d", "mbpd"),
    "barrels": ("barrels?", "bbl", "баррел(?:ь|я|ей)"), "hectares": ("ha", "hectares?"), "acres": ("acres?",),
    "kilotonnes": ("(?-i:kt)",), "megatonnes": ("(?-i:Mt)",), "gigatonnes": ("(?-i:Gt)",), "TEU": ("(?-i:TEU)",),
    "billion cubic metres": ("(?-i:bcm)",), "barrels of oil equivalent": ("boe",), "BTU": ("btu", "mmbtu"),
    "tonnes of oil equivalent": ("toe", "tonnes? of oil equivalent"),
    **{f"{size}watt-hours": (f"{sign}wh", f"{size}watt[ -]?hours?") for sign, size in _SIZES.items()},
    **{f"{size}watts": (f"{sign}w", f"{size}watts?") for sign, size in _SIZES.items()},
    **{f"{size}joules": (f"{sign}j", f"{size}joules?") for sign, size in _SIZES.items()},
    "watts": ("(?-i:W)", "watts?"), "volts": ("volts?",), "kilovolts": ("kv",), "hertz": ("hz",), "megahertz": ("mhz",),
    "degrees Celsius": ("°c", "℃", "degrees? (?:celsius|centigrade)"),
    "degrees Fahrenheit": ("°f", "degrees? fahrenheit"),
    "knots": ("knots?",), "cents": ("(?:us |euro )?cents?", "¢"), "centuries": ("centur(?:y|ies)",),
}
SIZED: Final = {
    "kilotonnes": (10**3, "tonnes"), "megatonnes": (10**6, "tonnes"), "gigatonnes": (10**9, "tonnes"),
    "billion cubic metres": (10**9, "cubic metres"), "million barrels/days": (10**6, "barrels/days"),
}
"""Units that are so many of another."""
POWERS: Final[tuple[Mapping[str, int], ...]] = (
    *({f"{size}{base}": 3 * n for n, size in enumerate(("", *_SIZES.values()))}
      for base in ("watts", "watt-hours", "joules")),
    {"kilometres": 3, METRES: 0, "centimetres": -2, "millimetres": -3},
    {"megatonnes": 9, "kilotonnes": 6, "tonnes": 3, "kilograms": 0, "grams": -3, "milligrams": -6},
    {POINTS: 0, BASIS_POINTS: -2}, {PERCENT: 0, PER_MILLE: -1}, {"square kilometres": 2, "hectares": 0},
)
"""Units that measure the same, by the power of ten that one of each is."""

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
_SHORT: Final = "(?-i:\\b(?:Rs|Rb|DM|FF|SFr|SKr|Ksh|KSh|SDR)(?![^\\W\\d_])\\.?)"
_CODE: Final = f"(?-i:\\b(?:{_joined(CODES)}))\\$?|\\b(?:usd|eur|gbp|rub|rmb)|{_SHORT}"

SIZED_SIGN: Final = (
    rf"(?:(?-i:\b[MmTk](?:€|(?:{_joined(CODES)})\b))"
    rf"|(?<![^\W\d_])(?:{_joined(_SIGNS)}|{_CODE}) ?(?:mln|mn|mm|m|bn|k)(?!\w))"
)
"""A currency with its scale, as "M€", "TEUR" and "€bn"."""

_SIGN: Final = f"{_joined(_SIGNS)}|{_CODE}"
SIGN: Final = rf"(?:{SIZED_SIGN}|(?<![^\W\d_])(?:{_joined(_SIGNS)})|{_CODE})"  # "EC$" is not "C$"
"""Signs and codes of currencies, which stand before numbers too."""

UNKNOWN_SIGN: Final = r"(?<!\w)[a-z]{1,4}[$£]"
"""The sign of a currency of some country or other."""

_ENDS: Final = r"(?![\w^²³]|-(?:kilomet|km|hour|day|week|month|year|mile))"
_ALL: Final = _joined([*_NAMES, *(word for words in _MEASURES.values() for word in words)])
UNIT: Final = f"(?:{SIZED_SIGN}|{_ALL}|{_SIGN}){_ENDS}|%"
"""Names of currencies and measures, which stand behind numbers."""

_SCALE_OF: Final = [(size, re.compile(_joined(words), re.IGNORECASE)) for size, words in _SCALES.items()]
_MONEY_OF: Final = [
    *((code, re.compile(_joined(words), re.IGNORECASE)) for code, words in _CURRENCIES.items()),
    *((code, re.compile(name, re.IGNORECASE)) for code, name in _FULL),
]
_MEASURE_OF: Final = [(unit, re.compile(_joined(words), re.IGNORECASE)) for unit, words in _MEASURES.items()]


_WORTH_OF: Final = [(number, re.compile(word, re.IGNORECASE)) for word, number in {**OTHERS, **MULTIPLES}.items()]


def worth_of(word: str) -> float:
    """Return the number that a word such as "none", "dozen" and "trebled" stands for, 1 for others."""
    return next((number for number, pattern in _WORTH_OF if pattern.match(word)), 1)


@lru_cache(maxsize=10_000)
def scale_of(word: str, long: bool = False) -> int:
    """Return the size of a scale's name, 1 for none; ``long``: in a language whose billion is a million million."""
    plain = word.casefold()
    if plain.rstrip("s") in _AMBIGUOUS:
        return _AMBIGUOUS[plain.rstrip("s")][long]
    return next((size for size, pattern in _SCALE_OF if pattern.fullmatch(plain)), 1)


_SIZED: Final = re.compile(
    r"(?-i:(?P<first>[MmTk])(?P<behind>€|[A-Z]{3}))|(?P<before>.+?) ?(?P<last>mln|mn|mm|m|bn|k)", re.IGNORECASE
)


@lru_cache(maxsize=10_000)
def currency_of(word: str) -> str:
    """Return the code of a currency by a sign, word or code for it, or nothing."""
    if (plain := word.rstrip("$.").upper()) in CODES:
        return plain
    sized = _SIZED.fullmatch(word)
    if sized and (code := currency_of(sized["behind"] or sized["before"])):
        return code
    return next((code for code, pattern in _MONEY_OF if pattern.fullmatch(word)), "")


@lru_cache(maxsize=10_000)
def measure_of(word: str) -> str:
    """Return the unit that a word is a name of: percent, a measure, or nothing."""
    return next((unit for unit, pattern in _MEASURE_OF if pattern.fullmatch(word)), "")


def size_of_money(sign: str) -> int:
    """Return how many of a currency its sign stands for, as "M€" for a million."""
    sized = _SIZED.fullmatch(sign)
    if sized is None or not currency_of(sized["behind"] or sized["before"]):
        return 1
    size = (sized["first"] or sized["last"]).casefold()
    # "T€" is of German accounts
    return 1000 if sized["first"] == "T" else LETTERS.get(size) or scale_of(size)
