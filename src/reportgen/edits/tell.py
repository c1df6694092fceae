"""What came back → findings: at the line of the template or data, or at the document where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reportgen.edits.model import Comment, Edit, Paper, Remark, Revision
from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding

_LONGEST: Final = 120
_AROUND: Final = 30


def tell(name: str, paper: Paper, edits: Iterable[Edit], remarks: Iterable[Remark]) -> Findings[None]:
    """Tell of each edit that is not applied, of changes that were not tracked, and of comments without a place."""
    for edit in edits:
        r = edit.revision
        if edit.outcome == "lost":
            message = f"{said(r)} has no place in any template: {_near(paper, r)}"
            yield finding("DOC022", Location(name), message, "look for it, and change it by hand where it is right")
        elif edit.outcome == "told":
            sources = "; ".join(f"{source.told} ({source.location})" for source in edit.sources)
            hint = edit.hint + (f": {sources}" if sources else "")
            related = tuple(source.location for source in edit.sources)
            yield finding("DOC021", edit.location, f"{said(r)} is not applied: {edit.why}", hint, related)
        elif edit.outcome == "applied" and not r.tracked:
            yield finding("DOC025", edit.location, f"{said(r)} was changed without tracking", "see whether it is meant")
    for remark in remarks:
        if not remark.item:
            yield _unkept(name, paper, remark)
    if paper.formatted:
        message = f"changes of looks alone ({paper.formatted}) are not read: a template says what something is"
        yield finding("DOC026", Location(name), message, "change the style or the template where one is meant")


def said(r: Revision) -> str:
    """Return a revision in words: what was there, what is there instead, and who wrote it."""
    deleted, inserted = (_short(text.replace("\n", " ¶ ")) for text in (r.deleted, r.inserted))
    by = f" ({_short(r.author)})" if r.author else "" if r.tracked else " (without tracking)"
    if deleted and inserted:
        return f'"{deleted}" → "{inserted}"{by}'
    return f'"{deleted}" taken out{by}' if deleted else f'"{inserted}" put in{by}'


def _unkept(name: str, paper: Paper, remark: Remark) -> Diagnostic:
    comment = remark.comment
    place = remark.location if remark.location.path else Location(name)
    message = f'a comment of {_short(comment.author) or "somebody"} is not kept: "{_short(comment.text)}"'
    return finding(
        "DOC023", place, f"{message}; {_near(paper, comment)}", "no statement, heading or exhibit stands there"
    )


def _near(paper: Paper, told: Revision | Comment) -> str:
    text = paper.paragraphs[told.paragraph] if told.paragraph < len(paper.paragraphs) else ""
    begin = max(told.begin - _AROUND, 0)
    return f'paragraph {told.paragraph + 1} of the document, at "{_short(text[begin : told.begin + 2 * _AROUND])}"'


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
