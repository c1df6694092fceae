"""Files → a zip, always of the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

Time = tuple[int, int, int, int, int, int]

_FIRST: Final = (1980, 1, 1, 0, 0, 0)
_LAST: Final = (2107, 12, 31, 23, 59, 58)
MODE: Final = 0o100644
UNIX: Final = 3


def time_of(epoch: int) -> Time:
    """Return seconds since 1970 as a zip has them: UTC, from 1980 to 2107, in steps of two seconds."""
    year, month, day, hour, minute, second = datetime.fromtimestamp(epoch, UTC).timetuple()[:6]
    return max(_FIRST, min(_LAST, (year, month, day, hour, minute, second // 2 * 2)))


def pack(files: Mapping[str, bytes], time: Time) -> bytes:
    """Return a zip of files by path, in the order of their paths.

    Nothing is compressed: what zlib makes of the same bytes differs between its versions and kinds, and what is not
    compressed can hide nothing from who verifies it.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED, allowZip64=False) as made:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, time)
            entry.create_system = UNIX
            entry.external_attr = MODE << 16
            made.writestr(entry, files[path])
    return written.getvalue()
