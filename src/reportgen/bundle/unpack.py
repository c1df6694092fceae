"""A zip as a stranger may have made it → the files in it, if it is one that ``pack`` makes and nothing else."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reportgen.bundle.model import MOST_FILES
from reportgen.bundle.pack import MODE, UNIX, pack
from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.system import files as system_files
from reportgen.system.files import shown

_END: Final = struct.Struct("<4s4H2LH")
_LONGEST_ENTRY: Final = 46 + system_files.LONGEST_PATH
_UTF8: Final = 0x800
_ENCRYPTED: Final = 1
_HINT: Final = "do not unpack it; ask whoever published it for another copy"
_FAULTS: Final = (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError, struct.error)


def unpack(content: bytes, at: Location) -> Findings[Mapping[str, bytes] | None]:
    """Return the files of a bundle by path; ``None`` where it is none, or may hold more than its files.

    Whatever ``pack`` does not write is refused, so that no two programs can read it in two ways.
    """
    if why := _no_end(content):
        yield finding("CRT005", at, why, _HINT)
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            entries = opened.infolist()
            flaws = [*_flaws(entries, len(content), at)]
            yield from flaws
            if flaws:
                return None
            held = {entry.filename: opened.read(entry) for entry in entries}
    except _FAULTS as error:
        yield finding("CRT005", at, f"it is no sound zip: {shown(str(error))}", _HINT)
        return None
    if not entries or pack(held, entries[0].date_time) != content:
        message = "it is not packed as reportgen packs it: it may hold more than the files that programs show"
        yield finding("CRT005", at, message, _HINT)
        return None
    return held


def _no_end(content: bytes) -> str:
    """Say why the end is none that a bundle has; it says how much there is to read, so it is looked at first."""
    if len(content) < _END.size:
        return "it is no zip"
    mark, disk, first, here, count, size, _, comment = _END.unpack(content[-_END.size :])
    if mark != b"PK\5\6" or comment:
        return "it is no zip, or something follows its end"
    if disk or first or here != count or b"PK\6\7" in content[-64:]:
        return "it is a zip of several parts, or says its size twice"
    if not 0 < count <= MOST_FILES or size > count * _LONGEST_ENTRY:
        return f"it has no file in it, more than {MOST_FILES}, or more to say of them than there is"
    return ""


def _flaws(entries: Sequence[zipfile.ZipInfo], size: int, at: Location) -> Iterator[Diagnostic]:
    known: dict[str, str] = {}
    for entry in entries:
        why = _flaw(entry)
        same = unicodedata.normalize("NFC", entry.filename).casefold()
        if not why and same in known:
            why = f'is one file with "{shown(known[same])}" on some systems, or on all'
        known[same] = entry.filename
        if why:
            yield finding("CRT005", at, f'"{shown(entry.orig_filename)}" in it {why}', _HINT)
    for same, name in known.items():
        parts = same.split("/")
        if any("/".join(parts[:depth]) in known for depth in range(1, len(parts))):
            yield finding("CRT005", at, f'"{shown(name)}" in it lies in a file, not in a folder', _HINT)
    if sum(entry.file_size for entry in entries) > size:
        yield finding("CRT005", at, "its files have more bytes together than it has itself", _HINT)


def _flaw(entry: zipfile.ZipInfo) -> str:
    """Say what of an entry no bundle has, to follow its name."""
    name = entry.orig_filename
    mode = entry.external_attr >> 16
    return next(
        (
            why
            for wrong, why in (
                (not inside(name) or name != entry.filename, "is no path of a file inside a folder"),
                (entry.flag_bits & _ENCRYPTED, "is encrypted"),
                (entry.create_system != UNIX or entry.external_attr != MODE << 16, f"is no plain file (mode {mode:o})"),
                (entry.compress_type != zipfile.ZIP_STORED, "is compressed, which no bundle is"),
                (entry.file_size != entry.compress_size, "has two sizes"),
                (entry.flag_bits & ~_UTF8 or entry.extra or entry.comment, "has more said of it than its name"),
            )
            if wrong
        ),
        "",
    )


def inside(path: str) -> bool:
    """Whether a path is a plain relative one on any system."""
    parts = path.split("/")
    plain = not system_files.flaw(path) and all(part.strip(". ") for part in parts)
    return plain and not any(c in path for c in '\\:*?"<>|')
