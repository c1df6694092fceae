"""Templates of a project as text, and what one of them raised as a finding at its own line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from decimal import DecimalException
from pathlib import Path
from typing import Final
from unicodedata import normalize

from jinja2 import TemplateAssertionError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from reportgen.draft import aggregates
from reportgen.draft.environment import MARKS
from reportgen.draft.printable import CallError
from reportgen.draft.recorder import CALLS, FILTERS
from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rules import did_you_mean, finding
from reportgen.store.fingerprint import ABSENT, of_bytes
from reportgen.system import files

LARGEST: Final = 500_000
"""Bytes that a template may have: a book in one chapter. To read it takes Jinja2 ten seconds."""

_PLAIN_FILE: Final = "name a template inside the project"
_QUOTED: Final = re.compile(r"""['"]([^'"]+)['"]""")
_MARKS: Final = re.compile(f"[{MARKS}]")


def unmarked(text: str) -> str:
    """Return a text without the characters that marks are made of."""
    return _MARKS.sub("\ufffd", text)


def as_written(_path: str, text: str) -> str:
    """Return the text of a template as it is."""
    return text


class Sources:
    """Templates of a project as text, never from outside its folder; ``revised`` gives what is read for each."""

    def __init__(self, folder: Path, revised: Callable[[str, str], str] = as_written) -> None:
        self._folder = folder
        self._revised = revised
        self.texts: dict[str, str] = {}
        self.digests: dict[str, str] = {}

    def read(self, path: str) -> str | None:
        """Return the text of a template, or ``None`` where there is none; raises ``CallError`` for what is no file."""
        if path not in self.texts:
            self.digests[path] = ABSENT
            try:
                content = files.read(self._folder / path, within=self._folder, largest=LARGEST)
            except (FileNotFoundError, NotADirectoryError, files.OutsideError):
                return None
            except OSError as error:
                raise CallError("PRJ010", f'"{files.shown(path)}" {error.strerror}', _PLAIN_FILE) from error
            self.texts[path] = ""
            self.digests[path] = of_bytes(content)
            text = content.decode("utf-8-sig").replace("\r\n", "\n")
            self.texts[path] = self._revised(path, unmarked(normalize("NFC", text)))
        return self.texts[path]

    @property
    def names(self) -> tuple[str, ...]:
        """Names that every template knows."""
        return ("chapters", "chapter", "brief", "volume", *CALLS, *aggregates.CALLS)

    def column(self, place: Location, subject: str) -> Location:
        """Find the column at which something stands in a template's line."""
        return column_of(self.texts, place, subject)


def column_of(texts: Mapping[str, str], place: Location, subject: str) -> Location:
    """Return the place of a subject in a line of one of the texts, or that of the line."""
    lines = texts.get(place.path, "").split("\n")
    position = lines[place.line - 1].find(subject) if subject and 0 < place.line <= len(lines) else -1
    return Location(place.path, place.line, position + 1)


def failure_of(error: Exception, template: str, sources: Sources) -> Diagnostic:
    """Turn what a template raised into a finding at the template's line."""
    if isinstance(error, TemplateSyntaxError):
        code = "TPL004" if isinstance(error, TemplateAssertionError) else "TPL002"
        subject = _QUOTED.search(error.message or "")
        place = sources.column(Location(error.name or template, error.lineno), subject[1] if subject else "")
        return finding(code, place, _plain(error.message or "the template is not valid"), _syntax_hint(error))
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in sources.texts]
    place = Location(frames[-1].filename, frames[-1].lineno or 0) if frames else Location(template)
    if isinstance(error, CallError):
        subject = _QUOTED.search(error.message)
        return finding(error.code, sources.column(place, subject[1] if subject else ""), error.message, error.hint)
    if isinstance(error, TemplateNotFound):
        hint = "create it or correct the name"
        return finding("TPL001", place, f'there is no template "{error.name}"', hint)
    if isinstance(error, UndefinedError):
        subject = _QUOTED.search(error.message or "")
        name = subject[1] if subject else ""
        hint = did_you_mean(name, sources.names) or "docs/templates.md lists what templates can use"
        if " has no column " in (error.message or ""):
            hint = "name a column of that table"  # the names of templates are none
        return finding("TPL003", sources.column(place, name), _plain(error.message or str(error)), hint)
    if isinstance(error, DecimalException):
        hint = "look at the value and the scale of the figures that are named here"
        return finding("NUM002", place, "a number is too large or too small to be printed or derived", hint)
    if isinstance(error, UnicodeDecodeError):
        return finding("TPL002", place, "the template is not UTF-8 text", "save it as UTF-8")
    message = f"{type(error).__name__}: {error}"
    return finding("TPL005", place, _plain(message), "check what the call is given")


def _plain(message: str) -> str:
    return message.rstrip(".").replace("\n", " ")


def _syntax_hint(error: TemplateSyntaxError) -> str:
    if isinstance(error, TemplateAssertionError):
        name = _QUOTED.search(error.message or "")
        return did_you_mean(name[1] if name else "", FILTERS) or "docs/templates.md lists the filters"
    return r"every \BLOCK{if …}, \BLOCK{for …} needs its \BLOCK{endif}, \BLOCK{endfor}; every \VAR{ its }"
