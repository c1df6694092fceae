"""A PDF against what it carries: is it whole, does what it prints stand there, and do its files bear each other out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.proof.agreement import agreement
from reportgen.proof.carried import Carried, carried
from reportgen.proof.model import RECORD, Opened, Proven
from reportgen.proof.printed import printed

_OTHER = "do not rely on it; ask whoever published it for another copy"
_NAMED = 8


def verify(opened: Opened, name: str) -> Findings[Proven]:
    """Verify a PDF called ``name`` from what it holds alone: files, pages, what they print, and how they agree."""
    place = Location(name)
    content = opened.files.get(RECORD)
    digest = hashlib.sha256(content).hexdigest() if content is not None else ""
    read = yield from carried(opened, place)
    if read is None:
        return Proven(len(opened.pages), len(opened.files), record=digest, signed=opened.signed)
    if digest != opened.record:
        message = f"its build record is not the one that its metadata name (SHA-256 {digest[:12]})"
        yield finding("VER002", place, message, _OTHER)
    yield from _files(opened, read, place)
    yield from _pages(opened, read, place)
    for entry in opened.active:
        message = f"it has {entry}, which no build writes: it may show or run what its pages do not say"
        yield finding("VER002", place, message, _OTHER)
    yield from agreement(opened, read, place)
    seen = yield from printed(opened, read, place)
    return replace(
        seen,
        pages=len(opened.pages),
        files=len(opened.files),
        record=digest,
        signed=opened.signed,
        carried=read.record,
        evidence=read.evidence,
    )


def _files(opened: Opened, read: Carried, place: Location) -> Iterator[Diagnostic]:
    named = read.record.attached
    for path in sorted({*named, *opened.files} - {RECORD}):
        if path not in opened.files:
            yield finding("VER002", place, f'it lacks "{path}", which its record names', _OTHER)
        elif path not in named:
            yield finding("VER002", place, f'it carries "{path}", which its record does not name', _OTHER)
        elif (now := hashlib.sha256(opened.files[path]).hexdigest()) != named[path]:
            told = f'"{path}" in it is not the file that its record names (SHA-256 {now[:12]}, not {named[path][:12]})'
            yield finding("VER002", place, told, _OTHER)
        elif read.record.inputs.get(path, now) != now:
            yield finding("VER002", place, f'its record names "{path}" with two digests', _OTHER)


def _pages(opened: Opened, read: Carried, place: Location) -> Iterator[Diagnostic]:
    then, now = read.record.pages, [page.digest for page in opened.pages]
    moved = sorted(then) == sorted(now) and then != now
    if moved:
        yield finding("VER002", place, "its pages are not in the order in which they were built", _OTHER)
    if len(then) == len(now):
        other = [str(number) for number, pair in enumerate(zip(then, now, strict=True), 1) if len({*pair}) > 1]
    else:
        yield finding("VER002", place, f"it has {len(now)} pages, and its record {len(then)}", _OTHER)
        other = [str(number) for number, digest in enumerate(now, start=1) if digest not in then]
    if other and not moved:
        more = f" and {len(other) - _NAMED} more" if len(other) > _NAMED else ""
        named = f"page{'s' * (len(other) > 1)} {', '.join(other[:_NAMED])}{more} (counted from the cover)"
        yield finding("VER002", place, f"{named} {'are' if len(other) > 1 else 'is'} not as built", _OTHER)
    for part, sealed, found in (
        ("title, bookmarks, places, numbers or descriptions for those who hear it", read.record.around, opened.around),
        ("its metadata", read.record.metadata, opened.metadata),
    ):
        if sealed != found:
            yield finding("VER002", place, f"what stands around its pages is not as it was built: {part}", _OTHER)
