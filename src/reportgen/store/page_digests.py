"""The SHA-256 of each page of a PDF, and of what stands around them: what is changed, left out or moved shows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

_SKIPPED = frozenset({"/Parent", "/Length", "/Filter", "/DecodeParms", "/P"})
_APART = frozenset({"/Type", "/Version", "/Pages", "/Names", "/Outlines", "/Metadata", "/AF"})
"""What of a catalogue is sealed in another way, or stands in it after the seals were made."""

_BESIDE = frozenset({"/First", "/Last", "/Next", "/Prev"})
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""What a page has from the tree of pages where it has none of its own."""

_RECORD = re.compile(rb"(?<=<reportgen:record>)[0-9a-f]{64}(?=</reportgen:record>)")
NO_RECORD = "0" * 64
"""Stands in a packet of metadata for the digest of the record, which has the digest of the packet."""


@dataclass(frozen=True)
class Seals:
    """SHA-256 in hexadecimal: of each page, of what stands around the pages, and of the packet of metadata."""

    pages: tuple[str, ...]
    around: str
    metadata: str


def seals(document: pikepdf.Pdf, packet: bytes) -> Seals:
    """Return the digests of a PDF: of each page over all that it has, its notes and links as a whole among it.

    Around them they are over title and dates, bookmarks, and all that the catalogue has: names of places, numbers of
    pages, the structure with its descriptions, roles and the ways that lead into it from the pages. Attached files,
    which come later, do not count.

    What a tool that only packs a PDF otherwise changes (numbers of objects, compression) does not count.
    """
    known: dict[tuple[int, int], bytes] = {}
    pages = dict(_pages(document))
    # What leads to a page counts as its number: the page has a digest of its own.
    known.update((place, b"page %d" % number) for number, place in enumerate(pages, start=1))
    digests = [_page(entries, known).hex() for entries in pages.values()]
    root = document.Root
    parts = [_digest(document.trailer.get("/Info"), known), *_bookmarks(root, known)]
    parts.append(_entries(dict(root), known, _APART))
    parts.append(_entries(dict(root.get("/Names", pikepdf.Dictionary())), known, frozenset({"/EmbeddedFiles"})))
    told = _RECORD.sub(NO_RECORD.encode(), packet)
    around = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
    return Seals(tuple(digests), around, hashlib.sha256(told).hexdigest())


def _bookmarks(root: pikepdf.Object, known: dict[tuple[int, int], bytes]) -> Iterator[bytes]:
    waiting = [root.get("/Outlines")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or node.objgen in seen:
            continue
        seen.add(node.objgen)
        # Level by level: whole, a chapter would lead to all behind it.
        yield b"%d%d" % ("/First" in node, "/Next" in node) + _entries(dict(node), known, _BESIDE)
        waiting += [node.get("/Next"), node.get("/First")]


def _pages(document: pikepdf.Pdf) -> Iterator[tuple[tuple[int, int], Mapping[str, object]]]:
    """Yield place and entries of the pages as the tree has them now: ``document.pages`` has them as first asked for."""
    waiting: list[tuple[pikepdf.Object, Mapping[str, object]]] = [(document.Root.Pages, {})]
    seen: set[tuple[int, int]] = set()
    while waiting:
        node, above = waiting.pop()
        if node.objgen in seen:
            continue
        seen.add(node.objgen)
        if "/Kids" in node:
            below = {**above, **{key: node[key] for key in _INHERITED if key in node}}
            waiting += [(kid, below) for kid in reversed(list(node.Kids))]
        else:
            yield node.objgen, {**above, **dict(node)}


def _page(page: Mapping[str, object], known: dict[tuple[int, int], bytes]) -> bytes:
    drawn = page.get("/Contents", pikepdf.Array())
    # pikepdf's arrays can be gone through, which the type of what a page's mapping holds does not say.
    streams = [drawn] if isinstance(drawn, pikepdf.Stream) else list(drawn)  # type: ignore[call-overload]
    # Viewers part them as by the end of a line, which ends numbers and words.
    parts = [b"\n".join(stream.read_bytes() for stream in streams)]
    parts += [_entries(dict(stream.stream_dict), known) for stream in streams if len(streams) == 1]
    parts.append(_entries(page, known, frozenset({"/Contents"})))
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()


def _digest(value: object, known: dict[tuple[int, int], bytes]) -> bytes:
    """Return the digest of an object with all that it leads to; where one leads back to itself it counts as nothing."""
    if not isinstance(value, pikepdf.Object):
        return hashlib.sha256(repr(value).encode()).digest()
    place = value.objgen
    if place != (0, 0):
        if place in known:
            return known[place]
        known[place] = b""
    if isinstance(value, pikepdf.Stream):
        found = hashlib.sha256(_content(value) + b"<<" + _entries(dict(value.stream_dict), known)).digest()
    elif isinstance(value, pikepdf.Dictionary):
        found = hashlib.sha256(b"<<" + _entries(dict(value), known)).digest()
    elif isinstance(value, pikepdf.Array):
        found = hashlib.sha256(b"[" + b"".join(_digest(item, known) for item in value)).digest()
    else:
        # A text may be written in several ways.
        told = b"(" + str(value).encode() if isinstance(value, pikepdf.String) else value.unparse()
        found = hashlib.sha256(told).digest()
    if place != (0, 0):
        known[place] = found
    return found


def _content(stream: pikepdf.Stream) -> bytes:
    """Return a digest of what a stream holds: unpacked, or, where viewers do that, with how it is packed."""
    try:
        content = stream.read_bytes()
    except pikepdf.PdfError:
        how = [stream.stream_dict.get(key) for key in ("/Filter", "/DecodeParms")]
        content = b"".join(_digest(item, {}) for item in how) + stream.read_raw_bytes()
    return hashlib.sha256(content).digest()


def _entries(
    entries: Mapping[str, object], known: dict[tuple[int, int], bytes], without: frozenset[str] = frozenset()
) -> bytes:
    kept = sorted(entries.keys() - _SKIPPED - without)
    return b"".join(b"%d %s" % (len(key), key.encode()) + _digest(entries[key], known) for key in kept)
