"""The SHA-256 of each page of a PDF, and of what stands around them: what is changed, left out or moved shows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

_SKIPPED = frozenset({"/Parent", "/Length", "/Filter", "/DecodeParms", "/StructParents", "/StructParent", "/P"})
_AROUND = ("/Lang", "/PageLabels", "/PageMode", "/OpenAction", "/ViewerPreferences", "/MarkInfo", "/OutputIntents")
_READ = ("/S", "/Alt", "/ActualText", "/E", "/Lang", "/A")
"""What is read aloud of an element of the structure, and what it is."""

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
    """Return the digests of a PDF: of each page over its size, what it draws, its fonts, and where its links lead.

    Around them they are over title and dates, bookmarks, names of places, numbers of pages, and the structure with
    its descriptions.

    What a tool that only packs a PDF otherwise changes (numbers of objects, compression) does not count.
    """
    known: dict[tuple[int, int], bytes] = {}
    pages = {page.objgen: _page(page, known) for page in _pages(document)}
    # What leads to a page counts as its number: the page has a digest of its own.
    known.update((place, b"page %d" % number) for number, place in enumerate(pages, start=1))
    root = document.Root
    parts = [_digest(document.trailer.get("/Info"), known), *(_digest(root.get(key), known) for key in _AROUND)]
    parts.append(_digest(root.get("/Names", pikepdf.Dictionary()).get("/Dests"), known))
    parts += [*_bookmarks(root, known), *_structure(root, known)]
    told = _RECORD.sub(NO_RECORD.encode(), packet)
    around = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
    return Seals(tuple(digest.hex() for digest in pages.values()), around, hashlib.sha256(told).hexdigest())


def _bookmarks(root: pikepdf.Object, known: dict[tuple[int, int], bytes]) -> Iterator[bytes]:
    waiting = [root.get("/Outlines")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or node.objgen in seen:
            continue
        seen.add(node.objgen)
        yield b"".join(_digest(node.get(key), known) for key in ("/Title", "/A", "/Dest", "/Count"))
        waiting += [node.get("/Next"), node.get("/First")]


def _structure(root: pikepdf.Object, known: dict[tuple[int, int], bytes]) -> Iterator[bytes]:
    waiting = [root.get("/StructTreeRoot", pikepdf.Dictionary()).get("/K")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += reversed(list(node))
        elif not isinstance(node, pikepdf.Dictionary):
            yield repr(node).encode()
        elif "/S" not in node:
            yield b"%d %s" % (int(node.get("/MCID", -1)), known.get(node.get("/Pg", node).objgen, b""))
        elif node.objgen not in seen:
            seen.add(node.objgen)
            yield b"".join(_digest(node.get(key), known) for key in _READ)
            yield known.get(node.get("/Pg", node).objgen, b"")
            waiting.append(node.get("/K"))


def _pages(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the pages as the tree has them now: ``document.pages`` has them as they were when it was first asked."""
    waiting = [document.Root.Pages]
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        if node.objgen in seen:
            continue
        seen.add(node.objgen)
        if "/Kids" in node:
            waiting += reversed(list(node.Kids))
        else:
            yield node


def _page(page: pikepdf.Object, known: dict[tuple[int, int], bytes]) -> bytes:
    drawn = page.get("/Contents", pikepdf.Array())
    streams = [drawn] if isinstance(drawn, pikepdf.Stream) else list(drawn)
    parts = [b"".join(stream.read_bytes() for stream in streams)]
    parts += [_digest(page.get(key), known) for key in ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources")]
    for annotation in page.get("/Annots", pikepdf.Array()):
        # As a text each: there are thousands, and what they hold leads nowhere else.
        told = (annotation.get(key) for key in ("/Subtype", "/Rect", "/A", "/Dest", "/Contents"))
        parts.append(b" ".join(b"" if item is None else item.unparse(resolved=True) for item in told))
        if "/AP" in annotation:
            parts.append(_digest(annotation["/AP"], known))
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
        found = hashlib.sha256(_content(value) + _entries(dict(value.stream_dict), known)).digest()
    elif isinstance(value, pikepdf.Dictionary):
        found = hashlib.sha256(b"<<" + _entries(dict(value), known)).digest()
    elif isinstance(value, pikepdf.Array):
        found = hashlib.sha256(b"[" + b"".join(_digest(item, known) for item in value)).digest()
    else:
        # A text may be written in several ways.
        found = hashlib.sha256(str(value).encode() if isinstance(value, pikepdf.String) else value.unparse()).digest()
    if place != (0, 0):
        known[place] = found
    return found


def _content(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def _entries(entries: Mapping[str, object], known: dict[tuple[int, int], bytes]) -> bytes:
    told = [key.encode() + _digest(entries[key], known) for key in sorted(entries) if key not in _SKIPPED]
    return b"".join(told)
