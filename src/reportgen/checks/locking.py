"""What was verified now → the lock."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from reportgen.checks.accepted_changes import with_accepted
from reportgen.checks.analysis import approved_value
from reportgen.checks.model import Change, Verified
from reportgen.draft.model import Draft
from reportgen.inputs.evidence.model import Lock, LockedPassage
from reportgen.inputs.model import Inputs


def lock_of(inputs: Inputs, draft: Draft, verified: Verified, held: Mapping[str, str], today: str) -> Lock:
    """Return the lock for what the texts at hand bear out; what may rest on texts that are away keeps its place.

    So a lock that is made without the texts loses nothing of what was verified with them. What changed since
    keeps the digests that it was verified with, and goes on being reported.

    ``held`` is what it holds, as in ``Lock``; ``today`` (YYYY-MM-DD) its date, unless nothing else changes.
    """
    old = inputs.lock
    away = {digest for key, (digest, _) in old.texts.items() if key not in inputs.texts}
    passages = {name: item for name, item in old.passages.items() if item.text in away}
    for name, found in inputs.passages.items():
        if verified.passages.get(name) in {"exact", "fuzzy"}:
            row = inputs.evidence[name]
            text = inputs.texts[row.source].digest
            passages[name] = LockedPassage(name, text, row.digest, found.match, found.section, found.position)
    kept = {item.text for item in passages.values()}
    texts = {key: value for key, value in old.texts.items() if value[0] in kept and key not in inputs.texts}
    texts |= {key: (text.digest, text.extractor) for key, text in inputs.texts.items()}
    known = {use.name for _, use in draft.analyses}
    approved = {name: value for name, value in old.approved.items() if name in known}
    rows = {**(_resting_on_others(inputs) if away else {}), **verified.rows}
    sentences = {**(old.statements if away else {}), **verified.sentences}
    same = {f"held {name}" for name, parts in held.items() if old.held.get(name) == parts}
    same |= {f"approved {name}" for name in approved}
    readers = {key: reader for key, reader in old.readers.items() if key in same}
    new = Lock(texts, passages, rows, sentences, approved, old.date, held, readers)
    return new if new == old and old.date else replace(new, date=today)


def _resting_on_others(inputs: Inputs) -> Mapping[str, str]:
    """Return of the rows in the lock those that are not known to rest on texts at hand alone."""
    kept = {}
    for name, digest in inputs.lock.rows.items():
        table, _, row = name.partition("/")
        found = inputs.find(table, row) if table in inputs.tables else ()
        sources = inputs.sources(found[0].evidence) if found else ()
        if not sources or any(source not in inputs.texts for source in sources):
            kept[name] = digest
    return kept


def approve(
    inputs: Inputs, draft: Draft, names: Collection[str], settled: Sequence[Change], reader: tuple[str, str]
) -> Lock:
    """Return the lock with the analyses named approved as they stand, and with changes settled.

    ``reader`` is who has read them, and the day.
    """
    approved = {
        use.name: approved_value(usage, use, draft, inputs) for usage, use in draft.analyses if use.name in names
    }
    lock = inputs.lock
    held = with_accepted(lock.held, settled)
    read = {f"approved {name}" for name in approved} | {f"held {change.name}" for change in settled if change.after}
    kept = {key: by for key, by in lock.readers.items() if key.startswith("approved ") or key[5:] in held}
    readers = {**kept, **dict.fromkeys(read, reader)}
    return replace(lock, approved={**lock.approved, **approved}, held=held, readers=readers)
