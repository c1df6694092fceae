"""Names of units, currencies and scales in all languages, by CLDR: "tonnellate", "Hektar", "miljoonaan"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from babel import Locale

from reportgen.language.english.lexicon import CODES
from reportgen.text.languages import known_language

_UNITS: Final[Mapping[str, str]] = {
    "area-acre": "acres",
    "area-hectare": "hectares",
    "area-square-foot": "square feet",
    "area-square-kilometer": "square kilometres",
    "area-square-meter": "square metres",
    "area-square-mile": "square miles",
    "concentr-percent": "percent",
    "concentr-permille": "per mille",
    "duration-day": "days",
    "duration-hour": "hours",
    "duration-minute": "minutes",
    "duration-month": "months",
    "duration-second": "seconds",
    "duration-week": "weeks",
    "energy-joule": "joules",
    "energy-kilojoule": "kilojoules",
    "energy-kilowatt-hour": "kilowatt-hours",
    "length-centimeter": "centimetres",
    "length-foot": "feet",
    "length-inch": "inches",
    "length-kilometer": "kilometres",
    "length-meter": "metres",
    "length-mile": "miles",
    "length-millimeter": "millimetres",
    "length-nautical-mile": "nautical miles",
    "length-yard": "yards",
    "mass-gram": "grams",
    "mass-kilogram": "kilograms",
    "mass-milligram": "milligrams",
    "mass-tonne": "tonnes",
    "power-gigawatt": "gigawatts",
    "power-kilowatt": "kilowatts",
    "power-megawatt": "megawatts",
    "power-watt": "watts",
    "temperature-celsius": "degrees Celsius",
    "temperature-fahrenheit": "degrees Fahrenheit",
    "volume-barrel": "barrels",
    "volume-cubic-foot": "cubic feet",
    "volume-cubic-kilometer": "cubic kilometres",
    "volume-cubic-meter": "cubic metres",
    "volume-liter": "litres",
}
"""Units of CLDR (https://unicode.org/reports/tr35/tr35-general.html#Unit_Elements) by their names in English texts."""

_EACH: Final = {
    **{f"duration-{span}": f"per {span}" for span in ("second", "minute", "hour", "day", "week", "month")},
    "area-square-kilometer": "per square kilometre",
    "mass-tonne": "per tonne",
}
_SHORT: Final = frozenset({"area-hectare", "length-kilometer", "mass-tonne", "energy-kilowatt-hour"})
"""Units whose short names are no other words."""

_SCALES: Final = {10**3: "thousand", 10**6: "million", 10**9: "mrd", 10**12: "trln"}
_NAME: Final = re.compile(r"[^\W\d_]+(?:[' -][^\W\d_]+)*")
_RATE: Final = re.compile(r"(?!za )[^\W\d_]+(?: [^\W\d_]+)+")
"""The words of a rate; of "za den" it is not clear whether it is one."""

_STEM: Final = 4
_ENDING: Final = 3
"""Letters of a stem at least, and of what an inflected form may have behind it at most."""


@dataclass(frozen=True, eq=False)
class UnitNames:
    """The names of units in a language, in small letters, with their English ones.

    ``stems`` stand before endings; ``rates`` say what numbers are for each of ("pro Monat").
    """

    names: Mapping[str, str]
    stems: Mapping[str, str]
    rates: Mapping[str, str]

    def find(self, phrase: str) -> str:
        """Return the English name of a unit by its name, nothing for none."""
        return self.names.get(phrase, "")

    def inflected(self, word: str) -> str:
        """Return the English name of a unit by a form of its name that CLDR does not give: "гектарами"."""
        stems = (word[: len(word) - ending] for ending in range(_ENDING + 1) if len(word) - ending >= _STEM)
        return next((self.stems[stem] for stem in stems if stem in self.stems), "")


@cache
def unit_names(tag: str) -> UnitNames:
    """Return the names that a language has for units, currencies and scales, by its BCP 47 tag; none for English."""
    names: dict[str, str] = {}
    stems: dict[str, str] = {}
    if tag and tag != "en" and known_language(tag):
        # The data's own names stay what they are: in Hungarian "percent" are minutes.
        names |= {meaning: meaning for meaning in _UNITS.values()}
        for meaning, forms in _meanings(tag):
            found = {form for form in forms if _NAME.fullmatch(form)}
            if meaning == "tonnes":
                # what CLDR calls "tonnellate metriche" texts call "tonnellate"
                found |= {form.split(" ")[0] for form in found}
            for form in found:
                names.setdefault(form, meaning)
            stem = _stem([form for form in found if " " not in form and len(form) >= _STEM])
            if len(stem) >= _STEM:
                stems.setdefault(stem, meaning)
    return UnitNames(names, stems, _rates(tag) if names else {})


def _rates(tag: str) -> Mapping[str, str]:
    """Return words such as "pro Monat" with English ones."""
    patterns: Mapping[str, Any] = Locale.parse(tag, sep="-")._data["unit_patterns"]
    found = {_plain(str(patterns.get(unit, {}).get("long", {}).get("per", ""))): each for unit, each in _EACH.items()}
    return {words: each for words, each in found.items() if _RATE.fullmatch(words)}


def _meanings(tag: str) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield units, currencies' codes and scales with the forms of their names."""
    locale = Locale.parse(tag, sep="-")
    data: Mapping[str, Any] = locale._data
    for unit, meaning in _UNITS.items():
        widths = data["unit_patterns"].get(unit, {})
        for width in ("long", "short") if unit in _SHORT else ("long",):
            forms = {count: form for count, form in widths.get(width, {}).items() if count != "per"}
            yield meaning, [_plain(str(form)) for form in forms.values()]
    plural = data.get("currency_names_plural") or {}
    for code in CODES.intersection(locale.currencies):
        yield code, [_plain(locale.currencies[code]), *(_plain(str(n)) for n in plural.get(code, {}).values())]
    for by_size in data["compact_decimal_formats"].get("long", {}).values():
        for size, form in by_size.items():
            pattern = str(getattr(form, "pattern", form)).replace("\u00a0", " ")
            scale = int(size) // 10 ** (pattern.count("0") - 1)
            if " " in pattern and scale in _SCALES:
                yield _SCALES[scale], [_plain(pattern)]


def _stem(forms: Collection[str]) -> str:
    """Return the letters that forms begin with, all of them."""
    first, last = min(forms, default=""), max(forms, default="")
    return first[: next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]


def _plain(pattern: str) -> str:
    """Return the words of a pattern, without the number that they stand beside."""
    return re.sub(r"\{0\}|\b0+\b", "", pattern).replace("\u00a0", " ").replace("’", "'").strip(" .").casefold()
