"""What builds of a project keep: results of stages, and the files that each of them rests on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from reportgen.pipeline.model import BUILD, CACHE
from reportgen.store.cache import Cache, Parts, Step, TracedResult
from reportgen.store.fingerprint import of_file, of_tool
from reportgen.system import files

T = TypeVar("T")

NOTHING: Final[Mapping[str, str]] = {}


class Store:
    """Results of one project by what they were made from; every key also has the version of the tool in it.

    ``files`` are those that this build has read, by path relative to the project, with their digests; ``watched`` those
    that an author may change: the project's own, and texts in the folders ``texts``.
    """

    def __init__(self, folder: Path, texts: Sequence[Path] = ()) -> None:
        self.folder = folder
        self.texts = tuple(texts)
        self.files: dict[str, str] = {}
        self.watched: set[str] = set()
        self._cache = Cache(_cache_folder(folder))
        self._digests: dict[str, str] = {}

    @property
    def steps(self) -> Sequence[Step]:
        """What became of each unit in this build."""
        return self._cache.steps

    @property
    def trouble(self) -> str:
        """Why results cannot be kept, or nothing."""
        return self._cache.trouble

    def begin(self) -> None:
        """Begin a build: files may have changed."""
        self._digests.clear()
        self.files.clear()
        self._cache.begin(str(self.folder))

    def end(self) -> None:
        """End a build: note what its results were made from."""
        self._cache.end(str(self.folder))

    def digest(self, path: str) -> str:
        """Return the digest of a file as it was when this build began to look."""
        if path not in self._digests:
            self._digests[path] = of_file(self.folder / path)
        return self._digests[path]

    def memoize(self, unit: str, parts: Parts, make: Callable[[], T], pure: bool = False) -> T:
        """Return the result that was made from these parts, or else make it."""
        return self._cache.memoize(unit, _keyed(parts), make, pure)

    def trace(
        self,
        unit: str,
        parts: Parts,
        make: Callable[[], TracedResult[T]],
        generated: Parts = NOTHING,
        shown: Parts | None = None,
    ) -> tuple[T, str]:
        """Do the same where the files that a result is made from are only known afterwards; return its key too.

        ``generated`` has digests of files that are no files of the project, ``shown`` the parts that ``Step`` tells of.
        """

        def digest(path: str) -> str:
            return generated.get(path) or self.digest(path)

        value, key, read = self._cache.trace(unit, _keyed(parts), digest, make, shown)
        self.note({path: found for path, found in read.items() if path not in generated})
        return value, key

    def current(self, unit: str, parts: Parts, kind: type[T]) -> T | None:
        """Return the result of a whole build if no file that it rests on has changed; these are watched then."""
        found, key, read = self._cache.seek(unit, _keyed(parts), self.digest)
        if not key or not isinstance(found, kind):
            return None
        self._watch(read)
        return found

    def keep(self, unit: str, parts: Parts, value: object) -> None:
        """Keep the result of a whole build, with all files that it has read."""
        self._cache.store(unit, _keyed(parts), TracedResult(value, self.files))

    def has(self, unit: str, parts: Parts) -> bool:
        """Tell whether something was made from these parts, and from whatever files."""
        return self._cache.has(unit, _keyed(parts))

    def recall(self, name: str, kind: type[T]) -> T | None:
        """Return what was put down under a name: a beginning that no result may depend on."""
        found = self._cache.recall(name)
        return found if isinstance(found, kind) else None

    def put_down(self, name: str, value: object) -> None:
        """Put something down under a name, in place of what was there."""
        self._cache.put_down(name, value)

    def note(self, files: Parts) -> None:
        """Note files that were read, with their digests."""
        self.files |= files
        self._watch(files)

    @property
    def inputs(self) -> Parts:
        """The files that an author may change, with their digests."""
        return {path: digest for path, digest in self.files.items() if path in self.watched}

    def _watch(self, files: Iterable[str]) -> None:
        for path in files:
            full = self.folder / path
            if not path.startswith(f"{BUILD}/") and any(
                full.is_relative_to(place) for place in (self.folder, *self.texts)
            ):
                self.watched.add(path)


def _keyed(parts: Parts) -> Parts:
    return {**of_tool(), **parts}


def _cache_folder(folder: Path) -> Path | None:
    given = os.environ.get("REPORTGEN_CACHE", "")
    if given:
        return Path(given)
    cache = folder / BUILD / CACHE
    # A link that came with a project would have us write where it leads; a finding tells of it.
    return None if files.is_link(cache) or files.is_link(cache.parent) else cache
