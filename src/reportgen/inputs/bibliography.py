"""BibTeX files → Bibliography; the only module that uses bibtexparser.

Entry types, fields and required fields are those of biblatex (see ``biblatex.TYPES``). What is not
known of a work is declared, never guessed:

- ``authortype = {unknown}`` (``editortype = {unknown}``): the author (editor) is not known, and its
  absence no finding; the title may be one that was supplied, in square brackets;
- ``date = {2005~}``: about 2005; dates are EDTF, see ``reportgen.dates``;
- ``year = {n.d.}``: the work bears no date.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from bibtexparser import model as bibtex
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from reportgen import dates
from reportgen.diagnostics import Diagnostic, Findings, Location
from reportgen.inputs import biblatex, latextext
from reportgen.inputs.bibvalues import enclosed, evaluated
from reportgen.inputs.csl import Name, Work, csl_item
from reportgen.inputs.model import Bibliography, Entry
from reportgen.rules import did_you_mean, finding

# bibtexparser reports to a logger, which would write to standard error; we make findings instead.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

LARGEST: Final = 20_000_000
"""Bytes that a bibliography file may have."""

_NEWLINE: Final = re.compile(rb"\r\n|\r|\n")
_STRAY_BLOCK: Final = re.compile(r"^[ \t]*@.*", re.MULTILINE)
_UNDATED: Final = frozenset({"n.d.", "n. d.", "n.d", "nd"})
_DEEPEST: Final = 20


@dataclass(frozen=True)
class _Field:
    """A field as LaTeX source, with its place."""

    source: str
    place: Location


_Fields: TypeAlias = dict[str, _Field]


@dataclass(frozen=True)
class _Raw:
    """An entry before it is decoded; names of type and fields are those of today's biblatex."""

    key: str
    type: str
    place: Location
    fields: _Fields


def read_bibliography(files: Sequence[tuple[str, bytes]]) -> Findings[Bibliography]:
    """Read BibTeX files, given as relative path and content, into one bibliography.

    Never stops at a mistake: what cannot be read is a finding and left out. Of two entries with
    the same key the first counts. ``@string`` abbreviations hold in the files after them as well.
    """
    raws: dict[str, _Raw] = {}
    strings = {month[:3].lower(): month for month in dates.MONTHS}
    for path, content in files:
        text = yield from _text(path, content)
        yield from _blocks(path, text, strings, raws)
    entries: dict[str, Entry] = {}
    complete: dict[str, _Fields | None] = {}
    for raw in raws.values():
        if raw.key not in complete:
            yield from _inherited(raw, raws, complete)
        if raw.type != "xdata":
            entries[raw.key] = yield from _entry(raw, complete[raw.key] or raw.fields)
    return Bibliography(entries)


def _text(path: str, content: bytes) -> Findings[str]:
    if len(content) > LARGEST:
        message = f"the file is larger than {LARGEST // 1_000_000} MB"
        yield finding("BIB006", Location(path), message, "leave out the works that nobody cites")
        return ""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(_NEWLINE.findall(content[: error.start])) + 1
        message = f"byte 0x{content[error.start]:02X} is not UTF-8 text"
        yield finding("BIB006", Location(path, line), message, "save the file with the encoding UTF-8")
        return ""
    # The splitter does not count a line that ends in a backslash; a blank behind the backslash changes nothing else.
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\\\n", "\\ \n")


def _blocks(path: str, text: str, strings: dict[str, str], raws: dict[str, _Raw]) -> Findings[None]:
    defined: dict[str, int] = {}
    for found in parse_string(text, parse_stack=[]).blocks:
        block: bibtex.Block | None = found
        if isinstance(found, bibtex.DuplicateFieldKeyBlock | bibtex.DuplicateBlockKeyBlock):
            block = found.ignore_error_block
        place = Location(path, (found.start_line or 0) + 1)
        if isinstance(block, bibtex.Entry):
            yield from _add_entry(block, place, strings, raws)
        elif isinstance(block, bibtex.String):
            value, problem = evaluated(block.value, strings)
            name = block.key.lower()
            if problem:
                yield finding("BIB001", place, problem, "put the text between braces")
            if name in defined:
                message = f'the abbreviation "{name}" is defined a second time'
                yield finding("BIB002", place, message, f"it is defined at line {defined[name]}; keep one of them")
            defined.setdefault(name, place.line)
            strings[name] = value
        elif isinstance(block, bibtex.ParsingFailedBlock):
            reason = getattr(block.error, "abort_reason", "") or str(block.error)
            message = f"this block cannot be read: {reason.strip().rstrip('.')}"
            yield finding("BIB001", place, message, "close every brace and part the fields by commas")
        elif isinstance(block, bibtex.ImplicitComment):
            yield from _stray(block.comment, place)


