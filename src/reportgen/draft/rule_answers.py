"""Answers of citations and analyses to rules of wording."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.draft.printable import CallError
from reportgen.findings.rules import ANSWERED, did_you_mean


def answers_to_rules(given: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Return the answers to rules of wording by the names of these, each with its reason."""
    for name, reason in given.items():
        if name.replace("_", "-") not in ANSWERED:
            known = [rule.replace("-", "_") for rule in ANSWERED]
            hint = did_you_mean(name, known) or f"answer one of {', '.join(known)}"
            raise CallError("TPL005", f'there is no rule of wording "{name}" to answer', hint)
        if not isinstance(reason, str) or not reason.strip():
            raise CallError("TPL005", f"{name} gives no reason", f'write {name}="why the words are right"')
    return tuple((name.replace("_", "-"), " ".join(str(reason).split())) for name, reason in sorted(given.items()))
