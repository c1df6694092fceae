"""What TeX noted in its auxiliary files → on which page things stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from reportgen.bundle.model import Pages

_NOTE: Final = re.compile(r"^\\rgpage\{(ev|use)\.([^{}]*)\}\{([^{}]*)\}", re.MULTILINE)
# The title between page and target may hold anything; LaTeX writes a label on one line.
_LABEL: Final = re.compile(
    r"^\\newlabel\{exhibit:([^{}]*)\}\{\{([^{}]*)\}\{([^{}]*)\}.*\{rg(table|figure)\.[^{}]*\}", re.MULTILINE
)


def pages(auxiliary: Mapping[str, bytes]) -> Pages:
    """Read the pages of passages, usages and exhibits from TeX's auxiliary files (by name).

    Each page is named once, in the order in which TeX shipped the pages out.
    """
    text = auxiliary.get("brief.aux", b"").decode("utf-8", "replace")
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
    )
