"""Proper names in a text, and the forms in which they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from reportgen.language.date_mentions import is_month
from reportgen.language.notations import ascii_digits

Variants: TypeAlias = Mapping[str, frozenset[str]]
"""Other forms of a name, by the name; both as ``phrase`` writes them."""

_FOLD: Final = str.maketrans(
    {**dict.fromkeys("‘’‚‛´`", "'"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‐‑‒–", "-"), "―": "—"}
)
_KEPT: Final = re.compile(r"([¼½¾⅐-⅞⁰¹²³⁴-⁹⁻]+)")
_RAISED_DOT: Final = re.compile(r"(?<=\d)(?:[∙⋅•‧・]| ?\u0307)(?=\d)")
"""A decimal point as older print has it, and as PDFs give it."""

_DOTTED: Final = re.compile(r"\b(?:[A-Z]\.){2,}")
_BRACKETED: Final = re.compile(r"(?<=[A-Z]) ?\(([A-Z]+)\) ?(?=[A-Z])")
_WORD: Final = re.compile(r"[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*")
_STOP: Final = re.compile(r"""[.!?:;]["')\]]*\s+|\n""")
_NAME: Final = re.compile(
    r"[A-Z][^\W\d_]*(?:['-][^\W\d_]+)*(?:(?: |-| of | of the | for )[A-Z][^\W\d_]*(?:['-][^\W\d_]+)*)*"
)
_CAPITAL: Final = re.compile(r"(?<![^\W\d_])[A-Z]")
_WEEKDAYS: Final = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_LABELS: Final = frozenset(
    {"Annex", "Appendix", "Article", "Box", "Chapter", "Chart", "Equation", "Exhibit", "Figure", "Footnote", "I", "Map"}
    | {"No", "Note", "Page", "Part", "Section", "Table"}
)


def fold(text: str) -> str:
    """Make quotes, dashes, blanks and digits of a text plain.

    Fractions and raised digits stay: "2½" is not 21/2, and "12¹" not 121; so do the minus sign and the em dash, since
    only a hyphen or en dash may be either.
    """
    if not text.isascii():
        parts = _KEPT.split(text)
        text = "".join(p if n % 2 else unicodedata.normalize("NFKC", p) for n, p in enumerate(parts))
        text = _RAISED_DOT.sub("·", text)
    return " ".join(ascii_digits(text.translate(_FOLD)).split())


def phrase(text: str) -> str:
    """Write a text for comparing names: words in small letters without accents, articles and endings.

    >>> phrase("the Member-States’ Union")
    'member state union'
    """
    joined = _BRACKETED.sub(r"\1", undotted(fold(text)))
    plain = "".join(c for c in unicodedata.normalize("NFKD", joined) if not unicodedata.combining(c))
    words = (word.casefold() for word in _WORD.findall(plain))
    return " ".join(_singular(word) for word in words if word not in {"the", "s"})


def places_of(text: str, forms: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    """Yield where names stand in a text: what ``forms``, which are as ``phrase`` writes them, stand for, and its ends.

    The longest form counts where several begin with the same word.
    """
    starts: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(forms, key=len, reverse=True):
        starts.setdefault(form.partition(" ")[0], []).append(tuple(form.split()))
    found = [(word, *match.span()) for match in _WORD.finditer(text) if (word := phrase(match[0]))]
    words = [word for word, _, _ in found]
    behind = 0
    for at, (word, start, _) in enumerate(found):
        for parts in starts.get(word, ()) if at >= behind else ():
            if tuple(words[at : at + len(parts)]) == parts:
                behind = at + len(parts)
                yield forms[" ".join(parts)], start, found[behind - 1][2]
                break


def undotted(text: str) -> str:
    """Write "U.S." as "US"."""
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), text)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def names_in(text: str) -> Iterator[tuple[str, str]]:
    """Find proper names: capitalised words inside sentences, names of several words, acronyms.

    Each is given as printed, and without the word that it may only share with a sentence's beginning.
    """
    begins = {0, *(match.end() for match in _STOP.finditer(text))}
    for match in _NAME.finditer(text):
        name, start = match[0], match.start()
        if start and text[start - 1].isalnum():
            continue
        while start and text[start - 1] in "\"'([":
            start -= 1
        if start in begins and not _acronym(capitals(name)[0]):
            # the first word of a sentence is a capital whatever it is
            name = name[rest.start() :] if (rest := _CAPITAL.search(name, 1)) else ""
        if any(not (is_month(w) or w in _WEEKDAYS or w in _LABELS) for w in capitals(name)):
            yield match[0], name


def capitals(name: str) -> list[str]:
    """Return the capitalised words of a name."""
    return [word for word in re.split(r"[ -]", name) if word[:1].isupper()]


def _acronym(word: str) -> bool:
    return sum(c.isupper() for c in word) > 1


def symmetric(pairs: Iterable[tuple[str, str]]) -> Variants:
    """Make a table of variants from pairs: each form of a name knows all others."""
    groups: dict[str, set[str]] = {}
    for first, second in pairs:
        a, b = phrase(first), phrase(second)
        if not a or not b:
            continue
        merged = groups.get(a, {a}) | groups.get(b, {b})
        for form in merged:
            groups[form] = merged
    return {form: frozenset(group - {form}) for form, group in groups.items()}
