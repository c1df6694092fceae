"""How much a template may do: a limit to its loops, and to the texts and numbers that it makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from reportgen.draft.printable import CallError

STEPS: Final = 1_000_000
"""How often the loops of one template may run in all."""

LONGEST: Final = 1_000_000
"""Characters or items of one text or list that an operator or filter may make; bits of a number."""

OPERATORS: Final = frozenset({"*", "**", "%", "<<"})
"""Operators that can make something large of something small."""

PADDING: Final = ("center", "indent", "batch", "slice", "wordwrap", "format", "truncate", "round")
"""Filters that take a size."""

_HINT: Final = "look for loops within loops, or a factor that is too large"
_WIDTH: Final = re.compile(r"\*|\d{6,}")


class Budget:
    """Counts the steps of one template's loops."""

    def __init__(self) -> None:
        self._steps = 0

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        """Give the items of a loop, each as a step. Raises ``CallError`` when there have been too many."""
        for item in items:
            self._steps += 1
            if self._steps > STEPS:
                raise CallError("TPL007", f"its loops run more than {STEPS} times", _HINT)
            yield item


def check_operator(operator: str, left: Any, right: Any) -> None:
    """Raise ``CallError`` when an operator would make something too large of its operands."""
    size = 0
    if operator == "%" and isinstance(left, str):
        size = LONGEST + 1 if _WIDTH.search(left) else 0
    elif operator == "*":
        size = max(_repeated(left, right), _repeated(right, left))
    elif operator == "**" and isinstance(left, int) and isinstance(right, int):
        size = left.bit_length() * abs(right)
    if size > LONGEST:
        raise CallError("TPL007", f"the operator {operator} would make something too large", _HINT)


def _repeated(what: Any, times: Any) -> int:
    if not isinstance(times, int):
        return 0
    if isinstance(what, str | bytes | list | tuple):
        return len(what) * max(times, 0)
    return what.bit_length() + times.bit_length() if isinstance(what, int) else 0


def within(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a filter that refuses sizes that are too large. Raises ``CallError``."""

    def limited(*args: Any, **kwargs: Any) -> Any:
        given = (*args, *kwargs.values())
        if any(isinstance(v, int) and abs(v) > LONGEST for v in given) or (
            function.__name__ == "do_format" and _WIDTH.search(str(given[0]))
        ):
            raise CallError("TPL007", "a filter would make something too large", _HINT)
        return function(*args, **kwargs)

    # Jinja2 tells by marks on the function what else a filter is to be given.
    limited.__dict__.update(function.__dict__)
    limited.__name__ = function.__name__
    return limited
