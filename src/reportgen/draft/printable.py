"""What template calls give: values that become LaTeX, and a record, when they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from reportgen.draft.model import ConditionalText, DerivedUse, FigureUse, NumberUse, Use
from reportgen.findings.model import Diagnostic
from reportgen.findings.rules import did_you_mean
from reportgen.inputs.data.model import Figure
from reportgen.text.wording import MINUS


class CallError(Exception):
    """A call that cannot be carried out; ends its chapter with a finding of the rule ``code``."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


CONFIDENCE: Final = ("high", "moderate", "low")
"""How sure authors may say that they are of an inference."""


def check_confidence(analysis: str, confidence: str) -> None:
    """Refuse a confidence that is none; it may be left out."""
    if confidence and confidence not in CONFIDENCE:
        hint = did_you_mean(str(confidence), CONFIDENCE) or f"write one of {', '.join(CONFIDENCE)}"
        raise CallError("TPL005", f'analysis "{analysis}" has the confidence "{confidence}"', hint)


class Absent:
    """What a template names and there is not; its text is an error that says so."""

    __slots__ = ()


@dataclass(frozen=True)
class Printable:
    """Something that a template prints, and what is recorded of it."""

    use: Use

    def __str__(self) -> str:
        """Refuse to become plain text, which would lose the record of what it rests on."""
        hint = "print it as it is; figure(), year() and date() have options for other forms"
        raise CallError("TPL005", f'"{self.use.text}" cannot be changed by a filter or joined to other text', hint)


@dataclass(frozen=True)
class Problem:
    """A call that names something unknown; reported where the template prints it."""

    code: str
    message: str
    hint: str
    subject: str

    def __abs__(self) -> Problem:
        return self


@dataclass(frozen=True)
class Number(Printable):
    """A number with its unit that a template may print, compare, or derive others from.

    ``value`` is unrounded and in units of ``unit`` (scale worked in), ``spelled`` its text in words.
    """

    use: NumberUse
    value: Decimal
    unit: str
    spelled: str

    def __float__(self) -> float:
        return float(self.value)

    def __abs__(self) -> Number:
        """Return the number as it is printed without its minus sign; what is recorded of it stays."""
        before, sign, behind = self.use.text.partition(MINUS)
        if isinstance(self.use, FigureUse) and self.use.figure.qualifier and sign and " " in before:
            hint = "print it with its sign, or with qualifier=False"
            raise CallError("NUM002", f'"{self.use.text}" is another number without its minus sign', hint)
        spelled = self.spelled.replace(MINUS, "", 1)
        return replace(self, use=replace(self.use, text=f"{before}{behind}"), value=abs(self.value), spelled=spelled)

    def _refuse(self, _other: object) -> Number:
        hint = "write total(…), difference(…), ratio(…) or share(…) with the ids of the figures"
        raise CallError("TPL005", f'"{self.use.text}" cannot be reckoned with in a template', hint)

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse

    def __lt__(self, other: object) -> Comparison:
        return Comparison(self.value < _value(other), (self, other))

    def __le__(self, other: object) -> Comparison:
        return Comparison(self.value <= _value(other), (self, other))

    def __gt__(self, other: object) -> Comparison:
        return Comparison(self.value > _value(other), (self, other))

    def __ge__(self, other: object) -> Comparison:
        return Comparison(self.value >= _value(other), (self, other))


@dataclass(frozen=True)
class Comparison:
    """Whether a number is larger or smaller than another, and what was compared."""

    holds: bool
    sides: tuple[object, ...]

    def __bool__(self) -> bool:
        return self.holds

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures behind the numbers that were compared, each once."""
        uses = [side.use for side in self.sides if isinstance(side, Number)]
        found = [f for use in uses if isinstance(use, DerivedUse) for f in use.figures]
        return tuple(dict.fromkeys((*found, *(use.figure for use in uses if isinstance(use, FigureUse)))))


def held_by(words: str, condition: object) -> ConditionalText:
    """Return words that hold while a condition does, with the figures that it compares."""
    compares = isinstance(condition, Comparison)
    return ConditionalText(words, condition.figures if isinstance(condition, Comparison) else (), compares)


def _value(other: object) -> Decimal:
    if isinstance(other, Number):
        return other.value
    if isinstance(other, int | float | Decimal):
        return Decimal(str(other))
    raise CallError("NUM002", f"cannot compare a number with {other!r}", "compare it with a number or a figure")


@dataclass(frozen=True)
class Rendered:
    """What a template gives: text with marks, and what it printed; or why it failed.

    ``templates`` has the digests, ``texts`` the texts of the templates read, by path.
    """

    marked: str
    printed: tuple[Printable | Problem, ...]
    templates: Mapping[str, str]
    texts: Mapping[str, str]
    failure: Diagnostic | None = None
    held: tuple[ConditionalText, ...] = ()
    """Words that hold while the data say so, and were printed."""

    @property
    def failed(self) -> bool:
        """Whether the template failed."""
        return self.failure is not None
