"""The Python packages that a build runs on: those that reportgen requires, and those that these require."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from typing import Final

_REQUIREMENT: Final = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[([^\]]*)\])?([^;]*)(?:;(.*))?")
_EXTRA: Final = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")
_REQUIRES: Final = re.compile(r"^Requires-Dist:(.*)$", re.MULTILINE)
_VERSION: Final = re.compile(r"^Version:(.*)$", re.MULTILINE)


def packages(root: str = "reportgen") -> Mapping[str, str]:
    """Return the versions of all installed packages that a package needs to run, itself left out, by normalized name.

    A requirement that is not installed (it is for another system or Python) does not count. What is asked
    for with an extra brings that extra's requirements.
    """
    found: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(root, "")]
    while waiting:
        name, extra = waiting.pop()
        name = normalized(name)
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            described = metadata.distribution(name).read_text("METADATA") or ""
        except metadata.PackageNotFoundError:
            continue
        head = described.partition("\n\n")[0]
        version = _VERSION.search(head)
        found[name] = version[1].strip() if version else ""
        waiting += _required(head, extra)
    found.pop(normalized(root), None)
    return dict(sorted(found.items()))


def interpreter() -> Mapping[str, str]:
    """Return what runs the packages: Python's version and kind, and the platform that their wheels are for."""
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "platform": f"{sys.platform}-{platform.machine().lower()}",
    }


def normalized(name: str) -> str:
    """Return a package's name as PEP 503 writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _required(head: str, extra: str) -> Iterator[tuple[str, str]]:
    """Yield what a package requires, with ``extra`` or (empty) without any, as pairs of name and extra."""
    for line in _REQUIRES.findall(head):
        match = _REQUIREMENT.match(line)
        if match is None:
            continue
        wanted = _EXTRA.search(match[4] or "")
        if (wanted[1] if wanted else "") != extra:
            continue
        yield match[1], ""
        yield from ((match[1], asked.strip()) for asked in (match[2] or "").split(",") if asked.strip())
