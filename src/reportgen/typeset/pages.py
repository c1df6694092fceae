"""What TeX noted in its auxiliary files → on which page things stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.typeset.model import Pages

_NOTE: Final = re.compile(r"^\\rgpage\{(ev|use)\.([^{}]*)\}\{([^{}]*)\}", re.MULTILINE)
# The title between page and target may hold anything; LaTeX writes a label on one line.
_LABEL: Final = re.compile(
    r"^\\newlabel\{exhibit:([^{}]*)\}\{\{([^{}]*)\}\{([^{}]*)\}.*\{rg(table|figure)\.[^{}]*\}", re.MULTILINE
)
_ANY_LABEL: Final = re.compile(
    r"^\\newlabel\{(?!exhibit:)([^{}]*)\}\{\{[^{}]*\}\{([^{}]*)\}.*\{([A-Za-z0-9.*-]+)\}\{[^{}]*\}\}$", re.MULTILINE
)


_PART: Final = re.compile(r"^\\rgpart\{([^{}]+)\}\{\d+\}\{(\d+)\}", re.MULTILINE)
_SHEET: Final = re.compile(r"^\\rgsheet\{([^{}]*)\}", re.MULTILINE)
_CONTENTS: Final = re.compile(r"^\\rgcontents\{(\d+)\}\{(\d+)\}", re.MULTILINE)


@dataclass(frozen=True)
class Sheets:
    """How the pages of a PDF that was set in one pass are to be ordered.

    The last ``count`` belong behind the first ``at``; ``numbers`` are the printed ones, as TeX set the pages.
    """

    at: int
    count: int
    numbers: tuple[str, ...]

    @property
    def printed(self) -> tuple[str, ...]:
        """The printed numbers, in the order in which the pages belong."""
        behind = len(self.numbers) - self.count
        return (*self.numbers[: self.at], *self.numbers[behind:], *self.numbers[self.at : behind])


def sheets(auxiliary: Mapping[str, bytes]) -> Sheets | None:
    """Read from TeX's auxiliary files how pages are to be ordered; ``None`` where they are in order."""
    numbers = tuple(_SHEET.findall(_text(auxiliary, "brief.uses", "brief.late")))
    contents = _CONTENTS.search(_text(auxiliary, "brief.aux"))
    if not numbers:
        return None
    return Sheets(int(contents[1]), int(contents[2]), numbers) if contents else Sheets(0, 0, numbers)


def parts(auxiliary: Mapping[str, bytes]) -> Mapping[int, str]:
    """Return the files of the brief by the places, from 0, of the pages on which they begin; of several the last."""
    return {int(place) - 1: name for name, place in _PART.findall(_text(auxiliary, "brief.aux"))}


def _text(auxiliary: Mapping[str, bytes], *names: str) -> str:
    return b"".join(auxiliary.get(name, b"") for name in names).decode("utf-8", "replace")


def pages(auxiliary: Mapping[str, bytes]) -> Pages:
    """Read the pages of passages, usages and exhibits from TeX's auxiliary files (by name).

    Each page is named once, in the order in which TeX shipped the pages out.
    """
    text = _text(auxiliary, "brief.aux", "brief.uses", "brief.late")
    evidence: dict[str, dict[str, None]] = {}
    usages: dict[int, dict[str, None]] = {}
    for kind, name, page in _NOTE.findall(text):
        if kind == "ev":
            evidence.setdefault(name, {})[page] = None
        elif name.isdecimal():
            usages.setdefault(int(name), {})[page] = None
    exhibits: dict[str, tuple[Literal["table", "figure"], str, str]] = {
        name: ("table" if form == "table" else "figure", number, page)
        for name, number, page, form in _LABEL.findall(text)
    }
    return Pages(
        {name: tuple(found) for name, found in evidence.items()},
        {number: tuple(found) for number, found in usages.items()},
        exhibits,
        {label: (target, page) for label, page, target in _ANY_LABEL.findall(text)},
    )
