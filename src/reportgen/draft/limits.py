"""How much a template may do: a limit to its time, its loops and calls, and to all texts, lists and numbers it makes.

No single operation can be interrupted, so each is bounded before it begins: whatever a template holds has at most
``LONGEST`` characters and items, counted as often as they would be printed, and what makes more of it is measured.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from reportgen.draft.printable import Absent, CallError, Printable, Problem

STEPS: Final = 1_000_000
"""How often the loops of one template may run in all."""

CALLS: Final = 2_000_000
"""How many calls, filters and operators one template may carry out."""

SECONDS: Final = 30.0
"""How long one template may take; a chapter takes some milliseconds."""

LONGEST: Final = 1_000_000
"""Characters and items of one text or list that an operator, filter or call may make."""

LONGEST_TEXT: Final = 5_000_000
"""Characters of what one template, macro or block gives."""

MOST: Final = 50_000_000
"""Characters and items that one template may make in all."""

ALL_SECONDS: Final = 120.0
"""How long all templates and titles of one brief may take."""

ALL_MOST: Final = 200_000_000
"""Characters and items that they may make in all."""

BITS: Final = 10_000
"""Bits that a whole number may have, and the power of ten that another one may have."""

OPERATORS: Final = frozenset({"+", "-", "*", "/", "//", "**", "%"})
"""Operators that are looked at: all of Jinja2's."""

_HINT: Final = "look for loops within loops, or a factor that is too large"
_DIGITS: Final = re.compile(r"[0-9]+")
_TEXTS: Final = (str, bytes)
_ATOMS: Final = (int, float, Decimal, date, Printable, Problem, type(None))


class Quota:
    """What all templates of one brief may do together."""

    def __init__(self) -> None:
        self.until = time.monotonic() + ALL_SECONDS
        self.made = 0


class Budget:
    """Counts what one template does. Every method raises ``CallError`` where it, or all together, do too much."""

    def __init__(self, allowance: Quota | None = None) -> None:
        self._all = allowance or Quota()
        self._until = time.monotonic() + SECONDS
        self._steps = self._calls = self._made = 0

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        """Yield the items of a loop, each as a step."""
        for item in items:
            self._steps += 1
            if self._steps > STEPS:
                raise CallError("TPL007", f"its loops run more than {STEPS} times", _HINT)
            self._look_at_the_clock()
            yield item

    def call(self) -> None:
        """Count a call, filter or operator."""
        self._calls += 1
        if self._calls > CALLS:
            raise CallError("TPL007", f"it makes more than {CALLS} calls", "look for a macro that calls itself twice")
        self._look_at_the_clock()

    def made(self, value: Any) -> Any:
        """Count what a text or list that was made holds, and give it."""
        if isinstance(value, str | bytes | list | tuple | dict | set | int | Decimal):
            self._take(weight(value))
        return value

    def joined(self, parts: Iterable[str]) -> str:
        """Join what a template, macro or block gives."""
        kept: list[str] = []
        size = 0
        for part in parts:
            kept.append(part)
            size += len(part)
            if size > LONGEST_TEXT:
                raise CallError("TPL007", f"it gives more than {LONGEST_TEXT} characters", _HINT)
        self._take(size)
        return "".join(kept)

    def concatenated(self, parts: Iterable[Any]) -> str:
        """Do what the operator ``~`` does."""
        self.call()
        check_text(parts)
        return str(self.made("".join(map(str, parts))))

    def operated(self, operator: str, left: Any, right: Any, carry_out: Callable[[Any, Any], Any]) -> Any:
        """Carry out an operator, if what it makes is not too large."""
        self.call()
        check_operator(operator, left, right)
        return self.made(carry_out(left, right))

    def _take(self, size: int) -> None:
        self._made += size
        if self._made > MOST:
            raise CallError("TPL007", f"it makes texts and lists of more than {MOST} characters and items", _HINT)
        self._all.made += size
        if self._all.made > ALL_MOST:
            told = f"with the templates before it, it makes more than {ALL_MOST} characters and items"
            raise CallError("TPL007", told, "have the brief say less, or make two of it")

    def _look_at_the_clock(self) -> None:
        now = time.monotonic()
        if now > self._all.until:
            raise CallError("TPL007", f"all templates together take longer than {ALL_SECONDS:.0f} seconds", _HINT)
        if now > self._until:
            raise CallError("TPL007", f"it takes longer than {SECONDS:.0f} seconds", _HINT)


