r"""Commands of a template that read on to a sign (``\def\x#1.{…}``): a value that holds it would end their argument."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportgen.checks.hidden import without_comments
from reportgen.checks.prose import Lines
from reportgen.draft.model import Draft
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding

_DEFINED: Final = re.compile(
    r"\\[egx]?def\s*(?P<plain>\\(?:[A-Za-z@]+|[^A-Za-z@]))(?P<parameters>(?:[^{}]|\\[{}]){0,200}?)(?<!\\)\{"
    r"|\\[A-Z][a-z]+(?:Expandable)?Document(?:Command|Environment)\s*(?P<called>\{[^{}]{1,100}\}|\\[A-Za-z@]+)"
    r"\s*\{(?P<types>(?:[^{}]|\{[^{}]*\}){0,200})\}"
)
_TAKEN_WHOLE: Final = re.compile(r"\s*(?:#+\d)*")
"""Parameters that take one letter or group each, as they do of a ``\\newcommand``."""

_WRITTEN: Final = (r"\string", r"\noexpand")
"""Behind a definition that is written to a file: the one that counts is read from there."""

_DEFAULT: Final = re.compile(r"\{[^{}]*\}")
_READS_ON: Final = re.compile(r"[urRdDteEl]")
"""Types of arguments that other signs than braces and brackets begin or end (the manual of ltcmd, "usrguide")."""


def check_delimited(draft: Draft) -> Findings[None]:
    """No command of a template finds the end of its argument by a sign that a value may hold."""
    for file in draft.files:
        lines = Lines(file.text)
        for begin, name in _delimited(without_comments(file.text)):
            message = f"{name} looks for signs of its own to tell where its arguments begin and end"
            hint = rf"take arguments in braces: \newcommand{{{name}}}[1]{{…}}; a value may hold any sign"
            yield finding("TPL030", file.origin(lines.at(begin)), message, hint)


def _delimited(text: str) -> Iterator[tuple[int, str]]:
    for match in _DEFINED.finditer(text):
        if match["plain"]:
            found = match["plain"] not in _WRITTEN and not _TAKEN_WHOLE.fullmatch(match["parameters"])
        else:
            found = bool(_READS_ON.search(_DEFAULT.sub("", match["types"])))
        if found:
            yield match.start(), (match["plain"] or match["called"]).strip("{}")
