"""What differs between a brief and what its lock holds of it, and how that is told."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from reportgen.checks.locked_items import OF_DATA
from reportgen.checks.model import Change, LockedItem
from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.evidence.model import Lock, spelled

_ALIKE: Final = 60
"""How alike (of 100) what went and what came must be, to be the same thing changed."""

_PAIRED: Final = 10_000
"""Pairs that are compared in one file: as many as take some milliseconds."""

_IN_FULL: Final = 50
"""Characters up to which old and new words are shown in full."""

_AROUND: Final = 3
"""Words that are shown on either side of those that differ in a longer text."""

_SHOWN_WORDS: Final = 30
_NAMED: Final = 5

Words = Mapping[str, str]


def changes(held: Mapping[str, str], now: Mapping[str, LockedItem]) -> tuple[Change, ...]:
    """Return what changed, came and went since things were settled, by name; ``held`` is as in ``Lock``.

    Sentences are named after their words, so that one that went and one like it that came are one that changed.
    """
    went = {name: parts for name, parts in held.items() if name not in now}
    came = [holding for name, holding in now.items() if name not in held]
    found = [
        Change(name, name, json.loads(held[name]), holding)
        for name, holding in now.items()
        if name in held and held[name] != spelled(holding.parts)
    ]
    parts = {name: json.loads(words) for name, words in went.items()}
    pairs = dict(_pairs(parts, came))
    found += [Change(new.name, pairs.get(new.name, ""), parts.get(pairs.get(new.name, "")), new) for new in came]
    gone = parts.keys() - pairs.values()
    found += [Change(name, name, parts[name], None) for name in gone]
    return tuple(sorted(found, key=lambda change: change.name))


def _pairs(went: Mapping[str, Words], came: Sequence[LockedItem]) -> Iterator[tuple[str, str]]:
    """Yield the names of what came with those of what went that is most like it, each once."""
    if not went or not came:
        return
    from rapidfuzz import fuzz

    old_groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    new_groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, parts in went.items():
        old_groups[_group(name, parts)].append((name, _values(parts)))
    for new in came:
        new_groups[_group(new.name, new.parts)].append((new.name, _values(new.parts)))
    for group, olds in old_groups.items():
        news = new_groups.get(group, [])
        if len(olds) * len(news) > _PAIRED:
            continue
        alike = [(fuzz.ratio(was, is_now), n, o) for o, was in olds for n, is_now in news]
        taken: set[str] = set()
        for score, to, old in sorted(alike, reverse=True):
            if score >= _ALIKE and taken.isdisjoint({to, old}):
                taken |= {to, old}
                yield to, old


def _group(name: str, parts: Words) -> str:
    """Return where a thing is looked for that may have changed its name: its file, its table, its kind."""
    kind, _, rest = name.partition(":")
    return f"{kind}:{parts.get('in', '')}" if kind == "statement" else f"{kind}:{rest.rpartition('/')[0]}"


def _values(parts: Words) -> str:
    return "\n".join(parts.values())


def check_version(lock: Lock, place: Location) -> Findings[None]:
    """Report a lock of a format that does not hold what the brief is made of; ``place`` is where it is."""
    if lock.version and lock.old:
        message = f"the lock has format {lock.version}, which does not hold what the brief says: changes are not told"
        yield finding("EVI025", place, message, "run `reportgen lock`, which holds it as it stands now")


def check_locked_items(lock: Lock, place: Location, now: Mapping[str, LockedItem], data: bool) -> Findings[None]:
    """Report what differs from what the lock at ``place`` holds: of the ``data``, or else of the rest of the brief."""
    if lock.old:
        return
    found = changes({name: held for name, held in lock.held.items() if name.startswith(OF_DATA) == data}, now)
    yield from report_changes(found)
    yield from _come_and_gone(found, place)


def report_changes(found: Iterable[Change]) -> Findings[None]:
    """Tell of what changed, with old and new words."""
    for change in found:
        if change.after is not None and change.before is not None:
            message = f"{_named(change)} is not as it was settled: {described(change)}"
            hint = f"read it beside what it rests on, then run: reportgen approve {change.name}"
            hint += "; `reportgen lock` settles numbers, dates and quotations that the texts at hand bear out"
            yield finding("EVI023", change.after.location, message, hint)


def _come_and_gone(found: Iterable[Change], place: Location) -> Iterator[Diagnostic]:
    """Tell by file and kind what the lock does not hold yet, and by kind what it held that is no more."""
    groups: dict[tuple[Location, str, str], list[Change]] = defaultdict(list)
    for change in found:
        kind = change.name.partition(":")[0]
        if change.before is None and change.after is not None:
            groups[Location(change.after.location.path), kind, "is new"].append(change)
        elif change.after is None:
            groups[place, kind, "is no more"].append(change)
    for (where, _, what), group in groups.items():
        line = min((change.after.location.line for change in group if change.after), default=0)
        shown = "; ".join(summary(change) for change in group[:_NAMED])
        more = f" and {len(group) - _NAMED} more" if len(group) > _NAMED else ""
        message = f"since the lock this {what}: {shown}{more}"
        yield finding("EVI024", Location(where.path, line), message, "run `reportgen lock`, which notes it")


def _named(change: Change) -> str:
    same = change.old == change.name or change.name.startswith("statement:")
    return change.name if same else f"{change.name} (was {change.old})"


def summary(change: Change) -> str:
    """Name a thing, a sentence by its first words."""
    parts = (change.after.parts if change.after else change.before) or {}
    words = parts.get("text", "").split() if change.name.startswith("statement:") else []
    return f'"{_cut(words, _NAMED)}"' if words else change.name


def as_lines(found: Iterable[Change], first: bool = False) -> Iterator[str]:
    """Yield lines that say what changed, came and went; ``first``: how much came, where nothing was held before."""
    came: Counter[str] = Counter()
    for change in found:
        if change.before is not None and change.after is not None:
            yield f"changed: {_named(change)}: {described(change)}"
        elif change.after is None:
            yield f"no more: {summary(change)}"
        elif first:
            came[change.name.partition(":")[0]] += 1
        else:
            yield f"new: {summary(change)}"
    if came:
        yield "held from now on: " + ", ".join(f"{count} × {kind}" for kind, count in sorted(came.items()))


def described(change: Change) -> str:
    """Say what differs, part by part: old → new, of long parts what differs with a few words around it."""
    before, after = change.before or {}, change.after.parts if change.after else {}
    order = [part for part in (*after, *before) if part in change.parts]
    parts = list(dict.fromkeys(order))
    more = f"; and {len(parts) - _NAMED} more" if len(parts) > _NAMED else ""
    return "; ".join(f"{part}: {_difference(before.get(part), after.get(part))}" for part in parts[:_NAMED]) + more


def _difference(old: str | None, new: str | None) -> str:
    if old is None or new is None:
        return " → ".join("nothing" if text is None else f'"{_cut(text.split())}"' for text in (old, new))
    ours, theirs = old.split(), new.split()
    if max(len(old), len(new)) <= _IN_FULL or ours == theirs:
        return f'"{old}" → "{new}"'
    shorter = min(len(ours), len(theirs))
    begin = next((n for n in range(shorter) if ours[n] != theirs[n]), shorter)
    end = next((n for n in range(shorter - begin) if ours[-1 - n] != theirs[-1 - n]), shorter - begin)
    return " → ".join(f'"{_window(words, begin, len(words) - end)}"' for words in (ours, theirs))


def _window(words: Sequence[str], begin: int, end: int) -> str:
    """Return words from ``begin`` to ``end`` with a few around them."""
    first, last = max(begin - _AROUND, 0), min(end + _AROUND, len(words))
    return ("… " if first else "") + _cut(words[first:last]) + (" …" if last < len(words) else "")


def _cut(words: Sequence[str], most: int = _SHOWN_WORDS) -> str:
    return " ".join(words[:most]) + (" …" if len(words) > most else "")
