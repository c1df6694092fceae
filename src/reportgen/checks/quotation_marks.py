"""Sentences → the words in them that stand in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

FEWEST: Final = 3
"""Words from which a quotation claims that somebody wrote them; one or two are a term, or said with a shrug."""

_CLOSING: Final = {
    "“": "”", "‟": "”", "”": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': '"', "＂": "＂",
    "‘": "’", "‛": "’", "’": "’", "‚": "‘’", "'": "'", "「": "」", "『": "』", "〝": "〞〟",
}  # fmt: skip
_OPENING: Final = re.compile(rf"[{''.join(_CLOSING)}]")
_APOSTROPHES: Final = "’'"
_NOT_OPENING: Final = re.compile(
    r"[’'](?:\W|\d|(?:t(?:is|was|were)|e[mr]|til|cause|n|round|bout|cept)\b)", re.IGNORECASE
)
"""What begins with an apostrophe and not with a quotation: ’tis, ’90s."""

_LONGEST: Final = 3000
"""Letters that a quotation may have; what is not closed until then ends with its sentence."""

_BEFORE_OPENING: Final = frozenset(' \n([{—–-/“„«»‹›‘‚"')
_ELLIPSIS: Final = r"[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\."
_CHANGED_LETTER: Final = re.compile(r"^(\W*)\[(\w)\](?=\w)")
_LEFT_OUT: Final = re.compile(rf"{_ELLIPSIS}|\w*\[[^\[\]]*\]\w*")
_WORD: Final = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Quotation:
    """Words in quotation marks, or the part of them that one sentence of several has.

    ``sentence`` is its number, ``words`` are as they stand there, ``fragments`` those that the source has to have:
    between ellipses and what stands in brackets. ``closed`` is whether a mark closes it.
    """

    sentence: int
    words: str
    fragments: tuple[str, ...]
    closed: bool = True


def quotations(sentences: Sequence[str]) -> tuple[Quotation, ...]:
    """Return the quotations of three words or more in sentences that follow each other."""
    text = "\n".join(sentence.replace("\n", " ") for sentence in sentences)
    found = []
    for begin, end, closed in _spans(text):
        if sum(1 for word in text[begin:end].split() if _WORD.search(word)) < FEWEST:
            continue
        number = text.count("\n", 0, begin)
        for part in text[begin:end].split("\n"):
            fragments = tuple(filter(_WORD.search, map(str.strip, _LEFT_OUT.split(_CHANGED_LETTER.sub(r"\1\2", part)))))
            if fragments:
                found.append(Quotation(number, part.strip(), fragments, closed))
            number += 1
    return tuple(found)


def _spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where the words in each pair of quotation marks begin and end; those within others are part of them.

    What is not closed ends with its sentence, and is told to be so.
    """
    at = 0
    while mark := _OPENING.search(text, at):
        at = mark.start()
        if not _opens(text, at):
            at += 1
            continue
        end = _closed(text, at)
        closed = end >= 0
        if not closed and text[at] not in "‘‛’'”":
            end = text.find("\n", at) if "\n" in text[at:] else len(text)
        if end > at:
            yield at + 1, end, closed
        at = max(end, at) + 1


def _opens(text: str, at: int) -> bool:
    if at and text[at - 1] not in _BEFORE_OPENING and text[at] not in "「『〝":
        return False
    return not (text[at] in "”’'" and (text[at + 1 : at + 2].strip() == "" or _NOT_OPENING.match(text, at)))


def _closed(text: str, begin: int) -> int:
    """Return where the mark that closes stands, or -1."""
    opening, closing = text[begin], _CLOSING[text[begin]]
    depth = 1
    for at in range(begin + 1, min(len(text), begin + _LONGEST)):
        if text[at] in closing and not _is_apostrophe(text, at):
            depth -= 1
        elif text[at] == opening:
            depth += 1
        if not depth:
            return at
    return -1


def _is_apostrophe(text: str, at: int) -> bool:
    """Say whether a mark stands inside a word, or behind a plural ("the towns' bridge") if another one follows."""
    if text[at] not in _APOSTROPHES:
        return False
    if text[at + 1 : at + 2].isalnum():
        return True
    return text[at - 1 : at] == "s" and re.match(rf"[^‘\n]*\w{text[at]}(?!\w)", text[at + 1 : at + 200]) is not None
