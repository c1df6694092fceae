"""Evidence: quotations that are not where their rows say, and evidence that nothing rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from reportgen.checks.model import Verification
from reportgen.draft.model import Draft, used_evidence
from reportgen.findings.model import Diagnostic, Findings
from reportgen.findings.rules import finding
from reportgen.inputs.evidence.model import Evidence, Passage
from reportgen.inputs.model import Inputs

LONGEST: Final = 12
"""Words that a quotation may have."""

_LOCK: Final = "look at it, then run `reportgen lock` with the text at hand"


def check_unused(inputs: Inputs, draft: Draft) -> Findings[None]:
    """Every evidence row backs a data row or is cited in a template."""
    used = set(used_evidence(draft, inputs))
    for evidence in inputs.evidence.values():
        if evidence.id not in used:
            message = f'evidence "{evidence.id}" is used nowhere'
            yield finding("EVI002", evidence.location, message, "cite it, name it in a data row, or remove it")


def check_passages(inputs: Inputs) -> Findings[None]:
    """Every quotation is short, and stands once in its source, where its row says."""
    yield from _check_sources(inputs)
    for row in inputs.evidence.values():
        words = len(row.quote.split())
        if words > LONGEST:
            message = f'the quotation of "{row.id}" has {words} words, more than {LONGEST}'
            yield finding("EVI008", row.place("quote"), message, "quote the shortest fragment that pins the passage")
        passage = inputs.passages.get(row.id)
        if passage is not None:
            yield from _check_found(row, passage, inputs.sought.get(row.source, ""))
        elif row.source not in inputs.texts and row.source in inputs.lock.texts:
            yield from _check_locked(row, inputs)


def verified(inputs: Inputs) -> Mapping[str, Verification]:
    """Say of each evidence row how it is verified: by its text (*exact*, *fuzzy*), by the lock, or not."""
    return {row.id: _verified(row, inputs) for row in inputs.evidence.values()}


def _verified(row: Evidence, inputs: Inputs) -> Verification:
    passage = inputs.passages.get(row.id)
    if passage is not None:
        return "fuzzy" if passage.match == "spaced" else passage.match or "unverified"
    if row.source in inputs.texts or row.source not in inputs.lock.texts:
        return "unverified"
    return "locked" if all(f.code in {"EVI009", "EVI014"} for f in _check_locked(row, inputs)) else "unverified"


def _check_sources(inputs: Inputs) -> Iterator[Diagnostic]:
    """Each source has the text that the lock was made with, or is in the lock."""
    rows = Counter(row.source for row in inputs.evidence.values())
    for source, count in rows.items():
        entry = inputs.bibliography.entries.get(source)
        text = inputs.texts.get(source)
        locked = inputs.lock.texts.get(source)
        if entry is None:
            continue
        if text is not None and locked is not None and text.digest != locked[0]:
            digests = f"(SHA-256 {text.digest[:12]}) is not the one of the lock ({locked[0][:12]})"
            message = f'the text of "{source}"{_in(inputs.sought.get(source))} {digests}'
            hint = "use the text that the lock was made with, or run `reportgen lock`"
            yield finding("EVI010", entry.location, message, hint)
        elif text is None and locked is None and source not in inputs.unreadable:
            unverified = "1 evidence row is" if count == 1 else f"{count} evidence rows are"
            message = f'the text of "{source}" is not at hand and not in the lock: {unverified} not verified'
            yield finding("EVI012", entry.location, message, _where(inputs, source))


def _where(inputs: Inputs, source: str) -> str:
    sought = inputs.sought.get(source)
    if not sought:
        return "name it, a .txt or .pdf, in the field `file` of its entry, and put it into bib/texts/"
    return f"looked for {sought}; put it there, or say with --texts where it is"


def _in(sought: str | None) -> str:
    return f" ({sought})" if sought else ""


def _check_found(row: Evidence, passage: Passage, sought: str) -> Iterator[Diagnostic]:
    place = row.place("quote")
    if not passage.match:
        message = f'the quotation of "{row.id}" is not in the text of "{row.source}"{_in(sought)}'
        near = passage.difference
        hint = f"nearest in the text: {near}" if near else "nothing there is like it"
        yield finding("EVI005", place, message, hint)
        return
    if passage.count > 1:
        message = f'the quotation of "{row.id}" stands {passage.count} times in the text of "{row.source}"'
        yield finding("EVI006", place, message, "lengthen it until it stands there once")
    if passage.match == "fuzzy":
        message = f'the quotation of "{row.id}" is in the text only nearly ({passage.score:.0f} of 100)'
        yield finding("EVI009", place, message, f"the text says: {passage.difference}")
    if passage.match == "spaced":
        message = f'the quotation of "{row.id}" is in the text only if blanks do not count'
        yield finding("EVI014", place, message, f"the text says: {passage.nearest}")
    yield from _check_place(row, passage)


def _check_place(row: Evidence, passage: Passage) -> Iterator[Diagnostic]:
    for column, stated, there in (
        ("section", row.section, passage.section),
        ("footnote", row.footnote, passage.footnote),
        ("page", row.page, passage.page),
    ):
        if stated == there or (not stated and column != "footnote"):
            continue
        says = f'not in {column} "{stated}"' if stated else "in a footnote"
        message = f'the quotation of "{row.id}" stands {says}'
        if there:
            hint = f'it stands in {column} "{there}"'
        elif column == "footnote":
            hint = "it stands in the running text; empty the cell"
        else:
            hint = f"the text has no such {column}; give it as the text does"
        yield finding("EVI007", row.place(column), message, hint)


def _check_locked(row: Evidence, inputs: Inputs) -> Iterator[Diagnostic]:
    """A row whose text is not at hand is the one that the lock was made with."""
    locked = inputs.lock.passages.get(row.id)
    digest = inputs.lock.texts[row.source][0]
    if locked is None or locked.text != digest:
        message = f'evidence "{row.id}" is not in the lock, and the text of "{row.source}" is not at hand'
        yield finding("EVI011", row.place("id"), message, _LOCK)
    elif locked.row != row.digest:
        message = f'evidence "{row.id}" is not as it was locked, and the text of "{row.source}" is not at hand'
        yield finding("EVI011", row.place("quote"), message, _LOCK)
    elif locked.match == "fuzzy":
        message = f'the quotation of "{row.id}" is in the text only nearly, says the lock'
        yield finding("EVI009", row.place("quote"), message, _LOCK)
    elif locked.match == "spaced":
        message = f'the quotation of "{row.id}" is in the text only if blanks do not count, says the lock'
        yield finding("EVI014", row.place("quote"), message, _LOCK)
    elif locked.match != "exact":
        message = f'the quotation of "{row.id}" is not in the text of "{row.source}", says the lock'
        yield finding("EVI005", row.place("quote"), message, _LOCK)
