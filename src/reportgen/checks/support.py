"""The passages that evidence cites, and what they say; each is read once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Final

from reportgen.checks.days import Day
from reportgen.checks.names import Variants, fold
from reportgen.checks.numerals import PERCENT, Quantity
from reportgen.checks.reading import Facts, Reading, places, read_passage
from reportgen.checks.tokens import Claim, bears_out
from reportgen.diagnostics import Diagnostic, Location
from reportgen.fingerprint import of_bytes
from reportgen.inputs.model import Inputs, SourceText, Span
from reportgen.rules import finding

_NAMED: Final = 3
_TRIED: Final = 20


class Support:
    """What the passages of evidence say, as far as their texts are at hand."""

    def __init__(self, inputs: Inputs, variants: Variants) -> None:
        self._inputs = inputs
        self._variants = variants
        self._spans = {key: _Spans(text) for key, text in inputs.texts.items()}
        self._works: dict[tuple[str, bool], Facts] = {}
        self._read: dict[tuple[str, int], Reading] = {}
        self._near: dict[str, Facts] = {}
        self._known: dict[tuple[str, ...], tuple[Sequence[Facts], Sequence[Facts], Sequence[Facts]]] = {}

    def facts(self, evidence: str) -> Facts | None:
        """Give what the passage of an evidence id says; ``None`` if it is not at hand or was not found."""
        found = self._find(evidence)
        return None if found is None else found[0].facts

    def near(self, evidence: str) -> Facts | None:
        """Give what the sentences that evidence quotes from say; ``None`` as for ``facts``."""
        if evidence not in self._near:
            found = self._find(evidence)
            if found is None:
                return None
            words = len(fold(self._inputs.evidence[evidence].quote).split())
            self._near[evidence] = found[0].near(found[1], words)
        return self._near[evidence]

    def _find(self, evidence: str) -> tuple[Reading, int] | None:
        """Give a passage and which of its words a quotation begins with."""
        row = self._inputs.evidence.get(evidence)
        passage = self._inputs.passages.get(evidence)
        if row is None or passage is None or not passage.match or row.source not in self._spans:
            return None
        text, span = self._inputs.texts[row.source], self._spans[row.source].at(passage.position)
        if span is None:
            return None
        place = row.source, span.start
        if place not in self._read:
            self._read[place] = read_passage(" ".join(text.words[span.start : span.end]))
        return self._read[place], passage.position - span.start

    def absent(self, evidence: Iterable[str]) -> tuple[str, ...]:
        """Give the sources of evidence whose texts are not at hand."""
        return tuple(s for s in self._inputs.sources(tuple(evidence)) if s not in self._inputs.texts)

    def sound(self, evidence: Iterable[str]) -> bool:
        """Whether every passage exists and was found, as far as texts are at hand; other findings tell if not."""
        return all(
            e in self._inputs.evidence
            and (self._inputs.evidence[e].source not in self._inputs.texts or self.facts(e) is not None)
            for e in evidence
        )

    def locked(self, sources: Iterable[str]) -> bool:
        """Whether the lock knows the texts of sources."""
        return all(source in self._inputs.lock.texts for source in sources)

    def missing(self, claims: Iterable[Claim], evidence: Sequence[str], close: bool = False) -> tuple[Claim, ...]:
        """Give the claims that the passages of evidence do not bear out; ``close``: the sentences quoted first."""
        beside, facts, near = self._all(tuple(evidence))
        near = near if close else ()
        return tuple(c for c in claims if not bears_out(c, facts, self._variants, near, beside))

    def names_one_of(self, forms: Sequence[str], evidence: Sequence[str]) -> bool:
        """Whether the passages name something by one of its names."""
        _, facts, _ = self._all(tuple(evidence))
        return any(bears_out(Claim("name", form, form), facts, self._variants) for form in forms)

    def _all(self, evidence: tuple[str, ...]) -> tuple[Sequence[Facts], Sequence[Facts], Sequence[Facts]]:
        """Give what rows and passages of evidence say; many statements and rows rest on the same."""
        if evidence not in self._known:
            beside = self._beside(evidence)
            facts = [*self._said(evidence, self.facts), *beside]
            self._known[evidence] = beside, facts, self._said(evidence, self.near)
        return self._known[evidence]

    def _said(self, evidence: Iterable[str], read: Callable[[str], Facts | None]) -> list[Facts]:
        return [f for f in map(read, evidence) if f is not None]

    def _beside(self, evidence: Iterable[str]) -> list[Facts]:
        """Give what evidence rows say themselves: numbers of notes, their source, and the work it quotes."""
        rows = [self._inputs.evidence[e] for e in evidence if e in self._inputs.evidence]
        numbers = {n for row in rows for n in (row.footnote, row.section, row.page) if n.isdecimal()}
        works = dict.fromkeys([(row.via, True) for row in rows] + [(row.source, False) for row in rows])
        return [places(numbers), *(self._work(*w) for w in works if w[0] in self._inputs.bibliography.entries)]

    def _work(self, key: str, dated: bool) -> Facts:
        """Give author and title of a work, and the year if ``dated``: a passage need not tell whose it is in full."""
        if (key, dated) not in self._works:
            fields = self._inputs.bibliography[key].fields
            # a source's full title would bear out too much: its subject
            told = ("author", "editor", "shorttitle", *(("title",) if dated else ()))
            text = " ".join(fields.get(name, "") for name in told)
            year = (fields.get("date") or fields.get("year") or "")[:4]
            days = frozenset({Day(int(year))}) if dated and year.isdecimal() else frozenset[Day]()
            self._works[key, dated] = Facts({}, days, text)
        return self._works[key, dated]

    def told(self, claim: Claim, evidence: Sequence[str], place: Location) -> Diagnostic:
        """Make the finding about a claim that is not borne out."""
        code = "NUM006" if claim.kind == "name" else "NUM003"
        what = f'"{claim.text}"' if claim.kind == "name" else claim.text
        return finding(code, place, f"{what} is not in {named(evidence)}", self._hint(claim, evidence))

    def _hint(self, claim: Claim, evidence: Sequence[str]) -> str:
        elsewhere = self._elsewhere(claim, evidence)
        near = _nearest(claim, self._said(evidence, self.near))
        near = near or _nearest(claim, self._said(evidence, self.facts))
        if near:
            return f"there is {near}" + (f'; "{elsewhere}" has {claim.text}' if elsewhere else "")
        if elsewhere:
            return f'"{elsewhere}" has it: cite that too, or correct it'
        if claim.kind == "name":
            return "cite a passage that has it, or add the form that the passage uses to the table of names"
        return "correct it, or cite a passage that has it"

    def _elsewhere(self, claim: Claim, evidence: Sequence[str]) -> str:
        """Give evidence whose passage bears a number or date out, of the sources cited if there is any."""
        if isinstance(claim.value, str):
            return ""
        key = claim.value.total if isinstance(claim.value, Quantity) else claim.value.year
        sources = self._inputs.sources(tuple(evidence))
        tried = sorted(self._having.get(key, ())[:_TRIED], key=lambda e: self._inputs.evidence[e].source not in sources)
        for name in tried:
            facts = self.near(name)
            if name not in evidence and facts is not None and bears_out(claim, [facts], self._variants):
                return name
        return ""

    @cached_property
    def _having(self) -> Mapping[Decimal | int | None, Sequence[str]]:
        """Evidence by the numbers and years in its passages; made when the first claim fails."""
        found: dict[Decimal | int | None, list[str]] = {}
        for name in self._inputs.evidence:
            facts = self.near(name)
            if facts is not None:
                for key in {*facts.quantities, *(day.year for day in facts.days)}:
                    found.setdefault(key, []).append(name)
        return found


def named(evidence: Sequence[str]) -> str:
    """Name passages in a message."""
    shown = ", ".join(f'"{e}"' for e in evidence[:_NAMED])
    more = f" and {len(evidence) - _NAMED} more" if len(evidence) > _NAMED else ""
    return f"the passage{'s' if len(evidence) > 1 else ''} {shown}{more}"


def digest(inputs: Inputs, parts: Iterable[str], evidence: Iterable[str]) -> str:
    """Give the SHA-256 of texts and of the evidence rows that they rest on."""
    lines = list(parts)
    for name in evidence:
        lines.extend((name, inputs.evidence[name].digest if name in inputs.evidence else ""))
    return of_bytes("\x1f".join(lines).encode())


class _Spans:
    """The footnotes and paragraphs of a text, to be looked up by position."""

    def __init__(self, text: SourceText) -> None:
        self._layers = [sorted(layer, key=lambda s: s.start) for layer in (text.footnotes, text.paragraphs)]
        self._starts = [[span.start for span in layer] for layer in self._layers]

    def at(self, position: int) -> Span | None:
        """Give the footnote, or else the paragraph, that a word stands in."""
        for layer, starts in zip(self._layers, self._starts, strict=True):
            index = bisect_right(starts, position) - 1
            if index >= 0 and position < layer[index].end:
                return layer[index]
        return None


def _nearest(claim: Claim, facts: Sequence[Facts]) -> str:
    """Give the value in passages that a claim's is most likely a slip of."""
    if isinstance(claim.value, Quantity):
        wanted = claim.value
        found = {q for f in facts for group in f.quantities.values() for q in group if _alike(wanted, q)}
        ranked = sorted((_distance(str(wanted.value), str(q.value)), q.value) for q in found)
        return "" if not ranked else str(ranked[0][1])
    if isinstance(claim.value, Day):
        days = {day for f in facts for day in f.days if day.year}
        exact = claim.value
        near = sorted((sum(_slips(exact, day)), str(day)) for day in days)
        return near[0][1] if near else ""
    return ""


def _alike(wanted: Quantity, found: Quantity) -> bool:
    """Whether a number in a passage may be the one meant: of the same unit, not a word such as "no"."""
    if wanted.unit == PERCENT or found.unit == PERCENT or (wanted.unit and found.unit):
        return wanted.unit == found.unit
    return found.digits


def _distance(wanted: str, found: str) -> tuple[bool, int, int]:
    """Order numbers by likeness: the same digits in another order first, then few different digits."""
    same = sorted(wanted) != sorted(found)
    return same, abs(len(wanted) - len(found)), sum(a != b for a, b in zip(wanted, found, strict=False))


def _slips(a: Day, b: Day) -> Iterator[int]:
    yield from (x != y for x, y in ((a.month, b.month), (a.day, b.day)))
    first, second = str(a.year), str(b.year)
    yield 2 * sum(x != y for x, y in zip(first, second, strict=False))
