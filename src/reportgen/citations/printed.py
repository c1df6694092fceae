"""What a citation style has left out of citations and bibliography, seen from what it has printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.citations.model import Citation, CitationItem, Formatted
from reportgen.citations.probes import ProbeResult
from reportgen.findings.model import Diagnostic
from reportgen.findings.rules import finding
from reportgen.project.model import SETTINGS
from reportgen.values.locators import locator_text, numbers

_FIRST: Final = re.compile(r"[^\W_]+")


def check_printed(
    citations: Sequence[Citation], formatted: Formatted, style: str, tried: ProbeResult
) -> Iterator[Diagnostic]:
    """Warn of a style that prints no bibliography, or the places that citations name not, or as pages."""
    cited = [item for citation in citations for item in citation.items]
    if cited and not formatted.bibliography:
        hint = "choose a style with a bibliography, or leave the list out of the template"
        yield finding("CIT006", SETTINGS, f'the style "{style}" prints no bibliography', hint)
    lost: list[str] = []
    mistaken: dict[str, str] = {}
    before: tuple[str, ...] = ()
    for citation in citations:
        text = formatted.citations.get(citation.number, "")
        for item in citation.items:
            named = _place(item)
            again, before = (item.key, *named) == before, (item.key, *named)
            # "Ibid." stands for the same place as well.
            if not named or again:
                continue
            kind, number = named
            said = f'"{kind} {number}" of "{item.key}"' if kind else f'"{number}" of "{item.key}"'
            if kind in tried.as_pages:
                example = tried.as_pages[kind].replace("#", number)
                mistaken.setdefault(kind, f'{said} comes out as "{example}", like a page')
            first = _FIRST.search(number)
            if first is None:
                continue
            # Some styles write "ch3".
            if kind in tried.lost or not re.search(rf"(?<!\d){re.escape(first[0])}(?![^\W_])", text):
                lost.append(said)
    if mistaken:
        others = f", and so do places of {len(mistaken) - 1} kinds more" if len(mistaken) > 1 else ""
        message = f'the style "{style}" prints places of one kind as another: {next(iter(mistaken.values()))}{others}'
        hint = "give the page instead, or choose a style that names such places, such as apa"
        yield finding("CIT010", SETTINGS, message.replace("of 1 kinds", "of 1 kind"), hint)
    if lost:
        count = "the place of 1 citation:" if len(lost) == 1 else f"the places of {len(lost)} citations, such as"
        hint = "choose a style that prints places, such as apa or chicago-author-date"
        yield finding("CIT005", SETTINGS, f'the style "{style}" does not print {count} {lost[0]}', hint)


def _place(item: CitationItem) -> tuple[str, ...]:
    given = (("section", item.section), ("page", item.page), ("note", item.footnote), ("", item.locator))
    for label, text in given:
        if text.strip():
            found = locator_text(label, text)
            return found if numbers(found[1]) else ("", found[1])
    return ()
