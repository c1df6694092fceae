"""What a data package says of a file as a whole: how many bytes it has, and their digest.

Data Resource: https://datapackage.org/standard/data-resource/ (``bytes``; ``hash``, of MD5 or ``algorithm:digest``).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rules import finding
from reportgen.system.files import shown

_HASH: Final = re.compile(r"(?:(?P<algorithm>md5|sha1|sha256|sha512):)?(?P<digest>[0-9a-f]+)", re.IGNORECASE)
_SHOWN: Final = 12


def integrity_problems(resource: Mapping[str, Any]) -> Iterator[str]:
    """Say what no file could be compared with."""
    said, size = resource.get("hash"), resource.get("bytes", 0)
    if "hash" in resource and (not isinstance(said, str) or _parsed(said) is None):
        yield f"hash is {shown(repr(said))}, not a digest of MD5, or one such as sha256:…, in hexadecimal"
    if type(size) is not int or size < 0:
        yield f"bytes is {shown(repr(size))}, not a number of bytes"


def differences(resource: Mapping[str, Any], path: str, content: bytes, package: str) -> Iterator[Diagnostic]:
    """Report a file that is not the one that its description means."""
    hint = f"put the right file there, or correct the description in {package}"
    size = resource.get("bytes", len(content))
    if size != len(content):
        message = f"the file has {len(content)} bytes, and its description says {size}"
        yield finding("DAT023", Location(path), message, hint)
    if "hash" in resource and (parts := _parsed(resource["hash"])):
        algorithm, digest = parts
        found = hashlib.new(algorithm, content, usedforsecurity=False).hexdigest()
        if found != digest:
            message = f"the {algorithm} of the file is {found[:_SHOWN]}…, and its description says {digest[:_SHOWN]}…"
            yield finding("DAT023", Location(path), message, hint)


def _parsed(said: str) -> tuple[str, str] | None:
    """Return the algorithm and the digest in small letters."""
    match = _HASH.fullmatch(said)
    if match is None:
        return None
    algorithm, digest = (match["algorithm"] or "md5").lower(), match["digest"].lower()
    return (algorithm, digest) if len(digest) == 2 * hashlib.new(algorithm, usedforsecurity=False).digest_size else None
