"""HTML as exports write it into bibliography fields, and raised and lowered text as Unicode has it.

The tags are those that CSL-JSON knows (https://www.zotero.org/support/kb/rich_text_bibliography), and the ones that
publishers' records have for the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5
from typing import Final

SMALL_CAPS: Final = '<span style="font-variant:small-caps;">'
NOCASE: Final = ('<span class="nocase">', "</span>")

_KNOWN: Final = {
    "i": ("<i>", "</i>"),
    "em": ("<i>", "</i>"),
    "italic": ("<i>", "</i>"),
    "b": ("<b>", "</b>"),
    "strong": ("<b>", "</b>"),
    "bold": ("<b>", "</b>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "sc": (SMALL_CAPS, "</span>"),
    "scp": (SMALL_CAPS, "</span>"),
}
_PAIR: Final = re.compile(
    r"<(?:jats:)?(i|em|italic|b|strong|bold|sub|sup|scp?|span)(\s[^<>]{0,200})?>([^<>]*)</(?:jats:)?\1\s*>",
    re.IGNORECASE,
)
_ENTITY: Final = re.compile(r"\\?&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,30}));")
_LATEX: Final = re.compile(r"[&%$#_{}]")
_HELD: Final = "\ue000", "\ue001"
_FREED: Final = str.maketrans({_HELD[0]: "<", _HELD[1]: ">"})

_PLAIN_DIGITS: Final = "0123456789+-\N{MINUS SIGN}=()"
_RAISED: Final = str.maketrans(_PLAIN_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED: Final = str.maketrans(_PLAIN_DIGITS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def raised(text: str) -> str:
    """Return text as superscript where Unicode has it (10⁶); letters stay as they are (1st)."""
    return "°" if text in {"∘", "○"} else _moved(text, _RAISED)


def lowered(text: str) -> str:
    """Return text as subscript where Unicode has it (CO₂); letters stay as they are."""
    return _moved(text, _LOWERED)


def _moved(text: str, table: dict[int, int]) -> str:
    return text.translate(table) if all(character in _PLAIN_DIGITS for character in text) else text


def without_entities(source: str) -> str:
    """Put the character in the place of each entity of HTML, as LaTeX; what is no known entity stays."""
    return _ENTITY.sub(_character, source) if "&" in source and ";" in source else source


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        text = html5.get(f"{name};", "")
    else:
        number = int(decimal) if decimal else int(hexadecimal, 16)
        text = chr(number) if 32 <= number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    # A backslash has no place in a title, and would begin a command.
    return _LATEX.sub(r"\\\g<0>", text.replace("\\", "")) if text else match[0]


def without_tags(text: str) -> str:
    """Return text without the tags that mean something: raised and lowered digits as characters of their own."""
    return _replaced(text, _plain)


def with_csl_tags(text: str) -> str:
    """Return text with the tags that mean something written as CSL-JSON has them."""
    return _replaced(text, _csl).translate(_FREED)


def _replaced(text: str, one: Callable[[re.Match[str]], str]) -> str:
    # From the inside out, at most as deep as anybody writes; what does not pair is text.
    for _ in range(8 if "</" in text else 0):
        text, count = _PAIR.subn(one, text)
        if not count:
            break
    return text


def _plain(match: re.Match[str]) -> str:
    name, inside = match[1].lower(), match[3]
    return raised(inside) if name == "sup" else lowered(inside) if name == "sub" else inside


def _csl(match: re.Match[str]) -> str:
    name, attributes, inside = match[1].lower(), (match[2] or "").lower(), match[3]
    opening, closing = _KNOWN.get(name, ("", ""))
    if name == "span" and "nocase" in attributes:
        opening, closing = NOCASE
    elif name == "span" and "small-caps" in attributes:
        opening, closing = SMALL_CAPS, "</span>"
    # Held back, so that the tags made are not read again.
    held = [tag.replace("<", _HELD[0]).replace(">", _HELD[1]) for tag in (opening, closing)]
    return f"{held[0]}{inside}{held[1]}"
