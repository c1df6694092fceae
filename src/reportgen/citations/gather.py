"""Usages and exhibits → the citations to be formatted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from reportgen.citations.model import Citation, CitationItem
from reportgen.draft.model import CitationUse, Draft, ExhibitUse, listed_evidence
from reportgen.inputs.evidence.model import Evidence
from reportgen.inputs.model import Inputs
from reportgen.text.latex import anchor

LISTED: Final = -1
"""Number of a citation that is printed nowhere, but puts its works into the bibliography."""

PLACES: Final = 3
"""A source line names the sections of a work up to this many; beyond, the work alone."""


def gather(
    draft: Draft, volume: str, exhibits: Mapping[str, Sequence[str]], inputs: Inputs, sections: Mapping[str, str]
) -> tuple[Citation, ...]:
    """Return a citation for each ``cite`` in the templates of a volume, and a source line for each exhibit placed.

    ``exhibits`` has the evidence ids behind each exhibit, ``sections`` short forms of the headings of sections.
    """
    citations: list[Citation] = []
    for usage in draft.of(volume).usages:
        use = usage.use
        if isinstance(use, CitationUse):
            items = _items([inputs.evidence[e] for e in use.evidence], sections)
            citations.append(Citation(usage.number, items))
        elif isinstance(use, ExhibitUse) and use.name in exhibits:
            rows = [inputs.evidence[e] for e in exhibits[use.name] if e in inputs.evidence]
            if rows:
                citations.append(Citation(usage.number, _source_line(rows, sections), "source"))
    citations.append(Citation(LISTED, tuple(CitationItem(key) for key in _works(draft, inputs, volume))))
    return tuple(citations)


def _works(draft: Draft, inputs: Inputs, volume: str) -> Sequence[str]:
    """Return the works behind all evidence that is listed: the bibliography has them, cited in the text or not."""
    used = [inputs.evidence[e] for e in listed_evidence(draft, inputs, volume)]
    return tuple(dict.fromkeys(key for e in used for key in (e.source, e.via) if key in inputs.bibliography.entries))


def _items(cited: Sequence[Evidence], short: Mapping[str, str]) -> tuple[CitationItem, ...]:
    """One item for the passages of a work that share their place, so that it is not named again for each."""
    places: dict[tuple[str, str, str, str, str, str], list[str]] = {}
    for e in cited:
        section = short.get(e.section, e.section)
        places.setdefault((e.source, e.via, section, e.footnote, e.page, e.locator), []).append(anchor(e.id))
    items: dict[tuple[str, str], list[CitationItem]] = {}
    for (source, via, section, footnote, page, locator), targets in places.items():
        items.setdefault((source, via), []).append(
            CitationItem(source, section, footnote, page, via, ",".join(targets), locator)
        )
    return tuple(item for group in items.values() for item in _joined(group))


def _joined(items: Sequence[CitationItem]) -> Sequence[CitationItem]:
    """Join items of one work that name only sections: "secs. 3, 5" instead of the work twice."""
    if len(items) < 2 or any(item.footnote or item.page or item.locator or not item.section for item in items):
        return items
    sections = ", ".join(item.section for item in items)
    return [replace(items[0], section=sections, target=",".join(item.target for item in items))]


def _source_line(rows: Sequence[Evidence], short: Mapping[str, str]) -> tuple[CitationItem, ...]:
    """One item for each work, with the work that it cites itself where that is one and the same throughout."""
    items: list[CitationItem] = []
    for key in dict.fromkeys(e.source for e in rows):
        own = [e for e in rows if e.source == key]
        vias = list(dict.fromkeys(e.via for e in own))
        via = vias[0] if len(vias) == 1 else ""
        sections = list(dict.fromkeys(short.get(e.section, e.section) for e in own if e.section))
        section = ", ".join(sections) if len(sections) <= PLACES else ""
        # Pages and the like stand beside the section where all rows are from one place.
        places = {(e.section, e.footnote, e.page, e.locator) for e in own}
        _, note, page, other = places.pop() if len(places) == 1 else ("", "", "", "")
        items.append(CitationItem(key, section, note, page, via, locator=other))
    return tuple(items)
