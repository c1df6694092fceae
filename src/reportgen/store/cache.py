"""Keeps the results of stages by the content of what they were made from, and says why one is made anew.

A key is the SHA-256 of everything that can change a result; times of files play no part. An entry
that is damaged, of another version or gone is a miss, never a wrong result. Entries are pickles that
may hold nothing but the tool's own dataclasses: a cache that came with somebody's project can make
no other object and call nothing (https://docs.python.org/3/library/pickle.html#restricting-globals).
"""

from __future__ import annotations

import contextlib
import hmac
import importlib
import io
import os
import pickle
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, is_dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path, PosixPath, WindowsPath
from stat import S_ISDIR
from typing import Any, Final, TypeVar

from reportgen.store.fingerprint import of_bytes, of_value
from reportgen.store.memo import TracedResult as TracedResult
from reportgen.store.seal import SIZE, signature
from reportgen.system import files

T = TypeVar("T")

Parts = Mapping[str, str]
"""What a result is made from: by name, the digest of each part."""

LARGEST: Final = 512_000_000
"""Bytes that the entries of a cache may have together; the least lately used go first."""

_VARIANTS: Final = 8
_KEPT: Final = 64
_MISSING: Final = object()
_OWN: Final = re.compile(r"reportgen\.(?:(?:\w+\.)+model|text\.latex|draft\.printable)")
# By what this Python calls their modules: 3.13 keeps its paths in another one than those before and after it.
_PLAIN: Final = frozenset((kind.__module__, kind.__qualname__) for kind in (Decimal, PosixPath, WindowsPath))


@dataclass(frozen=True)
class Step:
    """What became of one unit in a build: whether it was reused, and else which parts of it had changed.

    ``changed`` is empty for a unit that was reused, and where there was no earlier result.
    """

    unit: str
    reused: bool
    changed: tuple[str, ...] = ()


