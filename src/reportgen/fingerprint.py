"""SHA-256 of bytes and of plain values."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def of_bytes(content: bytes) -> str:
    """Give the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def of_value(value: Any) -> str:
    """Give the SHA-256 of a value made of dicts, lists, texts and numbers; the order of keys is without effect."""
    return of_bytes(json.dumps(value, sort_keys=True, ensure_ascii=False, default=str).encode())
