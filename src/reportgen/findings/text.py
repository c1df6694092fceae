"""Findings, and whatever else is told, as plain text that a terminal takes for nothing but text."""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportgen.findings.model import Diagnostic, Severity

# Controls (C0, C1, DEL), marks of direction, separators of lines, what cannot be seen, halves of characters, tags.
_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_NAMED: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ALIKE: Final = {
    "├": "|",
    "│": "|",
    "└": "`",
    "─": "-",
    "–": "-",
    "—": "-",
    "…": "...",
    "→": "->",
    "×": "x",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
}
_HANDLER: Final = "reportgen.alike"


def shown(text: str) -> str:
    """Return text in one line, with escapes (``\\x1b``) for characters that command a terminal or cannot be seen."""
    return _UNSEEN.sub(lambda found: _NAMED.get(found[0]) or _escaped(found[0]), text)


def escape_unencodable(*streams: object) -> None:
    """Let streams print what their encoding lacks as something alike, or as an escape."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _alike(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_ALIKE.get(character) or _escaped(character) for character in lacking), error.end


codecs.register_error(_HANDLER, _alike)


def errors_last(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Put findings into the order in which a person is told: errors last, where the eye is."""
    return sorted(findings, key=lambda finding: finding.severity is Severity.ERROR)


def lines(findings: Sequence[Diagnostic]) -> Iterator[str]:
    """Return findings as plain text: a line each, and indented ones for other places and the hint."""
    for finding in findings:
        yield shown(str(finding))
        if finding.related:
            yield f"    see: {shown(', '.join(map(str, finding.related)))}"
        if finding.hint:
            yield f"    hint: {shown(finding.hint)}"


def summary(findings: Sequence[Diagnostic]) -> str:
    """Count findings in words: "2 errors, 1 warning", or "no findings"."""
    counts = Counter(finding.severity for finding in findings)
    told = [
        f"{counts[severity]} {severity}{'' if counts[severity] == 1 or severity is Severity.INFO else 's'}"
        for severity in Severity
        if counts[severity]
    ]
    return ", ".join(told) or "no findings"