def _stray(comment: str, place: Location) -> Iterator[Diagnostic]:
    """Report what begins like a block in the text between blocks, which BibTeX passes over in silence."""
    for match in _STRAY_BLOCK.finditer(comment):
        line = place.line + comment.count("\n", 0, match.start())
        message = f'"{match[0].strip()[:40]}" begins like a block, but is none'
        yield finding("BIB001", Location(place.path, line), message, "write @type{key, field = {value}}")


def _add_entry(
    block: bibtex.Entry, place: Location, strings: Mapping[str, str], raws: dict[str, _Raw]
) -> Findings[None]:
    key = " ".join(block.key.split())
    if not key:
        yield finding("BIB001", place, f"this @{block.entry_type} has no key", "write @type{key, field = {value}}")
        return
    if key in raws:
        message = f'the key "{key}" is already that of another entry'
        yield finding("BIB002", place, message, f"the first one is at {raws[key].place}; rename one of them")
        return
    known, implied = biblatex.TYPE_ALIASES.get(block.entry_type, (block.entry_type, ""))
    raws[key] = _Raw(key, known, place, {})
    fields = raws[key].fields
    if implied:
        fields["type"] = _Field(implied, place)
    seen: dict[str, int] = {}
    for item in block.fields:
        at = Location(place.path, (item.start_line or 0) + 1)
        name = biblatex.FIELD_ALIASES.get(item.key.lower(), item.key.lower())
        value, problem = evaluated(item.value, strings)
        if problem:
            yield finding("BIB001", at, f'field "{name}" of "{key}": {problem}', "is a comma missing before it?")
        if name in seen:
            message = f'field "{name}" of "{key}" is given a second time'
            yield finding("BIB001", at, message, f"the first one, at line {seen[name]}, counts; remove one of them")
        elif value.strip():
            fields[name] = _Field(value, at)
        seen.setdefault(name, at.line)


def _inherited(raw: _Raw, raws: Mapping[str, _Raw], done: dict[str, _Fields | None], depth: int = 0) -> Findings[None]:
    """Put into ``done`` an entry's fields with those that it takes over by ``xdata`` and ``crossref``."""
    fields = dict(raw.fields)
    done[raw.key] = None
    for link in ("xdata", "crossref"):
        for key in filter(None, (k.strip() for k in fields[link].source.split(",")) if link in fields else ()):
            parent = raws.get(key)
            if parent is not None and key not in done and depth < _DEEPEST:
                yield from _inherited(parent, raws, done, depth + 1)
            from_parent = done.get(key)
            if parent is None or from_parent is None:
                what = (
                    "is not in the bibliography"
                    if parent is None
                    else "inherits in a circle, or through too many others"
                )
                message = f'"{raw.key}" inherits from "{key}", which {what}'
                yield finding("BIB008", fields[link].place, message, did_you_mean(key, raws.keys() - {raw.key}))
                continue
            for name, field in from_parent.items():
                own = name if link == "xdata" else biblatex.inherited_name(name, parent.type, raw.type)
                if own:
                    fields.setdefault(own, field)
    done[raw.key] = fields


def _entry(raw: _Raw, fields: _Fields) -> Findings[Entry]:
    yield from _check_model(raw, fields)
    text: dict[str, str] = {}
    rich: dict[str, str] = {}
    for name, field in fields.items():
        if name in biblatex.VERBATIM_FIELDS:
            text[name] = latextext.verbatim(field.source)
            continue
        decoded = latextext.decode(field.source)
        text[name] = decoded.text
        if name in biblatex.TITLE_FIELDS:
            rich[name] = decoded.rich
        for problem in decoded.problems:
            message = f'field "{name}" of "{raw.key}": {problem} has no Unicode equivalent'
            yield finding("BIB007", field.place, message, "write the character itself")
    names: dict[str, list[Name]] = {}
    for name in biblatex.NAME_FIELDS:
        if name in fields:
            names[name] = yield from _names(raw.key, name, fields[name])
    when = yield from _dates(raw.key, fields, text)
    work = Work(raw.key, raw.type, text, rich, names, when)
    return Entry(raw.key, raw.type, text, raw.place, csl_item(work))


