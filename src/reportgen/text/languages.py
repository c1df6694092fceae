"""Languages by their names and tags, and the months and weekdays of each, by CLDR."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers

from reportgen.values import dates

_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}")

# What TeX's package babel calls otherwise than Unicode's CLDR does: variants, and other words.
_VARIANTS: Final = {
    "acadian": "fr-CA",
    "american": "en-US",
    "ancientgreek": "grc",
    "australian": "en-AU",
    "austrian": "de-AT",
    "bahasa": "id",
    "bahasam": "ms",
    "brazil": "pt-BR",
    "brazilian": "pt-BR",
    "british": "en-GB",
    "canadian": "en-CA",
    "canadien": "fr-CA",
    "classiclatin": "la",
    "farsi": "fa",
    "francais": "fr",
    "germanb": "de",
    "kurmanji": "ku",
    "lsorbian": "dsb",
    "magyar": "hu",
    "medievallatin": "la",
    "mexican": "es-MX",
    "naustrian": "de-AT",
    "newzealand": "en-NZ",
    "ngerman": "de",
    "norsk": "nb",
    "norwegian": "nb",
    "nswissgerman": "de-CH",
    "nynorsk": "nn",
    "polutonikogreek": "el",
    "portuges": "pt",
    "serbianc": "sr-Cyrl",
    "slovene": "sl",
    "swissgerman": "de-CH",
    "ukenglish": "en-GB",
    "usenglish": "en-US",
    "usorbian": "hsb",
}

_MONTHS_OF: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv", "ru", "uk", "tr")
"""Languages whose names of months are read in bibliographies."""


def language_tag(name: str) -> str:
    """Return the BCP 47 tag of a language named in English or in itself, or in babel or biblatex, or by its code.

    Empty for what is none of these.
    """
    wanted = " ".join(name.split()).lower()
    found = _VARIANTS.get(wanted) or _tags().get(wanted)
    if found or not wanted:
        return found or ""
    language, _, rest = wanted.replace("_", "-").partition("-")
    if language in _codes():
        return _codes()[language] + (f"-{_cased(rest)}" if rest else "")
    return _own_names().get(wanted, "")


def _cased(subtags: str) -> str:
    return "-".join(t.upper() if len(t) == 2 else t.title() if len(t) == 4 else t for t in subtags.split("-"))


@cache
def _tags() -> Mapping[str, str]:
    """Tags by the names of languages in English (https://cldr.unicode.org, common/main/en.xml)."""
    names: Mapping[str, str] = Locale("en").languages
    return {name.lower(): tag.replace("_", "-") for tag, name in sorted(names.items(), reverse=True)}


def known_language(tag: str) -> bool:
    """Tell whether CLDR has words and patterns for a language, by its BCP 47 tag."""
    try:
        # Babel opens a file of that name: only what can be a tag is given to it.
        return _TAG.fullmatch(tag) is not None and Locale.parse(tag, sep="-") is not None
    except (ValueError, UnknownLocaleError):
        return False


@cache
def _codes() -> Mapping[str, str]:
    """Codes of languages (ISO 639, the ones of libraries among them), and the shortest code for the same."""
    known = {str(tag).split("_")[0] for tag in Locale("en").languages}
    aliases = {str(old): str(new).split("_")[0] for old, new in get_global("language_aliases").items()}
    return {code: code for code in known} | aliases


@cache
def _own_names() -> Mapping[str, str]:
    """Tags by the names that languages have for themselves."""
    own = ((tag, Locale.parse(tag).get_language_name(tag)) for tag in locale_identifiers() if "_" not in tag)
    return {name.lower(): tag for tag, name in own if name}


@cache
def month_number(name: str) -> int:
    """Return the number of a month by its name or abbreviation, in any of ``_MONTHS_OF``; 0 for none."""
    wanted = name.strip(".").casefold()
    english = [n for n, month in enumerate(dates.MONTHS, 1) if len(wanted) >= 3 and month.casefold().startswith(wanted)]
    if english:
        return english[0] if len(english) == 1 else 0
    found = {number for known in _months() for number in known.get(wanted, ())}
    # "Listopad" is November in Polish and October in Croatian: what is not clear is no month.
    return next(iter(found)) if len(found) == 1 else 0


@cache
def _months() -> tuple[Mapping[str, frozenset[int]], ...]:
    tables = []
    for tag in _MONTHS_OF:
        wide, short = (calendar_names(tag, "months", width) for width in ("wide", "abbreviated"))
        names = {name: wide.get(name, frozenset()) | short.get(name, frozenset()) for name in {**wide, **short}}
        tables.append(names)
    tables.append({"sept": frozenset({9})})
    return tuple(tables)


def calendar_names(tag: str, kind: str, width: str) -> Mapping[str, frozenset[int]]:
    """Return the numbers of months or weekdays (*months*, *days*) by their names in a language, in all their forms.

    ``width`` is *wide* or *abbreviated*; names are in small letters, without full stops. Monday is 0.
    """
    names: dict[str, frozenset[int]] = {}
    forms = getattr(Locale.parse(tag, sep="-"), kind)
    for form in ("format", "stand-alone"):
        for number, name in forms[form][width].items():
            key = name.strip(".").casefold()
            names[key] = names.get(key, frozenset()) | {number}
    return names
