"""A file of Word as somebody sent it → the XML in it, if it is nothing that harms who reads it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding

LARGEST: Final = 50_000_000
"""Bytes that the file, and each part of it that is read, may have."""

PARTS: Final = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
"""What holds paragraphs, in the order in which they are looked at."""

COMMENTS: Final = "word/comments.xml"
PROPERTIES: Final = "docProps/custom.xml"
_MEMBERS: Final = 5_000
_DEEPEST: Final = 256
_BROKEN: Final = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError, ValueError)
_MEND: Final = "save it once more as a document of Word (.docx)"


def unpacked(name: str, content: bytes) -> Findings[Mapping[str, bytes] | None]:
    """Return the parts of a document that are read, by their names; DOC020 where it is none, or is too large.

    What the archive says of sizes is not believed: no more is unpacked than may be. XML with a document type
    declaration, in which entities grow, is refused as Office Open XML has none (ECMA-376-2, 7.2.3).
    """
    wrong, parts = _read(content)
    if not wrong:
        wrong = next((f"{part} {why}" for part, text in parts.items() if (why := _flaw(text))), "")
    if wrong:
        yield finding("DOC020", Location(name), wrong, _MEND)
        return None
    return parts


def _read(content: bytes) -> tuple[str, Mapping[str, bytes]]:
    if len(content) > LARGEST:
        return f"the file is larger than {LARGEST // 1_000_000} MB", {}
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > _MEMBERS:
                return f"the file holds more than {_MEMBERS} parts", {}
            for part in (*PARTS, COMMENTS, PROPERTIES):
                if names.count(part) > 1:
                    return f"{part} is in it more than once", {}
                if part in names:
                    with archive.open(part) as stream:
                        parts[part] = stream.read(LARGEST + 1)
                    if len(parts[part]) > LARGEST:
                        return f"{part} is larger than {LARGEST // 1_000_000} MB", {}
    except _BROKEN:
        return "the file is no document of Word", {}
    return ("" if PARTS[0] in parts else "the file is no document of Word"), parts


def _flaw(text: bytes) -> str:
    try:
        read(text, Handler())
    except ExpatError:
        return "is no XML"
    except _RefusedError as error:
        return str(error)
    return ""


class _RefusedError(Exception):
    """XML that is not read, and why."""


class Handler:
    """Hears of the elements of XML: ``name`` and keys are without their namespaces, for Word's documents have one."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that an element ends."""

    def text(self, text: str) -> None:
        """Hear text."""


def read(text: bytes, handler: Handler) -> None:
    """Have a handler hear XML from its beginning to its end. Raises what ``unpacked`` has looked for before."""
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _RefusedError(f"has elements more than {_DEEPEST} deep")
        handler.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(_local(name))

    def declared(*_: object) -> None:
        raise _RefusedError("declares a document type")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = handler.text, declared
    parser.Parse(text, True)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
