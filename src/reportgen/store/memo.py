"""How a stage lets parts of its work be kept: by whom and where, it does not know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic, Protocol, TypeVar, cast

T = TypeVar("T")


class PickledByFields:
    """A dataclass that is kept as its fields alone, without what it worked out for itself."""

    def __getstate__(self) -> dict[str, Any]:
        return {f.name: getattr(self, f.name) for f in fields(cast("Any", self))}


@dataclass(frozen=True)
class TracedResult(Generic[T]):
    """A result with the files that it was made from: by path, their digests."""

    value: T
    files: Mapping[str, str]


class Memoize(Protocol):
    """Gives what was made of the same parts before (names → digests), or else has it made."""

    def __call__(self, unit: str, parts: Mapping[str, str], make: Callable[[], T], /) -> T:
        """Return the result of ``make``, which must depend on nothing but the parts."""


class MemoizeTraced(Protocol):
    """Does the same where the files that something is made from are only known afterwards."""

    def __call__(self, unit: str, make: Callable[[], TracedResult[T]], /) -> T:
        """Return the value of what ``make`` gives, which must depend on nothing but the files that it names."""


def without_cache(_unit: str, _parts: Mapping[str, str], make: Callable[[], T], /) -> T:
    """Keep nothing."""
    return make()


def traced_without_cache(_unit: str, make: Callable[[], TracedResult[T]], /) -> T:
    """Keep nothing."""
    return make().value
