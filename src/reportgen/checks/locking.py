"""What was verified now → the lock."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from reportgen.checks.analysis import approved_value
from reportgen.checks.model import Verified
from reportgen.draft.model import Draft
from reportgen.inputs.model import Inputs, Lock, LockedPassage


def lock_of(inputs: Inputs, draft: Draft, verified: Verified, today: str) -> Lock:
    """Give the lock for what the texts at hand bear out; what rests on other texts keeps its place.

    ``today`` (YYYY-MM-DD) becomes the lock's date, unless nothing else in it changes.
    """
    old = inputs.lock
    passages = {name: item for name, item in old.passages.items() if verified.passages.get(name) == "locked"}
    for name, found in inputs.passages.items():
        if verified.passages.get(name) in {"exact", "fuzzy"}:
            row = inputs.evidence[name]
            text = inputs.texts[row.source].digest
            passages[name] = LockedPassage(name, text, row.digest, found.match, found.section, found.position)
    kept = {inputs.evidence[name].source for name in passages}
    texts = {key: value for key, value in old.texts.items() if key in kept}
    texts |= {key: (text.digest, text.extractor) for key, text in inputs.texts.items()}
    known = {usage.ids[0] for usage in draft.usages if usage.kind == "analysis"}
    approved = {name: value for name, value in old.approved.items() if name in known}
    new = Lock(texts, passages, verified.rows, verified.sentences, approved, old.date)
    return new if new == old and old.date else replace(new, date=today)


def approve(lock: Lock, draft: Draft, inputs: Inputs, names: Collection[str]) -> Lock:
    """Give the lock with the analyses named approved as they stand."""
    approved = {
        usage.ids[0]: approved_value(usage, draft, inputs)
        for usage in draft.usages
        if usage.kind == "analysis" and usage.ids[0] in names
    }
    return replace(lock, approved={**lock.approved, **approved})
