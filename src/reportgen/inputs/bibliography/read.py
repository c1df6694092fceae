"""BibTeX files → Bibliography; the only module that uses bibtexparser.

Entry types, fields and required fields are those of biblatex (see ``biblatex.TYPES``). What is not
known of a work is declared, never guessed:

- ``authortype = {unknown}`` (``editortype = {unknown}``): the author (editor) is not known, and its
  absence no finding; the title may be one that was supplied, in square brackets;
- ``date = {2005~}``: about 2005; dates are EDTF, see ``reportgen.values.dates``;
- ``year = {n.d.}``: the work bears no date.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final, TypeAlias

from bibtexparser import model as bibtex
from bibtexparser.entrypoint import parse_string

from reportgen.findings.model import Diagnostic, Findings, Location, collect
from reportgen.findings.rules import did_you_mean, finding
from reportgen.inputs.bibliography import biblatex, date_fields, latex_decoding
from reportgen.inputs.bibliography.blocks import without_comments
from reportgen.inputs.bibliography.csl import Name, Work, csl_item
from reportgen.inputs.bibliography.field_checks import check_addresses, check_clashes, check_letters, check_status
from reportgen.inputs.bibliography.model import Bibliography, Entry
from reportgen.inputs.bibliography.names import read_names
from reportgen.inputs.bibliography.values import evaluated
from reportgen.text.encodings import likely_encoding
from reportgen.values import dates

# bibtexparser reports to a logger, which would write to standard error; we make findings instead.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

LARGEST: Final = 20_000_000
"""Bytes that a bibliography file may have."""

_NEWLINE: Final = re.compile(rb"\r\n|\r|\n")
_STRAY_BLOCK: Final = re.compile(r"^[ \t]*@.*", re.MULTILINE)
_BLOCK_COMMENT: Final = re.compile(r"@[ \t]*comment\b", re.IGNORECASE)
_UNDATED: Final = frozenset({"n.d.", "n. d.", "n.d", "nd"})
_DEEPEST: Final = 20
_DATED: Final = frozenset({*biblatex.DATE_FIELDS, "year"})


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
    What is wrong with a single entry weighs only where its work is used, see ``doubts_about``.
    """
    raws: dict[str, _Raw] = {}
    strings = {name: month for month in dates.MONTHS for name in (month[:3].lower(), month.lower())}
    strings["sept"] = "September"
    for path, content in files:
        text = yield from _text(path, content)
        yield from _blocks(path, without_comments(text), strings, raws)
    entries: dict[str, Entry] = {}
    doubts: dict[str, dict[Diagnostic, None]] = {}
    complete: dict[str, _Fields | None] = {}
    for raw in raws.values():
        if raw.key not in complete:
            _inherit(raw, raws, complete, doubts)
        if raw.type != "xdata":
            entry = collect(_entry(raw, complete[raw.key] or raw.fields))
            entries[raw.key] = entry.value
            doubts.setdefault(raw.key, {}).update(dict.fromkeys(entry.findings))
    return Bibliography(entries, {key: tuple(found) for key, found in doubts.items() if found})


