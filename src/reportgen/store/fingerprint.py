"""SHA-256 of bytes, files, plain values and the tool itself."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final, NewType

from reportgen.system import files

Digest = NewType("Digest", str)
"""A SHA-256 in hexadecimal: 64 digits, and nothing else."""

ABSENT: Final = "absent"
"""Stands for the digest of a file that is not there."""

_LARGEST: Final = 2_000_000_000
_BLOCK: Final = 1 << 20


def read_digest(text: str) -> Digest | None:
    """Take a text for a digest, or give ``None`` where it is none."""
    return Digest(text) if re.fullmatch(r"[0-9a-f]{64}", text) else None


def unread(reason: str | None) -> str:
    """Return what stands for the digest of a file that is there but, for this reason, cannot be read."""
    return f"unread: {reason}"


def of_bytes(content: bytes) -> Digest:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return Digest(hashlib.sha256(content).hexdigest())


def of_file(path: Path, within: Path | None = None) -> str:
    """Return the SHA-256 of a plain file's bytes, or ``ABSENT``, or ``unread`` of a pipe and what is larger than 2 GB.

    ``within``: the file must lie in this folder once links are resolved.
    """
    made = hashlib.sha256()
    try:
        with files.opened(path, within=within, largest=_LARGEST) as (file, _):
            while block := os.read(file, _BLOCK):
                made.update(block)
    except (FileNotFoundError, NotADirectoryError):
        return ABSENT
    except OSError as error:
        return unread(error.strerror)
    return made.hexdigest()


def of_value(value: Any) -> Digest:
    """Return the SHA-256 of a value made of dicts, lists, texts and numbers; the order of keys is without effect."""
    return of_bytes(json.dumps(value, sort_keys=True, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass"))


def of_object(value: Any) -> Digest:
    """Return the SHA-256 of dataclasses, mappings, sequences, texts, numbers, bytes and paths, told apart by type.

    The order of mappings counts. Raises ``TypeError`` for anything else.
    """
    parts: list[bytes] = []
    _spell(value, parts)
    return of_bytes(b"".join(parts))


def _spell(value: Any, parts: list[bytes]) -> None:
    if isinstance(value, str | bytes | Path):
        text = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        parts.append(b"%s%d:%s" % (b"b" if isinstance(value, bytes) else b"s", len(text), text))
    elif value is None or isinstance(value, bool | int | float | Decimal):
        parts.append(f"{type(value).__name__}:{value!r};".encode())
    else:
        parts.append(f"{type(value).__name__}(".encode())
        for item in _items(value):
            _spell(item, parts)
        parts.append(b")")


def _items(value: Any) -> Iterator[Any]:
    if is_dataclass(value):
        yield from (getattr(value, field.name) for field in fields(value))
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from pair
    elif isinstance(value, Sequence):
        yield from value
    else:
        raise TypeError(f"no digest for {type(value).__name__}")


@cache
def of_tool() -> Mapping[str, str]:
    """Return digests of this tool's own files, and of the Python and the packages that it runs with."""
    code = hashlib.sha256()
    root = Path(__file__).parents[1]
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in {"__pycache__", "explanations"})
        for name in sorted(names):
            path = Path(folder, name)
            code.update(f"{path.relative_to(root)}\0{of_file(path)}\n".encode())
    packages: set[str] = set()
    for place in sys.path:
        try:
            packages |= {path.name for path in Path(place).glob("*.dist-info")}
        except OSError:
            continue
    libraries = [sys.version, sys.platform, *sorted(packages)]
    return {"reportgen": code.hexdigest(), "Python and packages": of_value(libraries)}
