"""What a citation style makes of each kind of place, asked of the processor behind all that the brief cites."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportgen.citations.style import LABELS

_FIRST: Final = 8071
# The first answer is thrown away: where there is one work only, all others follow a citation of it.
_LEAD: Final = ("page", "page")


@dataclass(frozen=True)
class ProbeResult:
    """Kinds of places that a style does not print, and those that it prints as if they were pages, with how."""

    lost: frozenset[str] = frozenset()
    as_pages: Mapping[str, str] = field(default_factory=dict)


def has_number(locator: str, label: str) -> bool:
    """Tell whether a locator made for the processor is a number of the kind with this label."""
    return locator.startswith(f"{{{label} ") and locator[len(label) + 2].isalnum()


def probes(kinds: Sequence[str]) -> list[str]:
    """Return locators that try these kinds, each with a number of its own."""
    return [f"{{{LABELS[kind]} {number}}}" for number, kind in enumerate((*_LEAD, *kinds), _FIRST)]


def read_probes(kinds: Sequence[str], answers: Sequence[str]) -> ProbeResult:
    """Read the answers to ``probes``, one text each."""
    shown = [answer.replace(str(number), "#") for number, answer in enumerate(answers, _FIRST)]
    page = shown[len(_LEAD) - 1]
    by_kind = dict(zip(kinds, shown[len(_LEAD) :], strict=True))
    lost = frozenset(kind for kind, answer in by_kind.items() if "#" not in answer)
    mistaken = {k: a for k, a in by_kind.items() if k not in {"page", *lost} and a == page}
    return ProbeResult(lost, {kind: _around(answer) for kind, answer in mistaken.items()})


def _around(answer: str) -> str:
    """Return the word before the number, and the number."""
    match = re.search(r"((?:pp?|S|с)\.?[\s~\u00a0])?#", answer)
    return match[0].replace("\u00a0", " ").replace("~", " ") if match else "#"
