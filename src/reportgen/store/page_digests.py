"""The SHA-256 of each page of a PDF, so that a page that is changed, left out or put elsewhere shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

import pikepdf

_SKIPPED = frozenset({"/Parent", "/Length", "/Filter", "/DecodeParms", "/StructParents", "/StructParent", "/P"})


def page_digests(document: pikepdf.Pdf) -> tuple[str, ...]:
    """Return the SHA-256 of each page in hexadecimal, over its size, what it draws, its fonts, and where its links lead.

    What a tool that only packs a PDF otherwise changes (numbers of objects, compression) does not count.
    """
    known: dict[tuple[int, int], bytes] = {}
    return tuple(_page(page, known).hex() for page in _pages(document))


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
    for key in ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources"):
        parts.append(_digest(page.get(key), known))
    for annotation in page.get("/Annots", pikepdf.Array()):
        # As a text each: there are thousands, and what they hold leads nowhere else.
        told = (annotation.get(key) for key in ("/Subtype", "/Rect", "/A", "/Dest"))
        parts.append(b" ".join(b"" if item is None else item.unparse(resolved=True) for item in told))
        if "/AP" in annotation:
            parts.append(_digest(annotation["/AP"], known))
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()


def _digest(value: object, known: dict[tuple[int, int], bytes]) -> bytes:
    """Return the digest of an object with all that it leads to; one that leads back to itself counts there as nothing."""
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
        found = hashlib.sha256(value.unparse()).digest()
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