def weight(value: Any, *, strange: Callable[[Any], None] = lambda _: None) -> int:
    """Return how many characters and items a value holds, each as often as it would be printed.

    ``strange`` hears of what is neither text, number, date, list nor mapping, and counts as one item.
    Raises ``CallError`` for what holds more than ``LONGEST``, and for numbers of more than ``BITS``.
    """
    size, left = 0, [value]
    while left:
        item = left.pop()
        size += 1
        if isinstance(item, _TEXTS):
            size += len(item)
        elif isinstance(item, list | tuple | set | frozenset):
            left.extend(item)
        elif isinstance(item, dict):
            left.extend(item)
            left.extend(item.values())
        elif isinstance(item, int | Decimal) and _is_huge(item):
            raise CallError("TPL007", "a number is too large", _HINT)
        elif not isinstance(item, _ATOMS):
            strange(item)
        if size + len(left) > LONGEST:
            raise CallError("TPL007", "a text or list becomes too large", _HINT)
    return size


def _is_huge(number: int | Decimal) -> bool:
    # Of a decimal with a great power of ten a whole number or a text can be made, which takes minutes.
    if isinstance(number, int):
        return number.bit_length() > BITS
    return number.is_finite() and abs(number.adjusted()) > BITS


def check_text(value: Any) -> None:
    """Raise ``CallError`` for what cannot be printed as text, or only as one that is too long."""

    def strange(item: Any) -> None:
        if isinstance(item, Absent):
            str(item)  # what is undefined says so itself, within a list as well
        hint = "print a text or a number: a column of a row, a call, what a macro gives"
        raise CallError("TPL005", f"something of the type {type(item).__name__} cannot be printed", hint)

    if not isinstance(value, str) or len(value) > LONGEST:
        weight(value, strange=strange)


def check_operator(operator: str, left: Any, right: Any) -> None:
    """Raise ``CallError`` when an operator would make something too large of its operands."""
    size = 0
    if operator == "%" and isinstance(left, _TEXTS):
        check_format(left, "%", right)
    elif operator == "*":
        size = max(_repeated(left, right), _repeated(right, left))
    elif operator == "**" and isinstance(left, int) and isinstance(right, int):
        size = left.bit_length() * abs(right) * (LONGEST // BITS)
    elif operator == "+" and isinstance(left, str | list | tuple) and isinstance(right, str | list | tuple):
        size = len(left) + len(right)
    if size > LONGEST:
        raise too_large(f"the operator {operator}")


def _repeated(what: Any, times: Any) -> int:
    if not isinstance(times, int):
        return 0
    if isinstance(what, str | bytes | list | tuple):
        return weight(what) * max(times, 0)
    return (what.bit_length() + times.bit_length()) * (LONGEST // BITS) if isinstance(what, int) else 0


def check_format(text: str | bytes, sign: str, given: Any) -> None:
    """Raise ``CallError`` when filling in a format would make too long a text; ``sign`` begins what is filled in."""
    check_text(given)
    plain = text.decode("latin-1") if isinstance(text, bytes) else text
    fields = plain.count(sign)
    widths = sum(int(digits[:9]) for digits in _DIGITS.findall(plain))
    # A width can be given as a value too: "%*d", "{:{}}".
    inner = "*" in plain if sign == "%" else re.search(r"\{[^{}]*\{", plain.replace("{{", "")) is not None
    if inner or len(plain) + widths + fields * weight(given) > LONGEST:
        raise too_large("a format")


def too_large(what: str) -> CallError:
    """Return the error for something that would become too large."""
    return CallError("TPL007", f"{what} would make something too large", _HINT)
