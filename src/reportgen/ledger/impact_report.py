"""What hangs on a source, passage or row as text for a reader, and as JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Final

from reportgen.findings.text import shown
from reportgen.ledger.impact import KINDS, OUTCOMES, Effect, Impact, Trial, counts

_TITLES: Final = {
    "falls": "would fall, since nothing else bears it out",
    "changes": "would change with it",
    "weakened": "would stand, by other passages",
}
_MANY: Final = {"sentence": "sentences", "analysis": "analyses", "words": "words", "exhibit": "exhibits"}
_LONGEST: Final = 100
"""Characters of words that are shown on a line."""

_BEFORE: Final = 40
"""Characters shown before a difference."""


def as_text(found: Sequence[Impact]) -> str:
    """Return impacts as lines: how many of each kind would fall, change and stand, then one after the other."""
    return "\n\n".join("\n".join(map(shown, _lines(impact))) for impact in found)


def as_json(found: Sequence[Impact]) -> str:
    """Return impacts as a JSON array, escaped to ASCII."""
    return json.dumps([asdict(impact) | {"counts": counts(impact.effects)} for impact in found], indent=1)


def _lines(impact: Impact) -> Iterator[str]:
    yield f"{impact.kind} {impact.name} ({impact.place})"
    if not impact.effects:
        yield "nothing in the brief hangs on it"
    groups = {o: [effect for effect in impact.effects if effect.outcome == o] for o in OUTCOMES}
    found = {outcome: effects for outcome, effects in groups.items() if effects}
    for outcome, effects in found.items():
        told = (_counted(kind, sum(e.kind == kind for e in effects)) for kind in KINDS)
        yield f"{_TITLES[outcome]}: {', '.join(filter(None, told))}"
    if impact.trial is not None:
        words, flips = len(impact.trial.changed), len(impact.trial.flips)
        yield f"texts that would change: {words}; findings that would come of it: {flips}"
    for outcome, effects in found.items():
        yield ""
        yield f"{_TITLES[outcome]}:"
        yield from (f"  {line}" for effect in effects for line in _effect(effect))
    if impact.trial is not None:
        yield ""
        yield from _trial(impact.trial)


def _effect(effect: Effect) -> Iterator[str]:
    name = f"“{_cut(effect.name)}”" if effect.kind in {"sentence", "words", "number", "value"} else _cut(effect.name)
    yield f"{effect.place}: {effect.kind} {name}"
    if effect.outcome == "weakened":
        yield f"    still by {_cut(', '.join(effect.left))}"
    elif through := [name for name in effect.through if "/" in name and name != effect.name]:
        yield f"    by {_cut(', '.join(through))}"


def _trial(trial: Trial) -> Iterator[str]:
    yield f"with {trial.column} = {trial.after} in place of {trial.before}:"
    for place, before, after in trial.changed:
        yield f"  {place}"
        skipped = _alike(before, after)
        yield f"    - {_cut(before, skipped) or '(nothing)'}"
        yield f"    + {_cut(after, skipped) or '(nothing)'}"
    if not trial.changed:
        yield "  no words change"
    for place, code, message in trial.flips:
        yield f"  {place}: {code} {_cut(message)}"
    if not trial.flips:
        yield "  no words and no conclusions flip"


def _counted(kind: str, count: int) -> str:
    if not count:
        return ""
    return f"{count} {kind if count == 1 else _MANY.get(kind, f'{kind}s')}"


def _alike(one: str, other: str) -> int:
    """Return how many characters may be skipped before the words in which two texts differ."""
    alike = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    return one.rfind(" ", 0, max(alike - _BEFORE, 0)) + 1 if one and other else 0


def _cut(text: str, skipped: int = 0) -> str:
    text = f"{'…' if skipped else ''}{' '.join(text[skipped:].split())}"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
