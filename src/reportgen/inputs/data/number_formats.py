"""Numbers as cells write them → numbers as Python writes them, or a word on what to say of their field.

frictionless takes away whatever stands around digits, the minus sign of typographers among it, and every grouping
mark wherever it stands; a cell here is read as its reader reads it, or not at all. Fields: Table Schema v2, number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportgen.language.english import lexicon

KEYS: Final = ("decimalChar", "groupChar", "bareNumber", "floatNumber")
"""Keys of a field that only reading needs."""

NUMERIC: Final = frozenset({"number", "integer"})
UNREAD: Final = "\0"
"""Before a cell that is no number of its field's form, whatever Python would make of it."""

_BLANKS: Final = " \u00a0\u2007\u2009\u202f"
_MINUS: Final = "-\N{MINUS SIGN}\N{EN DASH}\ufe63\uff0d"
_AROUND: Final = r"[^\d+\-−–﹣－.,'’()\[\]*†‡_]{0,12}?"
_NO_NUMBER: Final = frozenset({"nan", "inf", "infinity", "snan"})
_OTHER: Final = re.compile(rf"\s*(?:{lexicon.SCALE}|mm|[mbk])\s*|[a-z]", re.IGNORECASE)
"""What makes another number of the one that it stands behind: a scale; or that may be a note's mark."""

_GROUPED: Final = re.compile(
    r"[-+−–]?\d{1,3}(?P<mark>[,.'’ \u00a0\u2007\u2009\u202f])\d{3}(?:(?P=mark)\d{3})*(?P<rest>[.,]\d+)?"
)
_COMMA: Final = re.compile(r"[-+−–]?\d+,\d+")


@dataclass(frozen=True)
class NumberFormat:
    """How the numbers of a field are written."""

    decimal: str = "."
    group: str = ""
    bare: bool = True

    @property
    def pattern(self) -> re.Pattern[str]:
        """What a number of this form is, with what stands before and behind it."""
        mark = re.escape(self.decimal)
        group = f"[{re.escape(_alike(self.group))}]" if self.group else "(?!)"
        around = "" if self.bare else _AROUND
        return re.compile(
            rf"(?P<before>{around})(?P<sign>[-+{_MINUS[1:]}]?)(?P<unit>{around})"
            rf"(?P<whole>\d{{1,3}}(?:{group}\d{{2,3}})*{group}\d{{3}}|\d*)(?:{mark}(?P<part>\d*))?"
            rf"(?P<exponent>[eE][-+]?\d+)?(?P<behind>{around})"
        )


def number_format_of(field: Mapping[str, Any]) -> NumberFormat:
    """Return the form that a field says."""
    return NumberFormat(
        str(field.get("decimalChar", ".")), str(field.get("groupChar", "")), bool(field.get("bareNumber", True))
    )


def number_format_problem(field: Mapping[str, Any]) -> str:
    """Say what is wrong with the marks of a field; nothing where a number can be read by them."""
    for key in KEYS[:2]:
        mark = field.get(key, ".")
        if not (isinstance(mark, str) and (len(mark) == 1 or (mark == "" and key == "groupChar"))):
            return f'"{key}" is {mark!r}, not one character'
        if mark.isalnum() or mark in ("+", *_MINUS):
            return f'"{key}" is {mark!r}, which is part of numbers'
    decimal, group = field.get("decimalChar", "."), field.get("groupChar", "")
    return (
        f'"groupChar" and "decimalChar" are both {group!r} (where nothing is said, "." and none)'
        if group == decimal
        else ""
    )


def read_number(cell: str, form: NumberFormat) -> tuple[str, str] | None:
    """Return a number in digits with a decimal point, and the signs around it; ``None`` for what is no such number."""
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in cell.strip())
    if text.casefold().strip("+-") in _NO_NUMBER:
        return text, ""
    match = form.pattern.fullmatch(text)
    if match is None or not (match["whole"] or match["part"]) or _OTHER.fullmatch(match["behind"]):
        return None
    whole = "".join(c for c in match["whole"] if c.isdecimal()) or "0"
    sign = "-" if match["sign"] and match["sign"] in _MINUS else ""
    part = f".{match['part']}" if match["part"] else ""
    around = "".join(f"{match['before']}{match['unit']}\0{match['behind']}".split())
    return f"{sign}{whole}{part}{match['exponent'] or ''}", around.strip("\0")


def plain_number(cell: str, form: NumberFormat | None, missing: Container[str] = ()) -> str:
    """Return a cell of a numeric field as frictionless reads it: one that is no number of its form stays none."""
    if form is None or cell in missing or cell.strip() in missing:
        return cell
    read = read_number(cell, form)
    return read[0] if read else UNREAD + cell


def described_plainly(field: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a field whose numbers are written plainly by now, in its constraints too."""
    form = number_format_of(field)

    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return [plain(each) for each in value]
        return plain_number(value, form) if isinstance(value, str) else value

    described = {key: value for key, value in field.items() if key not in KEYS}
    if "constraints" in described:
        described["constraints"] = {key: plain(value) for key, value in described["constraints"].items()}
    return described


def advice(cells: Sequence[str]) -> str:
    """Return the keys of a field by which cells that are no plain numbers could be read; nothing if none could."""
    texts = [cell.strip() for cell in cells]
    grouped = [match for text in texts if (match := _GROUPED.fullmatch(text))]
    marks = {_alike(match["mark"]) for match in grouped}
    commas = any(_COMMA.fullmatch(text) and not _GROUPED.fullmatch(text) for text in texts)
    if commas or any((match["rest"] or "")[:1] == "," for match in grouped):
        group = next((match["mark"] for match in grouped if match["mark"] != ","), "")
        return '"decimalChar": ","' + (f', "groupChar": "{_alike(group)[0]}"' if group else "")
    if grouped and len(marks) == 1:
        mark = _alike(grouped[0]["mark"])[0]
        unclear = mark == "," and not any(match["rest"] for match in grouped)
        other = f', or "decimalChar": "," where "{grouped[0][0]}" has decimals' if unclear else ""
        return f'"groupChar": "{mark}"{other}'
    loose = NumberFormat(bare=False)
    return '"bareNumber": false' if texts and all(read_number(text, loose) for text in texts) else ""


def _alike(mark: str) -> str:
    """Return the marks that are set for one: all blanks, both apostrophes."""
    return next((marks for marks in (_BLANKS, "'’") if mark and mark in marks), mark)
