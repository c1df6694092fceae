"""The folder in which LuaLaTeX keeps fonts that it has read: only what this user's own runs left there is used."""

from __future__ import annotations

import contextlib
import json
import stat
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from reportgen.store.fingerprint import of_bytes
from reportgen.store.seal import SIZE, signature
from reportgen.system import files

RECORD: Final = "sealed"
"""File in the folder: the digests of all others by their paths, as JSON, behind its seal."""

_alone: Final = threading.Lock()


def remove_unknown(folder: Path) -> None:
    """Remove from the folder whatever was not there, just so, when a run of this user's ended."""
    with _alone:
        known = _recorded(folder)
        for path, digest in _held(folder):
            if known.get(path) != digest:
                with contextlib.suppress(OSError):
                    (folder / path).unlink()


def record_contents(folder: Path) -> None:
    """Note what a run has left in the folder."""
    with _alone, contextlib.suppress(OSError):
        content = json.dumps(dict(_held(folder))).encode()
        files.remove(folder / RECORD)
        (folder / RECORD).write_bytes(signature(content) + content)


def _held(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the path and digest of each file in the folder."""
    for path, status in files.entries(folder):
        if stat.S_ISREG(status.st_mode) and path != folder / RECORD:
            with contextlib.suppress(OSError):
                yield path.relative_to(folder).as_posix(), of_bytes(files.read(path, within=folder, links=False))


def _recorded(folder: Path) -> Mapping[str, str]:
    try:
        read = files.read(folder / RECORD, within=folder, links=False)
    except OSError:
        return {}
    content = read[SIZE:]
    # What bears the seal was written by ``record_contents``.
    return json.loads(content) if read[:SIZE] == signature(content) else {}
