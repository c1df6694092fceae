"""A document that came back beside the one that was built: what was changed without tracking is a change, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from rapidfuzz.distance import LCSseq

from reportgen.edits.align import MOST, mapped, paired, tokens
from reportgen.edits.model import Comment, Paper, Revision

_Told = TypeVar("_Told", Revision, Comment)


def against(sent: Paper, built: Paper) -> Paper:
    """Return the document that came back with the paragraphs of the one that was built, and all changes of them."""
    pairs = paired(sent.paragraphs, built.paragraphs)
    places = {old: mapped(sent.paragraphs[old], built.paragraphs[new])[1] for old, new in pairs.items()}
    extra = [number for number in range(len(sent.paragraphs)) if number not in pairs]
    # A paragraph that was not built keeps a place of its own behind all others: what was changed in it is told of.
    where = {**pairs, **{old: len(built.paragraphs) + number for number, old in enumerate(extra)}}
    texts = (*built.paragraphs, *(sent.paragraphs[old] for old in extra))

    def moved(told: _Told) -> _Told:
        place = places.get(told.paragraph)
        begin = place(told.begin) if place else told.begin
        return replace(told, paragraph=where.get(told.paragraph, len(texts)), begin=begin)

    silent = (
        *_changed(sent, built, pairs),
        *_gone(built, frozenset(pairs.values())),
        *_new(sent, built, extra, pairs),
        *_reordered(built, pairs),
    )
    revisions = (*map(moved, sent.revisions), *silent)
    comments = tuple(map(moved, sent.comments))
    cells = frozenset(where[n] for n in sent.cells if n in where)
    return replace(sent, paragraphs=texts, revisions=revisions, comments=comments, cells=cells)


def _changed(sent: Paper, built: Paper, pairs: Mapping[int, int]) -> Iterator[Revision]:
    for old, new in pairs.items():
        one, other = built.paragraphs[new], sent.paragraphs[old]
        if "".join(t for _, t in tokens(one)).strip() == "".join(t for _, t in tokens(other)).strip():
            continue
        for begin, end, text in differences(one, other):
            yield Revision(new, begin, one[begin:end], text, tracked=False)


def differences(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a text was changed, word by word: from, to, and what stands there in the other one."""
    before, after = tokens(old), tokens(new)
    starts, others = [*(s for s, _ in before), len(old)], [*(s for s, _ in after), len(new)]
    if len(before) * len(after) > MOST:
        yield 0, len(old), new
        return
    pending: tuple[int, int, int, int] | None = None
    for op in LCSseq.opcodes([t for _, t in before], [t for _, t in after]):
        blank = op.tag == "equal" and all(before[n][1] == " " for n in range(op.src_start, op.src_end))
        if op.tag == "equal" and not (blank and pending):
            if pending:
                yield starts[pending[0]], starts[pending[1]], new[others[pending[2]] : others[pending[3]]]
            pending = None
        elif pending:
            pending = pending[0], op.src_end, pending[2], op.dest_end
        else:
            pending = op.src_start, op.src_end, op.dest_start, op.dest_end
    if pending:
        yield starts[pending[0]], starts[pending[1]], new[others[pending[2]] : others[pending[3]]]


def _gone(built: Paper, there: frozenset[int]) -> Iterator[Revision]:
    for number, text in enumerate(built.paragraphs):
        if number not in there and text.strip():
            yield Revision(number, 0, f"{text}\n", "", tracked=False)


def _new(sent: Paper, built: Paper, extra: Sequence[int], pairs: Mapping[int, int]) -> Iterator[Revision]:
    for number in extra:
        if sent.paragraphs[number].strip():
            before = next((pairs[n] for n in range(number - 1, -1, -1) if n in pairs), -1)
            place = (before, len(built.paragraphs[before])) if before >= 0 else (0, 0)
            said = sent.paragraphs[number]
            yield Revision(*place, "", f"\n{said}" if before >= 0 else f"{said}\n", tracked=False)


def _reordered(built: Paper, pairs: Mapping[int, int]) -> Iterator[Revision]:
    """Yield the paragraphs that stand elsewhere: those that are not in the longest row of them in their old order."""
    order = [new for _, new in sorted(pairs.items())]
    same = {
        order[n]
        for op in LCSseq.opcodes(order, sorted(order))
        if op.tag == "equal"
        for n in range(op.src_start, op.src_end)
    }
    for number in order:
        if number not in same and built.paragraphs[number].strip():
            yield Revision(number, 0, built.paragraphs[number], "", moved=True, tracked=False)
