"""LaTeX source as a type of its own, and the one way from plain text to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final
from urllib.parse import quote

from reportgen.store.fingerprint import Digest


class Latex(str):
    """LaTeX source that may be written to a ``.tex`` file as it stands.

    What a file says becomes such by ``escape``, ``anchor``, ``identifier``, ``digits`` or ``counted``, and is put into
    commands by ``command``, which takes nothing else; ``Latex(…)`` itself is for what we have written ourselves.
    """

    __slots__ = ()


EMPTY: Final = Latex("")


_SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    '"': r"\textquotedbl{}",
    "\u00a0": "~",
    "\u00ad": r"\-",
    "\N{MINUS SIGN}": r"\textminus{}",
}
# T1 fonts join these pairs into another character (two hyphens into a dash, and so on).
_LIGATURE: Final = re.compile(r"(?<=[-<>,?!])(?=[-<>,`´])")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_BLANK: Final = re.compile(r"[\t\n\r\x85\u2028\u2029]+")
# Thirty characters fill a narrow column. Words of people are shorter; what is longer is a number, code or address.
_LONG: Final = re.compile(r"[^\s\-\u00ad]{31,}")
_PIECE: Final = re.compile(r"(?:.[\u0300-\u036f]*){1,10}")
# What follows a row, an item or a rule is an argument of it, or changes it, where it begins so.
_TAKEN: Final = re.compile(r"(?= *[\[*])")
_ADDRESS_SAFE: Final = "!#$%&'()*+,-./:;=?@[]_~"
_ADDRESS_SIGNS: Final = re.compile(r"[%#&_]")
_SPECIALS: Final = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")


def escape(text: str) -> Latex:
    """Turn plain text into LaTeX that prints exactly that text on one line.

    ``Latex`` passes unchanged. Line breaks become blanks. Letters with separate accents become the one
    character that Unicode has for both (NFC), which fonts have more often. Control characters and lone
    surrogates become U+FFFD, which no font of the brief has, so that the check for missing glyphs names
    their place. A line may end within a word of more than 30 characters. An empty group keeps a bracket or asterisk
    at the beginning from the commands of LaTeX that look for one.
    """
    if isinstance(text, Latex):
        return text
    text = unicodedata.normalize("NFC", text)
    text = _CONTROL.sub("\ufffd", _BLANK.sub(" ", text))
    text = _LIGATURE.sub("\x00", text)
    text = _LONG.sub(lambda m: "\x01".join(_PIECE.findall(m[0])), text)
    text = _SPECIALS.sub(lambda m: _SPECIAL[m[0]], text)
    if _TAKEN.match(text):
        text = "{}" + text
    # An empty group would part them in pdfLaTeX only; this is a kern of no width in LuaLaTeX as well.
    return Latex(text.replace("\x00", r"\/").replace("\x01", r"\allowbreak{}"))


def control(character: str) -> bool:
    """Tell whether ``escape`` puts U+FFFD in the place of a character."""
    return bool(_CONTROL.match(character))


def anchor(text: str) -> Latex:
    """Return a name for a link's target: letters, digits and hyphens stay, other characters become ``.hex.``."""
    return Latex(re.sub(r"[^A-Za-z0-9-]", lambda m: f".{ord(m[0]):x}.", text))


def identifier(text: str) -> Latex:
    """Return a name or path as it stands. Raises ``ValueError`` where it has more than letters, digits and ``.-/``."""
    if not re.fullmatch(r"[A-Za-z0-9./-]+", text):
        raise ValueError(f"{text!r} is no name for TeX")
    return Latex(text)


def digits(digest: Digest) -> Latex:
    """Return a digest as it stands; what a file calls one has become such by ``read_digest``."""
    return identifier(digest)


def counted(value: int) -> Latex:
    """Return a whole number in digits."""
    return Latex(f"{value:d}")


def address(url: str) -> Latex:
    r"""Return an address for ``\url`` and ``\href``; what it cannot hold is written in hexadecimal (RFC 3986)."""
    return Latex(_ADDRESS_SIGNS.sub(r"\\\g<0>", quote(url.encode("utf-8", "replace"), safe=_ADDRESS_SAFE)))


def command(called: str, *arguments: Latex) -> Latex:
    r"""Return a command of TeX, named without its backslash, with its arguments in braces."""
    return Latex(f"\\{called}" + "".join(f"{{{argument}}}" for argument in arguments))


def joined(parts: Iterable[Latex], between: Latex = EMPTY) -> Latex:
    """Return parts of LaTeX one after the other."""
    return Latex(between.join(parts))


def marked(text: Latex, words: Latex, mark: Callable[[Latex], Latex]) -> Latex:
    """Return LaTeX with the first place where these words stand, no part of a word or command, put through ``mark``."""
    wanted = re.compile(rf"(?<![\\\w]){re.escape(words)}(?!\w)")
    return Latex(wanted.sub(lambda found: mark(Latex(found[0])), text, count=1))
