"""The files of a bundle against its lists, its record, and what its PDFs carry."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from reportgen.bundle.crate import listed
from reportgen.bundle.model import CITATION, CRATE, LEDGER, README, RECORD, SUMS, WORKS, BundleRecord, place
from reportgen.bundle.page import plain
from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.proof.model import RECORD as CARRIED
from reportgen.store.fingerprint import of_bytes
from reportgen.system.files import PROJECT_FILE, shown

_ADAPTER: Final = TypeAdapter(BundleRecord)
_LINE: Final = re.compile(r"([0-9a-f]{64})  (\S.*)")
_CITED: Final = re.compile(r'([a-z-]+): (".*")')
_ADDED: Final = frozenset({README, CRATE, SUMS, RECORD, WORKS})
"""What a bundle holds beside what its record names."""
_SHARED: Final = ("reportgen", "date", "epoch", "inputs", "findings", "rules")
"""What the record of a build and those that its PDFs carry say alike."""
_HINT: Final = "do not rely on it; ask whoever published it for another copy"


def sums(files: Mapping[str, bytes]) -> bytes:
    """Return SHA256SUMS for files by path, as sha256sum reads it."""
    return "".join(f"{of_bytes(files[path])}  {path}\n" for path in sorted(files)).encode()


def verify(held: Mapping[str, bytes], at: Location) -> Findings[BundleRecord | None]:
    """Hold what a bundle has against SHA256SUMS, the RO-Crate and its build record; ``None`` where this is unreadable.

    Each list must name all, and nothing else.
    """
    yield from _summed(held, at)
    yield from _crated(held, at)
    record = yield from record_of(held, at)
    if record is not None:
        yield from _differing(record.files, held, _ADDED, RECORD, at)
    return record


def record_of(held: Mapping[str, bytes], at: Location) -> Findings[BundleRecord | None]:
    """Read the build record among files by path; ``None`` where it is none."""
    try:
        return _ADAPTER.validate_json(held.get(RECORD, b""))
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, problem["loc"]))
        message = f"there is no build record of this version: {shown(where)}: {problem['msg']}"
        yield finding("CRT006", _in(at, RECORD), message, _HINT)
        return None


def _summed(held: Mapping[str, bytes], at: Location) -> Iterator[Diagnostic]:
    if SUMS not in held:
        yield finding("CRT006", _in(at, SUMS), "there is no SHA256SUMS", _HINT)
        return
    found = [_LINE.fullmatch(line) for line in held[SUMS].decode("utf-8", "replace").splitlines()]
    named = {match[2]: match[1] for match in found if match}
    if len(named) != len(found):
        yield finding("CRT006", _in(at, SUMS), "a line is none of a digest and a path, or a path is there twice", _HINT)
    yield from _differing(named, held, frozenset({SUMS}), SUMS, at)


def _crated(held: Mapping[str, bytes], at: Location) -> Iterator[Diagnostic]:
    try:
        named = listed(held[CRATE])
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        message = f"there is no RO-Crate metadata that can be read: {type(error).__name__}"
        yield finding("CRT006", _in(at, CRATE), message, _HINT)
        return
    yield from _differing({p: d for p, d in named.items() if p != SUMS}, held, frozenset({SUMS, CRATE}), CRATE, at)


def _differing(
    named: Mapping[str, str], held: Mapping[str, bytes], beside: frozenset[str], who: str, at: Location
) -> Iterator[Diagnostic]:
    """Report files that the list ``who`` names and that are not so, and files that it does not name."""
    for path, digest in sorted(named.items()):
        if path not in held:
            yield finding("CRT006", _in(at, who), f'it names "{shown(path)}", which is not in the bundle', _HINT)
        elif (now := of_bytes(held[path])) != digest:
            message = f"it is not the file that {who} names (SHA-256 {now[:12]}, not {shown(digest[:12])})"
            yield finding("CRT007", _in(at, path), message, _HINT)
    for path in sorted(held.keys() - named.keys() - beside):
        yield finding("CRT006", _in(at, who), f'it does not name "{path}", which is in the bundle', _HINT)


def carried(
    held: Mapping[str, bytes], record: BundleRecord, files: Mapping[str, bytes], at: Location
) -> Findings[None]:
    """Hold the files that a PDF carries against those of the bundle, and its record against that of the build."""
    for path, content in sorted(files.items()):
        if path == CARRIED:
            yield from _records(record, content, at)
        elif held.get(place(path)) != content:
            how = "is another there" if place(path) in held else "is not there"
            yield finding("CRT008", at, f'it carries "{path}", which in the bundle, as {place(path)}, {how}', _HINT)
    for path in sorted({LEDGER, WORKS} - {place(path) for path in files}):
        yield finding("CRT008", at, f"it does not carry {path}, which is in the bundle", _HINT)


def _records(record: BundleRecord, content: bytes, at: Location) -> Iterator[Diagnostic]:
    try:
        own: Mapping[str, Any] = json.loads(content)
        other = [name for name in _SHARED if own[name] != getattr(record, name)]
    except (ValueError, KeyError, TypeError, RecursionError):
        other = ["form"]
    for name in other:
        yield finding("CRT008", at, f'its record and that of the bundle differ: "{name}"', _HINT)


def citation(content: bytes) -> Mapping[str, str]:
    """Return the texts of CITATION.cff by key, as a build writes them: a line for each, in which it is JSON."""
    lines = content.decode("utf-8", "replace").splitlines()
    return {match[1]: json.loads(match[2]) for line in lines if (match := _CITED.fullmatch(line))}


def titles(held: Mapping[str, bytes], at: Location) -> Iterator[Diagnostic]:
    """Hold the titles in the lists and papers of a bundle against that in its report.toml, which the PDFs seal.

    Where that has LaTeX or a call in it, they are held against each other alone.
    """
    try:
        title = citation(held[CITATION])["title"]
        named = {entity["@id"]: entity for entity in json.loads(held[CRATE])["@graph"]}["./"]["name"]
        given = tomllib.loads(held[place(PROJECT_FILE)].decode())["title"]
    except (KeyError, ValueError, TypeError, RecursionError):
        yield finding("CRT008", _in(at, CITATION), "it, the RO-Crate or report.toml gives no title", _HINT)
        return
    sealed = str(title if "\\" in str(given) else given)
    heads = {CITATION: title, CRATE: named, README: held.get(README, b"").decode("utf-8", "replace").partition("\n")[0]}
    for path, head in heads.items():
        if plain(str(head)) != plain(sealed):
            message = f'it has the title "{shown(str(head))}", and not "{shown(sealed)}"'
            yield finding("CRT008", _in(at, path), message, _HINT)


def texts_in(held: Mapping[str, bytes], sources: Mapping[str, str], at: Location) -> Iterator[Diagnostic]:
    """Report files that are the text of a source, whose digests are by key: they are not ours to hand on."""
    known = {digest: key for key, digest in sources.items() if digest}
    for path, content in sorted(held.items()):
        if key := known.get(of_bytes(content)):
            hint = "keep texts of sources beside the evidence in texts/, and name no such file in report.toml"
            yield finding("CRT004", _in(at, path), f'it is the text of the source "{key}"', hint)


def _in(at: Location, path: str) -> Location:
    return Location(f"{at.path}/{path}")
