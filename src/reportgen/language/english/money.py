"""Which currency a sign or name such as "$" and "pounds" means: "$2.5m CAD", "2.5 million dollars (Canadian)"."""

from __future__ import annotations

import re
from typing import Final

from reportgen.language.english.lexicon import CODES, currency_of
from reportgen.language.english.surroundings import counts_other

_BARE: Final = {"$": "dollars", "dollar": "dollars", "£": "pounds", "pound": "pounds", "¥": "", "rupee": "rupees"}
"""Signs and names that several currencies have, with their name."""

_QUALIFIER: Final = re.compile(
    r" ?(?P<open>\()?(?P<word>[A-Z][a-z]+|(?:[A-Z]\.?){2,3}|sterling)(?(open)\)|(?!\w| ?\d))"
)


def meant(sign: str, name: str, text: str, end: int) -> tuple[str, bool]:
    """Return the code of the currency of a number that ends there, by the sign before and the name behind it.

    What names a country counts more than what does not; the second value says whether it may be another currency.
    Without sign and name, a country behind a scale makes it unclear: "2.5m US".
    """
    signed, named = currency_of(sign), currency_of(name)
    code = named or signed
    if signed and named and signed != named:
        return named, _bare(sign) is None
    said, unknown = _bare(name or sign), bool(sign) and not code
    match = _QUALIFIER.match(text, end)
    if match is None:
        return code, unknown
    word = match["word"].replace(".", "")
    other = word if word in CODES else "GBP" if word == "sterling" else currency_of(f"{word} {said or 'dollars'}")
    follows = not match["open"] and counts_other(text, match.end())
    if not other or other == code or (not code and follows):
        return code, unknown
    return (other if code else ""), follows or said is None


def _bare(word: str) -> str | None:
    """Return the name of a sign or word that several currencies share, ``None`` for one that is of one currency."""
    return _BARE.get(word.strip().casefold().removesuffix("s"))