def doubts_about(bibliography: Bibliography, used: Set[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the works that are used; and one line for each file about all others."""
    others: dict[str, list[Diagnostic]] = {}
    for key, found in bibliography.doubts.items():
        if key in used:
            yield from found
        else:
            others.setdefault(found[0].location.path, []).append(found[0])
    for path, unused in others.items():
        works = "1 work that is not used has a flaw" if len(unused) == 1 else f"{len(unused)} unused works have flaws"
        message = f"{works}, the first in line {unused[0].location.line}: {unused[0].message}"
        yield finding("BIB009", Location(path), message, "mend it before you use the work")


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
        likely = likely_encoding(content)
        hint = f"it is most likely {likely}: save the file with the encoding UTF-8"
        hint = "the rest is UTF-8: write these letters anew" if likely == "utf-8" else hint
        yield finding("BIB006", Location(path, line), message, hint)
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
        if _BLOCK_COMMENT.match(match[0].strip()):
            continue
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
    if block.entry_type in biblatex.SUBTYPES:
        fields["entrysubtype"] = _Field(block.entry_type, place)
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


def _inherit(
    raw: _Raw,
    raws: Mapping[str, _Raw],
    done: dict[str, _Fields | None],
    doubts: dict[str, dict[Diagnostic, None]],
    depth: int = 0,
) -> None:
    """Put into ``done`` an entry's fields with those that it takes over by ``xdata`` and ``crossref``.

    ``doubts`` gets what is wrong with that, for those too who inherit from an entry.
    """
    fields = dict(raw.fields)
    own_doubts = doubts.setdefault(raw.key, {})
    done[raw.key] = None
    for link in ("xdata", "crossref"):
        for key in filter(None, (k.strip() for k in fields[link].source.split(",")) if link in fields else ()):
            parent = raws.get(key)
            if parent is not None and key not in done and depth < _DEEPEST:
                _inherit(parent, raws, done, doubts, depth + 1)
            own_doubts.update(doubts.get(key, {}))
            from_parent = done.get(key)
            if parent is None or from_parent is None:
                what = (
                    "is not in the bibliography"
                    if parent is None
                    else "inherits in a circle, or through too many others"
                )
                message = f'"{raw.key}" inherits from "{key}", which {what}'
                hint = did_you_mean(key, raws.keys() - {raw.key})
                own_doubts[finding("BIB008", fields[link].place, message, hint)] = None
                continue
            for name, field in from_parent.items():
                own = (name,) if link == "xdata" else biblatex.inherited_names(name, parent.type, raw.type)
                for taking in own:
                    fields.setdefault(taking, field)
    done[raw.key] = fields


def _entry(raw: _Raw, fields: _Fields) -> Findings[Entry]:
    yield from _check_model(raw, fields)
    text: dict[str, str] = {}
    rich: dict[str, str] = {}
    for name, field in fields.items():
        if name in biblatex.VERBATIM_FIELDS:
            text[name] = latex_decoding.verbatim(field.source)
            continue
        if name in biblatex.ADDRESS_FIELDS or (name in _DATED and "\\" not in field.source):
            text[name] = latex_decoding.address(field.source)
            continue
        decoded = latex_decoding.decode(field.source)
        text[name] = decoded.text
        if name in biblatex.TITLE_FIELDS:
            rich[name] = decoded.rich
        for problem in decoded.problems:
            message = f'field "{name}" of "{raw.key}": {problem} has no Unicode equivalent'
            yield finding("BIB007", field.place, message, "write the character itself")
    places = {name: field.place for name, field in fields.items()}
    yield from check_letters(raw.key, places, text)
    names: dict[str, list[Name]] = {}
    for name in biblatex.NAME_FIELDS:
        if name in fields:
            names[name] = yield from _names(raw.key, name, fields[name])
    when = yield from _dates(raw.key, fields, text)
    yield from check_addresses(raw.key, places, text)
    seasons = {name: number for name in when if (number := date_fields.season(text.get(name, "")))}
    work = Work(raw.key, raw.type, text, rich, names, when, seasons)
    status = yield from check_status(raw.key, places, text, raw.place)
    return Entry(raw.key, raw.type, text, raw.place, csl_item(work), status)


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
            if alternatives == "date":
                hint += ", or year = {n.d.} if the work bears none"
            if alternatives == "journaltitle" and "booktitle" in fields:
                hint = "write journaltitle instead of booktitle"
            yield finding("BIB003", raw.place, f'"{raw.key}", a @{raw.type}, has no {wanted}', hint)


def _names(key: str, field_name: str, field: _Field) -> Findings[list[Name]]:
    names, doubts = read_names(field.source)
    for source, doubt in doubts:
        message = f'"{source}" in field "{field_name}" of "{key}" is no name: {doubt.problem}'
        yield finding(doubt.code, field.place, message.replace("is no name: it reads", "reads"), doubt.hint)
    return names


def _dates(key: str, fields: Mapping[str, _Field], text: dict[str, str]) -> Findings[dict[str, dates.When]]:
    """Read the dates; ``text`` gets them as EDTF, and a ``date`` where the entry has only year and month."""
    place = {name: fields[name].place for name in fields}
    parts = {name: (text[name], "", "") for name in biblatex.DATE_FIELDS if name in text}
    if "date" not in text and "year" in text:
        place["date"] = place["year"]
        parts["date"] = (text["year"], text.get("month", ""), text.get("day", ""))
    state = date_fields.NOT_YET.get(parts.get("date", ("",))[0].lower())
    if state:
        text.setdefault("pubstate", state)
    if state or parts.get("date", ("",))[0].lower() in _UNDATED:
        text.pop("date", None)
        del parts["date"]
    yield from check_clashes(key, {name: fields[name].place for name in fields}, text)
    found: dict[str, dates.When] = {}
    for name, given in parts.items():
        try:
            text[name], unread = date_fields.read_date(*given)
            found[name] = date_fields.parse(text[name])
        except ValueError as error:
            hint = "write YYYY, YYYY-MM or YYYY-MM-DD, about 2005 as 2005~, no date as year = {n.d.}"
            yield finding("BIB005", place[name], f'{name} of "{key}": {error}', hint)
            continue
        if not unread and date_fields.is_doubtful(given[0]):
            message = f'{name} of "{key}": "{given[0].strip()}" is not an EDTF date; it is read as {text[name]}'
            yield finding("BIB017", place[name], message, "write YYYY, YYYY-MM or YYYY-MM-DD, years as 2001/2003")
        if unread:
            at = fields["month"].place if name == "date" and given[1] else place[name]
            message = f'{name} of "{key}": {unread}; only {text[name]} of it is printed'
            yield finding("BIB012", at, message, "write YYYY-MM or YYYY-MM-DD, a season as YYYY-21 (spring) to YYYY-24")
    return found
