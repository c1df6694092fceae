"""What the verdicts of readers ask for: findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.project.model import Settings
from reportgen.review.judge import is_author
from reportgen.review.model import Item, JudgedItem, Reviewed

_WORDS: Final = 8
_NAMED: Final = 3
_OWN: Final = "it counts for nothing: have somebody else read it"
_CHANGED: Final = {"words": "its words", "passages": "the passages that it cites", "data": "the data that it rests on"}


def check_reviews(reviewed: Reviewed, settings: Settings, path: str) -> Findings[None]:
    """Yield what readers dispute, what changed since they read it, and what nobody has read who must have.

    ``path`` is that of the table. A draft says of itself that it is not final: what nobody has read is not told of it.
    """
    for judged in reviewed.judged:
        yield from _disputed(judged, path)
        if judged.state == "changed":
            yield _stale(judged, path)
        if judged.own and not judged.current:
            own = judged.own[-1]
            message = f'"{own.reader}", an author of the brief, says "{own.verdict}" of {described(judged.item)}'
            yield finding("REV004", Location(path, own.line), message, _OWN, [judged.item.location])
    if settings.status != "draft":
        yield from _unread(reviewed)


def own_verdicts(reader: str, settings: Settings, place: Location) -> Iterator[Diagnostic]:
    """Tell authors who read, before anything is recorded, what their verdicts are worth."""
    if is_author(reader, settings):
        message = f'"{reader}" is an author of the brief: these verdicts are a review of one\'s own work'
        yield finding("REV004", place, message, _OWN)


def described(item: Item) -> str:
    """Name an item: a statement by its first words."""
    words = item.text.split()
    return f'"{" ".join(words[:_WORDS])}{" …" if len(words) > _WORDS else ""}" ({item.id})'


def _disputed(judged: JudgedItem, path: str) -> Iterator[Diagnostic]:
    for dispute in judged.disputes:
        said = f': "{dispute.comment}"' if dispute.comment else ""
        message = f'{dispute.reader} says "{dispute.verdict}" of {described(judged.item)}{said}'
        hint = f"change it, or answer with: reportgen review answer {judged.item.id} --comment …"
        if judged.answered:
            hint = f"it is answered; {dispute.reader} has to read it again and agree"
        yield finding("REV003", judged.item.location, message, hint, [Location(path, dispute.line)])


def _stale(judged: JudgedItem, path: str) -> Diagnostic:
    last = judged.stale[-1]
    differing = " and ".join(_CHANGED[part] for part in last.digests.differing(judged.item.digests))
    message = f'since {last.reader} said "{last.verdict}" of {described(judged.item)}, {differing} changed'
    if "words" in last.digests.differing(judged.item.digests) and judged.item.kind in {"statement", "heading"}:
        message += f'; it was "{last.text}"'
    return finding(
        "REV002", judged.item.location, message, "have it read again: reportgen review", [Location(path, last.line)]
    )


def _unread(reviewed: Reviewed) -> Iterator[Diagnostic]:
    """Tell chapter by chapter of what must have been read and is not."""
    groups: dict[str, list[JudgedItem]] = defaultdict(list)
    for judged in reviewed.judged:
        if judged.item.id in reviewed.demanded and not judged.current:
            groups[judged.item.location.path].append(judged)
    for found in groups.values():
        named = "; ".join(described(judged.item) for judged in found[:_NAMED])
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        message = f"no second reader has read {named}{more}, as [review] in report.toml demands"
        yield finding("REV001", found[0].item.location, message, "have it read: reportgen review")
