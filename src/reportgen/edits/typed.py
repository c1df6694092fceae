"""What somebody typed in Word → LaTeX, in the way in which a template writes quotation marks and dashes."""

from __future__ import annotations

import re
from typing import Final

from reportgen.text.latex import Latex, escape, joined

_OPENING: Final = re.compile(r"(?:(?<=^)|(?<=[\s(\[–—-]))[\"']")
_STRAIGHT: Final = str.maketrans({'"': "”", "'": "’"})
_PLAIN: Final = {
    "“": Latex("``"),
    "”": Latex("''"),
    "‘": Latex("`"),
    "’": Latex("'"),
    "—": Latex("---"),
    "–": Latex("--"),
}
_SIGNS: Final = re.compile("([“”‘’—–])")
_BLANKS: Final = re.compile(r"[ \t\u2002-\u200a\u3000]+")


def typed(text: str, template: str) -> Latex:
    """Return typed text as LaTeX that prints it; ``template`` shows whether signs are written as TeX has them.

    Straight quotation marks become those of print, as Word makes them when one types.
    """
    text = _OPENING.sub(lambda m: "“" if m[0] == '"' else "‘", _BLANKS.sub(" ", text)).translate(_STRAIGHT)
    if any(sign in template for sign in "“”’–"):
        return escape(text)
    return joined(_PLAIN[part] if part in _PLAIN else escape(part) for part in _SIGNS.split(text))


def with_breaks(text: Latex, replaced: str) -> str:
    """Return text with the line breaks of what it replaces in a template, each at the nearest blank."""
    lost = [at for at, sign in enumerate(replaced) if sign == "\n"]
    if not lost or "\n" in text:
        return text
    signs = list(text)
    for at in lost:
        blanks = [n for n, sign in enumerate(signs) if sign == " "]
        if blanks:
            wanted = at * len(signs) // max(len(replaced), 1)
            signs[min(blanks, key=lambda n: abs(n - wanted))] = "\n"
    return "".join(signs)
