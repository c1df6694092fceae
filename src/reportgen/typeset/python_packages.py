"""The Python packages that a build runs on: those that reportgen requires, and those that these require."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name


@cache
def packages(root: str = "reportgen") -> Mapping[str, str]:
    """Return the versions of all installed packages that a package needs to run, itself left out, by normalized name.

    A requirement that is not installed (it is for another system or Python) does not count. What is asked
    for with an extra brings that extra's requirements. Asked once: a process runs on what it began with.
    """
    found: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(root, "")]
    while waiting:
        name, extra = waiting.pop()
        name = canonicalize_name(name)
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            described = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        found[name] = described["Version"]
        waiting += _required(described.get_all("Requires-Dist") or (), extra)
    found.pop(canonicalize_name(root), None)
    return dict(sorted(found.items()))


def interpreter() -> Mapping[str, str]:
    """Return what runs the packages: Python's version and kind, and the platform that their wheels are for."""
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "platform": f"{sys.platform}-{platform.machine().lower()}",
    }


def _required(lines: Iterable[str], extra: str) -> Iterator[tuple[str, str]]:
    """Yield what a package requires only with ``extra``, or (empty) always, as pairs of name and extra."""
    for line in lines:
        try:
            wanted = Requirement(line)
        except InvalidRequirement:
            continue
        marker = wanted.marker
        if marker is None:
            applies = not extra
        else:
            applies = marker.evaluate({"extra": extra}) and not (extra and marker.evaluate({"extra": ""}))
        if applies:
            yield wanted.name, ""
            yield from ((wanted.name, asked) for asked in wanted.extras)