class Cache:
    """Results by key, in a folder (``None``: in memory only) and in this process."""

    def __init__(self, folder: Path | None, largest: int = LARGEST) -> None:
        self._folder = folder
        self._largest = largest
        self._memory: dict[str, Any] = {}
        self._last: dict[str, dict[str, str]] = {}
        self._wrote = False
        self.steps: list[Step] = []
        self.trouble = ""

    def begin(self, name: str) -> None:
        """Begin a build of what has this name: forget the last steps, and read what its results were made from."""
        self.steps = []
        noted = self.recall(f"last {name}")
        self._last = noted if isinstance(noted, dict) else {}

    def end(self, name: str) -> None:
        """End a build: note what its results were made from, and keep the folder within its bounds."""
        self.put_down(f"last {name}", self._last)
        if self._wrote:
            self._bound()
            self._wrote = False

    def memoize(self, unit: str, parts: Parts, make: Callable[[], T], pure: bool = False) -> T:
        """Return the result for these parts, made now where it is not at hand.

        A result that failed is kept only where making it is ``pure``: otherwise it may have failed for want
        of something that is no part of the key, such as room on a disk.
        """
        found, value = self.peek(unit, parts)
        if not found:
            value = make()
            self.keep(unit, parts, value, pure)
        result: T = value
        return result

    def has(self, unit: str, parts: Parts) -> bool:
        """Tell whether there is a result, without reading it; a damaged one is found out when it is read."""
        key = self._key(unit, parts)
        path = self._place(key)
        return key in self._memory or (path is not None and files.is_plain(path, within=self._folder, links=False))

    def peek(self, unit: str, parts: Parts) -> tuple[bool, Any]:
        """Look for a result, and note that it is reused; for results that are made while others are looked for."""
        found = self._find(self._key(unit, parts))
        if found is _MISSING:
            return False, None
        self._note(unit, parts, reused=True)
        return True, found

    def keep(self, unit: str, parts: Parts, value: Any, pure: bool = False) -> None:
        """Keep a result that ``peek`` did not find."""
        if pure or not _failed(value):
            self._keep(self._key(unit, parts), value)
        self._note(unit, parts, reused=False)

    def trace(
        self,
        unit: str,
        parts: Parts,
        digest: Callable[[str], str],
        make: Callable[[], TracedResult[T]],
        shown: Parts | None = None,
    ) -> tuple[T, str, Parts]:
        """Return the result for these parts and for files that only making it tells; its key, and those files.

        ``digest`` gives the digest that a file has now. A result fits if all files that it was made from
        are as they were. ``shown`` says of which parts ``Step.changed`` tells, where not of these.
        """
        found, key, read = self.seek(unit, parts, digest)
        if key:
            self._note(unit, {**parts, **read} if shown is None else shown, reused=True)
            return found, key, read
        made = make()
        return made.value, self.put(unit, parts, made, shown), made.files

    def put(self, unit: str, parts: Parts, made: TracedResult[Any], shown: Parts | None = None) -> str:
        """Keep a result that was made without looking for it first; give its key."""
        key = self.store(unit, parts, made)
        self._note(unit, {**parts, **made.files} if shown is None else shown, reused=False)
        return key

    def seek(self, unit: str, parts: Parts, digest: Callable[[str], str]) -> tuple[Any, str, Parts]:
        """Look for a result as ``trace`` does; without one, the key is empty."""
        listed = self._read(self._key(unit, parts))
        for read in listed if isinstance(listed, list) else ():
            if all(digest(path) == known for path, known in read.items()):
                key = self._traced(unit, parts, read)
                found = self._find(key)
                if found is not _MISSING:
                    return found, key, read
        return None, "", {}

    def store(self, unit: str, parts: Parts, made: TracedResult[Any]) -> str:
        """Keep a result with the files that it was made from; give its key."""
        read = dict(made.files)
        key = self._traced(unit, parts, read)
        if _failed(made.value):
            return key
        self._keep(key, made.value)
        name = self._key(unit, parts)
        listed = self._read(name)
        others = [other for other in (listed if isinstance(listed, list) else ()) if other != read]
        self._write(name, [read, *others][:_VARIANTS])
        return key

    def recall(self, name: str) -> Any:
        """Return what was put down under a name, or ``None``: a beginning that no result may depend on."""
        return self._read(f"note-{of_bytes(os.fsencode(name))}")

    def put_down(self, name: str, value: Any) -> None:
        """Put something down under a name, in place of what was there."""
        self._write(f"note-{of_bytes(os.fsencode(name))}", value)

    def _key(self, unit: str, parts: Parts) -> str:
        return of_value([unit, sorted(parts.items())])

    def _traced(self, unit: str, parts: Parts, read: Parts) -> str:
        # Not the key of the list of files, where there are none.
        return of_value([unit, sorted(parts.items()), sorted(read.items())])

    def _note(self, unit: str, parts: Parts, reused: bool) -> None:
        before = self._last.get(unit)
        changed = () if reused or before is None else tuple(_changes(before, parts))
        self.steps.append(Step(unit, reused, tuple(self._roots(changed))))
        self._last[unit] = dict(parts)

    def _roots(self, changed: Iterable[str]) -> Iterable[str]:
        """Trace a part that is itself a unit of this build back to what had changed in it."""
        units = {step.unit: step for step in self.steps}
        found: dict[str, None] = {}
        for name in changed:
            step = units.get(name)
            found.update(dict.fromkeys(step.changed if step and step.changed else (name,)))
        return found

    def _find(self, key: str) -> Any:
        if key in self._memory:
            self._memory[key] = value = self._memory.pop(key)
            return value
        value = self._read(key, _MISSING)
        if value is not _MISSING:
            self._remember(key, value)
        return value

    def _keep(self, key: str, value: Any) -> None:
        self._remember(key, value)
        self._write(key, value)
        self._wrote = True

    def _remember(self, key: str, value: Any) -> None:
        self._memory[key] = value
        while len(self._memory) > _KEPT:
            del self._memory[next(iter(self._memory))]

    def _place(self, name: str) -> Path | None:
        return None if self._folder is None else self._folder / name[:2] / name

    def _read(self, name: str, missing: Any = None) -> Any:
        path = self._place(name)
        if path is None:
            return self._memory.get(f"file {name}", missing)
        try:
            content = files.read(path, within=self._folder, largest=self._largest, links=False)
            seal, kept = content[:SIZE], content[SIZE:]
            # Under another name an entry would be another result.
            if not hmac.compare_digest(seal, signature(name.encode() + kept)):
                return missing
            value = _Reader(io.BytesIO(kept)).load()
            os.utime(path)
        except Exception:  # whatever a damaged entry or a full disk does, it is as if it were not there
            return missing
        return value

    def _write(self, name: str, value: Any) -> None:
        path = self._place(name)
        if path is None:
            self._memory[f"file {name}"] = value
            return
        content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        try:
            path.parent.parent.mkdir(parents=True, exist_ok=True)
            files.own_folder(path.parent)
            with tempfile.NamedTemporaryFile(prefix=".new-", dir=path.parent, delete=False) as file:
                try:
                    file.write(signature(name.encode() + content) + content)
                    file.close()
                    Path(file.name).replace(path)
                except BaseException:
                    Path(file.name).unlink(missing_ok=True)
                    raise
        except OSError as error:
            self.trouble = error.strerror or str(error)

    def _bound(self) -> None:
        """Delete the entries that were not used for the longest time while there is too much."""
        if self._folder is None:
            return
        # What came with somebody's project may hold links: none is followed, and each is only a small entry itself.
        listed = files.entries(self._folder)
        entries = [(status.st_mtime, status.st_size, path) for path, status in listed if not S_ISDIR(status.st_mode)]
        total = sum(size for _, size, _ in entries)
        for _, size, path in sorted(entries, key=lambda entry: entry[0]):
            if total <= self._largest:
                break
            with contextlib.suppress(OSError):
                path.unlink()
            total -= size


def _failed(value: Any) -> bool:
    return value is None or getattr(value, "value", value) is None or bool(getattr(value, "failed", False))


def _changes(before: Parts, now: Parts) -> Iterable[str]:
    return (name for name in sorted({*before, *now}) if before.get(name) != now.get(name))


class _Reader(pickle.Unpickler):
    """Makes nothing but plain values and the tool's own dataclasses."""

    def find_class(self, module: str, name: str) -> Any:
        """Find a class by name. Raises ``UnpicklingError`` for what an entry may not hold."""
        own = _OWN.fullmatch(module) is not None and "." not in name
        if not own and (module, name) not in _PLAIN:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a cache")
        found = getattr(importlib.import_module(module), name)
        if own and not (isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum | str))):
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a cache")
        return found
