"""Edits → templates as they become, and what of them would not print as it was typed."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from reportgen.edits.align import tokens
from reportgen.edits.model import Edit, Printed, Splice, Templates

CONTEXT: Final = 1
"""Lines around a change in a patch: lines of templates are paragraphs."""

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")


def rewritten(texts: Mapping[str, str], edits: Iterable[Edit]) -> Mapping[str, str]:
    """Return the templates that change, with all edits that are applied."""
    splices: dict[str, set[Splice]] = defaultdict(set)
    for edit in edits:
        if edit.outcome == "applied":
            for splice in edit.splices:
                splices[splice.place.path].add(splice)
    return {path: _spliced(texts[path], sorted(found)) for path, found in splices.items()}


def _spliced(text: str, splices: Sequence[Splice]) -> str:
    parts: list[str] = []
    last = 0
    for splice in splices:
        parts += [text[last : splice.place.begin], splice.text]
        last = splice.place.end
    return "".join([*parts, text[last:]])


def patch(texts: Mapping[str, str], new: Mapping[str, str]) -> str:
    """Return a unified diff that makes the templates so; ``git apply`` and ``patch -p1`` take it."""
    told: list[str] = []
    for path in sorted(new):
        before, after = (_LINE.findall(text) for text in (texts[path], new[path]))
        lines = difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", n=CONTEXT)
        told += [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]
    return "".join(told)


def misprinted(before: Templates, after: Sequence[Printed], edits: Sequence[Edit]) -> Iterator[int]:
    """Yield the numbers of the edits whose paragraphs the templates would not print as they were typed."""
    changes: dict[int, list[int]] = defaultdict(list)
    for number, edit in enumerate(edits):
        if edit.outcome == "applied" and edit.change is not None:
            changes[edit.change.paragraph].append(number)
    there = {_plain(p.text) for p in after}
    for paragraph, numbers in changes.items():
        text = before.printed[paragraph].text
        for change in sorted((c for n in numbers if (c := edits[n].change)), key=lambda c: (-c.begin, -c.end)):
            text = text[: change.begin] + change.text + text[change.end :]
        if _plain(text) not in there:
            yield from numbers


def _plain(text: str) -> str:
    return "".join(sign for _, sign in tokens(text.replace('"', "“"))).replace("  ", " ").strip()
