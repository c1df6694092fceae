"""Blocks that pandoc has read of marked templates → paragraphs as they are printed, each character with its origin."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from reportgen.edits.mark import BEHIND, CLOSE, FIRST, MOST, USE, USES, Marker
from reportgen.edits.model import Origin, Printed, Source, Templates, WordPlace

_PARAGRAPHS: Final = frozenset({"Para", "Plain", "Header"})
_SPACES: Final = frozenset({"Space", "SoftBreak", "LineBreak"})
_QUOTES: Final = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_LISTED: Final = re.compile(r"rg:(?:passage|work)/(.*)")
_ALIKE: Final = str.maketrans("’‘“”‐‑", "''\"\"--")
_FAR: Final = 200
_BLANK_BEFORE: Final = re.compile(r"(?:[ \t]*\n)?[ \t]*\Z")
_BLANK: Final = re.compile(r"[ \t]*\n?[ \t]*")


def printed(blocks: Sequence[bytes], marker: Marker, rows: Mapping[str, Source]) -> Templates:
    """Return what the templates print; ``blocks`` are those of each volume, ``rows`` names rows and works by anchor."""
    found: list[Printed] = []
    for number, volume in enumerate(blocks):
        found += _Reader(marker, rows, number).of(json.loads(volume))
    seen = Counter(o for p in found for o in dict.fromkeys(p.origins) if isinstance(o, WordPlace))
    again = {o for p in found for o, n in Counter(_starts(p.origins)).items() if n > 1}
    repeated = frozenset({place for place, count in seen.items() if count > 1} | again)
    return Templates(dict(marker.texts), tuple(found), {p: tuple(c) for p, c in marker.calls.items()}, repeated)


def _starts(origins: Sequence[Origin]) -> Iterator[WordPlace]:
    """Yield the origins of a paragraph; of those that follow each other and are the same, one."""
    last: Origin = None
    for origin in origins:
        if isinstance(origin, WordPlace) and origin != last:
            yield origin
        last = origin


class _Reader:
    """Takes the paragraphs out of the blocks of a volume."""

    def __init__(self, marker: Marker, rows: Mapping[str, Source], volume: int) -> None:
        self._marker = marker
        self._rows = rows
        self._volume = volume
        self._found: list[Printed] = []
        self._notes: list[Any] = []
        self._about: Source | None = None

    def of(self, blocks: Any) -> list[Printed]:
        """Return the paragraphs of blocks, those of notes behind that in which they stand."""
        self._blocks(blocks)
        return self._found

    def _blocks(self, node: Any) -> None:
        if isinstance(node, list):
            for each in node:
                self._blocks(each)
        elif isinstance(node, dict) and node.get("t") in _PARAGRAPHS:
            inlines = node["c"][-1] if node["t"] == "Header" else node["c"]
            self._paragraph(inlines)
        elif isinstance(node, dict):
            self._blocks(node.get("c"))

    def _paragraph(self, inlines: Sequence[Any]) -> None:
        self._about = None
        text, origins = self._traced("".join(self._inlines(inlines)))
        if text.strip():
            self._found.append(Printed(text, origins, self._about, self._volume))
        notes, self._notes = self._notes, []
        self._blocks(notes)

    def _inlines(self, nodes: Iterable[Any]) -> Iterator[str]:
        for node in nodes:
            kind, content = node["t"], node.get("c")
            if kind == "Str":
                yield content
            elif kind in _SPACES:
                yield " "
            elif kind == "Quoted":
                opening, closing = _QUOTES[content[0]["t"]]
                yield from (opening, *self._inlines(content[1]), closing)
            elif kind == "Note":
                self._notes += content
            elif kind in {"Code", "Math"}:
                yield content[-1]
            elif kind == "Link":
                yield from self._link(content)
            elif kind != "RawInline":
                yield from self._inlines(content[-1] if content and isinstance(content[-1], list) else content or ())

    def _link(self, content: Any) -> Iterator[str]:
        target = content[2][0]
        if target.startswith("rg:use/") and int(target[7:]) < USES:
            yield chr(USE + int(target[7:]))
        elif found := _LISTED.fullmatch(target):
            self._about = self._rows.get(found[1])
        yield from self._inlines(content[1])

    def _traced(self, marked: str) -> tuple[str, tuple[Origin, ...]]:
        """Take the marks out of a paragraph, and give each of its characters its origin."""
        text: list[str] = []
        origins: list[Origin] = []
        use: int | None = None
        place: WordPlace | None = None
        done = 0
        behind = False
        for sign in marked:
            code = ord(sign)
            if FIRST <= code < FIRST + MOST:
                place, done, use = self._marker.places[code - FIRST], 0, None
                if behind:
                    _give(text, origins, place, self._marker.texts[place.path][place.begin : place.end])
                    place, behind = None, False
            elif USE <= code < USE + USES:
                use, place = code - USE, None
            elif sign == CLOSE:
                use = None
            elif sign == BEHIND:
                behind = True
            elif sign != " " or text[-1:] != [" "]:
                origin = self._of(sign, place, done)
                place = place if origin else None
                done += 1
                text.append(sign)
                origins.append(origin or use)
        return "".join(text), tuple(self._with_blanks(text, origins))

    def _of(self, sign: str, place: WordPlace | None, done: int) -> WordPlace | None:
        """Return the place of the next character of a word or sign, if it stands in the template as it is printed."""
        if place is None:
            return None
        written = self._marker.texts[place.path][place.begin : place.end]
        if not written[0].isalnum():
            return place if done == 0 else None
        if done >= len(written) or written[done].translate(_ALIKE) != sign.translate(_ALIKE):
            return None
        return WordPlace(place.path, place.begin + done, place.begin + done + 1)

    def _with_blanks(self, text: Sequence[str], origins: list[Origin]) -> Iterator[Origin]:
        """Yield the origins with those of blanks that stand beside words of a template there, too."""
        for at, origin in enumerate(origins):
            if text[at] != " " or isinstance(origin, WordPlace):
                yield origin
                continue
            before = origins[at - 1] if at else None
            after = origins[at + 1] if at + 1 < len(origins) else None
            yield self._blank(before, after) or origin

    def _blank(self, before: Origin, after: Origin) -> WordPlace | None:
        if isinstance(before, WordPlace):
            written = self._marker.texts[before.path]
            if (found := _BLANK.match(written, before.end)) and found.end() > before.end:
                return WordPlace(before.path, before.end, found.end())
        if isinstance(after, WordPlace):
            written = self._marker.texts[after.path][max(after.begin - _FAR, 0) : after.begin]
            blank = _BLANK_BEFORE.search(written)
            begin = after.begin - (len(blank[0]) if blank else 0)
            if begin < after.begin:
                return WordPlace(after.path, begin, after.begin)
        return None


def _give(text: Sequence[str], origins: list[Origin], place: WordPlace, written: str) -> None:
    """Move a sign that ends a sentence or clause to its place: it stands before or behind the citation printed last."""
    for at in range(len(text) - 1, max(len(text) - _FAR, -1), -1):
        if isinstance(origins[at], WordPlace):
            return
        if text[at] == written and (origins[at] is None or at == len(text) - 1):
            origins[at] = place
            return