def _check_model(raw: _Raw, fields: Mapping[str, _Field]) -> Iterator[Diagnostic]:
    if raw.type not in biblatex.TYPES:
        hint = did_you_mean(raw.type, [*biblatex.TYPES, *biblatex.TYPE_ALIASES]) or "use @misc"
        yield finding("BIB004", raw.place, f'"{raw.key}" has the type @{raw.type}', hint)
        return
    unknown = {
        who
        for who in ("author", "editor")
        if f"{who}type" in fields and fields[f"{who}type"].source.strip() == "unknown"
    }
    present = fields.keys() | ({"date"} if "year" in fields else set())
    for alternatives in biblatex.required(raw.type, unknown):
        if not present & set(alternatives.split("|")):
            wanted = " or ".join(alternatives.split("|"))
            hint = f"add {wanted}"
            if "author" in wanted:
                hint += ", or authortype = {unknown} if nobody knows"
            yield finding("BIB003", raw.place, f'"{raw.key}", a @{raw.type}, has no {wanted}', hint)


def _names(key: str, field_name: str, field: _Field) -> Findings[list[Name]]:
    names: list[Name] = []
    for source in split_multiple_persons_names(" ".join(field.source.split())):
        if source.strip() == "others":
            names.append({"literal": "others"})
        elif enclosed(source.strip()):
            names.append({"literal": latextext.decode(source.strip()[1:-1]).text})
        else:
            name, problem = _split_name(source)
            if problem or not name:
                message = f'"{source}" in field "{field_name}" of "{key}" is no name: {problem or "it is empty"}'
                hint = "write Last, First and Last, First; a body between braces: {Body and Others}"
                yield finding("BIB001", field.place, message, hint)
            if name:
                names.append(name)
    return names


def _split_name(source: str) -> tuple[Name, str]:
    problem = ""
    try:
        parts = parse_single_name_into_parts(source)
    except InvalidNameError as error:
        problem = error.reason[0].lower() + error.reason[1:]
        parts = parse_single_name_into_parts(source, strict=False)
    words = {
        "family": parts.last,
        "given": parts.first,
        "non-dropping-particle": parts.von,
        "suffix": parts.jr,
    }
    decoded = {role: latextext.decode(" ".join(w)).text.replace("\u00a0", " ") for role, w in words.items() if w}
    return {role: text for role, text in decoded.items() if text}, problem


def _dates(key: str, fields: Mapping[str, _Field], text: dict[str, str]) -> Findings[dict[str, dates.When]]:
    """Read the dates; ``text`` gets a ``date`` where the entry has only year and month."""
    place = {name: fields[name].place for name in fields}
    if "date" not in text and "year" in text:
        place["date"] = place["year"]
        text["date"] = _from_year(text["year"], text.get("month", ""), text.get("day", ""))
    if text.get("date", "").lower() in _UNDATED:
        del text["date"]
    found: dict[str, dates.When] = {}
    for name in biblatex.DATE_FIELDS:
        if name not in text:
            continue
        try:
            found[name] = dates.parse(text[name])
        except ValueError as error:
            hint = "write YYYY, YYYY-MM or YYYY-MM-DD, about 2005 as 2005~, no date as year = {n.d.}"
            yield finding("BIB005", place[name], f'{name} of "{key}": {error}', hint)
    return found


def _from_year(year: str, month: str, day: str) -> str:
    """Give the old fields year, month and day as one date; what they cannot mean stays visible in it."""
    if not month:
        return year
    names = [name[:3].lower() for name in dates.MONTHS]
    short = month[:3].lower()
    number = names.index(short) + 1 if short in names and month.isalpha() else month
    return f"{year}-{str(number).zfill(2)}" + (f"-{day.zfill(2)}" if day else "")
