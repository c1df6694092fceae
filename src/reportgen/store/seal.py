"""The key that marks what this user's builds have kept, so that nothing that others made passes for it."""

from __future__ import annotations

import os
import secrets
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

SIZE: Final = 32
"""Bytes of a key, and of a seal."""

_NAME: Final = "seal"


def signature(content: bytes) -> bytes:
    """Return the seal of bytes: only who has the key can make it (BLAKE2 with a key, RFC 7693)."""
    return blake2b(content, key=key(), digest_size=SIZE).digest()


@cache
def key() -> bytes:
    """Return this user's key, made at first use; where none can be kept, one for this process alone.

    It lies in the folder for the state of programs (XDG Base Directory Specification), outside of all projects.
    """
    try:
        place = _folder() / _NAME
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            _make(place)
        found = place.read_bytes()
    except (OSError, RuntimeError, ValueError):
        found = b""
    return found if len(found) == SIZE else secrets.token_bytes(SIZE)


def _folder() -> Path:
    given = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(given) if given else Path.home() / ".local/state") / "reportgen"


def _make(place: Path) -> None:
    """Make a key whole at once, as another process may make one too: the first stays."""
    fresh = place.with_name(f"{_NAME}.{os.getpid()}")
    opened = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(opened, "wb") as file:
            file.write(secrets.token_bytes(SIZE))
        os.link(fresh, place)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
